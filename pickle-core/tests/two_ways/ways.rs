//! Holding the stream to its rule: whatever it loads, the graph loads as the very same value.

use std::fmt::Debug;

use pickle_core::{Pickle, Pickler, Protocol, Unpickle, Unpickler};

/// What the stream did with a pickle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// It loaded the pickle, as the graph does.
    Streamed,
    /// It left the pickle to the graph.
    GaveWay,
}

/// A way of loading that is held against the other: with these settings, this pickle.
pub(crate) type Hold = for<'de> fn(&Unpickler<'de>, &'de [u8]) -> Result<Way, String>;

/// Loads a pickle both ways. The values have to look the same, and dump as the same objects.
pub(crate) fn hold<'de, T: Unpickle<'de> + Pickle + Debug>(
    unpickler: &Unpickler<'de>,
    pickle: &'de [u8],
) -> Result<Way, String> {
    hold_by(unpickler, pickle, |value: &T| format!("{value:?} dumped as {:?}", dumped(value)))
}

/// The same for a type that is only loaded.
pub(crate) fn hold_by<'de, T: Unpickle<'de>>(
    unpickler: &Unpickler<'de>,
    pickle: &'de [u8],
    show: impl Fn(&T) -> String,
) -> Result<Way, String> {
    let Some(streamed) = unpickler.loads_by_stream::<T>(pickle) else { return Ok(Way::GaveWay) };
    let streamed = show(&streamed);
    let loaded = unpickler.graph(pickle).and_then(|graph| unpickler.load_graph::<T>(&graph));
    let loaded = loaded.map_or_else(|error| format!("the error: {error}"), |value| show(&value));
    if streamed == loaded { Ok(Way::Streamed) } else { Err(format!("the stream gives {streamed}\nthe graph {loaded}")) }
}

fn dumped<T: Pickle>(value: &T) -> String {
    match Pickler::new().protocol(Protocol::V5).dumps(value) {
        Ok(pickle) => pickle.escape_ascii().to_string(),
        Err(error) => error.to_string(),
    }
}
