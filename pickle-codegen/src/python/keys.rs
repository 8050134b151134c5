//! Classes whose instances are hashed: those in sets and among the keys of dicts.

use std::collections::HashSet;

use pickle_core::schema::{ClassKind, ClassName, Schema, Type};

/// The classes of all keys, and of what these hold.
pub(super) fn hashed_classes(schema: &Schema) -> HashSet<ClassName> {
    let mut hashed = HashSet::new();
    for class in &schema.classes {
        if let ClassKind::Record(record) = &class.kind {
            record.fields.iter().for_each(|field| add_keys(schema, &field.ty, &mut hashed));
        }
    }
    schema.aliases.iter().for_each(|alias| add_keys(schema, &alias.ty, &mut hashed));
    hashed
}

fn add_keys(schema: &Schema, ty: &Type, hashed: &mut HashSet<ClassName>) {
    let key = match ty {
        Type::Set(key) | Type::FrozenSet(key) | Type::Counter(key) => Some(key),
        Type::Dict(key, _) | Type::OrderedDict(key, _) | Type::DefaultDict(key, _) => Some(key),
        _ => None,
    };
    if let Some(key) = key {
        add_hashed(schema, key, hashed);
    }
    ty.parts().into_iter().for_each(|part| add_keys(schema, part, hashed));
}

fn add_hashed(schema: &Schema, ty: &Type, hashed: &mut HashSet<ClassName>) {
    let classes = match ty {
        Type::Class(class) | Type::Generic(class, _) => schema.class(class).into_iter().collect(),
        Type::Family(base) => schema.family(base),
        _ => Vec::new(),
    };
    for class in classes {
        if hashed.insert(class.name.clone())
            && let ClassKind::Record(record) = &class.kind
        {
            record.fields.iter().for_each(|field| add_hashed(schema, &field.ty, hashed));
        }
    }
    ty.parts().into_iter().for_each(|part| add_hashed(schema, part, hashed));
}
