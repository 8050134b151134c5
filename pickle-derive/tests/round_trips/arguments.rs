//! Fields that are arguments of `__new__`.

use pickle_core::{Maybe, Pickle, Pickler, Protocol, dumps, loads};

use crate::pickles::{NEW_ARGS, NEW_ARGS_EX};
use crate::{check, check_error};

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

#[test]
fn too_few_arguments() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "args")]
    struct Point {
        x: i64,
        y: i64,
        #[pickle(default)]
        z: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Called(#[pickle(default = 1)] i64, i64);

    assert_eq!(
        loads::<Point>(b"\x80\x02cshop\nPoint\nK\x01K\x02\x86\x81.").expect("z has a default"),
        Point { x: 1, y: 2, z: 0 }
    );
    check_error::<Point>(
        b"\x80\x02cshop\nPoint\nK\x01\x85\x81.",
        "expected shop.Point made with at least 2 arguments, the last for 'y', found 1 argument; if an older version of the class wrote it, add \
         #[pickle(default)] to the field (at byte 17)",
    );
    check_error::<Point>(
        b"\x80\x02cshop\nPoint\n)\x81.",
        "expected shop.Point made with at least 1 argument, the last for 'x', found 0 arguments; if an older version of the class wrote it, add \
         #[pickle(default)] to the field (at byte 15)",
    );
    check_error::<Called>(
        b"\x80\x02cshop\nCalled\nK\x01\x85R.",
        "expected shop.Called made with at least 2 arguments, the last for '_1', found 1 argument; if an older version of the class wrote it, add \
         #[pickle(default)] to the field (at byte 18)",
    );
}
