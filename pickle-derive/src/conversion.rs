//! The impls of a type that is loaded or dumped as another one.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use crate::model::{Conversion, From, Head};
use crate::{alternative, describe, dump, generics, load};

/// An impl for each direction that has a conversion, and what alternative of a union the loaded type is.
pub(crate) fn impls(conversion: &Conversion) -> TokenStream {
    let head = &conversion.head;
    let pickle = conversion.into.as_ref().map(|ty| impl_pickle(head, ty));
    let unpickle = conversion
        .from
        .as_ref()
        .map(|from| load::impl_unpickle(head, &body(head, from), &describe::of_conversion(head, from)));
    let alternative = conversion.from.as_ref().map(|from| impl_alternative(head, from));
    quote!(#pickle #unpickle #alternative)
}

fn impl_pickle(head: &Head, ty: &Type) -> TokenStream {
    let root = &head.root;
    let bounded = generics::for_dump_with(head, &quote!(#root::Pickle + ::core::clone::Clone));
    let convert = quote_spanned!(at(ty)=> <Self as ::core::convert::Into<#ty>>::into);
    let body = quote_spanned! {Span::mixed_site()=>
        let value = #convert(::core::clone::Clone::clone(self));
        <#ty as #root::Pickle>::pickle_value(&value, writer)
    };
    dump::impl_pickle_for(head, &bounded, &body)
}

fn body(head: &Head, from: &From) -> TokenStream {
    let root = &head.root;
    match from {
        From::Always(ty) => {
            let convert = quote_spanned!(at(ty)=> <Self as ::core::convert::From<#ty>>::from);
            quote_spanned! {Span::mixed_site()=>
                ::core::result::Result::Ok(#convert(<#ty as #root::Unpickle>::unpickle(source)?))
            }
        }
        From::Try(ty) => {
            let convert = quote_spanned!(at(ty)=> <Self as ::core::convert::TryFrom<#ty>>::try_from);
            quote_spanned! {Span::mixed_site()=>
                let offset = source.offset();
                #convert(<#ty as #root::Unpickle>::unpickle(source)?)
                    .map_err(|error| #root::Error::custom(error).at_offset(offset))
            }
        }
    }
}

/// The kinds that the other type takes; loosely if only some of their values can be converted.
fn impl_alternative(head: &Head, from: &From) -> TokenStream {
    let root = &head.root;
    let (From::Always(ty) | From::Try(ty)) = from;
    let matches = quote_spanned!(Span::mixed_site()=> <#ty as #root::Alternative>::matches(kind));
    let matches = match from {
        From::Always(_) => matches,
        From::Try(_) => quote_spanned!(Span::mixed_site()=> ::core::cmp::Ord::min(#matches, #root::Match::Loosely)),
    };
    let expected = quote_spanned!(Span::mixed_site()=> <#ty as #root::Alternative>::expected());
    alternative::impl_of_bodies(head, &generics::for_alternative_as(head, ty), &matches, &expected)
}

/// Where a conversion that does not exist is reported.
fn at(ty: &Type) -> Span {
    ty.span().resolved_at(Span::mixed_site())
}
