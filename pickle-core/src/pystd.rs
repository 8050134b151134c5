//! Python's standard classes as plain Rust data: dates and times, numbers, collections, paths, addresses, exceptions.
//!
//! Each type loads what every CPython from 2.7 on writes for its class, and dumps what CPython itself would write at
//! the protocol asked for, in the form that all versions read. Nothing of Python runs: the classes are known by name.
//! [`arguments`] is for subclasses of them. [`Exception`], [`Flags`] and [`NamedTuple`] have their class as data, for values that no Rust type stands for.
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

pub mod arguments;
mod alternatives;
mod array;
mod call;
mod complex;
mod counter;
mod date;
mod date_call;
mod datetime;
mod decimal;
mod default_dict;
mod deque;
mod dynamic;
mod exception;
mod flags;
mod fraction;
mod ip_address;
mod named_tuple;
mod namespace;
mod ordered_dict;
mod partial;
mod path;
mod pattern;
mod range;
mod time;
mod timedelta;
mod timezone;
mod tzinfo;
mod uuid;
mod zone_info;

pub use array::{Array, ArrayValues};
pub(crate) use call::{argument, call_class};
pub use complex::Complex;
pub use counter::Counter;
pub use date::Date;
pub use datetime::DateTime;
pub use decimal::Decimal;
pub use default_dict::DefaultDict;
pub use deque::Deque;
pub use exception::Exception;
pub use flags::Flags;
pub use fraction::Fraction;
pub use ip_address::{Ipv4Address, Ipv4Interface, Ipv4Network, Ipv6Address, Ipv6Interface, Ipv6Network};
pub use named_tuple::NamedTuple;
pub use namespace::SimpleNamespace;
pub use ordered_dict::OrderedDict;
pub use partial::Partial;
pub use path::{Path, PathClass};
pub use pattern::{Pattern, PatternText};
pub use range::{Range, Slice};
pub use time::Time;
pub use timedelta::TimeDelta;
pub use timezone::TimeZone;
pub use tzinfo::TzInfo;
pub use uuid::{SafeUuid, Uuid};
pub use zone_info::ZoneInfo;

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
    standard_class("fractions", "Fraction", "::pickle_core::pystd::Fraction"),
    standard_class("collections", "defaultdict", "::pickle_core::pystd::DefaultDict"),
    standard_class("collections", "Counter", "::pickle_core::pystd::Counter"),
    standard_class("collections", "deque", "::pickle_core::pystd::Deque"),
    standard_class("builtins", "range", "::pickle_core::pystd::Range"),
    standard_class("builtins", "slice", "::pickle_core::pystd::Slice"),
    standard_class("pathlib", "Path", "::pickle_core::pystd::Path"),
    standard_class("pathlib", "PurePath", "::pickle_core::pystd::Path"),
    standard_class("pathlib", "PosixPath", "::pickle_core::pystd::Path"),
    standard_class("pathlib", "PurePosixPath", "::pickle_core::pystd::Path"),
    standard_class("pathlib", "WindowsPath", "::pickle_core::pystd::Path"),
    standard_class("pathlib", "PureWindowsPath", "::pickle_core::pystd::Path"),
    standard_class("ipaddress", "IPv4Address", "::pickle_core::pystd::Ipv4Address"),
    standard_class("ipaddress", "IPv6Address", "::pickle_core::pystd::Ipv6Address"),
    standard_class("ipaddress", "IPv4Network", "::pickle_core::pystd::Ipv4Network"),
    standard_class("ipaddress", "IPv6Network", "::pickle_core::pystd::Ipv6Network"),
    standard_class("ipaddress", "IPv4Interface", "::pickle_core::pystd::Ipv4Interface"),
    standard_class("ipaddress", "IPv6Interface", "::pickle_core::pystd::Ipv6Interface"),
    standard_class("re", "Pattern", "::pickle_core::pystd::Pattern"),
    standard_class("array", "array", "::pickle_core::pystd::Array"),
    standard_class("types", "SimpleNamespace", "::pickle_core::pystd::SimpleNamespace"),
    standard_class("zoneinfo", "ZoneInfo", "::pickle_core::pystd::ZoneInfo"),
    standard_class("functools", "partial", "::pickle_core::pystd::Partial"),
    standard_class("enum", "Flag", "::pickle_core::pystd::Flags"),
    standard_class("enum", "IntFlag", "::pickle_core::pystd::Flags"),
    standard_class("builtins", "BaseException", "::pickle_core::pystd::Exception"),
    standard_class("builtins", "Exception", "::pickle_core::pystd::Exception"),
];

const fn standard_class(module: &'static str, name: &'static str, rust_path: &'static str) -> StandardClass {
    StandardClass { module, name, rust_path }
}
