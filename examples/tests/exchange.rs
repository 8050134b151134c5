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
