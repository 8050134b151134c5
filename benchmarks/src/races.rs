//! The workloads, one a file: what is measured, and who takes part.

mod users;
mod orders;
mod numbers;
mod texts;
mod blobs;
mod array;
mod event;

use anyhow::Result;

use crate::name::Workload;
use crate::report::Race;
use crate::session::Session;

/// Runs the race of a workload; nothing if it needs what is not there.
pub(crate) fn run(workload: Workload, session: &Session) -> Result<Option<Race>> {
    let count = session.size.of(count(workload));
    let heats = match workload {
        Workload::Users => users::run(session, count)?,
        Workload::Orders => orders::run(session, count)?,
        Workload::Floats => numbers::run_floats(session, count)?,
        Workload::Ints => numbers::run_ints(session, count)?,
        Workload::Texts => texts::run(session, count)?,
        Workload::Blobs => blobs::run(session, count)?,
        Workload::Array => match array::run(session, count)? {
            Some(heats) => heats,
            None => return Ok(None),
        },
        Workload::Event => event::run(session)?,
    };
    Ok(Some(Race { workload, count, heats }))
}

/// How many of its values the workload has.
fn count(workload: Workload) -> usize {
    match workload {
        Workload::Users => 200_000,
        Workload::Orders => 20_000,
        Workload::Floats | Workload::Ints => 2_000_000,
        Workload::Texts => 500_000,
        Workload::Blobs => 200,
        // 64 MiB.
        Workload::Array => 8 << 20,
        Workload::Event => 1,
    }
}
