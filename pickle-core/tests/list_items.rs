//! The items of a list one by one, from a slice and from a reader, against the list as a whole.

mod with_python;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::{self, Read};
use std::rc::{Rc, Weak};

use pickle_core::{
    Any, ErrorKind, Limits, OnShared, Pickle, Pickler, Protocol, Result, Source, Tuple, Unpickle, Unpickler, Value,
    dumps, loads,
};

use with_python::{pythons, unhex};

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "models")]
struct Person {
    name: String,
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "models")]
struct Order {
    number: i64,
    customer: Rc<Person>,
}

/// A reader that gives a few bytes at a time.
struct Trickle<'a> {
    bytes: &'a [u8],
    at_once: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.at_once.min(out.len());
        self.bytes.read(&mut out[..length])
    }
}

/// The items from a slice.
fn from_slice<T: for<'any> Unpickle<'any>>(pickle: &[u8]) -> Vec<Result<T>> {
    Unpickler::new().list_items(pickle).collect()
}

/// The items from a reader that gives so many bytes at once.
fn from_reader<T: for<'any> Unpickle<'any>>(bytes: &[u8], at_once: usize) -> Vec<Result<T>> {
    Unpickler::new().read_list_items(Trickle { bytes, at_once }).collect()
}

/// Results, with errors as text.
fn in_words<T: Debug>(items: Vec<Result<T>>) -> Vec<String> {
    items.into_iter().map(|item| item.map_or_else(|error| error.to_string(), |item| format!("{item:?}"))).collect()
}

/// Holds the items of a pickle against the list that it is as a whole.
fn check<T: for<'any> Unpickle<'any> + Debug>(pickle: &[u8]) {
    let list: Vec<T> = loads(pickle).unwrap_or_else(|error| panic!("{error}: {}", pickle.escape_ascii()));
    let expected = in_words(list.into_iter().map(Ok).collect());
    check_equal(pickle, from_slice::<T>(pickle), &expected);
    // Long lists would take long byte by byte.
    let few = if pickle.len() < 1000 { 1 } else { 1000 };
    for at_once in [few, usize::MAX] {
        check_equal(pickle, from_reader::<T>(pickle, at_once), &expected);
    }
}

fn check_equal<T: Debug>(pickle: &[u8], items: Vec<Result<T>>, expected: &[String]) {
    let items = in_words(items);
    let beginning = pickle[..pickle.len().min(200)].escape_ascii();
    for (index, (item, expected)) in items.iter().zip(expected).enumerate() {
        assert_eq!(item, expected, "{index}: {beginning}");
    }
    assert_eq!(items.len(), expected.len(), "{beginning}");
}

/// Whether the second and third item are one object.
fn check_shared(pickle: &[u8]) {
    let slice: Vec<Order> = from_slice(pickle).into_iter().map(Result::unwrap).collect();
    let read: Vec<Order> = from_reader(pickle, 10).into_iter().map(Result::unwrap).collect();
    for orders in [slice, read] {
        assert!(Rc::ptr_eq(&orders[1].customer, &orders[2].customer));
    }
}

#[test]
fn items_are_those_of_the_list_whoever_wrote_it() {
    for python in pythons() {
        for line in python.run("list_items/make_lists.py", &[]).lines() {
            let (name, pickle) = line.split_once(' ').expect("a name and a pickle");
            let pickle = unhex(pickle);
            match name {
                "int" => check::<i64>(&pickle),
                "str" => check::<String>(&pickle),
                "pair" => check::<(i64, String)>(&pickle),
                "four" => check::<(i64, String, f64, Option<String>)>(&pickle),
                "list" => check::<Vec<i64>>(&pickle),
                "dict" => check::<BTreeMap<String, i64>>(&pickle),
                "person" => check::<Person>(&pickle),
                "order" => {
                    check::<Order>(&pickle);
                    check_shared(&pickle);
                }
                _ => {}
            }
            if pickle.len() < 1000 {
                check::<Any>(&pickle);
            }
        }
    }
}

#[test]
fn items_are_those_of_the_list_at_every_protocol() {
    let ada = Rc::new(Person { name: "Ada".into() });
    let orders: Vec<Order> = (0..1100).map(|number| Order { number, customer: Rc::clone(&ada) }).collect();
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&orders).unwrap();
        check::<Order>(&pickle);
        check_shared(&pickle);
        check::<i64>(&Pickler::new().protocol(protocol).dumps(&Vec::<i64>::new()).unwrap());
    }
}

#[test]
fn a_very_long_tuple_may_be_the_only_item() {
    for length in [5_000, 2_000_000] {
        let pickle = [b"\x80\x04](", &b"K\x07".repeat(length)[..], b"t\x94a."].concat();
        let items = from_slice::<Any>(&pickle);
        assert_eq!(items.len(), 1);
        assert!(matches!(items[0].as_ref().unwrap().value(), Value::Tuple(items) if items.len() == length));
    }
}

#[test]
fn items_borrow_from_the_slice() {
    let pickle = dumps(&["Ada", "Grace", "Ada"]).unwrap();
    let names: Vec<&str> = Unpickler::new().list_items(&pickle).collect::<Result<_>>().unwrap();
    assert_eq!(names, ["Ada", "Grace", "Ada"]);
    assert!(pickle.as_ptr_range().contains(&names[2].as_ptr()));
}

#[derive(Debug, Pickle)]
#[pickle(module = "models")]
struct Node {
    name: String,
    parent: Weak<Node>,
    children: Vec<Rc<Node>>,
}

#[test]
fn an_item_that_the_stream_does_not_predict_is_loaded_through_a_graph() {
    // Python: class Node; root = Node('a', None, [Node('b', root, [])]); dumps([root, root])
    let parent = b"(lp0\nccopy_reg\n_reconstructor\np1\n(cmodels\nNode\np2\nc__builtin__\nobject\np3\nNtRp4\n(dp5\n\
        Vname\np6\nVa\np7\nsVparent\np8\nNsVchildren\np9\n(lp10\n";
    let child = b"g1\n(g2\ng3\nNtRp11\n(dg6\nVb\np12\nsg8\ng4\nsg9\n(lp13\nsba";
    let pickle = [parent.as_slice(), child, b"sbag4\na."].concat();
    for nodes in [from_slice::<Rc<Node>>(&pickle), from_reader(&pickle, 5)] {
        let nodes: Vec<Rc<Node>> = nodes.into_iter().collect::<Result<_>>().unwrap();
        assert!(Rc::ptr_eq(&nodes[0], &nodes[1]));
        let child = &nodes[0].children[0];
        assert_eq!((&*nodes[0].name, &*child.name), ("a", "b"));
        assert!(Rc::ptr_eq(&child.parent.upgrade().unwrap(), &nodes[0]));
    }
}

#[derive(Debug, Pickle)]
#[pickle(module = "models", name = "Order")]
struct LooseOrder {
    number: Any,
    customer: Rc<Person>,
    #[pickle(default)]
    parent: Weak<Person>,
}

#[test]
fn pointers_are_shared_between_items_that_stream_and_items_that_do_not() {
    let ada = Rc::new(Person { name: "Ada".into() });
    let order = |number: i64, parent: &Weak<Person>| LooseOrder {
        number: Any::from(number),
        customer: Rc::clone(&ada),
        parent: Weak::clone(parent),
    };
    let weak = Rc::downgrade(&ada);
    for parents in [[&Weak::new(), &weak, &Weak::new()], [&weak, &Weak::new(), &weak]] {
        let orders: Vec<LooseOrder> = (0..).zip(parents).map(|(number, parent)| order(number, parent)).collect();
        let pickle = dumps(&orders).unwrap();
        let loaded: Vec<LooseOrder> = Unpickler::new().list_items(&pickle).collect::<Result<_>>().unwrap();
        for order in &loaded {
            assert!(Rc::ptr_eq(&order.customer, &loaded[0].customer));
            assert!(order.parent.upgrade().is_none_or(|parent| Rc::ptr_eq(&parent, &order.customer)));
        }
    }
}

#[test]
fn an_error_is_that_of_the_item_with_its_index_and_byte() {
    let mut pickle = dumps(&[Some(1), Some(2), Some(3)]).unwrap();
    let two = pickle.iter().position(|byte| *byte == 2).unwrap();
    pickle.splice(two - 1..=two, *b"\x8c\x01x");
    let expected = loads::<Vec<i64>>(&pickle).unwrap_err().to_string();
    assert_eq!(expected, format!("[1]: expected int, found str (at byte {})", two - 1));
    for items in [from_slice::<i64>(&pickle), from_reader(&pickle, 1), from_reader(&pickle, 100)] {
        assert_eq!(in_words(items), ["1", &expected]);
    }
}

/// The error of a pickle, which is the last that comes.
fn error<T: for<'any> Unpickle<'any> + Debug>(pickle: &[u8]) -> String {
    let words = in_words(from_slice::<T>(pickle));
    for at_once in [1, 1000] {
        assert_eq!(in_words(from_reader::<T>(pickle, at_once)), words);
    }
    words.last().cloned().unwrap_or_default()
}

#[test]
fn other_roots_are_errors() {
    assert_eq!(error::<i64>(b"\x80\x04}\x94."), "expected list, found dict (at byte 2)");
    assert_eq!(error::<i64>(b"\x80\x02K\x01K\x02\x86q\x00."), "expected list, found tuple (at byte 2)");
    assert_eq!(error::<i64>(b"(dp0\n."), "expected list, found dict (at byte 0)");
    assert_eq!(
        error::<i64>(b"\x80\x02cshop\nOrder\n)\x81}b."),
        "expected list, found an object made by shop.Order (at byte 2)"
    );
    assert_eq!(error::<i64>(b"\x80\x09]."), "expected a pickle protocol up to 5, found protocol 9 (at byte 0)");
    assert_eq!(error::<i64>(b""), "pickle data was truncated: it ends before its STOP (at byte 0)");
}

#[test]
fn malformed_lists_are_errors_at_their_byte() {
    assert_eq!(error::<i64>(b"](K\x01e"), "pickle data was truncated: it ends before its STOP (at byte 5)");
    assert_eq!(
        error::<i64>(b"](K\x01B"),
        "[1]: pickle data was truncated: BINBYTES needs 4 bytes, 0 are left (at byte 4)"
    );
    assert_eq!(error::<i64>(b"](K\x01z"), "[1]: unknown opcode 'z' (0x7a) (at byte 4)");
    assert_eq!(error::<i64>(b"](K\x01eb."), "expected an item or the end of the list, found BUILD (at byte 5)");
    assert_eq!(
        error::<i64>(b"]K\x01K\x02."),
        "expected APPEND behind the only item of a batch, found BININT1 (at byte 3)"
    );
    assert_eq!(
        error::<i64>(b"](K\x01h\x05e."),
        "[1]: memo index 5 is read before anything is stored there (at byte 4)"
    );
    assert_eq!(
        error::<Vec<i64>>(b"]\x94(]h\x00ae."),
        "[0]: the object contains itself, which an owned Rust value cannot; load it as pickle_core::Graph or Any (at byte 4)"
    );
    let frame = in_words(from_slice::<i64>(b"\x80\x04\x95\xff\0\0\0\0\0\0\0]."));
    assert_eq!(frame, ["pickle data was truncated: FRAME needs 255 bytes, 2 are left (at byte 2)"]);
}

#[test]
fn limits_hold_for_all_items_together() {
    let strings: Vec<String> = (0..100).map(|number| number.to_string()).collect();
    let pickle = dumps(&strings).unwrap();
    let few = Unpickler::new().limits(Limits::default().with_max_memo_entries(50));
    let loaded: Vec<Result<String>> = few.list_items(&pickle).collect();
    assert_eq!(loaded.len(), 51);
    let error = loaded.into_iter().last().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the pickle stores more than 50 values in its memo; raise Limits::max_memo_entries to load it"
    );
    let text = "x".repeat(10_000);
    let pickle = dumps(&vec![text; 2000]).unwrap();
    let narrow =
        Limits::default().with_max_expand_bytes(1_000_000).with_max_expand_nodes(1000).with_expand_factor(2_u64);
    let loaded: Vec<Result<String>> = Unpickler::new().limits(narrow).list_items(&pickle).collect();
    assert!(loaded.len() < 200);
    let error = loaded.into_iter().last().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
    let short = Unpickler::new().limits(Limits::default().with_max_input_bytes(100));
    let mut read = short.read_list_items::<String, _>(pickle.as_slice());
    assert!(matches!(read.next().unwrap().unwrap_err().kind(), ErrorKind::LimitExceeded { .. }));
}

#[test]
fn options_hold_for_items_too() {
    let pickle = b"\x80\x02](K\x03QK\x04Qe.";
    let ids = Unpickler::new().persistent_load(|id: i64| Ok(id.to_string()));
    assert_eq!(ids.list_items::<String>(pickle).collect::<Result<Vec<_>>>().unwrap(), ["3", "4"]);
    let read = ids.read_list_items::<String, _>(&pickle[..]);
    assert_eq!(read.collect::<Result<Vec<_>>>().unwrap(), ["3", "4"]);

    let buffers = [&b"first"[..], b"second"];
    let with_buffers = Unpickler::new().buffers(buffers);
    let items = with_buffers.list_items::<&[u8]>(b"\x80\x05](\x97\x97e.");
    assert_eq!(items.collect::<Result<Vec<_>>>().unwrap(), buffers);

    let strict = Unpickler::new().on_shared(OnShared::Error);
    let mut items = strict.list_items::<i64>(b"].");
    assert!(items.next().is_some_and(|item| item.is_err()));
    assert!(items.next().is_none());
}

#[test]
fn a_reference_to_what_is_no_longer_held_is_an_error_that_says_so() {
    let mut shared: Vec<Rc<Tuple<i64>>> = (0..50_000).map(|number| Rc::new(Tuple(vec![number; 9]))).collect();
    for again in [0, 49_000, 20_000] {
        shared.push(Rc::clone(&shared[again]));
    }
    let pickle = Pickler::new().dumps(&shared).unwrap();
    let read = |held: usize| -> Vec<Result<Rc<Tuple<i64>>>> {
        Unpickler::new().read_list_items(pickle.as_slice()).held_bytes(held).collect()
    };
    assert!(read(1 << 20).iter().all(Result::is_ok));
    let last = read(30_000).pop().unwrap().unwrap_err();
    assert!(matches!(last.kind(), ErrorKind::MemoForgotten { held: 30_000, .. }), "{last}");
    assert_eq!(
        last.to_string(),
        "[50002]: memo index 20000 stands neither in the first nor in the last 30000 bytes that were read, which are held; \
         raise ReadListItems::held_bytes, or map the file into memory and load it with Unpickler::list_items \
         (at byte 1498014)"
    );
    assert_eq!(pickle[1_498_014], b'j');
}

#[test]
fn an_item_that_is_larger_than_the_window_is_read_whole() {
    let items: Vec<Tuple<String>> = (0..4).map(|number| Tuple(vec!["x".repeat(number * 300_000); 5])).collect();
    let pickle = dumps(&items).unwrap();
    for at_once in [1000, usize::MAX] {
        let reader = Trickle { bytes: &pickle, at_once };
        let read = Unpickler::new().read_list_items::<Tuple<String>, _>(reader).held_bytes(100);
        assert_eq!(read.collect::<Result<Vec<_>>>().unwrap(), items);
    }
}

/// A pickle in a `bytes`.
#[derive(Debug)]
struct Nested(i64);

impl<'de> Unpickle<'de> for Nested {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.bytes().and_then(|bytes| loads(&bytes)).map(Nested)
    }
}

#[test]
fn an_item_that_finds_something_truncated_in_itself_is_not_read_on_for() {
    struct Unread;
    impl Read for Unread {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("the item is whole");
        }
    }
    let reader = (&b"]C\x03K\x07.aC\x02K\x07aK\x08a"[..]).chain(Unread);
    let mut items = Unpickler::new().read_list_items::<Nested, _>(reader).held_bytes(0);
    assert_eq!(items.next().unwrap().unwrap().0, 7);
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Truncated { .. }), "{error}");
}

#[test]
fn a_reader_that_fails_is_the_last_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken"))
        }
    }
    let reader = (&b"](K\x01K\x02"[..]).chain(Broken);
    let items: Vec<Result<i64>> = Unpickler::new().read_list_items(reader).collect();
    assert!(matches!(items.last().unwrap().as_ref().unwrap_err().kind(), ErrorKind::Io(_)));
}
