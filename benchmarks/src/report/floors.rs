//! What is asked of pickle-core: one table of floors, which must be kept, and aims.

use super::Report;
use super::figures;
use crate::name::Direction::{self, Dump, Load};
use crate::name::Format::{CPython, PickleCore, RmpSerde};
use crate::name::Way::{self, Borrowed, GraphAndValues, Plain, Protocol2, ReusedBuffer};
use crate::name::Workload::{self, Blobs, Event, Floats, Ints, Orders, Texts, Users};
use crate::name::{Format, Name};

/// One thing that is asked of pickle-core in one of its ways.
#[derive(Debug)]
pub(crate) struct Demand {
    workload: Workload,
    direction: Direction,
    way: Way,
    bound: Bound,
}

/// What is compared with what; a floor that is missing is only an aim.
#[derive(Debug)]
enum Bound {
    /// It takes at most so many times as long as another.
    AtMost { other: Name, floor: Option<f64>, aim: f64 },
    /// It is at least so many times as fast as another.
    Faster { other: Name, floor: f64, aim: f64 },
    /// It holds at most this part of its input, beyond input and result.
    Memory { floor: f64, aim: f64 },
}

/// How a demand was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The aim is reached.
    Reached,
    /// The floor is kept.
    Kept,
    /// The floor is missed.
    Missed,
    /// Something did not take part.
    NotMeasured,
}

/// CPython without its collector, which is the faster one.
const CPYTHON: Name = Name(CPython, Way::CollectorOff);
const RMP: Name = Name(RmpSerde, Plain);
const RMP_BORROWED: Name = Name(RmpSerde, Borrowed);
const OURS: Name = Name(PickleCore, Plain);
/// Protocol 2 may take so much longer than 4.
const PROTOCOL_2: Bound = at_most(OURS, 1.3, 1.3);

const fn at_most(other: Name, floor: f64, aim: f64) -> Bound {
    Bound::AtMost { other, floor: Some(floor), aim }
}

const fn aim_at_most(other: Name, aim: f64) -> Bound {
    Bound::AtMost { other, floor: None, aim }
}

const fn faster(other: Name, floor: f64, aim: f64) -> Bound {
    Bound::Faster { other, floor, aim }
}

const fn demand(workload: Workload, direction: Direction, way: Way, bound: Bound) -> Demand {
    Demand { workload, direction, way, bound }
}

/// All floors and aims.
pub(crate) static DEMANDS: &[Demand] = &[
    demand(Users, Load, Plain, faster(CPYTHON, 6.0, 9.0)),
    demand(Users, Load, Plain, at_most(RMP, 0.85, 0.6)),
    demand(Users, Load, Plain, Bound::Memory { floor: 0.1, aim: 0.0 }),
    demand(Users, Load, Protocol2, PROTOCOL_2),
    demand(Users, Load, Borrowed, at_most(RMP_BORROWED, 0.75, 0.5)),
    demand(Users, Load, Borrowed, aim_at_most(Name(PickleCore, Way::Walk), 3.0)),
    demand(Users, Load, GraphAndValues, faster(CPYTHON, 4.0, 6.0)),
    demand(Users, Load, GraphAndValues, at_most(RMP, 1.2, 0.8)),
    demand(Users, Dump, Plain, faster(CPYTHON, 15.0, 20.0)),
    demand(Users, Dump, Plain, at_most(RMP, 0.75, 0.6)),
    demand(Users, Dump, Plain, aim_at_most(Name(Format::Prost, Plain), 1.0)),
    demand(Users, Dump, Protocol2, PROTOCOL_2),
    demand(Orders, Load, Plain, faster(CPYTHON, 7.0, 10.0)),
    demand(Orders, Load, Plain, at_most(RMP, 1.1, 0.8)),
    demand(Orders, Load, Protocol2, PROTOCOL_2),
    demand(Orders, Dump, Plain, faster(CPYTHON, 30.0, 45.0)),
    demand(Orders, Dump, Plain, at_most(RMP, 0.6, 0.4)),
    demand(Orders, Dump, Protocol2, PROTOCOL_2),
    demand(Floats, Load, Plain, at_most(RMP, 1.0, 0.7)),
    demand(Ints, Load, Plain, at_most(RMP, 1.0, 0.7)),
    demand(Texts, Load, Plain, at_most(RMP, 1.0, 0.8)),
    // A copy would take a thousand times as long; large items lie on more pages than small ones.
    demand(Blobs, Load, Borrowed, at_most(Name(PickleCore, Way::BorrowedSmall), 10.0, 2.0)),
    demand(Event, Load, Plain, at_most(RMP, 1.6, 1.0)),
    demand(Event, Dump, Plain, at_most(RMP, 0.7, 0.7)),
    demand(Event, Dump, ReusedBuffer, aim_at_most(RMP, 0.25)),
];

/// What a derived struct adds to the time of a build, against serde's two derives.
const COMPILE_TIME: (f64, f64) = (1.0, 0.5);

/// Whether a ratio of compile times is enough.
pub(crate) fn judge_compile_time(ratio: f64) -> Verdict {
    let (floor, aim) = COMPILE_TIME;
    Verdict::of(ratio <= floor, ratio <= aim)
}

impl Demand {
    /// What is asked, in words: `W1 load, pickle-core: time of rmp-serde`.
    pub(crate) fn subject(&self) -> String {
        let name = Name(PickleCore, self.way);
        format!("{} {}, {name}: {}", self.workload.code(), self.direction, self.bound.quantity())
    }

    /// The number that was measured for it.
    pub(crate) fn measured(&self, report: &Report) -> Option<f64> {
        let name = Name(PickleCore, self.way);
        let ratio = |other| report.ratio(self.workload, self.direction, name, other);
        match self.bound {
            Bound::AtMost { other, .. } => ratio(other),
            Bound::Faster { other, .. } => ratio(other).map(f64::recip),
            Bound::Memory { .. } => {
                let row = report.row(self.workload, self.direction, name)?;
                Some(row.memory? / row.encoded_len as f64)
            }
        }
    }

    /// The floor and the aim, as a reader wants them.
    pub(crate) fn limits(&self) -> (String, String) {
        match self.bound {
            Bound::AtMost { floor, aim, .. } => (floor.map_or("none".to_owned(), at_most_text), at_most_text(aim)),
            Bound::Memory { floor, aim } => (at_most_text(floor), at_most_text(aim)),
            Bound::Faster { floor, aim, .. } => (at_least_text(floor), at_least_text(aim)),
        }
    }

    /// Whether what was measured is enough.
    pub(crate) fn verdict(&self, report: &Report) -> Verdict {
        self.measured(report).map_or(Verdict::NotMeasured, |measured| self.bound.judge(measured))
    }
}

impl Bound {
    fn quantity(&self) -> String {
        match self {
            Bound::AtMost { other, .. } => format!("time against {other}"),
            Bound::Faster { other, .. } => format!("speed against {other}"),
            Bound::Memory { .. } => "memory beyond input and result, of the input".to_owned(),
        }
    }

    fn judge(&self, measured: f64) -> Verdict {
        let (keeps_floor, reaches_aim) = match *self {
            Bound::AtMost { floor, aim, .. } => (floor.is_none_or(|floor| measured <= floor), measured <= aim),
            Bound::Memory { floor, aim } => (measured <= floor, measured <= aim),
            Bound::Faster { floor, aim, .. } => (measured >= floor, measured >= aim),
        };
        Verdict::of(keeps_floor, reaches_aim)
    }
}

impl Verdict {
    fn of(keeps_floor: bool, reaches_aim: bool) -> Verdict {
        match (keeps_floor, reaches_aim) {
            (true, true) => Verdict::Reached,
            (true, false) => Verdict::Kept,
            (false, _) => Verdict::Missed,
        }
    }

    /// The verdict in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Verdict::Reached => "ok, aim reached",
            Verdict::Kept => "ok, short of the aim",
            Verdict::Missed => "missed",
            Verdict::NotMeasured => "not measured",
        }
    }
}

fn at_most_text(limit: f64) -> String {
    format!("at most {}", figures::ratio(limit))
}

fn at_least_text(limit: f64) -> String {
    format!("at least {}", figures::ratio(limit))
}

#[test]
fn floors_and_aims_are_judged_each_in_its_direction() {
    assert_eq!(at_most(RMP, 0.85, 0.6).judge(0.9), Verdict::Missed);
    assert_eq!(at_most(RMP, 0.85, 0.6).judge(0.7), Verdict::Kept);
    assert_eq!(at_most(RMP, 0.85, 0.6).judge(0.6), Verdict::Reached);
    assert_eq!(aim_at_most(RMP, 3.0).judge(9.0), Verdict::Kept);
    assert_eq!(faster(CPYTHON, 6.0, 9.0).judge(5.0), Verdict::Missed);
    assert_eq!(faster(CPYTHON, 6.0, 9.0).judge(9.5), Verdict::Reached);
    assert_eq!(Bound::Memory { floor: 0.1, aim: 0.0 }.judge(0.0), Verdict::Reached);
}
