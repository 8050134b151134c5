//! `Few`: the first contents of a dump, and a filter that says in a few instructions of most others that they are none of them.

use super::MemoId;
use super::contents::Slot;
use super::key::Label;

/// A list is left for a table when it has so many contents.
const MOST: usize = 32;
/// The filter has a bit for each of 512 hashes, so that one new content in 16 has to be compared at most.
const FILTER_WORDS: usize = 8;

/// The list, and the filter; both are empty at the beginning of a dump.
#[derive(Default)]
pub(super) struct Few {
    filter: [u64; FILTER_WORDS],
    slots: [Slot; MOST],
    length: usize,
}

/// The length of a list that was left.
const LEFT: usize = usize::MAX;

impl Few {
    /// Whether a content is none of the list, which takes `count` more.
    #[inline(always)]
    pub(super) fn is_new(&self, label: Label, count: usize) -> bool {
        let (word, bit) = place_of(label);
        self.length <= MOST - count && self.filter[word] & bit == 0
    }

    /// Whether the list may have contents and take one more: it is neither full nor left.
    #[inline(always)]
    pub(super) fn has_room(&self) -> bool {
        self.length < MOST
    }

    /// Whether the list was left, so that a table has all contents.
    #[inline(always)]
    pub(super) fn is_left(&self) -> bool {
        self.length == LEFT
    }

    /// Adds a content behind all others, where there is room.
    #[inline(always)]
    pub(super) fn push(&mut self, new: Slot) {
        let (word, bit) = place_of(new.label);
        if let Some(slot) = self.slots.get_mut(self.length) {
            // One by one: a whole slot would be put together first.
            slot.label = new.label;
            slot.start = new.start;
            slot.id = new.id;
            self.filter[word] |= bit;
            self.length += 1;
        }
    }

    /// The entry of a content.
    #[inline]
    pub(super) fn find(&self, label: Label, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        let (word, bit) = place_of(label);
        if self.filter[word] & bit == 0 {
            return None;
        }
        let slots = self.slots.get(..self.length)?.iter();
        slots.filter(|slot| slot.label == label).find(|slot| holds(slot.start as usize)).map(|slot| slot.id)
    }

    /// Leaves the list and gives what it had.
    pub(super) fn leave(&mut self) -> Vec<Slot> {
        let slots = self.slots.get(..self.length).unwrap_or_default().to_vec();
        self.length = LEFT;
        slots
    }

    /// Forgets the entries from this one on, as long as the list is not left.
    pub(super) fn forget_from(&mut self, id: MemoId) {
        let slots = self.slots.get(..self.length).unwrap_or_default();
        self.length = slots.partition_point(|slot| slot.id < id);
    }

    /// Begins with an empty list.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.filter = [0; FILTER_WORDS];
        self.length = 0;
    }
}

/// The word and the bit of the filter for a label.
#[inline(always)]
fn place_of(label: Label) -> (usize, u64) {
    (label.hash() % FILTER_WORDS, 1 << (label.hash() / FILTER_WORDS % u64::BITS as usize))
}

#[cfg(test)]
mod tests {
    use super::super::key::Key;
    use super::*;

    fn label(number: usize) -> Label {
        Key::str(format!("text number {number}").as_bytes()).label
    }

    fn list_of(count: usize) -> Few {
        let mut few = Few::default();
        (0..count).for_each(|number| few.push(Slot { label: label(number), start: 0, id: number as MemoId }));
        few
    }

    #[test]
    fn all_that_was_added_is_found_and_no_new_content() {
        let few = list_of(MOST);
        assert!((0..MOST).all(|number| few.find(label(number), |_| true) == Some(number as MemoId)));
        assert!((MOST..1_000).all(|number| few.find(label(number), |_| true).is_none()));
        assert_eq!(few.find(label(0), |_| false), None);
    }

    #[test]
    fn few_new_contents_have_to_be_compared() {
        let few = list_of(MOST - 1);
        assert!((0..MOST - 1).all(|number| !few.is_new(label(number), 1)));
        assert!((MOST..MOST + 1_000).filter(|&number| !few.is_new(label(number), 1)).count() < 1_000 / 10);
    }

    #[test]
    fn a_full_list_takes_no_content_and_one_that_was_left_none_either() {
        assert!(list_of(MOST - 3).is_new(label(MOST), 3) && !list_of(MOST - 2).is_new(label(MOST), 3));
        let mut few = list_of(MOST);
        assert!(!few.has_room() && !few.is_left() && !few.is_new(label(MOST), 1));
        assert_eq!(few.leave().len(), MOST);
        assert!(!few.has_room() && few.is_left() && !few.is_new(label(MOST), 1));
        few.clear();
        assert!(few.has_room() && few.is_new(label(0), 1));
    }

    #[test]
    fn what_came_since_is_forgotten() {
        let mut few = list_of(10);
        few.forget_from(4);
        assert_eq!((few.find(label(3), |_| true), few.find(label(4), |_| true)), (Some(3), None));
        assert_eq!(few.leave().len(), 4);
    }
}
