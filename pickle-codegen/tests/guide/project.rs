//! The directory in which a chapter's files are written and its commands run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the chapters name the checkout of this repository.
const CHECKOUT: &str = "../pickle/";

/// Nothing is downloaded, and what this workspace has built is not built again.
const CARGO_CONFIG: &str = "[net]\noffline = true\n\n[build]\ntarget-dir = 'TARGET'\n";

/// A directory that goes away, and where a reader of the chapter would be in it.
pub(crate) struct Project {
    directory: tempfile::TempDir,
    current: PathBuf,
}

impl Project {
    pub(crate) fn new() -> Project {
        let directory = tempfile::tempdir().expect("there is a place for temporary files");
        let project = Project { current: directory.path().to_owned(), directory };
        project.write(".cargo/config.toml", &CARGO_CONFIG.replace("TARGET", &target()));
        project
    }

    /// Writes a file below the current directory.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.current.join(name);
        fs::create_dir_all(path.parent().expect("the file is in a directory")).expect("the directory is writable");
        fs::write(path, text.replace(CHECKOUT, &checkout())).expect("the file is writable");
    }

    /// The Rust that is in the current directory.
    pub(crate) fn rust_files(&self) -> Vec<String> {
        let files = walkdir::WalkDir::new(&self.current).into_iter().map(|entry| entry.expect("a readable entry"));
        let rust = files.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
        rust.map(|entry| fs::read_to_string(entry.path()).expect("the file is readable")).collect()
    }

    /// Runs a command line and gives what it printed. To install the program is not needed: it is on the path.
    pub(crate) fn run(&mut self, command: &str) -> String {
        if let Some(directory) = command.strip_prefix("cd ") {
            self.current = self.current.join(directory).canonicalize().expect("the directory is there");
            return String::new();
        }
        if command.starts_with("cargo install ") {
            return String::new();
        }
        self.lock_versions();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{{ {}\n}} 2>&1", command.replace(CHECKOUT, &checkout())));
        shell.current_dir(&self.current).env("PATH", path_with_programs()).env("PYTHONDONTWRITEBYTECODE", "1");
        let output = shell.env("CARGO_TERM_COLOR", "never").output().expect("there is a shell");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "`{command}` fails:\n{printed}");
        printed
    }

    /// A new crate gets the versions of this workspace, which are there without a network.
    fn lock_versions(&self) {
        let (manifest, lock) = (self.current.join("Cargo.toml"), self.current.join("Cargo.lock"));
        if manifest.exists() && !lock.exists() {
            fs::copy(Path::new(&checkout()).join("Cargo.lock"), lock).expect("the lock file can be copied");
        }
    }

    /// Where the directory is, so that nothing that is shown depends on it.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }
}

/// Where this workspace is built.
fn target() -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the directory is in the target directory");
    target.display().to_string()
}

fn checkout() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate is in a workspace");
    format!("{}/", root.display())
}

/// The `PATH`, with the programs of this crate and the Cargo that runs the test before all others.
fn path_with_programs() -> std::ffi::OsString {
    let programs = [env!("CARGO_BIN_EXE_pickle-codegen"), env!("CARGO")];
    let ours = programs.map(|program| Path::new(program).parent().expect("the program is in a directory").to_owned());
    let usual = std::env::var_os("PATH").expect("there is a path");
    std::env::join_paths(ours.into_iter().chain(std::env::split_paths(&usual))).expect("a path of paths")
}
