//! `Codec`: a legacy encoding, as `encoding_rs` decodes it, with the answers of Python where those are others.

use super::decoding::Unit;

/// An encoding in which the bytes below 0x80 are ASCII.
///
/// Byte sequences are numbers here, the first byte on top.
#[derive(Debug)]
pub(super) struct Codec {
    /// Python's name.
    pub(super) name: &'static str,
    /// Python's other names, as `normalized` gives them.
    pub(super) aliases: &'static [&'static str],
    pub(super) base: &'static encoding_rs::Encoding,
    /// How many bytes a character takes at the most.
    pub(super) longest: usize,
    /// The lowest second byte of a character.
    pub(super) lowest_trail: u8,
    /// The first and the last of sequences that Python does not define.
    pub(super) undefined: &'static [(u32, u32)],
    /// Sequences that are other characters in Python: the first of a run, and the characters of the run.
    pub(super) other: &'static [(u32, &'static str)],
}

impl PartialEq for Codec {
    fn eq(&self, other: &Codec) -> bool {
        self.name == other.name
    }
}

impl Eq for Codec {}

impl Codec {
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// What the text begins with, which is not empty.
    pub(super) fn next<'a>(&self, text: &'a [u8]) -> Unit<'a> {
        let ascii = text.iter().take_while(|byte| byte.is_ascii()).count();
        if ascii > 0 {
            return Unit::ascii(text.get(..ascii).unwrap_or_default());
        }
        if text.first().is_some_and(|first| self.is_undefined(u32::from(*first))) {
            return Unit::Undefined(1);
        }
        let sequences = (1..=self.longest).filter_map(|length| text.get(..length));
        let mut characters = sequences.filter_map(|sequence| Some((sequence.len(), self.character(sequence)?)));
        match characters.next() {
            Some((length, character)) => Unit::Text(length, character.into()),
            None => Unit::Undefined(self.undefined_length(text)),
        }
    }

    /// The characters of a sequence of bytes, if it is a whole one.
    fn character(&self, sequence: &[u8]) -> Option<String> {
        let number = sequence.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
        let is_low = sequence.get(1).is_some_and(|trail| *trail < self.lowest_trail);
        if is_low || self.is_undefined(number) {
            return None;
        }
        let other = self.other.iter().find_map(|(first, run)| run.chars().nth(number.checked_sub(*first)? as usize));
        match other {
            Some(character) => Some(character.to_string()),
            None => {
                let decoded = self.base.decode_without_bom_handling_and_without_replacement(sequence);
                decoded.filter(|text| !text.is_empty()).map(|text| text.into_owned())
            }
        }
    }

    fn is_undefined(&self, number: u32) -> bool {
        self.undefined.iter().any(|(first, last)| (*first..=*last).contains(&number))
    }

    /// How many bytes Python says are undefined: one, or all that are left of a longer character.
    fn undefined_length(&self, text: &[u8]) -> usize {
        let is_cut = match (self.longest, text) {
            (3, [0x8f, ..]) => text.len() < 3,
            (4, [_, b'0'..=b'9', ..]) => text.len() < 4,
            _ => false,
        };
        if is_cut { text.len() } else { 1 }
    }
}
