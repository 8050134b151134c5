//! The types an opcode's argument can have, each with its decoder beside its encoder.
//!
//! Each type is a module under CPython's name for it, with `Value`, `KIND`, `decode` and `encode`; the opcode table names
//! the module. The rules for text are those of CPython's C unpickler.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Result};
use crate::input::Cursor;
use crate::int::Int;
use crate::opcode::Opcode;
use crate::utf8;

/// How an opcode's argument is written.
///
/// A `nl` type is a line of text, a type with a number has a length, or is an int, of that many bytes, little-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArgumentKind {
    /// No argument.
    None,
    /// An unsigned int of one byte.
    Uint1,
    /// An unsigned int of two bytes.
    Uint2,
    /// A signed int of four bytes.
    Int4,
    /// An unsigned int of four bytes.
    Uint4,
    /// An unsigned int of eight bytes.
    Uint8,
    /// A line with a decimal int.
    DecimalNlShort,
    /// A line with a decimal int and an `L`.
    DecimalNlLong,
    /// A line with a Python 2 `repr` of a string.
    StringNl,
    /// A line of text without escapes.
    StringNlNoEscape,
    /// Two lines of text without escapes.
    StringNlNoEscapePair,
    /// A length of one byte, and a Python 2 string.
    String1,
    /// A length of four bytes, and a Python 2 string.
    String4,
    /// A length of one byte, and bytes.
    Bytes1,
    /// A length of four bytes, and bytes.
    Bytes4,
    /// A length of eight bytes, and bytes.
    Bytes8,
    /// A length of eight bytes, and the bytes of a bytearray.
    ByteArray8,
    /// A line of Latin-1 with `\u` and `\U` escapes.
    UnicodeStringNl,
    /// A length of one byte, and UTF-8.
    UnicodeString1,
    /// A length of four bytes, and UTF-8.
    UnicodeString4,
    /// A length of eight bytes, and UTF-8.
    UnicodeString8,
    /// A line with a float.
    FloatNl,
    /// A float of eight bytes, big-endian.
    Float8,
    /// A length of one byte, and an int in two's complement.
    Long1,
    /// A length of four bytes, and an int in two's complement.
    Long4,
}

/// The parts of an argument that say where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArgumentShape {
    /// This many bytes.
    Fixed(usize),
    /// This many lines.
    Lines(usize),
    /// A length of this many bytes, and as many bytes as it says.
    Counted(usize),
}

impl ArgumentKind {
    /// The name in CPython's `pickletools`, `None` for no argument.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            ArgumentKind::None => None,
            ArgumentKind::Uint1 => Some("uint1"),
            ArgumentKind::Uint2 => Some("uint2"),
            ArgumentKind::Int4 => Some("int4"),
            ArgumentKind::Uint4 => Some("uint4"),
            ArgumentKind::Uint8 => Some("uint8"),
            ArgumentKind::DecimalNlShort => Some("decimalnl_short"),
            ArgumentKind::DecimalNlLong => Some("decimalnl_long"),
            ArgumentKind::StringNl => Some("stringnl"),
            ArgumentKind::StringNlNoEscape => Some("stringnl_noescape"),
            ArgumentKind::StringNlNoEscapePair => Some("stringnl_noescape_pair"),
            ArgumentKind::String1 => Some("string1"),
            ArgumentKind::String4 => Some("string4"),
            ArgumentKind::Bytes1 => Some("bytes1"),
            ArgumentKind::Bytes4 => Some("bytes4"),
            ArgumentKind::Bytes8 => Some("bytes8"),
            ArgumentKind::ByteArray8 => Some("bytearray8"),
            ArgumentKind::UnicodeStringNl => Some("unicodestringnl"),
            ArgumentKind::UnicodeString1 => Some("unicodestring1"),
            ArgumentKind::UnicodeString4 => Some("unicodestring4"),
            ArgumentKind::UnicodeString8 => Some("unicodestring8"),
            ArgumentKind::FloatNl => Some("floatnl"),
            ArgumentKind::Float8 => Some("float8"),
            ArgumentKind::Long1 => Some("long1"),
            ArgumentKind::Long4 => Some("long4"),
        }
    }

    /// Where an argument of this kind ends.
    pub(crate) const fn shape(self) -> ArgumentShape {
        match self {
            ArgumentKind::None => ArgumentShape::Fixed(0),
            ArgumentKind::Uint1 => ArgumentShape::Fixed(1),
            ArgumentKind::Uint2 => ArgumentShape::Fixed(2),
            ArgumentKind::Int4 | ArgumentKind::Uint4 => ArgumentShape::Fixed(4),
            ArgumentKind::Uint8 | ArgumentKind::Float8 => ArgumentShape::Fixed(8),
            ArgumentKind::DecimalNlShort
            | ArgumentKind::DecimalNlLong
            | ArgumentKind::StringNl
            | ArgumentKind::StringNlNoEscape
            | ArgumentKind::UnicodeStringNl
            | ArgumentKind::FloatNl => ArgumentShape::Lines(1),
            ArgumentKind::StringNlNoEscapePair => ArgumentShape::Lines(2),
            ArgumentKind::String1 | ArgumentKind::Bytes1 | ArgumentKind::UnicodeString1 | ArgumentKind::Long1 => {
                ArgumentShape::Counted(1)
            }
            ArgumentKind::String4 | ArgumentKind::Bytes4 | ArgumentKind::UnicodeString4 | ArgumentKind::Long4 => {
                ArgumentShape::Counted(4)
            }
            ArgumentKind::Bytes8 | ArgumentKind::ByteArray8 | ArgumentKind::UnicodeString8 => ArgumentShape::Counted(8),
        }
    }
}

/// The argument of `INT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntOrBool {
    /// `01` or `00`.
    Bool(bool),
    /// Any other number.
    Int(Int),
}

/// The argument of `GLOBAL` and `INST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModuleAndName<'a> {
    /// The module, such as `collections`.
    pub module: &'a str,
    /// The name in the module, such as `OrderedDict`.
    pub name: &'a str,
}

/// A Python `str`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text<'a> {
    /// Text, as Rust knows it.
    Str(Cow<'a, str>),
    /// Text with lone surrogates, as UTF-8 that encodes them like any other character.
    Surrogates(Cow<'a, [u8]>),
}

impl<'a> Text<'a> {
    /// Decodes UTF-8 in which surrogates may stand alone: Python's `surrogatepass`.
    #[inline]
    pub(crate) fn from_utf8(bytes: &'a [u8]) -> Option<Text<'a>> {
        match utf8::text(bytes) {
            Some(text) => Some(Text::Str(Cow::Borrowed(text))),
            None if is_utf8_with_surrogates(bytes) => Some(Text::Surrogates(Cow::Borrowed(bytes))),
            None => None,
        }
    }

    pub(crate) fn from_code_points(code_points: Vec<u32>) -> Text<'static> {
        match code_points.iter().map(|code| char::from_u32(*code)).collect::<Option<String>>() {
            Some(text) => Text::Str(Cow::Owned(text)),
            None => Text::Surrogates(Cow::Owned(code_points.into_iter().flat_map(utf8_with_surrogates).collect())),
        }
    }

    /// The same text, with its own bytes.
    pub(crate) fn into_owned(self) -> Text<'static> {
        match self {
            Text::Str(text) => Text::Str(Cow::Owned(text.into_owned())),
            Text::Surrogates(bytes) => Text::Surrogates(Cow::Owned(bytes.into_owned())),
        }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        match self {
            Text::Str(text) => text.into_owned().into_bytes(),
            Text::Surrogates(bytes) => bytes.into_owned(),
        }
    }

    #[inline]
    fn as_bytes(&self) -> &[u8] {
        match self {
            Text::Str(text) => text.as_bytes(),
            Text::Surrogates(bytes) => bytes,
        }
    }

    /// The code points, surrogates among them.
    pub(crate) fn code_points(&self) -> Vec<u32> {
        match self {
            Text::Str(text) => text.chars().map(u32::from).collect(),
            Text::Surrogates(bytes) => surrogate_chunks(bytes)
                .flat_map(|(text, surrogate)| text.chars().map(u32::from).chain(surrogate).collect::<Vec<u32>>())
                .collect(),
        }
    }
}

/// The three bytes with which UTF-8 would encode a code point from U+D800 to U+DFFF.
fn surrogate_from_utf8(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, ..] => {
            Some(0xd000 | (u32::from(second & 0x3f) << 6) | u32::from(third & 0x3f))
        }
        _ => None,
    }
}

/// Splits bytes into runs of UTF-8 and what stands between them: a surrogate, or the end.
pub(crate) fn surrogate_chunks(bytes: &[u8]) -> impl Iterator<Item = (&str, Option<u32>)> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let valid = match std::str::from_utf8(rest) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let (text, behind) = rest.split_at_checked(valid)?;
        let surrogate = surrogate_from_utf8(behind);
        rest = behind.get(3..).unwrap_or_default();
        Some((std::str::from_utf8(text).unwrap_or_default(), surrogate))
    })
}

fn is_utf8_with_surrogates(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Err(error) = std::str::from_utf8(rest) {
        match rest.get(error.valid_up_to()..) {
            Some(behind) if surrogate_from_utf8(behind).is_some() => rest = behind.get(3..).unwrap_or_default(),
            _ => return false,
        }
    }
    true
}

fn utf8_with_surrogates(code: u32) -> Vec<u8> {
    match char::from_u32(code) {
        Some(character) => character.encode_utf8(&mut [0; 4]).as_bytes().to_vec(),
        None => [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
            .map(|byte| byte.to_le_bytes()[0])
            .to_vec(),
    }
}

#[cold]
fn invalid(opcode: Opcode, reason: &'static str) -> Error {
    ErrorKind::InvalidArgument { opcode, reason: Cow::Borrowed(reason) }.into()
}

/// An int of a fixed number of bytes.
macro_rules! fixed_ints {
    ($($module:ident $kind:ident $type:ident;)*) => {$(
        pub(crate) mod $module {
            use super::*;

            pub(crate) const KIND: ArgumentKind = ArgumentKind::$kind;
            pub(crate) type Value<'a> = $type;

            #[inline]
            pub(crate) fn decode(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<$type> {
                cursor.array(opcode).map($type::from_le_bytes)
            }

            #[inline]
            pub(crate) fn encode(opcode: u8, value: &$type, out: &mut Vec<u8>) {
                let mut bytes = [opcode; 1 + size_of::<$type>()];
                bytes[1..].copy_from_slice(&value.to_le_bytes());
                out.extend_from_slice(&bytes);
            }
        }
    )*};
}

fixed_ints! {
    uint1 Uint1 u8;
    uint2 Uint2 u16;
    int4 Int4 i32;
    uint4 Uint4 u32;
    uint8 Uint8 u64;
}

#[inline]
fn decode_counted<'a, const N: usize>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<&'a [u8]> {
    let mut length = [0; 8];
    for (to, from) in length.iter_mut().zip(cursor.array::<N>(opcode)?) {
        *to = from;
    }
    cursor.bytes(opcode, u64::from_le_bytes(length))
}

#[inline]
fn encode_counted<const N: usize>(opcode: u8, bytes: &[u8], out: &mut Vec<u8>) {
    let length = bytes.len() as u64;
    assert!(
        length.checked_shr(8 * N as u32).unwrap_or(0) == 0,
        "{length} bytes are too many for a length of {N} bytes"
    );
    let mut header = [opcode; 9];
    header[1..].copy_from_slice(&length.to_le_bytes());
    out.reserve(1 + N + bytes.len());
    out.extend_from_slice(&header[..1 + N]);
    out.extend_from_slice(bytes);
}

/// A length, and as many bytes.
macro_rules! counted_bytes {
    ($($module:ident $kind:ident $width:literal;)*) => {$(
        pub(crate) mod $module {
            use super::*;

            pub(crate) const KIND: ArgumentKind = ArgumentKind::$kind;
            pub(crate) type Value<'a> = &'a [u8];

            #[inline]
            pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<&'a [u8]> {
                decode_counted::<$width>(cursor, opcode)
            }

            #[inline]
            pub(crate) fn encode(opcode: u8, value: &[u8], out: &mut Vec<u8>) {
                encode_counted::<$width>(opcode, value, out);
            }
        }
    )*};
}

counted_bytes! {
    string1 String1 1;
    string4 String4 4;
    bytes1 Bytes1 1;
    bytes4 Bytes4 4;
    bytes8 Bytes8 8;
    bytearray8 ByteArray8 8;
    long1 Long1 1;
}

/// Unlike the other lengths of four bytes, this one is signed.
pub(crate) mod long4 {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::Long4;
    pub(crate) type Value<'a> = &'a [u8];

    pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<&'a [u8]> {
        match u64::try_from(int4::decode(cursor, opcode)?) {
            Ok(length) => cursor.bytes(opcode, length),
            Err(_) => Err(invalid(opcode, "the length is negative")),
        }
    }

    pub(crate) fn encode(opcode: u8, value: &[u8], out: &mut Vec<u8>) {
        assert!(i32::try_from(value.len()).is_ok(), "{} bytes are too many for LONG4", value.len());
        encode_counted::<4>(opcode, value, out);
    }
}

/// A length, and as many bytes of UTF-8.
macro_rules! counted_texts {
    ($($module:ident $kind:ident $width:literal;)*) => {$(
        pub(crate) mod $module {
            use super::*;

            pub(crate) const KIND: ArgumentKind = ArgumentKind::$kind;
            pub(crate) type Value<'a> = Text<'a>;

            #[inline]
            pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<Text<'a>> {
                let bytes = decode_counted::<$width>(cursor, opcode)?;
                Text::from_utf8(bytes).ok_or_else(|| invalid(opcode, "the text is not UTF-8"))
            }

            #[inline]
            pub(crate) fn encode(opcode: u8, value: &Text<'_>, out: &mut Vec<u8>) {
                encode_counted::<$width>(opcode, value.as_bytes(), out);
            }
        }
    )*};
}

counted_texts! {
    unicodestring1 UnicodeString1 1;
    unicodestring4 UnicodeString4 4;
    unicodestring8 UnicodeString8 8;
}

pub(crate) mod float8 {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::Float8;
    pub(crate) type Value<'a> = f64;

    #[inline]
    pub(crate) fn decode(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<f64> {
        cursor.array(opcode).map(f64::from_be_bytes)
    }

    #[inline]
    pub(crate) fn encode(opcode: u8, value: &f64, out: &mut Vec<u8>) {
        let mut bytes = [opcode; 9];
        bytes[1..].copy_from_slice(&value.to_be_bytes());
        out.extend_from_slice(&bytes);
    }
}

/// A float in text: Python's `repr`, infinities and NaN spelt out, nothing around it.
pub(crate) mod floatnl {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::FloatNl;
    pub(crate) type Value<'a> = f64;

    pub(crate) fn decode(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<f64> {
        let text = up_to_nul(cursor.line(opcode)?);
        let float = std::str::from_utf8(text).ok().and_then(|text| text.parse::<f64>().ok());
        match float {
            Some(float) if float.is_infinite() && text.iter().any(u8::is_ascii_digit) => {
                Err(invalid(opcode, "the float is too large"))
            }
            Some(float) => Ok(float),
            None => Err(invalid(opcode, "the text is not a float")),
        }
    }

    pub(crate) fn encode(opcode: u8, value: &f64, out: &mut Vec<u8>) {
        out.push(opcode);
        out.extend_from_slice(float_repr(*value).as_bytes());
        out.push(b'\n');
    }
}

/// Python's `repr` of a float.
pub(crate) fn float_repr(value: f64) -> String {
    const SHORTEST_EXPONENT: i32 = -4;
    const LONGEST_EXPONENT: i32 = 16;
    if value.is_nan() {
        return "nan".to_owned();
    }
    let scientific = format!("{value:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    match exponent.parse::<i32>() {
        Ok(exponent) if (SHORTEST_EXPONENT..LONGEST_EXPONENT).contains(&exponent) => format!("{value:?}"),
        Ok(exponent) if exponent < 0 => format!("{mantissa}e-{:02}", exponent.unsigned_abs()),
        _ => format!("{mantissa}e+{exponent}"),
    }
}

/// `INT`: a C `strtol` of base 0 where that takes the whole text, else a Python `int(text, 0)`.
pub(crate) mod decimalnl_short {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::DecimalNlShort;
    pub(crate) type Value<'a> = IntOrBool;

    /// How long the line of a bool is.
    const BOOL_LENGTH: usize = 2;

    pub(crate) fn decode(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<IntOrBool> {
        let line = non_empty_line(cursor, opcode)?;
        let text = up_to_nul(line);
        match c_int(text) {
            Some(value @ 0..=1) if line.len() == BOOL_LENGTH => Ok(IntOrBool::Bool(value == 1)),
            Some(value) => Ok(IntOrBool::Int(Int::from(value))),
            None => python_int(text, Base::FromPrefix, cursor, opcode).map(IntOrBool::Int),
        }
    }

    pub(crate) fn encode(opcode: u8, value: &IntOrBool, out: &mut Vec<u8>) {
        out.push(opcode);
        match value {
            IntOrBool::Bool(false) => out.extend_from_slice(b"00\n"),
            IntOrBool::Bool(true) => out.extend_from_slice(b"01\n"),
            IntOrBool::Int(value) => out.extend_from_slice(format!("{value}\n").as_bytes()),
        }
    }
}

/// The memo indexes of `GET` and `PUT`, which CPython's table puts under `decimalnl_short` too.
pub(crate) mod decimalnl_index {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::DecimalNlShort;
    pub(crate) type Value<'a> = u64;

    pub(crate) fn decode(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<u64> {
        let text = up_to_nul(non_empty_line(cursor, opcode)?);
        match python_int(text, Base::Ten, cursor, opcode)?.as_i64().map(u64::try_from) {
            Some(Ok(index)) => Ok(index),
            Some(Err(_)) => Err(invalid(opcode, "the memo index is negative")),
            None => Err(invalid(opcode, "the memo index is outside 0 to 2**63-1")),
        }
    }

    pub(crate) fn encode(opcode: u8, value: &u64, out: &mut Vec<u8>) {
        out.push(opcode);
        out.extend_from_slice(format!("{value}\n").as_bytes());
    }
}

/// `LONG`: a Python `int(text, 0)`, with an `L` after it or none.
pub(crate) mod decimalnl_long {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::DecimalNlLong;
    pub(crate) type Value<'a> = Int;

    pub(crate) fn decode(cursor: &mut Cursor<'_>, opcode: Opcode) -> Result<Int> {
        let line = non_empty_line(cursor, opcode)?;
        let text = up_to_nul(line.strip_suffix(b"L").unwrap_or(line));
        python_int(text, Base::FromPrefix, cursor, opcode)
    }

    pub(crate) fn encode(opcode: u8, value: &Int, out: &mut Vec<u8>) {
        out.push(opcode);
        out.extend_from_slice(format!("{value}L\n").as_bytes());
    }
}

/// C reads the numbers as C strings, which end at a NUL.
fn up_to_nul(text: &[u8]) -> &[u8] {
    text.split(|byte| *byte == 0).next().unwrap_or_default()
}

fn non_empty_line<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<&'a [u8]> {
    match cursor.line(opcode)? {
        [] => Err(invalid(opcode, "the line is empty")),
        line => Ok(line),
    }
}

/// What both C and Python take for white space around a number.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

pub(crate) fn trim_start(text: &[u8]) -> &[u8] {
    let spaces = text.iter().take_while(|byte| is_space(**byte)).count();
    text.get(spaces..).unwrap_or_default()
}

pub(crate) fn trim_end(text: &[u8]) -> &[u8] {
    let spaces = text.iter().rev().take_while(|byte| is_space(**byte)).count();
    text.get(..text.len().saturating_sub(spaces)).unwrap_or_default()
}

fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// C's `strtol(text, &end, 0)`, when `end` is the end of the text and the number fits.
fn c_int(text: &[u8]) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let (negative, digits) = split_sign(trim_start(text));
    let (radix, digits) = match digits {
        [b'0', b'x' | b'X', digits @ ..] => (16, digits),
        [b'0', _, ..] => (8, digits),
        _ => (10, digits),
    };
    // from_str_radix would take a second sign.
    if !digits.first()?.is_ascii_alphanumeric() {
        return None;
    }
    let magnitude = i128::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
    i64::try_from(if negative { magnitude.checked_neg()? } else { magnitude }).ok()
}

pub(crate) enum Base {
    Ten,
    /// `0x`, `0o` and `0b` choose the base, as in Python's `int(text, 0)`.
    FromPrefix,
}

/// Python's `int(text, base)` of ASCII text.
pub(crate) fn python_int(text: &[u8], base: Base, cursor: &Cursor<'_>, opcode: Opcode) -> Result<Int> {
    let not_an_int = || invalid(opcode, "the text is not an int");
    let (negative, text) = split_sign(trim_end(trim_start(text)));
    let (radix, text) = match (base, text) {
        (Base::FromPrefix, [b'0', b'x' | b'X', rest @ ..]) => (16, rest.strip_prefix(b"_").unwrap_or(rest)),
        (Base::FromPrefix, [b'0', b'o' | b'O', rest @ ..]) => (8, rest.strip_prefix(b"_").unwrap_or(rest)),
        (Base::FromPrefix, [b'0', b'b' | b'B', rest @ ..]) => (2, rest.strip_prefix(b"_").unwrap_or(rest)),
        // Only zero may begin with a zero here.
        (Base::FromPrefix, [b'0', rest @ ..]) if rest.iter().any(|byte| !matches!(byte, b'0' | b'_')) => {
            return Err(not_an_int());
        }
        _ => (10, text),
    };
    let digits = digits_without_underscores(text).ok_or_else(not_an_int)?;
    match cursor.max_text_int_digits {
        Some(allowed) if radix == 10 && digits.len() > allowed => {
            return Err(ErrorKind::LimitExceeded { limit: "max_text_int_digits", allowed: allowed as u64 }.into());
        }
        _ => {}
    }
    let value = Int::from_digits(&digits, radix).ok_or_else(not_an_int)?;
    Ok(if negative { -value } else { value })
}

/// The digits, when each underscore stands between two of them.
fn digits_without_underscores(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    if text.iter().all(u8::is_ascii_alphanumeric) {
        return if text.is_empty() { None } else { Some(Cow::Borrowed(text)) };
    }
    let mut digits = Vec::new();
    for run in text.split(|byte| *byte == b'_') {
        if run.is_empty() || !run.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        digits.extend_from_slice(run);
    }
    Some(Cow::Owned(digits))
}

/// A Python 2 string as its `repr`: quoted, with escapes.
pub(crate) mod stringnl {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::StringNl;
    pub(crate) type Value<'a> = Cow<'a, [u8]>;

    pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<Cow<'a, [u8]>> {
        match cursor.line(opcode)? {
            [b'\'', text @ .., b'\''] | [b'"', text @ .., b'"'] => unescape(text, opcode),
            _ => Err(invalid(opcode, "the string is not quoted")),
        }
    }

    pub(crate) fn unescape(text: &[u8], opcode: Opcode) -> Result<Cow<'_, [u8]>> {
        if !text.contains(&b'\\') {
            return Ok(Cow::Borrowed(text));
        }
        let mut out = Vec::with_capacity(text.len());
        let mut rest = text;
        while let [first, behind @ ..] = rest {
            if *first != b'\\' {
                out.push(*first);
                rest = behind;
                continue;
            }
            let [escape, behind @ ..] = behind else {
                return Err(invalid(opcode, "the string ends inside an escape"));
            };
            rest = behind;
            match escape {
                b'\\' | b'\'' | b'"' => out.push(*escape),
                b'a' => out.push(0x07),
                b'b' => out.push(0x08),
                b't' => out.push(b'\t'),
                b'n' => out.push(b'\n'),
                b'v' => out.push(0x0b),
                b'f' => out.push(0x0c),
                b'r' => out.push(b'\r'),
                b'x' => match behind {
                    [high, low, behind @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                        out.push(hex_value(*high) << 4 | hex_value(*low));
                        rest = behind;
                    }
                    _ => return Err(invalid(opcode, "\\x needs two hexadecimal digits")),
                },
                b'0'..=b'7' => {
                    let mut value = octal_value(*escape);
                    for _ in 0..2 {
                        if let [digit @ b'0'..=b'7', behind @ ..] = rest {
                            // Three digits can pass 255; Python drops the ninth bit.
                            value = value << 3 | octal_value(*digit);
                            rest = behind;
                        }
                    }
                    out.push(value);
                }
                // An escape that is none stays as it is.
                _ => out.extend_from_slice(&[b'\\', *escape]),
            }
        }
        Ok(Cow::Owned(out))
    }

    fn octal_value(digit: u8) -> u8 {
        digit & 0x07
    }

    pub(crate) fn encode(opcode: u8, value: &[u8], out: &mut Vec<u8>) {
        out.push(opcode);
        let quote = if value.contains(&b'\'') && !value.contains(&b'"') { b'"' } else { b'\'' };
        out.push(quote);
        for byte in value {
            match byte {
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\t' => out.extend_from_slice(b"\\t"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                _ if *byte == quote => out.extend_from_slice(&[b'\\', quote]),
                b' '..=b'~' => out.push(*byte),
                _ => out.extend_from_slice(format!("\\x{byte:02x}").as_bytes()),
            }
        }
        out.extend_from_slice(&[quote, b'\n']);
    }
}

/// The value of a hexadecimal digit.
fn hex_value(digit: u8) -> u8 {
    match digit {
        b'a'..=b'f' | b'A'..=b'F' => (digit & 0x07).wrapping_add(9),
        _ => digit & 0x0f,
    }
}

/// A `str` as Latin-1 with `\uXXXX` and `\UXXXXXXXX`: Python's `raw-unicode-escape`.
pub(crate) mod unicodestringnl {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::UnicodeStringNl;
    pub(crate) type Value<'a> = Text<'a>;

    pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<Text<'a>> {
        let line = cursor.line(opcode)?;
        match std::str::from_utf8(line) {
            Ok(text) if text.is_ascii() && !text.contains('\\') => Ok(Text::Str(Cow::Borrowed(text))),
            _ => unescape(line, opcode).map(Text::from_code_points),
        }
    }

    fn unescape(line: &[u8], opcode: Opcode) -> Result<Vec<u32>> {
        let mut out = Vec::with_capacity(line.len());
        let mut rest = line;
        while let [first, behind @ ..] = rest {
            let digits = match (first, behind) {
                (b'\\', [b'u', ..]) => 4,
                (b'\\', [b'U', ..]) => 8,
                // A backslash that escapes nothing takes the next character with it, even another backslash.
                (b'\\', [next, behind @ ..]) => {
                    out.extend([u32::from(*first), u32::from(*next)]);
                    rest = behind;
                    continue;
                }
                _ => {
                    out.push(u32::from(*first));
                    rest = behind;
                    continue;
                }
            };
            match behind.get(1..).and_then(|hex| hex.split_at_checked(digits)) {
                Some((hex, behind)) if hex.iter().all(u8::is_ascii_hexdigit) => {
                    let code = hex.iter().fold(0, |code: u32, digit| code << 4 | u32::from(hex_value(*digit)));
                    if code > u32::from(char::MAX) {
                        return Err(invalid(opcode, "a \\U escape is above U+10FFFF"));
                    }
                    out.push(code);
                    rest = behind;
                }
                _ => return Err(invalid(opcode, "a \\u or \\U escape lacks its 4 or 8 hexadecimal digits")),
            }
        }
        Ok(out)
    }

    pub(crate) fn encode(opcode: u8, value: &Text<'_>, out: &mut Vec<u8>) {
        out.push(opcode);
        for code in value.code_points() {
            match u8::try_from(code) {
                Ok(byte) if !matches!(byte, b'\\' | 0 | b'\n' | b'\r' | 0x1a) => out.push(byte),
                _ if code <= 0xffff => out.extend_from_slice(format!("\\u{code:04x}").as_bytes()),
                _ => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
            }
        }
        out.push(b'\n');
    }
}

fn encode_line(text: &str, out: &mut Vec<u8>) {
    assert!(!text.contains('\n'), "a line of a pickle cannot hold a newline");
    out.extend_from_slice(text.as_bytes());
    out.push(b'\n');
}

/// A persistent id, in ASCII.
pub(crate) mod stringnl_noescape {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::StringNlNoEscape;
    pub(crate) type Value<'a> = &'a str;

    pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<&'a str> {
        match std::str::from_utf8(cursor.line(opcode)?) {
            Ok(text) if text.is_ascii() => Ok(text),
            _ => Err(invalid(opcode, "the persistent id is not ASCII")),
        }
    }

    pub(crate) fn encode(opcode: u8, value: &str, out: &mut Vec<u8>) {
        out.push(opcode);
        encode_line(value, out);
    }
}

/// A module and a name in it, in UTF-8.
pub(crate) mod stringnl_noescape_pair {
    use super::*;

    pub(crate) const KIND: ArgumentKind = ArgumentKind::StringNlNoEscapePair;
    pub(crate) type Value<'a> = ModuleAndName<'a>;

    pub(crate) fn decode<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<ModuleAndName<'a>> {
        Ok(ModuleAndName { module: decode_name(cursor, opcode)?, name: decode_name(cursor, opcode)? })
    }

    fn decode_name<'a>(cursor: &mut Cursor<'a>, opcode: Opcode) -> Result<&'a str> {
        let line = non_empty_line(cursor, opcode)?;
        std::str::from_utf8(line).map_err(|_| invalid(opcode, "the name is not UTF-8"))
    }

    pub(crate) fn encode(opcode: u8, value: &ModuleAndName<'_>, out: &mut Vec<u8>) {
        out.push(opcode);
        encode_line(value.module, out);
        encode_line(value.name, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opcode::Instruction;

    fn written(instruction: &Instruction<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        instruction.write_to(&mut out);
        out
    }

    /// The instruction has these bytes, and these bytes are the instruction.
    fn check(instruction: Instruction<'_>, bytes: &[u8]) {
        assert_eq!(written(&instruction), bytes, "{instruction:?}");
        let mut cursor = Cursor::new(bytes, None);
        assert_eq!(Instruction::decode(&mut cursor).unwrap(), instruction);
        assert!(cursor.rest().is_empty());
    }

    #[test]
    fn fixed_ints() {
        check(Instruction::BinInt1(255), b"K\xff");
        check(Instruction::BinInt2(0x1234), b"M\x34\x12");
        check(Instruction::BinInt(-2), b"J\xfe\xff\xff\xff");
        check(Instruction::LongBinPut(0x1234_5678), b"r\x78\x56\x34\x12");
        check(Instruction::Frame(5), b"\x95\x05\0\0\0\0\0\0\0");
        check(Instruction::BinFloat(1.5), b"G\x3f\xf8\0\0\0\0\0\0");
    }

    #[test]
    fn ints_in_text() {
        check(Instruction::Int(IntOrBool::Bool(true)), b"I01\n");
        check(Instruction::Int(IntOrBool::Bool(false)), b"I00\n");
        check(Instruction::Int(IntOrBool::Int(Int::from(1))), b"I1\n");
        check(Instruction::Int(IntOrBool::Int(Int::from(-10))), b"I-10\n");
        check(Instruction::Long(Int::from(u64::MAX)), b"L18446744073709551615L\n");
        check(Instruction::Put(100_000), b"p100000\n");
    }

    #[test]
    fn counted_bytes() {
        check(Instruction::ShortBinBytes(b"ab"), b"C\x02ab");
        check(Instruction::BinBytes(b"ab"), b"B\x02\0\0\0ab");
        check(Instruction::BinBytes8(b"ab"), b"\x8e\x02\0\0\0\0\0\0\0ab");
        check(Instruction::Long1(b"\xff"), b"\x8a\x01\xff");
        check(Instruction::Long4(b""), b"\x8b\0\0\0\0");
    }

    #[test]
    fn texts() {
        check(Instruction::ShortBinUnicode(Text::Str("é".into())), b"\x8c\x02\xc3\xa9");
        check(Instruction::BinUnicode(Text::Surrogates((&b"\xed\xa0\x80"[..]).into())), b"X\x03\0\0\0\xed\xa0\x80");
        check(Instruction::Global(ModuleAndName { module: "m", name: "é" }), b"cm\n\xc3\xa9\n");
        check(Instruction::PersId(""), b"P\n");
    }

    /// As CPython 3.12 writes them at protocol 0.
    #[test]
    fn unicode_escapes_what_python_escapes() {
        let unicode = |text: &'static str| Instruction::Unicode(Text::Str(text.into()));
        check(unicode("abc"), b"Vabc\n");
        check(unicode("a\\b\nc\rd\0e\x1af\t"), b"Va\\u005cb\\u000ac\\u000dd\\u0000e\\u001af\t\n");
        check(unicode("\u{e9}\u{ff}\u{100}\u{20ac}\u{1f600}"), b"V\xe9\xff\\u0100\\u20ac\\U0001f600\n");
        let surrogates = Text::Surrogates((&b"a\xed\xa0\x80\xc3\xa9"[..]).into());
        check(Instruction::Unicode(surrogates), b"Va\\ud800\xe9\n");
    }

    /// As CPython 2.7 writes them at protocol 0.
    #[test]
    fn strings_are_quoted_as_in_python_2() {
        let string = |bytes: &'static [u8]| Instruction::String(bytes.into());
        check(string(b"abc"), b"S'abc'\n");
        check(string(b"it's"), b"S\"it's\"\n");
        check(string(b"it's \"x\""), b"S'it\\'s \"x\"'\n");
        check(string(b"\"x\""), b"S'\"x\"'\n");
        check(string(b"\\\t\n\r\0\x7f\xe9"), b"S'\\\\\\t\\n\\r\\x00\\x7f\\xe9'\n");
    }

    /// As CPython's `repr` has them.
    #[test]
    fn floats_in_text_are_pythons_repr() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e100, "1e+100"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
        ];
        for (value, text) in cases {
            check(Instruction::Float(value), format!("F{text}\n").as_bytes());
        }
        assert_eq!(float_repr(f64::NAN), "nan");
    }

    #[test]
    fn a_line_is_never_written_with_a_newline_in_it() {
        let smuggled = ModuleAndName { module: "m", name: "n\ncos\nsystem" };
        assert!(std::panic::catch_unwind(|| written(&Instruction::Global(smuggled))).is_err());
        assert!(std::panic::catch_unwind(|| written(&Instruction::PersId("a\n."))).is_err());
    }

    #[test]
    fn bytes_are_never_written_with_a_length_that_is_too_short() {
        let long = vec![0; 256];
        assert!(std::panic::catch_unwind(|| written(&Instruction::ShortBinBytes(&long))).is_err());
        assert!(std::panic::catch_unwind(|| written(&Instruction::Long1(&long))).is_err());
    }

    #[test]
    fn every_instruction_that_cpython_reads_is_written_back_to_the_same_instruction() {
        for opcode in Opcode::ALL {
            let samples: &[&[u8]] = match opcode.argument().shape() {
                ArgumentShape::Fixed(length) => &[&[0; 8][..length], &[0x7f; 8][..length]],
                ArgumentShape::Lines(1) => &[b"1\n", b"'1'\n", b"1.5\n"],
                ArgumentShape::Lines(_) => &[b"m\nn\n"],
                ArgumentShape::Counted(1) => &[b"\0", b"\x02ab"],
                ArgumentShape::Counted(4) => &[b"\0\0\0\0", b"\x02\0\0\0ab"],
                ArgumentShape::Counted(_) => &[b"\0\0\0\0\0\0\0\0", b"\x02\0\0\0\0\0\0\0ab"],
            };
            let mut decoded = 0;
            for sample in samples {
                let bytes = [&[opcode.byte()][..], sample].concat();
                let mut cursor = Cursor::new(&bytes, None);
                let Ok(instruction) = Instruction::decode(&mut cursor) else { continue };
                assert_eq!(instruction.opcode(), *opcode);
                let again = written(&instruction);
                assert_eq!(Instruction::decode(&mut Cursor::new(&again, None)).unwrap(), instruction);
                decoded += 1;
            }
            assert!(decoded > 0, "{opcode}");
        }
    }
}
