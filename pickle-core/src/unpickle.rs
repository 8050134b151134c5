//! The loading trait.

use crate::schema::{Describer, Type};
use crate::source::Run;
use crate::{Result, Source};

/// A Rust value that can be loaded from a pickle, borrowing from it for `'de`.
///
/// `#[derive(Pickle)]` implements it for structs and enums that stand for Python classes. Written by hand it takes the
/// one value at which the [`Source`] stands:
///
/// ```
/// use pickle_core::{Error, Result, Source, Unpickle, loads};
///
/// struct Celsius(f64);
///
/// impl<'de> Unpickle<'de> for Celsius {
///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
///         let degrees = source.float()?;
///         if degrees < -273.15 {
///             return Err(Error::custom("colder than absolute zero"));
///         }
///         Ok(Celsius(degrees))
///     }
/// }
///
/// assert_eq!(loads::<Celsius>(b"F21.5\n.")?.0, 21.5);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be loaded from a pickle",
    note = "add `#[derive(pickle_core::Pickle)]` with `#[pickle(module = \"..\")]` to it, or implement `Unpickle` by hand"
)]
pub trait Unpickle<'de>: Sized {
    /// Loads one value.
    ///
    /// # Errors
    ///
    /// When the pickle holds a value of another type or class, or one that `Self` cannot hold.
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self>;

    /// Loads one value into the variable of a field. What is written there at once is not moved any more.
    #[doc(hidden)]
    #[inline(always)]
    fn unpickle_field(source: &mut Source<'_, 'de>, variable: &mut Option<Self>) -> Result<()> {
        *variable = Some(Self::unpickle(source)?);
        Ok(())
    }

    /// Takes the items that come next, as far as a loop without function calls can; the others come one by one.
    #[doc(hidden)]
    #[inline(always)]
    fn unpickle_run(_run: Run<'_, '_, 'de>, _list: &mut Vec<Self>) {}

    /// The value of an attribute that an object lacks, for a type that can remember it.
    #[doc(hidden)]
    fn absent() -> Option<Self> {
        None
    }

    /// The Python type of the values, for a [`Schema`](crate::schema::Schema): any type, where nobody says it.
    ///
    /// It is part of loading, as only what is loaded is of one known type: what is dumped may be a `dyn Pickle`. Derived
    /// types and those of this crate have it; see [`Describer`] for one by hand.
    fn describe(_describer: &mut Describer) -> Type {
        Type::Any
    }
}
