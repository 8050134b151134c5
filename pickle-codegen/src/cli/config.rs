//! The options that say which configuration file counts.

use std::path::{Path, PathBuf};

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
        let mut config = match self.read_file(input.start(), observe)? {
            Ok(config) => config,
            Err(mistakes) => return Ok(Err(mistakes)),
        };
        input.set(&mut config)?;
        choices.set(&mut config)?;
        Ok(Ok(config))
    }

    /// What the file says that counts for an input, or the mistakes in it; tells about the file before.
    pub(super) fn read_file(
        &self,
        input: &Path,
        observe: &mut dyn FnMut(Visit<'_>),
    ) -> Result<Result<Config, Diagnostics>, Failure> {
        let Some(file) = self.file(input) else { return Ok(Ok(Config::new())) };
        observe(Visit::File(&file));
        match Config::read(&file) {
            Ok(config) => Ok(Ok(config)),
            Err(ConfigError::Invalid(mistakes)) => Ok(Err(*mistakes)),
            Err(error) => Err(Failure::told(error)),
        }
    }

    fn file(&self, input: &Path) -> Option<PathBuf> {
        match &self.config {
            Some(file) => Some(file.clone()),
            None if self.no_config => None,
            None => Config::find(input),
        }
    }
}
