//! Moving a source through the items of a list, tuple or set and the entries of a dict.

use super::{Source, TakenStep};
use crate::class::Class;
use crate::error::{Error, PathSegment, Result};
use crate::graph::NodeId;
use crate::stream::{EntryCursor, ItemCursor, Stream, unpredicted};
use crate::unpickle::Unpickle;

/// For how many more things a full list or map gets room when so many came and so many seem to follow.
pub(super) fn more_room(came: usize, follow: usize) -> usize {
    const MOST_GROWTH: usize = 8;
    follow.min(came.saturating_mul(MOST_GROWTH))
}

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
    #[inline]
    pub fn next<T: Unpickle<'de>>(&mut self) -> Result<Option<T>> {
        self.next_with(T::unpickle)
    }

    /// The next item as `load` takes it, or nothing behind the last.
    ///
    /// # Errors
    ///
    /// When `load` fails; the error's path names the item's index.
    #[inline]
    pub fn next_with<T>(&mut self, load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>) -> Result<Option<T>> {
        if !self.begins_item()? {
            return Ok(None);
        }
        let item = load(self.source).map_err(|error| error.at_index(self.index))?;
        self.end_item().map(|()| Some(item))
    }

    /// Puts the source at the next item, if there is one.
    #[inline]
    pub(crate) fn begins_item(&mut self) -> Result<bool> {
        if self.is_at_next() { Ok(true) } else { self.go_to_next() }
    }

    /// The source, which stands at an item.
    pub(crate) fn source(&mut self) -> &mut Source<'s, 'de> {
        self.source
    }

    /// An error with the item at which the source stands on its path.
    #[cold]
    pub(crate) fn at_item(&self, error: Error) -> Error {
        error.at_index(self.index)
    }

    /// Puts the source at the next item, if it is at once seen that there is one.
    #[inline]
    fn is_at_next(&mut self) -> bool {
        if let (Some(cursor), Some(stream)) = (&self.cursor, &mut self.source.stream) {
            return stream.is_in_batch(cursor);
        }
        self.go_to_node()
    }

    /// Puts the source at the next item in a graph, if there is one.
    #[inline]
    fn go_to_node(&mut self) -> bool {
        let Some(&item) = self.items.get(self.index) else { return false };
        self.source.step(|| TakenStep::Index(self.index));
        self.source.at = item;
        true
    }

    /// Puts the source at the next item, if a stream has one that has to be looked for.
    #[inline(never)]
    fn go_to_next(&mut self) -> Result<bool> {
        match (&mut self.cursor, &mut self.source.stream) {
            (Some(cursor), Some(stream)) => stream.next_item(cursor),
            _ => Ok(false),
        }
    }

    /// Goes on behind an item that was loaded.
    pub(crate) fn end_item(&mut self) -> Result<()> {
        self.index += 1;
        match (&mut self.cursor, &mut self.source.stream) {
            (Some(cursor), Some(stream)) => stream.item_taken(cursor),
            (None, None) => Ok(()),
            _ => Err(unpredicted()),
        }
    }

    /// Makes room for the items of a list in a stream, as many as another had, which may have been small ones.
    pub(crate) fn make_room<T>(&mut self, list: &mut Vec<T>) {
        const MOST_BYTES: usize = 1 << 12;
        if let Some(stream) = &mut self.source.stream {
            list.reserve(stream.usual_length().min(MOST_BYTES / size_of::<T>().max(1)));
        }
    }

    /// Makes room in a list that is full: for about as many more items as follow, where that shows, so that a long one is
    /// not moved again and again, but not for many more than came.
    #[cold]
    pub(crate) fn make_more_room<T>(&self, list: &mut Vec<T>) {
        let follow = match (&self.cursor, &self.source.stream) {
            (Some(cursor), Some(stream)) => {
                let estimate = stream.items_to_come(cursor, list.len());
                // By itself, the list gets room for as many as it has.
                if estimate <= list.len() {
                    return;
                }
                estimate.saturating_add(estimate / 16)
            }
            _ => self.size_hint(),
        };
        list.reserve_exact(more_room(list.len(), follow));
    }

    /// Notes how many items there were in all.
    pub(crate) fn note_length(&mut self, length: usize) {
        if let Some(stream) = &mut self.source.stream {
            stream.note_length(length);
        }
    }

    /// The items that come next, as far as they stand in a stream one behind the other.
    #[inline]
    pub(crate) fn run(&mut self) -> Option<Run<'_, 's, 'de>> {
        match (&self.cursor, &mut self.source.stream) {
            (Some(cursor), Some(stream)) => stream.can_run(cursor).then_some(Run { stream }),
            _ => None,
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

/// Items of a list that stand in a stream one behind the other, for those who take many of one kind.
pub struct Run<'a, 's, 'de> {
    stream: &'a mut Stream<'s, 'de>,
}

impl<'de> Run<'_, '_, 'de> {
    /// Takes the floats that come next.
    pub(crate) fn floats<T>(self, list: &mut Vec<T>, make: impl Fn(f64) -> T) {
        self.stream.floats(list, make);
    }

    /// Takes the ints that come next, as far as `make` takes them.
    pub(crate) fn ints<T>(self, list: &mut Vec<T>, make: impl Fn(i64) -> Option<T>) {
        self.stream.ints(list, make);
    }

    /// Takes the short texts that come next.
    #[inline]
    pub(crate) fn texts<T>(self, list: &mut Vec<T>, make: impl Fn(&'de str) -> T) {
        self.stream.texts(list, make);
    }
}

impl<'s, 'de> Source<'s, 'de> {
    /// Begins a list where a stream sees at once how it goes on, with the items that come in a run. All of it may be that.
    #[inline]
    pub(crate) fn usual_list<T: Unpickle<'de>>(&mut self) -> Option<UsualList<'_, 's, 'de, T>> {
        let stream = self.stream.as_mut()?;
        let mut cursor = stream.usual_list()?;
        let mut items = Vec::new();
        if stream.can_run(&cursor) {
            T::unpickle_run(Run { stream }, &mut items);
        }
        Some(match stream.surely_ends(&mut cursor) {
            true => UsualList::All(items),
            false => UsualList::First(items, ItemReader::in_stream(self, cursor)),
        })
    }
}

/// A list, or its first items and the reader of the others.
pub(crate) enum UsualList<'a, 's, 'de, T> {
    All(Vec<T>),
    First(Vec<T>, ItemReader<'a, 's, 'de>),
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
        if !self.begins_entry()? {
            return Ok(None);
        }
        let key = self.key()?;
        let value = self.value()?;
        self.end_entry().map(|()| Some((key, value)))
    }

    /// The key of the entry at which the source stands.
    #[inline]
    pub(crate) fn key<K: Unpickle<'de>>(&mut self) -> Result<K> {
        K::unpickle(self.source).map_err(|error| self.on_path("key ", error))
    }

    /// The value behind the key that was loaded.
    #[inline]
    pub(crate) fn value<V: Unpickle<'de>>(&mut self) -> Result<V> {
        self.go_to_value()?;
        V::unpickle(self.source).map_err(|error| self.on_path("", error))
    }
}

impl DictReader<'_, '_, '_> {
    /// For how many more entries to make room in a map that is full: about as many as follow, where that shows, but not
    /// for many more than came.
    pub(crate) fn room(&self) -> usize {
        let follow = match (&self.cursor, &self.source.stream) {
            (Some(cursor), Some(stream)) => stream.entries_to_come(cursor, self.index),
            _ => self.size_hint(),
        };
        more_room(self.index, follow)
    }

    /// Puts the source at the next key, if there is one.
    pub(crate) fn begins_entry(&mut self) -> Result<bool> {
        if let (Some(cursor), Some(stream)) = (&mut self.cursor, &mut self.source.stream) {
            return stream.next_key(cursor);
        }
        let Some(&(key, _)) = self.entries.get(self.index) else { return Ok(false) };
        self.source.step(|| TakenStep::Key(key));
        self.source.at = key;
        Ok(true)
    }

    /// Puts the source at the value of the key that was loaded.
    fn go_to_value(&mut self) -> Result<()> {
        match (&mut self.cursor, &mut self.source.stream, self.entries.get(self.index)) {
            (Some(cursor), Some(stream), _) => stream.key_taken(cursor),
            (None, None, Some(&(key, value))) => {
                self.source.step(|| TakenStep::Entry(key));
                self.source.at = value;
                Ok(())
            }
            _ => Err(unpredicted()),
        }
    }

    /// Goes on behind an entry that was loaded.
    pub(crate) fn end_entry(&mut self) -> Result<()> {
        self.index += 1;
        match (&mut self.cursor, &mut self.source.stream) {
            (Some(cursor), Some(stream)) => stream.value_taken(cursor),
            (None, None) => Ok(()),
            _ => Err(unpredicted()),
        }
    }

    /// An error with the key on its path.
    #[cold]
    fn on_path(&self, of_key: &str, error: Error) -> Error {
        match self.entries.get(self.index) {
            Some(&(key, _)) => error.at(PathSegment::Key(format!("{of_key}{}", self.source.graph.key_in_words(key)))),
            None => error,
        }
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
    #[inline]
    pub(super) fn enter(&mut self, parts: usize) -> Result<NodeId> {
        self.enter_as(None, parts)
    }

    /// Goes into the container, or the instance of a class, at which the source stands.
    #[inline]
    pub(super) fn enter_as(&mut self, class: Option<&Class>, parts: usize) -> Result<NodeId> {
        match self.walk.watch.is_none() && self.walk.enters(self.at, parts) {
            true => Ok(self.at),
            false => self.enter_watched(class, parts),
        }
    }

    #[cold]
    fn enter_watched(&mut self, class: Option<&Class>, parts: usize) -> Result<NodeId> {
        self.note_taken(class)?;
        match self.walk.enters(self.at, parts) {
            true => Ok(self.at),
            false => Err(self.walk.cannot_enter(self.at).at_offset(self.offset())),
        }
    }
}
