//! Two versions of classes: what is different, and what that does to the pickles that go from one to the other.
//!
//! A comparison goes both ways. [`Level::ReadOld`] is new code that loads old pickles, [`Level::WriteOld`] is old code
//! that loads new ones; each [`Effect`] is said for Python and for the Rust that is generated from the schema.
//!
//! ```text
//! old Record -> wire (what stands in the pickle) -> in_python, in_rust (what the new Record makes of it) -> Finding
//! ```
//!
//! ```
//! use pickle_codegen::compare::{Effect, Level, Reader, compare};
//! use pickle_codegen::{Options, Sources, read_schema};
//!
//! let schema = |source| read_schema(&Sources::of("shop.py", "shop", source), &Options::default()).unwrap().schema;
//! let old = schema("from typing import NamedTuple\nclass Size(NamedTuple):\n    width: int\n    height: int\n");
//! let new = schema("from typing import NamedTuple\nclass Size(NamedTuple):\n    height: int\n    width: int\n");
//! let comparison = compare(&old, &new);
//!
//! let width = &comparison.findings[0];
//! assert_eq!(width.field.as_deref(), Some("width"));
//! assert_eq!(width.changes[0].to_string(), "position changed from 1 to 2");
//! assert_eq!(width.read_old.python, Effect::Wrong);
//! assert!(comparison.breaks(Level::ReadOld, Reader::Both));
//! ```

mod change;
mod effect;
mod finding;
mod level;

mod attributes;
mod classes;
mod direction;
mod fields;
mod members;
mod names;
mod records;

mod delivery;
mod in_python;
mod in_rust;
mod types;
mod wire;

mod advice;
mod json;
mod text;

use std::collections::BTreeMap;

use pickle_core::schema::{ClassName, Schema};

use crate::options::Options;
use crate::places::Places;

pub use self::change::Change;
pub use self::effect::{Effect, Effects};
pub use self::finding::{Comparison, Finding};
pub use self::level::{Level, Reader};

/// What is different in the schema `new`, and what that does to pickles.
///
/// [`Comparing`] can be told what has another name.
pub fn compare(old: &Schema, new: &Schema) -> Comparison {
    Comparing::new().compare(old, new)
}

/// A comparison that knows about names.
#[derive(Debug, Clone, Default)]
pub struct Comparing {
    renames: Renames,
    known_to_old: BTreeMap<ClassName, ClassName>,
    known_to_new: BTreeMap<ClassName, ClassName>,
    options: Options,
    places: Places,
}

/// What has another name in the new version.
#[derive(Debug, Clone, Default)]
struct Renames {
    classes: BTreeMap<ClassName, ClassName>,
    fields: BTreeMap<ClassName, BTreeMap<String, String>>,
}

impl Comparing {
    /// A comparison by names alone.
    pub fn new() -> Comparing {
        Comparing::default()
    }

    /// The old class `from` is the new class `to`.
    #[must_use]
    pub fn renamed_class(mut self, from: ClassName, to: ClassName) -> Comparing {
        self.renames.classes.insert(from, to);
        self
    }

    /// The field `from` of the old class `class` is called `to` now.
    ///
    /// ```
    /// use pickle_codegen::compare::{Comparing, Effect, compare};
    /// use pickle_codegen::{Options, Sources, read_schema};
    /// use pickle_core::schema::ClassName;
    ///
    /// let schema = |source| read_schema(&Sources::of("shop.py", "shop", source), &Options::default()).unwrap().schema;
    /// let old = schema("from typing import NamedTuple\nclass Price(NamedTuple):\n    amount: int\n");
    /// let new = schema("from typing import NamedTuple\nclass Price(NamedTuple):\n    cents: int\n");
    ///
    /// // A named tuple has no names in its pickle.
    /// assert_eq!(compare(&old, &new).findings[0].worst(), Effect::Wrong);
    /// let comparing = Comparing::new().renamed_field(ClassName::new("shop", "Price"), "amount", "cents");
    /// assert_eq!(comparing.compare(&old, &new).findings[0].worst(), Effect::None);
    /// ```
    #[must_use]
    pub fn renamed_field(mut self, class: ClassName, from: impl Into<String>, to: impl Into<String>) -> Comparing {
        self.renames.fields.entry(class).or_default().insert(from.into(), to.into());
        self
    }

    /// Further names under which the old version's Python finds its classes, each with the class's own name.
    #[must_use]
    pub fn known_to_old(mut self, names: impl IntoIterator<Item = (ClassName, ClassName)>) -> Comparing {
        self.known_to_old.extend(names);
        self
    }

    /// Further names under which the new version's Python finds its classes, as an old name that was kept.
    #[must_use]
    pub fn known_to_new(mut self, names: impl IntoIterator<Item = (ClassName, ClassName)>) -> Comparing {
        self.known_to_new.extend(names);
        self
    }

    /// What the Rust of the new version is generated with: its attributes can have other names, layouts and defaults, and
    /// they may keep, drop or refuse what no field is for.
    ///
    /// ```
    /// use pickle_codegen::compare::{Comparing, Effect};
    /// use pickle_codegen::{AttributeRule, Options, Sources, read_schema};
    ///
    /// let schema = |source| read_schema(&Sources::of("shop.py", "shop", source), &Options::default()).unwrap().schema;
    /// let (old, new) = (schema("class Order:\n    id: int\n"), schema("class Order:\n    number: int\n"));
    /// let rule = AttributeRule::new("Order.number").unwrap().attribute("#[pickle(alias = \"id\")]").unwrap();
    ///
    /// let comparing = Comparing::new().options(Options::default().with_field_attributes(rule));
    /// let finding = &comparing.compare(&old, &new).findings[0];
    /// assert_eq!((finding.read_old.rust, finding.read_old.python), (Effect::None, Effect::Missing));
    /// ```
    #[must_use]
    pub fn options(mut self, options: Options) -> Comparing {
        self.options = options;
        self
    }

    /// Where the classes of the new version stand, so that each finding can say where it is.
    ///
    /// ```
    /// use pickle_codegen::compare::Comparing;
    /// use pickle_codegen::{Options, Sources, read_schema};
    ///
    /// let read = |source| read_schema(&Sources::of("shop.py", "shop", source), &Options::default()).unwrap();
    /// let (old, new) = (read("class Order:\n    id: int\n"), read("class Order:\n    id: str\n"));
    /// let comparison = Comparing::new().places(new.places).compare(&old.schema, &new.schema);
    ///
    /// assert_eq!(comparison.findings[0].place.as_ref().unwrap().line, 2);
    /// ```
    #[must_use]
    pub fn places(mut self, places: Places) -> Comparing {
        self.places = places;
        self
    }

    /// The old classes that are called otherwise now: somebody says so, or one of the versions knows both names.
    fn other_names(&self) -> BTreeMap<ClassName, ClassName> {
        let known_to_old = self.known_to_old.iter().map(|(new, old)| (old, new));
        let known = self.known_to_new.iter().chain(known_to_old).chain(&self.renames.classes);
        known.map(|(old, new)| (old.clone(), new.clone())).collect()
    }

    /// What is different in the schema `new`, and what that does to pickles.
    pub fn compare(&self, old: &Schema, new: &Schema) -> Comparison {
        Comparison { findings: classes::compare_schemas(old, new, self) }
    }
}
