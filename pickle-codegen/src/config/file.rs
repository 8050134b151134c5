//! The configuration file: where it is, and what is in it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::keys::KEYS;
use super::problem::Problem;
use super::{Config, ConfigError, Diagnostics};
use crate::source_map::SourceMap;

/// The name of the configuration file.
pub const FILE_NAME: &str = "pickle-codegen.toml";

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A place in the file, as `pickle-codegen.toml:3:1`.
    File(String),
    /// The command line, or a call.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File(place) => f.write_str(place),
            Origin::Flag => f.write_str("flag"),
        }
    }
}

/// The nearest file, in a directory or in one around it.
pub(super) fn find(start: &Path) -> Option<PathBuf> {
    let directory = if start.is_dir() { start } else { start.parent().unwrap_or(start) };
    let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let directory = directory.canonicalize().ok()?;
    let found = directory.ancestors().map(|directory| directory.join(FILE_NAME)).find(|file| file.is_file())?;
    // Nobody wants to read more of the path than there is to say.
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let relative = here.and_then(|here| found.strip_prefix(here).map(Path::to_owned).ok());
    Some(relative.unwrap_or(found))
}

pub(super) fn read(file: &Path) -> Result<Config, ConfigError> {
    let text = fs::read_to_string(file).map_err(|cause| ConfigError::Read { file: file.to_owned(), cause })?;
    parse(file, &text).map_err(|mistakes| ConfigError::Invalid(Box::new(mistakes)))
}

pub(super) fn parse(file: &Path, text: &str) -> Result<Config, Diagnostics> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut map = SourceMap::default();
    map.add(file.to_string_lossy(), text);
    let mistakes =
        |problems: Vec<Problem>| Diagnostics::new(&map, problems.into_iter().map(Problem::into_diagnostic).collect());
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let problem = |error: &toml::de::Error| Problem::new(error.span().unwrap_or_default(), error.message().trim());
        return Err(mistakes(errors.iter().map(problem).collect()));
    }
    let mut config = Config { file: Some(file.to_owned()), ..Config::default() };
    let problems = config.take(table.get_ref(), file.parent().unwrap_or(Path::new("")), &map);
    if problems.is_empty() { Ok(config) } else { Err(mistakes(problems)) }
}

impl Config {
    /// Takes the values of a file, and gives all that is wrong with it.
    fn take(&mut self, table: &DeTable<'_>, directory: &Path, map: &SourceMap) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| key.name == name.get_ref()) else {
                let known = KEYS.iter().map(|key| key.name);
                problems.push(Problem::unknown(name.span(), "key", name.get_ref(), known));
                continue;
            };
            if let Err(more) = (key.update)(&mut self.settings, value, directory) {
                problems.extend(more);
            }
            self.note_origins(key, value, |value| {
                let part = map.locate(&value.span());
                Origin::File(
                    part.map_or_else(String::new, |part| format!("{}:{}:{}", part.name, part.line(), part.column())),
                )
            });
        }
        problems
    }
}
