//! `OrderedDict`: Python's `collections.OrderedDict`.

use std::hash::{BuildHasher, Hash, RandomState};
use std::ops::{Deref, DerefMut};

use indexmap::IndexMap;

use super::call::{argument, call_class, held};
use crate::class::{Class, Place};
use crate::graph::Node;
use crate::schema::described;
use crate::{Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `collections.OrderedDict`.
///
/// It is an [`IndexMap`] that Python loads as an `OrderedDict`, and that is equal to another one only if their order is
/// the same too.
///
/// ```
/// use pickle_core::pystd::OrderedDict;
/// use pickle_core::{dumps, loads};
///
/// let stock: OrderedDict<String, i64> = [("pears".to_owned(), 3), ("apples".to_owned(), 5)].into_iter().collect();
/// assert_eq!(stock["pears"], 3);
/// assert_eq!(loads::<OrderedDict<String, i64>>(&dumps(&stock)?)?, stock);
///
/// let other_order = stock.iter().rev().map(|(key, value)| (key.clone(), *value)).collect();
/// assert_ne!(stock, other_order);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct OrderedDict<K, V, S = RandomState>(pub IndexMap<K, V, S>);

pub(super) static CLASS: Class = call_class("collections", "OrderedDict", &[argument("items"), held(Place::Entries)]);

impl<K, V> OrderedDict<K, V> {
    /// An empty one.
    pub fn new() -> OrderedDict<K, V> {
        OrderedDict::default()
    }
}

impl<K, V, S: Default> Default for OrderedDict<K, V, S> {
    fn default() -> Self {
        OrderedDict(IndexMap::default())
    }
}

impl<K: PartialEq, V: PartialEq, S> PartialEq for OrderedDict<K, V, S> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().eq(other.0.iter())
    }
}

impl<K: Eq, V: Eq, S> Eq for OrderedDict<K, V, S> {}

impl<K, V, S> Deref for OrderedDict<K, V, S> {
    type Target = IndexMap<K, V, S>;

    fn deref(&self) -> &IndexMap<K, V, S> {
        &self.0
    }
}

impl<K, V, S> DerefMut for OrderedDict<K, V, S> {
    fn deref_mut(&mut self) -> &mut IndexMap<K, V, S> {
        &mut self.0
    }
}

impl<K, V, S> From<IndexMap<K, V, S>> for OrderedDict<K, V, S> {
    fn from(map: IndexMap<K, V, S>) -> Self {
        OrderedDict(map)
    }
}

impl<K: Hash + Eq, V, S: BuildHasher + Default> FromIterator<(K, V)> for OrderedDict<K, V, S> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        OrderedDict(entries.into_iter().collect())
    }
}

impl<K, V, S> IntoIterator for OrderedDict<K, V, S> {
    type Item = (K, V);
    type IntoIter = indexmap::map::IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V, S> IntoIterator for &'a OrderedDict<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = indexmap::map::Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: Pickle, V: Pickle, S> Pickle for OrderedDict<K, V, S> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut object = writer.reduce_object("collections", "OrderedDict", 0, |_| Ok(()))?;
        object.set_items(self.0.iter())?;
        object.end()
    }
}

impl<'de, K, V, S> Unpickle<'de> for OrderedDict<K, V, S>
where
    K: Unpickle<'de> + Hash + Eq,
    V: Unpickle<'de>,
    S: BuildHasher + Default,
{
    described!(|describer| Type::OrderedDict(describer.boxed::<K>(), describer.boxed::<V>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut dict = OrderedDict::default();
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            let entries = match part {
                Part::Entry => vec![object.entry()?],
                Part::Field(_) => object.value_with(|source| source.in_graph(read_pairs))?,
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            };
            dict.0.extend(entries);
        }
        Ok(dict)
    }
}

/// Takes the entries as Python 2 pickles them: a list of lists of a key and a value.
fn read_pairs<'de, K: Unpickle<'de>, V: Unpickle<'de>>(source: &mut Source<'_, 'de>) -> Result<Vec<(K, V)>> {
    let mut pairs = Vec::new();
    let mut items = source.list()?;
    while let Some(pair) = items.next_with(read_pair)? {
        pairs.push(pair);
    }
    Ok(pairs)
}

fn read_pair<'de, K: Unpickle<'de>, V: Unpickle<'de>>(source: &mut Source<'_, 'de>) -> Result<(K, V)> {
    let (graph, id) = source.position();
    let mut parts = match graph.node(id) {
        Node::List(parts) if parts.len() == 2 => source.list()?,
        Node::Tuple(parts) if parts.len() == 2 => source.tuple()?,
        _ => return Err(source.mismatch("a list or tuple of a key and a value")),
    };
    Ok((parts.item()?, parts.item()?))
}
