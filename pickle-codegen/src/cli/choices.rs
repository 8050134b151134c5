//! The flags that say what becomes of what is read: those of the table of keys.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command};
use pickle_codegen::Config;
use pickle_codegen::config::{Group, KEYS, Key, Shape};

use super::Failure;

/// What the flags say, by key.
#[derive(Debug)]
pub(super) struct ChoiceArgs {
    given: Vec<(&'static str, Vec<String>)>,
}

impl ChoiceArgs {
    /// Says it in the configuration.
    pub(super) fn set(&self, config: &mut Config) -> Result<(), Failure> {
        for (key, values) in &self.given {
            let set = config.set(key, values);
            set.map_err(|message| Failure::told(format!("{}: {message}", flag_of(key))))?;
        }
        Ok(())
    }
}

impl clap::Args for ChoiceArgs {
    fn augment_args(command: Command) -> Command {
        let command = command.next_help_heading("Types");
        keys().fold(command, |command, (key, flag)| command.arg(argument(key, flag)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        ChoiceArgs::augment_args(command)
    }
}

impl clap::FromArgMatches for ChoiceArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<ChoiceArgs, clap::Error> {
        let given = keys().filter_map(|(key, _)| Some((key.name, values(key, matches)?)));
        Ok(ChoiceArgs { given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = ChoiceArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The keys that have flags of their own here, with those.
fn keys() -> impl Iterator<Item = (&'static Key, Flag)> {
    let keys = KEYS.iter().filter(|key| key.group == Group::Types);
    keys.filter_map(|key| key.long_flag().map(|flag| (key, flag)))
}

/// A long flag and the name of its value.
type Flag = (&'static str, &'static str);

fn argument(key: &'static Key, (long, value): Flag) -> Arg {
    let default = key.default_value().map(|default| default.trim_matches('"').to_owned());
    let argument = Arg::new(key.name).long(long);
    let with_value = |argument: Arg| argument.value_name(value);
    match (key.shape, default) {
        (Shape::Switch, _) => argument.help(key.meaning).action(ArgAction::SetTrue),
        (Shape::Word(words), default) => {
            let words = words.iter().map(|word| PossibleValue::new(word.word).help(word.meaning));
            let help = format!("{} [default: {}]", key.meaning, default.unwrap_or_default());
            with_value(argument).help(help).value_parser(words.collect::<Vec<_>>())
        }
        (Shape::Text, Some(default)) => with_value(argument).help(format!("{} [default: {default}]", key.meaning)),
        (Shape::Text, None) => with_value(argument).help(key.meaning),
        (Shape::List, _) => repeated(with_value(argument), key).value_delimiter(','),
        _ => repeated(with_value(argument), key),
    }
}

fn repeated(argument: Arg, key: &Key) -> Arg {
    argument.help(format!("{}; may be repeated", key.meaning)).action(ArgAction::Append)
}

/// What the flag of a key says, if it is there.
fn values(key: &Key, matches: &ArgMatches) -> Option<Vec<String>> {
    match key.shape {
        Shape::Switch => matches.get_flag(key.name).then(|| vec!["true".to_owned()]),
        _ => Some(matches.get_many::<String>(key.name)?.cloned().collect()),
    }
}

fn flag_of(key: &str) -> String {
    let flag = keys().find(|(known, _)| known.name == key).map(|(_, (long, _))| long);
    format!("--{}", flag.unwrap_or(key))
}
