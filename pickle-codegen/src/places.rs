//! Where the classes of a schema stand in the Python that they were read from.

use std::ops::Range;

use pickle_core::schema::ClassName;

use crate::diagnostics::Place;
use crate::from_python::Origins;
use crate::source_map::SourceMap;

/// Where the classes of a schema and their fields stand in the Python that they were read from.
///
/// ```
/// use pickle_codegen::{Options, Sources, read_schema};
/// use pickle_core::schema::ClassName;
///
/// let sources = Sources::of("shop.py", "shop", "class Order:\n    id: int\n");
/// let places = read_schema(&sources, &Options::default()).unwrap().places;
///
/// let order = ClassName::new("shop", "Order");
/// assert_eq!(places.class(&order).unwrap().line, 1);
/// assert_eq!(places.field(&order, "id").unwrap().line, 2);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Places {
    map: SourceMap,
    origins: Origins,
}

impl Places {
    pub(crate) fn new(map: SourceMap, origins: Origins) -> Places {
        Places { map, origins }
    }

    /// Where the name of a class stands; nothing for one that is in no Python that was read.
    pub fn class(&self, class: &ClassName) -> Option<Place> {
        self.place(self.origins.class(class)?)
    }

    /// Where a field is declared, by its name in the pickle; that may be in a base class.
    pub fn field(&self, class: &ClassName, field: &str) -> Option<Place> {
        self.place(self.origins.field(class, field)?)
    }

    fn place(&self, span: Range<usize>) -> Option<Place> {
        self.map.locate(&span).map(|part| Place::of(&part))
    }
}
