//! The description of a class that the derive emits, as a class of a schema.

use std::collections::HashMap;

use super::describe::PartDefault;
use super::{
    ClassKind, ClassName, Enumeration, Field, FieldDefault, Flag, FlagMember, Layout, Member, NewArguments, Place,
    Record, Reduce, Type, Value,
};
use crate::graph_view::{NodeRef, ObjectRef, Value as Found};
use crate::{EnumClass, FlagClass, MemberValue, WrittenBy, class};

/// A field, as far as its type and its attributes tell.
#[derive(Clone)]
pub(super) struct Described {
    pub(super) ty: Type,
    pub(super) can_be_unset: bool,
    pub(super) default: Option<PartDefault>,
}

/// Whether only the name of the class is known: functions make its state.
pub(super) fn external(class: &class::Class) -> bool {
    class.layout == class::Layout::Custom
}

/// The record of a class whose fields are described as `parts`, one for one.
pub(super) fn of_class(
    class: &class::Class,
    keeps_rest: bool,
    parts: &[Described],
    enumerations: &Enumerations,
) -> Record {
    let mut record = Record::new(layout(class, class.layout, keeps_rest));
    record.accepts = class.accepts.iter().map(|accepted| plain_layout(class, *accepted)).collect();
    record.is_open = keeps_rest;
    record.is_reduced_to_new = is_reduced_to_new(class);
    if !matches!(class.layout, class::Layout::Args | class::Layout::Call) {
        record.new_arguments =
            NewArguments { positional: names(class, class.arguments), keywords: names(class, class.keywords) };
    }
    let fields = class.fields.iter().zip(parts).map(|(field, part)| {
        let mut described = of_field(class, &record, field, part);
        described.default = part.default.and_then(|default| enumerations.default(&default));
        described
    });
    record.fields = fields.collect();
    record
}

fn of_field(class: &class::Class, record: &Record, field: &class::Field, part: &Described) -> Field {
    let ty = match field.place {
        class::Place::Extra => Type::Any,
        _ => part.ty.clone(),
    };
    let mut described = Field::new(field.name, ty);
    described.written_name = written_name(class.name, field.name).to_owned();
    described.place = place(class, record, field.place);
    described.can_be_unset = part.can_be_unset;
    described
}

/// `__pin` for the `_Account__pin` of a class `Account`.
fn written_name<'n>(class: &str, name: &'n str) -> &'n str {
    let class = class.rsplit('.').next().unwrap_or(class).trim_start_matches('_');
    match name.strip_prefix('_').and_then(|name| name.strip_prefix(class)) {
        Some(private) if private.starts_with("__") && !class.is_empty() => private,
        _ => name,
    }
}

fn is_reduced_to_new(class: &class::Class) -> bool {
    class.layout != class::Layout::Call && class.callable == Some(("copyreg", "__newobj__"))
}

/// A call of the class itself is no more than that, unless there is a state that a `__reduce__` gives it.
fn layout(class: &class::Class, layout: class::Layout, keeps_rest: bool) -> Layout {
    let has = |is: fn(&class::Field) -> bool| class.fields.iter().any(is);
    let has_arguments = has(|field| matches!(field.place, class::Place::Argument | class::Place::Arguments));
    let has_state = has(|field| field.place == class::Place::State || field.place.is_contents());
    let is_native = keeps_rest || has(|field| field.place == class::Place::Arguments);
    let is_reduced = if has_arguments { has_state && !is_native } else { has_state || keeps_rest };
    match layout {
        class::Layout::Call if class.callable.is_some() || class.state_setter.is_some() || is_reduced => {
            Layout::Reduce(reduce(class))
        }
        other => plain_layout(class, other),
    }
}

fn reduce(class: &class::Class) -> Reduce {
    let global = |(module, name): (&str, &str)| ClassName::new(module, name);
    let state = class.fields.iter().filter(|field| field.place == class::Place::State);
    Reduce {
        callable: global(class.callable.unwrap_or((class.module, class.name))),
        arguments: names(class, &class.argument_fields()),
        state: state.map(|field| field.name.to_owned()).collect(),
        state_setter: class.state_setter.map(global),
    }
}

fn plain_layout(class: &class::Class, layout: class::Layout) -> Layout {
    match layout {
        class::Layout::Slots => Layout::Slots,
        class::Layout::DictSlots => Layout::DictSlots,
        class::Layout::List => Layout::List,
        class::Layout::Tuple => Layout::Tuple,
        class::Layout::Attrs => Layout::Attrs,
        class::Layout::Args => Layout::Args,
        class::Layout::Call => Layout::Call,
        class::Layout::Mapping => Layout::Mapping,
        class::Layout::Pydantic1 => Layout::Pydantic1,
        class::Layout::Pydantic2 => Layout::Pydantic2,
        class::Layout::Pydantic2Root => Layout::Pydantic2Root,
        class::Layout::MsgspecKwOnly => Layout::MsgspecKwOnly,
        class::Layout::Global => Layout::Global(ClassName::new(class.module, class.name)),
        class::Layout::Dict | class::Layout::Custom => Layout::Dict,
    }
}

fn names(class: &class::Class, fields: &[usize]) -> Vec<String> {
    fields.iter().filter_map(|&field| class.fields.get(field)).map(|field| field.name.to_owned()).collect()
}

fn place(class: &class::Class, record: &Record, place: class::Place) -> Place {
    let all_are_arguments =
        || !record.is_open && class.fields.iter().all(|field| field.place == class::Place::Argument);
    match (&record.layout, place) {
        (Layout::Args, class::Place::State) => Place::Attribute,
        (Layout::Args | Layout::Reduce(_), class::Place::Argument) => Place::State,
        // Where no field is anything else, nothing need be marked.
        (Layout::Call, class::Place::Argument) if all_are_arguments() => Place::State,
        // All attributes are in slots.
        (Layout::Slots, class::Place::State) => Place::Slot,
        (_, class::Place::State) => Place::State,
        (_, class::Place::Slot) => Place::Slot,
        (_, class::Place::Argument) => Place::Argument,
        (_, class::Place::Arguments) => Place::Arguments,
        (_, class::Place::Value(base)) => Place::Value(base),
        (_, class::Place::Items) => Place::Items,
        (_, class::Place::Entries) => Place::Entries,
        (_, class::Place::Private) => Place::Private,
        (_, class::Place::FieldsSet) => Place::FieldsSet,
        (_, class::Place::Extra) => Place::Extra,
    }
}

/// An enum with its members. One that only has a name stands for its name.
pub(super) fn of_enum(class: &EnumClass) -> ClassKind {
    let members = class.members.iter().map(|member| {
        let value = member.value.as_ref().map_or_else(|| Value::Str(member.name.to_owned()), of_member_value);
        let aliases = member.aliases.iter().map(|&alias| alias.to_owned()).collect();
        Member { aliases, ..Member::new(member.name, value) }
    });
    let is_by_name = class.written_by == WrittenBy::Name;
    ClassKind::Enumeration(Enumeration { members: members.collect(), is_by_name })
}

/// A flag with its members; nothing but its name is known if one of them has more than 64 bits.
pub(super) fn of_flag(class: &FlagClass) -> ClassKind {
    let member =
        |member: &crate::FlagMember| i64::try_from(member.bits).ok().map(|bits| FlagMember::new(member.name, bits));
    match class.members.iter().map(member).collect() {
        Some(members) => ClassKind::Flag(Flag::new(members)),
        None => ClassKind::External,
    }
}

fn of_member_value(value: &MemberValue) -> Value {
    let values = |values: &[MemberValue]| values.iter().map(of_member_value).collect();
    match *value {
        MemberValue::None => Value::None,
        MemberValue::Int(value) => Value::Int(value.into()),
        MemberValue::Str(value) => Value::Str(value.to_owned()),
        MemberValue::Float(value) => Value::Float(value),
        MemberValue::Bool(value) => Value::Bool(value),
        MemberValue::Bytes(value) => Value::Bytes(value.to_vec()),
        MemberValue::Tuple(items) => Value::Tuple(values(items)),
        MemberValue::List(items) => Value::List(values(items)),
        MemberValue::Dict(entries) => {
            Value::Dict(entries.iter().map(|(key, value)| (of_member_value(key), of_member_value(value))).collect())
        }
        MemberValue::Date { year, month, day } => Value::Date(year.into(), month, day),
    }
}

/// The enumerations that the values of defaults may be members of.
#[derive(Default)]
pub(super) struct Enumerations(pub(super) HashMap<ClassName, Enumeration>);

impl Enumerations {
    /// The default, if it is a constant of Python.
    fn default(&self, default: &PartDefault) -> Option<FieldDefault> {
        let value = (default.value)().ok()?;
        let value = match value.value() {
            Found::Object(object) => self.member(object).or_else(|| new_instance(object, default.is_new)),
            other => self.constant(&other),
        };
        Some(FieldDefault::new(value?, default.source))
    }

    fn constant(&self, value: &Found<'_, '_>) -> Option<Value> {
        let all = |items: &[NodeRef<'_, '_>]| -> Option<Vec<Value>> {
            items.iter().map(|item| self.constant(&item.value())).collect()
        };
        match value {
            Found::None => Some(Value::None),
            Found::Bool(value) => Some(Value::Bool(*value)),
            Found::Int(value) => i128::try_from(value).ok().map(Value::Int),
            Found::Float(value) => value.is_finite().then_some(Value::Float(*value)),
            Found::Str(text) => Some(Value::Str((*text).to_owned())),
            Found::Bytes(bytes) | Found::ByteArray(bytes) => Some(Value::Bytes(bytes.to_vec())),
            Found::Tuple(items) => all(items).map(Value::Tuple),
            Found::List(items) => all(items).map(Value::List),
            Found::Set(items) => all(items).map(Value::Set),
            Found::FrozenSet(items) => all(items).map(Value::FrozenSet),
            Found::Dict(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, item)| Some((self.constant(&key.value())?, self.constant(&item.value())?)));
                entries.collect::<Option<_>>().map(Value::Dict)
            }
            Found::Object(object) => self.member(*object),
            _ => None,
        }
    }

    /// The member that `Class(value)` or `getattr(Class, 'NAME')` is.
    fn member(&self, object: ObjectRef<'_, '_>) -> Option<Value> {
        let callable = object.callable()?.global_name()?;
        let class = ClassName::new(&*callable.module, &*callable.name);
        match (self.0.get(&class), &object.arguments()[..]) {
            (Some(enumeration), [value]) => {
                let value = self.constant(&value.value())?;
                let member = enumeration.members.iter().find(|member| member.value == value)?;
                Some(Value::Member(class, member.name.clone()))
            }
            (None, [class, name]) if &*callable.name == "getattr" => {
                let (class, Found::Str(name)) = (class.global_name()?, name.value()) else { return None };
                Some(Value::Member(ClassName::new(&*class.module, &*class.name), name.to_owned()))
            }
            _ => None,
        }
    }
}

/// An instance that is made without arguments, and so is what Python makes of the class too.
fn new_instance(object: ObjectRef<'_, '_>, is_new: bool) -> Option<Value> {
    let class = object.callable()?.global_name()?;
    is_new.then(|| Value::Instance(ClassName::new(&*class.module, &*class.name)))
}
