//! The impls of an enum whose variants are the values of a `Literal`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use super::{dump_value, load_unit, load_value, match_position, match_variant};
use crate::alternative::impl_of_bodies;
use crate::class::position;
use crate::dump::impl_pickle;
use crate::enum_class::value;
use crate::load::impl_unpickle;
use crate::model::{LiteralType, Variant};
use crate::{describe, generics};

/// The values and all impls, in a block that hides the values' name.
pub(crate) fn impls(literal: &LiteralType) -> TokenStream {
    let (head, root) = (&literal.head, &literal.head.root);
    let values = literal.values.iter().map(|(_, value)| self::value(root, value));
    let dump = impl_pickle(head, &match_variant(&dump_arms(literal)));
    let position = quote_spanned!(Span::mixed_site()=> source.literal(VALUES));
    let load = impl_unpickle(head, &match_position(&position, &load_arms(literal)), &describe::of_literal(head));
    let bounded = generics::for_alternatives(head, &head.generics);
    let alternative = impl_of_bodies(head, &bounded, &matches(literal), &expected(literal));
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            const VALUES: &[#root::MemberValue] = &[#(#values),*];
            #dump
            #load
            #alternative
        };
    }
}

fn dump_arms(literal: &LiteralType) -> Vec<TokenStream> {
    let root = &literal.head.root;
    let known = literal.values.iter().enumerate().map(|(index, (variant, _))| {
        let index = position(index);
        quote_spanned!(Span::mixed_site()=> Self::#variant => writer.literal(&VALUES[#index]),)
    });
    known.chain(literal.other.iter().map(|other| dump_value(root, other))).collect()
}

fn load_arms(literal: &LiteralType) -> Vec<TokenStream> {
    let root = &literal.head.root;
    let known = literal.values.iter().enumerate().map(|(index, (variant, _))| {
        let (index, variant) = (position(index), load_unit(variant));
        quote_spanned!(Span::mixed_site()=> ::core::option::Option::Some(#index) => #variant,)
    });
    let other = match &literal.other {
        Some(other) => load_value(root, other),
        None => quote_spanned!(Span::mixed_site()=> ::core::result::Result::Err(source.no_literal(VALUES))),
    };
    known.chain([quote_spanned!(Span::mixed_site()=> _ => #other,)]).collect()
}

/// The kinds of the values, and what the variant for others takes.
fn matches(literal: &LiteralType) -> TokenStream {
    let root = &literal.head.root;
    let values = quote_spanned!(Span::mixed_site()=> #root::MemberValue::matches(VALUES, kind));
    let others = literal
        .other
        .iter()
        .map(|Variant { ty, .. }| quote_spanned!(Span::mixed_site()=> <#ty as #root::Alternative>::matches(kind)));
    quote_spanned!(Span::mixed_site()=> #root::Match::of_union(#values, &[#(#others),*]))
}

fn expected(literal: &LiteralType) -> TokenStream {
    let root = &literal.head.root;
    let values = quote_spanned!(Span::mixed_site()=> #root::MemberValue::expected(VALUES));
    let others = literal
        .other
        .iter()
        .map(|Variant { ty, .. }| quote_spanned!(Span::mixed_site()=> <#ty as #root::Alternative>::expected()));
    quote_spanned!(Span::mixed_site()=> [#values, #(#others),*].join(" or "))
}
