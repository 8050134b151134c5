//! The impl by which every derived type can be an alternative of a union.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::Generics;

use crate::model::Head;

/// `impl Alternative` for a type whose description, the `CLASS` of a trait, knows the kinds of its values.
pub(crate) fn impl_alternative(head: &Head, described: &TokenStream) -> TokenStream {
    let class = quote_spanned!(Span::mixed_site()=> <Self as #described>::CLASS);
    impl_of_bodies(
        head,
        &head.generics,
        &quote_spanned!(Span::mixed_site()=> #class.matches(kind)),
        &quote_spanned!(Span::mixed_site()=> ::std::string::ToString::to_string(#class)),
    )
}

/// `impl Alternative` with these bodies.
pub(crate) fn impl_of_bodies(
    head: &Head,
    bounded: &Generics,
    matches: &TokenStream,
    expected: &TokenStream,
) -> TokenStream {
    let Head { ident, generics, root, .. } = head;
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Alternative for #ident #type_generics #where_clause {
            fn matches(kind: &#root::Kind<'_>) -> #root::Match {
                #matches
            }

            fn expected() -> ::std::string::String {
                #expected
            }
        }
    }
}
