//! `Source`: the one value that an `Unpickle` implementation is to load, and everything it can ask of it.

use std::any::TypeId;
use std::borrow::Cow;
use std::cell::LazyCell;

use crate::argument::Text;
use crate::class::Class;
use crate::encoding::{Decoding, Encoding};
use crate::error::{Error, ErrorKind, Result};
use crate::graph::{Graph, Node, NodeId, Record, Tag};
use crate::int::Int;
use crate::limits::{Budget, Limits};
use crate::persistent::PersistentLoaders;
use crate::stream::{Stream, Uniqueness, unpredicted};

mod containers;
mod flags;
mod kind;
mod known;
mod members;
mod mutability;
mod node_list;
mod objects;
mod parts;
mod path;
mod persistent;
mod pointers;
mod root_list;
mod taken;
mod text;

use known::{KnownInstances, KnownNodes};
use path::Path;
use pointers::Pointers;
use taken::{TakenStep, Watch};

pub use containers::{DictReader, ItemReader};
pub(crate) use containers::{Run, UsualList};
pub use kind::Kind;
pub(crate) use node_list::first_room;
pub use objects::{ObjectReader, Part};
pub(crate) use objects::{Order, UsualFields};
pub(crate) use pointers::{MadePointers, SharedPointer};
pub(crate) use root_list::Next;
pub(crate) use taken::TakenValues;

/// The value that is to be loaded next.
///
/// A source stands at one value, and each of its methods takes that value: once, as what the method's name says, or
/// with an error that says what is there instead. Containers and objects give a reader that moves the source through
/// their parts.
pub struct Source<'s, 'de> {
    graph: &'s Graph<'de>,
    buffers: &'s [&'de [u8]],
    decoding: Decoding,
    persistent_loaders: &'s PersistentLoaders<'s>,
    at: NodeId,
    walk: Walk<'s>,
    /// Where the value stands, if that is in a stream; the graph is empty then.
    stream: Option<Stream<'s, 'de>>,
}

/// What guards the way through a graph: cycles, depth, and how far sharing may expand.
struct Walk<'s> {
    path: Path,
    /// The fields that nodes are the names of.
    known_names: KnownNodes<usize>,
    /// The instances of the class at a node that a Rust type takes.
    known_classes: KnownNodes<KnownInstances<'s>>,
    depth_left: usize,
    max_depth: usize,
    nodes: Budget,
    bytes: Budget,
    /// The `Rc`s and `Arc`s that were made, once one is asked for.
    pointers: LazyCell<Box<Pointers>>,
    /// What rehearsals may cost: a chain of objects that know each other is rehearsed once for each link.
    rehearsals: Budget,
    /// What was taken, if anybody asks.
    watch: Option<Box<Watch>>,
}

/// What one load of a stream leaves to the next.
#[derive(Default)]
pub(crate) struct LeftToNext {
    /// The `Rc`s and `Arc`s that were made.
    pub(crate) pointers: MadePointers,
    pub(crate) taken: TakenValues,
}

impl<'s, 'de> Source<'s, 'de> {
    pub(crate) fn new(
        graph: &'s Graph<'de>,
        root: NodeId,
        buffers: &'s [&'de [u8]],
        decoding: Decoding,
        limits: &Limits,
        persistent_loaders: &'s PersistentLoaders<'s>,
    ) -> Self {
        let walk = Walk::new(graph, buffers, limits);
        Source { graph, buffers, decoding, persistent_loaders, at: root, walk, stream: None }
    }

    /// A source whose values come from a stream.
    #[inline(always)]
    pub(crate) fn of_stream(stream: Stream<'s, 'de>, loaders: &'s PersistentLoaders<'s>) -> Self {
        let empty = Graph::without_values();
        Source {
            graph: empty,
            buffers: &[],
            decoding: Decoding::default(),
            persistent_loaders: loaders,
            at: empty.root,
            walk: Walk::new(empty, &[], &Limits::unlimited()),
            stream: Some(stream),
        }
    }

    /// Takes the value through a graph of its own, if it stands in a stream.
    pub(crate) fn in_graph<T>(&mut self, load: impl FnOnce(&mut Source<'_, 'de>) -> Result<T>) -> Result<T> {
        let Some(stream) = &mut self.stream else { return load(self) };
        let start = stream.position();
        let graph = stream.graph()?;
        let loaded = load_part(stream, start, &graph, self.persistent_loaders, |source| {
            source.walk.pointers.refuse();
            load(source)
        });
        loaded.map_err(|_| stream.give_way())
    }

    /// Whether the value stands in a stream, which has no nodes to look at.
    pub(crate) fn is_stream(&self) -> bool {
        self.stream.is_some()
    }

    /// The stream in which the value stands.
    pub(crate) fn stream(&mut self) -> Option<&mut Stream<'s, 'de>> {
        self.stream.as_mut()
    }

    /// Goes on from the first byte of a stream to the root.
    pub(crate) fn begin_stream(&mut self) -> Result<()> {
        match &mut self.stream {
            Some(stream) => stream.read_protocol(),
            None => Err(unpredicted()),
        }
    }

    /// Ends the pickle of a stream, and gives its length.
    pub(crate) fn finish_stream(&mut self) -> Result<usize> {
        match &mut self.stream {
            Some(stream) => stream.finish(),
            None => Err(unpredicted()),
        }
    }

    /// Ends, and keeps the tables of a stream for the next load of the thread.
    #[inline]
    pub(crate) fn give_back(self) {
        if let Some(Stream { tables, .. }) = self.stream {
            tables.give_back();
        }
    }

    /// Exchanges the `Rc`s and `Arc`s that were made so far, so that a further load can give them again, and what was
    /// taken.
    pub(crate) fn swap_left(&mut self, left: &mut LeftToNext) {
        self.walk.pointers.swap_made(&mut left.pointers);
        self.swap_taken(&mut left.taken);
    }

    /// The byte of the pickle at which the value stands.
    pub fn offset(&self) -> u64 {
        match &self.stream {
            Some(stream) => stream.position() as u64,
            None => self.graph.offset(self.at),
        }
    }

    /// The error of a value that is not what was expected, at its byte.
    ///
    /// `expected` is in Python's words: `int`, `list`, `shop.models.Order`.
    #[cold]
    pub fn mismatch(&self, expected: impl Into<Cow<'static, str>>) -> Error {
        if self.stream.is_some() {
            return unpredicted();
        }
        let error = match self.node() {
            Node::Persistent(_) => ErrorKind::PersistentId { expected: expected.into() }.into(),
            _ => Error::mismatch(expected, self.graph.describe(self.at)),
        };
        error.at_offset(self.offset())
    }

    /// The error of a value that the Rust type cannot hold, at its byte.
    #[cold]
    pub fn out_of_range(&self, target: &'static str, reason: impl Into<Cow<'static, str>>) -> Error {
        Error::out_of_range(target, reason).at_offset(self.offset())
    }

    pub(crate) fn position(&self) -> (&'s Graph<'de>, NodeId) {
        (self.graph, self.at)
    }

    #[cold]
    pub(crate) fn int_out_of_range(&self, target: &'static str, value: &Int) -> Error {
        self.out_of_range(target, value.summary())
    }

    #[inline]
    fn record(&self) -> Record {
        self.graph.record(self.at)
    }

    #[inline]
    fn node(&self) -> Node<'s, 'de> {
        self.graph.node(self.at)
    }

    /// Whether the value is `None`; it is taken only then.
    #[inline]
    pub fn take_none(&mut self) -> Result<bool> {
        match &mut self.stream {
            Some(stream) => match stream.take_usual_none() {
                Some(is_none) => Ok(is_none),
                None => stream.take_none(),
            },
            None => Ok(self.record().tag() == Tag::None),
        }
    }

    /// Takes `None`.
    #[inline]
    pub fn none(&mut self) -> Result<()> {
        if let Some(stream) = &mut self.stream {
            return stream.none();
        }
        match self.node() {
            Node::None => Ok(()),
            _ => Err(self.mismatch("None")),
        }
    }

    /// Takes a `bool`.
    #[inline]
    pub fn bool(&mut self) -> Result<bool> {
        let usual = match &mut self.stream {
            Some(stream) => stream.usual_bool(),
            None => self.record().as_bool(),
        };
        match usual {
            Some(value) => Ok(value),
            None => self.other_bool(),
        }
    }

    #[inline(never)]
    fn other_bool(&mut self) -> Result<bool> {
        if let Some(stream) = &mut self.stream {
            return stream.bool();
        }
        match self.node() {
            Node::Bool(value) => Ok(value),
            _ => Err(self.mismatch("bool")),
        }
    }

    /// Takes an `int` of any size; a `bool` is one too.
    #[inline]
    pub fn int(&mut self) -> Result<Int> {
        if let Some(stream) = &mut self.stream {
            return stream.int();
        }
        match self.node() {
            Node::Int(value) => Ok(Int::from(value)),
            Node::BigInt(value) => {
                self.charge_bytes(value.data_len())?;
                Ok(value.clone())
            }
            Node::Bool(value) => Ok(Int::from(i64::from(value))),
            _ => Err(self.mismatch("int")),
        }
    }

    /// Takes an `int` that fits an `i64`.
    #[inline]
    pub fn i64(&mut self) -> Result<i64> {
        let usual = match &mut self.stream {
            Some(stream) => stream.usual_i64(),
            None => self.record().as_int(),
        };
        match usual {
            Some(value) => Ok(value),
            None => self.other_i64(),
        }
    }

    #[inline(never)]
    fn other_i64(&mut self) -> Result<i64> {
        if let Some(stream) = &mut self.stream {
            return stream.i64();
        }
        match self.node() {
            Node::Int(value) => Ok(value),
            Node::Bool(value) => Ok(i64::from(value)),
            Node::BigInt(value) => {
                Err(self.out_of_range("i64", format!("{}; i128, u128 or pickle_core::Int hold more", value.summary())))
            }
            _ => Err(self.mismatch("int")),
        }
    }

    /// Takes a `float`; an `int` that a float holds exactly is one too.
    #[inline]
    pub fn float(&mut self) -> Result<f64> {
        let usual = match &mut self.stream {
            Some(stream) => stream.usual_float(),
            None => self.record().as_float(),
        };
        match usual {
            Some(value) => Ok(value),
            None => self.other_float(),
        }
    }

    #[inline(never)]
    fn other_float(&mut self) -> Result<f64> {
        if let Some(stream) = &mut self.stream {
            return stream.float();
        }
        match self.node() {
            Node::Float(value) => Ok(value),
            Node::Int(_) | Node::BigInt(_) => {
                let value = self.int()?;
                value.to_exact_f64().ok_or_else(|| {
                    self.out_of_range("f64", format!("no float is {}; pickle_core::Int holds it", value.summary()))
                })
            }
            _ => Err(self.mismatch("float")),
        }
    }

    /// Takes a `complex`: real and imaginary part.
    pub fn complex(&mut self) -> Result<(f64, f64)> {
        if self.stream.is_some() {
            return self.in_graph(|source| source.complex());
        }
        match self.node() {
            Node::Complex(parts) => Ok(parts),
            Node::Float(_) | Node::Int(_) => Ok((self.float()?, 0.0)),
            _ => Err(self.mismatch("complex")),
        }
    }

    /// Takes a `str`, borrowed from the input where the pickle holds it verbatim.
    ///
    /// A `str` of Python 2 is decoded by [`Unpickler::encoding`](crate::Unpickler::encoding) and
    /// [`Unpickler::errors`](crate::Unpickler::errors).
    #[inline]
    pub fn str(&mut self) -> Result<Cow<'de, str>> {
        match self.usual_str() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_str(),
        }
    }

    /// The same where it is at once seen which text of the input it is; else nothing is taken.
    pub(crate) fn usual_str(&mut self) -> Option<&'de str> {
        match &mut self.stream {
            Some(stream) => stream.usual_str(),
            None => self.verbatim_str(),
        }
    }

    /// The text at a node, if the input has it and it may be copied.
    fn verbatim_str(&mut self) -> Option<&'de str> {
        let text = self.graph.verbatim_text(self.at)?;
        self.walk.charge_bytes(text.len()).ok()?;
        Some(text)
    }

    #[inline(never)]
    fn other_str(&mut self) -> Result<Cow<'de, str>> {
        if let Some(stream) = &mut self.stream {
            return stream.str();
        }
        match self.node() {
            Node::Str(text) => {
                self.charge_bytes(text.len())?;
                Ok(text.to_cow())
            }
            Node::ByteString(bytes) => match self.decoded(bytes)? {
                Text::Str(text) => Ok(text),
                Text::Surrogates(_) => Err(self.lone_surrogates()),
            },
            Node::SurrogateStr(_) => Err(self.lone_surrogates()),
            _ => Err(self.mismatch("str")),
        }
    }

    /// Counts text or data of this length that is copied.
    pub(crate) fn charge_bytes(&mut self, bytes: usize) -> Result<()> {
        self.walk.charge_bytes(bytes).map_err(|error| error.at_offset(self.offset()))
    }

    /// Takes a `bytes`, a `bytearray`, an out-of-band buffer or a `str` of Python 2, borrowed from the input where the
    /// pickle holds it verbatim.
    pub fn bytes(&mut self) -> Result<Cow<'de, [u8]>> {
        if let Some(stream) = &mut self.stream {
            return match stream.predicts_bytes() {
                true => stream.bytes(),
                false => match stream.usual_encoded() {
                    Some(bytes) => Ok(bytes),
                    None => self.in_graph(|source| source.bytes()),
                },
            };
        }
        let bytes = match self.node() {
            Node::Bytes(bytes) | Node::ByteArray(bytes) | Node::ByteString(bytes) => bytes.to_cow(),
            Node::Buffer { index, .. } => match self.buffers.get(index as usize) {
                Some(buffer) => Cow::Borrowed(*buffer),
                None => return Err(Error::new(ErrorKind::BufferMissing(u64::from(index))).at_offset(self.offset())),
            },
            _ => return Err(self.mismatch("bytes")),
        };
        self.charge_bytes(bytes.len())?;
        self.note_taken(None)?;
        Ok(bytes)
    }

    /// Takes the value together with everything it reaches, as a graph of its own.
    pub fn graph(&mut self) -> Result<Graph<'static>> {
        if self.stream.is_some() {
            return self.in_graph(|source| source.graph());
        }
        let mut part = self.graph.extract(self.at);
        if self.decoding.encoding == Encoding::Bytes {
            part.turn_byte_strings_into_bytes();
        }
        self.walk.charge_nodes(part.len()).map_err(|error| error.at_offset(self.offset()))?;
        self.charge_bytes(part.data_len())?;
        self.fill_buffers(&mut part)?;
        self.note_taken_whole()?;
        Ok(part)
    }

    /// Puts copies of the out-of-band buffers that were given into a graph: it owns what it holds.
    fn fill_buffers(&mut self, part: &mut Graph<'static>) -> Result<()> {
        if self.buffers.is_empty() {
            return Ok(());
        }
        for id in (0..part.len() as u32).map(NodeId) {
            let Node::Buffer { index, .. } = part.node(id) else { continue };
            let Some(buffer) = self.buffers.get(index as usize) else { continue };
            self.charge_bytes(buffer.len())?;
            part.fill_buffer(id, buffer);
        }
        Ok(())
    }

    /// Takes a value that other places may share: `load` runs for the first of them, the others get a clone.
    ///
    /// ```
    /// use std::rc::Rc;
    ///
    /// // Python: `line = ['x']; [line, line]`
    /// let lines: Vec<Rc<Vec<String>>> = pickle_core::loads(b"(lp0\n(lp1\nVx\naag1\na.")?;
    /// assert!(Rc::ptr_eq(&lines[0], &lines[1]));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn shared<P: Clone + 'static>(&mut self, load: impl FnOnce(&mut Self) -> Result<P>) -> Result<P> {
        if self.stream.is_some() {
            return self.shared_in_stream(load);
        }
        self.walk.pointers.check_allowed()?;
        let key = (self.at, TypeId::of::<P>());
        if let Some(pointer) = self.walk.pointers.find(key) {
            return Ok(pointer);
        }
        let pointer = load(self)?;
        self.walk.pointers.insert(key, P::clone(&pointer));
        Ok(pointer)
    }

    fn shared_in_stream<P: Clone + 'static>(&mut self, load: impl FnOnce(&mut Self) -> Result<P>) -> Result<P> {
        if let Some(pointer) = self.stream.as_mut().and_then(Stream::known_pointer) {
            return Ok(pointer);
        }
        let pointer = load(self)?;
        Ok(match &mut self.stream {
            Some(stream) => stream.same_pointer(pointer),
            None => pointer,
        })
    }

    /// Takes an instance of a class.
    pub fn object(&mut self, class: &'static Class) -> Result<ObjectReader<'_, 's, 'de>> {
        ObjectReader::new(self, class)
    }

    /// Takes a `list`.
    pub fn list(&mut self) -> Result<ItemReader<'_, 's, 'de>> {
        if let Some(stream) = &mut self.stream {
            let cursor = stream.list()?;
            return Ok(ItemReader::in_stream(self, cursor));
        }
        match self.graph.items_of(Tag::List, self.at) {
            Some(items) => ItemReader::new(self, items),
            None => Err(self.mismatch("list")),
        }
    }

    /// Takes a `tuple` of any length.
    pub fn tuple(&mut self) -> Result<ItemReader<'_, 's, 'de>> {
        if let Some(stream) = &mut self.stream {
            return Err(stream.give_way());
        }
        match self.node() {
            Node::Tuple(items) => ItemReader::new(self, items),
            _ => Err(self.mismatch("tuple")),
        }
    }

    /// Takes a `tuple` of this length.
    pub fn tuple_of(&mut self, length: usize) -> Result<ItemReader<'_, 's, 'de>> {
        if let Some(stream) = &mut self.stream {
            let cursor = stream.tuple_of(length)?;
            return Ok(ItemReader::in_stream(self, cursor));
        }
        match self.node() {
            Node::Tuple(items) if items.len() == length => ItemReader::new(self, items),
            Node::Tuple(items) => {
                let found = format!("tuple of {}", items.len());
                Err(Error::mismatch(format!("tuple of {length}"), found).at_offset(self.offset()))
            }
            _ => Err(self.mismatch(format!("tuple of {length}"))),
        }
    }

    /// Takes a `set` or a `frozenset`.
    pub fn set(&mut self) -> Result<ItemReader<'_, 's, 'de>> {
        if let Some(stream) = &mut self.stream {
            return Err(stream.give_way());
        }
        match self.node() {
            Node::Set(items) => ItemReader::new(self, items),
            Node::FrozenSet(items) => ItemReader::new(self, items),
            _ => Err(self.mismatch("set")),
        }
    }

    /// Takes a `dict`.
    pub fn dict(&mut self) -> Result<DictReader<'_, 's, 'de>> {
        self.dict_of(Uniqueness::Required)
    }

    /// Takes a `dict` for a map, in which the last value of equal keys counts.
    pub(crate) fn map(&mut self) -> Result<DictReader<'_, 's, 'de>> {
        self.dict_of(Uniqueness::Merges)
    }

    fn dict_of(&mut self, uniqueness: Uniqueness) -> Result<DictReader<'_, 's, 'de>> {
        if let Some(stream) = &mut self.stream {
            let cursor = stream.dict(uniqueness)?;
            return Ok(DictReader::in_stream(self, cursor));
        }
        match self.node() {
            Node::Dict(entries) => DictReader::new(self, entries),
            _ => Err(self.mismatch("dict")),
        }
    }
}

/// Loads a part of a stream that was read as a graph and begins at `start`.
fn load_part<'de, T>(
    stream: &mut Stream<'_, 'de>,
    start: usize,
    graph: &Graph<'de>,
    loaders: &PersistentLoaders<'_>,
    load: impl FnOnce(&mut Source<'_, 'de>) -> Result<T>,
) -> Result<T> {
    // What the part refers to is more than its own.
    let nodes = graph.len().min(stream.position().saturating_sub(start));
    let limits = stream.limits_of_part(nodes);
    let mut source = Source::new(graph, graph.root, stream.buffers(), stream.decoding(), &limits, loaders);
    let before = source.walk.nodes.clone();
    let loaded = load(&mut source);
    stream.charge_part(source.walk.nodes.taken_since(&before), nodes);
    loaded
}

impl Walk<'_> {
    fn new(graph: &Graph<'_>, buffers: &[&[u8]], limits: &Limits) -> Self {
        let max_depth = limits.max_tree_depth.unwrap_or(usize::MAX);
        let input_bytes = buffers.iter().fold(graph.pickle_len(), |sum, buffer| sum.saturating_add(buffer.len()));
        Walk {
            path: Path::default(),
            known_names: KnownNodes::default(),
            known_classes: KnownNodes::default(),
            depth_left: max_depth,
            max_depth,
            nodes: limits.expand_nodes_budget(graph.len()),
            bytes: limits.expand_bytes_budget(input_bytes),
            pointers: LazyCell::new(Box::default),
            rehearsals: limits.expand_nodes_budget(graph.len()),
            watch: None,
        }
    }

    /// How many containers and objects the load is inside of.
    fn depth(&self) -> usize {
        self.max_depth - self.depth_left
    }

    /// Goes into a container with this many parts, which may not be one that the load is inside already; says whether it did.
    #[inline]
    fn enters(&mut self, id: NodeId, parts: usize) -> bool {
        let enters = self.depth_left > 0 && !self.is_inside(id) && self.nodes.takes(parts as u64);
        if enters {
            self.depth_left -= 1;
            self.path.enter(id);
        }
        enters
    }

    /// Why it did not.
    #[cold]
    fn cannot_enter(&self, id: NodeId) -> Error {
        if self.is_inside(id) {
            return Error::new(ErrorKind::Cycle);
        }
        match self.depth_left {
            0 => ErrorKind::LimitExceeded { limit: "max_tree_depth", allowed: self.max_depth as u64 }.into(),
            _ => self.nodes.exceeded(),
        }
    }

    /// Whether the load is inside this container or object.
    #[inline]
    fn is_inside(&self, id: NodeId) -> bool {
        self.path.contains(id)
    }

    #[inline]
    fn leave(&mut self, id: NodeId) {
        self.depth_left += 1;
        self.path.leave(id);
    }

    fn charge_nodes(&mut self, nodes: usize) -> Result<()> {
        self.nodes.charge(nodes as u64)
    }

    fn charge_bytes(&mut self, bytes: usize) -> Result<()> {
        self.bytes.charge(bytes as u64)
    }
}
