//! Instances of classes, part by part: the global of the class, arguments, `NEWOBJ` or `REDUCE`, items, the state.

use std::borrow::Cow;

use super::classes::{Called, KnownClass};
use super::containers::{Batches, Begun, begins_value};
use super::memo::Form;
use super::replay::Replay;
use super::{Behind, Stream, byte};
use crate::class::{Class, Field, Layout, Place};
use crate::error::Result;
use crate::object::Making;
use crate::source::{Order, Part};

/// Where in an object the stream is.
#[derive(Debug)]
pub(crate) struct ObjectCursor {
    known: KnownClass,
    start: usize,
    point: usize,
    replay: Option<Replay>,
    phase: Phase,
    /// The field that comes next if the attributes are in the order of the class.
    expected: usize,
}

#[derive(Debug)]
enum Phase {
    /// The arguments, each for a field: between `MARK` and `TUPLE`, or up to three without a mark.
    Arguments { start: usize, taken: usize, is_marked: bool, order: Order },
    /// The keywords of `NEWOBJ_EX`.
    Keywords(Batches),
    /// Behind what makes the object, or behind what was added to it.
    Made(Progress),
    /// What the object itself holds as a list or a dict.
    Contents(Batches, Part),
    /// The attributes in a dict of the state.
    Attributes(Batches, States),
    /// The values of the state in a list.
    Listed(Batches, Order),
    /// The values of the state in a tuple.
    Tupled { start: usize, taken: usize, is_marked: bool, order: Order },
    /// The state as a whole.
    Whole,
    /// Nothing more.
    Done,
}

/// What has been added to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Made,
    /// What it holds itself.
    Filled,
    /// The state.
    Built,
}

/// Which dict of a state it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum States {
    /// The only one, or the first of two. A tuple of two may begin here, with a `MARK` below protocol 2.
    First { start: usize, is_marked: bool },
    /// The second of two.
    Second { start: usize, is_marked: bool },
}

impl ObjectCursor {
    pub(crate) fn is_open(&self) -> bool {
        !matches!(self.phase, Phase::Done)
    }
}

impl Class {
    /// Whether a stream predicts the pickles of instances.
    pub(super) fn is_predicted(&self) -> bool {
        let is_simple = !matches!(self.layout, Layout::Global | Layout::Mapping | Layout::MsgspecKwOnly)
            && !self.layout.is_pydantic();
        let has_parts_only = !self
            .fields
            .iter()
            .any(|field| matches!(field.place, Place::Value(_) | Place::Arguments | Place::FieldsSet | Place::Extra));
        is_simple && has_parts_only && self.state_setter.is_none()
    }

    /// Whether an instance without a state lacks attributes.
    pub(super) fn always_has_state(&self) -> bool {
        (self.layout.names_attributes() || matches!(self.layout, Layout::List | Layout::Tuple | Layout::Custom))
            && (self.layout == Layout::Custom || self.fields.iter().any(|field| field.place.is_state()))
    }
}

impl Class {
    /// What an instance itself may hold: items or entries.
    pub(super) fn contents(&self) -> Option<Part> {
        self.fields.iter().find_map(|field| match field.place {
            Place::Items => Some(Part::Item),
            Place::Entries => Some(Part::Entry),
            _ => None,
        })
    }
}

impl<'de> Stream<'_, 'de> {
    /// Whether the value is one that [`Stream::object`] may take as an instance of the class.
    #[inline]
    pub(crate) fn predicts(&mut self, class: &'static Class) -> bool {
        self.classes.known(class).is_predicted
            && matches!(
                self.opcode(),
                byte::BinGet | byte::LongBinGet | byte::Get | byte::Global | byte::ShortBinUnicode | byte::BinUnicode
            )
    }

    /// Goes into an instance of a class.
    #[inline]
    pub(crate) fn object(&mut self, class: &'static Class) -> Result<ObjectCursor> {
        self.take()?;
        let known = self.classes.known(class);
        self.check(known.is_predicted)?;
        self.opcode();
        let mut start = self.position;
        let mut replay = None;
        let mut called = self.called(&known)?;
        if called.is_none() {
            replay = self.begin_replay()?;
            start = self.position;
            called = self.called(&known)?;
        }
        self.enter(usize::MAX)?;
        let phase = Phase::Made(Progress::Made);
        let mut cursor = ObjectCursor { known, start, point: 0, replay, phase, expected: 0 };
        match called {
            Some(Called::Class) => self.begin_arguments(&mut cursor)?,
            Some(Called::Reconstructor) => self.reconstruct(&mut cursor)?,
            None => return Err(self.give_way()),
        }
        Ok(cursor)
    }

    /// The name of the unknown attribute that was announced.
    pub(crate) fn unknown_name(&mut self) -> Cow<'de, str> {
        std::mem::take(&mut self.unknown)
    }

    /// Begins the arguments, or passes over the empty tuple and what makes the object of it.
    #[inline]
    fn begin_arguments(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let opcode = self.opcode();
        if opcode == byte::EmptyTuple {
            let start = self.position;
            self.position += 1;
            self.made(start, Form::Simple)?;
            return self.behind_arguments(cursor);
        }
        let order = cursor.known.class.argument_order(cursor.known.making);
        let is_marked = opcode == byte::Mark && (self.protocol < 2 || order.clone().count() > 3);
        let start = self.position;
        self.position += usize::from(is_marked);
        cursor.phase = Phase::Arguments { start, taken: 0, is_marked, order };
        Ok(())
    }

    /// Passes over `copyreg._reconstructor(class, object, None)`, behind the function.
    fn reconstruct(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let start = self.position;
        if cursor.known.class.builtin_base().is_some() || cursor.known.making != Making::New {
            return Err(self.give_way());
        }
        self.expect(byte::Mark)?;
        if self.called(&cursor.known)? != Some(Called::Class) {
            return Err(self.give_way());
        }
        self.expect_object_class()?;
        self.expect(byte::None)?;
        self.expect(byte::Tuple)?;
        self.made(start, Form::Compound)?;
        self.expect(byte::Reduce)?;
        self.construct(cursor)
    }

    /// Passes over the global `builtins.object`.
    fn expect_object_class(&mut self) -> Result<()> {
        let is_object = match self.referred() {
            Some((slot, end)) => {
                let global = self.global_of(slot)?;
                self.position = end;
                global.is_some_and(|global| global.module == "builtins" && global.name == "object")
            }
            None => {
                let global = self.global()?;
                global.module == "builtins" && global.name == "object"
            }
        };
        if is_object { Ok(()) } else { Err(self.give_way()) }
    }

    /// Passes over what makes the object of its arguments.
    #[inline]
    fn behind_arguments(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        match (self.opcode(), cursor.known.making) {
            (byte::NewObj, Making::New) | (byte::Reduce, Making::Call) => {
                self.position += 1;
                self.construct(cursor)
            }
            (byte::EmptyDict, Making::New) => {
                let start = self.position;
                self.position += 1;
                self.made(start, Form::Simple)?;
                cursor.phase = Phase::Keywords(Batches::of_dict(Begun::AsState));
                Ok(())
            }
            _ => Err(self.give_way()),
        }
    }

    #[inline]
    fn construct(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        cursor.point = self.made_in(cursor.replay, cursor.start, Form::Compound)?;
        if let Some(open) = self.open.last_mut() {
            *open = cursor.point;
        }
        cursor.phase = Phase::Made(Progress::Made);
        Ok(())
    }

    /// Offers the next part, if there is one.
    #[inline]
    pub(crate) fn next_part(&mut self, cursor: &mut ObjectCursor) -> Result<Option<Part>> {
        if let Some(part) = self.expected_part(cursor) {
            return Ok(Some(part));
        }
        self.next_unexpected_part(cursor)
    }

    /// Offers the attribute that is expected, if its name is referred to as before: the usual case.
    #[inline]
    fn expected_part(&mut self, cursor: &mut ObjectCursor) -> Option<Part> {
        let Phase::Attributes(batches, _) = &cursor.phase else { return None };
        let [byte::BinGet, index, next, ..] = *self.input.get(self.position..)? else { return None };
        let is_usual = batches.are_in_batch() && !self.is_ready && next != byte::Frame;
        if !is_usual || !self.classes.is_name(&cursor.known, cursor.expected, u64::from(index)) {
            return None;
        }
        self.position += 2;
        self.offer(Behind::NoMark);
        cursor.expected += 1;
        Some(Part::Field(cursor.expected - 1))
    }

    fn next_unexpected_part(&mut self, cursor: &mut ObjectCursor) -> Result<Option<Part>> {
        loop {
            self.check_taken()?;
            match &mut cursor.phase {
                Phase::Attributes(batches, states) => {
                    let states = *states;
                    self.added(batches)?;
                    if self.next_of(batches)? {
                        return self.attribute(cursor).map(Some);
                    }
                    self.behind_attributes(cursor, states)?;
                }
                &mut Phase::Made(progress) => {
                    if !self.behind_made(cursor, progress)? {
                        cursor.phase = Phase::Done;
                        self.end(cursor.point, cursor.replay)?;
                        return Ok(None);
                    }
                    if let Phase::Whole = cursor.phase {
                        self.offer(Behind::NoMark);
                        return Ok(Some(Part::State));
                    }
                }
                Phase::Done => return Ok(None),
                _ => {
                    if let Some(part) = self.other_part(cursor)? {
                        return Ok(Some(part));
                    }
                }
            }
        }
    }

    /// Offers the next part of a phase that few objects have, or goes on to the next phase.
    fn other_part(&mut self, cursor: &mut ObjectCursor) -> Result<Option<Part>> {
        match &mut cursor.phase {
            Phase::Arguments { start, taken, is_marked, order } => {
                let (start, count, is_marked) = (*start, *taken, *is_marked);
                if self.ends_tuple(count, is_marked) {
                    self.position += 1;
                    self.made(start, Form::Compound)?;
                    self.behind_arguments(cursor)?;
                    return Ok(None);
                }
                let Some(field) = order.next() else { return Err(self.give_way()) };
                *taken += 1;
                self.offer_item(count, is_marked);
                Ok(Some(Part::Field(field)))
            }
            Phase::Tupled { start, taken, is_marked, order } => {
                let (start, count, is_marked) = (*start, *taken, *is_marked);
                if self.ends_tuple(count, is_marked) {
                    self.check(order.next().is_none())?;
                    self.position += 1;
                    self.made(start, Form::Compound)?;
                    return self.build(cursor);
                }
                let Some(field) = order.next() else { return Err(self.give_way()) };
                *taken += 1;
                self.offer_item(count, is_marked);
                Ok(Some(Part::Field(field)))
            }
            Phase::Listed(batches, order) => {
                self.added(batches)?;
                if !self.next_of(batches)? {
                    self.check(order.next().is_none())?;
                    return self.build(cursor);
                }
                let Some(field) = order.next() else { return Err(self.give_way()) };
                self.offer(Behind::NoMark);
                Ok(Some(Part::Field(field)))
            }
            Phase::Keywords(batches) => {
                self.added(batches)?;
                if self.next_of(batches)? {
                    return self.attribute(cursor).map(Some);
                }
                self.expect(byte::NewObjEx)?;
                self.construct(cursor)?;
                Ok(None)
            }
            Phase::Contents(batches, part) => {
                let part = *part;
                self.added(batches)?;
                if !self.next_of(batches)? {
                    cursor.phase = Phase::Made(Progress::Filled);
                    return Ok(None);
                }
                if part == Part::Item {
                    self.offer(Behind::NoMark);
                }
                Ok(Some(part))
            }
            Phase::Whole => self.build(cursor),
            Phase::Attributes(..) | Phase::Made(_) | Phase::Done => Ok(None),
        }
    }

    /// Whether the opcode here makes a tuple of so many items.
    fn ends_tuple(&mut self, count: usize, is_marked: bool) -> bool {
        let opcode = self.opcode();
        match is_marked {
            true => opcode == byte::Tuple,
            false => Some(opcode) == tuple_opcode(count),
        }
    }

    fn offer_item(&mut self, before: usize, is_marked: bool) {
        self.offer(if before == 0 && !is_marked { Behind::MarkOrTuple } else { Behind::Mark });
    }

    /// Passes over `BUILD` behind the whole state.
    fn build(&mut self, cursor: &mut ObjectCursor) -> Result<Option<Part>> {
        self.expect(byte::Build)?;
        cursor.phase = Phase::Made(Progress::Built);
        Ok(None)
    }

    /// Goes on behind the making of the object, or behind what was added to it; gives false where nothing of it follows.
    #[inline]
    fn behind_made(&mut self, cursor: &mut ObjectCursor, progress: Progress) -> Result<bool> {
        if progress == Progress::Made
            && let Some(phase) = self.contents(cursor)
        {
            cursor.phase = phase;
            return Ok(true);
        }
        let begins_state = progress != Progress::Built && self.begins_state(&cursor.known);
        if begins_state {
            self.begin_state(cursor)?;
        }
        Ok(begins_state)
    }

    /// What the object itself may hold.
    fn contents(&self, cursor: &ObjectCursor) -> Option<Phase> {
        let part = cursor.known.contents?;
        // The state may begin with a `MARK`.
        let begun = Begun::ByOpcodeBeforeMark;
        let batches = if part == Part::Item { Batches::of_list(begun) } else { Batches::of_dict(begun) };
        Some(Phase::Contents(batches, part))
    }

    /// Whether the state of an instance begins here. Where one is written always, it does if it can.
    #[inline]
    fn begins_state(&mut self, known: &KnownClass) -> bool {
        let (opcode, class) = (self.opcode(), known.class);
        if class.layout == Layout::Custom {
            return begins_value(opcode);
        }
        let can_be = match opcode {
            byte::EmptyDict => true,
            byte::Mark => self.protocol < 2 || class.layout == Layout::Tuple,
            byte::None => class.layout.has_slots(),
            byte::EmptyList => class.accepts(Layout::List),
            _ => class.layout == Layout::Tuple && begins_value(opcode),
        };
        can_be && (known.always_has_state || self.is_added_by(byte::Build))
    }

    /// Begins a state, in the form that shows.
    #[inline]
    fn begin_state(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let class = cursor.known.class;
        let (opcode, start) = (self.opcode(), self.position);
        let takes_dict = class.layouts().any(Layout::has_dict_state);
        let order = || Order::of(class, Place::is_state);
        cursor.expected = 0;
        cursor.phase = match opcode {
            _ if class.layout == Layout::Custom => Phase::Whole,
            byte::EmptyDict if takes_dict => {
                Phase::Attributes(self.state_dict()?, States::First { start, is_marked: false })
            }
            byte::EmptyList if class.accepts(Layout::List) => Phase::Listed(self.state_list()?, order()),
            byte::Mark if takes_dict && self.begins_dict() => {
                Phase::Attributes(self.state_dict()?, States::First { start, is_marked: false })
            }
            byte::Mark if class.layout == Layout::Tuple => {
                self.position += 1;
                Phase::Tupled { start, taken: 0, is_marked: true, order: order() }
            }
            _ if class.layout == Layout::Tuple => Phase::Tupled { start, taken: 0, is_marked: false, order: order() },
            byte::Mark | byte::None if class.takes_two_dicts() => return self.begin_two_dicts(cursor),
            _ => return Err(self.give_way()),
        };
        Ok(())
    }

    /// Begins a state of two dicts that shows from its first opcode.
    fn begin_two_dicts(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let start = self.position;
        let is_marked = self.opcode() == byte::Mark;
        self.position += usize::from(is_marked);
        let states = match self.opcode() {
            byte::None => {
                let start_of_none = self.position;
                self.position += 1;
                self.made(start_of_none, Form::Simple)?;
                States::Second { start, is_marked }
            }
            _ => States::First { start, is_marked },
        };
        cursor.phase = Phase::Attributes(self.state_dict()?, states);
        Ok(())
    }

    /// Goes on behind a dict of the state.
    #[inline]
    fn behind_attributes(&mut self, cursor: &mut ObjectCursor, states: States) -> Result<()> {
        let opcode = self.opcode();
        match states {
            States::First { is_marked: false, .. } if opcode == byte::Build => {
                self.position += 1;
                cursor.phase = Phase::Made(Progress::Built);
            }
            States::First { start, is_marked } if cursor.known.class.takes_two_dicts() => {
                cursor.phase = Phase::Attributes(self.state_dict()?, States::Second { start, is_marked });
            }
            States::Second { start, is_marked } => {
                self.expect(if is_marked { byte::Tuple } else { byte::Tuple2 })?;
                self.made(start, Form::Compound)?;
                self.build(cursor)?;
            }
            States::First { .. } => return Err(self.give_way()),
        }
        Ok(())
    }

    /// Offers the value of the attribute whose name stands here.
    #[inline]
    fn attribute(&mut self, cursor: &mut ObjectCursor) -> Result<Part> {
        if self.opcode() == byte::BinGet
            && let Some(&index) = self.input.get(self.position + 1)
            && self.classes.is_name(&cursor.known, cursor.expected, u64::from(index))
        {
            self.position += 2;
            return Ok(self.offer_field(cursor, cursor.expected));
        }
        self.other_attribute(cursor)
    }

    fn other_attribute(&mut self, cursor: &mut ObjectCursor) -> Result<Part> {
        let referred = match self.opcode() {
            byte::BinGet | byte::LongBinGet | byte::Get => {
                let before = self.position;
                let index = self.get_index()?;
                if self.classes.is_name(&cursor.known, cursor.expected, index) {
                    return Ok(self.offer_field(cursor, cursor.expected));
                }
                self.position = before;
                Some(index)
            }
            _ => None,
        };
        let Some(name) = self.attribute_name() else { return Err(self.give_way()) };
        let Some(field) = field_named(cursor.known.class, cursor.expected, &name) else {
            self.unknown = name;
            self.opcode();
            self.offer(Behind::NoMark);
            return Ok(Part::Unknown);
        };
        if let Some(index) = referred.or_else(|| self.last_index()) {
            self.classes.note_name(&cursor.known, field, index);
        }
        Ok(self.offer_field(cursor, field))
    }

    #[inline]
    fn offer_field(&mut self, cursor: &mut ObjectCursor, field: usize) -> Part {
        cursor.expected = field + 1;
        self.opcode();
        self.offer(Behind::NoMark);
        Part::Field(field)
    }
}

impl Class {
    /// Whether the state may be a tuple of two dicts.
    fn takes_two_dicts(&self) -> bool {
        self.layout.has_slots() || (!self.accepts(Layout::Tuple) && self.layouts().any(Layout::has_dict_state))
    }
}

/// The opcode that makes a tuple of so many items without a mark.
fn tuple_opcode(count: usize) -> Option<u8> {
    match count {
        1 => Some(byte::Tuple1),
        2 => Some(byte::Tuple2),
        3 => Some(byte::Tuple3),
        _ => None,
    }
}

/// The field of this name. Mostly it is the one that is expected.
fn field_named(class: &Class, expected: usize, name: &str) -> Option<usize> {
    let is_here = |field: &Field| field.place.has_name() && field.place != Place::Private;
    match class.fields.get(expected) {
        Some(field) if field.name == name && is_here(field) => Some(expected),
        _ => class.position(name).filter(|&position| is_here(&class.fields[position])),
    }
}
