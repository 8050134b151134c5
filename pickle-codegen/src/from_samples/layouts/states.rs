//! Classes whose objects `__new__` makes: by the state that they get, and by what `__new__` is given.

use std::collections::BTreeMap;

use pickle_core::ValueBase;
use pickle_core::schema::{Layout, NewArguments, Place, Record, Type};

use super::super::forms::{Base, Making, State};
use super::super::observations::{ObservedAttribute, ObservedClass, Region};
use super::super::shapes::{Kind, ShapeId};
use super::{FieldShape, Fields, MOST_FIELDS, Plan, Planner, Refusal, attributes_of, has_state_of, others};
use crate::options::{AttrsVersion, Versions};

/// What the arguments of `__new__` are.
enum Arguments {
    None,
    /// The object itself as an instance of a builtin.
    Value(ValueBase, FieldShape),
    /// These attributes, once more.
    Attributes(Vec<String>),
    /// Values of their own, as in a named tuple.
    Own(Vec<ShapeId>),
}

/// Plans the record of a class whose objects `__new__` makes.
pub(super) fn plan_new(mut planner: Planner<'_>) -> Result<Plan, Refusal> {
    let class = planner.class;
    if let Some(form) = class.forms.keys().find(|form| form.state_setter.is_some()) {
        return Err(planner.refuse(|other| other == form));
    }
    let arguments = read_arguments(&mut planner)?;
    let (layout, accepts) = layout_of(&planner.states(), planner.versions);
    let mut plan = match (&layout, arguments) {
        (Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root, Arguments::None) => {
            plan_model(&mut planner, layout.clone())
        }
        (Layout::Dict, Arguments::Own(shapes)) => plan_arguments(&mut planner, &shapes),
        (Layout::List | Layout::Tuple | Layout::Attrs, Arguments::None) => {
            plan_positions(&mut planner, layout.clone())?
        }
        (Layout::Dict | Layout::Slots | Layout::DictSlots, arguments) => {
            plan_attributes(&mut planner, layout.clone(), arguments)?
        }
        _ => return Err(planner.refuse(|form| has_state_of(form, &[&layout]) && form.state != State::None)),
    };
    plan.record.is_reduced_to_new = planner.has_making(Making::Reduced);
    plan.record.accepts = accepts;
    let has_attrs = plan.record.accepts.contains(&Layout::Attrs) || layout == Layout::Attrs;
    let all = [&layout].into_iter().chain(&plan.record.accepts).collect::<Vec<_>>();
    plan.contradictions = others(class, |form| {
        let is_new = !form.making.is_call() && form.making != Making::OldStyle;
        is_new
            && (has_state_of(form, &all)
                || layout == Layout::DictSlots && has_state_of(form, DICT_AND_SLOTS)
                || has_attrs && form.state == State::Dict)
    });
    Ok(plan)
}

const DICT_AND_SLOTS: &[&Layout] = &[&Layout::Dict, &Layout::Slots];

/// The layout of the states that were seen, and those that it loads besides; the most frequent, if they contradict.
fn layout_of(states: &BTreeMap<State, u64>, versions: Versions) -> (Layout, Vec<Layout>) {
    let only = |allowed: &[State]| states.keys().all(|state| allowed.contains(state));
    let has = |state: State| states.contains_key(&state);
    if only(&[State::Dict]) {
        return (Layout::Dict, Vec::new());
    }
    if only(&[State::Dict, State::Slots, State::DictSlots]) {
        return (if only(&[State::Slots]) { Layout::Slots } else { Layout::DictSlots }, Vec::new());
    }
    if only(&[State::Dict, State::Tuple]) && has(State::Dict) {
        return match versions.attrs {
            AttrsVersion::Before22_2 => (Layout::Tuple, vec![Layout::Attrs]),
            AttrsVersion::Since22_2 => (Layout::Attrs, vec![Layout::Tuple]),
        };
    }
    if only(&[State::List, State::Slots]) && has(State::Slots) {
        return (Layout::List, vec![Layout::Slots]);
    }
    if only(&[State::Pydantic2, State::Pydantic2Root]) && has(State::Pydantic2) && has(State::Pydantic2Root) {
        return (Layout::Pydantic2, vec![Layout::Pydantic2Root]);
    }
    let most =
        states.iter().max_by_key(|(state, count)| (**count, std::cmp::Reverse(**state))).map(|(state, _)| *state);
    let layout = match most.unwrap_or(State::Dict) {
        State::Slots => Layout::Slots,
        State::DictSlots => Layout::DictSlots,
        State::List => Layout::List,
        State::Tuple => Layout::Tuple,
        State::Pydantic1 => Layout::Pydantic1,
        State::Pydantic2 => Layout::Pydantic2,
        State::Pydantic2Root => Layout::Pydantic2Root,
        _ => Layout::Dict,
    };
    (layout, Vec::new())
}

/// Finds out what `__new__` is given.
fn read_arguments(planner: &mut Planner<'_>) -> Result<Arguments, Refusal> {
    let class = planner.class;
    let bases = class.forms.keys().filter_map(|form| match form.making {
        Making::Reconstructed(base) => Some(base),
        _ => None,
    });
    let value_bases: Vec<ValueBase> = bases.clone().filter_map(Base::value_base).collect();
    if value_bases.windows(2).any(|pair| pair[0] != pair[1]) || bases.clone().any(|base| base == Base::Other) {
        return Err(planner.refuse(|form| matches!(form.making, Making::Reconstructed(_))));
    }
    let Some(count) = class.arguments.fixed_count().filter(|count| *count <= MOST_FIELDS) else {
        return Err(planner.refuse(|form| form.making == Making::New));
    };
    let is_one_value =
        |base: ValueBase| base == ValueBase::Complex || class.arguments.counts.is_none_or(|_| count == 1);
    match value_bases.first() {
        Some(base) if *base != ValueBase::Tuple && !is_one_value(*base) => {
            return Err(planner.refuse(|form| form.making == Making::New));
        }
        Some(ValueBase::Tuple) => return Ok(tuple_arguments(planner, count)),
        Some(base) => return Ok(Arguments::Value(*base, value_shape(planner, *base, count))),
        None if count == 0 => return Ok(Arguments::None),
        None => {}
    }
    let names = class.argument_names.as_deref().and_then(distinct_names);
    let is_object = bases.clone().any(|base| base == Base::Object);
    let scalar = if count == 1 && !is_object { scalar_base(planner, class.arguments.shapes[0]) } else { None };
    Ok(match (names, scalar) {
        (Some(names), _) => Arguments::Attributes(names),
        (None, Some(base)) => Arguments::Value(base, FieldShape::Of(class.arguments.shapes[0])),
        (None, None) => Arguments::Own(class.arguments.shapes.clone()),
    })
}

/// One name for each argument, and no name twice.
fn distinct_names(candidates: &[Vec<String>]) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for candidates in candidates {
        names.push(candidates.iter().find(|name| !names.contains(name))?.clone());
    }
    Some(names)
}

/// The builtin of which all values at the shape are.
fn scalar_base(planner: &Planner<'_>, shape: ShapeId) -> Option<ValueBase> {
    let shape = planner.shapes.shape(shape);
    let kinds: Vec<Kind> = shape.alternatives.keys().copied().collect();
    Some(match (&kinds[..], shape.opaque) {
        ([Kind::Int], None) => ValueBase::Int,
        ([Kind::Float], None) => ValueBase::Float,
        ([Kind::Str | Kind::OldText] | [Kind::Str, Kind::OldText], None) => ValueBase::Str,
        ([Kind::Bytes], None) => ValueBase::Bytes,
        ([Kind::Tuple], None) => ValueBase::Tuple,
        _ => return None,
    })
}

/// The shape of the value, in which the ways of all protocols come together.
fn value_shape(planner: &mut Planner<'_>, base: ValueBase, count: usize) -> FieldShape {
    let class = planner.class;
    if base == ValueBase::Complex {
        return FieldShape::Fixed(Type::Standard(pickle_core::schema::StandardClass::Complex));
    }
    let argument = class.arguments.shapes.first().copied().filter(|_| count == 1);
    if let (Some(value), Some(argument)) = (class.value, argument) {
        planner.shapes.unify(value, argument);
    }
    let shape = class.value.or(argument);
    shape.map_or(FieldShape::Fixed(Type::Any), FieldShape::Of)
}

/// A subclass of `tuple` is a named tuple, whose `__new__` takes the items, unless it takes the tuple.
fn tuple_arguments(planner: &mut Planner<'_>, count: usize) -> Arguments {
    let class = planner.class;
    let items = class.value.and_then(|value| planner.shapes.shape(value).alternatives.get(&Kind::Tuple));
    let fixed =
        items.filter(|items| !items.is_variadic && items.parts.len() <= MOST_FIELDS).map(|items| items.parts.clone());
    let takes_the_tuple = count == 1 && scalar_base(planner, class.arguments.shapes[0]) == Some(ValueBase::Tuple);
    match fixed {
        Some(items) if !takes_the_tuple && (class.arguments.counts.is_none() || count == items.len()) => {
            let pairs = class.arguments.shapes.iter().zip(&items);
            pairs.for_each(|(argument, item)| planner.shapes.unify(*argument, *item));
            Arguments::Own(items)
        }
        _ => Arguments::Value(ValueBase::Tuple, value_shape(planner, ValueBase::Tuple, count)),
    }
}

/// The state is a dict of attributes, or two.
fn plan_attributes(planner: &mut Planner<'_>, layout: Layout, arguments: Arguments) -> Result<Plan, Refusal> {
    let class = planner.class;
    let mut record = Record::new(layout);
    let mut fields = Fields::new();
    match arguments {
        Arguments::Value(base, shape) => drop(fields.add("value", Place::Value(base), shape)),
        Arguments::Attributes(names) => record.new_arguments.positional = names,
        Arguments::Own(_) => return Err(planner.refuse(|form| form.state != State::None)),
        Arguments::None => {}
    }
    fields.add_contents(class);
    add_attributes(planner, &mut fields, record.is_open);
    let keywords = class.attributes.iter().filter(|attribute| attribute.region == Region::Keyword);
    record.new_arguments.keywords.extend(keywords.map(|keyword| keyword.name.clone()));
    unify_arguments(planner, &record.new_arguments)?;
    let NewArguments { positional, keywords, .. } = &record.new_arguments;
    match positional.iter().chain(keywords).all(|name| fields.names.contains(name)) {
        true => Ok(fields.plan(record)),
        false => Err(planner.refuse(|form| form.making == Making::New)),
    }
}

/// Adds what stands in the dict and among the slots.
fn add_attributes(planner: &mut Planner<'_>, fields: &mut Fields, is_open: bool) {
    let class = planner.class;
    for attribute in attributes_of(planner, &[Region::State, Region::Slot], is_open) {
        let elsewhere = class.attribute_in(Region::Slot, &attribute.name).filter(|_| attribute.region == Region::State);
        match elsewhere {
            // The one that stands among the slots is the field.
            Some(slot) => planner.shapes.unify(attribute.shape, slot.shape),
            None => add_attribute_or_slot(class, fields, attribute),
        }
    }
}

fn add_attribute_or_slot(class: &ObservedClass, fields: &mut Fields, attribute: &ObservedAttribute) {
    if attribute.region != Region::Slot {
        fields.add_attribute(class, attribute, Place::State);
        return;
    }
    let in_state = class.attribute_in(Region::State, &attribute.name).map_or(0, |attribute| attribute.count);
    let field = fields.add(&attribute.name, Place::Slot, FieldShape::Of(attribute.shape));
    field.can_be_unset = attribute.count + in_state < class.count;
}

/// The arguments that are attributes too have the types of those.
fn unify_arguments(planner: &mut Planner<'_>, arguments: &NewArguments) -> Result<(), Refusal> {
    let class = planner.class;
    let positional = arguments.positional.iter().zip(class.arguments.shapes.iter().copied());
    let keywords =
        arguments.keywords.iter().filter_map(|name| Some((name, class.attribute_in(Region::Keyword, name)?.shape)));
    for (name, shape) in positional.chain(keywords) {
        let Some(attribute) =
            class.attribute_in(Region::State, name).or_else(|| class.attribute_in(Region::Slot, name))
        else {
            return Err(planner.refuse(|form| form.making == Making::New));
        };
        planner.shapes.unify(attribute.shape, shape);
    }
    Ok(())
}

/// The arguments are the values, and what else there is stands in a state dict.
fn plan_arguments(planner: &mut Planner<'_>, shapes: &[ShapeId]) -> Plan {
    let class = planner.class;
    let mut fields = Fields::new();
    for (index, shape) in shapes.iter().enumerate() {
        fields.add(&format!("arg_{index}"), Place::State, FieldShape::Of(*shape));
    }
    fields.add_contents(class);
    let mut record = Record::new(Layout::Args);
    record.is_open = planner.states().contains_key(&State::Dict);
    for attribute in attributes_of(planner, &[Region::State], record.is_open) {
        fields.add_attribute(class, attribute, Place::Attribute);
    }
    fields.plan(record)
}

/// The state has values without names, unless other versions of a library write those.
fn plan_positions(planner: &mut Planner<'_>, layout: Layout) -> Result<Plan, Refusal> {
    let class = planner.class;
    let Some(count) = class.positions.fixed_count() else {
        return Err(planner.refuse(|form| matches!(form.state, State::List | State::Tuple)));
    };
    let mut fields = Fields::new();
    let named = attributes_of(planner, &[Region::State, Region::Slot], false);
    let has_names = named.len() == count && class.longest_order.len() == count;
    if !named.is_empty() && !has_names {
        return Err(planner.refuse(|form| matches!(form.state, State::List | State::Tuple)));
    }
    for (index, shape) in class.positions.shapes.iter().enumerate() {
        match named.get(index) {
            Some(attribute) => {
                planner.shapes.unify(attribute.shape, *shape);
                fields.add(&attribute.name, Place::State, FieldShape::Of(*shape));
            }
            None => drop(fields.add(&format!("field_{index}"), Place::State, FieldShape::Of(*shape))),
        }
    }
    fields.add_contents(class);
    Ok(fields.plan(Record::new(layout)))
}

/// A pydantic model.
fn plan_model(planner: &mut Planner<'_>, layout: Layout) -> Plan {
    let class = planner.class;
    let mut record = Record::new(layout);
    record.is_open = record.layout == Layout::Pydantic1;
    let mut fields = Fields::new();
    for attribute in attributes_of(planner, &[Region::State, Region::Private], record.is_open) {
        let place = if attribute.region == Region::Private { Place::Private } else { Place::State };
        fields.add_attribute(class, attribute, place);
    }
    let names = FieldShape::Fixed(Type::Set(Box::new(Type::Str)));
    fields.add("fields_set", Place::FieldsSet, names);
    if class.has_extra {
        fields.add("extra", Place::Extra, FieldShape::Fixed(Type::Optional(Box::new(Type::Any))));
    }
    fields.plan(record)
}
