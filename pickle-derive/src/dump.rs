//! The dumping impls of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprPath;
use syn::spanned::Spanned;

use crate::class::index;
use crate::generics;
use crate::load::class_value;
use crate::model::{Attribute, Class, CustomState, Field, Head, Missing, Place, ValueBase};

/// `impl Pickle`: the writer follows the description of the class.
pub(crate) fn impl_pickle(class: &Class) -> TokenStream {
    let Head { ident, generics, root, .. } = &class.head;
    let bounded = generics::for_dump(&class.head);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let as_any = as_any(&class.head);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Pickle for #ident #type_generics #where_clause {
            fn pickle(&self, writer: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                writer.instance(<Self as #root::PickleClass>::CLASS, self)
            }

            #as_any
        }
    }
}

/// What the hooks of a `Pickler` know the value's type from.
pub(crate) fn as_any(head: &Head) -> Option<TokenStream> {
    generics::is_static(&head.generics).then(|| {
        quote_spanned! {Span::mixed_site()=>
            fn as_any(&self) -> ::core::option::Option<&dyn ::core::any::Any> {
                ::core::option::Option::Some(self)
            }
        }
    })
}

/// `impl Instance`: the values that the description speaks of.
pub(crate) fn impl_instance(class: &Class) -> TokenStream {
    let Head { ident, generics, root, .. } = &class.head;
    let bounded = generics::for_dump(&class.head);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let write_field = write_field(class);
    let has_field = has_field(class);
    let rest = rest(class);
    let write_contents = write_contents(class);
    let write_state = class.custom_state.as_ref().map(|state| write_state(class, state));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Instance for #ident #type_generics #where_clause {
            #write_field
            #has_field
            #rest
            #write_contents
            #write_state
        }
    }
}

fn write_field(class: &Class) -> TokenStream {
    let root = &class.head.root;
    if class.attributes().all(|(_, attribute)| attribute.is_contents()) {
        return quote_spanned! {Span::mixed_site()=>
            fn write_field(&self, _: usize, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                ::core::result::Result::Ok(())
            }
        };
    }
    let arms = class
        .attributes()
        .filter(|(_, attribute)| !attribute.is_contents())
        .map(|(field, attribute)| write_arm(class, field, attribute));
    quote_spanned! {Span::mixed_site()=>
        fn write_field(
            &self,
            index: usize,
            writer: &mut #root::Writer<'_>,
        ) -> ::core::result::Result<(), #root::Error> {
            match index {
                #(#arms)*
                _ => ::core::result::Result::Ok(()),
            }
        }
    }
}

fn write_arm(class: &Class, field: &Field, attribute: &Attribute) -> TokenStream {
    let root = &class.head.root;
    let (index, member, ty) = (index(attribute), &field.member, &field.ty);
    let write = match &attribute.with {
        Some(module) => {
            let pickle = Ident::new("pickle", module.span());
            quote!(#module::#pickle)
        }
        // The type's own tokens, so that a type that cannot be dumped is reported where it stands, and once.
        None => match attribute.place {
            Place::Value(ValueBase::Complex) => quote!(#root::pystd::arguments::complex::pickle),
            Place::Arguments | Place::Value(ValueBase::Tuple) => quote!(<#ty as #root::ObjectArguments>::write),
            _ => quote!(<#ty as #root::Pickle>::pickle_value),
        },
    };
    quote_spanned!(Span::mixed_site()=> #index => #write(&self.#member, writer),)
}

/// Whether its object may lack the attribute, a field's type knows, or `rest` where the class has the value.
fn has_field(class: &Class) -> Option<TokenStream> {
    let arms: Vec<TokenStream> = class
        .attributes()
        .filter(|(_, attribute)| !attribute.is_contents())
        .filter_map(|(field, attribute)| {
            let (index, is_absent) = (index(attribute), is_absent(class, field, attribute)?);
            Some(quote_spanned!(Span::mixed_site()=> #index => !#is_absent,))
        })
        .collect();
    if arms.is_empty() {
        return None;
    }
    Some(quote_spanned! {Span::mixed_site()=>
        fn has_field(&self, index: usize) -> bool {
            match index {
                #(#arms)*
                _ => true,
            }
        }
    })
}

fn is_absent(class: &Class, field: &Field, attribute: &Attribute) -> Option<TokenStream> {
    let (root, member, ty) = (&class.head.root, &field.member, &field.ty);
    match (&attribute.missing, class.rest()) {
        (Missing::LeftToClass(value), Some(rest)) => {
            let (rest, name, value) = (&rest.member, &attribute.name, class_value(field, value.as_ref()));
            Some(quote_spanned! {ty.span().resolved_at(Span::mixed_site())=>
                (self.#rest.is_left_to_class(#name) && <#ty as ::core::cmp::PartialEq>::eq(&self.#member, &#value))
            })
        }
        _ if attribute.with.is_some() => None,
        _ => Some(quote_spanned!(Span::mixed_site()=> <#ty as #root::Pickle>::is_absent(&self.#member))),
    }
}

fn rest(class: &Class) -> Option<TokenStream> {
    let root = &class.head.root;
    let Field { member, ty, .. } = class.rest()?;
    let kept = quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> &self.#member);
    Some(quote_spanned! {Span::mixed_site()=>
        fn rest(&self) -> ::core::option::Option<&#root::Attributes> {
            let kept: &#root::Attributes = #kept;
            ::core::option::Option::Some(kept)
        }
    })
}

/// What the object itself holds.
fn write_contents(class: &Class) -> Option<TokenStream> {
    let root = &class.head.root;
    let arms: Vec<TokenStream> = class
        .attributes()
        .filter(|(_, attribute)| attribute.is_contents())
        .map(|(field, attribute)| contents_arm(root, field, attribute))
        .collect();
    if arms.is_empty() {
        return None;
    }
    Some(quote_spanned! {Span::mixed_site()=>
        fn write_contents(
            &self,
            index: usize,
            object: &mut #root::ObjectWriter<'_, '_>,
        ) -> ::core::result::Result<(), #root::Error> {
            match index {
                #(#arms)*
                _ => ::core::result::Result::Ok(()),
            }
        }
    })
}

fn contents_arm(root: &ExprPath, field: &Field, attribute: &Attribute) -> TokenStream {
    let (index, member, ty) = (index(attribute), &field.member, &field.ty);
    let contents = contents_trait(root, attribute.place);
    // The type's own tokens, so that a type that holds nothing of the kind is reported where it stands.
    quote_spanned!(Span::mixed_site()=> #index => <#ty as #contents>::write(&self.#member, object),)
}

/// The trait of a collection that can be what the object itself holds.
pub(crate) fn contents_trait(root: &ExprPath, place: Place) -> TokenStream {
    match place {
        Place::Entries => quote!(#root::ObjectEntries),
        _ => quote!(#root::ObjectItems),
    }
}

fn write_state(class: &Class, state: &CustomState) -> TokenStream {
    let root = &class.head.root;
    let getstate = &state.getstate;
    quote_spanned! {Span::mixed_site()=>
        fn write_state(&self, writer: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
            writer.value(&#getstate(self))
        }
    }
}
