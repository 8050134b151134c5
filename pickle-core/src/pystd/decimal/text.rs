//! The text of a number, which is mostly short.

use std::fmt;

use crate::utf8;

/// A text of other bytes than 0 that is kept in place if it is short.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum NumberText {
    Short(Padded),
    Long(Box<str>),
}

/// Zeros are behind the text.
// In words it is moved at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(align(8))]
pub(super) struct Padded([u8; MOST_SHORT]);

const MOST_SHORT: usize = 16;

impl NumberText {
    #[inline(always)]
    pub(super) fn new(text: &str) -> NumberText {
        if text.len() > MOST_SHORT {
            return NumberText::long(text);
        }
        let (first, last) = text.as_bytes().split_at(text.len().min(MOST_SHORT / 2));
        let word = u128::from(utf8::word(last)) << 64 | u128::from(utf8::word(first));
        NumberText::Short(Padded(word.to_le_bytes()))
    }

    #[cold]
    fn long(text: &str) -> NumberText {
        NumberText::Long(text.into())
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            NumberText::Short(padded) => utf8::text(padded.as_bytes()).unwrap_or_default(),
            NumberText::Long(text) => text,
        }
    }

    /// The text in UTF-8, which takes less than to give it as text.
    #[inline]
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            NumberText::Short(padded) => padded.as_bytes(),
            NumberText::Long(text) => text.as_bytes(),
        }
    }
}

impl Padded {
    #[inline]
    fn as_bytes(&self) -> &[u8] {
        let zeros = u128::from_le_bytes(self.0).leading_zeros() as usize / 8;
        &self.0[..MOST_SHORT - zeros]
    }
}

impl fmt::Debug for NumberText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_is_kept() {
        let digits = "12345678901234567890";
        for length in 0..=digits.len() {
            let text = NumberText::new(&digits[..length]);
            assert_eq!(text.as_str(), &digits[..length]);
            assert_eq!(matches!(text, NumberText::Long(_)), length > MOST_SHORT);
        }
    }
}
