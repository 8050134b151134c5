//! Python's standard classes as plain Rust data: dates and times, decimals, UUIDs, ordered dicts, complex numbers.
//!
//! Each type loads what every CPython from 2.7 on writes for its class, and dumps what CPython itself would write at
//! the protocol asked for. Nothing of Python runs: the classes are known by name.
//!
//! ```
//! use pickle_core::pystd::{Date, DateTime, Decimal, Time, TimeZone};
//! use pickle_core::{dumps, loads};
//!
//! // Python: `(datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc), decimal.Decimal('9.90'))`
//! let sale = (
//!     DateTime::new(Date::new(2024, 2, 29)?, Time::new(12, 30, 0, 0)?).with_tzinfo(TimeZone::UTC),
//!     Decimal::new("9.90")?,
//! );
//! assert_eq!(sale.0.to_string(), "2024-02-29 12:30:00+00:00");
//! assert_eq!(loads::<(DateTime, Decimal)>(&dumps(&sale)?)?, sale);
//! # Ok::<(), pickle_core::Error>(())
//! ```

mod call;
mod complex;
mod date;
mod date_call;
mod datetime;
mod decimal;
mod ordered_dict;
mod time;
mod timedelta;
mod timezone;
mod tzinfo;
mod uuid;

pub use complex::Complex;
pub use date::Date;
pub use datetime::DateTime;
pub use decimal::Decimal;
pub use ordered_dict::OrderedDict;
pub use time::Time;
pub use timedelta::TimeDelta;
pub use timezone::TimeZone;
pub use tzinfo::TzInfo;
pub use uuid::{SafeUuid, Uuid};

/// A standard class of Python and the Rust type that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandardClass {
    /// The module, such as `datetime`.
    pub module: &'static str,
    /// The name in it, such as `timedelta`.
    pub name: &'static str,
    /// The full path of the Rust type, without its type parameters.
    pub rust_path: &'static str,
}

/// Every class that has a Rust type in this module.
///
/// ```
/// use pickle_core::pystd::TABLE;
///
/// let decimal = TABLE.iter().find(|class| (class.module, class.name) == ("decimal", "Decimal")).unwrap();
/// assert_eq!(decimal.rust_path, "::pickle_core::pystd::Decimal");
/// ```
pub const TABLE: &[StandardClass] = &[
    standard_class("datetime", "date", "::pickle_core::pystd::Date"),
    standard_class("datetime", "time", "::pickle_core::pystd::Time"),
    standard_class("datetime", "datetime", "::pickle_core::pystd::DateTime"),
    standard_class("datetime", "timedelta", "::pickle_core::pystd::TimeDelta"),
    standard_class("datetime", "timezone", "::pickle_core::pystd::TimeZone"),
    standard_class("datetime", "tzinfo", "::pickle_core::pystd::TzInfo"),
    standard_class("decimal", "Decimal", "::pickle_core::pystd::Decimal"),
    standard_class("uuid", "UUID", "::pickle_core::pystd::Uuid"),
    standard_class("collections", "OrderedDict", "::pickle_core::pystd::OrderedDict"),
    standard_class("builtins", "complex", "::pickle_core::pystd::Complex"),
];

const fn standard_class(module: &'static str, name: &'static str, rust_path: &'static str) -> StandardClass {
    StandardClass { module, name, rust_path }
}
