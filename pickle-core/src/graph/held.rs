//! `HeldPieces`: the texts or the bytes of a graph, borrowed from the input or all in one allocation.

use std::borrow::{Borrow, Cow};
use std::fmt::Debug;
use std::ops::{Deref, Range};

use crate::memory_ahead;

/// A text or bytes of a graph.
#[derive(Debug)]
pub(crate) enum Held<'g, 'de, T: ?Sized> {
    /// The input has it.
    Borrowed(&'de T),
    /// The graph has it.
    Owned(&'g T),
}

impl<T: ?Sized> Clone for Held<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Held<'_, '_, T> {}

impl<'g, 'de: 'g, T: ?Sized> Held<'g, 'de, T> {
    #[inline]
    pub(crate) fn get(self) -> &'g T {
        match self {
            Held::Borrowed(piece) => piece,
            Held::Owned(piece) => piece,
        }
    }
}

impl<'de, T: ?Sized + ToOwned> Held<'_, 'de, T> {
    /// What outlives the graph: borrowed still, or a copy.
    pub(crate) fn to_cow(self) -> Cow<'de, T> {
        match self {
            Held::Borrowed(piece) => Cow::Borrowed(piece),
            Held::Owned(piece) => Cow::Owned(piece.to_owned()),
        }
    }
}

impl<T: ?Sized> Deref for Held<'_, '_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Held::Borrowed(piece) => piece,
            Held::Owned(piece) => piece,
        }
    }
}

/// The texts or the bytes that a graph holds.
#[derive(Debug)]
pub(crate) struct HeldPieces<'de, T: ?Sized + Piece> {
    borrowed: Vec<&'de T>,
    /// What the input does not have, all behind each other.
    owned: T::Owned,
    /// Where each piece of `owned` ends.
    ends: Vec<usize>,
}

/// The number of a piece in its [`HeldPieces`]; the lowest bit says whether it is owned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PieceId(pub(super) u64);

impl<T: ?Sized + Piece> Default for HeldPieces<'_, T> {
    fn default() -> Self {
        HeldPieces { borrowed: Vec::new(), owned: T::Owned::default(), ends: Vec::new() }
    }
}

impl<T: ?Sized + Piece> Clone for HeldPieces<'_, T> {
    fn clone(&self) -> Self {
        HeldPieces { borrowed: self.borrowed.clone(), owned: self.owned.clone(), ends: self.ends.clone() }
    }
}

impl<'de, T: ?Sized + Piece> HeldPieces<'de, T> {
    pub(crate) fn add(&mut self, piece: Cow<'de, T>) -> PieceId {
        match piece {
            Cow::Borrowed(piece) => self.add_borrowed(piece),
            Cow::Owned(piece) => self.add_owned(piece.borrow()),
        }
    }

    #[inline]
    pub(crate) fn add_borrowed(&mut self, piece: &'de T) -> PieceId {
        let index = self.borrowed.len() as u64;
        self.borrowed.push(piece);
        PieceId(index << 1)
    }

    /// Gets memory for what seems to follow, when so much of all is read.
    pub(crate) fn expect_as_before(&mut self, done: usize, all: usize) {
        memory_ahead::expect_as_before(&mut self.borrowed, 0, done, all);
    }

    pub(crate) fn add_owned(&mut self, piece: &T) -> PieceId {
        let index = self.ends.len() as u64;
        piece.append_to(&mut self.owned);
        self.ends.push(T::length_of(&self.owned));
        PieceId((index << 1) | 1)
    }

    #[inline]
    pub(crate) fn get(&self, id: PieceId) -> Held<'_, 'de, T> {
        let index = (id.0 >> 1) as usize;
        // Every number is made together with its piece.
        match id.0 & 1 {
            0 => Held::Borrowed(self.borrowed[index]),
            _ => Held::Owned(self.owned_piece(index)),
        }
    }

    /// How many bytes all pieces have.
    pub(crate) fn data_len(&self) -> usize {
        let borrowed: usize = self.borrowed.iter().map(|piece| size_of_val(*piece)).sum();
        borrowed + T::length_of(&self.owned)
    }

    #[cfg(test)]
    pub(crate) fn capacity(&self) -> usize {
        self.borrowed.capacity()
    }

    fn owned_piece(&self, index: usize) -> &T {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        T::part(&self.owned, start..self.ends[index]).expect("a piece lies where it was put")
    }

    /// The memory alone, for what borrows from another input.
    pub(super) fn recycled<'next>(mut self) -> HeldPieces<'next, T> {
        self.borrowed.clear();
        self.ends.clear();
        T::clear(&mut self.owned);
        // The library collects a vector of the same layout in place.
        let borrowed = self.borrowed.into_iter().map(|_| unreachable!("the row is empty")).collect();
        HeldPieces { borrowed, owned: self.owned, ends: self.ends }
    }
}

/// `str` and `[u8]`: what can be put behind each other and taken apart again.
pub(crate) trait Piece: ToOwned<Owned: Default + Clone + Debug> + 'static {
    fn append_to(&self, all: &mut Self::Owned);
    fn length_of(all: &Self::Owned) -> usize;
    fn part(all: &Self::Owned, range: Range<usize>) -> Option<&Self>;
    fn clear(all: &mut Self::Owned);
}

impl Piece for str {
    fn append_to(&self, all: &mut String) {
        all.push_str(self);
    }

    fn length_of(all: &String) -> usize {
        all.len()
    }

    fn part(all: &String, range: Range<usize>) -> Option<&str> {
        all.get(range)
    }

    fn clear(all: &mut String) {
        all.clear();
    }
}

impl Piece for [u8] {
    fn append_to(&self, all: &mut Vec<u8>) {
        all.extend_from_slice(self);
    }

    fn length_of(all: &Vec<u8>) -> usize {
        all.len()
    }

    fn part(all: &Vec<u8>, range: Range<usize>) -> Option<&[u8]> {
        all.get(range)
    }

    fn clear(all: &mut Vec<u8>) {
        all.clear();
    }
}
