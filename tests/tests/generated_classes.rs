//! The checked-in Rust of every class style is what pickle-codegen makes of its Python.

use std::fs;
use std::path::Path;

use pickle_codegen::{Sources, generate};
use pickle_tests::path;

#[path = "styles/options.rs"]
mod options;

#[test]
fn is_what_the_generator_writes() {
    let mut changed = Vec::new();
    for style in generated_styles() {
        let file = path("classes").join(format!("{style}.rs"));
        let rust = rust_of(&style);
        if fs::read_to_string(&file).ok().as_ref() != Some(&rust) {
            fs::write(&file, rust).expect("the file can be written");
            changed.push(style);
        }
    }
    assert!(changed.is_empty(), "these were out of date and are written now, look at the changes: {changed:?}");
}

/// The styles without Rust that is written by hand.
fn generated_styles() -> Vec<String> {
    let entries = fs::read_dir(path("classes")).expect("the directory of the styles").flatten();
    let python = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "py"));
    let mut styles: Vec<String> = python.map(|path| stem(&path)).filter(|style| !is_by_hand(style)).collect();
    styles.sort();
    styles
}

fn is_by_hand(style: &str) -> bool {
    path("classes_by_hand").join(format!("{style}.rs")).exists()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn rust_of(style: &str) -> String {
    let file = format!("{style}.py");
    let source = fs::read_to_string(path("classes").join(&file)).expect("the style's Python");
    match generate(&Sources::of(file, style, &source), &options::with_header(&source)) {
        Ok(generated) => generated.rust,
        Err(diagnostics) => panic!("{style}: {diagnostics:?}"),
    }
}
