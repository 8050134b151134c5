//! `Date`: Python's `datetime.date`.

use std::any::Any;
use std::fmt;

use super::call::{argument, call_class, in_range};
use super::date_call::{DateCall, Numbers, packed_bytes, read_call, read_tuple};
use super::time::write_tuple;
use crate::class::Class;
use crate::schema::described;
use crate::{Error, Pickle, Result, Source, Unpickle, Writer};

/// Python's `datetime.date`: a day of the proleptic Gregorian calendar, of the years 1 to 9999.
///
/// ```
/// use pickle_core::pystd::Date;
/// use pickle_core::{dumps, loads};
///
/// let leap_day = Date::new(2024, 2, 29)?;
/// assert_eq!(leap_day.to_string(), "2024-02-29");
/// assert_eq!(loads::<Date>(&dumps(&leap_day)?)?, leap_day);
///
/// let error = Date::new(2023, 2, 29).unwrap_err();
/// assert_eq!(error.to_string(), "value out of range for Date: day 29 is not in 1 to 28");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// How many bytes a packed date has.
pub(super) const PACKED_LEN: usize = 4;

pub(super) static CLASS: Class =
    call_class("datetime", "date", &[argument("year"), argument("month"), argument("day")]);

impl Date {
    /// The first day there is: 0001-01-01.
    pub const MIN: Date = Date { year: 1, month: 1, day: 1 };
    /// The last day there is: 9999-12-31.
    pub const MAX: Date = Date { year: 9999, month: 12, day: 31 };

    /// The date of a year (1 to 9999), month (1 to 12) and day (from 1).
    ///
    /// # Errors
    ///
    /// When there is no such date.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Date> {
        Date::from_numbers(year.into(), month.into(), day.into())
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    pub(super) fn from_numbers(year: i64, month: i64, day: i64) -> Result<Date> {
        let year = in_range("Date", "year", year, 1..=9999)?;
        let month = in_range("Date", "month", month, 1..=12)?;
        let day = in_range("Date", "day", day, 1..=days_in_month(year, month))?;
        Ok(Date { year, month, day })
    }

    pub(super) fn from_packed(packed: [u8; PACKED_LEN]) -> Result<Date> {
        let [century, year, month, day] = packed;
        Date::from_numbers(i64::from(u16::from_be_bytes([century, year])), month.into(), day.into())
    }

    pub(super) fn packed(self) -> [u8; PACKED_LEN] {
        let [century, year] = self.year.to_be_bytes();
        [century, year, self.month, self.day]
    }

    /// Writes the arguments that the class is called with, for a subclass.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        write_tuple(writer, &self.packed(), None)
    }

    /// Takes the arguments that the class is called with, for a subclass.
    pub(super) fn read_arguments(source: &mut Source<'_, '_>) -> Result<Date> {
        read_tuple(source, &CLASS, Date::from_call)
    }

    fn from_call(call: DateCall<'_>) -> Result<Date> {
        match (&call.numbers, &call.tzinfo) {
            (Numbers::Packed(bytes), None) => Date::from_packed(packed_bytes("Date", bytes)?),
            (Numbers::Listed(numbers), None) if numbers.len() == 3 => {
                Date::from_numbers(numbers[0], numbers[1], numbers[2])
            }
            _ => Err(Error::mismatch("datetime.date made from a year, a month and a day", "other arguments")),
        }
    }
}

fn days_in_month(year: u16, month: u8) -> i64 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Pickle for Date {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let packed = self.packed();
        writer.immutable("datetime.date", &packed, |writer| {
            writer.reduce("datetime", "date", 1, |arguments| arguments.item_with(|writer| writer.bytes(&packed)))
        })
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Date {
    described!(Type::Standard(StandardClass::Date));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        read_call(source, &CLASS, Date::from_call)
    }
}

/// `2024-02-29`, Python's `str` of it.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
