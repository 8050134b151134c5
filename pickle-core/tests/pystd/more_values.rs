//! The values of `more_values.py` in Rust.

use std::fmt;

use pickle_core::pystd::{
    Array, ArrayValues, Counter, DateTime, DefaultDict, Deque, Exception, Flags, Fraction, Ipv4Address, Ipv4Interface,
    Ipv4Network, Ipv6Address, Ipv6Interface, Ipv6Network, NamedTuple, Partial, Path, PathClass, Pattern, PatternText,
    Range, SimpleNamespace, Slice, ZoneInfo,
};
use pickle_core::{Any, Global, IndexMap, Int, Pickle, Protocol, Result, Source, Unpickle, Writer};

use crate::values::Case;
use crate::{date, made};

pub(crate) fn more_cases() -> Vec<Case> {
    [numbers(), collections(), arrays(), callables(), exceptions(), paths(), addresses(), flags(), zones()]
        .into_iter()
        .flatten()
        .collect()
}

fn numbers() -> Vec<Case> {
    let long = |text: &str| text.parse::<Int>();
    let (numerator, denominator) = (format!("1{}", "0".repeat(40)), 3_i64.pow(30));
    vec![
        Case::new("fraction_third", made(Fraction::new(1, 3))),
        Case::new("fraction_negative", made(Fraction::new(-7, 2))),
        Case::new("fraction_whole", Fraction::from(5)),
        Case::new("fraction_long", made(Fraction::new(made(long(&numerator)), denominator))),
        Case::new("range", made(Range::new(1, 11, 2))),
        Case::new("range_down", made(Range::new(10, -2, -4))),
        Case::new("range_long", made(Range::new(0, 1_i128 << 70, 3))),
        Case::new("slice", Slice { start: Any::from(1), ..Slice::default() }),
        Case::new("slice_named", Slice { start: Any::from("a"), stop: Any::from("b"), step: Any::from(2) }),
    ]
}

fn collections() -> Vec<Case> {
    let lists = |items: Vec<i64>| IndexMap::from([("a".to_owned(), items)]);
    let one = || IndexMap::from([("a".to_owned(), 1_i64)]);
    let named = |name: &str| Global::new("more_values", name.to_owned());
    let mut labelled = NamedTuple::new(named("Labelled"), vec![Any::from(1), Any::from(2)]);
    labelled.attributes.insert("label", "here");
    let mut list_of_one = made(Partial::new("builtins", "list"));
    list_of_one.args.push(made(Any::of(&vec![1])));
    let mut namespace = SimpleNamespace::default();
    namespace.insert("a", 1);
    namespace.insert("b", Any::NONE);
    vec![
        Case::new(
            "defaultdict_list",
            DefaultDict { entries: lists(vec![1, 2]), ..made(DefaultDict::new("builtins", "list")) },
        ),
        Case::new("defaultdict_int", DefaultDict { entries: one(), ..made(DefaultDict::new("builtins", "int")) }),
        Case::new("defaultdict_none", DefaultDict { entries: one(), ..DefaultDict::default() }),
        Case::new(
            "defaultdict_factory",
            DefaultDict { default_factory: made(Any::of(&list_of_one)), entries: lists(vec![2]) },
        ),
        Case::new("counter", ["a", "b", "a"].map(str::to_owned).into_iter().collect::<Counter<String>>()),
        Case::new("counter_empty", Counter::<String>::default()),
        Case::new("deque", Deque::from_iter([1_i64, 2, 3])),
        Case::new("deque_empty", Deque::<i64>::new()),
        Case::new("deque_maxlen", bounded(2, &[2, 3])),
        Case::new("deque_maxlen_zero", bounded(0, &[])),
        Case::new("named_tuple", NamedTuple::new(named("Point"), vec![Any::from(1), Any::from("a")])),
        Case::new("named_tuple_attributes", labelled),
        Case::new("namespace", namespace),
        Case::new("namespace_empty", SimpleNamespace::default()),
    ]
}

fn bounded(maxlen: usize, items: &[i64]) -> Deque<i64> {
    let mut deque = Deque::with_maxlen(maxlen);
    deque.extend(items.iter().copied());
    deque
}

fn arrays() -> Vec<Case> {
    let text = || ArrayValues::Unicode("h\u{e9}\u{1f40d}".to_owned());
    vec![
        Case::new("array b", Array::from(vec![0_i8, 1, 100])),
        Case::new("array B", Array::from(vec![0_u8, 1, 100])),
        Case::new("array h", Array::from(vec![0_i16, 1, 100])),
        Case::new("array H", Array::from(vec![0_u16, 1, 100])),
        Case::new("array i", Array::from(vec![0_i32, 1, 100])),
        Case::new("array I", Array::from(vec![0_u32, 1, 100])),
        Case::new("array l", made(Array::new('l', ArrayValues::I64(vec![0, 1, 100])))),
        Case::new("array L", made(Array::new('L', ArrayValues::U64(vec![0, 1, 100])))),
        Case::new("array q", Array::from(vec![-1_i64, 1 << 40])),
        Case::new("array Q", Array::from(vec![1_u64 << 63])),
        Case::new("array f", Array::from(vec![0.5_f32, -1.5])),
        Case::new("array d", Array::from(vec![0.1_f64, -2.5])),
        Case::new("array u", made(Array::new('u', text()))),
        Case::new("array w", made(Array::new('w', text()))),
        Case::new("array empty", Array::from(Vec::<i32>::new())),
    ]
}

fn callables() -> Vec<Case> {
    let partial = |args: Vec<Any>| Partial { args, ..made(Partial::new("builtins", "sorted")) };
    let mut reverse = partial(vec![made(Any::of(&vec![2, 1]))]);
    reverse.keywords.insert("reverse", true);
    let mut labelled = partial(Vec::new());
    labelled.attributes.insert("label", "x");
    vec![
        Case::new("pattern", Pattern::new("a+", 0)),
        Case::new("pattern_flags", Pattern::new("\u{e4}+", Pattern::IGNORECASE | Pattern::MULTILINE)),
        Case::new("pattern_ascii", Pattern::new("a", Pattern::ASCII)),
        Case::new("pattern_bytes", Pattern::new(PatternText::from(&b"a\xff+"[..]), Pattern::MULTILINE)),
        Case::new("partial", reverse),
        Case::new("partial_attribute", labelled),
    ]
}

fn exceptions() -> Vec<Case> {
    let mut refused = Exception::new("more_values", "Refused").with_arg("no").with_arg(7);
    refused.attributes.insert("code", 7);
    let not_found = |name| Exception::new("builtins", name).with_arg(2).with_arg("No such file").with_arg("f.txt");
    vec![
        Case::new("exception", Exception::new("builtins", "ValueError").with_arg("no such order").with_arg(17)),
        Case::new("exception_no_args", Exception::new("builtins", "KeyError")),
        Case::new("exception_attributes", refused),
        Case::new("file_not_found", not_found("FileNotFoundError")).losing(Protocol::V3, not_found("OSError")),
    ]
}

fn paths() -> Vec<Case> {
    let posix = |text| Path::new(PathClass::PurePosixPath, text);
    let windows = |text| Path::new(PathClass::PureWindowsPath, text);
    vec![
        Case::new("path_posix", Path::new(PathClass::PosixPath, "a/b")),
        Case::new("path_pure_posix ", posix("")),
        Case::new("path_pure_posix a/b", posix("a/b")),
        Case::new("path_pure_posix /", posix("/")),
        Case::new("path_pure_posix /a/b.txt", posix("/a/b.txt")),
        Case::new("path_pure_posix //a", posix("//a")),
        Case::new("path_pure_posix /\u{e4}", posix("/\u{e4}")),
        Case::new("path_pure_windows ", windows("")),
        Case::new("path_pure_windows a/b", windows("a/b")),
        Case::new("path_pure_windows c:/", windows("c:/")),
        Case::new("path_pure_windows c:/a/b", windows("c:/a/b")),
        Case::new("path_pure_windows c:a", windows("c:a")),
        Case::new("path_pure_windows //server/share/a", windows("//server/share/a")),
        Case::new("path_segments", posix("a/b/c")),
        Case::new("path_absolute_segment", posix("/b")),
    ]
}

fn addresses() -> Vec<Case> {
    vec![
        Case::new("ip 0.0.0.0", made("0.0.0.0".parse::<Ipv4Address>())),
        Case::new("ip 192.168.0.1", made("192.168.0.1".parse::<Ipv4Address>())),
        Case::new("ip 255.255.255.255", made("255.255.255.255".parse::<Ipv4Address>())),
        Case::new("ip ::1", made("::1".parse::<Ipv6Address>())),
        Case::new("ip 2001:db8::ff00:42:8329", made("2001:db8::ff00:42:8329".parse::<Ipv6Address>())),
        Case::new("ip_scope", made("fe80::1%eth0".parse::<Ipv6Address>())),
        Case::new("network 10.0.0.0/8", made("10.0.0.0/8".parse::<Ipv4Network>())),
        Case::new("network 0.0.0.0/0", made("0.0.0.0/0".parse::<Ipv4Network>())),
        Case::new("network 1.2.3.4/32", made("1.2.3.4/32".parse::<Ipv4Network>())),
        Case::new("network 2001:db8::/32", made("2001:db8::/32".parse::<Ipv6Network>())),
        Case::new("network ::/0", made("::/0".parse::<Ipv6Network>())),
        Case::new("interface 10.0.0.1/8", made("10.0.0.1/8".parse::<Ipv4Interface>())),
        Case::new("interface 2001:db8::1/32", made("2001:db8::1/32".parse::<Ipv6Interface>())),
    ]
}

fn flags() -> Vec<Case> {
    let permission = |bits| ByBits(Flags::new(Global::new("flag_classes", "Permission"), bits));
    let mode = |bits| ByBits(Flags::new(Global::new("flag_classes", "Mode"), bits));
    vec![
        Case::new("flag_member", permission(4)),
        Case::new("flag_union", permission(6)),
        Case::new("flag_all", permission(7)),
        Case::new("flag_zero", permission(0)),
        Case::new("int_flag_member", mode(2)),
        Case::new("int_flag_union", mode(3)),
        Case::new("int_flag_unknown_bits", mode(64)),
    ]
}

fn zones() -> Vec<Case> {
    let no_cache = ZoneInfo { from_cache: false, ..ZoneInfo::new("UTC") };
    let leap_day = DateTime::from(date(2024, 2, 29));
    vec![
        Case::new("zoneinfo", ZoneInfo::new("UTC")),
        Case::new("zoneinfo_no_cache", no_cache),
        Case::new("datetime_zoneinfo", leap_day.with_tzinfo(ZoneInfo::new("UTC"))),
    ]
}

/// Flags of which only the bits count, whether a pickle has them or the names of members.
struct ByBits(Flags);

impl ByBits {
    fn key(&self) -> (&Global<'static>, Option<Int>) {
        const MEMBERS: [(&str, i128); 6] =
            [("READ", 4), ("WRITE", 2), ("EXECUTE", 1), ("ALL", 7), ("TEXT", 1), ("BINARY", 2)];
        (&self.0.class, self.0.bits_of(&MEMBERS).ok())
    }
}

impl PartialEq for ByBits {
    fn eq(&self, other: &ByBits) -> bool {
        self.key() == other.key()
    }
}

impl fmt::Debug for ByBits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key().fmt(f)
    }
}

impl Pickle for ByBits {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.0.pickle(writer)
    }
}

impl<'de> Unpickle<'de> for ByBits {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Flags::unpickle(source).map(ByBits)
    }
}
