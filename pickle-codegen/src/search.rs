//! `Search`: which Python files to read, and the modules that they import.

mod error;
mod import_path;
mod visit;

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

pub use self::error::SearchError;
use self::import_path::ImportPath;
pub use self::visit::Visit;
use crate::module_name::{ModuleName, is_identifier};
use crate::{Diagnostic, Sources};

/// Which Python files to read: files, directories, modules by their names, and the directories from which they import.
///
/// Files that the chosen ones import are read too, if they stand below the same directories. No Python runs.
///
/// ```
/// use pickle_codegen::{Options, Search, generate};
///
/// # let root = tempfile::tempdir().unwrap();
/// # std::fs::create_dir(root.path().join("shop")).unwrap();
/// # std::fs::write(root.path().join("shop/__init__.py"), "").unwrap();
/// # std::fs::write(root.path().join("shop/base.py"), "class Base:\n    id: int\n").unwrap();
/// # let models = "from .base import Base\nclass Order(Base): ...\n";
/// # std::fs::write(root.path().join("shop/models.py"), models).unwrap();
/// # let directory = root.path();
/// let sources = Search::new().root(directory).module("shop.models").read().unwrap();
/// let generated = generate(&sources, &Options::default()).unwrap();
///
/// assert!(generated.rust.contains("pub struct Order {"));
/// assert!(generated.rust.contains("pub id: i64,"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Search {
    paths: Vec<PathBuf>,
    modules: Vec<String>,
    roots: Vec<PathBuf>,
    excluded: Vec<String>,
    name: Option<ModuleName>,
    samples: Vec<PathBuf>,
}

impl Search {
    /// A search for nothing.
    pub fn new() -> Search {
        Search::default()
    }

    /// Adds a Python file, or all Python files in a directory. Directories and files that Python cannot import by a name
    /// are passed over, and hidden ones.
    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Search {
        self.paths.push(path.into());
        self
    }

    /// Adds a module, or a package with all its modules, by the name under which Python imports it from one of the roots.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Search {
        self.modules.push(name.into());
        self
    }

    /// Adds a directory from which Python imports, such as `src` or `site-packages`. The first that has a module counts.
    ///
    /// The directory around the outermost package that a path is in is a root without being named.
    #[must_use]
    pub fn root(mut self, directory: impl Into<PathBuf>) -> Search {
        self.roots.push(directory.into());
        self
    }

    /// Leaves out the files whose paths match a pattern, such as `**/tests/**`; imports do not find them either.
    #[must_use]
    pub fn exclude(mut self, pattern: impl Into<String>) -> Search {
        self.excluded.push(pattern.into());
        self
    }

    /// Says under which name Python imports the one file of the search.
    #[must_use]
    pub fn name(mut self, module: impl Into<ModuleName>) -> Search {
        self.name = Some(module.into());
        self
    }

    /// Adds a pickle with objects of the classes, which tells what the source does not: [`Sources::add_sample`].
    #[must_use]
    pub fn sample(mut self, path: impl Into<PathBuf>) -> Search {
        self.samples.push(path.into());
        self
    }

    /// Reads the files.
    ///
    /// # Errors
    ///
    /// When a file or directory cannot be read, a module is not found, a pattern is none, or nothing is left to read. A
    /// file that is no Python is no error here: [`generate`](crate::generate) tells.
    pub fn read(&self) -> Result<Sources, SearchError> {
        self.read_observed(&mut |_| {})
    }

    /// Reads the files, and tells about each file and directory before it looks into it: to show how far it is, or to look
    /// for changes later. What it tells is the same whether the search fails or not, up to where it does.
    ///
    /// ```
    /// use pickle_codegen::{Search, Visit};
    ///
    /// # let root = tempfile::tempdir().unwrap();
    /// # std::fs::write(root.path().join("models.py"), "class Order: ...\n").unwrap();
    /// # let directory = root.path();
    /// let mut files = 0;
    /// let search = Search::new().path(directory);
    /// search.read_observed(&mut |visit| files += usize::from(matches!(visit, Visit::File(_)))).unwrap();
    ///
    /// assert_eq!(files, 1);
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Search::read`].
    pub fn read_observed(&self, observe: &mut dyn FnMut(Visit<'_>)) -> Result<Sources, SearchError> {
        let mut reader = Reader {
            observe,
            import_path: ImportPath::new(&self.roots, &self.paths),
            excluded: self.excluded()?,
            sources: Sources::new(),
            seen: HashSet::new(),
            pending: VecDeque::new(),
        };
        for path in &self.paths {
            reader.add_path(path, self.name.as_ref())?;
        }
        for module in &self.modules {
            reader.add_module(module)?;
        }
        reader.add_imported()?;
        for path in &self.samples {
            reader.add_sample(path)?;
        }
        Ok(reader.sources)
    }

    fn excluded(&self) -> Result<GlobSet, SearchError> {
        let mut patterns = GlobSetBuilder::new();
        for pattern in &self.excluded {
            patterns.add(Glob::new(pattern).map_err(|error| SearchError::pattern(pattern, &error))?);
        }
        patterns.build().map_err(|error| SearchError::pattern("", &error))
    }
}

struct Reader<'o> {
    observe: &'o mut dyn FnMut(Visit<'_>),
    import_path: ImportPath,
    excluded: GlobSet,
    sources: Sources,
    /// The files that were read.
    seen: HashSet<PathBuf>,
    /// The names that modules import, and that nobody has looked for yet.
    pending: VecDeque<String>,
}

impl Reader<'_> {
    fn add_path(&mut self, path: &Path, name: Option<&ModuleName>) -> Result<(), SearchError> {
        if path.is_dir() {
            return self.add_directory(path);
        }
        let module = name.cloned().unwrap_or_else(|| self.import_path.name_of_file(path));
        self.read_file(path, module, true)
    }

    fn add_directory(&mut self, directory: &Path) -> Result<(), SearchError> {
        let entries = WalkDir::new(directory).follow_links(true).sort_by_file_name();
        let entries = entries.into_iter().filter_entry(|entry| entry.depth() == 0 || may_be_imported(entry));
        let mut found = false;
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                // Symbolic links that go in circles lead to files that are found anyway.
                Err(error) if error.loop_ancestor().is_some() => continue,
                Err(error) => return Err(SearchError::walk(directory, error)),
            };
            let path = entry.path();
            if entry.file_type().is_dir() {
                (self.observe)(Visit::Directory(path));
            }
            let is_python = entry.file_type().is_file() && path.extension().is_some_and(|extension| extension == "py");
            if is_python && !self.excluded.is_match(path) && !is_hidden_by_package(path) {
                let module = self.import_path.name_of_found(path);
                self.read_file(path, module, true)?;
                found = true;
            }
        }
        if found { Ok(()) } else { Err(SearchError::no_files(directory)) }
    }

    /// A module by its name; of a package all modules.
    fn add_module(&mut self, name: &str) -> Result<(), SearchError> {
        let Some(path) = self.import_path.find(name).filter(|path| !self.excluded.is_match(path)) else {
            return match self.import_path.find_directory(name) {
                Some(directory) => self.add_directory(&directory),
                None => Err(self.no_module(name)),
            };
        };
        match path.parent() {
            Some(package) if path.ends_with("__init__.py") => self.add_directory(package),
            _ => self.read_file(&path, ModuleName::from(name), true),
        }
    }

    fn no_module(&mut self, name: &str) -> SearchError {
        for path in self.import_path.paths_of(name) {
            (self.observe)(Visit::Missing(&path));
        }
        SearchError::no_module(name, self.import_path.roots())
    }

    /// Reads the modules that others import, as long as there are more.
    fn add_imported(&mut self) -> Result<(), SearchError> {
        while let Some(name) = self.pending.pop_front() {
            if self.sources.contains(&name) {
                continue;
            }
            let found = self.import_path.find(&name).filter(|path| !self.excluded.is_match(path));
            if let Some(path) = found {
                self.read_file(&path, ModuleName::from(name), false)?;
            }
        }
        Ok(())
    }

    fn add_sample(&mut self, path: &Path) -> Result<(), SearchError> {
        (self.observe)(Visit::File(path));
        let bytes = fs::read(path).map_err(|cause| SearchError::read(path, cause))?;
        self.sources.add_sample(path.to_string_lossy(), &bytes);
        Ok(())
    }

    fn read_file(&mut self, path: &Path, module: ModuleName, is_wanted: bool) -> Result<(), SearchError> {
        if !self.seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned())) {
            return Ok(());
        }
        (self.observe)(Visit::File(path));
        let file_name = path.to_string_lossy();
        let bytes = fs::read(path).map_err(|cause| SearchError::read(path, cause))?;
        match (String::from_utf8(bytes), is_wanted) {
            (Ok(text), true) => self.sources.add(file_name, module, &text),
            (Ok(text), false) => self.sources.add_imported(file_name, module, &text),
            (Err(error), _) => {
                self.sources.refuse(Diagnostic::not_utf8(&file_name, error.utf8_error().valid_up_to()));
                return Ok(());
            }
        }
        let imported = self.sources.imported_by_last();
        self.pending.extend(imported.into_iter().filter(|name| !is_known(name)));
        Ok(())
    }
}

/// Whether a module is one of a library that is not looked into.
fn is_known(module: &str) -> bool {
    crate::from_python::is_known_library(module.split('.').next().unwrap_or_default())
}

/// Whether Python can import the file or what is in the directory.
fn may_be_imported(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    is_identifier(name.strip_suffix(".py").unwrap_or(&name)) && name != "__pycache__"
}

/// Of `shop.py` and `shop/__init__.py`, Python imports the package.
fn is_hidden_by_package(path: &Path) -> bool {
    path.with_extension("").join("__init__.py").is_file()
}
