//! `Filter`: a set of contents that says in a few instructions of most others that they are none of it.

use super::key::{Key, Label};

/// There is a bit for each of 512 hashes, so that one new content in 16 seems to be one of 32.
const WORDS: usize = 8;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Filter([u64; WORDS]);

impl Filter {
    /// The set of all contents.
    pub(super) const FULL: Filter = Filter([u64::MAX; WORDS]);

    pub(crate) fn of<'k, 'c: 'k>(contents: impl IntoIterator<Item = &'k Key<'c>>) -> Filter {
        let mut filter = Filter::default();
        contents.into_iter().for_each(|key| filter.add(key.label));
        filter
    }

    /// Whether the content may be one of the set.
    #[inline(always)]
    pub(super) fn has(&self, label: Label) -> bool {
        let (word, bit) = place_of(label);
        self.0[word] & bit != 0
    }

    #[inline(always)]
    pub(super) fn add(&mut self, label: Label) {
        let (word, bit) = place_of(label);
        self.0[word] |= bit;
    }

    /// Whether a content may be one of both sets.
    #[inline]
    pub(super) fn meets(&self, other: &Filter) -> bool {
        self.0.iter().zip(&other.0).fold(0, |common, (own, other)| common | own & other) != 0
    }

    #[inline]
    pub(super) fn add_all(&mut self, other: &Filter) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }
}

/// The word and the bit for a content.
#[inline(always)]
fn place_of(label: Label) -> (usize, u64) {
    (label.hash() % WORDS, 1 << (label.hash() / WORDS % u64::BITS as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter_of(numbers: std::ops::Range<usize>) -> Filter {
        let texts: Vec<String> = numbers.map(|number| format!("text number {number}")).collect();
        let keys: Vec<_> = texts.iter().map(|text| Key::str(text.as_bytes())).collect();
        Filter::of(&keys)
    }

    #[test]
    fn sets_meet_in_what_both_have() {
        assert!(filter_of(0..5).meets(&filter_of(4..8)));
        assert!(!filter_of(0..0).meets(&filter_of(0..8)));
        let mut both = filter_of(0..5);
        both.add_all(&filter_of(5..8));
        assert!((0..8).all(|number| both.meets(&filter_of(number..number + 1))));
    }

    #[test]
    fn most_others_are_none_of_it() {
        let filter = filter_of(0..32);
        assert!((32..1_032).filter(|&number| filter.meets(&filter_of(number..number + 1))).count() < 1_000 / 10);
    }
}
