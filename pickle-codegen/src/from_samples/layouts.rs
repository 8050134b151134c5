//! From what the objects of a class have in common to the record that loads them all: layout, fields and their places.

mod calls;
mod states;

use std::collections::{BTreeMap, HashSet};

use pickle_core::schema::{DefaultSource, Field, FieldDefault, Layout, Place, Record, Type, Value};

use super::forms::{Form, Making, State};
use super::observations::{ObservedAttribute, ObservedClass, Region};
use super::shapes::{Reason, ShapeId, Shapes};
use crate::options::Versions;

/// A class's record, whose types are still to be found.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Its fields are all `Any`.
    pub(crate) record: Record,
    /// For each field where its type comes from.
    pub(super) shapes: Vec<FieldShape>,
    /// The forms of objects that the record does not load, as others are more frequent.
    pub(super) contradictions: Vec<Form>,
}

/// Where the type of a field comes from.
#[derive(Debug, Clone)]
pub(super) enum FieldShape {
    Of(ShapeId),
    ListOf(ShapeId),
    DictOf(ShapeId, ShapeId),
    VariadicTupleOf(ShapeId),
    Fixed(Type),
}

/// Why a class has no record.
#[derive(Debug)]
pub(super) enum Refusal {
    /// No layout has objects of this form.
    Form(Form),
    /// The name of the class, or of one of its attributes, is none in Python.
    Name(String),
}

/// Finds the layout that most objects of the class have.
pub(super) fn plan(class: &ObservedClass, shapes: &mut Shapes, versions: Versions) -> Result<Plan, Refusal> {
    if let Some(form) = class.forms.keys().find(|form| form.state == State::Other) {
        return Err(Refusal::Form(form.clone()));
    }
    let planner = Planner { class, shapes, versions };
    let without_names = class.positions.shapes.len();
    let never_left_out = class.attributes.iter().filter(|attribute| attribute.region != Region::State).count();
    if without_names.max(never_left_out) > MOST_FIELDS {
        return Err(planner.refuse(|form| form.state != State::None));
    }
    let plan = if planner.is_called() { calls::plan_call(planner) } else { states::plan_new(planner) }?;
    let names = plan.record.fields.iter().map(|field| field.name.as_str()).chain(class.name.qualname.split('.'));
    match names.into_iter().find(|name| !is_identifier(name)) {
        Some(name) => Err(Refusal::Name(name.to_owned())),
        None => Ok(plan),
    }
}

/// How many fields a record has at the most; what has more is no class that anybody wrote.
const MOST_FIELDS: usize = 256;

/// What is known of a class, and the shapes, of which some become one when they turn out to be those of one field.
struct Planner<'c> {
    class: &'c ObservedClass,
    shapes: &'c mut Shapes,
    /// Which versions of libraries read what Rust writes.
    versions: Versions,
}

impl Planner<'_> {
    /// Whether most objects are made by a call of the class; an old-style class is called in Python 3.
    fn is_called(&self) -> bool {
        let count = |is_meant: fn(Making) -> bool| -> u64 {
            let forms = self.class.forms.iter().filter(|(form, _)| is_meant(form.making));
            forms.map(|(_, tally)| tally.count).sum()
        };
        count(|making| making.is_call() || making == Making::OldStyle) > count(|making| !making.is_call())
            || self.class.forms.keys().all(|form| form.making == Making::OldStyle)
    }

    /// How often each state was seen, without that of objects that have none.
    fn states(&self) -> BTreeMap<State, u64> {
        let mut states = BTreeMap::new();
        for (form, tally) in self.class.forms.iter().filter(|(form, _)| form.state != State::None) {
            *states.entry(form.state).or_insert(0) += tally.count;
        }
        states
    }

    fn has_making(&self, making: Making) -> bool {
        self.class.forms.keys().any(|form| form.making == making)
    }

    /// The refusal of the class because of the first form that is meant.
    fn refuse(&self, is_meant: impl Fn(&Form) -> bool) -> Refusal {
        let forms = self.class.forms.keys();
        let meant = forms.clone().find(|form| is_meant(form)).or_else(|| forms.clone().next()).cloned();
        Refusal::Form(meant.unwrap_or(Form { making: Making::New, state: State::Other, state_setter: None }))
    }
}

/// The fields of a record that is being planned.
struct Fields {
    fields: Vec<Field>,
    shapes: Vec<FieldShape>,
    names: HashSet<String>,
}

impl Fields {
    fn new() -> Fields {
        Fields { fields: Vec::new(), shapes: Vec::new(), names: HashSet::new() }
    }

    /// Adds a field; no two have a name in common.
    fn add(&mut self, name: &str, place: Place, shape: FieldShape) -> &mut Field {
        let mut name = name.to_owned();
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        let mut field = Field::new(name, Type::Any);
        field.place = place;
        field.default = match &shape {
            FieldShape::ListOf(_) => Some(Value::List(Vec::new())),
            FieldShape::DictOf(..) => Some(Value::Dict(Vec::new())),
            _ => None,
        }
        .map(|value| FieldDefault::new(value, DefaultSource::Constructor));
        self.shapes.push(shape);
        let index = self.fields.len();
        self.fields.push(field);
        &mut self.fields[index]
    }

    /// Adds what an object holds as a list or dict.
    fn add_contents(&mut self, class: &ObservedClass) {
        if let Some(item) = class.items {
            self.add("items", Place::Items, FieldShape::ListOf(item));
        }
        if let Some((key, value)) = class.entries {
            self.add("entries", Place::Entries, FieldShape::DictOf(key, value));
        }
    }

    /// Adds an attribute, and says under which name.
    fn add_attribute(&mut self, class: &ObservedClass, attribute: &ObservedAttribute, place: Place) -> String {
        let can_be_unset = !class.always_has(attribute);
        let field = self.add(&attribute.name, place, FieldShape::Of(attribute.shape));
        field.can_be_unset = can_be_unset;
        field.name.clone()
    }

    fn plan(self, mut record: Record) -> Plan {
        record.fields = self.fields;
        Plan { record, shapes: self.shapes, contradictions: Vec::new() }
    }
}

/// The attributes of a region in order; where the record is open, those without a name for a field and the rare ones of
/// very many are left to the rest.
fn attributes_of<'c>(planner: &mut Planner<'c>, regions: &[Region], is_open: bool) -> Vec<&'c ObservedAttribute> {
    let class = planner.class;
    let all = class.ordered_attributes().into_iter().filter(|attribute| regions.contains(&attribute.region));
    let mut all: Vec<&ObservedAttribute> = all.collect();
    if !is_open {
        return all;
    }
    let are_many = all.len() > MOST_FIELDS;
    let is_frequent = |attribute: &ObservedAttribute| attribute.count.saturating_mul(4) >= class.count;
    let mut taken = 0;
    all.retain(|attribute| {
        let is_field = is_identifier(&attribute.name) && (!are_many || is_frequent(attribute) && taken < MOST_FIELDS);
        taken += usize::from(is_field);
        if !is_field {
            planner.shapes.shape_mut(attribute.shape).make_opaque(Reason::NoType, None);
        }
        is_field
    });
    all
}

/// Whether a name is one in Python; in Rust it may still be a keyword.
fn is_identifier(name: &str) -> bool {
    let word = format!("x{name}");
    let is_word = syn::parse_str::<syn::Ident>(&word).is_ok_and(|ident| ident == word);
    is_word && !name.is_empty() && !name.starts_with(|first: char| first.is_numeric())
}

/// The forms that a record of this layout does not load.
fn others(class: &ObservedClass, is_loaded: impl Fn(&Form) -> bool) -> Vec<Form> {
    class.forms.keys().filter(|form| !is_loaded(form)).cloned().collect()
}

/// Whether the state of the form is one of the layout, or none.
fn has_state_of(form: &Form, layouts: &[&Layout]) -> bool {
    let wanted = match form.state {
        State::None => return true,
        State::Dict => Layout::Dict,
        State::Slots => Layout::Slots,
        State::DictSlots => Layout::DictSlots,
        State::List => Layout::List,
        State::Tuple => Layout::Tuple,
        State::Pydantic1 => Layout::Pydantic1,
        State::Pydantic2 => Layout::Pydantic2,
        State::Pydantic2Root => Layout::Pydantic2Root,
        State::Other => return false,
    };
    layouts.contains(&&wanted)
}
