//! The rules: attributes in, the checked model or all mistakes out.

mod written;
mod structs;
mod fields;
mod names;
mod places;
mod reduce;
mod contents;
mod layouts;
mod arguments;
mod flatten;
mod remote;
mod conversions;
mod enums;
mod variants;
mod members;
mod union;
mod literal;
mod flag;

use syn::{Data, DeriveInput, ExprPath, Ident, parse_quote};

use crate::attributes::{self, Once};
use crate::errors::{Errors, error_with_help};
use crate::model::{ClassName, Global, Head, Item};
use crate::values::{DottedName, GlobalName, List};

/// Checks everything that the derive is given.
pub(crate) fn check(input: &DeriveInput) -> darling::Result<Item> {
    if let Some(conversion) = conversions::check(input) {
        return conversion.map(|conversion| Item::Conversion(Box::new(conversion)));
    }
    match &input.data {
        Data::Struct(data) => structs::check(input, data),
        Data::Enum(data) => enums::check(input, data),
        Data::Union(data) => Err(error_with_help(
            &data.union_token,
            "a union has no pickle",
            "derive `Pickle` on a struct, or on an enum with `#[pickle(union)]`",
        )),
    }
}

/// Where pickle_core is.
pub(crate) fn root(input: &DeriveInput) -> ExprPath {
    attributes::crate_path(&input.attrs).unwrap_or_else(|| parse_quote!(::pickle_core))
}

/// What all types have in common.
fn head(input: &DeriveInput) -> Head {
    let bounds = attributes::bounds(&input.attrs);
    Head { ident: input.ident.clone(), generics: input.generics.clone(), root: root(input), bounds }
}

/// The names of a class; nothing without a module.
fn class_name(
    input: &DeriveInput,
    module: &Once<DottedName>,
    name: &Once<DottedName>,
    alias: &Once<List<GlobalName>>,
) -> Option<ClassName> {
    let name = name.value().map_or_else(|| python_name(&input.ident), |name| name.0.value());
    Some(ClassName { global: Global { module: module.value()?.0.value(), name }, aliases: globals(alias) })
}

fn globals(names: &Once<List<GlobalName>>) -> Vec<Global> {
    names.value().map_or_else(Vec::new, |names| names.0.iter().map(global).collect())
}

/// The name of a `TypedDict` is in no pickle, only in messages.
fn mapping_name(input: &DeriveInput) -> ClassName {
    ClassName { global: Global { module: "typing".to_owned(), name: python_name(&input.ident) }, aliases: Vec::new() }
}

fn check_module(input: &DeriveInput, module: &Once<DottedName>, errors: &mut Errors) {
    if !module.is_given() {
        let message = format_args!("`{}` needs the Python module of its class", input.ident);
        errors.push(error_with_help(&input.ident, message, "add `#[pickle(module = \"app.models\")]`"));
    }
}

fn global(name: &GlobalName) -> Global {
    Global { module: name.module.clone(), name: name.name.clone() }
}

/// A Rust identifier without the `r#` of a keyword.
fn python_name(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}
