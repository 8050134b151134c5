//! The description of a class, as a constant.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ExprPath;

use crate::model::{Attribute, Class, ClassName, Global, Head, Layout, Place};

/// `impl PickleClass`, with the description as its constant.
pub(crate) fn impl_pickle_class(class: &Class) -> TokenStream {
    let Head { ident, generics, root, .. } = &class.head;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let description = class_description(class);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::PickleClass for #ident #type_generics #where_clause {
            const CLASS: &'static #root::Class = &#description;
        }
    }
}

fn class_description(class: &Class) -> TokenStream {
    let Head { root, .. } = &class.head;
    let ClassName { global: Global { module, name }, aliases } = &class.name;
    let aliases = aliases.iter().map(pair);
    let subclasses = class.subclasses.iter().map(pair);
    let layout = layout(root, class.layout);
    let accepts = class.accepts.iter().map(|accepted| self::layout(root, *accepted));
    let fields = class.attributes().map(|(_, attribute)| {
        let (name, aliases, place) = (&attribute.name, &attribute.aliases, place(root, attribute.place));
        quote!(#root::Field { name: #name, aliases: &[#(#aliases),*], place: #place })
    });
    let arguments = class.arguments.iter().copied().map(position);
    let keywords = class.keywords.iter().copied().map(position);
    let callable = optional_pair(class.callable.as_ref());
    let state_setter = optional_pair(class.state_setter.as_ref());
    quote! {
        #root::Class {
            module: #module,
            name: #name,
            aliases: &[#(#aliases),*],
            layout: #layout,
            accepts: &[#(#accepts),*],
            fields: &[#(#fields),*],
            arguments: &[#(#arguments),*],
            keywords: &[#(#keywords),*],
            callable: #callable,
            state_setter: #state_setter,
            subclasses: &[#(#subclasses),*],
        }
    }
}

/// A module and a name in it, as a tuple.
pub(crate) fn pair(global: &Global) -> TokenStream {
    let Global { module, name } = global;
    quote!((#module, #name))
}

fn optional_pair(global: Option<&Global>) -> TokenStream {
    match global.map(pair) {
        Some(pair) => quote!(::core::option::Option::Some(#pair)),
        None => quote!(::core::option::Option::None),
    }
}

/// The index of an attribute, as a literal.
pub(crate) fn index(attribute: &Attribute) -> Literal {
    position(attribute.index)
}

/// An index, as a literal.
pub(crate) fn position(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

fn layout(root: &ExprPath, layout: Layout) -> TokenStream {
    match layout {
        Layout::Dict => quote!(#root::Layout::Dict),
        Layout::Slots => quote!(#root::Layout::Slots),
        Layout::DictSlots => quote!(#root::Layout::DictSlots),
        Layout::List => quote!(#root::Layout::List),
        Layout::Args => quote!(#root::Layout::Args),
        Layout::Call => quote!(#root::Layout::Call),
        Layout::Global => quote!(#root::Layout::Global),
        Layout::Custom => quote!(#root::Layout::Custom),
    }
}

fn place(root: &ExprPath, place: Place) -> TokenStream {
    match place {
        Place::State => quote!(#root::Place::State),
        Place::Slot => quote!(#root::Place::Slot),
        Place::Argument => quote!(#root::Place::Argument),
        Place::Items => quote!(#root::Place::Items),
        Place::Entries => quote!(#root::Place::Entries),
    }
}
