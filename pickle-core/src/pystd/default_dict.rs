//! `DefaultDict`: Python's `collections.defaultdict`.

use std::hash::{BuildHasher, Hash, RandomState};
use std::ops::{Deref, DerefMut};

use indexmap::IndexMap;

use super::call::{argument, call_class, held};
use crate::class::{Class, Place};
use crate::schema::described;
use crate::{Any, Global, Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `collections.defaultdict`: an [`IndexMap`] that remembers what Python calls for a missing key.
///
/// Rust has its own way to do that: [`IndexMap::entry`] and `or_default`. Equality compares the factory too.
///
/// ```
/// use pickle_core::pystd::DefaultDict;
/// use pickle_core::{dumps, loads};
///
/// // Python: `defaultdict(list)`
/// let mut orders: DefaultDict<String, Vec<i64>> = DefaultDict::new("builtins", "list")?;
/// orders.entry("Ada".to_owned()).or_default().push(17);
/// assert_eq!(loads::<DefaultDict<String, Vec<i64>>>(&dumps(&orders)?)?, orders);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct DefaultDict<K, V, S = RandomState> {
    /// What Python calls for a missing key: a class, a function, any other callable, or `None` for a `KeyError`.
    pub default_factory: Any,
    /// The entries.
    pub entries: IndexMap<K, V, S>,
}

pub(super) static CLASS: Class =
    call_class("collections", "defaultdict", &[argument("default_factory"), held(Place::Entries)]);

impl<K, V> DefaultDict<K, V> {
    /// An empty one whose factory is a class or function by name, such as `builtins` and `list`.
    ///
    /// # Errors
    ///
    /// When Python could not have such a name.
    pub fn new(module: &str, name: &str) -> Result<DefaultDict<K, V>> {
        Ok(DefaultDict { default_factory: Any::of(&Global::new(module, name))?, entries: IndexMap::new() })
    }
}

/// An empty one without a factory.
impl<K, V, S: Default> Default for DefaultDict<K, V, S> {
    fn default() -> Self {
        DefaultDict { default_factory: Any::NONE, entries: IndexMap::default() }
    }
}

impl<K: Hash + Eq, V: PartialEq, S: BuildHasher> PartialEq for DefaultDict<K, V, S> {
    fn eq(&self, other: &Self) -> bool {
        self.default_factory == other.default_factory && self.entries == other.entries
    }
}

impl<K: Hash + Eq, V: Eq, S: BuildHasher> Eq for DefaultDict<K, V, S> {}

impl<K, V, S> Deref for DefaultDict<K, V, S> {
    type Target = IndexMap<K, V, S>;

    fn deref(&self) -> &IndexMap<K, V, S> {
        &self.entries
    }
}

impl<K, V, S> DerefMut for DefaultDict<K, V, S> {
    fn deref_mut(&mut self) -> &mut IndexMap<K, V, S> {
        &mut self.entries
    }
}

impl<K: Pickle, V: Pickle, S> Pickle for DefaultDict<K, V, S> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let len = usize::from(!self.default_factory.is_none());
        let mut object = writer.reduce_object("collections", "defaultdict", len, |arguments| match len {
            0 => Ok(()),
            _ => arguments.item(&self.default_factory),
        })?;
        object.set_items(self.entries.iter())?;
        object.end()
    }
}

impl<'de, K, V, S> Unpickle<'de> for DefaultDict<K, V, S>
where
    K: Unpickle<'de> + Hash + Eq,
    V: Unpickle<'de>,
    S: BuildHasher + Default,
{
    described!(|describer| Type::DefaultDict(describer.boxed::<K>(), describer.boxed::<V>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut dict = DefaultDict::default();
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(_) => dict.default_factory = object.value()?,
                Part::Entry => {
                    let (key, value) = object.entry()?;
                    dict.entries.insert(key, value);
                }
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            }
        }
        Ok(dict)
    }
}
