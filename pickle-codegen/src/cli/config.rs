//! The options that say which configuration file counts.

use std::path::PathBuf;

use pickle_codegen::{Config, ConfigError, Diagnostics, Visit};

use super::Failure;
use super::choices::ChoiceArgs;
use super::input::InputArgs;

/// Which configuration file counts.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Configuration")]
pub(super) struct ConfigArgs {
    /// The configuration file [default: `pickle-codegen.toml` beside the input, or in a directory around it]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Look for no configuration file
    #[arg(long, conflicts_with = "config")]
    no_config: bool,

    /// Print the configuration with all that flags and defaults add, and where each value comes from
    #[arg(long)]
    pub(super) print_config: bool,
}

impl ConfigArgs {
    /// What the file and the flags say together, or the mistakes in the file; tells about the file before.
    pub(super) fn read(
        &self,
        input: &InputArgs,
        choices: &ChoiceArgs,
        observe: &mut dyn FnMut(Visit<'_>),
    ) -> Result<Result<Config, Diagnostics>, Failure> {
        let file = self.file(input);
        if let Some(file) = &file {
            observe(Visit::File(file));
        }
        let mut config = match file.map(|file| Config::read(&file)) {
            Some(Ok(config)) => config,
            Some(Err(ConfigError::Invalid(mistakes))) => return Ok(Err(*mistakes)),
            Some(Err(error)) => return Err(Failure::told(error)),
            None => Config::new(),
        };
        input.set(&mut config)?;
        choices.set(&mut config)?;
        Ok(Ok(config))
    }

    fn file(&self, input: &InputArgs) -> Option<PathBuf> {
        match &self.config {
            Some(file) => Some(file.clone()),
            None if self.no_config => None,
            None => Config::find(input.start()),
        }
    }
}
