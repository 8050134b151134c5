//! Classes that hold each other by value, so that a box has to break the cycle.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{ClassKind, ClassName, Schema, Type};

/// Which classes a class reaches through values that Rust stores in place.
pub(super) struct Cycles {
    reached: HashMap<ClassName, HashSet<ClassName>>,
}

impl Cycles {
    pub(super) fn find(schema: &Schema) -> Cycles {
        let mut held = HashMap::new();
        for class in &schema.classes {
            let mut classes = Vec::new();
            if let ClassKind::Record(record) = &class.kind {
                record.fields.iter().for_each(|field| held_in_place(&field.ty, &mut classes));
            }
            held.insert(&class.name, classes);
        }
        let reached = held.keys().map(|class| ((*class).clone(), reached_from(class, &held)));
        Cycles { reached: reached.collect() }
    }

    /// Whether a `part` stored in place in `whole` would hold `whole` again.
    pub(super) fn needs_box(&self, whole: &ClassName, part: &ClassName) -> bool {
        part == whole || self.reached.get(part).is_some_and(|reached| reached.contains(whole))
    }
}

/// Collects the classes whose instances are stored in place in a value of the type `ty`.
fn held_in_place<'s>(ty: &'s Type, classes: &mut Vec<&'s ClassName>) {
    match ty {
        Type::Class(class) => classes.push(class),
        Type::Optional(_) | Type::Tuple(_) => ty.parts().into_iter().for_each(|part| held_in_place(part, classes)),
        _ => {}
    }
}

fn reached_from(class: &ClassName, held: &HashMap<&ClassName, Vec<&ClassName>>) -> HashSet<ClassName> {
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
