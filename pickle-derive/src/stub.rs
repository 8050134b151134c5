//! Impls that stand in for the real ones after a mistake, so that the compiler does not report their absence too.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Data, DeriveInput, ExprPath};

use crate::model::{Class, ClassName, Global, Head, Layout, Unknown};
use crate::{attributes, class, dump, generics};

/// Impls of every trait that the derive promises, for a class without fields.
pub(crate) fn impls(input: &DeriveInput, root: ExprPath) -> TokenStream {
    let class = class_without_fields(input, root);
    let Head { ident, generics, root, .. } = &class.head;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (load_generics, lifetime) = generics::for_load(&class.head);
    let (load_generics, _, _) = load_generics.split_for_impl();
    let of_struct = matches!(input.data, Data::Struct(_)).then(|| {
        let (description, instance) = (class::impl_pickle_class(&class), dump::impl_instance(&class));
        quote_spanned! {Span::mixed_site()=>
            #description
            #instance

            #[automatically_derived]
            impl #load_generics #root::flatten::LoadInstance<#lifetime> for #ident #type_generics #where_clause {
                fn load_instance(
                    _: &mut #root::ObjectReader<'_, '_, #lifetime>,
                    _: impl #root::flatten::Walk<#lifetime>,
                ) -> ::core::result::Result<Self, #root::Error> {
                    ::core::unimplemented!()
                }
            }
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #of_struct

        #[automatically_derived]
        impl #impl_generics #root::Pickle for #ident #type_generics #where_clause {
            fn pickle(&self, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                ::core::unimplemented!()
            }
        }

        #[automatically_derived]
        impl #impl_generics #root::Alternative for #ident #type_generics #where_clause {
            fn matches(_: &#root::Kind<'_>) -> #root::Match {
                ::core::unimplemented!()
            }
        }

        #[automatically_derived]
        impl #load_generics #root::Unpickle<#lifetime> for #ident #type_generics #where_clause {
            fn unpickle(_: &mut #root::Source<'_, #lifetime>) -> ::core::result::Result<Self, #root::Error> {
                ::core::unimplemented!()
            }
        }
    }
}

fn class_without_fields(input: &DeriveInput, root: ExprPath) -> Class {
    let global = Global { module: String::new(), name: String::new() };
    let (ident, generics) = (input.ident.clone(), input.generics.clone());
    let bounds = attributes::bounds(&input.attrs);
    Class {
        head: Head { ident, generics, root, bounds },
        name: ClassName { global, aliases: Vec::new() },
        subclasses: Vec::new(),
        layout: Layout::Dict,
        accepts: Vec::new(),
        fields: Vec::new(),
        arguments: Vec::new(),
        keywords: Vec::new(),
        callable: None,
        state_setter: None,
        unknown: Unknown::Deny,
        default: None,
        custom_state: None,
        remote: None,
    }
}
