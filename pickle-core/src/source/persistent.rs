//! Taking a persistent id, or what it stands for.

use std::any::{Any, type_name};

use super::Source;
use crate::error::{Error, Result};
use crate::graph::{Node, Tag};
use crate::unpickle::Unpickle;

impl<'de> Source<'_, 'de> {
    /// Takes what a persistent id stands for, where the value is one and
    /// [`Unpickler::persistent_load`](crate::Unpickler::persistent_load) has a function for `T`; else nothing is taken.
    ///
    /// Derived types ask this first. An [`Unpickle`] by hand does the same:
    ///
    /// ```
    /// use pickle_core::{Bytes, Result, Source, Unpickle, Unpickler};
    ///
    /// struct Storage(Vec<u8>);
    ///
    /// impl<'de> Unpickle<'de> for Storage {
    ///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
    ///         if let Some(external) = source.persistent()? {
    ///             return Ok(external);
    ///         }
    ///         Ok(Storage(Bytes::unpickle(source)?.0))
    ///     }
    /// }
    ///
    /// let unpickler = Unpickler::new().persistent_load(|length: usize| Ok(Storage(vec![0; length])));
    /// assert_eq!(unpickler.loads::<Storage>(b"\x80\x02K\x03Q.")?.0, [0, 0, 0]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the id is of another type than the function takes, and when the function fails.
    #[inline]
    pub fn persistent<T: Any>(&mut self) -> Result<Option<T>> {
        match self.stream.is_none() && self.record().tag() == Tag::Persistent {
            true => self.external(),
            false => Ok(None),
        }
    }

    /// What the persistent id at which the source stands is for.
    #[inline(never)]
    fn external<T: Any>(&mut self) -> Result<Option<T>> {
        let Node::Persistent(id) = self.node() else { return Ok(None) };
        let loaders = self.persistent_loaders;
        let Some(load) = loaders.find::<T>() else { return Ok(None) };
        let object = self.part(id, |source| load(source))?;
        match object.downcast::<T>() {
            Ok(object) => Ok(Some(*object)),
            Err(_) => Err(self.mismatch(type_name::<T>())),
        }
    }

    /// What a persistent id stands for, where the value is one, else the error of a value that is no `T`.
    ///
    /// For types that almost never are external, so that they do not ask each time.
    #[cold]
    pub(crate) fn persistent_or<T: Any>(&mut self, error: Error) -> Result<T> {
        self.persistent()?.ok_or(error)
    }

    /// Takes a persistent id, without asking what it stands for.
    ///
    /// # Errors
    ///
    /// When the value is no persistent id, or the id cannot be loaded as an `I`.
    pub fn persistent_id<I: Unpickle<'de>>(&mut self) -> Result<I> {
        if self.stream.is_some() {
            return self.in_graph(|source| source.persistent_id());
        }
        match self.node() {
            Node::Persistent(id) => self.part(id, I::unpickle),
            _ => Err(self.mismatch("a persistent id")),
        }
    }
}
