//! Rules for an enum, and the model of one without mistakes.

use proc_macro2::Span;
use quote::ToTokens;
use syn::{DataEnum, DeriveInput, Fields, LitStr, Variant};

use super::{check_module, class_name, head, python_name};
use crate::attributes::{EnumAttributes, VariantAttributes, read};
use crate::errors::{Errors, error, error_with_help};
use crate::model::{Enum, Member};

struct WrittenVariant<'a> {
    variant: &'a Variant,
    attributes: VariantAttributes,
}

/// Checks an enum.
pub(super) fn check(input: &DeriveInput, data: &DataEnum) -> darling::Result<Enum> {
    let mut errors = Errors::default();
    for variant in data.variants.iter().filter(|variant| !matches!(variant.fields, Fields::Unit)) {
        errors.push(holds_data(variant));
    }
    let mut errors = errors.checkpoint()?;
    let attributes = read::<EnumAttributes>(&input.attrs, &mut errors);
    let variants = read_variants(data, &mut errors);
    let model = match (attributes, variants) {
        (Some(attributes), Some(variants)) => check_written(input, &attributes, &variants, &mut errors),
        _ => None,
    };
    errors.finish_with(model)?.ok_or_else(|| error(&input.ident, "the attributes have a mistake"))
}

fn read_variants<'a>(data: &'a DataEnum, errors: &mut Errors) -> Option<Vec<WrittenVariant<'a>>> {
    let variants: Vec<_> = data.variants.iter().map(|variant| (variant, read(&variant.attrs, errors))).collect();
    variants
        .into_iter()
        .map(|(variant, attributes)| Some(WrittenVariant { variant, attributes: attributes? }))
        .collect()
}

fn holds_data(variant: &Variant) -> darling::Error {
    let message = format_args!("`{}` holds data, which no member of a Python Enum does", variant.ident);
    error_with_help(
        &variant.fields,
        message,
        "derive `Pickle` on an enum of unit variants, or on a struct for each class",
    )
}

fn check_written(
    input: &DeriveInput,
    attributes: &EnumAttributes,
    variants: &[WrittenVariant<'_>],
    errors: &mut Errors,
) -> Option<Enum> {
    check_module(input, &attributes.module, errors);
    if variants.is_empty() {
        let message = format_args!("`{}` has no variants to be members of the Python Enum", input.ident);
        errors.push(error(&input.ident, message));
    }
    variants.iter().for_each(|variant| check_value(variant, errors));
    check_equal_values(variants, errors);
    check_names(variants, errors);
    let name = class_name(input, &attributes.module, &attributes.name, &attributes.alias)?;
    let members = variants.iter().map(WrittenVariant::member).collect::<Option<_>>()?;
    Some(Enum { head: head(input), name, members })
}

fn check_value(variant: &WrittenVariant<'_>, errors: &mut Errors) {
    if !variant.attributes.value.is_given() {
        let ident = &variant.variant.ident;
        let message = format_args!("`{ident}` needs the value of the Python member");
        let value = match &variant.variant.discriminant {
            Some((_, discriminant)) => discriminant.to_token_stream().to_string(),
            None => "1".to_owned(),
        };
        errors.push(error_with_help(ident, message, format_args!("add `#[pickle(value = {value})]`")));
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
        for (name, span) in variant.names() {
            if let Some((_, other)) = taken.iter().find(|(taken, _)| *taken == name) {
                errors.push(error(&span, format_args!("duplicate member name `{name}`, which `{other}` has too")));
            } else {
                taken.push((name, variant.variant.ident.to_string()));
            }
        }
    }
}

impl WrittenVariant<'_> {
    /// The member's name.
    fn name(&self) -> String {
        self.attributes.name.value().map_or_else(|| python_name(&self.variant.ident), LitStr::value)
    }

    /// The member's name and aliases, and where each is written.
    fn names(&self) -> Vec<(String, Span)> {
        let span = self.attributes.name.value().map_or_else(|| self.variant.ident.span(), LitStr::span);
        let aliases = self.attributes.alias.value().map_or(&[][..], |aliases| &aliases.0);
        let aliases = aliases.iter().map(|alias| (alias.value(), alias.span()));
        std::iter::once((self.name(), span)).chain(aliases).collect()
    }

    fn member(&self) -> Option<Member> {
        Some(Member {
            variant: self.variant.ident.clone(),
            name: self.name(),
            aliases: self.names().into_iter().skip(1).map(|(name, _)| name).collect(),
            value: self.attributes.value.value()?.value.clone(),
        })
    }
}
