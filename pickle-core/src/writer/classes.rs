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
use super::first_object::FirstObject;
use super::memo::{AddressHasher, CallPatience, Key, MemoId, spread};
use super::names::{KnownName, Stored};
use super::straight::{self, Word};
use super::{Truth, Writer};

/// How many classes are found without a table, as bits of their number.
const RECENT_BITS: u32 = 6;

/// The classes by the address of their description.
pub(super) struct Classes {
    known: HashMap<usize, Rc<KnownClass>, BuildHasherDefault<AddressHasher>>,
    /// The classes that were met lately, each at the place of its address or at the one beside it.
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
    /// A memo, and whether equal calls of the class are looked for in it.
    looked_in: Cell<u64>,
    patience: Cell<CallPatience>,
    /// The memo in which they are looked for rarely, and the entry of the class there, which is near.
    unlooked_in: Cell<u64>,
    unlooked_entry: Cell<u8>,
    /// The memo in which an object has all its names.
    met_in: Cell<u64>,
    /// The memo in which the class and all names are near, what opens an object there, and the entries of the names.
    near_in: Cell<u64>,
    near_opening: Cell<Word>,
    near_names: Box<[Cell<u8>]>,
    names: Box<[KnownName]>,
    module_name: KnownName,
    own_name: KnownName,
    first_object: FirstObject,
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
        match self.recent(class) {
            Some(known) => Rc::clone(known),
            None => self.know_another(class),
        }
    }

    #[inline(always)]
    fn recent(&self, class: &'static Class) -> Option<&Rc<KnownClass>> {
        let (first, second) = recent_places(class);
        let is_it = |known: &&Rc<KnownClass>| std::ptr::eq(known.class, class);
        let at = |place: usize| self.recent[place].as_ref().filter(is_it);
        at(first).or_else(|| at(second))
    }

    /// The entry of a class that was met lately, if it is near and equal calls of the class are looked for rarely.
    #[inline]
    pub(super) fn near_call(&self, class: &'static Class) -> Option<u8> {
        let known = self.recent(class)?;
        (known.unlooked_in.get() == self.memo).then(|| known.unlooked_entry.get())
    }

    #[cold]
    fn know_another(&mut self, class: &'static Class) -> Rc<KnownClass> {
        let number = self.known.len();
        let address = std::ptr::from_ref(class).addr();
        let known = self.known.entry(address).or_insert_with(|| Rc::new(KnownClass::new(class, number)));
        let (first, second) = recent_places(class);
        self.recent[second] = self.recent[first].replace(Rc::clone(known));
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

/// The two places that a class can have among those that were met lately.
#[inline]
fn recent_places(class: &'static Class) -> (usize, usize) {
    let place = (spread(std::ptr::from_ref(class).addr()) >> (u64::BITS - RECENT_BITS)) as usize;
    (place, place ^ 1)
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
            looked_in: Cell::new(0),
            patience: Cell::new(CallPatience::FULL),
            unlooked_in: Cell::new(0),
            unlooked_entry: Cell::new(0),
            met_in: Cell::new(0),
            near_in: Cell::new(0),
            near_opening: Cell::new(straight::OPENING),
            near_names: vec![Cell::new(0); class.fields.len()].into(),
            names: class.fields.iter().map(|field| KnownName::new(field.name)).collect(),
            module_name: KnownName::new(class.module),
            own_name: KnownName::new(class.name),
            first_object: FirstObject::new(class),
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

    /// The entries of the names of the fields in the memo in which all are near.
    #[inline]
    pub(super) fn near_names(&self) -> &[Cell<u8>] {
        &self.near_names
    }

    /// Notes whether a look for an equal call found one in this memo.
    pub(super) fn note_look(&self, is_found: bool, memo: u64) {
        let left = self.patience.get().after(is_found);
        self.patience.set(left);
        match self.global.near_entry(memo).filter(|_| left.is_out()) {
            Some(entry) => {
                self.unlooked_entry.set(entry);
                self.unlooked_in.set(memo);
            }
            None => self.unlooked_in.set(0),
        }
    }

    #[inline]
    pub(super) fn has_plain_state(&self) -> bool {
        self.has_plain_state
    }

    /// What opens the first object.
    #[inline]
    pub(super) fn first_object(&self) -> &FirstObject {
        &self.first_object
    }

    /// A field's name that is written again and again.
    #[inline]
    pub(super) fn known_name(&self, index: usize) -> &KnownName {
        &self.names[index]
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

    /// Stores the names of a class, which were announced and begin at these places.
    #[inline]
    pub(super) fn store_announced_names(&mut self, class: &KnownClass, [module, name]: [usize; 2]) {
        for (known, start) in [(&class.module_name, module), (&class.own_name, name)] {
            known.set_entry(self.tables.classes.memo, self.tables.memo.store_announced(known.key(), start));
        }
    }

    /// Stores a class that was announced.
    #[inline]
    pub(super) fn store_announced_class(&mut self, class: &KnownClass, kept: &[u8]) {
        class.global.set(self.tables.classes.memo, self.tables.memo.store_announced_class(&class.key, kept));
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
        self.name(class.known_name(index))
    }

    /// Whether to look for an equal call of a class.
    pub(super) fn looks_for_calls(&mut self, class: &KnownClass) -> bool {
        if class.looked_in.replace(self.tables.classes.memo) != self.tables.classes.memo {
            class.patience.set(CallPatience::FULL);
        }
        !class.patience.get().is_out() || self.tables.memo.patience().call_probes().is_next()
    }

    /// What opens an object of a class that is near with all names.
    #[inline]
    pub(super) fn near_opening(&self, class: &KnownClass) -> Option<Word> {
        (class.near_in.get() == self.tables.classes.memo).then(|| class.near_opening.get())
    }

    /// Notes that an object of the class follows. The second one finds out whether one byte is enough for each entry that
    /// objects refer to, so that a lone object does not have to.
    pub(super) fn note_object_of(&self, class: &KnownClass) {
        let memo = self.tables.classes.memo;
        if class.met_in.replace(memo) != memo || class.near_in.get() == memo {
            return;
        }
        let Some(entry) = class.global.near_entry(memo) else { return };
        let note = |(name, near): (&KnownName, &Cell<u8>)| name.near_entry(memo).map(|id| near.set(id)).is_some();
        if class.names.iter().zip(&class.near_names).all(note) {
            class.near_opening.set(straight::OPENING.behind(entry));
            class.near_in.set(memo);
        }
    }
}
