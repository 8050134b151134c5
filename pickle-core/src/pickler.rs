//! `dumps`, `dump` and `Pickler`, the front doors of dumping.

use std::io;
use std::sync::Arc;

use crate::hooks::Hooks;
use crate::protocol::Protocol;
use crate::{ExtensionRegistry, Pickle, Result, Writer};

/// Dumps a value as a pickle of the default protocol, 4.
///
/// ```
/// let bytes = pickle_core::dumps(&vec![1, 2, 3])?;
/// assert_eq!(bytes, b"\x80\x04\x95\x0a\0\0\0\0\0\0\0](K\x01K\x02K\x03e.");
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// When the value has no pickle, or none at this protocol.
#[doc(alias = "to_vec")]
pub fn dumps(value: &(impl Pickle + ?Sized)) -> Result<Vec<u8>> {
    Pickler::new().dumps(value)
}

/// Dumps a value to a stream, as a pickle of the default protocol, 4.
///
/// Nothing is written when the value cannot be pickled.
///
/// ```
/// let mut stream = Vec::new();
/// pickle_core::dump(&"first", &mut stream)?;
/// pickle_core::dump(&"second", &mut stream)?;
///
/// let mut stream = stream.as_slice();
/// assert_eq!(pickle_core::load::<String>(&mut stream)?, "first");
/// assert_eq!(pickle_core::load::<String>(&mut stream)?, "second");
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// As [`dumps`], and when writing fails.
#[doc(alias = "to_writer")]
pub fn dump(value: &(impl Pickle + ?Sized), stream: impl io::Write) -> Result<()> {
    Pickler::new().dump(value, stream)
}

/// How to dump: the protocol, the names of Python 2, how deep.
///
/// ```
/// use pickle_core::{Pickler, Protocol};
///
/// let bytes = Pickler::new().protocol(Protocol::V0).dumps(&vec![1, 2])?;
/// assert_eq!(bytes, b"(lI1\naI2\na.");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Pickler {
    pub(crate) options: Options,
}

/// What a [`Writer`] has to know.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) protocol: Protocol,
    pub(crate) fix_imports: bool,
    /// Whether the bytes are CPython's own.
    pub(crate) exact: bool,
    pub(crate) max_depth: usize,
    pub(crate) hooks: Hooks,
    /// Nothing for the process-wide registry.
    pub(crate) extensions: Option<Arc<ExtensionRegistry>>,
    /// Whether there is no memo.
    pub(crate) fast: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            protocol: Protocol::DEFAULT,
            fix_imports: true,
            exact: false,
            max_depth: Pickler::DEFAULT_MAX_DEPTH,
            hooks: Hooks::default(),
            extensions: None,
            fast: false,
        }
    }
}

impl Pickler {
    /// How deep values may nest unless [`Pickler::max_depth`] says otherwise.
    pub const DEFAULT_MAX_DEPTH: usize = 500;

    /// The default options: protocol 4, names fixed.
    pub fn new() -> Pickler {
        Pickler::default()
    }

    /// The protocol to write.
    #[must_use]
    pub fn protocol(mut self, protocol: Protocol) -> Pickler {
        self.options.protocol = protocol;
        self
    }

    /// Whether protocols below 3 name the modules and classes of the standard library as Python 2 does: by default, so
    /// that Python 2 can load the pickle. Python 3 maps them back.
    ///
    /// ```
    /// use pickle_core::{Pickle, Pickler, Protocol, Result, Writer};
    ///
    /// struct Int;
    ///
    /// impl Pickle for Int {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.global("builtins", "range")
    ///     }
    /// }
    ///
    /// let pickler = Pickler::new().protocol(Protocol::V1);
    /// assert_eq!(pickler.dumps(&Int)?, b"c__builtin__\nxrange\nq\x00.");
    /// assert_eq!(pickler.fix_imports(false).dumps(&Int)?, b"cbuiltins\nrange\nq\x00.");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn fix_imports(mut self, fix_imports: bool) -> Pickler {
        self.options.fix_imports = fix_imports;
        self
    }

    /// Whether to write, byte for byte, what CPython's own `pickle.dumps` writes for the same value: for cache keys,
    /// checksums and comparison. By default a pickle loads as the same value and is smaller.
    ///
    /// The measure is the C pickler of CPython 3.13 (`_pickle.c`). For plain data 3.8 to 3.12 write the same; they differ in
    /// the names of nested classes below protocol 4, and 3.11 and 3.12 in attribute names of one letter.
    ///
    /// CPython refers to what it wrote before when it meets the same *object*, not an equal one. This is what counts as one
    /// object here:
    ///
    /// * what an [`Rc`](std::rc::Rc) or [`Arc`](std::sync::Arc) points at, strings too, or anything else that
    ///   [`Writer::shared`] is told of;
    /// * a node of a [`Graph`](crate::Graph);
    /// * equal classes and functions, members of an enum and what else goes through [`Writer::singleton`];
    /// * equal names of attributes, which Python interns: those of a derived struct, of
    ///   [`Attributes`](crate::Attributes) and what goes through [`Writer::interned_str`];
    /// * the empty `str`, every `str` of one character up to `\xff`, and the empty `bytes`, as CPython has each of them once.
    ///
    /// All other strings, bytes and values are objects of their own, however equal: a `String`, a `&'static str`, a
    /// `datetime`. Where a Python program would use the same string object twice, use an `Rc<str>`.
    ///
    /// The order of a `set` is that of the Rust set; CPython's follows from its hashes.
    ///
    /// A [`Graph`](crate::Graph) gives the pickle that it was read from, at the same protocol, wherever CPython 3.13 does
    /// after loading it. What a pickle does not say can differ: whether an object that is part of its own arguments makes
    /// their tuple anew, and whether `getattr(C, 'name')` of a class in Python was a nested class, for which it is taken, or
    /// a bound method.
    ///
    /// ```
    /// use std::rc::Rc;
    ///
    /// use pickle_core::Pickler;
    ///
    /// let exact = Pickler::new().exact(true);
    /// let (key, twice): (Rc<str>, Rc<str>) = ("key".into(), "key".into());
    /// // pickle.dumps(["key", "".join(["k", "ey"])], 4)
    /// assert_eq!(exact.dumps(&[&key, &twice])?, b"\x80\x04\x95\x11\0\0\0\0\0\0\0]\x94(\x8c\x03key\x94\x8c\x03key\x94e.");
    /// // pickle.dumps(["key"] * 2, 4)
    /// assert_eq!(exact.dumps(&[&key, &key])?, b"\x80\x04\x95\x0d\0\0\0\0\0\0\0]\x94(\x8c\x03key\x94h\x01e.");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn exact(mut self, exact: bool) -> Pickler {
        self.options.exact = exact;
        self
    }

    /// How deep values may nest, [`Pickler::DEFAULT_MAX_DEPTH`] by default: dumping typed values uses the stack of the
    /// thread. A [`Graph`](crate::Graph) is dumped at any depth.
    #[must_use]
    pub fn max_depth(mut self, max_depth: usize) -> Pickler {
        self.options.max_depth = max_depth;
        self
    }

    /// The numbers that stand for globals, in place of the process-wide ones of [`copyreg`](crate::copyreg): see
    /// [`ExtensionRegistry`].
    #[must_use]
    pub fn extensions(mut self, registry: ExtensionRegistry) -> Pickler {
        self.options.extensions = Some(Arc::new(registry));
        self
    }

    /// Whether to write without a memo, as Python's deprecated `Pickler.fast`: no `PUT`s, and what is shared is written
    /// again in each place.
    ///
    /// What is shared loads as equal copies then, and what contains itself cannot be dumped: that is an error, of
    /// [`Pickler::max_depth`] for typed values. Values that share much can become very large.
    ///
    /// ```
    /// use std::rc::Rc;
    /// use pickle_core::{Pickler, Protocol};
    ///
    /// let line = Rc::new(vec!["x"]);
    /// let pickler = Pickler::new().protocol(Protocol::V2).fast(true);
    /// let bytes = pickler.dumps(&vec![line.clone(), line])?;
    /// assert_eq!(bytes, b"\x80\x02](]X\x01\0\0\0xa]X\x01\0\0\0xae.");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn fast(mut self, fast: bool) -> Pickler {
        self.options.fast = fast;
        self
    }

    /// Dumps a value.
    ///
    /// # Errors
    ///
    /// When the value has no pickle, or none at this protocol.
    pub fn dumps(&self, value: &(impl Pickle + ?Sized)) -> Result<Vec<u8>> {
        Writer::owned(&self.options).dumps(value)
    }

    /// Dumps a value to the end of a buffer. A program that sends many small pickles can use one buffer for all of them,
    /// and then a dump allocates nothing.
    ///
    /// A value that cannot be pickled leaves nothing in the buffer.
    ///
    /// ```
    /// use pickle_core::Pickler;
    ///
    /// let pickler = Pickler::new();
    /// let mut buffer = Vec::new();
    /// for reading in [20.5, 21.0, 21.5] {
    ///     buffer.clear();
    ///     pickler.dumps_into(&mut buffer, &reading)?;
    ///     assert_eq!(buffer, pickler.dumps(&reading)?);
    /// }
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Pickler::dumps`].
    pub fn dumps_into(&self, buffer: &mut Vec<u8>, value: &(impl Pickle + ?Sized)) -> Result<()> {
        let before = buffer.len();
        let dumped = Writer::new(buffer, &self.options).dump(value);
        if dumped.is_err() {
            buffer.truncate(before);
        }
        dumped
    }

    /// Dumps a value to a stream; nothing is written when it cannot be pickled.
    ///
    /// # Errors
    ///
    /// As [`Pickler::dumps`], and when writing fails.
    pub fn dump(&self, value: &(impl Pickle + ?Sized), mut stream: impl io::Write) -> Result<()> {
        let bytes = self.dumps(value)?;
        stream.write_all(&bytes)?;
        Ok(stream.flush()?)
    }
}
