//! The traits that the types can have: `Eq`, `Hash` and `Default`.

use std::collections::HashSet;

use pickle_core::schema::{Class, ClassKind, ClassName, Schema, StandardClass, Type, Value};

use super::choices::contents;
use super::target::Target;
use super::values::fits;
use crate::options::RustTrait;

/// The classes and choices whose Rust types have a trait.
pub(super) struct Traits {
    eq: HashSet<ClassName>,
    hash: HashSet<ClassName>,
    default: HashSet<ClassName>,
}

impl Traits {
    pub(super) fn find(target: Target<'_>) -> Traits {
        Traits {
            eq: largest(target, RustTrait::Eq, &is_eq),
            hash: largest(target, RustTrait::Hash, &is_hash),
            default: smallest(target.schema, &|class, known| has_default(target, class, known)),
        }
    }

    pub(super) fn is_eq(&self, class: &ClassName) -> bool {
        self.eq.contains(class)
    }

    pub(super) fn is_hash(&self, class: &ClassName) -> bool {
        self.is_eq(class) && self.hash.contains(class)
    }

    pub(super) fn is_default(&self, class: &ClassName) -> bool {
        self.default.contains(class)
    }

    /// Whether every instance in the value can be made by `Default`.
    pub(super) fn can_make(&self, value: &Value) -> bool {
        instances(value, &self.default)
    }

    /// Whether the type can be the key of a map or the item of a set.
    pub(super) fn can_be_key(&self, ty: &Type) -> bool {
        is_eq(ty, &self.eq) && is_hash(ty, &self.hash)
    }
}

fn is_eq(ty: &Type, eq: &HashSet<ClassName>) -> bool {
    match ty {
        Type::Float | Type::Standard(StandardClass::Complex | StandardClass::Array) | Type::Weak(..) => false,
        Type::Class(name) | Type::Alias(name) => eq.contains(name),
        Type::Generic(class, arguments) => eq.contains(class) && arguments.iter().all(|argument| is_eq(argument, eq)),
        _ => ty.parts().into_iter().all(|part| is_eq(part, eq)),
    }
}

fn is_hash(ty: &Type, hash: &HashSet<ClassName>) -> bool {
    match ty {
        Type::Float | Type::Weak(..) => false,
        Type::Standard(StandardClass::Complex | StandardClass::Array | StandardClass::SimpleNamespace) => false,
        Type::Dict(..) | Type::OrderedDict(..) | Type::DefaultDict(..) | Type::Counter(_) => false,
        Type::Deque(_) | Type::Set(_) => false,
        Type::Class(name) | Type::Alias(name) => hash.contains(name),
        Type::Generic(class, arguments) => {
            hash.contains(class) && arguments.iter().all(|argument| is_hash(argument, hash))
        }
        _ => ty.parts().into_iter().all(|part| is_hash(part, hash)),
    }
}

/// Whether every field has a default, given the classes that are known to have one.
fn has_default(target: Target<'_>, class: &Class, known: &HashSet<ClassName>) -> bool {
    if let Some(rust) = target.externals.get(&class.name) {
        return rust.has(RustTrait::Default);
    }
    let ClassKind::Record(record) = &class.kind else {
        return false;
    };
    record.fields.iter().all(|field| match &field.default {
        Some(default) => fits(target, &default.value, &field.ty) && instances(&default.value, known),
        None => field.can_be_unset,
    })
}

fn instances(value: &Value, known: &HashSet<ClassName>) -> bool {
    match value {
        Value::Instance(class) => known.contains(class),
        Value::Tuple(items) | Value::List(items) | Value::Set(items) | Value::FrozenSet(items) => {
            items.iter().all(|item| instances(item, known))
        }
        Value::Dict(items) => items.iter().all(|(key, value)| instances(key, known) && instances(value, known)),
        _ => true,
    }
}

/// The classes and choices of which all contents have a trait, where those in a cycle may count on each other.
fn largest(
    target: Target<'_>,
    wanted: RustTrait,
    has_trait: &dyn Fn(&Type, &HashSet<ClassName>) -> bool,
) -> HashSet<ClassName> {
    let contents = contents(target.schema);
    let mut members: HashSet<ClassName> = contents.iter().map(|(name, _)| (*name).clone()).collect();
    target.externals.without(wanted).for_each(|name| {
        members.remove(name);
    });
    loop {
        let failing = contents
            .iter()
            .filter(|(name, types)| members.contains(*name) && !types.iter().all(|ty| has_trait(ty, &members)));
        let failing: Vec<&ClassName> = failing.map(|(name, _)| *name).collect();
        if failing.is_empty() {
            return members;
        }
        failing.iter().for_each(|name| {
            members.remove(*name);
        });
    }
}

/// The classes that have a trait if no class may count on itself.
fn smallest(schema: &Schema, rule: &dyn Fn(&Class, &HashSet<ClassName>) -> bool) -> HashSet<ClassName> {
    let mut members = HashSet::new();
    loop {
        let found = schema.classes.iter().filter(|class| !members.contains(&class.name) && rule(class, &members));
        let found: Vec<ClassName> = found.map(|class| class.name.clone()).collect();
        if found.is_empty() {
            return members;
        }
        members.extend(found);
    }
}
