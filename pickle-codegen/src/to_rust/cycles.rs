//! Classes and choices that hold each other by value, so that a box has to break the cycle.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{ClassName, Schema, Type};

use super::choices::contents;

/// Which types a type reaches through values that Rust stores in place.
pub(super) struct Cycles {
    choices: HashSet<ClassName>,
    /// Through everything. A cycle with a choice in it is broken in the variants of the choice.
    through_all: HashMap<ClassName, HashSet<ClassName>>,
    /// Through what is left when those variants have boxes.
    reached: HashMap<ClassName, HashSet<ClassName>>,
}

impl Cycles {
    pub(super) fn find(schema: &Schema) -> Cycles {
        let contents = contents(schema);
        let mut held: HashMap<&ClassName, Vec<&ClassName>> = HashMap::new();
        for (owner, types) in &contents {
            let mut parts = Vec::new();
            types.iter().for_each(|ty| held_in_place(ty, &mut parts));
            held.insert(owner, parts);
        }
        let through_all = all_reached(held.keys().copied(), &held);
        for choice in schema.aliases.iter().map(|alias| &alias.name) {
            let reaches_choice =
                |part: &&ClassName| through_all.get(*part).is_some_and(|reached| reached.contains(choice));
            held.entry(choice).and_modify(|parts| parts.retain(|part| *part != choice && !reaches_choice(part)));
        }
        let reached = all_reached(held.keys().copied(), &held);
        let choices = schema.aliases.iter().map(|alias| alias.name.clone()).collect();
        Cycles { choices, through_all, reached }
    }

    /// Whether a value of the type `part`, stored in place in `whole`, would hold `whole` again.
    pub(super) fn needs_box(&self, whole: &ClassName, part: &Type) -> bool {
        let reached = if self.choices.contains(whole) { &self.through_all } else { &self.reached };
        let mut names = Vec::new();
        held_in_place(part, &mut names);
        names.into_iter().any(|name| name == whole || reached.get(name).is_some_and(|reached| reached.contains(whole)))
    }
}

/// Collects the classes and choices that are stored in place in a value of the type `ty`.
fn held_in_place<'s>(ty: &'s Type, held: &mut Vec<&'s ClassName>) {
    match ty {
        Type::Class(name) | Type::Alias(name) => held.push(name),
        Type::Generic(class, arguments) => {
            held.push(class);
            arguments.iter().for_each(|argument| held_in_place(argument, held));
        }
        Type::Optional(_) | Type::Tuple(_) => ty.parts().into_iter().for_each(|part| held_in_place(part, held)),
        _ => {}
    }
}

fn all_reached<'s>(
    names: impl Iterator<Item = &'s ClassName>,
    held: &HashMap<&ClassName, Vec<&ClassName>>,
) -> HashMap<ClassName, HashSet<ClassName>> {
    names.map(|name| (name.clone(), reached_from(name, held))).collect()
}

/// The names that are reached from `class` by at least one step.
pub(super) fn reached_from(class: &ClassName, held: &HashMap<&ClassName, Vec<&ClassName>>) -> HashSet<ClassName> {
    let mut reached = HashSet::new();
    let mut pending = vec![class];
    while let Some(class) = pending.pop() {
        for part in held.get(class).into_iter().flatten() {
            if reached.insert((*part).clone()) {
                pending.push(part);
            }
        }
    }
    reached
}
