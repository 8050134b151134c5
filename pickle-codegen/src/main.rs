//! The program `pickle-codegen`: files and a terminal around the library.

mod cli;

use std::process::ExitCode;

use clap::Parser;

use self::cli::{Cli, Outcome};

fn main() -> ExitCode {
    match cli::run(&Cli::parse()) {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::CheckFailed => ExitCode::from(1),
        Outcome::Refused => ExitCode::from(2),
    }
}
