//! Rust's sequences, as Python lists.

use std::collections::VecDeque;

use crate::schema::described;
use crate::source::UsualList;
use crate::{Error, ItemReader, Pickle, Result, Source, Unpickle, Writer};

/// A list; but a `[u8]` is a Python `bytes`, which `&[u8]` can borrow when it is loaded.
impl<T: Pickle> Pickle for [T] {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        T::pickle_slice(self, writer)
    }
}

impl<T: Pickle> Pickle for Vec<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.list_of(self)
    }
}

impl<T: Pickle, const N: usize> Pickle for [T; N] {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.list_of(self)
    }
}

impl<T: Pickle> Pickle for VecDeque<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut list = writer.list(self.len())?;
        self.iter().try_for_each(|item| list.item(item))?;
        list.end()
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Vec<T> {
    described!(|describer| Type::List(describer.boxed::<T>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if let Some(list) = source.usual_list() {
            return match list {
                UsualList::All(items) => Ok(items),
                UsualList::First(items, reader) => collected(items, reader),
            };
        }
        all(source.list()?)
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for VecDeque<T> {
    described!(|describer| Type::List(describer.boxed::<T>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Vec::unpickle(source).map(VecDeque::from)
    }
}

impl<'de, T: Unpickle<'de>, const N: usize> Unpickle<'de> for [T; N] {
    described!(|describer| Type::List(describer.boxed::<T>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let offset = source.offset();
        Vec::unpickle(source)?.try_into().map_err(|items: Vec<T>| {
            Error::mismatch(format!("list of {N}"), format!("list of {}", items.len())).at_offset(offset)
        })
    }
}

/// All items, in order.
pub(super) fn all<'de, T: Unpickle<'de>>(reader: ItemReader<'_, '_, 'de>) -> Result<Vec<T>> {
    collected(Vec::with_capacity(first_room::<T>(reader.size_hint())), reader)
}

/// The first items and all others, in order.
fn collected<'de, T: Unpickle<'de>>(mut items: Vec<T>, mut reader: ItemReader<'_, '_, 'de>) -> Result<Vec<T>> {
    reader.collect_nodes(&mut items)?;
    while reader.begins_item()? {
        if items.capacity() == 0 {
            reader.make_room(&mut items);
        }
        match T::unpickle(reader.source()) {
            Ok(item) => items.push(item),
            Err(error) => return Err(reader.at_item(error)),
        }
        reader.end_item()?;
        if let Some(run) = reader.run() {
            T::unpickle_run(run, &mut items);
        }
    }
    reader.note_length(items.len());
    Ok(items)
}

/// How many items to make room for before the first. Their number is known, but their size in Rust is the caller's, and
/// they may turn out to be no `T`s: beyond a megabyte, memory grows with what is there.
fn first_room<T>(items: usize) -> usize {
    const MOST_BYTES: usize = 1 << 20;
    items.min(MOST_BYTES / size_of::<T>().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_made_for_items_of_a_megabyte_at_most() {
        assert_eq!(first_room::<u64>(1000), 1000);
        assert_eq!(first_room::<u64>(10_000_000), 1 << 17);
        assert_eq!(first_room::<[u64; 1 << 20]>(10_000_000), 0);
        assert_eq!(first_room::<()>(10), 10);
    }
}
