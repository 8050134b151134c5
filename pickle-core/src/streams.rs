//! Several pickles in one stream, with the memo that Python's `Pickler` and `Unpickler` objects carry from one to the next.

mod pickle_stream;
mod session;
mod slice_stream;
mod unpickle_stream;

pub use pickle_stream::PickleStream;
pub use slice_stream::{SliceItems, SliceStream};
pub use unpickle_stream::{Items, UnpickleStream};
