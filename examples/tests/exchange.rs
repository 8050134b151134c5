//! The example program does what it says, and its Rust types are what the generator prints.

use std::path::Path;
use std::process::Command;

#[test]
fn exchange_runs() {
    let output = Command::new(env!("CARGO_BIN_EXE_exchange")).output().expect("exchange starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("Python sent 3 orders"), "{text}");
    let answered = text.contains("Python: equal") && text.contains("Countess of Lovelace");
    let python_is_required = std::env::var_os("PICKLE_REQUIRE_PYTHON").is_some();
    assert!(answered || (!python_is_required && text.contains("nobody answers")), "{text}");
}

#[test]
fn models_rs_is_what_the_generator_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::fs::read_to_string(folder.join("models.py")).expect("models.py is there");
    let sources = pickle_codegen::Sources::of("models.py", "models", &python);
    let options = pickle_codegen::Options::default();
    let rust = pickle_codegen::generate(&sources, &options).expect("models.py is Python").rust;
    let checked_in = folder.join("models.rs");
    if std::fs::read_to_string(&checked_in).ok().as_deref() != Some(&rust) {
        std::fs::write(&checked_in, rust).expect("models.rs can be written");
        panic!("examples/models.rs was out of date and is written anew");
    }
}
