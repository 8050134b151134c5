//! UTF-8, UTF-16 and UTF-32, with Python's idea of which bytes are wrong.

use super::decoding::Unit;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unicode {
    Utf16(ByteOrder),
    Utf32(ByteOrder),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteOrder {
    Little,
    Big,
    /// A mark says which, little where there is none.
    Marked,
}

/// What UTF-8 begins with, which is not empty.
pub(super) fn next_utf8(text: &[u8]) -> Unit<'_> {
    let (valid, wrong) = match std::str::from_utf8(text) {
        Ok(_) => (text.len(), 0),
        Err(error) => {
            let left = text.len().saturating_sub(error.valid_up_to());
            (error.valid_up_to(), error.error_len().unwrap_or(left))
        }
    };
    match text.get(..valid).map(std::str::from_utf8) {
        Some(Ok(text)) if valid > 0 => Unit::Text(valid, text.into()),
        _ => Unit::Undefined(wrong),
    }
}

impl Unicode {
    /// The text behind its mark, and the order that it is in.
    pub(super) fn without_mark(self, text: &[u8]) -> (Unicode, &[u8]) {
        match (self, text) {
            (Unicode::Utf16(ByteOrder::Marked), [0xff, 0xfe, text @ ..]) => (Unicode::Utf16(ByteOrder::Little), text),
            (Unicode::Utf16(ByteOrder::Marked), [0xfe, 0xff, text @ ..]) => (Unicode::Utf16(ByteOrder::Big), text),
            (Unicode::Utf16(ByteOrder::Marked), text) => (Unicode::Utf16(ByteOrder::Little), text),
            (Unicode::Utf32(ByteOrder::Marked), [0xff, 0xfe, 0, 0, text @ ..]) => {
                (Unicode::Utf32(ByteOrder::Little), text)
            }
            (Unicode::Utf32(ByteOrder::Marked), [0, 0, 0xfe, 0xff, text @ ..]) => {
                (Unicode::Utf32(ByteOrder::Big), text)
            }
            (Unicode::Utf32(ByteOrder::Marked), text) => (Unicode::Utf32(ByteOrder::Little), text),
            (unicode, text) => (unicode, text),
        }
    }

    /// What the text begins with, which is not empty.
    pub(super) fn next(self, text: &[u8]) -> Unit<'_> {
        match self {
            Unicode::Utf16(order) => next_utf16(text, order),
            Unicode::Utf32(order) => next_utf32(text, order),
        }
    }
}

fn next_utf16(text: &[u8], order: ByteOrder) -> Unit<'_> {
    let unit_at = |position| {
        let bytes = text.get(position..).and_then(<[u8]>::first_chunk::<2>);
        bytes.map(|bytes| if order == ByteOrder::Big { u16::from_be_bytes(*bytes) } else { u16::from_le_bytes(*bytes) })
    };
    let character = match (unit_at(0), unit_at(2)) {
        (None, _) => return Unit::Undefined(text.len()),
        // A low surrogate may follow, which is not there.
        (Some(0xd800..0xdc00), None) => return Unit::Undefined(text.len()),
        (Some(high @ 0xd800..0xdc00), Some(low)) => (4, char::decode_utf16([high, low]).next()),
        (Some(unit), _) => (2, char::decode_utf16([unit]).next()),
    };
    match character {
        (length, Some(Ok(character))) => Unit::Text(length, character.to_string().into()),
        _ => Unit::Undefined(2),
    }
}

fn next_utf32(text: &[u8], order: ByteOrder) -> Unit<'_> {
    let Some(bytes) = text.first_chunk::<4>() else { return Unit::Undefined(text.len()) };
    let number = if order == ByteOrder::Big { u32::from_be_bytes(*bytes) } else { u32::from_le_bytes(*bytes) };
    match char::from_u32(number) {
        Some(character) => Unit::Text(4, character.to_string().into()),
        None => Unit::Undefined(4),
    }
}
