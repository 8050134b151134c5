//! `Tables`: what a stream looks things up in, kept by the thread for the next load.

use std::cell::Cell;

use super::classes::ClassTable;
use super::lookahead::Lookahead;
use super::memo::Memo;

/// The memo and the classes of a stream, and what it has seen of what is to come.
///
/// A small load would take longer to allocate its tables than to fill them.
#[derive(Default)]
pub(crate) struct Tables {
    pub(super) memo: Memo,
    pub(super) classes: ClassTable,
    pub(super) lookahead: Lookahead,
}

thread_local! {
    static SPARE: Cell<Option<Box<Tables>>> = const { Cell::new(None) };
}

impl Tables {
    /// Tables in which nothing of the pickle stands yet: those that the load before gave back, if no other one has them.
    pub(super) fn take(input_bytes: usize) -> Box<Tables> {
        // A thread that ends has no spare tables any more.
        let mut tables = SPARE.try_with(Cell::take).ok().flatten().unwrap_or_default();
        tables.memo.begin(input_bytes);
        tables.classes.begin();
        tables.lookahead.begin();
        tables
    }

    /// Keeps the tables for the next load of the thread.
    pub(crate) fn give_back(mut self: Box<Self>) {
        self.memo.forget_what_is_large();
        self.classes.forget_what_is_large();
        self.lookahead.forget_what_is_large();
        // Where the thread ends, they go with it.
        let _ = SPARE.try_with(|spare| spare.set(Some(self)));
    }
}
