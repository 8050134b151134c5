//! Rules for the fields that hold the attributes of other classes, as far as the struct alone can be held to them;
//! `pickle_core::flatten` has the rules that need to know the other class.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Ident};

use super::written::{WrittenField, WrittenStruct};
use crate::errors::{Errors, error_with_help, in_attribute, quoted_list};
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
    let Some(layout) = written.layout().filter(|layout| !layout.flattens()) else { return };
    let excluded_by = if written.has_reduced_call() { "`reduce`".to_owned() } else { in_attribute(layout) };
    let flattening: Vec<&str> =
        Layout::NAMED.iter().filter(|(_, layout)| layout.flattens()).map(|(name, _)| *name).collect();
    let help = format_args!(
        "make the other class's attributes fields of this struct: only the layouts {} flatten",
        quoted_list(&flattening)
    );
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
