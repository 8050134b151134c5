//! The memo of a stream: where in the input each stored value stands, in little more than a byte for most of them.

use std::collections::HashMap;

/// Where a stored value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Where the value begins, which it may share with its own first part.
    pub(super) start: usize,
    /// Where its making ends; no other value has the same.
    pub(super) point: usize,
}

/// How a value is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By the one instruction at its start.
    Simple,
    /// By several instructions.
    Compound,
}

/// The entries have indexes without gaps in almost every pickle; those that come otherwise are in `sparse`.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// The index of the first entry.
    first: u64,
    near: Vec<Slot>,
    far: Packed,
    sparse: HashMap<u64, Slot>,
}

/// So many entries are quick to find: a pickle refers most to what it stores early, names and words.
const NEAR: usize = 4096;

impl Memo {
    /// A memo for an input of so many bytes.
    pub(super) fn for_input(bytes: usize) -> Memo {
        const MOST: usize = 256;
        const BYTES_PER_ENTRY: usize = 8;
        Memo { near: Vec::with_capacity((bytes / BYTES_PER_ENTRY).min(MOST)), ..Memo::default() }
    }

    /// How many indexes are filled: the index that `MEMOIZE` takes.
    #[inline]
    pub(super) fn entries(&self) -> u64 {
        (self.near.len() + self.far.length + self.sparse.len()) as u64
    }

    /// Stores an entry under the index that `MEMOIZE` takes, as [`Memo::store`] does.
    #[inline]
    #[must_use]
    pub(super) fn store_next(&mut self, start: usize, point: usize, form: Form) -> bool {
        match self.first == 0 && self.sparse.is_empty() {
            true if self.near.len() < NEAR => self.near.push(Slot { start, point }),
            true => self.far.push(Slot { start, point }, form),
            false => return self.store(self.entries(), start, point, form),
        }
        true
    }

    /// Stores an entry, or gives false for an index that has one: a replay would find the wrong value then.
    #[inline]
    #[must_use]
    pub(super) fn store(&mut self, index: u64, start: usize, point: usize, form: Form) -> bool {
        let length = self.near.len() + self.far.length;
        if length == 0 && self.sparse.is_empty() {
            self.first = index;
        }
        match index.wrapping_sub(self.first) == length as u64 && self.sparse.is_empty() {
            true if length < NEAR => self.near.push(Slot { start, point }),
            true => self.far.push(Slot { start, point }, form),
            false => return self.store_apart(index, Slot { start, point }),
        }
        true
    }

    #[cold]
    fn store_apart(&mut self, index: u64, slot: Slot) -> bool {
        let length = (self.near.len() + self.far.length) as u64;
        let is_new = index.checked_sub(self.first).is_none_or(|place| place >= length);
        is_new && self.sparse.insert(index, slot).is_none()
    }

    /// The entry of a small index, mostly.
    #[inline]
    pub(super) fn near(&self, index: u8) -> Option<Slot> {
        let place = u64::from(index).checked_sub(self.first)?;
        self.near.get(place as usize).copied()
    }

    /// The entry of an index. `length` gives the length of the instruction at a position.
    pub(super) fn get(&self, index: u64, length: impl Fn(usize) -> Option<usize>) -> Option<Slot> {
        let place = index.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
        let dense = place.and_then(|place| match place.checked_sub(self.near.len()) {
            None => self.near.get(place).copied(),
            Some(place) => self.far.get(place, length),
        });
        dense.or_else(|| self.sparse.get(&index).copied())
    }
}

/// A row of slots, each as its distance from the one before.
#[derive(Debug, Default)]
struct Packed {
    /// For each slot one number, or two for a compound value, in groups of seven bits: the distance of the start, or of the
    /// point, from what the slot before ended with, and how far the start is from the point.
    bytes: Vec<u8>,
    /// What to begin with to find one of `BLOCK` slots.
    blocks: Vec<Block>,
    /// What the last slot ended with: its start if it is simple, else its point.
    last: usize,
    length: usize,
}

#[derive(Debug)]
struct Block {
    offset: usize,
    before: usize,
}

const BLOCK: usize = 64;

/// How many bytes a number takes at most.
const MOST_BYTES: usize = (usize::BITS as usize).div_ceil(7);

impl Packed {
    #[inline]
    fn push(&mut self, slot: Slot, form: Form) {
        let distance = slot.start.wrapping_sub(self.last);
        let is_usual = form == Form::Simple && distance < 0x40 && !self.length.is_multiple_of(BLOCK);
        if is_usual && self.bytes.len() < self.bytes.capacity() {
            self.bytes.push((distance as u8) << 1);
            self.last = slot.start;
            self.length += 1;
        } else {
            self.push_other(slot, form);
        }
    }

    #[inline(never)]
    fn push_other(&mut self, slot: Slot, form: Form) {
        if self.length.is_multiple_of(BLOCK) {
            self.blocks.push(Block { offset: self.bytes.len(), before: self.last });
        }
        if self.bytes.capacity() - self.bytes.len() < 2 * MOST_BYTES {
            // The memo is to stay small beside the values, so it does not double.
            self.bytes.reserve_exact(self.bytes.len() / 8 + BLOCK * MOST_BYTES);
        }
        match form {
            Form::Simple => {
                self.push_number(slot.start.wrapping_sub(self.last) << 1);
                self.last = slot.start;
            }
            Form::Compound => {
                self.push_number(slot.point.wrapping_sub(self.last) << 1 | 1);
                self.push_number(slot.point.wrapping_sub(slot.start));
                self.last = slot.point;
            }
        }
        self.length += 1;
    }

    fn push_number(&mut self, mut number: usize) {
        while number > 0x7f {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn get(&self, place: usize, length: impl Fn(usize) -> Option<usize>) -> Option<Slot> {
        if place >= self.length {
            return None;
        }
        let block = self.blocks.get(place / BLOCK)?;
        let mut bytes = self.bytes.get(block.offset..)?.iter();
        let mut last = block.before;
        for _ in 0..place % BLOCK {
            let (distance, form) = next_distance(&mut bytes)?;
            last = last.wrapping_add(distance);
            if form == Form::Compound {
                next_number(&mut bytes)?;
            }
        }
        let (distance, form) = next_distance(&mut bytes)?;
        let last = last.wrapping_add(distance);
        match form {
            Form::Simple => Some(Slot { start: last, point: last.checked_add(length(last)?)? }),
            Form::Compound => Some(Slot { start: last.wrapping_sub(next_number(&mut bytes)?), point: last }),
        }
    }
}

fn next_distance<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<(usize, Form)> {
    let number = next_number(bytes)?;
    Some((number >> 1, if number & 1 == 0 { Form::Simple } else { Form::Compound }))
}

fn next_number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let byte = *bytes.next()?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every simple value is five bytes long.
    fn get(memo: &Memo, index: u64) -> Option<Slot> {
        memo.get(index, |_| Some(5))
    }

    #[test]
    fn every_slot_is_found_again_near_and_far() {
        let mut memo = Memo::default();
        let mut slots = Vec::new();
        let mut position = 3;
        for index in 0..3 * NEAR {
            position += 6 + index * index % 300;
            let (start, form) = if index % 3 == 0 { (position / 2, Form::Compound) } else { (position, Form::Simple) };
            let point = if form == Form::Simple { position + 5 } else { position };
            assert!(memo.store(index as u64, start, point, form));
            slots.push(Slot { start, point });
        }
        for (index, slot) in slots.iter().enumerate() {
            assert_eq!(get(&memo, index as u64), Some(*slot), "{index}");
        }
        assert_eq!(get(&memo, slots.len() as u64), None);
        assert_eq!(memo.entries(), slots.len() as u64);
    }

    #[test]
    fn indexes_begin_anywhere_and_may_have_gaps() {
        let mut memo = Memo::default();
        for (number, index) in [7, 8, 20, 3, 9, u64::MAX].into_iter().enumerate() {
            assert!(memo.store(index, number, number, Form::Compound), "{index}");
        }
        assert_eq!(get(&memo, 20).map(|slot| slot.start), Some(2));
        assert_eq!(get(&memo, 9).map(|slot| slot.start), Some(4));
        assert_eq!(get(&memo, 10), None);
        assert_eq!(memo.entries(), 6);
    }

    #[test]
    fn no_index_is_stored_twice() {
        for again in [0, 1, 5] {
            let mut memo = Memo::default();
            for index in [0, 1, 5] {
                assert!(memo.store(index, 0, 0, Form::Compound));
            }
            assert!(!memo.store(again, 1, 1, Form::Compound), "{again}");
        }
    }

    #[test]
    fn a_far_entry_costs_little_more_than_a_byte() {
        let mut memo = Memo::default();
        for index in 0..100_000 {
            let start = index * 20;
            assert!(memo.store(index as u64, start, start + 5, Form::Simple));
        }
        let bytes = memo.far.bytes.capacity() + memo.far.blocks.capacity() * size_of::<Block>();
        assert!(bytes < 160_000, "{bytes}");
    }
}
