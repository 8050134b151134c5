//! Dumping with out-of-band buffers (PEP 574): a callback for each buffer, or all of them at the end.

use std::io;

use crate::buffer::{IntoPlacement, Lender};
use crate::{Pickle, PickleBuffer, Pickler, Result, Writer};

impl Pickler {
    /// A pickler that calls `callback` with each [`PickleBuffer`]: Python's `buffer_callback`.
    ///
    /// When the callback returns `()` or `false`, the buffer is out-of-band: only a marker stands in the pickle, and the
    /// callback has seen to the bytes. When it returns `true`, the buffer goes into the pickle. See [`IntoPlacement`].
    ///
    /// The bytes are the value's own, lent for the call: writing them to a socket or a file copies nothing. To collect
    /// them use [`Pickler::dumps_with_buffers`].
    ///
    /// ```
    /// use pickle_core::{PickleBuffer, Pickler, Protocol, Unpickler};
    ///
    /// let image = vec![255_u8; 640 * 480];
    /// let mut socket = Vec::new();
    /// let pickle = Pickler::new()
    ///     .protocol(Protocol::V5)
    ///     .buffer_callback(|buffer: &PickleBuffer<'_>| socket.extend_from_slice(buffer))
    ///     .dumps(&("image", PickleBuffer::new(&image)))?;
    ///
    /// let unpickler = Unpickler::new().buffers([&socket]);
    /// let (name, loaded): (&str, &[u8]) = unpickler.loads(&pickle)?;
    /// assert_eq!((name, loaded.as_ptr()), ("image", socket.as_ptr()));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn buffer_callback<F, R>(self, callback: F) -> PicklerWithBuffers<F>
    where
        F: FnMut(&PickleBuffer<'_>) -> R,
        R: IntoPlacement,
    {
        PicklerWithBuffers { pickler: self, callback }
    }

    /// Dumps a value, and hands out its buffers instead of copying them into the pickle.
    ///
    /// A buffer is handed out if it is [shared](PickleBuffer::shared), or if it is part of the memory in `lent`: only
    /// that is known to live long enough. Others go into the pickle.
    ///
    /// ```
    /// use pickle_core::{PickleBuffer, Pickler, Protocol};
    ///
    /// let (first, second) = (vec![1_u8; 1000], vec![2_u8; 1000]);
    /// let value = vec![PickleBuffer::new(&first[500..]), PickleBuffer::new(&second).writable()];
    /// let pickler = Pickler::new().protocol(Protocol::V5);
    /// let (pickle, buffers) = pickler.dumps_with_buffers(&value, &[&first, &second])?;
    /// drop(value);
    /// assert!(std::ptr::eq(&*buffers[0], &first[500..]));
    /// assert!(std::ptr::eq(&*buffers[1], &*second));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Pickler::dumps`]; below protocol 5, when there is a buffer.
    pub fn dumps_with_buffers<'v>(
        &self,
        value: &(impl Pickle + ?Sized),
        lent: &[&'v [u8]],
    ) -> Result<(Vec<u8>, Vec<PickleBuffer<'v>>)> {
        let mut lender = Lender { lent, taken: Vec::new() };
        let bytes = dumps_calling(self, value, |buffer| Ok(lender.take(buffer)))?;
        Ok((bytes, lender.taken))
    }
}

/// A [`Pickler`] with a buffer callback; [`Pickler::buffer_callback`] makes it.
#[derive(Debug, Clone)]
pub struct PicklerWithBuffers<F> {
    pickler: Pickler,
    callback: F,
}

impl<F, R> PicklerWithBuffers<F>
where
    F: FnMut(&PickleBuffer<'_>) -> R,
    R: IntoPlacement,
{
    /// Dumps a value.
    ///
    /// # Errors
    ///
    /// As [`Pickler::dumps`]; below protocol 5, when there is a buffer; when the callback fails.
    pub fn dumps(&mut self, value: &(impl Pickle + ?Sized)) -> Result<Vec<u8>> {
        dumps_calling(&self.pickler, value, |buffer| (self.callback)(buffer).into_placement())
    }

    /// Dumps a value to a stream, after the callback has had all buffers; nothing is written when it cannot be pickled.
    ///
    /// # Errors
    ///
    /// As [`PicklerWithBuffers::dumps`], and when writing fails.
    pub fn dump(&mut self, value: &(impl Pickle + ?Sized), mut stream: impl io::Write) -> Result<()> {
        let bytes = self.dumps(value)?;
        stream.write_all(&bytes)?;
        Ok(stream.flush()?)
    }
}

fn dumps_calling(
    pickler: &Pickler,
    value: &(impl Pickle + ?Sized),
    mut callback: impl FnMut(&PickleBuffer<'_>) -> Result<crate::Placement>,
) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(&mut bytes, &pickler.options);
    writer.set_buffer_callback(&mut callback);
    writer.dump(value)?;
    Ok(bytes)
}
