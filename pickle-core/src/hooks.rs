//! What a `Pickler` asks about every value before the value's own `Pickle`: persistent ids, reducers, a dispatch table.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;

use crate::dispatch_table::{DispatchTable, Reducer};
use crate::{Bytes, Int, Pickle, Pickler, Result, Writer, copyreg};

/// Writes the value in its own way, or gives nothing and writes nothing.
type Hook = dyn Fn(&dyn Any, &mut Writer<'_>) -> Option<Result<()>> + Send + Sync;

/// The hooks of one `Pickler`.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) persistent_id: Option<Arc<Hook>>,
    pub(crate) reducer_override: Option<Arc<Hook>>,
    dispatch_table: Option<Arc<DispatchTable>>,
}

impl Hooks {
    /// The hooks as one dump sees them, with the process-wide table where the `Pickler` has none; nothing when nobody
    /// asks about values.
    pub(crate) fn for_dump(&self) -> Option<Arc<Hooks>> {
        let dispatch_table = match &self.dispatch_table {
            Some(own) => Some(Arc::clone(own)),
            None => copyreg::current_dispatch_table(),
        };
        let has_hooks = self.persistent_id.is_some() || self.reducer_override.is_some() || dispatch_table.is_some();
        has_hooks.then(|| Arc::new(Hooks { dispatch_table, ..self.clone() }))
    }

    pub(crate) fn dispatched(&self, value: &dyn Any) -> Option<Arc<Reducer>> {
        self.dispatch_table.as_ref()?.find(value)
    }

    /// The reducer, unless the value is of a type that CPython does not ask it about.
    pub(crate) fn reducer_override(&self, value: &dyn Any) -> Option<&Hook> {
        self.reducer_override.as_deref().filter(|_| !is_builtin(value.type_id()))
    }
}

/// Whether the Rust type stands for Python's `None`, `bool`, `int`, `float`, `bytes` or `str`. `dict`, `frozenset`, `list`
/// and `tuple` are generic in Rust and show no type at all.
fn is_builtin(id: TypeId) -> bool {
    macro_rules! any_of {
        ($($type:ty)*) => { [$(TypeId::of::<$type>()),*].contains(&id) };
    }
    any_of!(() String i64 f64 bool i32 u64 u32 usize Int Bytes i8 i16 u8 u16 i128 u128 isize f32 char)
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field("persistent_id", &self.persistent_id.is_some())
            .field("reducer_override", &self.reducer_override.is_some())
            .field("dispatch_table", &self.dispatch_table)
            .finish()
    }
}

impl Pickler {
    /// Asks about every value whether it is external to the pickle: where the answer is an id, the pickle holds the id
    /// in place of the value. Python's `Pickler.persistent_id`.
    ///
    /// The id can be any value at protocol 1 and higher; protocol 0 takes a `str` of one line. The Unpickler on the
    /// other side has a `persistent_load`, here [`Unpickler::persistent_load`](crate::Unpickler::persistent_load).
    ///
    /// Asked are all values that [`Pickle::as_any`] shows, the value that is dumped itself included, and before
    /// everything else: the manual's "Persistence of External Objects". Values inside a [`Graph`](crate::Graph) or an
    /// [`Any`](crate::Any) are no Rust values, and are not asked about.
    ///
    /// ```
    /// use pickle_core::{Persistent, Pickle, Pickler, loads};
    ///
    /// #[derive(Pickle)]
    /// #[pickle(module = "dbpickle")]
    /// struct MemoRecord {
    ///     key: i64,
    ///     task: String,
    /// }
    ///
    /// let pickler = Pickler::new().persistent_id(|value| {
    ///     let record = value.downcast_ref::<MemoRecord>()?;
    ///     Some(("MemoRecord", record.key))
    /// });
    /// let bytes = pickler.dumps(&[MemoRecord { key: 7, task: "give food to fish".to_owned() }])?;
    /// let ids: Vec<Persistent<(String, i64)>> = loads(&bytes)?;
    /// assert_eq!(ids, [Persistent(("MemoRecord".to_owned(), 7))]);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    #[must_use]
    pub fn persistent_id<I: Pickle>(mut self, id: impl Fn(&dyn Any) -> Option<I> + Send + Sync + 'static) -> Pickler {
        let hook = move |value: &dyn Any, writer: &mut Writer<'_>| id(value).map(|id| writer.persistent(&id));
        self.options.hooks.persistent_id = Some(Arc::new(hook));
        self
    }

    /// Asks about every value whether to write it in another way than its own [`Pickle`]: Python's
    /// `Pickler.reducer_override`.
    ///
    /// `reduce` writes the value as one Python value, or writes nothing and gives nothing. It is asked after
    /// [`Pickler::persistent_id`] and before [`Pickler::dispatch_table`], about all values that [`Pickle::as_any`]
    /// shows except, as in CPython, those that stand for None, bool, int, float, bytes, str, dict, frozenset, list and
    /// tuple.
    ///
    /// ```
    /// use pickle_core::{Pickle, Pickler, loads};
    ///
    /// #[derive(Pickle)]
    /// #[pickle(module = "shop")]
    /// struct Cached {
    ///     file: String,
    ///     is_stale: bool,
    /// }
    ///
    /// // Not by the type alone, as a dispatch table would.
    /// let pickler = Pickler::new().reducer_override(|value, writer| {
    ///     let cached = value.downcast_ref::<Cached>()?;
    ///     cached.is_stale.then(|| writer.none())
    /// });
    /// let bytes = pickler.dumps(&Cached { file: "a".to_owned(), is_stale: true })?;
    /// loads::<()>(&bytes)?;
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// Source: the manual's "Custom Reduction for Types, Functions, and Other Objects".
    #[must_use]
    pub fn reducer_override(
        mut self,
        reduce: impl Fn(&dyn Any, &mut Writer<'_>) -> Option<Result<()>> + Send + Sync + 'static,
    ) -> Pickler {
        self.options.hooks.reducer_override = Some(Arc::new(reduce));
        self
    }

    /// A table of its own for this Pickler, in place of the process-wide one: see [`DispatchTable`].
    #[must_use]
    pub fn dispatch_table(mut self, table: DispatchTable) -> Pickler {
        self.options.hooks.dispatch_table = Some(Arc::new(table));
        self
    }
}
