//! The checked model: what the attributes mean, free of mistakes.

use proc_macro2::{Literal, Span};
use syn::{Expr, ExprPath, Generics, Ident, Member as FieldMember, Type, TypePath, Visibility};

use crate::values::Bounds;

/// What the derive is on.
pub(crate) enum Item {
    Class(Box<Class>),
    Enum(Box<Enum>),
    Conversion(Box<Conversion>),
    Union(Box<Union>),
    Literal(Box<LiteralType>),
    Flag(Box<Flag>),
}

/// What all types have in common.
pub(crate) struct Head {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// Where pickle_core is.
    pub(crate) root: ExprPath,
    /// What the impls ask of type parameters, where that is not left to the derive.
    pub(crate) bounds: Option<Bounds>,
}

/// The names by which pickles know a class.
pub(crate) struct ClassName {
    pub(crate) global: Global,
    pub(crate) aliases: Vec<Global>,
}

/// A type that is loaded or dumped as another one.
pub(crate) struct Conversion {
    pub(crate) head: Head,
    pub(crate) from: Option<From>,
    pub(crate) into: Option<Type>,
}

/// The type that is loaded, and converted.
pub(crate) enum From {
    Always(Type),
    /// The conversion can fail.
    Try(Type),
}

/// The type of another crate that a struct describes.
pub(crate) struct Remote {
    pub(crate) path: TypePath,
    pub(crate) visibility: Visibility,
}

/// A module and a qualified name in it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Global {
    pub(crate) module: String,
    pub(crate) name: String,
}

/// A struct that stands for a Python class.
pub(crate) struct Class {
    pub(crate) head: Head,
    pub(crate) name: ClassName,
    pub(crate) subclasses: Vec<Global>,
    pub(crate) layout: Layout,
    pub(crate) accepts: Vec<Layout>,
    pub(crate) fields: Vec<Field>,
    /// Positional arguments, as indices of attributes.
    pub(crate) arguments: Vec<usize>,
    /// Keyword arguments, as indices of attributes.
    pub(crate) keywords: Vec<usize>,
    pub(crate) callable: Option<Global>,
    pub(crate) state_setter: Option<Global>,
    pub(crate) unknown: Unknown,
    /// The attribute that lets the struct's `Default` stand in for what is missing.
    pub(crate) default: Option<Span>,
    pub(crate) custom_state: Option<CustomState>,
    pub(crate) remote: Option<Remote>,
}

/// The functions that the whole state goes through.
pub(crate) struct CustomState {
    pub(crate) getstate: ExprPath,
    pub(crate) setstate: ExprPath,
}

/// A field of the Rust struct.
pub(crate) struct Field {
    pub(crate) member: FieldMember,
    pub(crate) ty: Type,
    pub(crate) role: Role,
    /// The function that gets the value from the remote type.
    pub(crate) getter: Option<ExprPath>,
}

/// What a field is for.
pub(crate) enum Role {
    /// It holds an attribute of the Python class.
    Attribute(Box<Attribute>),
    /// It holds all attributes of another class.
    Flatten(Flattened),
    /// It keeps the unknown attributes.
    Rest,
    /// It is not in the pickle.
    Skip,
}

/// A field that holds all attributes of another class.
pub(crate) struct Flattened {
    /// Its position among the attributes.
    pub(crate) index: usize,
    /// The attribute that asks for it.
    pub(crate) at: Span,
}

/// An attribute of the Python class.
pub(crate) struct Attribute {
    /// Its position among the attributes, where all those of a flattened field count as one.
    pub(crate) index: usize,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) place: Place,
    pub(crate) missing: Missing,
    pub(crate) with: Option<ExprPath>,
}

/// What a missing attribute becomes.
pub(crate) enum Missing {
    Error,
    /// The same field of the struct's `Default`, as the attribute there asks.
    DefaultOfStruct(Span),
    /// The `Default` of the field's type.
    DefaultOfType,
    Expression(Expr),
    /// The class's value, which dumping leaves to the class again; where there is no expression, the `Default` of the
    /// field's type.
    LeftToClass(Option<Expr>),
}

/// Where in the pickle an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    State,
    Slot,
    Argument,
    Arguments,
    Value(ValueBase),
    Items,
    Entries,
    Private,
    FieldsSet,
    Extra,
}

/// A builtin class whose subclasses are made of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueBase {
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
}

/// How instances are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Dict,
    Slots,
    DictSlots,
    List,
    Tuple,
    Attrs,
    Args,
    Call,
    Mapping,
    Pydantic1,
    Pydantic2,
    Pydantic2Root,
    MsgspecKwOnly,
    Global,
    Custom,
}

/// What loading does with an attribute that no field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    Deny,
    Ignore,
    Keep,
}

/// A Rust enum that stands for a Python `Enum`.
pub(crate) struct Enum {
    pub(crate) head: Head,
    pub(crate) name: ClassName,
    pub(crate) written_by: WrittenBy,
    pub(crate) members: Vec<Member>,
    pub(crate) other: Option<Variant>,
}

/// What dumping names a member by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenBy {
    Value,
    Name,
}

/// A member of an enum.
pub(crate) struct Member {
    pub(crate) variant: Ident,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) value: Option<Value>,
}

/// A variant with one field.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}

/// A Rust enum whose variants are the types that a value may be of.
pub(crate) struct Union {
    pub(crate) head: Head,
    pub(crate) alternatives: Vec<Variant>,
    pub(crate) other: Option<Variant>,
}

/// A Rust enum whose variants are values.
pub(crate) struct LiteralType {
    pub(crate) head: Head,
    pub(crate) values: Vec<(Ident, Value)>,
    pub(crate) other: Option<Variant>,
}

/// A Rust struct over an int that stands for a Python `Flag`.
pub(crate) struct Flag {
    pub(crate) head: Head,
    pub(crate) name: ClassName,
    pub(crate) vis: Visibility,
    /// The type of the int.
    pub(crate) bits: Type,
    pub(crate) members: Vec<FlagMember>,
}

/// A member of a flag.
#[derive(Clone)]
pub(crate) struct FlagMember {
    pub(crate) name: String,
    /// The constant for it.
    pub(crate) ident: Ident,
    pub(crate) bits: Literal,
}

/// What `member._value_` is, or the value of a literal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    None,
    Int(i64),
    Float(f64),
    Str(String),
    Bytes(Vec<u8>),
    Bool(bool),
    Tuple(Vec<Value>),
    List(Vec<Value>),
    Dict(Vec<(Value, Value)>),
    Date { year: u16, month: u8, day: u8 },
}

impl Layout {
    /// The layouts that an attribute can name.
    pub(crate) const NAMED: [(&'static str, Layout); 14] = [
        ("dict", Layout::Dict),
        ("slots", Layout::Slots),
        ("dict_slots", Layout::DictSlots),
        ("list", Layout::List),
        ("tuple", Layout::Tuple),
        ("attrs", Layout::Attrs),
        ("args", Layout::Args),
        ("call", Layout::Call),
        ("mapping", Layout::Mapping),
        ("pydantic1", Layout::Pydantic1),
        ("pydantic2", Layout::Pydantic2),
        ("pydantic2_root", Layout::Pydantic2Root),
        ("msgspec_kw_only", Layout::MsgspecKwOnly),
        ("global", Layout::Global),
    ];

    /// Whether the state has the values of all fields without their names.
    pub(crate) fn has_positional_state(self) -> bool {
        matches!(self, Layout::List | Layout::Tuple)
    }

    /// Whether the fields are the arguments of `__new__` or of a call, but for those that are marked as something else.
    pub(crate) fn is_made_of_fields(self) -> bool {
        matches!(self, Layout::Args | Layout::Call)
    }

    /// Whether single fields can be constructor arguments and nothing else.
    pub(crate) fn has_arguments(self) -> bool {
        self.is_made_of_fields() || matches!(self, Layout::Dict | Layout::Slots | Layout::DictSlots)
    }

    /// Whether unknown attributes have a place: the layouts of a `__dict__`, and those that have one if the class does.
    pub(crate) fn has_rest(self) -> bool {
        self.is_pydantic()
            || self.is_made_of_fields()
            || matches!(self, Layout::Dict | Layout::DictSlots | Layout::Mapping)
    }

    /// Whether classes of the layout can derive from `list` or `dict`, or their `__reduce__` can return items.
    pub(crate) fn has_contents(self) -> bool {
        matches!(self, Layout::Dict | Layout::Slots | Layout::DictSlots | Layout::Attrs | Layout::Call)
    }

    /// Whether all attributes of another class can stand among those of a class of this layout.
    pub(crate) fn flattens(self) -> bool {
        matches!(self, Layout::Dict | Layout::Slots | Layout::DictSlots | Layout::Attrs | Layout::Mapping)
    }

    pub(crate) fn is_pydantic(self) -> bool {
        matches!(self, Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root)
    }

    /// The name in an attribute.
    pub(crate) fn name(self) -> &'static str {
        Layout::NAMED.iter().find(|(_, layout)| *layout == self).map_or("custom", |(name, _)| name)
    }
}

impl Unknown {
    /// The policies that an attribute can name.
    pub(crate) const NAMED: [(&'static str, Unknown); 3] =
        [("deny", Unknown::Deny), ("ignore", Unknown::Ignore), ("keep", Unknown::Keep)];
}

impl WrittenBy {
    /// The keys that an attribute can name.
    pub(crate) const NAMED: [(&'static str, WrittenBy); 2] = [("value", WrittenBy::Value), ("name", WrittenBy::Name)];
}

impl Value {
    /// Whether Python takes the two for equal, so that one member would be an alias of the other.
    pub(crate) fn is_equal(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Tuple(a), Value::Tuple(b)) | (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_equal(b))
            }
            (Value::Dict(a), Value::Dict(b)) => {
                let is_in_b =
                    |(key, value): &(Value, Value)| b.iter().any(|(k, v)| k.is_equal(key) && v.is_equal(value));
                a.len() == b.len() && a.iter().all(is_in_b)
            }
            (a, b) => match (a.as_number(), b.as_number()) {
                (Some(a), Some(b)) => a == b,
                _ => a == b,
            },
        }
    }

    pub(crate) fn has_float(&self) -> bool {
        match self {
            Value::Float(_) => true,
            Value::Tuple(values) | Value::List(values) => values.iter().any(Value::has_float),
            Value::Dict(entries) => entries.iter().any(|(key, value)| key.has_float() || value.has_float()),
            _ => false,
        }
    }

    /// `True` is 1 and 1.0 is 1.
    fn as_number(&self) -> Option<i128> {
        match *self {
            Value::Int(value) => Some(i128::from(value)),
            Value::Bool(value) => Some(i128::from(value)),
            Value::Float(value) if value.fract() == 0.0 && value.abs() < 1e30 => Some(value as i128),
            _ => None,
        }
    }
}

impl ValueBase {
    /// The builtin classes that an attribute can name.
    pub(crate) const NAMED: [(&'static str, ValueBase); 6] = [
        ("int", ValueBase::Int),
        ("float", ValueBase::Float),
        ("complex", ValueBase::Complex),
        ("str", ValueBase::Str),
        ("bytes", ValueBase::Bytes),
        ("tuple", ValueBase::Tuple),
    ];
}

impl Field {
    /// Whether the field keeps the unknown attributes.
    pub(crate) fn is_rest(&self) -> bool {
        matches!(self.role, Role::Rest)
    }
}

impl Attribute {
    /// Whether the field is what the object itself holds, and no attribute of it.
    pub(crate) fn is_contents(&self) -> bool {
        matches!(self.place, Place::Items | Place::Entries)
    }
}

impl Class {
    /// The fields that hold attributes, in the order of their indices.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&Field, &Attribute)> {
        self.fields.iter().filter_map(|field| match &field.role {
            Role::Attribute(attribute) => Some((field, &**attribute)),
            Role::Flatten(_) | Role::Rest | Role::Skip => None,
        })
    }

    /// The fields that hold the attributes of other classes.
    pub(crate) fn flattened(&self) -> impl Iterator<Item = (&Field, &Flattened)> {
        self.fields.iter().filter_map(|field| match &field.role {
            Role::Flatten(flattened) => Some((field, flattened)),
            Role::Attribute(_) | Role::Rest | Role::Skip => None,
        })
    }

    pub(crate) fn is_flattening(&self) -> bool {
        self.flattened().next().is_some()
    }

    /// The field that keeps unknown attributes.
    pub(crate) fn rest(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_rest())
    }
}
