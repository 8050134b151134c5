//! Instances of classes, part by part: the global of the class, arguments, `NEWOBJ` or `REDUCE`, items, the state.

use std::borrow::Cow;

use super::calls::behind_long_put;
use super::classes::Called;
use super::containers::{Batches, Begun, begins_value};
use super::memo::{Form, Slot};
use super::{Behind, Stream, bytes};
use crate::class::{Class, Field, Layout, Place};
use crate::error::Result;
use crate::object::Making;
use crate::source::Part;

/// Where in an object the stream is.
#[derive(Debug)]
pub(crate) struct ObjectCursor {
    class: &'static Class,
    /// The number of the class in the table of classes.
    number: usize,
    start: usize,
    point: usize,
    is_replay: bool,
    phase: Phase,
    /// The place in the row of names of the one that comes next if the attributes are in the order of the class.
    expected: usize,
    /// Whether the object begins with attributes in a batch.
    is_usual: bool,
}

#[derive(Debug)]
enum Phase {
    /// The arguments, each for a field: between `MARK` and `TUPLE`, or up to three without a mark.
    Arguments { start: usize, taken: usize, is_marked: bool },
    /// The keywords of `NEWOBJ_EX`.
    Keywords(Batches),
    /// Behind what makes the object, or behind what was added to it.
    Made(Progress),
    /// What the object itself holds as a list or a dict.
    Contents(Batches, Part),
    /// The attributes in a dict of the state.
    Attributes(Batches, States),
    /// The values of the state in a list.
    Listed(Batches, usize),
    /// The values of the state in a tuple.
    Tupled { start: usize, taken: usize, is_marked: bool },
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
    /// Where the names of the attributes are that the object begins with, if it is as usual.
    #[inline(always)]
    pub(crate) fn usual_names(&self) -> Option<usize> {
        self.is_usual.then_some(self.expected)
    }

    /// A cursor for an instance of a class that is not begun.
    #[inline(always)]
    pub(crate) fn new(class: &'static Class) -> ObjectCursor {
        ObjectCursor {
            class,
            number: 0,
            start: 0,
            point: 0,
            is_replay: false,
            phase: Phase::Done,
            expected: 0,
            is_usual: false,
        }
    }

    /// Notes the number of the class, and where the object begins.
    #[inline(always)]
    pub(super) fn begin(&mut self, number: usize, start: usize) {
        (self.number, self.start) = (number, start);
    }

    pub(crate) fn class(&self) -> &'static Class {
        self.class
    }

    pub(crate) fn is_open(&self) -> bool {
        !matches!(self.phase, Phase::Done)
    }
}

impl<'de> Stream<'_, 'de> {
    /// Whether the value is one that [`Stream::object`] may take as an instance of the class.
    #[inline]
    pub(crate) fn predicts(&mut self, class: &'static Class) -> bool {
        let number = self.tables.classes.number(class);
        self.tables.classes.known(number).is_predicted
            && matches!(
                self.opcode(),
                bytes::BinGet
                    | bytes::LongBinGet
                    | bytes::Get
                    | bytes::Global
                    | bytes::ShortBinUnicode
                    | bytes::BinUnicode
            )
    }

    /// Goes into the instance of a class, if one that was met before begins here and has its attributes only: the usual case.
    // The cursor is where it stays: a new one would be moved twice.
    pub(crate) fn begins_usual_object(&mut self, cursor: &mut ObjectCursor) -> bool {
        let [bytes::BinGet, index, bytes::EmptyTuple, bytes::NewObj, rest @ ..] = self.rest else {
            return self.begins_first_object(cursor);
        };
        let number = self.tables.classes.number(cursor.class);
        let known = self.tables.classes.known(number);
        if known.global != u32::from(*index) || !known.is_plain || !self.is_ready() || self.depth_left == 0 {
            return false;
        }
        cursor.begin(number, self.position());
        self.begin_usual_object(cursor, rest)
    }

    /// Begins an object of a class, behind the `NEWOBJ` that makes it.
    #[inline(always)]
    pub(super) fn begin_usual_object(&mut self, cursor: &mut ObjectCursor, rest: &'de [u8]) -> bool {
        cursor.expected = self.tables.classes.known(cursor.number).names;
        self.rest = rest;
        self.depth_left -= 1;
        cursor.point = self.position();
        match self.rest {
            [bytes::Memoize, bytes::EmptyDict, bytes::Memoize, bytes::Mark, rest @ ..] if self.unstored == 0 => {
                self.begin_object_with_state(cursor, rest, 1)
            }
            _ => self.begin_other_object(cursor),
        }
    }

    /// Begins an object and its state behind the `MARK` of that. The instructions that store them are so many bytes.
    #[inline(always)]
    fn begin_object_with_state(&mut self, cursor: &mut ObjectCursor, rest: &'de [u8], length: usize) -> bool {
        let start = cursor.point + length;
        let state = Slot { start, point: start + 1 };
        self.rest = rest;
        let mut batches = Batches::of_dict(Begun::AsState);
        batches.begin(state.point + length);
        cursor.phase = Phase::Attributes(batches, States::First { start, is_marked: false });
        cursor.is_usual = true;
        let object = Slot { start: cursor.start, point: cursor.point };
        let is_stored = self.tables.memo.store_object_next(object, state);
        self.check(is_stored).is_ok()
    }

    /// Begins an object, and its state if that is a dict, in whatever way they are stored.
    #[inline(never)]
    fn begin_other_object(&mut self, cursor: &mut ObjectCursor) -> bool {
        if let Some(rest) = behind_numbered_object(self.rest, self.tables.memo.entries())
            && self.unstored == 0
        {
            return self.begin_object_with_state(cursor, rest, LONG_PUT_LENGTH);
        }
        cursor.phase = Phase::Made(Progress::Made);
        let is_made = self.made(cursor.start, Form::Compound).is_ok();
        match self.rest {
            [bytes::EmptyDict, rest @ ..] if is_made => self.begins_usual_state(cursor, rest),
            _ => is_made,
        }
    }

    /// Goes into the instance of a class.
    #[inline]
    pub(crate) fn object(&mut self, class: &'static Class) -> Result<ObjectCursor> {
        let mut cursor = ObjectCursor::new(class);
        match self.begins_usual_object(&mut cursor) {
            true => Ok(cursor),
            false => self.other_object(class),
        }
    }

    fn other_object(&mut self, class: &'static Class) -> Result<ObjectCursor> {
        self.take()?;
        let number = self.tables.classes.number(class);
        self.check(self.tables.classes.known(number).is_predicted)?;
        self.opcode();
        let mut start = self.position();
        let mut called = self.called(number)?;
        let is_replay = called.is_none() && self.begin_replay()?;
        if called.is_none() {
            start = self.position();
            called = self.called(number)?;
        }
        self.enter()?;
        let expected = self.tables.classes.known(number).names;
        let mut cursor = ObjectCursor { number, start, is_replay, expected, ..ObjectCursor::new(class) };
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
        if opcode == bytes::EmptyTuple {
            let start = self.position();
            self.skip(1);
            self.made(start, Form::Simple)?;
            return self.behind_arguments(cursor);
        }
        let is_marked =
            opcode == bytes::Mark && (self.protocol < 2 || self.tables.classes.most_arguments(cursor.number) > 3);
        let start = self.position();
        self.skip(usize::from(is_marked));
        cursor.phase = Phase::Arguments { start, taken: 0, is_marked };
        Ok(())
    }

    /// Passes over `copyreg._reconstructor(class, object, None)`, behind the function.
    fn reconstruct(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let start = self.position();
        if cursor.class.builtin_base().is_some() || self.making(cursor) != Making::New {
            return Err(self.give_way());
        }
        self.expect(bytes::Mark)?;
        if self.called(cursor.number)? != Some(Called::Class) {
            return Err(self.give_way());
        }
        self.expect_object_class()?;
        self.expect(bytes::None)?;
        self.expect(bytes::Tuple)?;
        self.made(start, Form::Compound)?;
        self.expect(bytes::Reduce)?;
        self.construct(cursor)
    }

    /// Passes over the global `builtins.object`.
    fn expect_object_class(&mut self) -> Result<()> {
        let is_object = match self.referred() {
            Some((slot, end)) => {
                let global = self.global_of(slot)?;
                self.go_to(end);
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
        match (self.opcode(), self.making(cursor)) {
            (bytes::NewObj, Making::New) | (bytes::Reduce, Making::Call) => {
                self.skip(1);
                self.construct(cursor)
            }
            (bytes::EmptyDict, Making::New) => {
                let start = self.position();
                self.skip(1);
                self.made(start, Form::Simple)?;
                cursor.phase = Phase::Keywords(Batches::of_dict(Begun::AsState));
                Ok(())
            }
            _ => Err(self.give_way()),
        }
    }

    fn construct(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        cursor.point = self.made_in(cursor.is_replay, cursor.start, Form::Compound)?;
        cursor.phase = Phase::Made(Progress::Made);
        match self.rest {
            [bytes::EmptyDict, rest @ ..] if self.tables.classes.known(cursor.number).is_plain => {
                let begins = self.begins_usual_state(cursor, rest);
                self.check(begins)
            }
            _ => Ok(()),
        }
    }

    /// Begins a state that is one dict, behind the opcode that makes it, and its first batch, if there is one.
    fn begins_usual_state(&mut self, cursor: &mut ObjectCursor, rest: &'de [u8]) -> bool {
        let start = self.position();
        self.rest = rest;
        let is_made = self.made(start, Form::Simple).is_ok();
        let mut batches = Batches::of_dict(Begun::AsState);
        if let [bytes::Mark, rest @ ..] = self.rest {
            batches.begin(self.position());
            self.rest = rest;
        }
        cursor.is_usual = batches.are_in_batch();
        cursor.phase = Phase::Attributes(batches, States::First { start, is_marked: false });
        is_made
    }

    fn making(&self, cursor: &ObjectCursor) -> Making {
        self.tables.classes.known(cursor.number).making
    }

    /// Offers the next part, if there is one.
    #[inline]
    pub(crate) fn next_part(&mut self, cursor: &mut ObjectCursor) -> Result<Option<Part>> {
        if let Some(part) = self.expected_part(cursor) {
            return Ok(Some(part));
        }
        let may_end = match &cursor.phase {
            Phase::Attributes(batches, States::First { is_marked: false, .. }) => batches.are_in_batch(),
            _ => false,
        };
        match may_end && self.ends_behind_attributes(cursor) {
            true => Ok(None),
            false => self.next_unexpected_part(cursor),
        }
    }

    /// Ends an object behind so many attributes that come first, if nothing more of it follows. It is asked of an object
    /// with usual names only, and before [`Stream::next_part`].
    #[inline(always)]
    pub(crate) fn ends_as_usual(&mut self, cursor: &mut ObjectCursor, taken: usize) -> bool {
        cursor.expected += taken;
        self.ends_behind_attributes(cursor)
    }

    /// Ends an object whose state is the dict of the batch here, if both end here.
    #[inline(always)]
    fn ends_behind_attributes(&mut self, cursor: &mut ObjectCursor) -> bool {
        let [bytes::SetItems, bytes::Build, rest @ ..] = self.rest else { return false };
        if self.is_ready() || cursor.is_replay {
            return false;
        }
        self.rest = rest;
        cursor.phase = Phase::Done;
        self.leave(cursor.point);
        true
    }

    /// Offers the attribute that is expected, if its name is referred to as before: the usual case.
    #[inline]
    fn expected_part(&mut self, cursor: &mut ObjectCursor) -> Option<Part> {
        let Phase::Attributes(batches, _) = &cursor.phase else { return None };
        let [bytes::BinGet, index, rest @ ..] = self.rest else { return None };
        let is_usual = batches.are_in_batch() && !self.is_ready() && rest.first() != Some(&bytes::Frame);
        if !is_usual || !self.tables.classes.is_name(cursor.expected, u64::from(*index)) {
            return None;
        }
        self.rest = rest;
        self.offer(Behind::NoMark);
        cursor.expected += 1;
        Some(Part::Field(cursor.expected - 1 - self.tables.classes.known(cursor.number).names))
    }

    /// Offers the attribute whose name is at this place of the row of names, if that name is referred to here as before. It
    /// is asked of an object with usual names only, and before [`Stream::next_part`].
    #[inline(always)]
    pub(crate) fn is_next(&mut self, place: usize) -> bool {
        let [bytes::BinGet, index, rest @ ..] = self.rest else { return false };
        if !self.tables.classes.is_name(place, u64::from(*index)) || self.is_ready() {
            return false;
        }
        self.rest = rest;
        self.offer(Behind::NoMark);
        true
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
                        self.end(cursor.point, cursor.is_replay)?;
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
            Phase::Arguments { start, taken, is_marked } => {
                let (start, place, is_marked) = (*start, *taken, *is_marked);
                *taken += 1;
                if !self.ends_tuple(place, is_marked) {
                    let field = self.tables.classes.argument(cursor.number, place);
                    return self.offer_item(field, place, is_marked).map(Some);
                }
                self.skip(1);
                self.made(start, Form::Compound)?;
                self.behind_arguments(cursor)?;
                Ok(None)
            }
            Phase::Tupled { start, taken, is_marked } => {
                let (start, place, is_marked) = (*start, *taken, *is_marked);
                *taken += 1;
                let field = self.tables.classes.state(cursor.number, place);
                if !self.ends_tuple(place, is_marked) {
                    return self.offer_item(field, place, is_marked).map(Some);
                }
                self.check(field.is_none())?;
                self.skip(1);
                self.made(start, Form::Compound)?;
                self.build(cursor)
            }
            Phase::Listed(batches, taken) => {
                let field = self.tables.classes.state(cursor.number, *taken);
                *taken += 1;
                self.added(batches)?;
                match (self.next_of(batches)?, field) {
                    (true, Some(field)) => {
                        self.offer(Behind::NoMark);
                        Ok(Some(Part::Field(field)))
                    }
                    (false, None) => self.build(cursor),
                    _ => Err(self.give_way()),
                }
            }
            Phase::Keywords(batches) => {
                self.added(batches)?;
                if self.next_of(batches)? {
                    return self.attribute(cursor).map(Some);
                }
                self.expect(bytes::NewObjEx)?;
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
            true => opcode == bytes::Tuple,
            false => Some(opcode) == tuple_opcode(count),
        }
    }

    /// Offers an item of a tuple, for a field.
    fn offer_item(&mut self, field: Option<usize>, place: usize, is_marked: bool) -> Result<Part> {
        let Some(field) = field else { return Err(self.give_way()) };
        self.offer(if place == 0 && !is_marked { Behind::MarkOrTuple } else { Behind::Mark });
        Ok(Part::Field(field))
    }

    /// Passes over `BUILD` behind the whole state.
    fn build(&mut self, cursor: &mut ObjectCursor) -> Result<Option<Part>> {
        self.expect(bytes::Build)?;
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
        let begins_state = progress != Progress::Built && self.begins_state(cursor);
        if begins_state {
            self.begin_state(cursor)?;
        }
        Ok(begins_state)
    }

    /// What the object itself may hold.
    fn contents(&self, cursor: &ObjectCursor) -> Option<Phase> {
        let part = self.tables.classes.known(cursor.number).contents?;
        // The state may begin with a `MARK`.
        let begun = Begun::ByOpcodeBeforeMark;
        let batches = if part == Part::Item { Batches::of_list(begun) } else { Batches::of_dict(begun) };
        Some(Phase::Contents(batches, part))
    }

    /// Whether the state of an instance begins here. Where one is written always, it does if it can.
    #[inline]
    fn begins_state(&mut self, cursor: &ObjectCursor) -> bool {
        let (opcode, class) = (self.opcode(), cursor.class);
        if class.layout == Layout::Custom {
            return begins_value(opcode);
        }
        let can_be = match opcode {
            bytes::EmptyDict => true,
            bytes::Mark => self.protocol < 2 || class.layout == Layout::Tuple,
            bytes::None => class.layout.has_slots(),
            bytes::EmptyList => class.accepts(Layout::List),
            _ => class.layout == Layout::Tuple && begins_value(opcode),
        };
        can_be && (self.tables.classes.known(cursor.number).always_has_state || self.is_added_by(bytes::Build))
    }

    /// Begins a state, in the form that shows.
    #[inline]
    fn begin_state(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let class = cursor.class;
        let (opcode, start) = (self.opcode(), self.position());
        let takes_dict = class.layouts().any(Layout::has_dict_state);
        cursor.expected = self.tables.classes.known(cursor.number).names;
        cursor.phase = match opcode {
            _ if class.layout == Layout::Custom => Phase::Whole,
            bytes::EmptyDict if takes_dict => {
                Phase::Attributes(self.state_dict()?, States::First { start, is_marked: false })
            }
            bytes::EmptyList if class.accepts(Layout::List) => Phase::Listed(self.state_list()?, 0),
            bytes::Mark if takes_dict && self.begins_dict() => {
                Phase::Attributes(self.state_dict()?, States::First { start, is_marked: false })
            }
            bytes::Mark if class.layout == Layout::Tuple => {
                self.skip(1);
                Phase::Tupled { start, taken: 0, is_marked: true }
            }
            _ if class.layout == Layout::Tuple => Phase::Tupled { start, taken: 0, is_marked: false },
            bytes::Mark | bytes::None if class.takes_two_dicts() => return self.begin_two_dicts(cursor),
            _ => return Err(self.give_way()),
        };
        Ok(())
    }

    /// Begins a state of two dicts that shows from its first opcode.
    fn begin_two_dicts(&mut self, cursor: &mut ObjectCursor) -> Result<()> {
        let start = self.position();
        let is_marked = self.opcode() == bytes::Mark;
        self.skip(usize::from(is_marked));
        let states = match self.opcode() {
            bytes::None => {
                let start_of_none = self.position();
                self.skip(1);
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
            States::First { is_marked: false, .. } if opcode == bytes::Build => {
                self.skip(1);
                cursor.phase = Phase::Made(Progress::Built);
            }
            States::First { start, is_marked } if cursor.class.takes_two_dicts() => {
                cursor.phase = Phase::Attributes(self.state_dict()?, States::Second { start, is_marked });
            }
            States::Second { start, is_marked } => {
                self.expect(if is_marked { bytes::Tuple } else { bytes::Tuple2 })?;
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
        if self.opcode() == bytes::BinGet
            && let Some(&index) = self.rest.get(1)
            && self.tables.classes.is_name(cursor.expected, u64::from(index))
        {
            self.skip(2);
            return Ok(self.offer_field(cursor, self.expected_field(cursor)));
        }
        let field = cursor.class.fields.get(self.expected_field(cursor));
        match field.and_then(|field| self.length_of_name(field)) {
            Some(length) => self.attribute_written_out(cursor, length),
            None => self.other_attribute(cursor),
        }
    }

    /// Passes over the name of the field that is expected, and offers its value.
    fn attribute_written_out(&mut self, cursor: &mut ObjectCursor, length: usize) -> Result<Part> {
        let place = cursor.expected;
        let is_made = self.pass_name(length, place);
        self.check(is_made)?;
        cursor.expected = place + 1;
        Ok(Part::Field(place - self.tables.classes.known(cursor.number).names))
    }

    fn other_attribute(&mut self, cursor: &mut ObjectCursor) -> Result<Part> {
        let referred = match self.opcode() {
            bytes::BinGet | bytes::LongBinGet | bytes::Get => {
                let before = self.position();
                let index = self.get_index()?;
                if self.tables.classes.is_name(cursor.expected, index) {
                    return Ok(self.offer_field(cursor, self.expected_field(cursor)));
                }
                self.go_to(before);
                Some(index)
            }
            _ => None,
        };
        let Some(name) = self.attribute_name() else { return Err(self.give_way()) };
        let Some(field) = field_named(cursor.class, self.expected_field(cursor), &name) else {
            self.unknown = name;
            self.opcode();
            self.offer(Behind::NoMark);
            return Ok(Part::Unknown);
        };
        if let Some(index) = referred.or_else(|| self.last_index()) {
            self.tables.classes.note_name(cursor.number, field, index);
        }
        Ok(self.offer_field(cursor, field))
    }

    /// The field that comes next if the attributes are in the order of the class.
    fn expected_field(&self, cursor: &ObjectCursor) -> usize {
        cursor.expected - self.tables.classes.known(cursor.number).names
    }

    #[inline]
    fn offer_field(&mut self, cursor: &mut ObjectCursor, field: usize) -> Part {
        cursor.expected = self.tables.classes.known(cursor.number).names + field + 1;
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

/// How long a `LONG_BINPUT` is.
const LONG_PUT_LENGTH: usize = 5;

/// What stands behind the `MARK` of a state, below protocol 4, behind the making of the object, if the object is stored
/// under this index, and the state under the next one.
fn behind_numbered_object(behind: &[u8], index: u64) -> Option<&[u8]> {
    let index = u32::try_from(index).ok()?;
    let behind_object = behind_long_put(behind, index)?.strip_prefix(&[bytes::EmptyDict])?;
    behind_long_put(behind_object, index.checked_add(1)?)?.strip_prefix(&[bytes::Mark])
}

/// The opcode that makes a tuple of so many items without a mark.
fn tuple_opcode(count: usize) -> Option<u8> {
    match count {
        1 => Some(bytes::Tuple1),
        2 => Some(bytes::Tuple2),
        3 => Some(bytes::Tuple3),
        _ => None,
    }
}

/// The field of this name. Mostly it is the one that is expected.
fn field_named(class: &Class, expected: usize, name: &str) -> Option<usize> {
    match class.fields.get(expected) {
        Some(field) if field.name == name && is_attribute(field) => Some(expected),
        _ => class.position(name).filter(|&position| is_attribute(&class.fields[position])),
    }
}

/// Whether a dict of attributes can name the field.
pub(super) fn is_attribute(field: &Field) -> bool {
    field.place.has_name() && field.place != Place::Private
}
