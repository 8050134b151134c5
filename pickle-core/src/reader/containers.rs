//! The opcodes that make and fill lists, tuples, dicts and sets.

use crate::error::Result;
use crate::graph::{Effect, Node, NodeId};

use super::Machine;

const ITEM_COST: usize = size_of::<NodeId>();
const ENTRY_COST: usize = size_of::<(NodeId, NodeId)>();

impl Machine<'_, '_, '_> {
    pub(super) fn list(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let items = self.take_from(mark)?;
        self.push_node(Node::List(items))
    }

    pub(super) fn tuple(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let items = self.take_from(mark)?;
        self.push_node(Node::Tuple(items.into_boxed_slice()))
    }

    pub(super) fn tuple_of(&mut self, count: usize) -> Result<()> {
        let position = self.position_of_top(count)?;
        let items = self.take_from(position)?;
        self.push_node(Node::Tuple(items.into_boxed_slice()))
    }

    pub(super) fn frozen_set(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let items = self.take_from(mark)?;
        self.push_node(Node::FrozenSet(items.into_boxed_slice()))
    }

    pub(super) fn dict(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let entries = self.take_entries_from(mark)?;
        self.push_node(Node::Dict(entries))
    }

    pub(super) fn append(&mut self) -> Result<()> {
        let position = self.position_of_top(1)?;
        self.append_from(position)
    }

    pub(super) fn appends(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        self.append_from(mark)
    }

    fn append_from(&mut self, position: usize) -> Result<()> {
        let target = self.value_below(position)?;
        self.change(target);
        let items = self.stack.values_from(position);
        match self.graph.nodes.get_mut(target.0 as usize) {
            _ if items.is_empty() => Ok(()),
            Some(Node::List(list)) => {
                self.budget.charge_items(items.len(), ITEM_COST)?;
                list.extend_from_slice(items);
                self.stack.truncate(position);
                Ok(())
            }
            _ => {
                let items = self.take_from(position)?;
                self.add_effect(target, Effect::Append(items), "a list")
            }
        }
    }

    pub(super) fn set_item(&mut self) -> Result<()> {
        let position = self.position_of_top(2)?;
        self.set_items_from(position)
    }

    pub(super) fn set_items(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        self.set_items_from(mark)
    }

    fn set_items_from(&mut self, position: usize) -> Result<()> {
        let target = self.value_below(position)?;
        self.change(target);
        let entries = self.stack.values_from(position);
        match self.graph.nodes.get_mut(target.0 as usize) {
            _ if entries.is_empty() => Ok(()),
            Some(Node::Dict(dict)) if entries.len().is_multiple_of(2) => {
                self.budget.charge_items(entries.len(), ITEM_COST)?;
                dict.extend(pairs(entries));
                self.stack.truncate(position);
                Ok(())
            }
            _ => {
                let entries = self.take_entries_from(position)?;
                self.add_effect(target, Effect::SetItems(entries), "a dict")
            }
        }
    }

    pub(super) fn add_items(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let target = self.value_below(mark)?;
        self.change(target);
        let items = self.stack.values_from(mark);
        match self.graph.nodes.get_mut(target.0 as usize) {
            _ if items.is_empty() => Ok(()),
            Some(Node::Set(set)) => {
                self.budget.charge_items(items.len(), ITEM_COST)?;
                set.extend_from_slice(items);
                self.stack.truncate(mark);
                Ok(())
            }
            _ => {
                let items = self.take_from(mark)?;
                self.add_effect(target, Effect::AddItems(items), "a set")
            }
        }
    }

    /// Takes the values from a position to the top off the stack.
    pub(super) fn take_from(&mut self, position: usize) -> Result<Vec<NodeId>> {
        let items = self.stack.values_from(position);
        self.budget.charge_items(items.len(), ITEM_COST)?;
        let items = items.to_vec();
        self.stack.truncate(position);
        Ok(items)
    }

    /// Takes the keys and values from a position to the top off the stack.
    fn take_entries_from(&mut self, position: usize) -> Result<Vec<(NodeId, NodeId)>> {
        let items = self.stack.values_from(position);
        if !items.len().is_multiple_of(2) {
            return Err(self.bad_stack("the last key has no value"));
        }
        self.budget.charge_items(items.len() / 2, ENTRY_COST)?;
        let entries = pairs(items).collect();
        self.stack.truncate(position);
        Ok(entries)
    }
}

fn pairs(items: &[NodeId]) -> impl Iterator<Item = (NodeId, NodeId)> {
    items.as_chunks::<2>().0.iter().map(|[key, value]| (*key, *value))
}
