//! The program `pickle-codegen`: files and a terminal around the library.

mod cli;

use std::process::ExitCode;

use self::cli::Outcome;

fn main() -> ExitCode {
    match cli::run(&cli::parse()) {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::CheckFailed => ExitCode::from(1),
        Outcome::Refused => ExitCode::from(2),
    }
}
