//! Calls of a standard class with one text or one run of bytes, such as `Decimal('9.90')`, written once where equal ones come
//! often.

use crate::Result;
use crate::class::Class;
use crate::opcode::bytes;
use crate::protocol::Protocol;
use crate::pystd::{argument, call_class};

use super::super::classes::KnownClass;
use super::super::memo::{Key, Kind, MemoId};
use super::super::{Truth, Writer, memo_is_full};
use super::text::LONGEST;

/// What a class is called with: a `str` that Python makes for the pickle, or `bytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Argument {
    Text,
    Bytes,
}

impl Writer<'_> {
    /// Writes the call of a class with a `str` that Python makes for the pickle, or refers to an equal one of this kind.
    pub(crate) fn call_with_text(&mut self, class: &'static Class, kind: Kind, text: &str) -> Result<()> {
        if !self.is_straight() || self.hooks.is_some() || text.len() > LONGEST {
            return self.call_once(class, kind, text.as_bytes(), |writer| writer.new_str(text));
        }
        self.straight_call(class, Argument::Text, text.as_bytes())
    }

    /// As `call_with_text`, with `bytes`.
    pub(crate) fn call_with_bytes(&mut self, class: &'static Class, kind: Kind, content: &[u8]) -> Result<()> {
        if !self.is_straight() || self.hooks.is_some() || content.is_empty() || content.len() > LONGEST {
            return self.call_once(class, kind, content, |writer| writer.new_bytes(content));
        }
        self.straight_call(class, Argument::Bytes, content)
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

    fn straight_call(&mut self, class: &'static Class, argument: Argument, content: &[u8]) -> Result<()> {
        match self.near_call(class) {
            Some(near) if self.write_near_call([], near, argument, content) => self.end_value(Truth::True),
            _ => self.another_call(class, argument, content),
        }
    }

    /// Writes a call of a class in an entry that is near behind a few bytes, if it is written as most are, without a look at other
    /// calls; says whether it did. The call does not count for the height.
    #[inline(always)]
    pub(super) fn write_near_call<const P: usize>(
        &mut self,
        before: [u8; P],
        near: u8,
        argument: Argument,
        content: &[u8],
    ) -> bool {
        let is_easy = (self.is_framed() || argument == Argument::Text)
            && self.tables.memo.patience().call_probes().passes()
            && self.output.has_room_for_short(content);
        match self.is_framed() {
            true if is_easy => self.output.write_call(before, near, argument.short_opcode(), content),
            false if is_easy => self.output.write_long_call(before, near, bytes::BinUnicode, content),
            _ => {}
        }
        is_easy
    }

    /// The entry of a class, if it is near and equal calls of it are looked for rarely.
    #[inline(always)]
    fn near_call(&self, class: &'static Class) -> Option<u8> {
        let near = self.tables.classes.near_call(class)?;
        (self.identity.0.is_none() && self.depth < self.options.max_depth).then_some(near)
    }

    #[inline(never)]
    fn another_call(&mut self, class: &'static Class, argument: Argument, content: &[u8]) -> Result<()> {
        let class = self.know_class(class);
        if self.looks_for_calls(&class) || self.identity.0.is_some() {
            return self.find_or_write_call(&class, argument, content);
        }
        self.begin_value();
        self.write_new_call(&class, argument, content)?;
        self.end_value(Truth::True)
    }

    fn find_or_write_call(&mut self, class: &KnownClass, argument: Argument, content: &[u8]) -> Result<()> {
        let identity = self.take_identity();
        self.begin_value();
        let key = match self.is_encoded(argument) {
            true => self.tables.memo.key(class.name, content),
            false => Key::made_of(class.number(), content),
        };
        let found = self.find(&key);
        class.note_look(found.is_some(), self.tables.classes.memo());
        let id = match found {
            Some(id) => {
                self.get_straight(id);
                id
            }
            None => self.write_and_store_call(class, argument, content, &key)?,
        };
        if identity.0.is_some() {
            self.name_entry(id, identity);
        }
        self.end_value(Truth::True)
    }

    /// Writes a call of any form, to be found again by the key; gives its entry.
    fn write_and_store_call(
        &mut self,
        class: &KnownClass,
        argument: Argument,
        content: &[u8],
        key: &Key<'_>,
    ) -> Result<MemoId> {
        let start = self.write_new_call(class, argument, content)?;
        if !self.tables.memo.has_room() {
            return Err(memo_is_full());
        }
        let id = self.tables.memo.next();
        match self.is_framed() {
            true => self.output.write_bytes([bytes::Memoize]),
            false => self.put_straight(id),
        }
        self.tables.memo.store_content(key, start);
        Ok(id)
    }

    /// Writes a call of any form; says where the content of its argument begins.
    fn write_new_call(&mut self, class: &KnownClass, argument: Argument, content: &[u8]) -> Result<usize> {
        self.check_depth()?;
        let height = self.height;
        self.class_global(class)?;
        self.height = height;
        self.begin_value();
        let start = self.write_argument(argument, content)?;
        self.output.write_bytes([bytes::Tuple1, bytes::Reduce]);
        Ok(start)
    }

    /// Writes the argument of a call; says where its content begins.
    fn write_argument(&mut self, argument: Argument, content: &[u8]) -> Result<usize> {
        if self.is_encoded(argument) {
            return self.write_encoded_argument(content);
        }
        match argument {
            Argument::Text => self.write_next_lone_text(content),
            Argument::Bytes => self.output.write_short([], bytes::ShortBinBytes, content),
        }
        Ok(self.output.len() - content.len())
    }

    /// Writes the call that makes `bytes` of text.
    fn write_encoded_argument(&mut self, content: &[u8]) -> Result<usize> {
        let encode = self.know_class(&ENCODE);
        let height = self.height;
        self.class_global(&encode)?;
        self.height = height;
        let start = self.start_of_text();
        let (mut text, mut length) = ([0; 2 * LONGEST], 0);
        for byte in content {
            length += char::from(*byte).encode_utf8(&mut text[length..]).len();
        }
        self.write_next_lone_text(&text[..length]);
        self.straight_name(encode.known_name(0))?;
        self.output.write_bytes([bytes::Tuple2, bytes::Reduce]);
        Ok(start)
    }

    /// Whether an argument stands in the pickle as text that is made `bytes` there.
    #[inline]
    fn is_encoded(&self, argument: Argument) -> bool {
        argument == Argument::Bytes && self.protocol() < Protocol::V3
    }
}

/// The function that makes `bytes` of text below protocol 3, and the name of the encoding.
static ENCODE: Class = call_class("_codecs", "encode", &[argument("latin1")]);

impl Argument {
    /// The opcode of up to 255 bytes of it, at protocols with frames.
    #[inline(always)]
    fn short_opcode(self) -> u8 {
        match self {
            Argument::Text => bytes::ShortBinUnicode,
            Argument::Bytes => bytes::ShortBinBytes,
        }
    }
}
