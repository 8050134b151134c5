//! Literals: plain values with a variant each.

use pickle_core::{Pickle, Protocol};

use crate::enum_pickles::LITERALS;
use crate::{check, check_error, check_protocols, loads};

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(literal)]
enum Status {
    #[pickle(value = "open")]
    Open,
    #[pickle(value = 1)]
    One,
    #[pickle(value = true)]
    Yes,
    #[pickle(value = b"raw")]
    Raw,
    #[pickle(value = None)]
    Nothing,
}

#[test]
fn values_of_all_kinds() {
    let all = vec![Status::Open, Status::One, Status::Yes, Status::Raw, Status::Nothing];
    for pickle in LITERALS {
        assert_eq!(loads::<Vec<Status>>(pickle).expect("the pickle loads"), all);
    }
    check(LITERALS[1], &all);
    check_protocols(&all, Protocol::V0);
}

#[test]
fn other_values_are_errors() {
    check_error::<Vec<Status>>(
        b"](Vopen\nVclosed\ne.",
        "[1]: expected one of 'open', 1, True, b'raw', None, found 'closed' (at byte 8)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(literal)]
enum Mode {
    #[pickle(value = "r")]
    Read,
    #[pickle(other)]
    Other(String),
}

#[test]
fn other_keeps_other_values() {
    check_protocols(&vec![Mode::Read, Mode::Other("rb".to_owned())], Protocol::V0);
    assert_eq!(loads::<Mode>(b"Vrb\n.").expect("the pickle loads"), Mode::Other("rb".to_owned()));
    check_error::<Mode>(b"K\x01.", "expected str, found int (at byte 0)");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum StatusOrText {
    Status(Status),
    Text(String),
    Float(f64),
}

#[test]
fn another_alternative_of_the_kind_is_chosen() {
    assert_eq!(loads::<StatusOrText>(b"Vopen\n.").expect("it loads"), StatusOrText::Text("open".to_owned()));
    assert_eq!(loads::<StatusOrText>(b"K\x01.").expect("it loads"), StatusOrText::Status(Status::One));
}
