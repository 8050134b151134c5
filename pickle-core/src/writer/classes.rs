//! `Classes`: a table of the classes whose instances a dump has met, with what is asked about each of them every time.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Deref;
use std::rc::Rc;

use crate::Result;
use crate::class::{Class, Layout, Place, ValueBase};

use super::Writer;
use super::memo::{AddressHasher, Key, MemoId};

/// How many classes are found without a table.
const RECENT: usize = 16;

/// The classes by the address of their description.
#[derive(Default)]
pub(super) struct Classes {
    known: HashMap<usize, Rc<KnownClass>, BuildHasherDefault<AddressHasher>>,
    /// The class of each of these places that was met last.
    recent: [Option<Rc<KnownClass>>; RECENT],
    /// The memo that the entries of the classes are in, numbered from 1; another number is another memo.
    memo: u64,
}

/// A class, where its fields stand, and where the memo has its names.
pub(super) struct KnownClass {
    class: &'static Class,
    dict: Box<[usize]>,
    slots: Box<[usize]>,
    private: Box<[usize]>,
    contents: Box<[usize]>,
    arguments: Cow<'static, [usize]>,
    making: Arguments,
    /// The entry of the class.
    global: Stored,
    names: Box<[FieldName]>,
}

/// The dicts that attributes stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Dict,
    Slots,
    /// Of a pydantic model.
    Private,
}

/// The positional arguments that make an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Arguments {
    /// A field that is the tuple of them.
    Whole(usize),
    /// A field for each.
    Each(Cow<'static, [usize]>),
}

/// The name of a field.
struct FieldName {
    text: &'static str,
    key: Key<'static>,
    entry: Stored,
}

/// An entry, and the memo that it is in; zero is no memo.
#[derive(Default)]
struct Stored {
    memo: Cell<u64>,
    id: Cell<MemoId>,
}

impl Classes {
    /// What is known of a class.
    #[inline]
    fn know(&mut self, class: &'static Class) -> Rc<KnownClass> {
        let address = std::ptr::from_ref(class).addr();
        let recent = address / align_of::<Class>() % RECENT;
        match &self.recent[recent] {
            Some(known) if std::ptr::eq(known.class, class) => Rc::clone(known),
            _ => self.know_another(class, address, recent),
        }
    }

    #[cold]
    fn know_another(&mut self, class: &'static Class, address: usize, recent: usize) -> Rc<KnownClass> {
        let known = self.known.entry(address).or_insert_with(|| Rc::new(KnownClass::new(class)));
        self.recent[recent] = Some(Rc::clone(known));
        Rc::clone(known)
    }

    /// Forgets all entries.
    pub(super) fn forget_entries(&mut self) {
        self.memo += 1;
    }
}

impl KnownClass {
    fn new(class: &'static Class) -> KnownClass {
        let part = |part| (0..class.fields.len()).filter(|&index| is_in_part(class, index, part)).collect();
        KnownClass {
            class,
            dict: part(Part::Dict),
            slots: part(Part::Slots),
            private: part(Part::Private),
            contents: (0..class.fields.len()).filter(|&index| class.fields[index].place.is_contents()).collect(),
            arguments: class.argument_fields(),
            making: Arguments::of(class),
            global: Stored::default(),
            names: class.fields.iter().map(|field| FieldName::new(field.name)).collect(),
        }
    }

    /// The fields that stand in a part of the state.
    #[inline]
    pub(super) fn part(&self, part: Part) -> &[usize] {
        match part {
            Part::Dict => &self.dict,
            Part::Slots => &self.slots,
            Part::Private => &self.private,
        }
    }

    /// The fields that hold what the object itself holds.
    pub(super) fn contents(&self) -> &[usize] {
        &self.contents
    }

    /// The fields that are arguments one by one.
    pub(super) fn argument_fields(&self) -> &[usize] {
        &self.arguments
    }

    pub(super) fn making(&self) -> &Arguments {
        &self.making
    }

    /// The name of a field.
    pub(super) fn name_of(&self, index: usize) -> &'static str {
        self.class.fields.get(index).map_or("?", |field| field.name)
    }
}

impl Deref for KnownClass {
    type Target = Class;

    fn deref(&self) -> &Class {
        self.class
    }
}

impl Arguments {
    fn of(class: &'static Class) -> Arguments {
        match (class.field_of(Place::Arguments), class.value_field()) {
            // The parts of a complex number are the arguments.
            (Some(index), _) | (None, Some((index, ValueBase::Complex))) => Arguments::Whole(index),
            (None, Some((index, _))) => Arguments::Each(vec![index].into()),
            (None, None) => Arguments::Each(class.argument_fields()),
        }
    }
}

/// Whether a field stands in this part of the state.
fn is_in_part(class: &Class, index: usize, part: Part) -> bool {
    let Some(field) = class.fields.get(index) else { return false };
    match (field.place, class.layout) {
        (place, Layout::MsgspecKwOnly) => place.has_name() && part == Part::Dict,
        // All of a call's arguments are only that.
        (Place::State, Layout::Args | Layout::Call) if class.arguments.contains(&index) => false,
        (Place::State | Place::Slot, Layout::Slots) => part == Part::Slots,
        (Place::Slot, Layout::DictSlots) => part == Part::Slots,
        (Place::State | Place::Slot, _) => part == Part::Dict,
        (Place::Private, _) => part == Part::Private,
        _ => false,
    }
}

impl FieldName {
    fn new(text: &'static str) -> FieldName {
        FieldName { text, key: Key::str(text.as_bytes()), entry: Stored::default() }
    }
}

impl Stored {
    #[inline]
    fn entry(&self, memo: u64) -> Option<MemoId> {
        (self.memo.get() == memo).then(|| self.id.get())
    }

    fn set(&self, memo: u64, id: MemoId) {
        self.memo.set(memo);
        self.id.set(id);
    }
}

impl Writer<'_> {
    #[inline]
    pub(super) fn know_class(&mut self, class: &'static Class) -> Rc<KnownClass> {
        self.tables.classes.know(class)
    }

    /// Writes a class that instances are made of.
    #[inline]
    pub(super) fn class_global(&mut self, class: &KnownClass) -> Result<()> {
        match class.global.entry(self.tables.classes.memo) {
            Some(id) => self.reference(id),
            None => self.find_or_write_class(class),
        }
    }

    #[inline(never)]
    fn find_or_write_class(&mut self, class: &KnownClass) -> Result<()> {
        if let Some(id) = self.global_entry(class.module, class.name)? {
            class.global.set(self.tables.classes.memo, id);
        }
        Ok(())
    }

    /// Writes the name of a field.
    #[inline]
    pub(super) fn field_name(&mut self, class: &KnownClass, index: usize) -> Result<()> {
        let name = &class.names[index];
        match name.entry.entry(self.tables.classes.memo) {
            Some(id) => self.reference(id),
            None => self.find_or_write_name(name),
        }
    }

    #[inline(never)]
    fn find_or_write_name(&mut self, name: &FieldName) -> Result<()> {
        if let Some(id) = self.interned_text(&name.key, name.text)? {
            name.entry.set(self.tables.classes.memo, id);
        }
        Ok(())
    }
}
