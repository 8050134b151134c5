//! Python 2.7 and Rust read each other's pickles, at protocols 0 to 2.

mod with_python;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};
use std::rc::Rc;

use pickle_core::pystd::{Complex, Date, DateTime, Decimal, OrderedDict, Time, TimeDelta};
use pickle_core::{
    Any, ByteArray, Bytes, Encoding, FrozenSet, Graph, Int, Pickle, Pickler, Protocol, PyString, Result, Source, Tuple,
    Unpickle, Unpickler, Writer,
};

use with_python::{pythons, unhex};

/// Written by `python2/make_pickles.py`: name, module, protocol and pickle in hexadecimal.
const PICKLES: &str = include_str!("python2/pickles.txt");

const PROTOCOLS: [Protocol; 3] = [Protocol::V0, Protocol::V1, Protocol::V2];

/// A `str` of Python 2.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ByteString(Vec<u8>);

impl Pickle for ByteString {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.byte_string(&self.0)
    }
}

impl<'de> Unpickle<'de> for ByteString {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.bytes().map(|bytes| ByteString(bytes.into_owned()))
    }
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "values")]
struct New {
    name: String,
    photo: Bytes,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "values")]
struct Old {
    name: String,
    photo: ByteString,
}

/// The pickles of Python 2 of this name: a label, the protocol and the bytes.
fn pickles(name: &str) -> Vec<(String, Vec<u8>)> {
    let fields = PICKLES.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let found = fields.filter(|fields| name.is_empty() || fields[0] == name);
    found.map(|fields| (fields[..3].join(" "), unhex(fields[3]))).collect()
}

/// Loads the value from every pickle of that name, and adds its own pickles to the lines for `check.py`.
fn cross<T: Pickle + PartialEq + Debug + for<'de> Unpickle<'de>>(name: &str, value: &T, lines: &mut String) {
    assert_loads(name, value);
    for protocol in PROTOCOLS {
        let pickler = Pickler::new().protocol(protocol);
        write_line(lines, name, protocol, &pickler.dumps(value).unwrap_or_else(|error| panic!("{name}: {error}")));
    }
}

fn assert_loads<T: PartialEq + Debug + for<'de> Unpickle<'de>>(name: &str, value: &T) {
    assert_eq!(pickles(name).len(), 6, "{name}");
    for (label, bytes) in pickles(name) {
        let unpickler = Unpickler::new().encoding(Encoding::Latin1);
        let loaded: T = unpickler.loads(&bytes).unwrap_or_else(|error| panic!("{label}: {error}"));
        assert_eq!(loaded, *value, "{label}");
    }
}

fn write_line(lines: &mut String, name: &str, protocol: Protocol, pickle: &[u8]) {
    let digits: String = pickle.iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(lines, "{name} {protocol} {digits}").unwrap_or_else(|error| panic!("{error}"));
}

fn any(value: &impl Pickle) -> Any {
    Any::of(value).unwrap_or_else(|error| panic!("{error}"))
}

/// The values of `values.py`, in the Rust types that they are most naturally.
fn cross_all(lines: &mut String) -> Result<()> {
    cross("none", &(), lines);
    cross("bools", &vec![true, false], lines);
    let small = [0_i64, 1, -1, 255, 65536, -(1 << 31), 1 << 31, 1 << 62, i64::MIN].map(Int::from);
    cross("ints", &small.into_iter().chain([Int::from(1_i128 << 100)]).collect::<Vec<_>>(), lines);
    cross("floats", &vec![0.0, -0.0, 1.5, 1e300, f64::INFINITY], lines);
    cross("complex", &Complex::new(1.5, -2.0), lines);
    cross("unicode", &"Straße 日本 😀\n\\u".to_owned(), lines);
    cross("surrogates", &PyString::from_utf8(*b"caf\xed\xb3\xa9\xed\xa0\x80").unwrap_or_default(), lines);
    cross("str", &ByteString(b"caf\xe9\x00\n'\"\\".to_vec()), lines);
    cross("str", &Bytes(b"caf\xe9\x00\n'\"\\".to_vec()), lines);
    cross("ascii", &ByteString(b"ascii".to_vec()), lines);
    cross("bytearray", &ByteArray(b"\x00\xff".to_vec()), lines);
    cross("list", &vec![any(&1), any(&vec!["two"]), any(&Vec::<i64>::new())], lines);
    cross("tuples", &(0..5).map(|length| Tuple::from_iter(1..=length)).collect::<Tuple<Tuple<i64>>>(), lines);
    cross("dict", &BTreeMap::from([("a".to_owned(), any(&1)), ("é".to_owned(), any(&vec![2]))]), lines);
    let entries = [(&b"a"[..], &b"\xff"[..]), (b"\xe9", b"")];
    let entries = entries.map(|(key, value)| (ByteString(key.to_vec()), ByteString(value.to_vec())));
    cross("str_dict", &BTreeMap::from(entries), lines);
    cross("set", &BTreeSet::from([1, 2]), lines);
    cross("frozenset", &FrozenSet::from_iter(["x".to_owned()]), lines);
    cross("ordered", &OrderedDict::<_, _>::from_iter([("b".to_owned(), 1), ("a".to_owned(), 2)]), lines);
    let date = Date::new(2024, 2, 29)?;
    cross("date", &date, lines);
    cross("datetime", &DateTime::new(date, Time::new(23, 59, 58, 123_456)?), lines);
    cross("timedelta", &TimeDelta::new(-1, 2, 3)?, lines);
    cross("decimal", &Decimal::new("1.50")?, lines);
    let shared = Rc::new(vec!["shared".to_owned()]);
    cross("shared", &vec![shared.clone(), shared], lines);
    cross("new", &New { name: "Müße".to_owned(), photo: Bytes(b"\xff\xd8".to_vec()) }, lines);
    assert_loads("old", &Old { name: "Müße".to_owned(), photo: ByteString(b"\xff\xd8".to_vec()) });
    Ok(())
}

/// What was read without types is written at each protocol, old-style instances too.
fn transcode_all(lines: &mut String) -> Result<()> {
    for (label, bytes) in pickles("") {
        let graph = Graph::loads(&bytes)?;
        for protocol in PROTOCOLS {
            let name = label.split(' ').next().unwrap_or_default();
            write_line(lines, name, protocol, &Pickler::new().protocol(protocol).dumps(&graph)?);
        }
    }
    Ok(())
}

#[test]
fn python_2_and_rust_read_each_other() {
    let mut lines = String::new();
    cross_all(&mut lines).expect("the values");
    transcode_all(&mut lines).expect("the graphs");
    let found = pythons().into_iter().find(|python| python.version == (2, 7));
    let Some(python) = found else {
        println!("skipped: no Python 2.7 is found");
        return;
    };
    let printed = python.run_with("python2/check.py", &[], lines.as_bytes());
    let expected = format!("{} values were checked", 2 * lines.lines().count());
    assert_eq!(printed.trim(), expected);
}
