//! Every kind of object whose pickles were measured has a style in the matrix, or a reason why it has none.
//!
//! `classes/facts.txt` says which: the name of the kind, a tab, and `style`, `style.field` or `- reason`.

use std::collections::BTreeSet;
use std::fs;

use pickle_tests::path;
use pickle_tests::stored::stored_pickles;

/// A line of `classes/facts.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place<'f> {
    Style { name: &'f str, field: Option<&'f str> },
    Nowhere { reason: &'f str },
}

#[test]
fn every_style_and_field_that_is_named_is_there() {
    let facts = facts();
    let missing: Vec<String> =
        lines(&facts).filter_map(|(kind, place)| Some(format!("{kind}: {}", lack(place)?))).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_kind_of_object_is_there_twice_and_none_is_lost() {
    let facts = facts();
    let kinds: Vec<&str> = lines(&facts).map(|(kind, _)| kind).collect();
    let distinct: BTreeSet<&str> = kinds.iter().copied().collect();
    assert_eq!(kinds.len(), distinct.len(), "a kind of object is there twice");
    assert_eq!(kinds.len(), 322, "those of CPython 2.7 and of 3.6 to 3.13, and those of attrs, pydantic and msgspec");
}

#[test]
fn only_what_python_cannot_do_and_what_others_cover_has_no_style() {
    const REASONS: [&str; 2] =
        ["Python refuses to pickle it", "Python cannot load what it writes: it calls the class with too few arguments"];
    let facts = facts();
    for (kind, place) in lines(&facts) {
        if let Place::Nowhere { reason } = place {
            assert!(REASONS.contains(&reason), "{kind}: {reason}");
        }
    }
}

/// What is not there of the style that a line names.
fn lack(place: Place<'_>) -> Option<String> {
    let Place::Style { name, field } = place else { return None };
    let Ok(source) = fs::read_to_string(path("classes").join(format!("{name}.py"))) else {
        return Some(format!("there is no style {name}"));
    };
    if stored_pickles(name).is_empty() {
        return Some(format!("the style {name} has no pickles"));
    }
    let mut words = source.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let field = field.filter(|field| !words.any(|word| word == *field))?;
    Some(format!("the style {name} has no {field}"))
}

fn facts() -> String {
    fs::read_to_string(path("classes/facts.txt")).expect("the list of the measured kinds of object")
}

fn lines(facts: &str) -> impl Iterator<Item = (&str, Place<'_>)> {
    facts.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (kind, place) = line.split_once('\t').unwrap_or_else(|| panic!("{line}"));
        (kind, parse(place))
    })
}

fn parse(place: &str) -> Place<'_> {
    match (place.strip_prefix("- "), place.split_once('.')) {
        (Some(reason), _) => Place::Nowhere { reason },
        (None, Some((name, field))) => Place::Style { name, field: Some(field) },
        (None, None) => Place::Style { name: place, field: None },
    }
}
