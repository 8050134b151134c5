//! Counting: `cargo bench` under callgrind, and the summaries that gungraun writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::runner::Runner;

/// The instructions of each hot path.
pub(crate) type Counts = BTreeMap<String, u64>;

/// Counts the instructions of all hot paths.
pub(crate) fn count(runner: &Runner) -> Result<Counts> {
    // Those of before may be of hot paths that are no more.
    if runner.home.exists() {
        fs::remove_dir_all(&runner.home)?;
    }
    let status = Command::new(env!("CARGO"))
        .args(["bench", "--quiet", "--locked", "--bench", "instructions", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .env("GUNGRAUN_RUNNER", &runner.program)
        .env("GUNGRAUN_HOME", &runner.home)
        .env("GUNGRAUN_SAVE_SUMMARY", "json")
        .stdout(Stdio::null())
        .status()?;
    ensure!(status.success(), "the hot paths cannot be counted");
    let mut counts = Counts::new();
    read_summaries(&runner.home, &mut counts)?;
    Ok(counts)
}

/// Reads every summary below a folder.
fn read_summaries(folder: &Path, counts: &mut Counts) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_summaries(&path, counts)?;
        } else if path.ends_with("summary.json") {
            let summary = serde_json::from_slice(&fs::read(&path)?)?;
            counts.extend([name_and_count(&summary).with_context(|| format!("{} has no count", path.display()))?]);
        }
    }
    Ok(())
}

fn name_and_count(summary: &Value) -> Option<(String, u64)> {
    let name = summary["function_name"].as_str()?.to_owned();
    let count = summary["profiles"][0]["data"]["total"]["metrics"]["Ir"]["values"]["new"].as_u64()?;
    Some((name, count))
}

#[test]
fn a_summary_has_a_name_and_a_count() {
    let summary = serde_json::json!({
        "function_name": "load_users",
        "profiles": [{ "data": { "total": { "metrics": { "Ir": { "values": { "new": 12 } } } } } }],
    });
    assert_eq!(name_and_count(&summary), Some(("load_users".to_owned(), 12)));
    assert_eq!(name_and_count(&serde_json::json!({})), None);
}
