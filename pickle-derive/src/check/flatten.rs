//! Rules for the fields that hold the attributes of other classes, as far as the struct alone can be held to them;
//! `pickle_core::flatten` has the rules that need to know the other class.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Ident};

use super::written::{WrittenField, WrittenStruct};
use crate::errors::{Errors, error_with_help};
use crate::model::Layout;

/// The attributes of both classes stand by name, and the other class is the same for all type arguments.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    for field in &written.fields {
        check_layout(written, field, errors);
        check_type(written, field, errors);
    }
}

fn check_layout(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    let Some(at) = field.attributes.flatten.at() else { return };
    let excluded_by = match written.layout() {
        None | Some(Layout::Dict | Layout::Slots | Layout::DictSlots) => return,
        Some(_) if written.has_reduced_call() => "`reduce`".to_owned(),
        Some(layout) => format!("`layout = \"{}\"`", layout.name()),
    };
    let help =
        "make the other class's attributes fields of this struct: only \"dict\", \"slots\" and \"dict_slots\" flatten";
    errors.push(error_with_help(at, format_args!("{excluded_by} excludes `flatten`"), help));
}

fn check_type(written: &WrittenStruct<'_>, field: &WrittenField<'_>, errors: &mut Errors) {
    let ty = &field.field.ty;
    let parameters = written.input.generics.params.iter().filter_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(parameter) => Some(&parameter.ident),
        GenericParam::Lifetime(_) => None,
    });
    let used = parameters.into_iter().find(|parameter| field.is_flattened() && names(ty.to_token_stream(), parameter));
    if let Some(parameter) = used {
        let message = format_args!("`flatten` excludes the parameter `{parameter}` in the field's type");
        let help = "write a type for it, or make the other class's attributes fields of this struct: the list of \
                    attributes is made before type arguments are known";
        errors.push(error_with_help(ty, message, help));
    }
}

fn names(tokens: TokenStream, parameter: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *parameter,
        TokenTree::Group(group) => names(group.stream(), parameter),
        _ => false,
    })
}
