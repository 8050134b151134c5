//! Runs of items: those of a list that stand one behind the other, each in its usual form, taken by one tight loop.

use super::usual::{split_float, split_int};
use super::{Behind, ItemCursor, Stream, bytes};

impl<'de> Stream<'_, 'de> {
    /// Goes into a list that is written out here, and into its first batch, if it surely begins one.
    #[inline(always)]
    pub(crate) fn usual_list(&mut self) -> Option<ItemCursor> {
        match self.rest {
            [bytes::EmptyList, rest @ ..]
                if self.is_ready() && self.behind == Behind::NoMark && self.depth_left > 0 =>
            {
                self.list_behind(rest)
            }
            _ => None,
        }
    }

    /// Takes floats as long as they follow.
    pub(crate) fn floats<T>(&mut self, list: &mut Vec<T>, make: impl Fn(f64) -> T) {
        self.run(list, |rest| split_float(rest).map(|(value, rest)| (make(value), rest)));
    }

    /// Takes ints as long as they follow and `make` takes them.
    pub(crate) fn ints<T>(&mut self, list: &mut Vec<T>, make: impl Fn(i64) -> Option<T>) {
        self.run(list, |rest| split_int(rest).and_then(|(value, rest)| Some((make(value)?, rest))));
    }

    /// Takes short texts as long as they follow.
    #[inline]
    pub(crate) fn texts<T>(&mut self, list: &mut Vec<T>, make: impl Fn(&'de str) -> T) {
        while let Some(text) = self.short_str() {
            list.push(make(text));
        }
    }

    #[inline]
    fn run<T>(&mut self, list: &mut Vec<T>, split: impl Fn(&'de [u8]) -> Option<(T, &'de [u8])>) {
        let mut left = self.rest;
        while let Some((item, rest)) = split(left) {
            list.push(item);
            left = rest;
        }
        self.pass_unstored(left);
    }
}
