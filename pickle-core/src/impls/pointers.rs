//! References, `Box` and `Cow`, which leave no trace; `Rc` and `Arc`, which keep identity; and the `Weak`s to them.

use std::borrow::Cow;
use std::rc::{self, Rc};
use std::sync::{self, Arc};

use crate::schema::described;
use crate::source::SharedPointer;
use crate::{FieldsWriter, Pickle, Result, Source, Unpickle, Writer};

impl<T: Pickle + ?Sized> Pickle for &T {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(&**self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        (**self).pickle_field(index, fields)
    }
}

impl<T: Pickle + ?Sized> Pickle for &mut T {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(&**self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        (**self).pickle_field(index, fields)
    }
}

impl<T: Pickle + ?Sized> Pickle for Box<T> {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(&**self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        (**self).pickle_field(index, fields)
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Box<T> {
    described!(|describer| T::describe(describer));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        T::unpickle(source).map(Box::new)
    }
}

impl Pickle for Cow<'_, str> {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self)
    }
}

impl Pickle for Cow<'_, [u8]> {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.bytes(self)
    }
}

/// Two clones of one pointer are one Python object, and one Python object loads as clones of one pointer.
macro_rules! shared_pointers {
    ($($pointer:ident $module:ident $sharing:ident;)*) => {$(
        impl<T: Pickle + ?Sized + 'static> Pickle for $pointer<T> {
            #[inline]
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.shared($pointer::as_ptr(self).cast(), |writer| {
                    // A pointer that lives only during the dump must not leave its address to another one.
                    writer.keep_alive(self.clone());
                    writer.value(&**self)
                })
            }
        }

        impl<'de, T: Unpickle<'de> + 'static> Unpickle<'de> for $pointer<T> {
            described!(|describer| Type::Shared(describer.boxed::<T>(), Sharing::$sharing));

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                source.pointer::<T, Self>()
            }
        }

        /// Dumps as the object that it points at, or as `None` when that is gone.
        impl<T: Pickle + ?Sized + 'static> Pickle for $module::Weak<T> {
            #[inline]
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                match self.upgrade() {
                    Some(pointer) => writer.value(&pointer),
                    None => writer.none(),
                }
            }
        }

        /// Points at what the pickle has there, which another part of the loaded value has to own.
        impl<'de, T: Unpickle<'de> + 'static> Unpickle<'de> for $module::Weak<T> {
            described!(|describer| Type::Weak(describer.boxed::<T>(), Sharing::$sharing).or_none());

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                source.weak_pointer::<T, $pointer<T>>()
            }
        }

        impl<T: 'static> SharedPointer<T> for $pointer<T> {
            type Weak = $module::Weak<T>;

            fn new(value: T) -> Self {
                $pointer::new(value)
            }

            fn new_cyclic(make: impl FnOnce(&Self::Weak) -> T) -> Self {
                $pointer::new_cyclic(make)
            }

            fn downgrade(&self) -> Self::Weak {
                $pointer::downgrade(self)
            }

            fn dangling() -> Self::Weak {
                $module::Weak::new()
            }

            fn owners(weak: &Self::Weak) -> usize {
                weak.strong_count()
            }
        }
    )*};
}

shared_pointers! {
    Rc rc OneThread;
    Arc sync Threads;
}
