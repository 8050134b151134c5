//! `Decoding`: an encoding together with what to do about bytes that it does not define.

use std::borrow::Cow;

use crate::argument::Text;

use super::unicode::next_utf8;
use super::{Encoding, Errors, Kind, OtherEncoding};

/// How a `str` of Python 2 becomes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Decoding {
    pub(crate) encoding: Encoding,
    pub(crate) errors: Errors,
}

/// What an encoded text begins with.
#[derive(Debug)]
pub(super) enum Unit<'a> {
    /// As many bytes, and the characters that they are.
    Text(usize, Cow<'a, str>),
    /// As many bytes that are not defined, at least one.
    Undefined(usize),
}

impl<'a> Unit<'a> {
    /// Bytes that are all ASCII.
    pub(super) fn ascii(bytes: &'a [u8]) -> Unit<'a> {
        Unit::Text(bytes.len(), String::from_utf8_lossy(bytes))
    }
}

impl Decoding {
    /// The text of bytes, borrowed from them where they are that text in UTF-8; nothing where they are an error.
    pub(crate) fn decode<'a>(self, bytes: &'a [u8]) -> Option<Text<'a>> {
        match self.encoding {
            Encoding::Bytes => None,
            Encoding::Latin1 if !bytes.is_ascii() => {
                Some(Text::Str(Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect())))
            }
            Encoding::Ascii if bytes.is_ascii() => verbatim(bytes),
            Encoding::Ascii => self.decode_units(bytes, next_ascii),
            Encoding::Latin1 | Encoding::Utf8 => verbatim(bytes).or_else(|| self.decode_units(bytes, next_utf8)),
            Encoding::Other(OtherEncoding(Kind::Codec(_))) if bytes.is_ascii() => verbatim(bytes),
            Encoding::Other(OtherEncoding(Kind::Codec(codec))) => self.decode_units(bytes, |text| codec.next(text)),
            Encoding::Other(OtherEncoding(Kind::Unicode(unicode))) => {
                let (unicode, bytes) = unicode.without_mark(bytes);
                self.decode_units(bytes, |text| unicode.next(text))
            }
        }
    }

    fn decode_units<'a>(self, bytes: &[u8], next: impl Fn(&[u8]) -> Unit<'_>) -> Option<Text<'a>> {
        let mut utf8 = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = match next(rest) {
                Unit::Text(length, text) => {
                    utf8.extend_from_slice(text.as_bytes());
                    length
                }
                Unit::Undefined(length) => self.errors.handle(rest.get(..length.max(1))?, &mut utf8)?,
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        Some(match String::from_utf8(utf8) {
            Ok(text) => Text::Str(Cow::Owned(text)),
            Err(surrogates) => Text::Surrogates(Cow::Owned(surrogates.into_bytes())),
        })
    }
}

impl Errors {
    /// Writes what takes the place of undefined bytes, and gives how many of them it is for; nothing for an error.
    fn handle(self, undefined: &[u8], utf8: &mut Vec<u8>) -> Option<usize> {
        match self {
            Errors::Strict => None,
            Errors::Ignore => Some(undefined.len()),
            Errors::Replace => {
                utf8.extend_from_slice("\u{fffd}".as_bytes());
                Some(undefined.len())
            }
            Errors::BackslashReplace => {
                undefined.iter().for_each(|byte| utf8.extend_from_slice(format!("\\x{byte:02x}").as_bytes()));
                Some(undefined.len())
            }
            Errors::SurrogateEscape => {
                // Python escapes so many at once and then asks the codec again.
                const MOST: usize = 4;
                let escaped = undefined.iter().take(MOST).take_while(|byte| !byte.is_ascii());
                let count = escaped.clone().count();
                escaped.for_each(|byte| utf8.extend_from_slice(&escape(*byte)));
                (count > 0).then_some(count)
            }
        }
    }
}

/// The lone surrogate of a byte from 0x80 on, as UTF-8 would encode it: U+DC00 and the byte.
pub(crate) fn escape(byte: u8) -> [u8; 3] {
    [0xed, 0xb0 | byte >> 6, 0x80 | byte & 0x3f]
}

fn next_ascii(text: &[u8]) -> Unit<'_> {
    match text.iter().take_while(|byte| byte.is_ascii()).count() {
        0 => Unit::Undefined(1),
        length => Unit::ascii(text.get(..length).unwrap_or_default()),
    }
}

/// Bytes that are UTF-8.
fn verbatim(bytes: &[u8]) -> Option<Text<'_>> {
    std::str::from_utf8(bytes).ok().map(|text| Text::Str(Cow::Borrowed(text)))
}
