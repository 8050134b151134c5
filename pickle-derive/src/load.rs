//! The loading impl of a struct.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprPath, Lit, Type};

use crate::class::index;
use crate::dump::contents_trait;
use crate::generics;
use crate::model::{Attribute, Class, ClassName, CustomState, Field, Head, Missing, Place, Role, Unknown};

/// `impl Unpickle`: takes the parts of the object in the order of the pickle, then builds the struct from them.
pub(crate) fn impl_unpickle(class: &Class) -> TokenStream {
    let Head { ident, generics, root, .. } = &class.head;
    let (bounded, lifetime) = generics::for_load(&class.head);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, type_generics, _) = generics.split_for_impl();
    let persistent = persistent(&class.head);
    let body = match &class.custom_state {
        Some(state) => custom_body(class, state),
        None => fields_body(class),
    };
    quote_spanned! {Span::mixed_site()=>
        #[automatically_derived]
        impl #impl_generics #root::Unpickle<#lifetime> for #ident #type_generics #where_clause {
            fn unpickle(
                source: &mut #root::Source<'_, #lifetime>,
            ) -> ::core::result::Result<Self, #root::Error> {
                #persistent
                #body
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

fn fields_body(class: &Class) -> TokenStream {
    let root = &class.head.root;
    let variables = class.fields.iter().filter_map(|field| variable(class, field));
    let parts = match class.attributes().next() {
        None if class.unknown == Unknown::Deny => no_parts(class),
        _ => parts(class),
    };
    let values = class.fields.iter().map(|field| field_value(class, field));
    quote_spanned! {Span::mixed_site()=>
        #(#variables)*
        let mut object = source.object(<Self as #root::PickleClass>::CLASS)?;
        #parts
        ::core::result::Result::Ok(Self { #(#values),* })
    }
}

fn parts(class: &Class) -> TokenStream {
    let root = &class.head.root;
    let arms = class.attributes().map(|(field, attribute)| field_arm(root, field, attribute));
    let unknown = unknown_arm(class);
    quote_spanned! {Span::mixed_site()=>
        while let ::core::option::Option::Some(part) = object.next_part()? {
            match part {
                #(#arms)*
                #unknown
                _ => return ::core::result::Result::Err(object.unexpected()),
            }
        }
    }
}

/// An object without attributes: its first part is one too many.
fn no_parts(class: &Class) -> TokenStream {
    let root = &class.head.root;
    quote_spanned! {Span::mixed_site()=>
        if let ::core::option::Option::Some(part) = object.next_part()? {
            return ::core::result::Result::Err(match part {
                #root::Part::Unknown => object.unknown(),
                _ => object.unexpected(),
            });
        }
    }
}

/// What a field's value is kept in until the struct is built.
fn variable(class: &Class, field: &Field) -> Option<TokenStream> {
    let (root, ty) = (&class.head.root, &field.ty);
    match &field.role {
        Role::Attribute(attribute) if attribute.is_contents() => {
            let variable = variable_name(attribute);
            Some(quote_spanned! {Span::mixed_site()=>
                let mut #variable: #ty = <#ty as ::core::default::Default>::default();
            })
        }
        Role::Attribute(attribute) => {
            let variable = variable_name(attribute);
            Some(quote_spanned! {Span::mixed_site()=>
                let mut #variable: ::core::option::Option<#ty> = ::core::option::Option::None;
            })
        }
        Role::Rest => Some(quote_spanned!(Span::mixed_site()=> let mut rest = #root::Attributes::new();)),
        Role::Skip => None,
    }
}

fn variable_name(attribute: &Attribute) -> Ident {
    format_ident!("field{}", attribute.index, span = Span::mixed_site())
}

fn field_arm(root: &ExprPath, field: &Field, attribute: &Attribute) -> TokenStream {
    let (index, variable, ty) = (index(attribute), variable_name(attribute), &field.ty);
    if attribute.is_contents() {
        return contents_arm(root, &variable, &field.ty, attribute.place);
    }
    let value = match &attribute.with {
        Some(module) => {
            let unpickle = Ident::new("unpickle", module.span());
            quote_spanned!(Span::mixed_site()=> object.value_with(#module::#unpickle))
        }
        // The type's own tokens, so that a type that cannot be loaded is reported where it stands.
        None => quote_spanned!(Span::mixed_site()=> object.value::<#ty>()),
    };
    quote_spanned! {Span::mixed_site()=>
        #root::Part::Field(#index) => #variable = ::core::option::Option::Some(#value?),
    }
}

/// What the object itself holds comes one by one.
fn contents_arm(root: &ExprPath, variable: &Ident, ty: &Type, place: Place) -> TokenStream {
    let contents = contents_trait(root, place);
    let (part, take) = match place {
        Place::Entries => (quote!(Entry), quote!(entry)),
        _ => (quote!(Item), quote!(value)),
    };
    quote_spanned! {Span::mixed_site()=>
        #root::Part::#part => <#ty as #contents>::put(&mut #variable, object.#take()?),
    }
}

fn unknown_arm(class: &Class) -> TokenStream {
    let root = &class.head.root;
    match class.unknown {
        Unknown::Deny => quote_spanned! {Span::mixed_site()=>
            #root::Part::Unknown => return ::core::result::Result::Err(object.unknown()),
        },
        Unknown::Ignore => quote_spanned! {Span::mixed_site()=>
            #root::Part::Unknown => object.skip()?,
        },
        Unknown::Keep => quote_spanned! {Span::mixed_site()=>
            #root::Part::Unknown => rest.insert(object.unknown_name(), object.value::<#root::Any>()?),
        },
    }
}

/// `field: value`, in the struct.
fn field_value(class: &Class, field: &Field) -> TokenStream {
    let (member, ty) = (&field.member, &field.ty);
    let value = match &field.role {
        Role::Attribute(attribute) if attribute.is_contents() => {
            let variable = variable_name(attribute);
            quote!(#variable)
        }
        Role::Attribute(attribute) => {
            let variable = variable_name(attribute);
            let missing = missing(field, attribute);
            quote_spanned! {Span::mixed_site()=>
                match #variable {
                    ::core::option::Option::Some(value) => value,
                    ::core::option::Option::None => #missing,
                }
            }
        }
        Role::Rest => quote_spanned!(ty.span().resolved_at(Span::mixed_site())=> rest),
        Role::Skip => match class.default {
            Some(at) => default_of_struct(at, field),
            None => default_of_type(field),
        },
    };
    quote!(#member: #value)
}

fn missing(field: &Field, attribute: &Attribute) -> TokenStream {
    let (index, ty) = (index(attribute), &field.ty);
    match &attribute.missing {
        Missing::Error if attribute.with.is_some() => quote_spanned! {Span::mixed_site()=>
            return ::core::result::Result::Err(object.missing(#index))
        },
        Missing::Error => quote_spanned! {Span::mixed_site()=>
            object.absent::<#ty>(#index)?
        },
        Missing::DefaultOfStruct(at) => default_of_struct(*at, field),
        Missing::DefaultOfType => default_of_type(field),
        Missing::Expression(expression) => default_value(field, expression),
    }
}

fn default_of_type(field: &Field) -> TokenStream {
    let ty = &field.ty;
    quote!(<#ty as ::core::default::Default>::default())
}

/// `at` is the attribute that asks for it.
fn default_of_struct(at: Span, field: &Field) -> TokenStream {
    let member = &field.member;
    let default = default_struct(at);
    quote!(#default.#member)
}

fn default_struct(at: Span) -> TokenStream {
    quote_spanned!(at.resolved_at(Span::mixed_site())=> <Self as ::core::default::Default>::default())
}

/// A block that names the field's type, so that an expression of another type is reported where it stands.
fn default_value(field: &Field, expression: &Expr) -> TokenStream {
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
    let (Head { root, .. }, ClassName { global, .. }) = (&class.head, &class.name);
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
