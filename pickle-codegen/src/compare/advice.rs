//! What to do about a change that breaks something.

use pickle_core::schema::{ClassName, Layout, Record, Type};

use super::change::Change;
use super::effect::{Effect, Effects};
use super::fields::is_positional;
use crate::to_rust::layout_name;

/// What the changes are about, and what they do.
pub(super) struct Situation<'s> {
    /// The old record, if the class has attributes.
    pub(super) old: Option<&'s Record>,
    /// The new one.
    pub(super) new: Option<&'s Record>,
    pub(super) class: &'s ClassName,
    /// The field or the member, by its old name if it has one.
    pub(super) field: Option<&'s str>,
    pub(super) read_old: Effects,
    pub(super) write_old: Effects,
}

/// Where only positions count, there is no half way.
const POSITIONS: &str = "this layout has only positions: keep the fields, their order and their types, and give a class \
    with other fields another name";

/// What to do about each of the changes, if they break anything.
pub(super) fn advice(situation: &Situation<'_>, changes: &[Change]) -> Vec<String> {
    if !situation.reads_break() && !situation.writes_break() {
        return Vec::new();
    }
    if changes.iter().any(is_about_place) && situation.is_positional() {
        let renames = changes.iter().filter_map(|change| situation.is_maybe_rename(change));
        return [POSITIONS.to_owned()].into_iter().chain(renames).collect();
    }
    changes.iter().flat_map(|change| situation.for_change(change)).collect()
}

/// Whether a change takes a field to or from a position.
fn is_about_place(change: &Change) -> bool {
    match change {
        Change::FieldAdded { .. } | Change::FieldRemoved { .. } | Change::FieldMoved { .. } => true,
        Change::FieldRenamed { is_certain, .. } => !is_certain,
        _ => false,
    }
}

impl Situation<'_> {
    fn reads_break(&self) -> bool {
        self.read_old.python.breaks() || self.read_old.rust.breaks()
    }

    fn writes_break(&self) -> bool {
        self.write_old.python.breaks() || self.write_old.rust.breaks()
    }

    /// Whether the field has no name in a pickle of either version.
    fn is_positional(&self) -> bool {
        let is_in = |record: Option<&Record>| {
            let Some((record, name)) = record.zip(self.field) else { return false };
            record.field(name).is_some_and(|field| is_positional(record, field))
        };
        is_in(self.old) || is_in(self.new)
    }

    fn is_maybe_rename(&self, change: &Change) -> Option<String> {
        let Change::FieldRenamed { to, .. } = change else { return None };
        let (class, field) = (&self.class.qualname, self.field?);
        Some(format!("if it is the same field under another name, say `--renamed {class}.{field}={to}`"))
    }

    fn for_change(&self, change: &Change) -> Vec<String> {
        let field = self.field.unwrap_or_default();
        match change {
            Change::ClassRemoved => {
                one(&format!("keep `{}` as long as there are pickles with its objects", self.class.qualname))
            }
            Change::ClassRenamed { to } => self.for_renamed_class(to),
            Change::KindChanged { .. } => one("give what is another kind of class another name"),
            Change::LayoutChanged { .. } => self.for_layout(),
            Change::NewArgumentsChanged => one("keep the arguments of `__new__`, and take the rest from the state"),
            Change::FieldAdded { .. } => self.for_added_field(field),
            Change::FieldRemoved { .. } => self.for_removed_field(field),
            Change::FieldRenamed { to, .. } => self.for_renamed_field(field, to),
            Change::TypeChanged { from, to } => self.for_type(from, to),
            Change::DefaultChanged { .. } => one(
                "objects may have left the attribute to their class: keep its value there, and set another in `__init__`",
            ),
            Change::PresenceChanged { .. } => one("give the attribute a default in the class body"),
            Change::PlaceChanged { .. } => one("keep the field where it was, or give the class a `__setstate__`"),
            Change::MemberAdded { .. } => one(
                "let all that load know the member before one is dumped; in Rust, an enum with `#[pickle(other)]` keeps it",
            ),
            Change::MemberRemoved { .. } => {
                one("keep the member, or let the class method `_missing_` say what its value stands for")
            }
            Change::MemberRenamed { to } => one(&format!("keep the old name as an alias: `{field} = {to}`")),
            Change::MemberValueChanged { .. } => {
                one("keep the value, which is what a pickle has, and give a new value to a new member")
            }
            _ => Vec::new(),
        }
    }

    fn for_renamed_class(&self, to: &ClassName) -> Vec<String> {
        let (old, class) = (&self.class.qualname, self.class);
        let kept = match to.module == class.module {
            true => format!("`{old} = {}`", to.qualname),
            false if *old == to.qualname => format!("`from {} import {old}`", to.module),
            false => format!("`from {} import {} as {old}`", to.module, to.qualname),
        };
        let python = format!("Python: keep the old name in `{}`: {kept}", class.module);
        let rust =
            format!("Rust: `#[pickle(alias(\"{class}\"))]` for `{to}`, in `[[attributes]]` of pickle-codegen.toml");
        vec![python, rust]
    }

    /// Rust takes layouts with names for one another, and others where they are named.
    fn for_layout(&self) -> Vec<String> {
        let python =
            "Python: give the class a `__setstate__` that takes the old state as well as the new one".to_owned();
        let old = self.old.filter(|_| self.read_old.rust == Effect::Error).and_then(|record| match record.layout {
            Layout::Dict => Some("dict"),
            ref layout => layout_name(layout),
        });
        let rust = old.map(|old| {
            format!("Rust: `#[pickle(accept(\"{old}\"))]`, in `[[attributes]]` of pickle-codegen.toml, for old pickles")
        });
        [python].into_iter().chain(rust).collect()
    }

    fn for_added_field(&self, field: &str) -> Vec<String> {
        if !self.reads_break() {
            return one("old code has no place for it: let it load the new pickles before new code dumps any");
        }
        let default = self.new.and_then(|record| record.field(field)).and_then(|field| field.default.as_ref());
        let has_dict = self.new.is_some_and(|record| matches!(record.layout, Layout::Dict | Layout::DictSlots));
        let set = format!("a `__setstate__` that sets `{field}` where the state lacks it");
        match (default, has_dict) {
            (Some(_), true) => one(&format!("Python: {set}; what a factory makes, no loaded object gets")),
            (Some(_), false) => one(&format!("Python: {set}; slots and models give no default to loaded objects")),
            (None, true) => one("give it a default in the class body: objects without the attribute have that"),
            (None, false) => one(&format!("Rust: give it a default; Python: {set}")),
        }
    }

    fn for_removed_field(&self, field: &str) -> Vec<String> {
        let has_no_place = [self.read_old.python, self.read_old.rust].contains(&Effect::Error);
        let reads = format!("old pickles have `{field}`, for which there is no place: take it out in `__setstate__`");
        let writes = format!("keep `{field}` in new pickles as long as old code loads them");
        let lines = [has_no_place.then_some(reads), self.writes_break().then_some(writes)];
        lines.into_iter().flatten().collect()
    }

    fn for_renamed_field(&self, field: &str, to: &str) -> Vec<String> {
        vec![
            format!("Python: a `__setstate__` that takes `{field}` for `{to}`"),
            format!(
                "Rust: `#[pickle(alias = \"{field}\")]` for `{to}`, in `[[field-attributes]]` of pickle-codegen.toml"
            ),
        ]
    }

    fn for_type(&self, from: &Type, to: &Type) -> Vec<String> {
        let reads = format!("old pickles have values of `{from}`: convert them in `__setstate__`, or allow them too");
        let writes = format!("let old code know `{to}` before new code dumps any");
        let lines = [self.reads_break().then_some(reads), self.writes_break().then_some(writes)];
        lines.into_iter().flatten().collect()
    }
}

fn one(line: &str) -> Vec<String> {
    vec![line.to_owned()]
}
