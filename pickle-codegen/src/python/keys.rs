//! Classes whose instances are hashed: those in sets and among the keys of dicts.

use std::collections::HashSet;

use pickle_core::schema::{ClassKind, ClassName, Schema, SchemaIndex, Type};

/// The classes of all keys, and of what these hold.
pub(super) fn hashed_classes(schema: &Schema) -> HashSet<ClassName> {
    let (index, mut hashed) = (schema.index(), HashSet::new());
    for class in &schema.classes {
        if let ClassKind::Record(record) = &class.kind {
            record.fields.iter().for_each(|field| add_keys(&index, &field.ty, &mut hashed));
        }
    }
    schema.aliases.iter().for_each(|alias| add_keys(&index, &alias.ty, &mut hashed));
    hashed
}

fn add_keys(index: &SchemaIndex<'_>, ty: &Type, hashed: &mut HashSet<ClassName>) {
    let key = match ty {
        Type::Set(key) | Type::FrozenSet(key) | Type::Counter(key) => Some(key),
        Type::Dict(key, _) | Type::OrderedDict(key, _) | Type::DefaultDict(key, _) => Some(key),
        _ => None,
    };
    if let Some(key) = key {
        add_hashed(index, key, hashed);
    }
    ty.parts().into_iter().for_each(|part| add_keys(index, part, hashed));
}

fn add_hashed(index: &SchemaIndex<'_>, ty: &Type, hashed: &mut HashSet<ClassName>) {
    let classes = match ty {
        Type::Class(class) | Type::Generic(class, _) => index.class(class).into_iter().collect(),
        Type::Family(base) => index.family(base).collect(),
        _ => Vec::new(),
    };
    for class in classes {
        if hashed.insert(class.name.clone())
            && let ClassKind::Record(record) = &class.kind
        {
            record.fields.iter().for_each(|field| add_hashed(index, &field.ty, hashed));
        }
    }
    ty.parts().into_iter().for_each(|part| add_hashed(index, part, hashed));
}
