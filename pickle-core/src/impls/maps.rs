//! Rust's maps, as Python dicts.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use crate::schema::described;
use crate::{Pickle, Result, Source, Unpickle, Writer};

macro_rules! maps {
    ($($map:ty [$($generics:tt)*] [$($key:tt)*] $($capacity:ident)?;)*) => {$(
        impl<K: Pickle, V: Pickle, $($generics)*> Pickle for $map {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.dict_of(self.len(), self.iter())
            }
        }

        impl<'de, K: Unpickle<'de> + $($key)*, V: Unpickle<'de>, $($generics)*> Unpickle<'de> for $map
        where
            $map: Default,
        {
            described!(|describer| Type::Dict(describer.boxed::<K>(), describer.boxed::<V>()));

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                let mut map = Self::default();
                let mut entries = source.map()?;
                while entries.begins_entry()? {
                    let key = entries.key()?;
                    let value = entries.value()?;
                    entries.end_entry()?;
                    $(if map.len() == map.$capacity() {
                        map.reserve(entries.room());
                    })?
                    map.insert(key, value);
                }
                Ok(map)
            }
        }
    )*};
}

maps! {
    IndexMap<K, V, S> [S: BuildHasher] [Hash + Eq] capacity;
    HashMap<K, V, S> [S: BuildHasher] [Hash + Eq] capacity;
    BTreeMap<K, V> [] [Ord];
}
