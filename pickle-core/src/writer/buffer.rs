//! Buffers: in the pickle, or beside it with a marker in the pickle (PEP 574).

use crate::buffer::{BufferCallback, PickleBuffer, Placement};
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::{Truth, Writer};

impl<'w> Writer<'w> {
    /// Lets this callback decide where buffers go.
    pub(crate) fn set_buffer_callback(&mut self, callback: BufferCallback<'w>) {
        self.buffer_callback = Some(callback);
    }

    /// Writes a buffer: where the buffer callback says, in the pickle when there is none.
    ///
    /// # Errors
    ///
    /// Below protocol 5, and when the callback fails.
    pub fn buffer(&mut self, buffer: &PickleBuffer<'_>) -> Result<()> {
        if self.protocol() < Protocol::V5 {
            return Err(Error::unpicklable("a PickleBuffer needs protocol 5; below it, dump Bytes or ByteArray"));
        }
        let placement = match &mut self.buffer_callback {
            Some(callback) => callback(buffer)?,
            None => Placement::InBand,
        };
        match placement {
            Placement::OutOfBand => self.write_buffer_marker(buffer),
            Placement::InBand if buffer.is_readonly() => self.write_buffer_bytes(buffer),
            Placement::InBand => self.byte_array(buffer),
        }
    }

    fn write_buffer_marker(&mut self, buffer: &PickleBuffer<'_>) -> Result<()> {
        let identity = self.take_identity();
        self.begin_value();
        self.write_next_buffer(buffer.is_readonly());
        self.memoize_identity(identity)?;
        self.end_value(Truth::of(!buffer.is_empty()))
    }

    /// Takes the next buffer.
    pub(super) fn write_next_buffer(&mut self, readonly: bool) {
        self.buffers += 1;
        self.write(Instruction::NextBuffer);
        if readonly {
            self.write(Instruction::ReadonlyBuffer);
        }
    }

    /// As a `bytes`, but a buffer has an identity of its own and may be too large to look for an equal one.
    fn write_buffer_bytes(&mut self, buffer: &PickleBuffer<'_>) -> Result<()> {
        let identity = self.take_identity();
        self.begin_value();
        self.write_bytes(buffer)?;
        self.memoize_identity(identity)?;
        self.end_value(Truth::of(!buffer.is_empty()))
    }
}
