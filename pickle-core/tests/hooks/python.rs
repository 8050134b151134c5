//! The Pythons of this machine, as the other side.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs, io};

use pickle_core::Protocol;

/// A pickle by the name of what it holds.
pub(crate) struct Pickled {
    pub(crate) name: String,
    pub(crate) protocol: Protocol,
    pub(crate) bytes: Vec<u8>,
}

impl Pickled {
    pub(crate) fn new(name: &str, protocol: Protocol, bytes: Vec<u8>) -> Pickled {
        Pickled { name: name.to_owned(), protocol, bytes }
    }

    fn of_line(line: &str) -> Option<Pickled> {
        let [name, protocol, hexadecimal] = line.split('|').collect::<Vec<_>>()[..] else { return None };
        let byte = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
        let bytes = hexadecimal.trim().as_bytes().chunks(2).map(byte).collect::<Option<_>>()?;
        Some(Pickled::new(name, Protocol::try_from(protocol.parse::<u8>().ok()?).ok()?, bytes))
    }

    fn line(&self) -> String {
        let hexadecimal: String = self.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}|{}|{hexadecimal}\n", self.name, self.protocol)
    }
}

/// What every Python of the machine writes, with the program's name.
pub(crate) fn written() -> Vec<(PathBuf, Vec<Pickled>)> {
    let write = |python: PathBuf| {
        let lines = run(&python, "write", "");
        let pickles = lines.lines().map(|line| Pickled::of_line(line).expect("a line of hooks.py")).collect();
        (python, pickles)
    };
    pythons().into_iter().map(write).collect()
}

/// Lets every Python of the machine look at pickles; 2.7 at those of its protocols.
pub(crate) fn check(pickles: &[Pickled]) {
    for python in pythons() {
        let highest = highest_protocol(&python);
        let lines: String =
            pickles.iter().filter(|pickled| pickled.protocol.number() <= highest).map(Pickled::line).collect();
        assert_eq!(run(&python, "read", &lines).trim(), "ok", "{}", python.display());
    }
}

/// All of them; none is a failure where `PICKLE_REQUIRE_PYTHON` is set.
fn pythons() -> Vec<PathBuf> {
    let pyenv = env::var_os("PYENV_ROOT").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".pyenv")));
    let versions = pyenv.and_then(|root| fs::read_dir(root.join("versions")).ok());
    let of_pyenv = versions.into_iter().flatten().flatten().map(|version| version.path().join("bin/python"));
    let found: Vec<PathBuf> = of_pyenv.chain([PathBuf::from("python3")]).filter(|python| answers(python)).collect();
    let is_required = env::var_os("PICKLE_REQUIRE_PYTHON").is_some_and(|value| value != "0");
    assert!(!found.is_empty() || !is_required, "PICKLE_REQUIRE_PYTHON is set and no Python is found");
    if found.is_empty() {
        println!("skipped: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    found
}

fn answers(python: &Path) -> bool {
    Command::new(python).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn highest_protocol(python: &Path) -> u8 {
    let output = Command::new(python).args(["-c", "import pickle; print(pickle.HIGHEST_PROTOCOL)"]).output();
    let text = String::from_utf8(output.expect("it has answered before").stdout).expect("a number");
    text.trim().parse().expect("a number")
}

fn run(python: &Path, mode: &str, input: &str) -> String {
    let output = run_script(python, mode, input).unwrap_or_else(|error| panic!("{}: {error}", python.display()));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", python.display());
    String::from_utf8(output.stdout).expect("hooks.py prints ASCII")
}

fn run_script(python: &Path, mode: &str, input: &str) -> io::Result<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hooks/hooks.py");
    let mut command = Command::new(python);
    command.arg("-B").arg(script).arg(mode);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A script that fails early takes no more input; its status says so.
        let _ = stdin.write_all(input.as_bytes());
    }
    child.wait_with_output()
}
