//! Objects that have nothing but a state: a dict of all fields in their order.

use std::cell::Cell;

use crate::class::{Class, Instance};
use crate::opcode::bytes;
use crate::{Pickle, Result};

use super::super::classes::KnownClass;
use super::super::{Identity, Truth, Writer};
use super::Word;

impl Writer<'_> {
    /// Whether an object can be written the straight way.
    #[inline]
    pub(in super::super) fn is_straight_object(&self, class: &KnownClass, instance: &dyn Instance) -> bool {
        self.is_straight() && class.has_plain_state() && instance.is_whole(class.fields.len())
    }

    /// Begins an object of a class that the memo has with all names, and near; says whether it is one and nothing has to
    /// be done before it.
    #[inline]
    pub(in super::super) fn opens_as_before(
        &mut self,
        class: &KnownClass,
        instance: &(impl Instance + ?Sized),
    ) -> bool {
        match self.near_opening(class) {
            Some(opening) if self.identity.0.is_none() && self.depth < self.options.max_depth => {
                instance.is_whole(class.fields.len()) && self.output.write_word(opening)
            }
            _ => false,
        }
    }

    /// Writes what follows after the opening.
    #[inline]
    pub(in super::super) fn write_opened_object(
        &mut self,
        class: &KnownClass,
        instance: &(impl Instance + ?Sized),
    ) -> Result<()> {
        let height = self.height;
        self.depth += 1;
        let names = class.near_names();
        instance.write_fields(&mut FieldsWriter { writer: self, class, names })?;
        self.close_straight_object(height)
    }

    /// Writes the items of a list that are instances of one class, the first of which has this index: what
    /// `#[derive(Pickle)]` calls.
    #[doc(hidden)]
    pub fn instances<T: Pickle + Instance>(&mut self, class: &'static Class, items: &[T], first: usize) -> Result<()> {
        if self.hooks.is_some() {
            return self.items(items, first);
        }
        let class = self.know_class(class);
        let height = self.height;
        for (index, item) in (first..).zip(items) {
            let written = match self.opens_as_before(&class, item) {
                true => self.write_opened_object(&class, item),
                false => self.write_instance(&class, item),
            };
            written.map_err(|error| error.at_index(index))?;
            self.height = height;
        }
        Ok(())
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
        if self.hooks.is_none() {
            self.note_object_of(class);
        }
        self.open_straight_object(class, identity)?;
        let names = if self.near_opening(class).is_some() { class.near_names() } else { &[] };
        instance.write_fields(&mut FieldsWriter { writer: self, class, names })?;
        self.close_straight_object(height)
    }

    fn open_straight_object(&mut self, class: &KnownClass, identity: Identity) -> Result<()> {
        if identity.0.is_none() && self.open_first_object(class) {
            return Ok(());
        }
        self.class_global(class)?;
        self.begin_value();
        self.output.write_bytes([bytes::EmptyTuple, bytes::NewObj]);
        self.memoize_identity(identity)?;
        self.begin_value();
        self.output.write_bytes([bytes::EmptyDict, bytes::Mark]);
        Ok(())
    }

    #[inline]
    fn close_straight_object(&mut self, height: usize) -> Result<()> {
        self.output.write_bytes([bytes::SetItems, bytes::Build]);
        self.end_compound(height, Truth::True)
    }
}

/// What opens an object whose class is in the memo.
pub(in super::super) const OPENING: Word = Word::of([bytes::EmptyTuple, bytes::NewObj, bytes::EmptyDict, bytes::Mark]);

/// The fields of an object that is written the straight way.
#[doc(hidden)]
pub struct FieldsWriter<'a, 'w> {
    writer: &'a mut Writer<'w>,
    class: &'a KnownClass,
    /// The entries of the names, when all are near and nobody asks about values; else none.
    names: &'a [Cell<u8>],
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
        if self.behind_name(index).is_none() {
            self.writer.straight_name(self.class.known_name(index))?;
        }
        let height = self.writer.height;
        let written = write(value, self.writer);
        if written.is_err() || self.writer.height != height.wrapping_add(1) {
            return self.failed(index, written, height);
        }
        self.writer.height = height;
        written
    }

    #[cold]
    #[inline(never)]
    fn failed(&self, index: usize, written: Result<()>, height: usize) -> Result<()> {
        let checked = written.and_then(|()| self.writer.check_one_value_since(height));
        checked.map_err(|error| error.at_attribute(self.class.name_of(index)))
    }

    /// As `value`, for a value that is mostly written in a shorter way.
    #[cold]
    #[inline(never)]
    pub(crate) fn uncommon<T: Pickle + ?Sized>(&mut self, index: usize, value: &T) -> Result<()> {
        self.value(index, value, T::pickle_value)
    }

    /// The writer behind the name of a field, when nobody asks about the value and nothing else has to be done.
    #[inline(always)]
    pub(crate) fn behind_name(&mut self, index: usize) -> Option<&mut Writer<'w>> {
        match self.entry(index) {
            Some(entry) => self.writer.output.write_between([bytes::BinGet, entry]).then_some(&mut *self.writer),
            None => self.behind_another_name(index),
        }
    }

    /// Writes the name of a field and a value of up to six bytes; says whether nobody asks about the value and nothing else
    /// had to be done.
    #[inline(always)]
    pub(crate) fn write_word(&mut self, index: usize, value: Word) -> bool {
        match self.entry(index) {
            Some(entry) => self.writer.output.write_word(value.behind(entry)),
            None => self.write_word_behind_another_name(index, value),
        }
    }

    /// As `write_word`, for a float.
    #[inline(always)]
    pub(crate) fn write_float(&mut self, index: usize, value: f64) -> bool {
        let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
        self.entry(index).is_some_and(|entry| {
            self.writer.output.write_between([bytes::BinGet, entry, bytes::BinFloat, a, b, c, d, e, f, g, h])
        })
    }

    /// As `behind_name`, for a name that may be new or far.
    #[inline(never)]
    fn behind_another_name(&mut self, index: usize) -> Option<&mut Writer<'w>> {
        let is_asked = self.writer.hooks.is_some();
        match !is_asked && self.writer.write_new_name(self.class.known_name(index)) {
            true => Some(&mut *self.writer),
            false => self.behind_far_name(index),
        }
    }

    #[inline(never)]
    fn behind_far_name(&mut self, index: usize) -> Option<&mut Writer<'w>> {
        let is_written = self.writer.hooks.is_none() && self.writer.straight_name(self.class.known_name(index)).is_ok();
        is_written.then_some(&mut *self.writer)
    }

    #[inline(never)]
    fn write_word_behind_another_name(&mut self, index: usize, value: Word) -> bool {
        self.behind_another_name(index).map(|writer| writer.word(value)).is_some()
    }

    #[inline(always)]
    fn entry(&self, index: usize) -> Option<u8> {
        self.names.get(index).map(Cell::get)
    }

    /// Writes all fields by their positions.
    pub(crate) fn by_position(&mut self, instance: &(impl Instance + ?Sized)) -> Result<()> {
        (0..self.class.fields.len())
            .try_for_each(|index| self.value(index, instance, |instance, writer| instance.write_field(index, writer)))
    }
}
