//! A finding as a JSON object; [`Comparison::render`](super::Comparison::render) says what is in it.

use serde::Serialize;

use super::effect::Effects;
use super::finding::Finding;
use super::level::{Level, Reader};

/// The keys, in their order.
#[derive(Serialize)]
struct Object<'f> {
    class: String,
    field: Option<&'f str>,
    changes: Vec<String>,
    read_old: Sides,
    write_old: Sides,
    breaks: bool,
    advice: &'f [String],
}

#[derive(Serialize)]
struct Sides {
    python: &'static str,
    rust: &'static str,
}

impl Sides {
    fn of(effects: Effects) -> Sides {
        Sides { python: effects.python.as_str(), rust: effects.rust.as_str() }
    }
}

/// One line.
pub(super) fn object(finding: &Finding, level: Level, reader: Reader) -> String {
    let object = Object {
        class: finding.class.to_string(),
        field: finding.field.as_deref(),
        changes: finding.changes.iter().map(ToString::to_string).collect(),
        read_old: Sides::of(finding.read_old),
        write_old: Sides::of(finding.write_old),
        breaks: finding.breaks(level, reader),
        advice: &finding.advice,
    };
    serde_json::to_string(&object).expect("texts and lists have a JSON form") + "\n"
}
