//! What Python makes of each layout that an instance's pickle could have, and that Rust writes only those that load as what
//! they were: many others load without an error, as something else.
//!
//! `accepted_layouts/LABEL.txt` is what the Python LABEL said to `python/accepted_layouts.py`. So a layout that loads as
//! something else is noticed on machines without that Python too, where Rust alone would load its own dumps again.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use pickle_core::{Error, Graph, NodeRef, ObjectRef, Protocol, Value};
use pickle_tests::interpreter::interpreters_and_environments;
use pickle_tests::path;
use pickle_tests::stored::{refused_protocols, stored_pickles};
use pickle_tests::style::{STYLES, Samples, Style};

/// A line of the files.
struct Row {
    /// The Python that says so.
    label: String,
    style: String,
    layout: String,
    /// `ok`, `fails` or `wrong`.
    verdict: String,
    /// A list with the first sample of the style in this layout.
    pickle: Vec<u8>,
}

#[test]
fn what_rust_writes_is_ok_for_every_python_that_it_is_for() {
    let rows = rows();
    let mut failures = String::new();
    for style in STYLES {
        for (protocol, layout) in written_layouts(style) {
            let of_layout = rows.iter().filter(|row| row.style == style.name && row.layout == layout);
            for Row { label, verdict, .. } in of_layout.filter(|row| row.verdict != "ok") {
                let _ = writeln!(failures, "{} at protocol {protocol}: {layout} is {verdict} for {label}", style.name);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_python_was_asked_about_what_rust_writes() {
    let rows = rows();
    for style in STYLES.iter().filter(|style| rows.iter().any(|row| row.style == style.name)) {
        for (protocol, layout) in written_layouts(style) {
            let is_known = rows.iter().any(|row| row.style == style.name && row.layout == layout);
            assert!(is_known, "{} at protocol {protocol}: {layout}", style.name);
        }
    }
}

#[test]
fn a_layout_that_python_loads_as_something_else_is_read_right_or_refused() {
    let mut failures = String::new();
    for row in rows() {
        let Some(style) = STYLES.iter().find(|style| style.name == row.style) else { continue };
        let samples = samples(style);
        match style.load(&row.pickle) {
            Ok(loaded) if !loaded.is_first_equal(&*samples) => {
                let _ = writeln!(failures, "{} {}: {loaded:?}", row.style, row.layout);
            }
            _ => {}
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_layouts_of_the_files_are_told_apart() {
    for row in rows() {
        assert_eq!(layouts(&row.pickle).ok(), Some(vec![row.layout]), "{} {}", row.label, row.style);
    }
}

#[test]
fn the_pythons_of_this_machine_say_so_still() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for interpreter in interpreters_and_environments() {
        let label = interpreter.label();
        let Ok(known) = fs::read_to_string(path("accepted_layouts").join(format!("{label}.txt"))) else { continue };
        let file = directory.path().join(&label);
        interpreter.run("accepted_layouts.py", &[&file]).unwrap_or_else(|error| panic!("{label}: {error}"));
        assert!(fs::read_to_string(&file).ok().as_ref() == Some(&known), "{label} says other than its file");
    }
}

fn rows() -> Vec<Row> {
    let files = fs::read_dir(path("accepted_layouts")).expect("the directory of the files").flatten();
    let rows: Vec<Row> = files.flat_map(|file| rows_of(&file.path())).collect();
    assert!(rows.iter().any(|row| row.verdict == "wrong"), "no layout loads as something else");
    rows
}

fn rows_of(file: &Path) -> Vec<Row> {
    let label = file.file_stem().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(file).expect("what a Python said");
    let row = |line: &str| {
        let cells: Vec<String> = line.split('|').map(str::to_owned).collect();
        let [style, layout, verdict, pickle] = cells.try_into().unwrap_or_else(|cells| panic!("{cells:?}"));
        Row { label: label.clone().into_owned(), style, layout, verdict, pickle: from_hex(&pickle) }
    };
    text.lines().map(row).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
}

/// What the first stored pickle of a style holds.
fn samples(style: &Style) -> Box<dyn Samples> {
    let pickle = stored_pickles(style.name).swap_remove(0);
    style.load(&pickle.bytes).unwrap_or_else(|error| panic!("{} {}: {error}", style.name, pickle.name))
}

/// The layouts of the samples in what Rust dumps at each protocol.
fn written_layouts(style: &Style) -> BTreeSet<(Protocol, String)> {
    let (samples, refused) = (samples(style), refused_protocols(style.name));
    let protocols = Protocol::ALL.into_iter().filter(|protocol| !refused.contains(protocol));
    let of_protocol = |protocol| {
        let found = samples.dump(protocol).and_then(|dump| layouts(&dump)).expect("a dump is a pickle");
        found.into_iter().map(move |layout| (protocol, layout))
    };
    protocols.flat_map(of_protocol).collect()
}

/// The layout of each object in the list that a pickle holds.
fn layouts(pickle: &[u8]) -> Result<Vec<String>, Error> {
    let graph = Graph::loads(pickle)?;
    let Value::List(items) = graph.root().value() else { return Ok(Vec::new()) };
    Ok(items.into_iter().filter_map(layout).collect())
}

/// As in the files; nothing where it is no object.
fn layout(node: NodeRef<'_, '_>) -> Option<String> {
    let Value::Object(object) = node.value() else { return None };
    let states = object.states();
    let builds = states.iter().map(|state| format!(" + BUILD {}", state_layout(*state)));
    Some(builds.fold(construction(object).to_owned(), |layout, build| layout + &build))
}

fn construction(object: ObjectRef<'_, '_>) -> &'static str {
    match (object.is_call(), object.arguments().is_empty()) {
        (true, _) => "REDUCE(cls, args)",
        (false, true) => "NEWOBJ()",
        (false, false) => "NEWOBJ(cls, args)",
    }
}

fn state_layout(state: NodeRef<'_, '_>) -> &'static str {
    let is_dict = |node: &NodeRef<'_, '_>| matches!(node.value(), Value::Dict(_));
    match state.value() {
        Value::Dict(entries) if entries.iter().any(|(key, _)| matches!(key.value(), Value::Str("__dict__"))) => "model",
        Value::Dict(_) => "dict",
        Value::List(_) => "list",
        Value::Tuple(parts) => match parts.as_slice() {
            [none, slots] if matches!(none.value(), Value::None) && is_dict(slots) => "(None, dict)",
            [dict, slots] if is_dict(dict) && is_dict(slots) => "(dict, {})",
            _ => "tuple",
        },
        _ => "another state",
    }
}
