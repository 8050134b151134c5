//! Rules for what a `__reduce__` returns: a call of something, or `copyreg.__newobj__`.

use syn::Path;

use super::written::{WrittenField, WrittenStruct};
use crate::attributes::name_of;
use crate::errors::{Errors, error_with_help};
use crate::model::Layout;

/// Checks `reduce` and what belongs to it.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    match (written.attributes.reduce.at(), written.reduced_to_new()) {
        (None, _) => check_without_reduce(written, errors),
        (Some(_), Some(_)) => check_new(written, errors),
        (Some(at), None) => check_call(written, at, errors),
    }
}

fn check_without_reduce(written: &WrittenStruct<'_>, errors: &mut Errors) {
    for at in [written.attributes.args.at(), written.attributes.state.at()].into_iter().flatten() {
        let message = format_args!("`{}` needs `reduce` beside it", name_of(at));
        errors.push(error_with_help(at, message, "add `reduce = \"module.callable\"`"));
    }
}

/// A call has arguments, and no other layout.
fn check_call(written: &WrittenStruct<'_>, at: &Path, errors: &mut Errors) {
    let attributes = &written.attributes;
    let is_mark = |field: &WrittenField<'_>| field.attributes.arg.is_given() || field.attributes.args.is_given();
    if !attributes.args.is_given() && !written.fields.iter().any(is_mark) {
        let help = "add `args(field, ..)`, the arguments of the callable";
        errors.push(error_with_help(at, "`reduce` needs `args` beside it", help));
    }
    if let Some(named) = attributes.layout.value().filter(|named| named.layout != Layout::Call) {
        let message = format_args!("`reduce` excludes `layout = \"{}\"`", named.layout.name());
        errors.push(error_with_help(&named.text, message, "remove `layout`: a `__reduce__` is always a call"));
    }
}

const NEW: &str = "`reduce = \"copyreg.__newobj__\"`";

/// `copyreg.__newobj__` has the arguments of a `__new__`, and the layouts of a state by name.
fn check_new(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    for at in [attributes.args.at(), attributes.state.at(), attributes.newargs_ex.at()].into_iter().flatten() {
        let message = format_args!("{NEW} excludes `{}`", name_of(at));
        let help = "remove it: the fields in `newargs(..)` are the arguments behind the class, and `layout` says what the \
                    state is";
        errors.push(error_with_help(at, message, help));
    }
    let has_state_by_name = |layout: Layout| matches!(layout, Layout::Dict | Layout::Slots | Layout::DictSlots);
    if let Some(named) = attributes.layout.value().filter(|named| !has_state_by_name(named.layout)) {
        let message = format_args!("{NEW} excludes `layout = \"{}\"`", named.layout.name());
        let help = "use \"dict\", \"slots\" or \"dict_slots\", the state that the `__reduce__` returns";
        errors.push(error_with_help(&named.text, message, help));
    }
}
