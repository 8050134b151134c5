//! `TimeDelta`: Python's `datetime.timedelta`.

use std::any::Any;
use std::fmt;
use std::time::Duration;

use super::call::{argument, call_arguments, call_class, tuple_arguments};
use crate::class::Class;
use crate::schema::described;
use crate::{Error, ListWriter, Pickle, Result, Source, Unpickle, Writer};

/// Python's `datetime.timedelta`: a length of time in microseconds, of up to 999,999,999 days, and negative ones.
///
/// As in Python only the days are negative: a microsecond before zero is -1 day and 86,399.999999 seconds.
///
/// ```
/// use std::time::Duration;
/// use pickle_core::pystd::TimeDelta;
/// use pickle_core::{dumps, loads};
///
/// let earlier = TimeDelta::new(0, 0, -1)?;
/// assert_eq!((earlier.days(), earlier.seconds(), earlier.microseconds()), (-1, 86_399, 999_999));
/// assert_eq!(earlier.to_string(), "-1 day, 23:59:59.999999");
/// assert_eq!(loads::<TimeDelta>(&dumps(&earlier)?)?, earlier);
/// assert_eq!(TimeDelta::try_from(Duration::from_secs(90))?.to_string(), "0:01:30");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TimeDelta {
    days: i32,
    seconds: u32,
    microseconds: u32,
}

const MOST_DAYS: i32 = 999_999_999;
const SECONDS_PER_DAY: i128 = 24 * 60 * 60;
const MICROSECONDS_PER_SECOND: i128 = 1_000_000;
const MICROSECONDS_PER_DAY: i128 = SECONDS_PER_DAY * MICROSECONDS_PER_SECOND;

pub(super) static CLASS: Class =
    call_class("datetime", "timedelta", &[argument("days"), argument("seconds"), argument("microseconds")]);

impl TimeDelta {
    /// No time at all.
    pub const ZERO: TimeDelta = TimeDelta { days: 0, seconds: 0, microseconds: 0 };
    /// The most negative one: -999,999,999 days.
    pub const MIN: TimeDelta = TimeDelta { days: -MOST_DAYS, seconds: 0, microseconds: 0 };
    /// The longest one: a microsecond less than 1,000,000,000 days.
    pub const MAX: TimeDelta = TimeDelta { days: MOST_DAYS, seconds: 86_399, microseconds: 999_999 };

    /// The sum of days, seconds and microseconds, each of any sign and size.
    ///
    /// # Errors
    ///
    /// When the sum is outside [`TimeDelta::MIN`] to [`TimeDelta::MAX`].
    pub fn new(days: i64, seconds: i64, microseconds: i64) -> Result<TimeDelta> {
        let seconds = i128::from(days) * SECONDS_PER_DAY + i128::from(seconds);
        TimeDelta::from_microseconds(seconds * MICROSECONDS_PER_SECOND + i128::from(microseconds))
    }

    /// So many microseconds.
    ///
    /// # Errors
    ///
    /// When they are outside [`TimeDelta::MIN`] to [`TimeDelta::MAX`].
    pub fn from_microseconds(microseconds: i128) -> Result<TimeDelta> {
        let (days, rest) =
            (microseconds.div_euclid(MICROSECONDS_PER_DAY), microseconds.rem_euclid(MICROSECONDS_PER_DAY));
        match i32::try_from(days) {
            Ok(days) if (-MOST_DAYS..=MOST_DAYS).contains(&days) => Ok(TimeDelta {
                days,
                seconds: (rest / MICROSECONDS_PER_SECOND) as u32,
                microseconds: (rest % MICROSECONDS_PER_SECOND) as u32,
            }),
            _ => {
                let reason = format!("{days} days are not in -{MOST_DAYS} to {MOST_DAYS}");
                Err(Error::out_of_range("TimeDelta", reason))
            }
        }
    }

    /// The days, -999,999,999 to 999,999,999, rounded down.
    pub const fn days(self) -> i32 {
        self.days
    }

    /// The seconds on top of the days, 0 to 86,399.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// The microseconds on top of the seconds, 0 to 999,999.
    pub const fn microseconds(self) -> u32 {
        self.microseconds
    }

    /// The whole length in microseconds.
    pub const fn as_microseconds(self) -> i128 {
        let seconds = self.days as i128 * SECONDS_PER_DAY + self.seconds as i128;
        seconds * MICROSECONDS_PER_SECOND + self.microseconds as i128
    }

    /// As Python's constructor takes them: numbers left out are zero.
    fn from_numbers(numbers: &[i64]) -> Result<TimeDelta> {
        let number = |index: usize| numbers.get(index).copied().unwrap_or_default();
        TimeDelta::new(number(0), number(1), number(2))
    }

    /// Writes the arguments that the class is called with, for a subclass.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut arguments = writer.tuple(3)?;
        self.write_items(&mut arguments)?;
        arguments.end()
    }

    fn write_items(self, arguments: &mut ListWriter<'_, '_>) -> Result<()> {
        arguments.item(&self.days)?;
        arguments.item(&self.seconds)?;
        arguments.item(&self.microseconds)
    }

    /// Takes the arguments that the class is called with, for a subclass.
    pub(super) fn read_arguments(source: &mut Source<'_, '_>) -> Result<TimeDelta> {
        let offset = source.offset();
        let numbers = tuple_arguments(source, &CLASS, Source::i64)?;
        TimeDelta::from_numbers(&numbers).map_err(|error| error.at_offset(offset))
    }
}

/// Nanoseconds below a microsecond are dropped.
impl TryFrom<Duration> for TimeDelta {
    type Error = Error;

    fn try_from(duration: Duration) -> Result<TimeDelta> {
        let seconds = i128::from(duration.as_secs()) * MICROSECONDS_PER_SECOND;
        TimeDelta::from_microseconds(seconds + i128::from(duration.subsec_micros()))
    }
}

/// Negative ones have no [`Duration`].
impl TryFrom<TimeDelta> for Duration {
    type Error = Error;

    fn try_from(delta: TimeDelta) -> Result<Duration> {
        match u64::try_from(delta.as_microseconds()) {
            Ok(microseconds) => Ok(Duration::from_micros(microseconds)),
            Err(_) if delta.days < 0 => Err(Error::out_of_range("Duration", format!("{delta} is negative"))),
            Err(_) => Ok(Duration::new(
                (delta.as_microseconds() / MICROSECONDS_PER_SECOND) as u64,
                delta.microseconds * 1_000,
            )),
        }
    }
}

impl Pickle for TimeDelta {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let content = self.as_microseconds().to_le_bytes();
        writer.immutable("datetime.timedelta", &content, |writer| {
            writer.reduce("datetime", "timedelta", 3, |arguments| self.write_items(arguments))
        })
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for TimeDelta {
    described!(Type::Standard(StandardClass::TimeDelta));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let offset = source.offset();
        let numbers = call_arguments(source, &CLASS, Source::i64)?;
        TimeDelta::from_numbers(&numbers).map_err(|error| error.at_offset(offset))
    }
}

/// `-1 day, 23:59:59.999999`, Python's `str` of it.
impl fmt::Display for TimeDelta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.days {
            0 => {}
            -1 | 1 => write!(f, "{} day, ", self.days)?,
            days => write!(f, "{days} days, ")?,
        }
        let minutes = self.seconds / 60;
        write!(f, "{}:{:02}:{:02}", minutes / 60, minutes % 60, self.seconds % 60)?;
        match self.microseconds {
            0 => Ok(()),
            microseconds => write!(f, ".{microseconds:06}"),
        }
    }
}
