//! What changed between two schemas, class by class.

use std::collections::{BTreeMap, BTreeSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Layout, Record, Schema};

use super::advice::Situation;
use super::attributes::Attributes;
use super::change::{Change, kind_name};
use super::direction::{Direction, Language};
use super::effect::{Effect, Effects};
use super::finding::Finding;
use super::members::{compare_enumeration_with_flag, compare_enumerations, compare_flags};
use super::names::{ClassPair, pair_classes};
use super::records::{Records, compare_records};
use super::types::changed_aliases;
use super::{Comparing, Renames};

/// Both ways, and what holds for all classes.
struct Comparer<'s> {
    read_old: Direction<'s>,
    write_old: Direction<'s>,
    renames: &'s Renames,
    changed_aliases: BTreeSet<ClassName>,
}

/// Everything that is different.
pub(super) fn compare_schemas(old: &Schema, new: &Schema, comparing: &Comparing) -> Vec<Finding> {
    let pairs = pair_classes(old, new, &comparing.other_names());
    let renamed = renamed(&pairs);
    let back = renamed.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
    let (old_index, new_index) = (old.index(), new.index());
    let comparer = Comparer {
        read_old: Direction {
            writer: &old_index,
            reader: &new_index,
            renamed,
            known: &comparing.known_to_new,
            attributes: Attributes(Some(&comparing.options)),
        },
        write_old: Direction {
            writer: &new_index,
            reader: &old_index,
            renamed: back,
            known: &comparing.known_to_old,
            attributes: Attributes(None),
        },
        renames: &comparing.renames,
        changed_aliases: changed_aliases(old, new),
    };
    let placed = |pair: &ClassPair<'_>| {
        let findings = comparer.compare_pair(pair).into_iter();
        match pair {
            ClassPair::OnlyOld(_) => findings.collect::<Vec<_>>(),
            ClassPair::OnlyNew(new) | ClassPair::Both(_, new) => {
                findings.map(|finding| finding.at(&new.name, &comparing.places)).collect()
            }
        }
    };
    pairs.iter().flat_map(placed).collect()
}

fn renamed(pairs: &[ClassPair<'_>]) -> BTreeMap<ClassName, ClassName> {
    let both = pairs.iter().filter_map(|pair| match pair {
        ClassPair::Both(old, new) if old.name != new.name => Some((old.name.clone(), new.name.clone())),
        _ => None,
    });
    both.collect()
}

impl Comparer<'_> {
    fn compare_pair(&self, pair: &ClassPair<'_>) -> Vec<Finding> {
        let error = Effects::both(Effect::Error);
        match pair {
            ClassPair::OnlyOld(class) => {
                vec![finding(class, Change::ClassRemoved, of_named(class, error), Effects::NONE)]
            }
            ClassPair::OnlyNew(class) => {
                vec![finding(class, Change::ClassAdded, Effects::NONE, of_named(class, error))]
            }
            ClassPair::Both(old, new) => {
                let mut findings = self.compare_heads(old, new);
                findings.extend(self.compare_kinds(old, new));
                findings
            }
        }
    }

    /// What is different about a class besides what its instances are.
    fn compare_heads(&self, old: &Class, new: &Class) -> Vec<Finding> {
        let mut findings = Vec::new();
        if old.name != new.name {
            let (read_old, write_old) = (found(&self.read_old, old, new), found(&self.write_old, new, old));
            findings.push(finding(old, Change::ClassRenamed { to: new.name.clone() }, read_old, write_old));
        }
        let bases: Vec<ClassName> = old.bases.iter().map(|base| self.read_old.name_at_reader(base).clone()).collect();
        if bases != new.bases {
            let change = Change::BasesChanged { from: old.bases.clone(), to: new.bases.clone() };
            findings.push(finding(old, change, Effects::NONE, Effects::NONE));
        }
        findings
    }

    fn compare_kinds(&self, old: &Class, new: &Class) -> Vec<Finding> {
        match (&old.kind, &new.kind) {
            (ClassKind::Record(before), ClassKind::Record(after)) => {
                let said = self.renamed_fields(old, new, after);
                let changed_aliases = &self.changed_aliases;
                let records =
                    Records { class: &old.name, new_class: &new.name, old: before, new: after, said, changed_aliases };
                compare_records(&records, &self.read_old, &self.write_old)
            }
            (ClassKind::Enumeration(before), ClassKind::Enumeration(after)) => {
                compare_enumerations(&old.name, before, after)
            }
            (ClassKind::Flag(before), ClassKind::Flag(after)) => compare_flags(&old.name, before, after),
            (ClassKind::Enumeration(before), ClassKind::Flag(after)) => {
                compare_enumeration_with_flag(&old.name, before, after, true)
            }
            (ClassKind::Flag(before), ClassKind::Enumeration(after)) => {
                compare_enumeration_with_flag(&old.name, after, before, false)
            }
            (before, after) if before == after => Vec::new(),
            (before, after) => {
                let is_untold = [before, after].contains(&&ClassKind::External);
                let effects = Effects::both(if is_untold { Effect::Unknown } else { Effect::Error });
                let change = Change::KindChanged { from: kind_name(before), to: kind_name(after) };
                vec![finding(old, change, effects, effects)]
            }
        }
    }
}

impl Comparer<'_> {
    /// The fields that somebody says have another name now, or that have the old one as an alias.
    fn renamed_fields(&self, old: &Class, new: &Class, record: &Record) -> BTreeMap<String, String> {
        let aliases = record.fields.iter().flat_map(|field| {
            let aliases = self.read_old.attributes.field_aliases(&new.name, field).into_iter();
            aliases.filter(|alias| record.field(alias).is_none()).map(|alias| (alias, field.name.clone()))
        });
        let said = self.renames.fields.get(&old.name).cloned().unwrap_or_default();
        aliases.chain(said).collect()
    }
}

/// What loading makes of the name of a class that the reader calls otherwise.
fn found(direction: &Direction<'_>, writer: &Class, reader: &Class) -> Effects {
    let of = |language| match direction.finds(&writer.name, &reader.name, language) {
        true => Effect::None,
        false => Effect::Error,
    };
    of_named(writer, Effects { python: of(Language::Python), rust: of(Language::Rust) })
}

/// The pickle of a `TypedDict` has no name of a class.
fn of_named(class: &Class, effects: Effects) -> Effects {
    match &class.kind {
        ClassKind::Record(record) if record.layout == Layout::Mapping => Effects::NONE,
        _ => effects,
    }
}

fn finding(class: &Class, change: Change, read_old: Effects, write_old: Effects) -> Finding {
    let situation = Situation { old: None, new: None, class: &class.name, field: None, read_old, write_old };
    Finding::new(&situation, vec![change])
}
