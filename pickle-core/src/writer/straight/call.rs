//! Calls of a standard class with one text or one run of bytes, such as `Decimal('9.90')`, written once.

use crate::Result;
use crate::class::Class;
use crate::opcode::bytes;

use super::super::classes::KnownClass;
use super::super::memo::{Key, Kind, MemoId};
use super::super::{Truth, Writer, memo_is_full};
use super::text::LONGEST;

impl Writer<'_> {
    /// Writes the call of a class with a `str` that Python makes for the pickle, or refers to an equal one of this kind.
    pub(crate) fn call_with_text(&mut self, class: &'static Class, kind: Kind, text: &str) -> Result<()> {
        if !self.is_straight() || self.hooks.is_some() || text.len() > LONGEST {
            return self.call_once(class, kind, text.as_bytes(), |writer| writer.new_str(text));
        }
        self.straight_call(class, bytes::ShortBinUnicode, text.as_bytes())
    }

    /// As `call_with_text`, with `bytes`.
    pub(crate) fn call_with_bytes(&mut self, class: &'static Class, kind: Kind, content: &[u8]) -> Result<()> {
        if !self.is_framed() || content.len() > LONGEST {
            return self.call_once(class, kind, content, |writer| writer.new_bytes(content));
        }
        self.straight_call(class, bytes::ShortBinBytes, content)
    }

    #[inline(never)]
    fn call_once(
        &mut self,
        class: &'static Class,
        kind: Kind,
        content: &[u8],
        write_argument: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        self.immutable(kind, content, |writer| writer.call(class, 1, write_argument))
    }

    /// Writes the call with what this opcode makes of the content.
    #[inline]
    fn straight_call(&mut self, class: &'static Class, opcode: u8, content: &[u8]) -> Result<()> {
        let identity = self.take_identity();
        let class = self.know_class(class);
        let key = Key::made_of(class.number(), content);
        self.begin_value();
        let id = match self.tables.memo.find_verbatim(&key, self.output.as_slice()) {
            Some(id) => {
                self.get_straight(id);
                id
            }
            None => self.write_new_call(&class, opcode, &key)?,
        };
        if identity.0.is_some() {
            self.name_entry(id, identity);
        }
        self.end_value(Truth::True)
    }

    #[inline]
    fn write_new_call(&mut self, class: &KnownClass, opcode: u8, key: &Key<'_>) -> Result<MemoId> {
        self.check_depth()?;
        let start = match self.near_entry(class) {
            Some(class) if self.is_framed() && !self.output.is_boundary_within(OPENING) => {
                self.output.write_call(class, opcode, key.content())
            }
            _ => self.write_far_call(class, opcode, key.content())?,
        };
        self.tables.memo.store();
        let id = self.tables.memo.next_id().ok_or_else(memo_is_full)?;
        self.tables.memo.store_verbatim(key, id, start);
        Ok(id)
    }

    /// Writes a call of any form; says where its content begins.
    #[inline(never)]
    fn write_far_call(&mut self, class: &KnownClass, opcode: u8, content: &[u8]) -> Result<usize> {
        let height = self.height;
        self.class_global(class)?;
        self.height = height;
        self.begin_value();
        let id = self.tables.memo.next_id().ok_or_else(memo_is_full)?;
        if self.is_framed() {
            let start = self.output.write_short_and_memoize(opcode, content);
            self.output.write_bytes([bytes::Tuple1, bytes::Reduce, bytes::Memoize]);
            return Ok(start);
        }
        let start = self.write_and_put_index(content, id);
        self.output.write_bytes([bytes::Tuple1, bytes::Reduce]);
        self.put_straight(id.checked_add(1).ok_or_else(memo_is_full)?);
        Ok(start)
    }
}

/// How many bytes stand in front of the content, at most.
const OPENING: usize = 8;
