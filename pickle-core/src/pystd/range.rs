//! `Range` and `Slice`: Python's `range` and `slice`.

use std::fmt;

use super::call::{argument, call_arguments, call_class, content_of};
use crate::class::Class;
use crate::schema::described;
use crate::{Any, Error, Int, Pickle, Result, Source, Unpickle, Writer};

/// Python's `range`, and Python 2's `xrange`.
///
/// Python takes ranges of the same numbers for equal; equality here is that of start, stop and step.
///
/// ```
/// use pickle_core::pystd::Range;
/// use pickle_core::{dumps, loads};
///
/// let odd = Range::new(1, 10, 2)?;
/// assert_eq!(odd.to_string(), "range(1, 10, 2)");
/// assert_eq!(loads::<Range>(&dumps(&odd)?)?, odd);
/// assert_eq!(Range::from(0..3).to_string(), "range(0, 3)");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Range {
    start: Int,
    stop: Int,
    step: Int,
}

/// Python's `slice`: three values, mostly ints or `None`.
///
/// ```
/// use pickle_core::pystd::Slice;
/// use pickle_core::{Any, dumps, loads};
///
/// // Python: `slice(1, None, None)`
/// let slice = Slice { start: Any::from(1), ..Slice::default() };
/// assert_eq!(loads::<Slice>(&dumps(&slice)?)?, slice);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Slice {
    /// Where it starts.
    pub start: Any,
    /// Where it stops.
    pub stop: Any,
    /// How far it steps.
    pub step: Any,
}

pub(super) static RANGE: Class =
    call_class("builtins", "range", &[argument("start"), argument("stop"), argument("step")]);
pub(super) static SLICE: Class =
    call_class("builtins", "slice", &[argument("start"), argument("stop"), argument("step")]);

impl Range {
    /// The numbers from `start` on in steps, as far as `stop`, which is left out.
    ///
    /// # Errors
    ///
    /// When the step is zero.
    pub fn new(start: impl Into<Int>, stop: impl Into<Int>, step: impl Into<Int>) -> Result<Range> {
        let step = step.into();
        if step == Int::ZERO {
            return Err(Error::out_of_range("Range", "the step is 0"));
        }
        Ok(Range { start: start.into(), stop: stop.into(), step })
    }

    /// The first number, if there is one.
    pub fn start(&self) -> &Int {
        &self.start
    }

    /// The end, which is no number of the range.
    pub fn stop(&self) -> &Int {
        &self.stop
    }

    /// The distance between two numbers; never zero.
    pub fn step(&self) -> &Int {
        &self.step
    }
}

impl From<std::ops::Range<i64>> for Range {
    fn from(range: std::ops::Range<i64>) -> Range {
        Range { start: range.start.into(), stop: range.end.into(), step: Int::from(1) }
    }
}

impl Pickle for Range {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let parts = [&self.start, &self.stop, &self.step];
        writer.immutable("builtins.range", &content_of(&parts), |writer| {
            writer.reduce("builtins", "range", parts.len(), |arguments| {
                parts.into_iter().try_for_each(|part| arguments.item(part))
            })
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Range {
    described!(Type::Standard(StandardClass::Range));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let offset = source.offset();
        let numbers = call_arguments(source, &RANGE, Source::int)?;
        let range = match <[Int; 3]>::try_from(numbers) {
            Ok([start, stop, step]) => Range::new(start, stop, step),
            Err(numbers) => match numbers.as_slice() {
                [stop] => Range::new(0, stop.clone(), 1),
                [start, stop] => Range::new(start.clone(), stop.clone(), 1),
                _ => Err(Error::mismatch("range made from one to three ints", "no arguments")),
            },
        };
        range.map_err(|error| error.at_offset(offset))
    }
}

/// `range(1, 10, 2)`, Python's `repr` of it.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "range({}, {}", self.start, self.stop)?;
        match self.step == 1_i64 {
            true => f.write_str(")"),
            false => write!(f, ", {})", self.step),
        }
    }
}

impl Pickle for Slice {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.reduce("builtins", "slice", 3, |arguments| {
            [&self.start, &self.stop, &self.step].into_iter().try_for_each(|part| arguments.item(part))
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Slice {
    described!(Type::Standard(StandardClass::Slice));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let offset = source.offset();
        let mut parts = call_arguments(source, &SLICE, Source::any)?.into_iter();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(stop), None, _) => Ok(Slice { stop, ..Slice::default() }),
            (Some(start), Some(stop), step) => Ok(Slice { start, stop, step: step.unwrap_or_default() }),
            (None, ..) => Err(Error::mismatch("slice made from one to three values", "no arguments").at_offset(offset)),
        }
    }
}
