//! `pickle-codegen diff`: what changed between two versions of classes, and what that breaks.

use std::path::PathBuf;

use clap::ValueEnum;
use pickle_codegen::compare::{Comparing, Level, Reader};
use pickle_codegen::{Code, Options};
use pickle_core::schema::{Class, ClassKind, ClassName, Schema};

use super::choices::ChoiceArgs;
use super::classes_read::ClassesRead;
use super::config::ConfigArgs;
use super::format::Messages;
use super::output::print;
use super::{Failure, Outcome};

pub(super) const EXIT_CODES: &str = "\
Exit codes:
  0  nothing breaks of what has to go on working; there may be changes
  1  something breaks
  2  refused: the command line or the input is wrong";

/// What is said about options that mean nothing in one of the versions.
const ABOUT_OPTIONS: &[Code] =
    &[Code::SharedNameUnknown, Code::FamilyNameUnknown, Code::ClassNameUnknown, Code::ConfiguredNameUnused];

/// Which versions, and what has to go on working.
#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// The old version: a Python file or a directory of them, a schema as `.json`, or a sample pickle
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The new version, the same
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// A file more of the old version, of the same kind; may be repeated
    #[arg(long = "old", value_name = "PATH", help_heading = "Input")]
    more_old: Vec<PathBuf>,

    /// A file more of the new version, of the same kind; may be repeated
    #[arg(long = "new", value_name = "PATH", help_heading = "Input")]
    more_new: Vec<PathBuf>,

    /// The name under which Python imports the one file of a version [default: from the path]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    module: Option<String>,

    /// A class or a field with another name now, as `models.Order=models.Purchase` or `models.Order.id=number`; may be
    /// repeated
    #[arg(long, value_name = "OLD=NEW", help_heading = "Input")]
    renamed: Vec<String>,

    /// Which pickles have to go on loading
    #[arg(long, value_enum, default_value_t = LevelWord::Both)]
    level: LevelWord,

    /// Who has to go on loading them
    #[arg(long, value_enum, default_value_t = ReaderWord::Both)]
    reader: ReaderWord,

    #[command(flatten)]
    choices: ChoiceArgs,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelWord {
    /// Those of old code, by new code
    ReadOld,
    /// Those of new code, by old code
    WriteOld,
    /// Both
    Both,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReaderWord {
    /// Python
    Python,
    /// The generated Rust
    Rust,
    /// Both
    Both,
}

impl From<LevelWord> for Level {
    fn from(word: LevelWord) -> Level {
        match word {
            LevelWord::ReadOld => Level::ReadOld,
            LevelWord::WriteOld => Level::WriteOld,
            LevelWord::Both => Level::Both,
        }
    }
}

impl From<ReaderWord> for Reader {
    fn from(word: ReaderWord) -> Reader {
        match word {
            ReaderWord::Python => Reader::Python,
            ReaderWord::Rust => Reader::Rust,
            ReaderWord::Both => Reader::Both,
        }
    }
}

/// Compares the versions, and says what is different.
pub(super) fn run(arguments: &DiffArgs, messages: &Messages) -> Result<Outcome, Failure> {
    let mut config = match arguments.config.read_file(&arguments.new, &mut |_| {})? {
        Ok(config) => config,
        Err(mistakes) => return Ok(messages.refuse(&mistakes)),
    };
    arguments.choices.set(&mut config)?;
    if arguments.config.print_config {
        return print(config.to_toml()).map(|()| Outcome::Done);
    }
    let mut versions = Vec::new();
    for (path, more) in [(&arguments.old, &arguments.more_old), (&arguments.new, &arguments.more_new)] {
        let paths: Vec<PathBuf> = [path].into_iter().chain(more).cloned().collect();
        match ClassesRead::read(&paths, arguments.module.as_deref(), config.options())? {
            Ok(version) => {
                messages.report(&version.diagnostics.clone().without(ABOUT_OPTIONS));
                versions.push(version);
            }
            Err(errors) => return Ok(messages.refuse(&errors)),
        }
    }
    compare(arguments, messages, &versions[0], &versions[1], config.options())
}

fn compare(
    arguments: &DiffArgs,
    messages: &Messages,
    old: &ClassesRead,
    new: &ClassesRead,
    options: &Options,
) -> Result<Outcome, Failure> {
    let mut comparing = Comparing::new().options(options.clone()).places(new.places.clone());
    comparing = comparing.known_to_old(known_names(old, new)).known_to_new(known_names(new, old));
    for rename in &arguments.renamed {
        comparing = with_rename(comparing, rename, &old.schema, &new.schema)?;
    }
    let comparison = comparing.compare(&old.schema, &new.schema);
    let (level, reader) = (arguments.level.into(), arguments.reader.into());
    print(comparison.render(messages.style(), level, reader))?;
    Ok(if comparison.breaks(level, reader) { Outcome::CheckFailed } else { Outcome::Done })
}

/// The names of classes in the version `other` that the Python of `version` knows as well.
fn known_names(version: &ClassesRead, other: &ClassesRead) -> Vec<(ClassName, ClassName)> {
    let names = other.schema.classes.iter().map(|class| &class.name);
    version.sources.as_ref().map(|sources| sources.called(names)).into_iter().flatten().collect()
}

/// `models.Order=models.Purchase`, or `models.Order.id=number`.
fn with_rename(comparing: Comparing, rename: &str, old: &Schema, new: &Schema) -> Result<Comparing, Failure> {
    let wrong = |why: String| Failure::told(format!("--renamed {rename}: {why}"));
    let (from, to) = rename.split_once('=').ok_or_else(|| wrong("expected `OLD=NEW`".to_owned()))?;
    if let Some(class) = class_called(old, from) {
        let to = class_called(new, to).ok_or_else(|| wrong(format!("the new version has no class `{to}`")))?;
        return Ok(comparing.renamed_class(class.name.clone(), to.name.clone()));
    }
    let (class, field) = from.rsplit_once('.').unwrap_or((from, ""));
    let class = class_called(old, class).ok_or_else(|| wrong(format!("the old version has no class `{class}`")))?;
    match &class.kind {
        ClassKind::Record(record) if record.field(field).is_some() => {
            Ok(comparing.renamed_field(class.name.clone(), field, to))
        }
        _ => Err(wrong(format!("`{}` has no field `{field}`", class.name.qualname))),
    }
}

/// The class of that name, with or without its module.
fn class_called<'s>(schema: &'s Schema, name: &str) -> Option<&'s Class> {
    let mut classes = schema.classes.iter();
    let with_module = classes.clone().find(|class| class.name.to_string() == name);
    with_module.or_else(|| classes.find(|class| class.name.qualname == name))
}
