//! Every style of Python class, with every Python on this machine and every environment with libraries: what Rust dumps loads there as the same types, with
//! equal values and the same sharing. Dumped at the protocol of its pickle, it is no longer than Python 3's own dump.
//!
//! Two legs: the checked-in pickles, loaded and dumped at every protocol, and pickles that the Python writes just now,
//! loaded and dumped at their own protocol.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pickle_core::{Error, Protocol};
use pickle_tests::interpreter::{Interpreter, interpreters_and_environments, on_every};
use pickle_tests::stored::{refused_protocols, stored_pickles};
use pickle_tests::style::{STYLES, Style};

#[test]
fn every_python_loads_what_rust_dumps() {
    let interpreters = interpreters_and_environments();
    if interpreters.is_empty() {
        eprintln!("skipped: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    let directory = tempfile::tempdir().expect("a temporary directory");
    let stored = directory.path().join("stored");
    let mut failures = dump_stored_pickles(&stored);
    for result in on_every(&interpreters, |interpreter| check_in_python(interpreter, &stored, directory.path())) {
        failures.extend(result.err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Loads every stored pickle and dumps it at every protocol, equal dumps once; the result are the failures.
fn dump_stored_pickles(directory: &Path) -> Vec<String> {
    let mut failures = Vec::new();
    for style in STYLES {
        let mut known = BTreeSet::new();
        for pickle in stored_pickles(style.name) {
            match dumps_again(style, &pickle.bytes) {
                Ok(dumps) => {
                    let new = dumps.into_iter().filter(|(_, dump)| known.insert(dump.clone()));
                    new.for_each(|(protocol, dump)| write(directory, style, protocol, &pickle.name, &dump));
                }
                Err(error) => failures.push(format!("{} {}: {error}", style.name, pickle.name)),
            }
        }
    }
    failures
}

/// The dump at every protocol of what a pickle holds.
fn dumps_again(style: &Style, pickle: &[u8]) -> Result<Vec<(Protocol, Vec<u8>)>, Error> {
    let samples = style.load(pickle)?;
    protocols(style).map(|protocol| Ok((protocol, samples.dump(protocol)?))).collect()
}

/// The live leg, and then the judgement of both, by a judge that is tested first.
fn check_in_python(interpreter: &Interpreter, stored: &Path, directory: &Path) -> Result<(), String> {
    let fresh = directory.join(interpreter.label());
    let answers = directory.join(format!("{}-answers", interpreter.label()));
    interpreter.run("test_compare.py", &[])?;
    interpreter.run("dump.py", &[&fresh])?;
    let mut failures = String::new();
    for style in STYLES {
        for protocol in protocols(style) {
            let Ok(pickle) = fs::read(fresh.join(style.name).join(format!("p{protocol}.pickle"))) else { continue };
            match style.load(&pickle).and_then(|samples| samples.dump(protocol)) {
                Ok(dump) => write(&answers, style, protocol, &format!("live-p{protocol}"), &dump),
                Err(error) => failures += &format!("{} protocol {protocol}: {error}\n", style.name),
            }
        }
    }
    failures += &interpreter.run("verify.py", &[stored, &answers]).err().unwrap_or_default();
    if failures.is_empty() { Ok(()) } else { Err(format!("Python {}:\n{failures}", interpreter.label())) }
}

fn protocols(style: &Style) -> impl Iterator<Item = Protocol> {
    let refused = refused_protocols(style.name);
    Protocol::ALL.into_iter().filter(move |protocol| !refused.contains(protocol))
}

/// Where `verify.py` finds it: pN/STYLE/NAME.pickle.
fn write(directory: &Path, style: &Style, protocol: Protocol, name: &str, pickle: &[u8]) {
    let directory = directory.join(format!("p{protocol}")).join(style.name);
    fs::create_dir_all(&directory).expect("a directory for the dumps");
    fs::write(directory.join(format!("{name}.pickle")), pickle).expect("a file for the dump");
}
