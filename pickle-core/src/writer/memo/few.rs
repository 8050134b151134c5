//! `Few`: the first contents of a dump, and a filter for what is none of them.

use super::MemoId;
use super::contents::Slot;
use super::filter::Filter;
use super::key::Label;

/// A list is left for a table when it has so many contents.
const MOST: usize = 32;

/// The list, and the filter; both are empty at the beginning of a dump.
#[derive(Default)]
pub(super) struct Few {
    /// The contents of the list, and those that were announced.
    filter: Filter,
    slots: [Slot; MOST],
    length: usize,
    /// Whether a content was added that may have been announced for a later place.
    is_ahead: bool,
}

/// The length of a list that was left.
const LEFT: usize = usize::MAX;

impl Few {
    /// Whether a content is none of the list, which takes `count` more.
    #[inline(always)]
    pub(super) fn is_new(&self, label: Label, count: usize) -> bool {
        self.length <= MOST - count && !self.filter.has(label)
    }

    /// Whether the list takes one more: it is neither full nor left.
    #[inline(always)]
    pub(super) fn has_room(&self) -> bool {
        self.length < MOST
    }

    /// Whether the list was left, so that a table has all contents.
    #[inline(always)]
    pub(super) fn is_left(&self) -> bool {
        self.length == LEFT
    }

    /// Announces contents, if a short look is enough to say that all of them are new; says whether it did.
    #[inline]
    pub(super) fn announce(&mut self, contents: &Filter) -> bool {
        if self.length == 0 {
            self.filter = *contents;
            return true;
        }
        let are_new = self.has_room() && !self.filter.meets(contents);
        if are_new {
            self.filter.add_all(contents);
        }
        are_new
    }

    /// Whether what was announced is still new, and the list takes `count` more.
    #[inline(always)]
    pub(super) fn are_announced_new(&self, count: usize) -> bool {
        self.length <= MOST - count && !self.is_ahead
    }

    /// Adds a content behind all others, where there is room.
    #[inline(always)]
    pub(super) fn push(&mut self, new: Slot) {
        self.filter.add(new.label);
        self.push_announced(new);
    }

    /// As `push`, for a content that was announced.
    #[inline(always)]
    pub(super) fn push_announced(&mut self, new: Slot) {
        if let Some(slot) = self.slots.get_mut(self.length) {
            // One by one: a whole slot would be put together first.
            slot.label = new.label;
            slot.start = new.start;
            slot.id = new.id;
            self.length += 1;
        }
    }

    /// As `push`, for a content of which nothing is known.
    pub(super) fn push_any(&mut self, new: Slot) {
        self.is_ahead |= self.filter.has(new.label);
        self.push(new);
    }

    /// The entry of a content.
    #[inline]
    pub(super) fn find(&self, label: Label, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        if !self.filter.has(label) {
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
        self.filter = Filter::default();
        self.length = 0;
        self.is_ahead = false;
    }
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
    fn what_is_announced_is_new_until_something_like_it_is_added() {
        let slot = |number| Slot { label: label(number), start: 0, id: number as MemoId };
        let announced = |numbers: [usize; 2]| {
            let texts = numbers.map(|number| format!("text number {number}"));
            Filter::of(&texts.each_ref().map(|text| Key::str(text.as_bytes())))
        };
        let mut few = list_of(3);
        assert!(!few.announce(&announced([2, 4])));
        assert!(few.announce(&announced([3, 4])));
        assert!(!few.is_new(label(3), 1) && few.find(label(3), |_| true).is_none());
        few.push_announced(slot(3));
        assert_eq!(few.find(label(3), |_| true), Some(3));
        few.push_any(slot(100));
        assert!(few.are_announced_new(1));
        few.push_any(slot(4));
        assert!(!few.are_announced_new(1));
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
