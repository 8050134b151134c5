//! The values of `values.py` in Rust.

use std::fmt::Debug;

use pickle_core::pystd::{Complex, Date, DateTime, OrderedDict, SafeUuid, Time, TimeDelta, TimeZone, Uuid};
use pickle_core::{Pickle, Protocol, Result, Unpickle, dumps, loads};

use crate::more_values::more_cases;
use crate::python::Pickled;
use crate::{date, decimal, delta, dump, time};

/// A named value.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    value: Box<dyn Value>,
    /// What protocols below this one make of it, where they lose something.
    lost: Option<(Protocol, Box<dyn Value>)>,
}

impl Case {
    pub(crate) fn new(name: &'static str, value: impl Value + 'static) -> Case {
        Case { name, value: Box::new(value), lost: None }
    }

    pub(crate) fn losing(self, below: Protocol, lost: impl Value + 'static) -> Case {
        Case { lost: Some((below, Box::new(lost))), ..self }
    }

    fn losing_fold(name: &'static str, value: impl Value + 'static, lost: impl Value + 'static) -> Case {
        Case::new(name, value).losing(Protocol::V4, lost)
    }

    pub(crate) fn check_load(&self, pickled: &Pickled) {
        match &self.lost {
            Some((below, lost)) if pickled.protocol < *below => lost.check_load(pickled),
            _ => self.value.check_load(pickled),
        }
    }

    /// Loads a pickle that need not be one of this value, and dumps what comes of it.
    pub(crate) fn try_load(&self, pickle: &[u8]) -> Result<Vec<u8>> {
        self.value.try_load(pickle)
    }

    pub(crate) fn dump(&self, protocol: Protocol) -> Vec<u8> {
        self.value.dump(protocol)
    }

    pub(crate) fn dump_twice(&self, protocol: Protocol) -> Vec<u8> {
        self.value.dump_twice(protocol)
    }
}

/// A value of any of the types.
pub(crate) trait Value {
    fn check_load(&self, pickled: &Pickled);
    fn try_load(&self, pickle: &[u8]) -> Result<Vec<u8>>;
    fn dump(&self, protocol: Protocol) -> Vec<u8>;
    fn dump_twice(&self, protocol: Protocol) -> Vec<u8>;
}

impl<T: Pickle + for<'de> Unpickle<'de> + PartialEq + Debug> Value for T {
    fn check_load(&self, pickled: &Pickled) {
        let loaded: T = pickled.load();
        let Pickled { version, name, protocol, .. } = pickled;
        assert_eq!(loaded, *self, "{name} of {version} at protocol {protocol}");
        // Equality does not see the sign of zero, nor whether a UUID is safe.
        assert_eq!(format!("{loaded:?}"), format!("{self:?}"), "{name} of {version} at protocol {protocol}");
    }

    fn try_load(&self, pickle: &[u8]) -> Result<Vec<u8>> {
        dumps(&loads::<T>(pickle)?)
    }

    fn dump(&self, protocol: Protocol) -> Vec<u8> {
        dump(self, protocol)
    }

    fn dump_twice(&self, protocol: Protocol) -> Vec<u8> {
        dump(&[self, self].as_slice(), protocol)
    }
}

pub(crate) fn cases() -> Vec<Case> {
    [dates_and_times(), time_deltas(), time_zones(), in_time_zones(), decimals(), others()]
        .into_iter()
        .flatten()
        .chain(more_cases())
        .collect()
}

fn dates_and_times() -> Vec<Case> {
    let new_york = DateTime::new(date(2024, 11, 3), time(1, 30, 0, 0));
    vec![
        Case::new("date_min", Date::MIN),
        Case::new("date_max", Date::MAX),
        Case::new("date_leap_day", date(2024, 2, 29)),
        Case::new("time_midnight", Time::MIN),
        Case::new("time_max", Time::MAX),
        Case::new("time_microsecond", time(1, 2, 3, 4)),
        Case::losing_fold("time_fold", time(1, 30, 0, 0).with_fold(true), time(1, 30, 0, 0)),
        Case::new("datetime_min", DateTime::MIN),
        Case::new("datetime_max", DateTime::MAX),
        Case::new("datetime_microseconds", DateTime::new(date(2024, 2, 29), time(12, 30, 45, 123_456))),
        Case::losing_fold("datetime_fold", new_york.clone().with_fold(true), new_york),
    ]
}

fn time_deltas() -> Vec<Case> {
    vec![
        Case::new("timedelta_zero", TimeDelta::ZERO),
        Case::new("timedelta_min", TimeDelta::MIN),
        Case::new("timedelta_max", TimeDelta::MAX),
        Case::new("timedelta_negative", delta(0, 0, -1)),
        Case::new("timedelta_mixed", delta(1, 2, 3)),
    ]
}

fn time_zones() -> Vec<Case> {
    vec![
        Case::new("timezone_utc", TimeZone::UTC),
        Case::new("timezone_min", zone(-86_340, 0)),
        Case::new("timezone_max", zone(86_340, 0)),
        Case::new("timezone_named", zone(7_200, 0).with_name("CEST")),
        Case::new("timezone_empty_name", TimeZone::UTC.with_name("")),
    ]
}

fn in_time_zones() -> Vec<Case> {
    let noon = time(12, 0, 0, 0).with_tzinfo(TimeZone::UTC);
    let leap_day = DateTime::from(date(2024, 2, 29));
    let new_york = DateTime::new(date(2024, 11, 3), time(1, 30, 0, 0)).with_tzinfo(zone(-18_000, 0));
    vec![
        Case::new("time_utc", noon.clone()),
        Case::losing_fold("time_fold_utc", noon.clone().with_fold(true), noon),
        Case::new("datetime_utc", DateTime::new(date(2024, 2, 29), time(12, 30, 0, 0)).with_tzinfo(TimeZone::UTC)),
        Case::new("datetime_west", leap_day.clone().with_tzinfo(zone(-12_600, 0))),
        Case::new("datetime_named", leap_day.clone().with_tzinfo(zone(7_200, 0).with_name("CEST"))),
        Case::losing_fold("datetime_fold_west", new_york.clone().with_fold(true), new_york),
        Case::new("datetime_odd_offset", leap_day.with_tzinfo(zone(-3_602, -3))),
    ]
}

fn zone(seconds: i64, microseconds: i64) -> TimeZone {
    TimeZone::new(delta(0, seconds, microseconds)).unwrap_or_else(|error| panic!("{error}"))
}

fn decimals() -> Vec<Case> {
    const NAMES: [&str; 18] = [
        "decimal 0",
        "decimal -0",
        "decimal 0.00",
        "decimal 1.50",
        "decimal -12",
        "decimal 1E+3",
        "decimal -1E-7",
        "decimal 0.000001",
        "decimal 123456789.123456789123456789123456789",
        "decimal NaN",
        "decimal -NaN",
        "decimal NaN123",
        "decimal sNaN",
        "decimal -sNaN45",
        "decimal Infinity",
        "decimal -Infinity",
        "decimal 9E+99999",
        "decimal 1.5E-99999",
    ];
    NAMES.into_iter().map(|name| Case::new(name, decimal(name.trim_start_matches("decimal ")))).collect()
}

fn others() -> Vec<Case> {
    vec![
        Case::new("uuid_nil", Uuid::NIL),
        Case::new("uuid_digits", Uuid::from_u128(0x1234_5678_1234_5678_1234_5678_1234_5678)),
        Case::new("uuid_max", Uuid::from_u128(u128::MAX)),
        Case::new("uuid_safe", Uuid::from_u128(5).with_is_safe(SafeUuid::Safe)),
        Case::new("uuid_unsafe", Uuid::from_u128(5).with_is_safe(SafeUuid::Unsafe)),
        Case::new("ordered_dict_empty", ordered_dict(&[])),
        Case::new("ordered_dict_one", ordered_dict(&[("a", 1)])),
        Case::new("ordered_dict_order", ordered_dict(&[("b", 1), ("a", 2), ("c", 3)])),
        Case::new("complex_zero", Complex::default()),
        Case::new("complex_parts", Complex::new(1.5, -2.0)),
        Case::new("complex_negative_zero", Complex::new(-0.0, 0.0)),
        Case::new("complex_infinite", Complex::new(f64::INFINITY, f64::NEG_INFINITY)),
    ]
}

fn ordered_dict(entries: &[(&str, i64)]) -> OrderedDict<String, i64> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect()
}
