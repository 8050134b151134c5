//! Base classes, where a class can have them as it has them in the schema, and what it declares besides.

use pickle_core::schema::{Class, ClassKind, ClassName, Field, Layout, Record, Schema};

use super::classes::{Style, is_declared, style_of};

/// The direct bases of a class, if all of them are of its style, so that Python lays out the instances as the schema says;
/// else it declares all fields itself.
pub(super) fn bases<'s>(schema: &'s Schema, class: &Class, record: &Record, style: &Style) -> Vec<&'s Class> {
    let found: Vec<&Class> = class.bases.iter().filter_map(|base| schema.class(base)).collect();
    let fits = |base: &&Class| match &base.kind {
        ClassKind::Record(of_base) => {
            base.parameters.is_empty()
                && style_of(base, of_base).as_ref() == Ok(style)
                && goes_with(&record.layout, &of_base.layout)
                && own_fields_of(of_base).all(|field| record.field(&field.name).is_some())
        }
        _ => false,
    };
    if !found.iter().all(fits) || found.len() != class.bases.len() {
        return Vec::new();
    }
    let direct: Vec<&Class> =
        found.iter().filter(|base| !found.iter().any(|other| other.bases.contains(&base.name))).copied().collect();
    let with_slots = direct.iter().filter(|base| has_slots(base)).count();
    if with_slots > 1 { Vec::new() } else { direct }
}

fn goes_with(layout: &Layout, base: &Layout) -> bool {
    match layout {
        Layout::DictSlots => matches!(base, Layout::Dict | Layout::Slots | Layout::DictSlots),
        Layout::Dict
        | Layout::Slots
        | Layout::List
        | Layout::Attrs
        | Layout::Mapping
        | Layout::Call
        | Layout::Pydantic1
        | Layout::Pydantic2 => layout == base,
        _ => false,
    }
}

fn has_slots(class: &Class) -> bool {
    match &class.kind {
        ClassKind::Record(record) => {
            matches!(record.layout, Layout::Slots | Layout::DictSlots | Layout::List | Layout::Attrs)
                && !record.fields.is_empty()
        }
        _ => false,
    }
}

fn own_fields_of(record: &Record) -> impl Iterator<Item = &Field> {
    record.fields.iter().filter(|field| is_declared(field))
}

/// The fields that none of the bases declares in the same way.
pub(super) fn own_fields<'r>(schema: &Schema, record: &'r Record, bases: &[&Class]) -> Vec<&'r Field> {
    let all: Vec<&Record> = bases.iter().flat_map(|base| lineage(schema, base)).collect();
    let is_inherited = |field: &Field| {
        let nearest = all.iter().find_map(|base| base.field(&field.name));
        nearest.is_some_and(|base| {
            (&base.ty, &base.default, base.place) == (&field.ty, &field.default, field.place)
                && base.can_be_unset == field.can_be_unset
        })
    };
    own_fields_of(record).filter(|field| !is_inherited(field)).collect()
}

/// The records of a class and of its bases.
fn lineage<'s>(schema: &'s Schema, class: &'s Class) -> Vec<&'s Record> {
    let names: Vec<&ClassName> = [&class.name].into_iter().chain(&class.bases).collect();
    let records = names.into_iter().filter_map(|name| match &schema.class(name)?.kind {
        ClassKind::Record(record) => Some(record),
        _ => None,
    });
    records.collect()
}
