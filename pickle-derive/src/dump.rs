//! The dumping impls of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ExprPath, Generics};

use crate::class::position;
use crate::generics;
use crate::load::class_value;
use crate::model::{Attribute, Class, CustomState, Field, Flattened, Head, Layout, Missing, Place, ValueBase};

/// The dumping impls: the writer follows the description of the class, and asks the instance for the values.
pub(crate) fn impls(class: &Class) -> TokenStream {
    let root = &class.head.root;
    let body = quote_spanned!(Span::mixed_site()=> writer.instance(<Self as #root::PickleClass>::CLASS, self));
    let pickle = impl_pickle_with(&class.head, &generics::for_dump(&class.head), &body, pickle_items(class));
    let instance = impl_instance(class);
    quote!(#pickle #instance)
}

/// Many instances at once, of a class for which [`write_fields`] does as much.
fn pickle_items(class: &Class) -> Option<TokenStream> {
    let root = &class.head.root;
    is_plain(class).then(|| {
        quote_spanned! {Span::mixed_site()=>
            fn pickle_items(
                items: &[Self],
                first: usize,
                writer: &mut #root::Writer<'_>,
            ) -> ::core::result::Result<(), #root::Error> {
                writer.instances(<Self as #root::PickleClass>::CLASS, items, first)
            }
        }
    })
}

/// Whether the objects are nothing but a dict of all fields.
fn is_plain(class: &Class) -> bool {
    let is_in_state = |(_, attribute): (&Field, &Attribute)| attribute.place == Place::State;
    class.layout == Layout::Dict && !class.is_flattening() && class.attributes().all(is_in_state)
}

/// `impl Pickle` with this body, for type parameters that can be dumped.
pub(crate) fn impl_pickle(head: &Head, body: &TokenStream) -> TokenStream {
    impl_pickle_for(head, &generics::for_dump(head), body)
}

/// `impl Pickle` with this body, for type parameters with these bounds.
pub(crate) fn impl_pickle_for(head: &Head, bounded: &Generics, body: &TokenStream) -> TokenStream {
    impl_pickle_with(head, bounded, body, None)
}

/// As `impl_pickle_for`, with another method.
fn impl_pickle_with(head: &Head, bounded: &Generics, body: &TokenStream, method: Option<TokenStream>) -> TokenStream {
    let Head { ident, generics, root, .. } = head;
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let as_any = as_any(head);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Pickle for #ident #type_generics #where_clause {
            fn pickle(&self, writer: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                #body
            }

            #method
            #as_any
        }
    }
}

/// What the hooks of a `Pickler` know the value's type from.
fn as_any(head: &Head) -> Option<TokenStream> {
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
    let Head { ident, generics, .. } = &class.head;
    let (_, type_generics, _) = generics.split_for_impl();
    impl_instance_for(class, &generics::for_dump(&class.head), &quote!(#ident #type_generics))
}

/// `impl Instance` for the struct, or for what stands in its place.
pub(crate) fn impl_instance_for(class: &Class, bounded: &Generics, instance: &TokenStream) -> TokenStream {
    let root = &class.head.root;
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let write_field = write_field(class);
    let write_fields = write_fields(class);
    let has_field = has_field(class);
    let rest = rest(class);
    let write_contents = write_contents(class);
    let write_state = class.custom_state.as_ref().map(|state| write_state(class, state));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Instance for #instance #where_clause {
            #write_field
            #write_fields
            #has_field
            #rest
            #write_contents
            #write_state
        }
    }
}

fn write_field(class: &Class) -> TokenStream {
    let root = &class.head.root;
    let arms: Vec<TokenStream> = class
        .attributes()
        .filter(|(_, attribute)| !attribute.is_contents())
        .map(|(field, attribute)| write_arm(class, field, attribute))
        .collect();
    if arms.is_empty() && !class.is_flattening() {
        return quote_spanned! {Span::mixed_site()=>
            fn write_field(&self, _: usize, _: &mut #root::Writer<'_>) -> ::core::result::Result<(), #root::Error> {
                ::core::result::Result::Ok(())
            }
        };
    }
    let by_position =
        by_position(class, &arms, "write_field", &quote_spanned!(Span::mixed_site()=> writer), &nothing());
    quote_spanned! {Span::mixed_site()=>
        fn write_field(
            &self,
            index: usize,
            writer: &mut #root::Writer<'_>,
        ) -> ::core::result::Result<(), #root::Error> {
            #by_position
        }
    }
}

/// All fields at once.
fn write_fields(class: &Class) -> Option<TokenStream> {
    let root = &class.head.root;
    if !is_plain(class) {
        return None;
    }
    let values = class.attributes().map(|(field, attribute)| {
        let (index, value, ty) = (position(attribute.index), value(class, field), &field.ty);
        // Where the type stands, so that one that cannot be dumped is reported there.
        let at = ty.span().resolved_at(Span::mixed_site());
        match &attribute.with {
            // A function in a module may take what a reference to the field becomes, such as a `&str`.
            Some(_) => {
                let write = write(class, field, attribute);
                quote_spanned!(at=> fields.value(#index, #value, |value, writer| #write(value, writer))?;)
            }
            None => quote_spanned!(at=> <#ty as #root::Pickle>::pickle_field(#value, #index, fields)?;),
        }
    });
    Some(quote_spanned! {Span::mixed_site()=>
        fn write_fields(
            &self,
            fields: &mut #root::FieldsWriter<'_, '_>,
        ) -> ::core::result::Result<(), #root::Error> {
            #(#values)*
            ::core::result::Result::Ok(())
        }
    })
}

/// A match over the position of a field; a flattened one is asked in the struct's place.
fn by_position(
    class: &Class,
    arms: &[TokenStream],
    method: &str,
    argument: &TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    let root = &class.head.root;
    let method = Ident::new(method, Span::mixed_site());
    let flattened_arms = class.flattened().map(|(field, Flattened { index, .. })| {
        let (index, ty, value) = (position(*index), &field.ty, value(class, field));
        quote_spanned!(Span::mixed_site()=> #index => <#ty as #root::Instance>::#method(#value, inside, #argument),)
    });
    let locate = class
        .is_flattening()
        .then(|| quote_spanned!(Span::mixed_site()=> let (index, inside) = PICKLE_PIECES.locate(index);));
    quote_spanned! {Span::mixed_site()=>
        #locate
        match index {
            #(#arms)*
            #(#flattened_arms)*
            _ => #otherwise,
        }
    }
}

fn nothing() -> TokenStream {
    quote!(::core::result::Result::Ok(()))
}

/// A reference to the value of a field.
fn value(class: &Class, field: &Field) -> TokenStream {
    value_at(class, field, Span::mixed_site())
}

fn value_at(class: &Class, field: &Field, span: Span) -> TokenStream {
    let (member, ty) = (&field.member, &field.ty);
    match (&class.remote, &field.getter) {
        (None, _) => quote_spanned!(span=> &self.#member),
        (Some(_), None) => quote_spanned!(span=> &self.0.#member),
        // A getter may give a value or a reference to one.
        (Some(_), Some(getter)) => quote_spanned!(span=> ::core::convert::identity::<&#ty>(&#getter(self.0))),
    }
}

fn write_arm(class: &Class, field: &Field, attribute: &Attribute) -> TokenStream {
    let (index, value, write) = (position(attribute.index), value(class, field), write(class, field, attribute));
    quote_spanned!(Span::mixed_site()=> #index => #write(#value, writer),)
}

/// The function that dumps a field.
fn write(class: &Class, field: &Field, attribute: &Attribute) -> TokenStream {
    let (root, ty) = (&class.head.root, &field.ty);
    match &attribute.with {
        Some(module) => {
            let pickle = Ident::new("pickle", module.span());
            quote!(#module::#pickle)
        }
        // The type's own tokens, so that a type that cannot be dumped is reported where it stands.
        None => match attribute.place {
            Place::Value(ValueBase::Complex) => quote!(#root::pystd::arguments::complex::pickle),
            Place::Arguments | Place::Value(ValueBase::Tuple) => quote!(<#ty as #root::ObjectArguments>::write),
            _ => quote!(<#ty as #root::Pickle>::pickle_value),
        },
    }
}

/// Whether its object may lack the attribute, a field's type knows, or `rest` where the class has the value.
fn has_field(class: &Class) -> Option<TokenStream> {
    let arms: Vec<TokenStream> = class
        .attributes()
        .filter(|(_, attribute)| !attribute.is_contents())
        .filter_map(|(field, attribute)| {
            let (index, is_absent) = (position(attribute.index), is_absent(class, field, attribute)?);
            Some(quote_spanned!(Span::mixed_site()=> #index => !#is_absent,))
        })
        .collect();
    if arms.is_empty() && !class.is_flattening() {
        return None;
    }
    let by_position = by_position(class, &arms, "has_field", &quote!(), &quote!(true));
    Some(quote_spanned! {Span::mixed_site()=>
        fn has_field(&self, index: usize) -> bool {
            #by_position
        }
    })
}

fn is_absent(class: &Class, field: &Field, attribute: &Attribute) -> Option<TokenStream> {
    let (root, ty, value) = (&class.head.root, &field.ty, value(class, field));
    match (&attribute.missing, class.rest()) {
        (Missing::LeftToClass(default), Some(rest)) => {
            let (rest, name, default) =
                (self::value(class, rest), &attribute.name, class_value(field, default.as_ref()));
            Some(quote_spanned! {ty.span().resolved_at(Span::mixed_site())=>
                (#root::Attributes::is_left_to_class(#rest, #name)
                    && <#ty as ::core::cmp::PartialEq>::eq(#value, &#default))
            })
        }
        _ if attribute.with.is_some() => None,
        _ => Some(quote_spanned!(Span::mixed_site()=> <#ty as #root::Pickle>::is_absent(#value))),
    }
}

fn rest(class: &Class) -> Option<TokenStream> {
    let root = &class.head.root;
    let field = class.rest()?;
    let kept = value_at(class, field, field.ty.span().resolved_at(Span::mixed_site()));
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
        .map(|(field, attribute)| contents_arm(class, field, attribute))
        .collect();
    if arms.is_empty() && !class.is_flattening() {
        return None;
    }
    let argument = quote_spanned!(Span::mixed_site()=> object);
    let by_position = by_position(class, &arms, "write_contents", &argument, &nothing());
    Some(quote_spanned! {Span::mixed_site()=>
        fn write_contents(
            &self,
            index: usize,
            object: &mut #root::ObjectWriter<'_, '_>,
        ) -> ::core::result::Result<(), #root::Error> {
            #by_position
        }
    })
}

fn contents_arm(class: &Class, field: &Field, attribute: &Attribute) -> TokenStream {
    let (index, value, ty) = (position(attribute.index), value(class, field), &field.ty);
    let contents = contents_trait(&class.head.root, attribute.place);
    // The type's own tokens, so that a type that holds nothing of the kind is reported where it stands.
    quote_spanned!(Span::mixed_site()=> #index => <#ty as #contents>::write(#value, object),)
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
