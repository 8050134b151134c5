//! The pickle machine: instructions in, a stack and a memo, a graph out. It makes no object and calls nothing.

mod builtin_calls;
mod carried;
mod containers;
mod globals;
mod keep;
mod memo;
mod objects;
mod part;
mod stack;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::mem::take;
use std::sync::Arc;

use crate::argument::{IntOrBool, Text};
use crate::error::{Error, ErrorKind, Result};
use crate::graph::{Global, Graph, NodeId, PieceId, Record, Run, Tag};
use crate::input::Cursor;
use crate::int::Int;
use crate::keys::KeyedNodes;
use crate::limits::{Budget, Limits};
use crate::opcode::{Opcode, arguments, bytes};
use crate::protocol::Protocol;
use crate::{ExtensionRegistry, Globals};

pub(crate) use carried::{Carried, read_next};
pub(crate) use keep::Keep;
pub(crate) use memo::Memo;
pub(crate) use part::{Part, ReadPart, Referred, read_part};
use stack::{Stack, StackFault};

/// How to read a pickle.
#[derive(Debug, Clone)]
pub(crate) struct ReadOptions {
    pub(crate) limits: Limits,
    /// Whether pickles below protocol 3 name modules as Python 2 does.
    pub(crate) fix_imports: bool,
    /// How many out-of-band buffers come with the pickle, when any do.
    pub(crate) buffers: Option<usize>,
    /// Which globals the pickle may ask for.
    pub(crate) globals: Globals,
    /// The globals that extension codes stand for, when any do.
    pub(crate) extensions: Option<Arc<ExtensionRegistry>>,
    /// Whether a `str` of Python 2 is a `bytes`, which as a key is no `str`.
    pub(crate) byte_strings_are_bytes: bool,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            limits: Limits::default(),
            fix_imports: true,
            buffers: None,
            globals: Globals::default(),
            extensions: None,
            byte_strings_are_bytes: false,
        }
    }
}

/// Reads the pickle that the input begins with.
pub(crate) fn read<'de>(input: &'de [u8], options: &ReadOptions) -> Result<Graph<'de>> {
    let mut graph = Graph::default();
    read_in(input, options, &mut graph, &mut Memo::default())?;
    Ok(graph)
}

/// The same, in the memory of an empty graph and that of a memo, which is cleared.
pub(crate) fn read_in<'de>(
    input: &'de [u8],
    options: &ReadOptions,
    graph: &mut Graph<'de>,
    memo: &mut Memo,
) -> Result<()> {
    memo.clear();
    let mut carried = Carried::within(take(graph), take(memo));
    let read = read_next(input, 0, Keep::BORROWED, &mut carried, options);
    (*graph, *memo) = carried.into_parts();
    read
}

/// What every node costs: itself, and its place on the stack.
const NODE_COST: usize = size_of::<Record>() + size_of::<NodeId>();

/// What a text or bytes costs beside its node: where it is.
const PIECE_COST: u64 = size_of::<&str>() as u64;

/// Nodes live for `'de`, which the input, `'i`, does when they borrow from it.
struct Machine<'i, 'de, 'o> {
    cursor: Cursor<'i>,
    keep: Keep<'i, 'de>,
    /// Where in its stream the pickle begins.
    base: u64,
    /// Where the current instruction begins, in the pickle.
    start: u64,
    stack: Stack,
    memo: Memo,
    graph: Graph<'de>,
    /// The first node that is not of an earlier pickle.
    first_new: NodeId,
    /// The nodes of earlier pickles that this one changed.
    changed: Vec<NodeId>,
    /// What has keys, but for those that differ at sight.
    keyed: KeyedNodes,
    /// The number of every name in `graph.globals`.
    global_numbers: HashMap<Global<'de>, u32>,
    /// The same for the strings of `STACK_GLOBAL`, so that a name is hashed once however often it is used.
    stack_global_numbers: HashMap<(NodeId, NodeId), u32>,
    /// The same for the codes of the extension registry.
    extension_numbers: HashMap<i32, u32>,
    buffers_used: u32,
    /// The result of the last `REDUCE`, as long as the top of the stack is the only place that has it.
    unstored_call: Option<NodeId>,
    budget: Budget,
    options: &'o ReadOptions,
}

impl<'i, 'de> Machine<'i, 'de, '_> {
    /// Runs up to `STOP` and gives its value.
    fn run(&mut self) -> Result<NodeId> {
        // A local cursor stays in registers.
        let mut cursor = self.cursor.clone();
        let opcode = self.next_opcode(&mut cursor)?;
        self.execute::<true>(opcode, &mut cursor)?;
        self.cursor = cursor;
        self.pop()
    }

    /// Reads the argument of an opcode, if it has one, and does what it says; if that is to be done for `ALL`, it goes on with
    /// the opcodes behind it, up to `STOP`.
    #[inline(always)]
    fn execute<const ALL: bool>(&mut self, mut opcode: u8, cursor: &mut Cursor<'i>) -> Result<()> {
        loop {
            match opcode {
                bytes::Int => self.push_int_or_bool(arguments::Int(cursor)?)?,
                bytes::Long => self.push_int(arguments::Long(cursor)?)?,
                bytes::BinInt => self.push_small_int(arguments::BinInt(cursor)?)?,
                bytes::BinInt1 => self.push_small_int(arguments::BinInt1(cursor)?)?,
                bytes::BinInt2 => self.push_small_int(arguments::BinInt2(cursor)?)?,
                bytes::Long1 => self.push_int(Int::from_signed_bytes_le(arguments::Long1(cursor)?))?,
                bytes::Long4 => self.push_int(Int::from_signed_bytes_le(arguments::Long4(cursor)?))?,
                bytes::String => self.push_bytes(Tag::ByteString, arguments::String(cursor)?)?,
                bytes::BinString => self.push_input(Tag::ByteString, arguments::BinString(cursor)?)?,
                bytes::ShortBinString => self.push_input(Tag::ByteString, arguments::ShortBinString(cursor)?)?,
                bytes::BinBytes => self.push_input(Tag::Bytes, arguments::BinBytes(cursor)?)?,
                bytes::ShortBinBytes => self.push_input(Tag::Bytes, arguments::ShortBinBytes(cursor)?)?,
                bytes::BinBytes8 => self.push_input(Tag::Bytes, arguments::BinBytes8(cursor)?)?,
                bytes::ByteArray8 => self.push_input(Tag::ByteArray, arguments::ByteArray8(cursor)?)?,
                bytes::NextBuffer => self.next_buffer()?,
                bytes::ReadonlyBuffer => self.readonly_buffer()?,
                bytes::None => self.push_node(Record::NONE)?,
                bytes::NewTrue => self.push_node(Record::bool(true))?,
                bytes::NewFalse => self.push_node(Record::bool(false))?,
                bytes::Unicode => self.push_text(arguments::Unicode(cursor)?)?,
                bytes::ShortBinUnicode => match cursor.usual_text::<1>() {
                    Some(text) => self.push_input_text(text)?,
                    None => self.push_text(arguments::ShortBinUnicode(cursor)?)?,
                },
                // In the loop there is room for the short texts alone.
                bytes::BinUnicode => match cursor.usual_text::<4>() {
                    Some(text) => self.push_text(Text::Str(Cow::Borrowed(text)))?,
                    None => self.push_text(arguments::BinUnicode(cursor)?)?,
                },
                bytes::BinUnicode8 => self.push_text(arguments::BinUnicode8(cursor)?)?,
                bytes::Float => self.push_node(Record::float(arguments::Float(cursor)?))?,
                bytes::BinFloat => self.push_node(Record::float(arguments::BinFloat(cursor)?))?,
                bytes::EmptyList => self.push_empty(Tag::List)?,
                bytes::Append => self.append()?,
                bytes::Appends => self.appends()?,
                bytes::List => self.list()?,
                bytes::EmptyTuple => self.push_empty(Tag::Tuple)?,
                bytes::Tuple => self.tuple()?,
                bytes::Tuple1 => self.tuple_of(1)?,
                bytes::Tuple2 => self.tuple_of(2)?,
                bytes::Tuple3 => self.tuple_of(3)?,
                bytes::EmptyDict => self.push_empty(Tag::Dict)?,
                bytes::Dict => self.dict()?,
                bytes::SetItem => self.set_item()?,
                bytes::SetItems => self.set_items()?,
                bytes::EmptySet => self.push_empty(Tag::Set)?,
                bytes::AddItems => self.add_items()?,
                bytes::FrozenSet => self.frozen_set()?,
                bytes::Pop => self.pop_value_or_mark()?,
                bytes::Dup => self.duplicate_top()?,
                bytes::Mark => self.push_mark()?,
                bytes::PopMark => self.pop_to_mark()?,
                bytes::Get => self.get(arguments::Get(cursor)?)?,
                bytes::BinGet => self.get(u64::from(arguments::BinGet(cursor)?))?,
                bytes::LongBinGet => self.get(u64::from(arguments::LongBinGet(cursor)?))?,
                bytes::Put => self.put(arguments::Put(cursor)?)?,
                bytes::BinPut => self.put(u64::from(arguments::BinPut(cursor)?))?,
                bytes::LongBinPut => self.put(u64::from(arguments::LongBinPut(cursor)?))?,
                bytes::Memoize => self.put(self.memo.entries())?,
                bytes::Ext1 => self.extension(i32::from(arguments::Ext1(cursor)?))?,
                bytes::Ext2 => self.extension(i32::from(arguments::Ext2(cursor)?))?,
                bytes::Ext4 => self.extension(arguments::Ext4(cursor)?)?,
                bytes::Global => self.global(arguments::Global(cursor)?)?,
                bytes::StackGlobal => self.stack_global()?,
                bytes::Reduce => self.reduce()?,
                bytes::Build => self.build()?,
                bytes::Inst => self.inst(arguments::Inst(cursor)?)?,
                bytes::Obj => self.obj()?,
                bytes::NewObj => self.new_obj()?,
                bytes::NewObjEx => self.new_obj_ex()?,
                bytes::Proto => self.proto(arguments::Proto(cursor)?)?,
                bytes::Frame => frame(arguments::Frame(cursor)?, cursor.rest())?,
                bytes::PersId => self.persistent_text(arguments::PersId(cursor)?)?,
                bytes::BinPersId => self.persistent()?,
                bytes::Stop if ALL => return Ok(()),
                byte => return Err(ErrorKind::UnknownOpcode(byte).into()),
            }
            if !ALL {
                return Ok(());
            }
            opcode = self.next_opcode(cursor)?;
            // Two of five opcodes are one of these, often in this order: a value is stored, and the next thing is the name of an
            // attribute, which was stored. A question costs less than the jump to what the opcode says.
            if opcode == bytes::Memoize {
                self.put(self.memo.entries())?;
                opcode = self.next_opcode(cursor)?;
            }
            if opcode == bytes::BinGet {
                self.get(u64::from(arguments::BinGet(cursor)?))?;
                opcode = self.next_opcode(cursor)?;
            }
        }
    }

    #[inline(always)]
    fn next_opcode(&mut self, cursor: &mut Cursor<'i>) -> Result<u8> {
        self.start = cursor.position() as u64;
        cursor.opcode_byte()
    }

    fn proto(&mut self, number: u8) -> Result<()> {
        self.graph.protocol = Protocol::try_from(number)?;
        // The protocol decides whether names are those of Python 2.
        self.stack_global_numbers.clear();
        self.extension_numbers.clear();
        Ok(())
    }

    fn push_int_or_bool(&mut self, value: IntOrBool) -> Result<()> {
        match value {
            IntOrBool::Bool(value) => self.push_node(Record::bool(value)),
            IntOrBool::Int(value) => self.push_int(value),
        }
    }

    #[inline]
    fn push_small_int(&mut self, value: impl Into<i64>) -> Result<()> {
        self.push_node(Record::int(value.into()))
    }

    #[inline]
    fn push_int(&mut self, value: Int) -> Result<()> {
        match value.as_i64() {
            Some(value) => self.push_node(Record::int(value)),
            None => {
                self.budget.charge_items(1, size_of::<Int>())?;
                self.budget.charge(value.bit_length() / 8)?;
                let record = self.graph.big_int_record(value);
                self.push_node(record)
            }
        }
    }

    #[inline]
    fn push_empty(&mut self, container: Tag) -> Result<()> {
        self.push_node(Record::container(container, Run::EMPTY))
    }

    /// Pushes bytes that the input holds verbatim.
    fn push_input(&mut self, tag: Tag, bytes: &'i [u8]) -> Result<()> {
        match self.keep {
            Keep::Borrowed { bytes: lasting, .. } => {
                self.push_piece(tag, |graph| graph.bytes.add_borrowed(lasting(bytes)))
            }
            Keep::Copied => {
                self.budget.charge_items(bytes.len(), 1)?;
                self.push_piece(tag, |graph| graph.bytes.add_owned(bytes))
            }
        }
    }

    fn push_bytes(&mut self, tag: Tag, bytes: Cow<'i, [u8]>) -> Result<()> {
        match bytes {
            Cow::Borrowed(bytes) => self.push_input(tag, bytes),
            Cow::Owned(bytes) => {
                self.budget.charge_items(bytes.len(), 1)?;
                self.push_piece(tag, |graph| graph.bytes.add_owned(&bytes))
            }
        }
    }

    fn push_text(&mut self, text: Text<'i>) -> Result<()> {
        match text {
            Text::Str(Cow::Borrowed(text)) => self.push_input_text(text),
            Text::Str(Cow::Owned(text)) => {
                self.budget.charge_items(text.len(), 1)?;
                self.push_piece(Tag::Str, |graph| graph.texts.add_owned(&text))
            }
            Text::Surrogates(bytes) => self.push_bytes(Tag::SurrogateStr, bytes),
        }
    }

    /// Pushes a text that the input holds verbatim.
    #[inline(always)]
    fn push_input_text(&mut self, text: &'i str) -> Result<()> {
        match self.keep {
            Keep::Borrowed { text: lasting, .. } => {
                self.budget.charge(PIECE_COST + NODE_COST as u64)?;
                let piece = self.graph.texts.add_borrowed(lasting(text));
                self.push_paid_node(Record::piece(Tag::Str, piece))
            }
            Keep::Copied => {
                self.budget.charge_items(text.len(), 1)?;
                self.push_piece(Tag::Str, |graph| graph.texts.add_owned(text))
            }
        }
    }

    /// Pushes a text or bytes as a node of this kind.
    #[inline]
    fn push_piece(&mut self, tag: Tag, add: impl FnOnce(&mut Graph<'de>) -> PieceId) -> Result<()> {
        self.budget.charge(PIECE_COST + NODE_COST as u64)?;
        let piece = add(&mut self.graph);
        self.push_paid_node(Record::piece(tag, piece))
    }

    fn next_buffer(&mut self) -> Result<()> {
        let index = self.buffers_used;
        match self.options.buffers {
            Some(count) if (index as usize) < count => {
                self.buffers_used = index.saturating_add(1);
                self.push_node(Record::numbered(Tag::WritableBuffer, index))
            }
            _ => Err(ErrorKind::BufferMissing(u64::from(index)).into()),
        }
    }

    /// The memo keeps the writable buffer, as in CPython.
    fn readonly_buffer(&mut self) -> Result<()> {
        let id = self.top()?;
        let readonly = match self.graph.record(id).tag() {
            Tag::Bytes | Tag::ReadonlyBuffer => return Ok(()),
            Tag::WritableBuffer => Tag::ReadonlyBuffer,
            Tag::ByteArray => Tag::Bytes,
            _ => return Err(self.not_expected("a buffer", id)),
        };
        let readonly = self.graph.record(id).retagged(readonly);
        let readonly = self.add_node(readonly)?;
        self.pop()?;
        self.stack.push(readonly);
        Ok(())
    }

    fn pop_value_or_mark(&mut self) -> Result<()> {
        if self.stack.pop_mark_on_top() {
            return Ok(());
        }
        let dropped = self.pop()?;
        match self.unstored_call.take() {
            Some(call) if call == dropped => self.keep_dropped_call(call),
            _ => Ok(()),
        }
    }

    fn duplicate_top(&mut self) -> Result<()> {
        let id = self.top()?;
        self.unstored_call = None;
        self.push_again(id)
    }

    #[inline]
    fn push_mark(&mut self) -> Result<()> {
        self.budget.charge_items(1, size_of::<u32>())?;
        match self.stack.push_mark() {
            true => Ok(()),
            false => Err(too_large()),
        }
    }

    fn pop_to_mark(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        self.stack.truncate(mark);
        Ok(())
    }

    #[inline]
    fn get(&mut self, index: u64) -> Result<()> {
        match self.memo.get(index) {
            Some(id) => self.push_again(id),
            None => Err(ErrorKind::MemoMissing(index).into()),
        }
    }

    #[inline(always)]
    fn put(&mut self, index: u64) -> Result<()> {
        let id = self.top()?;
        self.unstored_call = None;
        self.memo.put(index, id, &mut self.budget)
    }

    /// Adds a node to the graph, without a place on the stack.
    #[inline]
    fn add_node(&mut self, record: Record) -> Result<NodeId> {
        self.budget.charge(NODE_COST as u64)?;
        self.add_paid_node(record)
    }

    /// The same, of a node whose cost was charged.
    #[inline(always)]
    fn add_paid_node(&mut self, record: Record) -> Result<NodeId> {
        let id = match u32::try_from(self.graph.records.len()) {
            Ok(number) if number != u32::MAX => NodeId(number),
            _ => return Err(too_large()),
        };
        self.graph.records.push(record.at(self.base.wrapping_add(self.start)));
        Ok(id)
    }

    /// Notes that a node changes, which an earlier pickle may have made.
    #[inline]
    fn change(&mut self, id: NodeId) {
        if id < self.first_new && self.changed.last() != Some(&id) {
            self.changed.push(id);
        }
    }

    #[inline]
    fn push_node(&mut self, record: Record) -> Result<()> {
        self.budget.charge(NODE_COST as u64)?;
        self.push_paid_node(record)
    }

    #[inline(always)]
    fn push_paid_node(&mut self, record: Record) -> Result<()> {
        let id = self.add_paid_node(record)?;
        self.stack.push(id);
        Ok(())
    }

    /// Pushes a value that has a node already.
    #[inline]
    fn push_again(&mut self, id: NodeId) -> Result<()> {
        self.budget.charge_items(1, size_of::<NodeId>())?;
        self.stack.push(id);
        Ok(())
    }

    #[inline]
    fn top(&self) -> Result<NodeId> {
        self.stack.top().map_err(|fault| self.stack_error(fault))
    }

    #[inline]
    fn pop(&mut self) -> Result<NodeId> {
        self.stack.pop().map_err(|fault| self.stack_error(fault))
    }

    /// Takes the topmost mark off and gives the position of the first value above it.
    #[inline]
    fn pop_mark(&mut self) -> Result<usize> {
        self.stack.pop_mark().map_err(|fault| self.stack_error(fault))
    }

    /// The position of the topmost `count` values, which no mark may cut through.
    #[inline]
    fn position_of_top(&self, count: usize) -> Result<usize> {
        self.stack.position_of_top(count).map_err(|fault| self.stack_error(fault))
    }

    /// The value right below a position.
    #[inline]
    fn value_below(&self, position: usize) -> Result<NodeId> {
        self.stack.value_below(position).map_err(|fault| self.stack_error(fault))
    }

    #[cold]
    fn stack_error(&self, fault: StackFault) -> Error {
        self.bad_stack(match fault {
            StackFault::Underflow => "it takes more values than there are",
            StackFault::UnexpectedMark => "a mark lies among the values it takes",
            StackFault::NoMark => "there is no mark",
        })
    }

    #[cold]
    fn bad_stack(&self, reason: impl Into<Cow<'static, str>>) -> Error {
        ErrorKind::InvalidStack { opcode: self.opcode(), reason: reason.into() }.into()
    }

    #[cold]
    fn not_expected(&self, expected: &str, found: NodeId) -> Error {
        self.bad_stack(format!("expected {expected}, found {}", self.graph.describe(found)))
    }

    #[cold]
    fn bad_argument(&self, reason: &'static str) -> Error {
        ErrorKind::InvalidArgument { opcode: self.opcode(), reason: Cow::Borrowed(reason) }.into()
    }

    /// The opcode of the current instruction.
    fn opcode(&self) -> Opcode {
        let byte = usize::try_from(self.start).ok().and_then(|start| self.cursor.input().get(start));
        byte.and_then(|byte| Opcode::from_byte(*byte)).unwrap_or(Opcode::Stop)
    }
}

/// A frame only promises that its bytes are there; opcodes and frames may lie across its end.
fn frame(length: u64, rest: &[u8]) -> Result<()> {
    let left = rest.len() as u64;
    match length > left {
        true => Err(ErrorKind::Truncated { reading: Opcode::Frame.name(), needed: length, left }.into()),
        false => Ok(()),
    }
}

/// How many bytes the text has that are not the input's.
#[expect(clippy::ptr_arg, reason = "whether it is borrowed is the question")]
fn owned_length<T: ?Sized + ToOwned + AsRef<[u8]>>(text: &Cow<'_, T>) -> usize {
    match text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(_) => T::as_ref(text).len(),
    }
}

/// Nodes and stack positions are numbered with 32 bits.
#[cold]
fn too_large() -> Error {
    Error::custom("the pickle holds 4,294,967,295 values or more")
}

/// The items of all lists, tuples and sets are numbered with 31 bits, and so are the entries of all dicts.
#[cold]
fn too_many_items() -> Error {
    Error::custom("the containers of the pickle hold 2,147,483,647 items or more")
}
