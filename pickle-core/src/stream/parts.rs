//! Values that are not predicted: each becomes a graph of its own.

use std::ops::Range;

use super::lookahead::{Passed, instruction_at};
use super::memo::Slot;
use super::{Behind, Stream};
use crate::error::{Error, ErrorKind, Result};
use crate::graph::Graph;
use crate::opcode::Opcode;
use crate::reader::{self, Part, ReadPart, Referred};

impl<'de> Stream<'_, 'de> {
    /// Takes the value at the position as a graph.
    pub(crate) fn graph(&mut self) -> Result<Graph<'de>> {
        if self.is_at_root() {
            // Nothing is gained.
            return Err(self.give_way());
        }
        if self.mark_of_value().is_some() {
            self.take_mark_back();
        }
        let passed = if self.behind == Behind::MarkOrTuple { Passed::FirstItem } else { Passed::Whole };
        let (start, part) = (self.position(), self.part(passed));
        match part {
            Ok(part) => self.check_only_item(start).map(|()| part.graph),
            Err(_) => Err(self.give_way()),
        }
    }

    /// Takes the item of the list at the root that is at the position as a graph, or says what is wrong with it.
    pub(crate) fn item_of_root(&mut self) -> Result<ReadPart<'de>> {
        self.part(Passed::Surely)
    }

    fn part(&mut self, passed: Passed) -> Result<ReadPart<'de>> {
        self.take()?;
        let buffers_used = self.buffers_used;
        self.part_start = self.position();
        let Some(range) = self.pass_over(passed) else { return Err(self.fault_in_part(buffers_used)) };
        let point = self.completed;
        let read = self.read_part(range, buffers_used);
        self.completed = point;
        read
    }

    /// The value at the position as a graph, which is not taken; nothing where that fails.
    pub(super) fn look_at_graph(&mut self, passed: Passed) -> Option<Graph<'de>> {
        let buffers_used = self.buffers_used;
        self.part_start = self.position();
        let range = self.pass_over(passed);
        self.buffers_used = buffers_used;
        let range = range?;
        if let Passed::MadeAt(point) = passed {
            (self.completed == point).then_some(())?;
        }
        // It is read again when it is taken.
        self.charge(range.len()).ok()?;
        self.read_part(range, buffers_used).ok().map(|part| part.graph)
    }

    fn read_part(&mut self, range: Range<usize>, buffers_used: usize) -> Result<ReadPart<'de>> {
        let (input, options) = (self.input, self.options.clone());
        let part = Part { range, protocol: self.protocol, buffers_used };
        reader::read_part(input, part, self, &options)
    }

    /// What is wrong with the part that was passed over up to the position.
    #[cold]
    fn fault_in_part(&mut self, buffers_used: usize) -> Error {
        let (start, position) = (self.part_start, self.position());
        match self.decode_at(position) {
            Ok((_, end)) => self.read_part(start..end, buffers_used).err().unwrap_or_else(|| not_apart(start)),
            Err(error) => {
                let before = self.read_part(start..position, buffers_used).err();
                let is_earlier = |error: &Error| error.offset() < Some(position as u64);
                before.filter(is_earlier).unwrap_or_else(|| error.at_offset(position as u64))
            }
        }
    }
}

/// The error of a value that has no meaning apart from what surrounds it.
#[cold]
fn not_apart(start: usize) -> Error {
    Error::custom("no value that can be read apart from the rest of its pickle; load the whole pickle at once")
        .at_offset(start as u64)
}

impl Referred for Stream<'_, '_> {
    fn point(&mut self, index: u64) -> Result<usize> {
        match self.slot(index) {
            Some(slot) => Ok(slot.point),
            None if self.tables.memo.is_stored(index) => {
                Err(ErrorKind::MemoForgotten { index, held: self.input.head_length() as u64 }.into())
            }
            None => Err(ErrorKind::MemoMissing(index).into()),
        }
    }

    fn range(&mut self, index: u64) -> Result<Range<usize>> {
        let Some(slot) = self.slot(index) else { return Err(ErrorKind::MemoMissing(index).into()) };
        let range = match self.is_fixed(slot) {
            true => Some(slot.start..slot.point),
            false => self.pass_over_referred(slot),
        };
        match range {
            // It has to end before the value that refers to it, or else that is a part of it.
            Some(range) if range.end > self.part_start => Err(ErrorKind::Cycle.into()),
            Some(range) => self.charge(range.len()).map(|()| range),
            None => Err(not_apart(slot.start)),
        }
    }
}

impl Stream<'_, '_> {
    /// Passes over the value in a slot and comes back; nothing where that is another value, or takes buffers again.
    fn pass_over_referred(&mut self, slot: Slot) -> Option<Range<usize>> {
        let (back, buffers_used) = (self.position(), self.buffers_used);
        self.go_to(slot.start);
        self.unstored += 1;
        let range = self.pass_over(Passed::MadeAt(slot.point));
        self.unstored -= 1;
        let is_it = self.completed == slot.point && self.buffers_used == buffers_used;
        self.go_to(back);
        range.filter(|_| is_it)
    }

    /// Whether one instruction makes the value in a slot, to which nothing can be added.
    fn is_fixed(&self, slot: Slot) -> bool {
        instruction_at(self.input, slot.start).is_some_and(|(opcode, end)| {
            let can_get_more = matches!(
                opcode,
                Opcode::EmptyList | Opcode::EmptyDict | Opcode::EmptySet | Opcode::Global | Opcode::NextBuffer
            );
            end == slot.point && opcode.is_simple() && !can_get_more
        })
    }
}
