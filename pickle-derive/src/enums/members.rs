//! The impls of an enum that stands for a Python `Enum`: its members by their position in the description.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{allowed, dump_value, load_unit, load_value, match_position, match_variant};
use crate::alternative::impl_alternative;
use crate::class::position;
use crate::describe;
use crate::dump::impl_pickle;
use crate::enum_class::enum_description;
use crate::load::impl_unpickle;
use crate::model::{Enum, Head};

/// The description and all impls, in a block that hides the description's name.
pub(crate) fn impls(members: &Enum) -> TokenStream {
    let root = &members.head.root;
    let description = enum_description(members);
    let named = impl_pickle_enum(members);
    let dump = impl_pickle(&members.head, &match_variant(&dump_arms(members)));
    let position = quote_spanned!(Span::mixed_site()=> source.known_enum_member(&CLASS)?);
    let describe = describe::of_members(&members.head, &quote!(enumeration));
    let load = impl_unpickle(&members.head, &match_position(&position, &load_arms(members)), &describe);
    let alternative = impl_alternative(&members.head, &quote!(#root::PickleEnum));
    let allowed = allowed(members.members.iter().filter_map(|member| member.value.as_ref()));
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            #allowed
            static CLASS: #root::EnumClass = #description;
            #named
            #dump
            #load
            #alternative
        };
    }
}

fn impl_pickle_enum(members: &Enum) -> TokenStream {
    let Head { ident, generics, root, .. } = &members.head;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::PickleEnum for #ident #type_generics #where_clause {
            const CLASS: &'static #root::EnumClass = &CLASS;
        }
    }
}

fn dump_arms(members: &Enum) -> Vec<TokenStream> {
    let root = &members.head.root;
    let known = members.members.iter().enumerate().map(|(index, member)| {
        let (index, variant) = (position(index), &member.variant);
        quote_spanned!(Span::mixed_site()=> Self::#variant => writer.enum_member(&CLASS, #index),)
    });
    known.chain(members.other.iter().map(|other| dump_value(root, other))).collect()
}

fn load_arms(members: &Enum) -> Vec<TokenStream> {
    let root = &members.head.root;
    let known = members.members.iter().enumerate().map(|(index, member)| {
        let (index, variant) = (position(index), load_unit(&member.variant));
        quote_spanned!(Span::mixed_site()=> ::core::option::Option::Some(#index) => #variant,)
    });
    let other = match &members.other {
        Some(other) => load_value(root, other),
        None => {
            quote_spanned!(Span::mixed_site()=> ::core::result::Result::Err(source.unknown_enum_member(&CLASS)))
        }
    };
    known.chain([quote_spanned!(Span::mixed_site()=> _ => #other,)]).collect()
}
