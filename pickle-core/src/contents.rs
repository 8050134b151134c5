//! What a Python object itself holds or is made of: the fields that the derive's `items`, `entries` and `args` mark.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use crate::{Any, Error, ObjectWriter, Pickle, Result, Tuple, Value, Writer};

/// A collection for what a subclass of `list` holds: the field that `#[pickle(items)]` marks.
///
/// ```
/// use pickle_core::{ObjectItems, ObjectWriter, Pickle, Result};
///
/// #[derive(Default)]
/// struct Stack(Vec<i64>);
///
/// impl ObjectItems for Stack {
///     type Item = i64;
///
///     fn put(&mut self, item: i64) {
///         self.0.push(item);
///     }
///
///     fn write(&self, object: &mut ObjectWriter<'_, '_>) -> Result<()> {
///         object.append(self.0.iter())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the items of a Python object",
    note = "use a `Vec` or a `VecDeque`, or implement `pickle_core::ObjectItems`"
)]
pub trait ObjectItems: Default {
    /// What one item is loaded as.
    type Item;

    /// Takes the next item.
    fn put(&mut self, item: Self::Item);

    /// Dumps all items, with [`ObjectWriter::append`].
    ///
    /// # Errors
    ///
    /// When an item cannot be pickled.
    fn write(&self, object: &mut ObjectWriter<'_, '_>) -> Result<()>
    where
        Self::Item: Pickle;
}

/// A collection for what a subclass of `dict` holds: the field that `#[pickle(entries)]` marks.
///
/// Of entries with equal keys the last one counts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the entries of a Python object",
    note = "use an `IndexMap`, a `HashMap` or a `BTreeMap`, or implement `pickle_core::ObjectEntries`"
)]
pub trait ObjectEntries: Default {
    /// What the key of one entry is loaded as.
    type Key;
    /// What the value of one entry is loaded as.
    type Value;

    /// Takes the next entry.
    fn put(&mut self, entry: (Self::Key, Self::Value));

    /// Dumps all entries, with [`ObjectWriter::set_items`].
    ///
    /// # Errors
    ///
    /// When a key or a value cannot be pickled.
    fn write(&self, object: &mut ObjectWriter<'_, '_>) -> Result<()>
    where
        Self::Key: Pickle,
        Self::Value: Pickle;
}

/// A tuple for all that an object is made of: the field that `#[pickle(args)]` marks, such as an exception's `args`, or
/// `#[pickle(value = "tuple")]`.
///
/// ```
/// use pickle_core::{Pickle, Tuple, loads};
///
/// // Python: class OutOfStock(Exception): pass
/// #[derive(Pickle)]
/// #[pickle(module = "shop", layout = "call")]
/// struct OutOfStock {
///     #[pickle(args)]
///     args: Tuple<String>,
/// }
///
/// // Python: OutOfStock('tea', 'milk')
/// let error: OutOfStock = loads(b"cshop\nOutOfStock\n(Vtea\nVmilk\ntR.")?;
/// assert_eq!(error.args.0, ["tea", "milk"]);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the arguments of a Python object",
    note = "use a tuple such as `(i64, String)`, a `pickle_core::Tuple` or a `pickle_core::Any`"
)]
pub trait ObjectArguments {
    /// Dumps the tuple.
    ///
    /// # Errors
    ///
    /// When an item cannot be pickled, or the value is no tuple.
    fn write(&self, writer: &mut Writer<'_>) -> Result<()>;
}

impl<T: Pickle> ObjectArguments for Tuple<T> {
    fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.pickle(writer)
    }
}

/// When it holds a tuple.
impl ObjectArguments for Any {
    fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self.value() {
            Value::Tuple(_) => self.pickle(writer),
            _ => Err(Error::unpicklable("the arguments of an object have to be a tuple")),
        }
    }
}

macro_rules! arguments {
    ($(($($type:ident,)*);)*) => {$(
        impl<$($type: Pickle),*> ObjectArguments for ($($type,)*) {
            fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
                self.pickle(writer)
            }
        }
    )*};
}

arguments! {
    (A,);
    (A, B,);
    (A, B, C,);
    (A, B, C, D,);
    (A, B, C, D, E,);
    (A, B, C, D, E, F,);
    (A, B, C, D, E, F, G,);
    (A, B, C, D, E, F, G, H,);
    (A, B, C, D, E, F, G, H, I,);
    (A, B, C, D, E, F, G, H, I, J,);
    (A, B, C, D, E, F, G, H, I, J, K,);
    (A, B, C, D, E, F, G, H, I, J, K, L,);
}

macro_rules! items {
    ($($collection:ident $put:ident;)*) => {$(
        impl<T> ObjectItems for $collection<T> {
            type Item = T;

            fn put(&mut self, item: T) {
                self.$put(item);
            }

            fn write(&self, object: &mut ObjectWriter<'_, '_>) -> Result<()>
            where
                T: Pickle,
            {
                object.append(self.iter())
            }
        }
    )*};
}

items! {
    Vec push;
    VecDeque push_back;
}

macro_rules! entries {
    ($($map:ty, [$($generics:tt)*], [$($bounds:tt)*];)*) => {$(
        impl<$($generics)*> ObjectEntries for $map
        where
            $($bounds)*
        {
            type Key = K;
            type Value = V;

            fn put(&mut self, (key, value): (K, V)) {
                self.insert(key, value);
            }

            fn write(&self, object: &mut ObjectWriter<'_, '_>) -> Result<()>
            where
                K: Pickle,
                V: Pickle,
            {
                object.set_items(self.iter())
            }
        }
    )*};
}

entries! {
    IndexMap<K, V, S>, [K, V, S], [K: Hash + Eq, S: BuildHasher + Default];
    HashMap<K, V, S>, [K, V, S], [K: Hash + Eq, S: BuildHasher + Default];
    BTreeMap<K, V>, [K, V], [K: Ord];
}
