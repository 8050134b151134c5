//! What was measured, and the documents that say so.

pub(crate) mod figures;
pub(crate) mod floors;
pub(crate) mod markdown;
pub(crate) mod section;
pub(crate) mod summary;
pub(crate) mod svg;

use serde::{Deserialize, Serialize};

use crate::contenders::cpython::About;
use crate::machine::Machine;
use crate::name::{Direction, Name, Workload};
use crate::statistics::Times;

/// A whole run.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) machine: Machine,
    pub(crate) python: Option<About>,
    pub(crate) rounds: usize,
    /// Whether all of them ran on one processor.
    pub(crate) one_processor: bool,
    pub(crate) races: Vec<Race>,
}

/// A workload.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Race {
    pub(crate) workload: Workload,
    /// How many values it has.
    pub(crate) count: usize,
    pub(crate) heats: Vec<Heat>,
}

/// One direction of it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Heat {
    pub(crate) direction: Direction,
    pub(crate) rows: Vec<Row>,
}

/// One contender.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) name: Name,
    pub(crate) encoded_len: usize,
    /// The bytes that are held at the worst moment, beyond input and result.
    pub(crate) memory: Option<f64>,
    pub(crate) times: Times,
}

impl Report {
    /// A contender of a workload, if it took part.
    pub(crate) fn row(&self, workload: Workload, direction: Direction, name: Name) -> Option<&Row> {
        let race = self.races.iter().find(|race| race.workload == workload)?;
        race.heats.iter().find(|heat| heat.direction == direction)?.row(name)
    }

    /// How many times as long as another one a contender takes.
    pub(crate) fn ratio(&self, workload: Workload, direction: Direction, name: Name, other: Name) -> Option<f64> {
        let median = |name| Some(self.row(workload, direction, name)?.times.median());
        Some(median(name)? / median(other)?)
    }
}

impl Heat {
    /// A contender, if it took part.
    pub(crate) fn row(&self, name: Name) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }
}
