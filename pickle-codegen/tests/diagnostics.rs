//! `tests/diagnostics/NAME.py` is read, and what there is to say about it is the snapshot `NAME`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use pickle_codegen::{Code, Diagnostics, ModuleName, Options, Sources, generate};

fn diagnose(sources: &Sources, options: &Options) -> Diagnostics {
    match generate(sources, options) {
        Ok(generated) => generated.diagnostics,
        Err(errors) => errors,
    }
}

#[test]
fn every_file_has_its_diagnostics() {
    let mut seen = BTreeSet::new();
    for path in python_files() {
        let source = fs::read_to_string(&path).expect("the case is readable");
        let name = path.file_stem().and_then(OsStr::to_str).expect("the case's name is UTF-8");
        let diagnostics = diagnose(&Sources::of(format!("{name}.py"), "cases", &source), &Options::default());
        assert_snapshot!(name, diagnostics);
        seen.extend(diagnostics.iter().map(|diagnostic| diagnostic.code));
    }
    let elsewhere = [
        Code::TooLarge,
        Code::ModuleNameInvalid,
        Code::ModuleTwice,
        Code::NotUtf8,
        Code::ModuleNameGuessed,
        Code::SharedNameUnknown,
        Code::FamilyNameUnknown,
        Code::ClassNameUnknown,
        Code::SampleContradicts,
        Code::SampleNotPickle,
        Code::SampleLayouts,
        Code::SampleLayoutUnknown,
        Code::SampleCycle,
        Code::SampleTypeUnknown,
        Code::SampleNamesUnknown,
        Code::Configuration,
        Code::ConfiguredNameUnused,
        Code::NotInPython,
    ];
    let missing: Vec<&Code> =
        Code::ALL.iter().filter(|code| !seen.contains(code) && !elsewhere.contains(code)).collect();
    assert!(missing.is_empty(), "codes without a case: {missing:?}");
}

#[test]
fn a_module_name_that_cannot_be_one_is_refused() {
    assert_snapshot!(diagnose(&Sources::of("my models.py", "my models", ""), &Options::default()));
}

#[test]
fn a_guessed_module_name_is_noted() {
    let module = ModuleName::of_file("app/models.py".as_ref());
    assert_snapshot!(diagnose(&Sources::of("app/models.py", module, ""), &Options::default()));
}

#[test]
fn a_shared_name_without_effect_is_reported() {
    let names = ["Order", "Order.id", "Missing", "Order.customer"].map(str::to_owned);
    let options = Options::default().with_shared(names);
    let source = "class Customer: ...\nclass Order:\n    id: int\n    customer: Customer\n";
    assert_snapshot!(diagnose(&Sources::of("models.py", "models", source), &options));
}

#[test]
fn a_weak_name_without_effect_is_reported() {
    let names = ["Order", "Order.id", "Order.customer"].map(str::to_owned);
    let options = Options::default().with_weak(names).with_shared(["Customer".to_owned()]);
    let source = "class Customer: ...\nclass Order:\n    id: int\n    customer: Customer\n    others: list[Customer]\n";
    assert_snapshot!(diagnose(&Sources::of("models.py", "models", source), &options));
}

#[test]
fn a_family_name_without_effect_is_reported() {
    let names = ["Shape", "Circle", "Missing", "Box"].map(str::to_owned);
    let options = Options::default().with_families(names);
    let source = "class Shape: ...\nclass Circle(Shape): ...\nclass Box[T]: ...\nclass Sub[T](Box[T]): ...\n";
    assert_snapshot!(diagnose(&Sources::of("models.py", "models", source), &options));
}

#[test]
fn a_class_name_without_effect_is_reported() {
    let options = Options::default().with_classes(["Missing", "models.Order"].map(str::to_owned));
    assert_snapshot!(diagnose(&Sources::of("models.py", "models", "class Order: ...\n"), &options));
}

#[test]
fn two_files_that_are_one_module_are_refused() {
    let mut sources = Sources::of("a/models.py", "models", "class A: ...\n");
    sources.add("b/models.py", "models", "class B: ...\n");
    assert_snapshot!(diagnose(&sources, &Options::default()));
}

#[test]
fn colours_are_only_there_when_asked_for() {
    let diagnostics = diagnose(&Sources::of("broken.py", "broken", "class Broken("), &Options::default());
    assert!(diagnostics.render(true).contains('\u{1b}'));
    assert!(!diagnostics.render(false).contains('\u{1b}'));
}

#[test]
fn the_readme_lists_every_code() {
    let readme = include_str!("../README.md");
    for code in Code::ALL {
        let row = format!("| {code} | {} | {} |", format!("{:?}", code.severity()).to_lowercase(), code.summary());
        assert!(readme.contains(&row), "the README lacks\n{row}");
    }
}

fn python_files() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let entries = fs::read_dir(directory).expect("the directory of cases is readable");
    let paths = entries.map(|entry| entry.expect("the directory of cases is readable").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension() == Some(OsStr::new("py"))).collect();
    paths.sort();
    paths
}
