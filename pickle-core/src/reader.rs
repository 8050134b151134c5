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
use std::sync::Arc;

use crate::argument::{IntOrBool, Text};
use crate::error::{Error, ErrorKind, Result};
use crate::graph::{Global, Graph, Node, NodeId};
use crate::input::Cursor;
use crate::int::Int;
use crate::limits::{Budget, Limits};
use crate::opcode::{Instruction, Opcode};
use crate::protocol::Protocol;
use crate::{ExtensionRegistry, Globals};

pub(crate) use carried::{Carried, read_next};
pub(crate) use keep::Keep;
use memo::Memo;
pub(crate) use part::{Part, Referred, read_part};
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
    let mut carried = Carried::default();
    read_next(input, 0, Keep::BORROWED, &mut carried, options)?;
    Ok(carried.graph)
}

/// What every node costs: itself, its offset, and its place on the stack.
const NODE_COST: usize = size_of::<Node<'_>>() + size_of::<u64>() + size_of::<NodeId>();

/// Keeps the cost of reading near 100 bytes for each byte of input, growth of vectors included.
const _: () = assert!(size_of::<Node<'_>>() <= 32);

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
        loop {
            self.start = self.cursor.position() as u64;
            match Instruction::decode(&mut self.cursor)? {
                Instruction::Stop => return self.pop(),
                instruction => self.execute(instruction)?,
            }
        }
    }

    fn execute(&mut self, instruction: Instruction<'i>) -> Result<()> {
        match instruction {
            Instruction::Int(IntOrBool::Bool(value)) => self.push_node(Node::Bool(value)),
            Instruction::Int(IntOrBool::Int(value)) | Instruction::Long(value) => self.push_int(value),
            Instruction::BinInt(value) => self.push_node(Node::Int(i64::from(value))),
            Instruction::BinInt1(value) => self.push_node(Node::Int(i64::from(value))),
            Instruction::BinInt2(value) => self.push_node(Node::Int(i64::from(value))),
            Instruction::Long1(bytes) | Instruction::Long4(bytes) => self.push_int(Int::from_signed_bytes_le(bytes)),
            Instruction::String(bytes) => self.push_byte_string(bytes),
            Instruction::BinString(bytes) | Instruction::ShortBinString(bytes) => {
                self.push_byte_string(Cow::Borrowed(bytes))
            }
            Instruction::BinBytes(bytes) | Instruction::ShortBinBytes(bytes) | Instruction::BinBytes8(bytes) => {
                self.push_bytes(bytes, Node::Bytes)
            }
            Instruction::ByteArray8(bytes) => self.push_bytes(bytes, Node::ByteArray),
            Instruction::NextBuffer => self.next_buffer(),
            Instruction::ReadonlyBuffer => self.readonly_buffer(),
            Instruction::None => self.push_node(Node::None),
            Instruction::NewTrue => self.push_node(Node::Bool(true)),
            Instruction::NewFalse => self.push_node(Node::Bool(false)),
            Instruction::Unicode(text)
            | Instruction::ShortBinUnicode(text)
            | Instruction::BinUnicode(text)
            | Instruction::BinUnicode8(text) => self.push_text(text),
            Instruction::Float(value) | Instruction::BinFloat(value) => self.push_node(Node::Float(value)),
            Instruction::EmptyList => self.push_node(Node::List(Vec::new())),
            Instruction::Append => self.append(),
            Instruction::Appends => self.appends(),
            Instruction::List => self.list(),
            Instruction::EmptyTuple => self.push_node(Node::Tuple(Box::default())),
            Instruction::Tuple => self.tuple(),
            Instruction::Tuple1 => self.tuple_of(1),
            Instruction::Tuple2 => self.tuple_of(2),
            Instruction::Tuple3 => self.tuple_of(3),
            Instruction::EmptyDict => self.push_node(Node::Dict(Vec::new())),
            Instruction::Dict => self.dict(),
            Instruction::SetItem => self.set_item(),
            Instruction::SetItems => self.set_items(),
            Instruction::EmptySet => self.push_node(Node::Set(Vec::new())),
            Instruction::AddItems => self.add_items(),
            Instruction::FrozenSet => self.frozen_set(),
            Instruction::Pop => self.pop_value_or_mark(),
            Instruction::Dup => self.duplicate_top(),
            Instruction::Mark => self.push_mark(),
            Instruction::PopMark => self.pop_to_mark(),
            Instruction::Get(index) => self.get(index),
            Instruction::BinGet(index) => self.get(u64::from(index)),
            Instruction::LongBinGet(index) => self.get(u64::from(index)),
            Instruction::Put(index) => self.put(index),
            Instruction::BinPut(index) => self.put(u64::from(index)),
            Instruction::LongBinPut(index) => self.put(u64::from(index)),
            Instruction::Memoize => self.put(self.memo.entries()),
            Instruction::Ext1(code) => self.extension(i32::from(code)),
            Instruction::Ext2(code) => self.extension(i32::from(code)),
            Instruction::Ext4(code) => self.extension(code),
            Instruction::Global(global) => self.global(global),
            Instruction::StackGlobal => self.stack_global(),
            Instruction::Reduce => self.reduce(),
            Instruction::Build => self.build(),
            Instruction::Inst(class) => self.inst(class),
            Instruction::Obj => self.obj(),
            Instruction::NewObj => self.new_obj(),
            Instruction::NewObjEx => self.new_obj_ex(),
            Instruction::Proto(number) => self.proto(number),
            Instruction::Frame(length) => self.frame(length),
            Instruction::PersId(id) => self.persistent_text(id),
            Instruction::BinPersId => self.persistent(),
            Instruction::Stop => Ok(()),
        }
    }

    fn proto(&mut self, number: u8) -> Result<()> {
        self.graph.protocol = Protocol::try_from(number)?;
        // The protocol decides whether names are those of Python 2.
        self.stack_global_numbers.clear();
        self.extension_numbers.clear();
        Ok(())
    }

    /// A frame only promises that its bytes are there; opcodes and frames may lie across its end.
    fn frame(&mut self, length: u64) -> Result<()> {
        let left = self.cursor.rest().len() as u64;
        match length > left {
            true => Err(ErrorKind::Truncated { reading: Opcode::Frame.name(), needed: length, left }.into()),
            false => Ok(()),
        }
    }

    fn push_int(&mut self, value: Int) -> Result<()> {
        match value.as_i64() {
            Some(value) => self.push_node(Node::Int(value)),
            None => {
                self.budget.charge(value.bit_length() / 8)?;
                self.push_node(Node::BigInt(Box::new(value)))
            }
        }
    }

    fn push_byte_string(&mut self, bytes: Cow<'i, [u8]>) -> Result<()> {
        let bytes = (self.keep.bytes)(bytes);
        self.budget.charge_items(owned_length(&bytes), 1)?;
        self.push_node(Node::ByteString(bytes))
    }

    fn push_bytes(&mut self, bytes: &'i [u8], node: fn(Cow<'de, [u8]>) -> Node<'de>) -> Result<()> {
        let bytes = (self.keep.bytes)(Cow::Borrowed(bytes));
        self.budget.charge_items(owned_length(&bytes), 1)?;
        self.push_node(node(bytes))
    }

    fn push_text(&mut self, text: Text<'i>) -> Result<()> {
        match text {
            Text::Str(text) => {
                let text = (self.keep.text)(text);
                self.budget.charge_items(owned_length(&text), 1)?;
                self.push_node(Node::Str(text))
            }
            Text::Surrogates(bytes) => {
                let bytes = (self.keep.bytes)(bytes);
                self.budget.charge_items(owned_length(&bytes), 1)?;
                self.push_node(Node::SurrogateStr(bytes))
            }
        }
    }

    fn next_buffer(&mut self) -> Result<()> {
        let index = self.buffers_used;
        match self.options.buffers {
            Some(count) if (index as usize) < count => {
                self.buffers_used = index.saturating_add(1);
                self.push_node(Node::Buffer { index, readonly: false })
            }
            _ => Err(ErrorKind::BufferMissing(u64::from(index)).into()),
        }
    }

    /// The memo keeps the writable buffer, as in CPython.
    fn readonly_buffer(&mut self) -> Result<()> {
        let id = self.top()?;
        let readonly = match self.graph.node(id) {
            Node::Bytes(_) | Node::Buffer { readonly: true, .. } => return Ok(()),
            Node::Buffer { index, .. } => Node::Buffer { index: *index, readonly: true },
            Node::ByteArray(bytes) => {
                self.budget.charge_items(owned_length(bytes), 1)?;
                Node::Bytes(bytes.clone())
            }
            _ => return Err(self.not_expected("a buffer", id)),
        };
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

    fn get(&mut self, index: u64) -> Result<()> {
        match self.memo.get(index) {
            Some(id) => self.push_again(id),
            None => Err(ErrorKind::MemoMissing(index).into()),
        }
    }

    fn put(&mut self, index: u64) -> Result<()> {
        let id = self.top()?;
        self.unstored_call = None;
        self.memo.put(index, id, &mut self.budget)
    }

    /// Adds a node to the graph, without a place on the stack.
    #[inline]
    fn add_node(&mut self, node: Node<'de>) -> Result<NodeId> {
        self.budget.charge(NODE_COST as u64)?;
        let id = match u32::try_from(self.graph.nodes.len()) {
            Ok(number) if number != u32::MAX => NodeId(number),
            _ => return Err(too_large()),
        };
        self.graph.nodes.push(node);
        self.graph.offsets.push(self.base.saturating_add(self.start));
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
    fn push_node(&mut self, node: Node<'de>) -> Result<()> {
        let id = self.add_node(node)?;
        self.stack.push(id);
        Ok(())
    }

    /// Pushes a value that has a node already.
    fn push_again(&mut self, id: NodeId) -> Result<()> {
        self.budget.charge_items(1, size_of::<NodeId>())?;
        self.stack.push(id);
        Ok(())
    }

    fn top(&self) -> Result<NodeId> {
        self.stack.top().map_err(|fault| self.stack_error(fault))
    }

    fn pop(&mut self) -> Result<NodeId> {
        self.stack.pop().map_err(|fault| self.stack_error(fault))
    }

    /// Takes the topmost mark off and gives the position of the first value above it.
    fn pop_mark(&mut self) -> Result<usize> {
        self.stack.pop_mark().map_err(|fault| self.stack_error(fault))
    }

    /// The position of the topmost `count` values, which no mark may cut through.
    fn position_of_top(&self, count: usize) -> Result<usize> {
        self.stack.position_of_top(count).map_err(|fault| self.stack_error(fault))
    }

    /// The value right below a position.
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
