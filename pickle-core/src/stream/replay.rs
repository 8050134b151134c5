//! What the pickle refers to: read again where it stands, within the bounds of what sharing may expand to.

use super::Stream;
use super::memo::{Form, Slot};
use super::usual::split_reference;
use crate::error::Result;
use crate::input::Cursor;
use crate::limits::Limits;
use crate::opcode::{Instruction, Opcode, bytes};

/// Where a replay has to come out, and where the stream goes on then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replay {
    slot: Slot,
    back: usize,
}

/// How much may be taken again, in bytes and values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expansion {
    /// What is left of that. It grows with the pickle.
    left: u64,
    /// How much was allowed so far.
    allowed: u64,
    most_values: u64,
    most_bytes: u64,
    factor: u64,
    /// Whether a cost was more than what was left.
    is_exceeded: bool,
}

/// What a value costs beside its bytes.
const VALUE_COST: u64 = 64;

/// What a byte of a replayed value costs, as it may be a value.
const BYTE_COST: usize = 8;

impl Expansion {
    pub(super) fn new(limits: &Limits) -> Expansion {
        Expansion {
            left: 0,
            allowed: 0,
            most_values: limits.max_expand_nodes.unwrap_or(u64::MAX),
            most_bytes: limits.max_expand_bytes.unwrap_or(u64::MAX),
            factor: limits.expand_factor.saturating_sub(1),
            is_exceeded: false,
        }
    }

    /// How many values may still be taken again, beside all of a part of so many nodes: that is no expansion.
    pub(super) fn values_left(&self, nodes: usize) -> u64 {
        (self.left / VALUE_COST).saturating_add(2 * nodes as u64)
    }

    /// Counts a cost, if that much is left.
    #[inline]
    fn charge(&mut self, cost: u64) -> bool {
        match self.left.checked_sub(cost) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// Whether a cost was more than what was left.
    pub(super) fn is_exceeded(&self) -> bool {
        self.is_exceeded
    }

    /// Allows what a pickle may expand to that has stored so many values in so many bytes.
    fn allow(&mut self, values: u64, bytes: u64) {
        let values = self.most_values.max(values.saturating_mul(self.factor));
        let bytes = self.most_bytes.max(bytes.saturating_mul(self.factor));
        let allowed = values.saturating_mul(VALUE_COST).min(bytes);
        self.left = self.left.saturating_add(allowed.saturating_sub(self.allowed));
        self.allowed = self.allowed.max(allowed);
    }
}

impl<'de> Stream<'_, 'de> {
    /// The slot to which the instruction at the position refers, and where that ends; nothing for another instruction.
    pub(super) fn referred(&mut self) -> Option<(Slot, usize)> {
        let (index, end) = self.reference()?;
        Some((self.slot(index)?, end))
    }

    /// The memo index of the `GET` at the position, and where that ends; nothing for another instruction.
    pub(super) fn reference(&mut self) -> Option<(u64, usize)> {
        if self.opcode() != bytes::Get {
            return split_reference(self.rest).map(|(index, rest)| (index, self.end - rest.len()));
        }
        match self.decode_at(self.position()) {
            Ok((Instruction::Get(index), end)) => Some((index, end)),
            _ => None,
        }
    }

    /// The slot of an index.
    pub(super) fn slot(&self, index: u64) -> Option<Slot> {
        let slot = self.tables.memo.get(index, |start| self.decode_at(start).ok().map(|(_, end)| end - start))?;
        (!self.input.have_gap() || self.input.hold(slot.start..slot.point)).then_some(slot)
    }

    /// Passes over a `GET` and gives its index.
    pub(super) fn get_index(&mut self) -> Result<u64> {
        let Some((index, end)) = self.reference() else { return Err(self.give_way()) };
        self.go_to(end);
        Ok(index)
    }

    /// Passes over a `PUT` and gives its index.
    pub(super) fn index_argument(&mut self) -> Result<u64> {
        let decoded = self.decode_at(self.position());
        let (index, end) = match decoded {
            Ok((Instruction::Put(index), end)) => (index, end),
            Ok((Instruction::BinPut(index), end)) => (u64::from(index), end),
            Ok((Instruction::LongBinPut(index), end)) => (u64::from(index), end),
            _ => return Err(self.give_way()),
        };
        self.go_to(end);
        Ok(index)
    }

    /// The instruction at a position, and where it ends.
    #[inline]
    pub(super) fn decode_at(&self, position: usize) -> Result<(Instruction<'de>, usize)> {
        let mut cursor = Cursor::new(self.input.from(position), self.options.limits.max_text_int_digits);
        let instruction = Instruction::decode(&mut cursor)?;
        Ok((instruction, position + cursor.position()))
    }

    /// Takes an instruction that makes a value on its own, here or where the pickle refers to it.
    pub(super) fn simple(&mut self) -> Result<Instruction<'de>> {
        self.take()?;
        let referred = self.referred();
        let start = referred.map_or(self.position(), |(slot, _)| slot.start);
        let Ok((instruction, end)) = self.decode_at(start) else { return Err(self.give_way()) };
        match referred {
            Some((slot, back)) if slot.point == end => {
                self.charge(end - start)?;
                self.go_to(back);
                self.completed = slot.point;
            }
            None if instruction.opcode().is_simple() => {
                self.go_to(end);
                self.made(start, Form::Simple)?;
            }
            _ => return Err(self.give_way()),
        }
        Ok(instruction)
    }

    /// Goes to the value that the pickle refers to here, unless the position is inside of it; gives false where the
    /// value itself stands here.
    #[inline]
    pub(super) fn begin_replay(&mut self) -> Result<bool> {
        match self.opcode() {
            bytes::BinGet | bytes::LongBinGet | bytes::Get => self.replay().map(|()| true),
            _ => Ok(false),
        }
    }

    fn replay(&mut self) -> Result<()> {
        let Some((slot, back)) = self.referred() else { return Err(self.give_way()) };
        // The value that the position is inside of would come here again.
        if self.replays.iter().any(|replay| replay.back == back) {
            return Err(self.give_way());
        }
        self.charge(0)?;
        self.unstored += 1;
        self.replays.push(Replay { slot, back });
        self.go_to(slot.start);
        Ok(())
    }

    /// Ends the making of a value, which in a replay has to be the one that was stored.
    #[inline]
    pub(super) fn made_in(&mut self, is_replay: bool, start: usize, form: Form) -> Result<usize> {
        let point = self.made(start, form)?;
        match is_replay && self.replays.last().is_none_or(|replay| replay.slot.point != point) {
            true => Err(self.give_way()),
            false => Ok(point),
        }
    }

    /// Comes back from a replay.
    pub(super) fn end_replay(&mut self) -> Result<()> {
        let Some(replay) = self.replays.pop() else { return Err(self.give_way()) };
        let bytes = self.position().saturating_sub(replay.slot.start);
        self.unstored -= 1;
        self.go_to(replay.back);
        self.charge(bytes.saturating_mul(BYTE_COST))
    }

    /// Counts a value of so many bytes that is taken again at once, as a replay of it is counted.
    pub(super) fn charge_replay(&mut self, bytes: usize) -> Result<()> {
        self.charge(0)?;
        self.charge(bytes.saturating_mul(BYTE_COST))
    }

    /// Counts a value of so many bytes that is taken again.
    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> Result<()> {
        let cost = (bytes as u64).saturating_add(VALUE_COST);
        if self.expansion.charge(cost) { Ok(()) } else { self.charge_more(cost) }
    }

    #[cold]
    fn charge_more(&mut self, cost: u64) -> Result<()> {
        self.allow_more();
        if self.expansion.charge(cost) {
            return Ok(());
        }
        self.expansion.is_exceeded = true;
        Err(self.give_way())
    }

    /// Allows what the pickle may expand to as far as it was read.
    pub(super) fn allow_more(&mut self) {
        self.expansion.allow(self.tables.memo.entries(), self.position() as u64);
    }

    /// Counts the values that a part of so many nodes was loaded into.
    pub(crate) fn charge_part(&mut self, values: u64, nodes: usize) {
        let again = values.saturating_sub(2 * nodes as u64);
        self.expansion.left = self.expansion.left.saturating_sub(again.saturating_mul(VALUE_COST));
    }
}

impl Opcode {
    /// Whether the opcode makes a value on its own, without the stack.
    pub(super) fn is_simple(self) -> bool {
        self.stack_before().is_empty() && self.stack_after().len() == 1
    }
}
