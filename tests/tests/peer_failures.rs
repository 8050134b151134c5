//! What other pickle readers get wrong: one test for each failure that was found in one of them.
//!
//! The ids are those of the table of failures, `h` for its rows of hostile input. Each test has the bytes that showed the
//! failure, and compares with CPython's answer, which the Python of this machine confirms where there is one.

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::fmt::{Debug, Write as _};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use pickle_core::{
    Any, ByteArray, Bytes, Error, FrozenSet, Graph, IndexMap, IndexSet, Int, NodeId, NodeRef, ObjectRef, Part, Pickle,
    PickleClass, Pickler, Protocol, Source, Tuple, Unpickle, Value, dumps, load, loads,
};
use pickle_tests::interpreter::interpreters;
use pickle_tests::path;

// ---- What the tests compare with.

/// The pickle reads as the Python expression says, into a [`Graph`] and into [`Any`], and so does what they dump at any
/// protocol.
#[track_caller]
fn check(pickle: &[u8], expression: &str) {
    python_agrees(expression, pickle);
    let graph = Graph::loads(pickle).expect("a pickle that CPython reads");
    assert_eq!(written(&graph), expression);
    let any: Any = loads(pickle).expect("a pickle that CPython reads");
    for protocol in Protocol::ALL {
        for dump in [dumps_at(protocol, &graph), dumps_at(protocol, &any)] {
            assert_eq!(written(&Graph::loads(&dump).expect("our own pickle")), expression, "at protocol {protocol}");
            python_agrees(expression, &dump);
        }
    }
}

/// The pickle loads as this value, and Python loads what the value dumps as.
#[track_caller]
fn check_typed<T>(pickle: &[u8], expected: &T, expression: &str)
where
    T: for<'de> Unpickle<'de> + Pickle + PartialEq + Debug,
{
    python_agrees(expression, pickle);
    assert_eq!(loads::<T>(pickle).expect("a pickle of this type"), *expected);
    check_dumps(Protocol::V0, expected, expression);
}

/// Python loads what the value dumps as, at every protocol from `lowest` on.
#[track_caller]
fn check_dumps(lowest: Protocol, value: &impl Pickle, expression: &str) {
    for protocol in Protocol::ALL.into_iter().filter(|protocol| *protocol >= lowest) {
        python_agrees(expression, &dumps_at(protocol, value));
    }
}

/// The pickle, which holds objects, is the same after it was read without types and dumped.
#[track_caller]
fn check_again(pickle: &[u8]) {
    let graph = Graph::loads(pickle).expect("a pickle that CPython reads");
    let any: Any = loads(pickle).expect("a pickle that CPython reads");
    for dump in [dumps(&graph).expect("a dump"), dumps(&any).expect("a dump")] {
        assert_eq!(loads::<Any>(&dump).expect("our own pickle"), any);
        python_answers(&["equal", &to_hex(pickle), &to_hex(&dump)]);
    }
}

/// The pickle is an error for CPython, and for us this one.
#[track_caller]
fn check_refused(pickle: &[u8], message: &str) {
    python_answers(&["refused", &to_hex(pickle)]);
    assert_eq!(Graph::loads(pickle).expect_err("a pickle that CPython refuses").to_string(), message);
    assert_eq!(loads::<Any>(pickle).expect_err("a pickle that CPython refuses").to_string(), message);
}

#[track_caller]
fn dumps_at(protocol: Protocol, value: &impl Pickle) -> Vec<u8> {
    Pickler::new().protocol(protocol).dumps(value).unwrap_or_else(|error| panic!("protocol {protocol}: {error}"))
}

/// A pickle that `peer_failures/make_pickles.py` wrote.
fn stored(name: &str) -> Vec<u8> {
    let file = path("peer_failures").join(name).with_extension("pickle");
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

// ---- Python.

/// One Python that answers for all tests: it ends when its input does, with this process.
static PYTHON: LazyLock<Option<Mutex<Python>>> = LazyLock::new(Python::start);

struct Python {
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Python {
    /// The newest Python on this machine, with `peer_failures/check.py`; it needs 3.8.
    fn start() -> Option<Mutex<Python>> {
        let versions = interpreters().into_iter().map(|found| (version_numbers(&found.version), found.program));
        let newest = versions.filter(|(version, _)| version.as_slice() >= &[3, 8]).max();
        assert!(
            newest.is_some() || env::var_os("PICKLE_REQUIRE_PYTHON").is_none_or(|value| value == "0"),
            "no Python 3.8"
        );
        let (_, program) = newest?;
        let script = path("peer_failures/check.py");
        let command = Command::new(program).arg("-B").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Child { stdin: Some(questions), stdout: Some(answers), .. } = command.expect("Python runs") else {
            panic!("no pipes")
        };
        Some(Mutex::new(Python { questions, answers: BufReader::new(answers) }))
    }

    fn ask(&mut self, question: &[&str]) -> String {
        let mut answer = String::new();
        writeln!(self.questions, "{}", question.join("\t")).expect("Python listens");
        self.answers.read_line(&mut answer).expect("Python answers");
        answer.trim_end().to_owned()
    }
}

fn version_numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// Python loads the pickle as what the expression says.
#[track_caller]
fn python_agrees(expression: &str, pickle: &[u8]) {
    python_answers(&["value", expression, &to_hex(pickle)]);
}

#[track_caller]
fn python_answers(question: &[&str]) {
    let Some(python) = &*PYTHON else {
        return eprintln!("skipped: no Python 3.8 is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    };
    let answer = python.lock().expect("no test panics while it asks").ask(question);
    match answer.strip_prefix("skipped: ") {
        Some(reason) => eprintln!("skipped: {reason}"),
        None => assert_eq!(answer, "same", "{}", question.join(" ")),
    }
}

// ---- A graph as a Python expression.

/// The graph as a Python expression in which what is shared has a name: `[(a := ["x"]), a]`.
fn written(graph: &Graph<'_>) -> String {
    let mut expression = Expression::default();
    expression.count(graph.root());
    expression.text(graph.root())
}

#[derive(Default)]
struct Expression {
    references: HashMap<NodeId, usize>,
    names: HashMap<NodeId, char>,
}

impl Expression {
    fn count(&mut self, node: NodeRef<'_, '_>) {
        let references = self.references.entry(node.id()).or_default();
        *references += 1;
        if *references == 1 {
            parts(node).into_iter().for_each(|part| self.count(part));
        }
    }

    fn text(&mut self, node: NodeRef<'_, '_>) -> String {
        if let Some(name) = self.names.get(&node.id()) {
            return name.to_string();
        }
        if parts(node).is_empty() && !matches!(node.value(), Value::List(_) | Value::Dict(_))
            || self.references[&node.id()] == 1
        {
            return self.literal(node);
        }
        let name = char::from(b'a' + u8::try_from(self.names.len()).expect("few names"));
        self.names.insert(node.id(), name);
        format!("({name} := {})", self.literal(node))
    }

    fn literal(&mut self, node: NodeRef<'_, '_>) -> String {
        match node.value() {
            Value::None => "None".to_owned(),
            Value::Int(value) => value.to_string(),
            Value::Float(value) if value.is_infinite() => format!("float(\"{value}\")"),
            Value::Float(value) => format!("{value:?}"),
            Value::Str(text) => format!("{text:?}"),
            Value::ByteString(text) => format!("{:?}", String::from_utf8_lossy(text)),
            Value::SurrogateStr(text) => surrogates(text),
            Value::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
            Value::ByteArray(bytes) => format!("bytearray(b\"{}\")", bytes.escape_ascii()),
            Value::List(items) => format!("[{}]", self.join(items)),
            Value::Tuple(items) if items.len() == 1 => format!("({},)", self.join(items)),
            Value::Tuple(items) => format!("({})", self.join(items)),
            Value::Set(items) => format!("{{{}}}", self.join(items)),
            Value::FrozenSet(items) => format!("frozenset([{}])", self.join(items)),
            Value::Dict(entries) => {
                let entries =
                    entries.into_iter().map(|(key, value)| format!("{}: {}", self.text(key), self.text(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Value::Global(global) => format!("{}.{}", global.module, global.name),
            other => panic!("no expression for {other:?}"),
        }
    }

    fn join(&mut self, nodes: Vec<NodeRef<'_, '_>>) -> String {
        nodes.into_iter().map(|node| self.text(node)).collect::<Vec<_>>().join(", ")
    }
}

fn parts<'g, 'de>(node: NodeRef<'g, 'de>) -> Vec<NodeRef<'g, 'de>> {
    match node.value() {
        Value::List(items) | Value::Tuple(items) | Value::Set(items) | Value::FrozenSet(items) => items,
        Value::Dict(entries) => entries.into_iter().flat_map(|(key, value)| [key, value]).collect(),
        _ => Vec::new(),
    }
}

/// Text of surrogates only, each three bytes of UTF-8.
fn surrogates(text: &[u8]) -> String {
    let unit = |bytes: &[u8]| 0xd000 | u32::from(bytes[1] & 0x3f) << 6 | u32::from(bytes[2] & 0x3f);
    let escapes: String = text.chunks(3).map(|bytes| format!("\\u{:04x}", unit(bytes))).collect();
    format!("\"{escapes}\"")
}

/// The object that the node is.
fn object<'g, 'de>(node: NodeRef<'g, 'de>) -> ObjectRef<'g, 'de> {
    match node.value() {
        Value::Object(object) => object,
        other => panic!("not an object: {other:?}"),
    }
}

// ---- The classes of `peer_failures/m.py`.

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "m")]
struct P {
    x: i64,
    y: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m")]
struct Node {
    next: Option<Box<Node>>,
}

#[derive(Debug, PartialEq, Eq, Hash, Pickle)]
#[pickle(module = "m", layout = "args")]
struct Point {
    x: i64,
    y: i64,
}

/// Has the fields of a `Point`, but is another class.
#[derive(Debug, PartialEq, Eq, Hash, Pickle)]
#[pickle(module = "m", layout = "args")]
struct Size {
    x: i64,
    y: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m", newargs(a, b))]
struct NewArgs {
    #[pickle(arg)]
    a: i64,
    #[pickle(arg)]
    b: i64,
}

/// What a struct can know of a subclass of dict: its attributes.
#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m", name = "D")]
struct AttributesOfD {
    attr: i64,
}

/// A subclass of dict as a hand-written type.
#[derive(Debug, PartialEq)]
struct D {
    entries: IndexMap<String, i64>,
    attr: Option<i64>,
}

impl<'de> Unpickle<'de> for D {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self, Error> {
        let mut dict = D { entries: IndexMap::new(), attr: None };
        let mut object = source.object(AttributesOfD::CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(_) => dict.attr = Some(object.value()?),
                Part::Entry => dict.entries.extend([object.entry()?]),
                _ => return Err(object.unexpected()),
            }
        }
        Ok(dict)
    }
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m", layout = "slots")]
struct Slots {
    a: i64,
    b: i64,
}

#[derive(Debug, PartialEq, Eq, Hash, Pickle)]
#[pickle(module = "m")]
struct Key {
    name: String,
    number: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m", getstate = Custom::state, setstate = Custom::of_state)]
struct Custom {
    label: String,
    number: i64,
}

impl Custom {
    fn state(&self) -> (String, i64) {
        (self.label.clone(), self.number)
    }

    fn of_state((label, number): (String, i64)) -> Result<Custom, Error> {
        Ok(Custom { label, number })
    }
}

fn p() -> P {
    P { x: 1, y: "a".to_owned() }
}

// ---- Values.

#[test]
fn b01_a_list_shared_after_its_items_were_memoized_is_read() {
    let pickle = b"\x80\x02]q\0(]q\x01X\x01\0\0\0xq\x02ah\x01e.";
    check(pickle, r#"[(a := ["x"]), a]"#);
    assert_eq!(loads::<Vec<Vec<String>>>(pickle).unwrap(), [["x"], ["x"]]);
    let shared: Vec<Rc<Vec<String>>> = loads(pickle).unwrap();
    assert!(Rc::ptr_eq(&shared[0], &shared[1]));
    check_dumps(Protocol::V0, &shared, r#"[(a := ["x"]), a]"#);
}

#[test]
fn b01_a_shared_tuple_and_a_shared_dict_are_read() {
    check(&stored("b01_tuple"), r#"[(a := ("x", "y")), a]"#);
    check(&stored("b01_dict"), r#"[(a := {"x": "y"}), a]"#);
}

#[test]
fn b02_a_list_shared_after_it_was_filled_is_full_in_both_places() {
    let pickle = b"\x80\x02]q\0(]q\x01(K\x01K\x02eh\x01e.";
    check(pickle, "[(a := [1, 2]), a]");
    assert_eq!(loads::<Vec<Vec<i64>>>(pickle).unwrap(), [[1, 2], [1, 2]]);
}

#[test]
fn b02_a_dict_shared_after_it_was_filled_is_full_in_both_places() {
    let pickle = stored("b02_dict");
    check(&pickle, r#"[(a := {"a": 1, "b": 2}), a]"#);
    let dict = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    assert_eq!(loads::<Vec<BTreeMap<String, i64>>>(&pickle).unwrap(), [dict.clone(), dict]);
}

#[test]
fn b03_an_instance_that_is_there_twice_is_the_same_object() {
    let pickle = stored("b03_twice");
    check_again(&pickle);
    assert_eq!(loads::<Vec<P>>(&pickle).unwrap(), [p(), p()]);
    let shared: Vec<Rc<P>> = loads(&pickle).unwrap();
    assert!(Rc::ptr_eq(&shared[0], &shared[1]));
    check_dumps(Protocol::V0, &shared, r#"m.twice(m.P(1, "a"))"#);
}

#[test]
fn b03_an_instance_in_itself_is_kept_or_an_error() {
    let pickle = stored("b03_itself");
    check_again(&pickle);
    python_agrees("m.node_in_itself()", &dumps(&loads::<Any>(&pickle).unwrap()).unwrap());
    let error = loads::<Node>(&pickle).unwrap_err();
    assert_eq!(
        error.to_string(),
        "next: the object contains itself, which an owned Rust value cannot; load it as pickle_core::Graph or Any (at byte 25)"
    );
}

#[test]
fn b04_a_subclass_of_dict_keeps_its_entries_and_its_attributes() {
    let pickle = stored("b04_dict_subclass");
    check_again(&pickle);
    python_agrees("m.dict_with_an_attribute()", &dumps(&Graph::loads(&pickle).unwrap()).unwrap());
    let both = D { entries: IndexMap::from([("a".to_owned(), 1)]), attr: Some(5) };
    assert_eq!(loads::<D>(&pickle).unwrap(), both);
    let error = loads::<AttributesOfD>(&pickle).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a m.D object with attributes only, found one with dict entries; load it as pickle_core::Any (at byte 22)"
    );
}

#[test]
fn b05_a_named_tuple_has_its_fields() {
    check_typed(&stored("b05_namedtuple"), &Point { x: 1, y: 2 }, "m.Point(1, 2)");
    check_again(&stored("b05_namedtuple"));
}

#[test]
fn b05_the_arguments_of_getnewargs_are_fields() {
    let pickle = stored("b05_newargs");
    check_again(&pickle);
    assert_eq!(loads::<NewArgs>(&pickle).unwrap(), NewArgs { a: 1, b: 2 });
    check_dumps(Protocol::V2, &NewArgs { a: 1, b: 2 }, "m.NewArgs(1, 2)");
}

#[test]
fn b05_named_tuples_in_a_set_are_two() {
    let pickle = stored("b05_namedtuples_in_a_set");
    check_again(&pickle);
    let set: IndexSet<Point> = loads(&pickle).unwrap();
    assert_eq!(set, IndexSet::from([Point { x: 1, y: 2 }, Point { x: 3, y: 4 }]));
    check_dumps(Protocol::V0, &set, "{m.Point(1, 2), m.Point(3, 4)}");
}

#[test]
fn b05_a_named_tuple_of_another_class_is_refused() {
    let error = loads::<Size>(&stored("b05_namedtuple")).unwrap_err();
    assert_eq!(error.to_string(), "expected m.Size, found an object made by m.Point (at byte 31)");
    check_dumps(Protocol::V0, &Size { x: 1, y: 2 }, "m.Size(1, 2)");
}

#[test]
fn b06_quotes_in_unicode_text_are_text() {
    let both = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    check(b"(S'a'\nV'a'\nt.", r#"("a", "'a'")"#);
    check_typed(b"(S'a'\nV'a'\nt.", &both("a", "'a'"), r#"("a", "'a'")"#);
    check(b"(V'a'\nS'a'\nt.", r#"("'a'", "a")"#);
    check_typed(b"(V'a'\nS'a'\nt.", &both("'a'", "a"), r#"("'a'", "a")"#);
}

#[test]
fn b07_escapes_in_python_2_text_are_undone() {
    check(b"S'it\\'s \"x\"'\np0\n.", r#""it's \"x\"""#);
    check_typed(b"S'it\\'s \"x\"'\np0\n.", &"it's \"x\"".to_owned(), r#""it's \"x\"""#);
    check(b"S'\\101'\n.", r#""A""#);
    check_typed(b"S'\\101'\n.", &"A".to_owned(), r#""A""#);
}

#[test]
fn b08_a_carriage_return_at_the_end_of_text_is_kept() {
    check(b"Vabc\r\np0\n.", r#""abc\r""#);
    check_typed(b"Vabc\r\np0\n.", &"abc\r".to_owned(), r#""abc\r""#);
}

#[test]
fn b09_lone_surrogates_are_kept() {
    check(b"V\\ud800\np0\n.", r#""\ud800""#);
    check(b"X\x03\0\0\0\xed\xa0\x80.", r#""\ud800""#);
    check(b"V\\ud83d\\ude00\n.", r#""\ud83d\ude00""#);
}

#[test]
fn b09_lone_surrogates_are_an_error_where_text_is_asked_for() {
    for pickle in [&b"V\\ud800\np0\n."[..], b"X\x03\0\0\0\xed\xa0\x80."] {
        assert_eq!(
            loads::<String>(pickle).unwrap_err().to_string(),
            "value out of range for str: it holds lone surrogates, which UTF-8 has no place for; pickle_core::PyString holds it \
             (at byte 0)"
        );
    }
}

#[test]
fn b10_empty_bytes_below_protocol_3_are_bytes() {
    let pickle = b"\x80\x02c__builtin__\nbytes\nq\0)Rq\x01.";
    check(pickle, "b\"\"");
    check_typed(pickle, &Bytes(Vec::new()), "b\"\"");
}

#[test]
fn b11_an_empty_bytearray_is_a_bytearray() {
    check(&stored("b11_bytearray"), "bytearray(b\"\")");
    check_typed(&stored("b11_bytearray"), &ByteArray(Vec::new()), "bytearray(b\"\")");
}

#[test]
fn b12_the_largest_u64_comes_back() {
    let pickle = b"\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\0.";
    check(pickle, "18446744073709551615");
    check_typed(pickle, &u64::MAX, "2**64 - 1");
    for protocol in Protocol::ALL {
        assert_eq!(loads::<u64>(&dumps_at(protocol, &u64::MAX)).unwrap(), u64::MAX);
    }
}

#[test]
fn b12_128_bits_come_back() {
    check_dumps(Protocol::V0, &u128::MAX, "2**128 - 1");
    check_dumps(Protocol::V0, &i128::MIN, "-2**127");
    for protocol in Protocol::ALL {
        assert_eq!(loads::<u128>(&dumps_at(protocol, &u128::MAX)).unwrap(), u128::MAX);
        assert_eq!(loads::<i128>(&dumps_at(protocol, &i128::MIN)).unwrap(), i128::MIN);
    }
}

#[test]
fn b13_ints_of_every_length_keep_their_sign() {
    check(b"\x8a\x06\0\0\0\0\0\xff.", "-1099511627776");
    check_typed(b"\x8a\x06\0\0\0\0\0\xff.", &-(1_i64 << 40), "-2**40");
    check_typed(b"\x8a\x01\xff.", &-1_i64, "-1");
    check_typed(b"\x8a\x08\0\0\0\0\0\0\0\x80.", &i64::MIN, "-2**63");
    check_typed(b"\x8a\x09\0\0\0\0\0\0\0\0\x40.", &(1_i128 << 70), "2**70");
    let power: Int = "1267650600228229401496703205376".parse().unwrap();
    check_typed(b"\x8a\x0d\0\0\0\0\0\0\0\0\0\0\0\0\x10.", &power, "2**100");
}

#[test]
fn b14_a_dict_keeps_its_order() {
    let pickle = stored("b14_order");
    check(&pickle, r#"{"c": 1, "a": 2, "b": 3}"#);
    let dict: IndexMap<String, i64> = loads(&pickle).unwrap();
    assert_eq!(dict.keys().collect::<Vec<_>>(), ["c", "a", "b"]);
    check_dumps(Protocol::V0, &dict, r#"{"c": 1, "a": 2, "b": 3}"#);
}

#[test]
fn b15_a_dict_of_protocol_0_has_its_entries() {
    check(b"(K\x01K\x02d.", "{1: 2}");
    check_typed(b"(K\x01K\x02d.", &IndexMap::from([(1, 2)]), "{1: 2}");
}

#[test]
fn b16_a_key_without_a_value_is_an_error() {
    check_refused(b"}(K\x01K\x02K\x03u.", "invalid stack for SETITEMS: the last key has no value (at byte 8)");
}

#[test]
fn b17_an_unknown_protocol_is_an_error() {
    check_refused(b"\x80\xc8N.", "expected a pickle protocol up to 5, found protocol 200 (at byte 0)");
}

#[test]
fn b17_a_frame_past_the_end_is_an_error() {
    check_refused(
        b"\x80\x04\x95\xff\xff\xff\xff\0\0\0\0N.",
        "pickle data was truncated: FRAME needs 4294967295 bytes, 2 are left (at byte 2)",
    );
}

#[test]
fn b18_an_int_of_no_bytes_is_zero() {
    check(b"\x80\x02\x8a\0.", "0");
    check_typed(b"\x80\x02\x8a\0.", &0_i64, "0");
}

#[test]
fn b18_bytes_of_a_huge_length_are_an_error() {
    check_refused(
        b"\x8e\xff\xff\xff\xff\xff\xff\xff\x7f",
        "pickle data was truncated: BINBYTES8 needs 9223372036854775807 bytes, 0 are left (at byte 0)",
    );
}

#[test]
fn b18_a_set_of_bytes_is_read() {
    check(b"\x8f(C\x01a\x90.", "{b\"a\"}");
    check_typed(b"\x8f(C\x01a\x90.", &IndexSet::from([Bytes(b"a".to_vec())]), "{b\"a\"}");
}

#[test]
fn b19_what_cloudpickle_wrote_is_read_and_dumped_again() {
    let pickle = stored("b19_cloudpickle");
    check_again(&pickle);
    let graph = Graph::loads(&pickle).unwrap();
    let state = object(graph.root()).states()[0].load::<IndexMap<String, Any>>().unwrap();
    assert_eq!(state, IndexMap::from([("x".to_owned(), Any::from(1)), ("y".to_owned(), Any::from("a"))]));
}

#[test]
fn b20_dup_is_the_same_object() {
    check(b"]2K\x01a\x86.", "((a := [1]), a)");
    assert_eq!(loads::<(Vec<i64>, Vec<i64>)>(b"]2K\x01a\x86.").unwrap(), (vec![1], vec![1]));
}

#[test]
fn b21_ints_in_text_are_pythons_literals() {
    check(b"I99999999999999999999\n.", "99999999999999999999");
    check_typed(b"I99999999999999999999\n.", &99_999_999_999_999_999_999_u128, "99999999999999999999");
    check_typed(b"I0x10\n.", &16_i64, "16");
    check_typed(b"L0x10L\n.", &16_i64, "16");
    check_typed(b"I1_0\n.", &10_i64, "10");
}

#[test]
fn b22_an_int_and_a_float_that_differ_are_two_keys() {
    let pickle = stored("b22_keys");
    check(&pickle, r#"{9007199254740993: "int", 9007199254740992.0: "float"}"#);
    let dict: IndexMap<Any, String> = loads(&pickle).unwrap();
    assert_eq!(dict[&Any::from((1_i64 << 53) + 1)], "int");
    assert_eq!(dict[&Any::from((1_i64 << 53) as f64)], "float");
}

#[test]
fn b23_an_instance_is_a_key() {
    let key = Key { name: "a".to_owned(), number: 1 };
    check_again(&stored("b23_key"));
    check_typed(&stored("b23_key"), &IndexMap::from([(key, "value".to_owned())]), r#"{m.Key("a", 1): "value"}"#);
}

#[test]
fn b23_instances_are_members_of_a_set() {
    let keys = IndexSet::from([Key { name: "a".to_owned(), number: 1 }, Key { name: "b".to_owned(), number: 2 }]);
    check_again(&stored("b23_members"));
    assert_eq!(loads::<IndexSet<Key>>(&stored("b23_members")).unwrap(), keys);
    check_dumps(Protocol::V2, &keys, r#"{m.Key("a", 1), m.Key("b", 2)}"#);
}

#[test]
fn b23_an_unhashable_member_is_an_error() {
    check_refused(b"\x8f(]\x90.", "expected a hashable dict key or set member, found list (at byte 2)");
}

#[test]
fn b24_a_state_of_two_items_is_given_whole_to_setstate() {
    let pickle = stored("b24_custom");
    check_again(&pickle);
    let custom = Custom { label: "custom".to_owned(), number: 1 };
    check_typed(&pickle, &custom, r#"m.Custom("custom", 1)"#);
    let graph = Graph::loads(&pickle).unwrap();
    assert_eq!(object(graph.root()).states()[0].load::<(String, i64)>().unwrap(), ("custom".to_owned(), 1));
}

#[test]
fn b25_numpy_arrays_keep_their_bytes_and_what_these_mean() {
    let pickle = stored("b25_arrays");
    check_again(&pickle);
    let graph = Graph::loads(&pickle).unwrap();
    let Value::List(arrays) = graph.root().value() else { panic!("not a list") };
    for (array, length) in arrays.into_iter().zip([3, 5]) {
        let Value::Tuple(state) = object(array).states()[0].value() else { panic!("not a tuple") };
        assert_eq!(state[1].load::<(i64,)>().unwrap(), (length,));
        assert_eq!(object(state[2]).class_name().as_deref(), Some("numpy.dtype"));
        assert_eq!(object(state[2]).arguments()[0].load::<String>().unwrap(), "i4");
        let bytes: Vec<u8> = (0..length).flat_map(|item| i32::try_from(item).unwrap().to_le_bytes()).collect();
        assert_eq!(state[4].load::<Bytes>().unwrap(), Bytes(bytes));
    }
}

#[test]
fn b26_equal_lists_stay_two() {
    check_dumps(Protocol::V0, &vec![vec![1_i64], vec![1]], "[[1], [1]]");
    check_dumps(Protocol::V0, &[Rc::new(vec![1_i64]), Rc::new(vec![1])].to_vec(), "[[1], [1]]");
    let any = Any::of(&vec![vec![1_i64], vec![1]]).unwrap();
    check_dumps(Protocol::V0, &any, "[[1], [1]]");
}

#[test]
fn b26_a_list_in_itself_is_dumped() {
    let any: Any = loads(&stored("b29_itself")).unwrap();
    check_dumps(Protocol::V0, &any, "m.list_in_itself()");
}

#[test]
fn b27_frozensets_below_protocol_4_are_read() {
    for name in ["b27_frozenset_2", "b27_frozenset_3"] {
        check(&stored(name), "frozenset([1])");
        check_typed(&stored(name), &FrozenSet([1_i64].into_iter().collect()), "frozenset([1])");
    }
}

#[test]
fn b27_an_instance_of_protocol_0_is_read() {
    check_again(&stored("b27_instance_0"));
    check_typed(&stored("b27_instance_0"), &p(), r#"m.P(1, "a")"#);
}

#[test]
fn b27_slots_are_read() {
    check_again(&stored("b27_slots"));
    assert_eq!(loads::<Slots>(&stored("b27_slots")).unwrap(), Slots { a: 1, b: 2 });
    check_dumps(Protocol::V2, &Slots { a: 1, b: 2 }, "m.Slots(1, 2)");
}

#[test]
fn b27_infinity_in_text_is_read() {
    check(b"Finf\n.", "float(\"inf\")");
    check_typed(b"Finf\n.", &f64::INFINITY, "float(\"inf\")");
}

#[test]
fn b28_a_memoized_none_is_none() {
    check_typed(b"Np0\n.", &None::<i64>, "None");
    check_typed(b"(lp0\nNp1\nag1\na.", &vec![None::<String>, None], "[None, None]");
}

#[test]
fn b28_a_global_is_not_none() {
    check(b"cm\nP\n.", "m.P");
    let global: Option<Any> = loads(b"cm\nP\n.").unwrap();
    check_dumps(Protocol::V0, &global, "m.P");
}

#[test]
fn b29_a_list_in_itself_is_dumped_as_it_was_read() {
    let pickle = stored("b29_itself");
    check_again(&pickle);
    assert_eq!(written(&Graph::loads(&pickle).unwrap()), "(a := [a])");
    check_dumps(Protocol::V0, &Graph::loads(&pickle).unwrap(), "m.list_in_itself()");
}

#[test]
fn b29_a_list_that_is_there_twice_is_dumped_as_it_was_read() {
    check(&stored("b29_twice"), "[(a := []), a]");
    check_dumps(Protocol::V0, &loads::<Vec<Rc<Vec<i64>>>>(&stored("b29_twice")).unwrap(), "m.twice([])");
}

// ---- Hostile input.

const MOST_TIME: Duration = Duration::from_secs(1);

/// What a test may take, in a process of its own.
const MOST_KILOBYTES: u64 = 64 << 10;

/// An attribute of any type.
#[derive(Debug, Pickle)]
#[pickle(module = "m")]
struct Holder<T> {
    value: T,
}

/// Lists in lists, owned.
#[derive(Debug)]
struct Lists(#[expect(dead_code, reason = "only made and dropped")] Vec<Lists>);

impl<'de> Unpickle<'de> for Lists {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self, Error> {
        Vec::unpickle(source).map(Lists)
    }
}

/// Tuples in tuples, owned.
#[derive(Debug)]
struct Tuples(#[expect(dead_code, reason = "only made and dropped")] Tuple<Tuples>);

impl<'de> Unpickle<'de> for Tuples {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self, Error> {
        Tuple::unpickle(source).map(Tuples)
    }
}

/// The pickle loads as a `T`, and as the attribute of an instance, in time.
#[track_caller]
fn check_loads<T: for<'de> Unpickle<'de> + Debug>(pickle: &[u8]) {
    bounded::<T>(pickle).expect("a pickle of this type");
    bounded::<Holder<T>>(&in_attribute(pickle)).expect("an attribute of this type");
}

/// The pickle is an error with this text, also as the attribute of an instance, in time.
#[track_caller]
fn check_stops<T: for<'de> Unpickle<'de> + Debug>(pickle: &[u8], text: &str) {
    let alone = bounded::<T>(pickle).expect_err("a limit or a mismatch");
    let inside = bounded::<Holder<T>>(&in_attribute(pickle)).expect_err("a limit or a mismatch");
    for error in [alone, inside] {
        let message = error.to_string();
        assert!(message.contains(text) && message.len() < 1000, "{message}");
    }
}

#[track_caller]
fn bounded<T: for<'de> Unpickle<'de>>(pickle: &[u8]) -> Result<T, Error> {
    let start = time_of_thread();
    let outcome = loads(pickle);
    let time = time_of_thread() - start;
    assert!(time < MOST_TIME, "{time:?}");
    outcome
}

/// How long this thread has run, where the system tells: on a busy machine it may wait for much longer.
fn time_of_thread() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|number| number.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Runs a test in a process of its own, so that its memory is its own and an abort is only its failure.
#[track_caller]
fn alone(test: &str, run: impl FnOnce()) {
    const VARIABLE: &str = "PICKLE_TEST_ALONE";
    if env::var_os(VARIABLE).is_some() {
        run();
        let most_kilobytes = peak_kilobytes().unwrap_or(0);
        return assert!(most_kilobytes < MOST_KILOBYTES, "{most_kilobytes} kB");
    }
    let program = env::current_exe().expect("this program");
    let output = Command::new(program).args(["--exact", test]).env(VARIABLE, "1").output().expect("a child");
    assert!(output.status.success(), "{} {}", output.status, String::from_utf8_lossy(&output.stdout));
}

/// The most memory that this process has had, where the system tells.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// What the pickle holds as the attribute of an `m.Holder`.
fn in_attribute(pickle: &[u8]) -> Vec<u8> {
    let value = pickle.strip_suffix(b".").unwrap_or(pickle);
    [value, b"r\xff\xff\xff\xffcm\nHolder\n)\x81}X\x05\0\0\0valuej\xff\xff\xff\xffsb."].concat()
}

#[test]
fn h1_deep_lists_are_read_or_refused() {
    alone("h1_deep_lists_are_read_or_refused", || {
        let pickle = [&b"]".repeat(10_000)[..], &b"a".repeat(9_999), b"."].concat();
        check_loads::<Any>(&pickle);
        check_stops::<Lists>(&pickle, "raise Limits::max_tree_depth");
        check_stops::<Vec<Vec<i64>>>(&pickle, "expected int, found list");
        check_stops::<P>(&pickle, "expected m.P, found list");
    });
}

#[test]
fn h2_deep_tuples_are_read_or_refused() {
    alone("h2_deep_tuples_are_read_or_refused", || {
        let pickle = [b")", &b"\x85".repeat(4_000)[..], b"."].concat();
        check_loads::<Any>(&pickle);
        check_stops::<Tuples>(&pickle, "raise Limits::max_tree_depth");
        check_stops::<IndexSet<Point>>(&pickle, "expected set, found tuple");
        check_stops::<P>(&pickle, "expected m.P, found tuple");
    });
}

#[test]
fn h3_tuples_doubled_through_the_memo_are_not_copied() {
    alone("h3_tuples_doubled_through_the_memo_are_not_copied", || {
        for levels in [24, 28] {
            let pickle = [b"\x80\x02)q\0", &b"h\0h\0\x86q\0".repeat(levels)[..], b"."].concat();
            check_loads::<Any>(&pickle);
            check_stops::<Tuples>(&pickle, "raise Limits::max_expand_nodes");
            check_stops::<P>(&pickle, "expected m.P, found tuple");
        }
    });
}

#[test]
fn h4_a_list_that_is_there_10_000_times_is_not_copied() {
    alone("h4_a_list_that_is_there_10_000_times_is_not_copied", || {
        let list = [b"\x80\x02]q\0(", &b"K\x01".repeat(10_000)[..], b"e"].concat();
        let pickle = [&list[..], b"]q\x01(", &b"h\0".repeat(10_000), b"e."].concat();
        check_loads::<Any>(&pickle);
        check_loads::<Vec<Rc<Vec<i64>>>>(&pickle);
        check_stops::<Vec<Vec<i64>>>(&pickle, "raise Limits::max_expand_nodes");
        check_stops::<Vec<P>>(&pickle, "expected m.P, found list");
    });
}

#[test]
fn h5_text_of_256_mib_that_is_not_there_is_refused_before_it_has_memory() {
    alone("h5_text_of_256_mib_that_is_not_there_is_refused_before_it_has_memory", || {
        let pickle = b"X\xff\xff\xff\x0f";
        check_stops::<String>(pickle, "pickle data was truncated");
        check_stops::<Any>(pickle, "pickle data was truncated");
        check_stops::<P>(pickle, "pickle data was truncated");
        let error = load::<String>(&pickle[..]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "pickle data was truncated: BINUNICODE needs 268435455 bytes, 0 are left (at byte 0)"
        );
    });
}
