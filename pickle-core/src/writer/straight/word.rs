//! `Word`: a few bytes of a pickle that are written at once.

use crate::opcode::bytes;

use super::object::CLOSING;

/// Up to eight bytes, of which the lowest one is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    bytes: u64,
    len: usize,
}

impl Word {
    pub(crate) const NONE: Word = Word::of([bytes::None]);
    pub(crate) const TRUE: Word = Word::of([bytes::NewTrue]);
    pub(crate) const FALSE: Word = Word::of([bytes::NewFalse]);

    pub(crate) const fn of<const N: usize>(bytes: [u8; N]) -> Word {
        let (mut word, mut index) = (0, N);
        while index > 0 {
            index -= 1;
            word = word << 8 | bytes[index] as u64;
        }
        Word { bytes: word, len: N }
    }

    /// The instruction of an int that four bytes hold, at protocol 1 and higher.
    #[inline(always)]
    pub(crate) fn of_int(value: i64) -> Option<Word> {
        let (opcode, len) = match value {
            0..=0xff => (bytes::BinInt1, 2),
            0x100..=0xffff => (bytes::BinInt2, 3),
            _ if i32::try_from(value).is_ok() => (bytes::BinInt, 5),
            _ => return None,
        };
        Some(Word { bytes: u64::from(value as u32) << 8 | u64::from(opcode), len })
    }

    #[inline(always)]
    pub(crate) const fn of_bool(value: bool) -> Word {
        if value { Word::TRUE } else { Word::FALSE }
    }

    /// Up to six bytes behind a reference to an entry of the memo.
    #[inline(always)]
    pub(crate) fn behind(self, entry: u8) -> Word {
        Word { bytes: self.bytes << 16 | u64::from(entry) << 8 | u64::from(bytes::BinGet), len: self.len + 2 }
    }

    /// The six bytes that open an object of a class in the memo, behind those that close another one.
    #[inline(always)]
    pub(super) fn behind_closing(self) -> [u8; 8] {
        debug_assert_eq!(self.len, 6);
        (self.bytes << 16 | u64::from(u16::from_le_bytes(CLOSING))).to_le_bytes()
    }

    /// All eight bytes; those that do not belong to the word are zero or part of a sign.
    #[inline(always)]
    pub(crate) fn bytes(self) -> [u8; 8] {
        self.bytes.to_le_bytes()
    }

    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.len
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opcode::Instruction;

    fn check(word: Word, expected: &Instruction<'_>) {
        let mut bytes = Vec::new();
        expected.write_to(&mut bytes);
        assert_eq!(word.bytes()[..word.len()], bytes);
        assert_eq!(word.behind(7).bytes()[..word.len() + 2], [&[bytes::BinGet, 7], &bytes[..]].concat());
    }

    #[test]
    fn a_word_is_what_its_instruction_is() {
        check(Word::NONE, &Instruction::None);
        check(Word::of_bool(true), &Instruction::NewTrue);
        check(Word::of_bool(false), &Instruction::NewFalse);
        for value in [0, 1, 0xff, 0x100, 0xffff, 0x1_0000, i64::from(i32::MAX), -1, i64::from(i32::MIN)] {
            let expected = match (u8::try_from(value), u16::try_from(value)) {
                (Ok(value), _) => Instruction::BinInt1(value),
                (_, Ok(value)) => Instruction::BinInt2(value),
                _ => Instruction::BinInt(value as i32),
            };
            check(Word::of_int(value).unwrap(), &expected);
        }
    }

    #[test]
    fn a_long_int_is_no_word() {
        assert_eq!((Word::of_int(1 << 31), Word::of_int((-1 << 31) - 1)), (None, None));
    }
}
