//! The descriptions of enums and flags, and the values of members and literals, as constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ExprPath;

use crate::class::pair;
use crate::model::{ClassName, Enum, Flag, Global, Member, Value, WrittenBy};

/// The description of an enum.
pub(crate) fn enum_description(members: &Enum) -> TokenStream {
    let root = &members.head.root;
    let ClassName { global: Global { module, name }, aliases } = &members.name;
    let aliases = aliases.iter().map(pair);
    let written_by = match members.written_by {
        WrittenBy::Value => quote!(#root::WrittenBy::Value),
        WrittenBy::Name => quote!(#root::WrittenBy::Name),
    };
    let members = members.members.iter().map(|member| member_description(root, member));
    quote! {
        #root::EnumClass {
            module: #module,
            name: #name,
            aliases: &[#(#aliases),*],
            written_by: #written_by,
            members: &[#(#members),*],
        }
    }
}

fn member_description(root: &ExprPath, member: &Member) -> TokenStream {
    let (name, aliases) = (&member.name, &member.aliases);
    let value = match &member.value {
        Some(value) => {
            let value = self::value(root, value);
            quote!(::core::option::Option::Some(#value))
        }
        None => quote!(::core::option::Option::None),
    };
    quote!(#root::Member { name: #name, aliases: &[#(#aliases),*], value: #value })
}

/// The description of a flag.
pub(crate) fn flag_description(flag: &Flag) -> TokenStream {
    let root = &flag.head.root;
    let ClassName { global: Global { module, name }, aliases } = &flag.name;
    let aliases = aliases.iter().map(pair);
    let members = flag.members.iter().map(|member| {
        let (name, bits) = (&member.name, &member.bits);
        quote!(#root::FlagMember { name: #name, bits: #bits })
    });
    quote! {
        #root::FlagClass {
            module: #module,
            name: #name,
            aliases: &[#(#aliases),*],
            members: &[#(#members),*],
        }
    }
}

/// The value of a member or literal.
pub(crate) fn value(root: &ExprPath, value: &Value) -> TokenStream {
    let values = |values: &[Value]| -> Vec<TokenStream> { values.iter().map(|item| self::value(root, item)).collect() };
    match value {
        Value::None => quote!(#root::MemberValue::None),
        Value::Int(value) => {
            let literal = Literal::i64_unsuffixed(*value);
            quote!(#root::MemberValue::Int(#literal))
        }
        Value::Float(value) => quote!(#root::MemberValue::Float(#value)),
        Value::Str(value) => quote!(#root::MemberValue::Str(#value)),
        Value::Bool(value) => quote!(#root::MemberValue::Bool(#value)),
        Value::Bytes(value) => {
            let literal = Literal::byte_string(value);
            quote!(#root::MemberValue::Bytes(#literal))
        }
        Value::Tuple(items) => {
            let items = values(items);
            quote!(#root::MemberValue::Tuple(&[#(#items),*]))
        }
        Value::List(items) => {
            let items = values(items);
            quote!(#root::MemberValue::List(&[#(#items),*]))
        }
        Value::Dict(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let (key, value) = (self::value(root, key), self::value(root, value));
                quote!((#key, #value))
            });
            quote!(#root::MemberValue::Dict(&[#(#entries),*]))
        }
        Value::Date { year, month, day } => {
            quote!(#root::MemberValue::Date { year: #year, month: #month, day: #day })
        }
    }
}
