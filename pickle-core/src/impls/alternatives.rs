//! The kinds of values that Rust's own types and those of this crate take: a table.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::{self, Rc};
use std::sync::{self, Arc};

use indexmap::{IndexMap, IndexSet};

use crate::pystd::{Complex, Exception, Flags, NamedTuple, PatternText};
use crate::{
    Alternative, Any, Attributes, ByteArray, Bytes, FrozenSet, Global, Int, Kind, Match, Maybe, Persistent,
    PickleBuffer, PyString, Tuple,
};

macro_rules! alternative {
    ([$($generics:tt)*] $type:ty, $expected:literal, [$exactly:pat $(, or $loosely:pat)?]) => {
        impl<$($generics)*> Alternative for $type {
            fn matches(kind: &Kind<'_>) -> Match {
                match kind {
                    $exactly => Match::Exactly,
                    $($loosely => Match::Loosely,)?
                    _ => Match::No,
                }
            }

            fn expected() -> String {
                $expected.to_owned()
            }
        }
    };
}

/// A row: type parameters, types, what Python calls them, the kinds that are theirs, and those that they take as well.
macro_rules! alternatives {
    ($($generics:tt $($type:ty),+ => $expected:literal, $kinds:tt;)*) => {
        $($(alternative!($generics $type, $expected, $kinds);)+)*
    };
}

alternatives! {
    [] () => "None", [Kind::None];
    [] bool => "bool", [Kind::Bool];
    [] i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, Int => "int", [Kind::Int, or Kind::Bool];
    [] f32, f64 => "float", [Kind::Float, or Kind::Int];
    [] Complex => "complex", [Kind::Complex, or Kind::Float | Kind::Int];
    [] String, Box<str>, Rc<str>, Arc<str>, &str, Cow<'_, str>, PyString => "str", [Kind::Str | Kind::ByteString];
    [] Bytes, &[u8], Cow<'_, [u8]> => "bytes", [Kind::Bytes, or Kind::ByteString | Kind::ByteArray | Kind::Buffer];
    [] ByteArray => "bytearray", [Kind::ByteArray, or Kind::Bytes | Kind::ByteString | Kind::Buffer];
    [] PatternText => "str or bytes", [Kind::Str | Kind::Bytes | Kind::ByteString];
    [] PickleBuffer<'_> => "a buffer", [Kind::Buffer, or Kind::Bytes | Kind::ByteArray | Kind::ByteString];
    [T] Vec<T>, VecDeque<T> => "list", [Kind::List];
    [T, const N: usize] [T; N] => "list", [Kind::List];
    [T] Tuple<T> => "tuple", [Kind::Tuple];
    [A] (A,) => "tuple", [Kind::Tuple];
    [A, B] (A, B) => "tuple", [Kind::Tuple];
    [A, B, C] (A, B, C) => "tuple", [Kind::Tuple];
    [A, B, C, D] (A, B, C, D) => "tuple", [Kind::Tuple];
    [A, B, C, D, E] (A, B, C, D, E) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F] (A, B, C, D, E, F) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F, G] (A, B, C, D, E, F, G) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F, G, H] (A, B, C, D, E, F, G, H) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F, G, H, I] (A, B, C, D, E, F, G, H, I) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F, G, H, I, J] (A, B, C, D, E, F, G, H, I, J) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F, G, H, I, J, K] (A, B, C, D, E, F, G, H, I, J, K) => "tuple", [Kind::Tuple];
    [A, B, C, D, E, F, G, H, I, J, K, L] (A, B, C, D, E, F, G, H, I, J, K, L) => "tuple", [Kind::Tuple];
    [K, V, S] IndexMap<K, V, S>, HashMap<K, V, S> => "dict", [Kind::Dict];
    [K, V] BTreeMap<K, V> => "dict", [Kind::Dict];
    [] Attributes => "dict", [Kind::Dict];
    [T, S] IndexSet<T, S>, HashSet<T, S> => "set", [Kind::Set, or Kind::FrozenSet];
    [T] BTreeSet<T> => "set", [Kind::Set, or Kind::FrozenSet];
    [T] FrozenSet<T> => "frozenset", [Kind::FrozenSet, or Kind::Set];
    [I] Persistent<I> => "a persistent id", [Kind::Persistent];
}

/// Types that take values of a kind, but not all of them or those of any class: another alternative may know better.
macro_rules! loose_alternatives {
    ($($type:ty => $expected:literal, [$loosely:pat];)*) => {$(
        impl Alternative for $type {
            fn matches(kind: &Kind<'_>) -> Match {
                if matches!(kind, $loosely) { Match::Loosely } else { Match::No }
            }

            fn expected() -> String {
                $expected.to_owned()
            }
        }
    )*};
}

loose_alternatives! {
    char => "str of one character", [Kind::Str | Kind::ByteString];
    Global<'_> => "a class, a function or another global", [Kind::Global(_)];
    Exception => "an exception", [Kind::Call(_)];
    NamedTuple => "a named tuple", [Kind::Instance(_)];
    Flags => "a value of an enum.Flag", [Kind::Call(_) | Kind::Global(_)];
    Any => "any value", [_];
}

/// What takes the values of another type, and `None` where that is said.
macro_rules! same_alternatives {
    ($($type:ty $(=> [$none:pat])?;)*) => {$(
        impl<T: Alternative> Alternative for $type {
            fn matches(kind: &Kind<'_>) -> Match {
                match kind {
                    $($none => Match::Exactly,)?
                    _ => T::matches(kind),
                }
            }

            fn expected() -> String {
                T::expected()
            }
        }
    )*};
}

same_alternatives! {
    Box<T>;
    Rc<T>;
    Arc<T>;
    RefCell<T>;
    Maybe<T>;
    Option<T> => [Kind::None];
    rc::Weak<T> => [Kind::None];
    sync::Weak<T> => [Kind::None];
}
