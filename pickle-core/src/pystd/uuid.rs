//! `Uuid`: Python's `uuid.UUID`.

use std::any::Any;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::class::{Class, Field, Layout, Place};
use crate::error::shorten;
use crate::schema::described;
use crate::{Error, Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `uuid.UUID`.
///
/// As in Python, order and equality are those of the 128-bit number; whether it was generated safely does not count.
///
/// ```
/// use pickle_core::pystd::Uuid;
/// use pickle_core::{dumps, loads};
///
/// let uuid: Uuid = "12345678-1234-5678-1234-567812345678".parse()?;
/// assert_eq!(uuid, Uuid::from_u128(0x12345678_1234_5678_1234_567812345678));
/// assert_eq!(uuid.to_string(), "12345678-1234-5678-1234-567812345678");
/// assert_eq!(loads::<Uuid>(&dumps(&uuid)?)?, uuid);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Uuid {
    int: u128,
    is_safe: SafeUuid,
}

/// Python's `uuid.SafeUUID`: whether a UUID was generated in a way that is safe for several processes.
///
/// ```
/// use pickle_core::pystd::{SafeUuid, Uuid};
///
/// assert_eq!(Uuid::NIL.is_safe(), SafeUuid::Unknown);
/// assert_eq!(Uuid::NIL.with_is_safe(SafeUuid::Safe).is_safe(), SafeUuid::Safe);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SafeUuid {
    /// The platform did not say, or the UUID was not generated here.
    #[default]
    Unknown,
    /// It was.
    Safe,
    /// It was not.
    Unsafe,
}

pub(super) static CLASS: Class = Class {
    module: "uuid",
    name: "UUID",
    aliases: &[],
    layout: Layout::Dict,
    accepts: &[],
    fields: &[
        Field { name: "int", aliases: &[], place: Place::State },
        Field { name: "is_safe", aliases: &[], place: Place::State },
    ],
    arguments: &[],
    keywords: &[],
    callable: None,
    state_setter: None,
    subclasses: &[],
};

impl Uuid {
    /// The UUID of all zeros.
    pub const NIL: Uuid = Uuid::from_u128(0);

    /// The UUID of this number; Python's `UUID(int=..)`.
    pub const fn from_u128(int: u128) -> Uuid {
        Uuid { int, is_safe: SafeUuid::Unknown }
    }

    /// The UUID of these bytes, in the order of the text; Python's `UUID(bytes=..)`.
    pub const fn from_bytes(bytes: [u8; 16]) -> Uuid {
        Uuid::from_u128(u128::from_be_bytes(bytes))
    }

    /// The number; Python's `int`.
    pub const fn as_u128(self) -> u128 {
        self.int
    }

    /// The bytes, in the order of the text; Python's `bytes`.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.int.to_be_bytes()
    }

    /// Whether it was generated safely; pickles have it since Python 3.7.
    pub const fn is_safe(self) -> SafeUuid {
        self.is_safe
    }

    /// The same UUID with another `is_safe`.
    #[must_use]
    pub const fn with_is_safe(self, is_safe: SafeUuid) -> Uuid {
        Uuid { is_safe, ..self }
    }
}

impl SafeUuid {
    /// The value of the `SafeUUID` member.
    const fn value(self) -> Option<i64> {
        match self {
            SafeUuid::Unknown => None,
            SafeUuid::Safe => Some(0),
            SafeUuid::Unsafe => Some(-1),
        }
    }

    fn read(source: &mut Source<'_, '_>) -> Result<SafeUuid> {
        match Option::<i64>::unpickle(source)? {
            None => Ok(SafeUuid::Unknown),
            Some(0) => Ok(SafeUuid::Safe),
            Some(-1) => Ok(SafeUuid::Unsafe),
            Some(value) => Err(source.out_of_range("SafeUuid", format!("{value} is not 0, -1 or None"))),
        }
    }
}

impl PartialEq for Uuid {
    fn eq(&self, other: &Uuid) -> bool {
        self.int == other.int
    }
}

impl Eq for Uuid {}

impl PartialOrd for Uuid {
    fn partial_cmp(&self, other: &Uuid) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Uuid {
    fn cmp(&self, other: &Uuid) -> Ordering {
        self.int.cmp(&other.int)
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.int.hash(state);
    }
}

impl From<u128> for Uuid {
    fn from(int: u128) -> Uuid {
        Uuid::from_u128(int)
    }
}

impl From<Uuid> for u128 {
    fn from(uuid: Uuid) -> u128 {
        uuid.int
    }
}

/// As Python's `UUID(text)`: 32 hexadecimal digits, with or without hyphens, braces and `urn:uuid:`.
impl FromStr for Uuid {
    type Err = Error;

    fn from_str(text: &str) -> Result<Uuid> {
        const DIGITS: usize = 32;
        let digits = text.trim_start_matches("urn:").trim_start_matches("uuid:");
        let digits = digits.trim_matches(['{', '}']).replace('-', "");
        match u128::from_str_radix(&digits, 16) {
            Ok(int) if digits.len() == DIGITS && !digits.starts_with('+') => Ok(Uuid::from_u128(int)),
            _ => {
                let reason = format!("'{}' is no UUID; it has 32 hexadecimal digits", shorten(text));
                Err(Error::out_of_range("Uuid", reason))
            }
        }
    }
}

impl Pickle for Uuid {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let is_safe = self.is_safe.value();
        let mut content = self.to_bytes().to_vec();
        content.extend(is_safe.map(i64::to_le_bytes).into_iter().flatten());
        writer.immutable("uuid.UUID", &content, |writer| {
            let mut object = writer.new_object("uuid", "UUID")?;
            object.state_with(|writer| {
                let mut state = writer.dict(1 + usize::from(is_safe.is_some()))?;
                state.entry_with(|writer| writer.interned_str("int"), |writer| writer.value(&self.int))?;
                if let Some(is_safe) = is_safe {
                    state.entry_with(|writer| writer.interned_str("is_safe"), |writer| writer.value(&is_safe))?;
                }
                state.end()
            })?;
            object.end()
        })
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Uuid {
    described!(Type::Standard(StandardClass::Uuid));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let (mut int, mut is_safe) = (None, SafeUuid::Unknown);
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(0) => int = Some(object.value()?),
                Part::Field(_) => is_safe = object.value_with(SafeUuid::read)?,
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            }
        }
        match int {
            Some(int) => Ok(Uuid { int, is_safe }),
            None => Err(object.missing(0)),
        }
    }
}

/// `12345678-1234-5678-1234-567812345678`, Python's `str` of it.
impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = |shift: u32, digits: u32| (self.int >> shift) & ((1 << (4 * digits)) - 1);
        write!(f, "{:08x}-{:04x}-{:04x}-", group(96, 8), group(80, 4), group(64, 4))?;
        write!(f, "{:04x}-{:012x}", group(48, 4), group(0, 12))
    }
}
