//! What the generator has to say about its input: findings with a code, a place in the Python source and a remedy.

mod code;
pub(crate) mod github;
mod json;
mod render;
mod style;
mod summary;

use std::fmt;
use std::ops::Range;

pub use code::{Code, Severity, UnknownCode};
pub use style::Style;
pub use summary::Summary;

use crate::options::UnsupportedPolicy;
use crate::source_map::{FilePart, SourceMap};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is: as bad as its code says, or an error by [`Options::unsupported`](crate::Options::unsupported).
    pub severity: Severity,
    /// The bytes of the Python source that it is about, if it is about any; [`Diagnostics::place`] says where they are.
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
        let severity = code.severity();
        Diagnostic { code, severity, span: None, message: message.into(), label: String::new(), help: String::new() }
    }

    /// A file is not in UTF-8 from a byte on.
    pub(crate) fn not_utf8(file_name: &str, offset: usize) -> Diagnostic {
        let message = format!("`{file_name}` is not UTF-8: the byte at offset {offset} begins no character");
        Diagnostic::without_span(Code::NotUtf8, message)
            .help("save the file as UTF-8, or leave it out with `--exclude`")
    }

    /// The finding in a text that has so many bytes more in front.
    pub(crate) fn moved_by(mut self, bytes: usize) -> Diagnostic {
        self.span = self.span.map(|span| span.start + bytes..span.end + bytes);
        self
    }

    pub(crate) fn into_error(mut self) -> Diagnostic {
        self.severity = Severity::Error;
        self
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

/// The findings about Python sources, file by file and in the order of each.
///
/// `Display` renders them the way rustc does, without colours; [`Diagnostics::render`] can add them.
///
/// ```
/// use pickle_codegen::{Options, Sources, generate};
///
/// let sources = Sources::of("broken.py", "broken", "class Broken(");
/// let error = generate(&sources, &Options::default()).unwrap_err();
///
/// assert!(error.has_errors());
/// assert!(error.to_string().contains("--> broken.py:1:14"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    map: SourceMap,
    findings: Vec<Diagnostic>,
}

/// Where in which file a finding is; lines and columns are counted from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Place {
    /// The file's name, as it was given.
    pub file_name: String,
    /// The line on which it begins.
    pub line: usize,
    /// The column at which it begins.
    pub column: usize,
    /// The line on which it ends.
    pub end_line: usize,
    /// The column behind it.
    pub end_column: usize,
    /// The first byte of it in the file.
    pub byte_start: usize,
    /// The byte behind it.
    pub byte_end: usize,
}

impl Place {
    pub(crate) fn of(part: &FilePart<'_>) -> Place {
        Place {
            file_name: part.name.to_owned(),
            line: part.line(),
            column: part.column(),
            end_line: part.end_line(),
            end_column: part.end_column(),
            byte_start: part.span.start,
            byte_end: part.span.end,
        }
    }
}

impl Diagnostics {
    pub(crate) fn new(map: &SourceMap, mut findings: Vec<Diagnostic>) -> Diagnostics {
        findings.sort_by_cached_key(|finding| {
            let part = finding.span.as_ref().and_then(|span| map.locate(span));
            let place = part.map(|part| (part.name.to_owned(), part.span.start, part.span.end));
            (place, finding.code, finding.message.clone())
        });
        findings.dedup();
        Diagnostics { map: map.clone(), findings }
    }

    /// What is to be said about what has no equal in Rust: all of it, nothing, or that it is a failure.
    pub(crate) fn by_policy(mut self, policy: UnsupportedPolicy) -> Result<Diagnostics, Diagnostics> {
        let is_unsupported = |finding: &Diagnostic| finding.code.is_unsupported();
        match policy {
            UnsupportedPolicy::Warn => Ok(self),
            UnsupportedPolicy::Opaque => {
                self.findings.retain(|finding| !is_unsupported(finding));
                Ok(self)
            }
            UnsupportedPolicy::Error if self.findings.iter().any(is_unsupported) => {
                let raise = |finding: Diagnostic| if is_unsupported(&finding) { finding.into_error() } else { finding };
                self.findings = self.findings.into_iter().map(raise).collect();
                Err(self)
            }
            UnsupportedPolicy::Error => Ok(self),
        }
    }

    /// Where a finding is, if it is about a place.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("models.py", "models", "class Order:\n    total: Money\n");
    /// let diagnostics = generate(&sources, &Options::default()).unwrap().diagnostics;
    /// let place = diagnostics.place(diagnostics.iter().next().unwrap()).unwrap();
    ///
    /// assert_eq!((place.file_name.as_str(), place.line, place.column, place.end_column), ("models.py", 2, 12, 17));
    /// ```
    pub fn place(&self, finding: &Diagnostic) -> Option<Place> {
        self.map.locate(finding.span.as_ref()?).map(|part| Place::of(&part))
    }

    /// The findings but for those of some kinds.
    ///
    /// ```
    /// use pickle_codegen::{Code, Options, Sources, generate};
    ///
    /// let sources = Sources::of("models.py", "models", "class Order:\n    total: Money\n");
    /// let diagnostics = generate(&sources, &Options::default()).unwrap().diagnostics;
    ///
    /// assert!(diagnostics.without(&[Code::AnnotationUnmapped]).is_empty());
    /// ```
    #[must_use]
    pub fn without(mut self, codes: &[Code]) -> Diagnostics {
        self.findings.retain(|finding| !codes.contains(&finding.code));
        self
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether one of the findings is an error.
    pub fn has_errors(&self) -> bool {
        self.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings, file by file and in the order of each.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }

    /// The findings as text, with ANSI colours if `coloured`.
    pub fn render(&self, coloured: bool) -> String {
        let style = if coloured { Style::Coloured } else { Style::Plain };
        self.iter().map(|finding| self.render_finding(finding, style)).collect()
    }

    /// One of the findings as text, in a style for people or for programs.
    ///
    /// ```
    /// use pickle_codegen::diagnostics::Style;
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let sources = Sources::of("models.py", "models", "class Order:\n    total: Money\n");
    /// let diagnostics = generate(&sources, &Options::default()).unwrap().diagnostics;
    /// let text = diagnostics.render_finding(diagnostics.iter().next().unwrap(), Style::Github);
    ///
    /// assert!(text.starts_with("::warning file=models.py,line=2,col=12,endLine=2,endColumn=17,title=PC030::"));
    /// ```
    pub fn render_finding(&self, finding: &Diagnostic, style: Style) -> String {
        style.finding(finding, self.place(finding).as_ref(), &self.map)
    }

    /// How many findings there are.
    pub fn summary(&self) -> Summary {
        Summary::of(self.iter().map(|finding| finding.severity))
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}
