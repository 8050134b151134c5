//! The pickle of one class on its way, and what arrives of it.

use pickle_core::schema::{ClassName, DefaultSource, Field, Record};

use super::direction::{Direction, Language};
use super::effect::Effect;
use super::types::type_effect;
use super::wire::Wire;

/// The two versions of a class on one of the two ways.
pub(super) struct Delivery<'a> {
    pub(super) direction: &'a Direction<'a>,
    pub(super) writer: &'a Record,
    pub(super) reader: &'a Record,
    /// What the reader calls the class.
    pub(super) class: &'a ClassName,
    /// Which field of the writer is which of the reader.
    pub(super) pairs: &'a [(usize, usize)],
}

/// What arrives of an object.
pub(super) struct Arrival {
    /// What becomes of the object as a whole.
    pub(super) whole: Effect,
    /// What becomes of what each field of the writer has.
    pub(super) sent: Vec<Effect>,
    /// What each field of the reader gets; nothing as long as nothing has arrived.
    got: Vec<Option<Effect>>,
}

impl Delivery<'_> {
    pub(super) fn wire(&self) -> Wire<'_> {
        Wire::of(self.writer)
    }

    pub(super) fn sent_field(&self, sent: usize) -> &Field {
        &self.writer.fields[sent]
    }

    /// The reader's field with the name that a field of the writer has in the pickle.
    pub(super) fn named_alike(&self, sent: usize) -> Option<usize> {
        let name = &self.sent_field(sent).name;
        self.reader.fields.iter().position(|field| field.name == *name)
    }

    /// What the value of a field is worth where it arrives in a field of the reader.
    pub(super) fn value_effect(&self, language: Language, sent: usize, got: usize) -> Effect {
        let (from, to) = (self.sent_field(sent), &self.reader.fields[got]);
        let of_type = type_effect(self.direction, language, &from.ty, &to.ty);
        match self.pairs.contains(&(sent, got)) {
            true => of_type,
            false if of_type == Effect::Error => Effect::Error,
            false => Effect::Wrong,
        }
    }

    /// The field of the writer that is the same as a field of the reader.
    pub(super) fn counterpart(&self, got: usize) -> Option<&Field> {
        let pair = self.pairs.iter().find(|(_, reader)| *reader == got)?;
        Some(self.sent_field(pair.0))
    }

    /// Whether an object of the writer may be pickled without an attribute that is looked for by name.
    pub(super) fn may_be_absent(&self, sent: usize) -> bool {
        let field = self.sent_field(sent);
        field.can_be_unset || field.default.as_ref().is_some_and(|default| default.source == DefaultSource::ClassAlone)
    }
}

impl Arrival {
    pub(super) fn new(delivery: &Delivery<'_>) -> Arrival {
        let (sent, got) = (delivery.writer.fields.len(), delivery.reader.fields.len());
        Arrival { whole: Effect::None, sent: vec![Effect::None; sent], got: vec![None; got] }
    }

    /// A value arrives in a field of the reader.
    pub(super) fn put(&mut self, got: usize, effect: Effect) {
        self.got[got] = Some(self.got[got].map_or(effect, |known| known.max(effect)));
    }

    /// The values of these fields come to something else than a field of the reader.
    pub(super) fn lose(&mut self, sent: &[usize], effect: Effect) {
        for index in sent {
            self.sent[*index] = self.sent[*index].max(effect);
        }
    }

    /// The object as a whole is affected.
    pub(super) fn affect(&mut self, effect: Effect) {
        self.whole = self.whole.max(effect);
    }

    /// Says what becomes of the fields of the reader in which nothing has arrived.
    pub(super) fn fill(&mut self, absent: impl Fn(usize) -> Effect) {
        for (index, got) in self.got.iter_mut().enumerate() {
            got.get_or_insert_with(|| absent(index));
        }
    }

    /// What each field of the reader gets.
    pub(super) fn got(&self, index: usize) -> Effect {
        self.got[index].unwrap_or(Effect::None)
    }
}
