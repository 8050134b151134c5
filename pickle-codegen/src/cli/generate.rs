//! Python to Rust.

use pickle_codegen::diagnostics::Summary;
use pickle_codegen::{Visit, generate};

use super::choices::ChoiceArgs;
use super::config::ConfigArgs;
use super::format::Messages;
use super::input::{self, InputArgs};
use super::output::{Effect, OutputArgs, print};
use super::{Failure, Outcome, watch};

/// The options of the command without a name.
#[derive(Debug, clap::Args)]
pub(super) struct GenerateArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// Stay, and generate again whenever the input changes
    #[arg(long, conflicts_with = "check", help_heading = "Output")]
    watch: bool,
}

/// What one round of generating came to.
pub(super) struct Round {
    /// What there was to say.
    pub(super) summary: Summary,
    /// What became of the output; nothing if the input is not Python.
    pub(super) effect: Option<Effect>,
}

/// Generates the types once, or each time that the input changes.
pub(super) fn run(arguments: &GenerateArgs, messages: &Messages) -> Result<Outcome, Failure> {
    if arguments.config.print_config {
        return print_config(arguments, messages);
    }
    if arguments.watch {
        return watch::run(arguments, messages);
    }
    let round = run_once(arguments, messages, &mut |_| {})?;
    Ok(round.effect.map_or(Outcome::Refused, Effect::outcome))
}

fn print_config(arguments: &GenerateArgs, messages: &Messages) -> Result<Outcome, Failure> {
    match arguments.config.read(&arguments.input, &arguments.choices, &mut |_| {})? {
        Ok(config) => print(config.to_toml()).map(|()| Outcome::Done),
        Err(mistakes) => {
            messages.report(&mistakes);
            Ok(Outcome::Refused)
        }
    }
}

/// Generates the types, says what there is to say about them, and puts them where they belong.
pub(super) fn run_once(
    arguments: &GenerateArgs,
    messages: &Messages,
    observe: &mut dyn FnMut(Visit<'_>),
) -> Result<Round, Failure> {
    let config = match arguments.config.read(&arguments.input, &arguments.choices, observe)? {
        Ok(config) => config,
        Err(mistakes) => return Ok(Round { summary: messages.report(&mistakes), effect: None }),
    };
    let mut progress = messages.progress();
    let sources = input::read(config.inputs(), &mut |visit| {
        progress.visit(visit);
        observe(visit);
    })?;
    progress.generating();
    let generated = generate(&sources, config.options());
    drop(progress);
    match generated {
        Ok(generated) => {
            let summary = messages.report(&generated.diagnostics);
            Ok(Round { summary, effect: Some(arguments.output.put(&generated)?) })
        }
        Err(errors) => Ok(Round { summary: messages.report(&errors), effect: None }),
    }
}
