//! `genops`: the opcodes of a pickle, one by one.

use crate::error::{Error, ErrorKind, Result};
use crate::input::Cursor;
use crate::limits::Limits;
use crate::opcode::Opcode;

use super::Argument;

/// One opcode of a pickle, with its argument and its place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Op<'a> {
    /// The opcode.
    pub opcode: Opcode,
    /// What follows it, decoded; nothing for an opcode that has no argument.
    pub argument: Option<Argument<'a>>,
    /// The byte at which the opcode stands.
    pub position: u64,
    /// The byte behind its argument.
    pub end: u64,
}

/// The opcodes of a pickle, up to and with its `STOP`; Python's `pickletools.genops`.
///
/// They are read one by one as the iterator is asked for them. An error is the last item.
///
/// ```
/// use pickle_core::opcode::Opcode;
/// use pickle_core::pickletools::{Argument, genops};
///
/// let ops: Vec<_> = genops(b"(K\x12t.behind it").collect::<Result<_, _>>()?;
/// let opcodes: Vec<_> = ops.iter().map(|op| (op.position, op.opcode)).collect();
/// assert_eq!(opcodes, [(0, Opcode::Mark), (1, Opcode::BinInt1), (3, Opcode::Tuple), (4, Opcode::Stop)]);
/// assert_eq!(ops[1].argument, Some(Argument::Int(0x12.into())));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// An item is an error where a byte is no opcode, an argument is malformed or cut off, or the input ends before a `STOP`.
/// What lies on the stack is not looked at.
pub fn genops(pickle: &[u8]) -> Ops<'_> {
    let cursor = Cursor::new(pickle, Limits::default().max_text_int_digits);
    Ops { cursor, first_position: 0, is_done: false }
}

/// The iterator that [`genops`] gives.
#[derive(Debug, Clone)]
pub struct Ops<'a> {
    cursor: Cursor<'a>,
    first_position: u64,
    is_done: bool,
}

impl Ops<'_> {
    /// Counts positions from this number instead of 0, for a pickle that does not stand at the beginning of its file.
    #[must_use]
    pub fn first_position(mut self, position: u64) -> Self {
        self.first_position = position;
        self
    }

    /// The byte behind the last opcode that was given; the first position before that.
    pub fn end(&self) -> u64 {
        self.first_position.saturating_add(self.cursor.position() as u64)
    }
}

impl<'a> Ops<'a> {
    #[inline]
    fn read(&mut self, position: u64) -> Result<Op<'a>> {
        let byte = self.cursor.opcode_byte()?;
        let opcode = Opcode::from_byte(byte).ok_or_else(|| Error::from(ErrorKind::UnknownOpcode(byte)))?;
        let argument = Argument::read(&mut self.cursor, opcode)?;
        Ok(Op { opcode, argument, position, end: self.end() })
    }
}

impl<'a> Iterator for Ops<'a> {
    type Item = Result<Op<'a>>;

    fn next(&mut self) -> Option<Result<Op<'a>>> {
        if self.is_done {
            return None;
        }
        let position = self.end();
        match self.read(position) {
            Ok(op) => {
                self.is_done = op.opcode == Opcode::Stop;
                Some(Ok(op))
            }
            Err(error) => {
                self.is_done = true;
                Some(Err(error.at_offset(position)))
            }
        }
    }
}

impl std::iter::FusedIterator for Ops<'_> {}
