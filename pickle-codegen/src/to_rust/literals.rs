//! Enums of the values of a `Literal[...]`.

use pickle_core::schema::{Alias, Literal, Value};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::extras::{ItemHead, plain_derives};
use super::values::literal;

/// Writes the enum of these values.
pub(super) fn write_literal(context: &Context<'_>, alias: &Alias, values: &[Literal]) -> TokenStream {
    let name = context.names.of_type(&alias.name);
    let variants = values.iter().enumerate().map(|(index, value)| {
        let variant = context.names.of_alternative(&alias.name, index);
        let value = literal(&constant(value));
        quote! {
            #[pickle(value = #value)]
            #variant,
        }
    });
    let ItemHead { derive, attributes, visibility } = context.head(&alias.name, &plain_derives());
    quote! {
        #derive
        #[pickle(literal)]
        #attributes
        #visibility enum #name {
            #(#variants)*
        }
    }
}

fn constant(literal: &Literal) -> Value {
    match literal {
        Literal::Str(text) => Value::Str(text.clone()),
        Literal::Int(int) => Value::Int(i128::from(*int)),
        Literal::Bool(flag) => Value::Bool(*flag),
        Literal::Bytes(bytes) => Value::Bytes(bytes.clone()),
        _ => Value::None,
    }
}
