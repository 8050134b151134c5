//! Objects that have nothing but a state: a dict of all fields in their order.

use std::cell::Cell;

use crate::class::Instance;
use crate::opcode::bytes;
use crate::{Attributes, Result};

use super::super::classes::KnownClass;
use super::super::{Identity, Truth, Writer};

impl Writer<'_> {
    /// Whether an object can be written the straight way.
    #[inline]
    pub(in super::super) fn is_straight_object(&self, class: &KnownClass, instance: &dyn Instance) -> bool {
        self.is_straight()
            && class.has_plain_state()
            && instance.has_fields(class.fields.len())
            && instance.rest().is_none_or(Attributes::is_empty)
    }

    pub(in super::super) fn write_straight_object(
        &mut self,
        class: &KnownClass,
        instance: &dyn Instance,
    ) -> Result<()> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        match self.near_entry(class) {
            Some(id) if identity.0.is_none() && !self.output.is_boundary_within(OPENING) => {
                self.output.write_bytes([
                    bytes::BinGet,
                    id,
                    bytes::EmptyTuple,
                    bytes::NewObj,
                    bytes::EmptyDict,
                    bytes::Mark,
                ]);
            }
            _ => self.open_straight_object(class, identity)?,
        }
        let names = self.near_names(class);
        instance.write_fields(&mut FieldsWriter { writer: self, class, names, height })?;
        if names.is_empty() {
            self.note_near_names(class);
        }
        self.output.write_bytes([bytes::SetItems, bytes::Build]);
        self.end_compound(height, Truth::True)
    }

    #[inline(never)]
    fn open_straight_object(&mut self, class: &KnownClass, identity: Identity) -> Result<()> {
        self.class_global(class)?;
        self.begin_value();
        self.output.write_bytes([bytes::EmptyTuple, bytes::NewObj]);
        self.memoize_identity(identity)?;
        self.begin_value();
        self.output.write_bytes([bytes::EmptyDict, bytes::Mark]);
        Ok(())
    }
}

/// How many bytes the opening of an object has, at most.
const OPENING: usize = 8;

/// The fields of an object that is written the straight way.
#[doc(hidden)]
pub struct FieldsWriter<'a, 'w> {
    writer: &'a mut Writer<'w>,
    class: &'a KnownClass,
    /// The entries of the names, when all are known and near; else none.
    names: &'a [Cell<u8>],
    /// The height below the object, which does not count what stands there while it is written.
    height: usize,
}

impl<'w> FieldsWriter<'_, 'w> {
    /// Writes the name of a field and, as `write` does, its value.
    ///
    /// # Errors
    ///
    /// Those of `write`, and when it writes no value or several.
    #[inline]
    pub fn value<T: ?Sized>(
        &mut self,
        index: usize,
        value: &T,
        write: impl FnOnce(&T, &mut Writer<'w>) -> Result<()>,
    ) -> Result<()> {
        match self.names.get(index) {
            Some(id) if self.writer.output.write_between([bytes::BinGet, id.get()]) => {}
            _ => self.writer.straight_field_name(self.class, index)?,
        }
        self.writer.height = self.height;
        let written = write(value, self.writer);
        match self.writer.height.wrapping_sub(self.height) {
            1 if written.is_ok() => written,
            _ => self.failed(index, written),
        }
    }

    #[cold]
    #[inline(never)]
    fn failed(&self, index: usize, written: Result<()>) -> Result<()> {
        let checked = written.and_then(|()| self.writer.check_one_value_since(self.height));
        checked.map_err(|error| error.at_attribute(self.class.name_of(index)))
    }

    /// Writes all fields by their positions.
    pub(crate) fn by_position(&mut self, instance: &(impl Instance + ?Sized)) -> Result<()> {
        (0..self.class.fields.len())
            .try_for_each(|index| self.value(index, instance, |instance, writer| instance.write_field(index, writer)))
    }
}
