//! Keeps the instruction counts of pickle-core's hot paths: counts them, and fails if one is over 5% above its baseline.
//!
//! ```sh
//! cargo run --manifest-path benchmarks/Cargo.toml -p guard              # checks
//! cargo run --manifest-path benchmarks/Cargo.toml -p guard -- --update  # writes new baselines
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

fn main() -> Result<ExitCode> {
    let update = match env::args().nth(1).as_deref() {
        None => false,
        Some("--update") => true,
        Some(other) => bail!("{other} is unknown; --update writes new baselines"),
    };
    let counts = counts::count(&runner::installed()?)?;
    if update {
        fs::write(baselines::FILE, baselines::text(&counts))?;
        println!("{} has the counts of {} hot paths", baselines::FILE, counts.len());
        return Ok(ExitCode::SUCCESS);
    }
    let file = fs::read_to_string(baselines::FILE).with_context(|| format!("{} cannot be read", baselines::FILE))?;
    let verdicts = Baselines::read(&file)?.judge(&counts);
    for verdict in &verdicts {
        println!("{verdict}");
    }
    let failed = verdicts.iter().filter(|verdict| verdict.fails()).count();
    println!("{} passed, {failed} failed", verdicts.len() - failed);
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
