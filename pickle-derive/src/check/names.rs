//! Rules for the names of attributes: each stands for one field.

use syn::LitStr;

use super::written::{WrittenField, WrittenStruct};
use crate::errors::{Errors, error_with_help};

/// Checks that no two fields take the same name in the pickle.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let mut taken: Vec<(String, String)> = Vec::new();
    let is_named = |field: &&WrittenField<'_>| field.has_name() && !field.attributes.rename.is_mistaken();
    for field in written.attribute_fields().filter(is_named) {
        let aliases = field.attributes.alias.values.iter().map(|alias| (alias.value(), alias.span()));
        let span = field.attributes.rename.value().map_or_else(|| field.span(), LitStr::span);
        for (name, span) in std::iter::once((field.wire_name(), span)).chain(aliases) {
            if let Some((_, other)) = taken.iter().find(|(taken, _)| *taken == name) {
                let message = format_args!("duplicate attribute name `{name}`, which the field `{other}` has too");
                errors.push(error_with_help(&span, message, "give one of them another name"));
            } else {
                taken.push((name, field.rust_name()));
            }
        }
    }
}
