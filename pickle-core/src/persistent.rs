//! `Persistent`, a persistent id as a value, and `persistent_load`, which finds what an id stands for.

use std::any::{Any, TypeId, type_name};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::{Pickle, Result, Source, Unpickle, Unpickler, Writer};

/// The persistent id of a value that is not in the pickle, kept as it is.
///
/// It loads from a persistent id that an `I` can be loaded from, without
/// [`Unpickler::persistent_load`], and dumps as the persistent id again.
///
/// ```
/// use pickle_core::{Persistent, dumps, loads};
///
/// // Python: a Pickler whose `persistent_id` gives `('storage', 3)`
/// let pickle = b"\x80\x04\x8c\x07storage\x94K\x03\x86\x94Q.";
/// let id: Persistent<(String, i64)> = loads(pickle)?;
/// assert_eq!(id, Persistent(("storage".to_owned(), 3)));
/// assert_eq!(loads::<Persistent<(String, i64)>>(&dumps(&id)?)?, id);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// Source: the manual's "Persistence of External Objects".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Persistent<I>(pub I);

impl<I: Pickle> Pickle for Persistent<I> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.persistent(&self.0)
    }
}

impl<'de, I: Unpickle<'de>> Unpickle<'de> for Persistent<I> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.persistent_id().map(Persistent)
    }
}

type Load<'h> = dyn Fn(&mut Source<'_, '_>) -> Result<Box<dyn Any>> + Send + Sync + 'h;

/// What an `Unpickler` makes of persistent ids: a function for each Rust type.
#[derive(Clone, Default)]
pub(crate) struct PersistentLoaders<'h>(HashMap<TypeId, (&'static str, Arc<Load<'h>>)>);

impl<'h> PersistentLoaders<'h> {
    pub(crate) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn find<T: Any>(&self) -> Option<&Load<'h>> {
        self.0.get(&TypeId::of::<T>()).map(|(_, load)| &**load)
    }
}

impl fmt::Debug for PersistentLoaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.values().map(|(name, _)| name)).finish()
    }
}

impl<'de> Unpickler<'de> {
    /// Finds the `T` that a persistent id stands for: Python's `Unpickler.persistent_load`.
    ///
    /// Where the pickle has a persistent id in the place of a `T`, `load` is given the id, loaded as an `I`. Several types
    /// can have a function each; a second function for one type takes the place of the first.
    ///
    /// `T` can be a derived type that borrows nothing, a `String`, [`Bytes`](crate::Bytes) or
    /// [`ByteArray`](crate::ByteArray), an `Rc` or `Arc` of any type, and every type whose [`Unpickle`] by hand asks for
    /// [`Source::persistent`]. A [`Persistent`], an [`Any`](crate::Any) and a
    /// [`Graph`](crate::Graph) keep the id.
    ///
    /// ```
    /// use pickle_core::{Error, Pickle, Unpickler};
    ///
    /// #[derive(Debug, PartialEq, Pickle)]
    /// #[pickle(module = "dbpickle")]
    /// struct MemoRecord {
    ///     key: i64,
    ///     task: String,
    /// }
    ///
    /// let tasks = ["give food to fish", "prepare group meeting"];
    /// let unpickler = Unpickler::new().persistent_load(|(table, key): (String, usize)| match tasks.get(key) {
    ///     Some(task) => Ok(MemoRecord { key: key as i64, task: task.to_string() }),
    ///     None => Err(Error::custom(format!("{table} has no row {key}"))),
    /// });
    ///
    /// // Python: `[('MemoRecord', 1)]`, the tuple as a persistent id
    /// let pickle = b"\x80\x04]\x8c\x0aMemoRecordK\x01\x86Qa.";
    /// let records: Vec<MemoRecord> = unpickler.loads(pickle)?;
    /// assert_eq!(records[0].task, "prepare group meeting");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn persistent_load<I, T>(mut self, load: impl Fn(I) -> Result<T> + Send + Sync + 'de) -> Self
    where
        I: for<'any> Unpickle<'any>,
        T: Any,
    {
        let load = move |source: &mut Source<'_, '_>| -> Result<Box<dyn Any>> {
            let offset = source.offset();
            let object = load(I::unpickle(source)?).map_err(|error| error.at_offset(offset))?;
            Ok(Box::new(object))
        };
        self.persistent_loaders.0.insert(TypeId::of::<T>(), (type_name::<T>(), Arc::new(load)));
        self
    }
}
