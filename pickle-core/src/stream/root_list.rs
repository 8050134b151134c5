//! The list at the root of a pickle, item by item: each is taken where it stands, and can be taken again.

use super::containers::{Batches, Begun};
use super::memo::MemoMark;
use super::replay::Expansion;
use super::{Behind, PointersByPoint, Stream};
use crate::error::{Error, ErrorKind, Result};
use crate::held_bytes::HeldBytes;
use crate::opcode::{Instruction, Opcode, bytes};
use crate::source::Kind;

/// How far the items of the list were taken.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RootList {
    /// How its items are added, once it has begun.
    batches: Option<Batches>,
    /// How many were taken.
    index: usize,
}

impl RootList {
    /// The index of the next item.
    pub(crate) fn index(&self) -> usize {
        self.index
    }
}

/// How many bytes tell mostly what a value is.
const ENOUGH_TO_TELL: usize = 4096;

/// A place between two items to come back to, with all that was known there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checkpoint {
    list: RootList,
    position: usize,
    offered_at: usize,
    depth_left: usize,
    buffers_used: usize,
    memo: MemoMark,
    expansion: Expansion,
}

impl<'s, 'de> Stream<'s, 'de> {
    /// The same stream, where other bytes of the pickle are held.
    pub(crate) fn over<'t, 'e>(self, input: HeldBytes<'e>, buffers: &'t [&'e [u8]]) -> Stream<'t, 'e> {
        let position = self.position();
        let mut stream = Stream {
            offered: self.offered,
            behind: self.behind,
            marks: self.marks,
            protocol: self.protocol,
            tables: self.tables,
            texts: Vec::new(),
            unstored: self.unstored,
            replays: self.replays,
            depth_left: self.depth_left,
            completed: self.completed,
            encode_names: self.encode_names,
            lengths: self.lengths,
            pointers: self.pointers,
            known: self.known,
            buffers_used: self.buffers_used,
            expansion: self.expansion,
            part_start: self.part_start,
            has_given_way: self.has_given_way,
            unknown: std::borrow::Cow::Borrowed(""),
            decoding: self.decoding,
            options: self.options.into_own(),
            rest: &[],
            end: self.end,
            input,
            buffers,
        };
        stream.go_to(position);
        stream
    }

    /// Offers the next item of the list, if there is one, and else ends the pickle. The error says what is wrong there.
    pub(crate) fn next_of_root(&mut self, list: &mut RootList) -> Result<bool> {
        let mut batches = match list.batches {
            Some(batches) => batches,
            None => self.begin_root_list()?,
        };
        let before = self.position();
        let is_there = self.next_of(&mut batches).unwrap_or(false);
        list.batches = Some(batches);
        match is_there && !self.has_given_way {
            true => {
                self.offer(Behind::NoMark);
                Ok(true)
            }
            false if self.opcode() == bytes::Stop => Ok(false),
            false => Err(self.fault_behind_items(before)),
        }
    }

    fn begin_root_list(&mut self) -> Result<Batches> {
        if self.read_protocol().is_err() {
            return Err(self.fault_at(0, "list"));
        }
        let start = if self.input.from(0).first() == Some(&bytes::Proto) { 2 } else { 0 };
        let Ok(opening) = self.opening(bytes::EmptyList, bytes::List, false) else {
            return Err(self.fault_of_root(start));
        };
        self.take()?;
        let behind = self.position() + if opening == Begun::ByMark { 2 } else { 1 };
        match self.made_container(false, opening).and_then(|_| self.enter()) {
            Ok(()) => Ok(Batches::of_root_list()),
            Err(_) => Err(self.fault_at(behind, "a list")),
        }
    }

    /// Ends an item that was offered.
    pub(crate) fn taken_of_root(&mut self, list: &mut RootList) -> Result<()> {
        self.check_taken()?;
        list.index += 1;
        match &mut list.batches {
            Some(batches) => self.added(batches),
            None => Ok(()),
        }
    }

    /// Ends an item that was offered and taken from the stream, unless the stream has guessed where it ends: nothing that is
    /// read for it would tell.
    pub(crate) fn surely_taken_of_root(&mut self, list: &mut RootList) -> Result<()> {
        let has_guessed = self.tables.lookahead.take_guessed();
        self.check(!has_guessed)?;
        self.taken_of_root(list)
    }

    /// Ends an item that was taken through a graph; the error says what stands behind it.
    pub(crate) fn part_taken_of_root(&mut self, list: &mut RootList) -> Result<()> {
        let end = self.position();
        self.tables.lookahead.take_guessed();
        self.taken_of_root(list).map_err(|_| self.fault_at(end, "APPEND behind the only item of a batch"))
    }

    /// Takes the pointers that were made out, for the load of a part; [`Stream::put_pointers`] puts them back.
    pub(crate) fn take_pointers(&mut self) -> PointersByPoint {
        std::mem::take(&mut *self.pointers)
    }

    pub(crate) fn put_pointers(&mut self, pointers: PointersByPoint) {
        *self.pointers = pointers;
    }

    /// Adapts what is known to the bytes that are held now.
    pub(crate) fn follow(&mut self, input: HeldBytes<'_>) {
        let (head, base) = (input.head_length(), input.base());
        self.tables.lookahead.go_on();
        self.tables.memo.forget_between(head, base);
        let is_held = |point: usize| point <= head || point > base;
        self.pointers.retain(|(point, _), _| is_held(*point));
        // They are found again by their points.
        self.known.clear();
    }

    /// The place at which the stream is, between two items.
    pub(crate) fn checkpoint(&self, list: RootList) -> Checkpoint {
        Checkpoint {
            list,
            position: self.position(),
            offered_at: self.end.wrapping_sub(self.offered),
            depth_left: self.depth_left,
            buffers_used: self.buffers_used,
            memo: self.tables.memo.mark(),
            expansion: self.expansion,
        }
    }

    /// Comes back to a place between two items. What was learned of classes and the pointers that were made stay: the same
    /// bytes come again.
    pub(crate) fn come_back(&mut self, checkpoint: &Checkpoint) -> RootList {
        self.go_to(checkpoint.position);
        self.offered = self.end.wrapping_sub(checkpoint.offered_at);
        self.has_given_way = false;
        self.behind = Behind::NoMark;
        self.marks.forget();
        self.depth_left = checkpoint.depth_left;
        self.replays.clear();
        self.unstored = 0;
        self.buffers_used = checkpoint.buffers_used;
        self.tables.memo.take_back(checkpoint.memo, checkpoint.position);
        self.texts.clear();
        self.expansion = checkpoint.expansion;
        checkpoint.list
    }

    /// Whether this is what the end of the bytes that are held has made of what comes next, as there may be more.
    pub(crate) fn has_cut<T>(&self, next: &Result<T>) -> bool {
        self.input.go_on()
            && match next {
                _ if self.tables.lookahead.was_cut() => true,
                // Even an opcode alone may have said more about what was taken.
                Ok(_) => self.rest.is_empty(),
                // An item may be whole and its own reader have found something truncated in it.
                Err(error) => {
                    matches!(error.kind(), ErrorKind::Truncated { .. }) && self.decode_at(self.position()).is_err()
                }
            }
    }

    /// What is wrong behind the items that end at a position.
    #[cold]
    fn fault_behind_items(&self, mut position: usize) -> Error {
        while self.input.from(position).first() == Some(&bytes::Appends) {
            position += 1;
        }
        self.fault_at(position, "an item or the end of the list")
    }

    /// What is wrong with a root that begins at a position and is no list.
    #[cold]
    fn fault_of_root(&mut self, start: usize) -> Error {
        self.go_to(start);
        if self.rest.len() < ENOUGH_TO_TELL {
            self.tables.lookahead.note_cut();
        }
        let kind = self.kind();
        self.go_to(start);
        match (self.fault_at(start, "list"), kind) {
            (fault, Some(kind)) if matches!(fault.kind(), ErrorKind::Mismatch { .. }) => {
                Error::mismatch("list", in_words(&kind)).at_offset(fault.offset().unwrap_or_default())
            }
            (fault, _) => fault,
        }
    }

    /// What is wrong with the instruction behind the frames that begin at a position.
    fn fault_at(&self, mut position: usize, expected: &'static str) -> Error {
        let error = loop {
            match self.decode_at(position) {
                Err(error) => break error,
                Ok((Instruction::Proto(number), _)) if number > 5 => {
                    break ErrorKind::UnsupportedProtocol(u64::from(number)).into();
                }
                Ok((Instruction::Frame(needed), end)) => {
                    let left = self.input.from(end).len() as u64;
                    if needed > left && !self.input.go_on() {
                        break ErrorKind::Truncated { reading: Opcode::Frame.name(), needed, left }.into();
                    }
                    position = end;
                }
                Ok((instruction, _)) => break Error::mismatch(expected, instruction.opcode().name()),
            }
        };
        error.at_offset(position as u64)
    }

    /// Checks what was read against the limits that hold for all items together.
    pub(crate) fn check_limits(&self) -> Result<()> {
        let limits = &self.options.limits;
        let memo = limits.max_memo_entries.filter(|most| self.tables.memo.entries() > *most);
        let expansion = limits.max_expand_nodes.filter(|_| self.expansion.is_exceeded());
        match (memo, expansion) {
            (Some(allowed), _) => Err(ErrorKind::LimitExceeded { limit: "max_memo_entries", allowed }.into()),
            (_, Some(allowed)) => Err(ErrorKind::LimitExceeded { limit: "max_expand_nodes", allowed }.into()),
            (None, None) => Ok(()),
        }
    }
}

/// A kind of value, as errors name it.
fn in_words(kind: &Kind<'_>) -> String {
    match kind {
        Kind::None => "None".to_owned(),
        Kind::ByteString => "str of Python 2".to_owned(),
        Kind::Unnamed => "an object".to_owned(),
        Kind::Instance(class) | Kind::Call(class) | Kind::CallWithKeywords(class) => {
            format!("an object made by {}", crate::error::shorten(&class.to_string()))
        }
        Kind::Global(global) => format!("the global {}", crate::error::shorten(&global.to_string())),
        kind => format!("{kind:?}").to_lowercase(),
    }
}
