//! What the next value is, from its first opcodes and those that make something of it.

use super::encoded::Encoded;
use super::lookahead::{Passed, Use};
use super::memo::Slot;
use super::shape::{Shape, Step};
use super::usual::behind_memo;
use super::{Behind, Stream, bytes};
use crate::graph::{Global, Node};
use crate::opcode::{Instruction, Opcode};
use crate::source::Kind;

/// How many instructions are looked at for the one that makes a value of what follows a `MARK`.
const MOST_STEPS: usize = 4096;

impl<'de> Stream<'_, 'de> {
    /// What the value is, which is not taken; nothing if that does not show, and then the stream has given way.
    pub(crate) fn kind(&mut self) -> Option<Kind<'de>> {
        let kind = self.kind_that_shows();
        if kind.is_none() {
            self.give_way();
        }
        kind
    }

    /// The same for those who can take the value whatever it is.
    pub(crate) fn kind_that_shows(&mut self) -> Option<Kind<'de>> {
        self.opcode();
        let (back, completed) = (self.position(), self.completed);
        self.unstored += 1;
        if let Some(mark) = self.mark_of_value() {
            self.go_to(mark);
        }
        let kind = match self.referred() {
            Some((slot, end)) => self.kind_of_referred(slot, end),
            None => self.kind_here(None),
        };
        self.unstored -= 1;
        self.go_to(back);
        self.completed = completed;
        kind
    }

    /// The kind of the value in a slot, or of the one whose first part that is. The instruction that refers to it ends at
    /// `end`.
    fn kind_of_referred(&mut self, slot: Slot, end: usize) -> Option<Kind<'de>> {
        match self.use_behind(end) {
            Some(Use::InTuple) if self.behind != Behind::MarkOrTuple => Some(Kind::Tuple),
            Some(Use::Joined(_)) => self.kind_of_named(None),
            _ if self.is_tuple(slot) => Some(Kind::Tuple),
            _ => {
                self.go_to(slot.start);
                self.kind_here(Some(slot.point))
            }
        }
    }

    /// The kind of the value at the position, or of the one that is made at a point.
    fn kind_here(&mut self, point: Option<usize>) -> Option<Kind<'de>> {
        let is_first = point.is_none() && self.behind == Behind::MarkOrTuple;
        let opcode = self.opcode();
        match opcode {
            bytes::Mark => return self.kind_of_marked(),
            bytes::Global => return self.kind_of_named(point),
            bytes::Get | bytes::BinGet | bytes::LongBinGet if point.is_some() => return self.kind_of_named(point),
            bytes::Get | bytes::BinGet | bytes::LongBinGet => return None,
            _ => {}
        }
        let (instruction, end) = self.decode_at(self.position()).ok()?;
        let kind = kind_of_simple(&instruction, self.byte_strings_are_bytes())?;
        if point == Some(end) {
            return Some(kind);
        }
        let back = self.position();
        self.go_to(end);
        self.made(back, super::Form::Simple).ok()?;
        let next = self.opcode();
        let next_use =
            if point.is_some() || super::containers::begins_value(next) { self.use_at(self.position()) } else { None };
        self.go_to(back);
        match (next, next_use) {
            (bytes::BinPersId, _) => None,
            (bytes::Tuple1, _) | (_, Some(Use::InTuple)) if !is_first => Some(Kind::Tuple),
            (_, Some(Use::Joined(Opcode::StackGlobal))) => self.kind_of_named(point),
            _ if point.is_some() => None,
            _ => Some(kind),
        }
    }

    /// The kind of a value that begins with a `MARK`.
    fn kind_of_marked(&mut self) -> Option<Kind<'de>> {
        match self.closing_of_mark(MOST_STEPS)? {
            Opcode::Tuple => Some(Kind::Tuple),
            Opcode::List => Some(Kind::List),
            Opcode::Dict => Some(Kind::Dict),
            Opcode::FrozenSet => Some(Kind::FrozenSet),
            _ => None,
        }
    }

    /// Whether the `MARK` at the position begins an item of the list at the root, and not a batch of them.
    pub(super) fn begins_marked_item(&mut self) -> bool {
        // Only the last item may be that long, and then nothing else adds it but `APPEND`, before `STOP`.
        let may_be_long = !self.input.go_on() && self.rest.ends_with(&[bytes::Append, bytes::Stop]);
        self.closing_of_mark(if may_be_long { usize::MAX } else { MOST_STEPS }).is_some()
    }

    /// The opcode that makes a value of what follows the `MARK` at the position, if it is not more steps ahead.
    fn closing_of_mark(&mut self, most_steps: usize) -> Option<Opcode> {
        const BYTES_PER_STEP: usize = 256;
        let mut shape = Shape::default();
        let mut position = self.position();
        let most = position.saturating_add(most_steps.saturating_mul(BYTES_PER_STEP));
        for _ in 0..most_steps {
            if position > most {
                break;
            }
            let Some((opcode, end)) = super::lookahead::instruction_at(self.input, position) else {
                self.tables.lookahead.note_cut();
                return None;
            };
            match shape.step(opcode, position) {
                Step::Outside => return None,
                Step::Made if shape.is_one_value() => return Some(opcode),
                _ => position = end,
            }
        }
        None
    }

    /// The kind of what begins with a global: itself, an instance of it, or what a call of it gives.
    fn kind_of_named(&mut self, point: Option<usize>) -> Option<Kind<'de>> {
        let start = self.position();
        let global = self.first_global()?;
        if point == Some(self.completed) {
            return Some(Kind::Global(global));
        }
        let next = self.opcode();
        let next_use = if super::containers::begins_value(next) { self.use_at(self.position()) } else { None };
        match next_use {
            Some(Use::Joined(Opcode::NewObj | Opcode::NewObjEx)) => Some(Kind::Instance(global)),
            Some(Use::Joined(Opcode::Reduce)) if !has_meaning(&global) => Some(Kind::Call(global)),
            Some(Use::Joined(Opcode::Reduce)) if makes_data(&global) => {
                self.go_to(start);
                self.kind_of_data(point)
            }
            None if point.is_none() => Some(Kind::Global(global)),
            _ => None,
        }
    }
}

impl<'de> Stream<'_, 'de> {
    /// The kind of what a call gives that stands for data, or of a tuple of which it is the first item: that is read for it.
    fn kind_of_data(&mut self, point: Option<usize>) -> Option<Kind<'de>> {
        if let Some(encoded) = self.encoded(self.rest) {
            return self.kind_of_encoded(&encoded, point);
        }
        let passed = match point {
            Some(point) => Passed::MadeAt(point),
            None if self.behind == Behind::MarkOrTuple => Passed::FirstItem,
            None => Passed::Whole,
        };
        let graph = self.look_at_graph(passed)?;
        match graph.node(graph.root) {
            Node::Bytes(_) => Some(Kind::Bytes),
            Node::ByteArray(_) => Some(Kind::ByteArray),
            Node::Set(_) => Some(Kind::Set),
            Node::FrozenSet(_) => Some(Kind::FrozenSet),
            Node::Complex(_) => Some(Kind::Complex),
            Node::Tuple(_) => Some(Kind::Tuple),
            _ => None,
        }
    }

    /// The same for the usual call that is `bytes`, which needs not be read.
    fn kind_of_encoded(&mut self, encoded: &Encoded<'de>, point: Option<usize>) -> Option<Kind<'de>> {
        let behind = behind_memo(encoded.behind);
        self.rest = encoded.behind;
        if let Some(point) = point {
            return (point == self.position()).then_some(Kind::Bytes);
        }
        self.rest = behind;
        let use_behind = self.use_behind(self.position());
        match (use_behind, self.opcode()) {
            (Some(Use::InTuple), _) if self.behind != Behind::MarkOrTuple => Some(Kind::Tuple),
            (Some(Use::Joined(_)), _) | (_, bytes::BinPersId) => None,
            _ => Some(Kind::Bytes),
        }
    }

    /// Passes over a global, or over an instruction that refers to one.
    fn first_global(&mut self) -> Option<Global<'de>> {
        let Some((slot, end)) = self.referred() else { return self.global_here() };
        match self.global_of(slot).ok()? {
            Some(global) => {
                self.go_to(end);
                Some(global)
            }
            None => self.global_here(),
        }
    }
}

/// Whether a call of it stands for something else than an object.
fn has_meaning(global: &Global<'_>) -> bool {
    makes_data(global)
        || match &*global.module {
            "builtins" | "__builtin__" => matches!(&*global.name, "getattr" | "type"),
            module => matches!(
                module,
                "_codecs" | "copyreg" | "copy_reg" | "functools" | "_operator" | "operator" | "msgspec._utils"
            ),
        }
}

/// Whether a call of it may stand for data: of what it is called with, that depends.
fn makes_data(global: &Global<'_>) -> bool {
    match &*global.module {
        "builtins" | "__builtin__" => {
            matches!(&*global.name, "bytes" | "bytearray" | "set" | "frozenset" | "complex")
        }
        module => module == "_codecs" && global.name == "encode",
    }
}

fn kind_of_simple(instruction: &Instruction<'_>, byte_strings_are_bytes: bool) -> Option<Kind<'static>> {
    Some(match instruction {
        Instruction::None => Kind::None,
        Instruction::NewTrue | Instruction::NewFalse => Kind::Bool,
        Instruction::Int(crate::argument::IntOrBool::Bool(_)) => Kind::Bool,
        Instruction::Int(_) | Instruction::Long(_) | Instruction::Long1(_) | Instruction::Long4(_) => Kind::Int,
        Instruction::BinInt(_) | Instruction::BinInt1(_) | Instruction::BinInt2(_) => Kind::Int,
        Instruction::Float(_) | Instruction::BinFloat(_) => Kind::Float,
        Instruction::Unicode(_)
        | Instruction::ShortBinUnicode(_)
        | Instruction::BinUnicode(_)
        | Instruction::BinUnicode8(_) => Kind::Str,
        Instruction::String(_) | Instruction::BinString(_) | Instruction::ShortBinString(_) => {
            if byte_strings_are_bytes { Kind::Bytes } else { Kind::ByteString }
        }
        Instruction::BinBytes(_) | Instruction::ShortBinBytes(_) | Instruction::BinBytes8(_) => Kind::Bytes,
        Instruction::ByteArray8(_) => Kind::ByteArray,
        Instruction::EmptyList => Kind::List,
        Instruction::EmptyTuple => Kind::Tuple,
        Instruction::EmptyDict => Kind::Dict,
        Instruction::EmptySet => Kind::Set,
        _ => return None,
    })
}
