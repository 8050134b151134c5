//! What a type of the schema is in Rust, as far as it depends on the options.

use pickle_core::schema::{Schema, SchemaIndex, Type, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::externals::Externals;
use crate::options::{IntType, MapType, Options};

/// The schema, and what its types become.
#[derive(Clone, Copy)]
pub(super) struct Target<'s> {
    pub(super) schema: &'s Schema,
    pub(super) index: &'s SchemaIndex<'s>,
    pub(super) externals: &'s Externals,
    pub(super) options: &'s Options,
}

impl Target<'_> {
    /// The type that `int` becomes.
    pub(super) fn int(self) -> TokenStream {
        match self.options.int {
            IntType::I64 => quote!(i64),
            IntType::I128 => quote!(i128),
            IntType::U64 => quote!(u64),
            IntType::Int => quote!(::pickle_core::Int),
        }
    }

    /// Whether the type that `int` becomes has a value.
    pub(super) fn holds_int(self, int: i128) -> bool {
        match self.options.int {
            IntType::I64 => i64::try_from(int).is_ok(),
            IntType::U64 => u64::try_from(int).is_ok(),
            IntType::I128 | IntType::Int => true,
        }
    }

    /// The expression for a value that it has; a literal but for the type that holds every int.
    pub(super) fn int_expression(self, int: i128, literal: TokenStream) -> TokenStream {
        if self.options.int != IntType::Int {
            return literal;
        }
        large_int_expression(int)
    }

    /// The type that a `dict` with such keys becomes, without its arguments.
    pub(super) fn map(self, key: &Type) -> TokenStream {
        match self.options.map {
            MapType::HashMap => quote!(::std::collections::HashMap),
            MapType::BTreeMap if is_ordered(key) => quote!(::std::collections::BTreeMap),
            _ => quote!(::pickle_core::IndexMap),
        }
    }

    /// Whether the type that takes the place of a class can be written with this constant.
    pub(super) fn fits_external(self, value: &Value, ty: &Type) -> bool {
        let Type::Class(class) = ty else { return false };
        let rust = self.externals.get(class);
        rust.is_some_and(|rust| match value {
            Value::Int(int) => rust.holds(*int),
            Value::None => rust.is_option(),
            Value::Instance(wanted) => wanted == class,
            _ => false,
        })
    }

    /// Whether another type takes the place of the class.
    pub(super) fn is_external(self, ty: &Type) -> bool {
        matches!(ty, Type::Class(class) if self.externals.get(class).is_some())
    }
}

/// The expression for a value of the type that holds every int.
pub(super) fn large_int_expression(int: i128) -> TokenStream {
    let value = i64::try_from(int).map_or_else(|_| Literal::i128_suffixed(int), Literal::i64_suffixed);
    quote!(::pickle_core::Int::from(#value))
}

/// Whether the values of a type have an order in Rust.
fn is_ordered(ty: &Type) -> bool {
    match ty {
        Type::None | Type::Bool | Type::Int | Type::LargeInt | Type::Str | Type::Bytes => true,
        Type::Optional(_) | Type::Tuple(_) | Type::VariadicTuple(_) => ty.parts().into_iter().all(is_ordered),
        _ => false,
    }
}
