//! What to read.

use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::setting::{Setting, Shape, Shown, Value, list, optional_text, quoted, quoted_list};
use crate::{ModuleName, Search};

/// What to read; the fields are what the builder methods of [`Search`] take.
///
/// ```
/// use std::path::Path;
///
/// use pickle_codegen::Config;
///
/// let config = Config::parse(Path::new("python/pickle-codegen.toml"), "paths = ['shop']").unwrap();
/// assert_eq!(config.inputs().paths, [Path::new("python/shop")]);
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Inputs {
    /// Python files and directories of them.
    pub paths: Vec<PathBuf>,
    /// Modules and packages, by the names under which Python imports them.
    pub modules: Vec<String>,
    /// The directories from which Python imports.
    pub roots: Vec<PathBuf>,
    /// Patterns of files to leave out.
    pub exclude: Vec<Pattern>,
    /// The name under which Python imports the one file.
    pub module: Option<String>,
    /// Pickles with objects of the classes.
    pub samples: Vec<PathBuf>,
}

/// A pattern of paths, such as `**/tests/**`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(pub String);

impl Inputs {
    /// A search for what is to be read.
    pub fn search(&self) -> Search {
        let mut search = Search::new();
        search = self.paths.iter().fold(search, Search::path);
        search = self.modules.iter().fold(search, Search::module);
        search = self.roots.iter().fold(search, Search::root);
        search = self.exclude.iter().fold(search, |search, pattern| search.exclude(&pattern.0));
        search = self.samples.iter().fold(search, Search::sample);
        match &self.module {
            Some(module) => search.name(ModuleName::from(module.as_str())),
            None => search,
        }
    }

    /// Whether somebody said what to read.
    pub fn is_given(&self) -> bool {
        !(self.paths.is_empty() && self.modules.is_empty())
    }
}

impl Setting for Vec<PathBuf> {
    const SHAPE: Shape = Shape::List;

    fn update(&mut self, value: &Value<'_>, directory: &Path) -> Result<(), Vec<Problem>> {
        *self = list(value)?.into_iter().map(|path| directory.join(path)).collect();
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Value(quoted_list(self.iter().map(|path| path.to_string_lossy())))
    }
}

impl Setting for Vec<Pattern> {
    const SHAPE: Shape = Shape::List;

    fn update(&mut self, value: &Value<'_>, directory: &Path) -> Result<(), Vec<Problem>> {
        let is_anchored = |pattern: &str| !pattern.starts_with("**");
        let patterns = list(value)?.into_iter().map(|pattern| match is_anchored(&pattern) {
            true => directory.join(pattern).to_string_lossy().into_owned(),
            false => pattern,
        });
        *self = patterns.map(Pattern).collect();
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Value(quoted_list(self.iter().map(|pattern| &pattern.0)))
    }
}

impl Setting for Option<String> {
    const SHAPE: Shape = Shape::Text;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        *self = optional_text(value)?.map(str::to_owned);
        Ok(())
    }

    fn show(&self) -> Shown {
        self.as_ref().map_or(Shown::Nothing, |text| Shown::Value(quoted(text)))
    }
}
