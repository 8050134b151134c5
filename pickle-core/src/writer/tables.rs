//! `Tables`: what a dump looks things up in, kept by the thread for the next dump.

use std::cell::Cell;

use super::Pointer;
use super::classes::Classes;
use super::kept_alive::KeptAlive;
use super::memo::{Memo, Mode};

/// The memo and the classes of a dump.
///
/// A small dump would take longer to allocate its tables than to fill them.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) memo: Memo,
    pub(super) classes: Classes,
    /// The pointers to pointers that are being followed.
    pub(super) pointers: Vec<Pointer>,
    /// What the addresses in the memo must outlive.
    pub(super) kept_alive: KeptAlive,
}

thread_local! {
    static SPARE: Cell<Option<Box<Tables>>> = const { Cell::new(None) };
}

impl Tables {
    /// Empty tables for one dump: those that the dump before gave back, if no other one has them.
    pub(super) fn take(mode: Mode) -> Box<Tables> {
        // A thread that ends has no spare tables any more.
        let mut tables = SPARE.try_with(Cell::take).ok().flatten().unwrap_or_default();
        tables.memo.reset(mode);
        tables.classes.forget_entries();
        tables
    }

    /// Keeps the tables for the next dump of the thread.
    pub(super) fn give_back(mut self: Box<Self>) {
        self.kept_alive.clear();
        // Where the thread ends, they go with it.
        let _ = SPARE.try_with(|spare| spare.set(Some(self)));
    }
}
