//! W4.

use anyhow::Result;
use workloads::texts;

use crate::contenders::{Encoded, pickle, prost};
use crate::lineup::Lineup;
use crate::report::Heat;
use crate::session::Session;

/// Runs the race.
pub(crate) fn run(session: &Session, count: usize) -> Result<Vec<Heat>> {
    let texts = texts(count);
    let pickles = session.pickles("plain", &texts, &texts)?;
    let message = prost::Texts { texts: texts.clone().into_iter().collect() };
    let encoded = Encoded::of(&texts, &message)?;

    let mut lineup = Lineup::default();
    pickle::enter(&mut lineup, &texts, &pickles)?;
    encoded.enter(&mut lineup, &texts, &message)?;
    session.enter_python(&mut lineup, &pickles.protocol_4);
    session.race(&lineup, 1)
}
