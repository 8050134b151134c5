//! A class style without its type: what the tests do with the samples of every style.

use std::any::Any;
use std::fmt::Debug;
use std::rc::Rc;

use pickle_core::schema::Schema;
use pickle_core::{Graph, Pickle, Pickler, Protocol, Result, Unpickle, Unpickler, loads};

use crate::add_extensions;

/// The Rust side of a style of Python class.
#[derive(Debug)]
pub struct Style {
    /// The name of the Python module.
    pub name: &'static str,
    load: Load,
    load_by_graph: Load,
    load_by_stream: fn(&[u8]) -> Option<Box<dyn Samples>>,
    schema: fn() -> Schema,
}

type Load = fn(&[u8]) -> Result<Box<dyn Samples>>;

impl Style {
    const fn of<T>(name: &'static str) -> Style
    where
        T: Pickle + for<'de> Unpickle<'de> + PartialEq + Debug + 'static,
    {
        Style {
            name,
            load: |pickle| Ok(Box::new(loads::<Vec<Rc<T>>>(pickle)?)),
            load_by_graph: |pickle| Ok(Box::new(Graph::loads(pickle)?.load::<Vec<Rc<T>>>()?)),
            load_by_stream: |pickle| Some(Box::new(Unpickler::new().loads_by_stream::<Vec<Rc<T>>>(pickle)?)),
            schema: Schema::of::<T>,
        }
    }

    /// What the Rust types say of their classes.
    pub fn schema(&self) -> Schema {
        (self.schema)()
    }

    /// Loads a pickle of the style: its samples, and the first of them once more.
    ///
    /// # Errors
    ///
    /// As [`loads`].
    pub fn load(&self, pickle: &[u8]) -> Result<Box<dyn Samples>> {
        add_extensions();
        (self.load)(pickle)
    }

    /// The same through a graph, whatever the pickle.
    ///
    /// # Errors
    ///
    /// As [`loads`].
    pub fn load_by_graph(&self, pickle: &[u8]) -> Result<Box<dyn Samples>> {
        add_extensions();
        (self.load_by_graph)(pickle)
    }

    /// The same without a graph, or nothing where the stream leaves the pickle to one.
    pub fn load_by_stream(&self, pickle: &[u8]) -> Option<Box<dyn Samples>> {
        add_extensions();
        (self.load_by_stream)(pickle)
    }
}

/// The style of that name.
///
/// # Panics
///
/// When there is none.
pub fn style(name: &str) -> &'static Style {
    STYLES.iter().find(|style| style.name == name).unwrap_or_else(|| panic!("there is no Rust for the style {name}"))
}

/// What one pickle of a style holds.
pub trait Samples: Debug + Any {
    /// Dumps them.
    ///
    /// # Errors
    ///
    /// When the style has no pickle at this protocol.
    fn dump(&self, protocol: Protocol) -> Result<Vec<u8>>;

    /// Dumps them as CPython does, byte for byte.
    ///
    /// # Errors
    ///
    /// As [`Samples::dump`].
    fn dump_exact(&self, protocol: Protocol) -> Result<Vec<u8>>;

    /// For each sample the position of the first that is the same object.
    fn identities(&self) -> Vec<usize>;

    /// Whether the others are of the same type and have equal values.
    fn is_equal(&self, others: &dyn Samples) -> bool;

    /// Whether the first of them has the value of the first of the others.
    fn is_first_equal(&self, others: &dyn Samples) -> bool;
}

impl<T: Pickle + PartialEq + Debug + 'static> Samples for Vec<Rc<T>> {
    fn dump(&self, protocol: Protocol) -> Result<Vec<u8>> {
        Pickler::new().protocol(protocol).dumps(self)
    }

    fn dump_exact(&self, protocol: Protocol) -> Result<Vec<u8>> {
        Pickler::new().exact(true).protocol(protocol).dumps(self)
    }

    fn identities(&self) -> Vec<usize> {
        self.iter().filter_map(|sample| self.iter().position(|other| Rc::ptr_eq(sample, other))).collect()
    }

    fn is_equal(&self, others: &dyn Samples) -> bool {
        (others as &dyn Any).downcast_ref() == Some(self)
    }

    fn is_first_equal(&self, others: &dyn Samples) -> bool {
        (others as &dyn Any).downcast_ref().is_some_and(|others: &Self| others.first() == self.first())
    }
}

include!(concat!(env!("OUT_DIR"), "/styles.rs"));
