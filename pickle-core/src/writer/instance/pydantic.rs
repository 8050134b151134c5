//! The state of a pydantic model.

use crate::class::{Instance, Layout, Place};
use crate::pydantic::{Section, sections};
use crate::{Error, Result};

use super::super::Writer;
use super::super::classes::{KnownClass, Part};
use super::super::containers::Batches;
use super::super::object::StateOf;
use super::{kept_attributes, set_fields};

impl Writer<'_> {
    /// `{'__dict__': {..}, ..}`
    pub(super) fn write_pydantic_state(
        &mut self,
        class: &KnownClass,
        instance: &dyn Instance,
        state: StateOf<'_>,
    ) -> Result<()> {
        let sections = sections(class.layout);
        let mut batches = Batches::of_container(sections.len(), self);
        self.open_state(state)?;
        self.open_new_dict()?;
        for (key, section) in sections {
            batches.before_item(self)?;
            self.interned_str(key)?;
            self.write_section(class, instance, *section)?;
            batches.after_entry(self);
        }
        self.close_state(state);
        Ok(())
    }

    fn write_section(&mut self, class: &KnownClass, instance: &dyn Instance, section: Section) -> Result<()> {
        match section {
            Section::Attributes => {
                let fields = set_fields(class, instance, Part::Dict);
                self.write_new_dict(class, instance, &fields, kept_attributes(instance))
            }
            Section::Private => self.write_private(class, instance),
            Section::FieldsSet => match class.field_of(Place::FieldsSet) {
                Some(index) => self.write_field(class, instance, index),
                None => Err(Error::unpicklable(format!(
                    "{} has no field for the names of the fields that were set",
                    **class
                ))),
            },
            Section::Extra => match class.field_of(Place::Extra) {
                Some(index) => self.write_field(class, instance, index),
                None => self.none(),
            },
        }
    }

    /// The private attributes: None for a model of pydantic 2 that has none, a dict even where none is set.
    fn write_private(&mut self, class: &KnownClass, instance: &dyn Instance) -> Result<()> {
        if class.layout == Layout::Pydantic2 && class.field_of(Place::Private).is_none() {
            return self.none();
        }
        self.write_new_dict(class, instance, &set_fields(class, instance, Part::Private), None)
    }
}
