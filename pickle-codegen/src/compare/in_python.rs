//! What Python makes of the pickle of another version of a class: the defaults of `object`, and the `__setstate__` that
//! dataclasses, attrs and pydantic give to classes. `tests/evolution` asks real Pythons whether that is so.

use pickle_core::schema::{ClassName, DefaultSource, Field, Layout, Place, Type, Value};

use super::delivery::{Arrival, Delivery};
use super::direction::Language::Python;
use super::effect::Effect;
use super::wire::{Making, State, call_arguments, named, places};

/// What arrives of an object.
pub(super) fn arrival_in_python(delivery: &Delivery<'_>) -> Arrival {
    let mut loading = Loading { delivery, arrival: Arrival::new(delivery) };
    let wire = delivery.wire();
    loading.make(&wire.making);
    loading.put_contents(&wire.contents);
    loading.set_state(&wire.state);
    let runs_init = matches!(wire.making, Making::Call(_) | Making::Reduce(..));
    let absent = |field| if runs_init { Effect::None } else { absent_effect(delivery, field) };
    loading.arrival.fill(absent);
    loading.arrival
}

struct Loading<'d> {
    delivery: &'d Delivery<'d>,
    arrival: Arrival,
}

impl Loading<'_> {
    fn make(&mut self, making: &Making<'_>) {
        let reader = self.delivery.reader;
        match (making, &reader.layout) {
            (Making::Mapping(keys), Layout::Mapping) => self.put_named(keys, Effect::Extra),
            (Making::Mapping(_), _) => self.arrival.affect(Effect::Mistyped),
            (Making::Global, Layout::Global(_)) => {}
            (_, Layout::Mapping | Layout::Global(_)) => self.arrival.affect(Effect::Unknown),
            (Making::Global, _) => self.arrival.affect(Effect::Error),
            (Making::New(sent) | Making::Call(sent), Layout::Args) => {
                self.call(sent, &places(reader, |place| place == Place::State));
            }
            (Making::New(sent), _) => self.call_new(sent),
            (Making::Call(_), layout) if is_model(layout) || *layout == Layout::MsgspecKwOnly => {
                self.arrival.affect(Effect::Error);
            }
            (Making::Call(sent), _) => self.call(sent, &call_arguments(reader)),
            (Making::Reduce(callable, sent), Layout::Reduce(reduce)) if self.is_same(callable, &reduce.callable) => {
                self.call(sent, &named(reader, &reduce.arguments));
            }
            (Making::Reduce(..), _) => self.arrival.affect(Effect::Unknown),
            (Making::Keywords(sent), Layout::MsgspecKwOnly | Layout::Call) => self.call_with_keywords(sent),
            (Making::Keywords(_), _) => self.arrival.affect(Effect::Unknown),
        }
    }

    fn is_same(&self, sent: &ClassName, own: &ClassName) -> bool {
        self.delivery.direction.name_at_reader(sent) == own
    }

    /// `object.__new__` takes no heed of arguments if there is an `__init__`.
    fn call_new(&mut self, sent: &[usize]) {
        let expected = &self.delivery.reader.new_arguments;
        let parameters = named(self.delivery.reader, &expected.positional);
        let is_named_tuple = self.delivery.writer.layout == Layout::Args;
        match (sent.len(), parameters.len()) {
            (_, 0) if is_named_tuple => self.arrival.lose(sent, Effect::Dropped),
            (sent, expected) if expected > 0 && sent != expected => self.arrival.affect(Effect::Error),
            _ => {}
        }
    }

    /// The values by their positions; nothing is left of one that comes to another field.
    fn put_in_order(&mut self, sent: &[usize], fields: impl Iterator<Item = usize>) {
        for (sent, got) in sent.iter().zip(fields) {
            let effect = self.delivery.value_effect(Python, *sent, got);
            self.arrival.put(got, effect);
            if effect == Effect::Wrong {
                self.arrival.lose(&[*sent], Effect::Dropped);
            }
        }
    }

    /// The arguments by their positions; those at the end that have defaults may be left out.
    fn call(&mut self, sent: &[usize], parameters: &[usize]) {
        self.put_in_order(sent, parameters.iter().copied());
        for left in parameters.iter().skip(sent.len()) {
            let is_required = self.delivery.reader.fields[*left].default.is_none();
            self.arrival.put(*left, if is_required { Effect::Error } else { Effect::None });
        }
        self.arrival.lose(sent.get(parameters.len()..).unwrap_or_default(), Effect::Error);
    }

    fn call_with_keywords(&mut self, sent: &[usize]) {
        self.put_named(sent, Effect::Error);
        let delivery = self.delivery;
        self.arrival.fill(|field| match delivery.reader.fields[field].default {
            Some(_) => Effect::None,
            None => Effect::Error,
        });
    }

    /// What an instance of a builtin class holds comes to what the reader holds in the same way.
    fn put_contents(&mut self, sent: &[usize]) {
        for sent in sent {
            let place = self.delivery.sent_field(*sent).place;
            match self.delivery.reader.fields.iter().position(|field| field.place == place) {
                Some(got) if self.has_other_length(*sent, got) => self.arrival.put(got, Effect::Error),
                Some(got) => self.arrival.put(got, self.delivery.value_effect(Python, *sent, got)),
                None => self.arrival.lose(&[*sent], Effect::Error),
            }
        }
    }

    /// Whether the arguments of a call are more than the class takes, or less.
    fn has_other_length(&self, sent: usize, got: usize) -> bool {
        let (sent, got) = (self.delivery.sent_field(sent), &self.delivery.reader.fields[got]);
        match (sent.place, &sent.ty, &got.ty) {
            (Place::Arguments, Type::Tuple(sent), Type::Tuple(expected)) => sent.len() != expected.len(),
            _ => false,
        }
    }

    fn set_state(&mut self, state: &State) {
        match (state, &self.delivery.reader.layout) {
            (_, Layout::Mapping | Layout::Global(_)) | (State::None, _) => {}
            (State::Named { dict, slots }, Layout::List | Layout::Tuple) => self.spread(dict, slots),
            (State::Named { dict, slots }, Layout::Attrs) if slots.is_empty() => self.put_named(dict, Effect::Dropped),
            (State::Named { dict, slots }, Layout::Attrs) => self.spread(dict, slots),
            (State::Named { .. }, Layout::Pydantic1) => self.arrival.affect(Effect::Error),
            (State::Named { dict, slots }, Layout::Pydantic2 | Layout::Pydantic2Root) if slots.is_empty() => {
                self.arrival.lose(dict, Effect::Dropped);
            }
            (State::Named { dict, slots }, layout) if !is_model(layout) => {
                self.update_dict(dict);
                self.set_attributes(slots);
            }
            (State::Positional { values, .. }, Layout::List | Layout::Tuple) => self.zip(values),
            (State::Positional { values, is_tuple: true }, Layout::Attrs) => self.zip(values),
            (State::Positional { values, is_tuple: false }, Layout::Attrs) => {
                self.arrival.lose(values, Effect::Dropped)
            }
            (State::Positional { values, .. }, _) if values.is_empty() => {}
            (State::Model(fields), layout) if is_model(layout) => self.put_model(fields, layout),
            (State::Model(fields), Layout::Dict | Layout::DictSlots) => self.lose_attributes(fields),
            _ => self.arrival.affect(Effect::Error),
        }
    }

    /// The state goes into the `__dict__`, where a slot hides what has its name.
    fn update_dict(&mut self, sent: &[usize]) {
        for sent in sent {
            match (self.delivery.named_alike(*sent), self.keeps_dict()) {
                (_, false) => self.arrival.lose(&[*sent], Effect::Error),
                (Some(got), _) if self.delivery.reader.fields[got].place == Place::Slot => {}
                _ => self.put_named(&[*sent], Effect::Extra),
            }
        }
    }

    /// `setattr` for each.
    fn set_attributes(&mut self, sent: &[usize]) {
        let unknown = if self.keeps_dict() { Effect::Extra } else { Effect::Error };
        self.put_named(sent, unknown);
    }

    /// Whether an instance has a `__dict__`.
    fn keeps_dict(&self) -> bool {
        match self.delivery.reader.layout {
            Layout::Slots => false,
            Layout::Args => self.delivery.reader.is_open,
            _ => true,
        }
    }

    /// Each value comes to the field of its name, if there is one.
    fn put_named(&mut self, sent: &[usize], unknown: Effect) {
        for sent in sent {
            let Some(got) = self.delivery.named_alike(*sent) else {
                self.arrival.lose(&[*sent], unknown);
                continue;
            };
            let mut effect = self.delivery.value_effect(Python, *sent, got);
            if self.delivery.may_be_absent(*sent) {
                effect = effect.max(absent_effect(self.delivery, got));
            }
            self.arrival.put(got, effect);
        }
    }

    /// `for field, value in zip(fields, state)`: the shorter one ends it.
    fn zip(&mut self, sent: &[usize]) {
        let fields = self.delivery.reader.fields.len();
        self.put_in_order(sent, 0..fields);
        self.arrival.lose(sent.get(fields..).unwrap_or_default(), Effect::Dropped);
    }

    /// The same with a state that has names: its keys are taken for values, or its two dicts are.
    fn spread(&mut self, dict: &[usize], slots: &[usize]) {
        let parts = if slots.is_empty() { dict.len() } else { 2 };
        for got in 0..self.delivery.reader.fields.len().min(parts) {
            self.arrival.put(got, Effect::Wrong);
        }
        self.arrival.lose(dict, Effect::Dropped);
        self.arrival.lose(slots, Effect::Dropped);
    }

    /// The attributes are not found where a model has them.
    fn lose_attributes(&mut self, sent: &[usize]) {
        let attributes = sent.iter().copied().filter(|sent| is_looked_for(self.delivery.sent_field(*sent)));
        self.arrival.lose(&attributes.collect::<Vec<usize>>(), Effect::Dropped);
    }

    fn put_model(&mut self, sent: &[usize], layout: &Layout) {
        let is_older = |layout: &Layout| *layout == Layout::Pydantic1;
        if is_older(layout) != is_older(&self.delivery.writer.layout) {
            self.arrival.affect(Effect::Unknown);
        }
        self.put_named(sent, Effect::Extra);
    }
}

/// What Python finds where an object lacks an attribute: what the class has, if it has something.
fn absent_effect(delivery: &Delivery<'_>, got: usize) -> Effect {
    let field = &delivery.reader.fields[got];
    let before = delivery.counterpart(got);
    let value_before = before.and_then(class_value_of);
    match class_value(delivery, field) {
        Some(value) if value_before.is_none_or(|before| before == value) => Effect::None,
        Some(_) => Effect::Wrong,
        None if field.can_be_unset || !is_looked_for(field) => Effect::None,
        None => Effect::Missing,
    }
}

/// The value that the class itself has for an attribute, which slots and models do not leave there.
fn class_value<'f>(delivery: &Delivery<'_>, field: &'f Field) -> Option<&'f Value> {
    let is_plain =
        matches!(delivery.reader.layout, Layout::Dict | Layout::DictSlots | Layout::Call | Layout::Reduce(_));
    class_value_of(field).filter(|_| is_plain && field.place != Place::Slot)
}

/// A value that can change comes from a factory, unless the class alone has it.
fn class_value_of(field: &Field) -> Option<&Value> {
    let default = field.default.as_ref()?;
    let can_change = matches!(default.value, Value::List(_) | Value::Set(_) | Value::Dict(_) | Value::Instance(_));
    let is_there = match default.source {
        DefaultSource::ClassAlone => true,
        DefaultSource::Class => !can_change,
        _ => false,
    };
    is_there.then_some(&default.value)
}

/// Whether the field is an attribute that code looks at.
fn is_looked_for(field: &Field) -> bool {
    !matches!(field.place, Place::FieldsSet | Place::Extra | Place::Items | Place::Entries)
}

fn is_model(layout: &Layout) -> bool {
    matches!(layout, Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root)
}
