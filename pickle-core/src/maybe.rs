//! `Maybe`: an attribute that an object may lack.

use crate::schema::described;
use crate::{Error, Pickle, Result, Source, Unpickle, Writer};

/// The value of an attribute, or the memory that the object lacks the attribute.
///
/// A Python object need not have every attribute of its class: a slot can be unset, and an attribute can be read from
/// the class. That is not the same as an attribute that is `None`, and a field of this type keeps the two apart, both
/// ways.
///
/// ```
/// use pickle_core::{Maybe, Pickle, dumps, loads};
///
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop.models", layout = "slots")]
/// struct Parcel {
///     weight: i64,
///     signed_by: Maybe<Option<String>>,
/// }
///
/// // Python: `parcel = Parcel(); parcel.weight = 3`, where `__slots__ = ("weight", "signed_by")`
/// let python = b"\x80\x02cshop.models\nParcel\n)\x81N}X\x06\0\0\0weightK\x03s\x86b.";
/// let parcel: Parcel = loads(python)?;
/// assert_eq!(parcel, Parcel { weight: 3, signed_by: Maybe::Absent });
/// assert_eq!(loads::<Parcel>(&dumps(&parcel)?)?, parcel);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Maybe<T> {
    /// The object lacks the attribute.
    #[default]
    Absent,
    /// The object has the attribute, with this value.
    Present(T),
}

impl<T> Maybe<T> {
    /// The value, if the object has the attribute.
    pub fn present(self) -> Option<T> {
        match self {
            Maybe::Absent => None,
            Maybe::Present(value) => Some(value),
        }
    }

    /// A reference to the value, if the object has the attribute.
    pub fn as_ref(&self) -> Maybe<&T> {
        match self {
            Maybe::Absent => Maybe::Absent,
            Maybe::Present(value) => Maybe::Present(value),
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Maybe::Present(value)
    }
}

impl<T: Pickle> Pickle for Maybe<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self {
            Maybe::Absent => Err(Error::unpicklable("only an attribute of an object can be absent")),
            Maybe::Present(value) => writer.value(value),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Maybe::Absent)
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Maybe<T> {
    described!(|describer| T::describe(describer));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        T::unpickle(source).map(Maybe::Present)
    }

    fn absent() -> Option<Self> {
        Some(Maybe::Absent)
    }
}
