//! Rules for the lists of fields in `newargs`, `newargs_ex`, `args` and `state`.

use syn::Ident;

use super::written::{WrittenField, WrittenStruct};
use super::{places, python_name};
use crate::attributes::{Once, name_of};
use crate::errors::{Errors, error, error_with_help, instead_of};
use crate::model::Layout;
use crate::values::FieldNames;

/// The arguments of the constructor or callable, as indices of attributes.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) positional: Vec<usize>,
    pub(super) keywords: Vec<usize>,
}

/// One list, with what it says that is right.
struct Resolved<'a> {
    list: &'a Once<FieldNames>,
    indices: Vec<usize>,
    /// Whether all of it is right, so that a field which is absent is meant to be absent.
    is_complete: bool,
}

/// Finds the fields of all lists.
pub(super) fn resolve(written: &WrittenStruct<'_>, errors: &mut Errors) -> Arguments {
    let attributes = &written.attributes;
    check_args_field(written, errors);
    if attributes.args.is_given() {
        let arguments = find(written, &attributes.args, errors);
        let state = find(written, &attributes.state, errors);
        check_disjoint(&arguments, &state, errors);
        check_all_listed(written, &arguments, &state, errors);
        check_arg_fields(written, &[&arguments], errors);
        return Arguments { positional: arguments.indices, keywords: Vec::new() };
    }
    if let Some(layout) = written.layout().filter(|layout| layout.is_made_of_fields()) {
        return Arguments { positional: marked_arguments(written, layout), keywords: Vec::new() };
    }
    let positional = find(written, &attributes.newargs, errors);
    let keywords = find(written, &attributes.newargs_ex, errors);
    check_disjoint(&positional, &keywords, errors);
    check_arg_fields(written, &[&positional, &keywords], errors);
    Arguments { positional: positional.indices, keywords: keywords.indices }
}

/// The fields that are arguments by the marks on them: those with `arg`, if one field of a call has that or `args`, else
/// all attributes without a mark of another kind.
fn marked_arguments(written: &WrittenStruct<'_>, layout: Layout) -> Vec<usize> {
    let is_explicit = layout == Layout::Call
        && written.fields.iter().any(|field| field.attributes.arg.is_given() || field.attributes.args.is_given());
    let is_argument = |field: &WrittenField<'_>| match is_explicit {
        true => field.attributes.arg.is_given(),
        false => !places::is_marked(&field.attributes),
    };
    let fields = written.attribute_fields().enumerate();
    fields.filter(|(_, field)| is_argument(field)).map(|(index, _)| index).collect()
}

/// The tuple of all arguments leaves none for other fields.
fn check_args_field(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let Some(whole) = written.fields.iter().find(|field| field.attributes.args.is_given()) else { return };
    let list = written.attributes.args.at().map(|at| (at, "args(..)"));
    let marks = written.fields.iter().filter(|field| !field.attributes.args.is_given());
    let marks = marks.filter_map(|field| field.attributes.arg.at().map(|at| (at, "arg")));
    for (at, other) in list.into_iter().chain(marks) {
        let message = format_args!("the field `{}` is marked `args`, which excludes `{other}`", whole.rust_name());
        errors.push(error_with_help(at, message, "remove one of them: both say what the arguments are"));
    }
}

fn find<'a>(written: &WrittenStruct<'_>, list: &'a Once<FieldNames>, errors: &mut Errors) -> Resolved<'a> {
    let mut resolved = Resolved { list, indices: Vec::new(), is_complete: !list.is_mistaken() };
    for name in list.value().map_or(&[][..], |names| &names.0) {
        match find_field(written, list, name) {
            Ok(index) if resolved.indices.contains(&index) => {
                errors.push(error(name, format_args!("duplicate field `{name}` in `{}`", list_name(list))));
            }
            Ok(index) => resolved.indices.push(index),
            Err(error) => {
                errors.push(error);
                resolved.is_complete = false;
            }
        }
    }
    resolved
}

/// The index of the attribute that a list names: by the field's name in Rust, or else by its name in the pickle.
fn find_field(written: &WrittenStruct<'_>, list: &Once<FieldNames>, ident: &Ident) -> darling::Result<usize> {
    let name = python_name(ident);
    let fields: Vec<&WrittenField<'_>> = written.attribute_fields().collect();
    let by_rust_name = fields.iter().position(|field| field.has_name() && field.rust_name() == name);
    let by_wire_name = || fields.iter().position(|field| field.has_name() && field.wire_name() == name);
    if let Some(index) = by_rust_name.or_else(by_wire_name) {
        return Ok(index);
    }
    if written.fields.iter().any(|field| field.rust_name() == name) {
        let message = format_args!("`{}` names the field `{name}`, which holds no attribute", list_name(list));
        return Err(error_with_help(
            ident,
            message,
            "name fields without `skip`, `rest`, `items`, `entries` and `flatten`",
        ));
    }
    let names: Vec<String> = fields.iter().map(|field| field.rust_name()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = format_args!("`{}` names the field `{name}`, which does not exist", list_name(list));
    Err(error_with_help(ident, message, instead_of(&name, &names, "fields")))
}

/// No field is in two lists.
fn check_disjoint(one: &Resolved<'_>, other: &Resolved<'_>, errors: &mut Errors) {
    let idents = other.list.value().map_or(&[][..], |names| &names.0);
    if !other.is_complete || idents.len() != other.indices.len() {
        return;
    }
    for (ident, _) in idents.iter().zip(&other.indices).filter(|(_, index)| one.indices.contains(index)) {
        let message = format_args!("`{ident}` is in both `{}` and `{}`", list_name(one.list), list_name(other.list));
        errors.push(error_with_help(ident, message, "remove it from one of them"));
    }
}

/// What `reduce` gets neither as an argument nor as state would be lost.
fn check_all_listed(written: &WrittenStruct<'_>, arguments: &Resolved<'_>, state: &Resolved<'_>, errors: &mut Errors) {
    if !arguments.list.is_given() || !arguments.is_complete || !state.is_complete {
        return;
    }
    for (index, field) in written.attribute_fields().enumerate().filter(|(_, field)| field.has_name()) {
        if !arguments.indices.contains(&index) && !state.indices.contains(&index) {
            let message = format_args!("`{}` is neither in `args` nor in `state`", field.rust_name());
            errors.push(error_with_help(&field.span(), message, "add it to one of them, or mark it `skip`"));
        }
    }
}

/// A field that is only an argument has to be one.
fn check_arg_fields(written: &WrittenStruct<'_>, lists: &[&Resolved<'_>], errors: &mut Errors) {
    let has_arguments = written.layout().is_none_or(Layout::has_arguments);
    if lists.iter().any(|list| !list.is_complete) || !has_arguments {
        return;
    }
    for (index, field) in written.attribute_fields().enumerate() {
        let is_listed = lists.iter().any(|list| list.indices.contains(&index));
        if let Some(at) = field.attributes.arg.at().filter(|_| !is_listed) {
            let message = format_args!("`arg` on `{}`, which is no argument", field.rust_name());
            let list = if written.has_reduced_call() { "args" } else { "newargs" };
            errors.push(error_with_help(at, message, format_args!("name it in `{list}(..)` on the struct")));
        }
    }
}

fn list_name(list: &Once<FieldNames>) -> String {
    list.at().map_or_else(String::new, name_of)
}
