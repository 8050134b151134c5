//! `bytes` and `bytearray` as the calls by which protocols without an opcode for them write them.

use std::borrow::Cow;
use std::rc::Rc;

use pickle_core::pystd::DateTime;
use pickle_core::{Any, ByteArray, Bytes, Unpickler};

use super::types::{LooksFirst, Value};
use super::ways::{Way, hold, hold_by};

/// The function, the name of the encoding and one call, stored under 1 to 6.
const FIRST: &[u8] = b"c_codecs\nencode\nq\x01X\x01\0\0\0aq\x02X\x06\0\0\0latin1q\x03\x86q\x04Rq\x05";

/// A list of a first call and of this item.
fn list_of(item: &[u8]) -> Vec<u8> {
    [b"\x80\x02]q\0(", FIRST, item, b"e."].concat()
}

/// Loads such a list both ways as types of all kinds, and tells what the stream did for those of bytes.
fn check(item: &[u8]) -> [Way; 4] {
    let pickle = list_of(item);
    let unpickler = Unpickler::new();
    let others = [
        hold::<Vec<&[u8]>>(&unpickler, &pickle),
        hold::<Vec<Value>>(&unpickler, &pickle),
        hold::<Vec<Any>>(&unpickler, &pickle),
        hold_by::<Vec<LooksFirst>>(&unpickler, &pickle, |value| format!("{value:?}")),
    ];
    let ways = [
        hold::<Vec<Bytes>>(&unpickler, &pickle),
        hold::<Vec<Rc<Bytes>>>(&unpickler, &pickle),
        hold::<Vec<ByteArray>>(&unpickler, &pickle),
        hold::<Vec<Cow<'_, [u8]>>>(&unpickler, &pickle),
    ];
    let held =
        |way: Result<Way, String>| way.unwrap_or_else(|difference| panic!("{}:\n{difference}", pickle.escape_ascii()));
    others.into_iter().for_each(|way| assert!(way.is_ok(), "{way:?}"));
    ways.map(held)
}

#[test]
fn usual_calls_stream() {
    assert_eq!(check(b"h\x01X\x02\0\0\0bcq\x06h\x03\x86q\x07Rq\x08"), [Way::Streamed; 4]);
    assert_eq!(check(b"h\x01X\x02\0\0\0\xc3\xbfh\x03\x86R"), [Way::Streamed; 4]);
    assert_eq!(check(b"h\x05"), [Way::Streamed; 4]);
    assert_eq!(check(b"h\x01X\0\0\0\0h\x03\x86Rq\x06h\x06j\x06\0\0\0"), [Way::Streamed; 4]);
    assert_eq!(check(b"c__builtin__\nbytes\n)R"), [Way::Streamed; 4]);
    assert_eq!(check(b"c__builtin__\nbytearray\nh\x05\x85R"), [Way::Streamed; 4]);
}

#[test]
fn other_calls_are_not_taken_for_them() {
    for item in [
        &b"h\x01X\x02\0\0\0\xc4\x80h\x03\x86R"[..],
        b"h\x01X\x02\0\0\0bch\x02\x86R",
        b"h\x01X\x02\0\0\0bcX\x04\0\0\0utf8\x86R",
        b"h\x01X\x02\0\0\0bcX\x07\0\0\0LATIN-1\x86R",
        b"h\x01X\x02\0\0\0bch\x03\x86\x85R",
        b"h\x01X\x02\0\0\0bch\x03\x86R\x85",
        b"h\x01X\x02\0\0\0bch\x03\x86R\x86",
        b"h\x01X\x02\0\0\0bch\x03\x86RK\x01\x86",
        b"h\x01X\x02\0\0\0bch\x03\x86RQ",
        b"h\x01X\x02\0\0\0bch\x03\x86R}b",
        b"h\x01X\x02\0\0\0bch\x03\x86",
        b"h\x01X\x02\0\0\0bcq\x02h\x03\x86R",
        b"h\x01h\x02h\x03\x86R",
        b"h\x01h\x04R",
        b"h\x03X\x02\0\0\0bch\x03\x86R",
        b"h\x01(X\x02\0\0\0bch\x03tR",
        b"h\x01C\x02bch\x03\x86R",
        b"c__builtin__\nbytes\n]K\x07a\x85R",
        b"c__builtin__\nbytes\nK\x07\x85R",
        b"c__builtin__\nbytearray\nX\x01\0\0\0ah\x03\x86R",
        b"c__builtin__\nset\n]K\x01a\x85R",
        b"c__builtin__\nset\nK\x01\x85R",
        b"h\x02h\x03h\x04h\x01",
    ] {
        check(item);
    }
}

#[test]
fn dates_of_such_calls_stream() {
    const PACKED: &[u8] = b"h\x01X\x0b\0\0\0\x07\xc3\xa8\x05\x06\x07\x08\x09\0\0{h\x03\x86";
    let date = |behind: &[u8]| [b"cdatetime\ndatetime\nq\x06", PACKED, behind, b"h\x06", PACKED, behind].concat();
    for (behind, way) in [
        (&b"R\x85R"[..], Way::Streamed),
        (b"RN\x86R", Way::Streamed),
        (b"R\x85R}b", Way::GaveWay),
        (b"R\x85\x85R", Way::GaveWay),
        (b"\x85R", Way::GaveWay),
    ] {
        let pickle = [b"\x80\x02]q\0(", FIRST, b"e](", &date(behind)[..], b"e\x86."].concat();
        let held = hold_by::<(Vec<Bytes>, Vec<DateTime>)>(&Unpickler::new(), &pickle, |value| format!("{value:?}"));
        assert_eq!(held, Ok(way), "{}", pickle.escape_ascii());
    }
}
