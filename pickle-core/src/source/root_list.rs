//! Loading the items of the list at the root of a pickle one by one: each by the stream, or else through a graph of its own.

use super::{Source, load_part};
use crate::error::Result;
use crate::stream::{Checkpoint, RootList, Stream, unpredicted};
use crate::unpickle::Unpickle;

/// What comes next in the list.
pub(crate) enum Next<T> {
    Item(T),
    /// The end of the list, and of the pickle.
    End,
    /// Something that goes on behind the bytes that are held; nothing was taken.
    Cut,
}

impl<T> Next<T> {
    pub(crate) fn into_item(self) -> Option<T> {
        match self {
            Next::Item(item) => Some(item),
            Next::End | Next::Cut => None,
        }
    }
}

impl<'s, 'de> Source<'s, 'de> {
    /// Takes the next item of the list at the root.
    pub(crate) fn next_of_root<T: Unpickle<'de>>(&mut self, list: &mut RootList) -> Result<Next<T>> {
        let before = self.in_stream(|stream| Ok(stream.checkpoint(*list)))?;
        let next = match self.persistent_loaders.are_none() {
            true => self.take_of_root(list).or_else(|_| self.take_of_root_by_graph(list, &before)),
            // A stream does not ask what persistent ids stand for.
            false => self.take_of_root_by_graph(list, &before),
        };
        self.in_stream(|stream| {
            if stream.has_cut(&next) {
                *list = stream.come_back(&before);
                return Ok(Next::Cut);
            }
            stream.check_limits()?;
            next.map(|item| item.map_or(Next::End, Next::Item))
        })
    }

    /// The stream at which the source stands, for those that load further.
    pub(crate) fn into_stream(self) -> Option<Stream<'s, 'de>> {
        self.stream
    }

    fn take_of_root<T: Unpickle<'de>>(&mut self, list: &mut RootList) -> Result<Option<T>> {
        if !self.in_stream(|stream| stream.next_of_root(list))? {
            return Ok(None);
        }
        let item = T::unpickle(self)?;
        self.in_stream(|stream| stream.surely_taken_of_root(list)).map(|()| Some(item))
    }

    /// Takes what comes next through a graph; the error says what is wrong.
    #[cold]
    fn take_of_root_by_graph<T: Unpickle<'de>>(
        &mut self,
        list: &mut RootList,
        before: &Checkpoint,
    ) -> Result<Option<T>> {
        let Some(stream) = &mut self.stream else { return Err(unpredicted()) };
        *list = stream.come_back(before);
        if !stream.next_of_root(list)? {
            return Ok(None);
        }
        let item = self.item_by_graph().map_err(|error| error.at_index(list.index()))?;
        self.in_stream(|stream| stream.part_taken_of_root(list)).map(|()| Some(item))
    }

    fn item_by_graph<T: Unpickle<'de>>(&mut self) -> Result<T> {
        let Some(stream) = &mut self.stream else { return Err(unpredicted()) };
        let start = stream.position();
        let part = stream.item_of_root()?;
        let mut pointers = stream.take_pointers();
        let item = load_part(stream, start, &part.graph, self.persistent_loaders, |source| {
            source.walk.pointers.lend(std::mem::take(&mut pointers), part.nodes);
            let item = T::unpickle(source).and_then(|item| source.check_owners().map(|()| item));
            pointers = source.walk.pointers.give_back();
            item
        });
        stream.put_pointers(pointers);
        item
    }

    fn in_stream<T>(&mut self, act: impl FnOnce(&mut Stream<'s, 'de>) -> Result<T>) -> Result<T> {
        match &mut self.stream {
            Some(stream) => act(stream),
            None => Err(unpredicted()),
        }
    }
}
