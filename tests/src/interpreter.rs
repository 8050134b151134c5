//! The Pythons on this machine and the environments with libraries, and running a script with one.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, io, thread};

use crate::path;

/// A CPython that the scripts in `python/` run on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreter {
    /// Its version, such as `3.12.1`.
    pub version: String,
    /// The environment of `python/environments.txt` that it is, such as `attrs-21`.
    pub environment: Option<String>,
    /// The program.
    pub program: PathBuf,
}

impl Interpreter {
    /// What the index of the pickles calls it: `3.12.1`, or `3.10.13-attrs-21`.
    pub fn label(&self) -> String {
        match &self.environment {
            Some(environment) => format!("{}-{environment}", self.version),
            None => self.version.clone(),
        }
    }

    /// Runs a script of `python/`.
    ///
    /// # Errors
    ///
    /// When the script fails: with what it printed.
    pub fn run(&self, script: &str, arguments: &[&Path]) -> Result<(), String> {
        self.output(script, arguments).map(|_| ())
    }

    /// The same; the result is what it printed to standard output.
    ///
    /// # Errors
    ///
    /// As [`Interpreter::run`].
    pub fn output(&self, script: &str, arguments: &[&Path]) -> Result<String, String> {
        let script = path("python").join(script);
        let all = [script.as_path()].into_iter().chain(arguments.iter().copied()).map(Path::as_os_str);
        match output(&self.program, all) {
            Ok(output) if output.status.success() => Ok(text(&output.stdout)),
            Ok(output) => Err(format!("{}{}", text(&output.stdout), text(&output.stderr))),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// One interpreter for each version of CPython that is found: pyenv's, those on the `PATH`, and the system's.
///
/// # Panics
///
/// When there is none and `PICKLE_REQUIRE_PYTHON` is set.
pub fn interpreters() -> Vec<Interpreter> {
    let mut found = BTreeMap::new();
    for program in candidates() {
        if let Some(version) = supported_version(&program) {
            found.entry(version.clone()).or_insert(Interpreter { version, environment: None, program });
        }
    }
    let is_required = env::var_os("PICKLE_REQUIRE_PYTHON").is_some_and(|value| value != "0");
    assert!(!found.is_empty() || !is_required, "PICKLE_REQUIRE_PYTHON is set and no Python is found");
    found.into_values().collect()
}

/// The interpreters, and the environments that `python/make_environments.py` made in the directory
/// `PICKLE_ENVIRONMENTS`, else in `target/environments`; it says which are missing.
///
/// # Panics
///
/// As [`interpreters`], and when an environment is missing though `PICKLE_ENVIRONMENTS` is set.
pub fn interpreters_and_environments() -> Vec<Interpreter> {
    let chosen = env::var_os("PICKLE_ENVIRONMENTS").map(PathBuf::from);
    let found = environments_in(chosen.as_deref().unwrap_or(&path("../target/environments")));
    let is_found = |name: &String| found.iter().any(|one| one.environment.as_ref() == Some(name));
    let missing: Vec<String> = wanted_environments().into_iter().filter(|name| !is_found(name)).collect();
    if !missing.is_empty() {
        assert!(chosen.is_none(), "PICKLE_ENVIRONMENTS is set and has no {missing:?}");
        eprintln!("skipped: no environments {missing:?}; tests/python/make_environments.py makes them");
    }
    interpreters().into_iter().chain(found).collect()
}

/// Does the work with every interpreter. They are processes of their own, so all of them may run at the same time.
///
/// # Panics
///
/// When the work does.
pub fn on_every<T: Send>(interpreters: &[Interpreter], work: impl Fn(&Interpreter) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let threads: Vec<_> = interpreters.iter().map(|one| scope.spawn(|| work(one))).collect();
        threads.into_iter().map(|thread| thread.join().expect("the work is done without a panic")).collect()
    })
}

/// Says which cases no Python here could look into.
///
/// # Panics
///
/// When there are some though `PICKLE_ENVIRONMENTS` is set, which promises all that they need.
pub fn skip_unseen(unseen: &[&str]) {
    if !unseen.is_empty() {
        assert!(env::var_os("PICKLE_ENVIRONMENTS").is_none(), "no Python looked into {unseen:?}");
        eprintln!("skipped: no Python here has what these need: {unseen:?}");
    }
}

/// The first word of each line of the list.
fn wanted_environments() -> Vec<String> {
    let list = fs::read_to_string(path("python/environments.txt")).expect("the list of the environments");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// The environments that are finished; their directories are their labels.
fn environments_in(directory: &Path) -> Vec<Interpreter> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path());
    let finished = entries.filter(|environment| environment.join("environment.txt").exists());
    let mut found: Vec<Interpreter> = finished.filter_map(|environment| in_environment(&environment)).collect();
    found.sort_by_key(Interpreter::label);
    found
}

fn in_environment(environment: &Path) -> Option<Interpreter> {
    let (version, name) = environment.file_name()?.to_str()?.split_once('-')?;
    let program = environment.join("bin/python");
    Some(Interpreter { version: version.to_owned(), environment: Some(name.to_owned()), program })
}

fn candidates() -> Vec<PathBuf> {
    let pyenv = env::var_os("PYENV_ROOT").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".pyenv")));
    let versions = pyenv.and_then(|root| fs::read_dir(root.join("versions")).ok());
    let of_pyenv = versions.into_iter().flatten().flatten().map(|version| version.path().join("bin/python"));
    of_pyenv.chain(on_path()).chain([PathBuf::from("/usr/bin/python3")]).collect()
}

/// The Pythons on the `PATH`, without pyenv's shims, which are slow and lead to the versions that are known already.
fn on_path() -> Vec<PathBuf> {
    let names: Vec<String> =
        (6..=20).map(|minor| format!("python3.{minor}")).chain(["python3", "python2.7"].map(str::to_owned)).collect();
    let directories = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&directories)
        .filter(|directory| !directory.ends_with("shims"))
        .flat_map(|directory| names.iter().map(move |name| directory.join(name)).collect::<Vec<_>>())
        .filter(|program| program.exists())
        .collect()
}

/// The version of a program, if it is a CPython of 2.7 or of 3.6 and later.
fn supported_version(program: &Path) -> Option<String> {
    const ASK: &str = "import platform as p, sys; v = sys.version_info; \
        print(p.python_version() if p.python_implementation() == 'CPython' and (v >= (3, 6) or v[:2] == (2, 7)) else '')";
    let output = output(program, ["-c", ASK]).ok().filter(|output| output.status.success())?;
    Some(text(&output.stdout).trim().to_owned()).filter(|version| !version.is_empty())
}

fn output<S: AsRef<OsStr>>(program: &Path, arguments: impl IntoIterator<Item = S>) -> io::Result<Output> {
    Command::new(program).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONHASHSEED", "0").output()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
