//! `--watch`: generates, and again whenever something that was read has changed.

mod watched;

use std::thread::sleep;
use std::time::Duration;

use self::watched::Watched;
use super::format::Messages;
use super::generate::{GenerateArgs, Round, run_once};
use super::output::{Effect, print};
use super::{Failure, Outcome};

/// How long to wait before looking again.
const INTERVAL: Duration = Duration::from_millis(200);

/// How long nothing has to change before a change is over: editors and version control write in several steps.
const CALM: Duration = Duration::from_millis(100);

/// Generates for as long as somebody reads what is said about it.
pub(super) fn run(arguments: &GenerateArgs, messages: &Messages) -> Result<Outcome, Failure> {
    arguments.input.check_watchable()?;
    let destination = arguments.output.prepare()?;
    loop {
        let mut watched = Watched::of_directories(arguments.input.roots());
        let round = run_once(arguments, messages, &mut |visit| watched.add(visit));
        let done = match &round {
            Ok(round) => description(round),
            Err(failure) => {
                messages.fail(failure);
                "not written".to_owned()
            }
        };
        print(format!("{}: {done}\n", destination.display()))?;
        wait_for_change(watched);
    }
}

/// Such as `written; 3 warnings`.
fn description(round: &Round) -> String {
    let done = match &round.effect {
        None => "not written",
        Some(Effect::None) => "unchanged",
        Some(Effect::Changed | Effect::Stale) => "written",
    };
    match round.summary.to_string() {
        said if said.is_empty() => done.to_owned(),
        said => format!("{done}; {said}"),
    }
}

fn wait_for_change(mut watched: Watched) {
    while !watched.look_again() {
        // In a large tree, to look takes time as well, and has to leave the machine to others.
        sleep(INTERVAL.max(watched.time_to_look() * 10));
    }
    loop {
        sleep(CALM);
        if !watched.look_again() {
            return;
        }
    }
}
