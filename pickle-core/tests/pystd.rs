//! Python's standard classes: CPython's pickles load as the values that they are of, and CPython loads our dumps as the
//! values that its own pickles give.

#[path = "pystd/more_values.rs"]
mod more_values;
#[path = "pystd/python.rs"]
mod python;
mod with_python;
#[path = "pystd/values.rs"]
mod values;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pickle_core::pystd::{
    Array, ArrayValues, Complex, Date, DateTime, Decimal, Deque, Exception, Flags, Fraction, Ipv4Address, Ipv4Network,
    Ipv6Address, NamedTuple, OrderedDict, Partial, Path, PathClass, Pattern, Range, SafeUuid, TABLE, Time, TimeDelta,
    TimeZone, TzInfo, Uuid, ZoneInfo,
};
use pickle_core::{Global, Int, Pickle, Pickler, Protocol, Result, Unpickle, loads};

use python::{Pickled, pickles, pickles_path};
use values::{Case, cases};
use with_python::pythons;

/// Names of values in a time zone that is of no class of ours.
const IN_OTHER_ZONES: [&str; 2] = ["time_in_zone", "datetime_in_zone"];

#[test]
fn pickles_of_cpython_load() {
    let cases = cases();
    let mut names: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
    for pickled in pickles().iter().filter(|pickled| !IN_OTHER_ZONES.contains(&&*pickled.name)) {
        let case = cases.iter().find(|case| case.name == pickled.name);
        case.unwrap_or_else(|| panic!("{} is no case", pickled.name)).check_load(pickled);
        names.remove(&*pickled.name);
    }
    assert!(names.is_empty(), "no pickle of CPython has {names:?}");
}

#[test]
fn damaged_pickles_are_errors_or_other_values() {
    let cases = cases();
    let (mut loaded, mut refused) = (0, 0);
    for pickled in pickles() {
        let Some(case) = cases.iter().find(|case| case.name == pickled.name) else { continue };
        for position in 0..pickled.bytes.len() {
            let mut damaged = pickled.bytes.clone();
            // Another bit for each position, and for each pickle another byte.
            damaged[position] ^= 1 << ((position + pickled.bytes.len()) % 8);
            match case.try_load(&damaged) {
                Ok(_) => loaded += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(loaded > 1_000 && refused > 10_000, "{loaded} loaded, {refused} refused");
}

#[test]
fn dumps_load_as_the_same_value() {
    for case in cases() {
        for protocol in Protocol::ALL {
            let (bytes, version) = (case.dump(protocol), "Rust".to_owned());
            case.check_load(&Pickled { version, name: case.name.to_owned(), protocol, bytes });
        }
    }
}

#[test]
fn cpython_loads_the_dumps() {
    let mut lines: String = cases().iter().flat_map(dumped_lines).collect();
    for pickled in pickles().iter().filter(|pickled| IN_OTHER_ZONES.contains(&&*pickled.name)) {
        lines.extend(match pickled.name.starts_with("time") {
            true => dumped_lines(&Case::new(IN_OTHER_ZONES[0], pickled.load::<Time>())),
            false => dumped_lines(&Case::new(other_zone_name(pickled), pickled.load::<DateTime>())),
        });
    }
    for python in pythons() {
        match python.try_run("pystd/check_dumps.py", &[], lines.as_bytes()) {
            Ok(printed) => println!("Python {}: {}", python.name(), printed.trim()),
            Err(printed) => panic!("Python {}:\n{printed}", python.name()),
        }
    }
}

fn other_zone_name(pickled: &Pickled) -> &'static str {
    IN_OTHER_ZONES.into_iter().find(|name| *name == pickled.name).unwrap_or_default()
}

/// A line for each protocol: name, protocol, the dump of the value, and that of a list which has it twice.
fn dumped_lines(case: &Case) -> Vec<String> {
    let line = |protocol: Protocol| {
        let (once, twice) = (hexadecimal(&case.dump(protocol)), hexadecimal(&case.dump_twice(protocol)));
        format!("{}|{protocol}|{once}|{twice}\n", case.name)
    };
    Protocol::ALL.map(line).to_vec()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[test]
fn checked_in_pickles_are_those_of_cpython() {
    let made: Vec<_> = pythons().into_iter().filter(|python| pickles_path(python).exists()).collect();
    for python in made {
        let now = python.run("pystd/make_pickles.py", &[]);
        let path = pickles_path(&python);
        if std::fs::read_to_string(&path).ok().as_ref() != Some(&now) {
            std::fs::write(&path, now).unwrap_or_else(|error| panic!("{error}"));
            panic!("{} was not what Python makes; it is written anew: check it in", path.display());
        }
    }
}

#[test]
fn time_zones_of_other_classes_are_kept() {
    let leap_day = DateTime::from(date(2024, 2, 29));
    for pickled in pickles() {
        match &*pickled.name {
            "time_in_zone" => {
                let loaded: Time = pickled.load();
                assert_eq!(loaded, time(1, 2, 3, 0).with_tzinfo(other_zone(loaded.tzinfo(), "values.Zone")));
            }
            "datetime_in_zone" => {
                let loaded: DateTime = pickled.load();
                assert_eq!(loaded, leap_day.clone().with_tzinfo(other_zone(loaded.tzinfo(), "values.Zone")));
                assert_eq!(loaded.to_string(), "2024-02-29 00:00:00[values.Zone]");
            }
            _ => {}
        }
    }
}

fn other_zone(tzinfo: Option<&TzInfo>, shown: &str) -> TzInfo {
    match tzinfo {
        Some(other @ TzInfo::Other(_)) if other.to_string() == shown => other.clone(),
        _ => panic!("{tzinfo:?} is not {shown}"),
    }
}

#[test]
fn equal_values_are_written_once() {
    check_written_once(&date(2024, 2, 29));
    check_written_once(&time(1, 2, 3, 4).with_fold(true));
    check_written_once(&DateTime::MAX.with_tzinfo(TimeZone::UTC));
    check_written_once(&TimeDelta::MIN);
    check_written_once(&TimeZone::UTC.with_name("Z"));
    check_written_once(&decimal("1.50"));
    check_written_once(&Uuid::NIL.with_is_safe(SafeUuid::Safe));
    check_written_once(&Complex::new(1.0, 2.0));
}

fn check_written_once<T: Pickle + Clone>(value: &T) {
    for protocol in Protocol::ALL {
        let [once, thrice] = [1, 3].map(|count| dump(&vec![value.clone(); count], protocol).len());
        assert!(thrice <= once + 12, "{once} and {thrice} bytes at protocol {protocol}");
    }
}

#[test]
fn equal_values_of_more_classes_are_written_once() {
    check_written_once(&made(Fraction::new(1, 3)));
    check_written_once(&Range::from(0..9));
    check_written_once(&Path::new(PathClass::PosixPath, "/a/b"));
    check_written_once(&made("10.0.0.1".parse::<Ipv4Address>()));
    check_written_once(&made("fe80::1%eth0".parse::<Ipv6Address>()));
    check_written_once(&made("10.0.0.0/8".parse::<Ipv4Network>()));
    check_written_once(&Pattern::new("a+", 0));
    check_written_once(&ZoneInfo::new("Europe/Paris"));
    check_written_once(&Flags::new(Global::new("files", "Permission"), 6));
}

#[test]
fn values_of_more_classes_are_kept_apart() {
    let fractions = vec![made(Fraction::new(1, 23)), made(Fraction::new(12, 3)), made(Fraction::new(1, 2))];
    assert_eq!(round_trip(&fractions), fractions);
    let paths = vec![Path::new(PathClass::PosixPath, "a"), Path::new(PathClass::PurePosixPath, "a")];
    assert_eq!(round_trip(&paths), paths);
    let patterns = vec![Pattern::new("a", 0), Pattern::new(&b"a"[..], Pattern::UNICODE)];
    assert_eq!(round_trip(&patterns), patterns);
    let class = |module, name| Global::new(module, name);
    let flags =
        vec![Flags::new(class("a.b", "C"), 1), Flags::new(class("a", "b.C"), 1), Flags::new(class("a.b", "C"), 2)];
    assert_eq!(round_trip(&flags), flags);
    let zones = vec![ZoneInfo::new("UTC"), ZoneInfo { from_cache: false, ..ZoneInfo::new("UTC") }];
    assert_eq!(round_trip(&zones), zones);
}

#[test]
fn arrays_of_other_machines_load() {
    let packed = |typecode: &str, machine_format: u8, bytes: &str| {
        format!(
            "carray\n_array_reconstructor\n(carray\narray\nV{typecode}\nI{machine_format}\nc_codecs\nencode\n(V{bytes}\nVlatin1\ntRtR."
        )
    };
    let array = |typecode, values| made(Array::new(typecode, values));
    check_load(&packed("h", 5, "\x01\x02"), array('h', ArrayValues::I16(vec![0x0102])));
    check_load(&packed("l", 8, "\u{ff}\u{ff}\u{ff}\u{ff}"), array('l', ArrayValues::I64(vec![-1])));
    check_load(&packed("L", 7, "\0\0\x01\x02"), array('L', ArrayValues::U64(vec![0x0102])));
    check_load(&packed("u", 18, "a\0\u{e9}\0"), array('u', ArrayValues::Unicode("a\u{e9}".to_owned())));
    check_load(&packed("u", 21, "\0\0\0a"), array('u', ArrayValues::Unicode("a".to_owned())));
    check_load(&packed("d", 17, "?\u{f0}\0\0\0\0\0\0"), Array::from(vec![1.0]));
}

fn check_load<T: for<'de> Unpickle<'de> + PartialEq + std::fmt::Debug>(pickle: &str, expected: T) {
    let bytes: Vec<u8> = pickle.chars().map(|character| character as u32 as u8).collect();
    assert_eq!(load::<T>(&bytes), expected);
}

#[test]
fn flags_by_name_keep_their_names() {
    // Python 3.11.2: `Permission.WRITE | Permission.READ | Permission(8)`
    let member = |name: &str| format!("cbuiltins\ngetattr\n(cfiles\nPermission\nV{name}\ntR");
    let union = |one: &str, other: &str| format!("c_operator\nor_\n({one}{other}tR");
    let bits = "cfiles\nPermission\n(I8\ntR";
    let pickle = union(&union(&member("WRITE"), &member("READ")), bits);
    let expected = Flags {
        names: vec!["WRITE".to_owned(), "READ".to_owned()],
        ..Flags::new(Global::new("files", "Permission"), 8)
    };
    check_load(&format!("{pickle}."), expected.clone());
    for protocol in Protocol::ALL {
        assert_eq!(load::<Flags>(&dump(&expected, protocol)), expected);
    }
    assert_eq!(expected.bits_of(&[("READ", 4), ("WRITE", 2)]).ok(), Some(Int::from(14)));
    let Err(error) = expected.bits_of(&[("READ", 4)]) else { panic!("WRITE has no value") };
    assert_eq!(error.to_string(), "expected a member of files.Permission, found 'WRITE'");
}

#[test]
fn a_union_of_shared_flags_is_walked_once() {
    let mut pickle = b"\x80\x02cfiles\nPermission\nK\x01\x85R".to_vec();
    for index in 0..200_u8 {
        pickle.extend([b'q', index, b'0']);
        pickle.extend(b"c_operator\nor_\n");
        pickle.extend([b'h', index, b'h', index]);
        pickle.extend(b"\x86R");
    }
    pickle.push(b'.');
    assert_eq!(load::<Flags>(&pickle), Flags::new(Global::new("files", "Permission"), 1));
}

#[test]
fn flags_of_too_many_names_are_an_error() {
    let names = vec!["READ".to_owned(); 10_000];
    let flags = Flags { names, ..Flags::new(Global::new("files", "Permission"), 0) };
    let Err(error) = Pickler::new().dumps(&flags) else { panic!("it is dumped") };
    assert!(error.to_string().contains("levels deep"), "{error}");
}

#[test]
fn huge_fractions_load() {
    let huge = Int::from_signed_bytes_le(&[0x7f; 100_000]);
    let pickle = dump(&(huge.clone(), Int::from(3)), Protocol::V2);
    let call = [b"\x80\x02cfractions\nFraction\n", &pickle[2..pickle.len() - 1], b"R."].concat();
    assert_eq!(load::<Fraction>(&call).numerator(), &huge);
}

#[test]
fn errors_of_more_classes_say_what_is_wrong() {
    check_error::<Fraction>(
        b"cfractions\nFraction\n(V1/0\ntR.",
        "value out of range for Fraction: the denominator is 0 (at byte 27)",
    );
    check_error::<Fraction>(
        b"cfractions\nFraction\n(Vhalf\ntR.",
        "value out of range for Fraction: 'half' is no fraction; write it like 1/3 (at byte 28)",
    );
    check_error::<Range>(
        b"cbuiltins\nrange\n(I1\nI2\nI0\ntR.",
        "value out of range for Range: the step is 0 (at byte 27)",
    );
    check_error::<Path>(b"Va\n.", "expected a pathlib path, found str (at byte 0)");
    check_error::<Path>(
        b"cpathlib\nPureOtherPath\n(tR.",
        "expected a pathlib path, found an object made by pathlib.PureOtherPath",
    );
    check_error::<Ipv4Address>(
        b"cipaddress\nIPv4Address\n(I-1\ntR.",
        "value out of range for Ipv4Address: the int is negative or has too many bits (at byte 24)",
    );
    check_error::<Ipv4Network>(
        b"cipaddress\nIPv4Network\n(V10.0.0.1/8\ntR.",
        "value out of range for Ipv4Network: 10.0.0.1/8 has bits set behind the prefix (at byte 24)",
    );
    check_error::<Ipv4Network>(
        b"cipaddress\nIPv4Network\n(V10.0.0.0/33\ntR.",
        "value out of range for Ipv4Network: a prefix of 33 bits is longer than the address (at byte 24)",
    );
    check_error::<Array>(
        b"carray\narray\n(Vx\n(ltR.",
        "expected one of the typecodes b, B, u, w, h, H, i, I, l, L, q, Q, f and d, found 'x'",
    );
    check_error::<Array>(
        b"\x80\x03carray\n_array_reconstructor\n(carray\narray\nVi\nK\x08C\x03abctR.",
        "value out of range for Array: 3 bytes are no items of machine format 8",
    );
    check_error::<Array>(
        b"\x80\x03carray\n_array_reconstructor\n(cmodels\nArray\nVi\nK\x08C\x00tR.",
        "expected array.array, found the global models.Array",
    );
    check_error::<Flags>(
        b"c_operator\nor_\n(ca\nA\n(I1\ntRcb\nB\n(I1\ntRtR.",
        "expected values of one enum.Flag, found an object made by _operator.or_",
    );
    check_error::<Flags>(b"I1\n.", "expected a value of an enum.Flag, found int (at byte 0)");
    check_error::<Exception>(b"I1\n.", "expected an exception, found int (at byte 0)");
    check_error::<Exception>(b"cbuiltins\nValueError\n(tRI1\nb.", "expected dict, found int");
    check_error::<NamedTuple>(b"(I1\nt.", "expected a named tuple, found tuple");
    check_error::<Deque<i64>>(b"(lI1\na.", "expected collections.deque, found list");
    check_error::<Partial>(
        b"cfunctools\npartial\n(tR.",
        "expected functools.partial made with at least 1 argument, the last for 'func', found 0 arguments",
    );
}

#[test]
fn different_values_are_kept_apart() {
    let safe = Uuid::NIL.with_is_safe(SafeUuid::Safe);
    let loaded: Vec<Uuid> = round_trip(&vec![Uuid::NIL, safe]);
    assert_eq!(loaded.iter().map(|uuid| uuid.is_safe()).collect::<Vec<_>>(), [SafeUuid::Unknown, SafeUuid::Safe]);

    let zones = vec![TimeZone::UTC, TimeZone::UTC.with_name("")];
    assert_eq!(round_trip(&zones), zones);
    let times = vec![time(1, 0, 0, 0), time(1, 0, 0, 0).with_fold(true), time(1, 0, 0, 0).with_tzinfo(TimeZone::UTC)];
    assert_eq!(round_trip(&times), times);
}

#[test]
fn one_time_zone_serves_all_datetimes() {
    let pickle: Vec<u8> =
        pickles().into_iter().find(|pickled| pickled.name == "datetime_in_zone").map(|p| p.bytes).unwrap_or_default();
    let in_zone: DateTime = load(&pickle);
    let Some(zone) = in_zone.tzinfo().cloned() else { panic!("{in_zone:?} is naive") };
    let days = |count| (1..=count).map(|day| DateTime::from(date(2024, 1, day)).with_tzinfo(zone.clone()));
    let [two, three] = [2, 3].map(|count| dump(&days(count).collect::<Vec<_>>(), Protocol::V4).len());
    let naive = [2, 3].map(|count| dump(&days(count).map(|day| day.date()).collect::<Vec<_>>(), Protocol::V4).len());
    assert!(three - two <= naive[1] - naive[0] + 10, "{} bytes for a datetime more", three - two);
}

#[test]
fn numbers_make_dates_and_times() {
    assert_eq!(load::<Date>(b"cdatetime\ndate\n(I2024\nI2\nI29\ntR."), date(2024, 2, 29));
    assert_eq!(load::<Time>(b"cdatetime\ntime\n(tR."), Time::MIN);
    assert_eq!(load::<Time>(b"cdatetime\ntime\n(I1\nI2\ntR."), time(1, 2, 0, 0));
    let datetime = DateTime::new(date(2024, 2, 29), time(12, 30, 0, 0));
    assert_eq!(load::<DateTime>(b"cdatetime\ndatetime\n(I2024\nI2\nI29\nI12\nI30\ntR."), datetime);
    assert_eq!(load::<DateTime>(b"cdatetime\ndatetime\n(I2024\nI2\nI29\nNtR."), DateTime::from(date(2024, 2, 29)));
    assert_eq!(load::<TimeDelta>(b"cdatetime\ntimedelta\n(I1\ntR."), delta(1, 0, 0));
}

#[test]
fn text_of_latin1_is_packed_bytes_too() {
    assert_eq!(load::<Date>(b"cdatetime\ndate\n(V\x07\xe8\x02\x1d\ntR."), date(2024, 2, 29));
}

#[test]
fn hand_written_calls_make_decimals_and_ordered_dicts() {
    assert_eq!(load::<Decimal>(b"cdecimal\nDecimal\n(I-5\ntR."), decimal("-5"));
    assert_eq!(load::<Decimal>(b"cdecimal\nDecimal\n(V1e3\ntR."), decimal("1E+3"));
    assert_eq!(load::<Decimal>(b"cdecimal\nDecimal\n(tR."), decimal("0"));
    let pairs = load::<OrderedDict<String, i64>>(b"ccollections\nOrderedDict\n((l(Vb\nI1\nta(Va\nI2\ntatR.");
    assert_eq!(pairs.iter().collect::<Vec<_>>(), [(&"b".to_owned(), &1), (&"a".to_owned(), &2)]);
}

#[test]
fn errors_say_what_is_wrong() {
    check_error::<Date>(
        b"cdatetime\ndate\n(I2023\nI2\nI29\ntR.",
        "value out of range for Date: day 29 is not in 1 to 28 (at byte 30)",
    );
    check_error::<Date>(
        b"cdatetime\ndate\n(U\x03abctR.",
        "value out of range for Date: expected 4 packed bytes, found 3 (at byte 22)",
    );
    check_error::<DateTime>(
        b"cdatetime\ndatetime\n(I2023\nI2\ntR.",
        "expected datetime.datetime made from a date and a time, found 2 numbers (at byte 30)",
    );
    check_error::<DateTime>(
        b"cdatetime\ndatetime\n(U\x0a\x07\xe8\x02\x1d\0\0\0\0\0\0I5\ntR.",
        "expected datetime.datetime made from packed bytes or numbers, found other arguments (at byte 36)",
    );
    check_error::<DateTime>(
        b"cdatetime\ndatetime\n(U\x0a\x07\xe8\x02\x1d\0\0\0\0\0\0]tR.",
        "expected a time zone (datetime.tzinfo), found list (at byte 32)",
    );
    check_error::<TimeDelta>(
        b"cdatetime\ntimedelta\n(I1000000000\ntR.",
        "value out of range for TimeDelta: 1000000000 days are not in -999999999 to 999999999 (at byte 34)",
    );
    check_error::<TimeZone>(
        b"cdatetime\ntimezone\n(cdatetime\ntimedelta\n(I1\ntRtR.",
        "value out of range for TimeZone: the offset 1 day, 0:00:00 is a day or more (at byte 47)",
    );
    check_error::<Decimal>(
        b"cdecimal\nDecimal\n(V1,5\ntR.",
        "value out of range for Decimal: '1,5' is no decimal number; write it like 9.90, 1E+3, NaN or Infinity \
         (at byte 18)",
    );
    check_error::<Uuid>(b"cuuid\nUUID\n)\x81.", "uuid.UUID object lacks the attribute 'int'");
    check_error::<Date>(
        b"cdecimal\nDecimal\n(V1\ntR.",
        "expected datetime.date, found an object made by decimal.Decimal",
    );
    check_error::<OrderedDict<i64, i64>>(b"(d.", "expected collections.OrderedDict, found dict (at byte 1)");
}

fn check_error<T: for<'de> Unpickle<'de> + std::fmt::Debug>(pickle: &[u8], expected: &str) {
    match loads::<T>(pickle) {
        Ok(value) => panic!("{value:?} was loaded"),
        Err(error) => assert!(error.to_string().starts_with(expected), "{error}\nis not\n{expected}"),
    }
}

#[test]
fn text_is_that_of_python() {
    let west = TimeZone::new(delta(0, -12_600, 0)).unwrap_or_else(|error| panic!("{error}"));
    let odd = TimeZone::new(delta(0, -3_602, -3)).unwrap_or_else(|error| panic!("{error}"));
    check_text(DateTime::MAX, "9999-12-31 23:59:59.999999");
    check_text(DateTime::MIN.with_tzinfo(west.clone()), "0001-01-01 00:00:00-03:30");
    check_text(time(1, 2, 3, 4).with_tzinfo(odd.clone()), "01:02:03.000004-01:00:02.000003");
    check_text(west, "UTC-03:30");
    check_text(odd, "UTC-01:00:02.000003");
    check_text(TimeZone::UTC, "UTC");
    check_text(TimeZone::UTC.with_name("Z"), "Z");
    check_text(delta(0, 0, 0), "0:00:00");
    check_text(delta(0, -1, 0), "-1 day, 23:59:59");
    check_text(delta(2, 36_000, 1), "2 days, 10:00:00.000001");
    check_text(Complex::new(0.0, 2.5), "2.5j");
    check_text(Complex::new(-0.0, -1e16), "(-0-1e+16j)");
    check_text(Complex::new(f64::INFINITY, f64::NAN), "(inf+nanj)");
    check_text(Uuid::from_u128(5), "00000000-0000-0000-0000-000000000005");
}

fn check_text(value: impl ToString, expected: &str) {
    assert_eq!(value.to_string(), expected);
}

#[test]
fn uuids_are_read_as_python_reads_them() {
    let uuid = Uuid::from_u128(0x1234_5678_1234_5678_1234_5678_1234_5678);
    for text in ["{12345678-1234-5678-1234-567812345678}", "urn:uuid:12345678123456781234567812345678"] {
        assert_eq!(text.parse::<Uuid>().ok(), Some(uuid), "{text}");
    }
    for text in ["", "1234", "+2345678123456781234567812345678", "g2345678123456781234567812345678"] {
        assert!(text.parse::<Uuid>().is_err(), "{text}");
    }
}

#[test]
fn durations_become_timedeltas_and_back() {
    use std::time::Duration;

    let duration = Duration::new(86_401, 2_000);
    assert_eq!(TimeDelta::try_from(duration).ok(), Some(delta(1, 1, 2)));
    assert_eq!(Duration::try_from(delta(1, 1, 2)).ok(), Some(duration));
    assert_eq!(Duration::try_from(TimeDelta::MAX).map(|longest| longest.subsec_micros()).ok(), Some(999_999));
    let Err(error) = Duration::try_from(delta(0, -1, 0)) else { panic!("it is negative") };
    assert_eq!(error.to_string(), "value out of range for Duration: -1 day, 23:59:59 is negative");
    assert!(TimeDelta::try_from(Duration::MAX).is_err());
}

#[test]
fn the_table_has_each_class_once() {
    let names: BTreeSet<_> = TABLE.iter().map(|class| (class.module, class.name)).collect();
    assert_eq!(names.len(), TABLE.len());
    assert!(TABLE.iter().all(|class| class.rust_path.starts_with("::pickle_core::pystd::")));
}

pub(crate) fn made<T>(result: Result<T>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn date(year: u16, month: u8, day: u8) -> Date {
    Date::new(year, month, day).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn time(hour: u8, minute: u8, second: u8, microsecond: u32) -> Time {
    Time::new(hour, minute, second, microsecond).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn delta(days: i64, seconds: i64, microseconds: i64) -> TimeDelta {
    TimeDelta::new(days, seconds, microseconds).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::new(text).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn dump<T: Pickle>(value: &T, protocol: Protocol) -> Vec<u8> {
    Pickler::new().protocol(protocol).dumps(value).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn load<T: for<'de> Unpickle<'de>>(pickle: &[u8]) -> T {
    loads(pickle).unwrap_or_else(|error| panic!("{error}"))
}

fn round_trip<T: Pickle + for<'de> Unpickle<'de>>(value: &T) -> T {
    load(&dump(value, Protocol::V4))
}
