//! The rule that finds a module's name from a path.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};

/// A module's dotted name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleName {
    name: String,
    guessed: bool,
}

impl ModuleName {
    /// The name of the module in the file `path`: its dotted path below the outermost directory with an `__init__.py`,
    /// or else the file's stem, which is a guess.
    ///
    /// ```
    /// use pickle_codegen::ModuleName;
    ///
    /// assert_eq!(ModuleName::of_file("models.py".as_ref()).as_str(), "models");
    /// ```
    pub fn of_file(path: &Path) -> ModuleName {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut parts = vec![stem.into_owned()];
        let mut directory = path.parent().map(Path::to_owned);
        while let Some(package) = directory.filter(|directory| is_package(directory)) {
            let Some(name) = name_of_directory(&package) else {
                break;
            };
            parts.push(name.to_string_lossy().into_owned());
            directory = directory_around(&package);
        }
        let in_package = parts.len() > 1;
        if in_package && parts[0] == "__init__" {
            parts.remove(0);
        }
        let is_bare_file = path.parent().is_none_or(|directory| directory.as_os_str().is_empty());
        let guessed = !(in_package || is_bare_file) || !parts.iter().all(|part| is_identifier(part));
        parts.reverse();
        ModuleName { name: parts.join("."), guessed }
    }

    /// The dotted name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Fails if no class global can have the name: it stands between newlines and before a dot.
    pub(crate) fn check(&self) -> Result<(), Diagnostic> {
        let is_wrong = |character: char| character.is_whitespace() || character.is_control() || character == ':';
        if !self.name.split('.').any(str::is_empty) && !self.name.contains(is_wrong) {
            return Ok(());
        }
        let message = format!("`{}` is not the name of a module", self.name.escape_debug());
        Err(Diagnostic::without_span(Code::ModuleNameInvalid, message)
            .help("say `--module NAME` with the name under which Python imports it, such as `shop.models`"))
    }

    /// Whether nobody said the name, and the path does not tell it.
    pub(crate) fn is_guess(&self) -> bool {
        self.guessed
    }

    /// A note that the name is a guess, if it is one.
    pub(crate) fn doubt(&self) -> Option<Diagnostic> {
        let message = format!("the module's name is taken to be `{}`, the file's name", self.name);
        self.guessed.then(|| {
            Diagnostic::without_span(Code::ModuleNameGuessed, message)
                .help("say `--module NAME` with the name under which Python imports it")
        })
    }
}

impl From<&str> for ModuleName {
    fn from(name: &str) -> ModuleName {
        ModuleName::from(name.to_owned())
    }
}

impl From<String> for ModuleName {
    fn from(name: String) -> ModuleName {
        ModuleName { name, guessed: false }
    }
}

/// Whether a directory has an `__init__.py`.
pub(crate) fn is_package(directory: &Path) -> bool {
    directory.join("__init__.py").is_file()
}

/// The name of a directory, which a path such as `..` does not say.
fn name_of_directory(directory: &Path) -> Option<OsString> {
    match directory.components().next_back() {
        Some(Component::Normal(name)) => Some(name.to_owned()),
        _ => here_if_empty(directory).canonicalize().ok()?.file_name().map(ToOwned::to_owned),
    }
}

/// The directory that a directory is in, if there is one: also that of the working directory.
pub(crate) fn directory_around(directory: &Path) -> Option<PathBuf> {
    if let Some(Component::Normal(_)) = directory.components().next_back() {
        return directory.parent().map(Path::to_owned);
    }
    let around = directory.join("..");
    let is_root = here_if_empty(directory).canonicalize().ok()? == around.canonicalize().ok()?;
    (!is_root).then_some(around)
}

fn here_if_empty(directory: &Path) -> &Path {
    if directory.as_os_str().is_empty() { Path::new(".") } else { directory }
}

/// Whether Python can import something of that name.
pub(crate) fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character == '_' || character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::ModuleName;

    fn name(path: &str, guessed: bool) -> ModuleName {
        ModuleName { name: path.to_owned(), guessed }
    }

    #[test]
    fn a_bare_file_is_a_top_level_module() {
        assert_eq!(ModuleName::of_file("models.py".as_ref()), name("models", false));
    }

    #[test]
    fn a_file_in_a_directory_that_is_no_package_is_a_guess() {
        assert_eq!(ModuleName::of_file("nowhere/models.py".as_ref()), name("models", true));
    }

    #[test]
    fn a_stem_that_cannot_be_imported_is_a_guess() {
        assert_eq!(ModuleName::of_file("my-models.py".as_ref()), name("my-models", true));
    }

    #[test]
    fn packages_are_part_of_the_name() {
        let root = tempfile::tempdir().unwrap();
        let package = root.path().join("shop/orders");
        fs::create_dir_all(&package).unwrap();
        fs::write(root.path().join("shop/__init__.py"), "").unwrap();
        fs::write(package.join("__init__.py"), "").unwrap();

        assert_eq!(ModuleName::of_file(&package.join("models.py")), name("shop.orders.models", false));
        assert_eq!(ModuleName::of_file(&package.join("__init__.py")), name("shop.orders", false));
    }
}
