//! The derive in a scope where every name means something else.

#![allow(dead_code, clippy::items_after_statements)]

use crate::check;
use crate::pickles::CUSTOMER;

struct Option;
struct Result;
struct Some;
struct None;
struct Ok;
struct Err;
struct Default;
struct Vec;
struct Into;
mod core {}
mod std {}
mod pickle_core {}

fn object() -> i64 {
    5
}

fn source() -> i64 {
    6
}

#[derive(Debug, PartialEq, ::pickle_core::Pickle)]
#[pickle(module = "shop")]
struct Customer {
    id: i64,
    name: ::std::string::String,
    #[pickle(default = object())]
    part: i64,
    #[pickle(default = source())]
    field0: i64,
    #[pickle(skip)]
    index: i64,
}

#[test]
fn expansion_is_hygienic() {
    let customer: Customer = ::pickle_core::loads(CUSTOMER).expect("the pickle loads");
    let name = ::std::string::String::from("Ann");
    assert_eq!(customer, Customer { id: 7, name, part: 5, field0: 6, index: 0 });
}

#[test]
fn enums_are_hygienic() {
    const CLASS: i64 = 1;

    #[derive(Debug, PartialEq, Clone, Copy, ::pickle_core::Pickle)]
    #[pickle(module = "shop")]
    enum Color {
        #[pickle(value = 1)]
        Some,
        #[pickle(value = 2)]
        None,
    }

    let dumped = ::pickle_core::dumps(&Color::None).expect("the value dumps");
    assert_eq!(::pickle_core::loads::<Color>(&dumped).expect("the dump loads"), Color::None);
    assert_eq!(CLASS, 1);
}

mod elsewhere {
    pub(super) use ::pickle_core as toolkit;
}

#[test]
fn pickle_core_may_be_elsewhere() {
    #[derive(Debug, PartialEq, ::pickle_core::Pickle)]
    #[pickle(module = "shop", crate = crate::names::elsewhere::toolkit)]
    struct Customer {
        id: i64,
        name: ::std::string::String,
    }

    check(CUSTOMER, &Customer { id: 7, name: "Ann".into() });
}

#[test]
fn deprecated_parts_are_no_news() {
    #[derive(Debug, PartialEq, ::pickle_core::Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        id: i64,
        #[deprecated]
        name: ::std::string::String,
    }

    let customer: Customer = ::pickle_core::loads(CUSTOMER).expect("the pickle loads");
    assert_eq!(customer.id, 7);
}
