//! Structs of bits: one for each Python flag.

use pickle_core::schema::{Class, Flag, Value};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::attributes::{class_global, pickle_attribute};
use super::docs::doc_attributes;
use super::extras::{ItemHead, plain_derives};
use super::values::literal;

/// Writes the struct of a flag.
pub(super) fn write_flag(context: &Context<'_>, class: &Class, flag: &Flag) -> TokenStream {
    let name = context.names.of_type(&class.name);
    let docs = doc_attributes(class.doc.as_deref());
    let members = flag.members.iter().map(|member| {
        let name = context.names.of_member(&class.name, &member.name);
        let bits = literal(&Value::Int(member.bits.into()));
        quote!(#name = #bits)
    });
    let attribute = pickle_attribute(&[class_global(context, &class.name), quote!(flag(#(#members),*))]);
    let ItemHead { derive, attributes, visibility } = context.head(&class.name, &plain_derives());
    quote! {
        #docs
        #derive
        #attribute
        #attributes
        #visibility struct #name(#visibility i64);
    }
}
