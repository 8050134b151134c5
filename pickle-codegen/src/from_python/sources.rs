//! `Sources`: the Python modules that are read together.

use std::collections::{BTreeSet, HashSet};

use ruff_python_ast::ModModule;
use ruff_python_parser::Parsed;

use super::imports::imported_modules;
use super::syntax::parse_module;
use crate::Sample;
use crate::diagnostics::{Code, Diagnostic};
use crate::module_name::ModuleName;
use crate::source_map::{SourceMap, base_name};

/// Python modules to generate types from: those that are wanted, and those that they import from.
///
/// ```
/// use pickle_codegen::{Options, Sources, generate};
///
/// let mut sources = Sources::of("shop/models.py", "shop.models", "
/// from shop.base import Base
/// class Customer(Base):
///     name: str
/// ");
/// sources.add_imported("shop/base.py", "shop.base", "
/// class Base:
///     id: int
/// class Unused: ...
/// ");
/// let generated = generate(&sources, &Options::default()).unwrap();
///
/// assert!(generated.rust.contains("pub id: i64,"));
/// assert!(!generated.rust.contains("Unused"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sources {
    map: SourceMap,
    modules: Vec<SourceModule>,
    /// The names of all modules, those with errors too.
    names: HashSet<String>,
    wanted_files: Vec<String>,
    /// What keeps a file from being a module.
    refused: Vec<Diagnostic>,
    /// Names and contents.
    samples: Vec<(String, Vec<u8>)>,
}

/// A module as it was parsed.
#[derive(Debug, Clone)]
pub(crate) struct SourceModule {
    pub(crate) name: ModuleName,
    /// Whether it is the `__init__.py` of a package.
    pub(crate) is_package: bool,
    /// Whether its classes are to be generated; the others are for those that need them.
    pub(crate) is_wanted: bool,
    pub(super) parsed: Parsed<ModModule>,
}

impl Sources {
    /// No modules.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// One module: the text of the file `file_name`, which Python imports as `module`.
    pub fn of(file_name: impl Into<String>, module: impl Into<ModuleName>, source: &str) -> Sources {
        let mut sources = Sources::new();
        sources.add(file_name, module, source);
        sources
    }

    /// Adds a module of which types are to be generated.
    pub fn add(&mut self, file_name: impl Into<String>, module: impl Into<ModuleName>, source: &str) {
        self.add_module(file_name.into(), module.into(), source, true);
    }

    /// Adds a module of which types are only generated where another module needs them.
    pub fn add_imported(&mut self, file_name: impl Into<String>, module: impl Into<ModuleName>, source: &str) {
        self.add_module(file_name.into(), module.into(), source, false);
    }

    /// Adds a pickle with objects of the classes. Samples tell what the source does not: the types of attributes without an
    /// annotation, and which attributes an object may lack. Where they contradict the source, there is a finding.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let mut sources = Sources::of("shapes.py", "shapes", "
    /// class Point:
    ///     def __init__(self, x):
    ///         self.x = x
    /// ");
    /// // Python: pickle.dumps(Point(2.5), 0)
    /// sources.add_sample("point.pkl", b"ccopy_reg\n_reconstructor\n(cshapes\nPoint\nc__builtin__\nobject\nNtR(dVx\nF2.5\nsb.");
    /// let generated = generate(&sources, &Options::default()).unwrap();
    ///
    /// assert!(generated.rust.contains("pub x: f64,"));
    /// assert!(generated.diagnostics.is_empty());
    /// ```
    pub fn add_sample(&mut self, file_name: impl Into<String>, bytes: &[u8]) {
        self.samples.push((file_name.into(), bytes.to_vec()));
    }

    /// The samples, if there are any.
    pub(crate) fn samples(&self) -> Option<Vec<Sample<'_>>> {
        let samples = self.samples.iter().map(|(name, bytes)| Sample { name, bytes });
        (!self.samples.is_empty()).then(|| samples.collect())
    }

    /// Adds what keeps a file from being a module.
    pub(crate) fn refuse(&mut self, reason: Diagnostic) {
        self.refused.push(reason);
    }

    /// Whether there is a module of that name.
    pub fn contains(&self, module: &str) -> bool {
        self.names.contains(module)
    }

    /// How many modules there are of which types are to be generated.
    pub fn modules_wanted(&self) -> usize {
        self.modules.iter().filter(|module| module.is_wanted).count()
    }

    /// The names under which the module that was added last may import others, in order; not all need be modules.
    pub(crate) fn imported_by_last(&self) -> Vec<String> {
        self.modules.last().map_or_else(Vec::new, imported_modules)
    }

    fn add_module(&mut self, file_name: String, name: ModuleName, source: &str, is_wanted: bool) {
        let is_package = base_name(&file_name) == "__init__.py";
        // Windows editors begin a file with a byte order mark.
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let Some(range) = self.map.add(file_name.as_str(), source) else {
            let message = format!("`{file_name}` is too much: all files together have more than 4 GiB");
            self.refused.push(Diagnostic::without_span(Code::TooLarge, message));
            return;
        };
        let refusal = name.check().err().or_else(|| self.twice(&name, &file_name));
        self.refused.extend(refusal);
        self.names.insert(name.as_str().to_owned());
        if is_wanted {
            self.wanted_files.push(file_name);
        }
        match parse_module(self.map.text(), range) {
            Ok(parsed) => self.modules.push(SourceModule { name, is_package, is_wanted, parsed }),
            Err(errors) => self.refused.extend(errors),
        }
    }

    fn twice(&self, name: &ModuleName, file_name: &str) -> Option<Diagnostic> {
        let message = format!("`{file_name}` is the module `{}`, which another file is already", name.as_str());
        self.contains(name.as_str()).then(|| {
            Diagnostic::without_span(Code::ModuleTwice, message)
                .help("name the directory from which Python imports with `--path DIRECTORY`, so that each file has a name of its own")
        })
    }

    /// What keeps files from being modules.
    pub(crate) fn refused(&self) -> &[Diagnostic] {
        &self.refused
    }

    /// The modules, in the order of their names.
    pub(crate) fn modules(&self) -> Vec<&SourceModule> {
        let mut modules: Vec<&SourceModule> = self.modules.iter().collect();
        modules.sort_by_key(|module| module.name.as_str());
        modules
    }

    pub(crate) fn map(&self) -> &SourceMap {
        &self.map
    }

    /// Notes about the names of wanted modules that are guesses.
    pub(crate) fn doubts(&self) -> impl Iterator<Item = Diagnostic> {
        self.modules.iter().filter(|module| module.is_wanted).filter_map(|module| module.name.doubt())
    }

    /// The names of wanted modules that are guesses.
    pub(crate) fn guessed_names(&self) -> Vec<String> {
        let guesses = self.modules.iter().filter(|module| module.is_wanted && module.name.is_guess());
        guesses.map(|module| module.name.as_str().to_owned()).collect()
    }

    /// Gives a module another name.
    pub(crate) fn rename(&mut self, module: &str, name: &str) {
        for renamed in self.modules.iter_mut().filter(|known| known.name.as_str() == module) {
            renamed.name = ModuleName::from(name);
        }
        self.names.remove(module);
        self.names.insert(name.to_owned());
    }

    /// What the output says that it is made from: the file, or the packages of several.
    pub(crate) fn title(&self) -> String {
        if let [file] = &self.wanted_files[..] {
            return base_name(file).to_owned();
        }
        let wanted = self.modules.iter().filter(|module| module.is_wanted);
        let tops = wanted.map(|module| module.name.as_str().split('.').next().unwrap_or_default());
        let tops: BTreeSet<&str> = tops.collect();
        tops.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// The module whose types stand at the top of the output: the wanted one, if there is only one.
    pub(crate) fn top(&self) -> Option<&str> {
        let mut wanted = self.modules.iter().filter(|module| module.is_wanted);
        wanted.next().map(|module| module.name.as_str()).filter(|_| wanted.next().is_none())
    }
}
