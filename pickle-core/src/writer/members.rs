//! Members of enums, values of flags and literals.

use crate::enum_class::{EnumClass, FlagClass, MemberValue, WrittenBy};
use crate::int::Int;
use crate::pystd::Date;
use crate::{Error, Result};

use super::memo::Kind;
use super::{ListWriter, Writer};

const ENUM_MEMBER: Kind = "enum member";
const FLAG: Kind = "flag";

impl Writer<'_> {
    /// Writes the member of a Python `Enum` at this position in [`EnumClass::members`]: as a call of the enum with its
    /// value, or by its name where the enum or the lack of a value asks for it.
    ///
    /// # Errors
    ///
    /// When the enum has no name at this protocol, or there is no such member.
    pub fn enum_member(&mut self, class: &'static EnumClass, index: usize) -> Result<()> {
        let Some(member) = class.members.get(index) else {
            return Err(Error::unpicklable(format!("{class} has no member number {index}")));
        };
        let content = content_of(class.module, class.name, &index.to_le_bytes());
        self.singleton(ENUM_MEMBER, &content, |writer| match (class.written_by, &member.value) {
            (WrittenBy::Value, Some(value)) => writer
                .reduce(class.module, class.name, 1, |arguments| arguments.item_with(|writer| writer.literal(value))),
            _ => writer.reduce("builtins", "getattr", 2, |arguments| {
                arguments.item_with(|writer| writer.global(class.module, class.name))?;
                arguments.item_with(|writer| writer.interned_str(member.name))
            }),
        })
    }

    /// Writes a value of a Python `Flag` as a call of the flag with its bits.
    ///
    /// # Errors
    ///
    /// When the flag has no name at this protocol.
    pub fn flag(&mut self, class: &'static FlagClass, bits: &Int) -> Result<()> {
        let content = content_of(class.module, class.name, &bits.to_signed_bytes_le());
        self.singleton(FLAG, &content, |writer| {
            writer.reduce(class.module, class.name, 1, |arguments| arguments.item(bits))
        })
    }

    /// Writes the value of a `Literal` or of an enum's member.
    ///
    /// # Errors
    ///
    /// When it is a [`MemberValue::Date`] that the calendar does not have.
    pub fn literal(&mut self, value: &MemberValue) -> Result<()> {
        match value {
            MemberValue::None => self.none(),
            MemberValue::Int(value) => self.int(*value),
            MemberValue::Str(value) => self.interned_str(value),
            MemberValue::Float(value) => self.float(*value),
            MemberValue::Bool(value) => self.bool(*value),
            MemberValue::Bytes(value) => self.bytes(value),
            MemberValue::Tuple(values) => write_literals(self.tuple(values.len())?, values),
            MemberValue::List(values) => write_literals(self.list(values.len())?, values),
            MemberValue::Dict(entries) => {
                let mut dict = self.dict(entries.len())?;
                for (key, value) in *entries {
                    dict.entry_with(|writer| writer.literal(key), |writer| writer.literal(value))?;
                }
                dict.end()
            }
            MemberValue::Date { year, month, day } => self.value(&Date::new(*year, *month, *day)?),
        }
    }
}

/// What tells a member apart from those of other classes.
fn content_of(module: &str, name: &str, member: &[u8]) -> Vec<u8> {
    [&module.len().to_le_bytes(), module.as_bytes(), &name.len().to_le_bytes(), name.as_bytes(), member].concat()
}

fn write_literals(mut items: ListWriter<'_, '_>, values: &[MemberValue]) -> Result<()> {
    values.iter().try_for_each(|value| items.item_with(|writer| writer.literal(value)))?;
    items.end()
}
