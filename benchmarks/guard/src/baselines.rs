//! The counts that were checked in, and how far new ones are from them.

use std::collections::BTreeSet;
use std::fmt;

use anyhow::{Context, Result};

use crate::counts::Counts;

/// Where the counts are checked in.
pub(crate) const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/baselines.toml");

/// A count may be so much above its baseline; one that is as much below asks for a new baseline.
const TOLERANCE: f64 = 0.05;

/// The counts that were checked in.
pub(crate) struct Baselines(Counts);

/// A hot path, with its baseline and its count; one of them may be missing.
#[derive(Debug, PartialEq)]
pub(crate) struct Verdict {
    name: String,
    baseline: Option<u64>,
    count: Option<u64>,
}

/// The file of some counts: a line for each, `name = count`.
pub(crate) fn text(counts: &Counts) -> String {
    let lines = counts.iter().map(|(name, count)| format!("{name} = {count}\n"));
    let head = "# Instructions of each hot path, as callgrind counts them. This command writes the file:\n\
                # cargo run --manifest-path benchmarks/Cargo.toml -p guard -- --update\n";
    format!("{head}{}", lines.collect::<String>())
}

impl Baselines {
    /// The baselines of a file.
    pub(crate) fn read(file: &str) -> Result<Baselines> {
        let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        lines
            .map(|line| name_and_count(line).with_context(|| format!("no baseline: {line}")))
            .collect::<Result<_>>()
            .map(Baselines)
    }

    /// Compares counts with the baselines.
    pub(crate) fn judge(&self, counts: &Counts) -> Vec<Verdict> {
        let names: BTreeSet<&String> = self.0.keys().chain(counts.keys()).collect();
        let verdict = |name: &String| Verdict {
            name: name.clone(),
            baseline: self.0.get(name).copied(),
            count: counts.get(name).copied(),
        };
        names.into_iter().map(verdict).collect()
    }
}

fn name_and_count(line: &str) -> Option<(String, u64)> {
    let (name, count) = line.split_once('=')?;
    Some((name.trim().to_owned(), count.trim().parse().ok()?))
}

impl Verdict {
    /// Whether it is a regression, or cannot be told.
    pub(crate) fn fails(&self) -> bool {
        self.change().is_none_or(|change| change > TOLERANCE)
    }

    /// By which part the count is above the baseline.
    fn change(&self) -> Option<f64> {
        let baseline = self.baseline? as f64;
        Some((self.count? as f64 - baseline) / baseline)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |count: Option<u64>| count.map_or("none".to_owned(), |count| count.to_string());
        let (baseline, count) = (or_none(self.baseline), or_none(self.count));
        write!(f, "{:<22} {baseline:>12} -> {count:>12}", self.name)?;
        match self.change() {
            None => write!(f, "  FAILED: --update writes new baselines"),
            Some(change) if change > TOLERANCE => write!(f, "  {:+.1}% FAILED: it was faster before", change * 100.0),
            Some(change) if change < -TOLERANCE => {
                write!(f, "  {:+.1}% ok, and so much better that --update should keep it", change * 100.0)
            }
            Some(change) => write!(f, "  {:+.1}% ok", change * 100.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge_one(baseline: u64, count: u64) -> Verdict {
        let baselines = Baselines::read(&format!("load = {baseline}\n")).expect("it is a baseline");
        baselines.judge(&Counts::from([("load".to_owned(), count)])).remove(0)
    }

    #[test]
    fn what_is_written_is_read() {
        let counts = Counts::from([("dump".to_owned(), 7), ("load".to_owned(), 12)]);
        assert_eq!(Baselines::read(&text(&counts)).expect("it was just written").0, counts);
    }

    #[test]
    fn a_regression_of_over_5_percent_fails() {
        assert!(judge_one(1000, 1051).fails());
        assert!(!judge_one(1000, 1050).fails());
        assert!(!judge_one(1000, 100).fails());
    }

    #[test]
    fn a_hot_path_without_a_baseline_or_a_count_fails() {
        let count = Counts::from([("new".to_owned(), 1)]);
        let verdicts = Baselines::read("old = 1").expect("it is a baseline").judge(&count);
        assert!(verdicts.len() == 2 && verdicts.iter().all(Verdict::fails));
    }

    #[test]
    fn what_became_much_better_is_said() {
        assert!(
            judge_one(1000, 900).to_string().ends_with("-10.0% ok, and so much better that --update should keep it")
        );
    }
}
