//! Rust's sequences, as Python lists.

use std::collections::VecDeque;

use crate::schema::described;
use crate::source::{UsualList, first_room};
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
        if let Some(list) = source.list_of_nodes() {
            return list;
        }
        if let Some(list) = source.usual_list() {
            return match list {
                UsualList::All(items) => Ok(items),
                UsualList::First(items, mut reader) => collected(items, &mut reader),
            };
        }
        all(&mut source.list()?)
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
pub(super) fn all<'de, T: Unpickle<'de>>(reader: &mut ItemReader<'_, '_, 'de>) -> Result<Vec<T>> {
    collected(Vec::with_capacity(first_room::<T>(reader.size_hint())), reader)
}

/// The first items and all others, in order.
fn collected<'de, T: Unpickle<'de>>(mut items: Vec<T>, reader: &mut ItemReader<'_, '_, 'de>) -> Result<Vec<T>> {
    while reader.begins_item()? {
        if items.len() == items.capacity() {
            match items.capacity() {
                0 => reader.make_room(&mut items),
                _ => reader.make_more_room(&mut items),
            }
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

#[cfg(test)]
mod tests {
    use crate::{Graph, dumps, loads};

    /// More than a megabyte, and a length that is far below the next power of two.
    const MANY: usize = 70_000;

    #[test]
    fn a_long_list_gets_the_room_that_it_needs() {
        let pickle = dumps(&vec![(1_i64, 2.5, true); MANY]).unwrap();
        let from_stream: Vec<(i64, f64, bool)> = loads(&pickle).unwrap();
        assert!((MANY..MANY + MANY / 8).contains(&from_stream.capacity()), "{}", from_stream.capacity());
        let from_graph: Vec<(i64, f64, bool)> = Graph::loads(&pickle).unwrap().load().unwrap();
        assert_eq!(from_graph.capacity(), MANY);
        assert_eq!(from_graph, from_stream);
    }

    #[test]
    fn a_list_gets_no_room_for_what_only_seems_to_follow() {
        let mut lists = vec![vec![(1_i64, true); 100]; 6];
        lists.push(vec![(1 << 60, false); 200_000]);
        let loaded: Vec<Vec<(i64, bool)>> = loads(&dumps(&lists).unwrap()).unwrap();
        assert_eq!(loaded, lists);
        // For four lists there is room at first, and then for eight times as many.
        assert!((7..=36).contains(&loaded.capacity()), "{}", loaded.capacity());
        // What follows behind the first list is not in it.
        assert!(loaded[0].capacity() <= 128, "{}", loaded[0].capacity());
    }
}
