//! `str`, with lone surrogates too, and the `str` of Python 2.

use std::borrow::Cow;

use crate::argument::Text;
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::frame::FRAME_TARGET;
use super::memo::Kind;
use super::{Truth, Writer};

pub(super) const STR: Kind = "str";
const BYTE_STRING: Kind = "str of Python 2";

impl Writer<'_> {
    /// Writes a `str`.
    ///
    /// # Errors
    ///
    /// Below protocol 4, when the text is longer than 4 GiB.
    #[inline]
    pub fn str(&mut self, text: &str) -> Result<()> {
        self.text(&Text::Str(Cow::Borrowed(text)), text.as_bytes())
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
            Some(text) => self.text(&text, utf8),
            None => Err(Error::unpicklable("expected UTF-8 with surrogates, found other bytes")),
        }
    }

    /// Writes a `str` of Python 2, which Python 3 loads as the encoding that it is given says.
    ///
    /// # Errors
    ///
    /// Above protocol 0, when it is longer than 2 GiB.
    pub fn byte_string(&mut self, bytes: &[u8]) -> Result<()> {
        self.content(BYTE_STRING, bytes, |writer| {
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
    fn text(&mut self, text: &Text<'_>, utf8: &[u8]) -> Result<()> {
        self.content(STR, utf8, |writer| writer.write_text(text, utf8.len()))
    }

    pub(super) fn write_str(&mut self, text: &str) -> Result<()> {
        self.write_text(&Text::Str(Cow::Borrowed(text)), text.len())
    }

    fn write_text(&mut self, text: &Text<'_>, length: usize) -> Result<()> {
        if self.protocol() == Protocol::V0 {
            self.write(Instruction::Unicode(text.clone()));
            return Ok(());
        }
        let framed = self.protocol() >= Protocol::V4;
        let instruction = match (u8::try_from(length), u32::try_from(length)) {
            (Ok(_), _) if framed => Instruction::ShortBinUnicode(text.clone()),
            (_, Ok(_)) => Instruction::BinUnicode(text.clone()),
            _ if framed => Instruction::BinUnicode8(text.clone()),
            _ => return Err(Error::unpicklable("the str is longer than 4 GiB; use protocol 4 or higher")),
        };
        self.write_data(&instruction, length);
        Ok(())
    }

    /// Writes an instruction with data of this length: large data stands outside of frames.
    pub(super) fn write_data(&mut self, instruction: &Instruction<'_>, length: usize) {
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
    pub(super) fn content(
        &mut self,
        kind: Kind,
        content: &[u8],
        write: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let is_lone = std::mem::take(&mut self.next_text_is_lone);
        if self.is_exact() {
            return self.exact_content(kind, content, write);
        }
        self.begin_value();
        match self.memo.find_content(kind, content) {
            // The shortest texts are shorter than a reference to them.
            Ok(id) if self.protocol() < Protocol::V4 || Self::get_len(id) <= SHORT_HEADER + content.len() => {
                self.get(id)
            }
            Ok(_) => write(self)?,
            Err(_) if is_lone => write(self)?,
            Err(not_found) => {
                write(self)?;
                self.put()?;
                self.memo.store_content(kind, content, not_found);
            }
        }
        self.end_value(Truth::of(!content.is_empty()))
    }
}

/// How many bytes stand in front of text and bytes of up to 255 bytes, at protocols with frames.
const SHORT_HEADER: usize = 2;
