//! Classes and choices that hold each other by value, so that a box has to break the cycle.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{ClassName, Schema, Type};

use super::choices::contents;
use crate::components::Components;

/// Which types hold each other through values that Rust stores in place.
pub(super) struct Cycles {
    choices: HashSet<ClassName>,
    /// Through everything. A cycle with a choice in it is broken in the variants of the choice.
    through_all: Circles,
    /// Through what is left when those variants have boxes.
    without_choices: Circles,
}

/// What each type holds, or refers to.
pub(super) type Held<'s> = HashMap<&'s ClassName, Vec<&'s ClassName>>;

/// Which types hold each other.
pub(super) struct Circles {
    numbers: HashMap<ClassName, usize>,
    components: Components,
}

impl Cycles {
    pub(super) fn find(schema: &Schema) -> Cycles {
        let contents = contents(schema);
        let mut held = Held::new();
        for (owner, types) in &contents {
            let mut parts = Vec::new();
            types.iter().for_each(|ty| held_in_place(ty, &mut parts));
            held.insert(owner, parts);
        }
        let through_all = Circles::find(&held);
        for choice in schema.aliases.iter().map(|alias| &alias.name) {
            held.entry(choice).and_modify(|parts| parts.retain(|part| !through_all.are_in_one(choice, part)));
        }
        let choices = schema.aliases.iter().map(|alias| alias.name.clone()).collect();
        Cycles { choices, through_all, without_choices: Circles::find(&held) }
    }

    /// Whether a value of the type `part`, stored in place in `whole`, would hold `whole` again.
    pub(super) fn needs_box(&self, whole: &ClassName, part: &Type) -> bool {
        let circles = if self.choices.contains(whole) { &self.through_all } else { &self.without_choices };
        let mut names = Vec::new();
        held_in_place(part, &mut names);
        names.into_iter().any(|name| circles.are_in_one(whole, name))
    }
}

impl Circles {
    pub(super) fn find(held: &Held<'_>) -> Circles {
        let numbers: HashMap<ClassName, usize> =
            held.keys().enumerate().map(|(number, name)| ((*name).clone(), number)).collect();
        let numbered = |parts: &Vec<&ClassName>| parts.iter().filter_map(|part| numbers.get(part).copied()).collect();
        let references: Vec<Vec<usize>> = held.values().map(numbered).collect();
        Circles { components: Components::find(&references), numbers }
    }

    /// Whether two types of which one holds the other are one, or the other holds the one as well.
    pub(super) fn are_in_one(&self, holder: &ClassName, held: &ClassName) -> bool {
        let circle = |name| self.numbers.get(name).map(|number| self.components.of(*number));
        holder == held || circle(holder).is_some_and(|number| circle(held) == Some(number))
    }

    /// Whether a type holds itself, at once or through others.
    pub(super) fn have(&self, name: &ClassName) -> bool {
        self.numbers.get(name).is_some_and(|number| self.components.is_in_cycle(*number))
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
