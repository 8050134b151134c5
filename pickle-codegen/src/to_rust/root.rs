//! The alias `Root`: what a whole pickle is loaded as.

use pickle_core::schema::{Class, ClassKind, ClassName, Field, Layout, Record, Schema, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::types::{field_type, is_complex};

/// The schema with the root as the one field of a class that is written as an alias, so that the type goes the way of all
/// others.
pub(super) fn with_root(schema: &Schema, root: &Type) -> Schema {
    let mut record = Record::new(Layout::Dict);
    record.is_open = false;
    record.fields.push(Field::new("value", root.clone()));
    let mut schema = schema.clone();
    schema.classes.push(Class::new(name(), ClassKind::Record(record)));
    schema
}

fn name() -> ClassName {
    ClassName::new("", "Root")
}

/// Whether the class stands for the root.
pub(super) fn is_root(class: &Class) -> bool {
    class.name == name()
}

/// Writes the alias.
pub(super) fn write_root(context: &Context<'_>, class: &Class) -> TokenStream {
    let ClassKind::Record(Record { fields, .. }) = &class.kind else { return TokenStream::new() };
    let root = context.names.of_type(&class.name);
    let types = fields.iter().map(|field| {
        let ty = field_type(context, &class.name, &field.ty);
        let lint = is_complex(&field.ty).then(|| quote!(#[allow(clippy::type_complexity)]));
        quote! {
            /// What a pickle holds as a whole.
            #lint
            pub type #root = #ty;
        }
    });
    quote!(#(#types)*)
}
