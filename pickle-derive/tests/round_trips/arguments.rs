//! Fields that are arguments of `__new__`.

use pickle_core::{Pickle, Pickler, Protocol, loads};

use crate::check;
use crate::pickles::{NEW_ARGS, NEW_ARGS_EX};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", newargs(number, text))]
struct NewArgs {
    #[pickle(arg)]
    text: String,
    number: i64,
}

#[test]
fn newargs() {
    check(NEW_ARGS, &NewArgs { text: "one".to_owned(), number: 1 });
}

#[test]
fn an_argument_would_be_lost_below_protocol_2() {
    let value = NewArgs { text: "one".to_owned(), number: 1 };
    let error = Pickler::new().protocol(Protocol::V1).dumps(&value).expect_err("protocol 1 has no NEWOBJ");
    assert_eq!(
        error.to_string(),
        "cannot pickle: shop.NewArgs takes 'text' in its constructor only, where it would be lost; use protocol 2 or \
         higher"
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", newargs(number), newargs_ex(text))]
struct NewArgsEx {
    number: i64,
    text: String,
}

#[test]
fn newargs_ex() {
    check(NEW_ARGS_EX, &NewArgsEx { number: 1, text: "one".to_owned() });
}

#[test]
fn newargs_ex_at_protocols_without_an_opcode_for_it() {
    let value = NewArgsEx { number: 1, text: "one".to_owned() };
    for protocol in [Protocol::V0, Protocol::V2, Protocol::V3] {
        let dumped = Pickler::new().protocol(protocol).dumps(&value).expect("the value dumps");
        assert_eq!(loads::<NewArgsEx>(&dumped).expect("the dump loads"), value);
    }
}

#[test]
fn fields_are_listed_by_their_name_in_rust_or_python() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "NewArgsEx", newargs(r#type), newargs_ex(text))]
    struct Renamed {
        #[pickle(rename = "number")]
        r#type: i64,
        #[pickle(rename = "text")]
        label: String,
    }

    check(NEW_ARGS_EX, &Renamed { r#type: 1, label: "one".to_owned() });
}
