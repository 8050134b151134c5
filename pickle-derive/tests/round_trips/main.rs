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
mod enum_pickles;
mod enums;
mod flags;
mod generics;
mod layouts;
mod literals;
mod names;
mod pickles;
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
    let all = [Protocol::V0, Protocol::V1, Protocol::V2, Protocol::V3, Protocol::V4, Protocol::V5];
    for protocol in all.into_iter().filter(|protocol| *protocol >= first) {
        let dumped = Pickler::new().protocol(protocol).dumps(value).expect("the value dumps");
        assert_eq!(loads::<T>(&dumped).expect("the dump loads"), *value, "{protocol:?}");
    }
}

fn check_error<T: Unpickle<'static> + Debug>(pickle: &'static [u8], expected: &str) {
    let error = loads::<T>(pickle).expect_err("the pickle does not load");
    assert_eq!(error.to_string(), expected);
}

fn any(pickle: &[u8]) -> Any {
    loads(pickle).expect("every pickle loads as Any")
}
