//! `FieldsWriter`: the attributes of an object, each name with its value.

use std::cell::Cell;

use crate::class::{Class, Instance};
use crate::opcode::bytes;
use crate::protocol::Protocol;
use crate::{Pickle, Result};

use super::super::Writer;
use super::super::classes::KnownClass;
use super::object::CLOSING;
use super::{Argument, SHORT_ROOM, Word};

/// The fields of an object that is written the straight way.
#[doc(hidden)]
pub struct FieldsWriter<'a, 'w> {
    writer: &'a mut Writer<'w>,
    class: &'a KnownClass,
    /// The entries of near names; empty where they are not.
    near: &'a [Cell<u8>],
    are_announced: bool,
}

/// Where the memo has the names of the fields.
pub(super) enum Names<'a> {
    /// In these entries, nobody asks about values, and they may nest one level deeper than the object.
    Near(&'a [Cell<u8>]),
    /// They are announced to the memo, and nobody asks about values.
    Announced,
    Any,
}

impl<'a, 'w> FieldsWriter<'a, 'w> {
    #[inline]
    pub(super) fn new(writer: &'a mut Writer<'w>, class: &'a KnownClass, names: Names<'a>) -> Self {
        let (near, are_announced) = match names {
            Names::Near(entries) => (entries, false),
            Names::Announced => (&[][..], true),
            Names::Any => (&[][..], false),
        };
        FieldsWriter { writer, class, near, are_announced }
    }

    /// Closes the object and opens another one of its class, if the memo has all names near and nothing has to be done between the
    /// two; says whether it did.
    #[inline(always)]
    pub(super) fn open_next(&mut self, instance: &impl Instance) -> bool {
        match self.writer.near_opening(self.class) {
            Some(opening) if instance.is_whole(self.class.fields.len()) => {
                self.writer.output.write_between(opening.behind_closing())
            }
            _ => false,
        }
    }

    /// Closes the object.
    #[inline]
    pub(super) fn close(&mut self) {
        self.writer.output.write_bytes(CLOSING);
    }

    pub(crate) fn protocol(&self) -> Protocol {
        self.writer.protocol()
    }

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

    /// Writes the name of a field and a text.
    // All calls are the last thing that is done, so no registers are saved on the usual way.
    #[inline(never)]
    pub(crate) fn text(&mut self, index: usize, text: &str) -> Result<()> {
        match self.entry(index) {
            Some(entry) if self.writer.write_usual_text([bytes::BinGet, entry], text) => Ok(()),
            Some(entry) => self.unusual_text(index, entry, text),
            None => self.other_text(index, text),
        }
    }

    #[inline(never)]
    fn unusual_text(&mut self, index: usize, entry: u8, text: &str) -> Result<()> {
        match self.writer.write_easy_text([bytes::BinGet, entry], text) {
            true => Ok(()),
            false if self.writer.output.write_between([bytes::BinGet, entry]) => self.writer.another_text(text),
            false => self.other_text(index, text),
        }
    }

    #[inline(never)]
    fn other_text(&mut self, index: usize, text: &str) -> Result<()> {
        match self.write_first_name::<SHORT_ROOM>(index) {
            true => self.writer.framed_first_text(text),
            false => self.far_text(index, text),
        }
    }

    #[inline(never)]
    fn far_text(&mut self, index: usize, text: &str) -> Result<()> {
        if self.write_announced_name(index) {
            return self.writer.first_text(text);
        }
        let Some(writer) = self.behind_far_name(index) else { return self.value(index, text, str::pickle_value) };
        match writer.write_easy_text([], text) {
            true => Ok(()),
            false => writer.another_text(text),
        }
    }

    /// Writes the name of a field and the call of a class with a text in UTF-8, as [`Writer::call_with_text`] does; says whether
    /// nobody asks about the value and nothing else had to be done.
    #[inline(never)]
    pub(crate) fn call_with_text(&mut self, index: usize, class: &'static Class, text: &[u8]) -> bool {
        self.call(index, class, Argument::Text, text)
    }

    /// As `call_with_text`, with `bytes`.
    #[inline(never)]
    pub(crate) fn call_with_bytes(&mut self, index: usize, class: &'static Class, content: &[u8]) -> bool {
        self.call(index, class, Argument::Bytes, content)
    }

    #[inline(always)]
    fn call(&mut self, index: usize, class: &'static Class, argument: Argument, content: &[u8]) -> bool {
        match (self.entry(index), self.writer.tables.classes.near_call(class)) {
            (Some(name), Some(near)) => self.writer.write_near_call([bytes::BinGet, name], near, argument, content),
            _ => false,
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

    /// As `write_word`, for an int.
    #[inline(always)]
    pub(crate) fn write_int(&mut self, index: usize, value: i64) -> bool {
        match Word::of_int(value) {
            Some(word) => self.write_word(index, word),
            None => self.write_long_int(index, value),
        }
    }

    #[inline(never)]
    fn write_long_int(&mut self, index: usize, value: i64) -> bool {
        match self.write_first_name::<SHORT_ROOM>(index) {
            true => {
                self.writer.output.write_long_int(value);
                true
            }
            false => self.write_far_long_int(index, value),
        }
    }

    #[inline(never)]
    fn write_far_long_int(&mut self, index: usize, value: i64) -> bool {
        self.behind_name(index).map(|writer| writer.long_int(value)).is_some()
    }

    /// As `write_word`, for a float.
    #[inline(always)]
    pub(crate) fn write_float(&mut self, index: usize, value: f64) -> bool {
        let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
        match self.entry(index) {
            Some(entry) => {
                self.writer.output.write_between([bytes::BinGet, entry, bytes::BinFloat, a, b, c, d, e, f, g, h])
            }
            None => self.write_float_behind_another_name(index, value),
        }
    }

    #[inline(never)]
    fn write_word_behind_another_name(&mut self, index: usize, value: Word) -> bool {
        match self.write_first_name::<SHORT_ROOM>(index) {
            true => self.writer.output.write_word(value),
            false => self.write_word_behind_far_name(index, value),
        }
    }

    #[inline(never)]
    fn write_word_behind_far_name(&mut self, index: usize, value: Word) -> bool {
        self.behind_another_name(index).map(|writer| writer.word(value)).is_some()
    }

    #[inline(never)]
    fn write_float_behind_another_name(&mut self, index: usize, value: f64) -> bool {
        let [a, b, c, d, e, f, g, h] = value.to_be_bytes();
        match self.write_first_name::<SHORT_ROOM>(index) {
            true => self.writer.output.write_between([bytes::BinFloat, a, b, c, d, e, f, g, h]),
            false => self.write_float_behind_far_name(index, value),
        }
    }

    #[inline(never)]
    fn write_float_behind_far_name(&mut self, index: usize, value: f64) -> bool {
        self.behind_another_name(index).map(|writer| writer.straight_float(value)).is_some()
    }

    /// The writer behind the name of a field, when nobody asks about the value and nothing else has to be done.
    #[inline(always)]
    fn behind_name(&mut self, index: usize) -> Option<&mut Writer<'w>> {
        match self.entry(index) {
            Some(entry) => self.writer.output.write_between([bytes::BinGet, entry]).then_some(&mut *self.writer),
            None => self.behind_another_name(index),
        }
    }

    /// As `behind_name`, for a name that may be new or far.
    fn behind_another_name(&mut self, index: usize) -> Option<&mut Writer<'w>> {
        match self.write_announced_name(index) {
            true => Some(&mut *self.writer),
            false => self.behind_far_name(index),
        }
    }

    fn write_announced_name(&mut self, index: usize) -> bool {
        self.are_announced && self.writer.write_announced_name(self.class.known_name(index))
    }

    /// Writes a name that was announced, at protocols with frames, if there is room for so many bytes behind it, too, and no
    /// boundary up to there has something to do; says whether it did.
    #[inline(always)]
    fn write_first_name<const BEHIND: usize>(&mut self, index: usize) -> bool {
        self.are_announced
            && self.writer.is_framed()
            && self.writer.write_announced_framed_name::<BEHIND>(self.class.known_name(index))
    }

    #[inline(never)]
    fn behind_far_name(&mut self, index: usize) -> Option<&mut Writer<'w>> {
        let is_written = self.writer.hooks.is_none() && self.writer.straight_name(self.class.known_name(index)).is_ok();
        is_written.then_some(&mut *self.writer)
    }

    #[inline(always)]
    fn entry(&self, index: usize) -> Option<u8> {
        self.near.get(index).map(Cell::get)
    }

    /// Writes all fields by their positions.
    pub(crate) fn by_position(&mut self, instance: &(impl Instance + ?Sized)) -> Result<()> {
        (0..self.class.fields.len())
            .try_for_each(|index| self.value(index, instance, |instance, writer| instance.write_field(index, writer)))
    }
}
