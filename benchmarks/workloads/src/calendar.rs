//! Dates as numbers.

use pickle_core::pystd::DateTime;

/// The microseconds between the start of 1970 and a date and time, both in UTC.
pub(crate) fn microseconds(moment: &DateTime) -> i64 {
    let days = days_since_1970(moment.year().into(), moment.month().into(), moment.day().into());
    let hours = days * 24 + i64::from(moment.hour());
    let seconds = (hours * 60 + i64::from(moment.minute())) * 60 + i64::from(moment.second());
    seconds * 1_000_000 + i64::from(moment.microsecond())
}

/// The days of the Gregorian calendar: years that begin in March have their leap day last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    const FROM_MARCH_OF_YEAR_0_TO_1970: i64 = 719_468;
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - FROM_MARCH_OF_YEAR_0_TO_1970
}

#[test]
fn days_are_those_of_python() {
    // (date(2024, 2, 29) - date(1970, 1, 1)).days and so on.
    assert_eq!(days_since_1970(1970, 1, 1), 0);
    assert_eq!(days_since_1970(2024, 2, 29), 19_782);
    assert_eq!(days_since_1970(2024, 3, 1), 19_783);
    assert_eq!(days_since_1970(2000, 12, 31), 11_322);
}
