//! `Encoding` and `Errors`: how a `str` of Python 2 becomes text.

mod codec;
mod decoding;
mod latin1;
mod tables;
mod unicode;

use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

use codec::Codec;
pub(crate) use decoding::{Decoding, escape};
pub(crate) use latin1::{is_latin1, latin1_bytes};
use unicode::{ByteOrder, Unicode};

/// How a `str` of Python 2 becomes text; `encoding` in the manual's `Unpickler`, `load` and `loads`.
///
/// It is looked at when a value is loaded as text, as a key or as the name of an attribute. A field of
/// [`Bytes`](crate::Bytes) gets the bytes as they are, and [`Any`](crate::Any) and [`Graph`](crate::Graph) keep a `str` of
/// Python 2 as what it is, so that it dumps as one again (but see [`Encoding::Bytes`]).
///
/// ```
/// use pickle_core::{Encoding, Unpickler};
///
/// let pickle = b"S'\\xcf\\xf0\\xe8\\xe2\\xe5\\xf2'\n."; // Python 2, in a Windows console of Moscow: 'Привет'
/// let unpickler = Unpickler::new().encoding("windows-1251".parse::<Encoding>()?);
/// assert_eq!(unpickler.loads::<String>(pickle)?, "Привет");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Encoding {
    /// Only bytes below 0x80: Python's default.
    #[default]
    Ascii,
    /// Every byte is the character of that number; Python's choice for pickles with numpy arrays and datetimes.
    Latin1,
    /// UTF-8.
    Utf8,
    /// No text at all: a `str` of Python 2 is a `bytes`, for [`Any`](crate::Any) too, and a mistake in a field for text.
    ///
    /// Names of attributes that are ASCII are still found.
    Bytes,
    /// Another encoding, made by [`Encoding::for_label`].
    Other(OtherEncoding),
}

/// An encoding that has to be asked for by name: see [`Encoding::for_label`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OtherEncoding(Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unicode(Unicode),
    Codec(&'static Codec),
}

/// What becomes of bytes that the encoding does not define; `errors` in the manual's `Unpickler`, `load` and `loads`.
///
/// ```
/// use pickle_core::{Errors, PyString, Unpickler};
///
/// let pickle = b"S'caf\\xe9'\n."; // not ASCII
/// let unpickler = Unpickler::new();
/// assert!(unpickler.loads::<String>(pickle).is_err());
/// assert_eq!(unpickler.clone().errors(Errors::Ignore).loads::<String>(pickle)?, "caf");
/// assert_eq!(unpickler.clone().errors(Errors::Replace).loads::<String>(pickle)?, "caf\u{fffd}");
/// assert_eq!(unpickler.clone().errors(Errors::BackslashReplace).loads::<String>(pickle)?, r"caf\xe9");
/// let escaped: PyString = unpickler.errors(Errors::SurrogateEscape).loads(pickle)?;
/// assert_eq!(escaped.as_utf8(), b"caf\xed\xb3\xa9"); // 'caf\udce9'
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Errors {
    /// An error: Python's default.
    #[default]
    Strict,
    /// They are left out.
    Ignore,
    /// U+FFFD takes their place.
    Replace,
    /// Each byte becomes its number, as in `\xe9`.
    BackslashReplace,
    /// Each byte from 0x80 on becomes a lone surrogate from U+DC80 on, which a [`PyString`](crate::PyString) can hold
    /// and a `String` cannot (PEP 383).
    SurrogateEscape,
}

impl Encoding {
    /// The encoding that Python knows by this name.
    ///
    /// Names are compared as Python does it: case, and which characters separate words, do not matter. Known are ASCII,
    /// Latin-1, UTF-8, UTF-16 and UTF-32, ISO 8859, KOI8, the code pages of Windows, DOS code page 866, the Mac's Roman
    /// and Cyrillic, and the encodings of Chinese, Japanese and Korean in which a text needs no state (GB 2312, GBK,
    /// GB 18030, Big5, Shift JIS, EUC, and Microsoft's of each), under Python's names and aliases, and `"bytes"`.
    ///
    /// ```
    /// use pickle_core::Encoding;
    ///
    /// assert_eq!(Encoding::for_label("latin-1"), Some(Encoding::Latin1));
    /// assert_eq!(Encoding::for_label("Shift-JIS").unwrap().to_string(), "shift_jis");
    /// assert_eq!(Encoding::for_label("sjis"), Encoding::for_label("shift_jis"));
    /// assert_eq!(Encoding::for_label("klingon"), None);
    /// ```
    pub fn for_label(label: &str) -> Option<Encoding> {
        if label == "bytes" {
            return Some(Encoding::Bytes);
        }
        let name = normalized(label);
        let named = |names: &[&str]| names.contains(&&*name);
        if named(ASCII) {
            return Some(Encoding::Ascii);
        }
        if named(LATIN1) {
            return Some(Encoding::Latin1);
        }
        if named(UTF8) {
            return Some(Encoding::Utf8);
        }
        let unicode = UNICODE.iter().find(|(names, _)| named(names)).map(|(_, unicode)| Kind::Unicode(*unicode));
        let codec = || tables::CODECS.iter().find(|codec| codec.is_named(&name)).map(Kind::Codec);
        unicode.or_else(codec).map(|kind| Encoding::Other(OtherEncoding(kind)))
    }

    /// Python's name of it.
    fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "ASCII",
            Encoding::Latin1 => "Latin-1",
            Encoding::Utf8 => "UTF-8",
            Encoding::Bytes => "bytes",
            Encoding::Other(OtherEncoding(Kind::Unicode(unicode))) => {
                UNICODE.iter().find(|(_, known)| *known == unicode).map_or("Unicode", |(names, _)| names[0])
            }
            Encoding::Other(OtherEncoding(Kind::Codec(codec))) => codec.name,
        }
    }
}

const ASCII: &[&str] = &[
    "ascii",
    "646",
    "ansi_x3_4_1968",
    "ansi_x3_4_1986",
    "cp367",
    "csascii",
    "ibm367",
    "iso646_us",
    "iso_646_irv_1991",
    "iso_ir_6",
    "us",
    "us_ascii",
];

const LATIN1: &[&str] = &[
    "latin_1",
    "8859",
    "cp819",
    "csisolatin1",
    "ibm819",
    "iso8859",
    "iso8859_1",
    "iso_8859_1",
    "iso_8859_1_1987",
    "iso_ir_100",
    "l1",
    "latin",
    "latin1",
];

const UTF8: &[&str] = &["utf_8", "cp65001", "u8", "utf", "utf8", "utf8_ucs2", "utf8_ucs4"];

/// The first of the names is Python's own.
const UNICODE: &[(&[&str], Unicode)] = &[
    (&["utf_16", "u16", "utf16"], Unicode::Utf16(ByteOrder::Marked)),
    (&["utf_16_le", "unicodelittleunmarked", "utf_16le"], Unicode::Utf16(ByteOrder::Little)),
    (&["utf_16_be", "unicodebigunmarked", "utf_16be"], Unicode::Utf16(ByteOrder::Big)),
    (&["utf_32", "u32", "utf32"], Unicode::Utf32(ByteOrder::Marked)),
    (&["utf_32_le", "utf_32le"], Unicode::Utf32(ByteOrder::Little)),
    (&["utf_32_be", "utf_32be"], Unicode::Utf32(ByteOrder::Big)),
];

/// The name in lower case, with one `_` for whatever separates its words.
fn normalized(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

impl FromStr for Encoding {
    type Err = Error;

    /// As [`Encoding::for_label`], with an error for an unknown name.
    fn from_str(label: &str) -> Result<Encoding> {
        Encoding::for_label(label).ok_or_else(|| unknown("encoding", label))
    }
}

impl FromStr for Errors {
    type Err = Error;

    /// The handler of this name in Python: `strict`, `ignore`, `replace`, `backslashreplace` or `surrogateescape`.
    fn from_str(name: &str) -> Result<Errors> {
        match name {
            "strict" => Ok(Errors::Strict),
            "ignore" => Ok(Errors::Ignore),
            "replace" => Ok(Errors::Replace),
            "backslashreplace" => Ok(Errors::BackslashReplace),
            "surrogateescape" => Ok(Errors::SurrogateEscape),
            _ => Err(unknown("error handler", name)),
        }
    }
}

#[cold]
fn unknown(what: &str, name: &str) -> Error {
    Error::custom(format!("unknown {what} '{}'; expected a name that Python knows", crate::error::shorten(name)))
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for OtherEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Encoding::Other(*self).name())
    }
}

impl fmt::Debug for OtherEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
