//! `TzInfo`: the time zone of a time or datetime, of whichever class.

use std::fmt;

use super::{TimeZone, ZoneInfo, timezone, zone_info};
use crate::class::Class;
use crate::schema::described;
use crate::{Any, Kind, Pickle, Result, Source, Unpickle, Value, Writer, dumps};

/// An instance of a subclass of Python's `datetime.tzinfo`.
///
/// The classes of the standard library are data; time zones of other ones (`pytz`, `dateutil`) are kept as the pickle has
/// them, so that they go back to Python unchanged.
///
/// ```
/// use pickle_core::pystd::{TimeZone, TzInfo, ZoneInfo};
/// use pickle_core::{dumps, loads};
///
/// // Python: `zoneinfo.ZoneInfo('Europe/Paris')`
/// let pickle = b"cbuiltins\ngetattr\n(czoneinfo\nZoneInfo\nV_unpickle\ntR(VEurope/Paris\nI01\ntR.";
/// let paris: TzInfo = loads(pickle)?;
/// assert_eq!(paris, TzInfo::from(ZoneInfo::new("Europe/Paris")));
/// assert_eq!(loads::<TzInfo>(&dumps(&paris)?)?.to_string(), "Europe/Paris");
///
/// assert_eq!(loads::<TzInfo>(&dumps(&TimeZone::UTC)?)?, TzInfo::from(TimeZone::UTC));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TzInfo {
    /// A `datetime.timezone`.
    TimeZone(TimeZone),
    /// A `zoneinfo.ZoneInfo`.
    ZoneInfo(ZoneInfo),
    /// A time zone of another class.
    Other(Any),
}

impl TzInfo {
    /// The fixed offset from UTC; nothing for classes whose rules are not in the pickle.
    pub fn as_time_zone(&self) -> Option<&TimeZone> {
        match self {
            TzInfo::TimeZone(time_zone) => Some(time_zone),
            TzInfo::ZoneInfo(_) | TzInfo::Other(_) => None,
        }
    }

    /// What makes two of them equal, as bytes.
    pub(super) fn content(&self) -> Result<Vec<u8>> {
        match self {
            TzInfo::TimeZone(time_zone) => Ok([&b"t"[..], &*time_zone.content()].concat()),
            TzInfo::ZoneInfo(zone_info) => Ok([&b"z"[..], &*zone_info.content()].concat()),
            TzInfo::Other(any) => Ok([&b"o"[..], &*dumps(any)?].concat()),
        }
    }

    /// The offset from UTC behind a time, or what stands for it.
    pub(super) fn fmt_offset(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TzInfo::TimeZone(time_zone) => time_zone.fmt_offset(f),
            TzInfo::ZoneInfo(_) | TzInfo::Other(_) => write!(f, "[{self}]"),
        }
    }
}

impl From<TimeZone> for TzInfo {
    fn from(time_zone: TimeZone) -> TzInfo {
        TzInfo::TimeZone(time_zone)
    }
}

impl From<ZoneInfo> for TzInfo {
    fn from(zone_info: ZoneInfo) -> TzInfo {
        TzInfo::ZoneInfo(zone_info)
    }
}

impl Pickle for TzInfo {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self {
            TzInfo::TimeZone(time_zone) => writer.value(time_zone),
            TzInfo::ZoneInfo(zone_info) => writer.value(zone_info),
            // Time zones never change, so one object serves all datetimes, as it does in Python.
            TzInfo::Other(any) => writer.immutable("datetime.tzinfo", &self.content()?, |writer| writer.value(any)),
        }
    }
}

impl<'de> Unpickle<'de> for TzInfo {
    described!(Type::Standard(StandardClass::TzInfo));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let kind = source.kind();
        if is_made_by(&kind, &timezone::CLASS) {
            return TimeZone::unpickle(source).map(TzInfo::TimeZone);
        }
        if is_made_by(&kind, &zone_info::CLASS) {
            return ZoneInfo::unpickle(source).map(TzInfo::ZoneInfo);
        }
        match kind {
            Kind::Instance(_)
            | Kind::Call(_)
            | Kind::CallWithKeywords(_)
            | Kind::Global(_)
            | Kind::Persistent
            | Kind::Unnamed => source.any().map(TzInfo::Other),
            _ => Err(source.mismatch("a time zone (datetime.tzinfo)")),
        }
    }
}

/// Whether the value comes from a call of what makes instances of the class.
fn is_made_by(kind: &Kind<'_>, class: &Class) -> bool {
    let callable = class.callable.unwrap_or((class.module, class.name));
    matches!(kind, Kind::Call(called) if (&*called.module, &*called.name) == callable)
}

/// As [`TimeZone`] shows itself; for other classes the name that the time zone was made with, such as `Europe/Paris`, or
/// that of the class.
impl fmt::Display for TzInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TzInfo::TimeZone(time_zone) => time_zone.fmt(f),
            TzInfo::ZoneInfo(zone_info) => zone_info.fmt(f),
            TzInfo::Other(any) => f.write_str(&name_of(any).unwrap_or_else(|| "tzinfo".to_owned())),
        }
    }
}

fn name_of(any: &Any) -> Option<String> {
    let object = match any.value() {
        Value::Object(object) => object,
        Value::Global(global) => return Some(format!("{}.{}", global.module, global.name)),
        _ => return None,
    };
    match object.arguments().first().map(|argument| argument.value()) {
        Some(Value::Str(name)) => Some(name.to_owned()),
        _ => object.class_name(),
    }
}
