//! Mistakes in attributes: one message each, at the tokens that are wrong, and what to write instead.

use std::fmt::Display;

use darling::Error;
use syn::spanned::Spanned;

use crate::model::Layout;

/// The mistakes found so far.
pub(crate) type Errors = darling::error::Accumulator;

pub(crate) fn error(at: &impl Spanned, message: impl Display) -> Error {
    Error::custom(message).with_span(at)
}

pub(crate) fn error_with_help(at: &impl Spanned, message: impl Display, help: impl Display) -> Error {
    error(at, format_args!("{message}\nhelp: {help}"))
}

/// What to try instead of a name that does not exist: the most similar one, or all that do.
pub(crate) fn instead_of(name: &str, known: &[&str], kind: &str) -> String {
    match most_similar(name, known) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None if known.is_empty() => format!("there are no {kind}"),
        None => format!("the {kind} are {}", quoted_list(known)),
    }
}

fn most_similar<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    const SIMILAR: f64 = 0.8;
    let similarity = |candidate: &str| strsim::jaro_winkler(name, candidate);
    known
        .iter()
        .copied()
        .filter(|candidate| similarity(candidate) > SIMILAR)
        .max_by(|a, b| similarity(a).total_cmp(&similarity(b)))
}

/// `` `a`, `b` and `c` ``
pub(crate) fn quoted_list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    joined(&quoted, "and")
}

/// `a, b and c`
pub(crate) fn joined(names: &[String], conjunction: &str) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {conjunction} {last}", others.join(", ")),
        None => String::new(),
    }
}

/// `` `layout = "dict"` ``
pub(crate) fn in_attribute(layout: Layout) -> String {
    format!("`layout = \"{}\"`", layout.name())
}
