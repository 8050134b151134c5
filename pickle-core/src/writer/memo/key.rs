//! `Key`: what a value that is found by content is known by, in a form that is cheap to hash and to compare.

use super::Kind;

/// How many kinds are told apart beside text, bytes and globals.
const MOST_OTHER_KINDS: usize = 100;
/// The longest content that is hashed as two words, and as four.
const LONGEST_SHORT: usize = 16;
const LONGEST_MEDIUM: usize = 2 * LONGEST_SHORT;
/// Longer contents are hashed by their length and by this many bytes at each end.
const LONGEST_HASHED_PART: usize = 128;

/// The digits of pi, as good as any numbers of many bits.
const FIRST: u64 = 0x243f_6a88_85a3_08d3;
const SECOND: u64 = 0x1319_8a2e_0370_7345;

/// What a value that is found by content is known by: a kind, and a content of one part or two.
#[derive(Clone, Copy)]
pub(crate) struct Key<'k> {
    pub(super) label: Label,
    first: &'k [u8],
    second: &'k [u8],
}

/// What can be told of a content in one look: 16 bits of its hash, 8 bits for the dump that has it, which is none in a
/// key, 8 bits for its kind, 32 bits of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Label(u64);

impl Label {
    /// That of a value which is found in other ways. No content has it.
    pub(super) const OTHER: Label = Label(u64::MAX);

    /// A content that is never found: it is too long, or one of too many kinds.
    const NONE: u8 = 0;
    const GLOBAL: u8 = 1;
    const FIRST_OTHER: u8 = 4;

    /// The kinds of which a pickle holds the content as it is.
    const VERBATIM: u8 = 0x80;
    const STR: u8 = Label::VERBATIM | 1;
    const BYTES: u8 = Label::VERBATIM | 2;
    const BYTE_STRING: u8 = Label::VERBATIM | 3;

    #[inline]
    fn new(kind: u8, length: usize, hash: u64) -> Label {
        let (kind, length) = if length >> 32 == 0 { (kind, length as u64) } else { (Label::NONE, 0) };
        Label(hash >> 48 << 48 | u64::from(kind) << 32 | length)
    }

    #[inline]
    fn kind_of_number(number: usize) -> u8 {
        if number < MOST_OTHER_KINDS { Label::FIRST_OTHER + number as u8 } else { Label::NONE }
    }

    #[inline]
    fn kind(self) -> u8 {
        (self.0 >> 32) as u8
    }

    /// Which set of a table the content is for.
    #[inline]
    pub(super) fn hash(self) -> usize {
        (self.0 >> 48) as usize
    }

    /// The label as this dump has it.
    #[inline]
    pub(super) fn in_dump(self, dump: u8) -> Label {
        Label(self.0 | u64::from(dump) << 40)
    }

    #[inline]
    pub(super) fn dump(self) -> u8 {
        (self.0 >> 40) as u8
    }

    #[inline]
    pub(super) fn is_none(self) -> bool {
        self.kind() & !Label::VERBATIM == Label::NONE
    }

    /// Whether the pickle holds the content as it is.
    #[inline]
    pub(super) fn is_verbatim(self) -> bool {
        self.kind() & Label::VERBATIM != 0
    }
}

impl<'k> Key<'k> {
    /// The longest content of which the hash is made in one step.
    pub(crate) const LONGEST_SHORT: usize = LONGEST_SHORT;

    /// A `str`, in UTF-8.
    #[inline]
    pub(crate) fn str(utf8: &'k [u8]) -> Key<'k> {
        Key::new(Label::STR, utf8)
    }

    /// The key of a content that has this label.
    #[inline]
    pub(crate) fn labelled(label: Label, content: &'k [u8]) -> Key<'k> {
        Key { label, first: content, second: &[] }
    }

    #[inline]
    pub(crate) fn label(&self) -> Label {
        self.label
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
        let hash = hash(hash(FIRST ^ first.len() as u64, first), second);
        Key { label: Label::new(Label::GLOBAL, length, hash), first, second }
    }

    /// A value of a kind that is given by its number.
    #[inline]
    pub(super) fn other(number: usize, content: &'k [u8]) -> Key<'k> {
        Key::new(Label::kind_of_number(number), content)
    }

    /// An instance of a class, given by its number, that is made from text or bytes, which the pickle holds as they are.
    #[inline]
    pub(crate) fn made_of(class: usize, content: &'k [u8]) -> Key<'k> {
        Key::new(Label::kind_of_number(class) | Label::VERBATIM, content)
    }

    #[inline]
    fn new(kind: u8, content: &'k [u8]) -> Key<'k> {
        let label = Label::new(kind, content.len(), hash(FIRST ^ u64::from(kind), content));
        Key::labelled(label, content)
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

    /// Appends all that the key is.
    pub(super) fn write_to(&self, bytes: &mut Vec<u8>) {
        bytes.push(self.label.kind());
        self.keep(bytes);
    }

    /// Appends a content that [`Key::is_kept`] knows again.
    pub(crate) fn keep(&self, contents: &mut Vec<u8>) {
        contents.extend_from_slice(self.first);
        if self.label.kind() == Label::GLOBAL {
            contents.extend_from_slice(self.second);
            contents.extend_from_slice(&self.first.len().to_le_bytes());
        }
    }

    /// Whether the content, which the output holds as it is, is at this place of it.
    #[inline(always)]
    pub(super) fn is_at(&self, start: usize, output: &[u8]) -> bool {
        let found = output.get(start..).and_then(|output| output.get(..self.first.len()));
        found.is_some_and(|found| match found.len() {
            0..=LONGEST_SHORT => short_words(found) == short_words(self.first),
            _ => found == self.first,
        })
    }

    /// Whether the content at the beginning of these bytes, which has as many bytes as that of the key, is the same.
    #[inline]
    pub(super) fn is_kept(&self, contents: &[u8]) -> bool {
        if self.label.kind() != Label::GLOBAL {
            return contents.starts_with(self.first);
        }
        let second_and_split = contents.strip_prefix(self.first);
        let split = second_and_split.and_then(|bytes| bytes.strip_prefix(self.second));
        split.is_some_and(|split| split.starts_with(&self.first.len().to_le_bytes()))
    }
}

#[inline]
fn hash(state: u64, bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) if bytes.len() <= LONGEST_MEDIUM => {
            mix_chunk(mix_chunk(state ^ bytes.len() as u64, first), last)
        }
        (Some(_), Some(_)) => hash_long(state ^ bytes.len() as u64, bytes),
        _ => hash_short(state, bytes),
    }
}

#[inline]
fn hash_short(state: u64, bytes: &[u8]) -> u64 {
    let (first, second) = short_words(bytes);
    mix(state ^ first, SECOND ^ second ^ bytes.len() as u64)
}

/// Up to 16 bytes as two words: different bytes of one length are different words.
#[inline]
fn short_words(bytes: &[u8]) -> (u64, u64) {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => shorter_words(bytes),
    }
}

#[inline]
fn shorter_words(bytes: &[u8]) -> (u64, u64) {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last))),
        _ => (bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    }
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
                assert!(seen.insert((length, short_words(&content))));
            }
        }
    }

    #[test]
    fn long_contents_are_hashed_at_both_ends() {
        let content = vec![b'a'; 1000];
        let label = |changed: usize| {
            let mut content = content.clone();
            content[changed] = b'b';
            Key::str(&content).label
        };
        assert_ne!(label(0), label(999));
        assert_ne!(label(127), label(999));
        assert_eq!(label(128), label(871));
    }

    #[test]
    fn what_is_too_much_for_a_label_has_none() {
        assert!(Label::new(Label::STR, 1 << 32, 0).is_none());
        assert!(Key::other(1_000, b"").label.is_none());
        assert!(!Key::other(0, b"").label.is_none());
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
