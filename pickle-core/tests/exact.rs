//! `Pickler::exact`: the bytes are those of CPython, for what only it has an order and an identity for.
//!
//! Generated values are in `properties.rs`, instances of classes in the class-style matrix.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::rc::Rc;

use pickle_core::{Any, Graph, Pickle, Pickler, Protocol, Result, Unpickler, Writer, loads};

fn exact_at(protocol: Protocol, value: &(impl Pickle + ?Sized)) -> Vec<u8> {
    Pickler::new().exact(true).protocol(protocol).dumps(value).unwrap()
}

fn protocol(number: &str) -> Protocol {
    Protocol::try_from(number.parse::<u8>().unwrap()).unwrap()
}

fn from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Whether the pickle, read and dumped, is the same again.
fn is_exact(at: Protocol, pickle: &[u8]) -> bool {
    let graph = Unpickler::new().buffers([&b"first"[..], b"second"]).graph(pickle).unwrap();
    exact_at(at, &graph) == pickle
}

/// The pickles of these lines of name, protocol and hexadecimal that are not.
fn differing<'t>(lines: impl Iterator<Item = [&'t str; 3]>) -> BTreeSet<String> {
    let differs = |&[_, at, hex]: &[&str; 3]| !is_exact(protocol(at), &from_hex(hex));
    lines.filter(differs).map(|[name, at, _]| format!("{name} {at}")).collect()
}

/// `__reduce__` gives the tuple of arguments anew each time, or one that the object keeps: a pickle does not say which. It
/// matters only for an object that is part of its own arguments, and graphs take it for the same.
fn with_new_arguments() -> BTreeSet<String> {
    let mut all = names(&["keeper"], 0..=5);
    all.extend(names(&["named_tuple_of_itself"], 0..=1));
    all
}

#[test]
fn graphs_are_the_pickles_that_cpython_3_13_gives_again() {
    let lines = include_str!("data/exact.txt").lines().map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        [cells[0], cells[1], cells[2]]
    });
    assert_eq!(differing(lines), with_new_arguments());
}

#[test]
fn graphs_of_standard_classes_are_the_pickles_of_cpython_3_13() {
    let lines = include_str!("pystd/pickles/python-3.13.txt").lines().map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        [cells[0], cells[1], cells[2]]
    });
    assert_eq!(differing(lines), BTreeSet::new());
}

/// The pickles that CPython 3.12 wrote and 3.13 dumps in another way when it has loaded them: it names nested classes and
/// `__new__` methods in another way below protocol 4, and has one string for every letter. A name in the data that is a
/// name of a class too is one string only in the program that wrote it.
#[test]
fn graphs_of_cpython_3_12_are_its_pickles_where_3_13_gives_them_again() {
    let lines = include_str!("data/graphs.txt").lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[1] != "-").then(|| [cells[0], cells[1], cells[3]])
    });
    let mut changed = names(&["nested_classes", "nested_new_arguments"], 0..=3);
    changed.extend(names(&["new_arguments"], 2..=3));
    changed.extend(names(&["standard"], 0..=5));
    changed.extend(names(&["names_as_text"], 4..=5));
    assert_eq!(differing(lines), changed);
}

fn names(names: &[&str], protocols: std::ops::RangeInclusive<u8>) -> BTreeSet<String> {
    names.iter().flat_map(|name| protocols.clone().map(move |at| format!("{name} {at}"))).collect()
}

/// An object whose arguments contain it has its items, entries and state once, as it was made only once.
#[test]
fn an_object_in_its_own_arguments_gets_its_items_once() {
    for line in include_str!("data/exact.txt").lines().filter(|line| line.starts_with("keeper\t")) {
        let pickle = from_hex(line.rsplit('\t').next().unwrap());
        let graph = Graph::loads(&pickle).unwrap();
        for protocol in Protocol::ALL {
            let dump = Pickler::new().protocol(protocol).dumps(&graph).unwrap();
            let items = dump.windows(4).filter(|window| window == b"item").count();
            assert_eq!(items, 1, "at protocol {protocol}: {}", dump.escape_ascii());
        }
    }
}

/// The same by hand.
struct Keeper(Rc<()>);

impl Pickle for Keeper {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.shared(Rc::as_ptr(&self.0), |writer| {
            let mut object = writer.reduce_object("writing_models", "Keeper", 1, |arguments| {
                arguments.item_with(|writer| {
                    writer.shared(LIST.as_ptr().cast(), |writer| {
                        let mut list = writer.list(1)?;
                        list.item(self)?;
                        list.end()
                    })
                })
            })?;
            object.append(["item"].into_iter())?;
            object.set_items([("key", "value")].into_iter())?;
            object.state_with(|writer| {
                let mut state = writer.dict(1)?;
                state.entry_with(|writer| writer.interned_str("state"), |writer| writer.int(1))?;
                state.end()
            })?;
            object.end()
        })
    }
}

/// Something with an address, for the list in a `Keeper`.
static LIST: [u8; 1] = [0];

#[test]
fn an_object_in_its_own_arguments_is_cpythons_pickle() {
    let lines: Vec<Vec<&str>> = include_str!("data/exact.txt").lines().map(|line| line.split('\t').collect()).collect();
    for line in lines.iter().filter(|line| line[0] == "keeper") {
        assert_eq!(exact_at(protocol(line[1]), &Keeper(Rc::new(()))), from_hex(line[2]), "at protocol {}", line[1]);
    }
}

#[test]
fn strings_are_told_apart_by_identity_but_for_those_that_cpython_has_once() {
    let dumps = |texts: &[&str]| exact_at(Protocol::V2, texts).escape_ascii().to_string();
    assert!(dumps(&["ab", "ab"]).contains("abq\\x01X"));
    assert!(dumps(&["a", "a"]).ends_with("aq\\x01h\\x01e."));
    assert!(dumps(&["\u{ff}", "\u{ff}"]).ends_with("h\\x01e."));
    assert!(dumps(&["", ""]).ends_with("h\\x01e."));
    assert!(!dumps(&["\u{100}", "\u{100}"]).contains("h\\x01"));
    let shared: Rc<str> = "ab".into();
    let twice = exact_at(Protocol::V2, &[shared.clone(), shared]);
    assert!(twice.ends_with(b"abq\x01h\x01e."), "{}", twice.escape_ascii());
}

/// Two values of any type are two graphs, and the names of attributes one string for both.
#[test]
fn names_of_attributes_are_interned_across_values_of_any_type() {
    let pickle = b"\x80\x02cm\nC\n)\x81q\x00}q\x01X\x04\x00\x00\x00nameq\x02X\x02\x00\x00\x00xyq\x03sb.";
    let any: Any = loads(pickle).unwrap();
    let twice = exact_at(Protocol::V2, &[any.clone(), any]);
    // o = C(); o.name = "xy"; p = C(); p.name = "".join(["x", "y"]); pickle.dumps([o, p], 2)
    let expected = b"\x80\x02]q\x00(cm\nC\nq\x01)\x81q\x02}q\x03X\x04\x00\x00\x00nameq\x04X\x02\x00\x00\x00xyq\x05sb\
        h\x01)\x81q\x06}q\x07h\x04X\x02\x00\x00\x00xyq\x08sbe.";
    assert_eq!(twice.escape_ascii().to_string(), expected.escape_ascii().to_string());
}

#[test]
fn a_state_that_a_function_sets() {
    /// Python: `return Account, (self.owner,), {'cents': self.cents}, None, None, restore`
    struct Account(&'static str, i64);

    impl Pickle for Account {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            let mut object = writer.reduce_object("bank", "Account", 1, |arguments| arguments.item(self.0))?;
            object.state_with_setter("bank", "restore", |writer| {
                let mut state = writer.dict(1)?;
                state.entry_with(|writer| writer.interned_str("cents"), |writer| writer.int(self.1))?;
                state.end()
            })?;
            object.end()
        }
    }

    let account = Account("Ada Lovelace", 300);
    let text =
        b"cbank\nAccount\np0\n(VAda Lovelace\np1\ntp2\nRp3\ncbank\nrestore\np4\ng3\n(dp5\nVcents\np6\nI300\ns\x86R0.";
    assert_eq!(exact_at(Protocol::V0, &account), text);
    let binary =
        b"\x80\x04\x95H\x00\x00\x00\x00\x00\x00\x00\x8c\x04bank\x94\x8c\x07Account\x94\x93\x94\x8c\x0cAda Lovelace\
                   \x94\x85\x94R\x94h\x00\x8c\x07restore\x94\x93\x94h\x05}\x94\x8c\x05cents\x94M,\x01s\x86R0.";
    assert_eq!(exact_at(Protocol::V4, &account), binary);
}
