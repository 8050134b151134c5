//! The packages in `tests/packages/python`: imports within and between them, read from the disk and generated as one file
//! and as a tree of files. Files that differ from those that are checked in are rewritten, and the test fails.

#![deny(warnings)]
// Nobody uses the generated types.
#![allow(dead_code, unreachable_pub)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pickle_codegen::{Diagnostics, Generated, Options, Search, Sources, generate};

mod one_file {
    include!("packages/one_file.rs");
}

mod of_one_module {
    include!("packages/of_one_module.rs");
}

#[path = "packages/tree/mod.rs"]
mod tree;

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packages")
}

fn python() -> PathBuf {
    directory().join("python")
}

fn generated(search: Search) -> Generated {
    generated_with(search, &Options::default())
}

fn generated_with(search: Search, options: &Options) -> Generated {
    generate(&search.read().expect("the packages can be read"), options).expect("the packages are Python")
}

/// Rewrites a file if it differs.
fn is_up_to_date(path: &str, text: &str) -> bool {
    let path = directory().join(path);
    let is_equal = fs::read_to_string(&path).is_ok_and(|found| found == text);
    if !is_equal {
        fs::create_dir_all(path.parent().unwrap()).expect("the directory can be made");
        fs::write(path, text).expect("the file can be written");
    }
    is_equal
}

/// The messages and the places of the findings.
fn findings(diagnostics: &Diagnostics) -> Vec<(String, String)> {
    let place = |finding| diagnostics.place(finding).map_or(String::new(), |place| place.file_name);
    let file = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
    diagnostics.iter().map(|finding| (finding.message.clone(), file(place(finding)))).collect()
}

#[test]
fn a_directory_becomes_nested_modules() {
    let generated = generated(Search::new().path(python()));
    assert!(is_up_to_date("one_file.rs", &generated.rust), "rewritten, look at the difference");
    let missing = "the annotation `Missing` has no Rust type; the value is `Any`";
    assert_eq!(findings(&generated.diagnostics), [(missing.to_owned(), "invoice.py".to_owned())]);
}

#[test]
fn a_directory_becomes_a_tree_of_files() {
    let files = generated(Search::new().path(python())).files();
    let stale = files.iter().filter(|file| !is_up_to_date(&format!("tree/{}", file.path), &file.text));
    assert_eq!(stale.count(), 0, "rewritten, look at the difference");
}

#[test]
fn a_module_brings_what_it_needs_from_others() {
    let generated = generated(Search::new().root(python()).module("billing.invoice"));
    assert!(is_up_to_date("of_one_module.rs", &generated.rust), "rewritten, look at the difference");
}

#[test]
fn a_file_in_a_package_is_the_module_that_it_is() {
    let by_file = generated(Search::new().path(python().join("billing/invoice.py")));
    let by_name = generated(Search::new().root(python()).module("billing.invoice"));
    assert_eq!(by_file.rust, by_name.rust);
}

#[test]
fn what_is_only_imported_is_not_talked_about() {
    let models = generated(Search::new().path(python().join("shop/models.py")));
    assert_eq!(findings(&models.diagnostics), []);
    assert!(!models.rust.contains("Unused") && !models.rust.contains("Rate"));
}

#[test]
fn a_package_is_all_its_modules() {
    let generated = generated(Search::new().root(python()).module("shop"));
    assert!(generated.rust.contains("pub struct CustomerNote") && generated.rust.contains("pub struct Invoice"));
    assert!(!generated.rust.contains("Rate"));
}

#[test]
fn chosen_classes_bring_what_they_need() {
    let options = Options::default().with_classes(["billing.money.Rate".to_owned()]);
    let rust = generated_with(Search::new().path(python()), &options).rust;
    assert!(rust.contains("pub struct Rate") && rust.contains("pub struct Customer") && !rust.contains("CustomerNote"));
}

#[test]
fn excluded_files_are_not_found_by_imports_either() {
    let search = Search::new().path(python().join("shop/models.py")).exclude("**/billing/**");
    let generated = generated(search);
    assert!(!generated.rust.contains("Invoice"));
    assert_eq!(generated.diagnostics.iter().filter(|finding| finding.message.contains("Invoice")).count(), 1);
}

#[test]
fn the_output_does_not_depend_on_the_order_of_the_input() {
    let parts = ["shop/models.py", "shop/base.py", "billing/money.py", "billing/invoice.py"];
    let of =
        |parts: &[&str]| generated(parts.iter().fold(Search::new(), |search, part| search.path(python().join(part))));
    let expected = of(&parts);
    for rotation in 1..parts.len() {
        let mut rotated = parts;
        rotated.rotate_left(rotation);
        let generated = of(&rotated);
        assert_eq!(generated.rust, expected.rust);
        assert_eq!(generated.diagnostics.to_string(), expected.diagnostics.to_string());
    }
}

/// What the program writes about `input` when it runs in a directory.
fn written_in(working_directory: &Path, input: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pickle-codegen"));
    let output = program.args(input).current_dir(working_directory).output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("Rust is UTF-8")
}

#[test]
fn the_output_does_not_depend_on_the_working_directory() {
    let (python, billing) = (python(), python().join("billing"));
    let absolute = python.to_str().expect("the path is UTF-8");
    let outputs = [
        written_in(&directory(), &["python/"]),
        written_in(&directory(), &[absolute]),
        written_in(&python, &["."]),
        written_in(&billing, &[".."]),
    ];
    assert!(outputs.iter().all(|output| *output == outputs[0]));
    let of_one_package = written_in(&python, &["billing"]);
    assert_eq!(written_in(&billing, &["."]), of_one_package);
    assert_eq!(written_in(&billing, &["../billing"]), of_one_package);
}

#[test]
fn a_module_is_found_from_inside_its_package() {
    let (python, billing) = (python(), python().join("billing"));
    let expected = written_in(&python, &["-m", "billing.invoice", "--path", "."]);
    assert!(expected.contains("billing.invoice"));
    assert_eq!(written_in(&python, &["billing/invoice.py"]), expected);
    assert_eq!(written_in(&billing, &["invoice.py"]), expected);
    assert_eq!(written_in(&billing, &["invoice.py", "--path", ".."]), expected);
    assert_eq!(written_in(&billing, &["-m", "billing.invoice", "--path", ".."]), expected);
}

#[test]
fn a_class_that_is_left_out_in_another_module_says_why() {
    let mut sources = Sources::of("shop.py", "shop", "from base import Base\nclass Order(Base): ...\nx: Base\n");
    sources.add_imported("base.py", "base", "class Meta(type): ...\nclass Base(metaclass=Meta): ...\n");
    let diagnostics = generate(&sources, &Options::default()).unwrap().diagnostics;
    assert!(diagnostics.to_string().contains("its metaclass may change what instances hold"), "{diagnostics}");
}

#[test]
fn imports_in_circles_end() {
    let mut sources =
        Sources::of("a.py", "a", "from b import X, Y\nfrom b import *\nclass C(X):\n    y: Y\n    z: Z\n");
    sources.add("b.py", "b", "from a import X, Y\nfrom a import *\nimport b.c.d as c\nclass D(c.d.e): ...\n");
    assert!(generate(&sources, &Options::default()).unwrap().rust.contains("@generated"));
}

#[test]
fn the_libraries_that_are_known_by_name_are_not_looked_into() {
    let mut sources = Sources::of("a.py", "a", "from enum import Enum\nclass Color(Enum):\n    RED = 1\n");
    sources.add_imported("enum.py", "enum", "class Enum(metaclass=EnumType): ...\n");
    assert!(generate(&sources, &Options::default()).unwrap().rust.contains("pub enum Color"));
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let error = |search: Search| search.read().unwrap_err().to_string();
    assert!(error(Search::new().root(python()).module("shop.other")).starts_with("no module `shop.other` in "));
    assert!(error(Search::new().path(python().join("tools/nothing.py"))).starts_with("cannot read "));
    assert!(error(Search::new().path(directory().join("tree"))).starts_with("no Python files in "));
    assert!(error(Search::new().path(python()).exclude("[")).starts_with("`[` is no pattern for paths"));
}
