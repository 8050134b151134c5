//! What a Rust type says about the Python class it stands for: constants that `#[derive(Pickle)]` emits and that the
//! loading and the dumping machinery follow.

mod layout;

use std::fmt;

use crate::alternative::Match;
use crate::source::Kind;
use crate::{Attributes, FieldsWriter, Global, ObjectWriter, Result, Writer};

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
    /// What [`Layout::Call`] calls, as (module, qualified name), where that is not the class itself. Beside a layout that is
    /// made by `__new__` it is nothing or `copyreg.__newobj__`, which a `__reduce__` of the class returns: protocols 0 and 1
    /// call that, instead of `copyreg._reconstructor`.
    pub callable: Option<(&'static str, &'static str)>,
    /// The function that takes the object and its state, as (module, qualified name): the sixth item of what
    /// `__reduce__` returns. Where there is none, `__setstate__` or the `__dict__` takes the state.
    pub state_setter: Option<(&'static str, &'static str)>,
    /// Classes that derive from this one, as (module, qualified name) pairs: their instances are not taken for it, and the
    /// error says so.
    pub subclasses: &'static [(&'static str, &'static str)],
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
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
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

/// The values of an instance, by the position of their field in [`Class::fields`]; what dumping asks of a derived type.
pub trait Instance {
    /// Dumps the value of one field.
    fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()>;

    /// Dumps the values of all fields in their order, each behind its name.
    #[doc(hidden)]
    fn write_fields(&self, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        fields.by_position(self)
    }

    /// Whether the field is set; an unset one is left out of the state.
    fn has_field(&self, _index: usize) -> bool {
        true
    }

    /// Whether the fields at all positions below `count` are set.
    fn has_fields(&self, count: usize) -> bool {
        (0..count).all(|index| self.has_field(index))
    }

    /// Whether the instance is nothing but its fields, of which there are so many, and all of them are set.
    #[doc(hidden)]
    fn is_whole(&self, fields: usize) -> bool {
        self.has_fields(fields) && self.rest().is_none_or(Attributes::is_empty)
    }

    /// The unknown attributes that loading kept.
    fn rest(&self) -> Option<&Attributes> {
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

    /// How far a value of this kind is an instance of the class: exactly if [`Source::object`](crate::Source::object) takes
    /// it, and loosely if it is one that is made in a way which the class does not accept.
    pub fn matches(&self, kind: &Kind<'_>) -> Match {
        match kind {
            _ if self.takes(kind) => Match::Exactly,
            Kind::Instance(class) | Kind::Call(class) | Kind::CallWithKeywords(class) if self.is_at(class) => {
                Match::Loosely
            }
            _ => Match::No,
        }
    }

    /// Whether a value of this kind is an instance of the class, made in a way that the class accepts.
    pub(crate) fn takes(&self, kind: &Kind<'_>) -> bool {
        match (kind, self.layout, self.callable) {
            (Kind::Global(global), Layout::Global, _) => self.is_at(global),
            (Kind::Dict, Layout::Mapping, _) => true,
            (_, Layout::Global | Layout::Mapping, _) => false,
            (Kind::Instance(class), ..) => self.is_at(class) && self.layouts().any(Layout::is_made_by_new),
            (Kind::Call(called), Layout::Call, Some(callable)) => callable == (&*called.module, &*called.name),
            (Kind::Call(called), ..) => self.is_at(called) && self.accepts(Layout::Call),
            (Kind::CallWithKeywords(class), ..) => self.is_at(class) && self.accepts(Layout::MsgspecKwOnly),
            _ => false,
        }
    }

    fn is_at(&self, global: &Global<'_>) -> bool {
        self.is_named(&global.module, &global.name)
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

/// Whether a name is the own one or one of the aliases.
pub(crate) fn is_named(own: (&str, &str), aliases: &[(&'static str, &'static str)], name: (&str, &str)) -> bool {
    own == name || aliases.contains(&name)
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}
