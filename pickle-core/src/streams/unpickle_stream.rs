//! `UnpickleStream`: one Python `Unpickler` object, which loads the pickles of a stream one after another.

use std::fmt;
use std::io;
use std::marker::PhantomData;

use crate::graph::Graph;
use crate::reader::Keep;
use crate::{Result, Unpickle, Unpickler, scan};

use super::session::Session;

/// Loads pickles from a stream one after another, with one memo, as one `Unpickler` object of Python does.
///
/// Each load takes exactly one pickle and not one byte more, so a socket never blocks behind a `STOP`. (A frame that goes
/// on behind the `STOP`, which no pickler writes, is kept for the next load.) Made by [`Unpickler::stream`].
///
/// What a `Pickler` object dumped in an earlier pickle may come again as a reference in a later one. The memo keeps
/// everything for that: every value that was read, and a clone of each [`Rc`](std::rc::Rc) and
/// [`Arc`](std::sync::Arc), so that one Python object stays one pointer. It grows with the stream until
/// [`clear_memo`](UnpickleStream::clear_memo); [`Limits`](crate::Limits) hold for each pickle by itself, but
/// [`max_memo_entries`](crate::Limits::max_memo_entries) counts the whole memo.
///
/// Pickles that were written independently (`pickle.dump` several times) have to be read so: see
/// [`independent`](UnpickleStream::independent).
///
/// Source: the manual's `Unpickler`.
///
/// ```
/// use pickle_core::Unpickler;
///
/// // ZODB writes class and state as two pickles of one Pickler; the second refers to the memo of the first.
/// let record = b"Vperson\np0\n.(g0\nI36\nt.";
/// let mut stream = Unpickler::new().stream(&record[..]);
/// assert_eq!(stream.load::<String>()?, "person");
/// assert_eq!(stream.load::<(String, i64)>()?, ("person".to_owned(), 36));
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub struct UnpickleStream<'b, R> {
    unpickler: Unpickler<'b>,
    reader: R,
    /// What was taken from the reader and belongs to the next pickle.
    taken: Vec<u8>,
    session: Session<'static>,
}

impl<'b, R: io::Read> UnpickleStream<'b, R> {
    /// Lets each pickle stand alone, with a memo of its own: for pickles that were written by one `dump` each.
    ///
    /// Above protocol 3 the numbers of the memo are not in the pickle but counted, so such pickles would be misread with
    /// a carried memo, by Python's `Unpickler` too.
    ///
    /// ```
    /// # use pickle_core::{Unpickler, dump};
    /// let mut bytes = Vec::new();
    /// dump(&["a", "a"], &mut bytes)?;
    /// dump(&["b", "b"], &mut bytes)?;
    /// let mut stream = Unpickler::new().stream(bytes.as_slice()).independent();
    /// let loaded: Vec<Vec<String>> = stream.items().collect::<Result<_, _>>()?;
    /// assert_eq!(loaded, [["a", "a"], ["b", "b"]]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn independent(mut self) -> Self {
        self.session.is_independent = true;
        self
    }

    /// Loads the next pickle.
    ///
    /// # Errors
    ///
    /// When the stream ends, or reading fails; when the pickle is malformed, holds something else than a `T`, or exceeds
    /// the limits.
    ///
    /// A pickle that holds something else has been taken all the same. When reading fails, for instance because a time
    /// limit of the socket passed, the bytes so far are kept, and the next load goes on with them.
    pub fn load<T: for<'any> Unpickle<'any>>(&mut self) -> Result<T> {
        let length = self.take()?;
        let alone = self.session.load_alone(&self.taken, &self.unpickler);
        if let Some((value, _)) = alone {
            self.pass(length);
            return Ok(value);
        }
        self.read_taken(length)?;
        self.session.load_root::<T>(&self.unpickler)
    }

    /// Reads the next pickle, whatever it holds: everything that the memo keeps, with this pickle's value as the root.
    ///
    /// A node that an earlier pickle made has the number that it had then, so [`NodeRef::id`](crate::NodeRef::id) tells
    /// which values are the same object in several pickles, until the memo is cleared.
    ///
    /// # Errors
    ///
    /// As [`load`](UnpickleStream::load), but for the type.
    pub fn graph(&mut self) -> Result<&Graph<'static>> {
        let length = self.take()?;
        self.read_taken(length)?;
        Ok(self.session.graph())
    }

    /// The pickles up to the end of the stream, each loaded as a `T`.
    ///
    /// The end of the stream between two pickles is the end of the items; inside a pickle it is an error. The items also
    /// end behind an error after which it is not known where the next pickle begins. After one that is only about the
    /// type of a value they go on.
    ///
    /// ```
    /// # use pickle_core::Unpickler;
    /// let mut stream = Unpickler::new().stream(&b"I1\n.I2\n.I"[..]);
    /// let mut items = stream.items::<i64>();
    /// assert_eq!(items.next().transpose()?, Some(1));
    /// assert_eq!(items.next().transpose()?, Some(2));
    /// assert!(items.next().is_some_and(|cut| cut.is_err()));
    /// assert!(items.next().is_none());
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn items<T: for<'any> Unpickle<'any>>(&mut self) -> Items<'_, 'b, R, T> {
        Items { stream: self, is_done: false, item: PhantomData }
    }

    /// Takes the bytes of the next pickle, and gives its length; a frame may go on behind it.
    fn take(&mut self) -> Result<usize> {
        let UnpickleStream { unpickler, reader, taken, session } = self;
        scan::read_up_to_stop(reader, taken, session.position, unpickler.limits_ref())
    }

    fn read_taken(&mut self, length: usize) -> Result<()> {
        let read = self.session.read(&self.taken, Keep::Copied, &self.unpickler);
        self.pass(length);
        read
    }

    /// Goes on behind a pickle of this length.
    fn pass(&mut self, length: usize) {
        self.session.pass(length);
        self.taken.drain(..length);
    }

    fn has_next(&mut self) -> Result<bool> {
        scan::begins(&mut self.reader, &mut self.taken)
    }
}

impl<R> UnpickleStream<'_, R> {
    /// Forgets every value that was read, and frees it: the counterpart of
    /// [`PickleStream::clear_memo`](crate::PickleStream::clear_memo), to be called at the same place.
    pub fn clear_memo(&mut self) {
        self.session.clear_memo();
    }

    /// How many bytes the pickles so far took; offsets in errors count from the same place.
    pub fn position(&self) -> u64 {
        self.session.position
    }

    /// The stream that is read.
    pub fn get_ref(&self) -> &R {
        &self.reader
    }

    /// The stream that is read; what is read from it directly is missing in the next pickle.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.reader
    }

    /// Gives the stream back, which stands behind the last pickle, and drops the memo.
    pub fn into_inner(self) -> R {
        self.reader
    }
}

impl<'de> Unpickler<'de> {
    /// Loads several pickles from one stream with one memo: an `Unpickler` object of Python.
    ///
    /// A single pickle, which stands alone, is loaded by [`Unpickler::load`] instead.
    pub fn stream<R: io::Read>(self, reader: R) -> UnpickleStream<'de, R> {
        UnpickleStream { unpickler: self, reader, taken: Vec::new(), session: Session::new() }
    }
}

impl<R> fmt::Debug for UnpickleStream<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnpickleStream").field("position", &self.session.position).finish_non_exhaustive()
    }
}

/// The pickles of an [`UnpickleStream`] up to its end; made by [`UnpickleStream::items`].
pub struct Items<'s, 'b, R, T> {
    stream: &'s mut UnpickleStream<'b, R>,
    is_done: bool,
    item: PhantomData<fn() -> T>,
}

impl<R: io::Read, T: for<'any> Unpickle<'any>> Iterator for Items<'_, '_, R, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if self.is_done {
            return None;
        }
        let before = self.stream.position();
        let item = match self.stream.has_next() {
            Ok(true) => self.stream.load(),
            Ok(false) => {
                self.is_done = true;
                return None;
            }
            Err(error) => Err(error),
        };
        self.is_done = item.is_err() && self.stream.position() == before;
        Some(item)
    }
}

impl<R, T> fmt::Debug for Items<'_, '_, R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("is_done", &self.is_done).finish_non_exhaustive()
    }
}
