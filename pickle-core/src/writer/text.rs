//! `str`, with lone surrogates too, and the `str` of Python 2.

use std::any::Any;
use std::borrow::Cow;

use crate::argument::Text;
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Pickle, Result};

use super::frame::FRAME_TARGET;
use super::memo::{Key, MemoId};
use super::{Truth, Writer};

impl Writer<'_> {
    /// Writes a `str`.
    ///
    /// # Errors
    ///
    /// Below protocol 4, when the text is longer than 4 GiB.
    #[inline]
    pub fn str(&mut self, text: &str) -> Result<()> {
        if self.is_straight() && !self.next_text_is_lone {
            return self.straight_str(text);
        }
        self.find_or_write_str(text)
    }

    #[inline(never)]
    pub(super) fn find_or_write_str(&mut self, text: &str) -> Result<()> {
        self.content(Key::str(text.as_bytes()), |writer| writer.write_str(text))
    }

    /// Writes a `str` that Python makes for the pickle, such as that of a `Decimal`: nothing else is the same object, so
    /// it is neither looked for nor stored.
    pub(crate) fn new_str(&mut self, text: &str) -> Result<()> {
        match self.hooks {
            _ if self.is_exact() => self.value(&text.to_owned()),
            Some(_) => self.value(&NewStr(text.to_owned())),
            None => self.write_new_str(text),
        }
    }

    fn write_new_str(&mut self, text: &str) -> Result<()> {
        self.begin_value();
        self.write_str(text)?;
        self.end_value(Truth::of(!text.is_empty()))
    }

    /// Writes a `str` that may hold lone surrogates, given in Python's UTF-8 with `surrogatepass`.
    ///
    /// ```
    /// # use pickle_core::{Pickle, Result, Writer};
    /// struct FileName(Vec<u8>);
    ///
    /// impl Pickle for FileName {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.surrogate_str(&self.0)
    ///     }
    /// }
    ///
    /// let bytes = pickle_core::dumps(&FileName(b"caf\xed\xb3\xa9".to_vec()))?; // 'caf\udce9'
    /// assert!(pickle_core::dumps(&FileName(b"caf\xe9".to_vec())).is_err());
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the bytes are not such UTF-8, and below protocol 4 when the text is longer than 4 GiB.
    pub fn surrogate_str(&mut self, utf8: &[u8]) -> Result<()> {
        match Text::from_utf8(utf8) {
            Some(text) => self.content(Key::str(utf8), |writer| writer.write_text(text, utf8.len())),
            None => Err(Error::unpicklable("expected UTF-8 with surrogates, found other bytes")),
        }
    }

    /// Writes a `str` of Python 2, which Python 3 loads as the encoding that it is given says.
    ///
    /// # Errors
    ///
    /// Above protocol 0, when it is longer than 2 GiB.
    pub fn byte_string(&mut self, bytes: &[u8]) -> Result<()> {
        self.content(Key::byte_string(bytes), |writer| {
            writer.write(match (u8::try_from(bytes.len()), i32::try_from(bytes.len())) {
                _ if writer.protocol() == Protocol::V0 => Instruction::String(Cow::Borrowed(bytes)),
                (Ok(_), _) => Instruction::ShortBinString(bytes),
                (_, Ok(_)) => Instruction::BinString(bytes),
                _ => return Err(Error::unpicklable("the str of Python 2 is longer than 2 GiB; use protocol 0")),
            });
            Ok(())
        })
    }

    #[inline]
    pub(super) fn write_str(&mut self, text: &str) -> Result<()> {
        self.write_text(Text::Str(Cow::Borrowed(text)), text.len())
    }

    #[inline]
    fn write_text(&mut self, text: Text<'_>, length: usize) -> Result<()> {
        match self.protocol() {
            Protocol::V4 | Protocol::V5 if length <= u8::MAX as usize => {
                self.write(Instruction::ShortBinUnicode(text));
            }
            Protocol::V1 | Protocol::V2 | Protocol::V3 if length <= u8::MAX as usize => {
                self.write(Instruction::BinUnicode(text));
            }
            _ => return self.write_long_text(text, length),
        }
        Ok(())
    }

    #[inline(never)]
    fn write_long_text(&mut self, text: Text<'_>, length: usize) -> Result<()> {
        match u32::try_from(length) {
            _ if self.protocol() == Protocol::V0 => self.write(Instruction::Unicode(text)),
            Ok(_) => self.write_data(Instruction::BinUnicode(text), length),
            Err(_) if self.protocol() >= Protocol::V4 => self.write_data(Instruction::BinUnicode8(text), length),
            Err(_) => return Err(Error::unpicklable("the str is longer than 4 GiB; use protocol 4 or higher")),
        }
        Ok(())
    }

    /// Writes an instruction with data of this length: large data stands outside of frames.
    #[inline(always)]
    pub(super) fn write_data(&mut self, instruction: Instruction<'_>, length: usize) {
        if length >= FRAME_TARGET && self.protocol() >= Protocol::V4 {
            self.output.write_outside(instruction);
            if self.is_exact() {
                self.output.boundary();
            }
        } else {
            self.output.write(instruction);
        }
    }

    /// Writes text or bytes, or refers to the same that were written before.
    #[inline]
    pub(super) fn content(&mut self, key: Key<'_>, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let is_lone = std::mem::take(&mut self.next_text_is_lone);
        if self.is_exact() {
            return self.exact_content(key, write);
        }
        self.find_or_write(&key, is_lone, write)?;
        self.end_value(Truth::of(!key.is_empty()))
    }

    /// Begins a value of this content: a reference, or the content itself. Gives the entry if it is one to refer to.
    #[inline]
    pub(super) fn find_or_write(
        &mut self,
        key: &Key<'_>,
        is_lone: bool,
        write: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<Option<MemoId>> {
        self.begin_value();
        let found = self.find(key);
        if let Some(id) = found
            && self.is_worth_a_reference(key, id)
        {
            self.get(id);
            return Ok(Some(id));
        }
        write(self)?;
        match found {
            None if !is_lone => self.memoize_content(key).map(|id| self.memo_has(id)),
            _ => Ok(None),
        }
    }

    /// The shortest texts are shorter than a reference to them.
    #[inline]
    pub(super) fn is_worth_a_reference(&self, key: &Key<'_>, id: MemoId) -> bool {
        Self::get_len(id) <= SHORT_HEADER + key.len() || self.protocol() < Protocol::V4
    }

    #[inline]
    fn memo_has(&self, id: MemoId) -> Option<MemoId> {
        if self.options.fast { None } else { Some(id) }
    }
}

/// What [`Writer::new_str`] writes, a `String` to hooks.
struct NewStr(String);

impl Pickle for NewStr {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.write_new_str(&self.0)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(&self.0)
    }
}

/// How many bytes stand in front of text and bytes of up to 255 bytes, at protocols with frames.
const SHORT_HEADER: usize = 2;
