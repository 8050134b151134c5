//! What a comparison finds.

use std::fmt;

use pickle_core::schema::ClassName;

use super::advice::{Situation, advice};
use super::change::Change;
use super::effect::{Effect, Effects};
use super::level::{Level, Reader};
use super::{json, text};
use crate::diagnostics::{Place, Style};
use crate::places::Places;

/// What changed about a class, one of its fields or one of its members, and what that does to pickles.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The class, as the old version calls it if it has it.
    pub class: ClassName,
    /// The field or the member, as the old version calls it if it has it; nothing if it is about the class as a whole.
    pub field: Option<String>,
    /// What is different; more than one thing may be about one field.
    pub changes: Vec<Change>,
    /// What new code makes of the pickles of old code.
    pub read_old: Effects,
    /// What old code makes of the pickles of new code.
    pub write_old: Effects,
    /// What to do about it, line by line; nothing where nothing breaks.
    pub advice: Vec<String>,
    /// Where the new version declares the field or else the class, if [`Comparing::places`](super::Comparing::places)
    /// knows it.
    pub place: Option<Place>,
}

impl Finding {
    /// A finding, with advice.
    pub(super) fn new(situation: &Situation<'_>, changes: Vec<Change>) -> Finding {
        Finding {
            class: situation.class.clone(),
            field: situation.field.map(str::to_owned),
            advice: advice(situation, &changes),
            changes,
            read_old: situation.read_old,
            write_old: situation.write_old,
            place: None,
        }
    }

    /// The finding with its place in the new version, where its class is called `class`.
    pub(super) fn at(mut self, class: &ClassName, places: &Places) -> Finding {
        let renamed = self.changes.iter().find_map(|change| match change {
            Change::FieldRenamed { to, .. } => Some(to),
            _ => None,
        });
        let field = renamed.or(self.field.as_ref()).and_then(|field| places.field(class, field));
        self.place = field.or_else(|| places.class(class));
        self
    }

    /// Whether it breaks what has to go on working.
    ///
    /// A new class breaks nothing: old code has no place for its objects, or the type of that place changed as well.
    pub fn breaks(&self, level: Level, reader: Reader) -> bool {
        let is_new = self.changes == [Change::ClassAdded];
        let read_old = level.has_read_old() && reader.worst(self.read_old).breaks();
        read_old || (level.has_write_old() && !is_new && reader.worst(self.write_old).breaks())
    }

    /// The worst effect that it has.
    pub fn worst(&self) -> Effect {
        let all = self.read_old.max(self.write_old);
        all.python.max(all.rust)
    }
}

/// What is different between two versions of classes: class by class, in the order of the old version, and then what
/// only the new one has.
///
/// `Display` writes it for people.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Comparison {
    /// What was found.
    pub findings: Vec<Finding>,
}

impl Comparison {
    /// The comparison as text: for people, as a line with a JSON object for each finding, or as workflow commands of
    /// GitHub Actions. What breaks is told by what has to go on working.
    ///
    /// The keys of an object are `class`, `field` (or `null`), `changes` (a list of texts), `read_old` and `write_old`
    /// (each an object with `python` and `rust`, which are names of effects), `breaks` (a bool) and `advice` (a list of
    /// texts). New keys may be added at the end.
    pub fn render(&self, style: Style, level: Level, reader: Reader) -> String {
        match style {
            Style::Plain | Style::Coloured => text::human(self, level, reader),
            Style::Json => self.findings.iter().map(|finding| json::object(finding, level, reader)).collect(),
            Style::Github => self.findings.iter().map(|finding| text::github(finding, level, reader)).collect(),
        }
    }

    /// Whether there is no difference.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether one of the differences breaks what has to go on working.
    pub fn breaks(&self, level: Level, reader: Reader) -> bool {
        self.findings.iter().any(|finding| finding.breaks(level, reader))
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::human(self, Level::Both, Reader::Both))
    }
}
