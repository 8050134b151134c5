//! The data of the benchmarks: types, and values that are the same on every machine.
//!
//! A type has both derives, `Pickle` and serde's, so that every format loads into the same struct. Where that would cost
//! serde more than it has to, as with dates, there is a plain twin with what is cheapest for it.

mod random;
mod users;
mod orders;
mod calendar;
mod plain_orders;
mod numbers;
mod texts;
mod blobs;
mod events;

pub use blobs::blobs;
pub use events::{Event, EventRef, event};
pub use numbers::{floats, ints};
pub use orders::{Customer, LineItem, Order, orders};
pub use plain_orders::{PlainLineItem, PlainOrder};
pub use texts::texts;
pub use users::{User, UserRef, users};
