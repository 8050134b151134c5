//! `Window`: what is held of a pickle that is read from a stream, its first bytes and its last ones.

use std::io::{ErrorKind as IoErrorKind, Read};

use crate::error::{Error, ErrorKind, Result};
use crate::held_bytes::HeldBytes;

/// How much is read at once, at least.
const PIECE: usize = 64 << 10;

#[derive(Debug)]
pub(super) struct Window {
    /// The first bytes, behind them, where some between were dropped, those from the window on, and room for more.
    bytes: Vec<u8>,
    /// How many of them were read.
    read: usize,
    /// How many of the first bytes stay, and how many before a place that is read.
    stay: usize,
    /// How many bytes behind the first ones were dropped.
    dropped: usize,
    is_at_end: bool,
}

impl Window {
    pub(super) fn new(stay: usize) -> Window {
        Window { bytes: Vec::new(), read: 0, stay, dropped: 0, is_at_end: false }
    }

    /// Sets how many bytes stay, unless some were dropped already.
    pub(super) fn set_stay(&mut self, stay: usize) {
        if self.dropped == 0 {
            self.stay = stay;
        }
    }

    /// The bytes that are held.
    pub(super) fn held(&self) -> HeldBytes<'_> {
        let head = if self.dropped == 0 { 0 } else { self.stay };
        let (head, window) = self.bytes[..self.read].split_at_checked(head).unwrap_or_default();
        HeldBytes::parts(head, window, head.len() + self.dropped, !self.is_at_end)
    }

    /// Drops what is neither among the first bytes nor near before a position, if that is much.
    pub(super) fn drop_before(&mut self, position: usize) {
        let end = position.saturating_sub(self.stay).saturating_sub(self.dropped);
        let count = end.saturating_sub(self.stay);
        // Each byte moves about once.
        if count >= self.stay.max(PIECE) {
            self.bytes.copy_within(end..self.read, self.stay);
            self.read -= count;
            self.dropped += count;
        }
    }

    /// Reads on until much more is there of what begins at a position, or the stream ends.
    pub(super) fn read_on(&mut self, reader: &mut impl Read, position: usize, max_bytes: Option<u64>) -> Result<()> {
        // A part of what is there already, so that a large value is not looked at again for each piece.
        let enough = self.end() + (self.end() - position) / 2;
        while !self.is_at_end && self.end() <= enough {
            self.read_piece(reader, enough - self.end())?;
            check_length(self.end(), max_bytes)?;
        }
        Ok(())
    }

    fn read_piece(&mut self, reader: &mut impl Read, wanted: usize) -> Result<()> {
        let end = self.read + wanted.clamp(PIECE, 16 * PIECE);
        if self.bytes.len() < end {
            let more = end - self.bytes.len();
            self.bytes.try_reserve(more).map_err(|_| std::io::Error::from(IoErrorKind::OutOfMemory))?;
            self.bytes.resize(end, 0);
        }
        let count = read_once(reader, &mut self.bytes[self.read..end])?;
        self.read = end.min(self.read + count);
        self.is_at_end = count == 0;
        Ok(())
    }

    /// Where in the pickle the last byte that is held ends.
    fn end(&self) -> usize {
        self.read + self.dropped
    }
}

fn read_once(reader: &mut impl Read, buffer: &mut [u8]) -> Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == IoErrorKind::Interrupted => {}
            read => return read.map_err(Error::from),
        }
    }
}

fn check_length(length: usize, max_bytes: Option<u64>) -> Result<()> {
    match max_bytes {
        Some(allowed) if length as u64 > allowed => {
            Err(ErrorKind::LimitExceeded { limit: "max_input_bytes", allowed }.into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_bytes_are_held() {
        let input: Vec<u8> = (0..1_000_000_u32).map(|number| (number / 1000) as u8).collect();
        let (mut window, mut reader, mut largest) = (Window::new(1000), &input[..], 0);
        for position in (0..input.len()).step_by(10_000) {
            window.drop_before(position);
            while window.held().from(position).len() < 10_000 {
                window.read_on(&mut reader, position, None).unwrap();
            }
            let held = window.held();
            let near = position.saturating_sub(1000);
            assert_eq!(held.range(0..1000.min(held.end())), Some(&input[..1000]));
            assert_eq!(held.range(near..position + 10_000), Some(&input[near..position + 10_000]));
            largest = largest.max(window.bytes.len());
        }
        assert!(largest < 4 * PIECE, "{largest}");
        assert!(window.dropped > 700_000);
    }

    #[test]
    fn no_more_is_read_than_one_piece_that_is_enough() {
        let (mut window, mut reader) = (Window::new(1000), &[7; 10 * PIECE][..]);
        window.read_on(&mut reader, 0, None).unwrap();
        assert_eq!(reader.len(), 9 * PIECE);
        window.read_on(&mut reader, 0, None).unwrap();
        assert_eq!(reader.len(), 8 * PIECE);
    }

    #[test]
    fn more_than_the_limit_is_an_error() {
        let error = Window::new(10).read_on(&mut &[0; 100][..], 0, Some(99)).unwrap_err();
        assert_eq!(error.to_string(), "the pickle is longer than 99 bytes; raise Limits::max_input_bytes to load it");
    }
}
