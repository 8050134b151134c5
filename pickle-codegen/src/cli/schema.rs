//! `pickle-codegen schema`: what the classes are, as JSON.

use pickle_codegen::{read_schema, schema_json};

use super::choices::ChoiceArgs;
use super::config::ConfigArgs;
use super::format::Messages;
use super::input::{self, InputArgs};
use super::output::print;
use super::{Failure, Outcome};

/// What to read.
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    config: ConfigArgs,
}

/// Prints the schema of the sources, and says what there is to say about them.
pub(super) fn run(arguments: &SchemaArgs, messages: &Messages) -> Result<Outcome, Failure> {
    let config = match arguments.config.read(&arguments.input, &arguments.choices, &mut |_| {})? {
        Ok(config) if arguments.config.print_config => return print(config.to_toml()).map(|()| Outcome::Done),
        Ok(config) => config,
        Err(mistakes) => return Ok(messages.refuse(&mistakes)),
    };
    let mut progress = messages.progress();
    let sources = input::read(config.inputs(), &mut |visit| progress.visit(visit))?;
    drop(progress);
    match read_schema(&sources, config.options()) {
        Ok(described) => {
            messages.report(&described.diagnostics);
            print(schema_json::to_json(&described.schema)).map(|()| Outcome::Done)
        }
        Err(errors) => Ok(messages.refuse(&errors)),
    }
}
