//! Owned values of any type count against the limits: a pickle that names one text many times cannot fill the memory.

use pickle_core::pystd::{Decimal, Exception, Flags, NamedTuple, SimpleNamespace};
use pickle_core::{Any, Attributes, ErrorKind, Global, Int, Pickle, Unpickle, loads};

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

/// The opcodes of a class whose name is a megabyte.
fn long_named_class() -> Vec<u8> {
    [b"cplot\n", &b"x".repeat(1 << 20)[..], b"\n"].concat()
}

#[test]
fn names_of_classes_count() {
    let class = long_named_class();
    check_refused::<Any>(&repeated(&class, 1_000));
    check_refused::<Global<'static>>(&repeated(&class, 1_000));
    let with = |making: &[u8]| repeated(&[&class, making].concat(), 1_000);
    check_refused::<Exception>(&with(b")R"));
    check_refused::<NamedTuple>(&with(b")\x81"));
    check_refused::<Flags>(&with(b"K\x01\x85R"));
}

#[test]
fn large_ints_count() {
    let int = [b"\x8b\x00\x00\x10\x00", &b"\x55".repeat(1 << 20)[..]].concat();
    check_refused::<Int>(&repeated(&int, 1_000));
    check_refused::<Any>(&repeated(&int, 1_000));
    let flags = [b"cfiles\nPermission\n", &int[..], b"\x85R"].concat();
    check_refused::<Flags>(&repeated(&flags, 1_000));
}

#[test]
fn names_of_unknown_attributes_count() {
    #[derive(Pickle)]
    #[pickle(module = "shop")]
    struct Order {
        #[pickle(rest)]
        _rest: Attributes,
    }

    // Many objects with one state, whose one name is a megabyte.
    let objects = |making: &[u8], name: &[u8]| {
        let state = [b"}", name, b"Nsq\x010"].concat();
        [b"\x80\x02", &state[..], b"](", &[making, b"h\x01b"].concat().repeat(1_000), b"e."].concat()
    };
    check_refused::<Order>(&objects(b"cshop\nOrder\n)\x81", &long_text()));
    check_refused::<SimpleNamespace>(&objects(b"ctypes\nSimpleNamespace\n)R", &long_text()));
}

#[test]
fn names_of_python_2_that_are_decoded_again_and_again_count() {
    #[derive(Pickle)]
    #[pickle(module = "shop", unknown = "ignore")]
    struct Order {}

    let state = [b"}T\x00\x00\x10\x00", &b"x".repeat(1 << 20)[..], b"Nsq\x010"].concat();
    let objects = b"cshop\nOrder\n)\x81h\x01b".repeat(1_000);
    check_refused::<Order>(&[b"\x80\x02", &state[..], b"](", &objects, b"e."].concat());
}

#[test]
fn a_name_in_parts_is_not_put_together_when_it_is_too_long() {
    let spelled = |length: usize| {
        let part = [b"X", &(length as u32).to_le_bytes()[..], &b"x".repeat(length)].concat();
        [b"\x80\x02cbuiltins\ngetattr\nq\x00cplot\nPoint\n", &part[..], b"\x86R."].concat()
    };
    let global: Global<'static> = loads(&spelled(1_000)).expect("a name");
    assert_eq!(global.name.len(), "Point.".len() + 1_000);
    assert!(loads::<Global<'static>>(&spelled(1 << 20)).is_err());
    assert!(loads::<Any>(&spelled(1 << 20)).is_ok());
}

#[test]
fn a_decimal_of_a_large_int_is_refused() {
    let decimal = |bytes: u32| {
        let digits = [b"\x8b", &bytes.to_le_bytes()[..], &b"\x55".repeat(bytes as usize)].concat();
        [b"\x80\x02cdecimal\nDecimal\n", &digits[..], b"\x85R."].concat()
    };
    assert!(loads::<Decimal>(&decimal(1_000)).is_ok());
    let error = loads::<Decimal>(&decimal(1 << 20)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::OutOfRange { target: "Decimal", .. }), "{error}");
}
