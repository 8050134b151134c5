//! The Python that pickle-codegen writes from the schema of each style stands in for the style's own module: it loads the
//! pickles with the same content, and what it dumps, the own module loads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::python::{Form, Python};
use pickle_codegen::{Sources, generate};
use pickle_core::schema::{Class, ClassKind, Layout, Schema, Type};
use pickle_tests::interpreter::{Interpreter, interpreters_and_environments, on_every, skip_unseen};
use pickle_tests::path;
use pickle_tests::style::STYLES;

use self::python_schema::{contains, schema_of_python};

#[path = "styles/options.rs"]
mod options;
#[path = "styles/python_schema.rs"]
mod python_schema;

/// The styles of which a class is left out, with its reason.
const REFUSED: &[(&str, &str)] = &[
    (
        "attrs_exception_define",
        "class `attrs_exception_define.Sample` has no equal in plain Python: the schema does not say which builtin class it derives from",
    ),
    (
        "reduce_classmethod",
        "class `reduce_classmethod.Sample` has no equal in plain Python: `reduce_classmethod.Sample.make` makes its instances, which is not in the schema",
    ),
    (
        "reduce_items",
        "class `reduce_items.Sample` has no equal in plain Python: the schema does not say which builtin class its `__reduce__` makes",
    ),
    (
        "state_setter",
        "class `state_setter.Sample` has no equal in plain Python: a function that the schema does not describe sets its state",
    ),
    (
        "subclass_counter",
        "class `subclass_counter.Sample` has no equal in plain Python: the schema does not say which builtin class it derives from",
    ),
    (
        "subclass_defaultdict",
        "class `subclass_defaultdict.Sample` has no equal in plain Python: the schema does not say which builtin class it derives from",
    ),
    (
        "subclass_deque",
        "class `subclass_deque.Sample` has no equal in plain Python: the schema does not say which builtin class it derives from",
    ),
    (
        "subclass_frozenset",
        "class `subclass_frozenset.Sample` has no equal in plain Python: the schema does not say which builtin class it derives from",
    ),
    (
        "subclass_namespace",
        "class `subclass_namespace.Sample` has no equal in plain Python: the schema does not say which builtin class its `__reduce__` makes",
    ),
    (
        "subclass_ordered_dict",
        "class `subclass_ordered_dict.Sample` has no equal in plain Python: the schema does not say which builtin class its `__reduce__` makes",
    ),
    (
        "subclass_set",
        "class `subclass_set.Sample` has no equal in plain Python: the schema does not say which builtin class it derives from",
    ),
];

/// Styles whose pickles name what is in no schema: functions, classes of fields of any type, an extension code, what a
/// class computes; or whose class derives from a builtin exception that the schema does not name; or whose pickles only
/// Python 2 loads, or a pydantic 1 on a Python that does not have the syntax.
const NOT_COMPARED: &[&str] = &[
    "any_foreign",
    "any_states",
    "attrs_define_cached_property",
    "exceptions_import",
    "extension_code",
    "getstate_drops",
    "py2_exception",
    "py2_named_tuple",
    "py2_new_style",
    "py2_slots",
    "py2_values",
    "pydantic1_extra",
    "pydantic1_model",
    "pydantic1_private",
    "reduce_partial",
    "references",
    "references_aliases",
    "references_type_statement",
    "references_typing",
    "subclass_attributes",
    "values_iterators",
];

#[test]
fn stands_in_for_the_modules_of_the_styles() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let mut refused = BTreeMap::new();
    let mut styles: Vec<PathBuf> = Vec::new();
    for style in STYLES {
        let Some(schema) = schema_of_python(style.name) else { continue };
        let python = Python::from_schema(&schema, Form::Module);
        if let Some(finding) = python.diagnostics().iter().next() {
            refused.insert(style.name, finding.message.clone());
            continue;
        }
        let Some(file) = python.files().iter().find(|file| file.module == style.name) else { continue };
        fs::write(directory.path().join(format!("{}.py", style.name)), &file.text).expect("a file for the module");
        if !NOT_COMPARED.contains(&style.name) {
            styles.push(style.name.into());
        }
    }
    let refused: Vec<(&str, &str)> = refused.iter().map(|(style, reason)| (*style, reason.as_str())).collect();
    assert_eq!(refused, REFUSED, "{refused:#?}");
    let interpreters: Vec<Interpreter> = interpreters_and_environments().into_iter().filter(is_asked).collect();
    if interpreters.is_empty() {
        eprintln!("skipped: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    let arguments: Vec<&Path> = [directory.path()].into_iter().chain(styles.iter().map(PathBuf::as_path)).collect();
    let (mut compared, mut failures) = (BTreeSet::new(), Vec::new());
    for (interpreter, result) in
        interpreters.iter().zip(on_every(&interpreters, |one| one.output("emitted.py", &arguments)))
    {
        match result {
            Ok(output) => compared.extend(output.lines().map(str::to_owned)),
            Err(output) => failures.push(format!("Python {}:\n{output}", interpreter.label())),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let styles: Vec<&str> = styles.iter().filter_map(|style| style.to_str()).collect();
    skip_unseen(&styles.into_iter().filter(|style| !compared.contains(*style)).collect::<Vec<_>>());
}

/// Styles whose emitted classes are read in another way than their own, with why.
const READ_DIFFERENTLY: &[(&str, &str)] = &[
    ("attrs_exception", ARGUMENTS),
    ("attrs_tuple_cache_hash", TWO_STATES),
    ("attrs_tuple_define", TWO_STATES),
    ("attrs_tuple_define_inherited", TWO_STATES),
    ("attrs_tuple_empty", TWO_STATES),
    ("attrs_tuple_frozen", TWO_STATES),
    ("attrs_tuple_private", TWO_STATES),
    ("attrs_tuple_s_slots", TWO_STATES),
    ("exception_attributes", ARGUMENTS),
    ("exception_derived", ARGUMENTS),
    ("exceptions_union", ARGUMENTS),
    ("generic_parameters", "two type variables have one name"),
    ("getstate_none", "a class without a state has a `__dict__`"),
];

const ARGUMENTS: &str = "the arguments of an exception are those of an `__init__`, which is not written";
const TWO_STATES: &str = "a `__setstate__` that takes two layouts is written by hand";

/// The generator reads the same schema from what it writes, but for the list above and what Python says in one way only:
/// documentation, who a default comes from, bases that have another layout, which slots nothing sets, who owns a shared
/// value, and the names of unions.
#[test]
fn is_read_as_the_schema_that_it_was_written_from() {
    let mut different: Vec<&str> = Vec::new();
    for style in STYLES {
        let Some(schema) = schema_of_python(style.name) else { continue };
        let python = Python::from_schema(&schema, Form::Module);
        let Some(file) = python.files().iter().find(|file| file.module == style.name) else { continue };
        if !python.diagnostics().is_empty() {
            continue;
        }
        let source = fs::read_to_string(path("classes").join(format!("{}.py", style.name))).unwrap_or_default();
        let sources = Sources::of(file.path.as_str(), style.name, &file.text);
        let again = generate(&sources, &options::with_header(&source)).expect("what is written is Python").schema;
        let (expected, found) = (comparable(&schema), comparable(&again));
        let is_same = |class: &&Class| found.iter().any(|other| other == *class);
        if !expected.iter().all(|class| is_same(&class)) {
            different.push(style.name);
        }
    }
    let expected: Vec<&str> = READ_DIFFERENTLY.iter().map(|(style, _)| *style).collect();
    assert_eq!(different, expected);
}

/// The classes without what Python says in one way only.
fn comparable(schema: &Schema) -> Vec<Class> {
    let mut plain = schema.clone();
    plain.map_types(|ty| plain_type(schema, ty));
    for class in &mut plain.classes {
        class.doc = None;
        class.bases.clear();
        class.is_abstract = false;
        match &mut class.kind {
            ClassKind::Record(record) => {
                record.accepts.clear();
                for field in &mut record.fields {
                    (field.doc, field.default, field.can_be_unset) = (None, None, false);
                    field.written_name.clone_from(&field.name);
                }
                if !matches!(record.layout, Layout::List | Layout::Tuple | Layout::Args | Layout::Call) {
                    record.fields.sort_by(|one, other| one.name.cmp(&other.name));
                }
            }
            ClassKind::Enumeration(enumeration) => enumeration.members.iter_mut().for_each(|member| member.doc = None),
            ClassKind::Flag(flag) => flag.members.iter_mut().for_each(|member| member.doc = None),
            _ => {}
        }
    }
    plain.classes
}

fn plain_type(schema: &Schema, ty: Type) -> Type {
    match ty {
        Type::Shared(item, _) | Type::Weak(item, _) => plain_type(schema, *item),
        Type::Family(base) => Type::Class(base),
        Type::Alias(name) => match schema.alias(&name).filter(|alias| !contains(&alias.ty, &name)) {
            Some(alias) => plain_type(schema, alias.ty.clone()),
            None => Type::Alias(name),
        },
        other => other.map_parts(|part| plain_type(schema, part)),
    }
}

/// The oldest Python that has the syntax, the newest, and the environments with libraries.
fn is_asked(interpreter: &Interpreter) -> bool {
    let version = interpreter.version.as_str();
    version.starts_with("3.8.") || version.starts_with("3.13.") || interpreter.environment.is_some()
}
