//! Dumping a `Graph`: at every protocol, at any depth, with its sharing and its cycles.

mod objects;
mod references;
#[cfg(test)]
mod tests;
mod values;

use std::collections::{HashMap, HashSet};

use crate::graph::{Effect, Graph, Node, NodeId};
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Pickle, Result};

use super::containers::Batches;
use super::memo::MemoId;
use super::{Truth, Writer};

use references::References;

/// A pickle dumps as what it holds: each list, dict, set and object once, however often it is referred to.
impl Pickle for Graph<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        if writer.options.fast && self.contains_itself() {
            return Err(Error::unpicklable("it contains itself, which Pickler::fast cannot say"));
        }
        let height = writer.height;
        // A graph keeps no address of the program.
        let identity = writer.take_identity();
        let references = References::count(self, writer.protocol());
        let mut walk = Walk {
            graph: self,
            names: names(self, writer.protocol()),
            attributes: attributes(self, writer),
            is_whole: writer.height == 0 && writer.depth == 0 && writer.carried_addresses.is_none(),
            writer,
            references,
            remembered: vec![None; self.len()],
            begun: vec![Begun::default(); self.len()],
            constructors: HashMap::new(),
            tasks: vec![Task::Value(self.root)],
        };
        while let Some(task) = walk.tasks.pop() {
            walk.perform(task)?;
        }
        let stored = walk.remembered[self.root.0 as usize];
        match stored.filter(|_| writer.is_exact()) {
            Some(entry) => writer.name_entry(entry, identity),
            None if writer.is_exact() => {}
            None => writer.memoize_identity(identity)?,
        }
        writer.height = height;
        writer.end_value(truth(self))
    }
}

/// The dump of one graph. What is left to write stands on a stack of tasks, the next one on top.
struct Walk<'g, 'de, 'a, 'w> {
    graph: &'g Graph<'de>,
    writer: &'a mut Writer<'w>,
    references: References,
    /// The texts that `STACK_GLOBAL` takes.
    names: HashSet<&'g str>,
    /// The names of attributes, where they have to be one with those outside of the graph.
    attributes: HashSet<NodeId>,
    /// Whether the graph is all of the pickle, so that only its own nodes can refer to each other.
    is_whole: bool,
    /// The memo entry of each node that has one.
    remembered: Vec<Option<MemoId>>,
    /// The values that exist only after their parts, by the number of their node.
    begun: Vec<Begun>,
    /// The memo entries of the `__new__` of classes.
    constructors: HashMap<NodeId, MemoId>,
    tasks: Vec<Task<'g>>,
}

/// How far a value is that exists only after its parts.
#[derive(Debug, Clone, Copy, Default)]
struct Begun {
    times: u16,
    /// How many entries the memo had the last time.
    entries: Option<MemoId>,
}

enum Task<'g> {
    Value(NodeId),
    Instruction(Instruction<'static>),
    Global(&'static str, &'static str),
    Str(&'static str),
    OpenTuple(usize),
    CloseTuple(usize),
    /// Ends a value of which the parts are written.
    Close(NodeId, Close),
    Items(Items<'g>),
    Entries(Entries<'g>),
    /// What happens to an object from this effect on.
    Effects(NodeId, usize),
    /// `INST` of a class.
    Instance(NodeId),
    /// The `__new__` of a class.
    Constructor(NodeId),
    RememberConstructor(NodeId),
}

#[derive(Clone, Copy)]
enum Close {
    Tuple(usize),
    FrozenSet,
    CallWithList,
    Object,
    Persistent,
}

/// Items that are left to write.
struct Items<'g> {
    ids: &'g [NodeId],
    batches: Batches,
    taken_by: TakenBy,
    /// Whether the next item is written, and still to be taken.
    is_written: bool,
}

/// Which instruction takes items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TakenBy {
    Append,
    AddItems,
    /// One that follows all of them.
    Later,
}

struct Entries<'g> {
    entries: &'g [(NodeId, NodeId)],
    batches: Batches,
    is_written: bool,
}

impl<'g> Task<'g> {
    fn items(ids: &'g [NodeId], batches: Batches, taken_by: TakenBy) -> Task<'g> {
        Task::Items(Items { ids, batches, taken_by, is_written: false })
    }

    /// Items that one instruction takes which follows all of them.
    fn items_for_later(ids: &'g [NodeId]) -> Task<'g> {
        Task::items(ids, Batches::new(ids.len()), TakenBy::Later)
    }

    fn entries(entries: &'g [(NodeId, NodeId)], batches: Batches) -> Task<'g> {
        Task::Entries(Entries { entries, batches, is_written: false })
    }
}

impl<'g> Walk<'g, '_, '_, '_> {
    fn perform(&mut self, task: Task<'g>) -> Result<()> {
        match task {
            Task::Value(id) => self.write_value(id)?,
            Task::Instruction(instruction) => self.writer.write(instruction),
            Task::Global(module, name) => self.writer.global(module, name)?,
            Task::Str(text) => self.writer.str(text)?,
            Task::OpenTuple(len) => self.writer.open_tuple(len),
            Task::CloseTuple(len) => self.writer.close_new_tuple(len)?,
            Task::Close(id, close) => self.close(id, close)?,
            Task::Items(items) => self.write_item(items)?,
            Task::Entries(entries) => self.write_entry(entries)?,
            Task::Effects(id, index) => self.write_effect(id, index)?,
            Task::Instance(class) => self.write_inst(class)?,
            Task::Constructor(class) => self.write_constructor(class),
            Task::RememberConstructor(class) => {
                if !self.writer.options.fast {
                    let entry = self.writer.memoize()?;
                    self.constructors.insert(class, entry);
                }
            }
        }
        Ok(())
    }

    /// Lets these tasks come next, in this order.
    fn next(&mut self, tasks: impl IntoIterator<Item = Task<'g>, IntoIter: DoubleEndedIterator>) {
        self.tasks.extend(tasks.into_iter().rev());
    }

    fn write_item(&mut self, mut items: Items<'g>) -> Result<()> {
        if items.is_written {
            match items.taken_by {
                TakenBy::Append => items.batches.after_item(self.writer),
                TakenBy::AddItems => items.batches.after_member(self.writer),
                TakenBy::Later => items.batches.written += 1,
            }
        }
        let Some(&id) = items.ids.get(items.batches.written) else { return Ok(()) };
        match items.taken_by {
            TakenBy::Append => items.batches.before_item(self.writer)?,
            TakenBy::AddItems => items.batches.before_member(self.writer)?,
            TakenBy::Later => {}
        }
        items.is_written = true;
        self.next([Task::Value(id), Task::Items(items)]);
        Ok(())
    }

    fn write_entry(&mut self, mut entries: Entries<'g>) -> Result<()> {
        if entries.is_written {
            entries.batches.after_entry(self.writer);
        }
        let Some(&(key, value)) = entries.entries.get(entries.batches.written) else { return Ok(()) };
        entries.batches.before_item(self.writer)?;
        entries.is_written = true;
        self.next([Task::Value(key), Task::Value(value), Task::Entries(entries)]);
        Ok(())
    }

    /// Ends a value, unless its own parts have stored it: then the stored one takes its place, as in CPython.
    fn close(&mut self, id: NodeId, close: Close) -> Result<()> {
        let stored = self.remembered[id.0 as usize];
        match (close, stored) {
            (Close::Tuple(len), Some(_)) => self.writer.drop_tuple(len),
            (Close::Tuple(len), None) => self.writer.close_tuple(len),
            (Close::FrozenSet, Some(_)) => self.writer.write(Instruction::PopMark),
            (Close::FrozenSet, None) => self.writer.write(Instruction::FrozenSet),
            (Close::CallWithList, _) => self.writer.close_call_with_list()?,
            (Close::Persistent, _) => self.writer.write(Instruction::BinPersId),
            (Close::Object, _) => {}
        }
        match (close, stored) {
            (Close::Persistent, None) if self.writer.is_exact() => return Ok(()),
            (Close::Object, None) => {
                self.remember(id)?;
                self.next([Task::Effects(id, 0)]);
                return Ok(());
            }
            (_, None) => return self.remember(id),
            (Close::CallWithList | Close::Persistent | Close::Object, Some(_)) => self.writer.write(Instruction::Pop),
            (Close::Tuple(_) | Close::FrozenSet, Some(_)) => {}
        }
        if let Some(entry) = stored {
            self.writer.get(entry);
        }
        Ok(())
    }

    /// Stores the node that is on top of the stack, when it is referred to again.
    fn remember(&mut self, id: NodeId) -> Result<()> {
        if (self.references.is_remembered(id) || self.writer.is_exact()) && !self.writer.options.fast {
            self.remembered[id.0 as usize] = Some(self.writer.memoize()?);
        }
        Ok(())
    }

    /// Begins a value that exists only after its parts. What is among its own parts is begun again in each of them that
    /// contains it, as in CPython; from the third time on there has to be more in the memo, or there would be no end.
    fn enter(&mut self, id: NodeId) -> Result<()> {
        /// CPython's stack ends before that, and a short pickle must not make a long one.
        const MOST: u16 = 500;
        if self.writer.options.fast {
            return Ok(());
        }
        let entries = self.writer.tables.memo.next_id();
        let begun = &mut self.begun[id.0 as usize];
        if begun.times == MOST || (begun.times > 1 && begun.entries == entries) {
            return Err(Error::unpicklable(format!(
                "{} is made from a value that contains it, which protocol {} cannot say",
                self.graph.describe(id),
                self.writer.protocol()
            )));
        }
        *begun = Begun { times: begun.times + 1, entries };
        Ok(())
    }
}

/// The texts that `STACK_GLOBAL` takes, below protocol 4 none.
fn names<'g>(graph: &'g Graph<'_>, protocol: Protocol) -> HashSet<&'g str> {
    match protocol < Protocol::V4 {
        true => HashSet::new(),
        false => graph.globals.iter().flat_map(|global| [&*global.module, &*global.name]).collect(),
    }
}

/// The keys of the dicts that are states of objects: names of attributes, which CPython interns. Where a whole graph has
/// one twice they are not interned but something else, as their sharing is a fact there.
fn attributes(graph: &Graph<'_>, writer: &Writer<'_>) -> HashSet<NodeId> {
    if !writer.is_exact() {
        return HashSet::new();
    }
    let effects = graph.objects.iter().flat_map(|object| object.effects(&graph.effects));
    let states = effects.filter_map(|effect| match effect {
        Effect::Build(state) => Some(*state),
        _ => None,
    });
    let dicts = states.flat_map(|state| graph.tuple_items(state).iter().copied().chain([state]));
    let keys: HashSet<NodeId> = dicts.flat_map(|dict| graph.dict_entries(dict)).map(|(key, _)| *key).collect();
    if writer.height > 0 || writer.depth > 0 {
        return keys;
    }
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for key in &keys {
        *uses.entry(graph.text(*key).unwrap_or_default()).or_default() += 1;
    }
    keys.iter().copied().filter(|key| uses[graph.text(*key).unwrap_or_default()] == 1).collect()
}

/// What Python's truth test says of the whole graph.
fn truth(graph: &Graph<'_>) -> Truth {
    Truth::of(match graph.node(graph.root) {
        Node::None => return Truth::None,
        Node::Bool(value) => value,
        Node::Int(value) => value != 0,
        Node::Float(value) => value != 0.0,
        Node::Complex(parts) => parts != (0.0, 0.0),
        Node::Str(text) => !text.is_empty(),
        Node::SurrogateStr(bytes) | Node::ByteString(bytes) => !bytes.is_empty(),
        Node::Bytes(bytes) | Node::ByteArray(bytes) => !bytes.is_empty(),
        Node::List(items) | Node::Set(items) => !items.is_empty(),
        Node::Tuple(items) | Node::FrozenSet(items) => !items.is_empty(),
        Node::Dict(entries) => !entries.is_empty(),
        _ => true,
    })
}
