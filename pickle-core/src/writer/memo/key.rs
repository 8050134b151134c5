//! `Key`: what a value that is found by content is known by, in a form that is cheap to hash and to compare.

use super::Kind;

/// The longest content that is its own key.
const LONGEST_SHORT: usize = 16;
/// Longer contents are hashed by their length and by this many bytes at each end.
const LONGEST_HASHED_PART: usize = 128;

/// The digits of pi, as good as any numbers of many bits.
const FIRST: u64 = 0x243f_6a88_85a3_08d3;
const SECOND: u64 = 0x1319_8a2e_0370_7345;

/// What a value that is found by content is known by: a kind, and a content of one part or two.
#[derive(Clone, Copy)]
pub(crate) struct Key<'k> {
    pub(super) label: Label,
    pub(super) words: Words,
    first: &'k [u8],
    second: &'k [u8],
}

/// The kind of a content, and the length of a short one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Label(u32);

/// A short content is these words and its length. Of a long one, the first word is the hash and the length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Words(pub(super) u64, pub(super) u64);

impl Label {
    const STR: u32 = 1;
    const BYTES: u32 = 2;
    const BYTE_STRING: u32 = 3;
    const GLOBAL: u32 = 4;
    const FIRST_OTHER: u32 = 5;

    const BITS_OF_LENGTH: u32 = 5;
    const LONG: u32 = (1 << Label::BITS_OF_LENGTH) - 1;

    #[inline]
    fn new(kind: u32, length: u32) -> Label {
        Label(kind << Label::BITS_OF_LENGTH | length)
    }

    fn kind(self) -> u32 {
        self.0 >> Label::BITS_OF_LENGTH
    }

    /// Whether contents of this label are more than a key holds.
    #[inline]
    pub(super) fn is_long(self) -> bool {
        self.0 & Label::LONG == Label::LONG
    }

    /// Whether a pickle holds contents of this kind as they are.
    pub(super) fn is_verbatim(self) -> bool {
        self.kind() < Label::GLOBAL
    }
}

impl Words {
    /// Which bucket of a table these words are for.
    #[inline]
    pub(super) fn hash(self, label: Label) -> u64 {
        mix(self.0 ^ FIRST ^ u64::from(label.0), self.1 ^ SECOND)
    }
}

impl<'k> Key<'k> {
    /// A `str`, in UTF-8.
    #[inline]
    pub(crate) fn str(utf8: &'k [u8]) -> Key<'k> {
        Key::new(Label::STR, utf8)
    }

    #[inline]
    pub(crate) fn bytes(bytes: &'k [u8]) -> Key<'k> {
        Key::new(Label::BYTES, bytes)
    }

    /// A `str` of Python 2.
    pub(crate) fn byte_string(bytes: &'k [u8]) -> Key<'k> {
        Key::new(Label::BYTE_STRING, bytes)
    }

    /// A class or function.
    pub(crate) fn global(module: &'k str, name: &'k str) -> Key<'k> {
        let (first, second) = (module.as_bytes(), name.as_bytes());
        let length = first.len().saturating_add(second.len());
        let words = Words(long_word(hash(hash(FIRST ^ first.len() as u64, first), second), length), 0);
        Key { label: Label::new(Label::GLOBAL, Label::LONG), words, first, second }
    }

    /// A value of a kind that is given by its number.
    #[inline]
    pub(super) fn other(number: usize, content: &'k [u8]) -> Key<'k> {
        Key::new(Label::FIRST_OTHER + number as u32, content)
    }

    #[inline]
    fn new(kind: u32, content: &'k [u8]) -> Key<'k> {
        let (length, words) = match content.len() {
            length @ ..=LONGEST_SHORT => (length as u32, short_words(content)),
            length => (Label::LONG, Words(long_word(hash_long(FIRST, content), length), 0)),
        };
        Key { label: Label::new(kind, length), words, first: content, second: &[] }
    }

    /// Whether CPython has one object of this content, however it was made. Bytes of one byte are mostly objects of
    /// their own.
    pub(crate) fn is_singleton(&self) -> bool {
        matches!(
            (self.label.kind(), self.first),
            (Label::STR | Label::BYTES, []) | (Label::STR, [_] | [0xc2 | 0xc3, _])
        )
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_empty() && self.second.is_empty()
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.second.len()
    }

    /// Which bucket of a table the key is for.
    #[inline]
    pub(super) fn hash(&self) -> u64 {
        self.words.hash(self.label)
    }

    /// Appends all that the key is.
    pub(super) fn write_to(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.label.kind().to_le_bytes());
        self.keep(bytes);
    }

    /// Appends a content that [`Key::is_kept`] knows again.
    pub(super) fn keep(&self, contents: &mut Vec<u8>) {
        contents.extend_from_slice(self.first);
        if self.label.kind() == Label::GLOBAL {
            contents.extend_from_slice(self.second);
            contents.extend_from_slice(&self.first.len().to_le_bytes());
        }
    }

    /// Whether the content at the beginning of these bytes, which has as many bytes as that of the key, is the same.
    pub(super) fn is_kept(&self, contents: &[u8]) -> bool {
        if self.label.kind() != Label::GLOBAL {
            return contents.starts_with(self.first);
        }
        let second_and_split = contents.strip_prefix(self.first);
        let split = second_and_split.and_then(|bytes| bytes.strip_prefix(self.second));
        split.is_some_and(|split| split.starts_with(&self.first.len().to_le_bytes()))
    }
}

/// Up to 16 bytes as two words: different bytes of one length are different words.
#[inline]
fn short_words(bytes: &[u8]) -> Words {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => Words(u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => shorter_words(bytes),
    }
}

#[inline]
fn shorter_words(bytes: &[u8]) -> Words {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => Words(u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last))),
        _ => Words(bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    }
}

/// No content in memory has as many as 2**40 bytes, since the pickle is in memory too.
fn long_word(hash: u64, length: usize) -> u64 {
    hash << 40 | length as u64
}

fn hash(state: u64, bytes: &[u8]) -> u64 {
    if bytes.len() > LONGEST_SHORT {
        return hash_long(state, bytes);
    }
    let Words(first, second) = short_words(bytes);
    mix(state ^ first, SECOND ^ second ^ bytes.len() as u64)
}

/// The hash of more than 16 bytes.
fn hash_long(mut state: u64, bytes: &[u8]) -> u64 {
    if bytes.len() > 2 * LONGEST_HASHED_PART {
        let (head, tail) = (&bytes[..LONGEST_HASHED_PART], &bytes[bytes.len() - LONGEST_HASHED_PART..]);
        return hash_long(hash_long(state, head), tail);
    }
    for chunk in bytes.as_chunks().0 {
        state = mix_chunk(state, chunk);
    }
    bytes.last_chunk().map_or(state, |last| mix_chunk(state, last))
}

#[inline]
fn mix_chunk(state: u64, chunk: &[u8; LONGEST_SHORT]) -> u64 {
    let both = u128::from_le_bytes(*chunk);
    mix(state ^ both as u64, SECOND ^ (both >> 64) as u64)
}

/// The two halves of the product, folded: each bit of the result depends on all bits of both numbers.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The numbers of the kinds that were met.
#[derive(Default)]
pub(super) struct Kinds(Vec<Kind>);

impl Kinds {
    #[inline]
    pub(super) fn number(&mut self, kind: Kind) -> usize {
        let known = self.0.iter().position(|known| std::ptr::eq(*known, kind));
        known.unwrap_or_else(|| self.number_by_name(kind))
    }

    #[cold]
    fn number_by_name(&mut self, kind: Kind) -> usize {
        self.0.iter().position(|known| *known == kind).unwrap_or_else(|| {
            self.0.push(kind);
            self.0.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_short_contents_are_different_words() {
        let mut seen = std::collections::HashSet::new();
        for length in 0..=LONGEST_SHORT {
            for changed in 0..length {
                let mut content = vec![b'a'; length];
                content[changed] = b'b';
                let key = Key::str(&content);
                assert!(!key.label.is_long() && seen.insert((key.label.0, key.words.0, key.words.1)));
            }
        }
    }

    #[test]
    fn long_contents_are_hashed_at_both_ends() {
        let content = vec![b'a'; 1000];
        let words = |changed: usize| {
            let mut content = content.clone();
            content[changed] = b'b';
            Key::str(&content).words
        };
        assert_ne!(words(0), words(999));
        assert_ne!(words(127), words(999));
        assert_eq!(words(128), words(871));
    }

    #[test]
    fn a_kept_global_knows_where_its_module_ends() {
        let mut kept = Vec::new();
        Key::global("a.b", "c").keep(&mut kept);
        assert!(Key::global("a.b", "c").is_kept(&kept));
        assert!(!Key::global("a", ".bc").is_kept(&kept));
        assert!(!Key::global("a.b", "d").is_kept(&kept));
    }
}
