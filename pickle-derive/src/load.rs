//! The loading impl of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprPath, Generics, Lifetime, Lit, Type};

use crate::class::{position, start};
use crate::dump::contents_trait;
use crate::model::{Attribute, Class, CustomState, Field, Flattened, Head, Missing, Place, Role, Unknown, ValueBase};
use crate::{describe, generics};

/// The loading impls: with functions for the whole state the body is `Unpickle`'s own.
pub(crate) fn impls(class: &Class) -> TokenStream {
    let describe = describe::of_class(class);
    match &class.custom_state {
        Some(state) => impl_unpickle(&class.head, &custom_body(class, state), &describe),
        None => {
            let load_instance = impl_load_instance(class);
            let unpickle =
                impl_unpickle(&class.head, &quote_spanned!(Span::mixed_site()=> source.instance()), &describe);
            quote!(#load_instance #unpickle)
        }
    }
}

/// `impl Unpickle`: a persistent id, or else what the body takes, and what the type is in Python, for type parameters
/// that can be loaded.
pub(crate) fn impl_unpickle(head: &Head, body: &TokenStream, describe: &TokenStream) -> TokenStream {
    let (bounded, lifetime) = generics::for_load(head);
    impl_unpickle_for(head, &bounded, &lifetime, body, describe)
}

/// The same, for type parameters with these bounds and a pickle of this lifetime.
pub(crate) fn impl_unpickle_for(
    head: &Head,
    bounded: &Generics,
    lifetime: &Lifetime,
    body: &TokenStream,
    describe: &TokenStream,
) -> TokenStream {
    let Head { ident, generics, root, .. } = head;
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let persistent = persistent(head);
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Unpickle<#lifetime> for #ident #type_generics #where_clause {
            fn unpickle(
                source: &mut #root::Source<'_, #lifetime>,
            ) -> ::core::result::Result<Self, #root::Error> {
                #persistent
                #body
            }

            #describe
        }
    }
}

/// `impl LoadInstance`: takes the parts of the object in the order of the pickle, then builds the struct from them.
pub(crate) fn impl_load_instance(class: &Class) -> TokenStream {
    let Head { ident, generics, root, .. } = &class.head;
    let (bounded, lifetime) = generics::for_load(&class.head);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let variables = class.fields.iter().filter_map(|field| variable(class, field));
    let take_parts = take_parts(class);
    // What is missing is noted in `rest`, so that comes last.
    let (rest, others): (Vec<&Field>, Vec<&Field>) = class.fields.iter().partition(|field| field.is_rest());
    let values = others.into_iter().chain(rest).map(|field| field_value(class, field));
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::flatten::LoadInstance<#lifetime> for #ident #type_generics #where_clause {
            fn load_instance(
                object: &mut #root::ObjectReader<'_, '_, #lifetime>,
                walk: impl #root::flatten::Walk<#lifetime>,
            ) -> ::core::result::Result<Self, #root::Error> {
                #(#variables)*
                #take_parts
                ::core::result::Result::Ok(Self { #(#values),* })
            }
        }
    }
}

/// A persistent id may stand in the place of the object.
pub(crate) fn persistent(head: &Head) -> Option<TokenStream> {
    generics::is_static(&head.generics).then(|| {
        quote_spanned! {Span::mixed_site()=>
            if let ::core::option::Option::Some(external) = source.persistent()? {
                return ::core::result::Result::Ok(external);
            }
        }
    })
}

/// The walk through the object, inside of the walks of the flattened fields: each of these is handed the parts that are
/// its own.
fn walk(class: &Class) -> TokenStream {
    let root = &class.head.root;
    let arms = class.attributes().map(|(field, attribute)| field_arm(root, field, attribute));
    let flattened_arms = class.flattened().map(|(_, flattened)| flattened_arm(root, flattened));
    let unknown = unknown_arm(class);
    let locate = class
        .is_flattening()
        .then(|| quote_spanned!(Span::mixed_site()=> let (part, inside) = PICKLE_PIECES.locate_part(part);));
    let own = quote_spanned! {Span::mixed_site()=>
        #root::flatten::Walk::walk(walk, object, &mut |part, object| {
            #locate
            match part {
                #(#arms)*
                #(#flattened_arms)*
                #unknown
                _ => ::core::result::Result::Err(object.unexpected()),
            }
        })
    };
    class.flattened().fold(own, |walk, (field, Flattened { index, .. })| {
        let (ty, start) = (&field.ty, start(class, *index));
        let (variable, take) = (variable_name(*index), take_name(*index));
        quote_spanned! {Span::mixed_site()=>
            object.flatten::<#ty>(&mut #variable, #start, |object, #take| #walk)
        }
    })
}

/// Takes the attributes as long as they come in the order of the struct, and walks through what is left.
fn take_parts(class: &Class) -> TokenStream {
    let walk = walk(class);
    if class.is_flattening() {
        return quote!(#walk?;);
    }
    let root = &class.head.root;
    let fills = class.attributes().filter(|(_, attribute)| !attribute.is_contents()).map(|(field, attribute)| {
        let index = position(attribute.index);
        fill(root, field, attribute, &quote_spanned!(Span::mixed_site()=> usual), &quote!(#index,))
    });
    quote_spanned! {Span::mixed_site()=>
        let has_ended = match #root::flatten::Walk::usual_fields(&walk, object) {
            ::core::option::Option::Some(mut usual) => {
                #(#fills;)*
                usual.end()?
            }
            ::core::option::Option::None => false,
        };
        if !has_ended {
            #walk?;
        }
    }
}

/// What a field's value is kept in until the struct is built.
fn variable(class: &Class, field: &Field) -> Option<TokenStream> {
    let (root, ty) = (&class.head.root, &field.ty);
    match &field.role {
        Role::Attribute(attribute) if attribute.is_contents() => {
            let variable = variable_name(attribute.index);
            Some(quote_spanned! {Span::mixed_site()=>
                let mut #variable: #ty = <#ty as ::core::default::Default>::default();
            })
        }
        Role::Attribute(attribute) => Some(empty_variable(attribute.index, ty)),
        Role::Flatten(flattened) => Some(empty_variable(flattened.index, ty)),
        Role::Rest => Some(quote_spanned!(Span::mixed_site()=> let mut rest = #root::Attributes::new();)),
        Role::Skip => None,
    }
}

fn empty_variable(index: usize, ty: &Type) -> TokenStream {
    let variable = variable_name(index);
    quote_spanned! {Span::mixed_site()=>
        let mut #variable: ::core::option::Option<#ty> = ::core::option::Option::None;
    }
}

fn variable_name(index: usize) -> Ident {
    format_ident!("field{}", index, span = Span::mixed_site())
}

/// What a flattened field takes its parts with.
fn take_name(index: usize) -> Ident {
    format_ident!("take{}", index, span = Span::mixed_site())
}

fn field_arm(root: &ExprPath, field: &Field, attribute: &Attribute) -> TokenStream {
    if attribute.is_contents() {
        return contents_arm(root, &variable_name(attribute.index), &field.ty, attribute.place);
    }
    let (index, fill) = (
        position(attribute.index),
        fill(root, field, attribute, &quote_spanned!(Span::mixed_site()=> object), &quote!()),
    );
    quote_spanned!(Span::mixed_site()=> #root::Part::Field(#index) => #fill,)
}

/// Takes a part for a field from this reader, whose methods take this first.
fn fill(
    root: &ExprPath,
    field: &Field,
    attribute: &Attribute,
    reader: &TokenStream,
    first: &TokenStream,
) -> TokenStream {
    let (variable, ty) = (variable_name(attribute.index), &field.ty);
    match &attribute.with {
        Some(module) => {
            let unpickle = Ident::new("unpickle", module.span());
            quote_spanned!(Span::mixed_site()=> #reader.fill_with(#first &mut #variable, #module::#unpickle))
        }
        None if attribute.place == Place::Value(ValueBase::Complex) => quote_spanned! {Span::mixed_site()=>
            #reader.fill_with(#first &mut #variable, #root::pystd::arguments::complex::unpickle)
        },
        // The type's own tokens, so that a type that cannot be loaded is reported where it stands.
        None => quote_spanned!(Span::mixed_site()=> #reader.fill::<#ty>(#first &mut #variable)),
    }
}

fn flattened_arm(root: &ExprPath, flattened: &Flattened) -> TokenStream {
    let (index, take) = (position(flattened.index), take_name(flattened.index));
    quote_spanned!(Span::mixed_site()=> #root::Part::Field(#index) => #take(inside, object),)
}

/// What the object itself holds comes one by one.
fn contents_arm(root: &ExprPath, variable: &Ident, ty: &Type, place: Place) -> TokenStream {
    let contents = contents_trait(root, place);
    let (part, take) = match place {
        Place::Entries => (quote!(Entry), quote!(entry)),
        _ => (quote!(Item), quote!(value)),
    };
    quote_spanned! {Span::mixed_site()=>
        #root::Part::#part => object.#take().map(|part| <#ty as #contents>::put(&mut #variable, part)),
    }
}

fn unknown_arm(class: &Class) -> TokenStream {
    let root = &class.head.root;
    match class.unknown {
        Unknown::Deny => quote_spanned! {Span::mixed_site()=>
            #root::Part::Unknown => ::core::result::Result::Err(object.unknown()),
        },
        Unknown::Ignore => quote_spanned! {Span::mixed_site()=>
            #root::Part::Unknown => object.skip(),
        },
        Unknown::Keep => quote_spanned! {Span::mixed_site()=>
            #root::Part::Unknown => object
                .unknown_attribute::<#root::Any>()
                .map(|(name, value)| rest.insert(name, value)),
        },
    }
}

/// `field: value`, in the struct.
fn field_value(class: &Class, field: &Field) -> TokenStream {
    let (member, ty) = (&field.member, &field.ty);
    let value = match &field.role {
        Role::Attribute(attribute) if attribute.is_contents() => {
            let variable = variable_name(attribute.index);
            quote!(#variable)
        }
        Role::Attribute(attribute) => value_or(attribute.index, &missing(class, field, attribute)),
        Role::Flatten(Flattened { index, .. }) => value_or(*index, &missing_error(&start(class, *index))),
        Role::Rest => quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> rest),
        Role::Skip => match class.default {
            Some(at) => default_of_struct(at, field),
            None => default_of_type(field),
        },
    };
    quote!(#member: #value)
}

/// The value of a variable, or what there is without one.
fn value_or(index: usize, missing: &TokenStream) -> TokenStream {
    let variable = variable_name(index);
    quote_spanned! {Span::mixed_site()=>
        match #variable {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => #missing,
        }
    }
}

fn missing(class: &Class, field: &Field, attribute: &Attribute) -> TokenStream {
    let (start, ty) = (start(class, attribute.index), &field.ty);
    match &attribute.missing {
        Missing::Error if attribute.with.is_some() => missing_error(&start),
        Missing::Error => quote_spanned! {Span::mixed_site()=>
            object.absent::<#ty>(#start)?
        },
        Missing::DefaultOfStruct(at) => default_of_struct(*at, field),
        Missing::DefaultOfType => default_of_type(field),
        Missing::Expression(expression) => default_value(field, expression),
        Missing::LeftToClass(value) => {
            let (name, value) = (&attribute.name, class_value(field, value.as_ref()));
            quote_spanned! {Span::mixed_site()=> {
                rest.leave_to_class(#name);
                #value
            }}
        }
    }
}

/// The value that the class has of a field.
pub(crate) fn class_value(field: &Field, value: Option<&Expr>) -> TokenStream {
    match value {
        Some(expression) => default_value(field, expression),
        None => default_of_type(field),
    }
}

fn missing_error(start: &TokenStream) -> TokenStream {
    quote_spanned! {Span::mixed_site()=>
        return ::core::result::Result::Err(object.missing(#start))
    }
}

pub(crate) fn default_of_type(field: &Field) -> TokenStream {
    let ty = &field.ty;
    quote!(<#ty as ::core::default::Default>::default())
}

/// `at` is the attribute that asks for it.
pub(crate) fn default_of_struct(at: Span, field: &Field) -> TokenStream {
    let member = &field.member;
    let default = default_struct(at);
    quote!(#default.#member)
}

fn default_struct(at: Span) -> TokenStream {
    quote_spanned!(at.resolved_at(Span::mixed_site())=> <Self as ::core::default::Default>::default())
}

/// A block that names the field's type, so that an expression of another type is reported where it stands.
pub(crate) fn default_value(field: &Field, expression: &Expr) -> TokenStream {
    let ty = &field.ty;
    let value = match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(_), .. }) => {
            quote_spanned!(expression.span()=> ::core::convert::Into::into(#expression))
        }
        _ => quote!(#expression),
    };
    quote_spanned! {Span::mixed_site()=> {
        let value: #ty = #value;
        value
    }}
}

fn custom_body(class: &Class, state: &CustomState) -> TokenStream {
    let (root, global) = (&class.head.root, &class.name.global);
    let setstate = &state.setstate;
    let expected = format!("a state of {}.{}", global.module, global.name);
    let missing = match class.default.map(default_struct) {
        Some(default) => quote!(::core::result::Result::Ok(#default)),
        None => quote_spanned! {Span::mixed_site()=>
            ::core::result::Result::Err(#root::Error::mismatch(#expected, "none").at_offset(offset))
        },
    };
    quote_spanned! {Span::mixed_site()=>
        let offset = source.offset();
        let mut state = ::core::option::Option::None;
        let mut object = source.object(<Self as #root::PickleClass>::CLASS)?;
        while let ::core::option::Option::Some(part) = object.next_part()? {
            match part {
                #root::Part::State => state = ::core::option::Option::Some(object.value()?),
                _ => return ::core::result::Result::Err(object.unexpected()),
            }
        }
        match state {
            ::core::option::Option::Some(state) => #setstate(state)
                .map_err(|error| #root::Error::custom(error).at_offset(offset)),
            ::core::option::Option::None => #missing,
        }
    }
}
