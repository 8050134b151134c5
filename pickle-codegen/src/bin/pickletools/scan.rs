//! `pickletools scan`: every global that pickles name, and whether it is allowed.

mod allowed;
mod json;
mod report;

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use pickle_core::{Error, Graph, Value};

use crate::cli::ScanArguments;
use crate::failure::{self, Failure};
use crate::input::Input;
use crate::output;

use allowed::Allowed;
use report::{Found, Report};

/// How the program exits when a pickle names what is not allowed.
const NOT_ALLOWED: u8 = 1;

/// Goes through all files, whatever is wrong with some of them.
pub(crate) fn run(arguments: &ScanArguments) -> Result<ExitCode, Failure> {
    let allowed = Allowed::new(&arguments.allow);
    let mut out = BufWriter::new(io::stdout());
    let mut code = 0;
    for path in &arguments.files {
        let report = scan(path, &allowed);
        report.write_to(&mut out, arguments.format).and_then(|()| out.flush()).map_err(output::cannot_print)?;
        if let Some(error) = &report.error {
            eprintln!("error: {error}");
            code = failure::EXIT_CODE;
        } else if report.found.iter().any(|found| !found.is_allowed) {
            code = code.max(NOT_ALLOWED);
        }
    }
    Ok(ExitCode::from(code))
}

/// What the pickles of a file name, up to the first that cannot be read.
fn scan(path: &Path, allowed: &Allowed<'_>) -> Report {
    let mut report = Report { file: path.display().to_string(), pickles: 0, found: Vec::new(), error: None };
    let mut seen = HashSet::new();
    let read = Input::read(path).and_then(|input| {
        report.file.clone_from(&input.name);
        input.for_each_graph(|pickle| {
            report.pickles = report.pickles.saturating_add(1);
            let names = names(&pickle.graph);
            let mut names = names.map_err(|cause| Failure::in_pickle(&input.name, pickle.start, cause))?;
            names.retain(|(_, named)| seen.insert(named.clone()));
            report.found.extend(names.into_iter().map(|(offset, named)| Found {
                offset: pickle.start.saturating_add(offset),
                is_allowed: allowed.allows(&named),
                named,
            }));
            Ok(())
        })
    });
    report.error = read.err().map(|failure| failure.to_string());
    report
}

/// What a pickle names outside of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// A module and a name in it, as Python 3 looks them up.
    Global(String, String),
    /// A code of the copyreg extension registry, which stands for some global.
    Extension(i32),
}

/// Each name once, with the byte of its first use. A nested class that is reached by `getattr` is listed as well as what it
/// is reached by: `builtins.getattr`, `m.Outer` and `m.Outer.Inner`.
fn names(graph: &Graph<'_>) -> Result<Vec<(u64, Named)>, Error> {
    // A long name at the beginning of many chains of `getattr` is copied for each.
    const MOST_BYTES: usize = 64 << 20;
    let mut bytes: usize = 0;
    let mut globals = HashSet::new();
    let mut names = Vec::new();
    for node in graph.nodes() {
        let named = match node.value() {
            Value::Extension(code) => Named::Extension(code),
            // The graph holds each global once, however many nodes refer to it.
            Value::Global(global) if !globals.insert(std::ptr::from_ref(global)) => continue,
            Value::Global(_) | Value::Object(_) => match node.global_name() {
                Some(name) => {
                    bytes = bytes.saturating_add(name.module.len()).saturating_add(name.name.len());
                    Named::Global(name.module.into_owned(), name.name.into_owned())
                }
                None => continue,
            },
            _ => continue,
        };
        if bytes > MOST_BYTES {
            return Err(Error::custom("its names take more than 64 MiB").at_offset(node.offset()));
        }
        names.push((node.offset(), named));
    }
    Ok(names)
}
