//! Which attributes of a class are in its pickles, and in which order.

use std::collections::HashSet;

use super::classes::{ClassFacts, Classes};
use super::declarations::{Declaration, Evidence, Origin};
use super::exceptions::{attrs_exception, is_kept_by_base};
use super::field_call::FieldCall;
use super::layout::{has_list_state, slot_names};
use super::modules::Modules;
use super::native::{Attributes, Native};
use super::pickling::{Contents, Reduction, State, StateAttributes};
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// Removes the attributes that are not in the pickle, and says so; adds those that only a pickling method knows.
pub(super) fn keep_pickled<'a>(
    modules: &Modules<'a>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    declarations: Vec<Declaration<'a>>,
    report: &mut Vec<Diagnostic>,
) -> Vec<Declaration<'a>> {
    let slots = slot_names(modules, classes, facts, &declarations);
    // The `args` of an exception have a field of their own.
    let has_args = facts.native == Some(Native::Exception);
    let declarations = declarations.into_iter().filter(|declaration| !(has_args && declaration.name == "args"));
    let (mut kept, dropped): (Vec<_>, Vec<_>) =
        declarations.partition(|declaration| is_pickled(modules, classes, facts, &slots, declaration));
    report.extend(dropped.iter().map(|declaration| not_pickled(modules, id, facts, declaration)));
    for name in named_attributes(facts) {
        if !kept.iter().any(|declaration| declaration.name == name) {
            kept.push(known_by_pickling(modules, id, name));
        }
    }
    match (&facts.pickling.reduce, &facts.pickling.state) {
        (Some(Reduction::Call(call)), _) => in_order_of(kept, &call.arguments),
        (None, Some(State::Sequence(_, names))) => in_order_of(kept, names),
        _ => kept,
    }
}

fn not_pickled(modules: &Modules<'_>, id: ClassId, facts: &ClassFacts, declaration: &Declaration<'_>) -> Diagnostic {
    let name = &declaration.written_name;
    let message = format!("`{name}` has no field: it is not in the pickles of `{}`", modules.qualname(id));
    let help = match (facts.native, &facts.pickling) {
        (Some(_), pickling) if pickling.reduce.is_none() => "Python's pickling of the builtin base class leaves it out",
        (_, pickling) if matches!(pickling.state, Some(State::Attrs(_))) => {
            "the `__getstate__` that attrs makes knows the fields of attrs classes only"
        }
        _ => "the class's pickling methods leave it out",
    };
    Diagnostic::new(Code::AttributeNotPickled, declaration.range, message).help(help)
}

fn is_pickled(
    modules: &Modules<'_>,
    classes: &Classes,
    facts: &ClassFacts,
    slots: &HashSet<String>,
    declaration: &Declaration<'_>,
) -> bool {
    let name = &declaration.name;
    let pickling = &facts.pickling;
    match &pickling.reduce {
        Some(Reduction::Call(call)) => return call.contains(name),
        Some(Reduction::New(new)) => return new.contains(name, slots.contains(name)),
        Some(Reduction::Global(_)) => return false,
        None => {}
    }
    match facts.native.map(Native::attributes) {
        Some(Attributes::Dropped) => return false,
        Some(Attributes::AfterCall) => {
            let is_argument = attrs_exception(classes, facts).is_some() && is_parameter(modules, declaration);
            return is_argument || !slots.contains(name) && !is_kept_by_base(modules, classes, facts, name);
        }
        Some(Attributes::Ordinary) | None => {}
    }
    let is_argument = pickling.new_arguments.as_ref().is_some_and(|arguments| arguments.contain(name));
    match &pickling.state {
        Some(State::Dict(state)) => is_argument || state.contains(name),
        Some(State::Sequence(_, names)) => is_argument || names.contains(name),
        Some(State::Nothing) => is_argument,
        Some(State::Attrs(class)) => {
            let knows = classes.facts(*class).unwrap_or(facts).ancestors.contains(&declaration.class);
            declaration.origin == Origin::Field && knows
        }
        // The list is that of the fields of the dataclass.
        None => declaration.origin == Origin::Field || !classes.lineage(facts).any(|(_, facts)| has_list_state(facts)),
    }
}

/// Whether a field is a parameter of the `__init__` that attrs makes.
pub(super) fn is_parameter(modules: &Modules<'_>, declaration: &Declaration<'_>) -> bool {
    let value = match declaration.evidence {
        Evidence::Annotation { value, .. } => value,
        Evidence::Value(value) => Some(value),
        _ => None,
    };
    declaration.origin == Origin::Field
        && value.and_then(|value| FieldCall::of(modules, value)).is_none_or(|call| call.is_parameter())
}

/// The attributes that the pickling methods of a class name.
fn named_attributes(facts: &ClassFacts) -> Vec<&str> {
    let pickling = &facts.pickling;
    let mut names: Vec<&String> = Vec::new();
    let mut state = None;
    match &pickling.reduce {
        Some(Reduction::Call(call)) => {
            names.extend(&call.arguments);
            names.extend(call.contents().filter_map(|contents| match contents {
                Contents::Attribute(name) => Some(name),
                Contents::Itself => None,
            }));
            state = call.state.as_ref();
        }
        Some(Reduction::New(new)) => {
            names.extend(&new.slots);
            state = new.state.as_ref();
        }
        Some(Reduction::Global(_)) => {}
        None => match &pickling.state {
            Some(State::Dict(attributes)) => state = Some(attributes),
            Some(State::Sequence(_, sequence)) => names.extend(sequence),
            Some(State::Nothing | State::Attrs(_)) | None => {}
        },
    }
    if let Some(arguments) = pickling.arguments_of_new() {
        names.extend(arguments.positional.iter().chain(&arguments.keywords));
    }
    if let Some(StateAttributes::Only(attributes)) = state {
        names.extend(attributes);
    }
    names.into_iter().map(String::as_str).collect()
}

fn known_by_pickling<'a>(modules: &Modules<'a>, id: ClassId, name: &str) -> Declaration<'a> {
    Declaration::new(id, name, modules.name_range(id), Origin::Pickling, Evidence::None)
}

/// The attributes that stand by position come in the order of `names`.
fn in_order_of<'a>(mut declarations: Vec<Declaration<'a>>, names: &[String]) -> Vec<Declaration<'a>> {
    declarations
        .sort_by_key(|declaration| names.iter().position(|name| *name == declaration.name).unwrap_or(usize::MAX));
    declarations
}
