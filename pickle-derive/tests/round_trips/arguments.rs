//! Fields that are arguments of `__new__`.

use pickle_core::{Maybe, Pickle, Pickler, Protocol, dumps, loads};

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

/// Those behind it would be taken for it.
#[test]
fn an_absent_argument_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Call {
        first: i64,
        second: Maybe<i64>,
        third: i64,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", newargs_ex(first, second))]
    struct Keywords {
        first: i64,
        second: Maybe<i64>,
    }

    let expected = "second: cannot pickle: only an attribute of an object can be absent";
    let error = dumps(&Call { first: 1, second: Maybe::Absent, third: 3 }).expect_err("an argument is absent");
    assert_eq!(error.to_string(), expected);
    let error = dumps(&Keywords { first: 1, second: Maybe::Absent }).expect_err("an argument is absent");
    assert_eq!(error.to_string(), expected);
}
