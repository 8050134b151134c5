//! The impls of a type that is loaded or dumped as another one.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use crate::model::{Conversion, From, Head};
use crate::{dump, generics, load};

/// An impl for each direction that has a conversion.
pub(crate) fn impls(conversion: &Conversion) -> TokenStream {
    let head = &conversion.head;
    let pickle = conversion.into.as_ref().map(|ty| impl_pickle(head, ty));
    let unpickle = conversion.from.as_ref().map(|from| load::impl_unpickle(head, &body(head, from)));
    quote!(#pickle #unpickle)
}

fn impl_pickle(head: &Head, ty: &Type) -> TokenStream {
    let Head { ident, generics, root, .. } = head;
    let bounded = generics::for_dump_with(head, &quote!(#root::Pickle + ::core::clone::Clone));
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let as_any = dump::as_any(head);
    let convert = quote_spanned!(at(ty)=> <Self as ::core::convert::Into<#ty>>::into);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Pickle for #ident #type_generics #where_clause {
            fn pickle(&self, writer: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                let value = #convert(::core::clone::Clone::clone(self));
                <#ty as #root::Pickle>::pickle_value(&value, writer)
            }

            #as_any
        }
    }
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

/// Where a conversion that does not exist is reported.
fn at(ty: &Type) -> Span {
    ty.span().resolved_at(Span::mixed_site())
}
