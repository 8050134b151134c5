//! One difference between two versions of a class.

use std::fmt;

use pickle_core::schema::{ClassKind, ClassName, Layout, Place, Type, Value};

/// What is different in the new version.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// There is a class more.
    ClassAdded,
    /// There is a class less.
    ClassRemoved,
    /// The class has another name, or is in another module.
    ClassRenamed {
        /// Its new name.
        to: ClassName,
    },
    /// The class is of another kind: a class with attributes, an enumeration or a flag.
    KindChanged {
        /// What it was.
        from: &'static str,
        /// What it is.
        to: &'static str,
    },
    /// The class derives from other classes.
    BasesChanged {
        /// The old bases.
        from: Vec<ClassName>,
        /// The new ones.
        to: Vec<ClassName>,
    },
    /// Its instances are laid out in another way.
    LayoutChanged {
        /// The old layout.
        from: Layout,
        /// The new one.
        to: Layout,
    },
    /// `__getnewargs__` returns other attributes.
    NewArgumentsChanged,
    /// The fields are in another order, and have names in the pickle.
    OrderChanged,
    /// There is a field more.
    FieldAdded {
        /// Its type.
        ty: Type,
        /// Its default, if it has one.
        default: Option<Value>,
    },
    /// There is a field less.
    FieldRemoved {
        /// Its type.
        ty: Type,
    },
    /// The field has another name.
    FieldRenamed {
        /// The new name.
        to: String,
        /// Whether somebody said so; otherwise it looks so.
        is_certain: bool,
    },
    /// The field is at another position, in a layout that has only positions.
    FieldMoved {
        /// The old position, from 1.
        from: usize,
        /// The new one.
        to: usize,
    },
    /// The field is of another type.
    TypeChanged {
        /// The old type.
        from: Type,
        /// The new one.
        to: Type,
    },
    /// The field has another default, has one now, or has none any more.
    DefaultChanged {
        /// The old default.
        from: Option<Value>,
        /// The new one.
        to: Option<Value>,
    },
    /// Instances need not have the attribute any more, or have to now.
    PresenceChanged {
        /// Whether they need not have it now.
        can_be_unset: bool,
    },
    /// The field stands elsewhere in the pickle.
    PlaceChanged {
        /// Where it stood.
        from: Place,
        /// Where it stands.
        to: Place,
    },
    /// There is a member more.
    MemberAdded {
        /// Its value.
        value: Value,
    },
    /// There is a member less.
    MemberRemoved {
        /// Its value.
        value: Value,
    },
    /// The member has another name and its old value.
    MemberRenamed {
        /// The new name.
        to: String,
    },
    /// The member has another value.
    MemberValueChanged {
        /// The old value.
        from: Value,
        /// The new one.
        to: Value,
    },
    /// The members are pickled by their names now, or by their values.
    MembersByName {
        /// Whether it is by their names now.
        is_by_name: bool,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::ClassAdded => f.write_str("class added"),
            Change::ClassRemoved => f.write_str("class removed"),
            Change::ClassRenamed { to } => write!(f, "class is now `{to}`"),
            Change::KindChanged { from, to } => write!(f, "{from} became {to}"),
            Change::BasesChanged { from, to } => write!(f, "bases changed from {} to {}", names(from), names(to)),
            Change::LayoutChanged { from, to } => {
                write!(f, "layout changed from {} to {}", layout_name(from), layout_name(to))
            }
            Change::NewArgumentsChanged => f.write_str("arguments of `__new__` changed"),
            Change::OrderChanged => f.write_str("order of the fields changed"),
            Change::FieldAdded { ty, default: None } => write!(f, "field of type `{ty}` added, without a default"),
            Change::FieldAdded { ty, default: Some(value) } => {
                write!(f, "field of type `{ty}` added, with the default `{}`", Constant(value))
            }
            Change::FieldRemoved { ty } => write!(f, "field of type `{ty}` removed"),
            Change::FieldRenamed { to, is_certain: true } => write!(f, "field is now `{to}`"),
            Change::FieldRenamed { to, is_certain: false } => write!(f, "field removed, or renamed to `{to}`"),
            Change::FieldMoved { from, to } => write!(f, "position changed from {from} to {to}"),
            Change::TypeChanged { from, to } => write!(f, "type changed from {} to {}", ranged(from), ranged(to)),
            Change::DefaultChanged { from, to } => write_default_change(f, from.as_ref(), to.as_ref()),
            Change::PresenceChanged { can_be_unset: true } => f.write_str("attribute may be absent now"),
            Change::PresenceChanged { can_be_unset: false } => f.write_str("attribute may not be absent any more"),
            Change::PlaceChanged { from, to } => {
                write!(f, "place changed from {} to {}", place_name(*from), place_name(*to))
            }
            Change::MemberAdded { value } => write!(f, "member with the value `{}` added", Constant(value)),
            Change::MemberRemoved { value } => write!(f, "member with the value `{}` removed", Constant(value)),
            Change::MemberRenamed { to } => write!(f, "member is now `{to}`"),
            Change::MemberValueChanged { from, to } => {
                write!(f, "value changed from `{}` to `{}`", Constant(from), Constant(to))
            }
            Change::MembersByName { is_by_name: true } => f.write_str("members are pickled by their names now"),
            Change::MembersByName { is_by_name: false } => f.write_str("members are pickled by their values now"),
        }
    }
}

fn write_default_change(f: &mut fmt::Formatter<'_>, from: Option<&Value>, to: Option<&Value>) -> fmt::Result {
    match (from, to) {
        (Some(from), Some(to)) => write!(f, "default changed from `{}` to `{}`", Constant(from), Constant(to)),
        (None, Some(to)) => write!(f, "default `{}` added", Constant(to)),
        (Some(from), None) => write!(f, "default `{}` removed", Constant(from)),
        (None, None) => Ok(()),
    }
}

fn names(classes: &[ClassName]) -> String {
    let quoted: Vec<String> = classes.iter().map(|class| format!("`{}`", class.qualname)).collect();
    if quoted.is_empty() { "none".to_owned() } else { quoted.join(", ") }
}

pub(super) const ENUMERATION: &str = "an enumeration";
pub(super) const FLAG: &str = "a flag";

/// What the classes of a kind are.
pub(super) fn kind_name(kind: &ClassKind) -> &'static str {
    match kind {
        ClassKind::Record(_) => "a class with attributes",
        ClassKind::Enumeration(_) => ENUMERATION,
        ClassKind::Flag(_) => FLAG,
        _ => "a class that is not described",
    }
}

fn layout_name(layout: &Layout) -> String {
    let text = match layout {
        Layout::Dict => "a `__dict__`",
        Layout::Slots => "slots",
        Layout::DictSlots => "slots beside a `__dict__`",
        Layout::List => "a list of values (slots that are frozen)",
        Layout::Args => "arguments of `__new__` (a named tuple)",
        Layout::Call => "arguments of a call",
        Layout::Tuple => "a tuple of values (attrs up to 22.1)",
        Layout::Attrs => "slots of attrs",
        Layout::Mapping => "a plain dict (`TypedDict`)",
        Layout::Pydantic1 => "a model of pydantic 1",
        Layout::Pydantic2 => "a model of pydantic 2",
        Layout::Pydantic2Root => "a `RootModel` of pydantic 2",
        Layout::MsgspecKwOnly => "keyword arguments (msgspec)",
        Layout::Reduce(reduce) => return format!("a call of `{}`", reduce.callable),
        Layout::Global(name) => return format!("the name `{name}`"),
        _ => "another",
    };
    text.to_owned()
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Slot => "a slot",
        Place::Argument | Place::Arguments => "the arguments",
        Place::Private => "the private attributes",
        Place::Value(_) | Place::Items | Place::Entries => "what the object holds",
        _ => "the state",
    }
}

/// A constant as Python writes it, but for characters that need an escape.
struct Constant<'v>(&'v Value);

impl fmt::Display for Constant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::None => f.write_str("None"),
            Value::Bool(true) => f.write_str("True"),
            Value::Bool(false) => f.write_str("False"),
            Value::Int(int) => int.fmt(f),
            Value::Float(float) => write!(f, "{float:?}"),
            Value::Str(text) => write!(f, "{text:?}"),
            Value::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
            Value::Tuple(items) if items.len() == 1 => write!(f, "({},)", Constant(&items[0])),
            Value::Tuple(items) => write_items(f, "(", items, ")"),
            Value::List(items) => write_items(f, "[", items, "]"),
            Value::Set(items) if items.is_empty() => f.write_str("set()"),
            Value::Set(items) => write_items(f, "{", items, "}"),
            Value::FrozenSet(items) => write_items(f, "frozenset((", items, "))"),
            Value::Dict(entries) => write_entries(f, entries),
            Value::Date(year, month, day) => write!(f, "date({year}, {month}, {day})"),
            Value::Member(class, member) => write!(f, "{}.{member}", class.qualname),
            Value::Instance(class) => write!(f, "{}()", class.qualname),
            _ => f.write_str("..."),
        }
    }
}

fn write_items(f: &mut fmt::Formatter<'_>, open: &str, items: &[Value], close: &str) -> fmt::Result {
    f.write_str(open)?;
    for (index, item) in items.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}{}", Constant(item))?;
    }
    f.write_str(close)
}

fn write_entries(f: &mut fmt::Formatter<'_>, entries: &[(Value, Value)]) -> fmt::Result {
    f.write_str("{")?;
    for (index, (key, value)) in entries.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}{}: {}", Constant(key), Constant(value))?;
    }
    f.write_str("}")
}

/// The type as an annotation, and what that does not say about its ints.
fn ranged(ty: &Type) -> String {
    fn has_large_int(ty: &Type) -> bool {
        *ty == Type::LargeInt || ty.parts().into_iter().any(has_large_int)
    }
    if has_large_int(ty) { format!("`{ty}` with ints beyond 64 bits") } else { format!("`{ty}`") }
}
