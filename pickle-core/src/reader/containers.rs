//! The opcodes that make and fill lists, tuples, dicts and sets.

use crate::error::Result;
use crate::graph::{Effect, Graph, NodeId, Record, Run, Tag};
use crate::memory_ahead;

use super::{Machine, too_many_items};

const ITEM_COST: usize = size_of::<NodeId>();
const ENTRY_COST: usize = size_of::<(NodeId, NodeId)>();

/// So many items or entries at once are a batch of a long list or dict.
const BATCH: usize = 512;

impl Machine<'_, '_, '_> {
    pub(super) fn list(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        self.push_container(Tag::List, mark)
    }

    pub(super) fn tuple(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        self.push_container(Tag::Tuple, mark)
    }

    pub(super) fn tuple_of(&mut self, count: usize) -> Result<()> {
        let position = self.position_of_top(count)?;
        self.push_container(Tag::Tuple, position)
    }

    pub(super) fn frozen_set(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        self.push_container(Tag::FrozenSet, mark)?;
        self.note_keys_of_top()
    }

    pub(super) fn dict(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let entries = self.extend_entries(Run::EMPTY, mark)?;
        self.push_node(Record::container(Tag::Dict, entries))?;
        self.note_keys_of_top()
    }

    /// Makes a container of the values from a position to the top.
    fn push_container(&mut self, container: Tag, position: usize) -> Result<()> {
        let items = self.take_from(position)?;
        self.push_node(Record::container(container, items))
    }

    pub(super) fn append(&mut self) -> Result<()> {
        let position = self.position_of_top(1)?;
        self.append_from(position)
    }

    pub(super) fn appends(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let is_batch = self.stack.values_from(mark).len() >= BATCH;
        self.append_from(mark)?;
        if is_batch {
            self.expect_as_before();
        }
        Ok(())
    }

    fn append_from(&mut self, position: usize) -> Result<()> {
        let target = self.value_below(position)?;
        self.change(target);
        match self.graph.record(target).tag() {
            _ if self.stack.values_from(position).is_empty() => Ok(()),
            Tag::List => self.extend_container(target, position),
            _ => self.extend_effect(target, Effect::Append, position, "a list"),
        }
    }

    pub(super) fn set_item(&mut self) -> Result<()> {
        let position = self.position_of_top(2)?;
        self.set_items_from(position)
    }

    pub(super) fn set_items(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let is_batch = self.stack.values_from(mark).len() >= 2 * BATCH;
        self.set_items_from(mark)?;
        if is_batch {
            self.expect_as_before();
        }
        Ok(())
    }

    /// Gets memory for as many nodes and so on as seem to follow in the pickle, if it is the first of its graph and may have
    /// as much.
    #[cold]
    fn expect_as_before(&mut self) {
        let (done, all) = (self.start as usize, self.cursor.input().len());
        if self.first_new != NodeId(0) || !self.budget.lasts(done, all) {
            return;
        }
        let Graph { records, items, entries, texts, objects, .. } = &mut self.graph;
        memory_ahead::expect_as_before(records, 0, done, all);
        memory_ahead::expect_as_before(objects, 0, done, all);
        items.expect_as_before(done, all);
        entries.expect_as_before(done, all);
        texts.expect_as_before(done, all);
        self.memo.expect_as_before(done, all);
    }

    fn set_items_from(&mut self, position: usize) -> Result<()> {
        let target = self.value_below(position)?;
        self.change(target);
        let record = self.graph.record(target);
        match record.tag() {
            _ if self.stack.values_from(position).is_empty() => Ok(()),
            Tag::Dict => {
                let entries = self.extend_entries(record.run(), position)?;
                self.set_run(target, entries);
                self.keyed.note(&self.graph, target, &mut self.budget)
            }
            _ => self.extend_effect(target, Effect::SetItems, position, "a dict"),
        }
    }

    pub(super) fn add_items(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let target = self.value_below(mark)?;
        self.change(target);
        match self.graph.record(target).tag() {
            _ if self.stack.values_from(mark).is_empty() => Ok(()),
            Tag::Set => {
                self.extend_container(target, mark)?;
                self.keyed.note(&self.graph, target, &mut self.budget)
            }
            _ => self.extend_effect(target, Effect::AddItems, mark, "a set"),
        }
    }

    /// Notes that the members or keys of the value on top have to be compared.
    pub(super) fn note_keys_of_top(&mut self) -> Result<()> {
        let id = self.top()?;
        self.keyed.note(&self.graph, id, &mut self.budget)
    }

    /// Puts the values from a position to the top into a list or set.
    fn extend_container(&mut self, target: NodeId, position: usize) -> Result<()> {
        let items = self.extend_items(self.graph.record(target).run(), position)?;
        self.set_run(target, items);
        Ok(())
    }

    fn set_run(&mut self, target: NodeId, run: Run) {
        if let Some(record) = self.graph.records.get_mut(target.0 as usize) {
            record.set_run(run);
        }
    }

    /// Takes the values from a position to the top off the stack.
    pub(super) fn take_from(&mut self, position: usize) -> Result<Run> {
        self.extend_items(Run::EMPTY, position)
    }

    /// Takes the values from a position to the top off the stack and puts them behind others.
    pub(super) fn extend_items(&mut self, run: Run, position: usize) -> Result<Run> {
        let items = self.stack.values_from(position);
        self.budget.charge_items(self.graph.items.growth(run, items.len()), ITEM_COST)?;
        let longer = self.graph.items.extend(run, items.iter().copied()).ok_or_else(too_many_items)?;
        self.stack.truncate(position);
        Ok(longer)
    }

    /// Takes the keys and values from a position to the top off the stack and puts them behind others.
    pub(super) fn extend_entries(&mut self, run: Run, position: usize) -> Result<Run> {
        let (entries, []) = self.stack.values_from(position).as_chunks::<2>() else {
            return Err(self.bad_stack("the last key has no value"));
        };
        self.budget.charge_items(self.graph.entries.growth(run, entries.len()), ENTRY_COST)?;
        let entries = entries.iter().map(|[key, value]| (*key, *value));
        let longer = self.graph.entries.extend(run, entries).ok_or_else(too_many_items)?;
        self.stack.truncate(position);
        Ok(longer)
    }
}
