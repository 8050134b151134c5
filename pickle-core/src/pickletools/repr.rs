//! Python's `repr` of text and bytes.

use std::fmt::{self, Write};

use crate::argument::surrogate_chunks;

/// A `str`, in UTF-8 that may hold lone surrogates.
pub(super) fn write_str(f: &mut fmt::Formatter<'_>, utf8: &[u8]) -> fmt::Result {
    let quote = quote_for(utf8);
    f.write_char(quote)?;
    for (text, surrogate) in surrogate_chunks(utf8) {
        text.chars().try_for_each(|character| write_char(f, character, quote))?;
        if let Some(surrogate) = surrogate {
            write!(f, "\\u{surrogate:04x}")?;
        }
    }
    f.write_char(quote)
}

/// A `bytes`.
pub(super) fn write_bytes(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    let quote = quote_for(bytes);
    write!(f, "b{quote}")?;
    for byte in bytes {
        match byte {
            0..0x80 => write_char(f, char::from(*byte), quote)?,
            _ => write!(f, "\\x{byte:02x}")?,
        }
    }
    f.write_char(quote)
}

/// Double quotes where they save escapes.
fn quote_for(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' }
}

pub(super) fn write_char(f: &mut impl Write, character: char, quote: char) -> fmt::Result {
    match character {
        '\\' => f.write_str("\\\\"),
        '\t' => f.write_str("\\t"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        _ if character == quote => write!(f, "\\{character}"),
        _ if is_printable(character) => f.write_char(character),
        _ => match u32::from(character) {
            code @ ..0x100 => write!(f, "\\x{code:02x}"),
            code @ ..0x1_0000 => write!(f, "\\u{code:04x}"),
            code => write!(f, "\\U{code:08x}"),
        },
    }
}

/// Python's `str.isprintable` of one character. Rust's rule for `escape_debug` is the same, but for quotes, backslashes
/// and combining characters at the beginning of a text.
fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, ' '..='~');
    }
    let mut bytes = [b'a', 0, 0, 0, 0];
    let [_, place @ ..] = &mut bytes;
    character.encode_utf8(place);
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    text.escape_debug().nth(1) == Some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Str<'a>(&'a [u8]);

    impl fmt::Display for Str<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_str(f, self.0)
        }
    }

    struct Bytes<'a>(&'a [u8]);

    impl fmt::Display for Bytes<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_bytes(f, self.0)
        }
    }

    /// As CPython 3.12 has them.
    #[test]
    fn text_is_pythons_repr() {
        for (text, repr) in [
            ("abc", "'abc'"),
            ("it's", "\"it's\""),
            ("it's \"x\"", "'it\\'s \"x\"'"),
            ("\"", "'\"'"),
            ("\\\t\n\r\0\x1b\x7f", "'\\\\\\t\\n\\r\\x00\\x1b\\x7f'"),
            ("\u{e9}\u{301}\u{20ac}\u{1f600}", "'\u{e9}\u{301}\u{20ac}\u{1f600}'"),
            ("\u{85}\u{a0}\u{ad}\u{2028}\u{e000}\u{10ffff}", "'\\x85\\xa0\\xad\\u2028\\ue000\\U0010ffff'"),
        ] {
            assert_eq!(Str(text.as_bytes()).to_string(), repr);
        }
        assert_eq!(Str(b"a\xed\xa0\x80\xc3\xa9").to_string(), "'a\\ud800\u{e9}'");
    }

    #[test]
    fn bytes_are_pythons_repr() {
        assert_eq!(Bytes(b"it's \xe9\0\t").to_string(), "b\"it's \\xe9\\x00\\t\"");
        assert_eq!(Bytes(b"'\"").to_string(), "b'\\'\"'");
    }
}
