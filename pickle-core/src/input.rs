//! The cursor over the bytes of a pickle, which never passes their end.

use crate::error::{Error, ErrorKind, Result};
use crate::opcode::Opcode;
use crate::utf8;

/// What is left of the bytes of a pickle, and where that is.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    input: &'a [u8],
    rest: &'a [u8],
    /// How many digits a decimal int in text may have.
    pub(crate) max_text_int_digits: Option<usize>,
}

impl<'a> Cursor<'a> {
    /// A cursor at the first byte.
    pub(crate) fn new(input: &'a [u8], max_text_int_digits: Option<usize>) -> Cursor<'a> {
        Cursor { input, rest: input, max_text_int_digits }
    }

    /// How many bytes are behind the cursor.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        // The rest is a part of the input.
        self.input.len().wrapping_sub(self.rest.len())
    }

    /// All bytes, those behind the cursor too.
    pub(crate) fn input(&self) -> &'a [u8] {
        self.input
    }

    /// The bytes that are left.
    #[inline]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next byte, for an opcode.
    #[inline]
    pub(crate) fn opcode_byte(&mut self) -> Result<u8> {
        match self.rest.split_first() {
            Some((byte, rest)) => {
                self.rest = rest;
                Ok(*byte)
            }
            None => Err(ErrorKind::Truncated { reading: "opcode", needed: 1, left: 0 }.into()),
        }
    }

    /// The next `N` bytes, for an argument of this opcode.
    #[inline]
    pub(crate) fn array<const N: usize>(&mut self, opcode: Opcode) -> Result<[u8; N]> {
        match self.rest.split_first_chunk::<N>() {
            Some((bytes, rest)) => {
                self.rest = rest;
                Ok(*bytes)
            }
            None => Err(truncated(opcode, N as u64, self.rest.len())),
        }
    }

    /// The next `length` bytes, for an argument of this opcode.
    #[inline]
    pub(crate) fn bytes(&mut self, opcode: Opcode, length: u64) -> Result<&'a [u8]> {
        let split = usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length));
        match split {
            Some((bytes, rest)) => {
                self.rest = rest;
                Ok(bytes)
            }
            None => Err(truncated(opcode, length, self.rest.len())),
        }
    }

    /// The text behind its length in `N` bytes, where there is one without surrogates, as there mostly is.
    #[inline(always)]
    pub(crate) fn usual_text<const N: usize>(&mut self) -> Option<&'a str> {
        let (length, rest) = self.rest.split_first_chunk::<N>()?;
        let length = length.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let (text, rest) = rest.split_at_checked(length)?;
        let text = utf8::text(text)?;
        self.rest = rest;
        Some(text)
    }

    /// The bytes up to the next newline, for an argument of this opcode; the newline is passed over.
    pub(crate) fn line(&mut self, opcode: Opcode) -> Result<&'a [u8]> {
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        match end.and_then(|end| self.rest.split_at_checked(end)) {
            Some((line, [_newline, rest @ ..])) => {
                self.rest = rest;
                Ok(line)
            }
            _ => Err(truncated(opcode, (self.rest.len() as u64).saturating_add(1), self.rest.len())),
        }
    }
}

/// The error of an argument for which so many bytes are needed and fewer are left. It takes no cursor: one that is lent to a
/// function has to be in memory.
#[cold]
fn truncated(opcode: Opcode, needed: u64, left: usize) -> Error {
    ErrorKind::Truncated { reading: opcode.name(), needed, left: left as u64 }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_text_is_all_there_and_utf_8() {
        for (input, text) in
            [(&b"\x03abcd"[..], Some("abc")), (b"\x03ab", None), (b"\x03\xed\xa0\x80", None), (b"", None)]
        {
            let mut cursor = Cursor::new(input, None);
            assert_eq!(cursor.usual_text::<1>(), text);
            assert_eq!(cursor.position(), text.map_or(0, |text| 1 + text.len()));
        }
        assert_eq!(Cursor::new(b"\x02\0\0\0\xc3\xa9.", None).usual_text::<4>(), Some("é"));
        assert_eq!(Cursor::new(b"\x02\0\0\xff\xc3\xa9.", None).usual_text::<4>(), None);
    }

    #[test]
    fn it_stops_at_the_end() {
        let mut cursor = Cursor::new(b"abc\nde", None);
        assert_eq!(cursor.opcode_byte().unwrap(), b'a');
        assert_eq!(cursor.line(Opcode::Int).unwrap(), b"bc");
        assert_eq!(cursor.position(), 4);
        assert_eq!(
            cursor.bytes(Opcode::BinBytes8, u64::MAX).unwrap_err().to_string(),
            "pickle data was truncated: BINBYTES8 needs 18446744073709551615 bytes, 2 are left"
        );
        assert!(cursor.line(Opcode::Int).is_err());
        assert!(cursor.array::<3>(Opcode::BinInt).is_err());
        assert_eq!(cursor.array::<2>(Opcode::BinInt2).unwrap(), *b"de");
        assert!(cursor.opcode_byte().is_err());
    }
}
