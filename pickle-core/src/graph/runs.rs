//! `Runs`: the items of many containers in one row, each of which can grow.

use crate::memory_ahead;

/// The place of the items of one container in a [`Runs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Run {
    /// The first item; the topmost bit says whether the run has moved.
    start: u32,
    len: u32,
}

/// A run that has moved has room for a power of two of items, so that it moves once for each doubling.
const MOVED: u32 = 1 << 31;

/// Items of containers, in one allocation.
#[derive(Debug, Clone)]
pub(crate) struct Runs<T> {
    values: Vec<T>,
}

impl Run {
    pub(crate) const EMPTY: Run = Run { start: 0, len: 0 };

    pub(crate) fn len(self) -> usize {
        self.len as usize
    }

    fn start(self) -> usize {
        (self.start & !MOVED) as usize
    }

    fn end(self) -> usize {
        self.start().saturating_add(self.len())
    }

    fn has_moved(self) -> bool {
        self.start & MOVED != 0
    }

    /// Where the room of the run ends, which may be behind its items.
    fn room_end(self) -> usize {
        if self.has_moved() { self.start().saturating_add(room_for(self.len())) } else { self.end() }
    }

    /// One number that is the run.
    pub(super) fn to_bits(self) -> u64 {
        (u64::from(self.start) << 32) | u64::from(self.len)
    }

    pub(super) fn from_bits(bits: u64) -> Run {
        Run { start: (bits >> 32) as u32, len: bits as u32 }
    }
}

fn room_for(len: usize) -> usize {
    len.checked_next_power_of_two().unwrap_or(len)
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Runs { values: Vec::new() }
    }
}

impl<T: Copy> Runs<T> {
    #[inline]
    pub(crate) fn get(&self, run: Run) -> &[T] {
        self.values.get(run.start()..run.end()).unwrap_or_default()
    }

    pub(crate) fn get_mut(&mut self, run: Run) -> &mut [T] {
        self.values.get_mut(run.start()..run.end()).unwrap_or_default()
    }

    /// A new run of these items, or nothing where there are too many for the numbers of a [`Run`].
    #[inline]
    pub(crate) fn add(&mut self, items: impl ExactSizeIterator<Item = T>) -> Option<Run> {
        let run = checked_run(self.values.len(), items.len())?;
        self.values.extend(items);
        Some(run)
    }

    /// How many places a run of `more` items more takes that are not taken yet.
    pub(crate) fn growth(&self, run: Run, more: usize) -> usize {
        let len = run.len().saturating_add(more);
        match self.is_growing_at_end(run) {
            true => more,
            false if run.has_moved() && len <= room_for(run.len()) => 0,
            false => room_for(len),
        }
    }

    /// The run with these items behind its own, or nothing where there are too many for the numbers of a [`Run`].
    ///
    /// Its items move when there is no room behind them. Any number of calls takes time and memory in proportion to the
    /// items that they add.
    #[inline]
    pub(crate) fn extend(&mut self, run: Run, more: impl ExactSizeIterator<Item = T>) -> Option<Run> {
        if run.len == 0 {
            return self.add(more);
        }
        let longer = checked_run(run.start(), run.len().saturating_add(more.len()))?;
        if self.is_growing_at_end(run) {
            self.values.extend(more);
            return Some(longer);
        }
        let moved = self.with_room(run, longer.len())?;
        let free = self.values.get_mut(moved.end()..).unwrap_or_default();
        free.iter_mut().zip(more).for_each(|(place, item)| *place = item);
        Some(Run { len: longer.len, ..moved })
    }

    /// A new run of the same items.
    pub(crate) fn copy(&mut self, run: Run) -> Option<Run> {
        let copy = checked_run(self.values.len(), run.len())?;
        self.values.extend_from_within(run.start()..run.end());
        Some(copy)
    }

    /// The run with fewer items in the place of its own.
    pub(crate) fn replace(&mut self, run: Run, fewer: &[T]) -> Run {
        self.get_mut(run).iter_mut().zip(fewer).for_each(|(place, item)| *place = *item);
        // What has moved and is shorter has less room.
        u32::try_from(fewer.len()).map_or(run, |len| Run { len: len.min(run.len), ..run })
    }

    /// Gets memory for what seems to follow, when so much of all is read.
    pub(crate) fn expect_as_before(&mut self, done: usize, all: usize) {
        memory_ahead::expect_as_before(&mut self.values, 0, done, all);
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
    }

    /// Whether nothing is behind the items and no room was ever made for more.
    fn is_growing_at_end(&self, run: Run) -> bool {
        run.len == 0 || (!run.has_moved() && run.end() == self.values.len())
    }

    /// The same items where `len` of them have room.
    fn with_room(&mut self, run: Run, len: usize) -> Option<Run> {
        if run.has_moved() && len <= room_for(run.len()) {
            return Some(run);
        }
        let filler = *self.get(run).first()?;
        let is_last = run.room_end() == self.values.len();
        let start = if is_last { run.start() } else { self.values.len() };
        let moved = checked_run(start, room_for(len))?;
        if !is_last {
            self.values.extend_from_within(run.start()..run.end());
        }
        self.values.resize(moved.end(), filler);
        Some(Run { start: moved.start | MOVED, len: run.len })
    }
}

fn checked_run(start: usize, len: usize) -> Option<Run> {
    let end = start.checked_add(len).filter(|end| *end < MOVED as usize)?;
    debug_assert!(start <= end);
    Some(Run { start: start as u32, len: len as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Extends runs in an order that a simple generator gives, and compares them with vectors.
    #[test]
    fn runs_hold_what_vectors_would() {
        let mut runs = Runs::default();
        let mut found = [Run::EMPTY; 7];
        let mut expected: [Vec<u32>; 7] = Default::default();
        let mut random = 1_u32;
        for _ in 0..2000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (index, count) = ((random >> 24) as usize % 7, (random >> 16) % 5);
            let more: Vec<u32> = (0..count).map(|number| random ^ number).collect();
            let growth = runs.growth(found[index], more.len());
            let before = runs.values.len();
            found[index] = runs.extend(found[index], more.iter().copied()).unwrap();
            assert!(runs.values.len() - before <= growth);
            expected[index].extend(more);
            for (run, items) in found.iter().zip(&expected) {
                assert_eq!(runs.get(*run), items);
                assert_eq!(Run::from_bits(run.to_bits()), *run);
            }
        }
    }

    #[test]
    fn runs_that_grow_in_turns_take_memory_in_proportion() {
        let mut runs = Runs::default();
        let mut both = [Run::EMPTY; 2];
        for number in 0..200_000_u32 {
            let run = &mut both[number as usize % 2];
            *run = runs.extend(*run, std::iter::once(number)).unwrap();
        }
        assert!(runs.values.len() <= 4 * 200_000 * 2);
    }

    #[test]
    fn a_run_that_grows_at_the_end_for_a_while_moves_once_for_each_doubling() {
        let (mut runs, mut growing) = (Runs::default(), Run::EMPTY);
        for number in 0..20_000_u32 {
            for _ in 0..1 + number % 3 {
                growing = runs.extend(growing, std::iter::once(number)).unwrap();
            }
            runs.add(std::iter::once(number)).unwrap();
        }
        assert!(runs.values.len() <= 4 * growing.len() + 20_000);
    }

    #[test]
    fn a_shortened_run_can_grow_again() {
        let mut runs = Runs::default();
        let first = runs.add([1, 2, 3].into_iter()).unwrap();
        let other = runs.add([9].into_iter()).unwrap();
        let moved = runs.extend(first, [4, 5].into_iter()).unwrap();
        let short = runs.replace(moved, &[7, 8]);
        let long = runs.extend(short, [6, 7, 8].into_iter()).unwrap();
        assert_eq!((runs.get(long), runs.get(other)), (&[7, 8, 6, 7, 8][..], &[9][..]));
    }

    #[test]
    fn what_has_no_number_is_no_run() {
        assert_eq!(checked_run(1 << 30, 1 << 30), None);
        assert_eq!(checked_run(usize::MAX, 1), None);
        assert!(checked_run(1 << 30, 1 << 29).is_some());
    }
}
