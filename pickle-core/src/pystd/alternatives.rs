//! The kinds of values that the types of this module take: those of their classes.

use super::*;
use crate::{Alternative, Kind, Match};

/// A row: type parameters, a type, and the descriptions of the objects that it is loaded from, its class's own first.
macro_rules! alternatives {
    ($([$($generics:tt)*] $type:ty: $class:expr $(, $other:expr)?;)*) => {$(
        impl<$($generics)*> Alternative for $type {
            fn matches(kind: &Kind<'_>) -> Match {
                $class.matches(kind)$(.max($other.matches(kind)))?
            }

            fn expected() -> String {
                $class.to_string()
            }
        }
    )*};
}

alternatives! {
    [] Date: date::CLASS;
    [] Time: time::CLASS;
    [] DateTime: datetime::CLASS;
    [] TimeDelta: timedelta::CLASS;
    [] TimeZone: timezone::CLASS;
    [] ZoneInfo: zone_info::CLASS;
    [] Decimal: decimal::CLASS;
    [] Fraction: fraction::CLASS;
    [] Uuid: uuid::CLASS;
    [] Pattern: pattern::CLASS;
    [] Partial: partial::CLASS;
    [] SimpleNamespace: namespace::CLASS;
    [] Range: range::RANGE;
    [] Slice: range::SLICE;
    [] Array: array::LISTED, array::PACKED;
    [] Ipv4Address: ip_address::IPV4_ADDRESS;
    [] Ipv6Address: ip_address::IPV6_ADDRESS;
    [] Ipv4Network: ip_address::IPV4_NETWORK;
    [] Ipv6Network: ip_address::IPV6_NETWORK;
    [] Ipv4Interface: ip_address::IPV4_INTERFACE;
    [] Ipv6Interface: ip_address::IPV6_INTERFACE;
    [K, V, S] OrderedDict<K, V, S>: ordered_dict::CLASS;
    [K, V, S] DefaultDict<K, V, S>: default_dict::CLASS;
    [T, N, S] Counter<T, N, S>: counter::CLASS;
    [T] Deque<T>: deque::CLASS;
}

impl Alternative for Path {
    fn matches(kind: &Kind<'_>) -> Match {
        match kind {
            Kind::Call(class) if PathClass::of_global(class).is_some() => Match::Exactly,
            _ => Match::No,
        }
    }

    fn expected() -> String {
        "a pathlib path".to_owned()
    }
}

/// The classes of the standard library, and any other one.
impl Alternative for TzInfo {
    fn matches(kind: &Kind<'_>) -> Match {
        let of_any_class = match kind {
            Kind::Instance(_) | Kind::Call(_) | Kind::Global(_) | Kind::Persistent | Kind::Unnamed => Match::Loosely,
            _ => Match::No,
        };
        TimeZone::matches(kind).max(ZoneInfo::matches(kind)).max(of_any_class)
    }

    fn expected() -> String {
        "a time zone (datetime.tzinfo)".to_owned()
    }
}
