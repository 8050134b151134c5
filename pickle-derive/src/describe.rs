//! The method that says what a type is in Python: what the type's class or its parts are, for a schema.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprPath;

use crate::load::{class_value, default_of_struct, default_of_type, default_value};
use crate::model::{Attribute, Class, Field, From, Head, Missing, Place, Role, Variant};

/// `fn describe` with this body. Nobody pays for it who does not call it: the compiler makes code of an inline function
/// where it is called.
fn method(head: &Head, body: &TokenStream) -> TokenStream {
    let root = &head.root;
    quote_spanned! {Span::mixed_site()=>
        #[inline]
        fn describe(describer: &mut #root::schema::Describer) -> #root::schema::Type {
            #body
        }
    }
}

/// A struct that stands for a class.
pub(crate) fn of_class(class: &Class) -> TokenStream {
    let parts = class.fields.iter().filter_map(|field| part(class, field));
    method(&class.head, &quote_spanned!(Span::mixed_site()=> describer.class::<Self>(&[#(#parts),*])))
}

/// An enum or a flag, whose description says all; `kind` is the method for it.
pub(crate) fn of_members(head: &Head, kind: &TokenStream) -> TokenStream {
    method(head, &quote_spanned!(Span::mixed_site()=> describer.#kind::<Self>()))
}

/// The values of a literal.
pub(crate) fn of_literal(head: &Head) -> TokenStream {
    method(head, &quote_spanned!(Span::mixed_site()=> describer.literal(VALUES)))
}

/// The alternatives of a union.
pub(crate) fn of_union(head: &Head, alternatives: &[Variant]) -> TokenStream {
    let root = &head.root;
    let alternatives = alternatives.iter().map(|Variant { ty, .. }| quote!(<#ty as #root::Unpickle>::describe));
    method(head, &quote_spanned!(Span::mixed_site()=> describer.union::<Self>(&[#(#alternatives),*])))
}

/// What the type is loaded as.
pub(crate) fn of_conversion(head: &Head, from: &From) -> TokenStream {
    let root = &head.root;
    let (From::Always(ty) | From::Try(ty)) = from;
    method(head, &quote_spanned!(Span::mixed_site()=> <#ty as #root::Unpickle>::describe(describer)))
}

fn part(class: &Class, field: &Field) -> Option<TokenStream> {
    let (root, ty) = (&class.head.root, &field.ty);
    match &field.role {
        Role::Attribute(attribute) => {
            let part = attribute_part(root, field, attribute);
            let default = default(class, field, attribute);
            Some(quote!(#part #default))
        }
        Role::Flatten(_) => Some(quote!(#root::schema::Part::flattened::<#ty>())),
        Role::Rest | Role::Skip => None,
    }
}

fn attribute_part(root: &ExprPath, field: &Field, attribute: &Attribute) -> TokenStream {
    let ty = &field.ty;
    match attribute.place {
        Place::Items => quote!(#root::schema::Part::items::<<#ty as #root::ObjectItems>::Item>()),
        Place::Entries => {
            let entries = quote!(<#ty as #root::ObjectEntries>);
            quote!(#root::schema::Part::entries::<#entries::Key, #entries::Value>())
        }
        _ if attribute.with.as_ref().is_some_and(|module| !is_arguments_module(module)) => {
            quote!(#root::schema::Part::any())
        }
        _ => quote!(#root::schema::Part::of::<#ty>()),
    }
}

/// Whether it is one of `pickle_core::pystd::arguments`, whose types are what they are elsewhere.
fn is_arguments_module(module: &ExprPath) -> bool {
    module.path.segments.iter().rev().nth(1).is_some_and(|parent| parent.ident == "arguments")
}

/// The value of a missing attribute. Of a generic struct nobody knows whether it can be dumped, which is how its value is
/// found out.
fn default(class: &Class, field: &Field, attribute: &Attribute) -> Option<TokenStream> {
    let root = &class.head.root;
    if attribute.with.is_some() || class.head.generics.type_params().next().is_some() {
        return None;
    }
    let (or, source, value) = match &attribute.missing {
        Missing::Error => return None,
        Missing::DefaultOfStruct(at) => (quote!(or_new), quote!(Class), default_of_struct(*at, field)),
        Missing::DefaultOfType => (quote!(or_new), quote!(Class), default_of_type(field)),
        Missing::Expression(expression) => (quote!(or), quote!(Class), default_value(field, expression)),
        Missing::LeftToClass(None) => (quote!(or_new), quote!(ClassAlone), default_of_type(field)),
        Missing::LeftToClass(value) => (quote!(or), quote!(ClassAlone), class_value(field, value.as_ref())),
    };
    let source = quote!(#root::schema::DefaultSource::#source);
    Some(quote!(.#or(#source, || #root::Any::of(&#value))))
}
