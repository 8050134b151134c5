//! Calls with one text or one `bytes`, which is how most standard classes are made.

use std::borrow::Cow;

use super::memo::{Form, Slot};
use super::usual::{behind_memo, split_bytes, split_reference, split_text};
use super::{Stream, bytes};
use crate::class::Class;
use crate::error::Result;

impl<'de> Stream<'_, 'de> {
    /// Takes what a call of the class with one text gives, as that text. Anything else is left, and so is the first such call:
    /// the class has to be known.
    #[inline]
    pub(crate) fn called_with_text(&mut self, class: &'static Class) -> Option<&'de str> {
        let Some(argument) = self.argument_of(class) else { return self.called_before_with_text(class) };
        let (text, behind) = split_text(argument)?;
        self.pass_call_with(argument, behind).then_some(text)
    }

    /// The same where the pickle refers to what an earlier such call gave.
    #[inline(never)]
    fn called_before_with_text(&mut self, class: &'static Class) -> Option<&'de str> {
        let (index, rest) = split_reference(self.rest).filter(|_| self.is_ready() && self.depth_left > 0)?;
        let slot = self.slot(index)?;
        let call = self.input.from(slot.start);
        let (index_of_class, argument) = split_reference(call)?;
        let (text, behind) = split_text(argument)?;
        let length = call.len() - behind_call(behind)?.len();
        let number = self.tables.classes.number(class);
        if slot.start + length != slot.point || !self.tables.classes.is_global(number, index_of_class) {
            return None;
        }
        self.charge_replay(length).ok()?;
        (self.rest, self.completed) = (rest, slot.point);
        Some(text)
    }

    /// Takes what a call of the class with one `bytes` gives, as these bytes. Anything else is left.
    #[inline]
    pub(crate) fn called_with_bytes(&mut self, class: &'static Class) -> Option<Cow<'de, [u8]>> {
        let argument = self.argument_of(class)?;
        match split_bytes(argument) {
            Some((bytes, behind)) => self.pass_call_with(argument, behind).then_some(Cow::Borrowed(bytes)),
            None => self.called_with_encoded(argument),
        }
    }

    /// Takes what a call with `bytes` gives that are a call themselves.
    #[inline(never)]
    fn called_with_encoded(&mut self, argument: &'de [u8]) -> Option<Cow<'de, [u8]>> {
        let encoded = self.encoded(argument).filter(|encoded| behind_call(encoded.behind).is_some())?;
        self.pass_call(argument, |stream| stream.pass_encoded(&encoded)).ok()?;
        Some(encoded.bytes)
    }

    /// What stands behind a reference to the class, if the value begins with one.
    #[inline]
    fn argument_of(&mut self, class: &'static Class) -> Option<&'de [u8]> {
        let (index, argument) = split_reference(self.rest)?;
        let number = self.tables.classes.number(class);
        (self.tables.classes.is_global(number, index) && self.is_ready() && self.depth_left > 0).then_some(argument)
    }

    /// Passes over a call with this argument alone, behind which this stands, if it is such a call.
    // All such calls share it: what few instructions more cost is less than what code costs that does not fit the cache.
    #[inline(never)]
    fn pass_call_with(&mut self, argument: &'de [u8], behind: &'de [u8]) -> bool {
        match behind {
            [bytes::Memoize, bytes::Tuple1, bytes::Memoize, bytes::Reduce, bytes::Memoize, rest @ ..]
                if self.unstored == 0 =>
            {
                self.pass_stored_call(argument, behind, rest, 2)
            }
            [bytes::LongBinPut, ..] if self.unstored == 0 => {
                match behind_numbered_call(behind, self.tables.memo.entries()) {
                    Some(rest) => self.pass_stored_call(argument, behind, rest, 6),
                    None => self.pass_other_call_with(argument, behind),
                }
            }
            _ => self.pass_other_call_with(argument, behind),
        }
    }

    fn pass_other_call_with(&mut self, argument: &'de [u8], behind: &'de [u8]) -> bool {
        behind_call(behind).is_some() && self.pass_call(argument, |stream| stream.pass_simple(behind)).is_ok()
    }

    /// Passes over a call and its parts, which are all stored under the next indexes. An instruction that stores one and the
    /// one behind it are so many bytes.
    #[inline(always)]
    fn pass_stored_call(&mut self, argument: &'de [u8], behind: &'de [u8], rest: &'de [u8], step: usize) -> bool {
        let (start, start_of_argument, point) = (self.position(), self.end - argument.len(), self.end - behind.len());
        (self.rest, self.completed) = (rest, point + 2 * step);
        let is_stored = self.tables.memo.store_call_next(
            Slot { start: start_of_argument, point },
            Slot { start: start_of_argument, point: point + step },
            Slot { start, point: point + 2 * step },
        );
        self.check(is_stored).is_ok()
    }

    /// Passes over the call of which this is the argument.
    #[inline(never)]
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

/// What stands behind a call of one argument, behind that argument, before what stores the result.
#[inline]
fn behind_call(behind: &[u8]) -> Option<&[u8]> {
    let behind_tuple = behind_memo(behind).strip_prefix(&[bytes::Tuple1])?;
    behind_memo(behind_tuple).strip_prefix(&[bytes::Reduce])
}

/// What stands behind a call of one argument below protocol 4, behind that argument, if the argument is stored under this
/// index, and its tuple and the result under the next ones.
fn behind_numbered_call(behind: &[u8], index: u64) -> Option<&[u8]> {
    let index = u32::try_from(index).ok()?;
    let behind_argument = behind_long_put(behind, index)?.strip_prefix(&[bytes::Tuple1])?;
    let behind_tuple = behind_long_put(behind_argument, index.checked_add(1)?)?.strip_prefix(&[bytes::Reduce])?;
    behind_long_put(behind_tuple, index.checked_add(2)?)
}

/// What stands behind a `LONG_BINPUT` of this index.
pub(super) fn behind_long_put(bytes: &[u8], index: u32) -> Option<&[u8]> {
    match bytes {
        [bytes::LongBinPut, a, b, c, d, rest @ ..] if index == u32::from_le_bytes([*a, *b, *c, *d]) => Some(rest),
        _ => None,
    }
}
