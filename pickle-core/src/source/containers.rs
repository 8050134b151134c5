//! Moving a source through the items of a list, tuple or set and the entries of a dict.

use super::{Source, TakenStep};
use crate::class::Class;
use crate::error::{PathSegment, Result};
use crate::graph::NodeId;
use crate::stream::{EntryCursor, ItemCursor, unpredicted};
use crate::unpickle::Unpickle;

/// The items of a `list`, `tuple`, `set` or `frozenset`, one after another.
///
/// ```
/// use pickle_core::{Result, Source, Unpickle, loads};
///
/// struct Total(i64);
///
/// impl<'de> Unpickle<'de> for Total {
///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
///         let mut total = 0;
///         let mut items = source.list()?;
///         while let Some(item) = items.next::<i64>()? {
///             total += item;
///         }
///         Ok(Total(total))
///     }
/// }
///
/// assert_eq!(loads::<Total>(b"(lp0\nI1\naI2\na.")?.0, 3);
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub struct ItemReader<'a, 's, 'de> {
    source: &'a mut Source<'s, 'de>,
    /// Where a stream is among the items, if the source is one.
    cursor: Option<ItemCursor>,
    container: NodeId,
    items: &'s [NodeId],
    index: usize,
}

impl<'a, 's, 'de> ItemReader<'a, 's, 'de> {
    pub(super) fn new(source: &'a mut Source<'s, 'de>, items: &'s [NodeId]) -> Result<Self> {
        let container = source.enter(items.len())?;
        Ok(ItemReader { source, cursor: None, container, items, index: 0 })
    }

    pub(super) fn in_stream(source: &'a mut Source<'s, 'de>, cursor: ItemCursor) -> Self {
        let container = source.at;
        ItemReader { source, cursor: Some(cursor), container, items: &[], index: 0 }
    }

    /// About how many items are left; exact or less.
    pub fn size_hint(&self) -> usize {
        self.items.len().saturating_sub(self.index)
    }

    /// The next item, or nothing behind the last.
    ///
    /// # Errors
    ///
    /// When the item cannot be loaded as a `T`; the error's path names its index.
    #[expect(clippy::should_implement_trait, reason = "it lends, is generic in the item and can fail")]
    pub fn next<T: Unpickle<'de>>(&mut self) -> Result<Option<T>> {
        self.next_with(T::unpickle)
    }

    /// The next item as `load` takes it, or nothing behind the last.
    ///
    /// # Errors
    ///
    /// When `load` fails; the error's path names the item's index.
    pub fn next_with<T>(&mut self, load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>) -> Result<Option<T>> {
        if self.cursor.is_some() {
            return self.next_in_stream(load);
        }
        let Some(&item) = self.items.get(self.index) else { return Ok(None) };
        self.source.step(|| TakenStep::Index(self.index));
        self.source.at = item;
        let value = load(self.source).map_err(|error| error.at_index(self.index))?;
        self.index += 1;
        Ok(Some(value))
    }

    /// Takes the floats that come next, as far as they stand in a stream one behind the other.
    pub(crate) fn floats<T>(&mut self, list: &mut Vec<T>, make: impl Fn(f64) -> T) {
        if let (Some(cursor), Some(stream)) = (&self.cursor, &mut self.source.stream) {
            self.index += stream.floats(cursor, list, make);
        }
    }

    /// Takes the short texts that come next, as far as they stand in a stream one behind the other.
    pub(crate) fn texts<T>(&mut self, list: &mut Vec<T>, make: impl Fn(&'de str) -> T) {
        if let (Some(cursor), Some(stream)) = (&self.cursor, &mut self.source.stream) {
            self.index += stream.texts(cursor, list, make);
        }
    }

    /// Takes the ints that come next, as far as they stand in a stream one behind the other and `make` takes them.
    pub(crate) fn ints<T>(&mut self, list: &mut Vec<T>, make: impl Fn(i64) -> Option<T>) {
        if let (Some(cursor), Some(stream)) = (&self.cursor, &mut self.source.stream) {
            self.index += stream.ints(cursor, list, make);
        }
    }

    #[inline]
    fn next_in_stream<T>(&mut self, load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>) -> Result<Option<T>> {
        let (Some(cursor), Some(stream)) = (&mut self.cursor, &mut self.source.stream) else { return Ok(None) };
        if !stream.next_item(cursor)? {
            return Ok(None);
        }
        let item = load(self.source)?;
        self.index += 1;
        match &mut self.source.stream {
            Some(stream) => stream.item_taken(cursor).map(|()| Some(item)),
            None => Err(unpredicted()),
        }
    }

    /// The next item, which has to be there.
    ///
    /// # Errors
    ///
    /// When there is none, or it cannot be loaded as a `T`.
    pub fn item<T: Unpickle<'de>>(&mut self) -> Result<T> {
        match self.next()? {
            Some(item) => Ok(item),
            None => {
                self.source.at = self.container;
                Err(self.source.mismatch(format!("more than {} items", self.index)))
            }
        }
    }
}

impl Drop for ItemReader<'_, '_, '_> {
    fn drop(&mut self) {
        match (&self.cursor, &mut self.source.stream) {
            (None, _) | (_, None) => self.source.walk.leave(self.container),
            (Some(cursor), Some(stream)) if cursor.is_open() => drop(stream.give_way()),
            _ => {}
        }
    }
}

/// The entries of a `dict`, one after another, in its order.
///
/// ```
/// use pickle_core::{Result, Source, Unpickle, loads};
///
/// struct Pairs(Vec<(String, i64)>);
///
/// impl<'de> Unpickle<'de> for Pairs {
///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
///         let mut pairs = Vec::new();
///         let mut entries = source.dict()?;
///         while let Some(entry) = entries.next()? {
///             pairs.push(entry);
///         }
///         Ok(Pairs(pairs))
///     }
/// }
///
/// assert_eq!(loads::<Pairs>(b"(dVb\nI1\nsVa\nI2\ns.")?.0, [("b".into(), 1), ("a".into(), 2)]);
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub struct DictReader<'a, 's, 'de> {
    source: &'a mut Source<'s, 'de>,
    /// Where a stream is among the entries, if the source is one.
    cursor: Option<EntryCursor>,
    container: NodeId,
    entries: &'s [(NodeId, NodeId)],
    index: usize,
}

impl<'a, 's, 'de> DictReader<'a, 's, 'de> {
    pub(super) fn new(source: &'a mut Source<'s, 'de>, entries: &'s [(NodeId, NodeId)]) -> Result<Self> {
        let container = source.enter(entries.len() * 2)?;
        Ok(DictReader { source, cursor: None, container, entries, index: 0 })
    }

    pub(super) fn in_stream(source: &'a mut Source<'s, 'de>, cursor: EntryCursor) -> Self {
        let container = source.at;
        DictReader { source, cursor: Some(cursor), container, entries: &[], index: 0 }
    }

    /// About how many entries are left; exact or less.
    pub fn size_hint(&self) -> usize {
        self.entries.len().saturating_sub(self.index)
    }

    /// The next key and value, or nothing behind the last.
    ///
    /// # Errors
    ///
    /// When the key or the value cannot be loaded; the error's path names the key.
    #[expect(clippy::should_implement_trait, reason = "it lends, is generic in the entry and can fail")]
    pub fn next<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<Option<(K, V)>> {
        if self.cursor.is_some() {
            return self.next_in_stream();
        }
        let Some(&(key, value)) = self.entries.get(self.index) else { return Ok(None) };
        let entry = self.source.entry(key, value)?;
        self.index += 1;
        Ok(Some(entry))
    }
}

impl<'de> DictReader<'_, '_, 'de> {
    fn next_in_stream<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<Option<(K, V)>> {
        let (Some(cursor), Some(stream)) = (&mut self.cursor, &mut self.source.stream) else { return Ok(None) };
        if !stream.next_key(cursor)? {
            return Ok(None);
        }
        let key = K::unpickle(self.source)?;
        let Some(stream) = &mut self.source.stream else { return Err(unpredicted()) };
        stream.key_taken(cursor)?;
        let value = V::unpickle(self.source)?;
        let Some(stream) = &mut self.source.stream else { return Err(unpredicted()) };
        stream.value_taken(cursor)?;
        self.index += 1;
        Ok(Some((key, value)))
    }
}

impl Drop for DictReader<'_, '_, '_> {
    fn drop(&mut self) {
        match (&self.cursor, &mut self.source.stream) {
            (None, _) | (_, None) => self.source.walk.leave(self.container),
            (Some(cursor), Some(stream)) if cursor.is_open() => drop(stream.give_way()),
            _ => {}
        }
    }
}

impl<'de> Source<'_, 'de> {
    /// Takes a key and its value.
    pub(super) fn entry<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self, key: NodeId, value: NodeId) -> Result<(K, V)> {
        self.step(|| TakenStep::Key(key));
        self.at = key;
        let loaded_key = K::unpickle(self)
            .map_err(|error| error.at(PathSegment::Key(format!("key {}", self.graph.key_in_words(key)))))?;
        self.step(|| TakenStep::Entry(key));
        self.at = value;
        let loaded_value =
            V::unpickle(self).map_err(|error| error.at(PathSegment::Key(self.graph.key_in_words(key))))?;
        Ok((loaded_key, loaded_value))
    }

    /// Takes a key and its value where a stream stands in an object.
    pub(super) fn entry_in_stream<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<(K, V)> {
        let Some(stream) = &mut self.stream else { return Err(unpredicted()) };
        let end = stream.own_key()?;
        let key = K::unpickle(self)?;
        let Some(stream) = &mut self.stream else { return Err(unpredicted()) };
        stream.own_key_taken(end)?;
        Ok((key, V::unpickle(self)?))
    }

    /// Goes into the container at which the source stands.
    pub(super) fn enter(&mut self, parts: usize) -> Result<NodeId> {
        self.enter_as(None, parts)
    }

    /// Goes into the container, or the instance of a class, at which the source stands.
    pub(super) fn enter_as(&mut self, class: Option<&Class>, parts: usize) -> Result<NodeId> {
        self.note_taken(class)?;
        let offset = self.offset();
        self.walk.enter(self.at, parts).map_err(|error| error.at_offset(offset))?;
        Ok(self.at)
    }
}
