//! The argument of an opcode, as CPython's `pickletools` reads and prints it.

use std::borrow::Cow;
use std::fmt;

use crate::argument::{self, ArgumentKind, Base, Text};
use crate::error::{ErrorKind, Result};
use crate::input::Cursor;
use crate::int::Int;
use crate::opcode::Opcode;

use super::repr;

/// The argument of an opcode, as a Python value; it prints as Python's `repr` of it.
///
/// ```
/// use pickle_core::pickletools::Argument;
///
/// assert_eq!(Argument::Bytes(b"it's \xff").to_string(), r#"b"it's \xff""#);
/// assert_eq!(Argument::Float(1e100).to_string(), "1e+100");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Argument<'a> {
    /// A bool, which only `INT` can hold.
    Bool(bool),
    /// An int: the value that is pushed, a memo index, a code, a length.
    Int(Int),
    /// A float.
    Float(f64),
    /// Text. A Python 2 string is taken as Latin-1, the two names of `GLOBAL` and `INST` are one text with a blank between.
    Str(Text<'a>),
    /// Bytes.
    Bytes(&'a [u8]),
    /// The bytes of a bytearray.
    ByteArray(&'a [u8]),
}

impl<'a> Argument<'a> {
    /// The argument of the opcode that was just read, `None` where it has none.
    pub(super) fn read(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<Option<Argument<'a>>> {
        use crate::argument as read;
        let int = |value: Int| Argument::Int(value);
        Ok(Some(match opcode.argument() {
            ArgumentKind::None => return Ok(None),
            ArgumentKind::Uint1 => int(read::uint1::decode(cursor, opcode)?.into()),
            ArgumentKind::Uint2 => int(read::uint2::decode(cursor, opcode)?.into()),
            ArgumentKind::Int4 => int(read::int4::decode(cursor, opcode)?.into()),
            ArgumentKind::Uint4 => int(read::uint4::decode(cursor, opcode)?.into()),
            ArgumentKind::Uint8 => int(read::uint8::decode(cursor, opcode)?.into()),
            ArgumentKind::DecimalNlShort => read_int_or_bool(cursor, opcode)?,
            ArgumentKind::DecimalNlLong => int(read_long(cursor, opcode)?),
            ArgumentKind::StringNl => Argument::Str(latin1(read_quoted(cursor, opcode)?)),
            ArgumentKind::StringNlNoEscape => Argument::Str(Text::Str(read_name(cursor, opcode)?)),
            ArgumentKind::StringNlNoEscapePair => Argument::Str(read_names(cursor, opcode)?),
            ArgumentKind::String1 => Argument::Str(latin1(read::string1::decode(cursor, opcode)?.into())),
            ArgumentKind::String4 => Argument::Str(latin1(read::string4::decode(cursor, opcode)?.into())),
            ArgumentKind::Bytes1 => Argument::Bytes(read::bytes1::decode(cursor, opcode)?),
            ArgumentKind::Bytes4 => Argument::Bytes(read::bytes4::decode(cursor, opcode)?),
            ArgumentKind::Bytes8 => Argument::Bytes(read::bytes8::decode(cursor, opcode)?),
            ArgumentKind::ByteArray8 => Argument::ByteArray(read::bytearray8::decode(cursor, opcode)?),
            ArgumentKind::UnicodeStringNl => Argument::Str(read::unicodestringnl::decode(cursor, opcode)?),
            ArgumentKind::UnicodeString1 => Argument::Str(read::unicodestring1::decode(cursor, opcode)?),
            ArgumentKind::UnicodeString4 => Argument::Str(read::unicodestring4::decode(cursor, opcode)?),
            ArgumentKind::UnicodeString8 => Argument::Str(read::unicodestring8::decode(cursor, opcode)?),
            ArgumentKind::FloatNl => Argument::Float(read_float(cursor, opcode)?),
            ArgumentKind::Float8 => Argument::Float(read::float8::decode(cursor, opcode)?),
            ArgumentKind::Long1 => int(Int::from_signed_bytes_le(read::long1::decode(cursor, opcode)?)),
            ArgumentKind::Long4 => int(Int::from_signed_bytes_le(read::long4::decode(cursor, opcode)?)),
        }))
    }

    /// The number that a memo index is; a bool is one too, since `GET` reads `01` as True.
    pub(super) fn to_memo_key(&self) -> Option<Int> {
        match self {
            Argument::Bool(value) => Some(Int::from(u8::from(*value))),
            Argument::Int(value) => Some(value.clone()),
            _ => None,
        }
    }
}

fn read_int_or_bool(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<Argument<'static>> {
    match cursor.line(opcode)? {
        b"00" => Ok(Argument::Bool(false)),
        b"01" => Ok(Argument::Bool(true)),
        line => argument::python_int(line, Base::Ten, cursor, opcode).map(Argument::Int),
    }
}

fn read_long(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<Int> {
    let line = cursor.line(opcode)?;
    argument::python_int(line.strip_suffix(b"L").unwrap_or(line), Base::Ten, cursor, opcode)
}

/// Python's `float(text)`: with white space around it, underscores between digits, and infinity for what is too large.
fn read_float(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<f64> {
    let text = argument::trim_end(argument::trim_start(cursor.line(opcode)?));
    let is_digit = |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(u8::is_ascii_digit);
    let is_between_digits = |place: usize| is_digit(place.checked_sub(1)) && is_digit(place.checked_add(1));
    let digits: Option<Vec<u8>> = text
        .iter()
        .enumerate()
        .filter(|(place, byte)| **byte != b'_' || !is_between_digits(*place))
        .map(|(_, byte)| (*byte != b'_').then_some(*byte))
        .collect();
    let float = digits.and_then(|digits| std::str::from_utf8(&digits).ok()?.parse().ok());
    float.ok_or_else(|| ErrorKind::InvalidArgument { opcode, reason: "the text is not a float".into() }.into())
}

/// A Python 2 string; a quote that stands alone is both of its quotes.
fn read_quoted<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<Cow<'a, [u8]>> {
    let text = match cursor.line(opcode)? {
        [b'\''] | [b'"'] => &[],
        [b'\'', text @ .., b'\''] | [b'"', text @ .., b'"'] => text,
        _ => return Err(ErrorKind::InvalidArgument { opcode, reason: "the string is not quoted".into() }.into()),
    };
    argument::stringnl::unescape(text, opcode)
}

/// The two names of `GLOBAL` and `INST`, as CPython gives them.
fn read_names(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<Text<'static>> {
    let module = read_name(cursor, opcode)?;
    let name = read_name(cursor, opcode)?;
    Ok(Text::Str(Cow::Owned(format!("{module} {name}"))))
}

/// A line of text. CPython reads escapes in it, though it writes none.
fn read_name<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<Cow<'a, str>> {
    Ok(match argument::stringnl::unescape(cursor.line(opcode)?, opcode)? {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    })
}

fn latin1(bytes: Cow<'_, [u8]>) -> Text<'_> {
    Text::Str(match bytes {
        Cow::Borrowed(bytes) if bytes.is_ascii() => String::from_utf8_lossy(bytes),
        bytes => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    })
}

/// The bits of 10**4300, the first int that CPython does not print.
const TOO_MANY_BITS: u64 = 14_285;

impl fmt::Display for Argument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Argument::Bool(false) => f.write_str("False"),
            Argument::Bool(true) => f.write_str("True"),
            Argument::Int(value) if value.bit_length() >= TOO_MANY_BITS => {
                write!(f, "<int of {} bits>", value.bit_length())
            }
            Argument::Int(value) => write!(f, "{value}"),
            Argument::Float(value) => f.write_str(&argument::float_repr(*value)),
            Argument::Str(Text::Str(text)) => repr::write_str(f, text.as_bytes()),
            Argument::Str(Text::Surrogates(bytes)) => repr::write_str(f, bytes),
            Argument::Bytes(bytes) => repr::write_bytes(f, bytes),
            Argument::ByteArray(bytes) => {
                f.write_str("bytearray(")?;
                repr::write_bytes(f, bytes)?;
                f.write_str(")")
            }
        }
    }
}
