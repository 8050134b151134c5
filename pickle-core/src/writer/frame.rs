//! `Output`: the bytes of the pickle, cut into frames at protocol 4 and above.

use crate::opcode::Instruction;

/// A frame is closed once it holds this many bytes, and data of this size stands outside of frames.
pub(crate) const FRAME_TARGET: usize = 64 * 1024;

/// A shorter frame is left out: its header would be most of it.
const SHORTEST_FRAME: usize = 4;

/// `FRAME` and its eight bytes of length.
const HEADER_LEN: usize = 9;

/// Where instructions go.
pub(crate) struct Output<'w> {
    bytes: &'w mut Vec<u8>,
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
    pub(crate) fn new(bytes: &'w mut Vec<u8>, framing: bool) -> Output<'w> {
        Output { bytes, frame: None, next_frame: if framing { 0 } else { NEVER } }
    }

    /// Writes an instruction into the open frame; where none is, because the last value stands outside, outside too.
    #[inline(always)]
    pub(crate) fn write(&mut self, instruction: Instruction<'_>) {
        instruction.append_to(self.bytes);
    }

    /// Writes an instruction between two frames.
    pub(crate) fn write_outside(&mut self, instruction: Instruction<'_>) {
        self.close_frame();
        instruction.append_to(self.bytes);
    }

    /// Marks a place at which a frame may begin or end: before each value.
    #[inline]
    pub(crate) fn boundary(&mut self) {
        if self.bytes.len() >= self.next_frame {
            self.begin_frame();
        }
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
        let end = self.bytes.len();
        Instruction::Frame(length as u64).append_to(self.bytes);
        self.bytes.copy_within(end.., header);
        self.bytes.truncate(end);
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        self.bytes
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewinding_opens_a_frame_again_that_was_closed() {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes, true);
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
        assert_eq!(bytes.len(), HEADER_LEN + FRAME_TARGET);
        assert_eq!(bytes[1..HEADER_LEN], (FRAME_TARGET as u64).to_le_bytes());
    }
}
