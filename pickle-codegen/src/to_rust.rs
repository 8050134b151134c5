//! Schema to Rust source. This part never looks at Python.

mod findings;

mod identifiers;
mod names;

mod cycles;
mod keys;
mod traits;

mod docs;
mod types;
mod values;

mod attributes;
mod enumerations;
mod flags;
mod records;

mod text;

use pickle_core::schema::{ClassKind, Schema};
use proc_macro2::TokenStream;

use self::cycles::Cycles;
use self::enumerations::write_enumeration;
use self::flags::write_flag;
use self::keys::replace_unhashable_keys;
use self::names::Names;
use self::records::write_record;
use self::text::file_text;
use self::traits::Traits;

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
    let schema = replace_unhashable_keys(schema, &mut findings);
    let context = Context {
        names: Names::choose(&schema, &mut findings),
        cycles: Cycles::find(&schema),
        traits: Traits::find(&schema),
    };
    let items: Vec<TokenStream> = schema
        .classes
        .iter()
        .map(|class| match &class.kind {
            ClassKind::Record(record) => write_record(&context, class, record, &mut findings),
            ClassKind::Enumeration(enumeration) => write_enumeration(&context, class, enumeration),
            ClassKind::Flag(flag) => write_flag(&context, class, flag),
            _ => TokenStream::new(),
        })
        .collect();
    Writing { rust: file_text(file_name, items), findings }
}

/// What is decided before the first item is written.
struct Context {
    names: Names,
    cycles: Cycles,
    traits: Traits,
}
