//! Lists the Rust of the class styles: `OUT_DIR/styles.rs` has a module for each, the table of all, and a macro that
//! makes a test of each.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the generated files are, and those that no generator can write.
const DIRECTORIES: [&str; 2] = ["classes", "classes_by_hand"];

fn main() -> io::Result<()> {
    let mut styles = BTreeMap::new();
    for directory in DIRECTORIES {
        println!("cargo::rerun-if-changed={directory}");
        styles.extend(rust_files(directory)?);
    }
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out_dir.join("styles.rs"), modules_and_table(&styles))
}

/// The Rust files in a directory, by style.
fn rust_files(directory: &str) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let style = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(style, fs::canonicalize(&path)?);
        }
    }
    Ok(files)
}

fn modules_and_table(styles: &BTreeMap<String, PathBuf>) -> String {
    let modules: String = styles.iter().map(|(style, path)| module(style, path)).collect();
    let mut rows = String::new();
    let mut tests = String::new();
    for style in styles.keys() {
        let _ = writeln!(rows, "    Style::of::<{style}::Sample>({style:?}),");
        let _ = writeln!(tests, "        #[test] fn {style}() {{ $check({style:?}); }}");
    }
    format!(
        "{modules}\n/// Every style, by name.\npub const STYLES: &[Style] = &[\n{rows}];\n\n\
         /// A test function for each style, which calls `$check` with the style's name.\n\
         #[macro_export]\nmacro_rules! test_every_style {{\n    ($check:path) => {{\n{tests}    }};\n}}\n"
    )
}

fn module(style: &str, path: &Path) -> String {
    format!(
        "#[allow(missing_docs, reason = \"as the Python is\")]\n\
         #[path = {path:?}]\npub mod {style};\n"
    )
}
