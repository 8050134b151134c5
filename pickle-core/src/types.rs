//! Rust types for the Python types that Rust has no own type for: bytes, bytearray, frozenset, tuples of any length.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::ops::{Deref, DerefMut};

use indexmap::IndexSet;

/// A Python `bytes`.
///
/// A `Vec<u8>` is a Python `list` of ints; this is how to say `bytes`.
///
/// ```
/// use pickle_core::{Bytes, dumps, loads};
///
/// let pickle = dumps(&Bytes(b"\x00\xff".to_vec()))?;
/// assert_eq!(loads::<Bytes>(&pickle)?, Bytes(b"\x00\xff".to_vec()));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Bytes(pub Vec<u8>);

/// A Python `bytearray`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ByteArray(pub Vec<u8>);

/// A Python `tuple` of any length, `tuple[T, ...]`.
///
/// A `Vec` is a Python `list` and `(A, B)` is a tuple of two.
///
/// ```
/// use pickle_core::{Tuple, loads};
///
/// assert_eq!(loads::<Tuple<i64>>(b"(I1\nI2\nt.")?, Tuple(vec![1, 2]));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tuple<T>(pub Vec<T>);

/// A Python `frozenset`, in insertion order.
///
/// A set type of Rust is a Python `set`; this is how to say `frozenset`.
#[derive(Debug, Clone)]
pub struct FrozenSet<T>(pub IndexSet<T>);

impl<T> Default for Tuple<T> {
    fn default() -> Self {
        Tuple(Vec::new())
    }
}

impl<T> Default for FrozenSet<T> {
    fn default() -> Self {
        FrozenSet(IndexSet::default())
    }
}

impl<T: Hash + Eq> PartialEq for FrozenSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Hash + Eq> Eq for FrozenSet<T> {}

/// Python's frozensets are hashable, and so can be keys.
impl<T: Hash + Eq> Hash for FrozenSet<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Equal sets may have their items in any order.
        let item_hash = |item: &T| BuildHasherDefault::<DefaultHasher>::default().hash_one(item);
        self.0.len().hash(state);
        self.0.iter().map(item_hash).fold(0, u64::wrapping_add).hash(state);
    }
}

impl<T: Hash + Eq> FromIterator<T> for FrozenSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        FrozenSet(items.into_iter().collect())
    }
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Tuple(items.into_iter().collect())
    }
}

/// `Deref` to the inner value, and `From` it.
macro_rules! wraps {
    ($([$($generics:tt)*] $outer:ty => $inner:ty;)*) => {$(
        impl<$($generics)*> Deref for $outer {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl<$($generics)*> DerefMut for $outer {
            fn deref_mut(&mut self) -> &mut $inner {
                &mut self.0
            }
        }

        impl<$($generics)*> From<$inner> for $outer {
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }
    )*};
}

wraps! {
    [] Bytes => Vec<u8>;
    [] ByteArray => Vec<u8>;
    [T] Tuple<T> => Vec<T>;
    [T] FrozenSet<T> => IndexSet<T>;
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Bytes {
    fn from(bytes: &[u8; N]) -> Self {
        Bytes(bytes.to_vec())
    }
}
