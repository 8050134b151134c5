//! Rules for the fields that are what the object itself holds: the items of a list, the entries of a dict.

use syn::Path;

use super::written::{WrittenField, WrittenStruct};
use crate::attributes::name_of;
use crate::errors::{Errors, error_with_help, in_attribute};
use crate::model::Layout;

/// Both kinds only for a callable that knows what to do with them, and a layout that has them.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let items = marks(written, |field| field.attributes.items.at());
    let entries = marks(written, |field| field.attributes.entries.at().filter(|_| !field.attributes.items.is_given()));
    let Some(layout) = written.layout() else { return };
    if let ([_, ..], [at, ..], false) = (&items[..], &entries[..], layout == Layout::Call) {
        let help = "remove one of them, or add `reduce = \"module.callable\"` if `__reduce__` returns both";
        errors.push(error_with_help(*at, "no class is a `list` and a `dict`: `items` excludes `entries`", help));
    }
    if layout.has_contents() {
        return;
    }
    for at in items.iter().chain(&entries) {
        let message = format_args!("{} excludes `{}`", in_attribute(layout), name_of(at));
        let help = "use `layout = \"dict\"` for a subclass of list or dict, or `reduce` and `args` for a `__reduce__`";
        errors.push(error_with_help(*at, message, help));
    }
}

fn marks<'w, 'a>(
    written: &'w WrittenStruct<'a>,
    mark: impl Fn(&'w WrittenField<'a>) -> Option<&'w Path>,
) -> Vec<&'w Path> {
    written.fields.iter().filter_map(mark).collect()
}
