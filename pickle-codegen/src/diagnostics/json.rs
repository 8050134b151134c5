//! A finding as a JSON object; [`Style::Json`](super::Style::Json) says what is in it.

use serde::Serialize;

use super::{Diagnostic, Place, Severity};

/// The keys, in their order.
#[derive(Serialize)]
struct Object<'a> {
    code: Option<&'a str>,
    severity: &'a str,
    message: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<usize>,
    byte_end: Option<usize>,
}

pub(super) fn finding(finding: &Diagnostic, place: Option<&Place>) -> String {
    write(&Object {
        code: Some(finding.code.as_str()),
        severity: finding.severity.as_str(),
        message: &finding.message,
        label: some_text(&finding.label),
        help: some_text(&finding.help),
        file: place.map(|place| place.file_name.as_str()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_line: place.map(|place| place.end_line),
        end_column: place.map(|place| place.end_column),
        byte_start: place.map(|place| place.byte_start),
        byte_end: place.map(|place| place.byte_end),
    })
}

pub(super) fn error(message: &str) -> String {
    write(&Object {
        code: None,
        severity: Severity::Error.as_str(),
        message,
        label: None,
        help: None,
        file: None,
        line: None,
        column: None,
        end_line: None,
        end_column: None,
        byte_start: None,
        byte_end: None,
    })
}

fn some_text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn write(object: &Object<'_>) -> String {
    serde_json::to_string(object).expect("texts and numbers have a JSON form")
}
