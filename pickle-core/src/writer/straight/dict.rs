//! Dicts, a batch at a time.

use crate::opcode::{Instruction, bytes};
use crate::{Pickle, Result};

use super::super::containers::{BATCH, key_segment};
use super::super::{Truth, Writer};

impl Writer<'_> {
    /// Writes a `dict` of `len` entries.
    pub(crate) fn dict_of<'m, K, V>(&mut self, len: usize, entries: impl Iterator<Item = (&'m K, &'m V)>) -> Result<()>
    where
        K: Pickle + 'm,
        V: Pickle + 'm,
    {
        if self.is_straight() {
            return self.straight_dict(len, entries);
        }
        let mut dict = self.dict(len)?;
        for (key, value) in entries {
            dict.entry(key, value)?;
        }
        dict.end()
    }

    fn straight_dict<'m, K, V>(&mut self, len: usize, mut entries: impl Iterator<Item = (&'m K, &'m V)>) -> Result<()>
    where
        K: Pickle + 'm,
        V: Pickle + 'm,
    {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.write(Instruction::EmptyDict);
        self.memoize_identity(identity)?;
        let start = self.output.len();
        for first in (0..len).step_by(BATCH) {
            let (count, before) = (BATCH.min(len - first), self.height);
            if count > 1 {
                self.output.write_bytes([bytes::Mark]);
            }
            entries.by_ref().take(count).try_for_each(|(key, value)| self.entry(before, key, value))?;
            self.output.write_bytes([if count > 1 { bytes::SetItems } else { bytes::SetItem }]);
            if first + count < len {
                self.output.expect_as_before(start, first + count, len);
            }
        }
        self.end_compound(height, Truth::of(len > 0))
    }

    /// Writes an entry, which does not count for the height.
    fn entry<K: Pickle, V: Pickle>(&mut self, height: usize, key: &K, value: &V) -> Result<()> {
        self.value(key)?;
        self.check_one_value_since(height)?;
        self.value(value).map_err(|error| error.at(key_segment(key)))?;
        self.check_one_value_since(height + 1)?;
        self.height = height;
        Ok(())
    }
}
