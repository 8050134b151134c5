//! Unions: the kind of the value or its class chooses the variant.

use std::collections::BTreeMap;

use pickle_core::{Alternative, Any, Pickle, Protocol, Unpickle, dumps};

use crate::enum_pickles::{FAMILY, READ_WRITE, UNION};
use crate::{any, check, check_error, check_protocols, loads};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Customer {
    name: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", reduce = "shop.refund", args(cents))]
struct Refund {
    cents: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum Anything {
    // Those that take other kinds too come first, which does not matter.
    Float(f64),
    Int(i64),
    Bool(bool),
    Text(String),
    Nothing(()),
    Customer(Box<Customer>),
    List(Vec<Anything>),
    Pair((i64, String)),
    Dict(BTreeMap<String, i64>),
    Refund(Refund),
}

fn anything() -> Vec<Anything> {
    vec![
        Anything::Int(3),
        Anything::Bool(true),
        Anything::Float(2.5),
        Anything::Text("text".to_owned()),
        Anything::Nothing(()),
        Anything::Customer(Box::new(Customer { name: "Ann".to_owned() })),
        Anything::List(vec![Anything::Int(1)]),
        Anything::Pair((1, "a".to_owned())),
        Anything::Dict(BTreeMap::from([("a".to_owned(), 1)])),
        Anything::Refund(Refund { cents: 5 }),
    ]
}

#[test]
fn alternatives_by_kind_and_class() {
    for pickle in UNION {
        assert_eq!(loads::<Vec<Anything>>(pickle).expect("the pickle loads"), anything());
    }
    check(UNION[1], &anything());
    check_protocols(&anything(), Protocol::V0);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum FloatOrText {
    Float(f64),
    Text(String),
}

#[test]
fn a_kind_that_is_only_taken() {
    assert_eq!(loads::<FloatOrText>(b"K\x03.").expect("the pickle loads"), FloatOrText::Float(3.0));
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum Nested {
    Inner(FloatOrText),
    Customer(Customer),
    Number(i64),
    Maybe(Option<Vec<i64>>),
}

#[test]
fn unions_nest() {
    assert_eq!(loads::<Nested>(b"K\x03.").expect("the pickle loads"), Nested::Number(3));
    assert_eq!(loads::<Nested>(b"Vx\n.").expect("the pickle loads"), Nested::Inner(FloatOrText::Text("x".to_owned())));
    assert_eq!(loads::<Nested>(b"N.").expect("the pickle loads"), Nested::Maybe(None));
}

#[test]
fn an_error_lists_the_alternatives() {
    check_error::<Vec<Nested>>(
        b"](NC\x01xe.",
        "[1]: expected float or str or shop.Customer or int or list, found bytes (at byte 3)",
    );
    check_error::<Nested>(
        b"\x80\x02cshop\nOrder\n)\x81.",
        "expected float or str or shop.Customer or int or list, found an object made by shop.Order (at byte 15)",
    );
}

#[test]
fn an_alternative_has_the_last_word() {
    check_error::<Nested>(
        b"\x80\x02cshop\nCustomer\n)\x81}X\x04\x00\x00\x00nameK\x01sb.",
        "name: expected str, found int (at byte 29)",
    );
    check_error::<Nested>(
        b"\x80\x02cshop\nCustomer\nX\x03\x00\x00\x00Ann\x85R.",
        "expected a shop.Customer object made by its __new__, found one made by a call; #[pickle(accept(\"call\"))] takes it \
         (at byte 26)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", subclasses("shop.Stock", "shop.Bond"))]
struct Contract {
    strike: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Stock {
    strike: i64,
    exchange: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum ContractOrSubclass {
    Contract(Contract),
    Stock(Stock),
    #[pickle(other)]
    Other(Any),
}

#[test]
fn a_family_of_classes() {
    for pickle in FAMILY {
        let family: Vec<ContractOrSubclass> = loads(pickle).expect("the pickle loads");
        let [
            ContractOrSubclass::Contract(Contract { strike: 1 }),
            ContractOrSubclass::Stock(Stock { strike: 2, exchange }),
            ContractOrSubclass::Other(_),
        ] = &family[..]
        else {
            panic!("{family:?}")
        };
        assert_eq!(exchange, "NYSE");
        assert_eq!(loads::<Vec<ContractOrSubclass>>(&dumps(&family).expect("it dumps")).expect("it loads"), family);
    }
    let family: Vec<ContractOrSubclass> = loads(FAMILY[1]).expect("the pickle loads");
    assert_eq!(any(&dumps(&family).expect("it dumps")), any(FAMILY[1]));
}

#[test]
fn a_subclass_is_not_taken_for_its_base() {
    check_error::<Vec<Contract>>(
        FAMILY[1],
        "[1]: expected shop.Contract, found shop.Stock, a subclass of it; use an enum of the family: one with \
         #[pickle(union)], which pickle-codegen --family Contract generates (at byte 65)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum Either<L, R> {
    Left(L),
    Right(R),
}

#[test]
fn generic_unions() {
    assert_eq!(loads::<Either<i64, String>>(b"Vx\n.").expect("the pickle loads"), Either::Right("x".to_owned()));
    check_protocols(&vec![Either::Left(1), Either::Right("x".to_owned())], Protocol::V0);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum Borrowed<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

#[test]
fn borrowed_alternatives() {
    assert_eq!(loads::<Borrowed<'_>>(b"X\x01\x00\x00\x00x.").expect("the pickle loads"), Borrowed::Text("x"));
    assert_eq!(loads::<Borrowed<'_>>(b"C\x01x.").expect("the pickle loads"), Borrowed::Bytes(b"x"));
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum BorrowedOr<'a, T> {
    Text(&'a str),
    Values(Vec<T>),
    #[pickle(other)]
    Other(Any),
}

/// A parameter that is handed on to a union has to be an alternative too.
#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Cell<'a, T: Alternative> {
    content: BorrowedOr<'a, T>,
    next: Option<Box<Cell<'a, T>>>,
}

#[test]
fn generic_and_borrowed_alternatives() {
    let last = Cell { content: BorrowedOr::Values(vec![1, 2]), next: None };
    let cell = Cell { content: BorrowedOr::Text("x"), next: Some(Box::new(last)) };
    let dumped = dumps(&cell).expect("the value dumps");
    assert_eq!(loads::<Cell<'_, i64>>(&dumped).expect("the dump loads"), cell);
    let other = loads::<BorrowedOr<'_, i64>>(b"K\x03.").expect("the pickle loads");
    assert!(matches!(other, BorrowedOr::Other(_)));
}

#[test]
fn bounds_of_unions_and_literals() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(union, bound(T: Pickle + Alternative + for<'any> Unpickle<'any>))]
    enum OfAll<T> {
        Value(T),
        Nothing(()),
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(union, bound(pickle(T: Pickle), unpickle(T: Unpickle<'de>), alternative(T: Alternative)))]
    enum OfEach<T> {
        Value(T),
        Nothing(()),
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(literal, bound(pickle(T: Pickle), unpickle(T: Unpickle<'de>), alternative(T: Alternative)))]
    enum AutoOr<T> {
        #[pickle(value = "auto")]
        Auto,
        #[pickle(other)]
        Other(T),
    }

    check_protocols(&vec![OfAll::Value(1), OfAll::Nothing(())], Protocol::V0);
    check_protocols(
        &vec![OfEach::Value(AutoOr::Auto), OfEach::Value(AutoOr::Other(3)), OfEach::Nothing(())],
        Protocol::V0,
    );
}

/// What is loaded as another type takes the kinds of that one.
#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(from = Customer, into = Customer)]
struct Label(String);

impl From<Customer> for Label {
    fn from(customer: Customer) -> Self {
        Label(customer.name)
    }
}

impl From<Label> for Customer {
    fn from(Label(name): Label) -> Self {
        Customer { name }
    }
}

/// Only some values of the kind can be converted, so another alternative of the kind comes first.
#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(try_from = i64, into = i64)]
struct Digit(i64);

impl TryFrom<i64> for Digit {
    type Error = &'static str;

    fn try_from(value: i64) -> Result<Self, Self::Error> {
        if (0..10).contains(&value) { Ok(Digit(value)) } else { Err("no digit") }
    }
}

impl From<Digit> for i64 {
    fn from(Digit(value): Digit) -> i64 {
        value
    }
}

#[test]
fn converted_alternatives() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(union)]
    enum LabelOrDigit {
        Label(Label),
        Digit(Digit),
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(union)]
    enum DigitOrInt {
        Digit(Digit),
        Int(i64),
    }

    check_protocols(&vec![LabelOrDigit::Label(Label("Ann".to_owned())), LabelOrDigit::Digit(Digit(3))], Protocol::V0);
    assert_eq!(loads::<DigitOrInt>(b"K\x03.").expect("the pickle loads"), DigitOrInt::Int(3));
    check_error::<LabelOrDigit>(b"K\x0b.", "no digit (at byte 0)");
    check_error::<LabelOrDigit>(b"Vx\n.", "expected shop.Customer or int, found str (at byte 0)");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", flag(WRITE = 2, READ = 4))]
struct Permission(i64);

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
#[expect(clippy::upper_case_acronyms, reason = "as in Python")]
enum Level {
    LOW,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum PermissionOrLevel {
    Level(Level),
    Permission(Permission),
}

#[test]
fn flags_and_enums_are_told_apart() {
    for pickle in READ_WRITE {
        let loaded: PermissionOrLevel = loads(pickle).expect("the pickle loads");
        assert_eq!(loaded, PermissionOrLevel::Permission(Permission(6)));
    }
    let low: PermissionOrLevel = loads(b"cbuiltins\ngetattr\n(cshop\nLevel\nVLOW\ntR.").expect("the pickle loads");
    assert_eq!(low, PermissionOrLevel::Level(Level::LOW));
}
