//! What nearly all values are, each as few instructions: one that is written out where it stands, in the form that
//! picklers use for it. What is no such value is left to the other methods.

use super::memo::Form;
use super::{Stream, bytes};
use crate::utf8;

/// So many of the first values of the memo are kept if they are texts to which the pickle refers: it mostly does to these.
const MOST_TEXTS: usize = 1024;

impl<'de> Stream<'_, 'de> {
    /// Takes `None`, if that is the value, or tells that it is not; nothing where that does not show at once.
    #[inline(always)]
    pub(crate) fn take_usual_none(&mut self) -> Option<bool> {
        match self.rest {
            [bytes::None, rest @ ..] if self.is_ready() => {
                self.pass_unstored(rest);
                Some(true)
            }
            [bytes::ShortBinUnicode | bytes::BinUnicode, ..] => Some(false),
            _ => None,
        }
    }

    #[inline(always)]
    pub(crate) fn usual_bool(&mut self) -> Option<bool> {
        let (value, rest) = match self.rest {
            [bytes::NewTrue, rest @ ..] => (true, rest),
            [bytes::NewFalse, rest @ ..] => (false, rest),
            _ => return None,
        };
        self.take_usual(value, rest)
    }

    #[inline(always)]
    pub(crate) fn usual_i64(&mut self) -> Option<i64> {
        let (value, rest) = split_int(self.rest)?;
        self.take_usual(value, rest)
    }

    #[inline(always)]
    pub(crate) fn usual_float(&mut self) -> Option<f64> {
        let (value, rest) = split_float(self.rest)?;
        self.take_usual(value, rest)
    }

    #[inline(always)]
    fn take_usual<T>(&mut self, value: T, rest: &'de [u8]) -> Option<T> {
        let is_ready = self.is_ready();
        if is_ready {
            self.pass_unstored(rest);
        }
        is_ready.then_some(value)
    }

    /// Takes a text that is written out, or one of the first ones of the memo.
    #[inline]
    pub(crate) fn usual_str(&mut self) -> Option<&'de str> {
        if self.is_ready() { self.short_str() } else { None }
    }

    /// The same where it is known that the value may be taken.
    #[inline]
    pub(super) fn short_str(&mut self) -> Option<&'de str> {
        let (text, rest) = match self.rest {
            [bytes::BinGet, index, rest @ ..] => return self.kept_text(usize::from(*index), rest),
            [bytes::LongBinGet, a, b, 0, 0, rest @ ..] => {
                return self.kept_text(usize::from(u16::from_le_bytes([*a, *b])), rest);
            }
            rest => split_text(rest)?,
        };
        let start = self.position();
        self.rest = rest;
        self.made(start, Form::Simple).ok()?;
        Some(text)
    }

    /// Takes a text of the memo.
    #[inline(always)]
    fn kept_text(&mut self, index: usize, rest: &'de [u8]) -> Option<&'de str> {
        let (text, point) = self.text_at(index)?;
        self.charge(text.len()).ok()?;
        (self.rest, self.completed) = (rest, point);
        Some(text)
    }

    /// The text of the memo at an index, and its point.
    #[inline(always)]
    pub(super) fn text_at(&mut self, index: usize) -> Option<(&'de str, usize)> {
        match self.texts.get(index) {
            Some(&Some(kept)) => Some(kept),
            _ => self.keep_text(index),
        }
    }

    /// Finds a text of the memo, and keeps it if it is one of the first values.
    #[inline(never)]
    fn keep_text(&mut self, index: usize) -> Option<(&'de str, usize)> {
        let slot = self.slot(index as u64)?;
        let (text, behind) = split_text(self.input.from(slot.start))?;
        let kept = (text, slot.point);
        if self.input.from(slot.point).len() != behind.len() {
            return None;
        }
        if index < MOST_TEXTS {
            self.texts.resize(self.texts.len().max(index + 1), None);
            self.texts[index] = Some(kept);
        }
        Some(kept)
    }
}

/// What stands behind a text that is written out here in the form for short ones; nothing for another text.
#[inline]
pub(super) fn behind_text<'de>(rest: &'de [u8], text: &str) -> Option<&'de [u8]> {
    match rest {
        [bytes::ShortBinUnicode, length, rest @ ..] if usize::from(*length) == text.len() => {
            rest.strip_prefix(text.as_bytes())
        }
        _ => None,
    }
}

/// What stands behind the instruction that stores a value, if one is here.
#[inline]
pub(super) fn behind_memo(rest: &[u8]) -> &[u8] {
    match rest {
        [bytes::Memoize, rest @ ..] | [bytes::BinPut, _, rest @ ..] | [bytes::LongBinPut, _, _, _, _, rest @ ..] => {
            rest
        }
        rest => rest,
    }
}

/// What stands behind a short text that is written out or referred to here, and behind what stores it.
pub(super) fn behind_any_text(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [bytes::ShortBinUnicode, length, rest @ ..] => rest.get(usize::from(*length)..).map(behind_memo),
        rest => split_reference(rest).map(|(_, rest)| rest),
    }
}

/// Splits off what refers to a value of the memo, in a binary protocol: its index.
#[inline]
pub(super) fn split_reference(bytes: &[u8]) -> Option<(u64, &[u8])> {
    match bytes {
        [bytes::BinGet, index, rest @ ..] => Some((u64::from(*index), rest)),
        [bytes::LongBinGet, a, b, c, d, rest @ ..] => Some((u64::from(u32::from_le_bytes([*a, *b, *c, *d])), rest)),
        _ => None,
    }
}

/// Splits an int off.
#[inline]
pub(super) fn split_int(bytes: &[u8]) -> Option<(i64, &[u8])> {
    match bytes {
        [bytes::BinInt1, value, rest @ ..] => Some((i64::from(*value), rest)),
        [bytes::BinInt2, low, high, rest @ ..] => Some((i64::from(u16::from_le_bytes([*low, *high])), rest)),
        [bytes::BinInt, a, b, c, d, rest @ ..] => Some((i64::from(i32::from_le_bytes([*a, *b, *c, *d])), rest)),
        [bytes::Long1, length @ 1..=8, rest @ ..] => split_long(rest, usize::from(*length)),
        _ => None,
    }
}

/// Splits an int of one to eight bytes off.
#[inline]
fn split_long(bytes: &[u8], length: usize) -> Option<(i64, &[u8])> {
    let (long, rest) = bytes.split_at_checked(length)?;
    let is_negative = long.last().is_some_and(|last| *last >= 0x80);
    let mut whole = [if is_negative { 0xff } else { 0 }; 8];
    whole.get_mut(..length)?.copy_from_slice(long);
    Some((i64::from_le_bytes(whole), rest))
}

/// Splits a float off.
#[inline]
pub(super) fn split_float(bytes: &[u8]) -> Option<(f64, &[u8])> {
    let [bytes::BinFloat, rest @ ..] = bytes else { return None };
    let (float, rest) = rest.split_first_chunk::<8>()?;
    Some((f64::from_be_bytes(*float), rest))
}

/// Splits a text of UTF-8 off that is not very long.
#[inline]
pub(super) fn split_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = match bytes {
        [bytes::ShortBinUnicode, length, rest @ ..] => (usize::from(*length), rest),
        [bytes::BinUnicode, a, b, c, 0, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, 0]) as usize, rest),
        _ => return None,
    };
    let (text, rest) = rest.split_at_checked(length)?;
    Some((utf8::text(text)?, rest))
}

/// Splits a short `bytes` off.
#[inline]
pub(super) fn split_bytes(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let [bytes::ShortBinBytes, length, rest @ ..] = bytes else { return None };
    rest.split_at_checked(usize::from(*length))
}
