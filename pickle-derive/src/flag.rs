//! The impls of a struct that stands for a Python `Flag`: its bits as one int, and what Rust code does with them.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::alternative::impl_alternative;
use crate::describe;
use crate::dump::impl_pickle;
use crate::enum_class::flag_description;
use crate::load::impl_unpickle;
use crate::model::{Flag, Head};

/// The description and all impls, in a block that hides the description's name.
pub(crate) fn impls(flag: &Flag) -> TokenStream {
    let (head, root, bits) = (&flag.head, &flag.head.root, &flag.bits);
    let description = flag_description(flag);
    let named = impl_pickle_flag(flag);
    let dump = impl_pickle(head, &quote_spanned!(Span::mixed_site()=> writer.flag(&CLASS, &#root::Int::from(self.0))));
    let load = impl_unpickle(
        head,
        &quote_spanned!(Span::mixed_site()=> source.flag::<#bits>(&CLASS).map(Self)),
        &describe::of_members(head, &quote!(flag)),
    );
    let alternative = impl_alternative(head, &quote!(#root::PickleFlag));
    let members = members(flag);
    let functions = functions(flag);
    let operators = [
        impl_operator(flag, &quote!(BitOr), &quote!(bitor), &quote!(|)),
        impl_operator(flag, &quote!(BitAnd), &quote!(bitand), &quote!(&)),
        impl_operator(flag, &quote!(BitXor), &quote!(bitxor), &quote!(^)),
    ];
    quote_spanned! {Span::mixed_site()=>
        const _: () = {
            static CLASS: #root::FlagClass = #description;
            #named
            #dump
            #load
            #alternative
        };
        #members
        #functions
        #(#operators)*
    }
}

fn impl_pickle_flag(flag: &Flag) -> TokenStream {
    let Head { ident, root, .. } = &flag.head;
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #root::PickleFlag for #ident {
            const CLASS: &'static #root::FlagClass = &CLASS;
        }
    }
}

/// A constant for each member.
fn members(flag: &Flag) -> TokenStream {
    let (ident, vis) = (&flag.head.ident, &flag.vis);
    let members = flag.members.iter().map(|member| {
        let (name, bits, doc) = (&member.ident, &member.bits, format!(" The member `{}`.", member.name));
        quote_spanned! {Span::mixed_site()=>
            #[doc = #doc]
            #vis const #name: Self = Self(#bits);
        }
    });
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        #[allow(dead_code, non_upper_case_globals)]
        impl #ident {
            #(#members)*
        }
    }
}

fn functions(flag: &Flag) -> TokenStream {
    let (ident, vis, bits) = (&flag.head.ident, &flag.vis, &flag.bits);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        #[allow(dead_code)]
        impl #ident {
            /// All bits, those without a member too.
            #[must_use]
            #vis const fn bits(&self) -> #bits {
                self.0
            }

            /// The value of these bits, which need not be those of members.
            #[must_use]
            #vis const fn from_bits(bits: #bits) -> Self {
                Self(bits)
            }

            /// Whether all bits of another value are set.
            #[must_use]
            #vis const fn contains(&self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// Whether no bit is set.
            #[must_use]
            #vis const fn is_empty(&self) -> bool {
                self.0 == 0
            }
        }
    }
}

fn impl_operator(flag: &Flag, name: &TokenStream, function: &TokenStream, operator: &TokenStream) -> TokenStream {
    let ident = &flag.head.ident;
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl ::core::ops::#name for #ident {
            type Output = Self;

            fn #function(self, other: Self) -> Self {
                Self(self.0 #operator other.0)
            }
        }
    }
}
