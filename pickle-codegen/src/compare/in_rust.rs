//! What generated Rust makes of the pickle of another version of a class: it takes the layouts that it knows, at their
//! own length, and says so where something is missing.

use pickle_core::schema::{DefaultSource, Field, Layout, Place};

use super::delivery::{Arrival, Delivery};
use super::direction::Language::Rust;
use super::effect::Effect;
use super::wire::{Making, State, Wire};
use crate::options::UnknownPolicy;
use crate::to_rust::layout_name;

/// What arrives of an object.
pub(super) fn arrival_in_rust(delivery: &Delivery<'_>) -> Arrival {
    let mut arrival = Arrival::new(delivery);
    if !takes_layout(delivery) {
        arrival.affect(Effect::Error);
        return arrival;
    }
    let (sent, expected) = (Wire::of(delivery.writer), Wire::of(delivery.reader));
    put_positional(delivery, &mut arrival, &positions(&sent), &positions(&expected));
    put_contents(delivery, &mut arrival, &sent.contents);
    put_named(delivery, &mut arrival, &names(&sent));
    arrival.fill(|field| absent_effect(delivery, field));
    arrival
}

/// Layouts that name their attributes stand for one another, and named tuples take names too; others have to be named.
fn takes_layout(delivery: &Delivery<'_>) -> bool {
    let (writer, reader) = (&delivery.writer.layout, &delivery.reader.layout);
    let names_attributes =
        |layout: &Layout| matches!(layout, Layout::Dict | Layout::Slots | Layout::DictSlots | Layout::Attrs);
    match (writer, reader) {
        (Layout::Reduce(writer), Layout::Reduce(reader)) => {
            *delivery.direction.name_at_reader(&writer.callable) == reader.callable
                && writer.state_setter == reader.state_setter
        }
        _ => {
            writer == reader
                || (names_attributes(writer) && (names_attributes(reader) || *reader == Layout::Args))
                || delivery.reader.accepts.contains(writer)
                || delivery.direction.attributes.accepts(delivery.class, layout_name(writer).unwrap_or("dict"))
        }
    }
}

/// The fields that have only positions in the pickle.
fn positions(wire: &Wire<'_>) -> Vec<usize> {
    match (&wire.making, &wire.state) {
        (_, State::Positional { values, .. }) => values.clone(),
        (Making::New(fields) | Making::Call(fields) | Making::Reduce(_, fields), _) => fields.clone(),
        _ => Vec::new(),
    }
}

/// The fields that have names in it.
fn names(wire: &Wire<'_>) -> Vec<usize> {
    match (&wire.making, &wire.state) {
        (Making::Keywords(fields) | Making::Mapping(fields), _) | (_, State::Model(fields)) => fields.clone(),
        (_, State::Named { dict, slots }) => dict.iter().chain(slots).copied().collect(),
        _ => Vec::new(),
    }
}

/// One more or one less is an error. Values that their types do not tell apart come to whatever stands at their place.
fn put_positional(delivery: &Delivery<'_>, arrival: &mut Arrival, sent: &[usize], expected: &[usize]) {
    let is_among_layouts = delivery.writer.layout == delivery.reader.layout;
    for (sent, got) in sent.iter().zip(expected).filter(|_| is_among_layouts) {
        let effect = delivery.value_effect(Rust, *sent, *got);
        arrival.put(*got, effect);
        if effect == Effect::Wrong {
            arrival.lose(&[*sent], Effect::Dropped);
        }
    }
    if is_among_layouts {
        arrival.lose(sent.get(expected.len()..).unwrap_or_default(), Effect::Error);
        for missing in expected.iter().skip(sent.len()) {
            arrival.put(*missing, Effect::Error);
        }
    }
}

fn put_contents(delivery: &Delivery<'_>, arrival: &mut Arrival, sent: &[usize]) {
    for sent in sent {
        let place = delivery.sent_field(*sent).place;
        match delivery.reader.fields.iter().position(|field| field.place == place) {
            Some(got) => arrival.put(got, delivery.value_effect(Rust, *sent, got)),
            None => arrival.lose(&[*sent], Effect::Error),
        }
    }
}

fn put_named(delivery: &Delivery<'_>, arrival: &mut Arrival, sent: &[usize]) {
    for sent in sent {
        let Some(got) = named_alike(delivery, *sent) else {
            arrival.lose(&[*sent], unknown_effect(delivery));
            continue;
        };
        let mut effect = delivery.value_effect(Rust, *sent, got);
        if delivery.may_be_absent(*sent) {
            effect = effect.max(absent_effect(delivery, got));
        }
        arrival.put(got, effect);
    }
}

/// The reader's field with the name that a field of the writer has in the pickle, or with that as an alias.
fn named_alike(delivery: &Delivery<'_>, sent: usize) -> Option<usize> {
    let name = &delivery.sent_field(sent).name;
    let is_alias = |field: &Field| delivery.direction.attributes.field_aliases(delivery.class, field).contains(name);
    delivery.named_alike(sent).or_else(|| delivery.reader.fields.iter().position(is_alias))
}

/// What becomes of an attribute that no field is for.
fn unknown_effect(delivery: &Delivery<'_>) -> Effect {
    match delivery.direction.attributes.unknown() {
        _ if !delivery.reader.is_open => Effect::Error,
        UnknownPolicy::Keep => Effect::Extra,
        UnknownPolicy::Ignore => Effect::Dropped,
        UnknownPolicy::Deny => Effect::Error,
    }
}

/// A missing attribute has the default of the class, which it may not have had before, or is remembered as missing.
fn absent_effect(delivery: &Delivery<'_>, got: usize) -> Effect {
    let field = &delivery.reader.fields[got];
    if delivery.direction.attributes.has_default(delivery.class, field) {
        return Effect::None;
    }
    let of_class = field.default.as_ref().filter(|default| default.source != DefaultSource::Constructor);
    let before = delivery.counterpart(got).and_then(|field| field.default.as_ref());
    match of_class {
        Some(default) if before.is_none_or(|before| before.value == default.value) => Effect::None,
        Some(_) => Effect::Wrong,
        None if field.can_be_unset || matches!(field.place, Place::FieldsSet | Place::Extra) => Effect::None,
        None => Effect::Error,
    }
}
