//! `Int`: Python's int, which has no upper limit.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::{BigInt, Sign};

use crate::error::{Error, ErrorKind, shorten};

/// Python's `int`: any size.
///
/// It is made from every Rust integer and gives every Rust integer that can hold it:
///
/// ```
/// use pickle_core::Int;
///
/// let big: Int = "18446744073709551616".parse().unwrap();
/// assert_eq!(u128::try_from(&big).unwrap(), 1 << 64);
/// assert_eq!(
///     u64::try_from(&big).unwrap_err().to_string(),
///     "value out of range for u64: 18446744073709551616",
/// );
/// assert!(big > Int::from(-1_i8));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Int(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64),
    /// Always outside i64, so that equal ints are equal here.
    Big(Box<BigInt>),
}

impl Int {
    /// Zero.
    pub const ZERO: Int = Int(Repr::Small(0));

    /// The value, when it fits an `i64`.
    ///
    /// ```
    /// # use pickle_core::Int;
    /// assert_eq!(Int::from(7_u8).as_i64(), Some(7));
    /// assert_eq!(Int::from(u64::MAX).as_i64(), None);
    /// ```
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(value) => Some(*value),
            Repr::Big(_) => None,
        }
    }

    /// Reads little-endian two's complement, the form of `LONG1` and `LONG4`: no bytes are zero, and a longer form than
    /// needed is fine.
    ///
    /// ```
    /// # use pickle_core::Int;
    /// assert_eq!(Int::from_signed_bytes_le(&[]), Int::ZERO);
    /// assert_eq!(Int::from_signed_bytes_le(&[0xff, 0xff]), Int::from(-1));
    /// assert_eq!(Int::from_signed_bytes_le(&[0xff, 0x00]), Int::from(255));
    /// ```
    pub fn from_signed_bytes_le(bytes: &[u8]) -> Int {
        const SMALL: usize = size_of::<i64>();
        if bytes.len() > SMALL {
            return Int::from(BigInt::from_signed_bytes_le(bytes));
        }
        let fill = match bytes.last() {
            Some(last) if *last >= 0x80 => 0xff,
            _ => 0x00,
        };
        let mut padded = [fill; SMALL];
        for (to, from) in padded.iter_mut().zip(bytes) {
            *to = *from;
        }
        Int(Repr::Small(i64::from_le_bytes(padded)))
    }

    /// The fewest bytes of little-endian two's complement, as `LONG1` and `LONG4` hold them; none for zero.
    ///
    /// ```
    /// # use pickle_core::Int;
    /// assert_eq!(Int::ZERO.to_signed_bytes_le(), []);
    /// assert_eq!(Int::from(-128).to_signed_bytes_le(), [0x80]);
    /// assert_eq!(Int::from(128).to_signed_bytes_le(), [0x80, 0x00]);
    /// ```
    pub fn to_signed_bytes_le(&self) -> Vec<u8> {
        match &self.0 {
            Repr::Small(0) => Vec::new(),
            Repr::Small(value) => {
                let mut bytes = value.to_le_bytes().to_vec();
                while let [.., before, last] = bytes.as_slice()
                    && *last == if *before >= 0x80 { 0xff } else { 0x00 }
                {
                    bytes.pop();
                }
                bytes
            }
            Repr::Big(value) => value.to_signed_bytes_le(),
        }
    }

    /// How many bits the absolute value has: Python's `int.bit_length`.
    ///
    /// ```
    /// # use pickle_core::Int;
    /// assert_eq!(Int::from(255).bit_length(), 8);
    /// assert_eq!(Int::from(-256).bit_length(), 9);
    /// ```
    pub fn bit_length(&self) -> u64 {
        match &self.0 {
            Repr::Small(value) => u64::from(u64::BITS.saturating_sub(value.unsigned_abs().leading_zeros())),
            Repr::Big(value) => value.bits(),
        }
    }

    /// How many bytes it takes beyond an `i64`: what a copy of it costs.
    pub(crate) fn data_len(&self) -> usize {
        match &self.0 {
            Repr::Small(_) => 0,
            Repr::Big(value) => usize::try_from(value.bits() / u64::from(u8::BITS)).unwrap_or(usize::MAX),
        }
    }

    /// Whether the int is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => *value < 0,
            Repr::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// The float of exactly this value, if there is one.
    ///
    /// ```
    /// # use pickle_core::Int;
    /// assert_eq!(Int::from(1_u64 << 53).to_exact_f64(), Some(9007199254740992.0));
    /// assert_eq!(Int::from((1_u64 << 53) + 1).to_exact_f64(), None);
    /// ```
    pub fn to_exact_f64(&self) -> Option<f64> {
        match &self.0 {
            Repr::Small(value) => {
                let float = *value as f64;
                // 2**63 as a float is no i64, though the cast back would saturate to i64::MAX.
                let fits = float < 9_223_372_036_854_775_808.0 && float as i64 == *value;
                fits.then_some(float)
            }
            Repr::Big(value) => {
                let significant = value.bits().saturating_sub(value.trailing_zeros().unwrap_or(0));
                if significant > u64::from(f64::MANTISSA_DIGITS) || value.bits() > f64::MAX_EXP as u64 {
                    return None;
                }
                let magnitude = value
                    .iter_u64_digits()
                    .rev()
                    .fold(0.0, |float, digit| float * 18_446_744_073_709_551_616.0 + digit as f64);
                Some(if self.is_negative() { -magnitude } else { magnitude })
            }
        }
    }

    /// The value for an error message: in full when it is short.
    pub(crate) fn summary(&self) -> String {
        const LONGEST_BITS: u64 = 256;
        match self.bit_length() {
            bits if bits > LONGEST_BITS => format!("an int of {bits} bits"),
            _ => self.to_string(),
        }
    }

    /// Digits of any number in this radix, with neither sign nor underscores.
    pub(crate) fn from_digits(digits: &[u8], radix: u32) -> Option<Int> {
        BigInt::parse_bytes(digits, radix).map(Int::from)
    }

    fn out_of_range(&self, target: &'static str) -> Error {
        Error::out_of_range(target, self.summary())
    }
}

impl std::ops::Neg for Int {
    type Output = Int;

    fn neg(self) -> Int {
        match self.0 {
            Repr::Small(value) => match value.checked_neg() {
                Some(negated) => Int(Repr::Small(negated)),
                None => Int::from(-BigInt::from(value)),
            },
            Repr::Big(value) => Int::from(-*value),
        }
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Int {
        match i64::try_from(&value) {
            Ok(small) => Int(Repr::Small(small)),
            Err(_) => Int(Repr::Big(Box::new(value))),
        }
    }
}

/// The integers of Rust, each way.
macro_rules! rust_ints {
    ($($type:ident)*) => {$(
        impl From<$type> for Int {
            fn from(value: $type) -> Int {
                match i64::try_from(value) {
                    Ok(small) => Int(Repr::Small(small)),
                    Err(_) => Int(Repr::Big(Box::new(BigInt::from(value)))),
                }
            }
        }

        impl TryFrom<&Int> for $type {
            type Error = Error;

            fn try_from(int: &Int) -> Result<$type, Error> {
                match &int.0 {
                    Repr::Small(value) => $type::try_from(*value).map_err(|_| int.out_of_range(stringify!($type))),
                    Repr::Big(value) => $type::try_from(&**value).map_err(|_| int.out_of_range(stringify!($type))),
                }
            }
        }

        impl TryFrom<Int> for $type {
            type Error = Error;

            fn try_from(int: Int) -> Result<$type, Error> {
                $type::try_from(&int)
            }
        }

        impl PartialEq<$type> for Int {
            fn eq(&self, other: &$type) -> bool {
                $type::try_from(self).is_ok_and(|value| value == *other)
            }
        }
    )*};
}

rust_ints! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl Default for Int {
    fn default() -> Int {
        Int::ZERO
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Int) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(left), Repr::Small(right)) => left.cmp(right),
            (Repr::Big(left), Repr::Big(right)) => left.cmp(right),
            (Repr::Small(_), Repr::Big(_)) if other.is_negative() => Ordering::Greater,
            (Repr::Small(_), Repr::Big(_)) => Ordering::Less,
            (Repr::Big(_), Repr::Small(_)) => other.cmp(self).reverse(),
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Int) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Int {
    type Err = Error;

    /// Decimal digits, with a sign or none.
    fn from_str(text: &str) -> Result<Int, Error> {
        let (negative, digits) = match text.as_bytes() {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            digits => (false, digits),
        };
        match Int::from_digits(digits, 10) {
            Some(value) if digits.iter().all(u8::is_ascii_digit) => Ok(if negative { -value } else { value }),
            _ => Err(ErrorKind::Custom(format!("expected a decimal int, found '{}'", shorten(text))).into()),
        }
    }
}

/// The decimal digits.
///
/// The time grows with the square of the length: a million digits take seconds.
impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(value) => value.fmt(f),
            Repr::Big(value) => value.fmt(f),
        }
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.summary())
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    fn int(text: &str) -> Int {
        text.parse().unwrap()
    }

    /// The edges of every Rust integer, and one beyond.
    fn edges() -> Vec<Int> {
        let mut edges = vec![
            Int::ZERO,
            int("340282366920938463463374607431768211456"),
            int("-170141183460469231731687303715884105729"),
        ];
        for bits in [7, 8, 15, 16, 31, 32, 63, 64, 127] {
            let power: i128 = 1_i128.checked_shl(bits).unwrap();
            let power = if bits == 127 { Int::from(1_u128 << 127) } else { Int::from(power) };
            let below = int(&(u128::try_from(&power).unwrap() - 1).to_string());
            edges.extend([-power.clone(), -below.clone(), below, power]);
        }
        edges
    }

    #[test]
    fn bytes_round_trip_and_are_minimal() {
        for value in edges() {
            let bytes = value.to_signed_bytes_le();
            assert_eq!(Int::from_signed_bytes_le(&bytes), value);
            if let [rest @ .., _] = bytes.as_slice() {
                assert_ne!(Int::from_signed_bytes_le(rest), value, "{bytes:02x?} is not minimal");
            }
        }
    }

    #[test]
    fn long_forms_are_normalised() {
        let mut bytes = vec![5];
        bytes.resize(100, 0);
        assert_eq!(Int::from_signed_bytes_le(&bytes), Int::from(5));
        assert_eq!(Int::from_signed_bytes_le(&[0xff; 100]), Int::from(-1));
        let state = RandomState::new();
        assert_eq!(state.hash_one(Int::from_signed_bytes_le(&bytes)), state.hash_one(Int::from(5_u8)));
    }

    #[test]
    fn text_round_trips() {
        for value in edges() {
            assert_eq!(int(&value.to_string()), value);
        }
        assert_eq!(int("+7"), Int::from(7));
        for bad in ["", "-", "+", "1_0", " 1", "1L", "0x1", "--1", "-+1"] {
            assert!(bad.parse::<Int>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn order_is_that_of_numbers() {
        let mut sorted = edges();
        sorted.sort();
        for pair in sorted.windows(2) {
            assert!(pair[0] <= pair[1]);
            assert_eq!(pair[0] == pair[1], pair[0].to_string() == pair[1].to_string());
        }
        assert_eq!(sorted.first(), Some(&int("-170141183460469231731687303715884105729")));
    }

    #[test]
    fn every_rust_int_comes_back() {
        macro_rules! check {
            ($($type:ident)*) => {$(
                for value in [$type::MIN, $type::MAX, 0, 1] {
                    assert_eq!($type::try_from(Int::from(value)).unwrap(), value);
                    assert_eq!(Int::from(value), value);
                }
            )*};
        }
        check! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }
        assert_eq!(u8::try_from(Int::from(256)).unwrap_err().to_string(), "value out of range for u8: 256");
        assert!(u64::try_from(Int::from(-1)).is_err());
        let huge = Int::from_signed_bytes_le(&[0x7f; 1000]);
        assert_eq!(i64::try_from(&huge).unwrap_err().to_string(), "value out of range for i64: an int of 7999 bits");
    }

    #[test]
    fn exact_floats() {
        assert_eq!(Int::from(i64::MAX).to_exact_f64(), None);
        assert_eq!(Int::from(i64::MIN).to_exact_f64(), Some(-9_223_372_036_854_775_808.0));
        assert_eq!(Int::from(1_u128 << 100).to_exact_f64(), Some(2.0_f64.powi(100)));
        assert_eq!((-Int::from(1_u128 << 100)).to_exact_f64(), Some(-(2.0_f64.powi(100))));
        assert_eq!(Int::from((1_u128 << 100) + 1).to_exact_f64(), None);
        let mut two_to_1024 = vec![0; 128];
        two_to_1024.extend([1, 0]);
        assert_eq!(Int::from_signed_bytes_le(&two_to_1024).to_exact_f64(), None);
    }
}
