//! What the layouts and places have in common, as the loading and the dumping machinery ask for it.

use std::borrow::Cow;

use super::{Class, Layout, Place, ValueBase};

impl Layout {
    /// Whether the state is a dict of attributes, or two of them.
    pub(crate) fn names_attributes(self) -> bool {
        matches!(self, Layout::Dict | Layout::Slots | Layout::DictSlots | Layout::Attrs)
    }

    /// Whether the state may be a dict of attributes, of those that are no arguments if the layout has such.
    pub(crate) fn has_dict_state(self) -> bool {
        self.names_attributes() || matches!(self, Layout::Args | Layout::Call | Layout::MsgspecKwOnly)
    }

    /// Whether the class has `__slots__`, which stand in a second dict of the state.
    pub(crate) fn has_slots(self) -> bool {
        matches!(self, Layout::Slots | Layout::DictSlots)
    }

    /// Whether instances are made by `__new__`, without a call.
    pub(crate) fn is_made_by_new(self) -> bool {
        !matches!(self, Layout::Call | Layout::MsgspecKwOnly | Layout::Mapping | Layout::Global)
    }

    /// Whether the state is a dict of the parts of a pydantic model.
    pub(crate) fn is_pydantic(self) -> bool {
        matches!(self, Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root)
    }
}

impl Place {
    /// Whether the field is an attribute, which a pickle can name.
    pub(crate) fn has_name(self) -> bool {
        matches!(self, Place::State | Place::Slot | Place::Argument | Place::Private)
    }

    /// Whether the field is an attribute in the state.
    pub(crate) fn is_state(self) -> bool {
        matches!(self, Place::State | Place::Slot)
    }

    /// Whether the field is what the object itself holds, and no attribute.
    pub(crate) const fn is_contents(self) -> bool {
        matches!(self, Place::Items | Place::Entries)
    }
}

impl ValueBase {
    /// The name in `builtins`, and in the derive's `value` attribute.
    ///
    /// ```
    /// assert_eq!(pickle_core::ValueBase::Int.name(), "int");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            ValueBase::Int => "int",
            ValueBase::Float => "float",
            ValueBase::Complex => "complex",
            ValueBase::Str => "str",
            ValueBase::Bytes => "bytes",
            ValueBase::Tuple => "tuple",
        }
    }
}

impl Class {
    /// The layout that dumping writes and those that loading accepts besides.
    pub(crate) fn layouts(&self) -> impl Iterator<Item = Layout> {
        std::iter::once(self.layout).chain(self.accepts.iter().copied())
    }

    /// Whether instances have a `__reduce__` of their own at every protocol: one that makes them by a call, or one that
    /// returns `copyreg.__newobj__`.
    pub(crate) fn has_reduce(&self) -> bool {
        self.layout == Layout::Call || self.callable.is_some()
    }

    /// The field of a place that one field has.
    pub(crate) fn field_of(&self, place: Place) -> Option<usize> {
        self.fields.iter().position(|field| field.place == place)
    }

    /// The field that is the object itself as an instance of a builtin class.
    pub(crate) fn value_field(&self) -> Option<(usize, ValueBase)> {
        self.fields.iter().enumerate().find_map(|(index, field)| match field.place {
            Place::Value(base) => Some((index, base)),
            _ => None,
        })
    }

    /// The builtin class other than `object` that `copyreg._reconstructor` is given below protocol 2.
    pub(crate) fn builtin_base(&self) -> Option<&'static str> {
        let of_field = self.fields.iter().find_map(|field| match field.place {
            Place::Items => Some("list"),
            Place::Entries => Some("dict"),
            Place::Value(base) => Some(base.name()),
            _ => None,
        });
        of_field.or(if self.layout == Layout::Args { Some("tuple") } else { None })
    }

    /// The fields that the constructor or callable takes one by one, by position.
    pub(crate) fn argument_fields(&self) -> Cow<'static, [usize]> {
        match self.layout {
            Layout::Args | Layout::Call if self.arguments.is_empty() => {
                let is_argument = |&index: &usize| self.fields[index].place == Place::Argument;
                (0..self.fields.len()).filter(is_argument).collect()
            }
            _ => Cow::Borrowed(self.arguments),
        }
    }
}
