//! `pickle-codegen completions`: command lines that the shell completes.

use clap::CommandFactory;
use clap_complete::Shell;

use super::output::print;
use super::{Cli, Failure, Outcome};

/// For which shell.
#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell that is to complete
    shell: Shell,
}

/// Prints the script for a shell.
pub(super) fn run(arguments: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "pickle-codegen", &mut script);
    print(&script)?;
    Ok(Outcome::Done)
}
