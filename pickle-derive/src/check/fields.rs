//! Rules for one field of a struct.

use syn::Path;

use super::structs::beside_custom_state;
use super::written::{WrittenField, WrittenStruct};
use crate::attributes::{Vocabulary, name_of};
use crate::errors::{Errors, error_with_help};
use crate::model::Layout;

/// Checks the attributes of a field against each other and against the layout.
pub(super) fn check(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    if field.is_skipped() {
        check_alone("skip", "it is not in the pickle", field, errors);
    } else if field.is_rest() {
        check_alone("rest", "it holds attributes of any name", field, errors);
    } else if field.attributes.items.is_given() {
        check_alone("items", "it is no attribute but what the list itself holds", field, errors);
    } else if field.attributes.entries.is_given() {
        check_alone("entries", "it is no attribute but what the dict itself holds", field, errors);
    } else if field.is_flattened() {
        check_alone("flatten", "it is no attribute but holds those of another class", field, errors);
    } else {
        check_slot(written, field, errors);
        check_arg(written, field, errors);
        check_tuple_field(written, field, errors);
    }
}

/// With `getstate` and `setstate` no field has a place in the pickle.
pub(super) fn check_beside_custom_state(field: &WrittenField<'_>, errors: &mut Errors) {
    for at in field.attributes.given() {
        errors.push(beside_custom_state(at));
    }
}

fn check_alone(name: &str, reason: &str, field: &WrittenField<'_>, errors: &mut Errors) {
    let may_stand_beside = |at: &&Path| at.is_ident(name) || (at.is_ident("getter") && !field.is_skipped());
    for at in field.attributes.given().into_iter().filter(|at| !may_stand_beside(at)) {
        let message = format_args!("`{name}` excludes `{}` on the same field", name_of(at));
        errors.push(error_with_help(at, message, format_args!("remove one of them: with `{name}` {reason}")));
    }
}

fn check_slot(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    let Some(at) = field.attributes.slot.at() else { return };
    let Some(layout) = written.layout().filter(|layout| *layout != Layout::DictSlots) else { return };
    let help = match layout {
        Layout::Slots => "remove it: with `layout = \"slots\"` every field is a slot",
        _ => "add `layout = \"dict_slots\"` to the struct",
    };
    errors.push(error_with_help(at, "`slot` needs `layout = \"dict_slots\"`", help));
}

fn check_arg(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    let Some(at) = field.attributes.arg.at() else { return };
    match written.layout() {
        Some(Layout::List) => {
            let help = "remove one of them: the list holds every field";
            errors.push(error_with_help(at, "`layout = \"list\"` excludes `arg`", help));
        }
        _ if field.attributes.slot.is_given() => {
            let help = "remove one of them: a slot is in the state, an `arg` is not";
            errors.push(error_with_help(at, "`slot` excludes `arg` on the same field", help));
        }
        _ => {}
    }
}

/// The fields of a tuple struct have no names, which only positional layouts can do without.
fn check_tuple_field(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    let needs_names = written.layout().is_some_and(|layout| !layout.is_positional());
    if written.is_tuple && needs_names && !field.attributes.rename.is_given() {
        let help = "add `#[pickle(rename = \"..\")]`, or a `layout` without names: `list`, `args` or `call`";
        errors.push(error_with_help(&field.span(), "the field needs the name of its attribute", help));
    }
}
