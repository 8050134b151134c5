//! Sample pickles to Rust.

use std::path::{Path, PathBuf};

use pickle_codegen::{Sample, infer};

use super::choices::ChoiceArgs;
use super::config::ConfigArgs;
use super::format::Messages;
use super::output::{Effect, OutputArgs};
use super::samples::read_samples;
use super::{Failure, Outcome};

/// The options of `infer`.
#[derive(Debug, clap::Args)]
pub(super) struct InferArgs {
    /// Pickles, each of them one or several in a row
    #[arg(value_name = "SAMPLE", required = true)]
    samples: Vec<PathBuf>,
    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Learns the types, says what there is to say about them, and puts them where they belong.
pub(super) fn run(arguments: &InferArgs, messages: &Messages) -> Result<Outcome, Failure> {
    let start = arguments.samples.first().map_or(Path::new("."), PathBuf::as_path);
    let mut config = match arguments.config.read_file(start, &mut |_| {})? {
        Ok(config) => config,
        Err(mistakes) => return Ok(messages.refuse(&mistakes)),
    };
    arguments.choices.set(&mut config)?;
    let files = read_samples(&arguments.samples)?;
    let samples: Vec<Sample<'_>> = files.iter().map(|(name, bytes)| Sample { name, bytes }).collect();
    match infer(&samples, config.options()) {
        Ok(inferred) => {
            messages.report(&inferred.diagnostics);
            arguments.output.put(&inferred).map(Effect::outcome)
        }
        Err(errors) => Ok(messages.refuse(&errors)),
    }
}
