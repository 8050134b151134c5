//! Structs: one for each class whose instances have attributes.

use pickle_core::schema::{Class, DefaultSource, Field, Layout, Place, Record, StandardClass, Type, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::attributes::{pickle_attribute, struct_attribute};
use super::docs::doc_attributes;
use super::equality::{has_weak, has_weak_field, write_equality};
use super::extras::ItemHead;
use super::findings::Finding;
use super::identifiers::{identifier, unraw};
use super::parameters::{WrittenParameters, write_parameters};
use super::types::{field_type, is_complex};
use super::values::{expression, fits, is_zero};
use crate::diagnostics::Code;
use crate::options::UnknownPolicy;

/// Writes the struct of a class, and its `PartialEq` and its `Default` where derive cannot make them.
pub(super) fn write_record(
    context: &Context<'_>,
    class: &Class,
    record: &Record,
    findings: &mut Vec<Finding>,
) -> TokenStream {
    let name = context.names.of_type(&class.name);
    let docs = doc_attributes(class.doc.as_deref());
    let ItemHead { derive, attributes, visibility } = context.head(&class.name, &derives(context, class, record));
    let parameters = write_parameters(context, class).declared;
    let attribute = struct_attribute(context, class, record);
    let fields: Vec<TokenStream> =
        record.fields.iter().map(|field| write_field(context, class, record, field, findings)).collect();
    let rest = rest_field(context, class, record);
    let equality = write_equality(context, class, record, rest.as_ref());
    let rest = rest.map(|rest| {
        quote! {
            /// Attributes that the class does not declare.
            #[pickle(rest)]
            #visibility #rest: ::pickle_core::Attributes,
        }
    });
    let default = write_default(context, class, record);
    quote! {
        #docs
        #derive
        #attribute
        #attributes
        #visibility struct #name #parameters {
            #(#fields)*
            #rest
        }
        #equality
        #default
    }
}

fn derives(context: &Context<'_>, class: &Class, record: &Record) -> Vec<TokenStream> {
    let mut derives = vec![quote!(Debug), quote!(Clone)];
    if !has_weak_field(record) {
        derives.push(quote!(PartialEq));
    }
    if context.traits.is_eq(&class.name) {
        derives.push(quote!(Eq));
    }
    if context.traits.is_hash(&class.name) {
        derives.push(quote!(Hash));
    }
    if context.traits.is_default(&class.name) && has_zero_defaults(record) {
        derives.push(quote!(Default));
    }
    derives.push(quote!(::pickle_core::Pickle));
    derives
}

fn write_field(
    context: &Context<'_>,
    class: &Class,
    record: &Record,
    field: &Field,
    findings: &mut Vec<Finding>,
) -> TokenStream {
    let name = context.names.of_member(&class.name, &field.name);
    let docs = doc_attributes(field.doc.as_deref());
    let ty = match field.place {
        Place::Extra => quote!(::core::option::Option<::pickle_core::Attributes>),
        _ => field_type(context, &class.name, &field.ty),
    };
    let ty = if field.can_be_unset { quote!(::pickle_core::Maybe<#ty>) } else { ty };
    let mut entries = place_entries(record, field);
    if unraw(&name) != field.name && is_attribute(field) {
        let wire_name = &field.name;
        entries.push(quote!(rename = #wire_name));
    }
    entries.extend(default_entry(context, class, record, field, findings));
    let attribute = (!entries.is_empty()).then(|| pickle_attribute(&entries));
    let lint = is_complex(&field.ty).then(|| quote!(#[allow(clippy::type_complexity)]));
    let visibility = context.visibility();
    let attributes = context.field_attributes(&class.name, &field.written_name);
    quote! {
        #docs
        #attribute
        #lint
        #attributes
        #visibility #name: #ty,
    }
}

/// The words of the derive for where a field stands.
fn place_entries(record: &Record, field: &Field) -> Vec<TokenStream> {
    let entry = match field.place {
        Place::Slot if record.layout == Layout::DictSlots => quote!(slot),
        Place::Attribute => quote!(state),
        Place::Argument => quote!(arg),
        Place::Arguments => match arguments_module(&field.ty) {
            Some(module) => quote!(args, with = ::pickle_core::pystd::arguments::#module),
            None => quote!(args),
        },
        Place::Value(base) => {
            let base = base.name();
            quote!(value = #base)
        }
        Place::Items => quote!(items),
        Place::Entries => quote!(entries),
        Place::Private => quote!(private),
        Place::FieldsSet => quote!(fields_set),
        Place::Extra => quote!(extra),
        _ => return Vec::new(),
    };
    vec![entry]
}

/// The module that turns a value into the arguments of its class, where they are not the value itself.
fn arguments_module(ty: &Type) -> Option<Ident> {
    let name = match ty {
        Type::ByteArray => "byte_array",
        Type::Standard(StandardClass::Date) => "date",
        Type::Standard(StandardClass::DateTime) => "datetime",
        Type::Standard(StandardClass::Time) => "time",
        Type::Standard(StandardClass::TimeDelta) => "timedelta",
        Type::Standard(StandardClass::Decimal) => "decimal",
        Type::Standard(StandardClass::Path) => "path",
        _ => return None,
    };
    Some(identifier(name))
}

/// Whether the field is an attribute, which has a name in Python.
fn is_attribute(field: &Field) -> bool {
    matches!(field.place, Place::State | Place::Slot | Place::Attribute | Place::Argument | Place::Private)
}

/// Whether the field has no name in the pickle.
fn is_positional(record: &Record, field: &Field) -> bool {
    let is_argument = |field: &Field| matches!(field.place, Place::Argument | Place::Arguments);
    match record.layout {
        Layout::List | Layout::Tuple => true,
        Layout::Args => field.place == Place::State,
        // Without an argument that is marked, all are arguments.
        Layout::Call => is_argument(field) || !record.fields.iter().any(is_argument),
        _ => is_argument(field),
    }
}

/// What a missing attribute is, if the class supplies a default.
fn default_entry(
    context: &Context<'_>,
    class: &Class,
    record: &Record,
    field: &Field,
    findings: &mut Vec<Finding>,
) -> Option<TokenStream> {
    let default = field.default.as_ref()?;
    let word = match default.source {
        DefaultSource::Class => quote!(default),
        // Whether an attribute is still as the class has it, is asked with `==`.
        DefaultSource::ClassAlone
            if keeps_unknown(context, record) && field.place == Place::State && !has_weak(&field.ty) =>
        {
            quote!(class_default)
        }
        DefaultSource::ClassAlone => quote!(default),
        _ => return None,
    };
    if !fits(context.target, &default.value, &field.ty) || !context.traits.can_make(&default.value) {
        let message =
            format!("the default of `{}` is not carried over: the type has no such constant", field.written_name);
        let help = "a pickle without this attribute is an error on load, and the struct has no `Default`";
        findings.push(Finding::about_field(class, field, Code::DefaultDropped, message, help));
        return None;
    }
    // What has no names in the pickle cannot lack one of them.
    if is_positional(record, field) {
        return None;
    }
    Some(match (&default.value, &field.ty) {
        (value, ty) if is_zero(value, ty) => word,
        (Value::Str(text), Type::Str) => quote!(#word = #text),
        (value, ty) => {
            let value = expression(context, value, ty);
            quote!(#word = #value)
        }
    })
}

/// Whether attributes that no field is for are kept.
fn keeps_unknown(context: &Context<'_>, record: &Record) -> bool {
    record.is_open && context.target.options.unknown == UnknownPolicy::Keep
}

/// The field for undeclared attributes, where the layout has a place for them.
fn rest_field(context: &Context<'_>, class: &Class, record: &Record) -> Option<Ident> {
    keeps_unknown(context, record).then(|| context.names.of_rest(&class.name))
}

fn has_zero_defaults(record: &Record) -> bool {
    record.fields.iter().all(|field| field.default.as_ref().is_none_or(|default| is_zero(&default.value, &field.ty)))
}

/// `impl Default`, if every field has a default and one of them is not Rust's own.
fn write_default(context: &Context<'_>, class: &Class, record: &Record) -> Option<TokenStream> {
    if !context.traits.is_default(&class.name) || has_zero_defaults(record) {
        return None;
    }
    let name = context.names.of_type(&class.name);
    let fields = record.fields.iter().map(|field| {
        let name = context.names.of_member(&class.name, &field.name);
        let default = match &field.default {
            Some(default) => expression(context, &default.value, &field.ty),
            None => quote!(::core::default::Default::default()),
        };
        quote!(#name: #default)
    });
    let rest = rest_field(context, class, record);
    let rest = rest.map(|rest| quote!(#rest: ::core::default::Default::default()));
    let fields = fields.chain(rest);
    let WrittenParameters { bounded, used, .. } = write_parameters(context, class);
    Some(quote! {
        impl #bounded ::core::default::Default for #name #used {
            fn default() -> Self {
                Self { #(#fields),* }
            }
        }
    })
}
