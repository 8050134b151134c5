//! W6: how long one small object takes.

use anyhow::Result;
use workloads::{EventRef, event};

use crate::contenders::postcard::Postcard;
use crate::contenders::rmp::Rmp;
use crate::contenders::serde_format::enter_borrowed;
use crate::contenders::{Encoded, pickle, prost};
use crate::lineup::Lineup;
use crate::name::Way;
use crate::report::Heat;
use crate::session::Session;

/// A call is too short for the clock.
const CALLS: usize = 5_000;

/// Runs the race.
pub(crate) fn run(session: &Session) -> Result<Vec<Heat>> {
    let event = event();
    let pickles = session.pickles("event", &event, &event)?;
    let message = prost::Event::from(&event);
    let encoded = Encoded::of(&event, &message)?;

    let mut lineup = Lineup::default();
    pickle::enter(&mut lineup, &event, &pickles)?;
    pickle::enter_load::<_, EventRef<'_>>(&mut lineup, Way::Borrowed, &event, &pickles.protocol_4)?;
    pickle::enter_reused(&mut lineup, &event)?;
    encoded.enter(&mut lineup, &event, &message)?;
    enter_borrowed::<Rmp, _, EventRef<'_>>(&mut lineup, &event, &encoded.rmp)?;
    enter_borrowed::<Postcard, _, EventRef<'_>>(&mut lineup, &event, &encoded.postcard)?;
    session.enter_python(&mut lineup, &pickles.protocol_4);
    session.race(&lineup, session.size.of(CALLS))
}
