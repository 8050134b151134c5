//! The options that say what to read.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use pickle_codegen::config::Inputs;
use pickle_codegen::{Config, Sources, Visit};

use super::Failure;
use super::samples::read_samples;

/// What to read.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Python files and directories of them; `-` reads standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// A module or package by the name under which Python imports it; may be repeated
    #[arg(short = 'm', value_name = "MODULE")]
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

    /// A pickle with objects of the classes, which tells what the source does not; may be repeated
    #[arg(long = "sample", value_name = "FILE")]
    samples: Vec<PathBuf>,
}

impl InputArgs {
    /// The directories from which Python imports.
    pub(super) fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Fails if the input is nothing that can change.
    pub(super) fn check_watchable(&self) -> Result<(), Failure> {
        if self.paths.iter().any(|path| is_standard_input(path)) {
            return Err(Failure::told("`--watch` looks at files, and standard input is none"));
        }
        Ok(())
    }

    /// Where to look for a configuration: beside what is read first.
    pub(super) fn start(&self) -> &Path {
        let path = self.paths.first().filter(|path| !is_standard_input(path));
        path.or(self.roots.first()).map_or(Path::new("."), PathBuf::as_path)
    }

    /// Says in the configuration what to read. Whoever names files or modules wants no others.
    pub(super) fn set(&self, config: &mut Config) -> Result<(), Failure> {
        let texts = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
        };
        let is_given = !(self.paths.is_empty() && self.modules.is_empty());
        let module: Vec<String> = self.module.iter().cloned().collect();
        let keys = [
            ("paths", texts(&self.paths), is_given),
            ("modules", self.modules.clone(), is_given),
            ("module", module, is_given || self.module.is_some()),
            ("roots", texts(&self.roots), !self.roots.is_empty()),
            ("exclude", self.exclude.clone(), !self.exclude.is_empty()),
            ("samples", texts(&self.samples), !self.samples.is_empty()),
        ];
        for (key, values, _) in keys.into_iter().filter(|(_, _, is_said)| *is_said) {
            config.set(key, &values).map_err(Failure::told)?;
        }
        // Not every path is a text.
        if is_given {
            config.inputs_mut().paths.clone_from(&self.paths);
        }
        if !self.roots.is_empty() {
            config.inputs_mut().roots.clone_from(&self.roots);
        }
        if !self.samples.is_empty() {
            config.inputs_mut().samples.clone_from(&self.samples);
        }
        Ok(())
    }
}

/// Reads the sources, and tells about each file and directory before.
pub(super) fn read(inputs: &Inputs, observe: &mut dyn FnMut(Visit<'_>)) -> Result<Sources, Failure> {
    match (&inputs.paths[..], &inputs.module) {
        _ if !inputs.is_given() => {
            Err(Failure::told("there is nothing to read; name a file, or `paths` in a `pickle-codegen.toml`"))
        }
        ([path], _) if is_standard_input(path) => {
            inputs.samples.iter().for_each(|path| observe(Visit::File(path)));
            read_standard_input(inputs)
        }
        ([path], Some(_)) if !path.is_dir() => inputs.search().read_observed(observe).map_err(Failure::told),
        (_, None) => inputs.search().read_observed(observe).map_err(Failure::told),
        _ => Err(Failure::told("`--module NAME` is the name of one file; say `--path DIRECTORY` for several")),
    }
}

fn read_standard_input(inputs: &Inputs) -> Result<Sources, Failure> {
    let Some(module) = &inputs.module else {
        return Err(Failure::told("standard input has no module name; say `--module NAME`"));
    };
    let mut source = String::new();
    let read = io::stdin().read_to_string(&mut source);
    read.map_err(|cause| Failure::new("cannot read standard input", cause))?;
    let mut sources = Sources::of("<stdin>", module.as_str(), &source);
    for (name, bytes) in read_samples(&inputs.samples)? {
        sources.add_sample(name, &bytes);
    }
    Ok(sources)
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}
