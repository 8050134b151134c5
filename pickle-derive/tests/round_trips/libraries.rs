//! Classes of attrs, pydantic and msgspec, at every protocol.

use pickle_core::{Attributes, IndexSet, Maybe, Pickle, Pickler, Protocol};

use crate::library_pickles::{
    ATTRS, ATTRS_21_4, ATTRS_EMPTY, ATTRS_EMPTY_21_4, MODEL_1, MODEL_2, MSGSPEC, MSGSPEC_KW_ONLY, NUMBERS, OPEN,
    OPEN_EMPTY, SECRET_1, SECRET_2, SECRET_UNSET_1, SECRET_UNSET_2,
};
use crate::{PROTOCOLS, check_each, check_error, check_exactly, check_protocols, loads};

fn one() -> String {
    "one".to_owned()
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "attrs", accept("tuple"))]
struct Item {
    x: i64,
    y: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Item", layout = "tuple", accept("attrs"))]
struct OldItem {
    x: i64,
    y: String,
}

#[test]
fn attrs_with_slots() {
    check_exactly(ATTRS, &Item { x: 1, y: one() });
    check_exactly(ATTRS_21_4, &OldItem { x: 1, y: one() });
    for (new, old) in ATTRS.into_iter().zip(ATTRS_21_4) {
        assert_eq!(loads::<Item>(old).expect("the pickle loads"), Item { x: 1, y: one() });
        assert_eq!(loads::<OldItem>(new).expect("the pickle loads"), OldItem { x: 1, y: one() });
    }
}

#[test]
fn attrs_with_slots_and_no_fields() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "attrs")]
    struct Empty;

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Empty", layout = "tuple")]
    struct OldEmpty;

    check_exactly(ATTRS_EMPTY, &Empty);
    check_exactly(ATTRS_EMPTY_21_4, &OldEmpty);
    assert_eq!(loads::<OldEmpty>(ATTRS_EMPTY[2]).expect("an empty state says nothing"), OldEmpty);
}

#[test]
fn a_positional_state_is_accepted_only_by_name_and_at_its_length() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "attrs")]
    struct Item {
        x: i64,
        y: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Item", layout = "attrs", accept("tuple"))]
    struct Longer {
        x: i64,
        y: String,
        #[pickle(default)]
        z: i64,
    }

    check_error::<Item>(ATTRS_21_4[2], "expected a dict as the state of shop.Item, found tuple (at byte 31)");
    check_error::<Longer>(ATTRS_21_4[2], "expected a state of 3 values for shop.Item, found 2 values (at byte 31)");
}

fn names<const N: usize>(names: [&str; N]) -> IndexSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "pydantic2", accept("pydantic1"))]
struct Model {
    x: i64,
    y: String,
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
    #[pickle(rest)]
    extra: Attributes,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Model", layout = "pydantic1", accept("pydantic2"))]
struct Model1 {
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
    x: i64,
    y: String,
}

#[test]
fn models() {
    let model = Model { x: 1, y: one(), fields_set: names(["x"]), extra: Attributes::new() };
    let model1 = Model1 { x: 1, y: one(), fields_set: names(["x"]) };
    check_exactly(MODEL_2, &model);
    check_exactly(MODEL_1, &model1);
    for (of_1, of_2) in MODEL_1.into_iter().zip(MODEL_2) {
        assert_eq!(loads::<Model>(of_1).expect("the pickle loads"), model);
        assert_eq!(loads::<Model1>(of_2).expect("the pickle loads"), model1);
    }
}

#[test]
fn a_model_keeps_what_is_in_its_dict() {
    let mut extra = Attributes::new();
    extra.insert("cached", 5);
    let model = Model { x: 1, y: one(), fields_set: names([]), extra };
    check_protocols(&model, PROTOCOLS[0]);
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "pydantic2")]
struct Secret {
    x: i64,
    #[pickle(private, rename = "_p")]
    p: Maybe<i64>,
    #[pickle(private, rename = "_q")]
    q: Maybe<i64>,
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "Secret", layout = "pydantic1")]
struct Secret1 {
    x: i64,
    #[pickle(private)]
    _q: Maybe<i64>,
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
}

#[test]
fn models_with_private_attributes() {
    let q = Maybe::Present(3);
    check_exactly(SECRET_2, &Secret { x: 1, p: Maybe::Absent, q, fields_set: names(["x"]) });
    check_exactly(SECRET_UNSET_2, &Secret { x: 1, p: Maybe::Absent, q: Maybe::Absent, fields_set: names(["x"]) });
    check_exactly(SECRET_1, &Secret1 { x: 1, _q: Maybe::Present(3), fields_set: names(["x"]) });
    check_exactly(SECRET_UNSET_1, &Secret1 { x: 1, _q: Maybe::Absent, fields_set: names(["x"]) });
}

#[test]
fn a_private_attribute_without_a_field_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "pydantic2")]
    struct Secret {
        x: i64,
        #[pickle(fields_set)]
        fields_set: IndexSet<String>,
        #[pickle(rest)]
        rest: Attributes,
    }

    check_error::<Secret>(
        SECRET_2[2],
        "expected a shop.Secret object, found one with the private attribute '_q'; add a #[pickle(private)] field for \
         it (at byte 180)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "pydantic2")]
struct Open {
    x: i64,
    #[pickle(extra)]
    extra: Option<Attributes>,
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
}

#[test]
fn models_with_extra_attributes() {
    let mut extra = Attributes::new();
    check_exactly(OPEN_EMPTY, &Open { x: 1, extra: Some(extra.clone()), fields_set: names(["x"]) });
    extra.insert("z", 2);
    let open = Open { x: 1, extra: Some(extra), fields_set: names(["z", "x"]) };
    for (protocol, pickle) in PROTOCOLS.into_iter().zip(OPEN) {
        // The order of a set of text differs from run to run of Python.
        assert_eq!(loads::<Open>(pickle).expect("the pickle loads"), open);
        let dumped = Pickler::new().protocol(protocol).exact(true).dumps(&open).expect("the value dumps");
        assert_eq!(dumped.len(), pickle.len());
    }
}

#[test]
fn extra_attributes_without_a_field_are_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "pydantic2")]
    struct Open {
        x: i64,
        #[pickle(fields_set)]
        fields_set: IndexSet<String>,
    }

    check_error::<Open>(
        OPEN[2],
        "expected a shop.Open object with attributes only, found one with extra attributes; keep them in a \
         #[pickle(extra)] field (at byte 77)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "pydantic2_root")]
struct Numbers {
    root: Vec<i64>,
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
}

#[test]
fn root_models() {
    // That the name in the set is the attribute's is not in the value.
    check_each(NUMBERS, &Numbers { root: vec![1, 2], fields_set: names(["root"]) });
    let with_all = b"(dV__dict__\n(dVroot\n(lp0\nI1\nassV__pydantic_extra__\nNsV__pydantic_fields_set__\n\
        c__builtin__\nset\n((lp0\nVroot\natRsV__pydantic_private__\nNs";
    let pickle = [&b"\x80\x02cshop\nNumbers\n)\x81"[..], with_all, b"b."].concat();
    let expected = Numbers { root: vec![1], fields_set: names(["root"]) };
    assert_eq!(loads::<Numbers>(&pickle).expect("the pickle loads"), expected);
}

#[test]
fn a_model_of_another_pydantic_is_an_error() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "pydantic2")]
    struct Model {
        x: i64,
        y: String,
        #[pickle(fields_set)]
        fields_set: IndexSet<String>,
    }

    check_error::<Model>(
        MODEL_1[2],
        "expected the parts of shop.Model as its version of pydantic has them, found the key '__fields_set__'; \
         #[pickle(accept(..))] takes that of another version (at byte 72)",
    );
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "msgspec_kw_only")]
struct Ticket {
    x: i64,
    y: String,
}

#[test]
fn msgspec_structs() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Row {
        x: i64,
        y: String,
    }

    check_exactly(MSGSPEC_KW_ONLY, &Ticket { x: 1, y: one() });
    check_exactly(MSGSPEC, &Row { x: 1, y: one() });
}

#[test]
fn a_msgspec_struct_says_how_it_is_called() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Ticket {
        x: i64,
        y: String,
    }

    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call", name = "Ticket", accept("msgspec_kw_only"))]
    struct Both {
        x: i64,
        y: String,
    }

    check_error::<Ticket>(
        MSGSPEC_KW_ONLY[2],
        "expected a shop.Ticket object made by a call, found one made by msgspec's rebuild; \
         #[pickle(accept(\"msgspec_kw_only\"))] takes it (at byte 79)",
    );
    assert_eq!(loads::<Both>(MSGSPEC_KW_ONLY[2]).expect("the pickle loads"), Both { x: 1, y: one() });
}

/// They stand in dicts of their own.
#[test]
fn extra_and_private_attributes_may_have_the_names_of_fields() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "pydantic2")]
    struct Model {
        x: i64,
        #[pickle(private, rename = "_p")]
        private: i64,
        #[pickle(fields_set)]
        fields_set: IndexSet<String>,
        #[pickle(extra)]
        extra: Option<Attributes>,
        #[pickle(rest)]
        rest: Attributes,
    }

    let (mut extra, mut rest) = (Attributes::new(), Attributes::new());
    extra.insert("x", 2);
    extra.insert("_p", 3);
    rest.insert("_p", 4);
    let model = Model { x: 1, private: 5, fields_set: IndexSet::new(), extra: Some(extra), rest };
    check_protocols(&model, Protocol::V0);
}
