//! Python's pickle in Rust: every protocol, class instances as typed structs, both ways.
//!
//! * [`loads`] and [`load`] turn a pickle into a Rust value, [`dumps`] and [`dump`] a Rust value into a pickle;
//!   [`Unpickler`] and [`Pickler`] are the same with options.
//! * `#[derive(Pickle)]` makes a struct or enum the equal of a Python class. `pickle-codegen models.py` writes such types
//!   from the Python source.
//! * [`Graph`] reads any pickle without types, [`Any`] holds a value of any Python type.
//! * [`manual`] goes through Python's manual of pickle, with a snippet for each capability.
//!
//! Reading a pickle never runs code: a class or function in it is only a name.
//!
//! ```
//! use pickle_core::{Pickle, dumps, loads};
//!
//! #[derive(Debug, PartialEq, Pickle)]
//! #[pickle(module = "shop.models")]
//! struct Customer {
//!     name: String,
//!     orders: Vec<i64>,
//! }
//!
//! let ada = Customer { name: "Ada".to_owned(), orders: vec![1, 2] };
//! let pickle = dumps(&ada)?;
//! assert_eq!(loads::<Customer>(&pickle)?, ada);
//! # Ok::<(), pickle_core::Error>(())
//! ```

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

mod error;
pub mod opcode;
mod argument;
mod input;
mod held_bytes;
mod protocol;
mod limits;
mod memory_ahead;
mod int;
mod names;
mod graph;
mod graph_view;
mod graph_effects;
mod graph_making;
mod graph_copy;
mod graph_hash;
mod graph_buffer;
mod object;
mod singleton_class;
mod keys;
mod reader;
mod scan;
mod class;
mod pydantic;
mod enum_class;
mod alternative;
mod persistent;
mod find_class;
mod encoding;
mod stream;
mod source;
mod sharing;
#[doc(hidden)]
pub mod flatten;
mod unpickle;
mod unpickler;
mod utf8;
mod writer;
mod pickle;
mod dispatch_table;
mod extensions;
pub mod copyreg;
mod hooks;
mod buffer;
mod pickler;
mod pickler_buffers;
mod streams;
mod types;
mod py_string;
mod maybe;
mod any;
mod contents;
mod impls;
pub mod pystd;
pub mod schema;
pub mod pickletools;
pub mod manual;

pub use alternative::{Alternative, Match};
pub use any::{Any, Attributes};
pub use buffer::{IntoPlacement, PickleBuffer, Placement};
pub use class::{Class, Field, Instance, Layout, PickleClass, Place, ValueBase};
pub use contents::{ObjectArguments, ObjectEntries, ObjectItems};
pub use dispatch_table::DispatchTable;
pub use encoding::{Encoding, Errors, OtherEncoding};
pub use enum_class::{EnumClass, FlagClass, FlagMember, Member, MemberValue, PickleEnum, PickleFlag, WrittenBy};
pub use error::{Error, ErrorKind, PathSegment, Result};
pub use extensions::ExtensionRegistry;
pub use find_class::Globals;
pub use graph::{Global, Graph, NodeId};
pub use graph_buffer::GraphBuffer;
pub use graph_effects::ObjectEffect;
pub use graph_making::ObjectMaking;
pub use graph_view::{NodeRef, ObjectRef, Value};
pub use indexmap::{IndexMap, IndexSet};
pub use int::Int;
pub use limits::Limits;
pub use maybe::Maybe;
pub use persistent::Persistent;
pub use pickle::Pickle;
#[cfg(feature = "derive")]
pub use pickle_derive::Pickle;
pub use pickler::{Pickler, dump, dumps};
pub use pickler_buffers::PicklerWithBuffers;
pub use protocol::{DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, Protocol};
pub use py_string::PyString;
pub use sharing::{Copied, OnShared, SharingReport, ValuePath};
pub use source::{DictReader, ItemReader, Kind, ObjectReader, Part, Source};
pub use streams::{Items, ListItems, PickleStream, ReadListItems, SliceItems, SliceStream, UnpickleStream};
pub use types::{ByteArray, Bytes, FrozenSet, Tuple};
pub use unpickle::Unpickle;
pub use unpickler::{Unpickler, load, loads};
#[doc(hidden)]
pub use writer::FieldsWriter;
pub use writer::{DictWriter, ListWriter, ObjectWriter, Writer};
