//! `--explain`: what a code means.

use pickle_codegen::Code;

use super::output::print;
use super::{Failure, Outcome};

/// Which code to explain.
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Say what a code such as `PC030` means, with an example, and what to do about it
    #[arg(long = "explain", value_name = "CODE", exclusive = true, help_heading = "Messages")]
    pub(super) code: Option<Code>,
}

/// Prints the page of a code.
pub(super) fn run(code: Code) -> Result<Outcome, Failure> {
    print(format!("{} {code}: {}\n\n{}", code.severity(), code.summary(), code.explanation()))?;
    Ok(Outcome::Done)
}
