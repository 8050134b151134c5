//! Lists, tuples, sets and dicts, and the batches that their items are written in.

use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Graph, PathSegment, Pickle, Result, dumps};

use super::{Identity, Truth, Writer};

/// How many items one `APPENDS`, `SETITEMS` or `ADDITEMS` takes.
pub(super) const BATCH: usize = 1_000;

impl<'w> Writer<'w> {
    /// Begins a `list` of `len` items.
    ///
    /// ```
    /// # use pickle_core::{Pickle, Result, Writer};
    /// struct Countdown(u8);
    ///
    /// impl Pickle for Countdown {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         let mut list = writer.list(usize::from(self.0))?;
    ///         for number in (1..=self.0).rev() {
    ///             list.item(&number)?;
    ///         }
    ///         list.end()
    ///     }
    /// }
    ///
    /// assert_eq!(pickle_core::loads::<Vec<i64>>(&pickle_core::dumps(&Countdown(3))?)?, [3, 2, 1]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the value nests too deep; see [`Pickler::max_depth`](crate::Pickler::max_depth).
    pub fn list(&mut self, len: usize) -> Result<ListWriter<'_, 'w>> {
        let list = ListWriter::new(self, Kind::List, len)?;
        list.writer.open_list();
        list.writer.memoize_identity(list.identity)?;
        Ok(list)
    }

    /// Writes a `list` of these items.
    pub(crate) fn list_of<T: Pickle>(&mut self, items: &[T]) -> Result<()> {
        if self.is_straight() {
            return self.straight_list(items);
        }
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.open_list();
        self.memoize_identity(identity)?;
        let mut batches = Batches::of_container(items.len(), self);
        while let [_, ..] = &items[batches.written..] {
            batches.begin(self)?;
            let batch = &items[batches.written..batches.batch_end];
            T::pickle_items(batch, batches.written, self)?;
            batches.written = batches.batch_end;
            batches.end_items(self);
        }
        self.end_compound(height, Truth::of(!items.is_empty()))
    }

    /// Writes items of a list one after another; the first one has this index.
    #[inline]
    pub(crate) fn items<T: Pickle>(&mut self, items: &[T], first: usize) -> Result<()> {
        let height = self.height;
        for (index, item) in (first..).zip(items) {
            self.value(item).map_err(|error| error.at_index(index))?;
            self.check_one_value_since(height)?;
            self.height = height;
        }
        Ok(())
    }

    /// As [`Writer::items`], for scalars that `write` writes in a few bytes, and that nobody asks about.
    #[inline]
    pub(crate) fn scalars<T: Pickle + Copy>(
        &mut self,
        items: &[T],
        first: usize,
        write: impl Fn(&mut Self, T) -> Result<()>,
    ) -> Result<()> {
        if self.hooks.is_some() {
            return self.items(items, first);
        }
        let height = self.height;
        items.iter().try_for_each(|item| write(self, *item))?;
        self.height = height;
        Ok(())
    }

    /// Begins a `tuple` of `len` items.
    ///
    /// # Errors
    ///
    /// When the value nests too deep; see [`Pickler::max_depth`](crate::Pickler::max_depth).
    pub fn tuple(&mut self, len: usize) -> Result<ListWriter<'_, 'w>> {
        let list = ListWriter::new(self, Kind::Tuple, len)?;
        list.writer.open_tuple(len);
        Ok(list)
    }

    /// Begins a `set` of `len` members: below protocol 4, which has none, as a call of `set` with a list.
    ///
    /// # Errors
    ///
    /// When the value nests too deep; see [`Pickler::max_depth`](crate::Pickler::max_depth).
    pub fn set(&mut self, len: usize) -> Result<ListWriter<'_, 'w>> {
        if self.protocol() < Protocol::V4 {
            return self.call_with_list("set", len);
        }
        let list = ListWriter::new(self, Kind::Set, len)?;
        list.writer.write(Instruction::EmptySet);
        list.writer.memoize_identity(list.identity)?;
        Ok(list)
    }

    /// Begins a `frozenset` of `len` members: below protocol 4, which has none, as a call of `frozenset` with a list.
    ///
    /// # Errors
    ///
    /// When the value nests too deep; see [`Pickler::max_depth`](crate::Pickler::max_depth).
    pub fn frozen_set(&mut self, len: usize) -> Result<ListWriter<'_, 'w>> {
        if self.protocol() < Protocol::V4 {
            return self.call_with_list("frozenset", len);
        }
        let list = ListWriter::new(self, Kind::FrozenSet, len)?;
        list.writer.write(Instruction::Mark);
        Ok(list)
    }

    fn call_with_list(&mut self, callable: &str, len: usize) -> Result<ListWriter<'_, 'w>> {
        let list = ListWriter::new(self, Kind::CallWithList, len)?;
        list.writer.open_call_with_list(callable)?;
        Ok(list)
    }

    /// Begins a `dict` of `len` entries.
    ///
    /// # Errors
    ///
    /// When the value nests too deep; see [`Pickler::max_depth`](crate::Pickler::max_depth).
    pub fn dict(&mut self, len: usize) -> Result<DictWriter<'_, 'w>> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.open_dict();
        self.memoize_identity(identity)?;
        let batches = Batches::of_container(len, self);
        Ok(DictWriter { writer: self, batches, height })
    }

    pub(super) fn open_list(&mut self) {
        self.begin_value();
        if self.protocol() == Protocol::V0 {
            self.write(Instruction::Mark);
            self.write(Instruction::List);
        } else {
            self.write(Instruction::EmptyList);
        }
    }

    pub(super) fn open_dict(&mut self) {
        self.begin_value();
        if self.protocol() == Protocol::V0 {
            self.write(Instruction::Mark);
            self.write(Instruction::Dict);
        } else {
            self.write(Instruction::EmptyDict);
        }
    }

    /// Whether a tuple of this length begins with a mark.
    fn tuple_has_mark(&self, len: usize) -> bool {
        match len {
            0 => self.protocol() == Protocol::V0,
            1..=3 => self.protocol() < Protocol::V2,
            _ => true,
        }
    }

    pub(super) fn open_tuple(&mut self, len: usize) {
        self.begin_value();
        if self.tuple_has_mark(len) {
            self.write(Instruction::Mark);
        }
    }

    pub(super) fn close_tuple(&mut self, len: usize) {
        self.write(match len {
            _ if self.tuple_has_mark(len) => Instruction::Tuple,
            0 => Instruction::EmptyTuple,
            1 => Instruction::Tuple1,
            2 => Instruction::Tuple2,
            _ => Instruction::Tuple3,
        });
    }

    /// Drops the items of a tuple that is not closed.
    pub(super) fn drop_tuple(&mut self, len: usize) {
        match self.tuple_has_mark(len) {
            true if self.protocol() > Protocol::V0 => self.write(Instruction::PopMark),
            marked => (0..len + usize::from(marked)).for_each(|_| self.write(Instruction::Pop)),
        }
    }

    /// Begins `callable([..])`; the items of the list come next.
    pub(super) fn open_call_with_list(&mut self, callable: &str) -> Result<()> {
        self.global("builtins", callable)?;
        self.open_tuple(1);
        self.open_new_list()
    }

    pub(super) fn close_call_with_list(&mut self) -> Result<()> {
        self.close_new_tuple(1)?;
        self.write(Instruction::Reduce);
        Ok(())
    }
}

/// Which instructions take a container's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Tuple,
    Set,
    FrozenSet,
    /// `set([..])` or `frozenset([..])`.
    CallWithList,
}

/// The items of a list, tuple, set or frozenset.
///
/// It takes as many items as were announced, and then [`ListWriter::end`].
#[must_use = "a list has to be ended"]
pub struct ListWriter<'a, 'w> {
    writer: &'a mut Writer<'w>,
    kind: Kind,
    batches: Batches,
    height: usize,
    identity: Identity,
}

impl<'a, 'w> ListWriter<'a, 'w> {
    fn new(writer: &'a mut Writer<'w>, kind: Kind, len: usize) -> Result<Self> {
        let height = writer.height;
        let identity = writer.take_identity();
        writer.begin_value();
        writer.enter()?;
        let batches = match kind {
            Kind::Tuple | Kind::FrozenSet => Batches::whole(len),
            Kind::List | Kind::Set | Kind::CallWithList => Batches::of_container(len, writer),
        };
        Ok(ListWriter { writer, kind, batches, height, identity })
    }

    /// Writes the next item.
    ///
    /// # Errors
    ///
    /// When the item cannot be pickled, or is one more than were announced.
    #[inline]
    pub fn item(&mut self, item: &(impl Pickle + ?Sized)) -> Result<()> {
        self.item_with(|writer| writer.value(item))
    }

    /// Writes the next item, as one value.
    ///
    /// # Errors
    ///
    /// Those of `write`; when it writes no value or several; when the item is one more than were announced.
    #[inline]
    pub fn item_with(&mut self, write: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<()> {
        let index = self.batches.written;
        if self.batches.is_between() {
            self.begin_batch()?;
        }
        let height = self.writer.height;
        write(self.writer).map_err(|error| error.at_index(index))?;
        self.writer.check_one_value_since(height)?;
        self.writer.height = height;
        self.batches.written += 1;
        if self.batches.is_between() {
            self.end_batch();
        }
        Ok(())
    }

    fn begin_batch(&mut self) -> Result<()> {
        match self.kind {
            Kind::Set => self.batches.begin_members(self.writer),
            _ => self.batches.begin(self.writer),
        }
    }

    fn end_batch(&mut self) {
        match self.kind {
            Kind::List | Kind::CallWithList => self.batches.end_items(self.writer),
            Kind::Set => self.batches.end_members(self.writer),
            Kind::Tuple | Kind::FrozenSet => {}
        }
    }

    /// Ends the container.
    ///
    /// # Errors
    ///
    /// When fewer items were written than announced.
    pub fn end(self) -> Result<()> {
        let ListWriter { writer, kind, batches, height, identity } = self;
        batches.check_complete()?;
        match kind {
            Kind::List | Kind::Set => {}
            Kind::Tuple => writer.end_tuple(batches.len, identity)?,
            Kind::FrozenSet => writer.end_frozen_set(identity)?,
            Kind::CallWithList => {
                writer.close_call_with_list()?;
                writer.memoize_object(identity)?;
            }
        }
        writer.end_compound(height, Truth::of(batches.len > 0))
    }
}

impl Writer<'_> {
    /// Closes a tuple, unless its own items have stored it: then it takes the place of them, as in CPython.
    fn end_tuple(&mut self, len: usize, identity: Identity) -> Result<()> {
        match self.find_identity(identity) {
            Some(id) => {
                self.drop_tuple(len);
                self.get(id);
                Ok(())
            }
            None => {
                self.close_tuple(len);
                // CPython has one empty tuple, and writes it again.
                if len == 0 { Ok(()) } else { self.memoize_identity(identity) }
            }
        }
    }

    fn end_frozen_set(&mut self, identity: Identity) -> Result<()> {
        match self.find_identity(identity) {
            Some(id) => {
                self.write(Instruction::PopMark);
                self.get(id);
                Ok(())
            }
            None => {
                self.write(Instruction::FrozenSet);
                self.memoize_identity(identity)
            }
        }
    }
}

/// The entries of a dict.
///
/// It takes as many entries as were announced, and then [`DictWriter::end`].
#[must_use = "a dict has to be ended"]
pub struct DictWriter<'a, 'w> {
    writer: &'a mut Writer<'w>,
    batches: Batches,
    height: usize,
}

impl DictWriter<'_, '_> {
    /// Writes the next entry.
    ///
    /// # Errors
    ///
    /// When the key or the value cannot be pickled, or the entry is one more than were announced.
    pub fn entry(&mut self, key: &(impl Pickle + ?Sized), value: &(impl Pickle + ?Sized)) -> Result<()> {
        self.entry_with(
            |writer| writer.value(key),
            |writer| writer.value(value).map_err(|error| error.at(key_segment(key))),
        )
    }

    /// Writes the next entry: its key as one value, and its value as one.
    ///
    /// # Errors
    ///
    /// Those of `key` and `value`; when one of them writes no value or several; when the entry is one more than were
    /// announced.
    pub fn entry_with(
        &mut self,
        key: impl FnOnce(&mut Writer<'_>) -> Result<()>,
        value: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        self.batches.before_item(self.writer)?;
        let height = self.writer.height;
        key(self.writer)?;
        self.writer.check_one_value_since(height)?;
        value(self.writer)?;
        self.writer.check_one_value_since(height + 1)?;
        self.writer.height = height;
        self.batches.after_entry(self.writer);
        Ok(())
    }

    /// Ends the dict.
    ///
    /// # Errors
    ///
    /// When fewer entries were written than announced.
    pub fn end(self) -> Result<()> {
        self.batches.check_complete()?;
        self.writer.end_compound(self.height, Truth::of(self.batches.len > 0))
    }
}

/// How far a run of items is, and so which instructions stand between them.
///
/// Items are taken in batches of a thousand, a lone one by the instruction for one, and at protocol 0 all singly.
#[derive(Debug, Clone, Copy)]
pub(super) struct Batches {
    pub(super) len: usize,
    pub(super) written: usize,
    /// Where the batch ends that the last item was in.
    batch_end: usize,
    /// Whether that batch is one item, taken alone.
    is_single: bool,
    /// Whether these are the batches of a `list`, `dict` or `set` in CPython: only the one item of a container is taken
    /// singly, no last one, and full batches of entries or members are followed by an empty one.
    is_exact: bool,
}

impl Batches {
    /// What CPython writes for an iterator, of items that follow an object.
    pub(super) fn new(len: usize) -> Batches {
        Batches { len, written: 0, batch_end: 0, is_single: false, is_exact: false }
    }

    /// What is written for a container.
    #[inline]
    pub(super) fn of_container(len: usize, writer: &Writer<'_>) -> Batches {
        Batches { is_exact: writer.is_exact(), ..Batches::new(len) }
    }

    /// Items that are taken all at once.
    fn whole(len: usize) -> Batches {
        Batches { batch_end: len, ..Batches::new(len) }
    }

    /// Whether no batch is open.
    #[inline]
    fn is_between(&self) -> bool {
        self.written == self.batch_end
    }

    #[inline]
    pub(super) fn check_complete(&self) -> Result<()> {
        if self.written == self.len { Ok(()) } else { Err(wrong_count(self.len, "fewer")) }
    }

    /// Before an item of a list or an entry of a dict.
    #[inline]
    pub(super) fn before_item(&mut self, writer: &mut Writer<'_>) -> Result<()> {
        if self.is_between() { self.begin(writer) } else { Ok(()) }
    }

    #[inline]
    pub(super) fn after_item(&mut self, writer: &mut Writer<'_>) {
        self.written += 1;
        if self.is_between() {
            self.end_items(writer);
        }
    }

    #[inline]
    pub(super) fn after_entry(&mut self, writer: &mut Writer<'_>) {
        self.after_entries(1, writer);
    }

    /// Before entries: those of the values, all or what is left of them, that are taken by the next instruction.
    pub(super) fn begin_entries<'v, T>(&mut self, values: &'v [T], writer: &mut Writer<'_>) -> Result<&'v [T]> {
        self.before_item(writer)?;
        Ok(&values[self.written..self.batch_end.min(values.len())])
    }

    #[inline]
    pub(super) fn after_entries(&mut self, count: usize, writer: &mut Writer<'_>) {
        self.written += count;
        if self.is_between() {
            self.end_entries(writer);
        }
    }

    /// Before a member of a set, which has no instruction for one.
    pub(super) fn before_member(&mut self, writer: &mut Writer<'_>) -> Result<()> {
        if self.is_between() { self.begin_members(writer) } else { Ok(()) }
    }

    pub(super) fn after_member(&mut self, writer: &mut Writer<'_>) {
        self.written += 1;
        if self.is_between() {
            self.end_members(writer);
        }
    }

    fn begin(&mut self, writer: &mut Writer<'_>) -> Result<()> {
        let is_lone = self.written + 1 == self.len && !(self.is_exact && self.written > 0);
        self.is_single = is_lone || (writer.protocol() == Protocol::V0 && self.written < self.len);
        if !self.is_single {
            return self.begin_members(writer);
        }
        self.batch_end += 1;
        Ok(())
    }

    fn begin_members(&mut self, writer: &mut Writer<'_>) -> Result<()> {
        if self.written == self.len {
            return Err(wrong_count(self.len, "more"));
        }
        self.batch_end = self.len.min(self.written + BATCH);
        writer.write(Instruction::Mark);
        Ok(())
    }

    fn end_items(&self, writer: &mut Writer<'_>) {
        match self.is_single {
            true => writer.write(Instruction::Append),
            false => writer.write(Instruction::Appends),
        }
    }

    fn end_entries(&self, writer: &mut Writer<'_>) {
        match self.is_single {
            true => writer.write(Instruction::SetItem),
            false => writer.write(Instruction::SetItems),
        }
        if writer.protocol() > Protocol::V0 {
            self.after_last(writer, Instruction::SetItems);
        }
    }

    fn end_members(&self, writer: &mut Writer<'_>) {
        writer.write(Instruction::AddItems);
        self.after_last(writer, Instruction::AddItems);
    }

    /// CPython looks for entries and members once more after each full batch.
    #[inline]
    fn after_last(&self, writer: &mut Writer<'_>, several: Instruction<'_>) {
        if self.is_exact && self.written == self.len && self.written.is_multiple_of(BATCH) {
            writer.write(Instruction::Mark);
            writer.write(several);
        }
    }
}

#[cold]
fn wrong_count(announced: usize, written: &str) -> Error {
    Error::unpicklable(format!(
        "an implementation of Pickle announced {announced} items or entries, but wrote {written}"
    ))
}

/// The step to the value of a key, for the path of an error.
#[cold]
pub(super) fn key_segment(key: &(impl Pickle + ?Sized)) -> PathSegment {
    let words = dumps(key).and_then(|pickle| Ok(Graph::loads(&pickle)?.root_in_words()));
    PathSegment::Key(words.unwrap_or_else(|_| "?".to_owned()))
}
