//! `PyString`: a Python `str`, whatever it holds.

use std::borrow::Cow;
use std::fmt;

use crate::argument::Text;
use crate::encoding::escape;
use crate::schema::described;
use crate::{Pickle, Result, Source, Unpickle, Writer};

/// A Python `str`, which may hold lone surrogates where a `String` cannot.
///
/// Such text comes from file names (`os.fsdecode`), from halves of JSON escapes, and from
/// [`Errors::SurrogateEscape`](crate::Errors::SurrogateEscape). It is kept as Python's UTF-8 with `surrogatepass`, in
/// which a surrogate takes three bytes like the characters around it; two of them that follow each other stay two, as in
/// Python. The order is that of Python.
///
/// ```
/// use pickle_core::{PyString, dumps, loads};
///
/// let name: PyString = loads(b"Vcaf\\udce9\n.")?; // os.fsdecode(b'caf\xe9')
/// assert_eq!(name.as_str(), None);
/// assert_eq!(name.to_string_lossy(), "caf\u{fffd}");
/// assert_eq!(name.to_os_bytes().as_deref(), Some(&b"caf\xe9"[..]));
/// assert_eq!(loads::<PyString>(&dumps(&name)?)?, name);
///
/// assert_eq!(PyString::from("café").as_str(), Some("café"));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PyString {
    utf8: Vec<u8>,
}

impl PyString {
    /// The empty `str`.
    pub fn new() -> PyString {
        PyString::default()
    }

    /// The `str` of this UTF-8, in which surrogates may be encoded too; nothing for any other bytes.
    ///
    /// ```
    /// use pickle_core::PyString;
    ///
    /// assert!(PyString::from_utf8(b"\xed\xa0\x80".to_vec()).is_some()); // '\ud800'
    /// assert!(PyString::from_utf8(b"\xff".to_vec()).is_none());
    /// ```
    pub fn from_utf8(utf8: impl Into<Vec<u8>>) -> Option<PyString> {
        let utf8 = utf8.into();
        Text::from_utf8(&utf8).is_some().then_some(PyString { utf8 })
    }

    /// The `str` that Python's `os.fsdecode` makes of a file name on Unix: UTF-8, and a lone surrogate for each byte that
    /// is not (PEP 383).
    pub fn from_os_bytes(bytes: &[u8]) -> PyString {
        let mut utf8 = Vec::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            utf8.extend_from_slice(chunk.valid().as_bytes());
            chunk.invalid().iter().for_each(|byte| utf8.extend_from_slice(&escape(*byte)));
        }
        PyString { utf8 }
    }

    /// The file name of which [`from_os_bytes`](PyString::from_os_bytes) makes this `str`, as Python's `os.fsencode`;
    /// nothing where it holds other surrogates.
    pub fn to_os_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.utf8.len());
        for code in self.code_points() {
            match (char::from_u32(code), code) {
                (Some(character), _) => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                (None, 0xdc80..=0xdcff) => bytes.push(code.to_le_bytes()[0]),
                (None, _) => return None,
            }
        }
        Some(bytes)
    }

    /// The `str` of these code points, surrogates among them; nothing where one is above U+10FFFF.
    ///
    /// ```
    /// use pickle_core::PyString;
    ///
    /// let halves = PyString::from_code_points([0xd83d, 0xde00]).unwrap();
    /// assert_ne!(halves, PyString::from("😀"));
    /// assert_eq!(halves.code_points().count(), 2);
    /// ```
    pub fn from_code_points(codes: impl IntoIterator<Item = u32>) -> Option<PyString> {
        let codes: Vec<u32> = codes.into_iter().collect();
        let is_known = codes.iter().all(|code| *code <= u32::from(char::MAX));
        is_known.then(|| PyString { utf8: Text::from_code_points(codes).into_bytes() })
    }

    /// The code points, which Python's `ord` gives.
    pub fn code_points(&self) -> impl Iterator<Item = u32> {
        Text::from_utf8(&self.utf8).map(|text| text.code_points()).unwrap_or_default().into_iter()
    }

    /// The text, if no surrogate is in it.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.utf8).ok()
    }

    /// Python's UTF-8 with `surrogatepass`.
    pub fn as_utf8(&self) -> &[u8] {
        &self.utf8
    }

    /// The text, or the same `PyString` where a surrogate is in it.
    ///
    /// # Errors
    ///
    /// When it holds a lone surrogate.
    pub fn into_string(self) -> Result<String, PyString> {
        String::from_utf8(self.utf8).map_err(|error| PyString { utf8: error.into_bytes() })
    }

    /// The text with U+FFFD in the place of each surrogate.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        match self.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => {
                let characters =
                    self.code_points().map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                Cow::Owned(characters.collect())
            }
        }
    }

    /// Whether it is the empty `str`.
    pub fn is_empty(&self) -> bool {
        self.utf8.is_empty()
    }
}

impl Pickle for PyString {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.surrogate_str(&self.utf8)
    }
}

impl<'de> Unpickle<'de> for PyString {
    described!(Type::Str);

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.surrogate_str().map(|utf8| PyString { utf8: utf8.into_owned() })
    }
}

impl From<String> for PyString {
    fn from(text: String) -> PyString {
        PyString { utf8: text.into_bytes() }
    }
}

impl From<&str> for PyString {
    fn from(text: &str) -> PyString {
        PyString { utf8: text.as_bytes().to_vec() }
    }
}

/// The `String`, or the `PyString` where it holds a lone surrogate.
impl TryFrom<PyString> for String {
    type Error = PyString;

    fn try_from(text: PyString) -> Result<String, PyString> {
        text.into_string()
    }
}

impl PartialEq<str> for PyString {
    fn eq(&self, other: &str) -> bool {
        self.utf8 == other.as_bytes()
    }
}

impl PartialEq<&str> for PyString {
    fn eq(&self, other: &&str) -> bool {
        self.utf8 == other.as_bytes()
    }
}

/// As Rust shows a `str`, with `\u{d800}` for a surrogate.
impl fmt::Debug for PyString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for code in self.code_points() {
            match char::from_u32(code) {
                Some('\'') => f.write_str("'")?,
                Some(character) => write!(f, "{}", character.escape_debug())?,
                None => write!(f, "\\u{{{code:x}}}")?,
            }
        }
        f.write_str("\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_shown_like_a_str() {
        let text = PyString::from_code_points([0x61, 0x22, 0x27, 0xdce9, 0x0a]).unwrap();
        assert_eq!(format!("{text:?}"), r#""a\"'\u{dce9}\n""#);
        assert_eq!(format!("{:?}", PyString::from("é'")), format!("{:?}", "é'"));
    }

    #[test]
    fn file_names_come_back() {
        for name in [&b"plain"[..], b"caf\xc3\xa9", b"caf\xe9", b"\xff\xfe\x80", b"\xed\xb3\xa9", b""] {
            assert_eq!(PyString::from_os_bytes(name).to_os_bytes().as_deref(), Some(name));
        }
        assert_eq!(PyString::from_code_points([0xd800]).unwrap().to_os_bytes(), None);
        assert!(PyString::from_code_points([0x11_0000]).is_none());
    }

    #[test]
    fn the_order_is_that_of_code_points() {
        let texts = [0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x1_0000].map(|code| PyString::from_code_points([code]));
        assert!(texts.is_sorted() && texts.iter().all(Option::is_some));
    }
}
