//! CPython, in a process of its own that answers requests: see `python/cpython.py`.

use std::cell::RefCell;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::lineup::Lineup;
use crate::measure::Probe;
use crate::name::{Direction, Format, Name, Way};

/// A running Python.
pub(crate) struct CPython {
    pub(crate) about: About,
    process: RefCell<Process>,
}

/// Which Python it is, and how it was built.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) version: String,
    pub(crate) pgo: bool,
    pub(crate) lto: bool,
    /// Whether it is the package of a Linux distribution.
    pub(crate) distributed: bool,
    pub(crate) numpy: Option<String>,
}

struct Process {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl CPython {
    /// The Python that was asked for, or else that of `$PYTHON`, `python3.13` or `python3`, whichever is there first.
    pub(crate) fn find(asked_for: Option<&Path>) -> Result<Option<CPython>> {
        if let Some(program) = asked_for {
            return CPython::start(program.into()).map(Some);
        }
        let mut candidates = env::var_os("PYTHON").into_iter().chain(["python3.13".into(), "python3".into()]);
        candidates.find(|program| is_python(program)).map(CPython::start).transpose()
    }

    fn start(program: OsString) -> Result<CPython> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/cpython.py");
        let mut child = Command::new(&program)
            .args(["-B".as_ref(), script.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .with_context(|| format!("{} does not start", program.display()))?;
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("{} has no pipes", program.display());
        };
        let mut process = Process { child, requests, answers: BufReader::new(answers) };
        let about = process.ask(&json!({ "request": "about" })).with_context(|| format!("{}", program.display()))?;
        Ok(CPython { about, process: RefCell::new(process) })
    }

    /// Makes a value of some data, and its pickles in a folder: `4.pickle` and so on.
    pub(crate) fn make(&self, kind: &str, data: &Path, protocols: &[u8], folder: &Path) -> Result<()> {
        self.ask(&json!({ "request": "make", "kind": kind, "data": data, "protocols": protocols, "folder": folder }))
    }

    /// Makes the pickle of the value without its buffer, and the buffer beside it.
    pub(crate) fn make_out_of_band(&self, folder: &Path) -> Result<()> {
        self.ask(&json!({ "request": "make_out_of_band", "folder": folder }))
    }

    /// Enters loads and dumps of the value that was made last.
    pub(crate) fn enter<'a>(&'a self, lineup: &mut Lineup<'a>, encoded_len: usize) {
        for (way, collector) in [(Way::Plain, true), (Way::CollectorOff, false)] {
            self.enter_pickle(lineup, way, json!(4), encoded_len, collector);
        }
    }

    /// Enters one of the pickles, by the name that it has in Python.
    pub(crate) fn enter_pickle<'a>(
        &'a self,
        lineup: &mut Lineup<'a>,
        way: Way,
        pickle_name: Value,
        encoded_len: usize,
        collector: bool,
    ) {
        for (direction, request) in [(Direction::Load, "loads"), (Direction::Dump, "dumps")] {
            let pickle_name = pickle_name.clone();
            let ask = move |calls: usize| -> Result<f64> {
                let nanoseconds: f64 = self.ask(&json!({
                    "request": request,
                    "pickle_name": pickle_name,
                    "iterations": calls,
                    "collector": collector,
                }))?;
                Ok(nanoseconds / calls as f64)
            };
            let job = Box::new(move |probe| match probe {
                Probe::Time { calls } => ask(calls).map(Some),
                Probe::Memory => Ok(None),
            });
            lineup.enter(Name(Format::CPython, way), direction, encoded_len, job);
        }
    }

    fn ask<T: DeserializeOwned>(&self, request: &Value) -> Result<T> {
        self.process.borrow_mut().ask(request)
    }
}

impl Process {
    fn ask<T: DeserializeOwned>(&mut self, request: &Value) -> Result<T> {
        writeln!(self.requests, "{request}")?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            bail!("Python ended at the request {request}");
        }
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a program is there and runs Python; pyenv has programs that are there and do not.
fn is_python(program: &OsStr) -> bool {
    let mut command = Command::new(program);
    command.args(["-c", "import dataclasses"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
