//! The impls of an enum: of a Python `Enum`, of a union of types, of a `Literal`.

pub(crate) mod members;
pub(crate) mod union;
pub(crate) mod literal;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprPath;

use crate::model::{Value, Variant};

/// The body of `pickle`, with an arm for each variant.
fn match_variant(arms: &[TokenStream]) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        match self {
            #(#arms)*
        }
    }
}

/// The body of `unpickle`, with an arm for each position and what becomes of other values.
fn match_position(position: &TokenStream, arms: &[TokenStream]) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        match #position {
            #(#arms)*
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
