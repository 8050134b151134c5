//! `bytes` and `bytearray`.

use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::memo::{Key, Kind};
use super::{Truth, Writer};

/// What makes `bytes` below protocol 3.
const BYTES: Kind = "bytes";

impl Writer<'_> {
    /// Writes `bytes`: below protocol 3, which has none, as a call of `_codecs.encode` that gives them.
    ///
    /// # Errors
    ///
    /// Below protocol 4, when there are more than 4 GiB.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        if self.protocol() < Protocol::V3 {
            return self.encoded_bytes(bytes);
        }
        self.content(Key::bytes(bytes), |writer| writer.write_bytes(bytes))
    }

    /// Writes `bytes` that Python makes for the pickle, as [`Writer::new_str`] does text.
    pub(crate) fn new_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        let is_call = self.protocol() < Protocol::V3;
        if self.is_exact() || (is_call && bytes.is_empty()) {
            return self.bytes(bytes);
        }
        if is_call {
            return self.encode_call(|writer| writer.new_str(&latin1(bytes)));
        }
        self.begin_value();
        self.write_bytes(bytes)?;
        self.end_value(Truth::of(!bytes.is_empty()))
    }

    #[inline]
    pub(super) fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        match (u8::try_from(bytes.len()), u32::try_from(bytes.len())) {
            (Ok(_), _) => self.write(Instruction::ShortBinBytes(bytes)),
            (_, Ok(_)) => self.write_data(Instruction::BinBytes(bytes), bytes.len()),
            _ if self.protocol() >= Protocol::V4 => self.write_data(Instruction::BinBytes8(bytes), bytes.len()),
            _ => return Err(Error::unpicklable("the bytes are longer than 4 GiB; use protocol 4 or higher")),
        }
        Ok(())
    }

    fn encoded_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            self.singleton(BYTES, bytes, |writer| writer.reduce("builtins", "bytes", 0, |_| Ok(())))?;
        } else {
            self.immutable(BYTES, bytes, |writer| writer.encode_call(|writer| writer.str(&latin1(bytes))))?;
        }
        self.last = Truth::of(!bytes.is_empty());
        Ok(())
    }

    /// Writes the call that makes `bytes` of text, which `write_text` writes.
    fn encode_call(&mut self, write_text: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<()> {
        self.reduce("_codecs", "encode", 2, |arguments| {
            arguments.item_with(write_text)?;
            arguments.item_with(|writer| writer.interned_str("latin1"))
        })?;
        self.last = Truth::True;
        Ok(())
    }

    /// Writes a `bytearray`: below protocol 5 as a call of `bytearray` with its bytes, which below protocol 3 are text and
    /// the name of its encoding.
    ///
    /// # Errors
    ///
    /// Below protocol 4, when there are more than 4 GiB.
    pub fn byte_array(&mut self, bytes: &[u8]) -> Result<()> {
        if self.protocol() >= Protocol::V5 {
            let identity = self.take_identity();
            self.begin_value();
            self.write_data(Instruction::ByteArray8(bytes), bytes.len());
            self.memoize_identity(identity)?;
            return self.end_value(Truth::of(!bytes.is_empty()));
        }
        match bytes {
            [] => self.reduce("builtins", "bytearray", 0, |_| Ok(()))?,
            // CPython nests the call that makes `bytes`, which is longer.
            bytes if self.protocol() < Protocol::V3 && !self.is_exact() => {
                self.reduce("builtins", "bytearray", 2, |arguments| {
                    arguments.item_with(|writer| writer.str(&latin1(bytes)))?;
                    arguments.item_with(|writer| writer.str("latin-1"))
                })?
            }
            bytes => {
                self.reduce("builtins", "bytearray", 1, |arguments| arguments.item_with(|writer| writer.bytes(bytes)))?
            }
        }
        self.last = Truth::of(!bytes.is_empty());
        Ok(())
    }
}

/// The text that Latin-1 encodes to these bytes.
fn latin1(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    text.extend(bytes.iter().copied().map(char::from));
    text
}
