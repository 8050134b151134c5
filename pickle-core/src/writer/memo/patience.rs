//! `Patience`: of which texts and calls it is worth to look for equal ones. Names and addresses are mostly unique, words of a
//! small vocabulary never are, and their lengths tell them apart well enough; of calls, the class does.

/// Looks are given up for a length after so many in a row that found nothing.
const MOST: u8 = u8::MAX;

/// One text, or one call, in so many is looked for all the same: once that finds one again, others are. A look for a call costs
/// more than that for a text, and is worth less.
const TEXT_PROBE: u8 = 32;
const CALL_PROBE: u8 = 64;

/// How many lengths are told apart: a text has up to 255 bytes here.
const LENGTHS: usize = 256;

/// What a call that was found is worth, in looks that find nothing. CPython refers to the same object only, never to an equal
/// one, so calls are not looked for where fewer than one in so many is found.
const GAIN: u8 = 4;

#[derive(Debug)]
pub(crate) struct Patience {
    /// How many more looks may find nothing, for each length.
    texts: [u8; LENGTHS],
    text_probes: Probes<TEXT_PROBE>,
    call_probes: Probes<CALL_PROBE>,
}

/// Which values are looked for all the same: one in so many.
#[derive(Debug, Default)]
pub(crate) struct Probes<const ONE_IN: u8> {
    passed: u8,
}

impl Default for Patience {
    fn default() -> Self {
        Patience { texts: [MOST; LENGTHS], text_probes: Probes::default(), call_probes: Probes::default() }
    }
}

impl Patience {
    /// Whether to look for a text of this length.
    #[inline(always)]
    pub(crate) fn is_worth_a_text(&mut self, length: usize) -> bool {
        !self.is_out(length) || self.text_probes.is_next()
    }

    /// Whether only probes are looked for of texts of this length.
    #[inline(always)]
    pub(crate) fn is_out(&self, length: usize) -> bool {
        self.texts[length % LENGTHS] == 0
    }

    /// Notes what a look for a text of this length found. One that is found is a word that comes often.
    #[inline(always)]
    pub(crate) fn note_text(&mut self, length: usize, is_found: bool) {
        let left = &mut self.texts[length % LENGTHS];
        *left = if is_found { MOST } else { left.saturating_sub(1) };
    }

    #[inline(always)]
    pub(crate) fn text_probes(&mut self) -> &mut Probes<TEXT_PROBE> {
        &mut self.text_probes
    }

    #[inline(always)]
    pub(crate) fn call_probes(&mut self) -> &mut Probes<CALL_PROBE> {
        &mut self.call_probes
    }
}

impl<const ONE_IN: u8> Probes<ONE_IN> {
    /// Whether the next value is one that is looked for all the same.
    #[inline(always)]
    pub(crate) fn is_next(&mut self) -> bool {
        let is_next = !self.passes();
        if is_next {
            self.passed = 0;
        }
        is_next
    }

    /// Whether the next value is none that is looked for all the same, and counts it if so.
    #[inline(always)]
    pub(crate) fn passes(&mut self) -> bool {
        let passes = self.passed < ONE_IN - 1;
        self.passed += u8::from(passes);
        passes
    }
}

/// How many more looks for calls of one class may find nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallPatience(u8);

impl CallPatience {
    pub(crate) const FULL: CallPatience = CallPatience(MOST);

    /// Whether only probes are looked for.
    #[inline]
    pub(crate) fn is_out(self) -> bool {
        self.0 == 0
    }

    /// What is left after a look.
    pub(crate) fn after(self, is_found: bool) -> CallPatience {
        CallPatience(if is_found { self.0.saturating_add(GAIN) } else { self.0.saturating_sub(1) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks_of_many(mut is_worth_a_look: impl FnMut() -> bool) -> usize {
        (0..TEXT_PROBE).filter(|_| is_worth_a_look()).count()
    }

    #[test]
    fn looks_that_find_nothing_become_rare_until_one_does() {
        let mut patience = Patience::default();
        for _ in 0..MOST {
            assert!(patience.is_worth_a_text(20));
            patience.note_text(20, false);
        }
        assert_eq!(looks_of_many(|| patience.is_worth_a_text(20)), 1);
        assert_eq!(looks_of_many(|| patience.is_worth_a_text(5)), usize::from(TEXT_PROBE));
        patience.note_text(20, true);
        assert_eq!(looks_of_many(|| patience.is_worth_a_text(20)), usize::from(TEXT_PROBE));
    }

    #[test]
    fn calls_of_which_few_are_found_are_looked_for_rarely() {
        let (mut patience, mut of_class) = (Patience::default(), CallPatience::FULL);
        let mut looks_where_one_is_found_in = |count: usize| {
            let is_look = |number: &usize| {
                let is_worth_a_look = !of_class.is_out() || patience.call_probes().is_next();
                if is_worth_a_look {
                    of_class = of_class.after(number.is_multiple_of(count));
                }
                is_worth_a_look
            };
            (0..10_000).filter(is_look).count()
        };
        assert_eq!(looks_where_one_is_found_in(5), 10_000);
        assert!(looks_where_one_is_found_in(30) < 2_000);
    }
}
