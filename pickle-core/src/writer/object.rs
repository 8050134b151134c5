//! Objects that a call makes, for Python's standard classes and hand-written implementations.

use std::num::NonZeroUsize;

use crate::class::Class;
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Pickle, Result};

use super::containers::{Batches, key_segment};
use super::memo::MemoId;
use super::{Identity, ListWriter, Made, Truth, Writer};

impl<'w> Writer<'w> {
    /// Writes the call of a global with `len` arguments: what `__reduce__` of a Python class gives.
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Fraction(i64, i64);
    ///
    /// impl Pickle for Fraction {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.reduce("fractions", "Fraction", 2, |arguments| {
    ///             arguments.item(&self.0)?;
    ///             arguments.item(&self.1)
    ///         })
    ///     }
    /// }
    /// # pickle_core::dumps(&Fraction(1, 3)).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `arguments`; when it writes more or fewer than `len`; when the global has no name at this protocol; when
    /// the value nests too deep.
    pub fn reduce(
        &mut self,
        module: &str,
        name: &str,
        len: usize,
        arguments: impl FnOnce(&mut ListWriter<'_, '_>) -> Result<()>,
    ) -> Result<()> {
        self.reduce_object(module, name, len, arguments)?.end()
    }

    /// Writes the call of a global with `len` arguments, and gives a writer for what follows on the object: items,
    /// entries, state.
    ///
    /// # Errors
    ///
    /// As [`Writer::reduce`].
    pub fn reduce_object(
        &mut self,
        module: &str,
        name: &str,
        len: usize,
        arguments: impl FnOnce(&mut ListWriter<'_, '_>) -> Result<()>,
    ) -> Result<ObjectWriter<'_, 'w>> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        self.global(module, name)?;
        let mut tuple = self.tuple(len)?;
        arguments(&mut tuple)?;
        tuple.end()?;
        self.write(Instruction::Reduce);
        self.made_object(height, identity)
    }

    /// Writes the call of a standard class with `len` arguments. The class is not looked up by its name every time.
    #[inline]
    pub(crate) fn call(
        &mut self,
        class: &'static Class,
        len: usize,
        arguments: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        let class = self.know_class(class);
        self.class_global(&class)?;
        self.open_tuple(len);
        let first = self.height;
        arguments(self)?;
        debug_assert_eq!(self.height, first + len, "the arguments of {}", **class);
        self.close_new_tuple(len)?;
        self.write(Instruction::Reduce);
        self.memoize_object(identity)?;
        self.end_compound(height, Truth::True)
    }

    /// Makes an object of a class without calling its `__init__`, and gives a writer for what follows on the object.
    ///
    /// Below protocol 2 it is a call of `copyreg._reconstructor`.
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Namespace(Vec<(String, i64)>);
    ///
    /// impl Pickle for Namespace {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         let mut object = writer.new_object("argparse", "Namespace")?;
    ///         object.state_with(|writer| {
    ///             let mut state = writer.dict(self.0.len())?;
    ///             for (name, value) in &self.0 {
    ///                 state.entry(name, value)?;
    ///             }
    ///             state.end()
    ///         })?;
    ///         object.end()
    ///     }
    /// }
    /// # pickle_core::dumps(&Namespace(vec![("n".into(), 3)])).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// When the class has no name at this protocol, or the value nests too deep.
    pub fn new_object(&mut self, module: &str, name: &str) -> Result<ObjectWriter<'_, 'w>> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        self.enter()?;
        if self.protocol() < Protocol::V2 {
            self.reconstruct_object(module, name)?;
        } else {
            self.global(module, name)?;
            self.open_tuple(0);
            self.close_tuple(0);
            self.write(Instruction::NewObj);
        }
        self.made_object(height, identity)
    }

    /// Stores the object that stands on top of the stack, and gives a writer for what follows on it; `height` is that
    /// below the object.
    #[inline]
    pub(super) fn made_object(&mut self, height: usize, identity: Identity) -> Result<ObjectWriter<'_, 'w>> {
        let object = identity.object();
        let made = self.memoize_object(identity)?;
        let object = self.stored_object(object);
        Ok(ObjectWriter { writer: self, height, object, made, is_container: false })
    }

    /// Writes `copyreg._reconstructor(class, object, None)`.
    pub(super) fn reconstruct_object(&mut self, module: &str, name: &str) -> Result<()> {
        self.global("copyreg", "_reconstructor")?;
        self.open_tuple(3);
        self.global(module, name)?;
        self.global("builtins", "object")?;
        self.none()?;
        self.close_new_tuple(3)?;
        self.write(Instruction::Reduce);
        Ok(())
    }
}

/// What follows on an object after it is made.
///
/// CPython writes items first, then entries, then the state. It takes [`ObjectWriter::end`] in the end.
#[must_use = "an object has to be ended"]
pub struct ObjectWriter<'a, 'w> {
    writer: &'a mut Writer<'w>,
    height: usize,
    object: ObjectAddress,
    made: Made,
    /// Whether it is no object but a list or dict, whose batches differ from those of an object.
    is_container: bool,
}

/// Where the object that stands on top of the stack is found again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ObjectAddress {
    /// When it is a shared one.
    address: Option<NonZeroUsize>,
    /// When every object is stored.
    stored: Option<MemoId>,
}

/// Whose state is written, and the function that takes it when `BUILD` does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct StateOf<'n> {
    pub(super) setter: Option<(&'n str, &'n str)>,
    pub(super) object: ObjectAddress,
}

impl Identity {
    /// The address under which the object is going to be known.
    pub(super) fn object(self) -> ObjectAddress {
        ObjectAddress { address: self.0, stored: None }
    }
}

impl Writer<'_> {
    /// The address of an object that was stored just now.
    pub(super) fn stored_object(&self, object: ObjectAddress) -> ObjectAddress {
        let stored = if self.is_exact() { self.tables.memo.last_id() } else { None };
        ObjectAddress { stored, ..object }
    }

    /// Before a state: for a setter itself and the object, which is remembered for it.
    pub(super) fn open_state(&mut self, state: StateOf<'_>) -> Result<()> {
        let Some((module, name)) = state.setter else { return Ok(()) };
        let shared = state.object.address.and_then(|address| self.tables.memo.find_address(address));
        let object = match shared.or(state.object.stored) {
            Some(id) => id,
            None => self.memoize()?,
        };
        let height = self.height;
        self.global(module, name)?;
        self.height = height;
        self.get(object);
        Ok(())
    }

    /// Behind a state. CPython writes a setter's arguments as `TUPLE2` at every protocol.
    pub(super) fn close_state(&mut self, state: StateOf<'_>) {
        if state.setter.is_none() {
            return self.write(Instruction::Build);
        }
        for instruction in [Instruction::Tuple2, Instruction::Reduce, Instruction::Pop] {
            self.write(instruction);
        }
    }
}

impl<'a, 'w> ObjectWriter<'a, 'w> {
    /// A writer for the object that stands on top of the stack.
    pub(super) fn new(writer: &'a mut Writer<'w>, object: ObjectAddress) -> Self {
        let height = writer.height;
        ObjectWriter { writer, height, object, made: Made::Now, is_container: false }
    }

    /// A writer for the list or dict that stands on top of the stack.
    pub(super) fn of_container(writer: &'a mut Writer<'w>, object: ObjectAddress) -> Self {
        ObjectWriter { is_container: true, ..ObjectWriter::new(writer, object) }
    }

    fn batches(&self, len: usize) -> Batches {
        if self.is_container { Batches::of_container(len, self.writer) } else { Batches::new(len) }
    }

    /// Gives the object a state: its `__setstate__` takes it, or its `__dict__` the entries of a dict.
    ///
    /// # Errors
    ///
    /// When the state cannot be pickled.
    pub fn state(&mut self, state: &(impl Pickle + ?Sized)) -> Result<()> {
        self.state_with(|writer| writer.value(state))
    }

    /// Gives the object a state, written as one value.
    ///
    /// # Errors
    ///
    /// Those of `write`, and when it writes no value or several.
    pub fn state_with(&mut self, write: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<()> {
        self.write_state(None, write)
    }

    /// Gives the object a state, which the function `module.name` takes together with the object: the sixth item of what
    /// `__reduce__` returns (since Python 3.8).
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// /// Python: `return Account, (self.owner,), {'cents': self.cents}, None, None, restore`
    /// struct Account(String, i64);
    ///
    /// impl Pickle for Account {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         let mut object = writer.reduce_object("bank", "Account", 1, |arguments| arguments.item(&self.0))?;
    ///         object.state_with_setter("bank", "restore", |writer| {
    ///             let mut state = writer.dict(1)?;
    ///             state.entry("cents", &self.1)?;
    ///             state.end()
    ///         })?;
    ///         object.end()
    ///     }
    /// }
    /// # pickle_core::dumps(&Account("Ada".into(), 3)).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `write`, and when it writes no value or several; when the function has no name at this protocol.
    pub fn state_with_setter(
        &mut self,
        module: &str,
        name: &str,
        write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        self.write_state(Some((module, name)), write)
    }

    fn write_state(
        &mut self,
        setter: Option<(&str, &str)>,
        write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.made == Made::Before {
            return Ok(());
        }
        let state = StateOf { setter, object: self.object };
        self.writer.open_state(state)?;
        self.part(write)?;
        self.writer.close_state(state);
        Ok(())
    }

    /// Appends items to the object, as to a list.
    ///
    /// # Errors
    ///
    /// When an item cannot be pickled.
    pub fn append<T: Pickle>(&mut self, items: impl ExactSizeIterator<Item = T>) -> Result<()> {
        if self.made == Made::Before {
            return Ok(());
        }
        let mut batches = self.batches(items.len());
        for item in items {
            let index = batches.written;
            batches.before_item(self.writer)?;
            self.part(|writer| writer.value(&item)).map_err(|error| error.at_index(index))?;
            batches.after_item(self.writer);
        }
        batches.check_complete()
    }

    /// Sets entries of the object, as of a dict.
    ///
    /// # Errors
    ///
    /// When a key or a value cannot be pickled.
    pub fn set_items<K: Pickle, V: Pickle>(&mut self, entries: impl ExactSizeIterator<Item = (K, V)>) -> Result<()> {
        if self.made == Made::Before {
            return Ok(());
        }
        let mut batches = self.batches(entries.len());
        for (key, value) in entries {
            batches.before_item(self.writer)?;
            self.part(|writer| writer.value(&key))?;
            self.part(|writer| writer.value(&value).map_err(|error| error.at(key_segment(&key))))?;
            batches.after_entry(self.writer);
        }
        batches.check_complete()
    }

    fn part(&mut self, write: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<()> {
        let height = self.writer.height;
        write(self.writer)?;
        self.writer.check_one_value_since(height)?;
        self.writer.height = height;
        Ok(())
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn end(self) -> Result<()> {
        self.writer.end_compound(self.height, Truth::True)
    }
}
