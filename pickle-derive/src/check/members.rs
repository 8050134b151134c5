//! Rules for an enum that stands for a Python `Enum`, and the model of one without mistakes.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{DeriveInput, Fields, LitStr};

use super::variants::{Variants, WrittenVariant};
use super::{check_module, class_name, head};
use crate::attributes::EnumAttributes;
use crate::errors::{Errors, error, error_with_help};
use crate::model::{Enum, Member, WrittenBy};

pub(super) fn check(
    input: &DeriveInput,
    attributes: &EnumAttributes,
    variants: Variants<'_>,
    errors: &mut Errors,
) -> Option<Enum> {
    let Variants { plain, other } = variants;
    let with_data: Vec<&WrittenVariant<'_>> =
        plain.iter().filter(|variant| !matches!(variant.variant.fields, Fields::Unit)).collect();
    if !with_data.is_empty() {
        with_data.into_iter().for_each(|variant| errors.push(holds_data(variant)));
        return None;
    }
    check_module(input, &attributes.module, errors);
    if plain.is_empty() && other.is_none() {
        let message = format_args!("`{}` has no variants to be members of the Python Enum", input.ident);
        errors.push(error(&input.ident, message));
    }
    plain.iter().for_each(|variant| check_discriminant(variant, errors));
    check_equal_values(&plain, errors);
    check_names(&plain, errors);
    Some(Enum {
        head: head(input),
        name: class_name(input, &attributes.module, &attributes.name, &attributes.alias)?,
        written_by: attributes.by.value().map_or(WrittenBy::Value, |key| key.0),
        members: plain.iter().map(member).collect(),
        other,
    })
}

fn holds_data(variant: &WrittenVariant<'_>) -> darling::Error {
    let ident = &variant.variant.ident;
    error_with_help(
        &variant.variant.fields,
        format_args!("`{ident}` holds data, which no member of a Python Enum does"),
        "add `#[pickle(union)]` to the enum if its variants are types, or mark the variant `#[pickle(other)]` if it keeps \
         unknown members",
    )
}

/// The value in Rust is none in Python, though its author may expect it to be.
fn check_discriminant(variant: &WrittenVariant<'_>, errors: &mut Errors) {
    if variant.attributes.value.is_given() {
        return;
    }
    if let Some((_, discriminant)) = &variant.variant.discriminant {
        let ident = &variant.variant.ident;
        let message = format_args!("`{ident}` needs the value of the Python member");
        let help = format_args!("add `#[pickle(value = {})]`", discriminant.to_token_stream());
        errors.push(error_with_help(ident, message, help));
    }
}

/// In Python, a member with the value of an earlier one is another name of that one.
fn check_equal_values(variants: &[WrittenVariant<'_>], errors: &mut Errors) {
    for (position, variant) in variants.iter().enumerate() {
        let Some(given) = variant.attributes.value.value() else { continue };
        let is_equal = |other: &&WrittenVariant<'_>| {
            other.attributes.value.value().is_some_and(|earlier| earlier.value.is_equal(&given.value))
        };
        if let Some(first) = variants[..position].iter().find(is_equal) {
            let first = &first.variant.ident;
            let message = format_args!("duplicate value: `{first}` is an equal one in Python");
            let help = format_args!("add `#[pickle(alias(\"{}\"))]` to `{first}` instead", variant.name());
            errors.push(error_with_help(&given.expression, message, help));
        }
    }
}

fn check_names(variants: &[WrittenVariant<'_>], errors: &mut Errors) {
    let mut taken: Vec<(String, String)> = Vec::new();
    for variant in variants {
        for (name, span) in names(variant) {
            if let Some((_, other)) = taken.iter().find(|(taken, _)| *taken == name) {
                errors.push(error(&span, format_args!("duplicate member name `{name}`, which `{other}` has too")));
            } else {
                taken.push((name, variant.variant.ident.to_string()));
            }
        }
    }
}

/// The member's name and aliases, and where each is written.
fn names(variant: &WrittenVariant<'_>) -> Vec<(String, Span)> {
    let span = variant.attributes.name.value().map_or_else(|| variant.variant.ident.span(), LitStr::span);
    let aliases = variant.attributes.alias.value().map_or(&[][..], |aliases| &aliases.0);
    let aliases = aliases.iter().map(|alias| (alias.value(), alias.span()));
    std::iter::once((variant.name(), span)).chain(aliases).collect()
}

fn member(variant: &WrittenVariant<'_>) -> Member {
    Member {
        variant: variant.variant.ident.clone(),
        name: variant.name(),
        aliases: names(variant).into_iter().skip(1).map(|(name, _)| name).collect(),
        value: variant.attributes.value.value().map(|given| given.value.clone()),
    }
}
