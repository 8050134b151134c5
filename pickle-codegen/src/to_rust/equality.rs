//! `PartialEq` of structs with weak fields, which derive cannot make: a `Weak` has no `==`. What it points at is
//! compared where it is owned; an object that knows its parent is equal to one that knows another.

use pickle_core::schema::{Class, Record, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::docs::doc_attributes;
use super::parameters::{WrittenParameters, write_parameters};

/// Whether values of the type hold a `Weak`.
pub(super) fn has_weak(ty: &Type) -> bool {
    matches!(ty, Type::Weak(..)) || ty.parts().into_iter().any(has_weak)
}

/// Whether a field of the record is weak.
pub(super) fn has_weak_field(record: &Record) -> bool {
    record.fields.iter().any(|field| has_weak(&field.ty))
}

/// `impl PartialEq` by the fields that are not weak, if there is a weak one.
pub(super) fn write_equality(
    context: &Context<'_>,
    class: &Class,
    record: &Record,
    rest: Option<&Ident>,
) -> Option<TokenStream> {
    if !has_weak_field(record) {
        return None;
    }
    let name = context.names.of_type(&class.name);
    let name_of = |field: &str| context.names.of_member(&class.name, field);
    let (weak, compared): (Vec<_>, Vec<_>) = record.fields.iter().partition(|field| has_weak(&field.ty));
    let weak: Vec<String> = weak.iter().map(|field| format!("`{}`", name_of(&field.name))).collect();
    let docs = format!("Compares all but {}: what is pointed at is compared where it is owned.", weak.join(", "));
    let docs = doc_attributes(Some(&docs));
    let compared: Vec<Ident> = compared.iter().map(|field| name_of(&field.name)).chain(rest.cloned()).collect();
    let (other, is_equal) = match compared[..] {
        [] => (quote!(_), quote!(true)),
        _ => (quote!(other), quote!(#(self.#compared == other.#compared)&&*)),
    };
    let WrittenParameters { bounded, used, .. } = write_parameters(context, class);
    let parameters = class.parameters.iter().map(|parameter| context.names.of_parameter(&class.name, &parameter.name));
    let parameters: Vec<_> = parameters.collect();
    let bounds = (!parameters.is_empty()).then(|| quote!(where #(#parameters: ::core::cmp::PartialEq),*));
    Some(quote! {
        #docs
        impl #bounded ::core::cmp::PartialEq for #name #used #bounds {
            fn eq(&self, #other: &Self) -> bool {
                #is_equal
            }
        }
    })
}
