//! The Python side of the examples, where the machine has one.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs, io};

/// Lets a script check what Rust dumped and gives the script's answer; nothing where there is no Python of 3.7 or later.
///
/// The script is called with the two files and these arguments.
pub(crate) fn exchange(
    script: &Path,
    from_rust: &[u8],
    arguments: &[&Path],
) -> Result<Option<Vec<u8>>, Box<dyn Error>> {
    let Some(python) = find_python() else { return Ok(None) };
    let meeting_place = env::temp_dir().join(format!("pickle-exchange-{}", std::process::id()));
    fs::create_dir_all(&meeting_place)?;
    let (question, answer) = (meeting_place.join("from-rust.pickle"), meeting_place.join("to-rust.pickle"));
    fs::write(&question, from_rust)?;
    let output = Command::new(python)
        .arg("-B")
        .arg(script)
        .args([&question, &answer])
        .args(arguments)
        .output()
        .and_then(checked)
        .and_then(|text| Ok((text, fs::read(&answer)?)));
    fs::remove_dir_all(&meeting_place)?;
    let (text, bytes) = output?;
    print!("{text}");
    Ok(Some(bytes))
}

/// A `python3` that has dataclasses and SQLite.
fn find_python() -> Option<&'static str> {
    let has_modules = |python: &&str| {
        let import = ["-c", "import dataclasses, sqlite3"];
        Command::new(python).args(import).output().is_ok_and(|output| output.status.success())
    };
    ["python3", "python"].into_iter().find(has_modules)
}

fn checked(output: Output) -> io::Result<String> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(io::Error::other(format!("Python does not agree:\n{}", String::from_utf8_lossy(&output.stderr))))
}
