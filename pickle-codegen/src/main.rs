//! The program `pickle-codegen`: files and a terminal around the library.

mod cli;

use std::process::ExitCode;

use clap::Parser;

use self::cli::{Cli, Outcome};

fn main() -> ExitCode {
    match cli::run(&Cli::parse()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Ok(Outcome::Refused) => ExitCode::from(2),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
