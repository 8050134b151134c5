//! Each layout.

use pickle_core::{Any, Pickle, PickleClass, Protocol, dumps};

use crate::pickles::{
    CALLED, CUSTOMER, DICT_SLOTS, FROZEN_SLOTS, INNER, NOTHING, NOTHING_WITH_MORE, POINT, REBUILT, SLOTS, TEMPERATURE,
};
use crate::{check, check_error, check_protocols, loads};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Customer {
    id: i64,
    name: String,
}

#[test]
fn dict() {
    let customer = Customer { id: 7, name: "Ann".to_owned() };
    check(CUSTOMER, &customer);
    check_protocols(&customer, Protocol::V0);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Outer.Inner")]
struct Inner {
    id: i64,
}

#[test]
fn nested_class() {
    check(INNER, &Inner { id: 7 });
    check_protocols(&Inner { id: 7 }, Protocol::V0);
    assert_eq!(Inner::CLASS.to_string(), "shop.Outer.Inner");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Nothing;

#[test]
fn no_fields() {
    check(NOTHING, &Nothing);
    check_protocols(&Nothing, Protocol::V0);
    check_error::<Nothing>(
        NOTHING_WITH_MORE,
        "shop.Nothing object has the unknown attribute 'vip': add a field for it, or keep it in a #[pickle(rest)] \
         field, or drop it with #[pickle(unknown = \"ignore\")] (at byte 41)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "slots")]
struct Slots {
    x: i64,
    y: String,
}

#[test]
fn slots() {
    let slots = Slots { x: 1, y: "one".to_owned() };
    check(SLOTS, &slots);
    check_protocols(&slots, Protocol::V2);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "dict_slots")]
struct DictSlots {
    name: String,
    #[pickle(slot)]
    r#type: String,
    #[pickle(slot)]
    x: i64,
    #[pickle(slot)]
    y: String,
}

#[test]
fn dict_slots() {
    let object = DictSlots { name: "Ann".to_owned(), r#type: "kind".to_owned(), x: 1, y: "one".to_owned() };
    check(DICT_SLOTS, &object);
    check_protocols(&object, Protocol::V2);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "list")]
struct FrozenSlots {
    x: i64,
    y: String,
}

#[test]
fn list() {
    let object = FrozenSlots { x: 1, y: "one".to_owned() };
    check(FROZEN_SLOTS, &object);
    check_protocols(&object, Protocol::V0);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "args")]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Point", layout = "args")]
struct TuplePoint(f64, f64);

#[test]
fn args() {
    check(POINT, &Point { x: 1.5, y: -2.0 });
    check_protocols(&Point { x: 1.5, y: -2.0 }, Protocol::V0);
}

#[test]
fn args_of_a_tuple_struct() {
    check(POINT, &TuplePoint(1.5, -2.0));
    assert_eq!(TuplePoint::CLASS.fields[1].name, "_1");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct Called {
    x: i64,
    y: String,
}

#[test]
fn call() {
    let object = Called { x: 1, y: "one".to_owned() };
    check(CALLED, &object);
    check_protocols(&object, Protocol::V0);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", reduce = "shop.rebuild", args(number), state(text))]
struct Rebuilt {
    text: String,
    number: i64,
}

#[test]
fn reduce() {
    let object = Rebuilt { text: "one".to_owned(), number: 1 };
    check(REBUILT, &object);
    check_protocols(&object, Protocol::V0);
}

#[test]
fn reduce_to_the_class_itself() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", reduce = "shop.Called", args(x, y))]
    struct Called {
        y: String,
        x: i64,
    }

    check(CALLED, &Called { y: "one".to_owned(), x: 1 });
    assert_eq!(Called::CLASS.callable, None);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", getstate = Temperature::state, setstate = Temperature::of_state)]
struct Temperature {
    celsius: f64,
}

impl Temperature {
    fn state(&self) -> (&str, f64) {
        ("celsius", self.celsius)
    }

    fn of_state((unit, celsius): (String, f64)) -> Result<Self, String> {
        if unit == "celsius" { Ok(Temperature { celsius }) } else { Err(format!("expected celsius, found {unit}")) }
    }
}

#[test]
fn getstate_and_setstate() {
    check(TEMPERATURE, &Temperature { celsius: 21.5 });
    check_protocols(&Temperature { celsius: 21.5 }, Protocol::V0);
}

#[test]
fn setstate_may_refuse() {
    #[derive(Debug, Pickle)]
    #[pickle(module = "shop", getstate = Temperature::state, setstate = Temperature::refuse)]
    struct Temperature;

    impl Temperature {
        fn state(&self) {
            let Temperature = self;
        }

        fn refuse(_: Any) -> Result<Self, &'static str> {
            Err("too cold")
        }
    }

    check_error::<Temperature>(TEMPERATURE, "too cold (at byte 35)");
}

#[test]
fn setstate_needs_a_state() {
    #[derive(Debug, Pickle)]
    #[pickle(module = "shop", name = "Nothing", getstate = Stateful::state, setstate = Stateful::of_state)]
    struct Stateful;

    impl Stateful {
        fn state(&self) -> i64 {
            let Stateful = self;
            1
        }

        #[allow(clippy::unnecessary_wraps, reason = "the derive takes a function that may fail")]
        fn of_state(_: i64) -> Result<Self, String> {
            Ok(Stateful)
        }
    }

    check_error::<Stateful>(NOTHING, "expected a state of shop.Nothing, found none (at byte 31)");
}

/// `(None, {..})` has as many items as the class has fields.
#[test]
fn a_state_that_could_be_of_two_layouts_is_of_the_own_one() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "slots", accept("tuple"))]
    struct Either {
        x: Any,
        y: Any,
    }

    let either = || Either { x: Any::from(1), y: Any::from("one") };
    assert_eq!(loads::<Either>(&dumps(&either()).expect("the value dumps")).expect("the dump loads"), either());
    let positional = loads::<Either>(b"\x80\x02cshop\nEither\n)\x81K\x01X\x03\x00\x00\x00one\x86b.");
    assert_eq!(positional.expect("the pickle loads"), either());
}
