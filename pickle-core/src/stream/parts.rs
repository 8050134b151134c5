//! Values that are not predicted: each becomes a graph of its own.

use std::ops::Range;

use super::lookahead::Passed;
use super::memo::Slot;
use super::{Behind, Stream};
use crate::error::Result;
use crate::graph::Graph;
use crate::reader::{self, Part, Referred};

impl<'de> Stream<'_, 'de> {
    /// Takes the value at the position as a graph.
    pub(crate) fn graph(&mut self) -> Result<Graph<'de>> {
        let passed = if self.behind == Behind::MarkOrTuple { Passed::FirstItem } else { Passed::Whole };
        self.take()?;
        if self.is_at_root() {
            // Nothing is gained.
            return Err(self.give_way());
        }
        let buffers_used = self.buffers_used;
        self.part_start = self.position();
        let Some(range) = self.pass_over(passed) else { return Err(self.give_way()) };
        let point = self.completed;
        let (input, options) = (self.input, self.options);
        let part = Part { range, protocol: self.protocol, buffers_used };
        let read = reader::read_part(input, part, self, options);
        self.completed = point;
        read.map_err(|_| self.give_way())
    }
}

impl Referred for Stream<'_, '_> {
    fn point(&mut self, index: u64) -> Option<usize> {
        self.slot(index).map(|slot| slot.point)
    }

    fn range(&mut self, index: u64) -> Option<Range<usize>> {
        let Slot { start, point } = self.slot(index)?;
        let (back, buffers_used) = (self.position(), self.buffers_used);
        self.go_to(start);
        self.unstored += 1;
        self.is_in_reference = true;
        let range = self.pass_over(Passed::MadeAt(point));
        self.is_in_reference = false;
        self.unstored -= 1;
        // It has to end before the value that refers to it, or else that is a part of it.
        let is_it = self.completed == point && self.buffers_used == buffers_used && self.position() <= self.part_start;
        self.go_to(back);
        let range = range.filter(|_| is_it)?;
        self.charge(range.len()).ok()?;
        Some(range)
    }
}
