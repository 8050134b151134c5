//! Classes that are called: with positional arguments, with keywords, or by a function that stands for them.

use pickle_core::schema::{ClassName, Layout, Place, Record, Reduce};

use super::super::forms::{Form, Making, State};
use super::super::observations::Region;
use super::{FieldShape, Fields, MOST_FIELDS, Plan, Planner, Refusal, attributes_of, has_state_of, others};

/// Plans the record of a class that is called.
pub(super) fn plan_call(mut planner: Planner<'_>) -> Result<Plan, Refusal> {
    let class = planner.class;
    if class.forms.keys().all(|form| form.making == Making::CallWithKeywords) {
        return plan_keywords(planner);
    }
    if planner.has_making(Making::CallWithKeywords) {
        return Err(planner.refuse(|form| form.making == Making::CallWithKeywords));
    }
    let has_state = has_state_dict(&planner)?;
    let setter = state_setter(&planner)?;
    let is_open = has_state && setter.is_none();

    let mut fields = Fields::new();
    let arguments = add_arguments(&mut planner, &mut fields, has_state);
    fields.add_contents(class);
    let attributes = attributes_of(&mut planner, &[Region::State], is_open).into_iter();
    let state = attributes.map(|attribute| fields.add_attribute(class, attribute, Place::State)).collect();

    let mut record = Record::new(Layout::Call);
    // Only arguments that are marked tell them from attributes, so without one the parts are listed.
    if setter.is_some() || has_state && arguments.is_empty() {
        let marked = fields.fields.iter_mut().filter(|field| field.place == Place::Argument);
        marked.for_each(|field| field.place = Place::State);
        let mut reduce = Reduce::new(class.name.clone());
        (reduce.arguments, reduce.state, reduce.state_setter) = (arguments, state, setter);
        record.layout = Layout::Reduce(reduce);
    }
    record.is_open = is_open;
    if planner.has_making(Making::OldStyle) {
        record.accepts.push(Layout::Dict);
    }
    let mut plan = fields.plan(record);
    let is_call = |form: &Form| form.making.is_call() || form.making == Making::OldStyle;
    plan.contradictions = others(class, |form| is_call(form) && has_state_of(form, &[&Layout::Dict]));
    Ok(plan)
}

/// Whether a dict of attributes follows the call; fails where most objects have another state.
fn has_state_dict(planner: &Planner<'_>) -> Result<bool, Refusal> {
    let states = planner.states();
    match states.iter().max_by_key(|(_, count)| **count).map(|(state, _)| *state) {
        None => Ok(false),
        Some(State::Dict) => Ok(true),
        Some(state) => Err(planner.refuse(|form| form.state == state)),
    }
}

/// The one function that sets the state, if one does.
fn state_setter(planner: &Planner<'_>) -> Result<Option<ClassName>, Refusal> {
    let forms = planner.class.forms.keys().filter(|form| form.state != State::None);
    let setters: Vec<&Option<ClassName>> = forms.map(|form| &form.state_setter).collect();
    if setters.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(planner.refuse(|form| form.state_setter.is_some()));
    }
    Ok(setters.first().and_then(|setter| (*setter).clone()))
}

/// The fields of the arguments by their names; where their number varies it is one field for all.
fn add_arguments(planner: &mut Planner<'_>, fields: &mut Fields, has_state: bool) -> Vec<String> {
    let arguments = &planner.class.arguments;
    let Some(count) = arguments.fixed_count().filter(|count| *count <= MOST_FIELDS) else {
        let first = arguments.shapes[0];
        arguments.shapes.iter().for_each(|shape| planner.shapes.unify(first, *shape));
        fields.add("args", Place::Arguments, FieldShape::VariadicTupleOf(first));
        return vec!["args".to_owned()];
    };
    let place = if has_state { Place::Argument } else { Place::State };
    let names = arguments.shapes.iter().take(count).enumerate().map(|(index, shape)| {
        let name = if count == 1 { "value".to_owned() } else { format!("arg_{index}") };
        fields.add(&name, place, FieldShape::Of(*shape)).name.clone()
    });
    names.collect()
}

/// The record of a msgspec struct with keyword-only fields.
fn plan_keywords(mut planner: Planner<'_>) -> Result<Plan, Refusal> {
    let class = planner.class;
    if !planner.states().is_empty() || class.items.is_some() || class.entries.is_some() {
        return Err(planner.refuse(|form| form.state != State::None));
    }
    let mut fields = Fields::new();
    for attribute in attributes_of(&mut planner, &[Region::Keyword], false) {
        fields.add_attribute(class, attribute, Place::State);
    }
    Ok(fields.plan(Record::new(Layout::MsgspecKwOnly)))
}
