//! `Buckets`: a table of contents, of a bounded size and with a bounded search, whatever the hashes are.

use super::MemoId;
use super::key::{Key, Label, Words};

const SLOTS: usize = 4;
/// The slots at the end of a bucket, which are given away when it is full.
const LATER_SLOTS: usize = SLOTS / 2;
const FIRST_BUCKETS: usize = 32;
/// Tables grow by this factor, as long as they are not of the largest size.
const GROWTH: usize = 4;
/// The largest table has 8,192 entries in 224 KiB, which stay in the cache of a core.
const MOST_BUCKETS: usize = FIRST_BUCKETS * GROWTH.pow(3);

/// While the table is below its largest size it forgets nothing. After that a new entry takes the place of one that was
/// not found lately: what is found moves to the front of its bucket, and only the back is given away.
#[derive(Default)]
pub(super) struct Buckets(Vec<Bucket>);

#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    /// A part of the hash of each slot; zero where the slot is empty.
    tags: [u32; SLOTS],
    slots: [Slot; SLOTS],
}

/// An entry of the memo, and what its content is known by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    words: Words,
    label: Label,
    pub(super) id: MemoId,
}

impl Slot {
    /// An entry; a long content will be at `start`.
    #[inline]
    pub(super) fn new(key: &Key<'_>, id: MemoId, start: usize) -> Slot {
        let words = if key.label.is_long() { Words(key.words.0, start as u64) } else { key.words };
        Slot { words, label: key.label, id }
    }

    /// Whether it is the entry of this key; `holds` says whether a long content is at a place.
    #[inline]
    pub(super) fn is_entry_of(&self, key: &Key<'_>, holds: impl Fn(usize) -> bool) -> bool {
        self.label == key.label
            && self.words.0 == key.words.0
            && if key.label.is_long() { holds(self.words.1 as usize) } else { self.words.1 == key.words.1 }
    }

    #[inline]
    pub(super) fn hash(&self) -> u64 {
        let second = if self.label.is_long() { 0 } else { self.words.1 };
        Words(self.words.0, second).hash(self.label)
    }
}

impl Bucket {
    /// The places of a tag, as bits. All are looked at, since what depends on contents cannot be predicted.
    #[inline]
    fn places(&self, tag: u32) -> u32 {
        (0..SLOTS).fold(0, |places, place| places | u32::from(self.tags[place] == tag) << place)
    }

    #[inline]
    fn set(&mut self, place: usize, tag: u32, slot: Slot) {
        self.tags[place] = tag;
        let Slot { words: Words(first, second), label, id } = slot;
        let to = &mut self.slots[place];
        to.words.0 = first;
        to.label = label;
        to.id = id;
        to.words.1 = second;
    }

    #[inline]
    fn move_to_front(&mut self, place: usize) {
        if place >= LATER_SLOTS {
            self.tags.swap(place, place - LATER_SLOTS);
            self.slots.swap(place, place - LATER_SLOTS);
        }
    }
}

impl Buckets {
    /// The entry of this key; `holds` says whether a long content is at a place.
    #[inline]
    pub(super) fn find(&mut self, key: &Key<'_>, hash: u64, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        let index = self.index(hash);
        let bucket = self.0.get_mut(index)?;
        let mut places = bucket.places(tag(hash));
        while places != 0 {
            let place = places.trailing_zeros() as usize % SLOTS;
            if bucket.slots[place].is_entry_of(key, &holds) {
                let id = bucket.slots[place].id;
                bucket.move_to_front(place);
                return Some(id);
            }
            places &= places - 1;
        }
        None
    }

    /// Adds an entry that was not found.
    #[inline]
    pub(super) fn insert(&mut self, slot: Slot, hash: u64) {
        let (index, is_largest) = (self.index(hash), self.0.len() >= MOST_BUCKETS);
        let Some(bucket) = self.0.get_mut(index) else { return self.grow_for(slot) };
        match bucket.places(0) {
            0 if is_largest => bucket.set(SLOTS - 1 - slot.id as usize % LATER_SLOTS, tag(hash), slot),
            0 => self.grow_for(slot),
            empty => bucket.set(empty.trailing_zeros() as usize % SLOTS, tag(hash), slot),
        }
    }

    #[cold]
    fn grow_for(&mut self, slot: Slot) {
        let length = FIRST_BUCKETS.max(self.0.len() * GROWTH);
        let small = std::mem::replace(&mut self.0, vec![Bucket::default(); length]);
        let old = small.iter().flat_map(|bucket| bucket.tags.iter().zip(&bucket.slots));
        let old = old.filter(|(tag, _)| **tag != 0).map(|(_, slot)| *slot);
        old.chain([slot]).for_each(|slot| self.insert(slot, slot.hash()));
    }

    #[inline]
    fn index(&self, hash: u64) -> usize {
        hash as usize & self.0.len().wrapping_sub(1)
    }

    /// Forgets the entries from this one on.
    pub(super) fn forget_from(&mut self, id: MemoId) {
        for bucket in &mut self.0 {
            let tags = bucket.tags.iter_mut().zip(&bucket.slots);
            tags.filter(|(_, slot)| slot.id >= id).for_each(|(tag, _)| *tag = 0);
        }
    }

    /// Forgets all entries, and gives the memory of many back.
    pub(super) fn clear(&mut self) {
        match self.0.len() {
            FIRST_BUCKETS => self.0.iter_mut().for_each(|bucket| bucket.tags = [0; SLOTS]),
            _ => self.0 = Vec::new(),
        }
    }
}

/// A part of the hash that the index of the bucket is not made of.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}
