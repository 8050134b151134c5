//! Who takes part in a workload, and the race between them.

use anyhow::{Context, Result};

use crate::measure::{Job, Probe, job};
use crate::name::{Direction, Name};
use crate::report::{Heat, Row};
use crate::statistics::Times;

/// The contenders of a workload.
#[derive(Default)]
pub(crate) struct Lineup<'a> {
    contenders: Vec<Contender<'a>>,
}

struct Contender<'a> {
    name: Name,
    direction: Direction,
    /// The length of the data in its format.
    encoded_len: usize,
    pace: Pace,
    job: Job<'a>,
}

/// How often a contender runs in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    EachLap,
    OncePerRound,
}

/// How often a function of this process runs in a round. CPython takes most of a round's time, and what else the machine
/// does comes and goes within seconds: the medians of more times are steadier.
pub(crate) const LAPS: usize = 4;

/// How a race is run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// How often those run that are no functions of this process; the others run [`LAPS`] times as often.
    pub(crate) rounds: usize,
    /// How many calls make one of its times.
    pub(crate) calls: usize,
}

impl<'a> Lineup<'a> {
    /// A function that makes a value of encoded data.
    pub(crate) fn load<T: 'a>(&mut self, name: Name, encoded_len: usize, function: impl Fn() -> T + 'a) {
        let (direction, pace, job) = (Direction::Load, Pace::EachLap, job(function));
        self.contenders.push(Contender { name, direction, encoded_len, pace, job });
    }

    /// A function that encodes a value.
    pub(crate) fn dump<T: 'a>(&mut self, name: Name, encoded_len: usize, function: impl Fn() -> T + 'a) {
        let (direction, pace, job) = (Direction::Dump, Pace::EachLap, job(function));
        self.contenders.push(Contender { name, direction, encoded_len, pace, job });
    }

    /// A job that is no function of this process.
    pub(crate) fn enter(&mut self, name: Name, direction: Direction, encoded_len: usize, job: Job<'a>) {
        self.contenders.push(Contender { name, direction, encoded_len, pace: Pace::OncePerRound, job });
    }

    /// Runs all contenders in turn, round by round and lap by lap; each lap begins with another one.
    pub(crate) fn race(&self, rules: Rules) -> Result<Vec<Heat>> {
        let count = self.contenders.len();
        let memory =
            self.contenders.iter().map(|contender| contender.ask(Probe::Memory)).collect::<Result<Vec<_>>>()?;
        let mut samples = vec![Vec::with_capacity(rules.rounds * LAPS); count];
        for lap in 0..rules.rounds * LAPS {
            let ends_round = lap % LAPS == LAPS - 1;
            for index in (0..count).map(|turn| (turn + lap) % count) {
                let contender = &self.contenders[index];
                if ends_round || contender.pace == Pace::EachLap {
                    samples[index].extend(contender.ask(Probe::Time { calls: rules.calls })?);
                }
            }
        }
        let rows = self.contenders.iter().zip(samples).zip(memory).map(|((contender, samples), memory)| {
            let (name, encoded_len) = (contender.name, contender.encoded_len);
            (contender.direction, Row { name, encoded_len, memory, times: Times::new(samples) })
        });
        Ok(heats(rows.collect()))
    }
}

impl Contender<'_> {
    fn ask(&self, probe: Probe) -> Result<Option<f64>> {
        (self.job)(probe).with_context(|| format!("{} of {}", self.direction, self.name))
    }
}

/// The rows of each direction by themselves.
fn heats(rows: Vec<(Direction, Row)>) -> Vec<Heat> {
    let (loads, dumps): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(direction, _)| *direction == Direction::Load);
    [(Direction::Load, loads), (Direction::Dump, dumps)]
        .into_iter()
        .map(|(direction, rows)| Heat { direction, rows: rows.into_iter().map(|(_, row)| row).collect() })
        .collect()
}

#[test]
fn what_is_no_function_of_this_process_runs_once_in_a_round() {
    use crate::name::{Format, Way};
    use std::cell::Cell;

    let (calls, questions) = (Cell::new(0), Cell::new(0));
    let mut lineup = Lineup::default();
    lineup.load(Name(Format::PickleCore, Way::Plain), 1, || calls.set(calls.get() + 1));
    let ask = |probe| match probe {
        Probe::Time { .. } => Ok(Some(f64::from(questions.replace(questions.get() + 1)))),
        Probe::Memory => Ok(None),
    };
    lineup.enter(Name(Format::CPython, Way::Plain), Direction::Load, 1, Box::new(ask));
    lineup.race(Rules { rounds: 2, calls: 3 }).expect("nothing can fail");
    // One call more tells the memory.
    assert_eq!((calls.get(), questions.get()), (1 + 2 * LAPS * 3, 2));
}
