//! The Python side of the exchange, where the machine has one.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs, io};

/// Lets Python check what Rust dumped and gives Python's answer; nothing where there is no Python.
pub(crate) fn exchange(folder: &Path, from_rust: &[u8]) -> Result<Option<Vec<u8>>, Box<dyn Error>> {
    let Some(python) = find_python() else { return Ok(None) };
    let meeting_place = env::temp_dir().join(format!("pickle-exchange-{}", std::process::id()));
    fs::create_dir_all(&meeting_place)?;
    let (question, answer) = (meeting_place.join("from-rust.pickle"), meeting_place.join("to-rust.pickle"));
    fs::write(&question, from_rust)?;
    let output = Command::new(python)
        .arg("-B")
        .arg(folder.join("answer.py"))
        .args([&question, &answer])
        .output()
        .and_then(checked)
        .and_then(|text| Ok((text, fs::read(&answer)?)));
    fs::remove_dir_all(&meeting_place)?;
    let (text, bytes) = output?;
    print!("{text}");
    Ok(Some(bytes))
}

/// A `python3` that has dataclasses.
fn find_python() -> Option<&'static str> {
    let has_dataclasses = |python: &&str| {
        Command::new(python).args(["-c", "import dataclasses"]).output().is_ok_and(|output| output.status.success())
    };
    ["python3", "python"].into_iter().find(has_dataclasses)
}

fn checked(output: Output) -> io::Result<String> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(io::Error::other(format!("Python does not agree:\n{}", String::from_utf8_lossy(&output.stderr))))
}
