//! Calls with one text or one `bytes`, which is how most standard classes are made.

use super::memo::Form;
use super::usual::{behind_memo, split_bytes, split_text};
use super::{Stream, bytes};
use crate::class::Class;

impl<'de> Stream<'_, 'de> {
    /// Takes what a call of the class with one text gives, as that text. Anything else is left, and so is the first such call:
    /// the class has to be known.
    #[inline]
    pub(crate) fn called_with_text(&mut self, class: &'static Class) -> Option<&'de str> {
        self.called_with(class, split_text)
    }

    /// Takes what a call of the class with one `bytes` gives, as these bytes. Anything else is left.
    #[inline]
    pub(crate) fn called_with_bytes(&mut self, class: &'static Class) -> Option<&'de [u8]> {
        self.called_with(class, split_bytes)
    }

    #[inline]
    fn called_with<T>(
        &mut self,
        class: &'static Class,
        split: impl FnOnce(&'de [u8]) -> Option<(T, &'de [u8])>,
    ) -> Option<T> {
        let [bytes::BinGet, index, before @ ..] = self.rest else { return None };
        let number = self.classes.number(class);
        let is_known = self.is_ready() && self.depth_left > 0 && self.classes.known(number).global == u32::from(*index);
        if !is_known {
            return None;
        }
        let (argument, behind) = split(before)?;
        let [bytes::Tuple1, behind_tuple @ ..] = behind_memo(behind) else { return None };
        let [bytes::Reduce, ..] = behind_memo(behind_tuple) else { return None };
        let (start, start_of_argument) = (self.position(), self.position() + 2);
        self.rest = behind;
        self.made(start_of_argument, Form::Simple).ok()?;
        self.skip(1);
        self.made(start_of_argument, Form::Compound).ok()?;
        self.skip(1);
        self.made(start, Form::Compound).ok()?;
        Some(argument)
    }
}
