//! The two functions of a struct that describes a type of another crate: what `with` on a field asks for.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, Lifetime, LifetimeParam, Path, PathArguments};

use crate::model::{Class, Head, Remote};
use crate::{dump, generics, load};

/// The loading of the struct itself, and the functions for the remote type.
pub(crate) fn impls(class: &Class, remote: &Remote) -> TokenStream {
    let Head { ident, generics, .. } = &class.head;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let load_instance = load::impl_load_instance(class);
    let reference = reference(class, remote);
    let (pickle, unpickle) = (pickle(class, remote), unpickle(class, remote));
    quote_spanned! {Span::mixed_site()=>
        #load_instance
        #reference

        #[automatically_derived]
        impl #impl_generics #ident #type_generics #where_clause {
            #pickle
            #unpickle
        }
    }
}

/// A reference to the remote value, which answers the writer because the remote type itself cannot.
fn reference(class: &Class, remote: &Remote) -> TokenStream {
    let path = &remote.path;
    let lifetime = Lifetime::new("'remote", Span::mixed_site());
    let own = with_lifetime(class.head.generics.clone(), &lifetime);
    let (impl_generics, type_generics, where_clause) = own.split_for_impl();
    let bounded = with_lifetime(generics::for_dump(&class.head), &lifetime);
    let name = quote_spanned!(Span::mixed_site()=> RemoteReference #type_generics);
    let instance = dump::impl_instance_for(class, &bounded, &name);
    quote_spanned! {Span::mixed_site()=>
        struct RemoteReference #impl_generics (&#lifetime #path) #where_clause;

        #instance
    }
}

fn with_lifetime(mut generics: Generics, lifetime: &Lifetime) -> Generics {
    generics.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(lifetime.clone())));
    generics
}

fn pickle(class: &Class, remote: &Remote) -> TokenStream {
    let root = &class.head.root;
    let Remote { path, visibility } = remote;
    let bounded = generics::for_dump(&class.head);
    let where_clause = &bounded.where_clause;
    quote_spanned! {Span::mixed_site()=>
        /// Dumps a value of the remote type.
        ///
        /// # Errors
        ///
        /// When one of its fields has no pickle.
        #visibility fn pickle(
            value: &#path,
            writer: &mut #root::Writer<'_>,
        ) -> ::core::result::Result<(), #root::Error> #where_clause {
            writer.instance(<Self as #root::PickleClass>::CLASS, &RemoteReference(value))
        }
    }
}

fn unpickle(class: &Class, remote: &Remote) -> TokenStream {
    let root = &class.head.root;
    let Remote { path, visibility } = remote;
    let (where_clause, lifetime) = generics::where_clause_for_load(&class.head);
    let persistent = load::persistent(&class.head);
    let converted = converted(class, &path.path);
    quote_spanned! {Span::mixed_site()=>
        /// Loads a value of the remote type.
        ///
        /// # Errors
        ///
        /// When the pickle holds a value of another class, or one of the fields cannot be loaded.
        #visibility fn unpickle<#lifetime>(
            source: &mut #root::Source<'_, #lifetime>,
        ) -> ::core::result::Result<#path, #root::Error> #where_clause {
            #persistent
            let loaded: Self = source.instance()?;
            ::core::result::Result::Ok(#converted)
        }
    }
}

/// The remote value of the loaded struct: field by field, or, where fields are private, as the author converts it.
fn converted(class: &Class, remote: &Path) -> TokenStream {
    if class.fields.iter().any(|field| field.getter.is_some()) {
        let at = remote.span().resolved_at(Span::mixed_site());
        return quote_spanned!(at=> <Self as ::core::convert::Into<#remote>>::into(loaded));
    }
    let mut constructor = remote.clone();
    if let Some(last) = constructor.segments.last_mut() {
        last.arguments = PathArguments::None;
    }
    let members = class.fields.iter().map(|field| &field.member);
    let members = members.map(|member| quote_spanned!(Span::mixed_site()=> #member: loaded.#member));
    quote!(#constructor { #(#members),* })
}
