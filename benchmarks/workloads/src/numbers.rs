//! W3: numbers.

use crate::random::Random;

/// The widths of ints, in bits: those of the opcodes of one, two and four bytes, and those beyond.
const WIDTHS: [u32; 6] = [4, 8, 16, 31, 40, 63];

/// The first of the floats.
pub fn floats(count: usize) -> Vec<f64> {
    let mut random = Random::new(3);
    (0..count).map(|_| random.fraction() * 1e6).collect()
}

/// The first of the ints, of mixed size; one in four is negative.
pub fn ints(count: usize) -> Vec<i64> {
    let mut random = Random::new(4);
    (0..count).map(|_| int(&mut random)).collect()
}

fn int(random: &mut Random) -> i64 {
    let magnitude = (random.bits() >> (u64::BITS - random.choose(&WIDTHS))) as i64;
    if random.once_in(4) { -magnitude } else { magnitude }
}
