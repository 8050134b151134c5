//! The tables of docs/performance.md.

use std::fmt::Write;

use super::floors::DEMANDS;
use super::{Heat, Race, Report, Row, figures};
use crate::lineup::LAPS;
use crate::name::{Format, Name, Way};

const RMP: Name = Name(Format::RmpSerde, Way::Plain);
const CPYTHON: Name = Name(Format::CPython, Way::Plain);

/// All tables.
pub(crate) fn tables(report: &Report) -> String {
    let mut text = machine(report);
    text.push_str(&demands(report));
    for race in &report.races {
        text.push_str(&race_section(race));
    }
    text
}

/// What the numbers were measured on.
pub(crate) fn machine(report: &Report) -> String {
    let machine = &report.machine;
    let mut text = format!(
        "Measured on {}: {}, {} cores, {}, {}; {}. Medians of {} interleaved rounds{}, in each of which \
         CPython runs once and everything else {LAPS} times.\n\n",
        machine.date,
        machine.processor,
        machine.cores,
        machine.system,
        machine.rustc,
        python(report),
        report.rounds,
        if report.one_processor { " on one processor" } else { "" },
    );
    let libraries = machine.libraries.iter().map(|(name, version)| format!("{name} {version}"));
    let _ = writeln!(text, "Libraries: {}.\n", libraries.collect::<Vec<_>>().join(", "));
    text
}

/// Which Python it was.
pub(crate) fn python(report: &Report) -> String {
    let Some(about) = &report.python else {
        return "no CPython, so the pickles are pickle-core's own and CPython is not measured".to_owned();
    };
    let build = match (about.pgo, about.lto) {
        (true, true) => "an optimised build (PGO and LTO)",
        (true, false) => "a build with PGO and without LTO",
        (false, true) => "a build with LTO and without PGO",
        (false, false) if about.distributed => "as its Linux distribution builds it",
        (false, false) => "a plain build (neither PGO nor LTO, about 1.2 times slower than an optimised one)",
    };
    let numpy = about.numpy.as_ref().map_or("no numpy".to_owned(), |version| format!("numpy {version}"));
    format!("CPython {}, {build}, {numpy}", about.version)
}

fn demands(report: &Report) -> String {
    let mut text = "## Floors and aims\n\n| | floor | aim | measured | |\n|---|---|---|---|---|\n".to_owned();
    for demand in DEMANDS {
        let (floor, aim) = demand.limits();
        let measured = demand.measured(report).map_or("-".to_owned(), figures::ratio);
        let verdict = demand.verdict(report).words();
        let _ = writeln!(text, "| {} | {floor} | {aim} | {measured} | {verdict} |", demand.subject());
    }
    text
}

fn race_section(race: &Race) -> String {
    let mut text =
        format!("\n## {}: {} {}\n", race.workload.code(), figures::count(race.count), race.workload.summary());
    for heat in race.heats.iter().filter(|heat| !heat.rows.is_empty()) {
        text.push_str(&heat_table(heat));
    }
    text
}

fn heat_table(heat: &Heat) -> String {
    let mut text = format!(
        "\n| {} | time | of rmp-serde's | faster than CPython | fastest to slowest tenth | memory on the way | encoded |\n\
         |---|---|---|---|---|---|---|\n",
        heat.direction
    );
    let median = |name| Some(heat.row(name)?.times.median());
    let (rmp, cpython) = (median(RMP), median(CPYTHON));
    let mut rows: Vec<&Row> = heat.rows.iter().collect();
    rows.sort_by(|a, b| a.times.median().total_cmp(&b.times.median()));
    for row in rows {
        text.push_str(&table_row(row, rmp, cpython));
    }
    text
}

fn table_row(row: &Row, rmp: Option<f64>, cpython: Option<f64>) -> String {
    let median = row.times.median();
    let (low, high) = row.times.spread();
    let or_dash = |text: Option<String>| text.unwrap_or("-".to_owned());
    let name = match row.name.0 {
        Format::PickleCore => format!("**{}**", row.name),
        _ => row.name.to_string(),
    };
    format!(
        "| {name} | {} | {} | {} | {} to {} | {} | {} |\n",
        figures::time(median),
        or_dash(rmp.map(|rmp| figures::ratio(median / rmp))),
        or_dash(cpython.map(|cpython| figures::ratio(cpython / median))),
        figures::time(low),
        figures::time(high),
        or_dash(row.memory.map(figures::bytes)),
        figures::bytes(row.encoded_len as f64),
    )
}
