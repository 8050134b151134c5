//! Rules for the words that say what a field is for: which other words may stand beside them, in which layouts, and on how
//! many fields.

use syn::Path;

use super::written::{WrittenField, WrittenStruct};
use crate::attributes::{FieldAttributes, Vocabulary, name_of};
use crate::errors::{Errors, error_with_help, in_attribute, joined};
use crate::model::Layout;

/// What holds for one word.
struct Rule {
    word: &'static str,
    /// What the field is, which is why the word excludes others.
    because: &'static str,
    /// The attributes that may stand beside it.
    beside: &'static [&'static str],
    /// The layouts that have such a field; where there are none, another file knows.
    layouts: &'static [Layout],
    /// Why one field is enough, where one is.
    only_one: Option<&'static str>,
}

const NAMES_AND_VALUES: &[&str] = &["rename", "alias", "default", "with", "getter"];
const VALUES: &[&str] = &["default", "with", "getter"];
const GETTER: &[&str] = &["getter"];
const WHOLE_OBJECT: Option<&str> = Some("the object itself is one list or dict: one field is for it");

/// A field is for what the first of these words says.
const RULES: [Rule; 11] = [
    Rule { word: "skip", because: "it is not in the pickle", beside: &[], layouts: &[], only_one: None },
    Rule {
        word: "rest",
        because: "it holds attributes of any name",
        beside: GETTER,
        layouts: &[],
        only_one: Some("one field keeps all unknown attributes"),
    },
    Rule {
        word: "items",
        because: "it is no attribute but what the list itself holds",
        beside: GETTER,
        layouts: &[],
        only_one: WHOLE_OBJECT,
    },
    Rule {
        word: "entries",
        because: "it is no attribute but what the dict itself holds",
        beside: GETTER,
        layouts: &[],
        only_one: WHOLE_OBJECT,
    },
    Rule {
        word: "flatten",
        because: "it is no attribute but holds those of another class",
        beside: GETTER,
        layouts: &[],
        only_one: None,
    },
    Rule {
        word: "args",
        because: "it is no attribute but the tuple of all arguments",
        beside: VALUES,
        layouts: &[Layout::Call],
        only_one: Some("one tuple has all arguments"),
    },
    Rule {
        word: "value",
        because: "it is no attribute but the object itself",
        beside: VALUES,
        layouts: &[Layout::Dict, Layout::Slots, Layout::DictSlots],
        only_one: Some("the object itself is one value"),
    },
    Rule {
        word: "state",
        because: "it is in the state dict",
        beside: NAMES_AND_VALUES,
        layouts: &[Layout::Args],
        only_one: None,
    },
    Rule {
        word: "private",
        because: "it is a private attribute",
        beside: NAMES_AND_VALUES,
        layouts: &[Layout::Pydantic2, Layout::Pydantic1],
        only_one: None,
    },
    Rule {
        word: "fields_set",
        because: "it is no attribute but the names of the fields that were set",
        beside: VALUES,
        layouts: &[Layout::Pydantic2, Layout::Pydantic2Root, Layout::Pydantic1],
        only_one: Some("one set has the names of all fields that were set"),
    },
    Rule {
        word: "extra",
        because: "it is no attribute but the dict of all extra ones",
        beside: VALUES,
        layouts: &[Layout::Pydantic2],
        only_one: Some("one dict has all extra attributes"),
    },
];

/// Checks what the fields are for.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    for rule in &RULES {
        let fields: Vec<_> = written.fields.iter().filter_map(|field| rule.mark(field).map(|at| (field, at))).collect();
        for (field, at) in &fields {
            check_alone(rule, field, errors);
            check_layout(rule, written, at, errors);
        }
        check_count(rule, &fields, errors);
    }
}

impl Rule {
    /// The word, where it is the one that says what the field is for.
    fn mark<'f>(&self, field: &'f WrittenField<'_>) -> Option<&'f Path> {
        let given = field.attributes.given();
        let first = RULES.iter().find_map(|rule| given.iter().find(|at| at.is_ident(rule.word)))?;
        first.is_ident(self.word).then_some(*first)
    }
}

/// Whether a word of the table says what the field is for.
pub(super) fn is_marked(attributes: &FieldAttributes) -> bool {
    attributes.given().iter().any(|at| RULES.iter().any(|rule| at.is_ident(rule.word)))
}

fn check_alone(rule: &Rule, field: &WrittenField<'_>, errors: &mut Errors) {
    let Rule { word, because, .. } = rule;
    let is_allowed = |at: &Path| at.is_ident(word) || rule.beside.iter().any(|allowed| at.is_ident(allowed));
    for at in field.attributes.given().into_iter().filter(|at| !is_allowed(at)) {
        let message = format_args!("`{word}` excludes `{}` on the same field", name_of(at));
        errors.push(error_with_help(at, message, format_args!("remove one of them: with `{word}` {because}")));
    }
}

fn check_layout(rule: &Rule, written: &WrittenStruct<'_>, at: &Path, errors: &mut Errors) {
    let Some(layout) = written.layout() else { return };
    if rule.layouts.is_empty() || rule.layouts.contains(&layout) {
        return;
    }
    let names: Vec<String> = rule.layouts.iter().map(|layout| in_attribute(*layout)).collect();
    let message = format_args!("`{}` needs {}", rule.word, joined(&names, "or"));
    let help = match layout {
        Layout::Dict => format!("add {} to the struct", names[0]),
        _ => format!("remove one of them: `{}` says nothing with {}", rule.word, in_attribute(layout)),
    };
    errors.push(error_with_help(at, message, help));
}

fn check_count(rule: &Rule, fields: &[(&WrittenField<'_>, &Path)], errors: &mut Errors) {
    let (Some(reason), Some((first, others))) = (rule.only_one, fields.split_first()) else { return };
    for (_, at) in others {
        let message = format_args!("`{}` is marked `{}` already", first.0.rust_name(), rule.word);
        errors.push(error_with_help(at, message, reason));
    }
}
