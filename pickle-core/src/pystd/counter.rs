//! `Counter`: Python's `collections.Counter`.

use std::hash::{BuildHasher, Hash, RandomState};
use std::ops::{Deref, DerefMut};

use indexmap::IndexMap;

use super::call::{argument, call_class};
use crate::class::Class;
use crate::schema::described;
use crate::{Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `collections.Counter`: how often each element occurs.
///
/// Counts are ints of any sign; a counter of floats, which Python allows, is a `Counter<T, f64>`.
///
/// ```
/// use pickle_core::pystd::Counter;
/// use pickle_core::{dumps, loads};
///
/// let letters: Counter<char> = "banana".chars().collect();
/// assert_eq!(letters[&'a'], 3);
/// assert_eq!(loads::<Counter<char>>(&dumps(&letters)?)?, letters);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Counter<T, N = i64, S = RandomState>(pub IndexMap<T, N, S>);

pub(super) static CLASS: Class = call_class("collections", "Counter", &[argument("iterable")]);

impl<T, N, S: Default> Default for Counter<T, N, S> {
    fn default() -> Self {
        Counter(IndexMap::default())
    }
}

impl<T: Hash + Eq, N: PartialEq, S: BuildHasher> PartialEq for Counter<T, N, S> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Hash + Eq, N: Eq, S: BuildHasher> Eq for Counter<T, N, S> {}

impl<T, N, S> Deref for Counter<T, N, S> {
    type Target = IndexMap<T, N, S>;

    fn deref(&self) -> &IndexMap<T, N, S> {
        &self.0
    }
}

impl<T, N, S> DerefMut for Counter<T, N, S> {
    fn deref_mut(&mut self) -> &mut IndexMap<T, N, S> {
        &mut self.0
    }
}

impl<T, N, S> From<IndexMap<T, N, S>> for Counter<T, N, S> {
    fn from(counts: IndexMap<T, N, S>) -> Self {
        Counter(counts)
    }
}

/// Counts the elements.
impl<T: Hash + Eq, S: BuildHasher + Default> FromIterator<T> for Counter<T, i64, S> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut counter = Counter::default();
        elements.into_iter().for_each(|element| *counter.0.entry(element).or_default() += 1);
        counter
    }
}

impl<T: Pickle, N: Pickle, S: BuildHasher> Pickle for Counter<T, N, S> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.reduce("collections", "Counter", 1, |arguments| arguments.item(&self.0))
    }
}

impl<'de, T, N, S> Unpickle<'de> for Counter<T, N, S>
where
    T: Unpickle<'de> + Hash + Eq,
    N: Unpickle<'de>,
    S: BuildHasher + Default,
{
    described!(|describer| Type::Counter(describer.boxed::<T>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut counter = Counter::default();
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(_) => counter.0 = object.value()?,
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            }
        }
        Ok(counter)
    }
}
