//! Objects that have nothing but a state: a dict of all fields in their order.

use crate::class::{Class, Instance};
use crate::opcode::bytes;
use crate::{Pickle, Result};

use super::super::classes::KnownClass;
use super::super::{Identity, Truth, Writer};
use super::Word;
use super::fields::{FieldsWriter, Names};

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
        let names = self.near_names(class);
        instance.write_fields(&mut FieldsWriter::new(self, class, names))?;
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
        let mut rest = items;
        while let [item, ..] = rest {
            let index = first + items.len() - rest.len();
            let written = match self.opens_as_before(&class, item) {
                true => self.write_opened_objects(&class, rest, index)?,
                false => {
                    self.write_instance(&class, item).map_err(|error| error.at_index(index))?;
                    1
                }
            };
            self.height = height;
            rest = &rest[written..];
        }
        Ok(())
    }

    /// Writes objects, the first of which is open, as long as nothing has to be done between two of them; says how many. The
    /// first has this index.
    #[inline]
    fn write_opened_objects<T: Instance>(&mut self, class: &KnownClass, objects: &[T], first: usize) -> Result<usize> {
        self.depth += 1;
        let names = self.near_names(class);
        let mut fields = FieldsWriter::new(self, class, names);
        let mut written = 0;
        for (index, object) in objects.iter().enumerate() {
            object.write_fields(&mut fields).map_err(|error| error.at_index(first + index))?;
            written = index + 1;
            if !objects.get(written).is_some_and(|next| fields.open_next(next)) {
                break;
            }
        }
        fields.close();
        self.depth -= 1;
        Ok(written)
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
        let names = match identity.0.is_none() && self.open_first_object(class) {
            true if self.hooks.is_none() => Names::Announced,
            true => Names::Any,
            false => self.open_another_object(class, identity)?,
        };
        let outer = std::mem::replace(&mut self.first_object, matches!(names, Names::Announced).then_some(self.depth));
        instance.write_fields(&mut FieldsWriter::new(self, class, names))?;
        self.first_object = outer;
        self.close_straight_object(height)
    }

    /// Whether what follows is in a list that is a field of the first object of its class.
    #[inline]
    pub(super) fn is_in_first_object(&self) -> bool {
        self.first_object.is_some_and(|depth| depth + 1 == self.depth)
    }

    fn open_another_object<'c>(&mut self, class: &'c KnownClass, identity: Identity) -> Result<Names<'c>> {
        self.class_global(class)?;
        self.begin_value();
        self.output.write_bytes([bytes::EmptyTuple, bytes::NewObj]);
        self.memoize_identity(identity)?;
        self.begin_value();
        self.output.write_bytes([bytes::EmptyDict, bytes::Mark]);
        Ok(if self.near_opening(class).is_some() { self.near_names(class) } else { Names::Any })
    }

    /// The names of an object that was entered, of a class that is near.
    #[inline]
    fn near_names<'c>(&self, class: &'c KnownClass) -> Names<'c> {
        if self.depth < self.options.max_depth { Names::Near(class.near_names()) } else { Names::Any }
    }

    #[inline]
    fn close_straight_object(&mut self, height: usize) -> Result<()> {
        self.output.write_bytes(CLOSING);
        self.end_compound(height, Truth::True)
    }
}

/// What opens an object whose class is in the memo.
pub(in super::super) const OPENING: Word = Word::of([bytes::EmptyTuple, bytes::NewObj, bytes::EmptyDict, bytes::Mark]);

/// What closes an object.
pub(super) const CLOSING: [u8; 2] = [bytes::SetItems, bytes::Build];
