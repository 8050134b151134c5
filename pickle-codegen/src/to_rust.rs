//! Schema to Rust source. This part never looks at Python.

mod findings;
mod places;

mod identifiers;
mod parameters;
mod kinds;
mod alternatives;
mod keys;
mod choices;
mod names;

mod cycles;
mod traits;

mod docs;
mod types;
mod values;

mod attributes;
mod enumerations;
mod equality;
mod flags;
mod literals;
mod records;
mod root;
mod unions;

mod text;

use std::collections::HashSet;

use pickle_core::schema::{Class, ClassKind, Schema, Type};
use proc_macro2::TokenStream;

use self::alternatives::tell_apart;
use self::choices::{choices_of, name_choices};
use self::cycles::Cycles;
use self::enumerations::write_enumeration;
use self::flags::write_flag;
use self::keys::replace_unhashable_keys;
use self::names::Names;
use self::parameters::{BoundParameters, settle_parameters};
use self::records::write_record;
use self::root::{is_root, with_root, write_root};
use self::text::file_text;
use self::traits::Traits;
use self::unions::write_choice;

pub(crate) use self::findings::Finding;

/// The Rust source of a schema.
pub(crate) struct Writing {
    pub(crate) rust: String,
    /// What does not go into Rust as it stands.
    pub(crate) findings: Vec<Finding>,
}

/// Writes the types of `schema`, which was read from the file `file_name`.
pub(crate) fn to_rust(schema: &Schema, file_name: &str) -> Writing {
    let mut findings = Vec::new();
    let schema = settle_parameters(schema);
    let schema = tell_apart(&schema, &mut findings);
    let schema = name_choices(replace_unhashable_keys(&schema, &mut findings));
    let context = Context {
        names: Names::choose(&schema, &mut findings),
        cycles: Cycles::find(&schema),
        traits: Traits::find(&schema),
        key_parameters: BoundParameters::of_keys(&schema),
        shared_parameters: BoundParameters::of_pointers(&schema),
        schema,
    };
    let mut items = Vec::new();
    let mut written = HashSet::new();
    for class in &context.schema.classes {
        items.push(write_class(&context, class, &mut findings));
        let choices = choices_of(&context.schema, class, &mut written);
        items.extend(choices.into_iter().map(|choice| write_choice(&context, choice)));
    }
    Writing { rust: file_text(file_name, items), findings }
}

/// Writes the types of `schema` and an alias for what whole pickles hold.
pub(crate) fn to_rust_with_root(schema: &Schema, root: &Type, file_name: &str) -> Writing {
    to_rust(&with_root(schema, root), file_name)
}

fn write_class(context: &Context, class: &Class, findings: &mut Vec<Finding>) -> TokenStream {
    match &class.kind {
        _ if is_root(class) => write_root(context, class),
        ClassKind::Record(record) => write_record(context, class, record, findings),
        ClassKind::Enumeration(enumeration) => write_enumeration(context, class, enumeration),
        ClassKind::Flag(flag) => write_flag(context, class, flag),
        _ => TokenStream::new(),
    }
}

/// What is decided before the first item is written.
struct Context {
    names: Names,
    cycles: Cycles,
    traits: Traits,
    key_parameters: BoundParameters,
    shared_parameters: BoundParameters,
    /// What is written: every choice has a name.
    schema: Schema,
}
