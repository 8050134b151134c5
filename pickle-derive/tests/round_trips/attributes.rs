//! Attributes of fields, and what becomes of unknown and missing attributes.

use pickle_core::{Any, Attributes, Error, Pickle, Result, Source, Unpickle, Writer};

use crate::pickles::{CUSTOMER, CUSTOMER_WITH_MORE, CUSTOMER_WITHOUT_NAME, FROZEN_SLOTS, SLOTS};
use crate::{any, check, check_error, dumps, loads};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Customer {
    id: i64,
    name: String,
}

#[test]
fn unknown_attributes_are_denied() {
    check_error::<Customer>(
        CUSTOMER_WITH_MORE,
        "shop.Customer object has the unknown attribute 'vip': add a field for it, or keep it in a #[pickle(rest)] \
         field, or drop it with #[pickle(unknown = \"ignore\")] (at byte 63)",
    );
}

#[test]
fn unknown_attributes_are_ignored() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", unknown = "ignore")]
    struct Customer {
        id: i64,
    }

    assert_eq!(loads::<Customer>(CUSTOMER_WITH_MORE).expect("the pickle loads"), Customer { id: 7 });
}

#[test]
fn unknown_attributes_are_kept() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        id: i64,
        #[pickle(rest)]
        extra: Attributes,
    }

    let mut extra = Attributes::new();
    extra.insert("name", "Ann");
    extra.insert("vip", true);
    extra.insert("tags", Any::of(&["a"]).expect("a list of text has a pickle"));
    check(CUSTOMER_WITH_MORE, &Customer { id: 7, extra });
}

#[test]
fn missing_attributes_are_errors() {
    check_error::<Customer>(
        CUSTOMER_WITHOUT_NAME,
        "shop.Customer object lacks the attribute 'name': was it written by an older version of the class? add \
         #[pickle(default)] to the field (at byte 32)",
    );
}

#[test]
fn missing_attributes_have_the_default_of_their_type() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        id: i64,
        #[pickle(default)]
        name: Option<String>,
    }

    assert_eq!(loads::<Customer>(CUSTOMER_WITHOUT_NAME).expect("the pickle loads"), Customer { id: 7, name: None });
}

#[test]
fn missing_attributes_have_a_value() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        id: i64,
        #[pickle(default = "unknown")]
        name: String,
        #[pickle(default = vec![1_000_000, -2])]
        scores: Vec<i64>,
    }

    let expected = Customer { id: 7, name: "unknown".to_owned(), scores: vec![1_000_000, -2] };
    assert_eq!(loads::<Customer>(CUSTOMER_WITHOUT_NAME).expect("the pickle loads"), expected);
}

#[test]
fn missing_attributes_come_from_the_default_of_the_struct() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", default)]
    struct Customer {
        id: i64,
        name: String,
        #[pickle(skip)]
        visits: u32,
    }

    impl Default for Customer {
        fn default() -> Self {
            Customer { id: 0, name: "nobody".to_owned(), visits: 3 }
        }
    }

    let expected = Customer { id: 7, name: "nobody".to_owned(), visits: 3 };
    assert_eq!(loads::<Customer>(CUSTOMER_WITHOUT_NAME).expect("the pickle loads"), expected);
}

/// A customer whose class has a name and scores for those who have none.
#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Customer")]
struct NamedByClass {
    // It stands before the fields that it remembers.
    #[pickle(rest)]
    extra: Attributes,
    id: i64,
    #[pickle(class_default = "nobody")]
    name: String,
    #[pickle(class_default)]
    scores: Vec<i64>,
    #[pickle(class_default = 3, rename = "n", with = as_itself)]
    number: i64,
}

mod as_itself {
    use super::{Pickle, Result, Source, Unpickle, Writer};

    pub(super) fn pickle(number: &i64, writer: &mut Writer<'_>) -> Result<()> {
        number.pickle(writer)
    }

    pub(super) fn unpickle(source: &mut Source<'_, '_>) -> Result<i64> {
        i64::unpickle(source)
    }
}

fn named_by_class(name: &str) -> NamedByClass {
    NamedByClass { extra: Attributes::new(), id: 7, name: name.to_owned(), scores: Vec::new(), number: 3 }
}

#[test]
fn attributes_that_only_the_class_has_are_left_to_it_again() {
    check(CUSTOMER_WITHOUT_NAME, &named_by_class("nobody"));
    let loaded: NamedByClass = loads(CUSTOMER_WITHOUT_NAME).expect("the pickle loads");
    assert!(["name", "scores", "n"].into_iter().all(|name| loaded.extra.is_left_to_class(name)));
    assert!(!loaded.extra.is_left_to_class("id"));
}

#[test]
fn attributes_that_the_class_has_too_are_written_once_they_are_set() {
    let mut changed: NamedByClass = loads(CUSTOMER_WITHOUT_NAME).expect("the pickle loads");
    "Ann".clone_into(&mut changed.name);
    assert_eq!(any(&dumps(&changed).expect("the value dumps")), any(CUSTOMER));
    // A new instance leaves nothing to its class.
    let made = dumps(&named_by_class("nobody")).expect("the value dumps");
    let loaded: NamedByClass = loads(&made).expect("the dump loads");
    assert!(!loaded.extra.is_left_to_class("name"));
}

#[test]
fn fields_have_other_names_and_are_skipped() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        #[pickle(rename = "id")]
        number: i64,
        #[pickle(rename = "name")]
        id: String,
        #[pickle(skip)]
        cache: Option<i64>,
    }

    check(CUSTOMER, &Customer { number: 7, id: "Ann".to_owned(), cache: None });
}

#[test]
fn fields_load_under_further_names() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        #[pickle(alias = "id", alias = "key")]
        number: i64,
        #[pickle(alias = "name")]
        title: String,
    }

    let expected = Customer { number: 7, title: "Ann".to_owned() };
    assert_eq!(loads::<Customer>(CUSTOMER).expect("the pickle loads"), expected);
}

/// A number in Rust that is text in Python.
mod length_of_text {
    use super::{Error, Pickle, Result, Source, Unpickle, Writer};

    pub(super) fn pickle(length: &usize, writer: &mut Writer<'_>) -> Result<()> {
        "Ann".get(..*length).ok_or_else(|| Error::unpicklable("too long"))?.pickle(writer)
    }

    pub(super) fn unpickle(source: &mut Source<'_, '_>) -> Result<usize> {
        String::unpickle(source).map(|text| text.len())
    }
}

#[test]
fn fields_are_converted_by_a_module() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        id: i64,
        #[pickle(with = length_of_text)]
        name: usize,
    }

    check(CUSTOMER, &Customer { id: 7, name: 3 });
}

#[test]
fn classes_load_under_further_names() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "crm.people", name = "Client", alias("other.Customer", "shop:Customer"))]
    struct Client {
        id: i64,
        name: String,
    }

    let expected = Client { id: 7, name: "Ann".to_owned() };
    assert_eq!(loads::<Client>(CUSTOMER).expect("the pickle loads"), expected);
}

#[test]
fn other_layouts_are_accepted() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "FrozenSlots", accept("list"))]
    struct Dict {
        x: i64,
        y: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Slots")]
    struct NoSlots {
        x: i64,
        y: String,
    }

    let expected = Dict { x: 1, y: "one".to_owned() };
    assert_eq!(loads::<Dict>(FROZEN_SLOTS).expect("the pickle loads"), expected);
    let expected = NoSlots { x: 1, y: "one".to_owned() };
    assert_eq!(loads::<NoSlots>(SLOTS).expect("the pickle loads"), expected);
}

#[test]
fn errors_name_the_field() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        id: i64,
        name: Vec<i64>,
    }

    check_error::<Customer>(CUSTOMER, "name: expected list, found str (at byte 51)");
}

/// Python would load the second of two entries with one name.
#[test]
fn a_kept_attribute_with_the_name_of_a_field_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Customer {
        #[pickle(alias = "number")]
        id: i64,
        #[pickle(rest)]
        extra: Attributes,
    }

    for name in ["id", "number"] {
        let mut extra = Attributes::new();
        extra.insert(name, 8);
        let error = dumps(&Customer { id: 7, extra }).expect_err("the field has the name");
        assert_eq!(
            error.to_string(),
            format!(
                "{name}: cannot pickle: the shop.Customer object keeps '{name}' as an attribute that no field is for, \
                 but the field 'id' is for it"
            )
        );
    }
}
