//! `Complex`: Python's `complex`.

use std::any::Any;
use std::fmt;

use crate::argument::float_repr;
use crate::graph::Node;
use crate::schema::described;
use crate::{Pickle, Protocol, Result, Source, Unpickle, Writer};

/// Python's `complex`: two floats.
///
/// ```
/// use pickle_core::pystd::Complex;
/// use pickle_core::{dumps, loads};
///
/// let number = Complex::new(1.5, -2.0);
/// assert_eq!(number.to_string(), "(1.5-2j)");
/// assert_eq!(loads::<Complex>(&dumps(&number)?)?, number);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Complex {
    /// The real part; Python's `real`.
    pub re: f64,
    /// The imaginary part; Python's `imag`.
    pub im: f64,
}

impl Complex {
    /// The number of a real and an imaginary part.
    pub const fn new(re: f64, im: f64) -> Complex {
        Complex { re, im }
    }

    /// Writes what a subclass is made of: the two parts, or the number itself below protocol 2.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        if writer.protocol() < Protocol::V2 {
            return self.pickle(writer);
        }
        let mut parts = writer.tuple(2)?;
        parts.item(&self.re)?;
        parts.item(&self.im)?;
        parts.end()
    }

    /// Takes what a subclass is made of.
    pub(super) fn read_arguments(source: &mut Source<'_, '_>) -> Result<Complex> {
        if source.is_stream() {
            return source.in_graph(Complex::read_arguments);
        }
        let (graph, id) = source.position();
        match graph.node(id) {
            Node::Tuple(_) => <(f64, f64)>::unpickle(source).map(|(re, im)| Complex { re, im }),
            _ => Complex::unpickle(source),
        }
    }
}

/// A real number.
impl From<f64> for Complex {
    fn from(re: f64) -> Complex {
        Complex { re, im: 0.0 }
    }
}

impl Pickle for Complex {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.complex(self.re, self.im)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Complex {
    described!(Type::Standard(StandardClass::Complex));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let (re, im) = source.complex()?;
        Ok(Complex { re, im })
    }
}

/// `(1.5-2j)`, or `2j` where there is no real part; Python's `str` of it.
impl fmt::Display for Complex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let imaginary = text_of(self.im);
        if self.re == 0.0 && self.re.is_sign_positive() {
            return write!(f, "{imaginary}j");
        }
        let sign = if imaginary.starts_with('-') { "" } else { "+" };
        write!(f, "({}{sign}{imaginary}j)", text_of(self.re))
    }
}

/// A part as Python shows it: `2` for 2.0.
fn text_of(part: f64) -> String {
    let text = float_repr(part);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
