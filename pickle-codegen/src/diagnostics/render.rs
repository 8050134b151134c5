//! A finding as text, in the way that rustc shows its own.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source_map::{FilePart, SourceMap};

/// Renders one finding, without a newline at the end.
pub(super) fn render(finding: &Diagnostic, map: &SourceMap, coloured: bool) -> String {
    let mut report = level(finding.severity)
        .primary_title(finding.message.as_str())
        .id(finding.code.as_str())
        .elements(snippet(finding, map));
    if !finding.help.is_empty() {
        report = report.element(Level::HELP.message(finding.help.as_str()));
    }
    renderer(coloured).render(&[report])
}

/// Renders a line that is about no part of a source, without a newline at the end.
pub(super) fn title(severity: Severity, message: &str, coloured: bool) -> String {
    renderer(coloured).render(&[Group::with_title(level(severity).primary_title(message))])
}

fn renderer(coloured: bool) -> Renderer {
    if coloured { Renderer::styled() } else { Renderer::plain() }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn snippet<'a>(finding: &'a Diagnostic, map: &'a SourceMap) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let part = map.locate(finding.span.as_ref()?)?;
    let FilePart { name, text, span, .. } = &part;
    let lines = lines_around(span, text)?;
    let mut annotation = AnnotationKind::Primary.span(span.start - lines.start..span.end - lines.start);
    if !finding.label.is_empty() {
        annotation = annotation.label(finding.label.as_str());
    }
    let snippet = Snippet::source(&text[lines.clone()]).path(*name).line_start(part.line()).annotation(annotation);
    Some(snippet)
}

/// The whole lines that `span` touches. Rendering is linear in the text it is given, so it gets no more than that.
fn lines_around(span: &Range<usize>, source: &str) -> Option<Range<usize>> {
    let start = source.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = source.get(span.end..)?.find('\n').map_or(source.len(), |at| span.end + at);
    Some(start..end)
}
