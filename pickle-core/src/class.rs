//! What a Rust type says about the Python class it stands for: constants that `#[derive(Pickle)]` emits and that the
//! loading and the dumping machinery follow.

mod layout;

use std::fmt;

use crate::{ObjectWriter, Result, Writer};

/// A Rust type that stands for a Python class.
///
/// `#[derive(Pickle)]` implements it for structs:
///
/// ```
/// use pickle_core::{Pickle, PickleClass};
///
/// #[derive(Pickle)]
/// #[pickle(module = "shop.models")]
/// struct Customer {
///     name: String,
/// }
///
/// assert_eq!(Customer::CLASS.to_string(), "shop.models.Customer");
/// assert_eq!(Customer::CLASS.fields[0].name, "name");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` stands for no Python class",
    note = "add `#[derive(pickle_core::Pickle)]` with `#[pickle(module = \"..\")]` to it"
)]
pub trait PickleClass {
    /// The description of the Python class.
    const CLASS: &'static Class;

    /// Whether the type keeps attributes that no field is for.
    #[doc(hidden)]
    const KEEPS_REST: bool = false;
}

/// A Rust enum that stands for a Python `Enum`.
///
/// `#[derive(Pickle)]` implements it for enums:
///
/// ```
/// use pickle_core::{Pickle, PickleEnum};
///
/// #[derive(Pickle)]
/// #[pickle(module = "shop.models")]
/// enum Status {
///     #[pickle(name = "OPEN", value = "open")]
///     Open,
/// }
///
/// assert_eq!(Status::CLASS.to_string(), "shop.models.Status");
/// assert_eq!(Status::CLASS.members[0].name, "OPEN");
/// ```
pub trait PickleEnum {
    /// The description of the Python `Enum`.
    const CLASS: &'static EnumClass;
}

/// A Python class: its name, its fields and the layout that its instances have in a pickle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The module, such as `shop.models`.
    pub module: &'static str,
    /// The qualified name in it, such as `Order` or `Order.Line`.
    pub name: &'static str,
    /// Further (module, qualified name) pairs under which pickles may know the class.
    pub aliases: &'static [(&'static str, &'static str)],
    /// The layout that dumping writes.
    pub layout: Layout,
    /// Further layouts that loading accepts. [`Layout::Dict`], [`Layout::Slots`], [`Layout::DictSlots`] and
    /// [`Layout::Attrs`] name their attributes and are always accepted for one another.
    pub accepts: &'static [Layout],
    /// What an instance holds, in the order of the Rust struct.
    pub fields: &'static [Field],
    /// The fields that are positional arguments of the constructor: of `__new__` (PEP 307's `__getnewargs__`) or, for
    /// [`Layout::Call`], of the callable. Indices into `fields`. Where it is empty, [`Layout::Args`] and [`Layout::Call`]
    /// take the fields of [`Place::Argument`] in their order.
    pub arguments: &'static [usize],
    /// The fields that are keyword arguments of `__new__` (PEP 3154's `__getnewargs_ex__`). Indices into `fields`.
    pub keywords: &'static [usize],
    /// What [`Layout::Call`] calls, as (module, qualified name), where that is not the class itself.
    pub callable: Option<(&'static str, &'static str)>,
    /// The function that takes the object and its state, as (module, qualified name): the sixth item of what
    /// `__reduce__` returns. Where there is none, `__setstate__` or the `__dict__` takes the state.
    pub state_setter: Option<(&'static str, &'static str)>,
}

/// One attribute of a Python class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The attribute's name in the pickle.
    pub name: &'static str,
    /// Further names that loading accepts.
    pub aliases: &'static [&'static str],
    /// Where in the pickle the attribute stands.
    pub place: Place,
}

/// Where in an object's pickle an attribute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// In the state.
    State,
    /// In the second dict of the state, for a `__slots__` member beside a `__dict__` ([`Layout::DictSlots`]).
    Slot,
    /// In the constructor's arguments only.
    Argument,
    /// No attribute, but the tuple of all arguments of a [`Layout::Call`], such as an exception's `args`.
    Arguments,
    /// No attribute, but the object itself as an instance of a builtin class.
    Value(ValueBase),
    /// No attribute, but what the object itself holds as a `list`: the fourth item of what `__reduce__` returns.
    Items,
    /// No attribute, but what the object itself holds as a `dict`: the fifth item of what `__reduce__` returns.
    Entries,
    /// Among the private attributes of a pydantic model.
    Private,
    /// No attribute, but the names of the fields of a pydantic model that were set.
    FieldsSet,
    /// No attribute, but the extra attributes of a pydantic 2 model.
    Extra,
}

/// The builtin classes that hand their value to `__new__`, and so do their subclasses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueBase {
    /// `int`
    Int,
    /// `float`
    Float,
    /// `complex`, which hands over its two parts.
    Complex,
    /// `str`
    Str,
    /// `bytes`
    Bytes,
    /// `tuple`, which hands over one tuple: no named tuple.
    Tuple,
}

/// How Python pickles the instances of a class; the names are those of the derive's `layout` attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// `NEWOBJ` and `BUILD {..}`: plain classes and dataclasses.
    Dict,
    /// `NEWOBJ` and `BUILD (None, {..})`: classes with `__slots__`.
    Slots,
    /// `NEWOBJ` and `BUILD ({..}, {..})`: classes with `__slots__` and a `__dict__`.
    DictSlots,
    /// `NEWOBJ` and `BUILD [..]`, positional: dataclasses with `slots=True, frozen=True`.
    List,
    /// `NEWOBJ` and `BUILD (..)`, positional: attrs classes with slots, up to attrs 22.1.
    Tuple,
    /// `NEWOBJ` and `BUILD {..}` of all fields, even of none: attrs classes with slots, since attrs 22.2.
    Attrs,
    /// `NEWOBJ` with the fields as arguments: named tuples. Other fields are a state dict.
    Args,
    /// `REDUCE` of the class, or of [`Class::callable`], with arguments; other fields are a state dict.
    Call,
    /// `NEWOBJ` and `BUILD` of whatever a `__getstate__` of the Rust side gives.
    Custom,
    /// `GLOBAL` of the class's name and nothing else: singletons whose `__reduce__` returns a string, classes, functions.
    Global,
    /// No object but a dict with the fields as keys: `TypedDict`s.
    Mapping,
    /// `NEWOBJ` and `BUILD` of a dict of `__dict__` and three more: pydantic 2 models.
    Pydantic2,
    /// `NEWOBJ` and `BUILD` of a dict of `__dict__` and the names of the fields that were set: pydantic 2 `RootModel`s.
    Pydantic2Root,
    /// `NEWOBJ` and `BUILD` of a dict of `__dict__` and two more: pydantic 1 models.
    Pydantic1,
    /// `REDUCE` of `msgspec._utils.rebuild` with the class and a dict: msgspec structs with keyword-only fields.
    MsgspecKwOnly,
}

/// A Python `Enum` that a Rust enum of unit variants stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumClass {
    /// The module, such as `shop.models`.
    pub module: &'static str,
    /// The qualified name in it.
    pub name: &'static str,
    /// Further (module, qualified name) pairs under which pickles may know the enum.
    pub aliases: &'static [(&'static str, &'static str)],
    /// The members, in the order of the Rust variants.
    pub members: &'static [Member],
}

/// One member of a Python `Enum`.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The member's name, such as `RED`.
    pub name: &'static str,
    /// Further names of the same member.
    pub aliases: &'static [&'static str],
    /// What `member._value_` is.
    pub value: MemberValue,
}

/// The value of an `Enum` member.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum MemberValue {
    /// An `int`.
    Int(i64),
    /// A `str`.
    Str(&'static str),
    /// A `float`.
    Float(f64),
    /// A `bool`.
    Bool(bool),
    /// A `bytes`.
    Bytes(&'static [u8]),
    /// A `tuple`.
    Tuple(&'static [MemberValue]),
}

/// The values of an instance, by the position of their field in [`Class::fields`]; what dumping asks of a derived type.
pub trait Instance {
    /// Dumps the value of one field.
    fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()>;

    /// Whether the field is set; an unset one is left out of the state.
    fn has_field(&self, _index: usize) -> bool {
        true
    }

    /// The unknown attributes that loading kept.
    fn rest(&self) -> Option<&crate::Attributes> {
        None
    }

    /// Dumps the items or entries that the object itself holds, a field of [`Place::Items`] or [`Place::Entries`].
    fn write_contents(&self, _index: usize, _object: &mut ObjectWriter<'_, '_>) -> Result<()> {
        Ok(())
    }

    /// Dumps the whole state, for [`Layout::Custom`].
    fn write_state(&self, _writer: &mut Writer<'_>) -> Result<()> {
        Ok(())
    }
}

impl Class {
    /// Whether pickles may know the class under this name.
    pub fn is_named(&self, module: &str, name: &str) -> bool {
        is_named((self.module, self.name), self.aliases, (module, name))
    }

    /// The position in [`Class::fields`] of the attribute with this name or alias.
    pub fn position(&self, name: &str) -> Option<usize> {
        let is_named = |field: &Field| field.name == name || field.aliases.contains(&name);
        self.fields.iter().position(|field| field.place.has_name() && is_named(field))
    }

    /// Whether loading accepts this layout.
    pub fn accepts(&self, layout: Layout) -> bool {
        layout == self.layout
            || (layout.names_attributes() && self.layout.names_attributes())
            || self.accepts.contains(&layout)
    }
}

impl EnumClass {
    /// Whether pickles may know the enum under this name.
    pub fn is_named(&self, module: &str, name: &str) -> bool {
        is_named((self.module, self.name), self.aliases, (module, name))
    }

    /// The position in [`EnumClass::members`] of the member with this name or alias.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.name == name || member.aliases.contains(&name))
    }
}

fn is_named(own: (&str, &str), aliases: &[(&'static str, &'static str)], name: (&str, &str)) -> bool {
    own == name || aliases.contains(&name)
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}

impl fmt::Display for EnumClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}
