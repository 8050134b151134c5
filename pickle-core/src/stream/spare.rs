//! What a stream looks things up in, kept by the thread for the next load: a small load would take longer to make it than
//! to use it.

use std::cell::Cell;

use super::Stream;
use super::classes::ClassTable;
use super::memo::Memo;

/// The memo and the classes of a stream.
#[derive(Default)]
pub(super) struct Spare {
    pub(super) memo: Box<Memo>,
    pub(super) classes: Box<ClassTable>,
}

thread_local! {
    static SPARE: Cell<Option<Spare>> = const { Cell::new(None) };
}

impl Spare {
    /// An empty memo and a table of classes of which none was met in the pickle: those that the load before gave back, if
    /// no other one has them.
    pub(super) fn take(input_bytes: usize) -> Spare {
        // A thread that ends has no spare tables any more.
        let mut spare = SPARE.try_with(Cell::take).ok().flatten().unwrap_or_default();
        spare.memo.begin(input_bytes);
        spare.classes.begin();
        spare
    }
}

impl Stream<'_, '_> {
    /// Ends the stream, and keeps its tables for the next load of the thread.
    pub(crate) fn give_back(self) {
        let Stream { mut memo, mut classes, .. } = self;
        memo.forget_what_is_large();
        classes.forget_what_is_large();
        // Where the thread ends, they go with it.
        let _ = SPARE.try_with(|spare| spare.set(Some(Spare { memo, classes })));
    }
}
