//! `Pattern`: Python's `re.Pattern`.

use super::call::{argument, call_arguments, called_class};
use crate::class::Class;
use crate::graph::Node;
use crate::schema::described;
use crate::{Bytes, Error, Kind, Pickle, Result, Source, Unpickle, Writer};

/// Python's `re.Pattern`: a compiled regular expression, as the pattern and the flags that it was compiled from.
///
/// There is no matching here: the syntax is Python's own, and close to that of the `regex` crate.
///
/// ```
/// use pickle_core::pystd::Pattern;
/// use pickle_core::{dumps, loads};
///
/// // Python: `re.compile('a+', re.IGNORECASE)`
/// let pattern = Pattern::new("a+", Pattern::IGNORECASE);
/// assert_eq!(loads::<Pattern>(&dumps(&pattern)?)?, pattern);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// The regular expression.
    pub pattern: PatternText,
    /// The flags, as the bits of `re.RegexFlag`; those of text include [`Pattern::UNICODE`].
    pub flags: u32,
}

/// A regular expression for `str` or for `bytes`.
///
/// ```
/// use pickle_core::pystd::PatternText;
///
/// assert_eq!(PatternText::from("a+"), PatternText::Str("a+".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PatternText {
    /// One that matches `str`.
    Str(String),
    /// One that matches `bytes`.
    Bytes(Bytes),
}

pub(super) static CLASS: Class =
    called_class("re", "Pattern", ("re", "_compile"), &[argument("pattern"), argument("flags")]);

impl Pattern {
    /// `re.IGNORECASE`
    pub const IGNORECASE: u32 = 2;
    /// `re.LOCALE`
    pub const LOCALE: u32 = 4;
    /// `re.MULTILINE`
    pub const MULTILINE: u32 = 8;
    /// `re.DOTALL`
    pub const DOTALL: u32 = 16;
    /// `re.UNICODE`, which every pattern for `str` has unless it has `re.ASCII`.
    pub const UNICODE: u32 = 32;
    /// `re.VERBOSE`
    pub const VERBOSE: u32 = 64;
    /// `re.ASCII`
    pub const ASCII: u32 = 256;

    /// The pattern that Python's `re.compile` gives, for a regular expression that sets no flags itself.
    pub fn new(pattern: impl Into<PatternText>, flags: u32) -> Pattern {
        let pattern = pattern.into();
        let is_unicode = matches!(pattern, PatternText::Str(_)) && flags & Pattern::ASCII == 0;
        Pattern { pattern, flags: if is_unicode { flags | Pattern::UNICODE } else { flags } }
    }
}

impl From<&str> for PatternText {
    fn from(text: &str) -> PatternText {
        PatternText::Str(text.to_owned())
    }
}

impl From<&[u8]> for PatternText {
    fn from(bytes: &[u8]) -> PatternText {
        PatternText::Bytes(bytes.into())
    }
}

impl Pickle for PatternText {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self {
            PatternText::Str(text) => text.pickle(writer),
            PatternText::Bytes(bytes) => bytes.pickle(writer),
        }
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

/// A `str` of Python 2 is text, unless it cannot be.
impl<'de> Unpickle<'de> for PatternText {
    described!(Type::Union(vec![Type::Str, Type::Bytes]));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.is_stream() {
            return source.in_graph(PatternText::unpickle);
        }
        let (graph, id) = source.position();
        match graph.node(id) {
            Node::Bytes(_) | Node::ByteArray(_) => source.bytes().map(|bytes| PatternText::from(&*bytes)),
            Node::ByteString(bytes) => match source.str() {
                Ok(text) => Ok(PatternText::from(&*text)),
                Err(_) => Ok(PatternText::from(&*bytes)),
            },
            _ => source.str().map(|text| PatternText::Str(text.into_owned())),
        }
    }
}

impl Pickle for Pattern {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let (kind, text) = match &self.pattern {
            PatternText::Str(text) => (0, text.as_bytes()),
            PatternText::Bytes(bytes) => (1, bytes.as_slice()),
        };
        let content = [&[kind][..], &self.flags.to_le_bytes(), text].concat();
        writer.immutable("re.Pattern", &content, |writer| {
            writer.reduce("re", "_compile", 2, |arguments| {
                arguments.item(&self.pattern)?;
                arguments.item(&self.flags)
            })
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Pattern {
    described!(Type::Standard(StandardClass::Pattern));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let offset = source.offset();
        let mut arguments = call_arguments(source, &CLASS, Argument::read)?.into_iter();
        match (arguments.next(), arguments.next()) {
            (Some(Argument::Pattern(pattern)), Some(Argument::Flags(flags))) => Ok(Pattern { pattern, flags }),
            _ => Err(Error::mismatch("re.Pattern made from a pattern and flags", "other arguments").at_offset(offset)),
        }
    }
}

enum Argument {
    Pattern(PatternText),
    Flags(u32),
}

impl Argument {
    fn read(source: &mut Source<'_, '_>) -> Result<Argument> {
        match source.kind() {
            Kind::Int => u32::unpickle(source).map(Argument::Flags),
            _ => PatternText::unpickle(source).map(Argument::Pattern),
        }
    }
}
