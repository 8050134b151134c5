//! What a build script tells Cargo, line by line on its standard output.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::{Diagnostic, Diagnostics, Severity, Visit};

/// What was read, for Cargo to look for changes of.
#[derive(Default)]
pub(super) struct Inputs {
    directories: HashSet<PathBuf>,
}

impl Inputs {
    /// Asks to run the build script again when a file, or anything in a directory, changes. Cargo looks into the
    /// directories of a directory itself.
    pub(super) fn rerun_if_changed(&mut self, visit: Visit<'_>) {
        let path = visit.path();
        let is_directory = matches!(visit, Visit::Directory(_));
        let is_told = is_directory && path.parent().is_some_and(|parent| self.directories.contains(parent));
        if is_directory {
            self.directories.insert(path.to_owned());
        }
        if !is_told {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
}

/// Passes the warnings on.
pub(super) fn warn(diagnostics: &Diagnostics) {
    let warnings = diagnostics.iter().filter(|finding| finding.severity == Severity::Warning);
    for warning in warnings {
        println!("cargo::warning={}", line(diagnostics, warning));
    }
}

/// Such as `models.py:2:12: PC030: the annotation of ...`.
fn line(diagnostics: &Diagnostics, finding: &Diagnostic) -> String {
    let place = diagnostics.place(finding).map(|place| {
        let (file_name, line, column) = (place.file_name, place.line, place.column);
        format!("{file_name}:{line}:{column}: ")
    });
    let text = format!("{}{}: {}", place.unwrap_or_default(), finding.code, finding.message);
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::{Options, Sources, generate};

    #[test]
    fn a_warning_is_one_line_with_its_place() {
        let sources = Sources::of("models.py", "models", "class Order:\n    total: Money\n");
        let diagnostics = generate(&sources, &Options::default()).unwrap().diagnostics;
        let line = line(&diagnostics, diagnostics.iter().next().unwrap());
        assert!(line.starts_with("models.py:2:12: PC030: "), "{line}");
    }
}
