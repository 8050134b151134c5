//! Rules for one field of a struct.

use super::arguments::Arguments;
use super::places;
use super::structs::beside_custom_state;
use super::written::{WrittenField, WrittenStruct};
use crate::attributes::Vocabulary;
use crate::errors::{Errors, error_with_help, in_attribute};
use crate::model::Layout;

/// Checks the attributes of a field that is an attribute like others.
pub(super) fn check(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    if !places::is_marked(&field.attributes) {
        check_slot(written, field, errors);
        check_arg(written, field, errors);
        check_class_default(written, field, errors);
    }
}

/// With `getstate` and `setstate` no field has a place in the pickle.
pub(super) fn check_beside_custom_state(field: &WrittenField<'_>, errors: &mut Errors) {
    for at in field.attributes.given() {
        errors.push(beside_custom_state(at));
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
    let (Some(at), Some(layout)) = (field.attributes.arg.at(), written.layout()) else { return };
    if !layout.has_arguments() {
        let message = format_args!("{} excludes `arg`", in_attribute(layout));
        errors.push(error_with_help(at, message, "remove one of them: this layout has a place for every field"));
    } else if field.attributes.slot.is_given() {
        let help = "remove one of them: a slot is in the state, an `arg` is not";
        errors.push(error_with_help(at, "`slot` excludes `arg` on the same field", help));
    }
}

/// The fields of a tuple struct have no names, which only values that stand alone can do without.
pub(super) fn check_tuple_fields(written: &WrittenStruct<'_>, arguments: &Arguments, errors: &mut Errors) {
    let Some(layout) = written.layout().filter(|layout| written.is_tuple && !layout.has_positional_state()) else {
        return;
    };
    for (index, field) in written.attribute_fields().enumerate() {
        let is_argument = layout.is_made_of_fields() && arguments.positional.contains(&index);
        if field.has_name() && !is_argument && !field.attributes.rename.is_given() {
            let help =
                "add `#[pickle(rename = \"..\")]`, or a `layout` without names: `list`, `tuple`, `args` or `call`";
            errors.push(error_with_help(&field.span(), "the field needs the name of its attribute", help));
        }
    }
}

/// That an object leaves an attribute to its class is remembered with its unknown attributes.
fn check_class_default(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    let Some(at) = field.attributes.class_default.at() else { return };
    if written.rest().is_none() {
        let help = "add a field `#[pickle(rest)] extra: ::pickle_core::Attributes`, which remembers what an object \
                    leaves to its class, or use `default`";
        errors.push(error_with_help(at, "`class_default` needs a `rest` field", help));
    }
    if field.attributes.default.is_given() {
        let help = "remove one of them: dumping writes a `default`, and leaves a `class_default` to the class";
        errors.push(error_with_help(at, "`class_default` excludes `default` on the same field", help));
    }
}
