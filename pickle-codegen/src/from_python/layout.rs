//! How the instances of a class are laid out in a pickle.

use std::collections::HashSet;

use pickle_core::schema::{ClassName, Layout, Place, Reduce};

use super::classes::{ClassFacts, Classes, Style};
use super::declarations::{Declaration, Origin};
use super::exceptions::attrs_exception;
use super::modules::Modules;
use super::msgspec::is_keyword_only;
use super::native::{Attributes, Native};
use super::pickling::{Contents, NewReduction, ReduceCall, Reduction, Sequence, State};
use super::pydantic::{Model, has_cached_property, has_private_names, model_may_have_extra};
use super::scope::ClassId;
use super::slots::Slots;
use crate::diagnostics::{Code, Diagnostic};
use crate::options::{AttrsVersion, PydanticVersion};

/// The layout of the class `id`.
pub(super) fn read_layout(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    declarations: &[Declaration<'_>],
) -> Layout {
    match &facts.pickling.reduce {
        Some(Reduction::Call(call)) => return reduce_layout(modules, id, call, declarations),
        Some(Reduction::New(new)) => return new_layout(new),
        Some(Reduction::Global(name)) => return Layout::Global(ClassName::new(modules.module_name(id), name.as_str())),
        None => {}
    }
    let attributes = declarations.iter().map(|declaration| declaration.name.clone());
    if let Some(layout) = facts.native.and_then(|native| native.layout(modules, id, attributes)) {
        return layout;
    }
    match &facts.pickling.state {
        Some(State::Dict(_) | State::Nothing) => return Layout::Dict,
        Some(State::Sequence(Sequence::Tuple, _)) => return Layout::Tuple,
        Some(State::Sequence(Sequence::List, _)) => return Layout::List,
        Some(State::Attrs(_)) => match modules.versions.attrs {
            AttrsVersion::Before22_2 => return Layout::Tuple,
            AttrsVersion::Since22_2 => return Layout::Attrs,
        },
        None => {}
    }
    match facts.style {
        Style::NamedTuple { .. } => Layout::Args,
        Style::TypedDict { .. } => Layout::Mapping,
        Style::Pydantic(Model { version: PydanticVersion::One, .. }) => Layout::Pydantic1,
        Style::Pydantic(Model { is_root: true, .. }) if modules.versions.pydantic != PydanticVersion::TwoBefore2_4 => {
            Layout::Pydantic2Root
        }
        Style::Pydantic(_) => Layout::Pydantic2,
        Style::Struct { .. } if declarations.iter().any(|declaration| is_keyword_only(classes, declaration)) => {
            Layout::MsgspecKwOnly
        }
        Style::Struct { .. } => Layout::Call,
        _ => attributes_layout(classes, facts),
    }
}

/// The layout that Python itself gives to the attributes of a class.
fn attributes_layout(classes: &Classes, facts: &ClassFacts) -> Layout {
    if classes.lineage(facts).any(|(_, facts)| has_list_state(facts)) {
        return Layout::List;
    }
    match (has_dict(classes, facts), has_slots(classes, facts)) {
        (true, false) => Layout::Dict,
        (true, true) => Layout::DictSlots,
        (false, _) => Layout::Slots,
    }
}

/// Whether an instance has slots.
fn has_slots(classes: &Classes, facts: &ClassFacts) -> bool {
    classes.lineage(facts).any(|(_, facts)| match &facts.slots {
        Slots::Named { names, .. } => !names.is_empty(),
        Slots::None => makes_slots(facts),
    })
}

/// Whether an instance has a `__dict__`.
fn has_dict(classes: &Classes, facts: &ClassFacts) -> bool {
    classes.lineage(facts).any(|(_, facts)| match &facts.slots {
        Slots::Named { with_dict, .. } => *with_dict,
        Slots::None => !makes_slots(facts) && !matches!(facts.style, Style::NamedTuple { has_own_items: true }),
    })
}

/// The layouts that other versions of a library write.
pub(super) fn accepted_layouts(facts: &ClassFacts, layout: &Layout) -> Vec<Layout> {
    match (&facts.pickling.state, layout) {
        (Some(State::Attrs(_)), Layout::Attrs) => vec![Layout::Tuple],
        (Some(State::Attrs(_)), Layout::Tuple) => vec![Layout::Attrs],
        (None, Layout::Pydantic2) if is_root_model(facts) => vec![Layout::Pydantic2Root],
        _ => Vec::new(),
    }
}

fn is_root_model(facts: &ClassFacts) -> bool {
    matches!(facts.style, Style::Pydantic(model) if model.is_root)
}

/// Whether the pickle of an instance has a place for attributes that the class does not declare.
pub(super) fn is_open(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    layout: &Layout,
) -> bool {
    match layout {
        Layout::Dict => match facts.pickling.reduced_to_new() {
            Some(new) => new.state.is_some(),
            None => !matches!(facts.pickling.state, Some(State::Nothing)),
        },
        Layout::DictSlots | Layout::Mapping => true,
        Layout::Args => has_dict(classes, facts),
        Layout::Call | Layout::Reduce(_) => {
            let keeps_attributes = |native: Native| native.attributes() == Attributes::AfterCall;
            facts.pickling.reduce.is_none() && facts.native.is_some_and(keeps_attributes)
        }
        Layout::Pydantic1 => model_may_have_extra(modules, classes, id) || has_cached_property(modules, facts),
        Layout::Pydantic2 | Layout::Pydantic2Root => has_cached_property(modules, facts),
        _ => false,
    }
}

/// Where in the pickle an attribute stands.
pub(super) fn place_of(
    classes: &Classes,
    facts: &ClassFacts,
    layout: &Layout,
    slots: &HashSet<String>,
    declaration: &Declaration<'_>,
) -> Place {
    let name = &declaration.name;
    let is_from = |contents: &Option<Contents>| *contents == Some(Contents::Attribute(name.clone()));
    if let Some(call) = facts.pickling.call() {
        return match call {
            call if is_from(&call.items) => Place::Items,
            call if is_from(&call.entries) => Place::Entries,
            _ => Place::State,
        };
    }
    if let Some(new) = facts.pickling.reduced_to_new() {
        return match &new.state {
            _ if new.slots.contains(name) => Place::Slot,
            Some(state) if state.contains(name) => Place::State,
            _ => Place::Argument,
        };
    }
    match (layout, declaration.origin) {
        _ if facts.is_only_argument(name) => Place::Argument,
        (Layout::Slots | Layout::DictSlots, _) if slots.contains(name) => Place::Slot,
        (Layout::Args, origin) if origin != Origin::Field => Place::Attribute,
        (Layout::Call, _) if attrs_exception(classes, facts).is_some_and(|options| options.slots) => Place::Argument,
        (_, Origin::Private) => Place::Private,
        _ => Place::State,
    }
}

/// Fails for combinations that pickle in another way from version to version, or that Python itself mixes up.
pub(super) fn check_layout(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
) -> Result<(), Diagnostic> {
    let pickling = &facts.pickling;
    let reason = match (facts.native, &facts.style) {
        (Some(_), _) if pickling.reduced_to_new().is_some() => {
            "`copyreg.__newobj__` does not make what its base class holds again"
        }
        _ if pickling.reduce.is_some() => return Ok(()),
        (Some(Native::Value(_)), _) if pickling.new_arguments.is_some() => {
            "its `__getnewargs__` stands in for the value that its base class holds"
        }
        (Some(native), _)
            if native != Native::Exception
                && native.attributes() == Attributes::AfterCall
                && (pickling.state.is_some() || has_slots(classes, facts)) =>
        {
            "what Python does with slots and `__getstate__` of such a class differs from version to version"
        }
        _ if is_root_model(facts) && has_private_names(modules, id) => {
            "what pydantic does with private attributes of a `RootModel` differs from version to version"
        }
        _ => return Ok(()),
    };
    let message = format!("class `{}` is left out: {reason}", modules.qualname(id));
    Err(Diagnostic::new(Code::LayoutUnknown, modules.name_range(id), message)
        .help("give the class a `__reduce__` that returns `type(self), (self.a, self.b)`"))
}

/// The attributes of a class that live in slots.
pub(super) fn slot_names(
    modules: &Modules<'_>,
    classes: &Classes,
    facts: &ClassFacts,
    declarations: &[Declaration<'_>],
) -> HashSet<String> {
    let mut slots = HashSet::new();
    for (ancestor, facts) in classes.lineage(facts) {
        if let Slots::Named { names, .. } = &facts.slots {
            slots.extend(names.iter().map(|name| modules.mangle(name, ancestor)));
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

fn reduce_layout(modules: &Modules<'_>, id: ClassId, call: &ReduceCall, declarations: &[Declaration<'_>]) -> Layout {
    let class = modules.class_name(id);
    let callable = call.callable.clone().unwrap_or_else(|| class.clone());
    if callable == class && call.state.is_none() && call.contents().next().is_none() {
        return Layout::Call;
    }
    let mut reduce = Reduce::new(callable);
    reduce.arguments.clone_from(&call.arguments);
    reduce.state_setter.clone_from(&call.state_setter);
    let is_state = |name: &String| call.state.as_ref().is_some_and(|state| state.contains(name));
    let others = declarations.iter().map(|declaration| &declaration.name);
    reduce.state = others.filter(|name| !call.arguments.contains(name) && is_state(name)).cloned().collect();
    Layout::Reduce(reduce)
}

/// The layout of the state beside `copyreg.__newobj__`.
fn new_layout(new: &NewReduction) -> Layout {
    match (&new.state, &new.slots[..]) {
        (_, []) => Layout::Dict,
        (Some(_), _) => Layout::DictSlots,
        (None, _) => Layout::Slots,
    }
}

/// Whether the dataclass decorator gives the class a `__getstate__` that returns a list.
pub(super) fn has_list_state(facts: &ClassFacts) -> bool {
    matches!(facts.style, Style::Dataclass(options) if options.slots && options.frozen)
}

fn makes_slots(facts: &ClassFacts) -> bool {
    match facts.style {
        Style::Dataclass(options) => options.slots,
        Style::Attrs(options) => options.slots,
        _ => false,
    }
}
