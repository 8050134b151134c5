//! The traits that the types can have: `Eq`, `Hash` and `Default`.

use std::collections::HashSet;

use pickle_core::schema::{Class, ClassKind, ClassName, StandardClass, Type, Value};

use super::choices::contents;
use super::settle::{collect_names, settle};
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
            default: with_default(target),
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

/// Whether all instances in the value are of these classes.
fn instances(value: &Value, known: &HashSet<ClassName>) -> bool {
    let mut names = Vec::new();
    collect_instances(value, &mut names);
    names.into_iter().all(|name| known.contains(name))
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
    let referred: Vec<_> = contents.iter().map(|(name, types)| (*name, names_in(types))).collect();
    settle(&referred, |number| {
        let (name, types) = &contents[number];
        let fails = members.contains(*name) && !types.iter().all(|ty| has_trait(ty, &members));
        fails && members.remove(*name)
    });
    members
}

fn names_in(types: &[Type]) -> Vec<&ClassName> {
    let mut names = Vec::new();
    types.iter().for_each(|ty| collect_names(ty, &mut names));
    names
}

/// The classes that have a default if no class may count on itself.
fn with_default(target: Target<'_>) -> HashSet<ClassName> {
    let classes = &target.schema.classes;
    let mut members = HashSet::new();
    let referred: Vec<_> = classes.iter().map(|class| (&class.name, instances_in_defaults(class))).collect();
    settle(&referred, |number| {
        let class = &classes[number];
        let succeeds = !members.contains(&class.name) && has_default(target, class, &members);
        succeeds && members.insert(class.name.clone())
    });
    members
}

/// The classes whose instances the defaults of a class's fields make.
fn instances_in_defaults(class: &Class) -> Vec<&ClassName> {
    let mut names = Vec::new();
    if let ClassKind::Record(record) = &class.kind {
        let defaults = record.fields.iter().filter_map(|field| field.default.as_ref());
        defaults.for_each(|default| collect_instances(&default.value, &mut names));
    }
    names
}

fn collect_instances<'v>(value: &'v Value, names: &mut Vec<&'v ClassName>) {
    match value {
        Value::Instance(class) => names.push(class),
        Value::Tuple(items) | Value::List(items) | Value::Set(items) | Value::FrozenSet(items) => {
            items.iter().for_each(|item| collect_instances(item, names));
        }
        Value::Dict(items) => {
            items.iter().flat_map(|(key, value)| [key, value]).for_each(|part| collect_instances(part, names))
        }
        _ => {}
    }
}
