//! `docs/cli.md`, the page of the guide on the command line, from what clap knows.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::{Arg, Command, CommandFactory};

use super::Cli;

#[test]
fn the_guide_has_the_command_line() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli.md");
    let expected = reference(&mut Cli::command());
    if fs::read_to_string(&page).ok().as_deref() != Some(&expected) {
        fs::write(&page, expected).expect("the page can be written");
        panic!("docs/cli.md was out of date and is written now");
    }
}

/// The whole page.
fn reference(program: &mut Command) -> String {
    program.build();
    let mut page = "# The command line\n\nWhat `pickle-codegen --help` says, written by a test.\n".to_owned();
    write_command(&mut page, program);
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        write_command(&mut page, command);
    }
    page
}

fn write_command(page: &mut String, command: &Command) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string);
    write!(page, "\n## `{name}`\n\n{}\n", about.unwrap_or_default()).unwrap();
    let mut headings: Vec<&str> = Vec::new();
    for heading in command.get_arguments().map(heading) {
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for wanted in headings {
        write_arguments(page, wanted, command.get_arguments().filter(|argument| heading(argument) == wanted));
    }
    if let Some(after) = command.get_after_help() {
        write!(page, "\n```text\n{after}\n```\n").unwrap();
    }
}

fn heading(argument: &Arg) -> &str {
    let usual = if argument.is_positional() { "Arguments" } else { "Options" };
    argument.get_help_heading().unwrap_or(usual)
}

fn write_arguments<'c>(page: &mut String, heading: &str, arguments: impl Iterator<Item = &'c Arg>) {
    write!(page, "\n### {heading}\n\n| argument | meaning |\n|---|---|\n").unwrap();
    for argument in arguments.filter(|argument| !argument.is_hide_set()) {
        writeln!(page, "| `{}` | {} |", spelling(argument), meaning(argument)).unwrap();
    }
}

/// The argument as it is typed: `-o, --output FILE`.
fn spelling(argument: &Arg) -> String {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let mut spelling = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    for name in argument.get_value_names().unwrap_or_default().iter().filter(|_| argument.get_action().takes_values()) {
        let separator = if spelling.is_empty() { "" } else { " " };
        write!(spelling, "{separator}{name}").unwrap();
    }
    spelling
}

/// What it does, the values that it takes, and what is meant without it.
fn meaning(argument: &Arg) -> String {
    let mut meaning = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let values = argument.get_possible_values();
    let values = values.iter().filter(|_| argument.get_action().takes_values()).map(|value| {
        let help = value.get_help().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("`{}`{help}", value.get_name())
    });
    let values = values.collect::<Vec<_>>().join(", ");
    if !values.is_empty() {
        write!(meaning, ": {values}").unwrap();
    }
    if let Some(default) = argument.get_default_values().first().filter(|_| argument.get_action().takes_values()) {
        write!(meaning, " [default: {}]", default.to_string_lossy()).unwrap();
    }
    meaning.replace('|', "\\|")
}
