//! The impls of an enum: of a Python `Enum`, of a union of types, of a `Literal`.

pub(crate) mod members;
pub(crate) mod union;
pub(crate) mod literal;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ExprPath, Generics};

use crate::generics;
use crate::model::{Head, Value, Variant};
use crate::{dump, load};

/// `impl Pickle`, with an arm for each variant.
fn impl_pickle(head: &Head, arms: &[TokenStream]) -> TokenStream {
    let Head { ident, generics, root, .. } = head;
    let bounded = generics::for_dump(head);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let as_any = dump::as_any(head);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Pickle for #ident #type_generics #where_clause {
            fn pickle(&self, writer: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                match self {
                    #(#arms)*
                }
            }

            #as_any
        }
    }
}

/// `impl Unpickle`, with an arm for each position and what becomes of other values.
fn impl_unpickle(
    head: &Head,
    bounds: impl FnOnce(Generics) -> Generics,
    position: &TokenStream,
    arms: &[TokenStream],
) -> TokenStream {
    let Head { ident, generics, root, .. } = head;
    let (bounded, lifetime) = generics::for_load(head);
    let bounded = bounds(bounded);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let persistent = load::persistent(head);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Unpickle<#lifetime> for #ident #type_generics #where_clause {
            fn unpickle(
                source: &mut #root::Source<'_, #lifetime>,
            ) -> ::core::result::Result<Self, #root::Error> {
                #persistent
                match #position {
                    #(#arms)*
                }
            }
        }
    }
}

/// The dumping arm of a variant that holds a value.
fn dump_value(root: &ExprPath, Variant { ident, ty }: &Variant) -> TokenStream {
    // The type's own tokens, so that a type that cannot be dumped is reported where it stands, and once.
    quote_spanned! {Span::mixed_site()=>
        Self::#ident(value) => <#ty as #root::Pickle>::pickle_value(value, writer),
    }
}

/// The loading of a variant that holds a value.
fn load_value(root: &ExprPath, Variant { ident, ty }: &Variant) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        <#ty as #root::Unpickle>::unpickle(source).map(Self::#ident)
    }
}

fn load_unit(variant: &Ident) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> ::core::result::Result::Ok(Self::#variant))
}

/// Clippy takes a member's value for a rounded pi or e.
fn allowed<'v>(values: impl IntoIterator<Item = &'v Value>) -> Option<TokenStream> {
    values.into_iter().any(Value::has_float).then(|| quote!(#[allow(clippy::approx_constant)]))
}
