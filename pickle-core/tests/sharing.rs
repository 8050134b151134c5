//! Objects that several places share, where Rust types own their values: the report of what is copied, and the error.

mod with_python;

use std::rc::{Rc, Weak};
use std::sync::Arc;

use pickle_core::pystd::{Deque, OrderedDict};
use pickle_core::{
    Any, ByteArray, ErrorKind, Graph, IndexMap, IndexSet, OnShared, Pickle, Result, SharingReport, Source, Unpickle,
    Unpickler, loads,
};

use with_python::unhex;

/// Written by `sharing/make_pickles.py`.
const PICKLES: &str = include_str!("sharing/pickles.txt");

/// The pickles of a value, one for each protocol.
fn pickles(name: &str) -> Vec<Vec<u8>> {
    let fields = PICKLES.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let pickles: Vec<_> = fields.filter(|fields| fields[0] == name).map(|fields| unhex(fields[2])).collect();
    assert!(pickles.len() >= 4, "{name}");
    pickles
}

/// The lines of a report, without the bytes: `list: [0] to [1]`.
fn lines(report: &SharingReport) -> Vec<String> {
    let places = |further: &[_]| further.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let line =
        |copied: &pickle_core::Copied| format!("{}: {} to {}", copied.what(), copied.first(), places(copied.further()));
    report.copied().iter().map(line).collect()
}

/// Holds what is copied of a value to these lines, at each protocol, and the error to the first of them.
#[track_caller]
fn check<T: for<'de> Unpickle<'de>>(name: &str, expected: &[&str]) {
    for pickle in pickles(name) {
        let (_, report) = Unpickler::new().loads_with_report::<T>(&pickle).expect("the pickle loads");
        assert_eq!(lines(&report), expected, "{}", pickle.escape_ascii());
        assert_eq!(report.objects(), expected.len());
        let strict = Unpickler::new().on_shared(OnShared::Error).loads::<T>(&pickle).err();
        assert_eq!(strict.is_some(), !expected.is_empty());
        if let (Some(error), Some(copied)) = (strict, report.copied().first()) {
            assert_eq!(error.to_string(), error_of(copied), "{}", pickle.escape_ascii());
            assert!(matches!(error.kind(), ErrorKind::Shared { first, .. } if first == copied.first()));
        }
        assert!(loads::<T>(&pickle).is_ok());
    }
}

/// The error that names the first copy.
fn error_of(copied: &pickle_core::Copied) -> String {
    format!(
        "{}: the {} is also at {}, and would be copied; load both as Rc or Arc (pickle-codegen --shared), or allow \
         copies with Unpickler::on_shared (at byte {})",
        copied.further()[0],
        copied.what(),
        copied.first(),
        copied.offset()
    )
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Customer {
    name: String,
    tags: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Order<C, L> {
    customer: C,
    lines: L,
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "list")]
struct Frozen<T> {
    tags: T,
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "args")]
struct Point {
    x: i64,
    y: i64,
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct Record {
    number: i64,
}

#[test]
fn an_instance_of_two_places_is_copied_and_its_parts_are_not_listed() {
    check::<Vec<Order<Customer, Vec<String>>>>("customer", &["shop.Customer object: [0].customer to [1].customer"]);
}

#[test]
fn pointers_are_no_copies() {
    check::<Vec<Order<Rc<Customer>, Vec<String>>>>("customer", &[]);
    check::<Vec<Order<Arc<Customer>, Vec<String>>>>("customer", &[]);
    check::<Vec<Rc<Vec<String>>>>("list", &[]);
    check::<Vec<Rc<Record>>>("record", &[]);
}

#[test]
fn pointers_of_two_types_are_copies() {
    check::<(Rc<IndexSet<i64>>, Vec<Rc<IndexSet<i64>>>)>("set", &[]);
    check::<(Rc<IndexSet<i64>>, Vec<Arc<IndexSet<i64>>>)>("set", &["set: [0] to [1][0]"]);
    check::<(Rc<IndexSet<i64>>, Vec<IndexSet<i64>>)>("set", &["set: [0] to [1][0]"]);
}

#[test]
fn containers_are_copied() {
    check::<Vec<Vec<String>>>("list", &["list: [0] to [1], [2]"]);
    check::<IndexMap<String, IndexMap<String, i64>>>("dict", &["dict: ['first'] to ['second']"]);
    check::<(IndexSet<i64>, Vec<IndexSet<i64>>)>("set", &["set: [0] to [1][0]"]);
    check::<Vec<ByteArray>>("bytearray", &["bytearray: [0] to [1]"]);
    check::<Vec<Customer>>("tags", &["list: [0].tags to [1].tags"]);
}

#[test]
fn what_is_copied_by_itself_and_in_a_whole_is_listed_with_both() {
    #[derive(Debug, PartialEq)]
    enum Item {
        Tags(Vec<String>),
        Customer(Customer),
    }
    impl<'de> Unpickle<'de> for Item {
        fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
            // It looks first and takes then, which is no copy.
            match source.list().map(drop) {
                Ok(()) => Vec::unpickle(source).map(Item::Tags),
                Err(_) => Customer::unpickle(source).map(Item::Customer),
            }
        }
    }
    check::<Vec<Item>>("inside_and_outside", &["list: [0] to [2].tags", "shop.Customer object: [1] to [3]"]);
}

#[test]
fn tuples_are_no_objects_of_their_own_but_their_items_are() {
    check::<Vec<(Vec<String>, i64)>>("tuple", &["list: [0][0] to [1][0]"]);
    check::<Vec<(Rc<Vec<String>>, i64)>>("tuple", &[]);
    check::<Vec<Point>>("named_tuple", &[]);
    check::<Vec<Frozen<Vec<String>>>>("frozen", &["list: [0].tags to [1].tags"]);
    check::<Vec<Frozen<Rc<Vec<String>>>>>("frozen", &[]);
}

#[test]
fn instances_that_a_call_makes_are_objects() {
    check::<Vec<Record>>("record", &["object made by shop.Record: [0] to [1]"]);
    check::<Vec<OrderedDict<String, i64>>>("ordered_dict", &["object made by collections.OrderedDict: [0] to [1]"]);
    check::<Vec<Deque<i64>>>("deque", &["object made by collections.deque: [0] to [1]"]);
}

#[test]
fn values_that_never_change_are_no_objects() {
    check::<Vec<(Any, Any)>>("values", &[]);
    check::<Any>("values", &[]);
}

#[test]
fn a_dynamic_value_shares_inside_of_itself() {
    check::<Vec<Order<Any, Any>>>("any_inside", &[]);
    check::<Any>("customer", &[]);
}

#[test]
fn two_dynamic_values_are_copies_of_each_other() {
    check::<Vec<Order<Any, Any>>>("any_twice", &["list: [0].customer to [0].lines['lines'][1]"]);
    check::<Vec<Order<Vec<String>, Any>>>("any_twice", &["list: [0].customer to [0].lines['lines'][1]"]);
    let expected = "shop.Customer object: [0].customer[0] to [1].lines[0]['who']";
    check::<Vec<Order<Any, Any>>>("any_of_objects", &[expected]);
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
struct Node {
    name: String,
    parent: Weak<Node>,
    children: Vec<Rc<Node>>,
    tags: Vec<String>,
}

#[test]
fn what_an_immutable_object_holds_counts_where_it_is_elsewhere_too() {
    // Python: `[(timezone(line), [[[line]]]), line]`, though no timezone holds a list
    let pickle = b"](]q\x000cdatetime\ntimezone\n(h\x00tR](](](h\x00eee\x86h\x00e.";
    let (_, report) = Unpickler::new().loads_with_report::<Vec<Any>>(pickle).expect("the pickle loads");
    assert_eq!(lines(&report), ["list: [0][1][0][0][0] to [1]"]);
}

#[test]
fn what_is_loaded_twice_for_a_weak_is_no_copy() {
    check::<Rc<Node>>("tree", &[]);
    check::<Rc<Node>>("tree_of_shared_tags", &["list: children[0].tags to children[1].tags"]);
}

#[test]
fn a_whole_that_shares_nothing_has_an_empty_report() {
    check::<Vec<Order<Customer, Vec<String>>>>("nothing_shared", &[]);
    let pickle = &pickles("nothing_shared")[0];
    let (_, report) = Unpickler::new().loads_with_report::<Any>(pickle).expect("the pickle loads");
    assert!(report.is_empty());
    assert_eq!(report.to_string(), "no shared object was copied\n");
}

#[test]
fn a_stream_looks_at_its_earlier_pickles_too() {
    for pickle in pickles("stream") {
        let strict = Unpickler::new().on_shared(OnShared::Error);
        let mut stream = strict.clone().stream(&pickle[..]);
        assert_eq!(stream.load::<Vec<i64>>().expect("numbers"), [1]);
        assert_eq!(stream.load::<Vec<Vec<String>>>().expect("lines"), [["x"]]);
        let error = stream.load::<Vec<Vec<String>>>().expect_err("the line is shared").to_string();
        assert!(
            error.starts_with("[1]: the list is also at [0] of an earlier pickle, and would be copied;"),
            "{error}"
        );

        let mut stream = strict.slice_stream(&pickle);
        assert_eq!(stream.load::<Vec<i64>>().expect("numbers"), [1]);
        stream.load::<Vec<i64>>().expect_err("a line is no number");
        assert_eq!(stream.load::<Vec<Vec<String>>>().expect("nothing was loaded before").len(), 2);
    }
}

#[test]
fn the_value_itself_has_a_place() {
    // Python: `line = []; line.append(line)`, of which the outer list is taken as a list, and the inner one whole.
    let (_, report) = Unpickler::new().loads_with_report::<Vec<Any>>(b"(lp0\ng0\na.").expect("the pickle loads");
    assert_eq!(lines(&report), ["list: the top to [0]"]);
    // An object in itself is another mistake.
    let error = Unpickler::new().on_shared(OnShared::Error).loads::<Rc<Node>>(b"(lp0\ng0\na.").expect_err("no node");
    assert!(matches!(error.kind(), ErrorKind::Mismatch { .. }));
}

#[test]
fn a_report_is_bounded() {
    let mut pickle = b"(".to_vec();
    for number in 0..150 {
        pickle.extend(format!("(lp{number}\n").bytes());
        pickle.extend(format!("g{number}\n").repeat(20).bytes());
    }
    pickle.extend(b"l.");
    let (_, report) = Unpickler::new().loads_with_report::<Vec<Vec<i64>>>(&pickle).expect("the pickle loads");
    assert_eq!(report.objects(), 150);
    assert_eq!(report.copied().len(), SharingReport::MOST_OBJECTS);
    let first = &report.copied()[0];
    assert_eq!((first.further().len(), first.copies()), (SharingReport::MOST_PLACES, 20));
    let text = report.to_string();
    assert!(text.starts_with("150 shared objects were copied:\nlist (at byte 2) of [0] to [1], [2], "), "{text}");
    assert!(text.contains("[10] and 10 more places\n") && text.ends_with("\nand 50 more\n"), "{text}");
}

#[test]
fn a_path_is_bounded() {
    const DEPTH: usize = 100_000;
    // The innermost list is in the outermost one too, each as a value of its own.
    let deep = [&b"("[..], &b"]".repeat(DEPTH), b"q\x00", &b"a".repeat(DEPTH - 1), b"h\x00l."].concat();
    let (_, report) = Unpickler::new().loads_with_report::<Vec<Any>>(&deep).expect("the pickle loads");
    let copied = &report.copied()[0];
    assert_eq!(copied.further()[0].to_string(), "[1]");
    assert!(copied.first().segments().len() <= 128, "{}", copied.first().segments().len());
}

#[test]
fn the_other_ways_in_report_too() {
    let pickle = &pickles("list")[0];
    let (_, report) = Unpickler::new().load_with_report::<Vec<Vec<String>>>(&pickle[..]).expect("the pickle loads");
    assert_eq!(lines(&report), ["list: [0] to [1], [2]"]);
    let graph = Graph::loads(pickle).expect("a pickle");
    let loaded = Unpickler::new().load_graph_with_report::<Vec<Vec<String>>>(&graph);
    assert_eq!(lines(&loaded.expect("the pickle loads").1), ["list: [0] to [1], [2]"]);
}

#[test]
fn the_checked_in_pickles_are_those_of_python() {
    for python in with_python::pythons().into_iter().filter(|python| python.version == (3, 13)) {
        let written = python.run_with("sharing/make_pickles.py", &[], b"");
        assert!(written.lines().eq(PICKLES.lines()), "run make_pickles.py again");
    }
}
