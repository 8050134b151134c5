//! The memo of a Python `Pickler` object: carried over from one dump to the next.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use crate::pickler::Options;
use crate::{Pickle, Result};

use super::Writer;
use super::kept_alive::KeptAlive;
use super::memo::{Memo, Mode};
use super::straight::Way;

/// What a writer needs of the dumps before.
pub(crate) struct Carried {
    memo: Memo,
    kept_alive: KeptAlive,
    buffers: u32,
}

impl Carried {
    pub(crate) fn new(options: &Options) -> Carried {
        Carried { memo: Memo::new(Mode::of_stream(options)), kept_alive: KeptAlive::default(), buffers: 0 }
    }

    /// Forgets every value; the buffers that were taken stay taken.
    pub(crate) fn clear_memo(&mut self, options: &Options) {
        *self = Carried { buffers: self.buffers, ..Carried::new(options) };
    }

    /// How many values the memo holds.
    pub(crate) fn len(&self) -> usize {
        self.memo.len()
    }

    /// Appends the pickle of a value to `output`. A dump that fails leaves nothing in the memo.
    pub(crate) fn dump(
        &mut self,
        value: &(impl Pickle + ?Sized),
        output: &mut Vec<u8>,
        options: &Options,
    ) -> Result<()> {
        let before = self.memo.checkpoint();
        let buffers_before = self.buffers;
        let mut writer = Writer::new(output, options);
        self.lend_to(&mut writer);
        writer.begin();
        let dumped = writer.value(value).and_then(|()| writer.finish());
        let (kept_addresses, kept_alive) = self.take_back(writer);
        match dumped {
            Ok(()) => {
                self.memo.forget_addresses_since(before, |address| !kept_addresses.contains(&address));
                self.kept_alive.keep_all(kept_alive);
            }
            Err(_) => {
                self.memo.roll_back(before);
                self.buffers = buffers_before;
            }
        }
        dumped
    }

    fn lend_to(&mut self, writer: &mut Writer<'_>) {
        writer.carried_addresses = Some(HashSet::new());
        writer.way = Way::General;
        writer.buffers = self.buffers;
        std::mem::swap(&mut writer.tables.memo, &mut self.memo);
    }

    fn take_back(&mut self, mut writer: Writer<'_>) -> (HashSet<NonZeroUsize>, KeptAlive) {
        self.buffers = writer.buffers;
        std::mem::swap(&mut writer.tables.memo, &mut self.memo);
        let kept_alive = std::mem::take(&mut writer.tables.kept_alive);
        writer.tables.give_back();
        (writer.carried_addresses.unwrap_or_default(), kept_alive)
    }
}
