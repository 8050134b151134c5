//! `DispatchTable`: how to dump values of some Rust types, in place of their own `Pickle`.

use std::any::{Any, TypeId, type_name};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::{Result, Writer};

/// What a table holds for a type: it is given a value of that type only.
pub(crate) type Reducer = dyn Fn(&dyn Any, &mut Writer<'_>) -> Result<()> + Send + Sync;

/// Functions that dump the values of some Rust types in place of their own [`Pickle`](crate::Pickle): Python's
/// `Pickler.dispatch_table`.
///
/// A [`Pickler`](crate::Pickler) with a table of its own does not look into the process-wide one of
/// [`copyreg`](crate::copyreg), as in Python; [`copyreg::dispatch_table`](crate::copyreg::dispatch_table) gives a copy
/// to begin with.
///
/// ```
/// use pickle_core::{DispatchTable, Pickle, Pickler, Value, Graph};
///
/// #[derive(Pickle)]
/// #[pickle(module = "shop")]
/// struct Money {
///     cents: i64,
/// }
///
/// // Python: `p.dispatch_table[Money] = lambda money: (money_of, (money.cents,))`
/// let table = DispatchTable::new().register(|money: &Money, writer| {
///     writer.reduce("shop", "money_of", 1, |arguments| arguments.item(&money.cents))
/// });
/// let bytes = Pickler::new().dispatch_table(table).dumps(&vec![Money { cents: 5 }])?;
///
/// let graph = Graph::loads(&bytes)?;
/// let Value::List(items) = graph.root().value() else { panic!("not a list") };
/// let Value::Object(money) = items[0].value() else { panic!("not an object") };
/// assert_eq!(money.class_name().as_deref(), Some("shop.money_of"));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// Source: the sections "Dispatch Tables" and `Pickler.dispatch_table` of the manual.
#[derive(Clone, Default)]
pub struct DispatchTable(HashMap<TypeId, Entry>);

#[derive(Clone)]
struct Entry {
    type_name: &'static str,
    reduce: Arc<Reducer>,
}

impl DispatchTable {
    /// An empty table.
    pub fn new() -> DispatchTable {
        DispatchTable::default()
    }

    /// The same table with a function for the values of type `T`, in place of an earlier one.
    ///
    /// `reduce` writes the value as one Python value. To write it as if there were no table, it calls
    /// `value.pickle(writer)`; `writer.value(value)` would come back to the table.
    ///
    /// Only values that [`Pickle::as_any`](crate::Pickle::as_any) shows can be found in a table.
    #[must_use]
    pub fn register<T: Any>(
        mut self,
        reduce: impl Fn(&T, &mut Writer<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        let reduce = move |value: &dyn Any, writer: &mut Writer<'_>| match value.downcast_ref::<T>() {
            Some(value) => reduce(value, writer),
            None => Ok(()),
        };
        self.0.insert(TypeId::of::<T>(), Entry { type_name: type_name::<T>(), reduce: Arc::new(reduce) });
        self
    }

    /// The same table without a function for the values of type `T`.
    #[must_use]
    pub fn unregister<T: Any>(mut self) -> Self {
        self.0.remove(&TypeId::of::<T>());
        self
    }

    /// Whether there is a function for the values of type `T`.
    pub fn contains<T: Any>(&self) -> bool {
        self.0.contains_key(&TypeId::of::<T>())
    }

    /// Whether there is none for any type.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn find(&self, value: &dyn Any) -> Option<Arc<Reducer>> {
        self.0.get(&value.type_id()).map(|entry| Arc::clone(&entry.reduce))
    }
}

impl fmt::Debug for DispatchTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&str> = self.0.values().map(|entry| entry.type_name).collect();
        names.sort_unstable();
        f.write_str("DispatchTable ")?;
        f.debug_list().entries(names).finish()
    }
}
