//! `loads`, `load` and `Unpickler`, the front doors of loading.

use std::io;
use std::sync::Arc;

use crate::encoding::{Decoding, Encoding, Errors};
use crate::graph::{Graph, NodeId};
use crate::held_bytes::HeldBytes;
use crate::persistent::PersistentLoaders;
use crate::reader::{self, ReadOptions};
use crate::source::LeftToNext;
use crate::stream::{Stream, StreamOptions};
use crate::{ExtensionRegistry, Globals, Limits, OnShared, Result, Source, Unpickle, copyreg, scan};

/// Loads the first pickle in `bytes` as a `T`; bytes after it are ignored.
///
/// The protocol is found in the pickle. Nothing is imported and nothing is called: a class in the pickle has to be the
/// one that `T` stands for.
///
/// ```
/// let numbers: Vec<i64> = pickle_core::loads(b"\x80\x04]\x94(K\x01K\x02e.")?;
/// assert_eq!(numbers, [1, 2]);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// When `bytes` do not begin with a whole, well-formed pickle, when it holds something else than a `T`, or when it
/// exceeds the default [`Limits`].
#[doc(alias = "from_slice")]
pub fn loads<'de, T: Unpickle<'de>>(bytes: &'de [u8]) -> Result<T> {
    Unpickler::new().loads(bytes)
}

/// Loads one pickle from a stream and takes not one byte more, so that several pickles may follow each other.
///
/// ```
/// let mut stream: &[u8] = b"I1\n.I2\n.";
/// assert_eq!(pickle_core::load::<i64>(&mut stream)?, 1);
/// assert_eq!(pickle_core::load::<i64>(&mut stream)?, 2);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// As [`loads`], and when reading fails.
#[doc(alias = "from_reader")]
pub fn load<T: for<'de> Unpickle<'de>>(reader: impl io::Read) -> Result<T> {
    Unpickler::new().load(reader)
}

/// How to load: limits, Python 2 names and text, out-of-band buffers.
///
/// ```
/// use pickle_core::{Encoding, Limits, Unpickler};
///
/// let unpickler = Unpickler::new().limits(Limits::untrusted()).encoding(Encoding::Latin1);
/// // Python 2: `pickle.dumps('\xe9')`
/// let text: String = unpickler.loads(b"S'\\xe9'\np0\n.")?;
/// assert_eq!(text, "é");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Unpickler<'de> {
    limits: Limits,
    keep_python2_names: bool,
    decoding: Decoding,
    buffers: Option<Vec<&'de [u8]>>,
    buffers_stay_outside: bool,
    pub(crate) globals: Globals,
    pub(crate) on_shared: OnShared,
    pub(crate) persistent_loaders: PersistentLoaders<'de>,
    /// Nothing for the process-wide registry.
    extensions: Option<Arc<ExtensionRegistry>>,
}

impl<'de> Unpickler<'de> {
    /// An unpickler with the default limits, as Python's `Unpickler` has its defaults.
    pub fn new() -> Unpickler<'de> {
        Unpickler::default()
    }

    /// What a pickle may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether the names of Python 2 modules and classes become those of Python 3 in pickles of protocols 0 to 2; the
    /// default is that they do.
    #[must_use]
    pub fn fix_imports(mut self, fix_imports: bool) -> Self {
        self.keep_python2_names = !fix_imports;
        self
    }

    /// How a `str` of Python 2 becomes text; ASCII by default, as in Python.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.decoding.encoding = encoding;
        self
    }

    /// What becomes of the bytes of a `str` of Python 2 that its encoding does not define; an error by default, as in
    /// Python.
    #[must_use]
    pub fn errors(mut self, errors: Errors) -> Self {
        self.decoding.errors = errors;
        self
    }

    /// The out-of-band buffers of the pickle, in the order in which the pickler handed them out (PEP 574).
    ///
    /// `&[u8]`, `Cow<[u8]>` and [`PickleBuffer`](crate::PickleBuffer) borrow from them; more buffers than the pickle
    /// uses are no error, fewer are.
    ///
    /// ```
    /// // Python: pickle.dumps(PickleBuffer(data), protocol=5, buffer_callback=..)
    /// let pickle = b"\x80\x05\x97\x98.";
    /// let data = vec![1, 2, 3];
    /// let loaded: &[u8] = pickle_core::Unpickler::new().buffers([&data]).loads(pickle)?;
    /// assert!(std::ptr::eq(loaded, &*data));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn buffers<B: AsRef<[u8]> + ?Sized + 'de>(mut self, buffers: impl IntoIterator<Item = &'de B>) -> Self {
        self.buffers = Some(buffers.into_iter().map(AsRef::as_ref).collect());
        self
    }

    /// The numbers that stand for globals, in place of the process-wide ones of [`copyreg`]: see [`ExtensionRegistry`].
    ///
    /// A number without a global loads into a [`Graph`] or an [`Any`](crate::Any) only, which keep it.
    #[must_use]
    pub fn extensions(mut self, registry: ExtensionRegistry) -> Self {
        self.extensions = Some(Arc::new(registry));
        self
    }

    /// Reads pickles with out-of-band buffers without the buffers: a [`Graph`] then holds each as its number, and dumps as
    /// a pickle that takes the same buffers in the same order. Nothing else can be loaded from it where a buffer stands.
    ///
    /// ```
    /// use pickle_core::{Pickler, Protocol, Unpickler, Value};
    ///
    /// let pickle = b"\x80\x05\x97\x98.";
    /// let graph = Unpickler::new().buffers_stay_outside(true).graph(pickle)?;
    /// assert!(matches!(graph.root().value(), Value::Buffer { index: 0, readonly: true }));
    /// assert_eq!(Pickler::new().protocol(Protocol::V5).dumps(&graph)?, pickle);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn buffers_stay_outside(mut self, buffers_stay_outside: bool) -> Self {
        self.buffers_stay_outside = buffers_stay_outside;
        self
    }

    /// As the function [`loads`].
    ///
    /// # Errors
    ///
    /// As [`loads`].
    pub fn loads<T: Unpickle<'de>>(&self, bytes: &'de [u8]) -> Result<T> {
        if let Some(value) = self.loads_by_stream(bytes) {
            return Ok(value);
        }
        self.load_graph(&self.graph(bytes)?)
    }

    /// Loads a pickle that is as the type predicts; any other one has to go through a graph.
    ///
    /// This is the first half of [`Unpickler::loads`], for those who compare it with the other.
    #[doc(hidden)]
    pub fn loads_by_stream<T: Unpickle<'de>>(&self, bytes: &'de [u8]) -> Option<T> {
        self.load_first_by_stream(bytes).map(|(value, _)| value)
    }

    /// The same, with the length of the pickle.
    pub(crate) fn load_first_by_stream<T: Unpickle<'de>>(&self, bytes: &'de [u8]) -> Option<(T, usize)> {
        let options = self.read_options();
        let is_plain = self.persistent_loaders.are_none() && self.on_shared != OnShared::Error;
        if !is_plain || !Stream::allows(bytes, &options) {
            return None;
        }
        let buffers = self.buffers_ref();
        let (input, options) = (HeldBytes::all(bytes), StreamOptions::OfCaller(&options));
        let stream = Stream::before_protocol(input, buffers, self.decoding, options);
        let mut source = Source::of_stream(stream, &self.persistent_loaders);
        source.begin_stream().ok()?;
        let value = T::unpickle(&mut source).ok()?;
        let length = source.finish_stream().ok()?;
        source.give_back();
        Some((value, length))
    }

    /// As the function [`load`].
    ///
    /// # Errors
    ///
    /// As [`load`].
    pub fn load<T: for<'any> Unpickle<'any>>(&self, reader: impl io::Read) -> Result<T> {
        let bytes = self.read_one(reader)?;
        self.shorter_lived().loads(&bytes)
    }

    pub(crate) fn read_one(&self, mut reader: impl io::Read) -> Result<Vec<u8>> {
        scan::read_one(&mut reader, &self.limits)
    }

    /// The same for bytes that live shorter than the buffers.
    pub(crate) fn shorter_lived<'b>(&self) -> Unpickler<'b>
    where
        'de: 'b,
    {
        self.clone()
    }

    /// As [`Graph::loads`].
    ///
    /// # Errors
    ///
    /// As [`Graph::loads`].
    pub fn graph(&self, bytes: &'de [u8]) -> Result<Graph<'de>> {
        reader::read(bytes, &self.read_options())
    }

    pub(crate) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            limits: self.limits.clone(),
            fix_imports: !self.keep_python2_names,
            buffers: match self.buffers_stay_outside {
                true => Some(usize::MAX),
                false => self.buffers.as_ref().map(Vec::len),
            },
            globals: self.globals.clone(),
            extensions: self.extensions.clone().or_else(copyreg::current_extensions),
            byte_strings_are_bytes: self.decoding.encoding == Encoding::Bytes,
        }
    }

    /// Loads the root of a graph as a Rust type.
    ///
    /// # Errors
    ///
    /// When the root is of another type than `T` asks for.
    pub fn load_graph<T: Unpickle<'de>>(&self, graph: &Graph<'de>) -> Result<T> {
        self.load_node(graph, graph.root)
    }

    pub(crate) fn load_node<T: Unpickle<'de>>(&self, graph: &Graph<'de>, id: NodeId) -> Result<T> {
        let mut source = self.source(graph, id);
        let value = T::unpickle(&mut source)?;
        source.check_owners()?;
        Ok(value)
    }

    /// Loads the root of a graph that goes on growing, with the pointers of the loads before.
    pub(crate) fn load_root_sharing<T: Unpickle<'de>>(&self, graph: &Graph<'de>, left: &mut LeftToNext) -> Result<T> {
        let mut source = self.source(graph, graph.root);
        source.swap_left(left);
        let loaded = T::unpickle(&mut source).and_then(|value| source.check_owners().map(|()| value));
        source.swap_left(left);
        if loaded.is_err() {
            left.taken.forget_load();
        }
        loaded
    }

    pub(crate) fn source<'s>(&'s self, graph: &'s Graph<'de>, id: NodeId) -> Source<'s, 'de> {
        let mut source =
            Source::new(graph, id, self.buffers_ref(), self.decoding, &self.limits, &self.persistent_loaders);
        if self.on_shared == OnShared::Error {
            source.watch_sharing(self.on_shared);
        }
        source
    }

    pub(crate) fn buffers_ref(&self) -> &[&'de [u8]] {
        self.buffers.as_deref().unwrap_or_default()
    }

    pub(crate) fn decoding(&self) -> Decoding {
        self.decoding
    }

    pub(crate) fn limits_ref(&self) -> &Limits {
        &self.limits
    }
}
