//! The picture: bars of the times, in times of rmp-serde's, on a background of any colour.

use std::fmt::Write;

use super::summary::{BASELINE, CONTENDERS};
use super::{Report, figures};
use crate::name::{Direction, Format, Name, Way, Workload};

/// Loads stand on the left, dumps on the right.
const COLUMNS: [Direction; 2] = [Direction::Load, Direction::Dump];
const GROUPS: [(Workload, &str); 4] = [
    (Workload::Users, "dataclass instances"),
    (Workload::Orders, "orders with shared customers"),
    (Workload::Texts, "dict of texts"),
    (Workload::Event, "one small object"),
];

const COLUMN_WIDTH: f64 = 430.0;
const COLUMN_GAP: f64 = 20.0;
const NAMES_WIDTH: f64 = 132.0;
const VALUES_WIDTH: f64 = 58.0;
const HEADER_HEIGHT: f64 = 30.0;
const TITLE_HEIGHT: f64 = 22.0;
const BAR_HEIGHT: f64 = 12.0;
const BAR_STEP: f64 = 15.5;
const GROUP_GAP: f64 = 12.0;
/// Longer bars are cut off here, and their numbers say how long they are.
const LONGEST: f64 = 2.5;

/// The picture of a report.
pub(crate) fn picture(report: &Report) -> String {
    let mut body = String::new();
    let mut top = HEADER_HEIGHT;
    for (workload, title) in GROUPS {
        let bottoms = COLUMNS.map(|direction| group(&mut body, top, report, workload, direction, title));
        top = bottoms.into_iter().fold(top, f64::max);
    }
    format!("{}{body}</svg>\n", head(top))
}

/// The size, the colours and the title. What has no colour of its own is grey enough for white and for black.
fn head(height: f64) -> String {
    let width = COLUMN_WIDTH * COLUMNS.len() as f64 + COLUMN_GAP;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"times of each format, in times of rmp-serde's\" \
         font-family=\"system-ui, sans-serif\" font-size=\"11\">\n\
         <style>\n\
         text {{ fill: #57606a }}\n\
         .title {{ font-weight: 600 }}\n\
         .ours {{ fill: #d9730d }}\n\
         .baseline {{ fill: #768390 }}\n\
         .other {{ fill: #9aa7b4 }}\n\
         .python {{ fill: #4584b6 }}\n\
         line {{ stroke: #768390; stroke-dasharray: 2 4; opacity: 0.6 }}\n\
         @media (prefers-color-scheme: dark) {{ text {{ fill: #adbac7 }} .ours {{ fill: #f0883e }} }}\n\
         </style>\n\
         <text x=\"0\" y=\"15\" font-size=\"13\" class=\"title\">Time of each format, in times of rmp-serde's: shorter is \
         faster</text>\n"
    )
}

/// The bars of one workload in one direction; gives the place below them.
fn group(body: &mut String, top: f64, report: &Report, workload: Workload, direction: Direction, title: &str) -> f64 {
    let left = if direction == Direction::Load { 0.0 } else { COLUMN_WIDTH + COLUMN_GAP };
    let bars: Vec<(Name, f64)> = CONTENDERS
        .into_iter()
        .filter_map(|name| Some((name, report.ratio(workload, direction, name, BASELINE)?)))
        .collect();
    let first = top + TITLE_HEIGHT;
    let bottom = first + BAR_STEP * bars.len() as f64;
    let _ = writeln!(body, "<text x=\"{left}\" y=\"{:.1}\" class=\"title\">{direction}: {title}</text>", top + 15.0);
    for (index, (name, ratio)) in bars.into_iter().enumerate() {
        bar(body, left + NAMES_WIDTH, first + BAR_STEP * index as f64, name, ratio);
    }
    let baseline = left + NAMES_WIDTH + bar_width(1.0);
    let _ = writeln!(body, "<line x1=\"{baseline:.1}\" y1=\"{first:.1}\" x2=\"{baseline:.1}\" y2=\"{bottom:.1}\"/>");
    bottom + GROUP_GAP
}

fn bar(body: &mut String, left: f64, top: f64, name: Name, ratio: f64) {
    let (width, text_y) = (bar_width(ratio), top + BAR_HEIGHT - 2.5);
    let text_class = if name == Name(Format::PickleCore, Way::Plain) { " class=\"ours title\"" } else { "" };
    let _ = writeln!(
        body,
        "<text x=\"{:.1}\" y=\"{text_y:.1}\" text-anchor=\"end\"{text_class}>{name}</text>\
         <rect x=\"{left}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{BAR_HEIGHT}\" rx=\"2\" class=\"{}\"/>\
         <text x=\"{:.1}\" y=\"{text_y:.1}\">{}{}</text>",
        left - 8.0,
        colour_class(name),
        left + width + 6.0,
        if ratio > LONGEST { "… " } else { "" },
        figures::ratio(ratio),
    );
}

fn bar_width(ratio: f64) -> f64 {
    (COLUMN_WIDTH - NAMES_WIDTH - VALUES_WIDTH) * ratio.min(LONGEST) / LONGEST
}

fn colour_class(name: Name) -> &'static str {
    match name.0 {
        Format::PickleCore => "ours",
        Format::CPython | Format::SerdePickle => "python",
        Format::RmpSerde => "baseline",
        Format::Postcard | Format::Prost | Format::SerdeJson => "other",
    }
}
