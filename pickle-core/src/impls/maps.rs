//! Rust's maps, as Python dicts.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use indexmap::IndexMap;

use crate::schema::described;
use crate::{Pickle, Result, Source, Unpickle, Writer};

/// Into a map of so many entries, several go together: their places in it are in no cache, and the processor goes to one while
/// it waits for another, which makes a dict of 500,000 texts load in four fifths of the time.
const MANY: usize = 1024;

/// How many entries wait for each other.
const fn together<Entry>() -> usize {
    const MOST_BYTES: usize = 4096;
    MOST_BYTES / if size_of::<Entry>() > 0 { size_of::<Entry>() } else { 1 }
}

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
                let mut waiting = Vec::new();
                while entries.begins_entry()? {
                    let key = entries.key()?;
                    let value = entries.value()?;
                    entries.end_entry()?;
                    $(if map.len() + waiting.len() == map.$capacity() {
                        map.reserve(waiting.len() + entries.room());
                    })?
                    if map.len() < MANY {
                        map.insert(key, value);
                        continue;
                    }
                    waiting.push((key, value));
                    if waiting.len() >= together::<(K, V)>() {
                        waiting.drain(..).for_each(|(key, value)| _ = map.insert(key, value));
                    }
                }
                waiting.into_iter().for_each(|(key, value)| _ = map.insert(key, value));
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A dict of so many entries, whose keys come twice.
    fn pickle(count: u16) -> Vec<u8> {
        let entry = |number: u16| {
            let [[k, e], [v, a]] = [number % (count / 2), number].map(u16::to_le_bytes);
            [b'M', k, e, b'M', v, a]
        };
        [&b"\x80\x04}("[..], &(0..count).flat_map(entry).collect::<Vec<u8>>(), b"u."].concat()
    }

    #[test]
    fn a_large_map_has_its_keys_in_their_order_with_their_last_values() {
        // Some wait for each other up to the end.
        for count in [6_000, 6_002, 6_004] {
            let expected: Vec<(u16, u16)> = (0..count / 2).map(|key| (key, key + count / 2)).collect();
            let bytes = pickle(count);
            let map: IndexMap<u16, u16> = crate::loads(&bytes).unwrap();
            assert_eq!(map.into_iter().collect::<Vec<_>>(), expected);
            let from_graph: IndexMap<u16, u16> = crate::Graph::loads(&bytes).unwrap().load().unwrap();
            assert_eq!(from_graph.into_iter().collect::<Vec<_>>(), expected);
            assert_eq!(crate::loads::<BTreeMap<u16, u16>>(&bytes).unwrap().into_iter().collect::<Vec<_>>(), expected);
            assert_eq!(crate::loads::<HashMap<u16, u16>>(&bytes).unwrap(), expected.into_iter().collect());
        }
    }

    #[test]
    fn few_bytes_wait() {
        assert_eq!((together::<[u8; 64]>(), together::<[u8; 5000]>(), together::<()>()), (64, 0, 4096));
    }
}
