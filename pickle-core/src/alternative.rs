//! `Alternative`: a type that can be one of several in a union, which the kind of the pickle's value chooses from.

use crate::source::Kind;

/// A Rust type that can be an alternative of a union: `#[pickle(union)]` on an enum.
///
/// The alternative of a value is chosen by the [`Kind`] of the value, before any of them is loaded. All types of this
/// crate and all derived types implement the trait; one with an [`Unpickle`](crate::Unpickle) by hand says which kinds it
/// takes:
///
/// ```
/// use pickle_core::{Alternative, Kind, Match, Pickle, Result, Source, Unpickle, Writer, loads};
///
/// #[derive(Debug, PartialEq)]
/// struct Celsius(f64);
///
/// impl Alternative for Celsius {
///     fn matches(kind: &Kind<'_>) -> Match {
///         f64::matches(kind)
///     }
/// }
///
/// # impl Pickle for Celsius {
/// #     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
/// #         writer.float(self.0)
/// #     }
/// # }
/// impl<'de> Unpickle<'de> for Celsius {
///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
///         source.float().map(Celsius)
///     }
/// }
///
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(union)]
/// enum Reading {
///     Degrees(Celsius),
///     Remark(String),
/// }
///
/// assert_eq!(loads::<Reading>(b"F21.5\n.")?, Reading::Degrees(Celsius(21.5)));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an alternative of a union",
    label = "the kinds of values that it takes are not known",
    note = "implement `pickle_core::Alternative` for it, or mark the variant `#[pickle(other)]`"
)]
pub trait Alternative {
    /// How far a value of this kind is one of `Self`.
    fn matches(kind: &Kind<'_>) -> Match;

    /// What `Self` is in the words of an error, Python's where it has them: `int`, `shop.models.Order`.
    fn expected() -> String {
        std::any::type_name::<Self>().to_owned()
    }
}

/// How far a value of some [`Kind`] is one of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// It is none, and cannot be loaded as one.
    No,
    /// It can be loaded as one, though it is of another type in Python, such as an `int` as an `f64`, or though only
    /// some values of the kind can.
    Loosely,
    /// It is one.
    Exactly,
}

impl Match {
    /// The position of the alternative that takes the value: the first that matches exactly, else the first that matches
    /// loosely.
    ///
    /// ```
    /// use pickle_core::{Alternative, Kind, Match};
    ///
    /// let matches = [f64::matches(&Kind::Int), i64::matches(&Kind::Int)];
    /// assert_eq!(matches, [Match::Loosely, Match::Exactly]);
    /// assert_eq!(Match::best(&matches), Some(1));
    /// ```
    pub fn best(matches: &[Match]) -> Option<usize> {
        let first = |wanted| matches.iter().position(|&found| found == wanted);
        first(Match::Exactly).or_else(|| first(Match::Loosely))
    }

    /// How far a union takes a value, given how far its alternatives do and the least that it does.
    #[doc(hidden)]
    pub fn of_union(least: Match, matches: &[Match]) -> Match {
        matches.iter().copied().fold(least, Match::max)
    }
}
