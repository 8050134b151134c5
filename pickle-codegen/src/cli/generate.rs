//! Python to Rust.

use pickle_codegen::generate;

use super::choices::ChoiceArgs;
use super::config::ConfigArgs;
use super::input::{self, InputArgs};
use super::output::{OutputArgs, print, report};
use super::{Failure, Outcome};

/// The options of the command without a name.
#[derive(Debug, clap::Args)]
pub(super) struct GenerateArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Generates the types, says what there is to say about them, and puts them where they belong.
pub(super) fn run(arguments: &GenerateArgs) -> Result<Outcome, Failure> {
    let Some(config) = arguments.config.read(&arguments.input, &arguments.choices)? else {
        return Ok(Outcome::Refused);
    };
    if arguments.config.print_config {
        return print(&config.to_toml()).map(|()| Outcome::Done);
    }
    let sources = input::read(config.inputs())?;
    match generate(&sources, config.options()) {
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
