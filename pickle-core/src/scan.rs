//! Takes exactly one pickle out of a stream, opcode by opcode, without looking at what the opcodes mean.

use std::io::{ErrorKind as IoErrorKind, Read};

use crate::argument::{ArgumentKind, ArgumentShape};
use crate::error::{Error, ErrorKind, Result};
use crate::limits::Limits;
use crate::opcode::Opcode;

/// Reads up to the `STOP` of the next pickle and not one byte more, so that a socket or pipe never blocks behind it.
///
/// Frames and long arguments are read in large pieces. The rest of a frame that goes on behind the `STOP` is taken too, as
/// CPython does.
pub(crate) fn read_one(reader: &mut impl Read, limits: &Limits) -> Result<Vec<u8>> {
    let mut taken = Vec::new();
    read_up_to_stop(reader, &mut taken, 0, limits)?;
    Ok(taken)
}

/// Reads until a whole pickle is in `taken`, which may hold the beginning of it already, and gives its length.
///
/// The pickle begins at `base` in the stream, for errors. What was taken before an error stays in `taken`, so that a read
/// that timed out can go on.
pub(crate) fn read_up_to_stop(
    reader: &mut impl Read,
    taken: &mut Vec<u8>,
    base: u64,
    limits: &Limits,
) -> Result<usize> {
    let mut scanner = Scanner { reader, taken, position: 0, max_bytes: limits.max_input_bytes };
    loop {
        let start = base.saturating_add(scanner.position as u64);
        match scanner.pass_instruction() {
            Ok(Opcode::Stop) => return Ok(scanner.position),
            Ok(_) => {}
            Err(error) => return Err(error.at_offset(start)),
        }
    }
}

/// Whether another byte comes before the end of the stream; it is in `taken` then.
pub(crate) fn begins(reader: &mut impl Read, taken: &mut Vec<u8>) -> Result<bool> {
    if taken.is_empty() {
        reader.by_ref().take(1).read_to_end(taken)?;
    }
    Ok(!taken.is_empty())
}

/// The most that is read at once, however long an argument says it is.
const LARGEST_PIECE: usize = 1 << 20;

struct Scanner<'r, R> {
    reader: &'r mut R,
    /// Everything that was read.
    taken: &'r mut Vec<u8>,
    /// How much of it has been scanned.
    position: usize,
    max_bytes: Option<u64>,
}

impl<R: Read> Scanner<'_, R> {
    fn pass_instruction(&mut self) -> Result<Opcode> {
        let byte = self.pass_array::<1>("opcode")?[0];
        let opcode = Opcode::from_byte(byte).ok_or(ErrorKind::UnknownOpcode(byte))?;
        match opcode.argument().shape() {
            _ if opcode == Opcode::Frame => self.take_frame()?,
            ArgumentShape::Fixed(length) => self.pass(length as u64, opcode.name())?,
            ArgumentShape::Lines(count) => (0..count).try_for_each(|_| self.pass_line(opcode.name()))?,
            ArgumentShape::Counted(width) => self.pass_counted(opcode, width)?,
        }
        Ok(opcode)
    }

    /// A frame is read in one go; its opcodes are scanned then.
    fn take_frame(&mut self) -> Result<()> {
        let length = u64::from_le_bytes(self.pass_array(Opcode::Frame.name())?);
        self.take(length, Opcode::Frame.name())
    }

    fn pass_counted(&mut self, opcode: Opcode, width: usize) -> Result<()> {
        self.pass(width as u64, opcode.name())?;
        let digits = self.taken.get(self.position.saturating_sub(width)..self.position).unwrap_or_default();
        let length = digits.iter().rev().fold(0, |length: u64, byte| length << 8 | u64::from(*byte));
        if opcode.argument() == ArgumentKind::Long4 && i32::try_from(length).is_err() {
            return Err(ErrorKind::InvalidArgument { opcode, reason: "the length is negative".into() }.into());
        }
        self.pass(length, opcode.name())
    }

    fn pass_line(&mut self, reading: &'static str) -> Result<()> {
        while self.pass_array::<1>(reading)? != *b"\n" {}
        Ok(())
    }

    fn pass_array<const N: usize>(&mut self, reading: &'static str) -> Result<[u8; N]> {
        self.take(N as u64, reading)?;
        let bytes = self.taken.get(self.position..).and_then(<[u8]>::first_chunk::<N>).copied();
        self.position = self.position.saturating_add(N);
        bytes.ok_or_else(|| truncated(reading, N as u64, 0))
    }

    fn pass(&mut self, length: u64, reading: &'static str) -> Result<()> {
        self.take(length, reading)?;
        // What has been taken fits in memory.
        self.position = self.position.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(())
    }

    /// Reads until `length` bytes beyond the position are there.
    fn take(&mut self, length: u64, reading: &'static str) -> Result<()> {
        let end = (self.position as u64).saturating_add(length);
        if let Some(allowed) = self.max_bytes
            && end > allowed
        {
            return Err(ErrorKind::LimitExceeded { limit: "max_input_bytes", allowed }.into());
        }
        loop {
            let missing = end.saturating_sub(self.taken.len() as u64);
            if missing == 0 {
                return Ok(());
            }
            let piece = usize::try_from(missing).unwrap_or(LARGEST_PIECE).min(LARGEST_PIECE);
            if self.take_piece(piece)? < piece {
                let left = (self.taken.len() as u64).saturating_sub(self.position as u64);
                return Err(truncated(reading, length, left));
            }
        }
    }

    /// Reads `length` bytes, or fewer where the stream ends.
    fn take_piece(&mut self, length: usize) -> Result<usize> {
        let before = self.taken.len();
        self.taken.try_reserve(length).map_err(|_| std::io::Error::from(IoErrorKind::OutOfMemory))?;
        let read = self.reader.by_ref().take(length as u64).read_to_end(self.taken);
        read.map_err(Error::from)?;
        Ok(self.taken.len().saturating_sub(before))
    }
}

#[cold]
fn truncated(reading: &'static str, needed: u64, left: u64) -> Error {
    ErrorKind::Truncated { reading, needed, left }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written by `tests/data/make_answers.py`.
    const ANSWERS: &str = include_str!("../tests/data/answers.txt");

    /// A stream that gives one byte at a time and panics when it is asked for a byte that it does not have.
    struct OpenSocket<'a>(&'a [u8]);

    impl Read for OpenSocket<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let (byte, rest) = self.0.split_first().expect("it would block here");
            out[0] = *byte;
            self.0 = rest;
            Ok(1)
        }
    }

    #[test]
    fn it_takes_one_pickle_and_not_one_byte_more() {
        for line in ANSWERS.lines() {
            let (stream, answer) = line.split_once(' ').unwrap();
            if answer == "error" {
                continue;
            }
            let pickle: Vec<u8> = stream
                .as_bytes()
                .chunks(2)
                .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
                .collect();
            let length = crate::reader::read(&pickle, &Default::default()).map_or(pickle.len(), |graph| graph.length);
            // A frame may go on behind the STOP.
            let taken = read_one(&mut OpenSocket(&pickle), &Limits::default()).unwrap();
            assert_eq!(taken[..length], pickle[..length]);
            if !pickle.contains(&Opcode::Frame.byte()) {
                assert_eq!(taken.len(), length);
            }
        }
    }

    #[test]
    fn pickles_in_a_row_are_taken_one_by_one() {
        let mut stream = &b"I1\n.\x80\x04\x95\x02\0\0\0\0\0\0\0N.(lp0\n."[..];
        let pickles: Vec<Vec<u8>> = (0..3).map(|_| read_one(&mut stream, &Limits::default()).unwrap()).collect();
        assert_eq!(pickles, [&b"I1\n."[..], b"\x80\x04\x95\x02\0\0\0\0\0\0\0N.", b"(lp0\n."]);
        assert!(read_one(&mut stream, &Limits::default()).is_err());
    }

    #[test]
    fn an_argument_may_lie_across_the_end_of_its_frame() {
        let pickle = b"\x95\x03\0\0\0\0\0\0\0X\x05\0\0\0abcde.";
        assert_eq!(read_one(&mut &pickle[..], &Limits::default()).unwrap(), pickle);
    }

    fn error(mut stream: &[u8], limits: &Limits) -> String {
        read_one(&mut stream, limits).unwrap_err().to_string()
    }

    #[test]
    fn a_stream_that_ends_early_is_truncated() {
        let limits = Limits::default();
        assert_eq!(error(b"", &limits), "pickle data was truncated: it ends before its STOP (at byte 0)");
        assert_eq!(
            error(b"NB\xff\xff\xff\xff123", &limits),
            "pickle data was truncated: BINBYTES needs 4294967295 bytes, 3 are left (at byte 1)"
        );
        assert_eq!(
            error(b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff", &limits),
            "pickle data was truncated: BINBYTES8 needs 18446744073709551615 bytes, 0 are left (at byte 0)"
        );
        assert_eq!(
            error(b"\x8b\xff\xff\xff\xff", &limits),
            "invalid argument of LONG4: the length is negative (at byte 0)"
        );
        assert_eq!(error(b"Nz", &limits), "unknown opcode 'z' (0x7a) (at byte 1)");
    }

    #[test]
    fn the_limit_holds_before_anything_is_read() {
        let limits = Limits::default().with_max_input_bytes(10);
        assert!(read_one(&mut &b"C\x07abcdefg."[..], &limits).is_ok());
        assert_eq!(
            error(b"C\x09abcdefghi.", &limits),
            "the pickle is longer than 10 bytes; raise Limits::max_input_bytes to load it (at byte 0)"
        );
    }
}
