//! What an enum is: a Python `Enum`, a union of types or a `Literal`.

use syn::{DataEnum, DeriveInput};

use super::variants::Variants;
use super::{literal, members, union};
use crate::attributes::{EnumAttributes, Once, name_of, read};
use crate::errors::{Errors, error, error_with_help};
use crate::model::Item;
use crate::values::Word;

/// Checks an enum.
pub(super) fn check(input: &DeriveInput, data: &DataEnum) -> darling::Result<Item> {
    let mut errors = Errors::default();
    let attributes = read::<EnumAttributes>(&input.attrs, &mut errors);
    let variants = Variants::read(data, &mut errors);
    let item = match (attributes, variants) {
        (Some(attributes), Some(variants)) => check_written(input, &attributes, variants, &mut errors),
        _ => None,
    };
    errors.finish_with(item)?.ok_or_else(|| error(&input.ident, "the attributes have a mistake"))
}

fn check_written(
    input: &DeriveInput,
    attributes: &EnumAttributes,
    variants: Variants<'_>,
    errors: &mut Errors,
) -> Option<Item> {
    if attributes.union.is_given() {
        check_classless("union", &attributes.union, attributes, errors);
        return union::check(input, variants, errors).map(|union| Item::Union(Box::new(union)));
    }
    if attributes.literal.is_given() {
        check_classless("literal", &attributes.literal, attributes, errors);
        return literal::check(input, variants, errors).map(|literal| Item::Literal(Box::new(literal)));
    }
    members::check(input, attributes, variants, errors).map(|members| Item::Enum(Box::new(members)))
}

/// A union and a literal are no classes: what they hold stands alone in the pickle.
fn check_classless(kind: &str, own: &Once<Word>, attributes: &EnumAttributes, errors: &mut Errors) {
    let given = [
        attributes.module.at(),
        attributes.name.at(),
        attributes.alias.at(),
        attributes.by.at(),
        attributes.literal.at().filter(|at| Some(*at) != own.at()),
    ];
    for at in given.into_iter().flatten() {
        let message = format_args!("`{kind}` excludes `{}`", name_of(at));
        let help = format_args!("remove one of them: a {kind} is no class, and its value stands alone in the pickle");
        errors.push(error_with_help(at, message, help));
    }
}
