//! `build::Builder` in the `build.rs` of a crate that Cargo builds: it generates, and again when the Python changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The crate, in the words of its `Cargo.toml`; `ROOT` is this workspace.
const MANIFEST: &str = r#"
[package]
name = "pickle-codegen-build-script"
version = "0.0.0"
edition = "2024"

[dependencies]
pickle-core = { path = "ROOT/pickle-core" }

[build-dependencies]
pickle-codegen = { path = "ROOT/pickle-codegen", default-features = false }

[workspace]
"#;

const BUILD_SCRIPT: &str = r#"
fn main() -> Result<(), pickle_codegen::build::BuildError> {
    pickle_codegen::build::Builder::new().path("python/shop").out_file("shop.rs").generate()?;
    Ok(())
}
"#;

/// Prints the id of an order.
const MAIN: &str = r#"
include!(concat!(env!("OUT_DIR"), "/shop.rs"));

fn main() {
    println!("{:?}", shop::models::Order { id: Default::default(), extra: Default::default() }.id);
}
"#;

/// A crate with a build script, in a directory that goes away.
struct Fixture {
    directory: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Fixture {
        let fixture = Fixture { directory: tempfile::tempdir().expect("there is a place for temporary files") };
        let root = root();
        fixture.write("Cargo.toml", &MANIFEST.replace("ROOT", &root.display().to_string().replace('\\', "/")));
        fixture.write("Cargo.lock", &fs::read_to_string(root.join("Cargo.lock")).expect("the lock file is readable"));
        fixture.write("build.rs", BUILD_SCRIPT);
        fixture.write("src/main.rs", MAIN);
        fixture.write("python/shop/__init__.py", "");
        fixture.write("python/shop/models.py", "class Order:\n    id: int\n");
        fixture
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.directory.path().join(name);
        fs::create_dir_all(path.parent().expect("the file is in a directory")).expect("the directory is writable");
        fs::write(path, text).expect("the file is writable");
    }

    /// Builds the crate and runs it. What it depends on is in the target directory of this workspace already.
    fn run(&self) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--offline", "--color", "never"]);
        cargo.current_dir(self.directory.path()).env("CARGO_TARGET_DIR", target());
        cargo.output().expect("Cargo runs")
    }
}

/// The workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate is in a workspace").to_owned()
}

/// Where this workspace is built.
fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the directory is in the target directory")
}

#[track_caller]
fn expect_printed(output: &Output, printed: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), printed, "{said}");
}

#[track_caller]
fn expect_said(output: &Output, part: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(part), "no `{part}` in\n{said}");
}

#[test]
fn a_crate_is_built_again_when_its_python_changes() {
    let fixture = Fixture::new();
    expect_printed(&fixture.run(), "0\n");

    let unchanged = fixture.run();
    expect_printed(&unchanged, "0\n");
    assert!(!String::from_utf8_lossy(&unchanged.stderr).contains("Compiling"), "nothing has changed");

    fixture.write("python/shop/models.py", "class Order:\n    id: str\n");
    expect_printed(&fixture.run(), "\"\"\n");

    fixture.write("python/shop/other.py", "class Report:\n    total: Money\n");
    expect_said(&fixture.run(), "python/shop/other.py:2:12: PC030: the annotation `Money` has no Rust type");

    fixture.write("python/shop/models.py", "class Order(:\n");
    let broken = fixture.run();
    assert!(!broken.status.success());
    expect_said(&broken, "Error: the Python cannot be read: ");
    expect_said(&broken, "--> python/shop/models.py:1:13");
}
