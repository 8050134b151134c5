//! What the generated Rust says of its classes is what the generator read from the Python, class for class, but for what
//! no Rust type says: [`as_rust_says`] has the list.

use std::collections::HashSet;

use pickle_core::schema::{Class, ClassKind, ClassName, DefaultSource, Field, Layout, Place, Record, Schema, Type};
use pickle_tests::style::STYLES;

use self::python_schema::{contains, schema_of_python};

#[path = "styles/options.rs"]
mod options;
#[path = "styles/python_schema.rs"]
mod python_schema;

#[test]
fn are_those_of_the_python() {
    let mut compared = 0;
    let mut failures = Vec::new();
    for style in STYLES {
        let Some(read) = schema_of_python(style.name) else { continue };
        let described = comparable(style.schema());
        let expected = comparable(as_rust_says(&read));
        for class in &described.classes {
            compared += 1;
            failures.extend(difference(&expected, class).map(|difference| format!("{}: {difference}", style.name)));
        }
    }
    assert!(failures.is_empty(), "{} of {compared} classes differ:\n{}", failures.len(), failures.join("\n"));
    assert!(compared >= 300, "only {compared} classes are compared");
}

#[test]
fn do_not_depend_on_how_often_they_are_asked_for() {
    for style in STYLES {
        assert_eq!(style.schema(), style.schema());
    }
}

/// What the first difference of a class is.
fn difference(expected: &Schema, found: &Class) -> Option<String> {
    let Some(expected) = expected.classes.iter().find(|class| class.name == found.name) else {
        return Some(format!("the Python has no {}", found.name));
    };
    let (expected, found) = match expected.parameters.is_empty() {
        true => (expected.kind.clone(), found.kind.clone()),
        false => (without_types(&expected.kind), without_types(&found.kind)),
    };
    if expected == found {
        return None;
    }
    let (expected, found) = (format!("{expected:#?}"), format!("{found:#?}"));
    let (expected, other) = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found)?;
    Some(format!("expected {}, found {}, in {found}", expected.trim(), other.trim()))
}

/// The record of a generic class, whose Rust type is described with the arguments it has.
fn without_types(kind: &ClassKind) -> ClassKind {
    let mut kind = kind.clone();
    if let ClassKind::Record(record) = &mut kind {
        for field in &mut record.fields {
            (field.ty, field.default) = (Type::Any, None);
        }
    }
    kind
}

/// The schema without what no Rust type says.
///
/// * Docstrings, and which classes are abstract.
/// * Defaults that only a constructor has, and those of attributes without a name in the pickle: Rust has no use for
///   them. Neither are there any that the field's type has no constant for.
/// * Names of aliases, and which union is all subclasses of a class.
/// * The parameters of generic classes: a Rust type is described with the arguments it has.
/// * Whether a `Weak` is always there.
/// * What the source calls a private attribute of a base class.
/// * The name of a class whose instance is only a name itself, and the module of a `TypedDict`, which is only a dict.
/// * Whether the only fields of a call are marked as its arguments.
fn as_rust_says(read: &Schema) -> Schema {
    let mut schema = read.clone();
    schema.map_types(|ty| plain(read, ty));
    let singletons: Vec<(ClassName, ClassName)> = schema.classes.iter().filter_map(singleton).collect();
    schema.map_types(|ty| rename_singletons(&singletons, ty));
    for class in &mut schema.classes {
        if let Some((_, name)) = singletons.iter().find(|(class_name, _)| *class_name == class.name) {
            class.name = name.clone();
        }
        if let ClassKind::Record(record) = &mut class.kind {
            let is_positional: Vec<bool> = record.fields.iter().map(|field| is_positional(record, field)).collect();
            for (field, is_positional) in record.fields.iter_mut().zip(is_positional) {
                let is_of_class = field.default.as_ref().is_some_and(|it| it.source != DefaultSource::Constructor);
                if is_positional || !is_of_class {
                    field.default = None;
                }
            }
        }
    }
    schema
}

/// Both schemas without documentation, and with types of one spelling.
fn comparable(mut schema: Schema) -> Schema {
    let mappings: HashSet<ClassName> =
        schema.classes.iter().filter(is_mapping).map(|class| class.name.clone()).collect();
    schema.map_types(|ty| one_spelling(&mappings, ty));
    for class in &mut schema.classes {
        if is_mapping(&&*class) {
            class.name.module.clear();
        }
        class.doc = None;
        match &mut class.kind {
            ClassKind::Record(record) => {
                let has_only_arguments =
                    record.layout == Layout::Call && record.fields.iter().all(|field| field.place == Place::Argument);
                for field in &mut record.fields {
                    field.doc = None;
                    field.written_name.clone_from(&field.name);
                    if has_only_arguments {
                        field.place = Place::State;
                    }
                }
            }
            ClassKind::Enumeration(enumeration) => enumeration.members.iter_mut().for_each(|member| member.doc = None),
            ClassKind::Flag(flag) => flag.members.iter_mut().for_each(|member| member.doc = None),
            _ => {}
        }
    }
    schema
}

fn is_mapping(class: &&Class) -> bool {
    matches!(&class.kind, ClassKind::Record(record) if record.layout == Layout::Mapping)
}

fn one_spelling(mappings: &HashSet<ClassName>, ty: Type) -> Type {
    match ty.map_parts(|part| one_spelling(mappings, part)) {
        Type::Generic(class, _) => Type::Class(class),
        Type::Class(class) if mappings.contains(&class) => Type::Class(ClassName::new("", class.qualname)),
        Type::Weak(item, sharing) => Type::Weak(item, sharing).or_none(),
        Type::Optional(item) if matches!(*item, Type::Optional(_)) => *item,
        other => other,
    }
}

fn singleton(class: &Class) -> Option<(ClassName, ClassName)> {
    match &class.kind {
        ClassKind::Record(Record { layout: Layout::Global(global), .. }) => Some((class.name.clone(), global.clone())),
        _ => None,
    }
}

fn rename_singletons(singletons: &[(ClassName, ClassName)], ty: Type) -> Type {
    match ty {
        Type::Class(class) => {
            let renamed = singletons.iter().find(|(name, _)| *name == class).map(|(_, global)| global.clone());
            Type::Class(renamed.unwrap_or(class))
        }
        other => other.map_parts(|part| rename_singletons(singletons, part)),
    }
}

/// Whether the attribute has no name in the pickle.
fn is_positional(record: &Record, field: &Field) -> bool {
    let is_argument = |field: &Field| matches!(field.place, Place::Argument | Place::Arguments);
    match record.layout {
        Layout::List | Layout::Tuple => true,
        Layout::Args => field.place == Place::State,
        Layout::Call => is_argument(field) || !record.fields.iter().any(is_argument),
        _ => is_argument(field),
    }
}

/// A type without names of its own, where it does not contain itself.
fn plain(schema: &Schema, ty: Type) -> Type {
    match ty {
        Type::Alias(name) => match schema.alias(&name).filter(|alias| !contains(&alias.ty, &name)) {
            Some(alias) => plain(schema, alias.ty.clone()),
            None => Type::Alias(name),
        },
        Type::Family(base) => {
            let index = schema.index();
            let family = index.family(&base);
            let mut types: Vec<Type> = family.map(|class| Type::Class(class.name.clone())).collect();
            if types.len() == 1 { types.remove(0) } else { Type::Union(types) }
        }
        other => other.map_parts(|part| plain(schema, part)),
    }
}
