//! `Output`: the bytes of the pickle, cut into frames at protocol 4 and above.

use crate::memory_ahead;
use crate::opcode::{Instruction, bytes};
use crate::protocol::Protocol;

use super::memo::MemoId;
use super::straight::Word;

/// A frame is closed once it holds this many bytes, and data of this size stands outside of frames.
pub(crate) const FRAME_TARGET: usize = 64 * 1024;

/// A shorter frame is left out: its header would be most of it.
const SHORTEST_FRAME: usize = 4;

/// `FRAME` and its eight bytes of length.
const HEADER_LEN: usize = 9;

/// The room that a pickle begins with, enough for a small object.
const FIRST_ROOM: usize = 256;

/// Where instructions go.
pub(crate) struct Output<'w> {
    /// What was in the buffer and what is written behind it.
    bytes: Vec<u8>,
    /// Where the bytes go in the end, if that is not for whoever takes them.
    buffer: Option<&'w mut Vec<u8>>,
    /// Where the content of the open frame begins; its header is in front of it, still to be filled in.
    frame: Option<usize>,
    /// The length from which on a boundary has something to do: the open frame is full, or there is none.
    next_frame: usize,
}

/// A place in the output to come back to.
pub(crate) struct Place {
    length: usize,
    frame: Option<usize>,
    next_frame: usize,
}

/// No frame begins at any length.
const NEVER: usize = usize::MAX;

impl<'w> Output<'w> {
    /// The output that goes on behind the bytes of a buffer.
    #[inline(always)]
    pub(crate) fn behind(buffer: &'w mut Vec<u8>, framing: bool) -> Output<'w> {
        let mut bytes = std::mem::take(buffer);
        bytes.reserve(FIRST_ROOM);
        Output::new(bytes, Some(buffer), framing)
    }

    /// An output of its own.
    // A new vector that is made here is not moved as a whole, right after it was written in parts.
    #[inline(always)]
    pub(crate) fn owned(framing: bool) -> Output<'w> {
        Output::new(Vec::with_capacity(FIRST_ROOM), None, framing)
    }

    #[inline(always)]
    fn new(bytes: Vec<u8>, buffer: Option<&'w mut Vec<u8>>, framing: bool) -> Output<'w> {
        Output { bytes, buffer, frame: None, next_frame: if framing { 0 } else { NEVER } }
    }

    /// Takes what was written.
    #[inline(always)]
    pub(crate) fn take_bytes(&mut self) -> Vec<u8> {
        if self.bytes.capacity() / 2 > self.bytes.len().max(FIRST_ROOM) {
            self.bytes.shrink_to_fit();
        }
        std::mem::take(&mut self.bytes)
    }

    /// Gets memory for as many bytes as seem to follow what is written since `start`, when `written` of `len` items are.
    #[cold]
    pub(crate) fn expect_as_before(&mut self, start: usize, written: usize, len: usize) {
        memory_ahead::expect_as_before(&mut self.bytes, start, written, len);
    }

    /// Begins a pickle of this protocol, from 2 on.
    pub(crate) fn write_protocol(&mut self, protocol: Protocol) {
        self.write_bytes([bytes::Proto, protocol.number()]);
    }

    /// Writes an instruction into the open frame; where none is, because the last value stands outside, outside too.
    #[inline(always)]
    pub(crate) fn write(&mut self, instruction: Instruction<'_>) {
        instruction.append_to(&mut self.bytes);
    }

    /// Writes opcodes that have no arguments.
    #[inline(always)]
    pub(crate) fn write_bytes<const N: usize>(&mut self, opcodes: [u8; N]) {
        self.bytes.extend_from_slice(&opcodes);
    }

    /// As `write_bytes`, at a boundary; says whether nothing else has to be done at boundaries up to behind the bytes, and
    /// there was room for them.
    #[inline(always)]
    pub(crate) fn write_between<const N: usize>(&mut self, bytes: [u8; N]) -> bool {
        let is_easy = self.has_room_between(N);
        if is_easy {
            self.bytes.extend_from_slice(&bytes);
        }
        is_easy
    }

    /// As `write_between`, for a word.
    #[inline(always)]
    pub(crate) fn write_word(&mut self, word: Word) -> bool {
        let end = self.bytes.len() + word.len();
        let is_written = self.write_between(word.bytes());
        if is_written {
            self.bytes.truncate(end);
        }
        is_written
    }

    /// Writes the first `len` of these bytes. Copying a few more than needed is quicker than to copy any number.
    #[inline(always)]
    pub(crate) fn write_first<const N: usize>(&mut self, bytes: &[u8; N], len: usize) {
        let end = self.bytes.len() + len;
        if self.has_room(N) {
            self.bytes.extend_from_slice(bytes);
            self.bytes.truncate(end);
        } else {
            self.bytes.extend_from_slice(&bytes[..len]);
        }
    }

    /// Writes an int by the bytes of its two's complement, without those that only repeat its sign.
    #[inline(always)]
    pub(crate) fn write_long_int(&mut self, value: i64) {
        let bits = i64::BITS - (value ^ value >> (i64::BITS - 1)).leading_zeros();
        let len = (bits / u8::BITS + 1) as u8;
        let [a, b, c, d, e, f, g, h] = value.to_le_bytes();
        self.write_first(&[bytes::Long1, len, a, b, c, d, e, f, g, h], 2 + usize::from(len));
    }

    /// Writes an instruction with up to 255 bytes of text or bytes, behind a few bytes.
    #[inline]
    pub(crate) fn write_short<const P: usize>(&mut self, before: [u8; P], opcode: u8, content: &[u8]) {
        self.write_around(before, [opcode, short_len(content)], content, []);
    }

    /// As `write_short`, with a length of four bytes.
    #[inline]
    pub(crate) fn write_long<const P: usize>(&mut self, before: [u8; P], opcode: u8, content: &[u8]) {
        self.write_around(before, long_head(opcode, content), content, []);
    }

    /// As `write_short`, and stores the value in the memo.
    #[inline]
    pub(crate) fn write_short_and_memoize<const P: usize>(&mut self, before: [u8; P], opcode: u8, content: &[u8]) {
        self.write_around(before, [opcode, short_len(content)], content, [bytes::Memoize])
    }

    /// As `write_long`, and stores the value in this entry of the memo.
    #[inline]
    pub(crate) fn write_long_and_put<const P: usize>(
        &mut self,
        before: [u8; P],
        opcode: u8,
        content: &[u8],
        id: MemoId,
    ) {
        let head = long_head(opcode, content);
        match u8::try_from(id) {
            Ok(id) => self.write_around(before, head, content, [bytes::BinPut, id]),
            Err(_) => {
                let [id_0, id_1, id_2, id_3] = id.to_le_bytes();
                self.write_around(before, head, content, [bytes::LongBinPut, id_0, id_1, id_2, id_3]);
            }
        }
    }

    /// Writes the call of a class in the memo with a short text or bytes.
    #[inline]
    pub(crate) fn write_call<const P: usize>(&mut self, before: [u8; P], class: u8, opcode: u8, content: &[u8]) {
        let head = [bytes::BinGet, class, opcode, short_len(content)];
        self.write_around(before, head, content, [bytes::Tuple1, bytes::Reduce])
    }

    /// As `write_call`, with a length of four bytes.
    #[inline]
    pub(crate) fn write_long_call<const P: usize>(&mut self, before: [u8; P], class: u8, opcode: u8, content: &[u8]) {
        let [opcode, len_0, len_1, len_2, len_3] = long_head(opcode, content);
        let head = [bytes::BinGet, class, opcode, len_0, len_1, len_2, len_3];
        self.write_around(before, head, content, [bytes::Tuple1, bytes::Reduce])
    }

    /// Writes a content between a few bytes, some of which stand `before` its `head`.
    #[inline(always)]
    fn write_around<const P: usize, const H: usize, const A: usize>(
        &mut self,
        before: [u8; P],
        head: [u8; H],
        content: &[u8],
        after: [u8; A],
    ) {
        match content.len() {
            _ if !self.has_room(SHORT_ROOM) => self.write_long_around(before, head, content, after),
            ..SHORTER => self.write_short_around::<SHORTER_ROOM, P, H, A>(before, head, content, after),
            SHORTER..=LONGEST_SHORT => self.write_short_around::<SHORT_ROOM, P, H, A>(before, head, content, after),
            _ => self.write_long_around(before, head, content, after),
        }
    }

    #[inline(always)]
    fn write_short_around<const ROOM: usize, const P: usize, const H: usize, const A: usize>(
        &mut self,
        before: [u8; P],
        head: [u8; H],
        content: &[u8],
        after: [u8; A],
    ) {
        let (start, behind) = (self.bytes.len(), P + H + content.len());
        self.bytes.extend_from_slice(&[0; ROOM]);
        if let Some(room) = self.bytes.last_chunk_mut::<ROOM>() {
            room[..P].copy_from_slice(&before);
            room[P..P + H].copy_from_slice(&head);
            copy_short(content, &mut room[P + H..behind]);
            room[behind..behind + A].copy_from_slice(&after);
        }
        self.bytes.truncate(start + behind + A);
    }

    // Arrays in registers: a reference would keep them in memory on the short way too.
    #[inline(never)]
    fn write_long_around<const P: usize, const H: usize, const A: usize>(
        &mut self,
        before: [u8; P],
        head: [u8; H],
        content: &[u8],
        after: [u8; A],
    ) {
        for part in [&before[..], &head, content, &after] {
            self.bytes.extend_from_slice(part);
        }
    }

    /// Writes an instruction between two frames.
    pub(crate) fn write_outside(&mut self, instruction: Instruction<'_>) {
        self.close_frame();
        instruction.append_to(&mut self.bytes);
    }

    /// Marks a place at which a frame may begin or end: before each value.
    #[inline]
    pub(crate) fn boundary(&mut self) {
        if self.bytes.len() >= self.next_frame {
            self.begin_frame();
        }
    }

    /// Whether a boundary within so many bytes has something to do.
    #[inline]
    pub(crate) fn is_boundary_within(&self, bytes: usize) -> bool {
        self.bytes.len() + bytes >= self.next_frame
    }

    /// Whether so many bytes can be written and no boundary in front of them or within has something to do.
    #[inline(always)]
    pub(crate) fn has_room_between(&self, bytes: usize) -> bool {
        !self.is_boundary_within(bytes) && self.has_room(bytes)
    }

    /// Whether so many bytes fit into the memory that is there.
    #[inline(always)]
    fn has_room(&self, bytes: usize) -> bool {
        self.bytes.capacity() - self.bytes.len() >= bytes
    }

    /// Whether a content is copied in the quickest way.
    #[inline(always)]
    pub(crate) fn is_short(content: &[u8]) -> bool {
        content.len() <= LONGEST_SHORT
    }

    /// As `has_room_between`, for the instructions with a content, which is short.
    #[inline(always)]
    pub(crate) fn has_room_for_short(&self, content: &[u8]) -> bool {
        Output::is_short(content) && self.has_room_between(SHORT_ROOM)
    }

    #[cold]
    fn begin_frame(&mut self) {
        self.close_frame();
        self.bytes.extend_from_slice(&[0; HEADER_LEN]);
        self.frame = Some(self.bytes.len());
        self.next_frame = self.bytes.len() + FRAME_TARGET;
    }

    /// Fills in the header of the open frame, or takes it away from a short one.
    pub(crate) fn close_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        self.next_frame = 0;
        let header = start - HEADER_LEN;
        let length = self.bytes.len() - start;
        if length < SHORTEST_FRAME {
            self.bytes.drain(header..start);
            return;
        }
        if let Some(header) = self.bytes.get_mut(header..).and_then(<[u8]>::first_chunk_mut) {
            *header = frame_header(length as u64);
        }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The place that was reached.
    pub(crate) fn place(&self) -> Place {
        Place { length: self.bytes.len(), frame: self.frame, next_frame: self.next_frame }
    }

    /// Takes back what was written since this place; a frame that was closed after it is open again.
    pub(crate) fn rewind(&mut self, place: Place) {
        self.bytes.truncate(place.length);
        (self.frame, self.next_frame) = (place.frame, place.next_frame);
    }
}

/// `FRAME` with a length.
fn frame_header(length: u64) -> [u8; HEADER_LEN] {
    let [a, b, c, d, e, f, g, h] = length.to_le_bytes();
    [bytes::Frame, a, b, c, d, e, f, g, h]
}

/// The length of up to 255 bytes.
#[inline(always)]
fn short_len(content: &[u8]) -> u8 {
    debug_assert!(content.len() <= usize::from(u8::MAX));
    content.len() as u8
}

/// An opcode, and the length of up to 255 bytes in four.
#[inline(always)]
fn long_head(opcode: u8, content: &[u8]) -> [u8; 5] {
    [opcode, short_len(content), 0, 0, 0]
}

/// The longest content that is copied as two numbers, and the room that is made for one with what stands around it.
const LONGEST_SHORT: usize = 32;
pub(crate) const SHORT_ROOM: usize = 56;
/// As many bytes are not a shorter content any more, for which there is less room.
const SHORTER: usize = 16;
const SHORTER_ROOM: usize = 32;

/// Copies a short content to a place of the same length as two numbers that overlap, which takes less than a call that copies
/// any number of bytes.
#[inline(always)]
fn copy_short(content: &[u8], place: &mut [u8]) {
    if let (Some(first), Some(last)) = (content.first_chunk::<16>(), content.last_chunk::<16>()) {
        copy_ends(first, last, place);
    } else if let (Some(first), Some(last)) = (content.first_chunk::<8>(), content.last_chunk::<8>()) {
        copy_ends(first, last, place);
    } else if let (Some(first), Some(last)) = (content.first_chunk::<4>(), content.last_chunk::<4>()) {
        copy_ends(first, last, place);
    } else if let (Some(first), Some(last)) = (content.first_chunk::<2>(), content.last_chunk::<2>()) {
        copy_ends(first, last, place);
    } else if let ([byte], [place]) = (content, place) {
        *place = *byte;
    }
}

#[inline(always)]
fn copy_ends<const N: usize>(first: &[u8; N], last: &[u8; N], place: &mut [u8]) {
    if let Some(place) = place.first_chunk_mut() {
        *place = *first;
    }
    if let Some(place) = place.last_chunk_mut() {
        *place = *last;
    }
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        if let Some(buffer) = &mut self.buffer {
            **buffer = std::mem::take(&mut self.bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewinding_opens_a_frame_again_that_was_closed() {
        let mut bytes = Vec::new();
        let mut output = Output::behind(&mut bytes, true);
        output.boundary();
        (1..FRAME_TARGET).for_each(|_| output.write(Instruction::None));
        let place = output.place();
        output.write(Instruction::None);
        output.boundary();
        output.write(Instruction::None);
        output.rewind(place);
        output.boundary();
        output.write(Instruction::Stop);
        output.close_frame();
        drop(output);
        assert_eq!(bytes.len(), HEADER_LEN + FRAME_TARGET);
        assert_eq!(bytes[1..HEADER_LEN], (FRAME_TARGET as u64).to_le_bytes());
    }

    #[test]
    fn a_long_list_gets_as_much_memory_as_it_needs() {
        for len in [150_000, 250_000, 400_000] {
            let list = crate::dumps(&vec![true; len]).unwrap();
            let numbers = crate::dumps(&(1 << 20..).take(len).map(Some::<i64>).collect::<Vec<_>>()).unwrap();
            for pickle in [list, numbers] {
                assert!(
                    pickle.capacity() <= pickle.len() + pickle.len() / 4,
                    "{} of {}",
                    pickle.len(),
                    pickle.capacity()
                );
            }
        }
    }

    #[test]
    fn memory_that_was_expected_for_nothing_is_given_back() {
        let texts: Vec<String> =
            (0..4_000).map(|number| "long".repeat(if number < 1_000 { 1_000 } else { 0 })).collect();
        let pickle = crate::dumps(&(texts, 0)).unwrap();
        assert!(pickle.capacity() < 2 * pickle.len().max(FIRST_ROOM) + 2, "{} of {}", pickle.len(), pickle.capacity());
    }
}
