//! `PickleStream`: one Python `Pickler` object, which dumps several values with one memo.

use std::fmt;
use std::io;

use crate::writer::Carried;
use crate::{Pickle, Pickler, Result};

/// Dumps several values to a stream with one memo, as one `Pickler` object of Python does.
///
/// What an earlier dump wrote (an [`Rc`](std::rc::Rc) or [`Arc`](std::sync::Arc), a string, bytes, a class, an immutable
/// value) is only referred to in later ones, so whoever reads the stream has to carry its memo too: one `Unpickler` of
/// Python, or [`UnpickleStream`](crate::UnpickleStream). Made by [`Pickler::stream`].
///
/// The memo keeps everything: a copy of each string, and a clone of each `Rc` and `Arc`. A shared value that has changed
/// since its first dump is not written again. [`clear_memo`](PickleStream::clear_memo) frees all of it and makes the
/// next pickle stand alone.
///
/// Source: the manual's `Pickler` and `Pickler.clear_memo`.
///
/// ```
/// use std::rc::Rc;
/// use pickle_core::{Pickler, Protocol, Unpickler};
///
/// let owner = Rc::new(vec!["Ada".to_owned()]);
/// let mut stream = Pickler::new().protocol(Protocol::V2).stream(Vec::new());
/// stream.dump(&owner)?;
/// stream.dump(&(7, owner))?;
/// let bytes = stream.into_inner();
/// assert!(bytes.ends_with(b"\x80\x02K\x07h\x00\x86.")); // 7, GET 0, TUPLE2, STOP
///
/// let mut stream = Unpickler::new().stream(bytes.as_slice());
/// let first: Rc<Vec<String>> = stream.load()?;
/// let (_, again): (i64, Rc<Vec<String>>) = stream.load()?;
/// assert!(Rc::ptr_eq(&first, &again));
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub struct PickleStream<W> {
    pickler: Pickler,
    writer: W,
    carried: Carried,
    buffer: Vec<u8>,
}

impl<W: io::Write> PickleStream<W> {
    /// Dumps a value as the next pickle of the stream, and flushes it.
    ///
    /// A value that cannot be pickled leaves neither bytes in the stream nor anything in the memo.
    ///
    /// # Errors
    ///
    /// When the value has no pickle, or none at this protocol, and when writing fails. After a failed write the stream
    /// may hold a part of the pickle, and the memo counts it as written.
    pub fn dump(&mut self, value: &(impl Pickle + ?Sized)) -> Result<()> {
        self.buffer.clear();
        self.carried.dump(value, &mut self.buffer, &self.pickler.options)?;
        self.writer.write_all(&self.buffer)?;
        Ok(self.writer.flush()?)
    }
}

impl<W> PickleStream<W> {
    /// Forgets every value that was dumped, so that the next pickle refers to none of them.
    ///
    /// Readers go on working, since a pickle of protocol 0 to 3 numbers its memo itself and one of protocol 4 and above
    /// counts from the memo of the reader: for those the reader has to clear its memo at the same place.
    ///
    /// ```
    /// # use pickle_core::{Pickler, Unpickler};
    /// let mut stream = Pickler::new().stream(Vec::new());
    /// stream.dump("spam and eggs")?;
    /// stream.clear_memo();
    /// stream.dump("spam and eggs")?;
    /// let bytes = stream.into_inner();
    /// assert_eq!(bytes[..bytes.len() / 2], bytes[bytes.len() / 2..]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn clear_memo(&mut self) {
        self.carried.clear_memo(&self.pickler.options);
    }

    /// The stream that is written to.
    pub fn get_ref(&self) -> &W {
        &self.writer
    }

    /// The stream that is written to; what is written to it directly stands between two pickles.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Gives the stream back and drops the memo.
    pub fn into_inner(self) -> W {
        self.writer
    }
}

impl Pickler {
    /// Dumps several values to one stream with one memo: a `Pickler` object of Python.
    ///
    /// Pickles that have to stand alone are written by [`Pickler::dump`] instead.
    pub fn stream<W: io::Write>(self, writer: W) -> PickleStream<W> {
        let carried = Carried::new(&self.options);
        PickleStream { pickler: self, writer, carried, buffer: Vec::new() }
    }
}

impl<W> fmt::Debug for PickleStream<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PickleStream").field("memo_entries", &self.carried.len()).finish_non_exhaustive()
    }
}
