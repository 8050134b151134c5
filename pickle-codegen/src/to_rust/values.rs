//! Python constants to Rust expressions of a given type.

use pickle_core::schema::{self, Alias, ClassName, Type, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use super::choices::alternatives;
use super::target::{Target, large_int_expression};
use super::types::pointer;

/// Whether the Rust type of `ty` has a value for `value`.
pub(super) fn fits(target: Target<'_>, value: &Value, ty: &Type) -> bool {
    let all_fit = |items: &[Value], item: &Type| items.iter().all(|value| fits(target, value, item));
    match (value, ty) {
        (Value::None, Type::None | Type::Optional(_) | Type::Any) => true,
        _ if target.is_external(ty) => target.fits_external(value, ty),
        (_, Type::Optional(item) | Type::Shared(item, _)) => fits(target, value, item),
        (_, Type::Alias(name)) => target.index.alias(name).is_some_and(|alias| chosen(target, value, alias).is_some()),
        (Value::Bool(_), Type::Bool | Type::Any) => true,
        (Value::Int(int), Type::Int) => target.holds_int(*int),
        (Value::Int(_), Type::LargeInt) => true,
        (Value::Int(int), Type::Any) => i64::try_from(*int).is_ok(),
        (Value::Int(int), Type::Float) => i32::try_from(*int).is_ok(),
        (Value::Float(_), Type::Float | Type::Any) => true,
        (Value::Str(_), Type::Str | Type::Any) => true,
        (Value::Bytes(_), Type::Bytes | Type::ByteArray) => true,
        (Value::Tuple(values), Type::Tuple(items)) => {
            values.len() == items.len() && values.iter().zip(items).all(|(value, item)| fits(target, value, item))
        }
        (Value::Tuple(values), Type::VariadicTuple(item)) => all_fit(values, item),
        (Value::List(values), Type::List(item)) => all_fit(values, item),
        (Value::Set(values), Type::Set(item)) => all_fit(values, item),
        (Value::FrozenSet(values), Type::FrozenSet(item)) => all_fit(values, item),
        (Value::Dict(items), Type::Dict(key, value)) => {
            items.iter().all(|item| fits(target, &item.0, key) && fits(target, &item.1, value))
        }
        (Value::Dict(items), Type::OrderedDict(..)) => items.is_empty(),
        (Value::Member(class, _) | Value::Instance(class), Type::Class(wanted)) => class == wanted,
        _ => false,
    }
}

/// The variant of a choice for a value, by its index, and what it holds, if it holds anything.
fn chosen(target: Target<'_>, value: &Value, choice: &Alias) -> Option<(usize, Option<Type>)> {
    if let Type::Literal(values) = &choice.ty {
        let index = values.iter().position(|literal| is_literal_of(literal, value))?;
        return Some((index, None));
    }
    let fitting = alternatives(target.index, choice).into_iter().enumerate().filter(|(_, ty)| fits(target, value, ty));
    // An int fits a float, but not as well as an int.
    let best = fitting.min_by_key(|(_, ty)| matches!((value, ty), (Value::Int(_), Type::Float)));
    best.map(|(index, ty)| (index, Some(ty)))
}

fn is_literal_of(literal: &schema::Literal, value: &Value) -> bool {
    match (literal, value) {
        (schema::Literal::Str(literal), Value::Str(value)) => literal == value,
        (schema::Literal::Int(literal), Value::Int(value)) => i128::from(*literal) == *value,
        (schema::Literal::Bool(literal), Value::Bool(value)) => literal == value,
        (schema::Literal::Bytes(literal), Value::Bytes(value)) => literal == value,
        _ => false,
    }
}

/// Whether the value is that of Rust's `Default` for the type; it has to fit.
pub(super) fn is_zero(value: &Value, ty: &Type) -> bool {
    match (value, ty) {
        (Value::None, _) => true,
        (_, Type::Shared(item, _)) => is_zero(value, item),
        (_, Type::Optional(_) | Type::Any | Type::Alias(_)) => false,
        (Value::Bool(flag), _) => !flag,
        (Value::Int(int), _) => *int == 0,
        (Value::Float(float), _) => float.to_bits() == 0,
        (Value::Str(text), _) => text.is_empty(),
        (Value::Bytes(bytes), _) => bytes.is_empty(),
        (Value::Tuple(values), Type::Tuple(items)) => {
            values.iter().zip(items).all(|(value, item)| is_zero(value, item))
        }
        (Value::Tuple(values) | Value::List(values) | Value::Set(values) | Value::FrozenSet(values), _) => {
            values.is_empty()
        }
        (Value::Dict(items), _) => items.is_empty(),
        (Value::Instance(_), _) => true,
        _ => false,
    }
}

/// The Rust expression for a value that fits the type.
pub(super) fn expression(context: &Context<'_>, value: &Value, ty: &Type) -> TokenStream {
    if is_zero(value, ty) && !is_literal(value) {
        return quote!(::core::default::Default::default());
    }
    match (value, ty) {
        (_, Type::Optional(item)) => {
            let item = expression(context, value, item);
            quote!(::core::option::Option::Some(#item))
        }
        (_, Type::Shared(item, sharing)) => {
            let (pointer, item) = (pointer(*sharing), expression(context, value, item));
            quote!(#pointer::new(#item))
        }
        (_, Type::Alias(choice)) => choice_expression(context, value, choice),
        (_, Type::Any) => {
            let value = typed_literal(value);
            quote!(::pickle_core::Any::from(#value))
        }
        (Value::Int(int), Type::Float) => float_literal(*int as f64),
        (Value::Int(int), Type::Int) => context.target.int_expression(*int, literal(value)),
        (Value::Int(int), Type::LargeInt) => large_int_expression(*int),
        (Value::Str(text), _) => quote!(::std::string::String::from(#text)),
        (Value::Bytes(bytes), Type::ByteArray) => {
            let bytes = Literal::byte_string(bytes);
            quote!(::pickle_core::ByteArray(#bytes.to_vec()))
        }
        (Value::Bytes(bytes), _) => {
            let bytes = Literal::byte_string(bytes);
            quote!(::pickle_core::Bytes(#bytes.to_vec()))
        }
        (Value::Tuple(values), Type::Tuple(items)) => {
            let values = values.iter().zip(items).map(|(value, item)| expression(context, value, item));
            quote!((#(#values,)*))
        }
        (Value::Tuple(values), Type::VariadicTuple(item)) => {
            let values = expressions(context, values, item);
            quote!(::pickle_core::Tuple(::std::vec![#values]))
        }
        (Value::List(values), Type::List(item)) => {
            let values = expressions(context, values, item);
            quote!(::std::vec![#values])
        }
        (Value::Set(values), Type::Set(item)) => {
            let values = expressions(context, values, item);
            quote!(::pickle_core::IndexSet::from([#values]))
        }
        (Value::FrozenSet(values), Type::FrozenSet(item)) => {
            let values = expressions(context, values, item);
            quote!(::pickle_core::FrozenSet(::pickle_core::IndexSet::from([#values])))
        }
        (Value::Dict(items), Type::Dict(key_type, value_type)) => {
            let items = items.iter().map(|(key, value)| {
                let key = expression(context, key, key_type);
                let value = expression(context, value, value_type);
                quote!((#key, #value))
            });
            let map = context.target.map(key_type);
            quote!(#map::from([#(#items),*]))
        }
        (Value::Member(class, member), _) => {
            let name = context.path(class);
            let variant = context.names.of_member(class, member);
            quote!(#name::#variant)
        }
        _ => literal(value),
    }
}

fn choice_expression(context: &Context<'_>, value: &Value, choice: &ClassName) -> TokenStream {
    let found = context.target.index.alias(choice).and_then(|alias| chosen(context.target, value, alias));
    let Some((index, held)) = found else {
        return quote!(::core::default::Default::default());
    };
    let name = context.path(choice);
    let variant = context.names.of_alternative(choice, index);
    let Some(held) = held else {
        return quote!(#name::#variant);
    };
    let item = expression(context, value, &held);
    if context.cycles.needs_box(choice, &held) && is_named(&held) {
        quote!(#name::#variant(::std::boxed::Box::new(#item)))
    } else {
        quote!(#name::#variant(#item))
    }
}

/// Whether a box goes around the type, and not around something in it.
fn is_named(ty: &Type) -> bool {
    matches!(ty, Type::Class(_) | Type::Generic(..) | Type::Alias(_))
}

fn expressions(context: &Context<'_>, values: &[Value], ty: &Type) -> TokenStream {
    let values = values.iter().map(|value| expression(context, value, ty));
    quote!(#(#values),*)
}

fn is_literal(value: &Value) -> bool {
    matches!(value, Value::Bool(_) | Value::Int(_) | Value::Float(_))
}

/// A constant in the notation of the derive: literals, tuples, lists, `dict(..)`, `date(..)` and `None`.
pub(super) fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(flag) => quote!(#flag),
        Value::Int(int) => {
            let digits = Literal::u128_unsuffixed(int.unsigned_abs());
            if *int < 0 { quote!(-#digits) } else { quote!(#digits) }
        }
        Value::Float(float) => float_literal(*float),
        Value::Str(text) => quote!(#text),
        Value::Bytes(bytes) => {
            let bytes = Literal::byte_string(bytes);
            quote!(#bytes)
        }
        Value::Tuple(items) => {
            let items = items.iter().map(literal);
            quote!((#(#items,)*))
        }
        Value::List(items) => {
            let items = items.iter().map(literal);
            quote!([#(#items),*])
        }
        Value::Dict(items) => {
            let items = items.iter().map(|(key, value)| (literal(key), literal(value)));
            let items = items.map(|(key, value)| quote!((#key, #value)));
            quote!(dict(#(#items),*))
        }
        Value::Date(year, month, day) => {
            let numbers = [*year, i32::from(*month), i32::from(*day)].map(Literal::i32_unsuffixed);
            quote!(date(#(#numbers),*))
        }
        Value::None => quote!(None),
        _ => quote!(()),
    }
}

fn float_literal(float: f64) -> TokenStream {
    // `Debug` takes an exponent where `Display` would write hundreds of zeros.
    let digits: Literal = format!("{:?}", float.abs()).parse().unwrap_or_else(|_| Literal::f64_unsuffixed(0.0));
    if float.is_sign_negative() { quote!(-#digits) } else { quote!(#digits) }
}

/// A literal whose type does not depend on where it stands.
fn typed_literal(value: &Value) -> TokenStream {
    match value {
        Value::Int(int) => {
            let int = Literal::i64_suffixed(i64::try_from(*int).unwrap_or_default());
            quote!(#int)
        }
        other => literal(other),
    }
}
