//! The program `pickletools`: looks at pickles, makes them smaller, and changes their protocol. Nothing in them runs.

mod cli;
mod failure;
mod input;
mod output;
mod dis;
mod optimize;
mod transcode;
mod show;
mod scan;

use std::process::ExitCode;

use clap::Parser;

use self::cli::{Cli, Command};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Dis(arguments) => dis::run(&arguments),
        Command::Optimize(arguments) => optimize::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Transcode(arguments) => transcode::run(&arguments),
        Command::Scan(arguments) => scan::run(&arguments),
    };
    match done {
        Ok(code) => code,
        // Who reads the output has enough of it.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure::EXIT_CODE)
        }
    }
}
