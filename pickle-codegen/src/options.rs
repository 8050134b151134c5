//! What a caller may choose, and the rule that finds a module's name from a path.

mod versions;

use std::path::Path;

pub use self::versions::{AttrsVersion, PydanticVersion, Versions};
use crate::diagnostics::{Code, Diagnostic};

/// What [`generate`](crate::generate) has to know besides the source.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The file's name, for diagnostics and for the header of the output.
    pub file_name: String,
    /// The name under which Python imports the module.
    pub module: ModuleName,
    /// Classes (`Customer`) and fields (`Order.customer`) whose values are shared: their fields are `Rc`s.
    pub shared: Vec<String>,
    /// Fields (`Node.parent`) that point at objects which another place owns: they are `Weak`s.
    pub weak: Vec<String>,
    /// Classes whose fields hold instances of their subclasses in the file as well; `all` is every class.
    pub families: Vec<String>,
    /// What `Literal[...]` becomes.
    pub literal: LiteralStyle,
    /// The versions of the libraries that write the pickles.
    pub versions: Versions,
}

/// What `Literal[...]` becomes in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LiteralStyle {
    /// An enum with a variant for each value.
    #[default]
    Enum,
    /// The type of the values.
    AsBase,
}

impl Options {
    /// Options for the module `module` in the file `file_name`.
    pub fn new(file_name: impl Into<String>, module: impl Into<ModuleName>) -> Options {
        Options {
            file_name: file_name.into(),
            module: module.into(),
            shared: Vec::new(),
            weak: Vec::new(),
            families: Vec::new(),
            literal: LiteralStyle::default(),
            versions: Versions::default(),
        }
    }

    /// Marks classes or fields as shared.
    #[must_use]
    pub fn with_shared(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.shared.extend(names);
        self
    }

    /// Marks fields as weak: they point at objects that another place owns.
    ///
    /// ```
    /// use pickle_codegen::{Options, generate};
    ///
    /// let source = "
    /// class Node:
    ///     parent: 'Node'
    ///     children: list['Node']
    /// ";
    /// let options = Options::new("tree.py", "tree").with_shared(["Node".to_owned()]);
    /// let rust = generate(source, &options.with_weak(["Node.parent".to_owned()])).unwrap().rust;
    ///
    /// assert!(rust.contains("pub parent: ::std::rc::Weak<Node>,"));
    /// assert!(rust.contains("pub children: ::std::vec::Vec<::std::rc::Rc<Node>>,"));
    /// ```
    #[must_use]
    pub fn with_weak(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.weak.extend(names);
        self
    }

    /// Marks classes as families: their fields hold instances of subclasses too.
    ///
    /// ```
    /// use pickle_codegen::{Options, generate};
    ///
    /// let source = "
    /// class Shape: ...
    /// class Circle(Shape): ...
    /// class Drawing:
    ///     shapes: list[Shape]
    /// ";
    /// let options = Options::new("shapes.py", "shapes").with_families(["Shape".to_owned()]);
    /// let rust = generate(source, &options).unwrap().rust;
    ///
    /// assert!(rust.contains("pub shapes: ::std::vec::Vec<ShapeOrSubclass>,"));
    /// ```
    #[must_use]
    pub fn with_families(mut self, names: impl IntoIterator<Item = String>) -> Options {
        self.families.extend(names);
        self
    }

    /// Chooses what `Literal[...]` becomes.
    #[must_use]
    pub fn with_literal(mut self, style: LiteralStyle) -> Options {
        self.literal = style;
        self
    }

    /// Says which attrs reads what Rust writes; without it, one from 22.2 on.
    #[must_use]
    pub fn attrs_version(mut self, version: AttrsVersion) -> Options {
        self.versions.attrs = version;
        self
    }

    /// Says which pydantic the module's `import pydantic` means; without it, 2.
    #[must_use]
    pub fn pydantic_version(mut self, version: PydanticVersion) -> Options {
        self.versions.pydantic = version;
        self
    }
}

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
        let mut directory = path.parent();
        while let Some(package) = directory.filter(|directory| is_package(directory)) {
            let Some(name) = package.file_name() else {
                break;
            };
            parts.push(name.to_string_lossy().into_owned());
            directory = package.parent();
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

fn is_package(directory: &Path) -> bool {
    directory.join("__init__.py").is_file()
}

fn is_identifier(text: &str) -> bool {
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
