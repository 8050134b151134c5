//! The ways in which findings are written down: for people and for programs.

use super::{Diagnostic, Place, Severity, github, json, render};
use crate::source_map::SourceMap;

/// How a finding is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// The way in which rustc shows its own, without colours, and an empty line after each.
    Plain,
    /// The same with ANSI colours.
    Coloured,
    /// A line with a JSON object.
    ///
    /// These keys are always there, in this order; what there is none of is `null`. New keys may be added at the end.
    ///
    /// | key | value |
    /// |---|---|
    /// | `code` | such as `"PC030"`; `null` for an error outside of the Python, as a file that cannot be read |
    /// | `severity` | `"error"`, `"warning"` or `"note"` |
    /// | `message` | what was found, and what the generator did about it |
    /// | `label` | what to say at the place |
    /// | `help` | what the user can do about it |
    /// | `file` | the name as it was given or found |
    /// | `line`, `column` | where it begins, counted from 1; columns in characters |
    /// | `end_line`, `end_column` | where it ends; the column is the one behind it |
    /// | `byte_start`, `byte_end` | the bytes in the file, the end behind the last; a byte order mark is not counted |
    Json,
    /// A workflow command of GitHub Actions, which shows the finding beside the source.
    Github,
}

impl Style {
    /// An error that is about no Python, such as a file that cannot be read.
    ///
    /// ```
    /// use pickle_codegen::diagnostics::Style;
    ///
    /// assert_eq!(Style::Plain.error("cannot read a.py"), "error: cannot read a.py\n");
    /// assert_eq!(Style::Github.error("cannot read a.py"), "::error::cannot read a.py\n");
    /// ```
    pub fn error(self, message: &str) -> String {
        match self {
            Style::Plain | Style::Coloured => render::title(Severity::Error, message, self == Style::Coloured) + "\n",
            Style::Json => json::error(message) + "\n",
            Style::Github => github::error(message) + "\n",
        }
    }

    pub(super) fn finding(self, finding: &Diagnostic, place: Option<&Place>, map: &SourceMap) -> String {
        match self {
            Style::Plain | Style::Coloured => render::render(finding, map, self == Style::Coloured) + "\n\n",
            Style::Json => json::finding(finding, place) + "\n",
            Style::Github => github::finding(finding, place) + "\n",
        }
    }
}
