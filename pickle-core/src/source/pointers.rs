//! `Rc`, `Arc` and the `Weak`s to them: one Python object is one pointer, also to those that are inside of it.
//!
//! A `Weak` to an object that is still being loaded needs `Rc::new_cyclic`, whose closure cannot fail but loading can.
//! So the first load of an outermost `Rc` is a rehearsal, in which such a `Weak` dangles and its target is noted as
//! wanted. When nobody wanted anything, the rehearsal was the performance. Otherwise all is loaded again, and what is
//! wanted inside of a `new_cyclic`, with a rehearsed value to give back should the load fail after all.

use std::any::{Any, TypeId};
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::Source;
use crate::error::{Error, ErrorKind, Result};
use crate::graph::NodeId;
use crate::limits::Budget;
use crate::stream::{PointersByPoint, unpredicted};
use crate::unpickle::Unpickle;

/// The node and the type of a pointer to it.
type Key = (NodeId, TypeId);

/// The `Rc`s and `Arc`s that were made, which one load can leave to the next.
pub(crate) type MadePointers = HashMap<Key, Box<dyn Any>>;

/// The pointers of one load.
#[derive(Default)]
pub(super) struct Pointers {
    made: MadePointers,
    /// The keys of `made` that this load has added, oldest first.
    made_order: Vec<Key>,
    /// What is being loaded.
    unfinished: HashSet<Key>,
    /// The `Weak`s to what a `new_cyclic` is making.
    promised: HashMap<Key, Box<dyn Any>>,
    /// What was unfinished when a `Weak` asked for it.
    wanted: HashSet<Key>,
    /// Whether a `Weak` of the current rehearsal dangles.
    any_dangles: bool,
    act: Act,
    /// What was loaded for a `Weak`, and whether a pointer of the loaded value owns it by now.
    for_weak: Vec<(NodeId, IsOwned)>,
    /// Whether no pointer may be made, as the value is a part of a stream, which knows the others.
    are_refused: bool,
    /// Those of the stream that the graph is a part of.
    of_stream: OfStream,
}

/// The pointers of a stream, for the load of a part of it.
#[derive(Default)]
struct OfStream {
    made: PointersByPoint,
    /// The points of the nodes of the part.
    points: HashMap<NodeId, usize>,
}

impl OfStream {
    fn find(&self, (node, kind): Key) -> Option<&dyn Any> {
        let point = *self.points.get(&node)?;
        self.made.get(&(point, kind)).map(|pointer| &**pointer)
    }
}

type IsOwned = Box<dyn Fn() -> bool>;

/// What a load of a pointer is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Act {
    /// No load of another pointer.
    #[default]
    Outermost,
    Rehearsal,
    Performance,
}

/// A state of the load to come back to.
struct Checkpoint {
    nodes: Budget,
    bytes: Budget,
    made: usize,
    for_weak: usize,
    taken: usize,
}

/// `Rc` and `Arc`.
pub(crate) trait SharedPointer<T>: Clone + 'static {
    type Weak: Clone + 'static;

    fn new(value: T) -> Self;
    fn new_cyclic(make: impl FnOnce(&Self::Weak) -> T) -> Self;
    fn downgrade(&self) -> Self::Weak;
    fn dangling() -> Self::Weak;
    fn owners(weak: &Self::Weak) -> usize;
}

impl Pointers {
    /// From now on a pointer is an error.
    pub(super) fn refuse(&mut self) {
        self.are_refused = true;
    }

    pub(super) fn check_allowed(&self) -> Result<()> {
        if self.are_refused { Err(unpredicted()) } else { Ok(()) }
    }

    pub(super) fn swap_made(&mut self, made: &mut MadePointers) {
        std::mem::swap(&mut self.made, made);
    }

    pub(super) fn find<P: Clone + 'static>(&self, key: Key) -> Option<P> {
        let made = self.made.get(&key).map(|pointer| &**pointer);
        made.or_else(|| self.of_stream.find(key))?.downcast_ref::<P>().cloned()
    }

    /// Takes the pointers of the stream of which the graph is a part, whose nodes have these points.
    pub(super) fn lend(&mut self, made: PointersByPoint, nodes: HashMap<usize, NodeId>) {
        self.of_stream = OfStream { made, points: nodes.into_iter().map(|(point, node)| (node, point)).collect() };
    }

    /// Gives the pointers of the stream back, with those that were made since.
    pub(super) fn give_back(&mut self) -> PointersByPoint {
        let OfStream { mut made, points } = std::mem::take(&mut self.of_stream);
        for ((node, kind), pointer) in self.made.drain() {
            if let Some(&point) = points.get(&node) {
                made.insert((point, kind), pointer);
            }
        }
        made
    }

    pub(super) fn insert<P: 'static>(&mut self, key: Key, pointer: P) {
        if self.made.insert(key, Box::new(pointer)).is_none() {
            self.made_order.push(key);
        }
    }
}

impl<'de> Source<'_, 'de> {
    /// Takes the value as an `Rc` or `Arc`: the one that was made of it before, if there is one.
    pub(crate) fn pointer<T: Unpickle<'de>, P: SharedPointer<T>>(&mut self) -> Result<P> {
        if self.stream.is_some() {
            return self.shared(|source| T::unpickle(source).map(P::new));
        }
        self.walk.pointers.check_allowed()?;
        let key = (self.at, TypeId::of::<P>());
        if let Some(pointer) = self.walk.pointers.find(key) {
            return Ok(pointer);
        }
        if let Some(external) = self.persistent::<P>()? {
            self.walk.pointers.insert(key, P::clone(&external));
            return Ok(external);
        }
        let pointer = match self.walk.pointers.act {
            Act::Outermost => self.make_outermost(key)?,
            Act::Rehearsal => P::new(self.load_unfinished(key)?),
            Act::Performance => self.perform(key)?,
        };
        self.walk.pointers.insert(key, P::clone(&pointer));
        Ok(pointer)
    }

    /// Takes the value as a `Weak` of an `Rc` or `Arc` that another place owns; `None` as one that has lost its target.
    pub(crate) fn weak_pointer<T: Unpickle<'de>, P: SharedPointer<T>>(&mut self) -> Result<P::Weak> {
        if self.take_none()? {
            return Ok(P::dangling());
        }
        if let Some(stream) = &mut self.stream {
            return Err(stream.give_way());
        }
        let key = (self.at, TypeId::of::<P>());
        let pointers = &mut self.walk.pointers;
        if let Some(weak) = pointers.promised.get(&key).and_then(|weak| weak.downcast_ref::<P::Weak>()) {
            return Ok(weak.clone());
        }
        if !pointers.unfinished.contains(&key) {
            return self.weak_of_finished::<T, P>(key);
        }
        if pointers.act != Act::Rehearsal {
            return Err(Error::new(ErrorKind::Cycle).at_offset(self.offset()));
        }
        pointers.wanted.insert(key);
        pointers.any_dangles = true;
        Ok(P::dangling())
    }

    /// When the `Weak` comes before its owner, the target is loaded here and waits for it.
    fn weak_of_finished<T: Unpickle<'de>, P: SharedPointer<T>>(&mut self, key: Key) -> Result<P::Weak> {
        if let Some(pointer) = self.walk.pointers.find::<P>(key) {
            return Ok(pointer.downgrade());
        }
        if self.walk.is_inside(key.0) {
            return Err(Error::custom(format_args!(
                "a Weak points at {}, which is loaded, but as no Rc or Arc of that type; load it as one",
                self.graph.describe(key.0)
            ))
            .at_offset(self.offset()));
        }
        let weak = self.pointer::<T, P>()?.downgrade();
        let watched = weak.clone();
        // One owner is the list of pointers.
        self.walk.pointers.for_weak.push((key.0, Box::new(move || P::owners(&watched) > 1)));
        Ok(weak)
    }

    /// The error of a value that only a `Weak` points at, so that it would be lost.
    pub(crate) fn check_owners(&self) -> Result<()> {
        let Some(pointers) = LazyCell::get(&self.walk.pointers) else { return Ok(()) };
        match pointers.for_weak.iter().find(|(_, is_owned)| !is_owned()) {
            Some((id, _)) => Err(Error::custom(format_args!(
                "only a Weak points at {}, which would be lost; let an Rc or Arc own it, or load the whole that it is \
                 part of",
                self.graph.describe(*id)
            ))
            .at_offset(self.graph.offset(*id))),
            None => Ok(()),
        }
    }

    fn make_outermost<T: Unpickle<'de>, P: SharedPointer<T>>(&mut self, key: Key) -> Result<P> {
        self.walk.pointers.any_dangles = false;
        let start = self.checkpoint();
        let rehearsed: T = self.rehearse(key)?;
        if !self.walk.pointers.any_dangles {
            return Ok(P::new(rehearsed));
        }
        self.roll_back(start)?;
        self.walk.pointers.act = Act::Performance;
        let pointer = match self.walk.pointers.wanted.contains(&key) {
            true => self.make_cyclic(key, rehearsed),
            false => self.load_unfinished(key).map(P::new),
        };
        self.walk.pointers.act = Act::Outermost;
        pointer
    }

    fn perform<T: Unpickle<'de>, P: SharedPointer<T>>(&mut self, key: Key) -> Result<P> {
        if !self.walk.pointers.wanted.contains(&key) {
            return self.load_unfinished(key).map(P::new);
        }
        let start = self.checkpoint();
        let rehearsed = self.rehearse(key)?;
        self.roll_back(start)?;
        self.make_cyclic(key, rehearsed)
    }

    fn rehearse<T: Unpickle<'de>>(&mut self, key: Key) -> Result<T> {
        let act = std::mem::replace(&mut self.walk.pointers.act, Act::Rehearsal);
        let rehearsed = self.load_unfinished(key);
        self.walk.pointers.act = act;
        rehearsed
    }

    fn load_unfinished<T: Unpickle<'de>>(&mut self, key: Key) -> Result<T> {
        self.at = key.0;
        self.walk.pointers.unfinished.insert(key);
        let loaded = T::unpickle(self);
        self.walk.pointers.unfinished.remove(&key);
        loaded
    }

    fn make_cyclic<T: Unpickle<'de>, P: SharedPointer<T>>(&mut self, key: Key, rehearsed: T) -> Result<P> {
        self.at = key.0;
        let mut failure = None;
        let pointer = P::new_cyclic(|weak| {
            self.walk.pointers.promised.insert(key, Box::new(weak.clone()));
            T::unpickle(self).unwrap_or_else(|error| {
                failure = Some(error);
                rehearsed
            })
        });
        self.walk.pointers.promised.remove(&key);
        failure.map_or(Ok(pointer), Err)
    }

    fn checkpoint(&self) -> Checkpoint {
        let walk = &self.walk;
        Checkpoint {
            nodes: walk.nodes.clone(),
            bytes: walk.bytes.clone(),
            made: walk.pointers.made_order.len(),
            for_weak: walk.pointers.for_weak.len(),
            taken: walk.watch.as_ref().map_or(0, |watch| watch.taken.len()),
        }
    }

    /// Forgets what a rehearsal made and took, but for its cost.
    fn roll_back(&mut self, start: Checkpoint) -> Result<()> {
        let walk = &mut self.walk;
        walk.rehearsals.charge(walk.nodes.taken_since(&start.nodes))?;
        (walk.nodes, walk.bytes) = (start.nodes, start.bytes);
        let Pointers { made, made_order, for_weak, .. } = &mut **walk.pointers;
        for key in made_order.drain(start.made..) {
            made.remove(&key);
        }
        for_weak.truncate(start.for_weak);
        let depth = walk.depth();
        if let Some(watch) = &mut walk.watch {
            watch.taken.forget_from(start.taken, depth);
        }
        Ok(())
    }
}
