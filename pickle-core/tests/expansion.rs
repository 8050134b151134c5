//! Owned values of any type count against the limits: a pickle that names one text many times cannot fill the memory.

use pickle_core::pystd::{Exception, NamedTuple};
use pickle_core::{Any, ErrorKind, Unpickle, loads};

/// A list that has the value `count` times, after it has it once.
fn repeated(value: &[u8], count: usize) -> Vec<u8> {
    let mut pickle = b"\x80\x02](".to_vec();
    pickle.extend(value);
    pickle.extend(b"q\x00");
    pickle.extend(b"h\x00".repeat(count));
    pickle.extend(b"e.");
    pickle
}

/// A megabyte of text, with its opcode.
fn long_text() -> Vec<u8> {
    const LENGTH: usize = 1 << 20;
    let mut text = b"X\x00\x00\x10\x00".to_vec();
    text.extend(vec![b'x'; LENGTH]);
    text
}

fn check_refused<T: for<'de> Unpickle<'de>>(pickle: &[u8]) {
    match loads::<Vec<T>>(pickle) {
        Ok(_) => panic!("it is loaded"),
        Err(error) => {
            assert!(matches!(error.kind(), ErrorKind::LimitExceeded { limit: "max_expand_bytes", .. }), "{error}")
        }
    }
}

#[test]
fn texts_count() {
    check_refused::<Any>(&repeated(&long_text(), 1_000));
}

#[test]
fn texts_inside_of_other_values_count() {
    let tuple = [&long_text()[..], b"\x85"].concat();
    check_refused::<Any>(&repeated(&tuple, 1_000));
}

#[test]
fn arguments_of_objects_of_any_class_count() {
    let call = [b"cbuiltins\nValueError\n", &long_text()[..], b"\x85R"].concat();
    check_refused::<Exception>(&repeated(&call, 1_000));
    let tuple = [b"cplot\nPoint\n", &long_text()[..], b"\x85\x81"].concat();
    check_refused::<NamedTuple>(&repeated(&tuple, 1_000));
}
