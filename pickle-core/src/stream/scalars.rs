//! Values without parts.

use std::borrow::Cow;

use super::memo::Form;
use super::{Stream, bytes};
use crate::argument::{IntOrBool, Text};
use crate::encoding::Encoding;
use crate::error::Result;
use crate::int::Int;
use crate::opcode::Instruction;

impl<'de> Stream<'_, 'de> {
    /// Takes `None`, if that is the value.
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
    pub(super) fn pass_unstored(&mut self, rest: &'de [u8]) {
        self.rest = rest;
        self.completed = self.position();
    }

    pub(crate) fn bool(&mut self) -> Result<bool> {
        match self.simple()? {
            Instruction::NewTrue | Instruction::Int(IntOrBool::Bool(true)) => Ok(true),
            Instruction::NewFalse | Instruction::Int(IntOrBool::Bool(false)) => Ok(false),
            _ => Err(self.give_way()),
        }
    }

    pub(crate) fn i64(&mut self) -> Result<i64> {
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
    pub(crate) fn float(&mut self) -> Result<f64> {
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

    pub(crate) fn str(&mut self) -> Result<Cow<'de, str>> {
        match self.usual_str() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.other_str(),
        }
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
