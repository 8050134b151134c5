//! Rules for a struct as a whole, and the model of one without mistakes.

use syn::spanned::Spanned;
use syn::{DataStruct, DeriveInput, Path};

use super::arguments::{Arguments, resolve};
use super::written::{WrittenField, WrittenStruct};
use super::{check_module, class_name, contents, fields, flag, global, globals, head, names};
use crate::attributes::name_of;
use crate::errors::{Errors, error, error_with_help};
use crate::model::{Attribute, Class, CustomState, Field, Item, Layout, Missing, Place, Role, Unknown};
use crate::values::FieldDefault;

/// Checks a struct.
pub(super) fn check(input: &DeriveInput, data: &DataStruct) -> darling::Result<Item> {
    let mut errors = Errors::default();
    let item = match WrittenStruct::read(input, data, &mut errors) {
        Some(written) if is_bare_tuple(&written) => {
            errors.push(bare_tuple(input));
            None
        }
        Some(written) if written.attributes.flag.is_given() => {
            flag::check(&written, &mut errors).map(|flag| Item::Flag(Box::new(flag)))
        }
        Some(written) => check_written(&written, &mut errors).map(|class| Item::Class(Box::new(class))),
        None => None,
    };
    errors.finish_with(item)?.ok_or_else(|| error(&input.ident, "the attributes have a mistake"))
}

fn check_written(written: &WrittenStruct<'_>, errors: &mut Errors) -> Option<Class> {
    check_module(written.input, &written.attributes.module, errors);
    if written.has_custom_state() {
        check_custom_state(written, errors);
        return custom_class(written);
    }
    check_reduce(written, errors);
    check_newargs(written, errors);
    check_unknown(written, errors);
    check_rest(written, errors);
    contents::check(written, errors);
    check_global(written, errors);
    for field in &written.fields {
        fields::check(written, field, errors);
    }
    names::check(written, errors);
    let arguments = resolve(written, errors);
    class(written, &arguments)
}

/// A struct such as `struct Meters(f64);`, whose author may expect it to be its field.
fn is_bare_tuple(written: &WrittenStruct<'_>) -> bool {
    let has_attributes = |attributes: &[syn::Attribute]| attributes.iter().any(|it| it.path().is_ident("pickle"));
    written.is_tuple && !has_attributes(&written.input.attrs)
}

fn bare_tuple(input: &DeriveInput) -> darling::Error {
    error_with_help(
        &input.ident,
        format_args!("`{}` has no names for its fields and no Python module", input.ident),
        "for a named tuple add `#[pickle(module = \"app.models\", layout = \"args\")]`; to be pickled as its one field, \
         implement `Pickle` and `Unpickle` by hand",
    )
}

/// `getstate` and `setstate` come together and alone.
fn check_custom_state(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    for (one, other) in [(&attributes.getstate, "setstate"), (&attributes.setstate, "getstate")] {
        let is_pair = attributes.getstate.is_given() && attributes.setstate.is_given();
        if let Some(at) = one.at().filter(|_| !is_pair) {
            let message = format_args!("`{}` needs `{other}` beside it", name_of(at));
            errors.push(error_with_help(at, message, format_args!("add `{other} = path`, the way back")));
        }
    }
    let given = [
        attributes.layout.at(),
        attributes.accept.at(),
        attributes.newargs.at(),
        attributes.newargs_ex.at(),
        attributes.reduce.at(),
        attributes.args.at(),
        attributes.state.at(),
        attributes.unknown.at(),
    ];
    for at in given.into_iter().flatten() {
        errors.push(beside_custom_state(at));
    }
    written.fields.iter().for_each(|field| fields::check_beside_custom_state(field, errors));
}

pub(super) fn beside_custom_state(at: &Path) -> darling::Error {
    let message = format_args!("`{}` says nothing beside `getstate` and `setstate`", name_of(at));
    error_with_help(at, message, "remove it: the whole state goes through these two functions")
}

/// `reduce` and `args` come together, `state` only with them, and no other layout.
fn check_reduce(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    let Some(reduce) = attributes.reduce.at() else {
        for at in [attributes.args.at(), attributes.state.at()].into_iter().flatten() {
            let message = format_args!("`{}` needs `reduce` beside it", name_of(at));
            errors.push(error_with_help(at, message, "add `reduce = \"module.callable\"`"));
        }
        return;
    };
    if !attributes.args.is_given() {
        let help = "add `args(field, ..)`, the arguments of the callable";
        errors.push(error_with_help(reduce, "`reduce` needs `args` beside it", help));
    }
    if let Some(named) = attributes.layout.value().filter(|named| named.layout != Layout::Call) {
        let message = format_args!("`reduce` excludes `layout = \"{}\"`", named.layout.name());
        errors.push(error_with_help(&named.text, message, "remove `layout`: a `__reduce__` is always a call"));
    }
}

/// The arguments of `__new__` are for the layouts that call it with something else than all fields.
fn check_newargs(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    let Some(layout @ (Layout::Args | Layout::Call)) = written.layout() else { return };
    let excluded_by = if attributes.reduce.is_given() { "`reduce`".to_owned() } else { in_attribute(layout) };
    for at in [attributes.newargs.at(), attributes.newargs_ex.at()].into_iter().flatten() {
        let message = format_args!("{excluded_by} excludes `{}`", name_of(at));
        errors.push(error_with_help(at, message, "remove one of them: both say what the arguments are"));
    }
}

fn check_unknown(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let Some(policy) = written.attributes.unknown.value() else { return };
    match (policy.unknown, written.rest()) {
        (Unknown::Keep, None) => {
            let help = "add a field `#[pickle(rest)] extra: ::pickle_core::Attributes`";
            errors.push(error_with_help(&policy.text, "`unknown = \"keep\"` needs a `rest` field", help));
        }
        (Unknown::Deny | Unknown::Ignore, Some(rest)) => {
            let message = format_args!(
                "`unknown = {:?}` contradicts the field `{}`, which is marked `rest`",
                policy.text.value(),
                rest.rust_name()
            );
            errors.push(error_with_help(&policy.text, message, "remove one of them"));
        }
        _ => {}
    }
}

/// One field keeps the unknown attributes, where the layout has room for them.
fn check_rest(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let rest: Vec<&WrittenField<'_>> = written.fields.iter().filter(|field| field.is_rest()).collect();
    if let [first, others @ ..] = &rest[..] {
        for at in others.iter().filter_map(|field| field.attributes.rest.at()) {
            let message = format_args!("`{}` is marked `rest` already", first.rust_name());
            errors.push(error_with_help(at, message, "one field keeps all unknown attributes"));
        }
    }
    let Some(layout @ (Layout::Slots | Layout::List | Layout::Args)) = written.layout() else { return };
    if let Some(at) = rest.first().and_then(|field| field.attributes.rest.at()) {
        let message = format_args!("{} excludes a `rest` field", in_attribute(layout));
        errors.push(error_with_help(at, message, "instances of this layout have no `__dict__` for unknown attributes"));
    }
}

/// A global is only its name.
fn check_global(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    if let Some(named) = attributes.accept.value().and_then(|list| list.0.iter().find(|it| it.layout == Layout::Global))
    {
        let help = "give the class `layout = \"global\"`, or remove it: an instance has no name";
        errors.push(error_with_help(&named.text, "`accept` excludes \"global\"", help));
    }
    if written.layout() != Some(Layout::Global) {
        return;
    }
    let given = [attributes.accept.at(), attributes.newargs.at(), attributes.newargs_ex.at(), attributes.unknown.at()];
    for at in given.into_iter().chain([attributes.state_setter.at(), attributes.default.at()]).flatten() {
        let message = format_args!("`layout = \"global\"` excludes `{}`", name_of(at));
        errors.push(error_with_help(at, message, "remove it: the pickle has nothing but the name"));
    }
    for field in written.fields.iter().filter(|field| !field.is_skipped()) {
        let message = format_args!("`layout = \"global\"` has no place for the field `{}`", field.rust_name());
        errors.push(error_with_help(&field.span(), message, "remove it, or mark it `skip`"));
    }
}

fn in_attribute(layout: Layout) -> String {
    format!("`layout = \"{}\"`", layout.name())
}

fn custom_class(written: &WrittenStruct<'_>) -> Option<Class> {
    let custom_state = CustomState {
        getstate: written.attributes.getstate.value()?.clone(),
        setstate: written.attributes.setstate.value()?.clone(),
    };
    Some(Class { fields: Vec::new(), custom_state: Some(custom_state), ..class(written, &Arguments::default())? })
}

fn class(written: &WrittenStruct<'_>, arguments: &Arguments) -> Option<Class> {
    let attributes = &written.attributes;
    let name = class_name(written.input, &attributes.module, &attributes.name, &attributes.alias)?;
    let callable = attributes.reduce.value().map(global).filter(|callable| *callable != name.global);
    let unknown = match attributes.unknown.value() {
        Some(policy) => policy.unknown,
        None if written.rest().is_some() => Unknown::Keep,
        None => Unknown::Deny,
    };
    Some(Class {
        head: head(written.input),
        name,
        subclasses: globals(&attributes.subclasses),
        layout: written.layout()?,
        accepts: attributes.accept.value().map_or_else(Vec::new, |names| names.0.iter().map(|it| it.layout).collect()),
        fields: model_fields(written, arguments),
        arguments: arguments.positional.clone(),
        keywords: arguments.keywords.clone(),
        callable,
        state_setter: attributes.state_setter.value().map(global),
        unknown,
        default: attributes.default.at().map(Spanned::span),
        custom_state: None,
    })
}

fn model_fields(written: &WrittenStruct<'_>, arguments: &Arguments) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut index = 0;
    for field in &written.fields {
        let role = if field.is_rest() {
            Role::Rest
        } else if field.is_skipped() {
            Role::Skip
        } else {
            index += 1;
            Role::Attribute(Box::new(attribute(written, field, index - 1, arguments)))
        };
        fields.push(Field { member: field.member.clone(), ty: field.field.ty.clone(), role });
    }
    fields
}

fn attribute(written: &WrittenStruct<'_>, field: &WrittenField<'_>, index: usize, arguments: &Arguments) -> Attribute {
    let attributes = &field.attributes;
    let place = match written.layout() {
        _ if attributes.items.is_given() => Place::Items,
        _ if attributes.entries.is_given() => Place::Entries,
        Some(Layout::Args) => Place::Argument,
        Some(Layout::Call) if arguments.positional.contains(&index) => Place::Argument,
        _ if attributes.slot.is_given() => Place::Slot,
        _ if attributes.arg.is_given() => Place::Argument,
        _ => Place::State,
    };
    let missing = match attributes.default.value() {
        Some(FieldDefault::OfType) => Missing::DefaultOfType,
        Some(FieldDefault::Expression(expression)) => Missing::Expression(expression.clone()),
        None => written.attributes.default.at().map_or(Missing::Error, |at| Missing::DefaultOfStruct(at.span())),
    };
    Attribute {
        index,
        name: field.wire_name(),
        aliases: attributes.alias.values.iter().map(syn::LitStr::value).collect(),
        place,
        missing,
        with: attributes.with.value().cloned(),
    }
}
