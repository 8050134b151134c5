//! `Deque`: Python's `collections.deque`.

use std::collections::VecDeque;
use std::ops::Deref;

use super::call::{argument, call_class, held};
use crate::class::{Class, Place};
use crate::graph::Node;
use crate::schema::described;
use crate::{Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `collections.deque`: items with a first and a last, and with a greatest length or none.
///
/// One that is full drops an item at the other end for each that is added.
///
/// ```
/// use pickle_core::pystd::Deque;
/// use pickle_core::{dumps, loads};
///
/// let mut latest = Deque::with_maxlen(2);
/// (1..=3).for_each(|item| latest.append(item));
/// assert_eq!(latest.iter().collect::<Vec<&i64>>(), [&2, &3]);
/// assert_eq!(loads::<Deque<i64>>(&dumps(&latest)?)?, latest);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deque<T> {
    items: VecDeque<T>,
    maxlen: Option<usize>,
}

pub(super) static CLASS: Class =
    call_class("collections", "deque", &[argument("iterable"), argument("maxlen"), held(Place::Items)]);

impl<T> Deque<T> {
    /// An empty one of any length.
    pub fn new() -> Deque<T> {
        Deque { items: VecDeque::new(), maxlen: None }
    }

    /// An empty one that holds this many items at the most.
    pub fn with_maxlen(maxlen: usize) -> Deque<T> {
        Deque { maxlen: Some(maxlen), ..Deque::new() }
    }

    /// How many items it can hold; nothing where that is any number.
    pub fn maxlen(&self) -> Option<usize> {
        self.maxlen
    }

    /// Adds an item behind the last one; Python's `append`.
    pub fn append(&mut self, item: T) {
        self.items.push_back(item);
        while self.maxlen.is_some_and(|maxlen| self.items.len() > maxlen) {
            self.items.pop_front();
        }
    }

    /// Adds an item before the first one; Python's `appendleft`.
    pub fn appendleft(&mut self, item: T) {
        self.items.push_front(item);
        while self.maxlen.is_some_and(|maxlen| self.items.len() > maxlen) {
            self.items.pop_back();
        }
    }

    /// Takes the last item; Python's `pop`.
    pub fn pop(&mut self) -> Option<T> {
        self.items.pop_back()
    }

    /// Takes the first item; Python's `popleft`.
    pub fn popleft(&mut self) -> Option<T> {
        self.items.pop_front()
    }

    /// The items.
    pub fn into_inner(self) -> VecDeque<T> {
        self.items
    }
}

impl<T> Default for Deque<T> {
    fn default() -> Self {
        Deque::new()
    }
}

impl<T> Deref for Deque<T> {
    type Target = VecDeque<T>;

    fn deref(&self) -> &VecDeque<T> {
        &self.items
    }
}

impl<T> From<VecDeque<T>> for Deque<T> {
    fn from(items: VecDeque<T>) -> Self {
        Deque { items, maxlen: None }
    }
}

impl<T> FromIterator<T> for Deque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Deque::from(items.into_iter().collect::<VecDeque<T>>())
    }
}

impl<T> Extend<T> for Deque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.append(item));
    }
}

impl<T: Pickle> Pickle for Deque<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let len = if self.maxlen.is_some() { 2 } else { 0 };
        let mut object = writer.reduce_object("collections", "deque", len, |arguments| match self.maxlen {
            Some(maxlen) => {
                arguments.item_with(|writer| writer.tuple(0)?.end())?;
                arguments.item(&maxlen)
            }
            None => Ok(()),
        })?;
        object.append(self.items.iter())?;
        object.end()
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Deque<T> {
    described!(|describer| Type::Deque(describer.boxed::<T>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut deque = Deque::new();
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(0) => deque.items = object.value_with(|source| source.in_graph(read_items))?,
                Part::Field(_) => {
                    deque.maxlen = object.value()?;
                    let items = std::mem::take(&mut deque.items);
                    deque.extend(items);
                }
                Part::Item => deque.append(object.value()?),
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            }
        }
        Ok(deque)
    }
}

/// Takes the items as arguments: a list, as Python 2 pickles them, or the empty tuple of Python 3.
fn read_items<'de, T: Unpickle<'de>>(source: &mut Source<'_, 'de>) -> Result<VecDeque<T>> {
    let (graph, id) = source.position();
    let mut reader = if matches!(graph.node(id), Node::Tuple(_)) { source.tuple()? } else { source.list()? };
    let mut items = VecDeque::new();
    while let Some(item) = reader.next()? {
        items.push_back(item);
    }
    Ok(items)
}
