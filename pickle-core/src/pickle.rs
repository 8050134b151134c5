//! The dumping trait.

use std::any::Any;

use crate::{FieldsWriter, Result, Writer};

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

    /// The value as one whose Rust type can be asked for, so that the hooks of a [`Pickler`](crate::Pickler) find it:
    /// [`persistent_id`](crate::Pickler::persistent_id), [`reducer_override`](crate::Pickler::reducer_override) and
    /// [`dispatch_table`](crate::Pickler::dispatch_table).
    ///
    /// It is `Some(self)` for derived types and for the types of this crate, as long as they borrow nothing and have no
    /// type parameters (or only such as are `'static` by their bounds). Pointers, `Option`, containers and `str` show
    /// nothing: what they hold is asked about. A type with a `pickle` by hand shows itself when it says so:
    ///
    /// ```
    /// use std::any::Any;
    /// use pickle_core::{Pickle, Result, Writer};
    ///
    /// struct Photo(Vec<u8>);
    ///
    /// impl Pickle for Photo {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.bytes(&self.0)
    ///     }
    ///
    ///     fn as_any(&self) -> Option<&dyn Any> {
    ///         Some(self)
    ///     }
    /// }
    /// ```
    fn as_any(&self) -> Option<&dyn Any> {
        None
    }

    /// [`Writer::value`] of `self`, as derived types say it.
    #[doc(hidden)]
    #[inline(always)]
    fn pickle_value(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.value(self)
    }

    /// Dumps `self` as the value of an attribute, behind its name.
    #[doc(hidden)]
    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        fields.value(index, self, Self::pickle_value)
    }

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
        writer.list_of(items)
    }

    /// Dumps the items of a list one after another, so that numbers can be written in a tight loop. The first item has
    /// this index.
    #[doc(hidden)]
    fn pickle_items(items: &[Self], first: usize, writer: &mut Writer<'_>) -> Result<()>
    where
        Self: Sized,
    {
        writer.items(items, first)
    }
}
