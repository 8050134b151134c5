//! Python to Rust.

use pickle_codegen::generate;

use super::choices::ChoiceArgs;
use super::input::InputArgs;
use super::output::{OutputArgs, report};
use super::{Failure, Outcome};

/// The options of the command without a name.
#[derive(Debug, clap::Args)]
pub(super) struct GenerateArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Generates the types, says what there is to say about them, and puts them where they belong.
pub(super) fn run(arguments: &GenerateArgs) -> Result<Outcome, Failure> {
    let sources = arguments.input.read()?;
    match generate(&sources, &arguments.choices.options()) {
        Ok(generated) => {
            report(&generated.diagnostics);
            arguments.output.put(&generated)
        }
        Err(errors) => {
            report(&errors);
            Ok(Outcome::Refused)
        }
    }
}
