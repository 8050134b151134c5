//! W4: a dict of texts.

use indexmap::IndexMap;

use crate::random::Random;

/// The first of the entries; no two keys and hardly two values are equal.
pub fn texts(count: usize) -> IndexMap<String, String> {
    let mut random = Random::new(5);
    (0..count).map(|index| (format!("{}-{index:06}", random.letters(3, 8)), random.letters(8, 24))).collect()
}
