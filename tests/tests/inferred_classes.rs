//! The Rust that `infer` makes of each class style's pickles alone, its source withheld: it is checked in as
//! `inferred/STYLE.rs`, compiled here, loads every pickle of the style as its type `Root`, and dumps objects that are
//! equal to those of the pickle.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use pickle_core::{Pickle, Pickler, Protocol, Result, Unpickle, loads};
use pickle_tests::interpreter::{interpreters_and_environments, on_every};
use pickle_tests::stored::{StoredPickle, stored_pickles};

use self::inferred::INFERRED;
use self::same_objects::difference;

#[path = "../inferred/mod.rs"]
#[rustfmt::skip]
#[allow(clippy::module_inception, reason = "a file is called as its style, and so is the module of the class")]
#[allow(missing_docs, unreachable_pub, dead_code, reason = "as the pickles are: objects inside of an `Any` have classes too")]
mod inferred;
#[path = "inferred_classes/same_objects.rs"]
mod same_objects;

/// The styles whose inferred types do not do all of it, with the reasons.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// The Rust of a style.
struct Inferred {
    name: &'static str,
    load_and_dump: fn(&[u8], Protocol) -> Result<Vec<u8>>,
}

impl Inferred {
    const fn of<T>(name: &'static str) -> Inferred
    where
        T: Pickle + for<'de> Unpickle<'de> + PartialEq + Debug + 'static,
    {
        Inferred {
            name,
            load_and_dump: |pickle, protocol| Pickler::new().protocol(protocol).dumps(&loads::<T>(pickle)?),
        }
    }
}

#[test]
fn loads_every_pickle_and_dumps_equal_objects() {
    let mut failures = BTreeMap::new();
    for inferred in INFERRED {
        let each = stored_pickles(inferred.name);
        let of_style: Vec<String> = each.iter().filter_map(|pickle| check(inferred, pickle).err()).collect();
        if !of_style.is_empty() {
            failures.insert(inferred.name, of_style);
        }
    }
    eprintln!("{} of {} styles load and dump equal", INFERRED.len() - failures.len(), INFERRED.len());
    let expected: BTreeSet<&str> = EXCEPTIONS.iter().map(|row| row.0).collect();
    let unexpected: Vec<String> = failures
        .iter()
        .filter(|(style, _)| !expected.contains(*style))
        .map(|(style, failures)| format!("{style}:\n  {}", failures.join("\n  ")))
        .collect();
    let without_need: Vec<&str> = expected.into_iter().filter(|style| !failures.contains_key(style)).collect();
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
    assert!(without_need.is_empty(), "no exceptions any more: {without_need:?}");
}

#[test]
fn every_python_loads_what_rust_dumps() {
    let interpreters = interpreters_and_environments();
    if interpreters.is_empty() {
        eprintln!("skipped: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    let directory = tempfile::tempdir().expect("a temporary directory");
    let mut failures = Vec::new();
    for inferred in INFERRED.iter().filter(|inferred| !EXCEPTIONS.iter().any(|row| row.0 == inferred.name)) {
        for pickle in stored_pickles(inferred.name) {
            match (inferred.load_and_dump)(&pickle.bytes, pickle.protocol) {
                Ok(dump) => write(directory.path(), inferred.name, &pickle, &dump),
                Err(error) => failures.push(format!("{} {}: {error}", inferred.name, pickle.name)),
            }
        }
    }
    for result in on_every(&interpreters, |one| {
        one.run("verify.py", &[directory.path()]).map_err(|failures| format!("Python {}:\n{failures}", one.label()))
    }) {
        failures.extend(result.err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Where `verify.py` finds it: pN/STYLE/NAME.pickle; a name that ends in `-p0N` leaves the length unmeasured, as types that
/// are inferred do not know which form of a member of an enumeration is the shortest.
fn write(directory: &Path, style: &str, pickle: &StoredPickle, dump: &[u8]) {
    let directory = directory.join(format!("p{}", pickle.protocol)).join(style);
    fs::create_dir_all(&directory).expect("a directory for the dumps");
    let (python, protocol) = pickle.name.rsplit_once("-p").expect("a protocol in the name");
    let name = format!("{python}-p0{protocol}");
    fs::write(directory.join(format!("{name}.pickle")), dump).expect("a file for the dump");
}

fn check(inferred: &Inferred, pickle: &StoredPickle) -> std::result::Result<(), String> {
    let failure = |what: &str, error: String| format!("{} {what}: {error}", pickle.name);
    let dump = (inferred.load_and_dump)(&pickle.bytes, pickle.protocol)
        .map_err(|error| failure("fails", error.to_string()))?;
    match difference(&pickle.bytes, &dump) {
        Some(difference) => Err(failure("differs", difference)),
        None => Ok(()),
    }
}
