//! A comparison as text: for people, as JSON, and as workflow commands of GitHub Actions.

use std::fmt::Write;

use super::effect::{Effect, Effects};
use super::finding::{Comparison, Finding};
use super::level::{Level, Reader};
use crate::diagnostics::github;

/// For people: each class with what is about it, and a count at the end.
pub(super) fn human(comparison: &Comparison, level: Level, reader: Reader) -> String {
    let mut text = String::new();
    let mut class = None;
    for finding in &comparison.findings {
        if class != Some(&finding.class) {
            class = Some(&finding.class);
            let _ = writeln!(text, "{}", finding.class);
        }
        text += &human_finding(finding, level, reader);
    }
    text + &summary(comparison, level, reader)
}

fn human_finding(finding: &Finding, level: Level, reader: Reader) -> String {
    let mark = if finding.breaks(level, reader) { "breaks" } else { "ok" };
    let mut text = format!("  {mark}: {}\n", headline(finding));
    for (what, effects) in ways(finding, level, reader) {
        let _ = writeln!(text, "    {what}: {}", said(effects, reader));
    }
    for line in finding.advice.iter().filter(|_| finding.breaks(level, reader)) {
        let _ = writeln!(text, "    help: {line}");
    }
    text
}

/// The field, and what is different.
fn headline(finding: &Finding) -> String {
    let changes: Vec<String> = finding.changes.iter().map(ToString::to_string).collect();
    let changes = if changes.is_empty() { "what it holds changed".to_owned() } else { changes.join(", ") };
    match &finding.field {
        Some(field) => format!("`{field}`: {changes}"),
        None => changes,
    }
}

/// The ways that count, with what becomes of a pickle on each.
fn ways(finding: &Finding, level: Level, reader: Reader) -> Vec<(&'static str, Effects)> {
    let ways = [
        ("new code, old pickle", finding.read_old, level.has_read_old()),
        ("old code, new pickle", finding.write_old, level.has_write_old()),
    ];
    let counts = ways.into_iter().filter(|(_, effects, counts)| *counts && reader.worst(*effects) != Effect::None);
    counts.map(|(what, effects, _)| (what, effects)).collect()
}

/// What becomes of it where it is loaded.
fn said(effects: Effects, reader: Reader) -> String {
    match reader {
        Reader::Python => effects.python.meaning().to_owned(),
        Reader::Rust => effects.rust.meaning().to_owned(),
        Reader::Both if effects.python == effects.rust => effects.python.meaning().to_owned(),
        Reader::Both => {
            let sides = [("in Python it ", effects.python), ("in Rust it ", effects.rust)];
            let affected = sides.into_iter().filter(|(_, effect)| *effect != Effect::None);
            let texts: Vec<String> = affected.map(|(side, effect)| format!("{side}{}", effect.meaning())).collect();
            texts.join(", ")
        }
    }
}

/// A workflow command of GitHub Actions: an error where something breaks, else a notice.
pub(super) fn github(finding: &Finding, level: Level, reader: Reader) -> String {
    let command = if finding.breaks(level, reader) { "error" } else { "notice" };
    let ways =
        ways(finding, level, reader).into_iter().map(|(what, effects)| format!("{what}: {}", said(effects, reader)));
    let advice = finding.advice.iter().map(|line| format!("help: {line}"));
    let lines: Vec<String> = [headline(finding)].into_iter().chain(ways).chain(advice).collect();
    let mut properties = finding.place.as_ref().map(github::position).unwrap_or_default();
    properties.push(format!("title={}", github::escape_property(&finding.class.to_string())));
    github::workflow_command(command, &properties, &lines.join("\n")) + "\n"
}

fn summary(comparison: &Comparison, level: Level, reader: Reader) -> String {
    let breaking = comparison.findings.iter().filter(|finding| finding.breaks(level, reader)).count();
    match (comparison.findings.len(), breaking) {
        (0, _) => "no changes\n".to_owned(),
        (1, 0) => "1 change, which breaks nothing\n".to_owned(),
        (all, 0) => format!("{all} changes, which break nothing\n"),
        (1, _) => "1 change, which breaks pickles\n".to_owned(),
        (all, 1) => format!("{all} changes, 1 of which breaks pickles\n"),
        (all, breaking) => format!("{all} changes, {breaking} of which break pickles\n"),
    }
}
