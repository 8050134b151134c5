//! A finding as text, in the way that rustc shows its own.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// Renders one finding, without a newline at the end.
pub(super) fn render(finding: &Diagnostic, file_name: &str, source: &str, coloured: bool) -> String {
    let mut report = level(finding.code.severity())
        .primary_title(finding.message.as_str())
        .id(finding.code.as_str())
        .elements(snippet(finding, file_name, source));
    if !finding.help.is_empty() {
        report = report.element(Level::HELP.message(finding.help.as_str()));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[report])
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn snippet<'a>(
    finding: &'a Diagnostic,
    file_name: &'a str,
    source: &'a str,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let span = finding.span.clone()?;
    let lines = lines_around(&span, source)?;
    let mut annotation = AnnotationKind::Primary.span(span.start - lines.start..span.end - lines.start);
    if !finding.label.is_empty() {
        annotation = annotation.label(finding.label.as_str());
    }
    let snippet = Snippet::source(&source[lines.clone()])
        .path(file_name)
        .line_start(source[..lines.start].matches('\n').count() + 1)
        .annotation(annotation);
    Some(snippet)
}

/// The whole lines that `span` touches. Rendering is linear in the text it is given, so it gets no more than that.
fn lines_around(span: &Range<usize>, source: &str) -> Option<Range<usize>> {
    let start = source.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = source.get(span.end..)?.find('\n').map_or(source.len(), |at| span.end + at);
    Some(start..end)
}
