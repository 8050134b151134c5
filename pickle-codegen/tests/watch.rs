//! `--watch`: the program stays, and generates again when what it reads changes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How long a machine with other things to do may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs, and the lines that it prints.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(directory: &Path, arguments: &[&str]) -> Watching {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pickle-codegen"));
        program.args(arguments).current_dir(directory).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = program.spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("the program has an output");
        let (sender, lines) = channel();
        thread::spawn(move || {
            BufReader::new(stdout).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Watching { child, lines }
    }

    /// The next line that is printed.
    #[track_caller]
    fn next_line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("the program says something in time")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It is gone already, or it goes now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(directory: &Path, name: &str, text: &str) {
    fs::write(directory.join(name), text).expect("the file is writable");
}

fn read(directory: &Path, name: &str) -> String {
    fs::read_to_string(directory.join(name)).expect("the file is readable")
}

#[test]
fn a_file_is_generated_again_when_it_or_what_it_imports_changes() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    let root = directory.path();
    write(root, "models.py", "from base import Base\nclass Order(Base):\n    id: int\n");
    let watching = Watching::start(root, &["models.py", "-o", "models.rs", "--watch"]);
    assert_eq!(watching.next_line(), "models.rs: written; 1 warning");

    write(root, "base.py", "class Base:\n    name: str\n");
    assert_eq!(watching.next_line(), "models.rs: written");
    assert!(read(root, "models.rs").contains("pub name: ::std::string::String,"));

    write(root, "base.py", "class Base:\n    name: bytes\n");
    assert_eq!(watching.next_line(), "models.rs: written");

    write(root, "models.py", "x =\n");
    assert_eq!(watching.next_line(), "models.rs: not written; 1 error");

    fs::remove_file(root.join("models.py")).expect("the file can be removed");
    assert_eq!(watching.next_line(), "models.rs: not written");

    write(root, "models.py", "from base import Base\nclass Order(Base):\n    id: int\n");
    assert_eq!(watching.next_line(), "models.rs: unchanged");
}

#[test]
fn new_files_in_a_directory_are_found() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    let root = directory.path();
    fs::create_dir(root.join("shop")).expect("the directory is writable");
    write(root, "shop/__init__.py", "");
    let watching = Watching::start(root, &["shop", "--out-dir", "rust", "--watch"]);
    assert_eq!(watching.next_line(), "rust: written");

    fs::create_dir(root.join("orders")).expect("the directory is writable");
    write(root, "orders/__init__.py", "class Order: ...\n");
    fs::rename(root.join("orders"), root.join("shop/orders")).expect("the directory can be moved");
    assert_eq!(watching.next_line(), "rust: written");
    assert!(read(root, "rust/shop/orders.rs").contains("pub struct Order"));
}

#[test]
fn a_module_that_is_missing_is_waited_for() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    let root = directory.path();
    ["src", "src/shop"].iter().for_each(|name| fs::create_dir(root.join(name)).expect("the directory is writable"));
    let arguments = ["-m", "shop.orders.models", "--path", "src", "-o", "models.rs", "--watch"];
    let watching = Watching::start(root, &arguments);
    assert_eq!(watching.next_line(), "models.rs: not written");

    fs::create_dir(root.join("orders")).expect("the directory is writable");
    write(root, "orders/models.py", "class Order: ...\n");
    fs::rename(root.join("orders"), root.join("src/shop/orders")).expect("the directory can be moved");
    assert_eq!(watching.next_line(), "models.rs: written");
}

#[test]
fn what_is_written_is_no_change() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    write(directory.path(), "models.py", "class Order: ...\n");
    let watching = Watching::start(directory.path(), &["models.py", "--out-dir", "rust", "--watch"]);
    assert_eq!(watching.next_line(), "rust: written");
    assert_eq!(watching.lines.recv_timeout(Duration::from_secs(1)), Err(RecvTimeoutError::Timeout));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pickle-codegen"));
        let output = program.args(arguments).stdin(Stdio::null()).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("messages are UTF-8")
    };
    assert!(run(&["models.py", "--watch"]).contains("say `--output FILE`"));
    assert!(run(&["-", "--module", "a", "-o", "a.rs", "--watch"]).contains("standard input is none"));
    assert!(run(&["models.py", "-o", "a.rs", "--check", "--watch"]).contains("cannot be used with"));
}
