//! What is written out where it comes for the first time: the names of a class and of its attributes, to which a pickle
//! refers later.

use super::memo::Form;
use super::objects::{ObjectCursor, is_attribute};
use super::usual::behind_text;
use super::{Behind, Stream, bytes};
use crate::class::{Class, Field};

impl<'de> Stream<'_, 'de> {
    /// Goes into the first instance of a class, if the name of the class is written out here, and stored with `MEMOIZE`:
    /// the usual case.
    #[inline(never)]
    pub(super) fn begins_first_object(&mut self, cursor: &mut ObjectCursor) -> bool {
        let class = cursor.class();
        let Some((behind_module, behind_name)) = behind_names(self.rest, class) else { return false };
        let [bytes::StackGlobal, bytes::Memoize, bytes::EmptyTuple, bytes::NewObj, rest @ ..] = behind_name else {
            return false;
        };
        let number = self.tables.classes.number(class);
        if !self.may_begin_first_object(number) {
            return false;
        }
        let (start, start_of_name) = (self.position(), self.end - behind_module.len());
        let end_of_name = self.end - behind_name.len() - 1;
        let memo = &mut self.tables.memo;
        let is_stored = memo.store_next(start, start_of_name - 1, Form::Simple)
            && memo.store_next(start_of_name, end_of_name, Form::Simple)
            && memo.store_next(start, end_of_name + 2, Form::Compound);
        self.tables.classes.note_global(number, self.tables.memo.entries() - 1);
        cursor.begin(number, start);
        self.check(is_stored).is_ok() && self.begin_usual_object(cursor, rest)
    }

    /// Whether an instance of a class may begin here whose name is written out.
    fn may_begin_first_object(&self, number: usize) -> bool {
        let known = self.tables.classes.known(number);
        let is_here = self.is_ready() && self.depth_left > 0 && self.unstored == 0 && self.protocol >= 4;
        is_here && known.is_plain && self.options.globals.allows(known.class.module, known.class.name)
    }

    /// Offers an attribute of the class, if its name is written out here: that is so the first time.
    #[inline(never)]
    pub(crate) fn is_written_out(&mut self, class: &Class, place: usize, field: usize) -> bool {
        let Some(field) = class.fields.get(field).filter(|field| !self.is_ready() && is_attribute(field)) else {
            return false;
        };
        match behind_text(self.rest, field.name).and_then(behind_memoized) {
            Some(rest) if self.unstored == 0 => self.pass_memoized_name(rest, place),
            _ => self.length_of_name(field).is_some_and(|length| self.pass_name(length, place)),
        }
    }

    /// Goes on behind the name of an attribute and the `MEMOIZE` that stores it, notes its memo index, and offers the
    /// attribute.
    #[inline]
    fn pass_memoized_name(&mut self, rest: &'de [u8], place: usize) -> bool {
        let (start, index) = (self.position(), self.tables.memo.entries());
        self.rest = rest;
        self.completed = self.position() - 1;
        self.tables.classes.note_name_at(place, index);
        self.offer(Behind::NoMark);
        self.tables.memo.store_next(start, self.completed, Form::Simple)
    }

    /// The same before a name of this length, however it is stored.
    pub(super) fn pass_name(&mut self, length: usize, place: usize) -> bool {
        let start = self.position();
        self.skip(length);
        let is_made = self.made(start, Form::Simple).is_ok();
        if let Some(index) = self.last_index() {
            self.tables.classes.note_name_at(place, index);
        }
        self.opcode();
        self.offer(Behind::NoMark);
        is_made
    }

    /// How long the instruction is that writes the name of a field out, if it stands here.
    #[inline]
    pub(super) fn length_of_name(&self, field: &Field) -> Option<usize> {
        let (length, rest) = match self.rest {
            [bytes::ShortBinUnicode, length, rest @ ..] => (usize::from(*length), rest),
            [bytes::BinUnicode, length, 0, 0, 0, rest @ ..] => (usize::from(*length), rest),
            _ => return None,
        };
        let is_it = length == field.name.len() && rest.starts_with(field.name.as_bytes()) && is_attribute(field);
        is_it.then(|| self.rest.len() - rest.len() + length)
    }
}

/// What stands behind the name of the module of a class, and behind its own name, if both are written out here.
fn behind_names<'de>(rest: &'de [u8], class: &Class) -> Option<(&'de [u8], &'de [u8])> {
    let behind_module = behind_memoized(behind_text(rest, class.module)?)?;
    let behind_name = behind_memoized(behind_text(behind_module, class.name)?)?;
    Some((behind_module, behind_name))
}

/// What stands behind a value that is stored with `MEMOIZE`, behind that.
#[inline]
fn behind_memoized(rest: &[u8]) -> Option<&[u8]> {
    rest.strip_prefix(&[bytes::Memoize])
}
