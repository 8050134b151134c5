//! `Classes`: a table of the classes whose instances a dump has met, with what is asked about each of them every time.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Deref;
use std::rc::Rc;

use crate::Result;
use crate::class::{Class, Layout, Place, ValueBase};
use crate::opcode::Instruction;

use super::containers::BATCH;
use super::memo::{AddressHasher, Key, MemoId, spread};
use super::names::{KnownName, Stored};
use super::{Truth, Writer, straight};

/// How many classes are found without a table, as bits of their number.
const RECENT_BITS: u32 = 6;

/// The classes by the address of their description.
pub(super) struct Classes {
    known: HashMap<usize, Rc<KnownClass>, BuildHasherDefault<AddressHasher>>,
    /// The class of each of these places that was met last.
    recent: Box<[Option<Rc<KnownClass>>; 1 << RECENT_BITS]>,
    /// The memo that the entries of the classes are in, numbered from 1; another number is another memo.
    memo: u64,
}

/// A class, where its fields stand, and where the memo has its names.
pub(super) struct KnownClass {
    class: &'static Class,
    /// How many classes were met before.
    number: usize,
    dict: Box<[usize]>,
    slots: Box<[usize]>,
    private: Box<[usize]>,
    contents: Box<[usize]>,
    arguments: Cow<'static, [usize]>,
    making: Arguments,
    /// The entry of the class, and its key.
    global: Stored,
    key: Key<'static>,
    has_plain_state: bool,
    /// The memo in which all names are near, and their entries there.
    near_in: Cell<u64>,
    near_names: Box<[Cell<u8>]>,
    names: Box<[KnownName]>,
    module_name: KnownName,
    own_name: KnownName,
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

impl Default for Classes {
    fn default() -> Classes {
        Classes { known: HashMap::default(), recent: Box::new([const { None }; 1 << RECENT_BITS]), memo: 0 }
    }
}

impl Classes {
    /// What is known of a class.
    #[inline]
    fn know(&mut self, class: &'static Class) -> Rc<KnownClass> {
        let address = std::ptr::from_ref(class).addr();
        let recent = (spread(address) >> (u64::BITS - RECENT_BITS)) as usize;
        match &self.recent[recent] {
            Some(known) if std::ptr::eq(known.class, class) => Rc::clone(known),
            _ => self.know_another(class, address, recent),
        }
    }

    #[cold]
    fn know_another(&mut self, class: &'static Class, address: usize, recent: usize) -> Rc<KnownClass> {
        let number = self.known.len();
        let known = self.known.entry(address).or_insert_with(|| Rc::new(KnownClass::new(class, number)));
        self.recent[recent] = Some(Rc::clone(known));
        Rc::clone(known)
    }

    /// The memo that the entries of the classes are in.
    #[inline]
    pub(super) fn memo(&self) -> u64 {
        self.memo
    }

    /// Forgets all entries.
    pub(super) fn forget_entries(&mut self) {
        self.memo += 1;
    }
}

impl KnownClass {
    fn new(class: &'static Class, number: usize) -> KnownClass {
        let part = |part| (0..class.fields.len()).filter(|&index| is_in_part(class, index, part)).collect();
        KnownClass {
            class,
            number,
            dict: part(Part::Dict),
            slots: part(Part::Slots),
            private: part(Part::Private),
            contents: (0..class.fields.len()).filter(|&index| class.fields[index].place.is_contents()).collect(),
            arguments: class.argument_fields(),
            making: Arguments::of(class),
            global: Stored::default(),
            key: Key::global(class.module, class.name),
            has_plain_state: has_plain_state(class),
            near_in: Cell::new(0),
            near_names: vec![Cell::new(0); class.fields.len()].into(),
            names: class.fields.iter().map(|field| KnownName::new(field.name)).collect(),
            module_name: KnownName::new(class.module),
            own_name: KnownName::new(class.name),
        }
    }

    /// A number that no other class has.
    #[inline]
    pub(super) fn number(&self) -> usize {
        self.number
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

    #[inline]
    pub(super) fn has_plain_state(&self) -> bool {
        self.has_plain_state
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

/// Whether an instance of which all fields are set has nothing but a state: several fields in a dict that one
/// instruction takes.
fn has_plain_state(class: &Class) -> bool {
    class.layout == Layout::Dict
        && class.state_setter.is_none()
        && class.arguments.is_empty()
        && class.keywords.is_empty()
        && (2..=BATCH).contains(&class.fields.len())
        && class.fields.iter().all(|field| field.place == Place::State && field.name.len() <= straight::LONGEST_TEXT)
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
        let has_short_names = class.module_name.is_short() && class.own_name.is_short();
        let entry = match self.extensions {
            None if self.is_framed() && has_short_names => Some(self.straight_global(class)?),
            _ => self.global_entry(class.module, class.name)?,
        };
        if let Some(id) = entry {
            class.global.set(self.tables.classes.memo, id);
        }
        Ok(())
    }

    /// As [`Writer::global_entry`], at protocols with frames.
    fn straight_global(&mut self, class: &KnownClass) -> Result<MemoId> {
        self.begin_value();
        let entry = match self.find(&class.key) {
            Some(id) => {
                self.get_straight(id);
                id
            }
            None => {
                self.straight_name(&class.module_name)?;
                self.straight_name(&class.own_name)?;
                self.write(Instruction::StackGlobal);
                self.memoize_content(&class.key)?
            }
        };
        self.end_value(Truth::True)?;
        Ok(entry)
    }

    /// Writes the name of a field.
    #[inline]
    pub(super) fn field_name(&mut self, class: &KnownClass, index: usize) -> Result<()> {
        self.name(&class.names[index])
    }

    /// Writes the name of a field the straight way.
    #[inline(never)]
    pub(super) fn straight_field_name(&mut self, class: &KnownClass, index: usize) -> Result<()> {
        self.straight_name(&class.names[index])
    }

    /// The entry of a class, if it is known and near.
    #[inline]
    pub(super) fn near_entry(&self, class: &KnownClass) -> Option<u8> {
        class.global.near_entry(self.tables.classes.memo)
    }

    /// The entries of the names of the fields, if all are known and near; else none.
    #[inline]
    pub(super) fn near_names<'c>(&self, class: &'c KnownClass) -> &'c [Cell<u8>] {
        if class.near_in.get() == self.tables.classes.memo { &class.near_names } else { &[] }
    }

    /// Notes which entries the names of the fields have, if one byte is enough for each of them.
    pub(super) fn note_near_names(&self, class: &KnownClass) {
        let memo = self.tables.classes.memo;
        let note = |(name, near): (&KnownName, &Cell<u8>)| name.near_entry(memo).map(|id| near.set(id)).is_some();
        if class.names.iter().zip(&class.near_names).all(note) {
            class.near_in.set(memo);
        }
    }
}
