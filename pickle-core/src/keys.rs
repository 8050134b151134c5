//! Which dict keys and set members are equal, as Python sees it: resolved once for the whole graph, without recursion.
//!
//! Each key gets a canonical number that equal keys share: scalars by value, tuples and frozensets by the numbers of
//! their items, objects by themselves. A node is looked at once however often it is used, so the work is linear.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::error::{Error, ErrorKind, Result};
use crate::graph::{Graph, Node, NodeId};
use crate::int::Int;
use crate::limits::Budget;

/// The dicts and sets that a reader has filled and whose keys have to be compared.
#[derive(Debug, Default)]
pub(crate) struct KeyedNodes {
    ids: Vec<NodeId>,
    /// Keys of which no two are equal: most dicts of a pickle have the keys of the one before.
    different: Vec<NodeId>,
}

impl KeyedNodes {
    /// Notes a dict or set that has new keys, unless they differ at sight.
    pub(crate) fn note(&mut self, graph: &Graph<'_>, id: NodeId, budget: &mut Budget) -> Result<()> {
        let differ = match graph.node(id) {
            Node::Dict(entries) => self.differ_at_sight(graph, entries, |(key, _)| key),
            Node::Set(members) | Node::FrozenSet(members) => self.differ_at_sight(graph, members, |member| member),
            _ => true,
        };
        if !differ && self.ids.last() != Some(&id) {
            budget.charge_items(1, size_of::<NodeId>())?;
            self.ids.push(id);
        }
        Ok(())
    }

    /// Whether there are only a few short strings, no two of them equal.
    fn differ_at_sight<T: Copy>(&mut self, graph: &Graph<'_>, items: &[T], key: impl Fn(T) -> NodeId) -> bool {
        const MOST_KEYS: usize = 16;
        const LONGEST_KEY: usize = 32;
        if items.len() > MOST_KEYS {
            return false;
        }
        let mut known = self.different.iter().zip(items);
        if items.len() <= self.different.len() && known.all(|(known, item)| *known == key(*item)) {
            return true;
        }
        let mut seen: [&[u8]; MOST_KEYS] = [b""; MOST_KEYS];
        let differ = items.iter().enumerate().all(|(place, item)| {
            match (string_bytes(graph.node(key(*item))), seen.get_mut(..=place)) {
                (Some(bytes), Some([before @ .., last])) if bytes.len() <= LONGEST_KEY => {
                    *last = bytes;
                    !before.contains(last)
                }
                _ => false,
            }
        });
        if differ {
            self.different.clear();
            self.different.extend(items.iter().map(|item| key(*item)));
        }
        differ
    }

    /// Each once, in the order of the pickle.
    fn into_ids(mut self) -> Vec<NodeId> {
        self.ids.sort_unstable();
        self.ids.dedup();
        self.ids
    }
}

/// The bytes of a string of any kind: strings of different bytes are different keys.
fn string_bytes<'g, 'de: 'g>(node: Node<'g, 'de>) -> Option<&'g [u8]> {
    match node {
        Node::Str(text) => Some(text.get().as_bytes()),
        Node::SurrogateStr(bytes) | Node::ByteString(bytes) | Node::Bytes(bytes) => Some(bytes.get()),
        _ => None,
    }
}

/// Merges equal keys of these dicts, where the first key keeps its place and the last value wins, and drops repeated
/// members of these sets; a key that cannot be hashed is an error.
///
/// Most of their keys are from `first_new` on.
pub(crate) fn resolve(
    graph: &mut Graph<'_>,
    first_new: NodeId,
    keyed: KeyedNodes,
    byte_strings_are_bytes: bool,
    budget: &mut Budget,
) -> Result<()> {
    let mut keys = Keys::new(graph, first_new, byte_strings_are_bytes, budget);
    let (mut dicts, mut sets) = (Vec::new(), Vec::new());
    for id in keyed.into_ids() {
        match graph.node(id) {
            Node::Dict(entries) => dicts.extend(keys.merge_entries(entries)?.map(|entries| (id, entries))),
            Node::Set(members) | Node::FrozenSet(members) => {
                sets.extend(keys.merge_members(members)?.map(|members| (id, members)));
            }
            _ => {}
        }
    }
    for (id, entries) in dicts {
        let run = graph.entries.replace(graph.record(id).run(), &entries);
        graph.records[id.0 as usize].set_run(run);
    }
    for (id, members) in sets {
        let run = graph.items.replace(graph.record(id).run(), &members);
        graph.records[id.0 as usize].set_run(run);
    }
    Ok(())
}

/// What makes two keys equal.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'g> {
    None,
    /// Every number without a fraction in the range of i64, bools and floats too.
    Int(i64),
    /// An int outside i64 that is no float.
    BigInt(&'g Int),
    /// Any other number, by the bits of the float.
    Float(u64),
    Complex(u64, u64),
    /// A `str`, or a Python 2 string in ASCII.
    Text(&'g [u8]),
    /// Any other Python 2 string.
    ByteString(&'g [u8]),
    Bytes(&'g [u8]),
    Tuple(Box<[u32]>),
    /// Sorted, each once.
    FrozenSet(Box<[u32]>),
    Global(u32),
    Extension(i32),
    /// What is equal to itself only.
    Identity(NodeId),
}

/// What a node is, as a key.
enum KeyNode<'g> {
    Scalar(Key<'g>),
    Tuple(&'g [NodeId]),
    FrozenSet(&'g [NodeId]),
    Unhashable(&'static str),
}

/// No key has this number.
const UNKNOWN: u32 = u32::MAX;

/// The canonical numbers found so far.
struct Keys<'g, 'de, 'b> {
    graph: &'g Graph<'de>,
    first_new: NodeId,
    byte_strings_are_bytes: bool,
    /// The canonical number of each node from `first_new` on, or `UNKNOWN`; empty before the first is needed.
    numbers: Vec<u32>,
    /// The canonical numbers of earlier nodes.
    earlier_numbers: HashMap<NodeId, u32>,
    known: HashMap<Key<'g>, u32, RandomState>,
    /// For each canonical number, the last collection that had it and its place there.
    last_use: Vec<(u32, usize)>,
    collections: u32,
    budget: &'b mut Budget,
}

/// What a new canonical number costs.
const KEY_COST: usize = size_of::<Key<'_>>() + size_of::<u32>() + size_of::<(u32, usize)>();

impl<'g, 'de, 'b> Keys<'g, 'de, 'b> {
    fn new(
        graph: &'g Graph<'de>,
        first_new: NodeId,
        byte_strings_are_bytes: bool,
        budget: &'b mut Budget,
    ) -> Keys<'g, 'de, 'b> {
        Keys {
            graph,
            first_new,
            byte_strings_are_bytes,
            numbers: Vec::new(),
            earlier_numbers: HashMap::new(),
            known: HashMap::default(),
            last_use: Vec::new(),
            collections: 0,
            budget,
        }
    }

    fn merge_entries(&mut self, entries: &[(NodeId, NodeId)]) -> Result<Option<Vec<(NodeId, NodeId)>>> {
        if self.differ_by_hash(entries.len(), entries.iter().map(|(key, _)| *key))? {
            return Ok(None);
        }
        self.begin_collection(entries.len())?;
        let mut merged: Option<Vec<(NodeId, NodeId)>> = None;
        for (place, (key, value)) in entries.iter().enumerate() {
            let next = merged.as_ref().map_or(place, Vec::len);
            match (self.first_place(*key, next)?, &mut merged) {
                (None, None) => {}
                (None, Some(merged)) => merged.push((*key, *value)),
                (Some(first), merged) => {
                    let merged = merged.get_or_insert_with(|| entries.iter().take(place).copied().collect());
                    if let Some(entry) = merged.get_mut(first) {
                        entry.1 = *value;
                    }
                }
            }
        }
        Ok(merged)
    }

    fn merge_members(&mut self, members: &[NodeId]) -> Result<Option<Vec<NodeId>>> {
        if self.differ_by_hash(members.len(), members.iter().copied())? {
            return Ok(None);
        }
        self.begin_collection(members.len())?;
        let mut merged: Option<Vec<NodeId>> = None;
        for (place, member) in members.iter().enumerate() {
            let next = merged.as_ref().map_or(place, Vec::len);
            match (self.first_place(*member, next)?, &mut merged) {
                (None, None) => {}
                (None, Some(merged)) => merged.push(*member),
                (Some(_), merged) => {
                    merged.get_or_insert_with(|| members.iter().take(place).copied().collect());
                }
            }
        }
        Ok(merged)
    }

    /// The quick way for a large dict or set: all are texts, and no two have the same hash. Long texts are not hashed for
    /// each collection that they are in.
    fn differ_by_hash(&mut self, length: usize, mut keys: impl Iterator<Item = NodeId>) -> Result<bool> {
        const LARGE: usize = 256;
        const LONGEST_TEXT: usize = 256;
        if length < LARGE {
            return Ok(false);
        }
        self.budget.charge_items(length, 2 * size_of::<u64>())?;
        let mut hashes = HashSet::with_capacity_and_hasher(length, RandomState::default());
        Ok(keys.all(|key| match self.graph.node(key) {
            Node::Str(text) if text.len() <= LONGEST_TEXT => hashes.insert(self.known.hasher().hash_one(text.get())),
            _ => false,
        }))
    }

    fn begin_collection(&mut self, length: usize) -> Result<()> {
        if self.numbers.is_empty() && length > 0 {
            let new = self.graph.len().saturating_sub(self.first_new.0 as usize);
            self.budget.charge_items(new, size_of::<u32>())?;
            self.numbers.resize(new, UNKNOWN);
        }
        if self.collections == 0 {
            // The first is often the only large one; growing would hash each key again.
            self.known.reserve(length);
        }
        // Each collection is a node, so there are fewer than 2**32 of them.
        self.collections = self.collections.saturating_add(1);
        Ok(())
    }

    /// Where an equal key stands in the current collection, or nothing for the first, which is noted at `place`.
    fn first_place(&mut self, key: NodeId, place: usize) -> Result<Option<usize>> {
        let number = self.number(key)?;
        match self.last_use.get_mut(number as usize) {
            Some((collection, first)) if *collection == self.collections => Ok(Some(*first)),
            Some(last_use) => {
                *last_use = (self.collections, place);
                Ok(None)
            }
            None => Ok(None),
        }
    }

    fn known_number(&self, id: NodeId) -> Option<u32> {
        match id.0.checked_sub(self.first_new.0) {
            Some(place) => self.numbers.get(place as usize).copied().filter(|number| *number != UNKNOWN),
            None => self.earlier_numbers.get(&id).copied(),
        }
    }

    fn set_number(&mut self, id: NodeId, number: u32) {
        match id.0.checked_sub(self.first_new.0).map(|place| self.numbers.get_mut(place as usize)) {
            Some(Some(place)) => *place = number,
            Some(None) => {}
            None => {
                self.earlier_numbers.insert(id, number);
            }
        }
    }

    /// The canonical number of a key, after those of all its parts.
    fn number(&mut self, key: NodeId) -> Result<u32> {
        if let Some(number) = self.known_number(key) {
            return Ok(number);
        }
        if let KeyNode::Scalar(scalar) = key_node(self.graph, key, self.byte_strings_are_bytes) {
            return self.assign(key, scalar);
        }
        // Each node with whether its items have been asked for.
        let mut work = vec![(key, false)];
        let mut number = 0;
        while let Some((id, asked)) = work.pop() {
            number = match self.known_number(id) {
                Some(number) => number,
                None => match key_node(self.graph, id, self.byte_strings_are_bytes) {
                    KeyNode::Scalar(key) => self.assign(id, key)?,
                    KeyNode::Tuple(items) | KeyNode::FrozenSet(items) if !asked => {
                        // The items of a tuple are older than it, so this ends.
                        let unknown = items.iter().filter(|item| **item < id && self.known_number(**item).is_none());
                        work.push((id, true));
                        work.extend(unknown.map(|item| (*item, false)));
                        continue;
                    }
                    KeyNode::Tuple(items) => {
                        let numbers = self.item_numbers(items)?;
                        self.assign(id, Key::Tuple(numbers.into_boxed_slice()))?
                    }
                    KeyNode::FrozenSet(items) => {
                        let mut numbers = self.item_numbers(items)?;
                        numbers.sort_unstable();
                        numbers.dedup();
                        self.assign(id, Key::FrozenSet(numbers.into_boxed_slice()))?
                    }
                    KeyNode::Unhashable(found) => return Err(self.unhashable(key, found)),
                },
            };
        }
        Ok(number)
    }

    /// The numbers of items that have one.
    fn item_numbers(&mut self, items: &[NodeId]) -> Result<Vec<u32>> {
        self.budget.charge_items(items.len(), size_of::<u32>())?;
        Ok(items.iter().filter_map(|item| self.known_number(*item)).collect())
    }

    fn assign(&mut self, id: NodeId, key: Key<'g>) -> Result<u32> {
        // There are no more keys than nodes.
        let next = u32::try_from(self.known.len()).unwrap_or(UNKNOWN);
        let number = match self.known.entry(key) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                self.budget.charge_items(1, KEY_COST)?;
                self.last_use.push((0, 0));
                *place.insert(next)
            }
        };
        self.set_number(id, number);
        Ok(number)
    }

    #[cold]
    fn unhashable(&self, key: NodeId, found: &'static str) -> Error {
        Error::new(ErrorKind::Unhashable(found)).at_offset(self.graph.offset(key))
    }
}

impl Graph<'_> {
    /// Whether Python can hash the value; the error is at the byte of the value.
    pub(crate) fn check_hashable(&self, key: NodeId) -> Result<()> {
        let (mut seen, mut left) = (HashSet::new(), Vec::new());
        // Most keys are scalars, which need neither of the two.
        let mut next = Some(key);
        while let Some(id) = next {
            match key_node(self, id, false) {
                KeyNode::Scalar(_) => {}
                KeyNode::Tuple(items) | KeyNode::FrozenSet(items) if seen.insert(id) => left.extend(items),
                KeyNode::Tuple(_) | KeyNode::FrozenSet(_) => {}
                KeyNode::Unhashable(found) => {
                    return Err(Error::new(ErrorKind::Unhashable(found)).at_offset(self.offset(key)));
                }
            }
            next = left.pop();
        }
        Ok(())
    }
}

fn key_node<'g>(graph: &'g Graph<'_>, id: NodeId, byte_strings_are_bytes: bool) -> KeyNode<'g> {
    let scalar = match graph.node(id) {
        Node::None => Key::None,
        Node::Bool(value) => Key::Int(i64::from(value)),
        Node::Int(value) => Key::Int(value),
        Node::BigInt(value) => match value.to_exact_f64() {
            Some(float) => Key::Float(float.to_bits()),
            None => Key::BigInt(value),
        },
        Node::Float(value) if value.is_nan() => Key::Identity(id),
        Node::Float(value) => float_key(value),
        Node::Complex(value) => match value {
            (real, imaginary) if real.is_nan() || imaginary.is_nan() => Key::Identity(id),
            (real, 0.0) => float_key(real),
            // Adding zero makes a negative zero positive.
            (real, imaginary) => Key::Complex((real + 0.0).to_bits(), imaginary.to_bits()),
        },
        Node::Str(text) => Key::Text(text.get().as_bytes()),
        Node::SurrogateStr(bytes) => Key::Text(bytes.get()),
        Node::ByteString(bytes) if byte_strings_are_bytes => Key::Bytes(bytes.get()),
        Node::ByteString(bytes) if bytes.is_ascii() => Key::Text(bytes.get()),
        Node::ByteString(bytes) => Key::ByteString(bytes.get()),
        Node::Bytes(bytes) => Key::Bytes(bytes.get()),
        Node::Global(number) => Key::Global(number),
        Node::Extension(code) => Key::Extension(code),
        Node::Object(_) | Node::Persistent(_) | Node::Buffer { .. } => Key::Identity(id),
        Node::Tuple(items) => return KeyNode::Tuple(items),
        Node::FrozenSet(members) => return KeyNode::FrozenSet(members),
        Node::ByteArray(_) => return KeyNode::Unhashable("bytearray"),
        Node::List(_) => return KeyNode::Unhashable("list"),
        Node::Dict(_) => return KeyNode::Unhashable("dict"),
        Node::Set(_) => return KeyNode::Unhashable("set"),
    };
    KeyNode::Scalar(scalar)
}

/// A float that is no NaN; one that is an int in the range of i64 is that int.
fn float_key(value: f64) -> Key<'static> {
    const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
    match value.fract() == 0.0 && (-TWO_TO_63..TWO_TO_63).contains(&value) {
        true => Key::Int(value as i64),
        false => Key::Float(value.to_bits()),
    }
}
