//! The memo of a stream: where in the input each stored value stands, in little more than a byte for most of them.

use std::collections::HashMap;
use std::ops::Range;

/// Where a stored value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Where the value begins, which it may share with its own first part.
    pub(super) start: usize,
    /// Where its making ends; no other value has the same.
    pub(super) point: usize,
}

impl Slot {
    /// How far its point is from its start.
    #[inline(always)]
    fn extent(self) -> usize {
        self.point.wrapping_sub(self.start)
    }
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
    /// How many more entries there is room for in `near` without a look at anything else.
    near_left: usize,
    far: Packed,
    sparse: HashMap<u64, Slot>,
}

/// So many entries are quick to find: a pickle refers most to what it stores early, names and words.
const NEAR: usize = 1024;

impl Memo {
    /// Begins anew, for an input of so many bytes.
    pub(super) fn begin(&mut self, input_bytes: usize) {
        const MOST: usize = 256;
        const BYTES_PER_ENTRY: usize = 8;
        self.near.clear();
        self.near.reserve((input_bytes / BYTES_PER_ENTRY).min(MOST));
        self.near_left = self.near.capacity().min(NEAR);
        self.far.clear();
        self.sparse.clear();
        self.first = 0;
    }

    /// Gives the memory of many entries back.
    pub(super) fn forget_what_is_large(&mut self) {
        const MOST_BYTES: usize = 1 << 16;
        if self.far.capacity() > MOST_BYTES {
            self.far = Packed::default();
        }
        if self.sparse.capacity() > 0 {
            self.sparse = HashMap::new();
        }
    }

    /// How many indexes are filled: the index that `MEMOIZE` takes.
    #[inline(always)]
    pub(super) fn entries(&self) -> u64 {
        (self.near.len() + self.far.length + self.sparse.len()) as u64
    }

    /// Stores an entry under the index that `MEMOIZE` takes, as [`Memo::store`] does.
    #[inline(always)]
    #[must_use]
    pub(super) fn store_next(&mut self, start: usize, point: usize, form: Form) -> bool {
        if self.near_left > 0 {
            self.near_left -= 1;
            self.near.push(Slot { start, point });
            return true;
        }
        self.store_next_usual(start, point, form) || self.store_next_other(start, point, form)
    }

    /// The same for an entry behind many others that is near behind the last one; another one is not stored.
    #[inline(always)]
    #[must_use]
    pub(super) fn store_next_usual(&mut self, start: usize, point: usize, form: Form) -> bool {
        self.far.push_usual(start, point, form)
    }

    /// Stores an object and its state, an empty dict as yet, under the indexes that `MEMOIZE` takes.
    #[inline(always)]
    #[must_use]
    pub(super) fn store_object_next(&mut self, object: Slot, state: Slot) -> bool {
        let numbers =
            [number(object.point, self.far.last, Form::Compound), number(state.start, object.point, Form::Simple)];
        self.far.push_all_usual(numbers, [object.extent()], state.start)
            || self.store_each_next(&[(object, Form::Compound), (state, Form::Simple)])
    }

    /// Stores the argument of a call, the tuple of it and what the call gives, under the indexes that `MEMOIZE` takes.
    #[inline(always)]
    #[must_use]
    pub(super) fn store_call_next(&mut self, argument: Slot, tuple: Slot, call: Slot) -> bool {
        let numbers = [
            number(argument.start, self.far.last, Form::Simple),
            number(tuple.point, argument.start, Form::Compound),
            number(call.point, tuple.point, Form::Compound),
        ];
        self.far.push_all_usual(numbers, [tuple.extent(), call.extent()], call.point)
            || self.store_each_next(&[(argument, Form::Simple), (tuple, Form::Compound), (call, Form::Compound)])
    }

    #[inline(never)]
    fn store_each_next(&mut self, slots: &[(Slot, Form)]) -> bool {
        slots.iter().all(|&(Slot { start, point }, form)| self.store_next(start, point, form))
    }

    #[inline(never)]
    fn store_next_other(&mut self, start: usize, point: usize, form: Form) -> bool {
        match self.first == 0 && self.sparse.is_empty() {
            true if self.near.len() < NEAR => {
                self.near.push(Slot { start, point });
                self.near_left = self.near.capacity().min(NEAR).saturating_sub(self.near.len());
            }
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
        self.near_left = 0;
        match index.wrapping_sub(self.first) == length as u64 && self.sparse.is_empty() {
            true if length < NEAR => self.near.push(Slot { start, point }),
            true => {
                self.far.push(Slot { start, point }, form);
                if self.first != 0 {
                    self.far.usual_left = 0;
                }
            }
            false => return self.store_apart(index, Slot { start, point }),
        }
        true
    }

    #[cold]
    fn store_apart(&mut self, index: u64, slot: Slot) -> bool {
        (self.near_left, self.far.usual_left) = (0, 0);
        let length = (self.near.len() + self.far.length) as u64;
        let is_new = index.checked_sub(self.first).is_none_or(|place| place >= length);
        is_new && self.sparse.insert(index, slot).is_none()
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

/// A length of the memo to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct MemoMark {
    near: usize,
    far: PackedMark,
    sparse: usize,
}

impl Memo {
    /// Whether an index has an entry, which may be forgotten.
    pub(super) fn is_stored(&self, index: u64) -> bool {
        let length = (self.near.len() + self.far.length) as u64;
        index.checked_sub(self.first).is_some_and(|place| place < length) || self.sparse.contains_key(&index)
    }

    /// How long the memo is.
    pub(super) fn mark(&self) -> MemoMark {
        MemoMark { near: self.near.len(), far: self.far.mark(), sparse: self.sparse.len() }
    }

    /// Takes out what was stored since a mark, all of which begins at `position` or behind it.
    pub(super) fn take_back(&mut self, mark: MemoMark, position: usize) {
        self.near.truncate(mark.near);
        self.near_left = 0;
        self.far.take_back(mark.far);
        if self.sparse.len() > mark.sparse {
            self.sparse.retain(|_, slot| slot.start < position);
        }
    }

    /// Forgets where values stand that end behind the first `head` bytes and before `base`; they go on to count.
    pub(super) fn forget_between(&mut self, head: usize, base: usize) {
        self.far.forget_between(head, base);
    }
}

/// A row of slots, each as its distance from the one before.
#[derive(Debug, Default)]
struct Packed {
    /// For each slot a number in groups of seven bits: how far what the slot ends with is from what the one before ended
    /// with, twice, and one more for a compound value.
    distances: Vec<u8>,
    /// For each compound value, in the same way, how far its start is from its point.
    extents: Vec<u8>,
    /// What to begin with to find one of `BLOCK` slots.
    blocks: Vec<Block>,
    /// What the last slot ended with: its start if it is simple, else its point.
    last: usize,
    length: usize,
    /// How many more slots there is room for without a look at the room and the block.
    usual_left: usize,
    /// Which blocks are forgotten: they are in neither row.
    forgotten: Range<usize>,
}

#[derive(Debug, Clone, Copy)]
struct PackedMark {
    distances: usize,
    extents: usize,
    last: usize,
    length: usize,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    /// Where its numbers begin in the rows.
    distances: usize,
    extents: usize,
    /// What the slot before ended with.
    before: usize,
}

const BLOCK: usize = 128;

/// How many bytes a number takes at most.
const MOST_BYTES: usize = (usize::BITS as usize).div_ceil(7);

impl Packed {
    /// Adds a slot that is near behind the last one and not long, in the usual case; else it is not added.
    #[inline(always)]
    fn push_usual(&mut self, start: usize, point: usize, form: Form) -> bool {
        let (last, extent) = if form == Form::Simple { (start, 0) } else { (point, point.wrapping_sub(start)) };
        let distance = last.wrapping_sub(self.last);
        let is_usual = self.usual_left > 0 && distance < 0x40 && extent < 0x80;
        if is_usual {
            self.usual_left -= 1;
            self.distances.push((distance as u8) << 1 | u8::from(form == Form::Compound));
            if form == Form::Compound {
                self.extents.push(extent as u8);
            }
            self.last = last;
            self.length += 1;
        }
        is_usual
    }

    /// Adds several slots whose numbers take a byte each, in the usual case; else none of them is added.
    #[inline(always)]
    fn push_all_usual<const N: usize, const COMPOUNDS: usize>(
        &mut self,
        distances: [usize; N],
        extents: [usize; COMPOUNDS],
        last: usize,
    ) -> bool {
        let are_short = |numbers: &[usize]| numbers.iter().fold(0, |any, number| any | number) < 0x80;
        let is_usual = self.usual_left >= N && are_short(&distances) && are_short(&extents);
        if is_usual {
            self.usual_left -= N;
            self.distances.extend_from_slice(&distances.map(|number| number as u8));
            self.extents.extend_from_slice(&extents.map(|number| number as u8));
            (self.last, self.length) = (last, self.length + N);
        }
        is_usual
    }

    fn push(&mut self, slot: Slot, form: Form) {
        if self.length.is_multiple_of(BLOCK) {
            let (distances, extents) = (self.distances.len(), self.extents.len());
            self.blocks.push(Block { distances, extents, before: self.last });
        }
        let room = make_room(&mut self.distances).min(make_room(&mut self.extents));
        match form {
            Form::Simple => {
                push_number(&mut self.distances, number(slot.start, self.last, form));
                self.last = slot.start;
            }
            Form::Compound => {
                push_number(&mut self.distances, number(slot.point, self.last, form));
                push_number(&mut self.extents, slot.extent());
                self.last = slot.point;
            }
        }
        self.length += 1;
        let left_of_block = self.length.next_multiple_of(BLOCK) - self.length;
        self.usual_left = left_of_block.min(room);
    }

    fn clear(&mut self) {
        self.distances.clear();
        self.extents.clear();
        self.blocks.clear();
        (self.last, self.length, self.usual_left, self.forgotten) = (0, 0, 0, 0..0);
    }

    /// How many bytes it takes.
    fn capacity(&self) -> usize {
        self.distances.capacity() + self.extents.capacity() + self.blocks.capacity() * size_of::<Block>()
    }

    fn mark(&self) -> PackedMark {
        let (distances, extents) = (self.distances.len(), self.extents.len());
        PackedMark { distances, extents, last: self.last, length: self.length }
    }

    fn take_back(&mut self, mark: PackedMark) {
        self.distances.truncate(mark.distances);
        self.extents.truncate(mark.extents);
        self.blocks.truncate(mark.length.div_ceil(BLOCK) - self.forgotten.len());
        (self.last, self.length, self.usual_left) = (mark.last, mark.length, 0);
    }

    /// Where in the row of blocks one stands, unless it is forgotten.
    fn row_of(&self, block: usize) -> Option<usize> {
        match block.checked_sub(self.forgotten.end) {
            Some(behind) => Some(self.forgotten.start + behind),
            None => (block < self.forgotten.start).then_some(block),
        }
    }

    /// Forgets the blocks whose values all end behind the first `head` bytes and before `base`.
    fn forget_between(&mut self, head: usize, base: usize) {
        if self.forgotten.is_empty() {
            let first = self.blocks.partition_point(|block| block.before < head);
            self.forgotten = first..first;
        }
        let first = self.forgotten.start;
        // The last block may still grow, and what follows a block tells where its values end.
        let end = self.blocks.partition_point(|block| block.before < base).saturating_sub(1);
        let Some(&behind) = self.blocks.get(end).filter(|_| end > first) else { return };
        let start = self.blocks[first];
        self.distances.drain(start.distances..behind.distances);
        self.extents.drain(start.extents..behind.extents);
        self.blocks.drain(first..end);
        for block in &mut self.blocks[first..] {
            block.distances -= behind.distances - start.distances;
            block.extents -= behind.extents - start.extents;
        }
        self.forgotten.end += end - first;
    }

    fn get(&self, place: usize, length: impl Fn(usize) -> Option<usize>) -> Option<Slot> {
        if place >= self.length {
            return None;
        }
        let block = self.blocks.get(self.row_of(place / BLOCK)?)?;
        let before = sum(self.distances.get(block.distances..)?, place % BLOCK)?;
        let (distance, _) = split_number(before.rest)?;
        let last = block.before.wrapping_add(before.total.wrapping_sub(before.odd) / 2).wrapping_add(distance >> 1);
        if distance & 1 == 0 {
            return Some(Slot { start: last, point: last.checked_add(length(last)?)? });
        }
        let extents = sum(self.extents.get(block.extents..)?, before.odd)?.rest;
        Some(Slot { start: last.wrapping_sub(split_number(extents)?.0), point: last })
    }
}

/// Makes room for two numbers in a row, and tells for how many short ones there is room behind the first.
fn make_room(row: &mut Vec<u8>) -> usize {
    if row.capacity() - row.len() < 2 * MOST_BYTES {
        // The memo is to stay small beside the values, so it does not double.
        row.reserve_exact(row.len() / 8 + BLOCK * MOST_BYTES);
    }
    row.capacity() - row.len() - MOST_BYTES
}

/// The number of a slot that ends with this, behind one that ended with `before`.
#[inline(always)]
fn number(last: usize, before: usize, form: Form) -> usize {
    last.wrapping_sub(before) << 1 | usize::from(form == Form::Compound)
}

fn push_number(row: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        row.push(number as u8 | 0x80);
        number >>= 7;
    }
    row.push(number as u8);
}

fn split_number(row: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (place, shift) in (0..usize::BITS).step_by(7).enumerate() {
        let byte = *row.get(place)?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((number, row.get(place + 1..)?));
        }
    }
    None
}

/// What some numbers at the beginning of a row come to.
struct Sum<'r> {
    total: usize,
    /// How many of them are odd.
    odd: usize,
    rest: &'r [u8],
}

/// Adds so many numbers up.
fn sum(row: &[u8], mut count: usize) -> Option<Sum<'_>> {
    let mut sum = Sum { total: 0, odd: 0, rest: row };
    while count > 0 {
        count -= match sum.add_short(count) {
            0 => sum.add()?,
            added => added,
        };
    }
    Some(sum)
}

impl Sum<'_> {
    /// Adds the next number, and gives how many that is.
    fn add(&mut self) -> Option<usize> {
        let (number, rest) = split_number(self.rest)?;
        *self = Sum { total: self.total.wrapping_add(number), odd: self.odd + (number & 1), rest };
        Some(1)
    }

    /// Adds those of the next numbers that are one byte each, up to eight at once, and gives how many.
    #[inline(always)]
    fn add_short(&mut self, most: usize) -> usize {
        const ONES: u64 = u64::from_le_bytes([1; 8]);
        const LONG: u64 = 0x80 * ONES;
        let Some(bytes) = self.rest.first_chunk::<8>() else { return 0 };
        let numbers = u64::from_le_bytes(*bytes);
        let count = most.min((numbers & LONG).trailing_zeros() as usize / 8);
        let numbers = if count < 8 { numbers & !(u64::MAX << (8 * count)) } else { numbers };
        self.total = self.total.wrapping_add(sum_of_bytes(numbers));
        self.odd += sum_of_bytes(numbers & ONES);
        self.rest = self.rest.get(count..).unwrap_or_default();
        count
    }
}

/// Adds eight bytes up.
fn sum_of_bytes(bytes: u64) -> usize {
    const EVERY_SECOND: u64 = 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes & EVERY_SECOND) + (bytes >> 8 & EVERY_SECOND);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
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

    /// A memo of simple values of five bytes, one every twenty bytes.
    fn memo_of(entries: usize) -> Memo {
        let mut memo = Memo::default();
        for index in 0..entries {
            assert!(memo.store(index as u64, index * 20, index * 20 + 5, Form::Simple));
        }
        memo
    }

    #[test]
    fn what_was_stored_since_a_mark_is_taken_back() {
        for entries in [0, 10, NEAR, NEAR + 1, NEAR + BLOCK, NEAR + 3 * BLOCK + 5] {
            let mut memo = memo_of(entries);
            let mark = memo.mark();
            for index in entries..entries + 3 * BLOCK {
                assert!(memo.store(index as u64, index * 30, index * 30 + 5, Form::Simple));
            }
            assert!(memo.store(1 << 40, 1 << 40, 1 << 40, Form::Compound));
            memo.take_back(mark, entries * 20);
            assert_eq!(memo.entries(), entries as u64);
            assert!(memo.store_next(entries * 20, entries * 20 + 5, Form::Simple));
            for index in 0..=entries {
                assert_eq!(get(&memo, index as u64).map(|slot| slot.start), Some(index * 20), "{index} of {entries}");
            }
        }
    }

    #[test]
    fn what_is_between_the_head_and_the_window_is_forgotten_but_counts() {
        const ENTRIES: usize = 3 * NEAR;
        let (head, mut memo) = ((NEAR + 500) * 20, memo_of(2 * NEAR));
        for index in 2 * NEAR..ENTRIES {
            assert!(memo.store_next(index * 20, index * 20 + 5, Form::Simple));
            memo.forget_between(head, (index - 100) * 20);
        }
        for index in 0..ENTRIES {
            let slot = get(&memo, index as u64);
            assert!(slot.is_none_or(|slot| slot.start == index * 20));
            assert!(memo.is_stored(index as u64));
            if !(NEAR + 500..=ENTRIES - 100).contains(&index) {
                assert!(slot.is_some(), "{index}");
            }
        }
        assert_eq!(memo.entries(), ENTRIES as u64);
        assert_eq!(get(&memo, 2 * NEAR as u64), None);
        assert!(memo.far.blocks.len() < 16 && memo.far.distances.len() < 1024);
    }

    #[test]
    fn a_far_entry_costs_little_more_than_a_byte() {
        let mut memo = Memo::default();
        for index in 0..100_000 {
            let start = index * 20;
            assert!(memo.store(index as u64, start, start + 5, Form::Simple));
        }
        let bytes = memo.far.capacity();
        assert!(bytes < 160_000, "{bytes}");
    }
}
