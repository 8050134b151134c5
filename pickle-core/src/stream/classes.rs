//! What is known of each class while a pickle is loaded: the memo indexes of its global and of the names of its fields.

use std::borrow::Cow;
use std::ops::Range;

use super::memo::{Form, Slot};
use super::{Stream, bytes};
use crate::class::{Class, Layout, Place};
use crate::error::Result;
use crate::graph::Global;
use crate::names;
use crate::object::Making;
use crate::opcode::Instruction;
use crate::source::{Kind, Order, Part};

/// The classes that were met so far.
#[derive(Debug, Default)]
pub(super) struct ClassTable {
    classes: Vec<KnownClass>,
    /// The memo index of the name of each field of each class, or `UNKNOWN`; one more behind the last of each.
    names: Vec<u32>,
    /// The fields that the arguments of each class are for, and those that the values of its state are for.
    orders: Vec<usize>,
    /// Where further descriptions of the same classes are in memory, and the numbers of these.
    others: Vec<(usize, usize)>,
    recent: Recent,
    /// The number of the load.
    load: u32,
    /// The memo index of `copyreg._reconstructor`.
    reconstructor: Option<u64>,
}

/// The descriptions that were asked for, by some bits of where they are in memory: each at the place of these or, where
/// another one has that, beside it.
#[derive(Debug)]
struct Recent([[Asked; 2]; RECENT]);

/// A power of two.
const RECENT: usize = 32;

#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    address: usize,
    number: u32,
    /// The load that asked.
    load: u32,
}

impl Default for Recent {
    fn default() -> Recent {
        Recent([[Asked::default(); 2]; RECENT])
    }
}

impl Recent {
    /// The number of the class that is described here, if this load has asked for it lately.
    #[inline]
    fn find(&self, address: usize, load: u32) -> Option<usize> {
        let is_it = |asked: &Asked| asked.address == address && asked.load == load;
        let [first, second] = &self.0[place_of(address)];
        match is_it(first) {
            true => Some(first.number as usize),
            false => is_it(second).then_some(second.number as usize),
        }
    }

    fn remember(&mut self, asked: Asked) {
        let [first, second] = &mut self.0[place_of(asked.address)];
        *if first.load == asked.load { second } else { first } = asked;
    }
}

fn place_of(address: usize) -> usize {
    // Descriptions are some words long, and mostly one behind the other.
    (address / size_of::<usize>()).wrapping_mul(0x9e37_79b9) >> 16 & (RECENT - 1)
}

/// What a stream asks of a class again and again.
#[derive(Debug)]
pub(super) struct KnownClass {
    pub(super) class: &'static Class,
    /// The load that met it last.
    load: u32,
    /// Where in the row of names its own begin.
    pub(super) names: usize,
    /// The memo index of its global, or `UNKNOWN`.
    pub(super) global: u32,
    /// Whether a stream predicts its instances.
    pub(super) is_predicted: bool,
    /// Whether an instance without a state lacks attributes.
    pub(super) always_has_state: bool,
    /// Whether a stream predicts its instances, and all that they have is attributes in a dict of their state.
    pub(super) is_plain: bool,
    /// What the object itself may hold.
    pub(super) contents: Option<Part>,
    pub(super) making: Making,
    /// Where in the row of orders its own stand.
    arguments: Range<usize>,
    state: Range<usize>,
}

const UNKNOWN: u32 = u32::MAX;

/// What a stream expects of the pickles of instances.
struct Expected {
    /// Whether it predicts them.
    is_predicted: bool,
    /// Whether an instance without a state lacks attributes.
    always_has_state: bool,
    /// What an instance itself may hold: items or entries.
    contents: Option<Part>,
}

impl Expected {
    fn of(class: &Class) -> Expected {
        let is_simple = !matches!(class.layout, Layout::Global | Layout::Mapping | Layout::MsgspecKwOnly)
            && !class.layout.is_pydantic();
        let has_state =
            class.layout.names_attributes() || matches!(class.layout, Layout::List | Layout::Tuple | Layout::Custom);
        let mut expected = Expected {
            is_predicted: is_simple && class.state_setter.is_none(),
            always_has_state: class.layout == Layout::Custom,
            contents: None,
        };
        for field in class.fields {
            match field.place {
                Place::Value(_) | Place::Arguments | Place::FieldsSet | Place::Extra => expected.is_predicted = false,
                Place::Items => drop(expected.contents.get_or_insert(Part::Item)),
                Place::Entries => drop(expected.contents.get_or_insert(Part::Entry)),
                place => expected.always_has_state |= has_state && place.is_state(),
            }
        }
        expected
    }
}

impl ClassTable {
    /// Begins anew: no class was met in the pickle.
    pub(super) fn begin(&mut self) {
        self.reconstructor = None;
        self.load = self.load.wrapping_add(1);
        if self.load == 0 {
            *self = ClassTable { load: 1, ..ClassTable::default() };
        }
    }

    /// Forgets classes that were met in other pickles, where they are many.
    pub(super) fn forget_what_is_large(&mut self) {
        const MOST_CLASSES: usize = 64;
        if self.classes.len() + self.others.len() > MOST_CLASSES {
            *self = ClassTable::default();
        }
    }

    /// The number of a class.
    #[inline]
    pub(super) fn number(&mut self, class: &'static Class) -> usize {
        let address = std::ptr::from_ref(class).addr();
        match self.recent.find(address, self.load) {
            Some(number) => number,
            None => self.find(class),
        }
    }

    #[cold]
    fn find(&mut self, class: &'static Class) -> usize {
        let address = std::ptr::from_ref(class).addr();
        let first = self.classes.iter().position(|known| std::ptr::eq(known.class, class));
        let number =
            first.or_else(|| self.others.iter().find(|(other, _)| *other == address).map(|(_, number)| *number));
        let number = number.unwrap_or_else(|| self.meet(class));
        self.meet_in_load(number);
        if let Ok(number) = u32::try_from(number) {
            self.recent.remember(Asked { address, number, load: self.load });
        }
        number
    }

    /// Forgets the memo indexes that a class had in another load.
    fn meet_in_load(&mut self, number: usize) {
        let load = self.load;
        if let Some(known) = self.classes.get_mut(number).filter(|known| known.load != load) {
            (known.load, known.global) = (load, UNKNOWN);
            let names = known.names..known.names + known.class.fields.len();
            self.names.get_mut(names).into_iter().for_each(|names| names.fill(UNKNOWN));
        }
    }

    /// The number of a class of which this description was not met yet.
    fn meet(&mut self, class: &'static Class) -> usize {
        match self.classes.iter().position(|known| known.class == class) {
            Some(number) => {
                self.others.push((std::ptr::from_ref(class).addr(), number));
                number
            }
            None => self.add(class),
        }
    }

    fn add(&mut self, class: &'static Class) -> usize {
        let making = if class.layout == Layout::Call { Making::Call } else { Making::New };
        let Expected { is_predicted, always_has_state, contents } = Expected::of(class);
        let arguments = self.add_order(Some(class.argument_order(making)));
        let may_be_listed = !class.layout.names_attributes() || !class.accepts.is_empty();
        let state = self.add_order(may_be_listed.then(|| Order::of(class, Place::is_state)));
        self.classes.push(KnownClass {
            class,
            load: self.load,
            names: self.names.len(),
            global: UNKNOWN,
            is_predicted,
            always_has_state,
            is_plain: is_predicted && always_has_state && contents.is_none() && class.layout.names_attributes(),
            contents,
            making,
            arguments,
            state,
        });
        self.names.resize(self.names.len() + class.fields.len() + 1, UNKNOWN);
        self.classes.len() - 1
    }

    fn add_order(&mut self, order: Option<Order>) -> Range<usize> {
        let start = self.orders.len();
        self.orders.extend(order.into_iter().flatten());
        start..self.orders.len()
    }

    /// What is known of the class of a number.
    #[inline]
    pub(super) fn known(&self, number: usize) -> &KnownClass {
        // Every number is given by this table.
        &self.classes[number]
    }

    /// The field that an argument is for.
    pub(super) fn argument(&self, number: usize, place: usize) -> Option<usize> {
        self.orders.get(self.known(number).arguments.clone())?.get(place).copied()
    }

    /// How many arguments there are at most.
    pub(super) fn most_arguments(&self, number: usize) -> usize {
        self.known(number).arguments.len()
    }

    /// The field that a value of the state is for.
    pub(super) fn state(&self, number: usize, place: usize) -> Option<usize> {
        self.orders.get(self.known(number).state.clone())?.get(place).copied()
    }

    /// Whether the name at this place of the row has this memo index.
    #[inline]
    pub(super) fn is_name(&self, place: usize, index: u64) -> bool {
        self.names.get(place).is_some_and(|&name| u64::from(name) == index && name != UNKNOWN)
    }

    /// Notes the memo index of the name of a field.
    pub(super) fn note_name(&mut self, number: usize, field: usize, index: u64) {
        self.note_name_at(self.known(number).names + field, index);
    }

    /// Notes the memo index of the name at this place of the row.
    pub(super) fn note_name_at(&mut self, place: usize, index: u64) {
        if let (Some(name), Ok(index)) = (self.names.get_mut(place), u32::try_from(index)) {
            *name = index;
        }
    }

    pub(super) fn is_global(&self, number: usize, index: u64) -> bool {
        let global = self.known(number).global;
        u64::from(global) == index && global != UNKNOWN
    }

    pub(super) fn note_global(&mut self, number: usize, index: u64) {
        if let (Some(known), Ok(index)) = (self.classes.get_mut(number), u32::try_from(index)) {
            known.global = index;
        }
    }
}

/// What stands where an object begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// The class, or what is called to make its instances.
    Class,
    /// `copyreg._reconstructor`, which makes instances below protocol 2.
    Reconstructor,
}

impl<'de> Stream<'_, 'de> {
    /// Passes over the global that an object of the class begins with; nothing where the pickle refers to another value,
    /// the object itself for one.
    #[inline]
    pub(super) fn called(&mut self, number: usize) -> Result<Option<Called>> {
        if self.opcode() == bytes::BinGet
            && let Some(&index) = self.rest.get(1)
            && self.tables.classes.is_global(number, u64::from(index))
        {
            self.skip(2);
            return Ok(Some(Called::Class));
        }
        self.other_called(number)
    }

    fn other_called(&mut self, number: usize) -> Result<Option<Called>> {
        let (global, index) = match self.opcode() {
            bytes::BinGet | bytes::LongBinGet | bytes::Get => {
                let before = self.position();
                let index = self.get_index()?;
                if self.tables.classes.is_global(number, index) {
                    return Ok(Some(Called::Class));
                }
                if self.tables.classes.reconstructor == Some(index) {
                    return Ok(Some(Called::Reconstructor));
                }
                let Some(slot) = self.slot(index) else { return Err(self.give_way()) };
                match self.global_of(slot)? {
                    Some(global) => (global, Some(index)),
                    None if self.is_text(slot) => {
                        self.go_to(before);
                        (self.global()?, None)
                    }
                    None => {
                        self.go_to(before);
                        return Ok(None);
                    }
                }
            }
            _ => (self.global()?, None),
        };
        let index = index.or_else(|| self.last_index());
        self.named(number, &global, index).map(Some)
    }

    /// What a global is for an object of the class.
    fn named(&mut self, number: usize, global: &Global<'de>, index: Option<u64>) -> Result<Called> {
        let known = self.tables.classes.known(number);
        let kind = match known.making {
            Making::Call => Kind::Call(global.clone()),
            _ => Kind::Instance(global.clone()),
        };
        if known.class.takes(&kind) {
            if let Some(index) = index {
                self.tables.classes.note_global(number, index);
            }
            return Ok(Called::Class);
        }
        if matches!(&*global.module, "copyreg" | "copy_reg") && global.name == "_reconstructor" {
            self.tables.classes.reconstructor = index;
            return Ok(Called::Reconstructor);
        }
        Err(self.give_way())
    }

    fn is_text(&self, slot: Slot) -> bool {
        self.decode_at(slot.start)
            .is_ok_and(|(instruction, end)| end == slot.point && self.name_of(instruction).is_some())
    }

    /// The global that stands in a slot, if one does.
    pub(super) fn global_of(&mut self, slot: Slot) -> Result<Option<Global<'de>>> {
        let (back, completed) = (self.position(), self.completed);
        self.go_to(slot.start);
        self.unstored += 1;
        let begins = matches!(
            self.opcode(),
            bytes::Global | bytes::ShortBinUnicode | bytes::BinUnicode | bytes::BinGet | bytes::LongBinGet
        );
        let global = begins.then(|| self.global_here()).flatten().filter(|_| self.completed == slot.point);
        self.unstored -= 1;
        self.go_to(back);
        self.completed = if global.is_some() { slot.point } else { completed };
        Ok(global)
    }

    /// Passes over a global.
    pub(super) fn global(&mut self) -> Result<Global<'de>> {
        let Some(global) = self.global_here() else { return Err(self.give_way()) };
        if !self.options.globals.allows(&global.module, &global.name) {
            return Err(self.give_way());
        }
        Ok(global)
    }

    pub(super) fn global_here(&mut self) -> Option<Global<'de>> {
        let start = self.position();
        let (module, name, form) = match self.opcode() {
            bytes::Global => match self.decode_at(self.position()).ok()? {
                (Instruction::Global(global), end) => {
                    self.go_to(end);
                    (Cow::Borrowed(global.module), Cow::Borrowed(global.name), Form::Simple)
                }
                _ => return None,
            },
            _ => {
                let (module, name) = (self.name()?, self.name()?);
                if self.opcode() != bytes::StackGlobal {
                    return None;
                }
                self.skip(1);
                (module, name, Form::Compound)
            }
        };
        self.made(start, form).ok()?;
        Some(self.in_python3(Global { module, name }))
    }

    /// Passes over a text that is a part of the name of a global.
    fn name(&mut self) -> Option<Cow<'de, str>> {
        match self.name_instruction()? {
            Instruction::ShortBinString(bytes) | Instruction::BinString(bytes) if !bytes.is_ascii() => None,
            Instruction::String(bytes) if !bytes.is_ascii() => None,
            instruction => self.name_of(instruction),
        }
    }

    /// Passes over the name of an attribute.
    pub(super) fn attribute_name(&mut self) -> Option<Cow<'de, str>> {
        let instruction = self.name_instruction()?;
        self.name_of(instruction)
    }

    fn name_instruction(&mut self) -> Option<Instruction<'de>> {
        self.opcode();
        let referred = self.referred();
        let start = referred.map_or(self.position(), |(slot, _)| slot.start);
        let (instruction, end) = self.decode_at(start).ok()?;
        match referred {
            Some((slot, back)) if slot.point == end => self.go_to(back),
            Some(_) => return None,
            None => {
                self.go_to(end);
                self.made(start, Form::Simple).ok()?;
            }
        }
        Some(instruction)
    }

    /// The memo index of what was passed over last, if it was stored.
    pub(super) fn last_index(&self) -> Option<u64> {
        let index = self.tables.memo.entries().checked_sub(1)?;
        self.slot(index).filter(|slot| slot.point == self.completed).map(|_| index)
    }

    fn in_python3(&self, global: Global<'de>) -> Global<'de> {
        if !self.options.fix_imports || self.protocol >= 3 {
            return global;
        }
        match names::to_python3(&global.module, &global.name) {
            (module, name) if module == global.module && name == global.name => global,
            (module, name) => Global::new(module.to_owned(), name.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_descriptions_of_one_place_are_both_found() {
        let word = size_of::<usize>();
        let mut same_place = (1..).map(|number| number * word).filter(|address| place_of(*address) == 0);
        let [first, second, third] = [(); 3].map(|()| same_place.next().unwrap_or_default());
        let mut recent = Recent::default();
        for (address, number) in [(first, 7), (second, 8)] {
            recent.remember(Asked { address, number, load: 1 });
        }
        assert_eq!([first, second, third].map(|address| recent.find(address, 1)), [Some(7), Some(8), None]);
        recent.remember(Asked { address: third, number: 9, load: 1 });
        assert_eq!([first, second, third].map(|address| recent.find(address, 1)), [Some(7), None, Some(9)]);
        // Another load asks anew.
        assert_eq!(recent.find(first, 2), None);
        recent.remember(Asked { address: second, number: 3, load: 2 });
        assert_eq!([first, second].map(|address| recent.find(address, 2)), [None, Some(3)]);
    }
}
