//! Rust enums: one for each Python enumeration.

use pickle_core::schema::{Class, Enumeration, Member};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::attributes::{class_global, pickle_attribute};
use super::docs::doc_attributes;
use super::extras::{ItemHead, plain_derives};
use super::values::literal;

/// Writes the enum of a class.
pub(super) fn write_enumeration(context: &Context<'_>, class: &Class, enumeration: &Enumeration) -> TokenStream {
    let name = context.names.of_type(&class.name);
    let docs = doc_attributes(class.doc.as_deref());
    let mut entries = vec![class_global(context, &class.name)];
    if enumeration.is_by_name {
        entries.push(quote!(by = "name"));
    }
    let attribute = pickle_attribute(&entries);
    let ItemHead { derive, attributes, visibility } = context.head(&class.name, &plain_derives());
    let variants = enumeration.members.iter().map(|member| write_variant(context, class, member));
    quote! {
        #docs
        #derive
        #attribute
        #attributes
        #visibility enum #name {
            #(#variants)*
        }
    }
}

fn write_variant(context: &Context<'_>, class: &Class, member: &Member) -> TokenStream {
    let name = context.names.of_member(&class.name, &member.name);
    let docs = doc_attributes(member.doc.as_deref());
    let value = literal(&member.value);
    let mut entries = Vec::new();
    if name != member.name {
        let member_name = &member.name;
        entries.push(quote!(name = #member_name));
    }
    entries.push(quote!(value = #value));
    if !member.aliases.is_empty() {
        let aliases = &member.aliases;
        entries.push(quote!(alias(#(#aliases),*)));
    }
    let attribute = pickle_attribute(&entries);
    let attributes = context.field_attributes(&class.name, &member.name);
    quote! {
        #docs
        #attribute
        #attributes
        #name,
    }
}
