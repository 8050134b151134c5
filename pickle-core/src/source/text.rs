//! Text: with lone surrogates, of Python 2, and as the names of attributes.

use std::borrow::Cow;

use super::Source;
use crate::argument::Text;
use crate::encoding::Encoding;
use crate::error::{Error, Result};
use crate::graph::{Held, Node, NodeId};

impl<'s, 'de> Source<'s, 'de> {
    /// Takes any `str`, with lone surrogates too, as Python's UTF-8 with `surrogatepass`: the counterpart of
    /// [`Writer::surrogate_str`](crate::Writer::surrogate_str).
    ///
    /// ```
    /// use pickle_core::{Result, Source, Unpickle, loads};
    ///
    /// struct FileName(Vec<u8>);
    ///
    /// impl<'de> Unpickle<'de> for FileName {
    ///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
    ///         source.surrogate_str().map(|utf8| FileName(utf8.into_owned()))
    ///     }
    /// }
    ///
    /// let name: FileName = loads(b"Vcaf\\udce9\n.")?;
    /// assert_eq!(name.0, b"caf\xed\xb3\xa9");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the value is no `str`, or one of Python 2 that cannot be decoded.
    pub fn surrogate_str(&mut self) -> Result<Cow<'de, [u8]>> {
        if self.stream.is_some() {
            return self.in_graph(|source| source.surrogate_str());
        }
        match self.node() {
            Node::SurrogateStr(utf8) => {
                self.charge_bytes(utf8.len())?;
                Ok(utf8.to_cow())
            }
            Node::ByteString(bytes) => match self.decoded(bytes)? {
                Text::Str(text) => Ok(utf8(text)),
                Text::Surrogates(utf8) => Ok(utf8),
            },
            _ => self.str().map(utf8),
        }
    }

    /// The text of a `str` of Python 2.
    pub(super) fn decoded(&mut self, bytes: Held<'_, 'de, [u8]>) -> Result<Text<'de>> {
        self.charge_bytes(bytes.len())?;
        let text = match bytes {
            Held::Borrowed(bytes) => self.decoding.decode(bytes),
            Held::Owned(bytes) => self.decoding.decode(bytes).map(Text::into_owned),
        };
        text.ok_or_else(|| self.undecodable())
    }

    /// Counts the bytes of a name that is a long `str` of Python 2: each look at it decodes it.
    pub(super) fn charge_decoding(&mut self, name: NodeId) -> Result<()> {
        const LONGEST_UNCOUNTED: usize = 256;
        match self.graph.node(name) {
            Node::ByteString(bytes) if bytes.len() > LONGEST_UNCOUNTED => self.charge_bytes(bytes.len()),
            _ => Ok(()),
        }
    }

    /// The name of an attribute.
    pub(super) fn attribute_name(&self, key: NodeId) -> Option<Cow<'s, str>> {
        if let Some(name) = self.graph.text(key) {
            return Some(Cow::Borrowed(name));
        }
        match self.graph.node(key) {
            Node::ByteString(bytes) => match self.decoding.decode(bytes.get())? {
                Text::Str(name) => Some(name),
                Text::Surrogates(_) => None,
            },
            _ => None,
        }
    }

    /// The name of an attribute, borrowed from the input where that holds it verbatim.
    pub(super) fn unknown_name(&self, key: NodeId) -> Cow<'de, str> {
        match self.graph.node(key) {
            Node::Str(name) => name.to_cow(),
            _ => Cow::Owned(self.attribute_name(key).unwrap_or_default().into_owned()),
        }
    }

    #[cold]
    pub(super) fn lone_surrogates(&self) -> Error {
        self.out_of_range(
            "str",
            "it holds lone surrogates, which UTF-8 has no place for; pickle_core::PyString holds it",
        )
    }

    #[cold]
    pub(super) fn undecodable(&self) -> Error {
        match self.decoding.encoding {
            Encoding::Bytes => self.out_of_range(
                "str",
                "a str of Python 2, which Encoding::Bytes leaves as bytes; load it as Bytes or set another encoding",
            ),
            encoding => self.out_of_range(
                "str",
                format!(
                    "a str of Python 2 that is not {encoding}; set Unpickler::encoding or Unpickler::errors, or load \
                     it as Bytes"
                ),
            ),
        }
    }
}

fn utf8<'de>(text: Cow<'de, str>) -> Cow<'de, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}
