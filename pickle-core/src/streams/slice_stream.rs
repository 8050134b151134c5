//! `SliceStream`: the pickles that stand one after another in a slice, which loaded values may borrow from.

use std::fmt;
use std::marker::PhantomData;

use crate::graph::Graph;
use crate::reader::Keep;
use crate::{Result, Unpickle, Unpickler};

use super::session::Session;

/// Loads the pickles of a slice one after another, with one memo; values may borrow from the slice.
///
/// It is [`UnpickleStream`](crate::UnpickleStream) for bytes that are in memory: what that one says of the memo, of what
/// it keeps and of [`independent`](SliceStream::independent) pickles holds here too. Made by [`Unpickler::slice_stream`].
///
/// ```
/// use pickle_core::Unpickler;
///
/// let bytes = b"\x80\x04\x8c\x04name.\x80\x04\x8c\x03Ada.and something else";
/// let mut stream = Unpickler::new().slice_stream(bytes);
/// let (name, value): (&str, &str) = (stream.load()?, stream.load()?);
/// assert_eq!((name, value), ("name", "Ada"));
/// assert_eq!(stream.position(), 17);
/// assert_eq!(stream.rest(), b"and something else");
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub struct SliceStream<'de> {
    unpickler: Unpickler<'de>,
    rest: &'de [u8],
    session: Session<'de>,
}

impl<'de> SliceStream<'de> {
    /// Lets each pickle stand alone, with a memo of its own: see
    /// [`UnpickleStream::independent`](crate::UnpickleStream::independent).
    #[must_use]
    pub fn independent(mut self) -> Self {
        self.session.is_independent = true;
        self
    }

    /// Loads the next pickle.
    ///
    /// # Errors
    ///
    /// When there are no bytes left; when the pickle is malformed, holds something else than a `T`, or exceeds the
    /// limits. Only a pickle that holds something else has been taken then.
    pub fn load<T: Unpickle<'de>>(&mut self) -> Result<T> {
        if let Some((value, length)) = self.session.load_alone(self.rest, &self.unpickler) {
            self.pass(length);
            return Ok(value);
        }
        self.read()?;
        self.session.load_root(&self.unpickler)
    }

    /// Reads the next pickle, whatever it holds: see [`UnpickleStream::graph`](crate::UnpickleStream::graph).
    ///
    /// # Errors
    ///
    /// As [`load`](SliceStream::load), but for the type.
    pub fn graph(&mut self) -> Result<&Graph<'de>> {
        self.read()?;
        Ok(self.session.graph())
    }

    /// The pickles up to the end of the slice, each loaded as a `T`; errors as in
    /// [`UnpickleStream::items`](crate::UnpickleStream::items).
    ///
    /// ```
    /// # use pickle_core::Unpickler;
    /// let mut stream = Unpickler::new().slice_stream(b"I1\n.I2\n.");
    /// assert_eq!(stream.items::<i64>().collect::<Result<Vec<_>, _>>()?, [1, 2]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn items<T: Unpickle<'de>>(&mut self) -> SliceItems<'_, 'de, T> {
        SliceItems { stream: self, is_done: false, item: PhantomData }
    }

    /// Forgets every value that was read: see [`UnpickleStream::clear_memo`](crate::UnpickleStream::clear_memo).
    pub fn clear_memo(&mut self) {
        self.session.clear_memo();
    }

    /// How many bytes the pickles so far took; offsets in errors count from the same place.
    pub fn position(&self) -> u64 {
        self.session.position
    }

    /// The bytes behind the last pickle.
    pub fn rest(&self) -> &'de [u8] {
        self.rest
    }

    fn read(&mut self) -> Result<()> {
        self.session.read(self.rest, Keep::BORROWED, &self.unpickler)?;
        self.pass(self.session.graph().pickle_len());
        Ok(())
    }

    fn pass(&mut self, length: usize) {
        self.session.pass(length);
        self.rest = self.rest.get(length..).unwrap_or_default();
    }
}

impl<'de> Unpickler<'de> {
    /// Loads several pickles from one slice with one memo: an `Unpickler` object of Python.
    pub fn slice_stream(self, bytes: &'de [u8]) -> SliceStream<'de> {
        SliceStream { unpickler: self, rest: bytes, session: Session::new() }
    }
}

impl fmt::Debug for SliceStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SliceStream").field("position", &self.session.position).finish_non_exhaustive()
    }
}

/// The pickles of a [`SliceStream`] up to its end; made by [`SliceStream::items`].
pub struct SliceItems<'s, 'de, T> {
    stream: &'s mut SliceStream<'de>,
    is_done: bool,
    item: PhantomData<fn() -> T>,
}

impl<'de, T: Unpickle<'de>> Iterator for SliceItems<'_, 'de, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if self.is_done || self.stream.rest.is_empty() {
            return None;
        }
        let before = self.stream.position();
        let item = self.stream.load();
        self.is_done = item.is_err() && self.stream.position() == before;
        Some(item)
    }
}

impl<T> fmt::Debug for SliceItems<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SliceItems").field("is_done", &self.is_done).finish_non_exhaustive()
    }
}
