//! Several pickles with one memo, as CPython's `Pickler` and `Unpickler` objects write and read them.

mod with_python;

use std::io::{self, ErrorKind as IoErrorKind, Read};
use std::rc::Rc;
use std::sync::Arc;

use pickle_core::{
    Any, ErrorKind, Graph, Pickle, PickleStream, Pickler, Protocol, Result, Unpickle, Unpickler, Value, Writer, dump,
};

use with_python::{pythons, unhex};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "models")]
struct Person {
    name: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "models")]
struct Order {
    number: i64,
    customer: Rc<Person>,
}

/// A class, by its name only.
#[derive(Debug, PartialEq)]
struct PersonClass;

impl<'de> Unpickle<'de> for PersonClass {
    fn unpickle(source: &mut pickle_core::Source<'_, 'de>) -> Result<Self> {
        match source.any()?.value() {
            Value::Global(global) if (&*global.module, &*global.name) == ("models", "Person") => Ok(PersonClass),
            _ => Err(source.mismatch("the class models.Person")),
        }
    }
}

/// Written by `streams/make_streams.py`: name, version, protocol and pickles in hexadecimal.
const STREAMS: &str = include_str!("streams/streams.txt");

/// The streams of this name: a label, the protocol and the bytes.
fn streams(name: &str) -> Vec<(String, Protocol, Vec<u8>)> {
    let fields = STREAMS.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let found = fields.filter(|fields| fields[0] == name).map(|fields| {
        let number: u8 = fields[2].parse().expect("a protocol");
        (fields[..3].join(" "), Protocol::try_from(number).expect("a protocol"), unhex(fields[3]))
    });
    found.collect()
}

fn protocols_up_to(highest: u8) -> impl Iterator<Item = Protocol> {
    Protocol::ALL.into_iter().filter(move |protocol| protocol.number() <= highest)
}

#[test]
fn what_one_pickler_of_python_dumped_keeps_its_identities() {
    for (label, _, bytes) in streams("carried") {
        let mut stream = Unpickler::new().stream(&bytes[..]);
        let ada: Rc<Person> = stream.load().expect(&label);
        assert_eq!(ada.name, "Ada Lovelace", "{label}");
        let names: Rc<Vec<Rc<str>>> = stream.load().expect(&label);
        let order: Order = stream.load().expect(&label);
        assert!(order.number == 1 && Rc::ptr_eq(&order.customer, &ada), "{label}");
        let again: [Rc<Vec<Rc<str>>>; 2] = {
            let graph = stream.graph().expect(&label);
            let Value::List(items) = graph.root().value() else { panic!("{label}: a list") };
            assert_eq!(items[0].id(), items[1].id(), "{label}");
            [items[0].load().expect(&label), items[1].load().expect(&label)]
        };
        assert!(again.iter().all(|list| *list == names), "{label}");
        assert!(Rc::ptr_eq(&stream.load::<Rc<str>>().expect(&label), &names[0]), "{label}");
        assert_eq!(stream.position(), bytes.len() as u64, "{label}");
        assert!(matches!(stream.load::<Any>().expect_err(&label).kind(), ErrorKind::Truncated { .. }), "{label}");
    }
}

#[test]
fn a_slice_gives_the_same_and_lends_its_text() {
    for (label, protocol, bytes) in streams("carried") {
        let mut stream = Unpickler::new().slice_stream(&bytes);
        let ada: Arc<Person> = stream.load().expect(&label);
        let names: Vec<&str> = stream.load().expect(&label);
        assert_eq!(names, ["spam", "eggs"], "{label}");
        assert_eq!(stream.load::<Order>().expect(&label).customer.name, ada.name, "{label}");
        let (first, second, person): (Vec<&str>, Vec<&str>, Arc<Person>) = {
            let graph = stream.graph().expect(&label);
            let Value::List(items) = graph.root().value() else { panic!("{label}: a list") };
            (items[0].load().expect(&label), items[1].load().expect(&label), items[2].load().expect(&label))
        };
        assert!(first == names && second == names && *person == *ada, "{label}");
        let text: &str = stream.load().expect(&label);
        assert_eq!(text.as_ptr(), names[0].as_ptr(), "{label} {protocol}");
        assert_eq!(stream.rest(), b"", "{label}");
    }
}

#[test]
fn a_record_of_zodb_is_a_class_and_a_state() {
    type State = pickle_core::IndexMap<String, Any>;
    for (label, _, bytes) in streams("zodb") {
        let mut stream = Unpickler::new().stream(&bytes[..]);
        assert_eq!(stream.load::<PersonClass>().expect(&label), PersonClass);
        let state: State = stream.load().expect(&label);
        assert_eq!(state["name"].load::<String>().expect(&label), "Ada", "{label}");
        assert_eq!(state["kind"].load::<PersonClass>().expect(&label), PersonClass, "{label}");
    }
}

#[test]
fn long_references_reach_back_too() {
    for (label, _, bytes) in streams("many") {
        let mut stream = Unpickler::new().stream(&bytes[..]);
        let lists: Vec<Rc<Vec<i64>>> = stream.load().expect(&label);
        assert!(Rc::ptr_eq(&stream.load().expect(&label), &lists[0]), "{label}");
        assert!(Rc::ptr_eq(&stream.load().expect(&label), &lists[299]), "{label}");
    }
}

#[test]
fn a_cleared_memo_is_cleared_on_both_sides() {
    for (label, _, bytes) in streams("cleared") {
        let mut stream = Unpickler::new().stream(&bytes[..]);
        let names: Rc<Vec<String>> = stream.load().expect(&label);
        stream.clear_memo();
        let both: Vec<Rc<Vec<String>>> = stream.load().expect(&label);
        assert!(both[0] == names && Rc::ptr_eq(&both[0], &both[1]) && !Rc::ptr_eq(&both[0], &names), "{label}");
    }
}

/// What `check_carried.py` expects.
fn dump_carried<W: io::Write>(stream: &mut PickleStream<W>) -> Result<()> {
    let ada = Rc::new(Person { name: "Ada Lovelace".to_owned() });
    let names = Rc::new(vec!["spam", "eggs"]);
    stream.dump(&ada)?;
    stream.dump(&names)?;
    stream.dump(&Order { number: 1, customer: ada.clone() })?;
    stream.dump(&[names.clone(), names])?;
    stream.dump("spam")?;
    stream.dump(&ada)
}

fn carried(protocol: Protocol) -> Vec<u8> {
    let mut stream = Pickler::new().protocol(protocol).stream(Vec::new());
    dump_carried(&mut stream).expect("it can be dumped");
    stream.into_inner()
}

#[test]
fn one_unpickler_of_python_reads_what_one_stream_dumped() {
    for python in pythons() {
        for protocol in protocols_up_to(python.highest_protocol()) {
            let printed = python.run_with("streams/check_carried.py", &[], &carried(protocol));
            assert_eq!(printed.trim(), "ok", "{protocol}");
        }
    }
}

#[test]
fn what_was_dumped_is_only_referred_to() {
    for protocol in Protocol::ALL {
        let bytes = carried(protocol);
        for text in [&b"Ada Lovelace"[..], b"spam", b"Person"] {
            let count = bytes.windows(text.len()).filter(|window| *window == text).count();
            assert_eq!(count, 1, "{}: {}", protocol, bytes.escape_ascii());
        }
        let mut stream = Unpickler::new().stream(&bytes[..]);
        let ada: Rc<Person> = stream.load().expect("a person");
        stream.load::<Vec<String>>().expect("names");
        assert!(Rc::ptr_eq(&stream.load::<Order>().expect("an order").customer, &ada));
    }
}

#[test]
fn immutable_values_and_graphs_are_referred_to_as_well() {
    let mut stream = Pickler::new().protocol(Protocol::V2).stream(Vec::new());
    let date = pickle_core::pystd::Date::new(2024, 2, 29).expect("a date");
    let graph = Graph::loads(b"(lp0\nVspam\na.").expect("a list");
    stream.dump(&date).expect("a date");
    let before = stream.get_ref().len();
    stream.dump(&date).expect("a date");
    assert_eq!(stream.get_ref().len() - before, b"\x80\x02h\x00.".len());
    stream.dump(&graph).expect("a list");
    let before = stream.get_ref().len();
    stream.dump("spam").expect("a str");
    assert_eq!(stream.get_ref().len() - before, b"\x80\x02h\x00.".len());
}

#[test]
fn fast_gives_the_bytes_of_cpython() {
    for (label, protocol, bytes) in streams("fast") {
        // Python 2 and 3.6 write short ints and `()` in other ways at some protocols.
        let graph = Graph::loads(&bytes).expect(&label);
        let dumped = Pickler::new().protocol(protocol).fast(true).dumps(&graph).expect(&label);
        if !label.contains("2.7") && !label.contains("3.6") {
            assert_eq!(dumped.escape_ascii().to_string(), bytes.escape_ascii().to_string(), "{label}");
        }
        let again = Graph::loads(&dumped).expect(&label);
        assert_eq!(Any::from(again.root()), Any::from(graph.root()), "{label}");
    }
}

#[test]
fn fast_repeats_what_is_shared_and_refuses_what_contains_itself() {
    let pickler = Pickler::new().protocol(Protocol::V1).fast(true);
    let shared = Rc::new(("a", 1));
    let bytes = pickler.dumps(&[shared.clone(), shared.clone(), shared]).expect("a list");
    assert_eq!(bytes, b"]((X\x01\0\0\0aK\x01t(X\x01\0\0\0aK\x01t(X\x01\0\0\0aK\x01te.");
    for cyclic in [&b"]q\x00h\x00a."[..], b"}q\x00K\x01h\x00s.", b"](]q\x00h\x00ah\x00e.", b"(]q\x00h\x00atq\x01."] {
        let graph = Graph::loads(cyclic).expect("a cycle");
        let error = pickler.dumps(&graph).expect_err("it contains itself");
        assert_eq!(error.to_string(), "cannot pickle: it contains itself, which Pickler::fast cannot say");
    }
    let four_times = Graph::loads(b"]((K\x01tq\x00h\x00h\x00h\x00e.").expect("a list");
    assert_eq!(pickler.dumps(&four_times).expect("a list"), b"]((K\x01t(K\x01t(K\x01t(K\x01te.");
}

/// A value that can be pickled after another one, or not.
struct Two<'a>(&'a str, bool);

impl Pickle for Two<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut list = writer.list(2)?;
        list.item(self.0)?;
        list.item_with(|writer| match self.1 {
            true => writer.none(),
            false => Err(pickle_core::Error::unpicklable("a test says so")),
        })?;
        list.end()
    }
}

#[test]
fn a_dump_that_fails_leaves_nothing_behind() {
    let mut stream = Pickler::new().stream(Vec::new());
    stream.dump("first").expect("a str");
    let before = stream.get_ref().clone();
    assert!(stream.dump(&Two("second", false)).is_err());
    assert_eq!(*stream.get_ref(), before);
    stream.dump(&Two("second", true)).expect("a list");
    let bytes = stream.into_inner();
    let mut stream = Unpickler::new().slice_stream(&bytes);
    assert_eq!(stream.load::<&str>().expect("a str"), "first");
    assert_eq!(stream.load::<(Any, Any)>().ok(), None);
    let mut stream = Unpickler::new().slice_stream(&bytes[before.len()..]);
    assert_eq!(stream.load::<Vec<Option<&str>>>().expect("a list"), [Some("second"), None]);
}

/// A shared value of which nothing keeps the address.
struct Borrowed<'a>(&'a Vec<i64>);

impl Pickle for Borrowed<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.shared(std::ptr::from_ref(self.0).cast(), |writer| self.0.pickle(writer))
    }
}

#[test]
fn an_address_that_nothing_keeps_is_forgotten_behind_the_dump() {
    let mut stream = Pickler::new().stream(Vec::new());
    let mut list = vec![1];
    stream.dump(&[Borrowed(&list), Borrowed(&list)]).expect("lists");
    list.push(2);
    stream.dump(&[Borrowed(&list), Borrowed(&list)]).expect("lists");
    let bytes = stream.into_inner();
    let mut stream = Unpickler::new().stream(&bytes[..]);
    for expected in [vec![1], vec![1, 2]] {
        let lists: Vec<Rc<Vec<i64>>> = stream.load().expect("lists");
        assert!(*lists[0] == expected && Rc::ptr_eq(&lists[0], &lists[1]));
    }
}

#[test]
fn a_value_that_a_later_pickle_changes_is_loaded_as_it_is_then() {
    let mut stream = Unpickler::new().stream(&b"(lp0\n(dp1\na.g0\nI1\na.g1\nI7\nI8\ns.g1\nI7\nI9\ns."[..]);
    let empty: Rc<Vec<Any>> = stream.load().expect("a list");
    assert_eq!(empty.len(), 1);
    assert_eq!(stream.load::<Rc<Vec<Any>>>().expect("a list").len(), 2);
    type Dict = std::collections::HashMap<i64, i64>;
    assert_eq!(stream.load::<Dict>().expect("a dict"), Dict::from([(7, 8)]));
    let graph = stream.graph().expect("a dict");
    assert!(matches!(graph.root().value(), Value::Dict(entries) if entries.len() == 1));
    assert_eq!(graph.root().load::<Dict>().expect("a dict"), Dict::from([(7, 9)]));
}

/// Gives a byte at a time, and an error before each of them.
struct Slow<'a> {
    bytes: &'a [u8],
    is_late: bool,
}

impl Read for Slow<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.is_late = !self.is_late;
        if self.is_late {
            return Err(IoErrorKind::WouldBlock.into());
        }
        let length = self.bytes.len().min(1);
        out[..length].copy_from_slice(&self.bytes[..length]);
        self.bytes = &self.bytes[length..];
        Ok(length)
    }
}

#[test]
fn a_load_that_was_interrupted_goes_on() {
    let bytes = carried(Protocol::V4);
    let mut stream = Unpickler::new().stream(Slow { bytes: &bytes, is_late: false });
    let mut loaded: Vec<Any> = Vec::new();
    let mut interruptions = 0;
    while loaded.len() < 6 {
        match stream.load() {
            Ok(value) => loaded.push(value),
            Err(error) if matches!(error.kind(), ErrorKind::Io(_)) => interruptions += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(interruptions >= bytes.len());
    assert_eq!(loaded[1].load::<Vec<String>>().expect("names"), ["spam", "eggs"]);
    assert_eq!(loaded[5].load::<Person>().expect("a person").name, "Ada Lovelace");
}

#[test]
fn items_go_on_behind_a_value_of_another_type_and_end_where_the_stream_is_lost() {
    let mut stream = Unpickler::new().stream(&b"I1\n.Vx\n.I3\n.aI5\n."[..]);
    let messages: Vec<String> = stream.items::<i64>().map(|item| format!("{item:?}")).collect();
    assert_eq!(messages[0], "Ok(1)");
    assert!(messages[1].ends_with("expected int, found str (at byte 4)))"), "{}", messages[1]);
    assert_eq!(messages[2], "Ok(3)");
    // Its stack is wrong, but it is known where it ends.
    assert!(messages[3].contains("invalid stack for APPEND") && messages[3].ends_with("(at byte 12)))"));
    assert_eq!(messages.len(), 4);

    let mut stream = Unpickler::new().slice_stream(b"I1\n.Vx\n.I3\n.\xff.");
    let messages: Vec<String> = stream.items::<i64>().map(|item| format!("{item:?}")).collect();
    assert_eq!((messages.len(), &*messages[2]), (4, "Ok(3)"));
    assert_eq!(stream.position(), 12);

    let mut stream = Unpickler::new().stream(&b"I1\n.\xff."[..]);
    assert_eq!(stream.items::<i64>().count(), 2);
    assert_eq!(stream.items::<i64>().count(), 1);
    let mut empty = Unpickler::new().stream(io::empty());
    assert_eq!(empty.items::<i64>().count(), 0);
}

#[test]
fn a_frame_that_goes_on_behind_the_stop_is_kept() {
    let mut stream = Unpickler::new().stream(&b"\x80\x04\x95\x04\0\0\0\0\0\0\0N.K\x05.N."[..]);
    stream.load::<()>().expect("None");
    assert_eq!(stream.load::<i64>().expect("an int"), 5);
    stream.load::<()>().expect("None");
}

#[test]
fn independent_pickles_have_a_memo_each() {
    let mut bytes = Vec::new();
    for number in 0..3 {
        let line = Rc::new(vec![number.to_string()]);
        dump(&[line.clone(), line], &mut bytes).expect("lists");
    }
    let mut stream = Unpickler::new().stream(&bytes[..]).independent();
    let loaded: Vec<Vec<Rc<Vec<String>>>> = stream.items().collect::<Result<_>>().expect("lists");
    for (number, lines) in loaded.iter().enumerate() {
        assert!(*lines[0] == [number.to_string()] && Rc::ptr_eq(&lines[0], &lines[1]));
    }
    let mut stream = Unpickler::new().slice_stream(&bytes).independent();
    assert_eq!(stream.items::<Vec<Vec<&str>>>().count(), 3);
}

/// Each load looks at its own pickle only, however much the memo holds.
#[test]
fn a_long_stream_takes_linear_time() {
    const PICKLES: usize = 20_000;
    let mut stream = Pickler::new().protocol(Protocol::V2).stream(Vec::new());
    let shared = Rc::new(vec!["shared".to_owned()]);
    for number in 0..PICKLES {
        let dict = std::collections::BTreeMap::from([(number, shared.clone()), (number + 1, shared.clone())]);
        stream.dump(&(Rc::new(vec![number.to_string()]), dict)).expect("a tuple");
    }
    let bytes = stream.into_inner();
    let started = std::time::Instant::now();
    let mut stream = Unpickler::new().stream(&bytes[..]);
    type Item = (Rc<Vec<String>>, std::collections::BTreeMap<usize, Rc<Vec<String>>>);
    assert_eq!(stream.items::<Item>().filter(Result::is_ok).count(), PICKLES);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn the_checked_in_streams_are_what_python_writes() {
    for python in pythons() {
        let version = format!("{}.{}", python.version.0, python.version.1);
        let expected: Vec<&str> = STREAMS.lines().filter(|line| line.split(' ').nth(1) == Some(&version)).collect();
        if !expected.is_empty() {
            let written = python.run_with("streams/make_streams.py", &[], b"");
            assert_eq!(written.lines().collect::<Vec<_>>(), expected, "{version}: run make_streams.py again");
        }
    }
}

#[test]
fn buffers_are_taken_on_from_one_pickle_to_the_next() {
    let bytes = b"\x80\x05\x97.\x80\x05\x97\x98.\x80\x05\x97.";
    let buffers = [&b"first"[..], b"second"];
    let mut stream = Unpickler::new().buffers(buffers).stream(&bytes[..]);
    assert_eq!(stream.load::<pickle_core::Bytes>().expect("a buffer").0, b"first");
    stream.clear_memo();
    assert_eq!(stream.load::<pickle_core::Bytes>().expect("a buffer").0, b"second");
    assert!(matches!(stream.load::<pickle_core::Bytes>().map_err(|e| e.offset()), Err(Some(11))));
    let mut stream = Unpickler::new().buffers(buffers).slice_stream(bytes);
    assert_eq!((stream.load::<&[u8]>().ok(), stream.load::<&[u8]>().ok()), (Some(buffers[0]), Some(buffers[1])));
}

/// Whatever the memo holds, a pickle is read or refused, and nothing is loaded twice.
#[test]
fn any_pickle_may_follow_any_other() {
    let pickles: Vec<Vec<u8>> = include_str!("data/answers.txt")
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|digits| digits.len() <= 600)
        .map(unhex)
        .collect();
    let mut unpickled = 0;
    for start in 0..7 {
        let mut order = pickles.iter().skip(start).step_by(7).cycle().take(pickles.len() / 4);
        let bytes: Vec<u8> = order.by_ref().flatten().copied().collect();
        let mut stream = Unpickler::new().slice_stream(&bytes);
        while !stream.rest().is_empty() {
            let before = stream.rest().len();
            if stream.graph().is_ok() {
                unpickled += 1;
                let _ = stream.load::<Any>();
            }
            if stream.rest().len() == before {
                let skipped = bytes.len() - before + 1;
                stream = Unpickler::new().slice_stream(&bytes[skipped.min(bytes.len())..]);
            }
        }
    }
    assert!(unpickled > 1_000, "{unpickled}");
}

#[test]
fn independent_reading_is_reading_each_by_itself() {
    for digits in include_str!("data/answers.txt").lines().filter_map(|line| line.split(' ').next()).step_by(5) {
        let pickle = unhex(digits);
        let alone = Graph::loads(&pickle);
        let mut stream = Unpickler::new().stream(&pickle[..]).independent();
        match (&alone, stream.graph()) {
            (Ok(alone), Ok(streamed)) => assert_eq!(Any::from(alone.root()), Any::from(streamed.root()), "{digits}"),
            (Err(_), Err(_)) => {}
            (alone, streamed) => panic!("{digits}: {:?} {:?}", alone.is_ok(), streamed.is_ok()),
        }
    }
}

#[test]
fn independent_pickles_are_taken_one_by_one_whether_they_are_as_predicted_or_not() {
    let ada = Rc::new(Person { name: "Ada".to_owned() });
    let orders = [1, 2, 3].map(|number| Order { number, customer: Rc::clone(&ada) });
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&orders).expect("orders");
        // A tuple is not predicted for a list, but loads as one value of any type.
        let other = Pickler::new().protocol(protocol).dumps(&(1, 2)).expect("a tuple");
        let bytes = [&*pickle, &*other, &*pickle].concat();
        let mut slice = Unpickler::new().slice_stream(&bytes).independent();
        let mut reader = Unpickler::new().stream(&bytes[..]).independent();
        assert_eq!(slice.load::<Vec<Order>>().expect("orders"), orders);
        assert_eq!(reader.load::<Vec<Order>>().expect("orders"), orders);
        assert_eq!((slice.position(), reader.position()), (pickle.len() as u64, pickle.len() as u64));
        let errors = [slice.load::<Vec<i64>>().unwrap_err(), reader.load::<Vec<i64>>().unwrap_err()];
        assert_eq!(errors[0].to_string(), errors[1].to_string());
        assert!(errors[0].offset() >= Some(pickle.len() as u64), "{}", errors[0]);
        let (of_slice, of_reader) = (slice.load::<Vec<Order>>().expect("orders"), reader.load::<Vec<Order>>());
        assert!(Rc::ptr_eq(&of_slice[0].customer, &of_slice[2].customer));
        assert_eq!(of_reader.expect("orders"), orders);
        assert!(slice.rest().is_empty());
    }
}
