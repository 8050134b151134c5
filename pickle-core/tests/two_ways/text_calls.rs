//! Calls with one text, and what refers to their results.

use std::rc::Rc;

use pickle_core::pystd::Decimal;
use pickle_core::{Any, Unpickler};

use super::types::Value;
use super::ways::{Way, hold};

/// The class and one call, stored under 1 to 4.
const FIRST: &[u8] = b"cdecimal\nDecimal\nq\x01X\x04\0\0\x001.50q\x02\x85q\x03Rq\x04";

/// Loads a list of a first call and of these items both ways as types of all kinds, and tells what the stream did for that of
/// the calls.
fn check(items: &[u8]) -> Way {
    let pickle = [b"\x80\x02]q\0(", FIRST, items, b"e."].concat();
    let unpickler = Unpickler::new();
    let others = [
        hold::<Vec<Rc<Decimal>>>(&unpickler, &pickle),
        hold::<Vec<Value>>(&unpickler, &pickle),
        hold::<Vec<Any>>(&unpickler, &pickle),
        hold::<Vec<Option<Decimal>>>(&unpickler, &pickle),
    ];
    others.into_iter().for_each(|way| assert!(way.is_ok(), "{way:?}"));
    hold::<Vec<Decimal>>(&unpickler, &pickle).unwrap_or_else(|difference| panic!("{difference}"))
}

#[test]
fn results_of_earlier_calls_stream() {
    assert_eq!(check(b"h\x04"), Way::Streamed);
    assert_eq!(check(b"h\x04j\x04\0\0\0"), Way::Streamed);
    assert_eq!(check(b"h\x01X\x01\0\0\x002q\x05\x85q\x06Rq\x07h\x07h\x04"), Way::Streamed);
    assert_eq!(check(b"h\x01X\x01\0\0\x002\x85Rq\x05h\x05"), Way::Streamed);
    assert_eq!(check(b"h\x01h\x02\x85Rq\x05h\x05h\x04"), Way::Streamed);
}

#[test]
fn what_is_no_such_result_is_not_taken_for_one() {
    for items in [
        &b"h\x01"[..],
        b"h\x02",
        b"h\x03",
        b"h\x05",
        b"h\x04}b",
        b"h\x04\x85",
        b"h\x04h\x04\x86",
        b"h\x04R",
        b"h\x01X\x01\0\0\x002\x85q\x05Rh\x05",
        b"h\x01X\x01\0\0\x002\x85R}bq\x05h\x05",
        b"h\x01X\x01\0\0\x00x\x85Rq\x05h\x05",
        b"cdecimal\nContext\nq\x05X\x01\0\0\x002\x85Rq\x06h\x06",
    ] {
        check(items);
    }
}
