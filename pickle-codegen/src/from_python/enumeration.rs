//! The members of an `enum.Enum` and their values.

mod body;
mod functional;
mod methods;

use pickle_core::ValueBase;
use pickle_core::schema::{Member, StandardClass, Value};
use ruff_python_ast::ExprCall;
use ruff_text_size::{Ranged, TextRange};

pub(super) use self::body::{MemberValue, member_assignments};
pub(super) use self::functional::read_names;
use self::methods::read_methods;
use super::classes::Classes;
use super::constant::{Constants, python_equal};
use super::modules::Modules;
use super::native::Native;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// What an enumeration inherits about the values of its members.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EnumerationBase {
    /// The class that every value is converted to.
    pub(super) mixin: Option<Mixin>,
    /// Whether Python pickles the members by their names.
    pub(super) is_by_name: bool,
    automatic: Automatic,
    new: NewMethod,
}

/// What `auto()` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Automatic {
    /// One more than the value before.
    #[default]
    Counted,
    /// The member's name.
    Name,
    /// The member's name in lower case.
    LowerName,
    /// The member's name in upper case.
    UpperName,
    /// What a `_generate_next_value_` of the class returns.
    Unknown,
}

/// What the `__new__` of an enumeration makes the value of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum NewMethod {
    /// What is assigned to the member, converted by the mixin.
    #[default]
    Assigned,
    /// The argument at this index.
    Argument(usize),
}

/// The class that the members of an enumeration belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mixin {
    Int,
    Float,
    Str,
    Bytes,
    Date,
}

impl EnumerationBase {
    pub(super) fn with_mixin(mixin: Mixin) -> EnumerationBase {
        EnumerationBase { mixin: Some(mixin), ..EnumerationBase::default() }
    }

    pub(super) fn of_str_enum() -> EnumerationBase {
        EnumerationBase { automatic: Automatic::LowerName, ..EnumerationBase::with_mixin(Mixin::Str) }
    }

    /// The `_value_` of a member that is given as `value`.
    fn value(&self, value: Value) -> Option<Value> {
        match (self.new, self.mixin, value) {
            (NewMethod::Argument(index), _, Value::Tuple(arguments)) => arguments.into_iter().nth(index),
            (NewMethod::Argument(0), _, value) => Some(value),
            (NewMethod::Argument(_), ..) => None,
            (NewMethod::Assigned, Some(mixin), value) => mixin.convert(value),
            (NewMethod::Assigned, None, value) => Some(value),
        }
    }
}

impl Mixin {
    /// The mixin that a class is beside `Enum` among the bases.
    pub(super) fn of_native(native: Native) -> Option<Mixin> {
        match native {
            Native::Value(ValueBase::Int) => Some(Mixin::Int),
            Native::Value(ValueBase::Float) => Some(Mixin::Float),
            Native::Value(ValueBase::Str) => Some(Mixin::Str),
            Native::Value(ValueBase::Bytes) => Some(Mixin::Bytes),
            Native::Standard(StandardClass::Date) => Some(Mixin::Date),
            _ => None,
        }
    }

    /// The `_value_` of a member that is given as `value`: a tuple holds the arguments of the class.
    fn convert(self, value: Value) -> Option<Value> {
        match (self, value) {
            (Mixin::Int, Value::Bool(flag)) => Some(Value::Int(i128::from(flag))),
            (Mixin::Str, Value::Int(int)) => Some(Value::Str(int.to_string())),
            (Mixin::Float, Value::Int(int)) => i32::try_from(int).ok().map(|int| Value::Float(int.into())),
            (Mixin::Date, Value::Tuple(arguments)) => date(&arguments),
            (Mixin::Int, value @ Value::Int(_))
            | (Mixin::Float, value @ Value::Float(_))
            | (Mixin::Str, value @ Value::Str(_))
            | (Mixin::Bytes, value @ Value::Bytes(_)) => Some(value),
            _ => None,
        }
    }
}

/// `date(2020, 1, 2)`
pub(super) fn date(arguments: &[Value]) -> Option<Value> {
    let [Value::Int(year), Value::Int(month), Value::Int(day)] = *arguments else {
        return None;
    };
    let (year, month, day) = (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let is_date = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(Value::Date(year, month, day))
}

/// Reads the members of the enumeration `id`, and what classes that derive from it inherit.
pub(super) fn read_members(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    inherited: EnumerationBase,
) -> Result<(EnumerationBase, Vec<Member>), Diagnostic> {
    let base = read_methods(modules, id, inherited)?;
    let mut constants = Constants::new(modules, classes, Some(id));
    let mut members = Members { base, members: Vec::new(), values: Vec::new() };
    for assignment in member_assignments(modules, id)? {
        let is_automatic = matches!(assignment.value, MemberValue::Automatic);
        if is_automatic && base.automatic == Automatic::Unknown {
            return Err(generated_value(modules, id, assignment.range));
        }
        let value = match assignment.value {
            MemberValue::Automatic => Some(None),
            MemberValue::Written(value) => constants.evaluate(value).map(Some),
        };
        let value = value.and_then(|value| members.add(assignment.name, value, assignment.doc));
        let value = value.ok_or_else(|| unknown_value(modules, id, assignment.range))?;
        constants.know(assignment.name, value);
    }
    Ok((base, members.members))
}

/// Reads the members that `Enum("Color", "RED GREEN")` names.
pub(super) fn read_call_members(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    call: &ExprCall,
    mut base: EnumerationBase,
) -> Result<(EnumerationBase, Vec<Member>), Diagnostic> {
    let names = read_names(modules, classes, call).ok_or_else(|| unknown_value(modules, id, call.range()))?;
    base.mixin = names.mixin.or(base.mixin);
    let mut members = Members { base, members: Vec::new(), values: Vec::new() };
    for (name, value) in names.members {
        members.add(&name, value, None).ok_or_else(|| unknown_value(modules, id, call.range()))?;
    }
    Ok((base, members.members))
}

struct Members {
    base: EnumerationBase,
    members: Vec<Member>,
    /// What is assigned to all members so far, aliases too.
    values: Vec<Value>,
}

impl Members {
    /// Adds a member, with `None` for the value `auto()`; returns what is assigned to it.
    fn add(&mut self, name: &str, assigned: Option<Value>, doc: Option<String>) -> Option<Value> {
        let assigned = match assigned {
            Some(value) => value,
            None => self.automatic_value(name)?,
        };
        let value = self.base.value(assigned.clone()).filter(can_be_member_value)?;
        self.values.push(assigned.clone());
        match self.members.iter_mut().find(|member| python_equal(&member.value, &value)) {
            Some(member) => member.aliases.push(name.to_owned()),
            None => {
                let mut member = Member::new(name, value);
                member.doc = doc;
                self.members.push(member);
            }
        }
        Some(assigned)
    }

    /// What `auto()` gives to the member `name`, where all versions of Python agree.
    fn automatic_value(&self, name: &str) -> Option<Value> {
        match self.base.automatic {
            Automatic::Name => return Some(Value::Str(name.to_owned())),
            Automatic::LowerName => return Some(Value::Str(name.to_lowercase())),
            Automatic::UpperName => return Some(Value::Str(name.to_uppercase())),
            Automatic::Counted | Automatic::Unknown => {}
        }
        let earlier: Option<Vec<i128>> = self
            .values
            .iter()
            .map(|value| match value {
                Value::Int(int) => Some(*int),
                _ => None,
            })
            .collect();
        let earlier = earlier?;
        // Before 3.13 the last value counts, since then the highest.
        match (earlier.last(), earlier.iter().max()) {
            (Some(last), Some(highest)) => (last == highest).then_some(Value::Int(last.checked_add(1)?)),
            _ => Some(Value::Int(1)),
        }
    }
}

fn can_be_member_value(value: &Value) -> bool {
    match value {
        Value::Int(int) => i64::try_from(*int).is_ok(),
        Value::None | Value::Bool(_) | Value::Float(_) | Value::Str(_) | Value::Bytes(_) | Value::Date(..) => true,
        Value::Tuple(values) | Value::List(values) => values.iter().all(can_be_member_value),
        Value::Dict(items) => items.iter().all(|(key, value)| can_be_member_value(key) && can_be_member_value(value)),
        _ => false,
    }
}

/// The finding about a member of which nothing tells the value.
pub(super) fn unknown_value(modules: &Modules<'_>, id: ClassId, range: TextRange) -> Diagnostic {
    let reason = "the value of this member cannot be told without running Python";
    left_out(modules, id, Code::MemberValue, range, reason).help(
        "write an int of at most 64 bits, a float, a string, bytes, a bool, a date, `None`, or a tuple, list or dict of \
         those",
    )
}

fn generated_value(modules: &Modules<'_>, id: ClassId, range: TextRange) -> Diagnostic {
    let reason = "`_generate_next_value_` decides the value of this member";
    left_out(modules, id, Code::MemberValue, range, reason).help("write the value instead of `auto()`")
}

/// The finding about an enumeration that is left out.
pub(super) fn left_out(modules: &Modules<'_>, id: ClassId, code: Code, range: TextRange, reason: &str) -> Diagnostic {
    let class = modules.qualname(id);
    Diagnostic::new(code, range, format!("enumeration `{class}` is left out: {reason}"))
        .help("fields that hold its members are `::pickle_core::Any`, which keeps them as they are")
}
