//! Keeps the instruction counts of pickle-core's hot paths: counts them, and fails if one is over 5% above its baseline.
//!
//! ```sh
//! cargo run --manifest-path benchmarks/Cargo.toml -p guard              # checks
//! cargo run --manifest-path benchmarks/Cargo.toml -p guard -- --update  # writes new baselines
//! cargo run --manifest-path benchmarks/Cargo.toml -p guard -- --install # only builds what counts
//! ```
//!
//! Counts depend on the compiler and the C library, so the baselines are those of the toolchain and the system of CI.

mod baselines;
mod counts;
mod runner;

use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::baselines::Baselines;
use crate::counts::Counts;

fn main() -> Result<ExitCode> {
    match env::args().nth(1).as_deref() {
        None => check(),
        Some("--update") => update(),
        Some("--install") => runner::installed().map(|_| ExitCode::SUCCESS),
        Some(other) => bail!("{other} is unknown; --update writes new baselines, --install builds what counts"),
    }
}

/// Writes new baselines.
fn update() -> Result<ExitCode> {
    let counts = count()?;
    fs::write(baselines::FILE, baselines::text(&counts))?;
    println!("{} has the counts of {} hot paths", baselines::FILE, counts.len());
    Ok(ExitCode::SUCCESS)
}

/// Compares new counts with the baselines.
fn check() -> Result<ExitCode> {
    let counts = count()?;
    let file = fs::read_to_string(baselines::FILE).with_context(|| format!("{} cannot be read", baselines::FILE))?;
    let verdicts = Baselines::read(&file)?.judge(&counts);
    for verdict in &verdicts {
        println!("{verdict}");
    }
    let failed = verdicts.iter().filter(|verdict| verdict.fails()).count();
    println!("{} passed, {failed} failed", verdicts.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn count() -> Result<Counts> {
    runner::require_valgrind()?;
    counts::count(&runner::installed()?)
}
