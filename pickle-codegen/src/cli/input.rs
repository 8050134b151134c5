//! The options that say what to read.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use pickle_codegen::{ModuleName, Search, Sources, Visit};

use super::Failure;

/// What to read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Python files and directories of them; `-` reads standard input
    #[arg(value_name = "PATH", required_unless_present = "modules")]
    paths: Vec<PathBuf>,

    /// A module or package by the name under which Python imports it; may be repeated
    #[arg(short = 'm', value_name = "MODULE", requires = "roots")]
    modules: Vec<String>,

    /// A directory from which Python imports, such as `src`; may be repeated
    #[arg(long = "path", value_name = "DIRECTORY")]
    roots: Vec<PathBuf>,

    /// Leave out files by a pattern, such as `**/tests/**`; may be repeated
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<String>,

    /// The name under which Python imports the one file [default: from the path]
    #[arg(long, value_name = "NAME", conflicts_with = "modules")]
    module: Option<String>,
}

impl InputArgs {
    /// Reads the sources, and tells about each file and directory before.
    pub(super) fn read(&self, observe: &mut dyn FnMut(Visit<'_>)) -> Result<Sources, Failure> {
        match (&self.paths[..], &self.module) {
            _ if self.is_standard_input() => self.read_standard_input(),
            ([path], Some(_)) if !path.is_dir() => self.search(observe),
            (_, None) => self.search(observe),
            _ => Err(Failure::told("`--module NAME` is the name of one file; say `--path DIRECTORY` for several")),
        }
    }

    /// The directories from which Python imports.
    pub(super) fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Fails if the input is nothing that can change.
    pub(super) fn check_watchable(&self) -> Result<(), Failure> {
        if self.is_standard_input() {
            return Err(Failure::told("`--watch` looks at files, and standard input is none"));
        }
        Ok(())
    }

    fn is_standard_input(&self) -> bool {
        matches!(&self.paths[..], [path] if path == Path::new("-"))
    }

    fn read_standard_input(&self) -> Result<Sources, Failure> {
        let Some(module) = &self.module else {
            return Err(Failure::told("standard input has no module name; say `--module NAME`"));
        };
        let mut source = String::new();
        let read = io::stdin().read_to_string(&mut source);
        read.map_err(|cause| Failure::new("cannot read standard input", cause))?;
        Ok(Sources::of("<stdin>", module.as_str(), &source))
    }

    fn search(&self, observe: &mut dyn FnMut(Visit<'_>)) -> Result<Sources, Failure> {
        let mut search = Search::new();
        search = self.paths.iter().fold(search, Search::path);
        search = self.modules.iter().fold(search, Search::module);
        search = self.roots.iter().fold(search, Search::root);
        search = self.exclude.iter().fold(search, Search::exclude);
        if let Some(module) = &self.module {
            search = search.name(ModuleName::from(module.as_str()));
        }
        search.read_observed(observe).map_err(Failure::told)
    }
}
