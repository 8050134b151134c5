//! Lifetimes, type parameters and const parameters.

use std::borrow::Cow;
use std::rc::Rc;

use pickle_core::{IndexMap, Pickle, Protocol, dumps, loads};

use crate::pickles::CUSTOMER;
use crate::{check, check_protocols};

#[test]
fn fields_borrow_from_the_pickle() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer<'a> {
        id: i64,
        name: &'a str,
    }

    check(CUSTOMER, &Customer { id: 7, name: "Ann" });
}

#[test]
fn lifetimes_may_have_any_name() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Blob<'de, 'de_: 'de> {
        name: Cow<'de, str>,
        content: &'de_ [u8],
    }

    let dumped = dumps(&Blob { name: "a".into(), content: b"\x00" }).expect("the value dumps");
    let blob: Blob<'_, '_> = loads(&dumped).expect("the dump loads");
    assert_eq!(blob.content, b"\x00");
    assert!(matches!(blob.name, Cow::Borrowed("a")));
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Page<T, const N: usize = 2>
where
    T: Clone,
{
    items: Vec<T>,
    window: [T; N],
    next: Option<Box<Self>>,
}

#[test]
fn type_and_const_parameters() {
    let last = Page { items: vec![3], window: [3, 4], next: None };
    check_protocols(&Page { items: vec![1, 2], window: [1, 2], next: Some(Box::new(last)) }, Protocol::V0);
}

#[test]
fn parameters_with_defaults_and_bounds() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", unknown = "ignore")]
    struct Index<K: std::hash::Hash + Eq, V: 'static = String> {
        entries: IndexMap<K, Rc<V>>,
    }

    let entries = IndexMap::from_iter([(1, Rc::new("one".to_owned()))]);
    check_protocols(&Index { entries }, Protocol::V0);
}
