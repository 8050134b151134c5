//! `Writer`: Python values in, the instructions of one pickle out.

mod buffer;
mod bytes;
mod carried;
mod classes;
mod containers;
mod exact;
mod first_object;
mod frame;
mod global;
mod graph;
mod instance;
mod kept_alive;
mod members;
mod memo;
mod named_tuple;
mod names;
mod object;
mod scalars;
mod straight;
mod tables;
mod text;
mod value;

use std::any::Any;
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::Arc;

use crate::buffer::BufferCallback;
use crate::hooks::Hooks;
use crate::opcode::Instruction;
use crate::pickler::Options;
use crate::protocol::Protocol;
use crate::{Error, ExtensionRegistry, Pickle, Result, copyreg};

pub(crate) use carried::Carried;
use frame::{Output, Place};
use memo::{Checkpoint, Key, MemoId, Mode};
use straight::Way;
use tables::Tables;

pub use containers::{DictWriter, ListWriter};
pub use object::ObjectWriter;
#[doc(hidden)]
pub use straight::FieldsWriter;
pub(crate) use straight::Word;

/// What a [`Pickle`](crate::Pickle) implementation writes its one value to.
///
/// Each method writes one Python value, in the shortest form that the protocol has for it; containers and objects give
/// a further writer for their parts. Values that never change (`str`, `bytes`, classes) are stored in the pickle once
/// and referred to after that, as in CPython's own pickles. What is looked up this way is bounded: of more than some
/// thousand different values a dump knows those again that come often or were written lately, and writes others twice;
/// neither does it look for the texts of the first object of a class.
///
/// ```
/// use pickle_core::{Pickle, Result, Writer};
///
/// struct Palette(Vec<(u8, u8, u8)>);
///
/// impl Pickle for Palette {
///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
///         let mut list = writer.list(self.0.len())?;
///         for (red, green, blue) in &self.0 {
///             list.item_with(|writer| {
///                 let mut tuple = writer.tuple(3)?;
///                 for part in [red, green, blue] {
///                     tuple.item_with(|writer| writer.int(i64::from(*part)))?;
///                 }
///                 tuple.end()
///             })?;
///         }
///         list.end()
///     }
/// }
///
/// let bytes = pickle_core::dumps(&Palette(vec![(255, 128, 0)]))?;
/// assert_eq!(pickle_core::loads::<Vec<(u8, u8, u8)>>(&bytes)?, [(255, 128, 0)]);
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub struct Writer<'w> {
    output: Output<'w>,
    options: &'w Options,
    way: Way,
    /// Nothing when no value has to be asked about.
    hooks: Option<Arc<Hooks>>,
    /// Nothing when no global has a number.
    extensions: Option<Arc<ExtensionRegistry>>,
    tables: Box<Tables>,
    /// The addresses of the shared value that comes next.
    identity: Identity,
    /// When the memo is carried over to further pickles: the addresses in it whose owners are kept.
    carried_addresses: Option<HashSet<NonZeroUsize>>,
    /// How many values were written that no container or object has taken.
    height: usize,
    depth: usize,
    /// The depth of the fields that are being written of an object that is the first of its class.
    first_object: Option<usize>,
    /// How many out-of-band buffers the pickle has taken.
    buffers: u32,
    /// Decides where buffers go; without it they go into the pickle.
    buffer_callback: Option<BufferCallback<'w>>,
    /// Whether the text or bytes that come next are written nowhere else, so that the memo need not hold them.
    next_text_is_lone: bool,
    last: Truth,
    /// The values of which Python has one each, in exact mode.
    singletons: Option<exact::Singletons>,
}

/// The address under which a shared value is known, if it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Identity(Option<NonZeroUsize>);

/// A shared value that is nothing but a pointer to another one.
struct Pointer {
    address: NonZeroUsize,
    to: NonZeroUsize,
}

/// What Python's truth test says of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Truth {
    None,
    False,
    True,
}

impl Truth {
    fn of(truth: bool) -> Truth {
        if truth { Truth::True } else { Truth::False }
    }
}

/// Whether an object still has to get its items and its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    Now,
    /// By its own arguments.
    Before,
}

/// A place in the pickle to come back to.
struct Rewind {
    place: Place,
    height: usize,
    memo: Checkpoint,
}

impl<'w> Writer<'w> {
    /// A writer at the start of a pickle, which is appended to `output`.
    pub(crate) fn new(output: &'w mut Vec<u8>, options: &'w Options) -> Writer<'w> {
        Writer::with_output(|framing| Output::behind(output, framing), options)
    }

    /// A writer of a pickle that [`Writer::dumps`] gives.
    pub(crate) fn owned(options: &'w Options) -> Writer<'w> {
        Writer::with_output(Output::owned, options)
    }

    #[inline(always)]
    fn with_output(output: impl FnOnce(bool) -> Output<'w>, options: &'w Options) -> Writer<'w> {
        Writer {
            output: output(options.protocol >= Protocol::V4),
            options,
            way: Way::of_dump(options),
            hooks: options.hooks.for_dump(),
            extensions: options.extensions.clone().or_else(copyreg::current_extensions),
            tables: Tables::take(Mode::of_dump(options)),
            identity: Identity::default(),
            carried_addresses: None,
            height: 0,
            depth: 0,
            first_object: None,
            buffers: 0,
            buffer_callback: None,
            next_text_is_lone: false,
            last: Truth::None,
            singletons: None,
        }
    }

    /// Begins the pickle.
    // Not where the writer is made: an output that was written to would be moved to its place.
    pub(crate) fn begin(&mut self) {
        if self.protocol() >= Protocol::V2 {
            self.output.write_protocol(self.protocol());
        }
    }

    /// Writes a value as the whole pickle.
    pub(crate) fn dump(mut self, value: &(impl Pickle + ?Sized)) -> Result<()> {
        self.begin();
        self.value(value)?;
        self.finish()?;
        self.tables.give_back();
        Ok(())
    }

    /// Writes a value as the whole pickle, and gives that.
    pub(crate) fn dumps(mut self, value: &(impl Pickle + ?Sized)) -> Result<Vec<u8>> {
        self.begin();
        self.value(value)?;
        self.finish()?;
        self.tables.give_back();
        Ok(self.output.take_bytes())
    }

    /// Ends the pickle.
    fn finish(&mut self) -> Result<()> {
        self.check_one_value_since(0)?;
        self.write(Instruction::Stop);
        self.output.close_frame();
        Ok(())
    }

    /// The protocol of the pickle.
    pub fn protocol(&self) -> Protocol {
        self.options.protocol
    }

    /// Writes a value that the program may reach in several ways, such as what an [`Rc`](std::rc::Rc) points at: the
    /// second time that the same address comes, the pickle refers to the first.
    ///
    /// `write` is called the first time only. The list, dict, set or object that it writes can contain itself; scalars
    /// have no identity in Python and are written again.
    ///
    /// The address has to belong to this one value until the pickle is done: see [`Writer::keep_alive`].
    ///
    /// ```
    /// use std::rc::Rc;
    /// use pickle_core::{Pickle, Result, Writer, dumps};
    ///
    /// struct Shared(Rc<Vec<i64>>);
    ///
    /// impl Pickle for Shared {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.shared(Rc::as_ptr(&self.0).cast(), |writer| {
    ///             writer.keep_alive(self.0.clone());
    ///             writer.value(&*self.0)
    ///         })
    ///     }
    /// }
    ///
    /// let list = Rc::new(vec![1, 2, 3]);
    /// let bytes = dumps(&vec![Shared(list.clone()), Shared(list)])?;
    /// assert!(bytes.ends_with(b"h\x00e.")); // GET 0, APPENDS, STOP
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `write`.
    pub fn shared(&mut self, address: *const (), write: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<()> {
        let Some(address) = NonZeroUsize::new(address.addr()) else { return write(self) };
        if let Some(id) = self.tables.memo.find_address(address) {
            return self.reference(id);
        }
        let pointers = self.tables.pointers.len();
        self.tables.pointers.extend(self.identity.0.map(|pointer| Pointer { address: pointer, to: address }));
        self.identity = Identity(Some(address));
        let written = write(self);
        // A scalar leaves its address behind.
        self.identity = Identity::default();
        self.tables.pointers.truncate(pointers);
        written
    }

    /// Keeps something until the pickle is done.
    ///
    /// [`Writer::shared`] knows values by address. A value that goes away while the dump runs, because a `pickle`
    /// method made it on the way, could leave its address to another one.
    ///
    /// A [`PickleStream`](crate::PickleStream) keeps it until its memo is cleared. It knows a shared value again in a
    /// later dump only if the owner was given here at the beginning of [`Writer::shared`]'s `write`.
    pub fn keep_alive(&mut self, owner: impl Any) {
        if let Some(carried) = &mut self.carried_addresses {
            carried.extend(addresses(&self.tables.pointers, self.identity));
        }
        self.tables.kept_alive.keep(owner);
    }

    /// Writes a value that never changes, such as a `datetime`: when an equal one was written before, the pickle refers
    /// to it.
    ///
    /// Values of one `kind` with the same `content` are equal. `write` writes the value, the first time.
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Cents(u32);
    ///
    /// impl Pickle for Cents {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.immutable("shop.Cents", &self.0.to_le_bytes(), |writer| {
    ///             writer.reduce("shop", "Cents", 1, |arguments| arguments.item(&self.0))
    ///         })
    ///     }
    /// }
    /// # pickle_core::dumps(&Cents(3)).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `write`.
    #[inline]
    pub fn immutable(
        &mut self,
        kind: &'static str,
        content: &[u8],
        write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.is_exact() {
            // CPython knows values by identity only.
            return write(self);
        }
        let identity = self.take_identity();
        let key = self.tables.memo.key(kind, content);
        if let Some(id) = self.find(&key) {
            self.name_entry(id, identity);
            return self.reference(id);
        }
        write(self)?;
        let id = self.memoize_content(&key)?;
        self.name_entry(id, identity);
        Ok(())
    }

    #[inline(always)]
    fn write(&mut self, instruction: Instruction<'_>) {
        self.output.write(instruction);
    }

    /// Begins a value: a frame may end here.
    #[inline]
    fn begin_value(&mut self) {
        self.output.boundary();
    }

    /// Ends a value that stands alone on the stack of the machine.
    #[inline]
    fn end_value(&mut self, truth: Truth) -> Result<()> {
        self.height += 1;
        self.last = truth;
        Ok(())
    }

    /// Ends a value whose parts are on the stack of the machine no more.
    #[inline]
    fn end_compound(&mut self, height: usize, truth: Truth) -> Result<()> {
        self.height = height;
        self.depth -= 1;
        self.end_value(truth)
    }

    /// Goes one level deeper; [`Writer::end_compound`] comes back.
    #[inline]
    fn enter(&mut self) -> Result<()> {
        self.check_depth()?;
        self.depth += 1;
        Ok(())
    }

    #[inline]
    fn check_depth(&self) -> Result<()> {
        match self.depth < self.options.max_depth {
            true => Ok(()),
            false => Err(too_deep(self.options.max_depth)),
        }
    }

    /// Holds an implementation of [`Pickle`] to its contract.
    #[inline]
    fn check_one_value_since(&self, height: usize) -> Result<()> {
        match self.height.checked_sub(height) {
            Some(1) => Ok(()),
            written => Err(not_one_value(written.unwrap_or(0))),
        }
    }

    /// Writes a reference to an entry of the memo, as a value.
    #[inline]
    fn reference(&mut self, id: MemoId) -> Result<()> {
        self.begin_value();
        self.get(id);
        self.end_value(Truth::True)
    }

    #[inline]
    fn get(&mut self, id: MemoId) {
        match u8::try_from(id) {
            Ok(id) if self.protocol() > Protocol::V0 => self.write(Instruction::BinGet(id)),
            _ => self.get_far(id),
        }
    }

    #[inline(never)]
    fn get_far(&mut self, id: MemoId) {
        match self.protocol() {
            Protocol::V0 => self.write(Instruction::Get(u64::from(id))),
            _ => self.write(Instruction::LongBinGet(id)),
        }
    }

    /// How many bytes [`Writer::get`] writes, at protocols with frames.
    fn get_len(id: MemoId) -> usize {
        if u8::try_from(id).is_ok() { 2 } else { 5 }
    }

    /// Writes the instruction that stores the top of the stack in the next entry of the memo.
    #[inline]
    fn put(&mut self) -> Result<MemoId> {
        if self.options.fast {
            return Ok(0);
        }
        let id = self.tables.memo.next_id().ok_or_else(memo_is_full)?;
        match self.protocol() >= Protocol::V4 {
            true => self.write(Instruction::Memoize),
            false => self.put_index(id),
        }
        Ok(id)
    }

    #[inline(never)]
    fn put_index(&mut self, id: MemoId) {
        match u8::try_from(id) {
            _ if self.protocol() == Protocol::V0 => self.write(Instruction::Put(u64::from(id))),
            Ok(id) => self.write(Instruction::BinPut(id)),
            Err(_) => self.write(Instruction::LongBinPut(id)),
        }
    }

    /// The entry of a value of this content.
    #[inline]
    fn find(&mut self, key: &Key<'_>) -> Option<MemoId> {
        self.tables.memo.find(key, self.output.as_slice())
    }

    fn memoize(&mut self) -> Result<MemoId> {
        let id = self.put()?;
        self.tables.memo.store();
        Ok(id)
    }

    /// Stores the value of this content, which a text or bytes have at the end of the output.
    #[inline]
    fn memoize_content(&mut self, key: &Key<'_>) -> Result<MemoId> {
        let start = self.output.len().saturating_sub(key.len());
        let id = self.put()?;
        self.tables.memo.store_content(key, start);
        Ok(id)
    }

    /// Takes the addresses that were announced for the value that begins.
    #[inline]
    fn take_identity(&mut self) -> Identity {
        std::mem::take(&mut self.identity)
    }

    /// The entry that a value got while its parts were written, because it is part of itself.
    #[inline]
    fn find_identity(&self, identity: Identity) -> Option<MemoId> {
        identity.0.and_then(|address| self.tables.memo.find_address(address))
    }

    /// Stores the top of the stack, when it is a shared value; CPython stores every one.
    #[inline]
    fn memoize_identity(&mut self, identity: Identity) -> Result<()> {
        if identity.0.is_some() || self.is_exact() {
            return self.memoize_as(identity);
        }
        Ok(())
    }

    fn memoize_as(&mut self, identity: Identity) -> Result<()> {
        let id = self.memoize()?;
        self.name_entry(id, identity);
        Ok(())
    }

    #[inline(never)]
    fn name_entry(&mut self, id: MemoId, identity: Identity) {
        for address in addresses(&self.tables.pointers, identity) {
            self.tables.memo.set_address(address, id);
        }
    }

    /// Stores the object at the top of the stack, when it is a shared value. When its own arguments contain it, they
    /// have stored one already: that one takes its place, as in CPython, and has its items and state.
    #[inline]
    fn memoize_object(&mut self, identity: Identity) -> Result<Made> {
        match self.find_identity(identity) {
            Some(id) => {
                self.write(Instruction::Pop);
                self.get(id);
                Ok(Made::Before)
            }
            None => {
                self.memoize_identity(identity)?;
                Ok(Made::Now)
            }
        }
    }

    fn mark_here(&mut self) -> Rewind {
        self.begin_value();
        Rewind { place: self.output.place(), height: self.height, memo: self.tables.memo.checkpoint() }
    }

    fn rewind(&mut self, start: Rewind) {
        self.output.rewind(start.place);
        self.height = start.height;
        if self.tables.memo.roll_back(start.memo) {
            self.tables.classes.forget_entries();
        }
    }
}

/// All addresses under which a value is known: its own, and those of the pointers that were followed to it.
fn addresses(pointers: &[Pointer], identity: Identity) -> impl Iterator<Item = NonZeroUsize> {
    let mut last = identity.0;
    let outer = pointers.iter().rev().filter_map(move |pointer| {
        let found = last.filter(|last| *last == pointer.to).map(|_| pointer.address);
        last = found.or(last);
        found
    });
    identity.0.into_iter().chain(outer)
}

#[cold]
fn too_deep(max_depth: usize) -> Error {
    Error::unpicklable(format!(
        "the value nests more than {max_depth} levels deep or contains itself; raise Pickler::max_depth if the stack \
         of the thread is large enough, or put what contains itself into an Rc"
    ))
}

#[cold]
fn not_one_value(written: usize) -> Error {
    Error::unpicklable(format!("an implementation of Pickle has to write one value, but it wrote {written}"))
}

#[cold]
#[inline(never)]
fn memo_is_full() -> Error {
    Error::unpicklable("it has more than 4,294,967,295 values to remember")
}
