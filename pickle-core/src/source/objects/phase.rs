//! The phases that a source goes through in an object, and how each gives its parts.

use std::slice::Iter;

use super::Part;
use super::nodes::{NodeObject, Step};
use crate::class::{Class, Field, Place};
use crate::error::{Error, Result};
use crate::graph::{Effect, Node, NodeId};

/// A run of parts of one kind.
pub(super) enum Phase<'s> {
    /// Arguments or a positional state.
    Positional { items: Iter<'s, NodeId>, order: Order },
    /// The attributes of one dict, and then of a second one.
    Named { entries: Iter<'s, (NodeId, NodeId)>, then: &'s [(NodeId, NodeId)], names: Names },
    /// All attributes of the class, in its order.
    InOrder { attributes: &'s [(NodeId, NodeId)], next: usize },
    /// Items of the object itself.
    Items(Iter<'s, NodeId>),
    /// Entries of the object itself.
    Entries(Iter<'s, (NodeId, NodeId)>),
    /// A value that is a part as a whole.
    Whole(NodeId, Part),
    /// Nothing more.
    Done,
}

/// Which fields the items of a tuple or list are for.
#[derive(Debug, Clone)]
pub(crate) enum Order {
    /// Those that the class lists.
    Listed(Iter<'static, usize>),
    /// Those of a place, from this position on.
    Of { place: fn(Place) -> bool, class: &'static Class, next: usize },
}

/// Which fields the keys of a dict are the names of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Those of all attributes but the private ones of a pydantic model.
    Attributes,
    /// Those of private ones alone; there are no others.
    Private,
}

impl<'s> Phase<'s> {
    /// The attributes of a dict.
    pub(super) fn attributes(entries: &'s [(NodeId, NodeId)]) -> Phase<'s> {
        Phase::Named { entries: entries.iter(), then: &[], names: Names::Attributes }
    }
}

impl Order {
    /// The fields of a class that stand in such a place.
    pub(crate) fn of(class: &'static Class, place: fn(Place) -> bool) -> Order {
        Order::Of { place, class, next: 0 }
    }
}

impl Iterator for Order {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Order::Listed(fields) => fields.next().copied(),
            Order::Of { place, class, next } => {
                let skipped = class.fields.get(*next..)?.iter().position(|field| place(field.place))?;
                *next += skipped + 1;
                Some(*next - 1)
            }
        }
    }
}

impl<'s> NodeObject<'_, 's, '_> {
    pub(super) fn next_part_of_phase(&mut self) -> Result<Option<Part>> {
        match &mut self.phase {
            Phase::Positional { items, order } => match (items.next(), order.next()) {
                (Some(&item), Some(field)) => Ok(Some(self.at_field(item, field))),
                _ => Ok(None),
            },
            Phase::Named { entries, then, names } => match entries.next() {
                Some(&(key, value)) => {
                    let names = *names;
                    self.at_attribute(key, value, names).map(Some)
                }
                None if then.is_empty() => Ok(None),
                None => {
                    *entries = std::mem::take(then).iter();
                    self.next_part_of_phase()
                }
            },
            Phase::InOrder { attributes, next } => {
                let (field, Some(&(_, value))) = (*next, attributes.get(*next)) else { return Ok(None) };
                *next += 1;
                Ok(Some(self.at_field(value, field)))
            }
            Phase::Items(items) => {
                let Some(&item) = items.next() else { return Ok(None) };
                Ok(Some(self.at_item(item)))
            }
            Phase::Entries(entries) => Ok(entries.as_slice().first().map(|_| Part::Entry)),
            &mut Phase::Whole(value, part) => {
                self.phase = Phase::Done;
                Ok(Some(self.at_whole(value, part)))
            }
            Phase::Done => Ok(None),
        }
    }

    pub(super) fn next_phase(&mut self) -> Result<Option<Phase<'s>>> {
        if !self.keywords.is_empty() {
            return Ok(Some(Phase::attributes(std::mem::take(&mut self.keywords))));
        }
        if let Some(contents) = self.contents.take() {
            return Ok(Some(self.contents_phase(contents)?));
        }
        if let Some(&(key, value)) = self.sections.next() {
            return Ok(Some(self.section_phase(key, value)?));
        }
        match self.effects.next() {
            Some(&effect) => self.effect_phase(effect).map(Some),
            None => Ok(None),
        }
    }

    /// What an opcode behind the making of the object does to it.
    fn effect_phase(&mut self, effect: Effect) -> Result<Phase<'s>> {
        let graph = self.source.graph;
        match effect {
            Effect::Build(state) => self.state_phase(state),
            Effect::Append(items) | Effect::AddItems(items) => {
                self.charged(Phase::Items(graph.items.get(items).iter()), items.len())
            }
            Effect::SetItems(entries) => {
                self.charged(Phase::Entries(graph.entries.get(entries).iter()), entries.len() * 2)
            }
            Effect::Call(call) => match self.source.state_of_setter(call, self.class) {
                Some(state) => self.state_phase(state),
                None => Err(self.other_setter(call)),
            },
        }
    }

    /// The list or dict that the object begins with.
    fn contents_phase(&mut self, contents: NodeId) -> Result<Phase<'s>> {
        match self.source.graph.node(contents) {
            Node::List(items) => self.charged(Phase::Items(items.iter()), items.len()),
            Node::Dict(entries) => self.charged(Phase::Entries(entries.iter()), entries.len() * 2),
            _ => Err(self.wrong_part(contents, format!("a list or dict to make {} of", self.class))),
        }
    }

    /// A phase, of so many parts.
    pub(super) fn charged(&mut self, phase: Phase<'s>, parts: usize) -> Result<Phase<'s>> {
        let offset = self.source.graph.offset(self.object);
        self.source.walk.charge_nodes(parts).map_err(|error| error.at_offset(offset))?;
        Ok(phase)
    }

    #[cold]
    pub(super) fn wrong_part(&mut self, part: NodeId, expected: String) -> Error {
        self.source.at = part;
        self.source.mismatch(expected)
    }

    fn at_whole(&mut self, value: NodeId, part: Part) -> Part {
        match part {
            Part::Field(field) => self.at_field(value, field),
            part => {
                self.source.at = value;
                self.step = Step::None;
                part
            }
        }
    }

    fn at_field(&mut self, value: NodeId, field: usize) -> Part {
        self.source.at = value;
        self.step = Step::Field(field);
        Part::Field(field)
    }

    fn at_item(&mut self, item: NodeId) -> Part {
        self.source.at = item;
        self.step = Step::Item(self.items);
        self.items += 1;
        Part::Item
    }

    fn at_attribute(&mut self, key: NodeId, value: NodeId, names: Names) -> Result<Part> {
        if names == Names::Attributes
            && let Some(field) = self.source.walk.known_names.find(key, self.class)
        {
            self.expected = field + 1;
            return Ok(self.at_field(value, field));
        }
        self.at_new_attribute(key, value, names)
    }

    /// An attribute whose name has to be looked at.
    fn at_new_attribute(&mut self, key: NodeId, value: NodeId, names: Names) -> Result<Part> {
        self.source.charge_decoding(key)?;
        let Some(name) = self.source.attribute_name(key) else {
            self.source.at = key;
            return Err(self.no_attribute_name(key));
        };
        let position = self.named_field(&name, names);
        self.source.at = value;
        match position {
            Some(field) => {
                if names == Names::Attributes {
                    self.source.walk.known_names.remember(key, self.class, field);
                }
                self.expected = field + 1;
                Ok(self.at_field(value, field))
            }
            None => {
                self.step = Step::Unknown(key);
                if names == Names::Private { Err(self.unknown_private()) } else { Ok(Part::Unknown) }
            }
        }
    }

    /// The field of this name. Mostly it is the one behind the field before.
    fn named_field(&self, name: &str, names: Names) -> Option<usize> {
        let is_private = names == Names::Private;
        let is_here = |field: &Field| field.place.has_name() && (field.place == Place::Private) == is_private;
        match self.class.fields.get(self.expected) {
            Some(field) if field.name == name && is_here(field) => Some(self.expected),
            _ => self.class.position(name).filter(|&position| is_here(&self.class.fields[position])),
        }
    }

    #[cold]
    fn no_attribute_name(&self, key: NodeId) -> Error {
        match self.source.graph.node(key) {
            Node::ByteString(_) => self.source.undecodable(),
            _ => self.source.mismatch(format!("an attribute name of {}", self.class)),
        }
    }
}
