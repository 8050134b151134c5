//! The classes of Python's standard library that have a Rust type of their own, as samples name them.

use pickle_core::schema::StandardClass;
use pickle_core::{Alternative, Global, Kind, Match, NodeRef, ObjectMaking, ObjectRef, Value, pystd};

/// A row of [`TABLE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Standard(u8);

/// A class, whether its values are of this kind, whether it loads such a value, and whether instances can change.
struct Row {
    class: StandardClass,
    matches: fn(&Kind<'_>) -> Match,
    loads: fn(NodeRef<'_, '_>) -> bool,
    is_mutable: bool,
}

macro_rules! table {
    ($($class:ident: $type:ident, $loads:expr, $is_mutable:literal;)*) => {
        &[$(Row {
            class: StandardClass::$class,
            matches: <pystd::$type as Alternative>::matches,
            loads: $loads,
            is_mutable: $is_mutable,
        }),*]
    };
}

/// Loads whatever is of the kind, at the price of what it holds.
const ALWAYS: fn(NodeRef<'_, '_>) -> bool = |_| true;

const TABLE: &[Row] = table! {
    DateTime: DateTime, |node| node.load::<pystd::DateTime>().is_ok(), false;
    Date: Date, |node| node.load::<pystd::Date>().is_ok(), false;
    Time: Time, |node| node.load::<pystd::Time>().is_ok(), false;
    TimeDelta: TimeDelta, |node| node.load::<pystd::TimeDelta>().is_ok(), false;
    TimeZone: TimeZone, |node| node.load::<pystd::TimeZone>().is_ok(), false;
    Decimal: Decimal, |node| node.load::<pystd::Decimal>().is_ok(), false;
    Uuid: Uuid, |node| node.load::<pystd::Uuid>().is_ok(), false;
    Fraction: Fraction, |node| node.load::<pystd::Fraction>().is_ok(), false;
    Range: Range, |node| node.load::<pystd::Range>().is_ok(), false;
    Slice: Slice, |node| node.load::<pystd::Slice>().is_ok(), false;
    Path: Path, |node| node.load::<pystd::Path>().is_ok(), false;
    Ipv4Address: Ipv4Address, |node| node.load::<pystd::Ipv4Address>().is_ok(), false;
    Ipv6Address: Ipv6Address, |node| node.load::<pystd::Ipv6Address>().is_ok(), false;
    Ipv4Network: Ipv4Network, |node| node.load::<pystd::Ipv4Network>().is_ok(), false;
    Ipv6Network: Ipv6Network, |node| node.load::<pystd::Ipv6Network>().is_ok(), false;
    Ipv4Interface: Ipv4Interface, |node| node.load::<pystd::Ipv4Interface>().is_ok(), false;
    Ipv6Interface: Ipv6Interface, |node| node.load::<pystd::Ipv6Interface>().is_ok(), false;
    Pattern: Pattern, |node| node.load::<pystd::Pattern>().is_ok(), false;
    ZoneInfo: ZoneInfo, |node| node.load::<pystd::ZoneInfo>().is_ok(), false;
    Array: Array, ALWAYS, true;
    SimpleNamespace: SimpleNamespace, ALWAYS, true;
    Partial: Partial, ALWAYS, true;
    Exception: Exception, ALWAYS, true;
    Complex: Complex, ALWAYS, false;
};

/// How long a text may be that a value is loaded from to see whether it can be: the same text may stand in many values.
const LONGEST: usize = 4 << 10;

impl Standard {
    /// `complex`, which pickles have a kind of their own for.
    pub(super) fn complex() -> Standard {
        Standard::of_class(StandardClass::Complex)
    }

    fn of_class(class: StandardClass) -> Standard {
        let index = TABLE.iter().position(|row| row.class == class).unwrap_or_default();
        Standard(u8::try_from(index).unwrap_or_default())
    }

    /// The standard class that an object loads as, if there is one.
    pub(super) fn of_object(node: NodeRef<'_, '_>, object: ObjectRef<'_, '_>, class: &Global<'_>) -> Option<Standard> {
        if is_builtin_exception(class) {
            return Some(Standard::of_class(StandardClass::Exception));
        }
        let kind = match object.making() {
            ObjectMaking::Call => Kind::Call(class.clone()),
            ObjectMaking::CallWithKeywords => Kind::CallWithKeywords(class.clone()),
            _ => Kind::Instance(class.clone()),
        };
        let named = TABLE.iter().filter(|row| row.class != StandardClass::Exception);
        let row = named.into_iter().find(|row| (row.matches)(&kind) == Match::Exactly)?;
        let is_short = object.arguments().into_iter().all(|argument| length(argument) <= LONGEST);
        (is_short && (row.loads)(node)).then(|| Standard::of_class(row.class))
    }

    pub(super) fn class(self) -> StandardClass {
        TABLE[usize::from(self.0)].class
    }

    pub(super) fn is_mutable(self) -> bool {
        TABLE[usize::from(self.0)].is_mutable
    }
}

/// Among the builtins, what begins with a capital and is called is an exception.
fn is_builtin_exception(class: &Global<'_>) -> bool {
    matches!(&*class.module, "builtins" | "exceptions")
        && class.name.starts_with(|first: char| first.is_ascii_uppercase())
}

fn length(node: NodeRef<'_, '_>) -> usize {
    if let Some(count) = node.part_count() {
        return count;
    }
    match node.value() {
        Value::Str(text) => text.len(),
        Value::SurrogateStr(bytes) | Value::ByteString(bytes) | Value::Bytes(bytes) | Value::ByteArray(bytes) => {
            bytes.len()
        }
        Value::Int(int) => usize::try_from(int.bit_length() / 8).unwrap_or(usize::MAX),
        _ => 0,
    }
}
