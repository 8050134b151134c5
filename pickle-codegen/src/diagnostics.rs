//! What the generator has to say about its input: findings with a code, a place in the Python source and a remedy.

mod code;
mod render;

use std::fmt;
use std::ops::Range;

pub use code::{Code, Severity};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// The bytes of the Python source that it is about, if it is about any.
    pub span: Option<Range<usize>>,
    /// What was found, and what the generator did about it.
    pub message: String,
    /// What to say at the span.
    pub label: String,
    /// What the user can do about it; may be empty.
    pub help: String,
}

impl Diagnostic {
    /// A finding about the bytes `span` of the source.
    pub(crate) fn new(code: Code, span: impl Into<Range<usize>>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { span: Some(span.into()), ..Diagnostic::without_span(code, message) }
    }

    /// A finding about no part of the source.
    pub(crate) fn without_span(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, span: None, message: message.into(), label: String::new(), help: String::new() }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = help.into();
        self
    }
}

/// The findings about one Python file, in source order.
///
/// `Display` renders them the way rustc does, without colours; [`Diagnostics::render`] can add them.
///
/// ```
/// use pickle_codegen::{Options, generate};
///
/// let error = generate("class Broken(", &Options::new("broken.py", "broken")).unwrap_err();
///
/// assert!(error.has_errors());
/// assert!(error.to_string().contains("--> broken.py:1:14"));
/// ```
#[derive(Debug, Clone)]
pub struct Diagnostics {
    file_name: String,
    source: String,
    findings: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn new(file_name: &str, source: &str, mut findings: Vec<Diagnostic>) -> Diagnostics {
        findings.sort_by_key(|finding| {
            let (start, end) = finding.span.as_ref().map_or((0, 0), |span| (span.start, span.end));
            (start, end, finding.code)
        });
        findings.dedup();
        Diagnostics { file_name: file_name.to_owned(), source: source.to_owned(), findings }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether one of the findings is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|finding| finding.code.severity() == Severity::Error)
    }

    /// The findings, in source order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }

    /// The findings as text, with ANSI colours if `coloured`.
    pub fn render(&self, coloured: bool) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            text.push_str(&render::render(finding, &self.file_name, &self.source, coloured));
            text.push_str("\n\n");
        }
        text
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}
