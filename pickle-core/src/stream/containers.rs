//! Lists, tuples and dicts, item by item.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::lookahead::Use;
use super::memo::{Form, Slot};
use super::usual::{behind_any_text, split_reference};
use super::{Behind, END, Stream, bytes};
use crate::argument::IntOrBool;
use crate::error::Result;
use crate::opcode::Instruction;

/// What a pickle adds to the value below it on the stack: in batches between `MARK` and an opcode, or one by one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batches {
    /// The opcode that adds one.
    one: u8,
    /// The opcode that adds all down to the mark.
    many: u8,
    place: Place,
    begun: Begun,
    /// Where the current batch began.
    batch: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind all that was added so far: that may be all.
    Between,
    /// Behind a batch that is no full one, so that no single item follows it.
    BehindBatch,
    /// Behind a `MARK`.
    InBatch,
    /// Before the opcode that adds one.
    One,
}

/// What tells whether more is added where a batch has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    /// A `MARK` begins a batch, a value is looked at: what it is for shows later.
    ByOpcode,
    /// The same, but a `MARK` may also begin a value behind this one.
    ByOpcodeBeforeMark,
    /// Protocol 0, which adds one by one and begins other values with a `MARK`.
    ByMark,
    /// Something has to follow that begins with neither, so all that does is added.
    AsState,
    /// The end of the pickle has to follow.
    AtRoot,
}

impl Batches {
    pub(super) fn of_list(begun: Begun) -> Batches {
        Batches { one: bytes::Append, many: bytes::Appends, place: Place::Between, begun, batch: 0 }
    }

    /// The items of the list at the root of a pickle.
    pub(super) fn of_root_list() -> Batches {
        Batches::of_list(Begun::AtRoot)
    }

    pub(super) fn of_dict(begun: Begun) -> Batches {
        Batches { one: bytes::SetItem, many: bytes::SetItems, place: Place::Between, begun, batch: 0 }
    }
}

impl Batches {
    /// Begins a batch with the `MARK` at this position.
    #[inline]
    pub(super) fn begin(&mut self, mark: usize) {
        (self.place, self.batch) = (Place::InBatch, mark);
    }

    /// Whether nothing more is added behind what was added up to this position, which is before the rest.
    #[inline]
    fn surely_end(&self, position: usize, rest: &[u8]) -> bool {
        let is_last_batch = position.wrapping_sub(self.batch) < FULL_BATCH;
        match (self.place, rest) {
            (Place::InBatch, [many, next, ..]) if *many == self.many => {
                is_last_batch && self.begun == Begun::ByOpcode && !matches!(*next, bytes::Mark | bytes::Frame)
            }
            (Place::Between, [next, ..]) => *next != bytes::Frame && !begins_value(*next),
            _ => false,
        }
    }

    /// Whether the next value is added together with others.
    #[inline]
    pub(super) fn are_in_batch(&self) -> bool {
        self.place == Place::InBatch
    }
}

/// Picklers begin a new batch after this many items, each of which is a byte or more.
const FULL_BATCH: usize = 1000;

/// The items of a list or tuple.
#[derive(Debug)]
pub(crate) struct ItemCursor {
    items: Items,
    start: usize,
    point: usize,
    is_replay: bool,
    is_open: bool,
}

#[derive(Debug)]
enum Items {
    List(Batches),
    /// A tuple of so many items, of which so many are left, between `MARK` and `TUPLE`.
    Marked {
        left: usize,
    },
    /// The same before `TUPLE1`, `TUPLE2` or `TUPLE3`.
    Unmarked {
        length: usize,
        left: usize,
    },
}

impl Items {
    /// What may stand behind the next item.
    fn behind(&self) -> Behind {
        match self {
            Items::List(_) => Behind::NoMark,
            Items::Unmarked { length, left } if length == left => Behind::MarkOrTuple,
            Items::Marked { .. } | Items::Unmarked { .. } => Behind::Mark,
        }
    }
}

/// What the reader of a dict does with equal keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Uniqueness {
    /// As Python: the last value counts, in the place of the first key.
    Merges,
    /// It relies on there being none.
    Required,
}

/// The entries of a dict.
#[derive(Debug)]
pub(crate) struct EntryCursor {
    entries: Batches,
    /// Whether all that follows in the pickle are entries.
    is_root: bool,
    point: usize,
    is_replay: bool,
    keys: Keys,
    is_open: bool,
}

/// The keys that came so far.
#[derive(Debug)]
struct Keys {
    kind: Option<KeyKind>,
    /// Where the last one was made, if it is a text or an int.
    end: usize,
    seen: Option<Box<(HashSet<u64>, RandomState)>>,
}

/// Keys of one kind that Python takes for equal are equal in Rust too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyKind {
    Text,
    /// A `str` of Python 2, which may be equal to a text and is another value for a type that takes any.
    ByteText,
    Int,
}

impl ItemCursor {
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }
}

impl EntryCursor {
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }
}

impl<'de> Stream<'_, 'de> {
    /// Goes into a list.
    pub(crate) fn list(&mut self) -> Result<ItemCursor> {
        match self.usual_list() {
            Some(cursor) => Ok(cursor),
            None => self.other_list(),
        }
    }

    /// Goes into a list behind the opcode that makes it, and into its first batch.
    #[inline(always)]
    pub(super) fn list_behind(&mut self, rest: &'de [u8]) -> Option<ItemCursor> {
        let start = self.position();
        self.rest = rest;
        let point = self.made(start, Form::Simple).ok()?;
        self.depth_left -= 1;
        let mut batches = Batches::of_list(Begun::ByOpcode);
        match self.rest {
            [bytes::Mark, rest @ ..] => {
                batches.begin(self.position());
                self.marks.note(batches.batch);
                self.rest = rest;
            }
            _ if self.is_followed_by(bytes::Append) => batches.place = Place::One,
            _ => {}
        }
        Some(ItemCursor { items: Items::List(batches), start, point, is_replay: false, is_open: true })
    }

    /// Whether the next items surely belong to the list.
    #[inline]
    pub(crate) fn can_run(&self, cursor: &ItemCursor) -> bool {
        let Items::List(batches) = &cursor.items else { return false };
        matches!(batches.place, Place::InBatch | Place::One) && !self.is_ready()
    }

    /// Ends the list, if it surely has no more items.
    #[inline(always)]
    pub(crate) fn surely_ends(&mut self, cursor: &mut ItemCursor) -> bool {
        let Items::List(batches) = &mut cursor.items else { return false };
        if let (Place::One, [bytes::Append, rest @ ..]) = (batches.place, self.rest) {
            self.rest = rest;
            batches.place = Place::Between;
        }
        if !batches.surely_end(self.position(), self.rest) || cursor.is_replay {
            return false;
        }
        self.rest = self.rest.get(usize::from(batches.place == Place::InBatch)..).unwrap_or_default();
        self.leave(cursor.point);
        cursor.is_open = false;
        true
    }

    fn other_list(&mut self) -> Result<ItemCursor> {
        let before_mark = self.behind != Behind::NoMark;
        self.take()?;
        let is_replay = self.begin_replay()?;
        let begun = self.opening(bytes::EmptyList, bytes::List, before_mark)?;
        let start = self.position();
        let point = self.made_container(is_replay, begun)?;
        self.enter()?;
        Ok(ItemCursor { items: Items::List(Batches::of_list(begun)), start, point, is_replay, is_open: true })
    }

    /// Goes into a dict.
    pub(crate) fn dict(&mut self, uniqueness: Uniqueness) -> Result<EntryCursor> {
        let is_root = self.is_at_root();
        let before_mark = self.behind != Behind::NoMark;
        self.take()?;
        let is_replay = self.begin_replay()?;
        let begun = self.opening(bytes::EmptyDict, bytes::Dict, before_mark)?;
        let point = self.made_container(is_replay, begun)?;
        self.enter()?;
        let seen = (uniqueness == Uniqueness::Required).then(Default::default);
        let keys = Keys { kind: None, end: 0, seen };
        Ok(EntryCursor { entries: Batches::of_dict(begun), is_root, point, is_replay, keys, is_open: true })
    }

    /// How a container begins at the position: with one opcode, or empty between `MARK` and another one.
    pub(super) fn opening(&mut self, empty: u8, marked: u8, before_mark: bool) -> Result<Begun> {
        match self.opcode() {
            opcode if opcode == empty && before_mark => Ok(Begun::ByOpcodeBeforeMark),
            opcode if opcode == empty => Ok(Begun::ByOpcode),
            bytes::Mark if self.rest.get(1) == Some(&marked) => Ok(Begun::ByMark),
            _ => Err(self.give_way()),
        }
    }

    /// Passes over the beginning of a container.
    pub(super) fn made_container(&mut self, is_replay: bool, begun: Begun) -> Result<usize> {
        let start = self.position();
        let (length, form) = if begun == Begun::ByMark { (2, Form::Compound) } else { (1, Form::Simple) };
        self.skip(length);
        self.made_in(is_replay, start, form)
    }

    /// The beginning of the list of a state.
    pub(super) fn state_list(&mut self) -> Result<Batches> {
        self.made_container(false, Begun::ByOpcode)?;
        Ok(Batches::of_list(Begun::AsState))
    }

    /// Whether the `MARK` here begins a dict of protocol 0.
    pub(super) fn begins_dict(&self) -> bool {
        self.rest.get(1) == Some(&bytes::Dict)
    }

    /// The beginning of the dict of a state, which is known from the opcode behind it.
    pub(super) fn state_dict(&mut self) -> Result<Batches> {
        let begun = self.opening(bytes::EmptyDict, bytes::Dict, false)?;
        self.made_container(false, begun)?;
        Ok(Batches::of_dict(Begun::AsState))
    }

    /// Goes into a tuple of this length.
    pub(crate) fn tuple_of(&mut self, length: usize) -> Result<ItemCursor> {
        let behind = self.behind;
        if (length > 3 || self.protocol < 2) && length > 0 && self.is_behind_its_mark() {
            self.take_mark_back();
        }
        self.take()?;
        let is_replay = !self.is_first_item(length, behind) && self.begin_replay()?;
        let opcode = self.opcode();
        let start = self.position();
        let items = match opcode {
            bytes::EmptyTuple if length == 0 => Items::Marked { left: 0 },
            // From protocol 2 on the mark is that of the first item.
            bytes::Mark if length > 3 || self.protocol < 2 => {
                self.skip(1);
                Items::Marked { left: length }
            }
            _ if (1..=3).contains(&length) => Items::Unmarked { length, left: length },
            _ => return Err(self.give_way()),
        };
        self.enter()?;
        let mut cursor = ItemCursor { items, start, point: usize::MAX, is_replay, is_open: true };
        if length == 0 {
            self.end_tuple(&mut cursor)?;
        }
        Ok(cursor)
    }

    /// Whether no tuple begins here that has a mark.
    fn is_behind_its_mark(&mut self) -> bool {
        self.opcode() != bytes::Mark && self.referred().is_none_or(|(slot, _)| !self.is_tuple(slot))
    }

    /// Whether the pickle refers here to the first item of a tuple of this length, and not to the tuple.
    fn is_first_item(&mut self, length: usize, behind: Behind) -> bool {
        let Some((slot, end)) = self.referred() else { return false };
        if !(1..=3).contains(&length) {
            return false;
        }
        !self.is_tuple(slot) || (behind != Behind::MarkOrTuple && self.use_behind(end) == Some(Use::InTuple))
    }

    /// Whether a tuple stands in a slot: the opcode that makes it stands before its point.
    pub(super) fn is_tuple(&self, slot: Slot) -> bool {
        let is_simple = self.decode_at(slot.start).is_ok_and(|(_, end)| end == slot.point);
        let last = slot.point.checked_sub(1).and_then(|last| self.input.from(last).first());
        match last {
            Some(&bytes::EmptyTuple) => is_simple,
            Some(&(bytes::Tuple | bytes::Tuple1 | bytes::Tuple2 | bytes::Tuple3)) => !is_simple,
            _ => false,
        }
    }

    /// Offers the next item, if it surely is one of a batch: the usual case.
    #[inline(always)]
    pub(crate) fn is_in_batch(&mut self, cursor: &ItemCursor) -> bool {
        let Items::List(Batches { place: Place::InBatch, .. }) = &cursor.items else { return false };
        let is_item =
            self.rest.first().is_some_and(|opcode| !matches!(*opcode, bytes::Append | bytes::Appends | bytes::Frame));
        if is_item {
            self.offer(Behind::NoMark);
        }
        is_item
    }

    /// Offers the next item, if there is one.
    pub(crate) fn next_item(&mut self, cursor: &mut ItemCursor) -> Result<bool> {
        match self.surely_ends(cursor) {
            true => Ok(false),
            false => self.other_item(cursor),
        }
    }

    fn other_item(&mut self, cursor: &mut ItemCursor) -> Result<bool> {
        if !cursor.is_open {
            return Ok(false);
        }
        match &mut cursor.items {
            Items::List(batches) => {
                if self.next_of(batches)? {
                    self.offer(Behind::NoMark);
                    return Ok(true);
                }
                self.end(cursor.point, cursor.is_replay)?;
                cursor.is_open = false;
                Ok(false)
            }
            Items::Marked { .. } | Items::Unmarked { .. } => {
                self.opcode();
                self.offer(cursor.items.behind());
                Ok(true)
            }
        }
    }

    /// Ends an item that was offered.
    #[inline]
    pub(crate) fn item_taken(&mut self, cursor: &mut ItemCursor) -> Result<()> {
        self.check_taken()?;
        match &mut cursor.items {
            Items::List(batches) if batches.place == Place::InBatch => Ok(()),
            Items::List(batches) => self.added(batches),
            Items::Marked { left } | Items::Unmarked { left, .. } => {
                *left -= 1;
                match *left {
                    0 => self.end_tuple(cursor),
                    _ => Ok(()),
                }
            }
        }
    }

    /// Passes over the opcode that makes the tuple.
    fn end_tuple(&mut self, cursor: &mut ItemCursor) -> Result<()> {
        let opcode = match cursor.items {
            Items::Unmarked { length: 1, .. } => bytes::Tuple1,
            Items::Unmarked { length: 2, .. } => bytes::Tuple2,
            Items::Unmarked { .. } => bytes::Tuple3,
            _ if self.position() == cursor.start => bytes::EmptyTuple,
            _ => bytes::Tuple,
        };
        self.expect(opcode)?;
        let form = if opcode == bytes::EmptyTuple { Form::Simple } else { Form::Compound };
        let point = self.made_in(cursor.is_replay, cursor.start, form)?;
        cursor.is_open = false;
        self.check_only_item(cursor.start)?;
        self.end(point, cursor.is_replay)
    }

    /// Ends a container whose parts were all taken.
    #[inline]
    pub(super) fn end(&mut self, point: usize, is_replay: bool) -> Result<()> {
        if is_replay {
            self.end_replay()?;
        }
        self.leave(point);
        Ok(())
    }

    /// How many more entries there are, about, if `count` entries came and all that follows are entries; else 0.
    pub(crate) fn entries_to_come(&self, cursor: &EntryCursor, count: usize) -> usize {
        if cursor.is_root { self.as_dense_from(cursor.point, count) } else { 0 }
    }

    /// The same for the items of a list that the position is in.
    pub(crate) fn items_to_come(&self, cursor: &ItemCursor, count: usize) -> usize {
        if self.is_in_root() && !cursor.is_replay { self.as_dense_from(cursor.start, count) } else { 0 }
    }

    /// How many things of `count` from a position on are in the rest if they are as long.
    fn as_dense_from(&self, position: usize, count: usize) -> usize {
        let passed = self.position().saturating_sub(position);
        self.rest.len().checked_mul(count).and_then(|product| product.checked_div(passed)).unwrap_or_default()
    }

    /// Offers the next key, if there is one.
    pub(crate) fn next_key(&mut self, cursor: &mut EntryCursor) -> Result<bool> {
        if !cursor.is_open {
            return Ok(false);
        }
        if !self.next_of(&mut cursor.entries)? {
            self.end(cursor.point, cursor.is_replay)?;
            cursor.is_open = false;
            return Ok(false);
        }
        self.look_at_key(&mut cursor.keys)?;
        self.offer(Behind::NoMark);
        Ok(true)
    }

    /// Offers the key of an entry of an object, and gives where its making ends.
    pub(crate) fn own_key(&mut self) -> Result<usize> {
        let mut keys = Keys { kind: None, end: 0, seen: None };
        self.look_at_key(&mut keys)?;
        self.offer(Behind::NoMark);
        Ok(keys.end)
    }

    /// Ends the key of an entry of an object, and offers its value.
    pub(crate) fn own_key_taken(&mut self, end: usize) -> Result<()> {
        self.check(!self.is_ready() && self.completed == end)?;
        self.opcode();
        self.offer(Behind::NoMark);
        Ok(())
    }

    /// Ends a key, and offers its value.
    pub(crate) fn key_taken(&mut self, cursor: &mut EntryCursor) -> Result<()> {
        self.own_key_taken(cursor.keys.end)
    }

    /// Ends a value.
    pub(crate) fn value_taken(&mut self, cursor: &mut EntryCursor) -> Result<()> {
        self.check_taken()?;
        self.added(&mut cursor.entries)
    }

    /// Whether more is added here, which is before the reader then.
    #[inline]
    pub(super) fn next_of(&mut self, batches: &mut Batches) -> Result<bool> {
        loop {
            let opcode = self.opcode();
            match batches.place {
                Place::InBatch if opcode == batches.many => {
                    let is_full = self.position() - batches.batch >= FULL_BATCH;
                    self.skip(1);
                    batches.place = match is_full || batches.begun == Begun::AtRoot {
                        true => Place::Between,
                        false => Place::BehindBatch,
                    };
                }
                Place::InBatch if opcode == batches.one && self.was_given_back(batches.batch) => {
                    self.skip(1);
                    batches.place = Place::Between;
                }
                // An implementation may swallow the error of a stream that has given way.
                Place::InBatch => return self.check(opcode != END).map(|()| true),
                Place::BehindBatch if opcode != bytes::Mark => return Ok(false),
                Place::Between | Place::BehindBatch | Place::One => {
                    batches.place = match self.continues(batches, opcode) {
                        None => return Ok(false),
                        Some(place) => place,
                    };
                    if batches.place == Place::One {
                        return Ok(true);
                    }
                    batches.begin(self.position());
                    self.marks.note(batches.batch);
                    self.skip(1);
                }
            }
        }
    }

    /// How what is added goes on with this opcode, if it does.
    #[inline]
    fn continues(&mut self, batches: &Batches, opcode: u8) -> Option<Place> {
        match (opcode, batches.begun) {
            (bytes::Mark, Begun::AsState) if self.begins_dict() => None,
            (bytes::Mark, Begun::AtRoot) if self.begins_marked_item() => Some(Place::One),
            (bytes::Mark, Begun::AtRoot) => Some(Place::InBatch),
            (_, Begun::AtRoot) => begins_value(opcode).then_some(Place::One),
            (bytes::Mark, Begun::ByOpcode | Begun::AsState) => Some(Place::InBatch),
            (bytes::Mark, Begun::ByOpcodeBeforeMark) => self.is_added_by(batches.many).then_some(Place::InBatch),
            (_, Begun::AsState) if batches.one == bytes::Append => begins_value(opcode).then_some(Place::One),
            (_, Begun::AsState) => begins_name(opcode).then_some(Place::One),
            _ if !begins_value(opcode) => None,
            _ => (self.is_followed_by(batches.one) || self.is_added_by(batches.one)).then_some(Place::One),
        }
    }

    /// Whether a short text stands here, or two of them for an entry, with this opcode behind.
    fn is_followed_by(&self, opcode: u8) -> bool {
        let behind = match opcode {
            bytes::SetItem => behind_any_text(self.rest).and_then(behind_any_text),
            _ => behind_any_text(self.rest),
        };
        behind.and_then(<[u8]>::first) == Some(&opcode)
    }

    /// Ends what was added: passes over the opcode that adds one.
    #[inline]
    pub(super) fn added(&mut self, batches: &mut Batches) -> Result<()> {
        match batches.place {
            Place::One => {
                batches.place = Place::Between;
                self.expect(batches.one)
            }
            Place::Between | Place::BehindBatch | Place::InBatch => Ok(()),
        }
    }

    /// Notes a key before it is taken: equal ones have to be of a kind that is equal in Rust too.
    fn look_at_key(&mut self, keys: &mut Keys) -> Result<()> {
        if let ([bytes::ShortBinUnicode, length, ..], None | Some(KeyKind::Text), None) =
            (self.rest, keys.kind, &keys.seen)
        {
            keys.kind = Some(KeyKind::Text);
            keys.end = self.position() + 2 + usize::from(*length);
            return Ok(());
        }
        if let (Some((index, _)), None | Some(KeyKind::Text), None) =
            (split_reference(self.rest), keys.kind, &keys.seen)
            && let Some((_, point)) = usize::try_from(index).ok().and_then(|index| self.text_at(index))
        {
            (keys.kind, keys.end) = (Some(KeyKind::Text), point);
            return Ok(());
        }
        self.look_at_other_key(keys)
    }

    fn look_at_other_key(&mut self, keys: &mut Keys) -> Result<()> {
        let referred = self.referred();
        let start = referred.map_or(self.position(), |(slot, _)| slot.start);
        let kind = match self.input.from(start).first() {
            Some(&(bytes::ShortBinUnicode | bytes::BinUnicode | bytes::BinUnicode8 | bytes::Unicode)) => KeyKind::Text,
            Some(&(bytes::ShortBinString | bytes::BinString | bytes::String)) => KeyKind::ByteText,
            Some(&(bytes::BinInt1 | bytes::BinInt2 | bytes::BinInt | bytes::Long1 | bytes::Int | bytes::Long)) => {
                KeyKind::Int
            }
            _ => return Err(self.give_way()),
        };
        let Ok((instruction, end)) = self.decode_at(start) else { return Err(self.give_way()) };
        self.check(!matches!(instruction, Instruction::Int(IntOrBool::Bool(_))))?;
        keys.end = end;
        if *keys.kind.get_or_insert(kind) != kind {
            return Err(self.give_way());
        }
        let Some((seen, hasher)) = keys.seen.as_deref_mut() else { return Ok(()) };
        let hash = match kind {
            KeyKind::Text | KeyKind::ByteText => self.name_of(instruction).map(|text| hasher.hash_one(text)),
            KeyKind::Int => self.input.range(start..end).map(|int| hasher.hash_one(int)),
        };
        match hash {
            Some(hash) if kind != KeyKind::Int && seen.insert(hash) => Ok(()),
            _ => Err(self.give_way()),
        }
    }
}

/// Whether an opcode pushes a value or a mark; the others work on values that are there.
pub(super) fn begins_value(opcode: u8) -> bool {
    matches!(
        opcode,
        bytes::Mark
            | bytes::BinGet
            | bytes::LongBinGet
            | bytes::Get
            | bytes::Global
            | bytes::Ext1
            | bytes::Ext2
            | bytes::Ext4
    ) || crate::opcode::Opcode::from_byte(opcode).is_some_and(crate::opcode::Opcode::is_simple)
}

/// Whether an opcode can push the name of an attribute.
fn begins_name(opcode: u8) -> bool {
    matches!(
        opcode,
        bytes::BinGet
            | bytes::LongBinGet
            | bytes::Get
            | bytes::ShortBinUnicode
            | bytes::BinUnicode
            | bytes::Unicode
            | bytes::ShortBinString
            | bytes::BinString
            | bytes::String
    )
}
