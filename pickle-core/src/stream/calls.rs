//! Calls with one text or one `bytes`, which is how most standard classes are made.

use std::borrow::Cow;

use super::memo::Form;
use super::{Stream, bytes};
use crate::class::Class;
use crate::opcode::Instruction;

impl<'de> Stream<'_, 'de> {
    /// Takes what a call of the class with one text gives, as that text. Anything else is left, and so is the first such call:
    /// the class has to be known.
    pub(crate) fn called_with_text(&mut self, class: &'static Class) -> Option<Cow<'de, str>> {
        self.called_with(class, |stream, instruction| stream.text_of(instruction))
    }

    /// Takes what a call of the class with one `bytes` gives, as these bytes. Anything else is left.
    pub(crate) fn called_with_bytes(&mut self, class: &'static Class) -> Option<&'de [u8]> {
        self.called_with(class, |_, instruction| match instruction {
            Instruction::ShortBinBytes(bytes) => Some(bytes),
            _ => None,
        })
    }

    fn called_with<T>(
        &mut self,
        class: &'static Class,
        argument: impl FnOnce(&Self, Instruction<'de>) -> Option<T>,
    ) -> Option<T> {
        let [bytes::BinGet, index, rest @ ..] = self.rest else { return None };
        let number = self.classes.number(class);
        let is_known = self.is_ready() && self.depth_left > 0 && self.classes.known(number).global == u32::from(*index);
        if !is_known {
            return None;
        }
        let (start, start_of_argument) = (self.position(), self.end - rest.len());
        let (instruction, end) = self.decode_at(start_of_argument).ok()?;
        let [bytes::Tuple1, behind @ ..] = self.behind_memo(end)? else { return None };
        let [bytes::Reduce, ..] = self.behind_memo(self.end - behind.len())? else { return None };
        let argument = argument(self, instruction)?;
        self.go_to(end);
        self.made(start_of_argument, Form::Simple).ok()?;
        self.skip(1);
        self.made(start_of_argument, Form::Compound).ok()?;
        self.skip(1);
        self.made(start, Form::Compound).ok()?;
        Some(argument)
    }

    /// What stands behind the instruction that stores a value, if one is at the position.
    #[inline]
    fn behind_memo(&self, position: usize) -> Option<&'de [u8]> {
        Some(match self.input.from(position) {
            [bytes::Memoize, rest @ ..]
            | [bytes::BinPut, _, rest @ ..]
            | [bytes::LongBinPut, _, _, _, _, rest @ ..] => rest,
            rest => rest,
        })
    }
}
