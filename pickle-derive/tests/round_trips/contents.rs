//! What an object itself holds, beside its attributes; setters of the state; and objects that are only a name.

use std::collections::HashMap;

use pickle_core::{Any, Attributes, Global, IndexMap, Maybe, Pickle, PickleClass, Protocol, loads};

use crate::pickles::{BASKET, BASKET_OF_ONE, EVERYTHING, NOWHERE, REGISTRY, TAGS};
use crate::{check, check_error, check_protocols};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Basket<T> {
    #[pickle(items)]
    goods: Vec<T>,
    owner: Maybe<String>,
}

#[test]
fn a_list_with_attributes() {
    let basket = Basket { goods: vec![1, 2], owner: Maybe::Present("Ann".to_owned()) };
    check(BASKET, &basket);
    check(BASKET_OF_ONE, &Basket { goods: vec![1], owner: Maybe::Absent });
    check_protocols(&basket, Protocol::V0);
    check_protocols(&Basket { goods: Vec::<i64>::new(), owner: Maybe::Absent }, Protocol::V0);
}

#[test]
fn an_item_of_another_type_is_an_error() {
    check_error::<Basket<String>>(BASKET, "[0]: expected str, found int (at byte 33)");
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Registry {
    title: String,
    #[pickle(entries)]
    numbers: IndexMap<String, i64>,
    #[pickle(rest)]
    extra: Attributes,
}

#[test]
fn a_dict_with_attributes() {
    let mut extra = Attributes::new();
    extra.insert("vip", Any::from(true));
    let numbers = IndexMap::from([("one".to_owned(), 1), ("two".to_owned(), 2)]);
    let registry = Registry { title: "numbers".to_owned(), numbers, extra };
    check(REGISTRY, &registry);
    check_protocols(&registry, Protocol::V0);
    assert_eq!(Registry::CLASS.position("numbers"), None);
}

#[test]
fn a_key_that_python_cannot_hash_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Index {
        #[pickle(entries)]
        entries: IndexMap<Any, i64>,
    }

    // Python has an error too: `index[(1, [])] = 2`
    assert!(loads::<Index>(b"\x80\x02cshop\nIndex\n)\x81K\x01)\x86K\x02s.").is_ok());
    check_error::<Index>(
        b"\x80\x02cshop\nIndex\n)\x81K\x01]\x86K\x02s.",
        "expected a hashable dict key or set member, found list (at byte 19)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", reduce = "shop.Tags", args(members), state(note))]
struct Tags {
    members: Vec<i64>,
    note: String,
}

#[test]
fn a_set_with_attributes() {
    check(TAGS, &Tags { members: vec![7], note: "odd".to_owned() });
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "NOWHERE", layout = "global")]
struct Nowhere;

#[test]
fn a_singleton() {
    check(NOWHERE, &vec![Nowhere, Nowhere]);
    check_protocols(&Nowhere, Protocol::V0);
    check(NOWHERE, &vec![Global::new("shop", "NOWHERE"); 2]);
    check_error::<Nowhere>(NOWHERE, "expected the global shop.NOWHERE, found list (at byte 11)");
}

/// Python gives the state to the object of that name, for the whole process.
#[test]
fn a_singleton_that_the_pickle_changes() {
    check_error::<Nowhere>(
        b"cshop\nNOWHERE\n}Vvip\nI1\nsb.",
        "expected the global shop.NOWHERE as it is, found one that the pickle gives a state or items; load it as \
         pickle_core::Any (at byte 0)",
    );
    check_error::<Global<'_>>(
        b"cshop\nNOWHERE\n}Vvip\nI1\nsb.",
        "expected a class, a function or another global, found the global shop.NOWHERE, which the pickle changes (at \
         byte 0)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", reduce = "shop.rebuild", args(number), state(label), state_setter = "shop.restore")]
struct Everything {
    number: i64,
    label: String,
    #[pickle(items)]
    items: Vec<i64>,
    #[pickle(entries)]
    entries: HashMap<String, i64>,
}

#[test]
fn all_six_items_of_a_reduce() {
    let everything = Everything {
        number: 7,
        label: "six".to_owned(),
        items: vec![1, 2],
        entries: HashMap::from([("one".to_owned(), 1)]),
    };
    check(EVERYTHING, &everything);
    check_protocols(&everything, Protocol::V0);
}

#[test]
fn a_setter_that_the_struct_does_not_name_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", reduce = "shop.rebuild", args(number), state(label))]
    struct Everything {
        number: i64,
        label: String,
        #[pickle(items)]
        items: Vec<i64>,
        #[pickle(entries)]
        entries: HashMap<String, i64>,
    }

    check_error::<Everything>(
        EVERYTHING,
        "expected a shop.Everything object, found one whose state is set by shop.restore; name it in \
         #[pickle(state_setter = \"shop.restore\")] (at byte 85)",
    );
}
