//! Latin-1, in which each character is the byte of its number: as text, `bytes` are written in it below protocol 3.

use std::borrow::Cow;

/// Whether Python takes the name for Latin-1; it looks at neither case nor `_` or `-`.
pub(crate) fn is_latin1(name: &[u8]) -> bool {
    ["latin1", "latin-1", "latin_1", "iso-8859-1", "iso8859-1", "iso_8859_1"]
        .iter()
        .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}

/// The bytes of a text, borrowed from it if it is ASCII; nothing if another character is in it.
pub(crate) fn latin1_bytes(text: &str) -> Option<Cow<'_, [u8]>> {
    if text.is_ascii() {
        return Some(Cow::Borrowed(text.as_bytes()));
    }
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        bytes.push(u8::try_from(character).ok()?);
    }
    Some(Cow::Owned(bytes))
}
