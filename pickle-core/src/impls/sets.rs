//! Rust's sets, as Python sets, and `FrozenSet`.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use indexmap::IndexSet;

use crate::schema::described;
use crate::{FrozenSet, Pickle, Result, Source, Unpickle, Writer};

macro_rules! sets {
    ($($set:ty, $ty:ident, $begin:ident, $items:tt [$($generics:tt)*] [$($item:tt)*];)*) => {$(
        impl<T: Pickle, $($generics)*> Pickle for $set {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                let mut set = writer.$begin(self.len())?;
                for item in self.iter() {
                    set.item(item)?;
                }
                set.end()
            }
        }

        impl<'de, T: Unpickle<'de> + $($item)*, $($generics)*> Unpickle<'de> for $set
        where
            $set: Default,
        {
            described!(|describer| Type::$ty(describer.boxed::<T>()));

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                source.in_graph(|source| {
                    let mut set = Self::default();
                    let mut items = source.$items()?;
                    while let Some(item) = items.next()? {
                        set.insert(item);
                    }
                    Ok(set)
                })
            }
        }
    )*};
}

sets! {
    IndexSet<T, S>, Set, set, set [S: BuildHasher] [Hash + Eq];
    HashSet<T, S>, Set, set, set [S: BuildHasher] [Hash + Eq];
    BTreeSet<T>, Set, set, set [] [Ord];
    FrozenSet<T>, FrozenSet, frozen_set, set [] [Hash + Eq];
}
