//! Lists with one item that begins with a `MARK`: it looks like the `MARK` of a batch.

use std::rc::Rc;

use pickle_core::{Any, FrozenSet, Unpickler};

use super::types::*;
use super::ways::{Way, hold, hold_by};

type Four = (i64, i64, i64, i64);

/// Loads a pickle as lists of all kinds both ways, and tells what the stream did for one of tuples.
fn check(pickle: &[u8]) -> Way {
    let unpickler = Unpickler::new();
    let by_hand = hold_by::<Vec<LooksFirst>>(&unpickler, pickle, |value| format!("{value:?}"));
    let others = [
        hold::<Vec<Any>>(&unpickler, pickle),
        hold::<Vec<Value>>(&unpickler, pickle),
        hold::<Vec<Vec<Four>>>(&unpickler, pickle),
        hold::<Vec<(Four, i64)>>(&unpickler, pickle),
        hold::<Vec<(i64, i64)>>(&unpickler, pickle),
        hold::<Vec<i64>>(&unpickler, pickle),
        hold::<Vec<FrozenSet<i64>>>(&unpickler, pickle),
        hold::<Vec<Option<Four>>>(&unpickler, pickle),
        by_hand,
    ];
    for held in others.into_iter().chain([hold::<Vec<Rc<Four>>>(&unpickler, pickle)]) {
        held.unwrap_or_else(|difference| panic!("{}:\n{difference}", pickle.escape_ascii()));
    }
    hold::<Vec<Four>>(&unpickler, pickle).unwrap_or_else(|difference| panic!("{difference}"))
}

#[test]
fn the_mark_is_that_of_the_item() {
    for pickle in [
        &b"\x80\x04]\x94(K\x01K\x02K\x03K\x04t\x94a."[..],
        b"\x80\x04]\x94(h\0K\x02K\x03K\x04t\x94a.",
        b"\x80\x04](K\x01K\x02K\x03K\x04ta(K\x01K\x02K\x03K\x04ta.",
        b"](K\x01K\x02K\x03K\x04ta.",
        b"\x80\x04\x95\x11\0\0\0\0\0\0\0](K\x01K\x02K\x03K\x04\x95\x03\0\0\0\0\0\0\0ta.",
    ] {
        let is_reference = pickle.contains(&b'h');
        assert!(check(pickle) == Way::Streamed || is_reference, "{}", pickle.escape_ascii());
    }
    assert_eq!(hold::<Vec<(i64, i64)>>(&Unpickler::new(), b"](K\x01K\x02ta."), Ok(Way::Streamed));
    assert_eq!(hold::<Vec<Vec<Four>>>(&Unpickler::new(), b"]](K\x01K\x02K\x03K\x04taa."), Ok(Way::Streamed));
}

#[test]
fn the_mark_is_that_of_a_batch() {
    assert_eq!(check(b"\x80\x04]((K\x01K\x02K\x03K\x04te."), Way::Streamed);
    assert_eq!(check(b"\x80\x04]((K\x01K\x02K\x03K\x04t(K\x01K\x02K\x03K\x04te."), Way::Streamed);
}

#[test]
fn the_mark_is_that_of_neither() {
    for pickle in [
        &b"\x80\x04](K\x01K\x02K\x03K\x04te."[..],
        b"\x80\x04](K\x01K\x02K\x03K\x04tK\x05\x86a.",
        b"\x80\x04](K\x01K\x02K\x03K\x04tK\x05a.",
        b"\x80\x04](K\x01K\x02K\x03K\x04t.",
        b"\x80\x04](K\x01K\x02K\x03K\x04taa.",
        b"\x80\x04](K\x01K\x02K\x03K\x04tae.",
        b"\x80\x04](K\x01a.",
        b"\x80\x04](K\x01K\x02K\x03K\x04\x91a.",
        b"\x80\x04](K\x01K\x02K\x03K\x04tbe.",
        b"\x80\x04]](K\x01K\x02K\x03K\x04tae.",
        b"\x80\x04](](K\x01K\x02K\x03K\x04tae.",
    ] {
        check(pickle);
    }
}
