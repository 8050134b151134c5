//! The one error type: what went wrong, on which path, at which byte.

use std::borrow::Cow;
use std::fmt;
use std::io;

use crate::opcode::Opcode;
use crate::sharing::ValuePath;

/// The result of everything that reads or writes a pickle.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a pickle could not be loaded or a value could not be dumped.
///
/// An error says what was expected and what was found, on which path from the top of the value, and at which byte of
/// the pickle:
///
/// ```
/// let error = pickle_core::loads::<Vec<i64>>(b"(lp0\nI1\naVx\na.").unwrap_err();
/// assert_eq!(error.to_string(), "[1]: expected int, found str (at byte 9)");
/// assert_eq!(error.offset(), Some(9));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// Innermost segment first: it is filled while the load unwinds.
    path: Vec<PathSegment>,
    offset: Option<u64>,
}

/// One step of the path from the top of a value to the place of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathSegment {
    /// An attribute of an object: `.name`.
    Attribute(Cow<'static, str>),
    /// A position in a list, tuple, set or arguments: `[3]`.
    Index(usize),
    /// A key of a dict: `['name']`; long keys are shortened.
    Key(String),
}

/// What went wrong.
///
/// The first group are Python's `UnpicklingError` and the second its `PicklingError`; see [`ErrorKind::is_pickling`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input ended inside a pickle.
    Truncated {
        /// What the missing bytes belong to: an opcode's name or `opcode`.
        reading: &'static str,
        /// How many bytes it needs.
        needed: u64,
        /// How many bytes are left.
        left: u64,
    },
    /// A byte that is no opcode of any protocol.
    UnknownOpcode(u8),
    /// A `PROTO` above the highest protocol.
    UnsupportedProtocol(u64),
    /// An opcode's argument breaks the rules of its type.
    InvalidArgument {
        /// The opcode.
        opcode: Opcode,
        /// What is wrong with its argument.
        reason: Cow<'static, str>,
    },
    /// An opcode found fewer values on the stack, or other ones, than it takes.
    InvalidStack {
        /// The opcode.
        opcode: Opcode,
        /// What is wrong with the stack.
        reason: Cow<'static, str>,
    },
    /// A `GET` of a memo index that no `PUT` has filled.
    MemoMissing(u64),
    /// A `GET` of a memo index whose value is no longer in memory, as the pickle is read from a stream.
    MemoForgotten {
        /// The memo index.
        index: u64,
        /// How many of the first bytes, and of the last, are held.
        held: u64,
    },
    /// A dict key or set member that Python cannot hash.
    Unhashable(&'static str),
    /// A limit of [`Limits`](crate::Limits) was reached.
    LimitExceeded {
        /// The field of `Limits` to raise.
        limit: &'static str,
        /// Its value.
        allowed: u64,
    },
    /// The value is of another type or class than the Rust type asks for.
    Mismatch {
        /// What the Rust type can be loaded from.
        expected: Cow<'static, str>,
        /// What the pickle holds.
        found: Cow<'static, str>,
    },
    /// A persistent id stands where a value is expected, and nothing says what it stands for.
    PersistentId {
        /// What the Rust type can be loaded from.
        expected: Cow<'static, str>,
    },
    /// The pickle asks for a global that [`Unpickler::find_class`](crate::Unpickler::find_class) does not allow.
    GlobalForbidden {
        /// The module, shortened.
        module: String,
        /// The qualified name in it, shortened.
        name: String,
    },
    /// The value is of the right type, but the Rust type cannot hold it.
    OutOfRange {
        /// The Rust type.
        target: &'static str,
        /// The value, shortened, and what to do.
        reason: Cow<'static, str>,
    },
    /// The object lacks an attribute that the Rust type needs.
    MissingAttribute {
        /// The Python class.
        class: String,
        /// The attribute.
        attribute: Cow<'static, str>,
    },
    /// The object has an attribute that the Rust type does not know.
    UnknownAttribute {
        /// The Python class.
        class: String,
        /// The attribute, shortened.
        attribute: String,
    },
    /// An object contains itself where the Rust type owns its parts.
    Cycle,
    /// A mutable object is in several places that would get a copy each, which
    /// [`OnShared::Error`](crate::OnShared::Error) forbids.
    Shared {
        /// What it is.
        found: Cow<'static, str>,
        /// Where it was loaded first.
        first: ValuePath,
    },
    /// A pickle uses out-of-band buffers, and fewer were given than it takes.
    BufferMissing(u64),
    /// A value that cannot be pickled, or not at this protocol.
    Unpicklable(Cow<'static, str>),
    /// Reading or writing the underlying stream failed.
    Io(io::Error),
    /// A message from a hand-written or derived conversion.
    Custom(String),
}

impl Error {
    /// An error of this kind, without a place yet.
    pub fn new(kind: ErrorKind) -> Error {
        Error(Box::new(Inner { kind, path: Vec::new(), offset: None }))
    }

    /// An error with a message of one's own, for hand-written [`Pickle`](crate::Pickle) and
    /// [`Unpickle`](crate::Unpickle) implementations.
    pub fn custom(message: impl fmt::Display) -> Error {
        Error::new(ErrorKind::Custom(message.to_string()))
    }

    /// A value that cannot be dumped, with the reason.
    pub fn unpicklable(reason: impl Into<Cow<'static, str>>) -> Error {
        Error::new(ErrorKind::Unpicklable(reason.into()))
    }

    /// A value of another type than the Rust type asks for.
    pub fn mismatch(expected: impl Into<Cow<'static, str>>, found: impl Into<Cow<'static, str>>) -> Error {
        Error::new(ErrorKind::Mismatch { expected: expected.into(), found: found.into() })
    }

    /// A value of the right type that the Rust type cannot hold.
    pub fn out_of_range(target: &'static str, reason: impl Into<Cow<'static, str>>) -> Error {
        Error::new(ErrorKind::OutOfRange { target, reason: reason.into() })
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The byte of the pickle at which it went wrong, when that is known: where the offending value or opcode begins.
    pub fn offset(&self) -> Option<u64> {
        self.0.offset
    }

    /// The way from the top of the value to the place of the error, outermost step first.
    pub fn path(&self) -> impl Iterator<Item = &PathSegment> {
        self.0.path.iter().rev()
    }

    /// The same error, at this byte; a byte that is already set stays.
    #[must_use]
    pub fn at_offset(mut self, offset: u64) -> Error {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// The same error, one step further out on its path.
    #[must_use]
    #[cold]
    pub fn at(mut self, segment: PathSegment) -> Error {
        self.0.path.push(segment);
        self
    }

    /// The same error, inside this attribute.
    #[must_use]
    #[cold]
    pub fn at_attribute(self, name: impl Into<Cow<'static, str>>) -> Error {
        self.at(PathSegment::Attribute(name.into()))
    }

    /// The same error, inside the item at this index.
    #[must_use]
    #[cold]
    pub fn at_index(self, index: usize) -> Error {
        self.at(PathSegment::Index(index))
    }
}

impl Error {
    /// The path and a colon, if there is a path.
    fn write_path(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_path(f, self.0.path.iter().rev())?;
        f.write_str(if self.0.path.is_empty() { "" } else { ": " })
    }
}

/// A path, outermost step first; of a long one both ends.
pub(crate) fn write_path<'p>(
    f: &mut fmt::Formatter<'_>,
    path: impl ExactSizeIterator<Item = &'p PathSegment>,
) -> fmt::Result {
    const MOST_AT_EACH_END: usize = 8;
    let length = path.len();
    for (position, segment) in path.enumerate() {
        let is_shown = position < MOST_AT_EACH_END || length - position <= MOST_AT_EACH_END;
        match segment {
            _ if position == MOST_AT_EACH_END && !is_shown => f.write_str(" ... ")?,
            _ if !is_shown => {}
            PathSegment::Attribute(name) if position == 0 => write!(f, "{name}")?,
            PathSegment::Attribute(name) => write!(f, ".{name}")?,
            PathSegment::Index(index) => write!(f, "[{index}]")?,
            PathSegment::Key(key) => write!(f, "[{key}]")?,
        }
    }
    Ok(())
}

impl ErrorKind {
    /// Whether the error is one of dumping: Python's `PicklingError`.
    pub fn is_pickling(&self) -> bool {
        matches!(self, ErrorKind::Unpicklable(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_path(f)?;
        write!(f, "{}", self.0.kind)?;
        match self.0.offset {
            Some(offset) => write!(f, " (at byte {offset})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Truncated { reading: "opcode", .. } => {
                f.write_str("pickle data was truncated: it ends before its STOP")
            }
            ErrorKind::Truncated { reading, needed, left } => {
                write!(f, "pickle data was truncated: {reading} needs {}, ", Count(*needed, "byte"))?;
                write!(f, "{left} {} left", if *left == 1 { "is" } else { "are" })
            }
            ErrorKind::UnknownOpcode(byte) if byte.is_ascii_graphic() => {
                write!(f, "unknown opcode '{}' (0x{byte:02x})", char::from(*byte))
            }
            ErrorKind::UnknownOpcode(byte) => write!(f, "unknown opcode 0x{byte:02x}"),
            ErrorKind::UnsupportedProtocol(protocol) => {
                write!(f, "expected a pickle protocol up to 5, found protocol {protocol}")
            }
            ErrorKind::InvalidArgument { opcode, reason } => write!(f, "invalid argument of {opcode}: {reason}"),
            ErrorKind::InvalidStack { opcode, reason } => write!(f, "invalid stack for {opcode}: {reason}"),
            ErrorKind::MemoMissing(index) => write!(f, "memo index {index} is read before anything is stored there"),
            ErrorKind::MemoForgotten { index, held } => write!(
                f,
                "memo index {index} stands neither in the first nor in the last {} that were read, which are held; raise \
                 ReadListItems::held_bytes, or map the file into memory and load it with Unpickler::list_items",
                Count(*held, "byte")
            ),
            ErrorKind::Unhashable(found) => {
                write!(f, "expected a hashable dict key or set member, found {found}")
            }
            ErrorKind::LimitExceeded { limit, allowed } => {
                write!(f, "the pickle {}; raise Limits::{limit} to load it", Excess { limit, allowed: *allowed })
            }
            ErrorKind::Mismatch { expected, found } => write!(f, "expected {expected}, found {found}"),
            ErrorKind::PersistentId { expected } => write!(
                f,
                "expected {expected}, found a persistent id; say with Unpickler::persistent_load what it stands for, or \
                 load it as Persistent, Any or Graph"
            ),
            ErrorKind::GlobalForbidden { module, name } => {
                write!(f, "the global {module}.{name} is forbidden by Unpickler::find_class")
            }
            ErrorKind::OutOfRange { target, reason } => write!(f, "value out of range for {target}: {reason}"),
            ErrorKind::MissingAttribute { class, attribute } => write!(
                f,
                "{class} object lacks the attribute '{attribute}': was it written by an older version of the class? \
                 add #[pickle(default)] to the field"
            ),
            ErrorKind::UnknownAttribute { class, attribute } => write!(
                f,
                "{class} object has the unknown attribute '{attribute}': add a field for it, or keep it in a \
                 #[pickle(rest)] field, or drop it with #[pickle(unknown = \"ignore\")]"
            ),
            ErrorKind::Cycle => f.write_str(
                "the object contains itself, which an owned Rust value cannot; load it as pickle_core::Graph or Any",
            ),
            ErrorKind::Shared { found, first } => write!(
                f,
                "the {found} is also at {first}, and would be copied; load both as Rc or Arc (pickle-codegen --shared), \
                 or allow copies with Unpickler::on_shared"
            ),
            ErrorKind::BufferMissing(index) => {
                write!(
                    f,
                    "the pickle uses out-of-band buffer {index}, which was not given; pass it with Unpickler::buffers"
                )
            }
            ErrorKind::Unpicklable(reason) => write!(f, "cannot pickle: {reason}"),
            ErrorKind::Io(error) => write!(f, "{error}"),
            ErrorKind::Custom(message) => f.write_str(message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}: {self})", self.0.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.kind {
            ErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::new(ErrorKind::Io(error))
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {
        Error::new(kind)
    }
}

/// A number of things, with the plural where it belongs.
pub(crate) struct Count(pub(crate) u64, pub(crate) &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.0, self.1, if self.0 == 1 { "" } else { "s" })
    }
}

/// What a pickle does that a limit forbids.
struct Excess {
    limit: &'static str,
    allowed: u64,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let allowed = self.allowed;
        match self.limit {
            "max_input_bytes" => write!(f, "is longer than {}", Count(allowed, "byte")),
            "max_alloc_bytes" => write!(f, "needs more than {} of memory", Count(allowed, "byte")),
            "max_memo_entries" => write!(f, "stores more than {} in its memo", Count(allowed, "value")),
            "max_text_int_digits" => write!(f, "writes an int with more than {}", Count(allowed, "digit")),
            "max_tree_depth" => write!(f, "nests deeper than {}", Count(allowed, "level")),
            "max_expand_nodes" => write!(f, "expands to more than {}", Count(allowed, "value")),
            "max_expand_bytes" => write!(f, "expands to more than {} of text and data", Count(allowed, "byte")),
            _ => write!(f, "exceeds a limit of {allowed}"),
        }
    }
}

/// At most 64 characters of a text that comes from a pickle, for an error message.
pub(crate) fn shorten(text: &str) -> String {
    const LONGEST: usize = 64;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", text[..end].escape_debug()),
        None => text.escape_debug().to_string(),
    }
}

/// The first few of many names, for an error message.
pub(crate) fn some_of<T: Into<String>>(names: impl ExactSizeIterator<Item = T>) -> String {
    const MOST: usize = 8;
    let rest = if names.len() > MOST { Some("...".to_owned()) } else { None };
    let shown: Vec<String> = names.take(MOST).map(Into::into).chain(rest).collect();
    shown.join(", ")
}
