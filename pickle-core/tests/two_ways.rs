//! The stream and the graph are two ways to one value: whatever the stream loads, the graph loads as the very same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "two_ways/byte_calls.rs"]
mod byte_calls;
#[path = "two_ways/hostile.rs"]
mod hostile;
#[path = "two_ways/mutations.rs"]
mod mutations;
#[path = "two_ways/only_items.rs"]
mod only_items;
#[path = "two_ways/samples.rs"]
mod samples;
#[path = "two_ways/text_calls.rs"]
mod text_calls;
#[path = "two_ways/types.rs"]
mod types;
#[path = "two_ways/ways.rs"]
mod ways;

use std::cell::RefCell;
use std::collections::BTreeMap;

use pickle_core::pickletools::{genops, optimize};
use pickle_core::{Pickler, Protocol, Unpickler};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use samples::Entropy;
use types::{Row, TYPES};
use ways::Way;

/// Types whose dumps the stream may leave to the graph, from one protocol to another, and why. A type is no longer here
/// once it always streams.
const MAY_GIVE_WAY: &[(&str, u8, u8, &str)] = &[
    ("(Any, Any)", 2, 5, FIRST),
    ("(Vec<Any>, Any, Rc<Vec<i64>>)", 0, 5, FIRST),
    ("BTreeMap<String, Any>", 0, 5, FIRST),
    ("IndexMap<Any, Any>", 0, 5, KEYS),
    ("IndexMap<Key, i64>", 0, 5, KEYS),
    ("Tuple<Any>", 0, 5, "a part that is the whole is no gain"),
    ("Vec<&[u8]>", 0, 2, "calls make the bytes, which cannot be borrowed then"),
    ("Vec<(i64, (i64, Any), Option<(i64, i64, i64, Any)>)>", 0, 5, FIRST),
    ("Vec<Any>", 0, 5, FIRST),
    ("Vec<Basket>", 0, 5, BASE),
    ("Vec<Called>", 1, 5, FIRST),
    ("Vec<Exception>", 0, 5, FIRST),
    ("Vec<Family>", 0, 1, "the class of an object that copyreg._reconstructor makes is not looked for"),
    ("Vec<Linked>", 0, 5, FIRST),
    ("Vec<Listed>", 0, 5, "a list of protocol 0 as the state is not predicted"),
    ("Vec<Maybe<Any>>", 0, 5, FIRST),
    ("Vec<Point>", 0, 1, BASE),
    ("Vec<Registry>", 0, 5, BASE),
    ("Vec<Texts<'_>>", 0, 2, "calls make the bytes, which cannot be borrowed then"),
    ("Vec<Tuple<Rc<i64>>>", 0, 5, "no pointer is made in a part, which does not know the others"),
    ("Vec<Tupled>", 0, 5, FIRST),
    ("Vec<Uuid>", 0, 5, "its writer stores it behind its state"),
    ("Vec<Value>", 0, 5, FIRST),
];

const FIRST: &str = "a tuple of up to three items may be the first item of another one";
const KEYS: &str = "keys of several kinds may be equal in Python and not in Rust";
const BASE: &str = "copyreg._reconstructor makes it of a builtin base class";

/// How a pickle is written.
#[derive(Debug, Clone, Copy)]
enum Manner {
    Plain,
    /// As CPython does, byte for byte.
    Exact,
    /// Without a memo.
    Fast,
    /// Without the entries of the memo that nothing refers to.
    Optimized,
    /// With a frame around each instruction.
    Framed,
}

use Manner::{Exact, Fast, Framed, Optimized, Plain};

const MANNERS: [Manner; 5] = [Plain, Exact, Fast, Optimized, Framed];

/// The same values in every run, and no files with those that failed.
fn check(cases: u32, test: impl Fn(&[u8]) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let bytes = vec(any::<u8>(), 0..200);
    runner.run(&bytes, |bytes| test(&bytes)).unwrap_or_else(|failure| panic!("{failure}"));
}

/// The dump of a value that is made of these bytes; nothing where a protocol or a manner cannot write it.
fn dumped(row: &Row, bytes: &[u8], protocol: Protocol, manner: Manner) -> Option<Vec<u8>> {
    let pickler = Pickler::new().protocol(protocol);
    let pickler = match manner {
        Exact => pickler.exact(true),
        Fast => pickler.fast(true),
        Plain | Optimized | Framed => pickler,
    };
    let pickle = (row.dump)(&mut Entropy::new(bytes), &pickler)?;
    match manner {
        Plain | Exact | Fast => Some(pickle),
        Optimized => optimize(&pickle).ok(),
        Framed => Some(framed(&pickle)),
    }
}

/// The pickle with a frame around each instruction but the first, `PROTO` where there is one.
fn framed(pickle: &[u8]) -> Vec<u8> {
    let starts: Vec<usize> = genops(pickle).map(|operation| operation.unwrap().position as usize).collect();
    let ends = starts.iter().skip(1).copied().chain([pickle.len()]);
    let mut framed = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        if start > 0 {
            framed.push(0x95);
            framed.extend((end as u64 - start as u64).to_le_bytes());
        }
        framed.extend(&pickle[start..end]);
    }
    framed
}

#[test]
fn dumps_of_all_types_load_both_ways_as_the_same() {
    check(8, |bytes| {
        for row in TYPES {
            for (protocol, manner) in
                Protocol::ALL.into_iter().flat_map(|protocol| MANNERS.map(|manner| (protocol, manner)))
            {
                let Some(pickle) = dumped(row, bytes, protocol, manner) else { continue };
                (row.hold)(&Unpickler::new(), &pickle).map_err(|difference| {
                    let pickle = pickle.escape_ascii();
                    TestCaseError::fail(format!("{} {protocol:?} {manner:?} {pickle}:\n{difference}", row.name))
                })?;
            }
        }
        Ok(())
    });
}

#[test]
fn dumps_of_ordinary_types_stream() {
    let gave_way = RefCell::new(BTreeMap::new());
    check(60, |bytes| {
        for (row, protocol) in TYPES.iter().flat_map(|row| Protocol::ALL.map(|protocol| (row, protocol))) {
            let Some(pickle) = dumped(row, bytes, protocol, Plain) else { continue };
            if (row.hold)(&Unpickler::new(), &pickle) == Ok(Way::GaveWay) && !may_give_way(row.name, protocol) {
                gave_way.borrow_mut().entry((row.name, protocol)).or_insert(pickle);
            }
        }
        Ok(())
    });
    let failures: Vec<String> = gave_way
        .into_inner()
        .into_iter()
        .map(|((name, protocol), pickle)| format!("{name} at protocol {protocol}: {}", pickle.escape_ascii()))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn may_give_way(name: &str, protocol: Protocol) -> bool {
    let listed =
        |&(listed, first, last, _): &(&str, u8, u8, &str)| listed == name && (first..=last).contains(&(protocol as u8));
    MAY_GIVE_WAY.iter().any(listed)
}
