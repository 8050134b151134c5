//! `Time`: Python's `datetime.time`.

use std::any::Any;
use std::fmt;

use super::TzInfo;
use super::call::{argument, call_class, in_range};
use super::date_call::{DateCall, FOLD_BIT, Numbers, packed_bytes, read_call, read_tuple};
use crate::class::Class;
use crate::schema::described;
use crate::{Error, Pickle, Protocol, Result, Source, Unpickle, Writer};

/// Python's `datetime.time`: a time of day, naive or with a time zone.
///
/// Equality compares what the value holds. Python's `==` ignores `fold`, and takes times of different time zones for
/// equal that are the same moment of the day.
///
/// ```
/// use pickle_core::pystd::{Time, TimeZone};
/// use pickle_core::{dumps, loads};
///
/// let time = Time::new(12, 30, 0, 250_000)?.with_tzinfo(TimeZone::UTC);
/// assert_eq!(time.to_string(), "12:30:00.250000+00:00");
/// assert_eq!(loads::<Time>(&dumps(&time)?)?, time);
///
/// let error = Time::new(24, 0, 0, 0).unwrap_err();
/// assert_eq!(error.to_string(), "value out of range for Time: hour 24 is not in 0 to 23");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    microsecond: u32,
    fold: bool,
    tzinfo: Option<TzInfo>,
}

/// How many bytes a packed time has.
pub(super) const PACKED_LEN: usize = 6;
/// The byte of the hour, which has the bit of `fold`.
const HOUR: usize = 0;

pub(super) static CLASS: Class = call_class(
    "datetime",
    "time",
    &[argument("hour"), argument("minute"), argument("second"), argument("microsecond"), argument("tzinfo")],
);

impl Time {
    /// The start of the day: 00:00:00.
    pub const MIN: Time = Time { hour: 0, minute: 0, second: 0, microsecond: 0, fold: false, tzinfo: None };
    /// The last microsecond of the day: 23:59:59.999999.
    pub const MAX: Time = Time { hour: 23, minute: 59, second: 59, microsecond: 999_999, fold: false, tzinfo: None };

    /// The naive time of an hour (0 to 23), minute, second (0 to 59) and microsecond (0 to 999999).
    ///
    /// # Errors
    ///
    /// When there is no such time.
    pub fn new(hour: u8, minute: u8, second: u8, microsecond: u32) -> Result<Time> {
        Time::from_numbers([hour.into(), minute.into(), second.into(), microsecond.into()])
    }

    /// The same time in a time zone.
    #[must_use]
    pub fn with_tzinfo(mut self, tzinfo: impl Into<TzInfo>) -> Time {
        self.tzinfo = Some(tzinfo.into());
        self
    }

    /// The same time with another `fold`: which of two moments it is when clocks are put back, false for the first.
    ///
    /// Pickles keep it from protocol 4 on; below, Python loses it, and so does dumping here.
    #[must_use]
    pub fn with_fold(mut self, fold: bool) -> Time {
        self.fold = fold;
        self
    }

    /// The hour, 0 to 23.
    pub const fn hour(&self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(&self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    pub const fn second(&self) -> u8 {
        self.second
    }

    /// The microsecond, 0 to 999999.
    pub const fn microsecond(&self) -> u32 {
        self.microsecond
    }

    /// Python's `fold`: true for the second of two moments when clocks are put back.
    pub const fn fold(&self) -> bool {
        self.fold
    }

    /// The time zone; nothing for a naive time.
    pub const fn tzinfo(&self) -> Option<&TzInfo> {
        self.tzinfo.as_ref()
    }

    pub(super) fn from_numbers([hour, minute, second, microsecond]: [i64; 4]) -> Result<Time> {
        Ok(Time {
            hour: in_range("Time", "hour", hour, 0..=23)?,
            minute: in_range("Time", "minute", minute, 0..=59)?,
            second: in_range("Time", "second", second, 0..=59)?,
            microsecond: in_range("Time", "microsecond", microsecond, 0..=999_999)?,
            fold: false,
            tzinfo: None,
        })
    }

    /// As Python's constructor takes them: numbers left out are zero.
    pub(super) fn from_first_numbers(numbers: &[i64]) -> Result<Time> {
        let number = |index: usize| numbers.get(index).copied().unwrap_or_default();
        match numbers.len() {
            0..=4 => Time::from_numbers([number(0), number(1), number(2), number(3)]),
            _ => Err(Error::mismatch("up to four numbers of a time", format!("{} numbers", numbers.len()))),
        }
    }

    pub(super) fn from_packed(packed: [u8; PACKED_LEN]) -> Result<Time> {
        let [hour, minute, second, high, middle, low] = packed;
        let microsecond = u32::from_be_bytes([0, high, middle, low]);
        Time::new(hour, minute, second, microsecond)
    }

    /// The six bytes without `fold`.
    pub(super) fn packed(&self) -> [u8; PACKED_LEN] {
        let [_, high, middle, low] = self.microsecond.to_be_bytes();
        [self.hour, self.minute, self.second, high, middle, low]
    }

    pub(super) fn packed_with_fold(&self, with_fold: bool) -> [u8; PACKED_LEN] {
        let mut packed = self.packed();
        if self.fold && with_fold {
            packed[HOUR] |= FOLD_BIT;
        }
        packed
    }

    pub(super) fn with_optional_tzinfo(mut self, tzinfo: Option<TzInfo>) -> Time {
        self.tzinfo = tzinfo;
        self
    }

    /// Writes the arguments that the class is called with, for a subclass.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        write_tuple(writer, &self.packed_with_fold(writer.protocol() >= Protocol::V4), self.tzinfo())
    }

    /// Takes the arguments that the class is called with, for a subclass.
    pub(super) fn read_arguments(source: &mut Source<'_, '_>) -> Result<Time> {
        read_tuple(source, &CLASS, Time::from_call)
    }

    fn from_call(call: DateCall<'_>) -> Result<Time> {
        let time = match call.numbers {
            Numbers::Packed(bytes) => {
                let mut packed: [u8; PACKED_LEN] = packed_bytes("Time", &bytes)?;
                let fold = packed[HOUR] & FOLD_BIT != 0;
                packed[HOUR] &= !FOLD_BIT;
                Time::from_packed(packed)?.with_fold(fold)
            }
            Numbers::Listed(numbers) => Time::from_first_numbers(&numbers)?,
        };
        Ok(time.with_optional_tzinfo(call.tzinfo))
    }
}

impl Pickle for Time {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let packed = self.packed_with_fold(writer.protocol() >= Protocol::V4);
        write_packed(writer, &CLASS, "datetime.time", &packed, self.tzinfo())
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

/// Writes the call of `datetime.time` or `datetime.datetime`.
pub(super) fn write_packed(
    writer: &mut Writer<'_>,
    class: &'static Class,
    full_name: &'static str,
    packed: &[u8],
    tzinfo: Option<&TzInfo>,
) -> Result<()> {
    let Some(tzinfo) = tzinfo else { return writer.call_with_bytes(class, full_name, packed) };
    let content = [packed, &tzinfo.content()?].concat();
    writer.immutable(full_name, &content, |writer| {
        writer.call(class, 2, |writer| {
            writer.new_bytes(packed)?;
            writer.value(tzinfo)
        })
    })
}

/// Writes the tuple of the arguments that pickles have.
pub(super) fn write_tuple(writer: &mut Writer<'_>, packed: &[u8], tzinfo: Option<&TzInfo>) -> Result<()> {
    let mut arguments = writer.tuple(1 + usize::from(tzinfo.is_some()))?;
    arguments.item_with(|writer| writer.new_bytes(packed))?;
    if let Some(tzinfo) = tzinfo {
        arguments.item(tzinfo)?;
    }
    arguments.end()
}

impl<'de> Unpickle<'de> for Time {
    described!(Type::Standard(StandardClass::Time));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        read_call(source, &CLASS, Time::from_call)
    }
}

/// `12:30:00`, with microseconds where there are any, and with the offset from UTC or the time zone; Python's `str` of
/// it.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        if self.microsecond > 0 {
            write!(f, ".{:06}", self.microsecond)?;
        }
        match &self.tzinfo {
            Some(tzinfo) => tzinfo.fmt_offset(f),
            None => Ok(()),
        }
    }
}
