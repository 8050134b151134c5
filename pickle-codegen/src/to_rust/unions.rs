//! Enums that stand for no class: unions, families, and aliases of types that contain themselves.

use pickle_core::schema::{Alias, Class, ClassKind, ClassName, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::choices::alternatives;
use super::extras::ItemHead;
use super::literals::write_literal;
use super::types::{field_type, is_complex};

/// Writes the enum of a choice.
pub(super) fn write_choice(context: &Context<'_>, alias: &Alias) -> TokenStream {
    match &alias.ty {
        Type::Literal(values) => write_literal(context, alias, values),
        Type::Family(base) => {
            let doc = format!(" An instance of `{}` or of one of its subclasses.", base.qualname);
            let other = quote! {
                /// An instance of another class.
                #[pickle(other)]
                Other(::pickle_core::Any),
            };
            write_union(context, alias, quote!(#[doc = #doc]), other)
        }
        _ => write_union(context, alias, TokenStream::new(), TokenStream::new()),
    }
}

fn write_union(context: &Context<'_>, alias: &Alias, docs: TokenStream, other: TokenStream) -> TokenStream {
    let name = context.names.of_type(&alias.name);
    let mut derives = vec![quote!(Debug), quote!(Clone), quote!(PartialEq)];
    derives.extend(context.traits.is_eq(&alias.name).then(|| quote!(Eq)));
    derives.extend(context.traits.is_hash(&alias.name).then(|| quote!(Hash)));
    derives.push(quote!(::pickle_core::Pickle));
    let ItemHead { derive, attributes, visibility } = context.head(&alias.name, &derives);
    let alternatives = alternatives(context.target.index, alias);
    let has_large = alternatives.iter().any(|ty| is_large(context, &alias.name, ty));
    let lint = (has_large && (alternatives.len() > 1 || !other.is_empty()))
        .then(|| quote!(#[allow(clippy::large_enum_variant)]));
    let variants = alternatives.iter().enumerate().map(|(index, ty)| write_variant(context, &alias.name, index, ty));
    quote! {
        #docs
        #derive
        #[pickle(union)]
        #lint
        #attributes
        #visibility enum #name {
            #(#variants)*
            #other
        }
    }
}

fn write_variant(context: &Context<'_>, choice: &ClassName, index: usize, ty: &Type) -> TokenStream {
    let name = context.names.of_alternative(choice, index);
    let lint = is_complex(ty).then(|| quote!(#[allow(clippy::type_complexity)]));
    let ty = field_type(context, choice, ty);
    quote! {
        #lint
        #name(#ty),
    }
}

/// Whether values of an alternative may be so large that Clippy would have them in a box.
fn is_large(context: &Context<'_>, choice: &ClassName, ty: &Type) -> bool {
    let is_record = |class| matches!(context.target.index.class(class), Some(Class { kind: ClassKind::Record(_), .. }));
    let is_union = |name| context.target.index.alias(name).is_some_and(|alias| !matches!(alias.ty, Type::Literal(_)));
    match ty {
        Type::Class(class) if !is_record(class) => false,
        Type::Alias(name) if !is_union(name) => false,
        Type::Class(_) | Type::Generic(..) | Type::Alias(_) => !context.cycles.needs_box(choice, ty),
        Type::Tuple(_) => true,
        _ => false,
    }
}
