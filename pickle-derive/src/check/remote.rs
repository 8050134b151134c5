//! Rules for a struct that describes a type of another crate.

use super::written::WrittenStruct;
use crate::attributes::name_of;
use crate::errors::{Errors, error_with_help};
use crate::model::{Layout, Remote};

/// `getter` is for the private fields of a remote type; a name alone needs no type.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let Some(remote) = written.attributes.remote.at() else {
        for at in written.fields.iter().filter_map(|field| field.attributes.getter.at()) {
            let help =
                "remove it, or name the type that it gets the value from with `remote = path::Type` on the struct";
            errors.push(error_with_help(at, "`getter` needs `remote` on the struct", help));
        }
        return;
    };
    if written.layout() == Some(Layout::Global) {
        let message = format_args!("`layout = \"global\"` excludes `{}`", name_of(remote));
        errors.push(error_with_help(
            remote,
            message,
            "load it as `pickle_core::Global`: the pickle has nothing but the name",
        ));
    }
}

/// The remote type, where the struct names one.
pub(super) fn model(written: &WrittenStruct<'_>) -> Option<Remote> {
    let path = written.attributes.remote.value()?.clone();
    Some(Remote { path, visibility: written.input.vis.clone() })
}
