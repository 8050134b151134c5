//! What Python's module `copyreg` keeps for the whole process: a dispatch table and the extension registry.
//!
//! Libraries should prefer the options of one [`Pickler`](crate::Pickler) and [`Unpickler`](crate::Unpickler): what is
//! registered here holds for every pickle of the program, those of other libraries included. A dump or load that has
//! begun does not see what is registered while it runs.
//!
//! Source: `copyreg` of the library manual; PEP 307, "The extension registry".

use std::any::Any;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::{DispatchTable, ExtensionRegistry, Result, Writer};

static DISPATCH_TABLE: Shared<DispatchTable> = Shared(OnceLock::new());
static EXTENSIONS: Shared<ExtensionRegistry> = Shared(OnceLock::new());

/// A value of the process of which every reader takes a snapshot.
struct Shared<T>(OnceLock<RwLock<Arc<T>>>);

impl<T: Clone + Default> Shared<T> {
    /// The value, or nothing when it was never changed.
    fn snapshot(&self) -> Option<Arc<T>> {
        // A change replaces the value whole, so one that panicked has left nothing behind.
        let value = self.0.get()?.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&value))
    }

    fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let lock = self.0.get_or_init(RwLock::default);
        change(Arc::make_mut(&mut lock.write().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// Lets every [`Pickler`](crate::Pickler) without a table of its own dump the values of type `T` with this function:
/// Python's `copyreg.pickle`.
///
/// See [`DispatchTable::register`].
///
/// ```
/// use pickle_core::{copyreg, dumps, loads, Pickle};
///
/// #[derive(Pickle)]
/// #[pickle(module = "shop")]
/// struct Percent {
///     value: f64,
/// }
///
/// copyreg::pickle(|percent: &Percent, writer| writer.float(percent.value / 100.0));
/// assert_eq!(loads::<f64>(&dumps(&Percent { value: 19.0 })?)?, 0.19);
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub fn pickle<T: Any>(reduce: impl Fn(&T, &mut Writer<'_>) -> Result<()> + Send + Sync + 'static) {
    DISPATCH_TABLE.change(|table| *table = std::mem::take(table).register(reduce));
}

/// A copy of the process-wide table, to make a private one of: Python's `copyreg.dispatch_table.copy()`.
///
/// ```
/// use pickle_core::{Pickler, copyreg, loads};
///
/// let table = copyreg::dispatch_table().register(|text: &String, writer| writer.str(&text.to_uppercase()));
/// let bytes = Pickler::new().dispatch_table(table).dumps(&"quiet".to_owned())?;
/// assert_eq!(loads::<String>(&bytes)?, "QUIET");
/// # Ok::<(), pickle_core::Error>(())
/// ```
pub fn dispatch_table() -> DispatchTable {
    DISPATCH_TABLE.snapshot().map_or_else(DispatchTable::new, |table| (*table).clone())
}

/// Gives a global its number for the whole process: Python's `copyreg.add_extension`.
///
/// ```
/// use pickle_core::{Graph, Value, copyreg};
///
/// copyreg::add_extension("warehouse", "Shelf", 0xf00d)?;
/// let graph = Graph::loads(b"\x80\x02\x83\x0d\xf0.")?;
/// let Value::Global(class) = graph.root().value() else { panic!("not a global") };
/// assert_eq!((&*class.module, &*class.name), ("warehouse", "Shelf"));
/// copyreg::remove_extension("warehouse", "Shelf", 0xf00d)?;
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// As [`ExtensionRegistry::add`].
pub fn add_extension(module: &str, name: &str, code: i32) -> Result<()> {
    EXTENSIONS.change(|registry| registry.add(module, name, code))
}

/// Takes the number from a global for the whole process: Python's `copyreg.remove_extension`.
///
/// # Errors
///
/// As [`ExtensionRegistry::remove`].
pub fn remove_extension(module: &str, name: &str, code: i32) -> Result<()> {
    EXTENSIONS.change(|registry| registry.remove(module, name, code))
}

/// Takes the numbers from all globals for the whole process.
pub fn clear_extensions() {
    EXTENSIONS.change(ExtensionRegistry::clear);
}

/// A copy of the process-wide registry.
pub fn extension_registry() -> ExtensionRegistry {
    EXTENSIONS.snapshot().map_or_else(ExtensionRegistry::new, |registry| (*registry).clone())
}

/// The table for a dump, when there is anything in it.
pub(crate) fn current_dispatch_table() -> Option<Arc<DispatchTable>> {
    DISPATCH_TABLE.snapshot().filter(|table| !table.is_empty())
}

/// The registry for a dump or a load, when there is anything in it.
pub(crate) fn current_extensions() -> Option<Arc<ExtensionRegistry>> {
    EXTENSIONS.snapshot().filter(|registry| !registry.is_empty())
}
