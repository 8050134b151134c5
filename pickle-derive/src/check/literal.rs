//! Rules for an enum whose variants are the values of a `Literal`, and the model of one without mistakes.

use syn::{DeriveInput, Fields, Ident};

use super::head;
use super::variants::{Variants, WrittenVariant};
use crate::errors::{Errors, error_with_help};
use crate::model::{LiteralType, Value};
use crate::values::MemberValue;

pub(super) fn check(input: &DeriveInput, variants: Variants<'_>, errors: &mut Errors) -> Option<LiteralType> {
    variants.exclude("literal", |given| vec![given.name.at(), given.alias.at()], errors);
    if variants.plain.is_empty() {
        let message = format_args!("`{}` has no values", input.ident);
        let help = "add a variant for each, such as `#[pickle(value = \"open\")] Open`";
        errors.push(error_with_help(&input.ident, message, help));
    }
    let mut values: Vec<(Ident, Value)> = Vec::new();
    for variant in &variants.plain {
        let Some(given) = check_value(variant, errors) else { continue };
        check_repeated(&values, given, errors);
        values.push((variant.variant.ident.clone(), given.value.clone()));
    }
    Some(LiteralType { head: head(input), values, other: variants.other })
}

fn check_value<'v>(variant: &'v WrittenVariant<'_>, errors: &mut Errors) -> Option<&'v MemberValue> {
    let ident = &variant.variant.ident;
    if !matches!(variant.variant.fields, Fields::Unit) {
        let message = format_args!("`{ident}` holds data, which no value of a literal does");
        let help = "remove the fields, or mark the variant `#[pickle(other)]` if it keeps other values";
        errors.push(error_with_help(&variant.variant.fields, message, help));
    } else if !variant.attributes.value.is_given() {
        let message = format_args!("`{ident}` needs the value that it stands for");
        let help = format_args!("add `#[pickle(value = \"{}\")]`", variant.name().to_lowercase());
        errors.push(error_with_help(ident, message, help));
    }
    let given = variant.attributes.value.value()?;
    if !matches!(given.value, Value::None | Value::Int(_) | Value::Str(_) | Value::Bytes(_) | Value::Bool(_)) {
        let message = "expected an int, string, byte string, bool or `None`, which a `Literal` can have";
        errors.push(error_with_help(&given.expression, message, "use a Python Enum or another type for other values"));
    }
    Some(given)
}

/// Unlike the values of an Enum, `1` and `True` are two.
fn check_repeated(values: &[(Ident, Value)], given: &MemberValue, errors: &mut Errors) {
    if let Some((first, _)) = values.iter().find(|(_, value)| *value == given.value) {
        let message = format_args!("duplicate value: `{first}` has it already");
        errors.push(error_with_help(&given.expression, message, "remove one of the variants"));
    }
}
