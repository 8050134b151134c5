//! Shapes: what the values at one place of all samples are. A place is an attribute of a class, an argument, or what the
//! containers at another place hold.
//!
//! Shapes unify: two places that hold the same object have the same shape from then on, so each object of a sample is
//! looked at once, however many places hold it. That is what keeps the work linear, and it gives the places of a shared
//! object one type, without which it could not be shared in Rust.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use pickle_core::Int;

use super::standard::Standard;

/// The number of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ShapeId(u32);

/// The number of a class, in the order in which the samples name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ClassId(pub(super) u32);

/// What the pickle shows of a value's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    None,
    Bool,
    Int,
    Float,
    Str,
    /// A `str` of Python 2 that is text in either reading.
    OldText,
    /// A `str` of Python 2 that is text in no encoding that is known.
    OldData,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    OrderedDict,
    DefaultDict,
    Counter,
    Deque,
    Set,
    FrozenSet,
    Standard(Standard),
    /// An instance of a class of the samples.
    Instance(ClassId),
    /// A class or a function.
    Global,
}

impl Kind {
    /// Whether it matters that two places hold one object: it can change, or Python code may compare it by identity.
    pub(super) fn has_identity(self) -> bool {
        match self {
            Kind::ByteArray | Kind::List | Kind::Dict | Kind::Set | Kind::Instance(_) => true,
            Kind::OrderedDict | Kind::DefaultDict | Kind::Counter | Kind::Deque => true,
            Kind::Standard(standard) => standard.is_mutable(),
            _ => false,
        }
    }
}

/// Why values have no type but `Any`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// A `str` with lone surrogates.
    Surrogates,
    /// Text and bytes of Python 2, which only the reader of the value can tell apart.
    OldText,
    /// A persistent id, or what is loaded from a buffer beside the pickle.
    Outside,
    /// An object that is not of a class by its name, or in a form that no Rust type has.
    NoType,
    /// A container that holds itself.
    HoldsItself,
    /// Containers in containers, too many for a type that anybody reads.
    TooDeep,
    /// Values of too many classes.
    TooMany,
    /// Values of a class that is left out.
    ClassLeftOut(ClassId),
}

/// Where in the samples something was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sighting {
    /// The position of the sample, in the order of the samples' names.
    pub(super) sample: usize,
    /// The byte in it.
    pub(super) offset: u64,
}

/// The values of one kind at a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Alternative {
    /// The shapes of what they hold: items, or keys and values, or those of a tuple by position.
    pub(super) parts: Vec<ShapeId>,
    /// Whether tuples of several lengths were seen, so that there is one shape for the items.
    pub(super) is_variadic: bool,
    /// Whether another place holds one of them too.
    pub(super) is_shared: bool,
    /// Whether one of them holds, somewhere below, what holds it here.
    pub(super) is_back_reference: bool,
}

/// The values at a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    pub(super) alternatives: BTreeMap<Kind, Alternative>,
    /// The smallest and the largest int.
    pub(super) ints: Option<(Int, Int)>,
    /// Why the place is `Any`, and where that was seen first.
    pub(super) opaque: Option<(Reason, Option<Sighting>)>,
    /// Whether a value without a kind here is in another place too.
    pub(super) has_shared_any: bool,
}

impl Shape {
    pub(super) fn make_opaque(&mut self, reason: Reason, seen: Option<Sighting>) {
        let new = (reason, seen);
        self.opaque = Some(self.opaque.map_or(new, |old| old.min(new)));
    }

    /// Whether one of the values is in another place too, and that matters.
    pub(super) fn has_shared(&self) -> bool {
        self.has_shared_any || self.alternatives.values().any(|alternative| alternative.is_shared)
    }

    /// Whether 64 bits do not hold all ints.
    pub(super) fn has_large_int(&self) -> bool {
        self.ints.as_ref().is_some_and(|(low, high)| low.as_i64().is_none() || high.as_i64().is_none())
    }

    fn add_ints(&mut self, smallest: Int, largest: Int) {
        self.ints = Some(match self.ints.take() {
            None => (smallest, largest),
            Some((low, high)) => (low.min(smallest), high.max(largest)),
        });
    }
}

/// All shapes; those that were unified are one.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    shapes: Vec<Shape>,
    /// For each shape the one that it was merged into; itself, if none.
    parents: Vec<ShapeId>,
    /// How many shapes each of them is by now, so that the way to the one that is left stays short.
    sizes: Vec<u32>,
}

impl Shapes {
    pub(super) fn new_shape(&mut self) -> ShapeId {
        let id = ShapeId(u32::try_from(self.shapes.len()).unwrap_or(u32::MAX));
        self.shapes.push(Shape::default());
        self.parents.push(id);
        self.sizes.push(1);
        id
    }

    /// A place that is `Any`.
    pub(super) fn new_opaque(&mut self, reason: Reason, seen: Sighting) -> ShapeId {
        let id = self.new_shape();
        self.shape_mut(id).make_opaque(reason, Some(seen));
        id
    }

    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ShapeId> + use<> {
        (0..self.shapes.len()).map(|number| ShapeId(u32::try_from(number).unwrap_or(u32::MAX)))
    }

    /// The shape that this one is by now.
    pub(super) fn find(&self, mut id: ShapeId) -> ShapeId {
        while self.parents[id.index()] != id {
            id = self.parents[id.index()];
        }
        id
    }

    /// The same, and the way is shorter the next time.
    fn find_and_compress(&mut self, id: ShapeId) -> ShapeId {
        let root = self.find(id);
        let mut at = id;
        while at != root {
            at = std::mem::replace(&mut self.parents[at.index()], root);
        }
        root
    }

    pub(super) fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[self.find(id).index()]
    }

    pub(super) fn shape_mut(&mut self, id: ShapeId) -> &mut Shape {
        let id = self.find_and_compress(id);
        &mut self.shapes[id.index()]
    }

    pub(super) fn note_int(&mut self, id: ShapeId, value: Int) {
        let shape = self.shape_mut(id);
        shape.alternatives.entry(Kind::Int).or_default();
        shape.add_ints(value.clone(), value);
    }

    /// Notes a value of this kind at the shape.
    pub(super) fn note(&mut self, id: ShapeId, kind: Kind) -> &mut Alternative {
        self.shape_mut(id).alternatives.entry(kind).or_default()
    }

    /// Notes a value of the kind that holds `count` things, and gives a shape for each: of its own for the items of a
    /// tuple, and elsewhere the one of all items, keys or values.
    pub(super) fn parts_of(&mut self, id: ShapeId, kind: Kind, count: usize) -> Vec<ShapeId> {
        let known = self.shape(id).alternatives.get(&kind).cloned();
        let Some(alternative) = known else {
            let parts: Vec<ShapeId> = (0..count).map(|_| self.new_shape()).collect();
            self.note(id, kind).parts.clone_from(&parts);
            return parts;
        };
        if alternative.parts.len() == count && !alternative.is_variadic {
            return alternative.parts;
        }
        let item = self.make_variadic(id, kind);
        vec![item; count]
    }

    /// Gives all items of the tuples at the shape one shape.
    fn make_variadic(&mut self, id: ShapeId, kind: Kind) -> ShapeId {
        let parts = std::mem::take(&mut self.note(id, kind).parts);
        let first = parts.first().copied().unwrap_or_else(|| self.new_shape());
        let alternative = self.note(id, kind);
        alternative.parts = vec![first];
        alternative.is_variadic = true;
        for part in parts {
            self.unify(first, part);
        }
        first
    }

    /// Makes two shapes one, with all that they hold.
    pub(super) fn unify(&mut self, left: ShapeId, right: ShapeId) {
        let mut pending = vec![(left, right)];
        while let Some((left, right)) = pending.pop() {
            let (left, right) = (self.find_and_compress(left), self.find_and_compress(right));
            if left == right {
                continue;
            }
            let size = |id: ShapeId| self.sizes[id.index()];
            let (into, from) = if size(left) >= size(right) { (left, right) } else { (right, left) };
            self.parents[from.index()] = into;
            self.sizes[into.index()] = size(into).saturating_add(size(from));
            let from = std::mem::take(&mut self.shapes[from.index()]);
            self.absorb(into, from, &mut pending);
        }
    }

    /// Moves what `from` has to the shape `into`: always from the one with less.
    fn absorb(&mut self, into: ShapeId, mut from: Shape, pending: &mut Vec<(ShapeId, ShapeId)>) {
        let shape = &mut self.shapes[into.index()];
        if from.alternatives.len() > shape.alternatives.len() {
            std::mem::swap(shape, &mut from);
        }
        if let Some((smallest, largest)) = from.ints {
            shape.add_ints(smallest, largest);
        }
        if let Some((reason, seen)) = from.opaque {
            shape.make_opaque(reason, seen);
        }
        shape.has_shared_any |= from.has_shared_any;
        for (kind, alternative) in from.alternatives {
            match shape.alternatives.entry(kind) {
                Entry::Vacant(entry) => drop(entry.insert(alternative)),
                Entry::Occupied(entry) => merge_alternative(entry.into_mut(), alternative, pending),
            }
        }
    }

    /// Makes the values of one kind at two shapes have the same parts: they hold the same object.
    pub(super) fn unify_alternatives(&mut self, left: ShapeId, right: ShapeId, kind: Kind) {
        let Some(alternative) = self.shape(left).alternatives.get(&kind).cloned() else { return };
        let mut pending = Vec::new();
        let flags = Alternative { is_shared: false, is_back_reference: false, ..alternative };
        let other = self.shape_mut(right).alternatives.entry(kind).or_insert_with(|| flags.clone());
        merge_alternative(other, flags, &mut pending);
        let other = other.clone();
        let own = self.note(left, kind);
        own.is_variadic = other.is_variadic;
        own.parts.clone_from(&other.parts);
        pending.into_iter().for_each(|(left, right)| self.unify(left, right));
    }
}

/// Adds what `from` has to `into`; the shapes that have to be unified then are `pending`.
fn merge_alternative(into: &mut Alternative, from: Alternative, pending: &mut Vec<(ShapeId, ShapeId)>) {
    into.is_shared |= from.is_shared;
    into.is_back_reference |= from.is_back_reference;
    if into.is_variadic || from.is_variadic || into.parts.len() != from.parts.len() {
        let all: Vec<ShapeId> = into.parts.iter().chain(&from.parts).copied().collect();
        pending.extend(all.windows(2).map(|pair| (pair[0], pair[1])));
        into.is_variadic = true;
        into.parts = all.into_iter().take(1).collect();
    } else {
        pending.extend(into.parts.iter().copied().zip(from.parts));
    }
}

impl ShapeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}
