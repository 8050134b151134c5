//! W5: large bytes, which nobody needs to copy.

use anyhow::Result;
use pickle_core::{Bytes, Pickler};
use serde_bytes::ByteBuf;
use serde_json::json;
use workloads::blobs;

use crate::contenders::pickle;
use crate::contenders::rmp::Rmp;
use crate::contenders::serde_format::{SerdeFormat, enter, enter_borrowed};
use crate::lineup::Lineup;
use crate::name::Way;
use crate::report::Heat;
use crate::session::Session;

const SIZE: usize = 1 << 20;
const SMALL_SIZE: usize = SIZE >> 10;

/// Runs the race.
pub(crate) fn run(session: &Session, count: usize) -> Result<Vec<Heat>> {
    let (large, small) = (blobs(count, SIZE), blobs(count, SMALL_SIZE));
    let (large_slices, small_slices) = (slices(&large), slices(&small));
    let pickle = session.pickle("blobs", &large, &json!({ "count": count, "size": SIZE }))?;
    let small_pickle = pickle_core::dumps(&small)?;
    let buffers: Vec<_> = large_slices.iter().copied().map(ByteBuf::from).collect();
    let rmp = Rmp::encode(&buffers)?;

    let mut lineup = Lineup::default();
    pickle::enter_load::<_, Vec<Bytes>>(&mut lineup, Way::Plain, &large, &pickle)?;
    pickle::enter_load::<_, Vec<&[u8]>>(&mut lineup, Way::Borrowed, &large_slices, &pickle)?;
    pickle::enter_load::<_, Vec<&[u8]>>(&mut lineup, Way::BorrowedSmall, &small_slices, &small_pickle)?;
    pickle::enter_dump(&mut lineup, Way::Plain, &large, Pickler::new())?;
    enter::<Rmp, _>(&mut lineup, &buffers, &rmp)?;
    enter_borrowed::<Rmp, _, Vec<&[u8]>>(&mut lineup, &large_slices, &rmp)?;
    session.enter_python(&mut lineup, &pickle);
    session.race(&lineup, 1)
}

fn slices(blobs: &[Bytes]) -> Vec<&[u8]> {
    blobs.iter().map(|blob| &*blob.0).collect()
}
