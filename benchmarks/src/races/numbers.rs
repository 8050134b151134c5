//! W3.

use ::prost::Message;
use anyhow::Result;
use pickle_core::{Pickle, Unpickle};
use serde::Serialize;
use serde::de::DeserializeOwned;
use workloads::{floats, ints};

use crate::contenders::{Encoded, pickle, prost};
use crate::lineup::Lineup;
use crate::report::Heat;
use crate::session::Session;

/// Runs the race of floats.
pub(crate) fn run_floats(session: &Session, count: usize) -> Result<Vec<Heat>> {
    let floats = floats(count);
    run(session, &floats, &prost::Floats { floats: floats.clone() })
}

/// Runs the race of ints.
pub(crate) fn run_ints(session: &Session, count: usize) -> Result<Vec<Heat>> {
    let ints = ints(count);
    run(session, &ints, &prost::Ints { ints: ints.clone() })
}

fn run<T, M>(session: &Session, numbers: &Vec<T>, message: &M) -> Result<Vec<Heat>>
where
    T: PartialEq,
    Vec<T>: Pickle + for<'de> Unpickle<'de> + Serialize + DeserializeOwned,
    M: Message + Default + PartialEq,
{
    let pickles = session.pickles("plain", numbers, numbers)?;
    let encoded = Encoded::of(numbers, message)?;

    let mut lineup = Lineup::default();
    pickle::enter(&mut lineup, numbers, &pickles)?;
    encoded.enter(&mut lineup, numbers, message)?;
    session.enter_python(&mut lineup, &pickles.protocol_4);
    session.race(&lineup, 1)
}
