//! `Fraction`: Python's `fractions.Fraction`.

use std::fmt;

use num_bigint::{BigInt, Sign};

use super::call::{argument, call_arguments, call_class, content_of};
use crate::class::Class;
use crate::error::shorten;
use crate::schema::described;
use crate::{Error, Int, Kind, Pickle, Result, Source, Unpickle, Writer};

/// Python's `fractions.Fraction`: a ratio of two ints, in lowest terms, with a denominator above zero.
///
/// ```
/// use pickle_core::pystd::Fraction;
/// use pickle_core::{dumps, loads};
///
/// let half = Fraction::new(-2, -4)?;
/// assert_eq!(half, Fraction::new(1, 2)?);
/// assert_eq!(half.to_string(), "1/2");
/// assert_eq!(loads::<Fraction>(&dumps(&half)?)?, half);
/// assert_eq!(Fraction::new(1, 0).unwrap_err().to_string(), "value out of range for Fraction: the denominator is 0");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: Int,
    denominator: Int,
}

/// How long a text may be: reading a number takes time that grows with the square of its digits. It is the limit that
/// Python 3.11 has for the text of an int.
const MOST_DIGITS: usize = 4_300;

/// From this length on the terms of a pickle are taken for the lowest, as Python writes them: finding out takes time
/// that grows with the square of their length.
const MOST_BITS_TO_REDUCE: u64 = 16_384;

pub(super) static CLASS: Class = call_class("fractions", "Fraction", &[argument("numerator"), argument("denominator")]);

impl Fraction {
    /// The ratio of two ints, in lowest terms.
    ///
    /// The time that takes grows with the square of their length.
    ///
    /// # Errors
    ///
    /// When the denominator is zero.
    pub fn new(numerator: impl Into<Int>, denominator: impl Into<Int>) -> Result<Fraction> {
        let [numerator, denominator] = [numerator.into(), denominator.into()].map(|int| big_int(&int));
        if denominator.sign() == Sign::NoSign {
            return Err(Error::out_of_range("Fraction", "the denominator is 0"));
        }
        let divisor = common_divisor(&numerator, &denominator);
        Ok(Fraction { numerator: (numerator / &divisor).into(), denominator: (denominator / divisor).into() })
    }

    /// The numerator, which has the sign.
    pub fn numerator(&self) -> &Int {
        &self.numerator
    }

    /// The denominator, above zero.
    pub fn denominator(&self) -> &Int {
        &self.denominator
    }

    fn from_pickle(numerator: Int, denominator: Int) -> Result<Fraction> {
        let is_long = |int: &Int| int.bit_length() > MOST_BITS_TO_REDUCE;
        if denominator > Int::ZERO && (is_long(&numerator) || is_long(&denominator)) {
            return Ok(Fraction { numerator, denominator });
        }
        Fraction::new(numerator, denominator)
    }

    fn from_text(text: &str) -> Result<Fraction> {
        if text.len() > 2 * MOST_DIGITS {
            let reason = format!("its text has more than {MOST_DIGITS} digits a number; load it as Any");
            return Err(Error::out_of_range("Fraction", reason));
        }
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        match (numerator.parse(), denominator.parse()) {
            (Ok(numerator), Ok(denominator)) => Fraction::from_pickle(numerator, denominator),
            _ => {
                let reason = format!("'{}' is no fraction; write it like 1/3", shorten(text));
                Err(Error::out_of_range("Fraction", reason))
            }
        }
    }
}

fn big_int(int: &Int) -> BigInt {
    BigInt::from_signed_bytes_le(&int.to_signed_bytes_le())
}

/// The largest int that divides both, with the sign of the second.
fn common_divisor(numerator: &BigInt, denominator: &BigInt) -> BigInt {
    let (mut divisor, mut rest) = (numerator.clone(), denominator.clone());
    while rest.sign() != Sign::NoSign {
        let next = divisor % &rest;
        divisor = rest;
        rest = next;
    }
    if divisor.sign() == denominator.sign() { divisor } else { -divisor }
}

impl From<i64> for Fraction {
    fn from(number: i64) -> Fraction {
        Fraction { numerator: number.into(), denominator: Int::from(1) }
    }
}

impl Pickle for Fraction {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let content = content_of(&[&self.numerator, &self.denominator]);
        writer.immutable("fractions.Fraction", &content, |writer| {
            writer.reduce("fractions", "Fraction", 2, |arguments| {
                arguments.item(&self.numerator)?;
                arguments.item(&self.denominator)
            })
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Fraction {
    described!(Type::Standard(StandardClass::Fraction));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let offset = source.offset();
        let mut arguments = call_arguments(source, &CLASS, Argument::read)?;
        let fraction = match (arguments.pop(), arguments.pop()) {
            (None, _) => Ok(Fraction::from(0)),
            (Some(Argument::Text(text)), None) => Fraction::from_text(&text),
            (Some(Argument::Number(number)), None) => Fraction::from_pickle(number, Int::from(1)),
            (Some(Argument::Number(denominator)), Some(Argument::Number(numerator))) => {
                Fraction::from_pickle(numerator, denominator)
            }
            _ => Err(Error::mismatch("fractions.Fraction made from a text or two ints", "other arguments")),
        };
        fraction.map_err(|error| error.at_offset(offset))
    }
}

/// What a fraction is made from: a text until Python 3.10, two ints since.
enum Argument {
    Number(Int),
    Text(String),
}

impl Argument {
    fn read(source: &mut Source<'_, '_>) -> Result<Argument> {
        match source.kind() {
            Kind::Str | Kind::ByteString => Ok(Argument::Text(source.str()?.into_owned())),
            _ => source.int().map(Argument::Number),
        }
    }
}

/// `1/3`, or `3` where the denominator is 1; Python's `str` of it.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator == 1_i64 {
            true => self.numerator.fmt(f),
            false => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}
