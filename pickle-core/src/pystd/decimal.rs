//! `Decimal`: Python's `decimal.Decimal`.

mod text;

use std::any::Any;
use std::fmt;
use std::str::FromStr;

use super::call::{argument, call_arguments, call_class, tuple_arguments};
use crate::class::Class;
use crate::error::shorten;
use crate::schema::described;
use crate::{Error, FieldsWriter, Int, Kind, Pickle, Result, Source, Unpickle, Writer};

use text::NumberText;

/// Python's `decimal.Decimal`, as its text: what `str` gives in Python.
///
/// The text is exact: `1.5` and `1.50` differ, and so do `0` and `-0`. Equality is that of the text; Python's `==` compares
/// the numbers, and takes no NaN for equal. There is no arithmetic: another crate reads [`Decimal::as_str`].
///
/// ```
/// use pickle_core::pystd::Decimal;
/// use pickle_core::{dumps, loads};
///
/// let price = Decimal::new("9.90")?;
/// assert_eq!(price.as_str(), "9.90");
/// assert_eq!(loads::<Decimal>(&dumps(&price)?)?, price);
///
/// // The text becomes Python's own.
/// assert_eq!(Decimal::new("1e3")?.as_str(), "1E+3");
/// assert_eq!(Decimal::from(-12).as_str(), "-12");
/// assert_eq!(
///     Decimal::new("9,90").unwrap_err().to_string(),
///     "value out of range for Decimal: '9,90' is no decimal number; write it like 9.90, 1E+3, NaN or Infinity",
/// );
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(NumberText);

/// The largest exponent, of the first digit, and the smallest, of the last one: `decimal`'s on 64-bit machines.
const MAX_EXPONENT: i64 = 999_999_999_999_999_999;
const MIN_EXPONENT: i64 = -1_999_999_999_999_999_997;

/// As many bits as ints of 4,300 digits can have: writing digits takes time that grows with the square of their number.
const MOST_BITS: u64 = 14_285;

pub(super) static CLASS: Class = call_class("decimal", "Decimal", &[argument("value")]);

impl Decimal {
    /// The number in a text: what Python's `Decimal(text)` takes, of ASCII digits.
    ///
    /// # Errors
    ///
    /// When it is no number, or its exponent is beyond those of Python.
    pub fn new(text: &str) -> Result<Decimal> {
        if is_plain(text.as_bytes()) {
            return Ok(Decimal(NumberText::new(text)));
        }
        match canonical(text) {
            Some(canonical) => Ok(Decimal(NumberText::new(&canonical))),
            None => Err(Error::out_of_range(
                "Decimal",
                format!("'{}' is no decimal number; write it like 9.90, 1E+3, NaN or Infinity", shorten(text)),
            )),
        }
    }

    /// The text that Python's `str` gives: digits with a point, or with an exponent, or `Infinity`, `NaN`, `sNaN`.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it is a number: no infinity and no NaN.
    pub fn is_finite(&self) -> bool {
        self.as_str().ends_with(|last: char| last.is_ascii_digit()) && !self.is_nan()
    }

    /// Whether it is a NaN, quiet or signaling.
    pub fn is_nan(&self) -> bool {
        self.as_str().contains("NaN")
    }

    /// Python's `Decimal()` is zero.
    fn from_values(mut values: Vec<Decimal>) -> Decimal {
        values.pop().unwrap_or_else(|| Decimal::from(0))
    }

    /// Writes the arguments that the class is called with, for a subclass.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut arguments = writer.tuple(1)?;
        arguments.item(self.as_str())?;
        arguments.end()
    }

    /// Takes the arguments that the class is called with, for a subclass.
    pub(super) fn read_arguments(source: &mut Source<'_, '_>) -> Result<Decimal> {
        tuple_arguments(source, &CLASS, read_value).map(Decimal::from_values)
    }

    /// Whether it is below zero or has a minus sign otherwise.
    pub fn is_sign_negative(&self) -> bool {
        self.as_str().starts_with('-')
    }
}

/// Python's `str(Decimal(text))`; nothing where that is an error.
fn canonical(text: &str) -> Option<String> {
    let text = text.trim().replace('_', "").to_ascii_lowercase();
    let (sign, magnitude) = match text.strip_prefix('-') {
        Some(magnitude) => ("-", magnitude),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let magnitude = match magnitude {
        "inf" | "infinity" => "Infinity".to_owned(),
        _ => canonical_nan(magnitude).or_else(|| canonical_number(magnitude))?,
    };
    Some(format!("{sign}{magnitude}"))
}

/// Whether the text is what Python's `str` gives, as that of a number without an exponent that is not very small.
fn is_plain(text: &[u8]) -> bool {
    const MOST_LENGTH: usize = 64;
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let mut whole = digits.len();
    for (place, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if whole == digits.len() && place + 1 < whole => whole = place,
            _ => return false,
        }
    }
    let is_large = match digits {
        [b'0', others @ ..] => whole == 1 && others.len() <= 1 + MOST_LEADING_ZEROS as usize,
        _ => whole > 0,
    };
    is_large && text.len() <= MOST_LENGTH
}

fn canonical_nan(text: &str) -> Option<String> {
    let (kind, payload) = match text.strip_prefix("snan") {
        Some(payload) => ("sNaN", payload),
        None => ("NaN", text.strip_prefix("nan")?),
    };
    is_digits(payload.as_bytes()).then(|| format!("{kind}{}", payload.trim_start_matches('0')))
}

fn canonical_number(text: &str) -> Option<String> {
    let (coefficient, exponent) = match text.split_once('e') {
        Some((coefficient, exponent)) => (coefficient, exponent.parse().ok()?),
        None => (text, 0_i64),
    };
    let (whole, fraction) = coefficient.split_once('.').unwrap_or((coefficient, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !is_digits(digits.as_bytes()) {
        return None;
    }
    let digits = match digits.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    let exponent = exponent.checked_sub(fraction.len() as i64)?;
    let of_first_digit = exponent.checked_add(digits.len() as i64 - 1)?;
    (exponent >= MIN_EXPONENT && of_first_digit <= MAX_EXPONENT).then(|| scientific(digits, exponent))
}

fn is_digits(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit)
}

/// How many zeros may stand between the point and the first other digit, about.
const MOST_LEADING_ZEROS: i64 = 6;

/// The `to-scientific-string` of the decimal specification: an exponent where the plain form would need padding zeros.
fn scientific(digits: &str, exponent: i64) -> String {
    let before_point = exponent + digits.len() as i64;
    if exponent > 0 || before_point <= -MOST_LEADING_ZEROS {
        let (first, others) = digits.split_at(1);
        let point = if others.is_empty() { "" } else { "." };
        return match before_point - 1 {
            0 => format!("{first}{point}{others}"),
            exponent => format!("{first}{point}{others}E{exponent:+}"),
        };
    }
    match usize::try_from(before_point) {
        Ok(0) | Err(_) => format!("0.{}{digits}", "0".repeat(before_point.unsigned_abs() as usize)),
        Ok(whole) if whole == digits.len() => digits.to_owned(),
        Ok(whole) => format!("{}.{}", &digits[..whole], &digits[whole..]),
    }
}

impl FromStr for Decimal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Decimal> {
        Decimal::new(text)
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Decimal {
        Decimal(NumberText::new(&number.to_string()))
    }
}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Pickle for Decimal {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.call_with_text(&CLASS, "decimal.Decimal", self.as_str())
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        match fields.call_with_text(index, &CLASS, self.0.as_bytes()) {
            true => Ok(()),
            false => fields.uncommon(index, self),
        }
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Decimal {
    described!(Type::Standard(StandardClass::Decimal));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        match source.called_with_text(&CLASS) {
            Some(text) => Decimal::new(text),
            None => call_arguments(source, &CLASS, read_value).map(Decimal::from_values),
        }
    }

    #[inline(always)]
    fn unpickle_field(source: &mut Source<'_, 'de>, variable: &mut Option<Self>) -> Result<()> {
        *variable = Some(match source.called_with_text(&CLASS) {
            Some(text) if is_plain(text.as_bytes()) => Decimal(NumberText::new(text)),
            Some(text) => Decimal::new(text)?,
            None => Self::unpickle(source)?,
        });
        Ok(())
    }
}

/// Takes what `Decimal` is called with: the text that Python pickles, or an int.
fn read_value(source: &mut Source<'_, '_>) -> Result<Decimal> {
    let offset = source.offset();
    let decimal = match source.kind() {
        Kind::Int => match source.int()? {
            number if number.as_i64().is_none() => read_big_int(source, &number),
            number => Ok(Decimal(NumberText::new(&number.to_string()))),
        },
        _ => Decimal::new(&source.str()?),
    };
    decimal.map_err(|error| error.at_offset(offset))
}

fn read_big_int(source: &mut Source<'_, '_>, number: &Int) -> Result<Decimal> {
    if number.bit_length() > MOST_BITS {
        return Err(source.out_of_range("Decimal", format!("{}; load it as Any", number.summary())));
    }
    let digits = number.to_string();
    source.charge_bytes(digits.len())?;
    Ok(Decimal(NumberText::new(&digits)))
}

/// Python's `str` of it.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each `(text, str(Decimal(text)))` as CPython 3.6 to 3.13 have it; nothing is an error.
    const BY_PYTHON: &[(&str, Option<&str>)] = &[
        ("1e3", Some("1E+3")),
        ("1_000", Some("1000")),
        ("  5 ", Some("5")),
        ("NaN007", Some("NaN7")),
        ("sNaN0", Some("sNaN")),
        ("-nan", Some("-NaN")),
        ("+inf", Some("Infinity")),
        ("1e-7", Some("1E-7")),
        ("0e-8", Some("0E-8")),
        ("0.000001", Some("0.000001")),
        ("1E+999999999999999999", Some("1E+999999999999999999")),
        ("1e1000000000000000000", None),
        ("1e-1999999999999999997", Some("1E-1999999999999999997")),
        ("1e-1999999999999999998", None),
        ("123e999999999999999998", None),
        ("0.1e1000000000000000000", Some("1E+999999999999999999")),
        (".5", Some("0.5")),
        ("5.", Some("5")),
        ("-.5e2", Some("-5E+1")),
        ("0e5", Some("0E+5")),
        ("00.10", Some("0.10")),
        ("12.5e3", Some("1.25E+4")),
        ("1.5e1", Some("15")),
        ("nan 1", None),
        ("1e", None),
        ("e5", None),
        (".", None),
        ("", None),
        ("-0", Some("-0")),
        ("0.000000", Some("0.000000")),
        ("0.0000000", Some("0E-7")),
        ("00", Some("0")),
        ("-12.50", Some("-12.50")),
        ("1.", Some("1")),
        ("-", None),
        ("1.2.3", None),
        (".5.", None),
        ("0.", Some("0")),
        ("-0.5", Some("-0.5")),
        ("12345678901234567890.12", Some("12345678901234567890.12")),
        ("--1", None),
    ];

    #[test]
    fn text_becomes_what_python_says() {
        for (text, expected) in BY_PYTHON {
            assert_eq!(Decimal::new(text).as_ref().map(Decimal::as_str).ok(), *expected, "{text:?}");
        }
    }
}
