//! What the numbers were measured on.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

use jiff::Zoned;

/// A machine, its tools and the day.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) date: String,
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) system: String,
    pub(crate) rustc: String,
    /// What is measured beside pickle-core, with its version.
    pub(crate) libraries: Vec<(&'static str, String)>,
}

const LIBRARIES: [&str; 5] = ["rmp-serde", "postcard", "prost", "serde_json", "serde-pickle"];

impl Machine {
    /// This one, today.
    pub(crate) fn this_one() -> Machine {
        let unknown = |what: &str| format!("unknown {what}");
        Machine {
            date: Zoned::now().strftime("%Y-%m-%d").to_string(),
            processor: value_in("/proc/cpuinfo", "model name", ':').unwrap_or_else(|| unknown("processor")),
            cores: available_parallelism().map_or(1, usize::from),
            system: value_in("/etc/os-release", "PRETTY_NAME", '=').unwrap_or_else(|| std::env::consts::OS.to_owned()),
            rustc: rustc().unwrap_or_else(|| unknown("rustc")),
            libraries: LIBRARIES.iter().filter_map(|name| Some((*name, locked_version(name)?))).collect(),
        }
    }
}

/// The value of a key in a file of lines.
fn value_in(file: &str, key: &str, separator: char) -> Option<String> {
    value_of(&fs::read_to_string(file).ok()?, key, separator)
}

fn value_of(text: &str, key: &str, separator: char) -> Option<String> {
    let pairs = text.lines().filter_map(|line| line.split_once(separator));
    let (_, value) = pairs.into_iter().find(|(name, _)| name.trim() == key)?;
    Some(value.trim().trim_matches('"').to_owned())
}

fn rustc() -> Option<String> {
    let output = Command::new("rustc").arg("--version").output().ok()?;
    let version = String::from_utf8(output.stdout).ok()?;
    // Without the commit.
    Some(version.split(" (").next()?.trim().to_owned())
}

/// The version of a library that this program was built with.
fn locked_version(name: &str) -> Option<String> {
    let lock = include_str!("../Cargo.lock");
    let (_, package) = lock.split_once(&format!("name = \"{name}\"\n"))?;
    value_of(package, "version", '=')
}

#[test]
fn values_are_found_by_their_key() {
    let text = "processor\t: 0\nmodel name\t: EPYC 7B13\n";
    assert_eq!(value_of(text, "model name", ':').as_deref(), Some("EPYC 7B13"));
    assert_eq!(value_of("PRETTY_NAME=\"Debian 12\"", "PRETTY_NAME", '=').as_deref(), Some("Debian 12"));
    assert_eq!(value_of(text, "cores", ':'), None);
}

#[test]
fn every_library_has_a_version() {
    assert!(LIBRARIES.iter().all(|name| locked_version(name).is_some()));
}
