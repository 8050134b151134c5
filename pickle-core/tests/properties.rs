//! Generated values: exact dumps are CPython's bytes, and what is dumped loads as it was, in Python and here.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "properties/table.rs"]
mod table;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use pickle_core::{Any, Bytes, Graph, IndexMap, NodeId, NodeRef, Pickle, Pickler, Protocol, Unpickle, Value, loads};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use table::{Table, brief, table, to_hex};

/// How many values are held against CPython.
const CASES: u32 = 3_000;

/// The same values in every run, and no files with those that failed.
fn check<S: Strategy>(strategy: &S, cases: u32, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner.run(strategy, test).unwrap_or_else(|failure| panic!("{failure}"));
}

fn dumps_at(protocol: Protocol, value: &impl Pickle) -> Vec<u8> {
    Pickler::new().protocol(protocol).dumps(value).unwrap()
}

fn exact_at(protocol: Protocol, value: &impl Pickle) -> Vec<u8> {
    Pickler::new().exact(true).protocol(protocol).dumps(value).unwrap()
}

/// A Python that runs `properties/oracle.py`.
struct Oracle {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Oracle {
    /// Nothing where there is no Python from 3.10 on; before, there is only one empty frozenset.
    fn start() -> Option<Oracle> {
        let name = std::env::var("PICKLE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let version = Command::new(&name).args(["-c", "import sys; print(sys.version_info >= (3, 10))"]).output();
        match version {
            Ok(output) if output.stdout.starts_with(b"True") => {}
            found if std::env::var_os("PICKLE_REQUIRE_PYTHON").is_some_and(|value| value != "0") => {
                panic!("PICKLE_REQUIRE_PYTHON is set, but {name} is no Python of 3.10 or later: {found:?}")
            }
            _ => {
                eprintln!("skipped: {name} is no Python of 3.10 or later");
                return None;
            }
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/properties/oracle.py");
        let mut command = Command::new(name);
        let mut process = command.arg("-B").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (questions, answers) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        Some(Oracle { process, questions, answers: BufReader::new(answers) })
    }

    fn ask(&mut self, table: &Table, dumps: &[Vec<u8>]) -> Result<Vec<String>, TestCaseError> {
        let dumps: Vec<String> = dumps.iter().map(|dump| format!("\"{}\"", to_hex(dump))).collect();
        let (nodes, root) = (table.to_json(), table.root());
        writeln!(self.questions, "{{\"nodes\":{nodes},\"root\":{root},\"dumps\":[{}]}}", dumps.join(",")).unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        match answer.strip_prefix("error") {
            Some(error) => Err(TestCaseError::fail(error.to_owned())),
            None => Ok(answer.split_whitespace().map(str::to_owned).collect()),
        }
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        // It ends when its input does; a test that fails does not wait for that.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn exact_dumps_are_cpythons_and_default_dumps_load_equal_there() {
    let Some(oracle) = Oracle::start() else { return };
    let oracle = std::cell::RefCell::new(oracle);
    check(&table(), CASES, |value| {
        let exact = exact_at(Protocol::V4, &value);
        let graph = Graph::loads(&exact).unwrap();
        let dumps =
            Protocol::ALL.into_iter().flat_map(|p| [dumps_at(p, &value), dumps_at(p, &graph)]).collect::<Vec<_>>();
        let pickles = oracle.borrow_mut().ask(&value, &dumps)?;
        prop_assert_eq!(pickles.len(), Protocol::ALL.len());
        for (protocol, expected) in Protocol::ALL.into_iter().zip(pickles) {
            prop_assert_eq!(&to_hex(&exact_at(protocol, &value)), &expected, "at protocol {}", protocol);
            let expected = from_hex(&expected);
            let again = exact_at(protocol, &Graph::loads(&expected).unwrap());
            prop_assert_eq!(to_hex(&again), to_hex(&expected), "from a graph at protocol {}", protocol);
        }
        Ok(())
    });
}

#[test]
fn what_is_dumped_loads_as_it_was() {
    check(&table(), 1_000, |value| {
        let expected = value.render();
        let mut first: Option<Any> = None;
        for protocol in Protocol::ALL {
            let mut dumps = vec![dumps_at(protocol, &value), exact_at(protocol, &value)];
            let graph = Graph::loads(&dumps[0]).unwrap();
            dumps.extend([dumps_at(protocol, &graph), exact_at(protocol, &graph)]);
            for dump in dumps {
                prop_assert_eq!(&render(&Graph::loads(&dump).unwrap()), &expected, "at protocol {}", protocol);
                let any: Any = loads(&dump).unwrap();
                prop_assert_eq!(first.get_or_insert_with(|| any.clone()), &any, "at protocol {}", protocol);
            }
        }
        Ok(())
    });
}

#[test]
fn rust_values_load_as_they_were() {
    type Row = (Option<i64>, String, Vec<u8>, Vec<(String, Vec<u32>)>, bool, char);
    let row = any::<Row>().prop_map(|(number, text, bytes, entries, truth, letter)| {
        (number, text, Bytes(bytes), entries.into_iter().collect::<IndexMap<_, _>>(), truth, letter)
    });
    check(&vec(row, 0..5), 300, |rows| {
        for protocol in Protocol::ALL {
            check_again(&rows, &dumps_at(protocol, &rows))?;
            check_again(&rows, &exact_at(protocol, &rows))?;
        }
        Ok(())
    });
}

fn check_again<T: for<'de> Unpickle<'de> + PartialEq + std::fmt::Debug>(
    expected: &T,
    dump: &[u8],
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&loads::<T>(dump).unwrap(), expected);
    Ok(())
}

/// The value of a graph as `Table::render` writes it.
fn render(graph: &Graph<'_>) -> String {
    let mut rendered = String::new();
    render_node(graph.root(), &mut Vec::new(), &mut rendered);
    rendered
}

fn render_node(node: NodeRef<'_, '_>, seen: &mut Vec<NodeId>, out: &mut String) {
    let value = node.value();
    if matches!(value, Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_)) {
        if let Some(place) = seen.iter().position(|other| *other == node.id()) {
            return out.push_str(&format!("#{place}"));
        }
        out.push_str(&format!("#{}", seen.len()));
        seen.push(node.id());
    }
    let mut all = |open: char, items: Vec<NodeRef<'_, '_>>, out: &mut String| {
        out.push(open);
        items.into_iter().for_each(|item| render_node(item, seen, out));
        out.push(';');
    };
    match value {
        Value::None => out.push_str("None "),
        Value::Bool(value) => out.push_str(&format!("{value} ")),
        Value::Int(value) => out.push_str(&format!("{value} ")),
        Value::Float(value) => out.push_str(&format!("{value:?}f ")),
        Value::Complex(real, imaginary) => out.push_str(&format!("{real:?}+{imaginary:?}j ")),
        Value::Str(text) => out.push_str(&format!("s{} ", brief(text.as_bytes()))),
        Value::SurrogateStr(utf8) => out.push_str(&format!("u{} ", brief(utf8))),
        Value::Bytes(bytes) => out.push_str(&format!("b{} ", brief(bytes))),
        Value::ByteArray(bytes) => out.push_str(&format!("a{} ", brief(bytes))),
        Value::List(items) => all('[', items, out),
        Value::Tuple(items) => all('(', items, out),
        Value::Set(items) => all('{', items, out),
        Value::FrozenSet(items) => all('<', items, out),
        Value::Dict(entries) => all(':', entries.into_iter().flat_map(|(key, value)| [key, value]).collect(), out),
        other => panic!("{other:?} is in no generated value"),
    }
}

fn from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
