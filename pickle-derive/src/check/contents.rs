//! Rules for the fields that are what the object itself holds: the items of a list, the entries of a dict.

use syn::Path;

use super::written::{WrittenField, WrittenStruct};
use crate::attributes::name_of;
use crate::errors::{Errors, error_with_help};
use crate::model::Layout;

/// One field of each kind, of both kinds only for a callable that knows what to do with them, and a layout that has them.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let items = marks(written, |field| field.attributes.items.at());
    let entries = marks(written, |field| field.attributes.entries.at().filter(|_| !field.attributes.items.is_given()));
    for (first, others) in [items.split_first(), entries.split_first()].into_iter().flatten() {
        for (_, at) in others {
            let message = format_args!("`{}` is marked `{}` already", first.0.rust_name(), name_of(at));
            errors.push(error_with_help(at, message, "the object itself is one list or dict: one field is for it"));
        }
    }
    let is_reduce = written.attributes.reduce.is_given();
    if let ([_, ..], [(_, at), ..], false) = (&items[..], &entries[..], is_reduce) {
        let help = "remove one of them, or add `reduce = \"module.callable\"` if `__reduce__` returns both";
        errors.push(error_with_help(*at, "no class is a `list` and a `dict`: `items` excludes `entries`", help));
    }
    let Some(layout @ (Layout::List | Layout::Args | Layout::Call)) = written.layout() else { return };
    for (_, at) in items.iter().chain(&entries).filter(|_| !is_reduce) {
        let message = format_args!("`layout = \"{}\"` excludes `{}`", layout.name(), name_of(at));
        let help = "use `layout = \"dict\"` for a subclass of list or dict, or `reduce` and `args` for a `__reduce__`";
        errors.push(error_with_help(*at, message, help));
    }
}

fn marks<'w, 'a>(
    written: &'w WrittenStruct<'a>,
    mark: impl Fn(&'w WrittenField<'a>) -> Option<&'w Path>,
) -> Vec<(&'w WrittenField<'a>, &'w Path)> {
    written.fields.iter().filter_map(|field| mark(field).map(|at| (field, at))).collect()
}
