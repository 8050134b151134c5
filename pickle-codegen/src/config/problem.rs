//! Mistakes in a configuration.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};

/// A mistake, and the bytes of the file where it is.
pub(super) struct Problem {
    pub(super) message: String,
    span: Range<usize>,
    help: String,
}

impl Problem {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem { message: message.into(), span, help: String::new() }
    }

    /// A word that is none of those that are known.
    pub(super) fn unknown<'n>(
        span: Range<usize>,
        what: &str,
        word: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Problem {
        let known: Vec<&str> = known.collect();
        let help = match nearest(word, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("there are {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
            }
        };
        Problem::new(span, format!("unknown {what} `{word}`")).help(help)
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = help.into();
        self
    }

    pub(super) fn into_diagnostic(self) -> Diagnostic {
        Diagnostic::new(Code::Configuration, self.span, self.message).help(self.help)
    }
}

/// The word that somebody may have meant.
fn nearest<'n>(word: &str, known: &[&'n str]) -> Option<&'n str> {
    /// As near as clap asks for its own suggestions.
    const NEAR: f64 = 0.7;
    let rated = known.iter().map(|name| (strsim::jaro(word, name), *name)).filter(|(rate, _)| *rate > NEAR);
    rated.max_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, name)| name)
}
