//! `pickle-codegen python`: Python classes for a schema, for Python sources or for what samples hold.

use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::python::{Form, Python};
use pickle_codegen::{Diagnostics, Generated, Sample, Search, generate, infer, schema_json};
use pickle_core::schema::Schema;

use super::choices::ChoiceArgs;
use super::config::ConfigArgs;
use super::format::Messages;
use super::output::{Effect, OutputArgs};
use super::samples::read_samples;
use super::{Failure, Outcome};

/// What to read, and where the classes go.
#[derive(Debug, clap::Args)]
pub(super) struct PythonArgs {
    /// A schema as `.json`, as `Schema::of` and `pickle-codegen schema` give it; or Python files and directories; or sample
    /// pickles
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Write stubs (`.pyi`), which type checkers read
    #[arg(long)]
    stubs: bool,

    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Writes the classes, and says which are left out.
pub(super) fn run(arguments: &PythonArgs, messages: &Messages) -> Result<Outcome, Failure> {
    let schema = match read_schema(arguments)? {
        Ok((schema, findings)) => {
            messages.report(&findings);
            schema
        }
        Err(errors) => return Ok(messages.refuse(&errors)),
    };
    let python = Python::from_schema(&schema, if arguments.stubs { Form::Stubs } else { Form::Module });
    messages.report(python.diagnostics());
    arguments.output.put(&python).map(Effect::outcome)
}

type Read = Result<(Schema, Diagnostics), Diagnostics>;

/// The schema of the input, whatever that is.
fn read_schema(arguments: &PythonArgs) -> Result<Read, Failure> {
    let paths = &arguments.paths;
    if let [json] = &paths[..]
        && has_extension(json, "json")
    {
        return read_json(json).map(|schema| Ok((schema, Diagnostics::default())));
    }
    let mut config = match arguments.config.read_file(&paths[0], &mut |_| {})? {
        Ok(config) => config,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    arguments.choices.set(&mut config)?;
    let generated = if paths.iter().all(|path| path.is_dir() || has_extension(path, "py")) {
        let search = paths.iter().fold(Search::new(), |search, path| search.path(path));
        generate(&search.read().map_err(Failure::told)?, config.options())
    } else {
        let files = read_samples(paths)?;
        let samples: Vec<Sample<'_>> = files.iter().map(|(name, bytes)| Sample { name, bytes }).collect();
        infer(&samples, config.options())
    };
    Ok(generated.map(|Generated { schema, diagnostics, .. }| (schema, diagnostics)))
}

fn read_json(file: &Path) -> Result<Schema, Failure> {
    let json = fs::read_to_string(file).map_err(|cause| Failure::with_file("cannot read", file, cause))?;
    schema_json::from_json(&json).map_err(|error| Failure::told(format!("{}: {error}", file.display())))
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}
