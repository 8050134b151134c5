//! `Few`: the contents among the first entries of a dump, and a filter for what is none of them.

use super::MemoId;
use super::contents::Slot;
use super::filter::Filter;
use super::key::Label;

/// The list has place for so many entries, and is left for a table when a content comes behind them.
pub(super) const MOST: usize = 32;

/// The list, and the filter; both are empty at the beginning of a dump.
pub(super) struct Few {
    /// The contents of the list, and those that were announced. When the list is left, all there can be.
    filter: Filter,
    /// Each entry has the place of its index, so that how many there are is known to the memo alone. What is behind them
    /// is of earlier dumps.
    places: [Place; MOST],
    /// Whether a content was added that may have been announced for a later place.
    is_ahead: bool,
    is_left: bool,
}

/// What the content of an entry is known by, and where it is.
#[derive(Debug, Clone, Copy)]
struct Place {
    label: Label,
    start: u32,
}

impl Default for Few {
    fn default() -> Few {
        let places = [Place { label: Label::OTHER, start: 0 }; MOST];
        Few { filter: Filter::default(), places, is_ahead: false, is_left: false }
    }
}

impl Few {
    /// Whether a content is none of the list. Where there is place for it, is for the memo to say.
    #[inline(always)]
    pub(super) fn is_new(&self, label: Label) -> bool {
        !self.filter.has(label)
    }

    /// Whether the list was left, so that a table has all contents.
    #[inline(always)]
    pub(super) fn is_left(&self) -> bool {
        self.is_left
    }

    /// Announces contents to a memo of so many entries, if a short look is enough to say that all of them are new; says
    /// whether it did.
    #[inline]
    pub(super) fn announce(&mut self, contents: &Filter, length: usize) -> bool {
        if length == 0 {
            self.filter = *contents;
            return true;
        }
        let are_new = !self.filter.meets(contents);
        if are_new {
            self.filter.add_all(contents);
        }
        are_new
    }

    /// Whether what was announced is still new.
    #[inline(always)]
    pub(super) fn are_announced_new(&self) -> bool {
        !self.is_ahead
    }

    /// Announces a content that is new.
    #[inline(always)]
    pub(super) fn announce_new(&mut self, label: Label) {
        self.filter.add(label);
    }

    /// Puts a content that was announced at the place of its entry, where there is one.
    #[inline(always)]
    pub(super) fn put_announced(&mut self, label: Label, start: u32, entry: usize) {
        if let Some(place) = self.places.get_mut(entry) {
            // One by one: a whole place would be put together first.
            place.label = label;
            place.start = start;
        }
    }

    /// As `put_announced`, for a content of which nothing is known.
    pub(super) fn put_any(&mut self, label: Label, start: u32, id: MemoId) {
        self.is_ahead |= self.filter.has(label);
        self.filter.add(label);
        self.put_announced(label, start, id as usize);
    }

    /// Keeps the place of an entry that has no content to be found by.
    #[inline(always)]
    pub(super) fn put_other(&mut self, id: MemoId) {
        if let Some(place) = self.places.get_mut(id as usize) {
            place.label = Label::OTHER;
        }
    }

    /// The entry of a content, in a memo of so many entries.
    #[inline]
    pub(super) fn find(&self, label: Label, length: usize, holds: impl Fn(usize) -> bool) -> Option<MemoId> {
        if !self.filter.has(label) {
            return None;
        }
        let places = (0..).zip(self.places.iter().take(length)).filter(|(_, place)| place.label == label);
        places.map(|(id, place)| (id, place.start)).find(|(_, start)| holds(*start as usize)).map(|(id, _)| id)
    }

    /// Leaves the list and gives what it had, in a memo of so many entries.
    pub(super) fn leave(&mut self, length: usize) -> Vec<Slot> {
        (self.is_left, self.is_ahead, self.filter) = (true, true, Filter::FULL);
        let places = (0..).zip(self.places.iter().take(length)).filter(|(_, place)| place.label != Label::OTHER);
        places.map(|(id, &Place { label, start })| Slot { label, start, id }).collect()
    }

    /// Begins with an empty list.
    #[inline]
    pub(super) fn clear(&mut self) {
        (self.is_left, self.is_ahead, self.filter) = (false, false, Filter::default());
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
        (0..count).for_each(|number| few.put_any(label(number), 0, number as MemoId));
        few.is_ahead = false;
        few
    }

    fn find(few: &Few, number: usize, length: usize) -> Option<MemoId> {
        few.find(label(number), length, |_| true)
    }

    #[test]
    fn all_that_was_added_is_found_and_no_new_content() {
        let few = list_of(MOST);
        assert!((0..MOST).all(|number| find(&few, number, MOST) == Some(number as MemoId)));
        assert!((MOST..1_000).all(|number| find(&few, number, MOST).is_none()));
        assert_eq!(few.find(label(0), MOST, |_| false), None);
    }

    #[test]
    fn what_is_behind_the_entries_of_the_memo_is_not_found() {
        let mut few = list_of(10);
        few.put_other(4);
        assert_eq!([3, 4, 5].map(|number| find(&few, number, 10)), [Some(3), None, Some(5)]);
        assert_eq!([3, 4, 5].map(|number| find(&few, number, 5)), [Some(3), None, None]);
        assert_eq!(few.leave(7).len(), 6);
    }

    #[test]
    fn what_is_announced_is_new_until_something_like_it_is_added() {
        let announced = |numbers: [usize; 2]| {
            let texts = numbers.map(|number| format!("text number {number}"));
            Filter::of(&texts.each_ref().map(|text| Key::str(text.as_bytes())))
        };
        let mut few = list_of(3);
        assert!(!few.announce(&announced([2, 4]), 3));
        assert!(few.announce(&announced([3, 4]), 3));
        assert!(!few.is_new(label(3)) && find(&few, 3, 3).is_none());
        few.put_announced(label(3), 0, 3);
        assert_eq!(find(&few, 3, 4), Some(3));
        few.put_any(label(100), 0, 4);
        assert!(few.are_announced_new());
        few.put_any(label(4), 0, 5);
        assert!(!few.are_announced_new());
    }

    #[test]
    fn nothing_is_new_to_a_list_that_was_left() {
        let mut few = list_of(MOST);
        assert!(!few.is_left() && few.is_new(label(MOST)));
        few.leave(MOST);
        assert!(few.is_left() && !few.is_new(label(MOST)) && !few.are_announced_new());
        few.clear();
        assert!(!few.is_left() && few.is_new(label(0)) && few.are_announced_new());
    }
}
