//! Rules of single layouts: what they have no place for, what they cannot do without, and which of them load another's
//! pickles.

use syn::Path;

use super::places;
use super::written::WrittenStruct;
use crate::attributes::name_of;
use crate::errors::{Errors, error_with_help, in_attribute, quoted_list};
use crate::model::Layout;
use crate::values::LayoutName;

/// Checks the struct against its layout.
pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let Some(layout) = written.layout() else { return };
    for named in written.attributes.accept.value().map_or(&[][..], |names| &names.0) {
        check_accepted(layout, named, errors);
    }
    match layout {
        Layout::Global => check_global(written, errors),
        Layout::Mapping => check_mapping(written, errors),
        Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root => check_pydantic(written, layout, errors),
        Layout::Dict | Layout::Slots | Layout::DictSlots => check_value(written, errors),
        _ => {}
    }
}

/// Layouts whose pickles look alike, or that have too little in common.
fn check_accepted(layout: Layout, named: &LayoutName, errors: &mut Errors) {
    let help = match named.layout {
        Layout::Global => "give the class `layout = \"global\"`, or remove it: an instance has no name",
        Layout::Mapping => "give the struct `layout = \"mapping\"`, or remove it: an instance is no dict",
        accepted if accepted.is_pydantic() != layout.is_pydantic() => {
            "remove it: the state of a pydantic model can be taken for no other, so that both have to be pydantic's"
        }
        _ => return,
    };
    let message = match named.layout {
        Layout::Global | Layout::Mapping => format!("`accept` excludes {:?}", named.text.value()),
        _ => format!("{} excludes `accept({:?})`", in_attribute(layout), named.text.value()),
    };
    errors.push(error_with_help(&named.text, message, help));
}

/// A global is only its name.
fn check_global(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    let given = [attributes.accept.at(), attributes.newargs.at(), attributes.newargs_ex.at(), attributes.unknown.at()];
    let others = [attributes.state_setter.at(), attributes.default.at()];
    check_absent(Layout::Global, &given, "the pickle has nothing but the name", errors);
    check_absent(Layout::Global, &others, "the pickle has nothing but the name", errors);
    for field in written.fields.iter().filter(|field| !field.is_skipped()) {
        let message = format_args!("`layout = \"global\"` has no place for the field `{}`", field.rust_name());
        errors.push(error_with_help(&field.span(), message, "remove it, or mark it `skip`"));
    }
}

/// A mapping is a dict, of no class and with no state.
fn check_mapping(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = &written.attributes;
    let of_class = [attributes.module.at(), attributes.name.at(), attributes.alias.at(), attributes.accept.at()];
    let of_object = [attributes.newargs.at(), attributes.newargs_ex.at(), attributes.state_setter.at()];
    for given in [&of_class[..], &of_object] {
        check_absent(Layout::Mapping, given, "the pickle has a dict, which says nothing of a class", errors);
    }
}

fn check_absent(layout: Layout, given: &[Option<&Path>], reason: &str, errors: &mut Errors) {
    for at in given.iter().copied().flatten() {
        let message = format_args!("{} excludes `{}`", in_attribute(layout), name_of(at));
        errors.push(error_with_help(at, message, format_args!("remove it: {reason}")));
    }
}

/// A model without the names of the fields that were set would be another one.
fn check_pydantic(written: &WrittenStruct<'_>, layout: Layout, errors: &mut Errors) {
    if !written.fields.iter().any(|field| field.attributes.fields_set.is_given()) {
        let ident = &written.input.ident;
        let message = format_args!("{} needs a `fields_set` field, which `{ident}` has not", in_attribute(layout));
        let help = "add `#[pickle(fields_set)] fields_set: ::pickle_core::IndexSet<String>`";
        errors.push(error_with_help(ident, message, help));
    }
    if layout == Layout::Pydantic2Root {
        check_root(written, errors);
    }
}

/// A root model is its one value.
fn check_root(written: &WrittenStruct<'_>, errors: &mut Errors) {
    let attributes = written.fields.iter().filter(|field| field.has_name() && !places::is_marked(&field.attributes));
    let names: Vec<String> = attributes.map(|field| field.wire_name()).collect();
    if names == ["root"] {
        return;
    }
    let ident = &written.input.ident;
    let quoted: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = if names.is_empty() { "none".to_owned() } else { quoted_list(&quoted) };
    let message = format_args!(
        "{} needs one attribute, named `root`, and `{ident}` has {found}",
        in_attribute(Layout::Pydantic2Root)
    );
    let help = "name the field `root`, or mark it `rename = \"root\"`; a model with other attributes is \
                `layout = \"pydantic2\"`";
    errors.push(error_with_help(ident, message, help));
}

/// The value is what `__new__` gets.
fn check_value(written: &WrittenStruct<'_>, errors: &mut Errors) {
    if !written.fields.iter().any(|field| field.attributes.value.is_given()) {
        return;
    }
    let attributes = &written.attributes;
    let lists = [attributes.newargs.at(), attributes.newargs_ex.at(), attributes.reduce.at()].into_iter().flatten();
    let marks = written.fields.iter().flat_map(|field| [field.attributes.items.at(), field.attributes.entries.at()]);
    for at in lists.chain(marks.flatten()) {
        let message = format_args!("a `value` field excludes `{}`", name_of(at));
        errors.push(error_with_help(at, message, "remove one of them: the object is made of the value alone"));
    }
}
