//! Derived types against pickles of CPython: each is loaded, compared, and dumped as the same objects. The lints hold
//! what the derive emits to a strict user's settings.

#![deny(
    warnings,
    clippy::all,
    clippy::pedantic,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    missing_docs,
    non_local_definitions,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![allow(clippy::doc_markdown, reason = "CPython is no code")]
#![allow(clippy::trivially_copy_pass_by_ref, reason = "the derive passes references")]

mod arguments;
mod attributes;
mod contents;
mod conversions;
mod enum_pickles;
mod enums;
mod flags;
mod flatten;
mod generics;
mod hooks;
mod layouts;
mod libraries;
mod library_pickles;
mod literals;
mod names;
mod pickles;
mod pickles_of_bases;
mod style_pickles;
mod styles;
mod unions;

use std::fmt::Debug;

use pickle_core::{Any, Pickle, Pickler, Protocol, Unpickle, dumps, loads};

/// Loads a pickle of CPython, and holds the dump of the value to the same objects.
fn check<T>(pickle: &'static [u8], expected: &T)
where
    T: Pickle + Unpickle<'static> + PartialEq + Debug,
{
    let loaded: T = loads(pickle).expect("the pickle loads");
    assert_eq!(loaded, *expected);
    let dumped = dumps(&loaded).expect("the value dumps");
    assert_eq!(any(&dumped), any(pickle));
}

/// Dumps and loads at every protocol from `first` on.
fn check_protocols<T>(value: &T, first: Protocol)
where
    T: Pickle + for<'de> Unpickle<'de> + PartialEq + Debug,
{
    for protocol in PROTOCOLS.into_iter().filter(|protocol| *protocol >= first) {
        let dumped = Pickler::new().protocol(protocol).dumps(value).expect("the value dumps");
        assert_eq!(loads::<T>(&dumped).expect("the dump loads"), *value, "{protocol:?}");
    }
}

const PROTOCOLS: [Protocol; 6] = [Protocol::V0, Protocol::V1, Protocol::V2, Protocol::V3, Protocol::V4, Protocol::V5];

/// Loads the pickles of CPython at each protocol, and dumps each time the same bytes, or fewer without `exact`.
fn check_exactly<T>(pickles: [&'static [u8]; 6], expected: &T)
where
    T: Pickle + Unpickle<'static> + PartialEq + Debug,
{
    check_each(pickles, expected);
    for (protocol, pickle) in PROTOCOLS.into_iter().zip(pickles) {
        let exact = Pickler::new().protocol(protocol).exact(true).dumps(expected).expect("the value dumps");
        assert_eq!(exact.escape_ascii().to_string(), pickle.escape_ascii().to_string(), "{protocol:?}");
    }
}

/// Loads the pickles of CPython at each protocol, and dumps each time the same objects in as many bytes at the most.
fn check_each<T>(pickles: [&'static [u8]; 6], expected: &T)
where
    T: Pickle + Unpickle<'static> + PartialEq + Debug,
{
    for (protocol, pickle) in PROTOCOLS.into_iter().zip(pickles) {
        assert_eq!(loads::<T>(pickle).expect("the pickle loads"), *expected, "{protocol:?}");
        let dumped = Pickler::new().protocol(protocol).dumps(expected).expect("the value dumps");
        assert_eq!(any(&dumped), any(pickle), "{protocol:?}");
        assert!(dumped.len() <= pickle.len(), "{protocol:?}: {}", dumped.escape_ascii());
    }
}

fn check_error<T: Unpickle<'static> + Debug>(pickle: &'static [u8], expected: &str) {
    let error = loads::<T>(pickle).expect_err("the pickle does not load");
    assert_eq!(error.to_string(), expected);
}

fn any(pickle: &[u8]) -> Any {
    loads(pickle).expect("every pickle loads as Any")
}
