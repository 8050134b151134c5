//! Calls with one text or one `bytes`, which is how most standard classes are made.

use std::borrow::Cow;

use super::memo::Form;
use super::usual::{behind_memo, split_bytes, split_reference, split_text};
use super::{Stream, bytes};
use crate::class::Class;
use crate::error::Result;

impl<'de> Stream<'_, 'de> {
    /// Takes what a call of the class with one text gives, as that text. Anything else is left, and so is the first such call:
    /// the class has to be known.
    #[inline]
    pub(crate) fn called_with_text(&mut self, class: &'static Class) -> Option<&'de str> {
        let argument = self.argument_of(class)?;
        let (text, behind) = split_text(argument)?;
        if self.passes_memoized_call(argument, behind) {
            return Some(text);
        }
        is_whole_call(behind).then_some(())?;
        self.pass_call(argument, |stream| stream.pass_simple(behind)).ok()?;
        Some(text)
    }

    /// Takes what a call of the class with one `bytes` gives, as these bytes. Anything else is left.
    #[inline]
    pub(crate) fn called_with_bytes(&mut self, class: &'static Class) -> Option<Cow<'de, [u8]>> {
        let argument = self.argument_of(class)?;
        if let Some((bytes, behind)) = split_bytes(argument) {
            is_whole_call(behind).then_some(())?;
            self.pass_call(argument, |stream| stream.pass_simple(behind)).ok()?;
            return Some(Cow::Borrowed(bytes));
        }
        let encoded = self.encoded(argument).filter(|encoded| is_whole_call(encoded.behind))?;
        self.pass_call(argument, |stream| stream.pass_encoded(&encoded)).ok()?;
        Some(encoded.bytes)
    }

    /// What stands behind a reference to the class, if the value begins with one.
    #[inline]
    fn argument_of(&mut self, class: &'static Class) -> Option<&'de [u8]> {
        let (index, argument) = split_reference(self.rest)?;
        let number = self.classes.number(class);
        (self.classes.is_global(number, index) && self.is_ready() && self.depth_left > 0).then_some(argument)
    }

    /// Passes over a call and its parts that are all stored with `MEMOIZE`, if this is the argument of such a one.
    #[inline(always)]
    fn passes_memoized_call(&mut self, argument: &'de [u8], behind: &'de [u8]) -> bool {
        let [bytes::Memoize, bytes::Tuple1, bytes::Memoize, bytes::Reduce, bytes::Memoize, rest @ ..] = behind else {
            return false;
        };
        if self.unstored > 0 {
            return false;
        }
        let (start, start_of_argument, point) = (self.position(), self.end - argument.len(), self.end - behind.len());
        (self.rest, self.completed) = (rest, point + 4);
        let is_stored = self.memo.store_next(start_of_argument, point, Form::Simple)
            && self.memo.store_next(start_of_argument, point + 2, Form::Compound)
            && self.memo.store_next(start, point + 4, Form::Compound);
        if !is_stored {
            self.give_way();
        }
        true
    }

    /// Passes over the call of which this is the argument.
    #[inline]
    fn pass_call(&mut self, argument: &'de [u8], pass: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let start = self.position();
        self.rest = argument;
        let start_of_argument = self.position();
        pass(self)?;
        self.skip(1);
        self.made(start_of_argument, Form::Compound)?;
        self.skip(1);
        self.made(start, Form::Compound).map(drop)
    }

    /// Passes over a value that one instruction makes, up to what stands behind that.
    #[inline(always)]
    fn pass_simple(&mut self, behind: &'de [u8]) -> Result<()> {
        let start = self.position();
        self.rest = behind;
        self.made(start, Form::Simple).map(drop)
    }
}

/// Whether what stands behind an argument makes a call of it alone.
#[inline]
fn is_whole_call(behind: &[u8]) -> bool {
    let [bytes::Tuple1, behind_tuple @ ..] = behind_memo(behind) else { return false };
    matches!(behind_memo(behind_tuple), [bytes::Reduce, ..])
}
