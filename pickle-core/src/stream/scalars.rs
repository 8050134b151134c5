//! Values without parts.

use std::borrow::Cow;

use super::memo::Form;
use super::{ItemCursor, Stream, bytes};
use crate::argument::{IntOrBool, Text};
use crate::encoding::Encoding;
use crate::error::Result;
use crate::int::Int;
use crate::opcode::Instruction;

impl<'de> Stream<'_, 'de> {
    /// Takes `None`, if that is the value.
    #[inline]
    pub(crate) fn take_none(&mut self) -> Result<bool> {
        match self.opcode() {
            bytes::None => self.none().map(|()| true),
            bytes::BinGet | bytes::LongBinGet | bytes::Get if self.is_stored_none() => Err(self.give_way()),
            _ => Ok(false),
        }
    }

    /// Whether the pickle refers to a `None`, which no pickler stores.
    fn is_stored_none(&mut self) -> bool {
        let referred = self.referred();
        referred.is_some_and(|(slot, _)| self.input.from(slot.start).first() == Some(&bytes::None))
    }

    #[inline]
    pub(crate) fn none(&mut self) -> Result<()> {
        self.take()?;
        match (self.opcode(), self.rest) {
            (bytes::None, [_, rest @ ..]) => {
                self.pass_unstored(rest);
                Ok(())
            }
            _ => Err(self.give_way()),
        }
    }

    /// Passes over a value that no pickler stores in the memo.
    #[inline]
    fn pass_unstored(&mut self, rest: &'de [u8]) {
        self.rest = rest;
        self.completed = self.position();
    }

    #[inline]
    pub(crate) fn bool(&mut self) -> Result<bool> {
        let (value, rest) = match self.rest {
            [bytes::NewTrue, rest @ ..] => (true, rest),
            [bytes::NewFalse, rest @ ..] => (false, rest),
            _ => return self.other_bool(),
        };
        self.take()?;
        self.pass_unstored(rest);
        Ok(value)
    }

    fn other_bool(&mut self) -> Result<bool> {
        match self.simple()? {
            Instruction::NewTrue | Instruction::Int(IntOrBool::Bool(true)) => Ok(true),
            Instruction::NewFalse | Instruction::Int(IntOrBool::Bool(false)) => Ok(false),
            _ => Err(self.give_way()),
        }
    }

    #[inline]
    pub(crate) fn i64(&mut self) -> Result<i64> {
        let Some((value, rest)) = split_int(self.rest) else { return self.other_i64() };
        self.take()?;
        self.pass_unstored(rest);
        Ok(value)
    }

    fn other_i64(&mut self) -> Result<i64> {
        match self.int()?.as_i64() {
            Some(value) => Ok(value),
            None => Err(self.give_way()),
        }
    }

    pub(crate) fn int(&mut self) -> Result<Int> {
        match self.simple()? {
            Instruction::BinInt1(value) => Ok(Int::from(i64::from(value))),
            Instruction::BinInt2(value) => Ok(Int::from(i64::from(value))),
            Instruction::BinInt(value) => Ok(Int::from(i64::from(value))),
            Instruction::Long1(bytes) | Instruction::Long4(bytes) => Ok(Int::from_signed_bytes_le(bytes)),
            Instruction::Int(IntOrBool::Int(value)) | Instruction::Long(value) => Ok(value),
            Instruction::Int(IntOrBool::Bool(value)) => Ok(Int::from(i64::from(value))),
            Instruction::NewTrue => Ok(Int::from(1_i64)),
            Instruction::NewFalse => Ok(Int::from(0_i64)),
            _ => Err(self.give_way()),
        }
    }

    /// Takes a `float`, or an `int` that a float holds exactly.
    #[inline]
    pub(crate) fn float(&mut self) -> Result<f64> {
        let Some((value, rest)) = split_float(self.rest) else { return self.other_float() };
        self.take()?;
        self.pass_unstored(rest);
        Ok(value)
    }

    /// Takes the floats that stand one behind the other in a batch of items; gives how many they are.
    pub(crate) fn floats<T>(&mut self, items: &ItemCursor, list: &mut Vec<T>, make: impl Fn(f64) -> T) -> usize {
        self.run(items, list, |rest| split_float(rest).map(|(value, rest)| (make(value), rest)))
    }

    /// Takes the ints that stand one behind the other in a batch of items, as far as `make` takes them; gives how many
    /// they are.
    pub(crate) fn ints<T>(&mut self, items: &ItemCursor, list: &mut Vec<T>, make: impl Fn(i64) -> Option<T>) -> usize {
        self.run(items, list, |rest| split_int(rest).and_then(|(value, rest)| Some((make(value)?, rest))))
    }

    /// Takes items as long as they can be split off.
    #[inline]
    fn run<T>(
        &mut self,
        items: &ItemCursor,
        list: &mut Vec<T>,
        split: impl Fn(&'de [u8]) -> Option<(T, &'de [u8])>,
    ) -> usize {
        if !items.are_in_batch() || self.is_ready() {
            return 0;
        }
        let before = list.len();
        let mut left = self.rest;
        while let Some((item, rest)) = split(left) {
            list.push(item);
            left = rest;
        }
        let count = list.len() - before;
        self.pass_unstored(left);
        count
    }

    fn other_float(&mut self) -> Result<f64> {
        let value = match self.simple()? {
            Instruction::Float(value) | Instruction::BinFloat(value) => Some(value),
            Instruction::BinInt1(value) => Some(f64::from(value)),
            Instruction::BinInt2(value) => Some(f64::from(value)),
            Instruction::BinInt(value) => Some(f64::from(value)),
            Instruction::Long1(bytes) => Int::from_signed_bytes_le(bytes).to_exact_f64(),
            Instruction::Int(IntOrBool::Int(value)) | Instruction::Long(value) => value.to_exact_f64(),
            _ => None,
        };
        value.ok_or_else(|| self.give_way())
    }

    #[inline]
    pub(crate) fn str(&mut self) -> Result<Cow<'de, str>> {
        self.take()?;
        match self.short_str() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_str(),
        }
    }

    /// Passes over a short text that stands here, or to which the pickle refers here; anything else is left.
    #[inline]
    fn short_str(&mut self) -> Option<&'de str> {
        match self.rest {
            [bytes::ShortBinUnicode, length, rest @ ..] => {
                let (text, rest) = split_text(rest, *length)?;
                let start = self.position();
                self.rest = rest;
                self.made(start, Form::Simple).ok()?;
                Some(text)
            }
            [bytes::BinGet, index, rest @ ..] => {
                let slot = self.memo.near(*index)?;
                let [bytes::ShortBinUnicode, length, text @ ..] = self.input.from(slot.start) else { return None };
                let (text, _) = split_text(text, *length)?;
                if slot.point != slot.start + 2 + text.len() {
                    return None;
                }
                self.charge(text.len()).ok()?;
                (self.rest, self.completed) = (rest, slot.point);
                Some(text)
            }
            _ => None,
        }
    }

    /// Takes the short texts that stand one behind the other in a batch of items; gives how many they are.
    pub(crate) fn texts<T>(&mut self, items: &ItemCursor, list: &mut Vec<T>, make: impl Fn(&'de str) -> T) -> usize {
        if !items.are_in_batch() || self.is_ready() {
            return 0;
        }
        let before = list.len();
        while let Some(text) = self.short_str() {
            list.push(make(text));
        }
        list.len() - before
    }

    fn other_str(&mut self) -> Result<Cow<'de, str>> {
        let instruction = self.simple()?;
        self.text_of(instruction).ok_or_else(|| self.give_way())
    }

    /// The text that an instruction is, or nothing if it has lone surrogates or is no text.
    pub(super) fn text_of(&self, instruction: Instruction<'de>) -> Option<Cow<'de, str>> {
        let text = match instruction {
            Instruction::ShortBinUnicode(text)
            | Instruction::BinUnicode(text)
            | Instruction::BinUnicode8(text)
            | Instruction::Unicode(text) => text,
            Instruction::ShortBinString(bytes) | Instruction::BinString(bytes) => self.decoding.decode(bytes)?,
            Instruction::String(Cow::Borrowed(bytes)) => self.decoding.decode(bytes)?,
            Instruction::String(Cow::Owned(bytes)) => self.decoding.decode(&bytes)?.into_owned(),
            _ => return None,
        };
        match text {
            Text::Str(text) => Some(text),
            Text::Surrogates(_) => None,
        }
    }

    /// The text of an instruction that names something, where a `str` of Python 2 in ASCII is text whatever the encoding.
    pub(super) fn name_of(&self, instruction: Instruction<'de>) -> Option<Cow<'de, str>> {
        match instruction {
            Instruction::ShortBinString(bytes) | Instruction::BinString(bytes) if bytes.is_ascii() => {
                std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
            }
            Instruction::String(bytes) if bytes.is_ascii() => {
                String::from_utf8(bytes.into_owned()).ok().map(Cow::Owned)
            }
            instruction => self.text_of(instruction),
        }
    }

    /// Whether [`Stream::bytes`] takes the value; others are calls that stand for bytes.
    pub(crate) fn predicts_bytes(&mut self) -> bool {
        self.opcode();
        let start = self.referred().map_or(self.position(), |(slot, _)| slot.start);
        matches!(
            self.input.from(start).first(),
            Some(
                &(bytes::ShortBinBytes
                    | bytes::BinBytes
                    | bytes::BinBytes8
                    | bytes::ByteArray8
                    | bytes::NextBuffer
                    | bytes::ShortBinString
                    | bytes::BinString
                    | bytes::String)
            )
        )
    }

    pub(crate) fn bytes(&mut self) -> Result<Cow<'de, [u8]>> {
        match self.opcode() {
            bytes::NextBuffer => self.buffer().map(Cow::Borrowed),
            _ => match self.simple()? {
                Instruction::ShortBinBytes(bytes)
                | Instruction::BinBytes(bytes)
                | Instruction::BinBytes8(bytes)
                | Instruction::ByteArray8(bytes)
                | Instruction::ShortBinString(bytes)
                | Instruction::BinString(bytes) => Ok(Cow::Borrowed(bytes)),
                Instruction::String(bytes) => Ok(bytes),
                _ => Err(self.give_way()),
            },
        }
    }

    /// Takes the next of the buffers that come beside the pickle.
    fn buffer(&mut self) -> Result<&'de [u8]> {
        self.take()?;
        let Some(buffer) = self.buffers.get(self.buffers_used).copied() else { return Err(self.give_way()) };
        if self.unstored > 0 {
            return Err(self.give_way());
        }
        self.buffers_used += 1;
        self.skip(1);
        self.made(self.position() - 1, Form::Simple)?;
        if self.opcode() == bytes::ReadonlyBuffer {
            self.skip(1);
        }
        Ok(buffer)
    }

    /// Whether a `str` of Python 2 is data.
    pub(super) fn byte_strings_are_bytes(&self) -> bool {
        self.decoding.encoding == Encoding::Bytes
    }
}

/// Splits an int off.
#[inline]
fn split_int(bytes: &[u8]) -> Option<(i64, &[u8])> {
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
fn split_float(bytes: &[u8]) -> Option<(f64, &[u8])> {
    let [bytes::BinFloat, rest @ ..] = bytes else { return None };
    let (float, rest) = rest.split_first_chunk::<8>()?;
    Some((f64::from_be_bytes(*float), rest))
}

/// Splits a text of so many bytes of UTF-8 off.
#[inline]
fn split_text(bytes: &[u8], length: u8) -> Option<(&str, &[u8])> {
    let (text, rest) = bytes.split_at_checked(usize::from(length))?;
    Some((std::str::from_utf8(text).ok()?, rest))
}
