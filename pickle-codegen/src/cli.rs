//! The command line: what it accepts, and what is done about it.

mod choices;
mod config;
mod failure;
mod generate;
mod input;
mod output;

pub(crate) use self::failure::Failure;

/// Prints the Rust types for the classes of Python files. The Python does not run.
#[derive(Debug, clap::Parser)]
#[command(name = "pickle-codegen", version)]
pub(crate) struct Cli {
    #[command(flatten)]
    generate: generate::GenerateArgs,
}

/// How a run without a failure ends.
pub(crate) enum Outcome {
    Done,
    /// `--check` found a difference.
    CheckFailed,
    /// The input is not Python.
    Refused,
}

/// Does what the command line says.
pub(crate) fn run(cli: &Cli) -> Result<Outcome, Failure> {
    generate::run(&cli.generate)
}
