//! Exact dumps are CPython's bytes: every checked-in pickle that CPython 3.13 wrote of a class style comes out of a
//! [`Graph`] and out of the style's Rust type as it went in.

use pickle_core::{Graph, Pickler};
use pickle_tests::stored::{StoredPickle, pickles_of_version};
use pickle_tests::style::{STYLES, style};

/// The CPython that exact dumps follow.
const MEASURE: &str = "3.13";

/// The styles whose Rust type dumps other bytes, with the reason; their graphs are exact.
const NOT_EXACT: &[(&str, &str)] = &[
    ("attrs_exception", SAME_TEXT),
    ("attrs_tuple_cache_hash", OTHER_ATTRS),
    ("attrs_tuple_define", OTHER_ATTRS),
    ("attrs_tuple_define_inherited", OTHER_ATTRS),
    ("attrs_tuple_empty", OTHER_ATTRS),
    ("attrs_tuple_frozen", OTHER_ATTRS),
    ("attrs_tuple_private", OTHER_ATTRS),
    ("attrs_tuple_s_slots", OTHER_ATTRS),
    ("containers", SAME_TEXT),
    ("dataclass_eq_false", SAME_TEXT),
    ("dataclass_exception", SAME_TEXT),
    ("dataclass_factory", SAME_TEXT),
    ("dataclass_slots", SAME_TEXT),
    ("dataclass_slots_inherited", OTHER_ORDER),
    ("dates", "the Python puts one timedelta into two places, a struct has two"),
    ("exception_derived", SAME_TEXT),
    ("exceptions_names", "the Python puts one tuple into the arguments and the state, an exception has two"),
    ("exceptions_union", SAME_NAMES),
    ("generic_arguments", "the Python puts one generic alias into two places, a struct has two"),
    ("getstate_empty", EMPTY_STATE),
    ("newargs", SAME_TEXT),
    ("newargs_ex", SAME_TEXT),
    ("plain_branches", OTHER_ORDER),
    ("plain_class_default", OTHER_ORDER),
    ("plain_inherited", OTHER_ORDER),
    ("property_setter", OTHER_ORDER),
    ("pydantic_alias", FIELD_NAMES),
    ("pydantic_assigned", FIELD_NAMES),
    ("pydantic_extra", FIELD_NAMES),
    ("pydantic_frozen", FIELD_NAMES),
    ("pydantic_generic", FIELD_NAMES),
    ("pydantic_inherited", FIELD_NAMES),
    ("pydantic_model", FIELD_NAMES),
    ("pydantic_nested", FIELD_NAMES),
    ("pydantic_private", FIELD_NAMES),
    ("pydantic_root", FIELD_NAMES),
    ("pydantic_secret", FIELD_NAMES),
    ("pydantic_url", FIELD_NAMES),
    ("pydantic_v1_extra", FIELD_NAMES),
    ("pydantic_v1_model", FIELD_NAMES),
    ("pydantic_v1_private", FIELD_NAMES),
    ("reduce_classmethod", DOTTED_NAME),
    ("references", SAME_NAMES),
    ("shared_field", SAME_TEXT),
    ("slots_inherited", OTHER_ORDER),
    ("subclass_namespace", EMPTY_STATE),
    ("subclass_path", "the Python writes the parts as they were handed over"),
    ("subclass_user_string", SAME_TEXT),
    ("union_fields", SAME_TEXT),
    ("values_collections", SAME_NAMES),
    ("values_paths", "the Python writes a module that no other version has"),
    ("values_zones", "below protocol 4 the Python keeps the method of a class in C in mind"),
];
/// The styles of which not even the graphs are exact, with the reason.
const NOT_EXACT_AS_GRAPHS: &[(&str, &str)] =
    &[("enum_by_name", DOTTED_NAME), ("reduce_classmethod", DOTTED_NAME), ("references", DOTTED_NAME)];
const DOTTED_NAME: &str = "what a class holds is read as its dotted name, which is another form below protocol 4";
const EMPTY_STATE: &str = "the Python has an empty state, a struct without attributes has none";
const FIELD_NAMES: &str = "the names of the fields that were set are the str objects that name them in the state";
const OTHER_ATTRS: &str = "the Python has a later attrs, which writes the attributes by name";
const SAME_TEXT: &str = "the Python puts one str object into two places, a struct has two Strings";
const SAME_NAMES: &str = "the names in two values of any type are one str object in Python";
const OTHER_ORDER: &str = "the Python sets the attributes in another order than that of the fields";

mod of_a_graph_are_the_pickle_that_it_was_read_from {
    pickle_tests::test_every_style!(super::check_graph);
}

mod of_rust_types_are_the_pickle_that_they_were_loaded_from {
    pickle_tests::test_every_style!(super::check_type);
}

fn check_graph(name: &str) {
    let failures = differences(name, |pickle| {
        let graph = Graph::loads(&pickle.bytes)?;
        Pickler::new().exact(true).protocol(pickle.protocol).dumps(&graph)
    });
    judge(name, &failures, NOT_EXACT_AS_GRAPHS);
}

fn check_type(name: &str) {
    let failures = differences(name, |pickle| style(name).load(&pickle.bytes)?.dump_exact(pickle.protocol));
    judge(name, &failures, NOT_EXACT);
}

fn judge(name: &str, failures: &str, not_exact: &[(&str, &str)]) {
    match not_exact.iter().find(|(style, _)| *style == name) {
        Some((_, reason)) => assert!(!failures.is_empty(), "is exact by now, though {reason}"),
        None => assert!(failures.is_empty(), "{failures}"),
    }
}

/// Which of the pickles do not come out as they went in.
fn differences(name: &str, dump_again: impl Fn(&StoredPickle) -> pickle_core::Result<Vec<u8>>) -> String {
    let mut failures = String::new();
    for pickle in pickles_of_version(name, MEASURE) {
        match dump_again(&pickle) {
            Ok(dump) if dump == pickle.bytes => {}
            Ok(dump) => {
                let at = dump.iter().zip(&pickle.bytes).take_while(|(ours, theirs)| ours == theirs).count();
                let near =
                    |bytes: &[u8]| bytes[at.saturating_sub(20)..bytes.len().min(at + 40)].escape_ascii().to_string();
                failures += &format!(
                    "{} differs at {at}:\n  Python {}\n  Rust   {}\n",
                    pickle.name,
                    near(&pickle.bytes),
                    near(&dump)
                );
            }
            Err(error) => failures += &format!("{}: {error}\n", pickle.name),
        }
    }
    failures
}

#[test]
fn the_measure_has_pickles_of_most_styles() {
    let measured = STYLES.iter().filter(|style| !pickles_of_version(style.name, MEASURE).is_empty()).count();
    assert!(measured * 10 > STYLES.len() * 8, "{measured} of {}", STYLES.len());
}
