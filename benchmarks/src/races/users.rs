//! W1.

use anyhow::Result;
use workloads::{User, UserRef, users};

use crate::contenders::postcard::Postcard;
use crate::contenders::rmp::Rmp;
use crate::contenders::serde_format::enter_borrowed;
use crate::contenders::{Encoded, pickle, prost};
use crate::lineup::Lineup;
use crate::name::Way;
use crate::report::Heat;
use crate::session::Session;

/// Runs the race.
pub(crate) fn run(session: &Session, count: usize) -> Result<Vec<Heat>> {
    let users = users(count);
    let pickles = session.pickles("users", &users, &users)?;
    let message = prost::Users::from(&*users);
    let encoded = Encoded::of(&users, &message)?;

    let mut lineup = Lineup::default();
    pickle::enter(&mut lineup, &users, &pickles)?;
    pickle::enter_load::<_, Vec<UserRef<'_>>>(&mut lineup, Way::Borrowed, &users, &pickles.protocol_4)?;
    pickle::enter_reused(&mut lineup, &users)?;
    pickle::enter_walk(&mut lineup, &pickles.protocol_4);
    encoded.enter(&mut lineup, &users, &message)?;
    enter_borrowed::<Rmp, Vec<User>, Vec<UserRef<'_>>>(&mut lineup, &users, &encoded.rmp)?;
    enter_borrowed::<Postcard, Vec<User>, Vec<UserRef<'_>>>(&mut lineup, &users, &encoded.postcard)?;
    session.enter_python(&mut lineup, &pickles.protocol_4);
    session.race(&lineup, 1)
}
