//! `DateTime`: Python's `datetime.datetime`.

use std::any::Any;
use std::fmt;

use super::call::{argument, call_class};
use super::date_call::{DateCall, FOLD_BIT, Numbers, packed_bytes, read_call, read_tuple};
use super::time::{write_packed, write_tuple};
use super::{Date, Time, TzInfo, date, time};
use crate::class::Class;
use crate::schema::described;
use crate::{Error, FieldsWriter, Pickle, Protocol, Result, Source, Unpickle, Writer};

/// Python's `datetime.datetime`: a date and a time of day, naive or with a time zone.
///
/// Equality compares what the value holds. Python's `==` ignores `fold`, and takes values of different time zones for
/// equal that are the same moment.
///
/// ```
/// use pickle_core::pystd::{Date, DateTime, Time, TimeDelta, TimeZone};
/// use pickle_core::{dumps, loads};
///
/// let noon = DateTime::new(Date::new(2024, 2, 29)?, Time::new(12, 0, 0, 0)?);
/// let noon_in_india = noon.with_tzinfo(TimeZone::new(TimeDelta::new(0, 19_800, 0)?)?);
/// assert_eq!(noon_in_india.to_string(), "2024-02-29 12:00:00+05:30");
/// assert_eq!(loads::<DateTime>(&dumps(&noon_in_india)?)?, noon_in_india);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    date: Date,
    time: Time,
}

const PACKED_LEN: usize = date::PACKED_LEN + time::PACKED_LEN;
/// The byte of the month, which has the bit of `fold`.
const MONTH: usize = 2;

pub(super) static CLASS: Class = call_class(
    "datetime",
    "datetime",
    &[
        argument("year"),
        argument("month"),
        argument("day"),
        argument("hour"),
        argument("minute"),
        argument("second"),
        argument("microsecond"),
        argument("tzinfo"),
    ],
);

impl DateTime {
    /// The first microsecond there is: 0001-01-01 00:00:00.
    pub const MIN: DateTime = DateTime::new(Date::MIN, Time::MIN);
    /// The last microsecond there is: 9999-12-31 23:59:59.999999.
    pub const MAX: DateTime = DateTime::new(Date::MAX, Time::MAX);

    /// A date and a time of day, whose time zone and `fold` it takes over; Python's `datetime.combine`.
    pub const fn new(date: Date, time: Time) -> DateTime {
        DateTime { date, time }
    }

    /// The same date and time of day in a time zone.
    #[must_use]
    pub fn with_tzinfo(self, tzinfo: impl Into<TzInfo>) -> DateTime {
        DateTime { time: self.time.with_tzinfo(tzinfo), ..self }
    }

    /// The same date and time of day with another `fold`: see [`Time::with_fold`].
    #[must_use]
    pub fn with_fold(self, fold: bool) -> DateTime {
        DateTime { time: self.time.with_fold(fold), ..self }
    }

    /// The date.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The time of day with its time zone; Python's `timetz()`.
    pub const fn time(&self) -> &Time {
        &self.time
    }

    /// The year, 1 to 9999.
    pub const fn year(&self) -> u16 {
        self.date.year()
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.date.month()
    }

    /// The day of the month, from 1.
    pub const fn day(&self) -> u8 {
        self.date.day()
    }

    /// The hour, 0 to 23.
    pub const fn hour(&self) -> u8 {
        self.time.hour()
    }

    /// The minute, 0 to 59.
    pub const fn minute(&self) -> u8 {
        self.time.minute()
    }

    /// The second, 0 to 59.
    pub const fn second(&self) -> u8 {
        self.time.second()
    }

    /// The microsecond, 0 to 999999.
    pub const fn microsecond(&self) -> u32 {
        self.time.microsecond()
    }

    /// Python's `fold`: true for the second of two moments when clocks are put back.
    pub const fn fold(&self) -> bool {
        self.time.fold()
    }

    /// The time zone; nothing for a naive value.
    pub const fn tzinfo(&self) -> Option<&TzInfo> {
        self.time.tzinfo()
    }

    fn from_packed(mut packed: [u8; PACKED_LEN]) -> Result<DateTime> {
        let fold = packed[MONTH] & FOLD_BIT != 0;
        packed[MONTH] &= !FOLD_BIT;
        let [century, year, month, day, hour, minute, second, high, middle, low] = packed;
        let date = Date::from_packed([century, year, month, day])?;
        let time = Time::from_packed([hour, minute, second, high, middle, low])?;
        Ok(DateTime::new(date, time.with_fold(fold)))
    }

    fn packed(&self, with_fold: bool) -> [u8; PACKED_LEN] {
        let mut packed = [0; PACKED_LEN];
        let (date, time) = packed.split_at_mut(date::PACKED_LEN);
        date.copy_from_slice(&self.date.packed());
        time.copy_from_slice(&self.time.packed());
        if self.fold() && with_fold {
            packed[MONTH] |= FOLD_BIT;
        }
        packed
    }

    /// Writes the arguments that the class is called with, for a subclass.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        write_tuple(writer, &self.packed(writer.protocol() >= Protocol::V4), self.tzinfo())
    }

    /// Takes the arguments that the class is called with, for a subclass.
    pub(super) fn read_arguments(source: &mut Source<'_, '_>) -> Result<DateTime> {
        read_tuple(source, &CLASS, DateTime::from_call)
    }

    fn from_call(call: DateCall<'_>) -> Result<DateTime> {
        let DateTime { date, time } = match call.numbers {
            Numbers::Packed(bytes) => DateTime::from_packed(packed_bytes("DateTime", &bytes)?)?,
            Numbers::Listed(numbers) => match &numbers[..] {
                &[year, month, day, ref time @ ..] => {
                    DateTime::new(Date::from_numbers(year, month, day)?, Time::from_first_numbers(time)?)
                }
                _ => {
                    let found = format!("{} numbers", numbers.len());
                    return Err(Error::mismatch("datetime.datetime made from a date and a time", found));
                }
            },
        };
        Ok(DateTime::new(date, time.with_optional_tzinfo(call.tzinfo)))
    }
}

/// Midnight at the start of the day, naive.
impl From<Date> for DateTime {
    fn from(date: Date) -> DateTime {
        DateTime::new(date, Time::MIN)
    }
}

impl Pickle for DateTime {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let packed = self.packed(writer.protocol() >= Protocol::V4);
        write_packed(writer, &CLASS, "datetime.datetime", &packed, self.tzinfo())
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        let is_written = self.tzinfo().is_none()
            && fields.call_with_bytes(index, &CLASS, &self.packed(fields.protocol() >= Protocol::V4));
        match is_written {
            true => Ok(()),
            false => fields.uncommon(index, self),
        }
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for DateTime {
    described!(Type::Standard(StandardClass::DateTime));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        read_call(source, &CLASS, DateTime::from_call)
    }
}

/// `2024-02-29 12:00:00+05:30`, Python's `str` of it; a time zone whose offset only Python knows is named in brackets.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.date, self.time)
    }
}
