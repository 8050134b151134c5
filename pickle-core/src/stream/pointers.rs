//! The `Rc`s and `Arc`s of a stream: a value to which the pickle refers again is the pointer that was made of it.

use std::any::{Any, TypeId};
use std::cell::LazyCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Stream;
use super::usual::split_reference;

/// `Rc`s and `Arc`s, by the points of their values and by their types.
pub(crate) type PointersByPoint = HashMap<(usize, TypeId), Box<dyn Any>, RandomState>;

/// The same, by the memo indexes with which the pickle has referred to them: to find a slot again takes longer.
pub(super) type PointersByIndex = HashMap<(u64, TypeId), (usize, Box<dyn Any>), RandomState>;

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
            && let Some((point, pointer)) = self.known.get(&(index, TypeId::of::<P>()))
        {
            (self.rest, self.completed) = (rest, *point);
            return pointer.downcast_ref().cloned();
        }
        self.pointer_by_point()
    }

    /// The same, for the first time.
    #[inline(never)]
    fn pointer_by_point<P: Clone + 'static>(&mut self) -> Option<P> {
        let (index, end) = self.reference()?;
        let point = self.slot(index)?.point;
        let of_type = TypeId::of::<P>();
        let pointer = self.pointers.get(&(point, of_type))?.downcast_ref::<P>().cloned()?;
        self.known.insert((index, of_type), (point, Box::new(pointer.clone())));
        self.take().ok()?;
        self.go_to(end);
        self.completed = point;
        Some(pointer)
    }
}
