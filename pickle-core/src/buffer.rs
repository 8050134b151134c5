//! Out-of-band buffers (PEP 574): large data that travels beside a pickle instead of in it, and so is never copied.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::graph::Node;
use crate::{Error, Pickle, Result, Source, Unpickle, Writer};

/// A buffer that a pickle may leave out: Python's `PickleBuffer`.
///
/// Without a buffer callback it dumps into the pickle, as a `bytes` if it is read-only and as a `bytearray` if it is
/// not. With one (see [`Pickler::buffer_callback`](crate::Pickler::buffer_callback)) only a marker stands in the pickle.
/// It loads from all of these, and borrows from the input or from the buffers that were given to
/// [`Unpickler::buffers`](crate::Unpickler::buffers).
///
/// Below protocol 5 it has no pickle, as in Python.
///
/// ```
/// use pickle_core::{PickleBuffer, Pickler, Protocol, Unpickler};
///
/// let data = vec![7_u8; 1_000_000];
/// let pickler = Pickler::new().protocol(Protocol::V5);
/// let (pickle, buffers) = pickler.dumps_with_buffers(&PickleBuffer::new(&data), &[&data])?;
/// assert!(pickle.len() < 20);
/// assert!(std::ptr::eq(&*buffers[0], &*data));
///
/// let loaded: PickleBuffer<'_> = Unpickler::new().buffers(&buffers).loads(&pickle)?;
/// assert!(std::ptr::eq(&*loaded, &*data));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// Source: the manual's section "Out-of-band Buffers", PEP 574.
#[derive(Clone)]
pub struct PickleBuffer<'a> {
    memory: Memory<'a>,
    readonly: bool,
}

#[derive(Clone)]
enum Memory<'a> {
    Borrowed(&'a [u8]),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl<'a> PickleBuffer<'a> {
    /// A read-only buffer of borrowed memory; Python's `PickleBuffer(b'..')`.
    pub fn new(bytes: &'a [u8]) -> PickleBuffer<'a> {
        PickleBuffer { memory: Memory::Borrowed(bytes), readonly: true }
    }

    /// A buffer that Python may write to once it has it, as `PickleBuffer(bytearray(..))`; nothing writes to it here.
    #[must_use]
    pub fn writable(mut self) -> PickleBuffer<'a> {
        self.readonly = false;
        self
    }

    /// Whether the buffer is read-only: a `bytes` when it stands in the pickle, else a `bytearray`.
    pub fn is_readonly(&self) -> bool {
        self.readonly
    }

    /// The bytes for as long as they were borrowed; nothing for a buffer that [`PickleBuffer::shared`] made.
    ///
    /// ```
    /// use pickle_core::PickleBuffer;
    ///
    /// fn first<'a>(buffer: &PickleBuffer<'a>) -> Option<&'a u8> {
    ///     buffer.borrowed()?.first()
    /// }
    ///
    /// assert_eq!(first(&PickleBuffer::new(b"abc")), Some(&b'a'));
    /// ```
    pub fn borrowed(&self) -> Option<&'a [u8]> {
        match self.memory {
            Memory::Borrowed(bytes) => Some(bytes),
            Memory::Shared(_) => None,
        }
    }

    fn relent<'v>(&self, lent: &[&'v [u8]]) -> Option<PickleBuffer<'v>> {
        let memory = match &self.memory {
            Memory::Shared(owner) => Memory::Shared(owner.clone()),
            Memory::Borrowed(bytes) => Memory::Borrowed(lent.iter().find_map(|memory| same_memory(memory, bytes))?),
        };
        Some(PickleBuffer { memory, readonly: self.readonly })
    }
}

impl PickleBuffer<'static> {
    /// A read-only buffer whose memory it shares with its clones: any owner of bytes, which is not copied.
    ///
    /// ```
    /// use pickle_core::{PickleBuffer, Pickler, Protocol};
    ///
    /// let buffer = PickleBuffer::shared(vec![7; 1_000_000]);
    /// let pickler = Pickler::new().protocol(Protocol::V5);
    /// let (_, buffers) = pickler.dumps_with_buffers(&buffer, &[])?;
    /// assert!(std::ptr::eq(&*buffers[0], &*buffer));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn shared(owner: impl AsRef<[u8]> + Send + Sync + 'static) -> PickleBuffer<'static> {
        PickleBuffer { memory: Memory::Shared(Arc::new(owner)), readonly: true }
    }
}

/// The part of some memory that is the very same as `part`.
fn same_memory<'v>(memory: &'v [u8], part: &[u8]) -> Option<&'v [u8]> {
    let start = part.as_ptr().addr().checked_sub(memory.as_ptr().addr())?;
    memory.get(start..start.checked_add(part.len())?)
}

impl Deref for PickleBuffer<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.memory {
            Memory::Borrowed(bytes) => bytes,
            Memory::Shared(owner) => (**owner).as_ref(),
        }
    }
}

impl AsRef<[u8]> for PickleBuffer<'_> {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl PartialEq for PickleBuffer<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.readonly == other.readonly && **self == **other
    }
}

impl Eq for PickleBuffer<'_> {}

impl fmt::Debug for PickleBuffer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let access = if self.readonly { "read-only" } else { "writable" };
        write!(f, "PickleBuffer({} bytes, {access})", self.len())
    }
}

/// Where a buffer goes: what a buffer callback decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// Beside the pickle, which has only a marker; the callback has taken care of the bytes.
    OutOfBand,
    /// Into the pickle.
    InBand,
}

/// What a buffer callback may return: a [`Placement`], or what Python takes for one.
///
/// `()` is Python's `None`, and with `false` it means out-of-band; `true` means in-band. In a `Result` an error ends the
/// dump.
pub trait IntoPlacement {
    /// The decision.
    ///
    /// # Errors
    ///
    /// The callback's own.
    fn into_placement(self) -> Result<Placement>;
}

impl IntoPlacement for Placement {
    fn into_placement(self) -> Result<Placement> {
        Ok(self)
    }
}

impl IntoPlacement for () {
    fn into_placement(self) -> Result<Placement> {
        Ok(Placement::OutOfBand)
    }
}

impl IntoPlacement for bool {
    fn into_placement(self) -> Result<Placement> {
        Ok(if self { Placement::InBand } else { Placement::OutOfBand })
    }
}

impl<P: IntoPlacement, E: Into<Error>> IntoPlacement for Result<P, E> {
    fn into_placement(self) -> Result<Placement> {
        self.map_err(Into::into)?.into_placement()
    }
}

/// What a writer asks about each buffer.
pub(crate) type BufferCallback<'w> = &'w mut dyn FnMut(&PickleBuffer<'_>) -> Result<Placement>;

/// Collects the buffers of one dump that live long enough.
pub(crate) struct Lender<'l, 'v> {
    pub(crate) lent: &'l [&'v [u8]],
    pub(crate) taken: Vec<PickleBuffer<'v>>,
}

impl Lender<'_, '_> {
    /// Takes a buffer, if its memory is shared or lent.
    pub(crate) fn take(&mut self, buffer: &PickleBuffer<'_>) -> Placement {
        match buffer.relent(self.lent) {
            Some(buffer) => {
                self.taken.push(buffer);
                Placement::OutOfBand
            }
            None => Placement::InBand,
        }
    }
}

impl Pickle for PickleBuffer<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.buffer(self)
    }
}

/// Loads from a buffer, a `bytes` or a `bytearray`, and borrows; protocols 0 to 2 have no opcode for bytes.
impl<'de: 'a, 'a> Unpickle<'de> for PickleBuffer<'a> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.buffer()
    }
}

impl<'de> Source<'_, 'de> {
    /// Takes an out-of-band buffer, a `bytes` or a `bytearray`, borrowed from the buffers or from the input; bytes that
    /// the input does not hold verbatim are copied once.
    ///
    /// # Errors
    ///
    /// When the value is something else, and when fewer buffers were given than the pickle uses.
    pub fn buffer(&mut self) -> Result<PickleBuffer<'de>> {
        if self.is_stream() {
            return self.in_graph(|source| source.buffer());
        }
        let (graph, id) = self.position();
        let readonly = !matches!(graph.node(id), Node::ByteArray(_) | Node::Buffer { readonly: false, .. });
        let memory = match self.bytes()? {
            Cow::Borrowed(bytes) => Memory::Borrowed(bytes),
            Cow::Owned(bytes) => Memory::Shared(Arc::new(bytes)),
        };
        Ok(PickleBuffer { memory, readonly })
    }
}
