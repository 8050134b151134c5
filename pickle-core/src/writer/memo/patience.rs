//! `Patience`: for texts of which lengths it is worth to look for equal ones. Names and addresses are mostly unique, words of
//! a small vocabulary never are, and their lengths tell them apart well enough.

/// Looks are given up for a length after so many in a row that found nothing.
const MOST: u8 = u8::MAX;

/// One text in so many is looked for all the same: once that finds one again, all are.
const PROBE: u8 = 16;

/// Lengths are taken together in groups of this size; a text has up to 255 bytes here.
const GROUP: usize = 8;
const GROUPS: usize = 256 / GROUP;

#[derive(Debug)]
pub(super) struct Patience {
    /// How many more looks may find nothing, for each group of lengths.
    left: [u8; GROUPS],
    passed: u8,
}

impl Default for Patience {
    fn default() -> Self {
        Patience { left: [MOST; GROUPS], passed: 0 }
    }
}

impl Patience {
    /// Whether to look for a text of this length.
    #[inline(always)]
    pub(super) fn is_worth_a_look(&mut self, length: usize) -> bool {
        if self.left[length / GROUP % GROUPS] > 0 {
            return true;
        }
        self.passed = (self.passed + 1) % PROBE;
        self.passed == 0
    }

    /// Notes what a look for a text of this length found.
    #[inline(always)]
    pub(super) fn note(&mut self, length: usize, is_found: bool) {
        let left = &mut self.left[length / GROUP % GROUPS];
        *left = if is_found { MOST } else { left.saturating_sub(1) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks_of_many(patience: &mut Patience, length: usize) -> usize {
        (0..PROBE).filter(|_| patience.is_worth_a_look(length)).count()
    }

    #[test]
    fn looks_that_find_nothing_become_rare_until_one_does() {
        let mut patience = Patience::default();
        for _ in 0..MOST {
            assert!(patience.is_worth_a_look(20));
            patience.note(20, false);
        }
        assert_eq!((looks_of_many(&mut patience, 20), looks_of_many(&mut patience, 5)), (1, usize::from(PROBE)));
        patience.note(20, true);
        assert_eq!(looks_of_many(&mut patience, 20), usize::from(PROBE));
    }
}
