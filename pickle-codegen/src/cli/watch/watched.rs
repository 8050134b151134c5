//! `Watched`: files and directories, and how they were when they were read.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use pickle_codegen::Visit;

/// Files and directories, each with how it was found.
pub(super) struct Watched {
    states: BTreeMap<PathBuf, State>,
    time_to_look: Duration,
}

/// What tells one content of a path from another.
#[derive(Debug, PartialEq, Eq)]
enum State {
    Missing,
    File {
        modified: Option<SystemTime>,
        length: u64,
    },
    /// The Python files and directories in it. The time of a directory would not do: it changes with every file that is
    /// written into it, as the output can be.
    Directory(BTreeSet<OsString>),
}

impl Watched {
    pub(super) fn of_directories(directories: &[PathBuf]) -> Watched {
        let states = directories.iter().map(|path| (path.clone(), State::of(path)));
        Watched { states: states.collect(), time_to_look: Duration::ZERO }
    }

    /// Adds what is about to be read, and the directory around it: what a file imports can be missing there yet.
    pub(super) fn add(&mut self, visit: Visit<'_>) {
        let path = visit.path();
        self.add_path(path);
        if let Some(parent) = path.parent() {
            self.add_path(if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
        }
    }

    fn add_path(&mut self, path: &Path) {
        if !self.states.contains_key(path) {
            self.states.insert(path.to_owned(), State::of(path));
        }
    }

    /// Whether anything is not as it was when somebody looked last.
    pub(super) fn look_again(&mut self) -> bool {
        let begin = Instant::now();
        let mut has_changed = false;
        for (path, state) in &mut self.states {
            let now = State::of(path);
            has_changed |= now != *state;
            *state = now;
        }
        self.time_to_look = begin.elapsed();
        has_changed
    }

    /// How long it took to look.
    pub(super) fn time_to_look(&self) -> Duration {
        self.time_to_look
    }
}

impl State {
    fn of(path: &Path) -> State {
        match fs::metadata(path) {
            Err(_) => State::Missing,
            Ok(found) if found.is_dir() => State::Directory(python_names(path)),
            Ok(found) => State::File { modified: found.modified().ok(), length: found.len() },
        }
    }
}

fn python_names(directory: &Path) -> BTreeSet<OsString> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let is_python = |path: &Path| path.extension().is_some_and(|extension| extension == "py") || path.is_dir();
    let python = entries.filter(|entry| entry.file_name() != "__pycache__" && is_python(&entry.path()));
    python.map(|entry| entry.file_name()).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use pickle_codegen::Visit;

    use super::Watched;

    #[test]
    fn files_that_change_come_or_go_are_seen_and_others_are_not() {
        let directory = tempfile::tempdir().unwrap();
        let [models, output] = ["models.py", "models.rs"].map(|name| directory.path().join(name));
        fs::write(&models, "a = 1").unwrap();
        let mut watched = Watched::of_directories(&[]);
        watched.add(Visit::File(&models));
        assert!(!watched.look_again());

        fs::write(&output, "").unwrap();
        fs::create_dir(directory.path().join("__pycache__")).unwrap();
        assert!(!watched.look_again());

        fs::write(&models, "a = 10").unwrap();
        assert!(watched.look_again());
        fs::write(directory.path().join("base.py"), "").unwrap();
        assert!(watched.look_again());
        fs::remove_file(&models).unwrap();
        assert!(watched.look_again());
        assert!(!watched.look_again());
    }
}
