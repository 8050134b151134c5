//! `Contents`: which contents have an entry: the first ones stand in a list, more of them in a table of a bounded size and with
//! a bounded search, whatever the hashes are.

use super::MemoId;
use super::few::{Few, MOST as MOST_FEW};
use super::key::{Key, Label};

/// How many contents a set has place for, and how many at its front stay when it is full.
const WAYS: usize = 4;
const FRONT_WAYS: usize = 2;
/// The first table, and the largest one that is kept for the next dump.
const FIRST_SETS: usize = 16;
const MOST_SPARE_SETS: usize = 64;
/// Tables grow by this factor, as long as they are not of the largest size.
const GROWTH: usize = 4;
/// The largest table has 4,096 entries in 64 KiB, which stay in the cache of a core.
const MOST_SETS: usize = FIRST_SETS * GROWTH.pow(3);

/// While the table is below its largest size it forgets nothing. After that a new entry takes the place of one that was
/// not found lately: what is found moves to the front of its set, and only the back is given away.
#[derive(Default)]
pub(super) struct Contents {
    /// The contents of a small dump, which needs no table.
    few: Few,
    sets: Vec<Set>,
    /// The number of the dump, which all labels have: what has another one is forgotten. Zero is no dump.
    dump: u8,
}

/// The entries whose hashes say that they are here, in one line of the cache.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Set([Slot; WAYS]);

/// An entry of the memo, what its content is known by, and where it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) label: Label,
    pub(super) start: u32,
    pub(super) id: MemoId,
}

impl Set {
    /// The first place of which this is true.
    #[inline(always)]
    fn first_way(&self, is_it: impl Fn(&Slot) -> bool) -> Option<usize> {
        match &self.0 {
            [slot, ..] if is_it(slot) => Some(0),
            [_, slot, ..] if is_it(slot) => Some(1),
            [_, _, slot, _] if is_it(slot) => Some(2),
            [.., slot] if is_it(slot) => Some(3),
            _ => None,
        }
    }
}

impl Contents {
    /// The entry of this key, in a memo of so many entries; `holds` says whether the content of the key is at a place.
    #[inline(always)]
    pub(super) fn find(&mut self, key: &Key<'_>, length: usize, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        match self.few.is_left() {
            true => self.find_in_table(key.label, holds),
            false => self.few.find(key.label, length, holds),
        }
    }

    /// Adds an entry that was not found; its content is at `start`.
    #[inline]
    pub(super) fn insert(&mut self, label: Label, id: MemoId, start: usize) {
        // Behind 4 GiB, nothing is remembered.
        let Ok(start) = u32::try_from(start) else { return self.few.put_other(id) };
        match self.few.is_left() {
            true => self.insert_into_table(label, id, start),
            false => self.insert_into_list(Slot { label, start, id }),
        }
    }

    /// The contents among the first entries.
    #[inline(always)]
    pub(super) fn few(&self) -> &Few {
        &self.few
    }

    #[inline(always)]
    pub(super) fn few_mut(&mut self) -> &mut Few {
        &mut self.few
    }

    /// Whether there are only the contents among the first entries.
    #[inline(always)]
    pub(super) fn has_few(&self) -> bool {
        !self.few.is_left()
    }

    /// Adds an entry to the list, or lets the table have all that is in a full one.
    #[inline(never)]
    fn insert_into_list(&mut self, new: Slot) {
        if (new.id as usize) < MOST_FEW {
            return self.few.put_any(new.label, new.start, new.id);
        }
        for Slot { label, id, start } in self.few.leave(MOST_FEW).into_iter().chain([new]) {
            self.insert_into_table(label, id, start);
        }
    }

    /// As `find` in the table, if the entry is the first of its set.
    #[inline(always)]
    pub(super) fn find_first(&self, label: Label, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        let Set([first, ..]) = self.sets.get(self.index(label))?;
        (first.label == label.in_dump(self.dump) && holds(first.start as usize)).then_some(first.id)
    }

    #[inline(always)]
    fn find_in_table(&mut self, label: Label, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        let (index, label) = (self.index(label), label.in_dump(self.dump));
        let set = self.sets.get_mut(index)?;
        let is_entry = |slot: &Slot| slot.label == label && holds(slot.start as usize);
        let first = set.first_way(|slot| slot.label == label)?;
        let way = match holds(set.0[first].start as usize) {
            true => first,
            false => (first + 1..WAYS).find(|way| is_entry(&set.0[*way]))?,
        };
        let id = set.0[way].id;
        // What was in front stays before what is given away.
        (1..=way).rev().for_each(|way| set.0.swap(way, way - 1));
        Some(id)
    }

    #[inline]
    fn insert_into_table(&mut self, label: Label, id: MemoId, start: u32) {
        let (index, dump, is_largest) = (self.index(label), self.dump, self.sets.len() >= MOST_SETS);
        let Some(set) = self.sets.get_mut(index) else { return self.grow_for(label, id, start) };
        let way = match set.first_way(|old| old.label.dump() != dump) {
            Some(way) => way,
            None if is_largest => FRONT_WAYS + id as usize % (WAYS - FRONT_WAYS),
            None => return self.grow_for(label, id, start),
        };
        let slot = &mut set.0[way];
        // One by one: a whole slot would be read back before it is written.
        slot.label = label.in_dump(dump);
        slot.start = start;
        slot.id = id;
    }

    #[cold]
    fn grow_for(&mut self, label: Label, id: MemoId, start: u32) {
        let length = FIRST_SETS.max(self.sets.len() * GROWTH);
        let small = std::mem::replace(&mut self.sets, vec![Set::default(); length]);
        let old = small.iter().flat_map(|Set(slots)| slots).filter(|old| old.label.dump() == self.dump).copied();
        let all: Vec<Slot> = old.chain([Slot { label, start, id }]).collect();
        all.into_iter().for_each(|slot| self.insert_into_table(slot.label, slot.id, slot.start));
    }

    #[inline]
    fn index(&self, label: Label) -> usize {
        label.hash() & self.sets.len().wrapping_sub(1)
    }

    /// Forgets the entries from this one on; the list has what the memo has.
    pub(super) fn forget_from(&mut self, id: MemoId) {
        if !self.few.is_left() {
            return;
        }
        let slots = self.sets.iter_mut().flat_map(|Set(slots)| slots);
        slots.filter(|slot| slot.id >= id).for_each(|slot| *slot = Slot::default());
    }

    /// Forgets all entries, and gives the memory of many back.
    pub(super) fn clear(&mut self) {
        self.few.clear();
        if self.sets.len() > MOST_SPARE_SETS {
            self.sets = Vec::new();
        }
        self.dump = self.dump.checked_add(1).unwrap_or_else(|| {
            self.sets.clear();
            1
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(number: usize) -> Label {
        Key::str(format!("text number {number}").as_bytes()).label
    }

    #[test]
    fn what_is_found_again_and_again_stays_in_a_full_table() {
        const COUNT: usize = 200_000;
        let mut contents = Contents::default();
        contents.clear();
        contents.few.leave(0);
        // Two of one set, found in turns among many that are not found again.
        let set = |number: usize| label(number).hash() % MOST_SETS;
        let second = (1..).find(|number| set(*number) == set(0)).unwrap();
        let insert = |contents: &mut Contents, number: usize| contents.insert(label(number), number as MemoId, 0);
        (COUNT..2 * COUNT).for_each(|number| insert(&mut contents, number));
        [0, second].into_iter().for_each(|number| insert(&mut contents, number));
        for number in second + 1..COUNT {
            let turn = if number % 2 == 0 { 0 } else { second };
            assert_eq!(contents.find_in_table(label(turn), |_| true), Some(turn as MemoId), "before {number}");
            insert(&mut contents, number);
        }
    }
}
