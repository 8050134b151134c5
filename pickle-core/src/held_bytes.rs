//! `HeldBytes`: the bytes of a pickle that are in memory, all of them or its beginning and a window further on.

use std::ops::Range;

/// Parts of a pickle, by their positions in the whole of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeldBytes<'de> {
    /// The first bytes, unless the window begins with them.
    head: &'de [u8],
    window: &'de [u8],
    /// Where the window begins.
    base: usize,
    /// Whether there may be more behind the window.
    goes_on: bool,
}

impl<'de> HeldBytes<'de> {
    /// All bytes of a pickle.
    pub(crate) fn all(bytes: &'de [u8]) -> HeldBytes<'de> {
        HeldBytes { head: &[], window: bytes, base: 0, goes_on: false }
    }

    /// The first bytes of a pickle and those from `base` on.
    pub(crate) fn parts(head: &'de [u8], window: &'de [u8], base: usize, goes_on: bool) -> HeldBytes<'de> {
        HeldBytes { head, window, base, goes_on }
    }

    /// The bytes from a position on; none where they are not held.
    #[inline]
    pub(crate) fn from(self, position: usize) -> &'de [u8] {
        let bytes = match position.checked_sub(self.base) {
            Some(place) => self.window.get(place..),
            None => self.head.get(position..),
        };
        bytes.unwrap_or_default()
    }

    /// The bytes of a range.
    pub(crate) fn range(self, range: Range<usize>) -> Option<&'de [u8]> {
        self.from(range.start).get(..range.end.checked_sub(range.start)?)
    }

    /// Whether there are bytes before the last one that are not held.
    pub(crate) fn have_gap(self) -> bool {
        self.base > self.head.len()
    }

    /// Whether all of this range is held.
    pub(crate) fn hold(self, range: Range<usize>) -> bool {
        range.start >= self.base || range.end <= self.head.len()
    }

    /// How many of the first bytes are held in any case.
    pub(crate) fn head_length(self) -> usize {
        self.head.len()
    }

    /// Where those begin that are held beside the first ones.
    pub(crate) fn base(self) -> usize {
        self.base
    }

    /// Whether there may be more behind the last byte that is held.
    pub(crate) fn go_on(self) -> bool {
        self.goes_on
    }

    /// Where the last byte that is held ends.
    pub(crate) fn end(self) -> usize {
        self.base + self.window.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_the_whole() {
        let held = HeldBytes::parts(b"abc", b"xyz", 10, true);
        assert_eq!((held.from(1), held.from(3), held.from(9)), (&b"bc"[..], &b""[..], &b""[..]));
        assert_eq!((held.from(10), held.from(12), held.from(20)), (&b"xyz"[..], &b"z"[..], &b""[..]));
        assert_eq!((held.range(11..13), held.range(2..4)), (Some(&b"yz"[..]), None));
        assert!(held.hold(0..3) && held.hold(10..11) && !held.hold(2..4) && !held.hold(8..11));
        assert_eq!(held.end(), 13);
    }

    #[test]
    fn a_whole_pickle_has_no_gap() {
        let held = HeldBytes::all(b"abc");
        assert!(!held.have_gap() && held.hold(0..3) && !held.go_on());
        assert_eq!(held.from(1), b"bc");
    }
}
