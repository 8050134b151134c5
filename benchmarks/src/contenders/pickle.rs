//! pickle-core.

use std::cell::RefCell;
use std::hint::black_box;

use anyhow::{Result, ensure};
use pickle_core::pickletools::genops;
use pickle_core::{Graph, Pickle, Pickler, Protocol, Unpickle, loads};

use crate::lineup::Lineup;
use crate::name::{Format, Name, Way};

/// The pickles of a value, by protocol.
pub(crate) struct Pickles {
    pub(crate) protocol_2: Vec<u8>,
    pub(crate) protocol_4: Vec<u8>,
}

impl Pickles {
    /// Our own, for a machine without a Python.
    pub(crate) fn of(value: &impl Pickle) -> Result<Pickles> {
        Ok(Pickles {
            protocol_2: Pickler::new().protocol(Protocol::V2).dumps(value)?,
            protocol_4: Pickler::new().dumps(value)?,
        })
    }
}

const fn name(way: Way) -> Name {
    Name(Format::PickleCore, way)
}

/// Enters what every workload has: owned loads and dumps at two protocols, and the graph.
pub(crate) fn enter<'a, T>(lineup: &mut Lineup<'a>, value: &'a T, pickles: &'a Pickles) -> Result<()>
where
    T: Pickle + for<'de> Unpickle<'de> + PartialEq + 'a,
{
    enter_load::<T, T>(lineup, Way::Plain, value, &pickles.protocol_4)?;
    enter_load::<T, T>(lineup, Way::Protocol2, value, &pickles.protocol_2)?;
    enter_graph(lineup, value, &pickles.protocol_4)?;
    enter_dump(lineup, Way::Plain, value, Pickler::new())?;
    enter_dump(lineup, Way::Protocol2, value, Pickler::new().protocol(Protocol::V2))
}

/// Enters a typed load.
pub(crate) fn enter_load<'a, T, L>(lineup: &mut Lineup<'a>, way: Way, value: &'a T, pickle: &'a [u8]) -> Result<()>
where
    L: Unpickle<'a> + PartialEq<T> + 'a,
{
    ensure!(loads::<L>(pickle)? == *value, "{} gives another value", name(way));
    lineup.load(name(way), pickle.len(), move || loads::<L>(pickle).expect("it was loaded before"));
    Ok(())
}

/// Enters the load of a graph, with and without the values from it.
fn enter_graph<'a, T>(lineup: &mut Lineup<'a>, value: &'a T, pickle: &'a [u8]) -> Result<()>
where
    T: Unpickle<'a> + PartialEq + 'a,
{
    ensure!(Graph::loads(pickle)?.load::<T>()? == *value, "the graph gives another value");
    let graph = move || Graph::loads(pickle).expect("it was loaded before");
    // The graph is no result, so it is dropped while the clock runs, and its memory counts.
    lineup.load(name(Way::GraphAndValues), pickle.len(), move || graph().load::<T>().expect("it was loaded before"));
    lineup.load(name(Way::Graph), pickle.len(), graph);
    Ok(())
}

/// Enters the walk over the opcodes.
pub(crate) fn enter_walk<'a>(lineup: &mut Lineup<'a>, pickle: &'a [u8]) {
    lineup.load(name(Way::Walk), pickle.len(), move || genops(pickle).filter(|op| black_box(op).is_ok()).count());
}

/// Enters a dump into a new buffer.
pub(crate) fn enter_dump<'a, T>(lineup: &mut Lineup<'a>, way: Way, value: &'a T, pickler: Pickler) -> Result<()>
where
    T: Pickle + for<'de> Unpickle<'de> + PartialEq,
{
    let pickle = pickler.dumps(value)?;
    ensure!(loads::<T>(&pickle)? == *value, "the dump of {} gives another value", name(way));
    lineup.dump(name(way), pickle.len(), move || pickler.dumps(value).expect("it was dumped before"));
    Ok(())
}

/// Enters the dump into a buffer that is there already.
pub(crate) fn enter_reused<'a>(lineup: &mut Lineup<'a>, value: &'a impl Pickle) -> Result<()> {
    let pickler = Pickler::new();
    let encoded_len = pickler.dumps(value)?.len();
    let buffer = RefCell::new(Vec::with_capacity(encoded_len));
    lineup.dump(name(Way::ReusedBuffer), encoded_len, move || {
        let buffer = &mut *buffer.borrow_mut();
        buffer.clear();
        pickler.dumps_into(buffer, value).expect("it was dumped before");
        black_box(buffer);
    });
    Ok(())
}
