//! The direct way of loading: from opcodes straight into Rust values, without a graph between.
//!
//! A `Stream` predicts what a pickler writes for the type that is asked for: `EMPTY_LIST MEMOIZE MARK .. APPENDS` for a
//! `Vec`, the global of the class, `NEWOBJ`, the state and `BUILD` for an instance. It reads one opcode after another,
//! each with all that it does, so that what it predicts can be wrong but what it has read cannot: at the first opcode
//! that it did not predict, or that is an error, it **gives way**, and the pickle is loaded again through a graph. That is
//! why its errors say nothing.
//!
//! The memo holds where values stand in the input. What the pickle refers to is read again there: a text at once,
//! another value as a replay, during which nothing is stored.

mod calls;
mod classes;
mod containers;
mod encoded;
mod kind;
mod lengths;
mod lookahead;
mod marks;
mod memo;
mod objects;
mod options;
mod parts;
mod pointers;
mod replay;
mod root_list;
mod runs;
mod scalars;
mod shape;
mod tables;
mod usual;
mod written_out;

use std::borrow::Cow;
use std::cell::LazyCell;

use crate::encoding::Decoding;
use crate::error::{Error, Result};
use crate::held_bytes::HeldBytes;
use crate::limits::Limits;
use crate::opcode::bytes;
use crate::reader::ReadOptions;

use encoded::EncodeNames;
use lengths::Lengths;
use marks::Marks;
use memo::Form;
use pointers::KnownPointers;
use replay::{Expansion, Replay};
use tables::Tables;

pub(crate) use containers::{EntryCursor, ItemCursor, Uniqueness};
pub(crate) use objects::ObjectCursor;
pub(crate) use options::StreamOptions;
pub(crate) use pointers::PointersByPoint;
pub(crate) use root_list::{Checkpoint, RootList};

/// A position in a pickle, and what was read up to it.
pub(crate) struct Stream<'s, 'de> {
    input: HeldBytes<'de>,
    /// What is left of it, or of the part of it in which the position is.
    rest: &'de [u8],
    /// Where that ends.
    end: usize,
    /// How many bytes were left where the last value was put before the reader: as many as now, if it is not taken yet.
    offered: usize,
    /// What may stand behind it.
    behind: Behind,
    marks: Marks,
    protocol: u8,
    /// What has to be looked up.
    pub(crate) tables: Box<Tables>,
    /// The texts among the first values of the memo to which the pickle has referred, and their points.
    texts: Vec<Option<(&'de str, usize)>>,
    /// How many replays and looks ahead the position is inside of, in which nothing is stored.
    unstored: usize,
    replays: Vec<Replay>,
    expansion: Expansion,
    /// How many more containers and objects the position may be inside of.
    depth_left: usize,
    /// The point of the value that was taken last.
    completed: usize,
    encode_names: EncodeNames,
    lengths: Lengths,
    /// The name of the unknown attribute that was announced.
    unknown: Cow<'de, str>,
    /// Where the part begins that is read as a graph of its own.
    part_start: usize,
    /// Whether it has given way, wherever the position is now.
    has_given_way: bool,
    /// The `Rc`s and `Arc`s that were made, by the points of their values.
    pointers: LazyCell<PointersByPoint>,
    /// Those to which the pickle has referred, by the memo indexes of their values.
    known: LazyCell<KnownPointers>,
    buffers: &'s [&'de [u8]],
    buffers_used: usize,
    decoding: Decoding,
    options: StreamOptions<'s>,
}

/// What may stand behind a value, so that it cannot be told from a part of it by one opcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// No value that begins with a `MARK`.
    NoMark,
    /// Such a value, the next item of a tuple or argument.
    Mark,
    /// The same, or the opcode that makes a tuple of it.
    MarkOrTuple,
}

/// Roots begin before this byte, behind `PROTO` and `FRAME`.
const ROOT_AT: usize = 11;

/// No opcode has this byte; it stands for the end of the input.
const END: u8 = 0xff;

impl<'s, 'de> Stream<'s, 'de> {
    /// A stream at the first byte of a pickle.
    #[inline(always)]
    pub(crate) fn before_protocol(
        input: HeldBytes<'de>,
        buffers: &'s [&'de [u8]],
        decoding: Decoding,
        options: StreamOptions<'s>,
    ) -> Stream<'s, 'de> {
        let limits = &options.limits;
        Stream {
            input,
            rest: input.from(0),
            end: input.end(),
            offered: input.from(0).len(),
            behind: Behind::NoMark,
            marks: Marks::default(),
            protocol: 0,
            tables: Tables::take(input.end()),
            texts: Vec::new(),
            unstored: 0,
            replays: Vec::new(),
            expansion: Expansion::new(limits),
            depth_left: limits.max_tree_depth.unwrap_or(usize::MAX),
            completed: 0,
            encode_names: EncodeNames::default(),
            lengths: Lengths::default(),
            unknown: Cow::Borrowed(""),
            part_start: 0,
            has_given_way: false,
            pointers: LazyCell::new(PointersByPoint::default),
            known: LazyCell::new(KnownPointers::default),
            buffers,
            buffers_used: 0,
            decoding,
            options,
        }
    }

    /// Whether a load with these options may stream: what a limit counts has to be counted here too.
    pub(crate) fn allows(input: &[u8], options: &ReadOptions) -> bool {
        let Limits { max_input_bytes, expand_factor, max_expand_nodes, max_expand_bytes, .. } = options.limits;
        max_input_bytes.is_none_or(|most| input.len() as u64 <= most)
            && (expand_factor > 1 || (max_expand_nodes.is_none() && max_expand_bytes.is_none()))
    }

    /// Goes on to the root of a pickle.
    pub(crate) fn read_protocol(&mut self) -> Result<()> {
        match self.rest {
            [bytes::Proto, number @ 0..=5, ..] => {
                self.protocol = *number;
                self.go_to(2);
                self.opcode();
                self.offer(Behind::NoMark);
                Ok(())
            }
            [bytes::Proto, ..] => Err(self.give_way()),
            _ => Ok(()),
        }
    }

    /// Ends the pickle, of which one value was taken, and gives its length.
    pub(crate) fn finish(&mut self) -> Result<usize> {
        let is_over = !self.has_given_way && !self.is_ready() && self.opcode() == bytes::Stop;
        let is_small = self.options.limits.max_memo_entries.is_none_or(|most| self.tables.memo.entries() <= most);
        if is_over && is_small { Ok(self.position() + 1) } else { Err(self.give_way()) }
    }

    /// The error of a pickle that is not as predicted. Whatever is asked after that fails too.
    #[cold]
    pub(crate) fn give_way(&mut self) -> Error {
        self.rest = &[];
        self.offered = usize::MAX;
        self.has_given_way = true;
        unpredicted()
    }

    /// The limits of a part that is loaded through a graph of its own.
    pub(crate) fn limits_of_part(&mut self, nodes: usize) -> Limits {
        self.allow_more();
        let limits = &self.options.limits;
        Limits {
            max_tree_depth: Some(self.depth_left),
            max_expand_nodes: limits.max_expand_nodes.map(|_| self.expansion.values_left(nodes)),
            expand_factor: 0,
            ..limits.clone()
        }
    }

    /// The buffers that come beside the pickle.
    pub(crate) fn buffers(&self) -> &'s [&'de [u8]] {
        self.buffers
    }

    /// How a `str` of Python 2 becomes text.
    pub(crate) fn decoding(&self) -> Decoding {
        self.decoding
    }

    /// Passes over bytes that are there.
    #[inline]
    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    #[inline]
    fn go_to(&mut self, position: usize) {
        self.rest = self.input.from(position);
        let end = position.saturating_add(self.rest.len());
        if end != self.end {
            self.change_end(end);
        }
    }

    /// Notes that what is left is of another part of the input.
    #[cold]
    fn change_end(&mut self, end: usize) {
        if !self.has_given_way {
            self.offered = self.offered.wrapping_add(end).wrapping_sub(self.end);
        }
        self.end = end;
    }

    /// Where the value stands.
    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.end - self.rest.len()
    }

    /// Notes that the value at the position is taken.
    #[inline]
    fn take(&mut self) -> Result<()> {
        if self.is_ready() { Ok(()) } else { Err(self.give_way()) }
    }

    /// Whether the value at the position has still to be taken.
    #[inline]
    fn is_ready(&self) -> bool {
        self.rest.len() == self.offered
    }

    /// Puts the value at the position before the reader.
    #[inline]
    fn offer(&mut self, behind: Behind) {
        self.offered = self.rest.len();
        self.behind = behind;
    }

    /// Whether the value that was offered has been taken: an implementation may forget to.
    #[inline]
    pub(crate) fn check_taken(&mut self) -> Result<()> {
        if self.is_ready() { Err(self.give_way()) } else { Ok(()) }
    }

    /// The byte of the opcode at the position, behind the frames that begin there.
    #[inline(always)]
    fn opcode(&mut self) -> u8 {
        match self.rest.first() {
            Some(&opcode) if opcode != bytes::Frame => opcode,
            _ => self.opcode_behind_frames(),
        }
    }

    #[cold]
    fn opcode_behind_frames(&mut self) -> u8 {
        let is_ready = self.is_ready();
        while let [bytes::Frame, rest @ ..] = self.rest {
            match rest.split_first_chunk::<8>() {
                Some((length, rest)) if u64::from_le_bytes(*length) <= rest.len() as u64 || self.input.go_on() => {
                    self.rest = rest;
                }
                _ => drop(self.give_way()),
            }
        }
        if is_ready {
            self.offered = self.rest.len();
        }
        self.rest.first().copied().unwrap_or(END)
    }

    /// Passes over an opcode without an argument.
    #[inline]
    fn expect(&mut self, opcode: u8) -> Result<()> {
        match self.opcode() == opcode {
            true => {
                self.skip(1);
                Ok(())
            }
            false => Err(self.give_way()),
        }
    }

    /// Whether the value that is taken is the root.
    fn is_at_root(&self) -> bool {
        self.position() <= ROOT_AT && self.depth_left == self.options.limits.max_tree_depth.unwrap_or(usize::MAX)
    }

    /// Whether the position is inside of nothing but the root.
    fn is_in_root(&self) -> bool {
        self.options.limits.max_tree_depth.unwrap_or(usize::MAX).checked_sub(1) == Some(self.depth_left)
    }

    /// Gives way unless this is so.
    #[inline]
    fn check(&mut self, is_so: bool) -> Result<()> {
        if is_so { Ok(()) } else { Err(self.give_way()) }
    }

    /// Ends the making of a value that begins at `start`: passes over the instruction that stores it, if there is one.
    ///
    /// Where it ends is the point by which the value is known from here on.
    #[inline(always)]
    fn made(&mut self, start: usize, form: Form) -> Result<usize> {
        let point = self.position();
        self.completed = point;
        let Some((&opcode, rest)) = self.rest.split_first() else { return Ok(point) };
        if opcode == bytes::Memoize {
            self.rest = rest;
            let is_stored = self.unstored > 0 || self.tables.memo.store_next(start, point, form);
            return if is_stored { Ok(point) } else { Err(self.give_way()) };
        }
        match opcode {
            bytes::BinPut | bytes::LongBinPut | bytes::Put | bytes::Frame => self.made_otherwise(start, point, form),
            _ => Ok(point),
        }
    }

    /// The same where an index is written out, or a frame lies between.
    #[inline(never)]
    fn made_otherwise(&mut self, start: usize, point: usize, form: Form) -> Result<usize> {
        if let [bytes::LongBinPut, a, b, c, d, rest @ ..] = self.rest
            && u64::from(u32::from_le_bytes([*a, *b, *c, *d])) == self.tables.memo.entries()
            && self.unstored == 0
            && self.tables.memo.store_next_usual(start, point, form)
        {
            self.rest = rest;
            return Ok(point);
        }
        self.made_at_any_index(start, point, form)
    }

    #[inline(never)]
    fn made_at_any_index(&mut self, start: usize, point: usize, form: Form) -> Result<usize> {
        let (index, rest) = match self.rest {
            [bytes::BinPut, index, rest @ ..] => (u64::from(*index), rest),
            [bytes::LongBinPut, a, b, c, d, rest @ ..] => (u64::from(u32::from_le_bytes([*a, *b, *c, *d])), rest),
            _ => return self.made_before_frame(start, point, form),
        };
        self.rest = rest;
        self.store(index, start, point, form).map(|()| point)
    }

    fn made_before_frame(&mut self, start: usize, point: usize, form: Form) -> Result<usize> {
        match self.opcode() {
            bytes::Memoize => {
                self.skip(1);
                self.store(self.tables.memo.entries(), start, point, form)?;
            }
            bytes::BinPut | bytes::LongBinPut | bytes::Put => {
                let index = self.index_argument()?;
                self.store(index, start, point, form)?;
            }
            _ => {}
        }
        Ok(point)
    }

    fn store(&mut self, index: u64, start: usize, point: usize, form: Form) -> Result<()> {
        let is_next = index == self.tables.memo.entries();
        let is_stored = self.unstored > 0
            || (is_next && self.tables.memo.store_next(start, point, form))
            || (!is_next && self.tables.memo.store(index, start, point, form));
        if is_stored {
            return Ok(());
        }
        Err(self.give_way())
    }

    /// Goes into a container or object; [`Stream::leave`] comes back.
    #[inline]
    fn enter(&mut self) -> Result<()> {
        match self.depth_left.checked_sub(1) {
            Some(left) => {
                self.depth_left = left;
                Ok(())
            }
            None => Err(self.give_way()),
        }
    }

    /// Comes back from a container or object, whose value is complete.
    #[inline]
    fn leave(&mut self, point: usize) {
        self.depth_left += 1;
        self.completed = point;
    }
}

#[cold]
pub(crate) fn unpredicted() -> Error {
    Error::custom("the pickle is not as predicted")
}

#[cfg(test)]
mod tests {
    use super::END;
    use crate::opcode::Opcode;

    #[test]
    fn no_opcode_is_the_end() {
        assert_eq!(Opcode::from_byte(END), None);
    }
}
