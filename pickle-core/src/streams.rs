//! Several pickles in one stream, with the memo that Python's `Pickler` and `Unpickler` objects carry from one to the next.

mod list_items;
mod pickle_stream;
mod read_list_items;
mod session;
mod slice_stream;
mod unpickle_stream;
mod window;

pub use list_items::ListItems;
pub use pickle_stream::PickleStream;
pub use read_list_items::ReadListItems;
pub use slice_stream::{SliceItems, SliceStream};
pub use unpickle_stream::{Items, UnpickleStream};
