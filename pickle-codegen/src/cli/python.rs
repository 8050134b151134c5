//! `pickle-codegen python`: Python classes for a schema, for Python sources or for what samples hold.

use std::path::PathBuf;

use pickle_codegen::python::{Form, Python};

use super::choices::ChoiceArgs;
use super::classes_read::ClassesRead;
use super::config::ConfigArgs;
use super::format::Messages;
use super::output::{Effect, OutputArgs, print};
use super::{Failure, Outcome};

/// What to read, and where the classes go.
#[derive(Debug, clap::Args)]
pub(super) struct PythonArgs {
    /// A schema as `.json`, as `Schema::of` and `pickle-codegen schema` give it; or Python files and directories; or sample
    /// pickles
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The name under which Python imports the one file [default: from the path]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    module: Option<String>,

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
    let mut config = match arguments.config.read_file(&arguments.paths[0], &mut |_| {})? {
        Ok(config) => config,
        Err(mistakes) => return Ok(messages.refuse(&mistakes)),
    };
    arguments.choices.set(&mut config)?;
    if arguments.config.print_config {
        return print(config.to_toml()).map(|()| Outcome::Done);
    }
    let read = match ClassesRead::read(&arguments.paths, arguments.module.as_deref(), config.options())? {
        Ok(read) => read,
        Err(errors) => return Ok(messages.refuse(&errors)),
    };
    messages.report(&read.diagnostics);
    let python = Python::from_schema(&read.schema, if arguments.stubs { Form::Stubs } else { Form::Module });
    messages.report(python.diagnostics());
    arguments.output.put(&python).map(Effect::outcome)
}
