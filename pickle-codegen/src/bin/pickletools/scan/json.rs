//! A text as a JSON string.

use std::fmt::{self, Display, Write};

pub(crate) struct Json<'a>(pub(crate) &'a str);

impl Display for Json<'_> {
    /// Everything outside printable ASCII is escaped, so that a line stays a line on every terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' | '\\' => write!(f, "\\{character}")?,
                ' '..='~' => f.write_char(character)?,
                _ => character.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(f, "\\u{unit:04x}"))?,
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_printable_ascii_is_escaped() {
        assert_eq!(Json("a\"\\\n\u{e9}\u{1f600}\x7f").to_string(), r#""a\"\\\u000a\u00e9\ud83d\ude00\u007f""#);
    }
}
