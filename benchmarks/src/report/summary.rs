//! The few numbers that stand for all: those of the README and of the picture.

use super::{Report, figures, markdown};
use crate::name::Direction::{self, Dump, Load};
use crate::name::Format::{CPython, PickleCore, Postcard, Prost, RmpSerde, SerdeJson, SerdePickle};
use crate::name::Way::{Borrowed, Plain};
use crate::name::{Name, Workload};

/// What is compared.
pub(crate) const JOBS: [(Workload, Direction, &str); 8] = [
    (Workload::Users, Load, "load of dataclasses"),
    (Workload::Users, Dump, "dump of dataclasses"),
    (Workload::Orders, Load, "load of orders"),
    (Workload::Orders, Dump, "dump of orders"),
    (Workload::Floats, Load, "load of floats"),
    (Workload::Texts, Load, "load of a dict"),
    (Workload::Event, Load, "load of one object"),
    (Workload::Event, Dump, "dump of one object"),
];

/// Who is compared.
pub(crate) const CONTENDERS: [Name; 8] = [
    Name(PickleCore, Plain),
    Name(PickleCore, Borrowed),
    BASELINE,
    Name(Postcard, Plain),
    Name(Prost, Plain),
    Name(SerdeJson, Plain),
    Name(SerdePickle, Plain),
    Name(CPython, Plain),
];

/// Whose time is 1.
pub(crate) const BASELINE: Name = Name(RmpSerde, Plain);

/// The table of the README.
pub(crate) fn table(report: &Report) -> String {
    let mut text = format!(
        "{}Time of each, in times of rmp-serde's:\n\n| |{}\n|---|{}\n",
        markdown::machine(report).split_inclusive("\n\n").next().unwrap_or_default(),
        JOBS.map(|(.., title)| format!(" {title} |")).concat(),
        "---|".repeat(JOBS.len()),
    );
    for name in CONTENDERS {
        let cells = JOBS.map(|(workload, direction, _)| {
            let ratio = report.ratio(workload, direction, name, BASELINE);
            format!(" {} |", ratio.map_or("-".to_owned(), figures::ratio))
        });
        text.push_str(&format!("| {name} |{}\n", cells.concat()));
    }
    text
}
