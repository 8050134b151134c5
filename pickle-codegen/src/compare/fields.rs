//! Which fields of two versions of a class are the same, and what is different about each.

use std::collections::{BTreeMap, BTreeSet};

use pickle_core::schema::{ClassName, Field, Layout, Place, Record, SchemaIndex, Type};

use super::change::Change;
use super::types::with_contents;

/// The old and the new position of a field, as far as it has them, and what is different about it.
pub(super) struct FieldChanges {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    pub(super) changes: Vec<Change>,
    /// The new field that an old one seems to be now; they count as two.
    pub(super) seems: Option<usize>,
}

/// What the types of fields are compared with: the schemas that they are from, and the aliases that changed.
pub(super) struct Contents<'s> {
    pub(super) old: &'s SchemaIndex<'s>,
    pub(super) new: &'s SchemaIndex<'s>,
    pub(super) changed: &'s BTreeSet<ClassName>,
}

/// The fields that are in both versions: because somebody says so, by name, or by what the class body calls a private
/// one, whose name has that of its class in it.
pub(super) fn pair_fields(old: &Record, new: &Record, said: &BTreeMap<String, String>) -> Vec<(usize, usize)> {
    let position = |name: &str| new.fields.iter().position(|field| field.name == name);
    let written = |name: &str| new.fields.iter().position(|field| field.written_name == name);
    let taken: Vec<usize> = said.values().filter_map(|name| position(name)).collect();
    let partner = |field: &Field| match said.get(&field.name) {
        Some(name) => position(name),
        None => position(&field.name).or_else(|| written(&field.written_name)).filter(|new| !taken.contains(new)),
    };
    old.fields.iter().enumerate().filter_map(|(index, field)| Some((index, partner(field)?))).collect()
}

/// What is different about every field: those of the old version in their order, then those that only the new one has.
pub(super) fn field_changes(
    old: &Record,
    new: &Record,
    pairs: &[(usize, usize)],
    contents: &Contents<'_>,
) -> Vec<FieldChanges> {
    let partner = |index: usize| pairs.iter().find(|pair| pair.0 == index).map(|pair| pair.1);
    let is_taken = |index: usize| pairs.iter().any(|pair| pair.1 == index);
    let mut seeming: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for (index, field) in old.fields.iter().enumerate() {
        found.push(match partner(index) {
            Some(other) => changed(old, new, (index, other), contents),
            None => {
                let seems = seems_to_be(old, new, index, |other| is_taken(other) || seeming.contains(&other));
                seeming.extend(seems);
                removed(field, index, new, seems)
            }
        });
    }
    let added = new.fields.iter().enumerate().filter(|(index, _)| !is_taken(*index) && !seeming.contains(index));
    found.extend(added.map(|(index, field)| added_field(field, index)));
    found
}

/// The new field that has the place and the type of an old one that is gone.
fn seems_to_be(old: &Record, new: &Record, index: usize, is_taken: impl Fn(usize) -> bool) -> Option<usize> {
    let (before, after) = (&old.fields[index], new.fields.get(index)?);
    let is_alike = before.ty == after.ty && before.place == after.place && old.fields.len() == new.fields.len();
    (is_alike && !is_taken(index)).then_some(index)
}

fn removed(field: &Field, index: usize, new: &Record, seems: Option<usize>) -> FieldChanges {
    let change = match seems {
        Some(other) => Change::FieldRenamed { to: new.fields[other].name.clone(), is_certain: false },
        None => Change::FieldRemoved { ty: field.ty.clone() },
    };
    FieldChanges { old: Some(index), new: None, changes: vec![change], seems }
}

fn added_field(field: &Field, index: usize) -> FieldChanges {
    let default = field.default.as_ref().map(|default| default.value.clone());
    let change = Change::FieldAdded { ty: field.ty.clone(), default };
    FieldChanges { old: None, new: Some(index), changes: vec![change], seems: None }
}

fn changed(old: &Record, new: &Record, (index, other): (usize, usize), contents: &Contents<'_>) -> FieldChanges {
    let (before, after) = (&old.fields[index], &new.fields[other]);
    let mut changes = Vec::new();
    if before.name != after.name {
        changes.push(Change::FieldRenamed { to: after.name.clone(), is_certain: true });
    }
    changes.extend(type_change(&before.ty, &after.ty, contents));
    if before.default != after.default {
        let value = |field: &Field| field.default.as_ref().map(|default| default.value.clone());
        let (from, to) = (value(before), value(after));
        changes.extend((from != to).then_some(Change::DefaultChanged { from, to }));
    }
    if before.can_be_unset != after.can_be_unset {
        changes.push(Change::PresenceChanged { can_be_unset: after.can_be_unset });
    }
    if before.place != after.place && old.layout == new.layout {
        changes.push(Change::PlaceChanged { from: before.place, to: after.place });
    }
    if index != other && is_positional(old, before) && is_positional(new, after) {
        changes.push(Change::FieldMoved { from: index + 1, to: other + 1 });
    }
    FieldChanges { old: Some(index), new: Some(other), changes, seems: None }
}

fn type_change(before: &Type, after: &Type, contents: &Contents<'_>) -> Option<Change> {
    let from = with_contents(contents.old, before, contents.changed);
    let to = with_contents(contents.new, after, contents.changed);
    (from != to).then_some(Change::TypeChanged { from, to })
}

/// Whether only its position tells a field from others.
pub(super) fn is_positional(record: &Record, field: &Field) -> bool {
    match &record.layout {
        Layout::List | Layout::Tuple => true,
        Layout::Args => field.place == Place::State,
        Layout::Call => field.place == Place::Argument || !record.fields.iter().any(|one| one.place == Place::Argument),
        Layout::Reduce(reduce) => reduce.arguments.contains(&field.name),
        _ => false,
    }
}
