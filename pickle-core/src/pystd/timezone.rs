//! `TimeZone`: Python's `datetime.timezone`.

use std::any::Any;
use std::fmt;

use super::TimeDelta;
use super::call::{argument, call_class};
use crate::class::Class;
use crate::schema::described;
use crate::{Error, Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `datetime.timezone`: a fixed offset from UTC, with a name where it was given one.
///
/// ```
/// use pickle_core::pystd::{TimeDelta, TimeZone};
/// use pickle_core::{dumps, loads};
///
/// let newfoundland = TimeZone::new(TimeDelta::new(0, -12_600, 0)?)?;
/// assert_eq!(newfoundland.to_string(), "UTC-03:30");
/// assert_eq!(newfoundland.clone().with_name("NST").to_string(), "NST");
/// assert_eq!(loads::<TimeZone>(&dumps(&newfoundland)?)?, newfoundland);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TimeZone {
    offset: TimeDelta,
    name: Option<String>,
}

const MICROSECONDS_PER_DAY: i128 = 24 * 60 * 60 * 1_000_000;

pub(super) static CLASS: Class = call_class("datetime", "timezone", &[argument("offset"), argument("name")]);

impl TimeZone {
    /// Python's `timezone.utc`.
    pub const UTC: TimeZone = TimeZone { offset: TimeDelta::ZERO, name: None };

    /// The time zone of an offset from UTC, positive to the east.
    ///
    /// Python 3.6 takes offsets of whole minutes only, later ones any.
    ///
    /// # Errors
    ///
    /// When the offset is a day or more, in either direction.
    pub fn new(offset: TimeDelta) -> Result<TimeZone> {
        if offset.as_microseconds().abs() >= MICROSECONDS_PER_DAY {
            return Err(Error::out_of_range("TimeZone", format!("the offset {offset} is a day or more")));
        }
        Ok(TimeZone { offset, name: None })
    }

    /// The same offset under a name, such as `CEST`.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> TimeZone {
        self.name = Some(name.into());
        self
    }

    /// The offset from UTC, positive to the east.
    pub const fn offset(&self) -> TimeDelta {
        self.offset
    }

    /// The name, where it was given one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What makes two of them equal, as bytes.
    pub(super) fn content(&self) -> Vec<u8> {
        let mut content = self.offset.as_microseconds().to_le_bytes().to_vec();
        if let Some(name) = &self.name {
            content.push(0);
            content.extend_from_slice(name.as_bytes());
        }
        content
    }

    /// The offset as ISO 8601 has it: `+05:30`.
    pub(super) fn fmt_offset(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let microseconds = self.offset.as_microseconds().unsigned_abs();
        let (seconds, microseconds) = (microseconds / 1_000_000, microseconds % 1_000_000);
        let sign = if self.offset < TimeDelta::ZERO { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)?;
        if seconds % 60 > 0 || microseconds > 0 {
            write!(f, ":{:02}", seconds % 60)?;
        }
        match microseconds {
            0 => Ok(()),
            microseconds => write!(f, ".{microseconds:06}"),
        }
    }
}

impl Pickle for TimeZone {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let len = 1 + usize::from(self.name.is_some());
        let write = |writer: &mut Writer<'_>| {
            writer.reduce("datetime", "timezone", len, |arguments| {
                arguments.item(&self.offset)?;
                match &self.name {
                    Some(name) => arguments.item(name),
                    None => Ok(()),
                }
            })
        };
        // Python has one `timezone.utc`.
        match *self == TimeZone::UTC {
            true => writer.singleton("datetime.timezone", &self.content(), write),
            false => writer.immutable("datetime.timezone", &self.content(), write),
        }
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for TimeZone {
    described!(Type::Standard(StandardClass::TimeZone));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let (mut offset, mut name) = (None, None);
        let place = source.offset();
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(0) => offset = Some(object.value()?),
                Part::Field(_) => name = object.value::<Option<String>>()?,
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            }
        }
        let Some(offset) = offset else { return Err(object.missing(0)) };
        let unnamed = TimeZone::new(offset).map_err(|error| error.at_offset(place))?;
        Ok(TimeZone { name, ..unnamed })
    }
}

/// The name, or `UTC+05:30`; Python's `str` of it.
impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => f.write_str(name),
            None if self.offset == TimeDelta::ZERO => f.write_str("UTC"),
            None => {
                f.write_str("UTC")?;
                self.fmt_offset(f)
            }
        }
    }
}
