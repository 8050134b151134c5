//! Which classes of two versions are the same: those of one name, those that somebody says were renamed, and those
//! that look so.

use std::collections::{BTreeMap, BTreeSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Record, Schema};

/// A class in both versions, or in one of them.
pub(super) enum ClassPair<'s> {
    Both(&'s Class, &'s Class),
    OnlyOld(&'s Class),
    OnlyNew(&'s Class),
}

/// The classes of both versions, the old ones in their order first.
pub(super) fn pair_classes<'s>(
    old: &'s Schema,
    new: &'s Schema,
    said: &BTreeMap<ClassName, ClassName>,
) -> Vec<ClassPair<'s>> {
    let (old, new) = (Index::of(old), Index::of(new));
    let mut partners = Partners { found: BTreeMap::new(), taken: BTreeSet::new() };
    for class in &old.classes {
        let name = said.get(&class.name).unwrap_or(&class.name);
        partners.add(class, new.by_name.get(name).copied());
    }
    for class in old.classes.iter().filter(|class| !new.by_name.contains_key(&class.name)) {
        let rest = || new.classes.iter().copied().filter(|other| !old.by_name.contains_key(&other.name));
        partners.add(class, the_only(rest().filter(|other| is_moved(class, other))));
        partners.add(class, the_only(rest().filter(|other| is_renamed(class, other))));
    }
    let pairs = old.classes.iter().map(|class| match partners.found.get(&class.name) {
        Some(partner) => ClassPair::Both(class, partner),
        None => ClassPair::OnlyOld(class),
    });
    let added = new.classes.iter().filter(|class| !partners.taken.contains(&class.name));
    pairs.chain(added.map(|class| ClassPair::OnlyNew(class))).collect()
}

/// The classes of a version, by name too.
struct Index<'s> {
    classes: Vec<&'s Class>,
    by_name: BTreeMap<&'s ClassName, &'s Class>,
}

impl<'s> Index<'s> {
    fn of(schema: &'s Schema) -> Index<'s> {
        let by_name = schema.classes.iter().map(|class| (&class.name, class)).collect();
        Index { classes: schema.classes.iter().collect(), by_name }
    }
}

/// The partners that are found so far; each class has one at most.
struct Partners<'s> {
    found: BTreeMap<ClassName, &'s Class>,
    taken: BTreeSet<ClassName>,
}

impl<'s> Partners<'s> {
    fn add(&mut self, class: &Class, partner: Option<&'s Class>) {
        let Some(partner) = partner.filter(|partner| !self.taken.contains(&partner.name)) else { return };
        if let std::collections::btree_map::Entry::Vacant(entry) = self.found.entry(class.name.clone()) {
            entry.insert(partner);
            self.taken.insert(partner.name.clone());
        }
    }
}

fn the_only<'s>(mut classes: impl Iterator<Item = &'s Class>) -> Option<&'s Class> {
    let first = classes.next()?;
    classes.next().is_none().then_some(first)
}

fn is_moved(old: &Class, new: &Class) -> bool {
    old.name.qualname == new.name.qualname && std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind)
}

/// The same module, and the same contents.
fn is_renamed(old: &Class, new: &Class) -> bool {
    old.name.module == new.name.module
        && match (&old.kind, &new.kind) {
            (ClassKind::Record(old), ClassKind::Record(new)) => {
                !old.fields.is_empty() && old.layout == new.layout && field_names(old) == field_names(new)
            }
            (ClassKind::Enumeration(old), ClassKind::Enumeration(new)) => old.members == new.members,
            (ClassKind::Flag(old), ClassKind::Flag(new)) => old.members == new.members,
            _ => false,
        }
}

fn field_names(record: &Record) -> Vec<&str> {
    record.fields.iter().map(|field| field.written_name.as_str()).collect()
}
