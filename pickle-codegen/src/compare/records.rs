//! What changed between two versions of a class with attributes.

use std::collections::{BTreeMap, BTreeSet};

use pickle_core::schema::{ClassName, Record};

use super::advice::Situation;
use super::change::Change;
use super::delivery::{Arrival, Delivery};
use super::direction::Direction;
use super::effect::{Effect, Effects};
use super::fields::{Contents, FieldChanges, field_changes, is_positional, pair_fields};
use super::finding::Finding;
use super::in_python::arrival_in_python;
use super::in_rust::arrival_in_rust;

/// Two versions of one record.
pub(super) struct Records<'s> {
    pub(super) class: &'s ClassName,
    pub(super) new_class: &'s ClassName,
    pub(super) old: &'s Record,
    pub(super) new: &'s Record,
    /// The fields that somebody says were renamed.
    pub(super) said: BTreeMap<String, String>,
    /// The aliases that do not stand for what they did.
    pub(super) changed_aliases: &'s BTreeSet<ClassName>,
}

/// What arrives on one of the ways, in both languages.
struct Arrivals {
    python: Arrival,
    rust: Arrival,
}

/// Both ways.
struct Ways {
    read_old: Arrivals,
    write_old: Arrivals,
}

/// What changed, and what becomes of the pickles: of the class as a whole, then field by field.
pub(super) fn compare_records(
    records: &Records<'_>,
    read_old: &Direction<'_>,
    write_old: &Direction<'_>,
) -> Vec<Finding> {
    let (old, new) = (records.old, records.new);
    let pairs = pair_fields(old, new, &records.said);
    let back: Vec<(usize, usize)> = pairs.iter().map(|(old, new)| (*new, *old)).collect();
    let ways = Ways {
        read_old: Arrivals::of(&Delivery {
            direction: read_old,
            writer: old,
            reader: new,
            class: records.new_class,
            pairs: &pairs,
        }),
        write_old: Arrivals::of(&Delivery {
            direction: write_old,
            writer: new,
            reader: old,
            class: records.class,
            pairs: &back,
        }),
    };
    let contents = Contents { old: read_old.writer, new: read_old.reader, changed: records.changed_aliases };
    let fields = field_changes(old, new, &pairs, &contents);
    let of_class = class_finding(records, &ways, &fields, &pairs);
    let is_explained = of_class.as_ref().is_some_and(|finding| explains_fields(&finding.changes, &ways));
    let is_found = |field: &&FieldChanges| !field.changes.is_empty() || (!is_explained && ways.affect(field));
    let changed = fields.iter().filter(is_found);
    let of_fields: Vec<Finding> = changed.map(|field| field_finding(records, &ways, field)).collect();
    of_class.into_iter().chain(of_fields).collect()
}

impl<'s> Records<'s> {
    fn situation(&self, field: Option<&'s str>, (read_old, write_old): (Effects, Effects)) -> Situation<'s> {
        Situation { old: Some(self.old), new: Some(self.new), class: self.class, field, read_old, write_old }
    }
}

impl Arrivals {
    fn of(delivery: &Delivery<'_>) -> Arrivals {
        Arrivals { python: arrival_in_python(delivery), rust: arrival_in_rust(delivery) }
    }

    fn whole(&self) -> Effects {
        Effects { python: self.python.whole, rust: self.rust.whole }
    }

    /// What becomes of a field of the writer that may be one of the reader.
    fn of_field(&self, sent: Option<usize>, got: Option<usize>) -> Effects {
        let of = |arrival: &Arrival| {
            let sent = sent.map_or(Effect::None, |index| arrival.sent[index]);
            sent.max(got.map_or(Effect::None, |index| arrival.got(index)))
        };
        Effects { python: of(&self.python), rust: of(&self.rust) }
    }
}

impl Ways {
    fn of_field(&self, field: &FieldChanges) -> (Effects, Effects) {
        let new = field.new.or(field.seems);
        (self.read_old.of_field(field.old, new), self.write_old.of_field(new, field.old))
    }

    /// Whether something becomes of a field, as when the classes that it holds changed.
    fn affect(&self, field: &FieldChanges) -> bool {
        let (read_old, write_old) = self.of_field(field);
        read_old.max(write_old) != Effects::NONE
    }
}

/// Whether the changes of the class are why fields without changes of their own are affected.
fn explains_fields(changes: &[Change], ways: &Ways) -> bool {
    let is_order = |change: &Change| matches!(change, Change::OrderChanged);
    !changes.iter().all(is_order) || ways.read_old.whole().max(ways.write_old.whole()) != Effects::NONE
}

fn class_finding(
    records: &Records<'_>,
    ways: &Ways,
    fields: &[FieldChanges],
    pairs: &[(usize, usize)],
) -> Option<Finding> {
    let changes = class_changes(records.old, records.new, pairs);
    let (mut read_old, mut write_old) = (ways.read_old.whole(), ways.write_old.whole());
    if changes.is_empty() && read_old.max(write_old) == Effects::NONE {
        return None;
    }
    let is_explained = explains_fields(&changes, ways);
    for field in fields.iter().filter(|field| is_explained && field.changes.is_empty()) {
        let (reading, writing) = ways.of_field(field);
        (read_old, write_old) = (read_old.max(reading), write_old.max(writing));
    }
    Some(Finding::new(&records.situation(None, (read_old, write_old)), changes))
}

fn class_changes(old: &Record, new: &Record, pairs: &[(usize, usize)]) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.layout != new.layout {
        changes.push(Change::LayoutChanged { from: old.layout.clone(), to: new.layout.clone() });
    }
    if old.new_arguments != new.new_arguments {
        changes.push(Change::NewArgumentsChanged);
    }
    let has_names = |(old_field, new_field): &&(usize, usize)| {
        !is_positional(old, &old.fields[*old_field]) && !is_positional(new, &new.fields[*new_field])
    };
    let positions: Vec<usize> = pairs.iter().filter(has_names).map(|pair| pair.1).collect();
    if !positions.is_sorted() {
        changes.push(Change::OrderChanged);
    }
    changes
}

fn field_finding<'s>(records: &Records<'s>, ways: &Ways, field: &FieldChanges) -> Finding {
    let name = match (field.old, field.new) {
        (Some(old), _) => &records.old.fields[old].name,
        (None, Some(new)) => &records.new.fields[new].name,
        (None, None) => unreachable!("a field is in one of the versions"),
    };
    Finding::new(&records.situation(Some(name), ways.of_field(field)), field.changes.clone())
}
