//! `Record`: a node of a graph in 16 bytes, with its place in the pickle.

use super::NodeId;
use super::held::PieceId;
use super::runs::Run;

/// What a node is, where it stands in the pickle, and 64 bits of whatever its kind keeps: a number, or where the rest of
/// it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record {
    pub(super) tag: Tag,
    offset_high: u16,
    offset_low: u32,
    pub(super) payload: u64,
}

/// Larger records would make every load slower.
const _: () = assert!(size_of::<Record>() == 16);

/// The kinds of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    None,
    Bool,
    Int,
    BigInt,
    Float,
    Complex,
    Str,
    SurrogateStr,
    ByteString,
    Bytes,
    ByteArray,
    WritableBuffer,
    ReadonlyBuffer,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Global,
    Object,
    Persistent,
    Extension,
}

impl Record {
    pub(crate) const NONE: Record = Record::new(Tag::None, 0);

    #[inline]
    const fn new(tag: Tag, payload: u64) -> Record {
        Record { tag, offset_high: 0, offset_low: 0, payload }
    }

    #[inline]
    pub(crate) fn bool(value: bool) -> Record {
        Record::new(Tag::Bool, u64::from(value))
    }

    #[inline]
    pub(crate) fn int(value: i64) -> Record {
        Record::new(Tag::Int, value.cast_unsigned())
    }

    #[inline]
    pub(crate) fn float(value: f64) -> Record {
        Record::new(Tag::Float, value.to_bits())
    }

    /// A text or bytes, of any of the kinds that a pickle has.
    #[inline]
    pub(crate) fn piece(tag: Tag, piece: PieceId) -> Record {
        Record::new(tag, piece.0)
    }

    /// A container.
    #[inline]
    pub(crate) fn container(tag: Tag, run: Run) -> Record {
        Record::new(tag, run.to_bits())
    }

    /// What has a number: a large int, a complex, a buffer, a global or an object.
    #[inline]
    pub(crate) fn numbered(tag: Tag, number: u32) -> Record {
        Record::new(tag, u64::from(number))
    }

    pub(crate) fn persistent(id: NodeId) -> Record {
        Record::new(Tag::Persistent, u64::from(id.0))
    }

    pub(crate) fn extension(code: i32) -> Record {
        Record::new(Tag::Extension, u64::from(code.cast_unsigned()))
    }

    /// The same node at this place of the pickle, which begins anew after 256 TiB: no pickle is as long.
    #[inline]
    pub(crate) fn at(self, offset: u64) -> Record {
        Record { offset_high: (offset >> 32) as u16, offset_low: offset as u32, ..self }
    }

    #[inline]
    pub(crate) fn offset(self) -> u64 {
        (u64::from(self.offset_high) << 32) | u64::from(self.offset_low)
    }

    #[inline]
    pub(crate) fn tag(self) -> Tag {
        self.tag
    }

    #[inline]
    pub(crate) fn as_bool(self) -> Option<bool> {
        (self.tag == Tag::Bool).then_some(self.payload != 0)
    }

    #[inline]
    pub(crate) fn as_int(self) -> Option<i64> {
        (self.tag == Tag::Int).then_some(self.payload.cast_signed())
    }

    #[inline]
    pub(crate) fn as_float(self) -> Option<f64> {
        (self.tag == Tag::Float).then_some(f64::from_bits(self.payload))
    }

    /// The text or bytes, of a node that is one.
    #[inline]
    pub(super) fn piece_id(self) -> PieceId {
        PieceId(self.payload)
    }

    /// The place of the items or entries, of a container.
    #[inline]
    pub(crate) fn run(self) -> Run {
        Run::from_bits(self.payload)
    }

    pub(crate) fn set_run(&mut self, run: Run) {
        self.payload = run.to_bits();
    }

    pub(crate) fn turn_byte_string_into_bytes(&mut self) {
        if self.tag == Tag::ByteString {
            self.tag = Tag::Bytes;
        }
    }

    /// A node of another kind that keeps the same.
    pub(crate) fn retagged(self, tag: Tag) -> Record {
        Record { tag, ..self }
    }

    /// The number that stands for the rest of the node.
    #[inline]
    pub(crate) fn number(self) -> u32 {
        self.payload as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_keeps_any_place_of_up_to_48_bits() {
        for offset in [0, 1, u64::from(u32::MAX), u64::from(u32::MAX) + 7, (1 << 48) - 1] {
            assert_eq!(Record::int(-3).at(offset).offset(), offset);
        }
        assert_eq!(Record::NONE.at((1 << 48) + 3).offset(), 3);
        assert_eq!(Record::int(-3).at(9).payload as i64, -3);
    }
}
