//! Each race in a process of its own, so that it begins with an empty heap whatever was measured before, and a workload by
//! itself takes the times that it takes among all.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::contenders::cpython::{About, CPython};
use crate::name::Workload;
use crate::report::Race;
use crate::session::{Session, Size};
use crate::{processor, races};

/// What came out of a race.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// Nothing if it needs what is not there.
    pub(crate) race: Option<Race>,
    pub(crate) python: Option<About>,
    /// Whether all of it ran on one processor.
    pub(crate) one_processor: bool,
}

/// Runs the race of a workload in a new process of this program.
pub(crate) fn race(workload: Workload, python: Option<&Path>, size: Size, rounds: usize) -> Result<Outcome> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["--rounds", &rounds.to_string()]).stderr(Stdio::inherit());
    if size == Size::Quick {
        command.arg("--quick");
    }
    if let Some(python) = python {
        command.arg("--python").arg(python);
    }
    let output = command.args(["race", workload.code()]).output()?;
    ensure!(output.status.success(), "the race of {} failed", workload.code());
    serde_json::from_slice(&output.stdout).with_context(|| format!("the race of {} says nothing", workload.code()))
}

/// What that process does.
pub(crate) fn answer(code: &str, python: Option<&Path>, size: Size, rounds: usize) -> Result<()> {
    let workload =
        Workload::ALL.into_iter().find(|workload| workload.code() == code).context("there is no such workload")?;
    // Before there is a Python, so that it stays there too.
    let one_processor = processor::stay()?;
    let session = Session::new(CPython::find(python)?, size, rounds)?;
    let race = races::run(workload, &session)?;
    let python = session.python.as_ref().map(|python| python.about.clone());
    println!("{}", serde_json::to_string(&Outcome { race, python, one_processor })?);
    Ok(())
}
