//! How the instances of a class are laid out in a pickle, and which attributes are in it.

use std::collections::HashSet;

use pickle_core::schema::{Layout, Reduce};

use super::classes::{ClassFacts, Classes, Style};
use super::declarations::{Declaration, Evidence, Origin};
use super::module::Module;
use super::pickling::{ReduceResult, StateAttributes};
use super::scope::ClassId;
use super::slots::Slots;
use crate::diagnostics::{Code, Diagnostic};

/// The layout of the class `id`.
pub(super) fn read_layout(
    module: &Module<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    declarations: &[Declaration<'_>],
) -> Layout {
    if let Some(result) = &facts.pickling.reduce {
        return reduce_layout(module, id, result, declarations);
    }
    if facts.pickling.state.is_some() {
        return Layout::Dict;
    }
    let lineage = || classes.lineage(facts).map(|(_, facts)| facts);
    if lineage().any(|facts| matches!(facts.style, Style::NamedTuple)) {
        return Layout::Args;
    }
    if lineage().any(has_list_state) {
        return Layout::List;
    }
    let has_slots = lineage().any(|facts| match &facts.slots {
        Slots::Named { names, .. } => !names.is_empty(),
        Slots::None => makes_slots(facts),
    });
    let has_dict = lineage().any(|facts| match &facts.slots {
        Slots::Named { with_dict, .. } => *with_dict,
        Slots::None => !makes_slots(facts),
    });
    match (has_dict, has_slots) {
        (true, false) => Layout::Dict,
        (true, true) => Layout::DictSlots,
        (false, _) => Layout::Slots,
    }
}

/// The attributes of a class that live in slots.
pub(super) fn slot_names(
    module: &Module<'_>,
    classes: &Classes,
    facts: &ClassFacts,
    declarations: &[Declaration<'_>],
) -> HashSet<String> {
    let mut slots = HashSet::new();
    for (ancestor, facts) in classes.lineage(facts) {
        if let Slots::Named { names, .. } = &facts.slots {
            slots.extend(names.iter().map(|name| module.mangle(name, ancestor)));
        } else if makes_slots(facts) {
            // The decorator makes a slot of every field, those of base classes too.
            let fields = declarations.iter().filter(|declaration| {
                declaration.origin == Origin::Field && facts.ancestors.contains(&declaration.class)
            });
            slots.extend(fields.map(|field| field.name.clone()));
        }
    }
    slots
}

/// Removes the attributes that are not in the pickle, and says so; adds those that only a pickling method knows.
pub(super) fn keep_pickled<'a>(
    module: &Module<'a>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    declarations: Vec<Declaration<'a>>,
    report: &mut Vec<Diagnostic>,
) -> Vec<Declaration<'a>> {
    let (mut kept, dropped): (Vec<_>, Vec<_>) =
        declarations.into_iter().partition(|declaration| is_pickled(classes, facts, declaration));
    for declaration in dropped {
        let message = format!(
            "`{}` has no field: it is not in the pickles of `{}`",
            declaration.written_name,
            module.qualname(id)
        );
        report.push(
            Diagnostic::new(Code::AttributeNotPickled, declaration.range, message)
                .help("the class's pickling methods leave it out"),
        );
    }
    for name in named_attributes(facts) {
        if !kept.iter().any(|declaration| declaration.name == name) {
            kept.push(known_by_pickling(module, id, name));
        }
    }
    match &facts.pickling.reduce {
        Some(result) => in_call_order(kept, result),
        None => kept,
    }
}

fn is_pickled(classes: &Classes, facts: &ClassFacts, declaration: &Declaration<'_>) -> bool {
    let name = &declaration.name;
    let holds = |names: &[String]| names.iter().any(|other| other == name);
    let pickling = &facts.pickling;
    if let Some(result) = &pickling.reduce {
        return holds(&result.arguments) || result.state.as_ref().is_some_and(|state| state.contains(name));
    }
    let is_argument = pickling
        .new_arguments
        .as_ref()
        .is_some_and(|arguments| holds(&arguments.positional) || holds(&arguments.keywords));
    match &pickling.state {
        Some(state) => is_argument || state.contains(name),
        // The list is that of the fields of the dataclass.
        None => declaration.origin == Origin::Field || !classes.lineage(facts).any(|(_, facts)| has_list_state(facts)),
    }
}

/// The attributes that the pickling methods of a class name.
fn named_attributes(facts: &ClassFacts) -> Vec<&str> {
    let pickling = &facts.pickling;
    let mut names: Vec<&String> = Vec::new();
    let mut states = Vec::new();
    if let Some(result) = &pickling.reduce {
        names.extend(&result.arguments);
        states.extend(&result.state);
    } else {
        states.extend(&pickling.state);
        if let Some(arguments) = &pickling.new_arguments {
            names.extend(arguments.positional.iter().chain(&arguments.keywords));
        }
    }
    for state in states {
        if let StateAttributes::Only(attributes) = state {
            names.extend(attributes);
        }
    }
    names.into_iter().map(String::as_str).collect()
}

fn known_by_pickling<'a>(module: &Module<'a>, id: ClassId, name: &str) -> Declaration<'a> {
    let range = module.name_range(id);
    Declaration {
        class: id,
        name: name.to_owned(),
        written_name: name.to_owned(),
        range,
        end: range.end(),
        doc: None,
        origin: Origin::Pickling,
        evidence: Evidence::None,
    }
}

/// The arguments come in the order of the call.
fn in_call_order<'a>(mut declarations: Vec<Declaration<'a>>, result: &ReduceResult) -> Vec<Declaration<'a>> {
    declarations.sort_by_key(|declaration| {
        let mut arguments = result.arguments.iter();
        arguments.position(|name| *name == declaration.name).unwrap_or(usize::MAX)
    });
    declarations
}

fn reduce_layout(module: &Module<'_>, id: ClassId, result: &ReduceResult, declarations: &[Declaration<'_>]) -> Layout {
    let class = module.class_name(id);
    let callable = result.callable.clone().unwrap_or_else(|| class.clone());
    if callable == class && result.state.is_none() {
        return Layout::Call;
    }
    let mut reduce = Reduce::new(callable);
    reduce.arguments.clone_from(&result.arguments);
    let others = declarations.iter().filter(|declaration| !result.arguments.contains(&declaration.name));
    reduce.state = others.map(|declaration| declaration.name.clone()).collect();
    Layout::Reduce(reduce)
}

/// Whether the dataclass decorator gives the class a `__getstate__` that returns a list.
fn has_list_state(facts: &ClassFacts) -> bool {
    matches!(facts.style, Style::Dataclass(options) if options.slots && options.frozen)
}

fn makes_slots(facts: &ClassFacts) -> bool {
    matches!(facts.style, Style::Dataclass(options) if options.slots)
}
