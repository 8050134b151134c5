//! Subclasses of builtin and standard classes, exceptions, dicts with known keys, and calls with marked arguments, at every
//! protocol.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use pickle_core::pystd::{Complex, Date, DateTime, Decimal, Path, PathClass, Time, TimeDelta, TimeZone, arguments};
use pickle_core::{
    Any, Attributes, ByteArray, Bytes, Global, Globals, IndexMap, Maybe, Pickle, PickleClass, Pickler, Protocol, Tuple,
    Unpickler, Value,
};

use crate::style_pickles::{
    BASKET, BLOB, BUFFER, BUFFER_3_10, CODE, COUNTS, DAY, DELAY, FOLDER, GOODS, KIOSK, LABELS, LABELS_3_10, METERS,
    MOMENT, MOVIE, MOVIE_WITH_MORE, OUT_OF_STOCK, OUT_OF_STOCK_NOTED, PAIR, PRICE, PRICES, RATIO, RECENT, SORTED, SPOT,
    TICKET, WAVE,
};
use crate::{PROTOCOLS, any, check_each, check_error, check_exactly, dumps, loads};

fn long() -> Maybe<String> {
    Maybe::Present("long".to_owned())
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Meters {
    #[pickle(value = "int")]
    value: i64,
    unit: Maybe<String>,
}

#[test]
fn a_subclass_of_int() {
    check_exactly(METERS, &Meters { value: 5, unit: long() });
    assert_eq!(Meters::CLASS.position("value"), None);
    check_error::<Meters>(
        b"\x80\x02cshop\nMeters\n)\x81.",
        "expected shop.Meters made of one int, found 0 arguments (at byte 16)",
    );
    check_error::<Meters>(
        b"\x80\x02cshop\nMeters\nK\x01K\x02\x86\x81.",
        "expected shop.Meters made of one int, found 2 arguments (at byte 20)",
    );
}

#[test]
fn a_subclass_of_float() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Ratio {
        #[pickle(value = "float")]
        value: f64,
        #[pickle(rest)]
        extra: Attributes,
    }

    check_exactly(RATIO, &Ratio { value: 1.5, extra: Attributes::new() });
}

#[test]
fn a_subclass_of_complex() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Wave {
        #[pickle(value = "complex")]
        value: Complex,
        unit: Maybe<String>,
    }

    check_exactly(WAVE, &Wave { value: Complex::new(1.0, 2.0), unit: long() });
}

#[test]
fn subclasses_of_str_and_bytes() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Code(#[pickle(value = "str")] String);

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Blob {
        #[pickle(value = "bytes")]
        value: Bytes,
        unit: Maybe<String>,
    }

    check_exactly(CODE, &Code("xyz".to_owned()));
    check_exactly(BLOB, &Blob { value: Bytes::from(b"ab"), unit: long() });
}

#[test]
fn a_subclass_of_tuple() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Pair {
        unit: Maybe<String>,
        #[pickle(value = "tuple")]
        value: (i64, i64),
    }

    check_exactly(PAIR, &Pair { value: (1, 2), unit: long() });
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct OutOfStock {
    #[pickle(args)]
    args: (String, i64),
    code: Maybe<i64>,
    #[pickle(rest)]
    extra: Attributes,
}

#[test]
fn an_exception() {
    let args = || ("tea".to_owned(), 3);
    let mut extra = Attributes::new();
    check_exactly(OUT_OF_STOCK, &OutOfStock { args: args(), code: Maybe::Absent, extra: extra.clone() });
    extra.insert("hint", "soon");
    check_exactly(OUT_OF_STOCK_NOTED, &OutOfStock { args: args(), code: Maybe::Present(7), extra });
}

#[test]
fn an_exception_of_any_arguments() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct OutOfStock {
        #[pickle(args)]
        args: Tuple<Any>,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "OutOfStock", layout = "call")]
    struct Dynamic {
        #[pickle(args)]
        args: Any,
    }

    check_exactly(OUT_OF_STOCK, &OutOfStock { args: Tuple(vec!["tea".into(), 3.into()]) });
    check_each(OUT_OF_STOCK, &Dynamic { args: Any::of(&("tea", 3)).expect("a tuple has a pickle") });
    let error = dumps(&Dynamic { args: 5.into() }).expect_err("5 is no tuple");
    assert_eq!(error.to_string(), "args: cannot pickle: the arguments of an object have to be a tuple");
}

#[test]
fn arguments_of_another_number_are_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct OutOfStock {
        #[pickle(args)]
        args: (String,),
    }

    check_error::<OutOfStock>(OUT_OF_STOCK[2], "args: expected tuple of 1, found tuple of 2 (at byte 33)");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct Labels {
    #[pickle(arg)]
    members: Vec<i64>,
    unit: Maybe<String>,
}

#[test]
fn a_subclass_of_set() {
    check_exactly(LABELS, &Labels { members: vec![7], unit: long() });
}

#[test]
fn an_empty_state_says_nothing() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Labels {
        members: Vec<i64>,
    }

    for (labels, buffer) in LABELS_3_10.into_iter().zip(BUFFER_3_10) {
        assert_eq!(loads::<Labels>(labels).expect("the pickle loads"), Labels { members: vec![7] });
        let expected = Buffer { value: ByteArray(b"ab".to_vec()), unit: Maybe::Absent };
        assert_eq!(loads::<Buffer>(buffer).expect("the pickle loads"), expected);
    }
}

#[test]
fn a_subclass_of_deque() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Recent {
        #[pickle(args)]
        args: (Tuple<i64>, i64),
        #[pickle(items)]
        items: VecDeque<i64>,
        unit: Maybe<String>,
    }

    check_exactly(RECENT, &Recent { args: (Tuple::default(), 5), items: VecDeque::from([1, 2]), unit: long() });
}

#[test]
fn a_subclass_of_defaultdict() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Counts {
        #[pickle(arg)]
        default_factory: Global<'static>,
        #[pickle(entries)]
        counts: IndexMap<String, i64>,
    }

    let counts = IndexMap::from([("k".to_owned(), 1)]);
    check_exactly(COUNTS, &Counts { default_factory: Global::new("builtins", "int"), counts });
}

#[test]
fn a_subclass_of_ordered_dict() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Sorted {
        #[pickle(args)]
        args: Tuple<Any>,
        #[pickle(entries)]
        entries: IndexMap<String, i64>,
        #[pickle(rest)]
        extra: Attributes,
    }

    let mut extra = Attributes::new();
    extra.insert("unit", "long");
    let entries = IndexMap::from([("k".to_owned(), 1)]);
    check_exactly(SORTED, &Sorted { args: Tuple::default(), entries, extra });
}

#[test]
fn subclasses_of_list_and_dict() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Goods {
        #[pickle(items)]
        items: Vec<i64>,
        unit: Maybe<String>,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Prices {
        #[pickle(entries)]
        entries: IndexMap<String, i64>,
    }

    check_exactly(GOODS, &Goods { items: vec![1, 2], unit: long() });
    check_exactly(PRICES, &Prices { entries: IndexMap::from([("k".to_owned(), 1), ("v".to_owned(), 2)]) });
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct Buffer {
    #[pickle(args, with = arguments::byte_array)]
    value: ByteArray,
    unit: Maybe<String>,
}

#[test]
fn a_subclass_of_bytearray() {
    check_exactly(BUFFER, &Buffer { value: ByteArray(b"a\xe4".to_vec()), unit: long() });
    check_error::<Buffer>(
        b"cshop\nBuffer\n(Vab\nVutf-8\ntR.",
        "value: expected bytes, or a text in latin-1, as the arguments of a bytearray, found a text in another encoding \
         (at byte 25)",
    );
}

#[test]
fn subclasses_of_dates() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Day(#[pickle(args, with = arguments::date)] Date);

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Moment(#[pickle(args, with = arguments::datetime)] DateTime);

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Delay(#[pickle(args, with = arguments::timedelta)] TimeDelta);

    let date = Date::new(2024, 1, 2).expect("there is such a day");
    let time = Time::new(3, 4, 5, 6).expect("there is such a time").with_tzinfo(TimeZone::UTC);
    check_exactly(DAY, &Day(date));
    check_exactly(MOMENT, &Moment(DateTime::new(date, time)));
    check_exactly(DELAY, &Delay(TimeDelta::new(1, 2, 3).expect("it is short")));
    check_error::<Delay>(
        b"cshop\nDelay\n(I1\nI2\nI3\nI4\ntR.",
        "_0: expected up to 3 arguments of datetime.timedelta, found 4 arguments (at byte 25)",
    );
}

#[test]
fn subclasses_of_numbers_and_paths() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Price(#[pickle(args, with = arguments::decimal)] Decimal);

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Folder(#[pickle(args, with = arguments::path)] Path);

    check_exactly(PRICE, &Price(Decimal::new("1.50").expect("it is a number")));
    check_exactly(FOLDER, &Folder(Path::new(PathClass::PurePosixPath, "/a/b")));
    let parts = loads::<Folder>(b"cshop\nFolder\n(V/\nVa\nVb\ntR.").expect("the pickle loads");
    assert_eq!(parts.0.as_str(), "/a/b");
}

#[test]
fn a_named_tuple_with_attributes() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "args")]
    struct Spot {
        x: i64,
        #[pickle(state)]
        unit: Maybe<String>,
        y: i64,
        #[pickle(rest)]
        extra: Attributes,
    }

    let mut extra = Attributes::new();
    extra.insert("size", 3);
    check_exactly(SPOT, &Spot { x: 1, unit: long(), y: 2, extra });
    check_error::<Spot>(
        b"\x80\x02cshop\nSpot\nK\x01K\x02K\x03\x87\x81.",
        "expected shop.Spot made with up to 2 arguments, found 3 arguments (at byte 20)",
    );
}

#[test]
fn a_class_method_is_called() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", reduce = "shop:Kiosk.open", args(number))]
    struct Kiosk {
        number: i64,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Kiosk", reduce = "shop:Kiosk.open")]
    struct Marked {
        #[pickle(arg)]
        number: i64,
    }

    for (protocol, pickle) in PROTOCOLS.into_iter().zip(KIOSK) {
        assert_eq!(loads::<Kiosk>(pickle).expect("the pickle loads"), Kiosk { number: 4 });
        let dumped = Pickler::new().protocol(protocol).dumps(&Marked { number: 4 }).expect("the value dumps");
        assert_eq!(loads::<Marked>(&dumped).expect("the dump loads"), Marked { number: 4 });
        assert!(dumped.len() <= pickle.len());
        // From protocol 4 on the method has a name of its own, which is shorter than the `getattr` of CPython.
        assert_eq!(any(&dumped) == any(pickle), protocol < Protocol::V4);
    }
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "slots", reduce = "copyreg.__newobj__", newargs(number))]
struct Ticket {
    #[pickle(arg)]
    number: u32,
    kind: String,
}

/// Without the `__reduce__` Python refuses the slots below protocol 2.
#[test]
fn a_reduce_to_new_with_an_argument_and_slots() {
    let ticket = Ticket { number: 4, kind: "return".to_owned() };
    check_exactly(TICKET, &ticket);
    let only_it = Unpickler::new().find_class(Globals::deny_all().allow_type::<Ticket>());
    for pickle in TICKET {
        assert_eq!(only_it.loads::<Ticket>(pickle).expect("the type is allowed"), ticket);
    }
    check_error::<Ticket>(
        b"ccopyreg\n__newobj__\n(tR.",
        "expected shop.Ticket, found an object made by copyreg.__newobj__ (at byte 22)",
    );
}

#[test]
fn a_reduce_to_new_with_items() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", reduce = "copyreg.__newobj__")]
    struct Basket {
        #[pickle(items)]
        items: Vec<i64>,
        unit: Maybe<String>,
    }

    check_exactly(BASKET, &Basket { items: vec![1, 2], unit: long() });
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(layout = "mapping")]
struct Movie {
    title: String,
    #[pickle(alias = "made")]
    year: Maybe<i64>,
    #[pickle(rest)]
    extra: Attributes,
}

#[test]
fn a_dict_with_known_keys() {
    let title = || "Up".to_owned();
    let mut extra = Attributes::new();
    check_exactly(MOVIE, &Movie { title: title(), year: Maybe::Present(2009), extra: extra.clone() });
    extra.insert("stars", 5);
    check_exactly(MOVIE_WITH_MORE, &Movie { title: title(), year: Maybe::Absent, extra });
    assert_eq!(Movie::CLASS.to_string(), "typing.Movie");
}

#[test]
fn a_dict_with_other_keys_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(layout = "mapping")]
    struct Movie {
        title: String,
        year: i64,
    }

    check_error::<Movie>(
        b"(dVtitle\nVUp\ns.",
        "typing.Movie object lacks the attribute 'year': was it written by an older version of the class? add \
         #[pickle(default)] to the field (at byte 1)",
    );
    check_error::<Movie>(
        b"(dVstars\nI5\ns.",
        "typing.Movie object has the unknown attribute 'stars': add a field for it, or keep it in a #[pickle(rest)] \
         field, or drop it with #[pickle(unknown = \"ignore\")] (at byte 9)",
    );
    check_error::<Movie>(b"(lp0\n.", "expected dict for typing.Movie, found list (at byte 1)");
}

#[test]
fn a_dict_is_shared_and_may_be_empty() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(layout = "mapping", default)]
    #[derive(Default)]
    struct Options {
        verbose: Maybe<bool>,
    }

    let options = Rc::new(Options::default());
    let dumped = dumps(&[options.clone(), options]).expect("the value dumps");
    let graph = pickle_core::Graph::loads(&dumped).expect("the dump loads");
    let Value::List(items) = graph.root().value() else { panic!("not a list") };
    assert_eq!(items[0].id(), items[1].id());
    assert!(matches!(items[0].value(), Value::Dict(entries) if entries.is_empty()));
}

#[test]
fn kept_attributes_have_a_pickle_of_their_own() {
    let mut attributes = Attributes::new();
    attributes.insert("size", 3);
    let dumped = dumps(&attributes).expect("the value dumps");
    assert_eq!(loads::<Attributes>(&dumped).expect("the dump loads"), attributes);
}

#[test]
fn a_subclass_of_a_builtin_has_all_protocols() {
    crate::check_protocols(&Meters { value: -1, unit: Maybe::Absent }, Protocol::V0);
}

#[test]
fn a_tuple_may_contain_itself() {
    #[derive(Debug, Pickle)]
    #[pickle(module = "shop")]
    struct Ring(#[pickle(value = "tuple")] (i64, Rc<RefCell<Vec<Weak<Ring>>>>));

    let ring = Rc::new(Ring((1, Rc::default())));
    ring.0.1.borrow_mut().push(Rc::downgrade(&ring));
    for protocol in PROTOCOLS {
        let dumped = Pickler::new().protocol(protocol).dumps(&ring).expect("the value dumps");
        let loaded: Rc<Ring> = loads(&dumped).expect("the dump loads");
        let inner = loaded.0.1.borrow()[0].upgrade().expect("it is a part of itself");
        assert!(Rc::ptr_eq(&loaded, &inner), "{protocol:?}");
    }
}
