//! Measures pickle-core against CPython and other formats, and writes what it finds into the documentation.
//!
//! ```sh
//! cargo run --release --manifest-path benchmarks/Cargo.toml
//! ```

mod name;
mod memory;
mod measure;
mod statistics;
mod lineup;
mod contenders;
mod session;
mod races;
mod apart;
mod machine;
mod processor;
mod report;
mod compile_time;
mod guard_pickles;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::{Parser, Subcommand};

use crate::machine::Machine;
use crate::name::Workload;
use crate::report::floors::{DEMANDS, Verdict};
use crate::report::{Report, markdown, section, summary, svg};
use crate::session::Size;

/// Measures pickle-core against CPython and other formats.
#[derive(Debug, Parser)]
struct Options {
    /// Takes a small part of each workload and few rounds, to see that everything runs; writes no files.
    #[arg(long)]
    quick: bool,
    /// Runs only the workloads whose name begins so, such as W1; writes no files.
    #[arg(long)]
    workload: Option<String>,
    /// How often CPython runs; everything else runs four times as often.
    #[arg(long)]
    rounds: Option<usize>,
    /// Fails if a floor is missed.
    #[arg(long)]
    check: bool,
    /// Writes no files.
    #[arg(long, global = true)]
    no_write: bool,
    /// The Python to measure, in place of $PYTHON, python3.13 or python3.
    #[arg(long, global = true)]
    python: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Task>,
}

/// What else it does.
#[derive(Debug, Clone, Subcommand)]
enum Task {
    /// Measures how long derived structs take to compile.
    CompileTime,
    /// Makes the pickles whose loads the guard counts.
    GuardPickles,
    /// Runs the race of one workload and prints what came out as JSON.
    #[command(hide = true)]
    Race { code: String },
}

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    match &options.command {
        None => return run(&options),
        Some(Task::CompileTime) => measure_compile_time(options.no_write)?,
        Some(Task::Race { code }) => apart::answer(code, options.python.as_deref(), options.size(), options.rounds())?,
        Some(Task::GuardPickles) => guard_pickles::write(options.python.as_deref())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints and writes how long derived structs take to compile.
fn measure_compile_time(no_write: bool) -> Result<()> {
    let tables = compile_time::tables(&Machine::this_one())?;
    println!("{tables}");
    if no_write { Ok(()) } else { section::write(&repository().join(PERFORMANCE), "compile-time", &tables) }
}

/// Runs the races, prints and writes what came out, and judges it.
fn run(options: &Options) -> Result<ExitCode> {
    let report = measure(options)?;
    println!("{}", markdown::tables(&report));
    if options.writes() {
        write(&report)?;
    }
    let missed = DEMANDS.iter().filter(|demand| demand.verdict(&report) == Verdict::Missed).count();
    if options.check && missed > 0 {
        eprintln!("{missed} floors are missed");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

impl Options {
    /// Whether the numbers are whole enough for the documentation.
    fn writes(&self) -> bool {
        !self.no_write && !self.quick && self.workload.is_none()
    }

    fn size(&self) -> Size {
        if self.quick { Size::Quick } else { Size::Full }
    }

    fn rounds(&self) -> usize {
        self.rounds.unwrap_or(if self.quick { 3 } else { 15 }).max(1)
    }

    fn workloads(&self) -> Result<Vec<Workload>> {
        let prefix = self.workload.as_deref().unwrap_or_default();
        let chosen: Vec<_> = Workload::ALL.into_iter().filter(|workload| workload.code().starts_with(prefix)).collect();
        ensure!(
            !chosen.is_empty(),
            "{prefix} is no workload; there are {}",
            Workload::ALL.map(Workload::code).join(", ")
        );
        Ok(chosen)
    }
}

fn measure(options: &Options) -> Result<Report> {
    let (mut races, mut python, mut one_processor) = (Vec::new(), None, false);
    for workload in options.workloads()? {
        eprintln!("{}: {} ...", workload.code(), workload.summary());
        let outcome = apart::race(workload, options.python.as_deref(), options.size(), options.rounds())?;
        match outcome.race {
            Some(race) => races.push(race),
            None => eprintln!("{}: skipped, there is no Python with numpy", workload.code()),
        }
        python = outcome.python;
        one_processor = outcome.one_processor;
    }
    Ok(Report { machine: Machine::this_one(), one_processor, python, rounds: options.rounds(), races })
}

/// Writes the tables and the picture into the documentation.
fn write(report: &Report) -> Result<()> {
    let repository = repository();
    section::write(&repository.join(PERFORMANCE), "benchmarks", &markdown::tables(report))?;
    section::write(&repository.join("README.md"), "benchmarks", &summary::table(report))?;
    Ok(std::fs::write(repository.join("docs/performance.svg"), svg::picture(report))?)
}

/// The document with all numbers.
const PERFORMANCE: &str = "docs/performance.md";

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
