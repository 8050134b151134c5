//! References, `Box` and `Cow`, which leave no trace in a pickle, and `Rc` and `Arc`, which keep identity.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::{Pickle, Result, Source, Unpickle, Writer};

impl<T: Pickle + ?Sized> Pickle for &T {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(&**self)
    }
}

impl<T: Pickle + ?Sized> Pickle for &mut T {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(&**self)
    }
}

impl<T: Pickle + ?Sized> Pickle for Box<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(&**self)
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Box<T> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        T::unpickle(source).map(Box::new)
    }
}

impl Pickle for Cow<'_, str> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self)
    }
}

impl Pickle for Cow<'_, [u8]> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.bytes(self)
    }
}

/// Two clones of one pointer are one Python object, and one Python object loads as clones of one pointer.
macro_rules! shared_pointers {
    ($($pointer:ident)*) => {$(
        impl<T: Pickle + ?Sized + 'static> Pickle for $pointer<T> {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.shared($pointer::as_ptr(self).cast(), |writer| {
                    // A pointer that lives only during the dump must not leave its address to another one.
                    writer.keep_alive(self.clone());
                    writer.value(&**self)
                })
            }
        }

        impl<'de, T: Unpickle<'de> + 'static> Unpickle<'de> for $pointer<T> {
            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                source.shared(|source| match source.persistent()? {
                    Some(external) => Ok(external),
                    None => T::unpickle(source).map($pointer::new),
                })
            }
        }
    )*};
}

shared_pointers!(Rc Arc);
