//! The database example does what it says, with a Python at the same database.

use std::process::Command;

#[test]
fn dbpickle_runs() {
    let output = Command::new(env!("CARGO_BIN_EXE_dbpickle")).output().expect("dbpickle starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("has changed:\n  1: learn Italian\n  2: prepare group meeting\n"), "{text}");
    let answered =
        text.contains("the same 3 memos") && text.contains("the last one:\n  3: make peace with the zebra\n");
    let python_is_required = std::env::var_os("PICKLE_REQUIRE_PYTHON").is_some();
    if !answered {
        println!("skipped: no Python with sqlite3 is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    assert!(answered || (!python_is_required && text.contains("nobody answers")), "{text}");
}
