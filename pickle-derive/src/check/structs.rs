//! Rules for a struct as a whole, and the model of one without mistakes.

use syn::spanned::Spanned;
use syn::{DataStruct, DeriveInput, Path};

use super::arguments::{Arguments, resolve};
use super::written::{WrittenField, WrittenStruct};
use super::{
    check_module, class_name, contents, fields, flag, flatten, global, globals, head, layouts, mapping_name, names,
    places, reduce, remote,
};
use crate::attributes::name_of;
use crate::errors::{Errors, error, error_with_help, in_attribute};
use crate::model::{Attribute, Class, CustomState, Field, Flattened, Item, Layout, Missing, Place, Role, Unknown};
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
    if written.layout() != Some(Layout::Mapping) {
        check_module(written.input, &written.attributes.module, errors);
    }
    if written.has_custom_state() {
        check_custom_state(written, errors);
        return custom_class(written);
    }
    reduce::check(written, errors);
    check_newargs(written, errors);
    check_unknown(written, errors);
    check_rest(written, errors);
    places::check(written, errors);
    contents::check(written, errors);
    layouts::check(written, errors);
    flatten::check(written, errors);
    remote::check(written, errors);
    for field in &written.fields {
        fields::check(written, field, errors);
    }
    names::check(written, errors);
    let arguments = resolve(written, errors);
    fields::check_tuple_fields(written, &arguments, errors);
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
        attributes.remote.at(),
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

/// The arguments of `__new__` are for the layouts that call it with something else than all fields.
fn check_newargs(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    let is_made_of_fields = |layout: &Layout| layout.is_made_of_fields() || *layout == Layout::MsgspecKwOnly;
    let Some(layout) = written.layout().filter(is_made_of_fields) else { return };
    let excluded_by = if written.has_reduced_call() { "`reduce`".to_owned() } else { in_attribute(layout) };
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

/// The unknown attributes are kept where the layout has room for them.
fn check_rest(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let Some(layout) = written.layout().filter(|layout| !layout.has_rest()) else { return };
    if let Some(at) = written.rest().and_then(|field| field.attributes.rest.at()) {
        let message = format_args!("{} excludes a `rest` field", in_attribute(layout));
        errors.push(error_with_help(at, message, "instances of this layout have no `__dict__` for unknown attributes"));
    }
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
    let name = match written.layout()? {
        Layout::Mapping => mapping_name(written.input),
        _ => class_name(written.input, &attributes.module, &attributes.name, &attributes.alias)?,
    };
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
        remote: remote::model(written),
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
            match field.attributes.flatten.at() {
                Some(at) => Role::Flatten(Flattened { index: index - 1, at: at.span() }),
                None => Role::Attribute(Box::new(attribute(written, field, index - 1, arguments))),
            }
        };
        let (member, ty, getter) = (field.member.clone(), field.field.ty.clone(), field.attributes.getter.value());
        fields.push(Field { member, ty, role, getter: getter.cloned() });
    }
    fields
}

fn attribute(written: &WrittenStruct<'_>, field: &WrittenField<'_>, index: usize, arguments: &Arguments) -> Attribute {
    let attributes = &field.attributes;
    let missing = match (attributes.class_default.value(), attributes.default.value()) {
        (Some(FieldDefault::OfType), _) => Missing::LeftToClass(None),
        (Some(FieldDefault::Expression(expression)), _) => Missing::LeftToClass(Some(expression.clone())),
        (None, Some(FieldDefault::OfType)) => Missing::DefaultOfType,
        (None, Some(FieldDefault::Expression(expression))) => Missing::Expression(expression.clone()),
        (None, None) => {
            written.attributes.default.at().map_or(Missing::Error, |at| Missing::DefaultOfStruct(at.span()))
        }
    };
    Attribute {
        index,
        name: field.wire_name(),
        aliases: attributes.alias.values.iter().map(syn::LitStr::value).collect(),
        place: place(written, field, index, arguments),
        missing,
        with: attributes.with.value().cloned(),
    }
}

fn place(written: &WrittenStruct<'_>, field: &WrittenField<'_>, index: usize, arguments: &Arguments) -> Place {
    let attributes = &field.attributes;
    if let Some(base) = attributes.value.value() {
        return Place::Value(base.0);
    }
    match written.layout() {
        _ if attributes.items.is_given() => Place::Items,
        _ if attributes.entries.is_given() => Place::Entries,
        _ if attributes.args.is_given() => Place::Arguments,
        _ if attributes.private.is_given() => Place::Private,
        _ if attributes.fields_set.is_given() => Place::FieldsSet,
        _ if attributes.extra.is_given() => Place::Extra,
        Some(layout) if layout.is_made_of_fields() && arguments.positional.contains(&index) => Place::Argument,
        _ if attributes.slot.is_given() => Place::Slot,
        _ if attributes.arg.is_given() => Place::Argument,
        _ => Place::State,
    }
}
