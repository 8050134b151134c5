//! The one gate through which every Rust value is dumped, and the persistent ids that may stand in its place.

use std::any::Any;

use crate::hooks::Hooks;
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Pickle, Result};

use super::{Truth, Writer};

impl Writer<'_> {
    /// Writes a value of Rust: by the hooks of the [`Pickler`](crate::Pickler) where one of them takes it, else by its
    /// own [`Pickle`].
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Wrapper<T>(T);
    ///
    /// impl<T: Pickle> Pickle for Wrapper<T> {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.value(&self.0)
    ///     }
    /// }
    /// # pickle_core::dumps(&Wrapper(3)).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// When the value has no pickle, or none at this protocol.
    #[inline]
    pub fn value<T: Pickle + ?Sized>(&mut self, value: &T) -> Result<()> {
        if self.hooks.is_none() { value.pickle(self) } else { self.value_with_hooks(value) }
    }

    #[cold]
    #[inline(never)]
    fn value_with_hooks<T: Pickle + ?Sized>(&mut self, value: &T) -> Result<()> {
        let (Some(shown), Some(hooks)) = (value.as_any(), self.hooks.clone()) else { return value.pickle(self) };
        if let Some(persistent_id) = &hooks.persistent_id
            && self.write_with(|writer| persistent_id(shown, writer))?
        {
            return Ok(());
        }
        self.value_by_reducers(value, shown, &hooks)
    }

    /// As `value`, when the value has no persistent id.
    fn value_by_reducers<T: Pickle + ?Sized>(&mut self, value: &T, shown: &dyn Any, hooks: &Hooks) -> Result<()> {
        if let Some(reduce) = hooks.reducer_override(shown)
            && self.write_with(|writer| reduce(shown, writer))?
        {
            return Ok(());
        }
        match hooks.dispatched(shown) {
            Some(reduce) => self.write_with(|writer| Some(reduce(shown, writer))).map(drop),
            None => value.pickle(self),
        }
    }

    /// Runs a hook, which writes one value or, where it gives nothing, none.
    ///
    /// It goes one level deeper, so that a hook which comes back to its own value meets the limit of depth.
    fn write_with(&mut self, hook: impl FnOnce(&mut Self) -> Option<Result<()>>) -> Result<bool> {
        let (height, length) = (self.height, self.output.len());
        self.enter()?;
        let written = hook(self);
        self.depth -= 1;
        match written {
            Some(written) => written.and_then(|()| self.check_one_value_since(height)).map(|()| true),
            None if self.height == height && self.output.len() == length => Ok(false),
            None => Err(Error::unpicklable("a hook of the Pickler wrote a value and then gave None")),
        }
    }

    /// Writes a persistent id: a reference to a value that is not in the pickle.
    ///
    /// The id can be any value at protocol 1 and higher (`BINPERSID`); protocol 0 takes a `str` of one line (`PERSID`).
    /// [`Persistent`](crate::Persistent) does this for a field, [`Pickler::persistent_id`](crate::Pickler::persistent_id)
    /// for values of any type.
    ///
    /// ```
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Photo {
    ///     file: String,
    /// }
    ///
    /// impl Pickle for Photo {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.persistent(&self.file)
    ///     }
    /// }
    ///
    /// let bytes = pickle_core::dumps(&Photo { file: "1.png".to_owned() })?;
    /// assert!(bytes.ends_with(b"Q.")); // BINPERSID, STOP
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the id cannot be pickled; at protocol 0, when it is no `str` of one line of ASCII.
    pub fn persistent<I: Pickle + ?Sized>(&mut self, id: &I) -> Result<()> {
        // The value itself is not in the pickle, so nothing can refer to it.
        self.take_identity();
        self.begin_value();
        if self.protocol() == Protocol::V0 {
            return self.persistent_text(id);
        }
        let height = self.height;
        self.enter()?;
        self.id_value(id)?;
        self.check_one_value_since(height)?;
        self.write(Instruction::BinPersId);
        self.end_compound(height, Truth::True)
    }

    /// The id itself is not asked for an id of its own, as in CPython; its parts are.
    fn id_value<I: Pickle + ?Sized>(&mut self, id: &I) -> Result<()> {
        match (self.hooks.clone(), id.as_any()) {
            (Some(hooks), Some(shown)) => self.value_by_reducers(id, shown, &hooks),
            _ => id.pickle(self),
        }
    }

    fn persistent_text<I: Pickle + ?Sized>(&mut self, id: &I) -> Result<()> {
        let id = crate::Any::of(id)?;
        match id.as_str() {
            Some(text) if text.is_ascii() && !text.contains('\n') => self.write(Instruction::PersId(text)),
            _ => return Err(Error::unpicklable(NOT_ONE_LINE)),
        }
        self.end_value(Truth::True)
    }
}

const NOT_ONE_LINE: &str = "protocol 0 has persistent ids of one line of ASCII only; use protocol 1 or higher";
