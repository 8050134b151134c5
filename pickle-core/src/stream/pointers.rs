//! The `Rc`s and `Arc`s of a stream: a value to which the pickle refers again is the pointer that was made of it.

use std::any::{Any, TypeId};
use std::cell::LazyCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Stream;
use super::usual::split_reference;

/// `Rc`s and `Arc`s, by the points of their values and by their types.
pub(crate) type PointersByPoint = HashMap<(usize, TypeId), Box<dyn Any>, RandomState>;

/// Those to which the pickle has referred, a table for each of their types: to find a slot again takes longer.
#[derive(Default)]
pub(super) struct KnownPointers(Vec<Box<dyn Any>>);

/// Pointers with the points of their values, by the memo indexes of these.
type PointersByIndex<P> = HashMap<u64, (usize, P), RandomState>;

impl KnownPointers {
    fn get<P: 'static>(&self, index: u64) -> Option<&(usize, P)> {
        self.0.iter().find_map(|table| table.downcast_ref::<PointersByIndex<P>>())?.get(&index)
    }

    fn insert<P: 'static>(&mut self, index: u64, point: usize, pointer: P) {
        match self.0.iter_mut().find_map(|table| table.downcast_mut::<PointersByIndex<P>>()) {
            Some(table) => drop(table.insert(index, (point, pointer))),
            None => self.0.push(Box::new(PointersByIndex::from_iter([(index, (point, pointer))]))),
        }
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Stream<'_, '_> {
    /// What a clone of an earlier pointer to the value that was taken last is, or else this one, for later.
    pub(crate) fn same_pointer<P: Clone + 'static>(&mut self, pointer: P) -> P {
        let known = self.pointers.entry((self.completed, TypeId::of::<P>()));
        let known = known.or_insert_with(|| Box::new(pointer.clone()));
        known.downcast_ref::<P>().cloned().unwrap_or(pointer)
    }

    /// The pointer that was made of the value to which the pickle refers here, which is taken then.
    pub(crate) fn known_pointer<P: Clone + 'static>(&mut self) -> Option<P> {
        if !self.is_ready() || LazyCell::get(&self.pointers).is_none() {
            return None;
        }
        if let Some((index, rest)) = split_reference(self.rest)
            && let Some((point, pointer)) = self.known.get::<P>(index)
        {
            (self.rest, self.completed) = (rest, *point);
            return Some(pointer.clone());
        }
        self.pointer_by_point()
    }

    /// The same, for the first time.
    #[inline(never)]
    fn pointer_by_point<P: Clone + 'static>(&mut self) -> Option<P> {
        let (index, end) = self.reference()?;
        let point = self.slot(index)?.point;
        let pointer = self.pointers.get(&(point, TypeId::of::<P>()))?.downcast_ref::<P>().cloned()?;
        self.known.insert(index, point, pointer.clone());
        self.take().ok()?;
        self.go_to(end);
        self.completed = point;
        Some(pointer)
    }
}
