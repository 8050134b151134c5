//! The Rust names of a schema's classes, fields and members.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Enumeration, Field, Flag, Place, Record, Schema};
use proc_macro2::Ident;

use super::findings::Finding;
use super::identifiers::{identifier, legal_name, snake_case, type_case, unique, variant_case};
use crate::diagnostics::Code;

/// The Rust names, by the Python ones.
#[derive(Default)]
pub(super) struct Names {
    types: HashMap<ClassName, Ident>,
    /// The fields of records, the variants of enumerations and the constants of flags.
    members: HashMap<ClassName, HashMap<String, Ident>>,
}

impl Names {
    /// Chooses a name for everything; where two would be the same, the later gets a number.
    pub(super) fn choose(schema: &Schema, findings: &mut Vec<Finding>) -> Names {
        let mut names = Names::default();
        let mut taken = HashSet::new();
        for class in &schema.classes {
            let wanted = legal_name(type_case(&class.name.qualname));
            let name = unique(wanted.clone(), "", &mut taken);
            if name != wanted {
                let message = format!("the Rust name `{wanted}` is taken; `{}` is `{name}`", class.name.qualname);
                findings.push(Finding::about_class(class, Code::NameCollision, message, RENAME));
            }
            names.types.insert(class.name.clone(), identifier(&name));
            let members = match &class.kind {
                ClassKind::Record(record) => choose_fields(class, record, findings),
                ClassKind::Enumeration(enumeration) => choose_variants(class, enumeration, findings),
                ClassKind::Flag(flag) => constants(flag),
                _ => HashMap::new(),
            };
            names.members.insert(class.name.clone(), members);
        }
        names
    }

    /// The name of the type that stands for a class of the schema.
    pub(super) fn of_type(&self, class: &ClassName) -> Ident {
        self.types.get(class).cloned().unwrap_or_else(|| identifier(&legal_name(type_case(&class.qualname))))
    }

    /// The name of the field or variant that stands for the attribute or member `name` of a class.
    pub(super) fn of_member(&self, class: &ClassName, name: &str) -> Ident {
        let member = self.members.get(class).and_then(|members| members.get(name));
        member.cloned().unwrap_or_else(|| identifier(&legal_name(name.to_owned())))
    }

    /// A name for the field that keeps the attributes without one.
    pub(super) fn of_rest(&self, class: &ClassName) -> Ident {
        let fields = self.members.get(class).into_iter().flat_map(HashMap::values);
        let mut taken: HashSet<String> = fields.map(Ident::to_string).collect();
        let wanted = if taken.contains("extra") { "extra_attributes" } else { "extra" };
        identifier(&unique(wanted.to_owned(), "_", &mut taken))
    }
}

const RENAME: &str = "the name in the pickle is as in Python; rename one of the two for a better name in Rust";

fn choose_fields(class: &Class, record: &Record, findings: &mut Vec<Finding>) -> HashMap<String, Ident> {
    let mut taken = HashSet::new();
    let mut names = HashMap::new();
    for field in &record.fields {
        let wanted = legal_name(field_case(field));
        let name = unique(wanted.clone(), "_", &mut taken);
        if name != wanted {
            let message = format!("the Rust name `{wanted}` is taken; the field for `{}` is `{name}`", field.name);
            findings.push(Finding::about_field(class, field, Code::NameCollision, message, RENAME));
        }
        names.insert(field.name.clone(), identifier(&name));
    }
    names
}

/// A private name loses the underscores that made it one.
fn field_case(field: &Field) -> String {
    if field.written_name == field.name && field.place != Place::Private {
        snake_case(&field.name)
    } else {
        snake_case(field.written_name.trim_start_matches('_'))
    }
}

/// The constants for the members of a flag, which have Python's names.
fn constants(flag: &Flag) -> HashMap<String, Ident> {
    let names = flag.members.iter().map(|member| member.name.clone());
    names.map(|name| (name.clone(), identifier(&legal_name(name)))).collect()
}

fn choose_variants(class: &Class, enumeration: &Enumeration, findings: &mut Vec<Finding>) -> HashMap<String, Ident> {
    let mut taken = HashSet::new();
    let mut names = HashMap::new();
    for member in &enumeration.members {
        let wanted = legal_name(variant_case(&member.name));
        let name = unique(wanted.clone(), "", &mut taken);
        if name != wanted {
            let message = format!("the Rust name `{wanted}` is taken; the variant for `{}` is `{name}`", member.name);
            findings.push(Finding::about_class(class, Code::NameCollision, message, RENAME));
        }
        names.insert(member.name.clone(), identifier(&name));
    }
    names
}
