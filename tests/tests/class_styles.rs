//! Every style of Python class, from the pickles that CPython wrote, without a Python: they load typed, dump, and load
//! again as the same.

use pickle_core::Protocol;
use pickle_tests::stored::{StoredPickle, is_as_short_as_python, refused_protocols, stored_pickles};
use pickle_tests::style::{Samples, style};

mod loads_typed_and_dumps_again_as_the_same {
    pickle_tests::test_every_style!(super::check_round_trips);
}

mod is_never_longer_than_the_pickle_of_python {
    pickle_tests::test_every_style!(super::check_lengths);
}

mod is_refused_at_the_protocols_at_which_python_refuses_it {
    pickle_tests::test_every_style!(super::check_refusals);
}

fn check_round_trips(name: &str) {
    check_each(name, |samples, pickle| {
        let again = load(name, &dump(samples, pickle.protocol)?)?;
        if again.identities() != samples.identities() {
            return Err(format!("shared {:?}, then {:?}", samples.identities(), again.identities()));
        }
        if again.is_equal(samples) { Ok(()) } else { Err(format!("loaded {samples:?}\nthen {again:?}")) }
    });
}

/// Python 2 has a shorter opcode for its strings, which Python 3 does not read as text, so its pickles set no measure.
fn check_lengths(name: &str) {
    if !is_as_short_as_python(name) {
        return;
    }
    check_each(name, |samples, pickle| {
        let length = dump(samples, pickle.protocol)?.len();
        if length <= pickle.bytes.len() || pickle.is_only_read || pickle.name.starts_with("2.7") {
            return Ok(());
        }
        Err(format!("{length} bytes, of Python {}", pickle.bytes.len()))
    });
}

fn check_refusals(name: &str) {
    let Some(pickle) = stored_pickles(name).pop() else { return };
    let samples = load(name, &pickle.bytes).unwrap_or_else(|error| panic!("{}: {error}", pickle.name));
    for protocol in refused_protocols(name) {
        let dumped = samples.dump(protocol);
        assert!(dumped.is_err(), "protocol {protocol}: dumped {dumped:?}");
    }
}

/// Calls `check` with each stored pickle of a style and what it loads as, and reports all failures together.
fn check_each(name: &str, check: impl Fn(&dyn Samples, &StoredPickle) -> Result<(), String>) {
    let mut failures = String::new();
    for pickle in stored_pickles(name) {
        let result = load(name, &pickle.bytes).and_then(|samples| check(&*samples, &pickle));
        if let Err(failure) = result {
            failures += &format!("{}: {failure}\n", pickle.name);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn load(name: &str, pickle: &[u8]) -> Result<Box<dyn Samples>, String> {
    style(name).load(pickle).map_err(|error| error.to_string())
}

fn dump(samples: &dyn Samples, protocol: Protocol) -> Result<Vec<u8>, String> {
    samples.dump(protocol).map_err(|error| error.to_string())
}
