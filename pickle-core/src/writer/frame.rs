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
    framing: bool,
    /// Where the content of the open frame begins; its header is in front of it, still to be filled in.
    frame: Option<usize>,
    /// Whether the last value was written outside of frames; what ends the containers around it stays outside too.
    is_outside: bool,
}

impl<'w> Output<'w> {
    pub(crate) fn new(bytes: &'w mut Vec<u8>, framing: bool) -> Output<'w> {
        Output { bytes, framing, frame: None, is_outside: false }
    }

    /// Writes an instruction into a frame.
    #[inline]
    pub(crate) fn write(&mut self, instruction: &Instruction<'_>) {
        if self.framing && self.frame.is_none() && !self.is_outside {
            self.bytes.extend_from_slice(&[0; HEADER_LEN]);
            self.frame = Some(self.bytes.len());
        }
        instruction.write_to(self.bytes);
    }

    /// Writes an instruction between two frames.
    pub(crate) fn write_outside(&mut self, instruction: &Instruction<'_>) {
        self.close_frame();
        self.is_outside = true;
        instruction.write_to(self.bytes);
    }

    /// Marks a place at which a frame may begin or end: before each value.
    #[inline]
    pub(crate) fn boundary(&mut self) {
        self.is_outside = false;
        if let Some(start) = self.frame
            && self.bytes.len() - start >= FRAME_TARGET
        {
            self.close_frame();
        }
    }

    /// Fills in the header of the open frame, or takes it away from a short one.
    pub(crate) fn close_frame(&mut self) {
        let Some(start) = self.frame.take() else { return };
        let header = start - HEADER_LEN;
        let length = self.bytes.len() - start;
        if length < SHORTEST_FRAME {
            self.bytes.drain(header..start);
            return;
        }
        let mut filled = Vec::with_capacity(HEADER_LEN);
        Instruction::Frame(length as u64).write_to(&mut filled);
        self.bytes[header..start].copy_from_slice(&filled);
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Takes back what was written since the output was this long, which no frame was closed after.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
        self.frame = self.frame.filter(|&start| start <= length);
    }
}
