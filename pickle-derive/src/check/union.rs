//! Rules for an enum that is a union of types, and the model of one without mistakes.

use quote::ToTokens;
use syn::{DeriveInput, Fields, GenericArgument, PathArguments, Type};

use super::head;
use super::variants::{Variants, WrittenVariant};
use crate::errors::{Errors, error_with_help};
use crate::model::{Union, Variant};

/// What leaves no trace in a pickle, and so makes no alternative of its own.
const TRANSPARENT: [&str; 4] = ["Box", "Rc", "Arc", "Option"];

pub(super) fn check(input: &DeriveInput, variants: Variants<'_>, errors: &mut Errors) -> Option<Union> {
    variants.exclude("union", |given| vec![given.name.at(), given.alias.at(), given.value.at()], errors);
    if variants.plain.is_empty() {
        let message = format_args!("`{}` has no alternatives", input.ident);
        errors.push(error_with_help(&input.ident, message, "add a variant for each type, such as `Name(String)`"));
    }
    let mut alternatives: Vec<Variant> = Vec::new();
    for variant in &variants.plain {
        let Some(ty) = variant.only_field() else {
            errors.push(no_alternative(variant));
            continue;
        };
        check_itself(input, ty, errors);
        check_repeated(&alternatives, ty, errors);
        alternatives.push(Variant { ident: variant.variant.ident.clone(), ty: ty.clone() });
    }
    Some(Union { head: head(input), alternatives, other: variants.other })
}

fn no_alternative(variant: &WrittenVariant<'_>) -> darling::Error {
    let ident = &variant.variant.ident;
    let help = match variant.variant.fields {
        Fields::Unit => format!("write `{ident}(())` for `None`, or remove it and use an `Option` of the union"),
        _ => format!("write `{ident}(Type)`; for several values the type can be a tuple or a struct"),
    };
    error_with_help(ident, format_args!("`{ident}` is an alternative of a union and needs one type"), help)
}

/// The value could be of the union for ever.
fn check_itself(input: &DeriveInput, ty: &Type, errors: &mut Errors) {
    let inner = innermost(ty);
    let is_itself = matches!(inner, Type::Path(path) if path.path.segments.len() == 1
        && path.path.segments.iter().all(|segment| segment.ident == "Self" || segment.ident == input.ident));
    if is_itself {
        let message = format_args!("`{}` is the union itself, which is no alternative of it", inner.to_token_stream());
        errors.push(error_with_help(ty, message, "remove the variant: the others are all that a value can be"));
    }
}

/// The type in a `Box` or another pointer.
fn innermost(ty: &Type) -> &Type {
    let mut inner = ty;
    while let Some(pointee) = pointee(inner) {
        inner = pointee;
    }
    inner
}

fn pointee(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| TRANSPARENT.iter().any(|name| last.ident == name))?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

fn check_repeated(alternatives: &[Variant], ty: &Type, errors: &mut Errors) {
    let text = ty.to_token_stream().to_string();
    if let Some(first) = alternatives.iter().find(|first| first.ty.to_token_stream().to_string() == text) {
        let message = format_args!("`{}` has the same type already", first.ident);
        errors.push(error_with_help(ty, message, "remove one of them: the first would be chosen always"));
    }
}
