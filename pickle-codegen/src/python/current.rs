//! Whether files are what the schema gives, for a user's test.

use std::path::{Path, PathBuf};
use std::{env, error, fmt, fs, io};

use super::{Python, PythonFile};
use crate::build::write_if_changed;

/// The variable that has a test write its files anew: `expect-test` and others ask for the same.
const UPDATE: &str = "UPDATE_EXPECT";

impl Python {
    /// Whether the file has the classes of the module that its path ends in; of only one module, any path will do.
    ///
    /// # Errors
    ///
    /// When the file is not what the Rust types say, with the first line that is different.
    pub fn check(&self, path: impl AsRef<Path>) -> Result<(), Outdated> {
        let path = path.as_ref();
        let Some(file) = self.file_at(path) else { return Err(Outdated::no_module(path, &self.files)) };
        let found = match fs::read_to_string(path) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Outdated::unreadable(path, &error)),
        };
        if found.replace("\r\n", "\n") == file.text {
            Ok(())
        } else {
            Err(Outdated::different(path, &found, &file.text))
        }
    }

    /// Writes the file, unless it has that content, and says whether it did.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or the path is that of no module.
    pub fn write(&self, path: impl AsRef<Path>) -> io::Result<bool> {
        let path = path.as_ref();
        let file = self.file_at(path).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, Outdated::no_module(path, &self.files).to_string())
        })?;
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        write_if_changed(path, &file.text)
    }

    /// Fails a test whose file is not what the Rust types say. With `UPDATE_EXPECT=1` in the environment the file is
    /// written instead.
    ///
    /// ```no_run
    /// use pickle_codegen::python::Python;
    /// # #[derive(pickle_core::Pickle)]
    /// # #[pickle(module = "shop.models")]
    /// # struct Order { number: u64 }
    ///
    /// #[test]
    /// fn the_python_knows_the_types() {
    ///     Python::of::<Order>().assert_current("python/shop/models.py");
    ///     Python::stubs_of::<Order>().assert_current("python/shop/models.pyi");
    /// }
    /// ```
    ///
    /// # Panics
    ///
    /// When the file is different, or a class has no equal in Python.
    #[track_caller]
    pub fn assert_current(&self, path: impl AsRef<Path>) {
        assert!(self.diagnostics.is_empty(), "{}", self.diagnostics);
        let path = path.as_ref();
        if env::var_os(UPDATE).is_some_and(|value| value != "0") {
            if let Err(error) = self.write(path) {
                panic!("cannot write {}: {error}", path.display());
            }
        } else if let Err(outdated) = self.check(path) {
            panic!("{outdated}");
        }
    }

    fn file_at(&self, path: &Path) -> Option<&PythonFile> {
        match &self.files[..] {
            [only] => Some(only),
            files => files.iter().find(|file| path.ends_with(&file.path)),
        }
    }
}

/// Why a file is not what the schema gives.
#[derive(Debug)]
pub struct Outdated {
    path: PathBuf,
    reason: String,
}

impl Outdated {
    fn no_module(path: &Path, files: &[PythonFile]) -> Outdated {
        let files: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let reason = format!("is the file of no module; its name has to end in one of {}", files.join(", "));
        Outdated { path: path.to_owned(), reason }
    }

    fn unreadable(path: &Path, error: &io::Error) -> Outdated {
        Outdated { path: path.to_owned(), reason: format!("cannot be read: {error}") }
    }

    fn different(path: &Path, found: &str, expected: &str) -> Outdated {
        let differs = |(found, expected): &(Option<&str>, Option<&str>)| found != expected;
        let lines = found.lines().map(Some).chain(std::iter::repeat(None));
        let mut pairs = lines.zip(expected.lines().map(Some).chain(std::iter::repeat(None))).enumerate();
        let first = pairs.find(|(_, pair)| differs(pair) || *pair == (None, None));
        let (line, (found, expected)) = first.unwrap_or((0, (None, None)));
        let shown = |text: Option<&str>| text.unwrap_or("(the end of the file)").to_owned();
        let reason = format!(
            "is not what the Rust types say, from line {} on\n- {}\n+ {}\nrun the test with {UPDATE}=1 to write it anew",
            line + 1,
            shown(found),
            shown(expected),
        );
        Outdated { path: path.to_owned(), reason }
    }
}

impl fmt::Display for Outdated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path.display(), self.reason)
    }
}

impl error::Error for Outdated {}
