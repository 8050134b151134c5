//! The impls of an enum: its members by their position in the description.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::class::{enum_description, position};
use crate::generics;
use crate::model::{Enum, Global, Head};
use crate::{dump, load};

/// The description and both impls, in a block that hides the description's name.
pub(crate) fn impls(members: &Enum) -> TokenStream {
    let root = &members.head.root;
    let description = enum_description(members);
    let named = impl_pickle_enum(members);
    let dump = impl_pickle(members);
    let load = impl_unpickle(members);
    // Clippy takes a member's value for a rounded pi or e.
    let allowed = members
        .members
        .iter()
        .any(|member| member.value.has_float())
        .then(|| quote!(#[allow(clippy::approx_constant)]));
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            #allowed
            static CLASS: #root::EnumClass = #description;
            #named
            #dump
            #load
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

fn impl_pickle(members: &Enum) -> TokenStream {
    let Head { ident, generics, root, .. } = &members.head;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let arms = members.members.iter().enumerate().map(|(index, member)| {
        let (index, variant) = (position(index), &member.variant);
        quote_spanned!(Span::mixed_site()=> Self::#variant => #index,)
    });
    let as_any = dump::as_any(&members.head);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Pickle for #ident #type_generics #where_clause {
            fn pickle(&self, writer: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                let index: usize = match self {
                    #(#arms)*
                };
                writer.enum_member(&CLASS, index)
            }

            #as_any
        }
    }
}

fn impl_unpickle(members: &Enum) -> TokenStream {
    let Head { ident, generics, root, .. } = &members.head;
    let Global { module, name } = &members.name.global;
    let (bounded, lifetime) = generics::for_load(&members.head);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let expected = format!("{module}.{name}");
    let persistent = load::persistent(&members.head);
    let arms = members.members.iter().enumerate().map(|(index, member)| {
        let (index, variant) = (position(index), &member.variant);
        quote_spanned!(Span::mixed_site()=> #index => ::core::result::Result::Ok(Self::#variant),)
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Unpickle<#lifetime> for #ident #type_generics #where_clause {
            fn unpickle(
                source: &mut #root::Source<'_, #lifetime>,
            ) -> ::core::result::Result<Self, #root::Error> {
                #persistent
                match source.enum_member(&CLASS)? {
                    #(#arms)*
                    _ => ::core::result::Result::Err(source.mismatch(#expected)),
                }
            }
        }
    }
}
