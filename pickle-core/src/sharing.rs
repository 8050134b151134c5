//! What becomes of an object that several places share, where the Rust types own their values: `OnShared` and the
//! report of what was copied.

use std::collections::HashMap;
use std::fmt;
use std::io;

use crate::error::{Count, PathSegment, write_path};
use crate::graph::Graph;
use crate::{Result, Unpickle, Unpickler};

/// What [`Unpickler::on_shared`] does about a mutable object that several places of a value share, where the Rust types
/// would hold a copy each.
///
/// Python has one object then, and a change at one place shows at the others. `Rc` and `Arc` keep that; other types own
/// their values. This is about lists, dicts, sets, bytearrays and instances. Values that never change, such as texts,
/// numbers, dates and members of enums, can be copied without a difference, and so can tuples and named tuples, but what
/// is in them counts. What an [`Any`](crate::Any) holds is shared inside of it, and copied where it is also elsewhere.
///
/// ```
/// use std::rc::Rc;
/// use pickle_core::{OnShared, Unpickler};
///
/// // Python: `line = ['x']; [line, line]`
/// let pickle = b"(lp0\n(lp1\nVx\naag1\na.";
/// let unpickler = Unpickler::new().on_shared(OnShared::Error);
/// let error = unpickler.loads::<Vec<Vec<String>>>(pickle).unwrap_err();
/// assert!(error.to_string().starts_with("[1]: the list is also at [0]"));
/// assert!(unpickler.loads::<Vec<Rc<Vec<String>>>>(pickle).is_ok());
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnShared {
    /// Each place gets a copy, and dumping writes as many objects: the default.
    #[default]
    Copy,
    /// An error that names both places: [`ErrorKind::Shared`](crate::ErrorKind::Shared).
    Error,
}

/// The objects that a load copied, since Python's sharing is more than the Rust types can hold; see [`OnShared`].
///
/// Made by [`Unpickler::loads_with_report`]. Parts of an object that is copied are copied with it and not listed again.
///
/// ```
/// use pickle_core::Unpickler;
///
/// // Python: `line = ['x']; [line, line, line]`
/// let pickle = b"(lp0\n(lp1\nVx\naag1\nag1\na.";
/// let (_, report) = Unpickler::new().loads_with_report::<Vec<Vec<String>>>(pickle)?;
/// let copied = &report.copied()[0];
/// assert_eq!((copied.what(), copied.offset(), copied.copies()), ("list", 6, 2));
/// assert_eq!(copied.first().to_string(), "[0]");
/// assert_eq!(report.to_string(), "1 shared object was copied:\nlist (at byte 6) of [0] to [1], [2]\n");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct SharingReport {
    copied: Vec<Copied>,
    /// Where each object is in `copied`, by the number that the load has for it.
    positions: HashMap<u32, usize>,
    /// How many objects were copied.
    objects: usize,
}

/// An object that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    what: String,
    offset: u64,
    first: ValuePath,
    further: Vec<ValuePath>,
    copies: u64,
}

/// The way from the top of a value to one of its parts: `orders[3].customer`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuePath {
    segments: Vec<PathSegment>,
    is_earlier: bool,
}

impl SharingReport {
    /// How many objects are listed at the most.
    pub const MOST_OBJECTS: usize = 100;
    /// How many further places of each object are listed at the most.
    pub const MOST_PLACES: usize = 10;

    /// Whether nothing was copied.
    pub fn is_empty(&self) -> bool {
        self.objects == 0
    }

    /// How many objects were copied, those included that are not listed.
    pub fn objects(&self) -> usize {
        self.objects
    }

    /// The first [`MOST_OBJECTS`](SharingReport::MOST_OBJECTS) of the objects that were copied, in the order in which
    /// their first copies were made.
    pub fn copied(&self) -> &[Copied] {
        &self.copied
    }

    /// Adds a place to which the object with this number was copied; `of` is what it is, its byte and its first place.
    pub(crate) fn add(
        &mut self,
        number: u32,
        of: impl FnOnce() -> (String, u64, ValuePath),
        place: impl FnOnce() -> ValuePath,
    ) {
        let next = self.objects;
        let position = *self.positions.entry(number).or_insert(next);
        if position == next {
            self.objects += 1;
            if position < SharingReport::MOST_OBJECTS {
                let (what, offset, first) = of();
                self.copied.push(Copied { what, offset, first, further: Vec::new(), copies: 0 });
            }
        }
        if let Some(copied) = self.copied.get_mut(position) {
            copied.copies += 1;
            if copied.further.len() < SharingReport::MOST_PLACES {
                copied.further.push(place());
            }
        }
    }
}

impl Copied {
    /// What it is, as in errors: `list`, `shop.Customer object`.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The byte of the pickle at which it begins.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The place at which it was loaded first.
    pub fn first(&self) -> &ValuePath {
        &self.first
    }

    /// The first [`MOST_PLACES`](SharingReport::MOST_PLACES) of the further places, which got copies.
    pub fn further(&self) -> &[ValuePath] {
        &self.further
    }

    /// How many copies were made, those included whose places are not listed.
    pub fn copies(&self) -> u64 {
        self.copies
    }
}

impl ValuePath {
    pub(crate) fn new(segments: Vec<PathSegment>, is_earlier: bool) -> ValuePath {
        ValuePath { segments, is_earlier }
    }

    /// The steps, outermost first; none for the whole value. Of a path of more than 128 steps the first ones and the
    /// last one are kept.
    pub fn segments(&self) -> &[PathSegment] {
        &self.segments
    }

    /// Whether it is a place in the value of an earlier pickle of a stream.
    pub fn is_in_earlier_pickle(&self) -> bool {
        self.is_earlier
    }
}

/// As in errors.
impl fmt::Display for ValuePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.segments.is_empty() {
            true => f.write_str("the top")?,
            false => write_path(f, self.segments.iter())?,
        }
        f.write_str(if self.is_earlier { " of an earlier pickle" } else { "" })
    }
}

/// One line for each object.
impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: Vec<String> = self.further.iter().map(ValuePath::to_string).collect();
        write!(f, "{} (at byte {}) of {} to {}", self.what, self.offset, self.first, places.join(", "))?;
        match self.copies.saturating_sub(self.further.len() as u64) {
            0 => Ok(()),
            more => write!(f, " and {}", Count(more, "more place")),
        }
    }
}

/// A sentence, and a line for each object.
impl fmt::Display for SharingReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.objects == 1 { "was" } else { "were" };
        match self.objects {
            0 => return f.write_str("no shared object was copied\n"),
            objects => writeln!(f, "{} {verb} copied:", Count(objects as u64, "shared object"))?,
        }
        self.copied.iter().try_for_each(|copied| writeln!(f, "{copied}"))?;
        match self.objects.saturating_sub(self.copied.len()) {
            0 => Ok(()),
            more => writeln!(f, "and {more} more"),
        }
    }
}

impl<'de> Unpickler<'de> {
    /// What becomes of a mutable object that several places share, where Rust types would hold a copy each; they do by
    /// default.
    ///
    /// A stream looks at the values of its earlier pickles too, from the first load after this was asked for.
    #[must_use]
    pub fn on_shared(mut self, on_shared: OnShared) -> Self {
        self.on_shared = on_shared;
        self
    }

    /// As [`loads`](Unpickler::loads), with a report of the shared objects that were copied.
    ///
    /// ```
    /// use pickle_core::{Pickle, Unpickler};
    ///
    /// #[derive(Pickle)]
    /// #[pickle(module = "shop")]
    /// struct Order {
    ///     customer: Customer,
    /// }
    ///
    /// #[derive(Pickle)]
    /// #[pickle(module = "shop")]
    /// struct Customer {
    ///     name: String,
    /// }
    ///
    /// // Python: two orders of one customer
    /// let pickle = b"((ishop\nOrder\n(dVcustomer\n(ishop\nCustomer\np1\n(dVname\nVAnn\nsbsb(ishop\nOrder\n(dVcustomer\ng1\nsbl.";
    /// let (orders, report) = Unpickler::new().loads_with_report::<Vec<Order>>(pickle)?;
    /// assert_eq!(orders[0].customer.name, "Ann");
    /// assert_eq!(
    ///     report.to_string(),
    ///     "1 shared object was copied:\nshop.Customer object (at byte 27) of [0].customer to [1].customer\n"
    /// );
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`loads`](Unpickler::loads).
    pub fn loads_with_report<T: Unpickle<'de>>(&self, bytes: &'de [u8]) -> Result<(T, SharingReport)> {
        self.load_graph_with_report(&self.graph(bytes)?)
    }

    /// As [`load`](Unpickler::load), with a report of the shared objects that were copied.
    ///
    /// # Errors
    ///
    /// As [`load`](Unpickler::load).
    pub fn load_with_report<T: for<'any> Unpickle<'any>>(&self, reader: impl io::Read) -> Result<(T, SharingReport)> {
        let bytes = self.read_one(reader)?;
        self.shorter_lived().loads_with_report(&bytes)
    }

    /// As [`load_graph`](Unpickler::load_graph), with a report of the shared objects that were copied.
    ///
    /// # Errors
    ///
    /// As [`load_graph`](Unpickler::load_graph).
    pub fn load_graph_with_report<T: Unpickle<'de>>(&self, graph: &Graph<'de>) -> Result<(T, SharingReport)> {
        let mut source = self.source(graph, graph.root);
        source.watch_sharing(self.on_shared);
        let value = T::unpickle(&mut source)?;
        source.check_owners()?;
        Ok((value, source.sharing_report()))
    }
}
