//! Rules for a struct that stands for a Python `Flag`, and the model of one without mistakes.

use quote::ToTokens;
use syn::Type;
use syn::spanned::Spanned;

use super::written::WrittenStruct;
use super::{check_module, class_name, head};
use crate::attributes::{Vocabulary, name_of};
use crate::errors::{Errors, error, error_with_help};
use crate::model::{Flag, FlagMember};

const INTS: [&str; 12] = ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

/// The functions that the derive gives the struct.
const FUNCTIONS: [&str; 4] = ["bits", "from_bits", "contains", "is_empty"];

pub(super) fn check(written: &WrittenStruct<'_>, errors: &mut Errors) -> Option<Flag> {
    let (input, attributes) = (written.input, &written.attributes);
    check_module(input, &attributes.module, errors);
    for at in attributes.given() {
        if !["module", "name", "alias", "flag", "crate"].iter().any(|own| at.is_ident(own)) {
            let message = format_args!("`flag` excludes `{}`", name_of(at));
            errors.push(error_with_help(at, message, "remove one of them: a flag is an int and has no attributes"));
        }
    }
    let bits = check_field(written, errors);
    let members = attributes.flag.value().map_or_else(Vec::new, |members| members.0.clone());
    check_names(&members, errors);
    Some(Flag {
        head: head(input),
        name: class_name(input, &attributes.module, &attributes.name, &attributes.alias)?,
        vis: input.vis.clone(),
        bits: bits?,
        members,
    })
}

/// The struct has one field, an int.
fn check_field(written: &WrittenStruct<'_>, errors: &mut Errors) -> Option<Type> {
    let ident = &written.input.ident;
    let [field] = &written.fields[..] else {
        let message = format_args!("`{ident}` is a flag and needs one field for its bits");
        errors.push(error_with_help(ident, message, format_args!("write `struct {ident}(i64);`")));
        return None;
    };
    for at in field.attributes.given() {
        let message = format_args!("`flag` excludes `{}` on the field", name_of(at));
        errors.push(error_with_help(at, message, "remove it: the field is the int"));
    }
    let ty = &field.field.ty;
    let is_int = matches!(ty, Type::Path(path) if INTS.iter().any(|int| path.path.is_ident(int)));
    if !written.is_tuple {
        let message = format_args!("the bits of `{ident}` need a field without a name");
        errors.push(error_with_help(&field.span(), message, format_args!("write `struct {ident}(i64);`")));
    } else if !is_int {
        let message = format_args!("expected an int type for the bits, found `{}`", ty.to_token_stream());
        errors.push(error_with_help(&ty.span(), message, "write `i64`, or another int type of Rust"));
    }
    Some(ty.clone())
}

/// Each member becomes a constant of the struct.
fn check_names(members: &[FlagMember], errors: &mut Errors) {
    for (position, FlagMember { name, ident, .. }) in members.iter().enumerate() {
        if members[..position].iter().any(|first| first.name == *name) {
            errors.push(error(ident, format_args!("duplicate member name `{name}`")));
        }
        if FUNCTIONS.contains(&&**name) {
            let message = format_args!("the member `{name}` has the name of a function of the struct");
            let functions = "the derive adds `bits`, `from_bits`, `contains` and `is_empty`; leave the member out";
            errors.push(error_with_help(ident, message, functions));
        }
    }
}
