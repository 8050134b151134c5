//! The variants of an enum and their attributes as they are written, and the rules for the one that keeps the rest.

use syn::{DataEnum, Fields, LitStr, Path, Type};

use super::python_name;
use crate::attributes::{VariantAttributes, Vocabulary, name_of, read};
use crate::errors::{Errors, error_with_help};
use crate::model;

pub(super) struct WrittenVariant<'a> {
    pub(super) variant: &'a syn::Variant,
    pub(super) attributes: VariantAttributes,
}

/// The variants of an enum, the one that is marked `other` apart.
pub(super) struct Variants<'a> {
    pub(super) plain: Vec<WrittenVariant<'a>>,
    pub(super) other: Option<model::Variant>,
}

impl<'a> Variants<'a> {
    /// Reads all attributes; nothing if the syntax of one is broken, because what is behind it is not known.
    pub(super) fn read(data: &'a DataEnum, errors: &mut Errors) -> Option<Self> {
        let read = |variant: &'a syn::Variant| (variant, read(&variant.attrs, errors));
        let written: Vec<_> = data.variants.iter().map(read).collect();
        let written = written
            .into_iter()
            .map(|(variant, attributes)| Some(WrittenVariant { variant, attributes: attributes? }))
            .collect::<Option<Vec<_>>>()?;
        let (others, plain): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|variant| variant.attributes.other.is_given());
        Some(Variants { plain, other: check_others(&others, errors) })
    }

    /// Reports attributes that mean nothing for this kind of enum.
    pub(super) fn exclude(
        &self,
        kind: &str,
        excluded: impl Fn(&VariantAttributes) -> Vec<Option<&Path>>,
        errors: &mut Errors,
    ) {
        for variant in &self.plain {
            for at in excluded(&variant.attributes).into_iter().flatten() {
                let message = format_args!("`{kind}` excludes `{}` on its variants", name_of(at));
                errors.push(error_with_help(at, message, "remove it: only members of a Python Enum have that"));
            }
        }
    }
}

impl WrittenVariant<'_> {
    /// The type of the only field, if the variant is a tuple of one.
    pub(super) fn only_field(&self) -> Option<&Type> {
        match &self.variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| &field.ty),
            _ => None,
        }
    }

    /// The member's name.
    pub(super) fn name(&self) -> String {
        self.attributes.name.value().map_or_else(|| python_name(&self.variant.ident), LitStr::value)
    }
}

/// One variant keeps the rest, as the one value that it is.
fn check_others(others: &[WrittenVariant<'_>], errors: &mut Errors) -> Option<model::Variant> {
    let (first, more) = others.split_first()?;
    for at in more.iter().filter_map(|variant| variant.attributes.other.at()) {
        let message = format_args!("`{}` is marked `other` already", first.variant.ident);
        errors.push(error_with_help(at, message, "one variant keeps all other values"));
    }
    for at in first.attributes.given().into_iter().filter(|at| !at.is_ident("other")) {
        let message = format_args!("`other` excludes `{}` on the same variant", name_of(at));
        errors.push(error_with_help(at, message, "remove it: the variant stands for all other values"));
    }
    match first.only_field() {
        Some(ty) => Some(model::Variant { ident: first.variant.ident.clone(), ty: ty.clone() }),
        None => {
            let ident = &first.variant.ident;
            let message = format_args!("`{ident}` is marked `other` and needs one field for the value");
            errors.push(error_with_help(ident, message, format_args!("write `{ident}(::pickle_core::Any)`")));
            None
        }
    }
}
