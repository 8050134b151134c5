//! The Rust names of a schema's classes, fields and members.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{
    Alias, Class, ClassKind, ClassName, Enumeration, Field, Flag, Place, Record, Schema, SchemaIndex, Type,
};
use proc_macro2::Ident;

use super::choices::{alternatives, variant_words};
use super::findings::Finding;
use super::identifiers::{identifier, legal_name, literal_case, snake_case, type_case, unique, variant_case};
use super::modules::{ModulePath, Modules};
use crate::diagnostics::Code;
use crate::options::{Options, RustName, means_class};

/// The Rust names, by the Python ones.
#[derive(Default)]
pub(super) struct Names {
    types: HashMap<ClassName, Ident>,
    /// The fields of records, the variants of enumerations and choices, and the constants of flags.
    members: HashMap<ClassName, HashMap<String, Ident>>,
    /// The type parameters of classes.
    parameters: HashMap<ClassName, HashMap<String, Ident>>,
}

impl Names {
    /// Chooses a name for everything; where two would be the same, the later gets a number.
    pub(super) fn choose(schema: &Schema, modules: &Modules, options: &Options, findings: &mut Vec<Finding>) -> Names {
        let mut names = Names::default();
        let mut taken = Taken { modules, names: HashMap::new() };
        for class in schema.classes.iter().filter(|class| class.kind != ClassKind::External) {
            let wanted = type_name(&class.name, options);
            let name = unique(wanted.clone(), "", taken.beside(&class.name));
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
        let index = schema.index();
        for alias in &schema.aliases {
            let name = unique(type_name(&alias.name, options), "", taken.beside(&alias.name));
            names.types.insert(alias.name.clone(), identifier(&name));
            names.members.insert(alias.name.clone(), choose_alternatives(&index, alias));
        }
        for class in schema.classes.iter().filter(|class| !class.parameters.is_empty()) {
            let parameters = choose_parameters(class, taken.beside(&class.name));
            names.parameters.insert(class.name.clone(), parameters);
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

    /// The name of the variant that holds the alternative at this index of a choice.
    pub(super) fn of_alternative(&self, choice: &ClassName, index: usize) -> Ident {
        self.of_member(choice, &index.to_string())
    }

    /// The name of a type parameter of a class.
    pub(super) fn of_parameter(&self, class: &ClassName, name: &str) -> Ident {
        let parameter = self.parameters.get(class).and_then(|parameters| parameters.get(name));
        parameter.cloned().unwrap_or_else(|| identifier(&legal_name(type_case(name))))
    }

    /// A name for the field that keeps the attributes without one.
    pub(super) fn of_rest(&self, class: &ClassName) -> Ident {
        let fields = self.members.get(class).into_iter().flat_map(HashMap::values);
        let mut taken: HashSet<String> = fields.map(Ident::to_string).collect();
        let wanted = if taken.contains("extra") { "extra_attributes" } else { "extra" };
        identifier(&unique(wanted.to_owned(), "_", &mut taken))
    }
}

/// The names of types that are taken, by module of the output.
struct Taken<'m> {
    modules: &'m Modules,
    names: HashMap<ModulePath, HashSet<String>>,
}

impl Taken<'_> {
    /// The names that are taken where a type stands.
    fn beside(&mut self, name: &ClassName) -> &mut HashSet<String> {
        let module = self.modules.of_type(name);
        self.names.entry(module.clone()).or_insert_with(|| self.modules.children(module))
    }
}

/// The name of a type, if it is free.
fn type_name(name: &ClassName, options: &Options) -> String {
    if let Some((_, chosen)) = options.names.iter().find(|(meant, _)| means_class(meant, name)) {
        return legal_name(chosen.as_str().to_owned());
    }
    let affix = |affix: &Option<RustName>| affix.as_ref().map_or("", RustName::as_str).to_owned();
    let (prefix, suffix) = (affix(&options.prefix), affix(&options.suffix));
    legal_name(format!("{prefix}{}{suffix}", type_case(&name.qualname)))
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

/// A private or special name loses the underscores that made it one.
fn field_case(field: &Field) -> String {
    if field.name.starts_with("__") && field.name.ends_with("__") {
        snake_case(field.name.trim_matches('_'))
    } else if field.written_name == field.name && field.place != Place::Private {
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

/// The variants of a choice, by the indexes of the alternatives or of the values.
fn choose_alternatives(index: &SchemaIndex<'_>, alias: &Alias) -> HashMap<String, Ident> {
    let wanted: Vec<String> = match &alias.ty {
        Type::Literal(values) => values.iter().map(literal_case).collect(),
        _ => alternatives(index, alias).iter().map(variant_words).collect(),
    };
    // The variant for everything else is called so.
    let mut taken = match &alias.ty {
        Type::Family(_) => HashSet::from(["Other".to_owned()]),
        _ => HashSet::new(),
    };
    let names = wanted.into_iter().map(|name| {
        let separator = if name.ends_with(|last: char| last.is_ascii_digit()) { "_" } else { "" };
        identifier(&unique(legal_name(name), separator, &mut taken))
    });
    names.enumerate().map(|(index, name)| (index.to_string(), name)).collect()
}

/// The names of a class's type parameters, which are taken in that class alone.
fn choose_parameters(class: &Class, taken: &mut HashSet<String>) -> HashMap<String, Ident> {
    let names = class.parameters.iter().map(|parameter| parameter.name.as_str());
    let chosen: Vec<(&str, String)> =
        names.map(|name| (name, unique(legal_name(type_case(name)), "", taken))).collect();
    chosen.iter().for_each(|(_, name)| {
        taken.remove(name);
    });
    chosen.into_iter().map(|(name, chosen)| (name.to_owned(), identifier(&chosen))).collect()
}
