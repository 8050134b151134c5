//! A finding as a workflow command of GitHub Actions.

use super::{Diagnostic, Place, Severity};

pub(super) fn finding(finding: &Diagnostic, place: Option<&Place>) -> String {
    let mut properties = place.map(position).unwrap_or_default();
    properties.push(format!("title={}", finding.code));
    let mut message = finding.message.clone();
    if !finding.label.is_empty() {
        message = format!("{message}\n{}", finding.label);
    }
    if !finding.help.is_empty() {
        message = format!("{message}\nhelp: {}", finding.help);
    }
    workflow_command(command(finding.severity), &properties, &message)
}

/// A command without a newline at its end; the properties are escaped already.
pub(crate) fn workflow_command(name: &str, properties: &[String], message: &str) -> String {
    format!("::{name} {}::{}", properties.join(","), escape_message(message))
}

pub(super) fn error(message: &str) -> String {
    format!("::error::{}", escape_message(message))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Columns have a meaning to GitHub only within a line.
pub(crate) fn position(place: &Place) -> Vec<String> {
    let mut properties = vec![format!("file={}", escape_property(&place.file_name)), format!("line={}", place.line)];
    if place.line == place.end_line {
        properties.push(format!("col={}", place.column));
    }
    properties.push(format!("endLine={}", place.end_line));
    if place.line == place.end_line {
        properties.push(format!("endColumn={}", place.end_column));
    }
    properties
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

pub(crate) fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{error, finding};
    use crate::{Code, Diagnostic, Place};

    fn place(end_line: usize) -> Place {
        let file_name = "a,b:c%.py".to_owned();
        Place { file_name, line: 2, column: 12, end_line, end_column: 17, byte_start: 20, byte_end: 25 }
    }

    #[test]
    fn what_has_a_meaning_to_github_is_escaped() {
        let diagnostic = Diagnostic::without_span(Code::AnnotationUnmapped, "100%").label("one\r\ntwo").help("a, b: c");
        assert_eq!(
            finding(&diagnostic, Some(&place(2))),
            "::warning file=a%2Cb%3Ac%25.py,line=2,col=12,endLine=2,endColumn=17,title=PC030::100%25%0Aone%0D%0Atwo%0Ahelp: a, b: c"
        );
        assert_eq!(error("no\nfile"), "::error::no%0Afile");
    }

    #[test]
    fn columns_are_only_given_within_a_line() {
        let diagnostic = Diagnostic::without_span(Code::DefaultDropped, "dropped");
        assert_eq!(
            finding(&diagnostic, Some(&place(3))),
            "::notice file=a%2Cb%3Ac%25.py,line=2,endLine=3,title=PC040::dropped"
        );
        assert_eq!(finding(&diagnostic, None), "::notice title=PC040::dropped");
    }
}
