//! Types that are loaded and dumped as other ones: `from`, `try_from` and `into`, `remote`, and the bounds of the impls.

use std::marker::PhantomData;

use pickle_core::{Pickle, Pickler, Protocol, Unpickle, Unpickler, dumps, loads};

use crate::pickles::{CUSTOMER, POINT};
use crate::{check, check_error, check_protocols};

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Customer {
    id: i64,
    name: String,
}

#[test]
fn a_struct_is_loaded_and_dumped_as_another_type() {
    #[derive(Debug, Clone, PartialEq, Pickle)]
    #[pickle(from = Customer, into = Customer)]
    struct Label {
        text: String,
    }

    impl From<Customer> for Label {
        fn from(customer: Customer) -> Self {
            Label { text: format!("{} {}", customer.id, customer.name) }
        }
    }

    impl From<Label> for Customer {
        fn from(label: Label) -> Self {
            let (id, name) = label.text.split_once(' ').unwrap_or_default();
            Customer { id: id.parse().unwrap_or_default(), name: name.to_owned() }
        }
    }

    check(CUSTOMER, &Label { text: "7 Ann".to_owned() });
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(try_from = Vec<u8>, into = Vec<u8>)]
enum Answer {
    None,
    One(u8),
    Two { first: u8, second: u8 },
}

impl TryFrom<Vec<u8>> for Answer {
    type Error = &'static str;

    fn try_from(bytes: Vec<u8>) -> Result<Self, Self::Error> {
        match bytes[..] {
            [] => Ok(Answer::None),
            [one] => Ok(Answer::One(one)),
            [first, second] => Ok(Answer::Two { first, second }),
            _ => Err("too many answers"),
        }
    }
}

impl From<Answer> for Vec<u8> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::None => vec![],
            Answer::One(one) => vec![one],
            Answer::Two { first, second } => vec![first, second],
        }
    }
}

#[test]
fn an_enum_with_data_is_loaded_and_dumped_as_another_type() {
    for answer in [Answer::None, Answer::One(1), Answer::Two { first: 1, second: 2 }] {
        check_protocols(&answer, Protocol::V0);
    }
}

#[test]
fn a_conversion_that_fails_is_an_error_with_its_place() {
    check_error::<Vec<Answer>>(b"(l(lI1\naa(lI1\naI2\naI3\naa.", "[1]: too many answers (at byte 10)");
}

#[test]
fn conversions_are_found_by_hooks() {
    let pickler = Pickler::new().persistent_id(|value| value.is::<Answer>().then_some("answer"));
    let dumped = pickler.dumps(&Answer::One(1)).expect("the value dumps");
    let unpickler = Unpickler::new().persistent_load(|_: String| Ok(Answer::None));
    assert_eq!(unpickler.loads::<Answer>(&dumped).expect("the pickle loads"), Answer::None);
}

#[test]
fn conversions_have_parameters() {
    #[derive(Debug, Clone, PartialEq, Pickle)]
    #[pickle(from = (T, &'a str), into = (T, &'a str))]
    struct Named<'a, T> {
        name: &'a str,
        value: T,
    }

    impl<'a, T> From<(T, &'a str)> for Named<'a, T> {
        fn from((value, name): (T, &'a str)) -> Self {
            Named { name, value }
        }
    }

    impl<'a, T> From<Named<'a, T>> for (T, &'a str) {
        fn from(named: Named<'a, T>) -> Self {
            (named.value, named.name)
        }
    }

    let named = Named { name: "one", value: 1_i64 };
    let dumped = dumps(&named).expect("the value dumps");
    assert_eq!(loads::<Named<'_, i64>>(&dumped).expect("the dump loads"), named);
}

/// Types of another crate: one that is only its fields, and one that hides them.
mod geometry {
    #[derive(Debug, PartialEq)]
    pub(crate) struct Point<T> {
        pub(crate) x: T,
        pub(crate) y: T,
    }

    #[derive(Debug, PartialEq)]
    pub(crate) struct Range {
        start: f64,
        end: f64,
    }

    impl Range {
        pub(crate) fn new(start: f64, end: f64) -> Self {
            Range { start, end }
        }

        pub(crate) fn start(&self) -> &f64 {
            &self.start
        }

        pub(crate) fn end(&self) -> f64 {
            self.end
        }
    }
}

#[derive(Pickle)]
#[pickle(module = "shop", name = "Point", layout = "args", remote = geometry::Point<T>)]
struct PointDef<T> {
    x: T,
    y: T,
}

#[derive(Pickle)]
#[pickle(module = "shop", name = "Point", layout = "args", remote = geometry::Range)]
struct RangeDef {
    #[pickle(getter = geometry::Range::start)]
    start: f64,
    #[pickle(getter = geometry::Range::end)]
    end: f64,
}

impl From<RangeDef> for geometry::Range {
    fn from(range: RangeDef) -> Self {
        geometry::Range::new(range.start, range.end)
    }
}

#[test]
fn types_of_other_crates_have_pickles() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Shapes {
        #[pickle(with = PointDef)]
        point: geometry::Point<f64>,
        #[pickle(with = RangeDef)]
        range: geometry::Range,
    }

    let point = geometry::Point { x: 1.5, y: -2.0 };
    check_protocols(&Shapes { point, range: geometry::Range::new(1.5, -2.0) }, Protocol::V0);
}

#[test]
fn a_pickle_of_a_remote_type_is_that_of_its_class() {
    #[derive(Debug, PartialEq)]
    struct Wrapped(geometry::Range);

    impl Pickle for Wrapped {
        fn pickle(&self, writer: &mut pickle_core::Writer<'_>) -> pickle_core::Result<()> {
            RangeDef::pickle(&self.0, writer)
        }
    }

    impl<'de> Unpickle<'de> for Wrapped {
        fn unpickle(source: &mut pickle_core::Source<'_, 'de>) -> pickle_core::Result<Self> {
            RangeDef::unpickle(source).map(Wrapped)
        }
    }

    check(POINT, &Wrapped(geometry::Range::new(1.5, -2.0)));
}

#[test]
fn bounds_stand_in_the_place_of_the_derived_ones() {
    /// No value of it has a pickle.
    #[derive(Debug, PartialEq)]
    struct Marker;

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Customer", bound())]
    struct Marked<M> {
        id: i64,
        name: String,
        #[pickle(skip)]
        marker: PhantomData<M>,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Customer", bound(pickle(S: Pickle), unpickle(S: Unpickle<'de> + Default)))]
    struct Of<S> {
        id: i64,
        #[pickle(default)]
        name: S,
    }

    check(CUSTOMER, &Marked::<Marker> { id: 7, name: "Ann".to_owned(), marker: PhantomData });
    check(CUSTOMER, &Of { id: 7, name: "Ann".to_owned() });
}
