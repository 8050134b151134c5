//! The parts of a pydantic model, each of which is one value or has attributes of its own.

use super::Part;
use super::nodes::NodeObject;
use super::phase::{Names, Phase};
use crate::class::Place;
use crate::error::{Error, Result, shorten};
use crate::graph::{Node, NodeId};
use crate::pydantic::{Section, section};

impl<'s> NodeObject<'_, 's, '_> {
    /// How to go through the part of a model that is under this key of its state.
    pub(super) fn section_phase(&mut self, key: NodeId, value: NodeId) -> Result<Phase<'s>> {
        let name = self.source.attribute_name(key).unwrap_or_default();
        let known = self.class.layouts().find_map(|layout| section(layout, &name));
        let Some(known) = known else { return Err(self.unknown_section(key, &name)) };
        match (known, self.source.graph.node(value)) {
            (Section::Attributes, Node::Dict(entries)) => self.charged(Phase::attributes(entries), entries.len() * 2),
            (Section::Private, Node::Dict(entries)) => {
                let phase = Phase::Named { entries: entries.iter(), then: &[], names: Names::Private };
                self.charged(phase, entries.len() * 2)
            }
            (Section::Private, Node::None) => Ok(Phase::Done),
            (Section::Attributes | Section::Private, _) => {
                Err(self.wrong_part(value, format!("a dict as the {name} of {}", self.class)))
            }
            (Section::FieldsSet, _) => self.field_phase(value, Place::FieldsSet),
            (Section::Extra, Node::None) if self.class.field_of(Place::Extra).is_none() => Ok(Phase::Done),
            (Section::Extra, _) => self.field_phase(value, Place::Extra),
        }
    }

    /// A part that is the value of one field.
    fn field_phase(&mut self, value: NodeId, place: Place) -> Result<Phase<'s>> {
        match self.class.field_of(place) {
            Some(field) => Ok(Phase::Whole(value, Part::Field(field))),
            None => Err(self.no_field(value, place)),
        }
    }

    #[cold]
    fn no_field(&self, value: NodeId, place: Place) -> Error {
        let (what, mark) = match place {
            Place::Extra => ("extra attributes", "extra"),
            _ => ("names of fields that were set", "fields_set"),
        };
        let found = format!("one with {what}; keep them in a #[pickle({mark})] field");
        Error::mismatch(format!("a {} object with attributes only", self.class), found)
            .at_offset(self.source.graph.offset(value))
    }

    /// The error of a private attribute that has no field: a model that is built again would lack it.
    #[cold]
    pub(super) fn unknown_private(&self) -> Error {
        let attribute = shorten(&self.unknown_name());
        let found = format!("one with the private attribute '{attribute}'; add a #[pickle(private)] field for it");
        Error::mismatch(format!("a {} object", self.class), found).at_offset(self.source.offset())
    }

    #[cold]
    fn unknown_section(&self, key: NodeId, name: &str) -> Error {
        let found = match name {
            "" => self.source.graph.describe(key),
            name => format!("the key '{}'; #[pickle(accept(..))] takes that of another version", shorten(name)).into(),
        };
        Error::mismatch(format!("the parts of {} as its version of pydantic has them", self.class), found)
            .at_offset(self.source.graph.offset(key))
    }
}
