//! What the pickle refers to: read again where it stands, within the bounds of what sharing may expand to.

use super::Stream;
use super::memo::Slot;
use crate::error::Result;
use crate::input::Cursor;
use crate::limits::Limits;
use crate::opcode::{Instruction, Opcode, byte};

/// Where a replay has to come out, and where the stream goes on then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replay {
    slot: Slot,
    back: usize,
}

/// How much was taken again, and how much of it there may be.
#[derive(Debug)]
pub(super) struct Expansion {
    values: u64,
    bytes: u64,
    factor: u64,
    most_values: u64,
    most_bytes: u64,
}

impl Expansion {
    pub(super) fn new(limits: &Limits, input_bytes: usize) -> Expansion {
        let factor = limits.expand_factor.saturating_sub(1);
        let scaled = (input_bytes as u64).saturating_mul(factor);
        Expansion {
            values: 0,
            bytes: 0,
            factor,
            most_values: limits.max_expand_nodes.unwrap_or(u64::MAX),
            most_bytes: limits.max_expand_bytes.map_or(u64::MAX, |bytes| bytes.max(scaled)),
        }
    }

    /// Counts a value, if it is taken in a replay.
    #[inline]
    pub(super) fn take(&mut self, replays: usize) {
        self.values += u64::from(replays > 0);
    }

    /// How many values a part of so many nodes may be loaded into: all of them twice, as that is no expansion.
    pub(super) fn values_left(&self, nodes: usize) -> u64 {
        self.most_values.saturating_sub(self.values).saturating_add(2 * nodes as u64)
    }

    /// Counts the values that a part of so many nodes was loaded into.
    pub(super) fn expanded(&mut self, values: u64, nodes: usize) {
        self.values = self.values.saturating_add(values.saturating_sub(2 * nodes as u64));
    }

    /// Counts a value of so many bytes that is taken again; gives false when that is much for a small pickle.
    #[inline]
    fn charge(&mut self, bytes: usize) -> bool {
        self.values = self.values.saturating_add(1);
        self.bytes = self.bytes.saturating_add(bytes as u64);
        self.values <= self.most_values && self.bytes <= self.most_bytes
    }

    /// Whether it is little for a pickle that has stored so many values.
    #[cold]
    fn is_little(&self, entries: u64) -> bool {
        self.values <= self.most_values.max(entries.saturating_mul(self.factor)) && self.bytes <= self.most_bytes
    }
}

impl<'de> Stream<'_, 'de> {
    /// The slot to which the instruction at the position refers, and where that ends; nothing for another instruction.
    pub(super) fn referred(&mut self) -> Option<(Slot, usize)> {
        let (index, end) = match self.opcode() {
            byte::BinGet => (u64::from(*self.input.get(self.position + 1)?), self.position + 2),
            byte::LongBinGet => {
                let index = self.input.get(self.position + 1..)?.first_chunk::<4>()?;
                (u64::from(u32::from_le_bytes(*index)), self.position + 5)
            }
            byte::Get => match self.decode_at(self.position).ok()? {
                (Instruction::Get(index), end) => (index, end),
                _ => return None,
            },
            _ => return None,
        };
        Some((self.slot(index)?, end))
    }

    /// The slot to which the `BINGET` at the position refers, and where that ends, if the slot is near.
    #[inline]
    pub(super) fn near_slot(&self) -> Option<(Slot, usize)> {
        let index = *self.input.get(self.position + 1)?;
        Some((self.memo.near(index)?, self.position + 2))
    }

    /// The slot of an index.
    pub(super) fn slot(&self, index: u64) -> Option<Slot> {
        self.memo.get(index, |start| self.decode_at(start).ok().map(|(_, end)| end - start))
    }

    /// Passes over a `GET` and gives its index.
    pub(super) fn get_index(&mut self) -> Result<u64> {
        let decoded = self.decode_at(self.position);
        let (index, end) = match decoded {
            Ok((Instruction::Get(index), end)) => (index, end),
            Ok((Instruction::BinGet(index), end)) => (u64::from(index), end),
            Ok((Instruction::LongBinGet(index), end)) => (u64::from(index), end),
            _ => return Err(self.give_way()),
        };
        self.position = end;
        Ok(index)
    }

    /// Passes over a `PUT` and gives its index.
    pub(super) fn index_argument(&mut self) -> Result<u64> {
        let decoded = self.decode_at(self.position);
        let (index, end) = match decoded {
            Ok((Instruction::Put(index), end)) => (index, end),
            Ok((Instruction::BinPut(index), end)) => (u64::from(index), end),
            Ok((Instruction::LongBinPut(index), end)) => (u64::from(index), end),
            _ => return Err(self.give_way()),
        };
        self.position = end;
        Ok(index)
    }

    /// The instruction at a position, and where it ends.
    #[inline]
    pub(super) fn decode_at(&self, position: usize) -> Result<(Instruction<'de>, usize)> {
        let rest = self.input.get(position..).unwrap_or_default();
        let mut cursor = Cursor::new(rest, self.options.limits.max_text_int_digits);
        let instruction = Instruction::decode(&mut cursor)?;
        Ok((instruction, position + cursor.position()))
    }

    /// Takes an instruction that makes a value on its own, here or where the pickle refers to it.
    pub(super) fn simple(&mut self) -> Result<Instruction<'de>> {
        self.take()?;
        let referred = self.referred();
        let start = referred.map_or(self.position, |(slot, _)| slot.start);
        let Ok((instruction, end)) = self.decode_at(start) else { return Err(self.give_way()) };
        match referred {
            Some((slot, back)) if slot.point == end => {
                self.charge(end - start)?;
                (self.position, self.completed) = (back, slot.point);
            }
            None if instruction.opcode().is_simple() => {
                self.position = end;
                self.made(start, super::Form::Simple)?;
            }
            _ => return Err(self.give_way()),
        }
        Ok(instruction)
    }

    /// Goes to the value that the pickle refers to here, unless the position is inside of it.
    pub(super) fn begin_replay(&mut self) -> Result<Option<Replay>> {
        let Some((slot, back)) = self.referred() else { return Ok(None) };
        if self.open.contains(&slot.point) {
            return Err(self.give_way());
        }
        self.charge(0)?;
        self.replays += 1;
        self.position = slot.start;
        Ok(Some(Replay { slot, back }))
    }

    /// Ends the making of a value, which in a replay has to be the one that was stored.
    #[inline]
    pub(super) fn made_in(&mut self, replay: Option<Replay>, start: usize, form: super::Form) -> Result<usize> {
        let point = self.made(start, form)?;
        match replay {
            Some(replay) if replay.slot.point != point => Err(self.give_way()),
            _ => Ok(point),
        }
    }

    /// Comes back from a replay.
    #[inline]
    pub(super) fn end_replay(&mut self, replay: Option<Replay>) -> Result<()> {
        let Some(replay) = replay else { return Ok(()) };
        let bytes = self.position.saturating_sub(replay.slot.start);
        self.replays -= 1;
        self.position = replay.back;
        self.charge(bytes)
    }

    #[inline]
    pub(super) fn charge(&mut self, bytes: usize) -> Result<()> {
        if self.expansion.charge(bytes) || self.expansion.is_little(self.memo.entries()) {
            return Ok(());
        }
        Err(self.give_way())
    }
}

impl Opcode {
    /// Whether the opcode makes a value on its own, without the stack.
    pub(super) fn is_simple(self) -> bool {
        self.stack_before().is_empty() && self.stack_after().len() == 1
    }
}
