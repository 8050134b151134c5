//! A comparison of schemas: it finds every difference and nothing else. What the differences do is asked of real Pythons
//! and of generated Rust in the crate `tests`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::compare::{Change, Comparing, Comparison, Effect, Level, Reader, compare};
use pickle_codegen::{Options, Sources, generate};
use pickle_core::schema::{Alias, Class, ClassKind, ClassName, Field, Record, Schema, Type};

fn schema(source: &str) -> Schema {
    generate(&Sources::of("models.py", "models", source), &Options::default()).expect("it is Python").schema
}

/// What is said about two versions.
fn findings(old: &str, new: &str) -> Vec<String> {
    let text = |finding: &pickle_codegen::compare::Finding| {
        let changes: Vec<String> = finding.changes.iter().map(ToString::to_string).collect();
        format!("{} {}: {}", finding.class, finding.field.as_deref().unwrap_or("*"), changes.join("; "))
    };
    compare(&schema(old), &schema(new)).findings.iter().map(text).collect()
}

/// The schemas of all class styles.
fn styles() -> Vec<(String, Schema)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/classes");
    let entries = fs::read_dir(directory).expect("the directory of styles is readable");
    let paths = entries.map(|entry| entry.expect("the directory of styles is readable").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new("py"))).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let source = fs::read_to_string(path).expect("the style is readable");
        let sources = Sources::of("styles.py", "styles", &source);
        Some((path.display().to_string(), generate(&sources, &Options::default()).ok()?.schema))
    };
    paths.iter().filter_map(read).collect()
}

#[test]
fn nothing_is_different_in_itself() {
    let styles = styles();
    assert!(styles.len() > 200, "{} styles", styles.len());
    for (name, schema) in styles {
        let comparison = compare(&schema, &schema);
        assert!(comparison.is_empty(), "{name}:\n{comparison}");
        assert!(!comparison.breaks(Level::Both, Reader::Both));
    }
}

/// The schema with one record changed.
fn with_record(schema: &Schema, class: usize, change: impl FnOnce(&mut Record)) -> Schema {
    let mut changed = schema.clone();
    if let ClassKind::Record(record) = &mut changed.classes[class].kind {
        change(record);
    }
    changed
}

/// Every schema of a style with one field changed, the other way round as well, and what is said about it.
fn for_every_field(change: impl Fn(&mut Record, usize), check: impl Fn(&str, &ClassName, &Field, &Comparison)) {
    let mut checked = 0;
    for (name, schema) in styles() {
        for (index, class) in schema.classes.iter().enumerate() {
            let ClassKind::Record(record) = &class.kind else { continue };
            for (position, field) in record.fields.iter().enumerate() {
                let changed = with_record(&schema, index, |record| change(record, position));
                for comparison in [compare(&schema, &changed), compare(&changed, &schema)] {
                    check(&name, &class.name, field, &comparison);
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "{checked} fields");
}

fn expect_about(name: &str, class: &ClassName, field: &Field, comparison: &Comparison) {
    let is_about =
        |field: &str| comparison.findings.iter().any(|one| one.class == *class && one.field.as_deref() == Some(field));
    assert!(is_about(&field.name), "{name}: {class} {}:\n{comparison}", field.name);
}

#[test]
fn a_field_more_or_less_is_found_in_every_style() {
    let remove = |record: &mut Record, position: usize| {
        record.fields.remove(position);
    };
    for_every_field(remove, expect_about);
}

#[test]
fn a_field_of_another_type_is_found_in_every_style() {
    let retype = |record: &mut Record, position: usize| {
        let ty = &mut record.fields[position].ty;
        *ty = if *ty == Type::Bytes { Type::Int } else { Type::Bytes };
    };
    for_every_field(retype, expect_about);
}

#[test]
fn a_field_with_another_name_is_found_in_every_style() {
    let rename = |record: &mut Record, position: usize| record.fields[position].name.push_str("_renamed");
    let check = |name: &str, class: &ClassName, _: &Field, comparison: &Comparison| {
        let is_about = comparison.findings.iter().any(|finding| finding.class == *class && finding.field.is_some());
        assert!(is_about, "{name}: {class}:\n{comparison}");
    };
    for_every_field(rename, check);
}

#[test]
fn every_effect_and_every_change_of_a_field_has_words() {
    let words: BTreeSet<&str> = Effect::ALL.iter().map(|effect| effect.as_str()).collect();
    assert_eq!(words.len(), Effect::ALL.len());
    let old = "class A:\n    x: int = 1\n    y: str\n";
    let new = "class A:\n    x: str = 'a'\n    z: str\n";
    assert_eq!(
        findings(old, new),
        [
            "models.A x: type changed from `int` to `str`; default changed from `1` to `\"a\"`",
            "models.A y: field removed, or renamed to `z`",
        ]
    );
}

#[test]
fn what_somebody_says_is_a_rename_is_one() {
    let record = |field: &str| schema(&format!("class A:\n    {field}: int\n"));
    let class = ClassName::new("models", "A");
    let comparison = Comparing::new().renamed_field(class.clone(), "x", "y").compare(&record("x"), &record("y"));
    let finding = &comparison.findings[0];
    assert_eq!(finding.changes, [Change::FieldRenamed { to: "y".to_owned(), is_certain: true }]);
    assert_eq!((finding.read_old.python, finding.read_old.rust), (Effect::Missing, Effect::Error));

    let (old, new) = (schema("class A:\n    x: int\n"), schema("class B:\n    y: str\n"));
    assert_eq!(compare(&old, &new).findings.len(), 2);
    let comparison = Comparing::new().renamed_class(class, ClassName::new("models", "B")).compare(&old, &new);
    assert_eq!(comparison.findings[0].changes, [Change::ClassRenamed { to: ClassName::new("models", "B") }]);
}

#[test]
fn a_type_that_contains_itself_is_compared() {
    let tree = |item: &str| {
        schema(&format!("from typing import Union\nTree = Union[{item}, list['Tree']]\nclass A:\n    tree: Tree\n"))
    };
    assert!(compare(&tree("int"), &tree("int")).is_empty());
    let comparison = compare(&tree("int"), &tree("int, str"));
    let finding = &comparison.findings[0];
    assert_eq!((finding.read_old.python, finding.write_old.python), (Effect::None, Effect::Mistyped));
}

#[test]
fn a_new_class_breaks_nothing_by_itself() {
    let comparison =
        compare(&schema("class A:\n    x: int\n"), &schema("class A:\n    x: int\nclass B:\n    x: int\n"));
    assert_eq!(comparison.findings[0].changes, [Change::ClassAdded]);
    assert!(!comparison.breaks(Level::Both, Reader::Both));
}

#[test]
fn a_family_with_a_subclass_more_is_another_type() {
    let class = |name: &str, bases: Vec<ClassName>| {
        let mut class =
            Class::new(ClassName::new("models", name), schema("class A:\n    x: int\n").classes[0].kind.clone());
        class.bases = bases;
        class
    };
    let base = ClassName::new("models", "Base");
    let mut holder = schema("class Holder:\n    one: int\n").classes[0].clone();
    if let ClassKind::Record(record) = &mut holder.kind {
        record.fields[0].ty = Type::Family(base.clone());
    }
    let old = Schema::new(vec![class("Base", Vec::new()), holder.clone()]);
    let new = Schema::new(vec![class("Base", Vec::new()), holder, class("Derived", vec![base])]);
    let comparison = compare(&old, &new);
    assert_eq!(comparison.findings[0].field.as_deref(), Some("one"));
    assert_eq!(comparison.findings[0].write_old.python, Effect::Error);
    assert!(comparison.breaks(Level::WriteOld, Reader::Rust));
    assert!(!comparison.breaks(Level::ReadOld, Reader::Both));
}

#[test]
fn a_long_chain_of_aliases_is_not_followed_to_its_end() {
    let name = |number: usize| ClassName::new("models", format!("A{number}"));
    let list_of = |number: usize| Type::List(Box::new(Type::Alias(name(number))));
    let mut old = schema("class A:\n    x: int\n");
    if let ClassKind::Record(record) = &mut old.classes[0].kind {
        record.fields[0].ty = Type::Alias(name(0));
    }
    let mut new = old.clone();
    for number in 0..2_000 {
        old.aliases.push(Alias::new(name(number), list_of(number + 1)));
        new.aliases.push(Alias::new(name(number), Type::Optional(Box::new(list_of(number + 1)))));
    }
    assert_eq!(compare(&old, &new).findings[0].field.as_deref(), Some("x"));
}

#[test]
fn ints_beyond_64_bits_matter_to_rust_alone() {
    let old = schema("class A:\n    x: int\n");
    let mut new = old.clone();
    if let ClassKind::Record(record) = &mut new.classes[0].kind {
        record.fields[0].ty = Type::LargeInt;
    }
    let finding = &compare(&old, &new).findings[0];
    assert_eq!(finding.changes[0].to_string(), "type changed from `int` to `int` with ints beyond 64 bits");
    assert_eq!((finding.read_old.python, finding.read_old.rust), (Effect::None, Effect::None));
    assert_eq!((finding.write_old.python, finding.write_old.rust), (Effect::None, Effect::Error));
}
