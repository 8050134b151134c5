//! The command line: what it accepts, and what is done about it.

mod choices;
mod classes_read;
mod completions;
mod config;
mod diff;
mod explain;
mod failure;
mod format;
mod generate;
mod infer;
mod input;
mod man;
mod output;
mod progress;
mod python;
#[cfg(test)]
mod reference;
mod samples;
mod schema;
mod watch;

use std::path::PathBuf;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

pub(crate) use self::failure::Failure;
use self::format::MessageArgs;

const EXIT_CODES: &str = "\
Exit codes:
  0  done; with --check: the output is up to date
  1  --check: the output is not up to date
  2  refused: the command line or the input is wrong, or the output cannot be written";

/// Prints the Rust types for the classes of Python files. The Python does not run.
///
/// A file or directory that is called as a command is `./man`.
#[derive(Debug, clap::Parser)]
#[command(name = "pickle-codegen", version, after_help = EXIT_CODES)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::GenerateArgs,
    #[command(flatten)]
    explain: explain::ExplainArgs,
    #[command(flatten)]
    messages: MessageArgs,
}

/// What else there is to do. Without one of them, the types are generated.
#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print the Rust types for the objects in sample pickles, without the source of their classes
    Infer(infer::InferArgs),
    /// Print the script that completes command lines in a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man(man::ManArgs),
    /// Print the classes of Python files as JSON
    Schema(schema::SchemaArgs),
    /// Tell what changed between two versions of classes, and what that does to their pickles
    #[command(after_help = diff::EXIT_CODES)]
    Diff(diff::DiffArgs),
    /// Print Python classes for a schema, so that they load what Rust dumps
    Python(python::PythonArgs),
}

/// Reads the command line. Where that is wrong, it says why and the program ends.
pub(crate) fn parse() -> Cli {
    Cli::try_parse().unwrap_or_else(|error| with_tip_about_paths(error).exit())
}

/// A command that lacks its arguments may have been meant as a path.
fn with_tip_about_paths(mut error: clap::Error) -> clap::Error {
    let first = std::env::args_os().nth(1).map(PathBuf::from).filter(|first| first.exists());
    if let Some(path) = first.filter(|_| error.kind() == ErrorKind::MissingRequiredArgument) {
        let path = path.display();
        let tip = format!("`{path}` is a command here; the file or directory of that name is `./{path}`");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// `--check` found a difference, or `diff` one that breaks something.
    CheckFailed,
    /// The input is not Python, or something else went wrong.
    Refused,
}

/// Does what the command line says.
pub(crate) fn run(cli: &Cli) -> Outcome {
    let messages = cli.messages.messages();
    let done = match (&cli.command, &cli.explain.code) {
        (Some(Command::Infer(arguments)), _) => infer::run(arguments, &messages),
        (Some(Command::Completions(arguments)), _) => completions::run(arguments),
        (Some(Command::Man(arguments)), _) => man::run(arguments),
        (Some(Command::Schema(arguments)), _) => schema::run(arguments, &messages),
        (Some(Command::Diff(arguments)), _) => diff::run(arguments, &messages),
        (Some(Command::Python(arguments)), _) => python::run(arguments, &messages),
        (None, Some(code)) => explain::run(*code),
        (None, None) => generate::run(&cli.generate, &messages),
    };
    done.unwrap_or_else(|failure| messages.fail(&failure))
}
