//! The impls of an enum that is a union of types: the kind of the pickle's value chooses the variant.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{dump_value, load_value, match_position, match_variant};
use crate::alternative::impl_of_bodies;
use crate::class::position;
use crate::dump::impl_pickle;
use crate::load::impl_unpickle_for;
use crate::model::Union;
use crate::{describe, generics};

pub(crate) fn impls(union: &Union) -> TokenStream {
    let (head, root) = (&union.head, &union.head.root);
    let variants = || union.alternatives.iter().chain(&union.other);
    let dump_arms: Vec<TokenStream> = variants().map(|variant| dump_value(root, variant)).collect();
    let dump = impl_pickle(head, &match_variant(&dump_arms));
    let (bounded, lifetime) = generics::for_load(head);
    let bounded = generics::for_alternatives(head, &bounded);
    let body = match_position(&best_alternative(union), &load_arms(union));
    let load = impl_unpickle_for(head, &bounded, &lifetime, &body, &describe::of_union(head, &union.alternatives));
    let bounded = generics::for_alternatives(head, &head.generics);
    let alternative = impl_of_bodies(head, &bounded, &matches(union), &expected(union));
    quote!(#dump #load #alternative)
}

/// The position of the alternative that takes the value.
fn best_alternative(union: &Union) -> TokenStream {
    let root = &union.head.root;
    let matches = each_matches(union);
    quote_spanned! {Span::mixed_site()=> {
        let kind = &source.kind();
        #root::Match::best(&[#(#matches),*])
    }}
}

/// How far each alternative takes values of the `kind`.
fn each_matches(union: &Union) -> Vec<TokenStream> {
    let root = &union.head.root;
    let matches = union.alternatives.iter().map(|alternative| {
        let ty = &alternative.ty;
        quote_spanned!(Span::mixed_site()=> <#ty as #root::Alternative>::matches(kind))
    });
    matches.collect()
}

fn load_arms(union: &Union) -> Vec<TokenStream> {
    let root = &union.head.root;
    let alternatives = union.alternatives.iter().enumerate().map(|(index, alternative)| {
        let (index, load) = (position(index), load_value(root, alternative));
        quote_spanned!(Span::mixed_site()=> ::core::option::Option::Some(#index) => #load,)
    });
    let other = match &union.other {
        Some(other) => load_value(root, other),
        None => quote_spanned! {Span::mixed_site()=>
            ::core::result::Result::Err(source.mismatch(<Self as #root::Alternative>::expected()))
        },
    };
    alternatives.chain([quote_spanned!(Span::mixed_site()=> _ => #other,)]).collect()
}

/// The union takes what one of its alternatives takes, and with `other` everything.
fn matches(union: &Union) -> TokenStream {
    let root = &union.head.root;
    let matches = each_matches(union);
    let least = match union.other {
        Some(_) => quote!(#root::Match::Loosely),
        None => quote!(#root::Match::No),
    };
    quote_spanned!(Span::mixed_site()=> #root::Match::of_union(#least, &[#(#matches),*]))
}

fn expected(union: &Union) -> TokenStream {
    let root = &union.head.root;
    let expected = union.alternatives.iter().map(|alternative| {
        let ty = &alternative.ty;
        quote_spanned!(Span::mixed_site()=> <#ty as #root::Alternative>::expected())
    });
    quote_spanned!(Span::mixed_site()=> [#(#expected),*].join(" or "))
}
