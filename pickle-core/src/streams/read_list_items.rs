//! `ReadListItems`: the items of a list that is read from a file or socket, in bounded memory.

use std::collections::VecDeque;
use std::fmt;
use std::io;

use crate::held_bytes::HeldBytes;
use crate::source::{Next, Source};
use crate::stream::{RootList, Stream, unpredicted};
use crate::{Result, Unpickle, Unpickler};

use super::window::Window;

/// The items of the list that a pickle in a stream holds, each loaded as a `T` when it is asked for; made by
/// [`Unpickler::read_list_items`].
///
/// An error names the index of its item and its byte, and is the last that comes.
pub struct ReadListItems<'b, R, T> {
    unpickler: Unpickler<'b>,
    reader: R,
    window: Window,
    /// Between two items it holds no bytes.
    stream: Option<Stream<'static, 'static>>,
    list: RootList,
    /// Items that were loaded ahead, as they are held.
    ahead: VecDeque<T>,
    /// What comes behind those.
    behind: Option<Result<Next<T>>>,
    is_done: bool,
}

/// How many items are loaded ahead at most: to begin anew where the stream was costs as much as a small item.
const MOST_AHEAD: usize = 32;

/// How many bytes of the beginning are held, and before an item, unless it is said otherwise.
const HELD_BYTES: usize = 1 << 20;

impl<'b> Unpickler<'b> {
    /// Loads the items of the list that a pickle in a file or socket holds one by one, in bounded memory: a pickle of 10 GB
    /// of records needs a few megabytes.
    ///
    /// ```
    /// use pickle_core::{Unpickler, dumps};
    ///
    /// let pickle = dumps(&["Ada", "Grace"])?;
    /// let names = Unpickler::new().read_list_items::<String, _>(pickle.as_slice());
    /// assert_eq!(names.collect::<Result<Vec<_>, _>>()?, ["Ada", "Grace"]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// What is read ahead of the items is lost for others who read from the stream. A pickle can refer to every value that
    /// came before, which is more than bounded memory holds: see [`held_bytes`](ReadListItems::held_bytes). For a run of
    /// pickles see [`stream`](Unpickler::stream).
    ///
    /// # Errors
    ///
    /// As [`list_items`](Unpickler::list_items); besides when reading fails, and when the pickle refers to what is no longer
    /// held. [`max_input_bytes`](crate::Limits::max_input_bytes) holds for the whole pickle.
    pub fn read_list_items<T: for<'any> Unpickle<'any>, R: io::Read>(self, reader: R) -> ReadListItems<'b, R, T> {
        let stream = self.stream_before_list(HeldBytes::all(&[])).over(HeldBytes::all(&[]), &[]);
        ReadListItems {
            reader,
            window: Window::new(HELD_BYTES),
            stream: Some(stream),
            list: RootList::default(),
            ahead: VecDeque::new(),
            behind: self.fault_of_items().map(Err),
            is_done: false,
            unpickler: self,
        }
    }
}

impl<R: io::Read, T: for<'any> Unpickle<'any>> ReadListItems<'_, R, T> {
    /// How many bytes of the beginning of the pickle are held, and as many before each item: 1 MiB unless it is said
    /// otherwise.
    ///
    /// A pickler writes a value that it meets again as a reference to the first place. Most of these are names of classes
    /// and attributes and common words, which come early, and objects that neighbours share. A reference to another place is
    /// the error [`ErrorKind::MemoForgotten`](crate::ErrorKind::MemoForgotten): hold more then, or map the file into memory,
    /// see [`list_items`](Unpickler::list_items).
    ///
    /// About three times as many bytes are in memory, and what the largest item takes. Once bytes were dropped it is too late
    /// to call this, and nothing changes.
    #[must_use]
    pub fn held_bytes(mut self, held_bytes: usize) -> Self {
        self.window.set_stay(held_bytes);
        self
    }

    fn next_item(&mut self) -> Result<Option<T>> {
        loop {
            if let Some(item) = self.ahead.pop_front() {
                return Ok(Some(item));
            }
            match self.behind.take() {
                None => self.load_ahead()?,
                Some(Ok(Next::Cut)) => self.read_on()?,
                Some(next) => return next.map(Next::into_item),
            }
        }
    }

    /// Loads items that are held, up to one that is not or to an error.
    fn load_ahead(&mut self) -> Result<()> {
        let stream = self.stream.take().ok_or_else(unpredicted)?;
        let stream = stream.over(self.window.held(), self.unpickler.buffers_ref());
        let mut source = Source::of_stream(stream, &self.unpickler.persistent_loaders);
        while self.behind.is_none() && self.ahead.len() < MOST_AHEAD {
            match source.next_of_root(&mut self.list) {
                Ok(Next::Item(item)) => self.ahead.push_back(item),
                next => self.behind = Some(next),
            }
        }
        self.stream = source.into_stream().map(|stream| stream.over(HeldBytes::all(&[]), &[]));
        Ok(())
    }

    fn read_on(&mut self) -> Result<()> {
        let Some(stream) = &mut self.stream else { return Err(unpredicted()) };
        self.window.drop_before(stream.position());
        let max_bytes = self.unpickler.limits_ref().max_input_bytes;
        self.window.read_on(&mut self.reader, stream.position(), max_bytes)?;
        stream.follow(self.window.held());
        Ok(())
    }
}

impl<R: io::Read, T: for<'any> Unpickle<'any>> Iterator for ReadListItems<'_, R, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if self.is_done {
            return None;
        }
        let next = self.next_item();
        self.is_done = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl<R, T> fmt::Debug for ReadListItems<'_, R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadListItems").field("index", &self.list.index()).finish_non_exhaustive()
    }
}
