//! The dumping trait.

use crate::impls::write_list;
use crate::{Result, Writer};

/// A Rust value that can be dumped as a pickle.
///
/// `#[derive(Pickle)]` implements it for structs and enums that stand for Python classes. Written by hand it says which
/// Python value stands for `self`, in one call of the [`Writer`]:
///
/// ```
/// use pickle_core::{Pickle, Result, Writer, dumps, loads};
///
/// struct Celsius(f64);
///
/// impl Pickle for Celsius {
///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
///         writer.float(self.0)
///     }
/// }
///
/// let bytes = dumps(&Celsius(21.5))?;
/// assert_eq!(loads::<f64>(&bytes)?, 21.5);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be dumped as a pickle",
    note = "add `#[derive(pickle_core::Pickle)]` with `#[pickle(module = \"..\")]` to it, or implement `Pickle` by hand"
)]
pub trait Pickle {
    /// Dumps `self` as one Python value.
    ///
    /// # Errors
    ///
    /// When the value has no pickle, or none at the writer's protocol.
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()>;

    /// Whether `self` is an attribute that its object lacks.
    #[doc(hidden)]
    fn is_absent(&self) -> bool {
        false
    }

    /// Dumps a slice of `Self`, so that a `[u8]` can be a `bytes`.
    #[doc(hidden)]
    fn pickle_slice(items: &[Self], writer: &mut Writer<'_>) -> Result<()>
    where
        Self: Sized,
    {
        write_list(items.len(), items, writer)
    }
}
