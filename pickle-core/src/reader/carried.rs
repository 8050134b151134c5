//! What one pickle leaves behind for the next one that the same `Unpickler` of Python reads: the memo, and its nodes.

use std::collections::HashMap;

use crate::error::Result;
use crate::graph::{Global, Graph, NodeId};
use crate::input::Cursor;
use crate::keys::{self, KeyedNodes};
use crate::protocol::Protocol;

use super::keep::Keep;
use super::memo::Memo;
use super::stack::Stack;
use super::{Machine, ReadOptions};

/// The state of a reader between two pickles.
#[derive(Debug, Default)]
pub(crate) struct Carried<'de> {
    /// Everything that was read so far; its root is that of the last pickle.
    pub(crate) graph: Graph<'de>,
    memo: Memo,
    global_numbers: HashMap<Global<'de>, u32>,
    pub(super) buffers_used: u32,
    /// Whether the last pickle changed a value of an earlier one.
    pub(crate) changed_earlier: bool,
}

impl<'de> Carried<'de> {
    /// Nothing yet, in the memory of these.
    pub(super) fn within(graph: Graph<'de>, memo: Memo) -> Carried<'de> {
        Carried { graph, memo, ..Carried::default() }
    }

    pub(super) fn into_parts(self) -> (Graph<'de>, Memo) {
        (self.graph, self.memo)
    }

    /// Forgets the memo and with it every value; the buffers that were taken stay taken.
    pub(crate) fn clear(&mut self) {
        *self = Carried { buffers_used: self.buffers_used, ..Carried::default() };
    }
}

/// Reads the pickle that the input begins with, which stands at `base` in its stream, as the next one of its memo.
///
/// What an erroneous pickle stored stays stored, as in CPython.
pub(crate) fn read_next<'i, 'de>(
    input: &'i [u8],
    base: u64,
    keep: Keep<'i, 'de>,
    carried: &mut Carried<'de>,
    options: &ReadOptions,
) -> Result<()> {
    let mut machine = Machine::resume(input, base, keep, std::mem::take(carried), options);
    let root = machine.run();
    let root = root.map_err(|error| error.at_offset(base.saturating_add(machine.start)));
    let finished = root.and_then(|root| machine.finish(root));
    *carried = machine.suspend();
    finished
}

impl<'i, 'de, 'o> Machine<'i, 'de, 'o> {
    pub(super) fn resume(
        input: &'i [u8],
        base: u64,
        keep: Keep<'i, 'de>,
        carried: Carried<'de>,
        options: &'o ReadOptions,
    ) -> Machine<'i, 'de, 'o> {
        let Carried { mut graph, mut memo, global_numbers, buffers_used, .. } = carried;
        graph.protocol = Protocol::V0;
        // Fewer nodes than that fit in a graph.
        let first_new = NodeId(u32::try_from(graph.len()).unwrap_or(u32::MAX));
        memo.set_max_entries(options.limits.max_memo_entries);
        Machine {
            cursor: Cursor::new(input, options.limits.max_text_int_digits),
            keep,
            base,
            start: 0,
            stack: Stack::default(),
            memo,
            first_new,
            changed: Vec::new(),
            keyed: KeyedNodes::default(),
            graph,
            global_numbers,
            stack_global_numbers: HashMap::new(),
            extension_numbers: HashMap::new(),
            buffers_used,
            unstored_call: None,
            budget: options.limits.alloc_budget(input.len()),
            options,
        }
    }

    pub(super) fn finish(&mut self, root: NodeId) -> Result<()> {
        self.graph.root = root;
        self.graph.length = self.cursor.position();
        self.check_getattr_uses()?;
        let keyed = std::mem::take(&mut self.keyed);
        let byte_strings_are_bytes = self.options.byte_strings_are_bytes;
        keys::resolve(&mut self.graph, self.first_new, keyed, byte_strings_are_bytes, &mut self.budget)
    }

    pub(super) fn suspend(self) -> Carried<'de> {
        Carried {
            graph: self.graph,
            memo: self.memo,
            global_numbers: self.global_numbers,
            buffers_used: self.buffers_used,
            changed_earlier: !self.changed.is_empty(),
        }
    }
}
