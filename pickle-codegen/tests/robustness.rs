//! Broken and hostile input: never a panic, never an endless run.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pickle_codegen::{Options, Sources, generate};

/// Generates, and looks at the result only far enough to have made it.
fn survive(source: &str) {
    match generate(&Sources::of("models.py", "models", source), &Options::default()) {
        Ok(generated) => drop(generated.diagnostics.to_string()),
        Err(errors) => assert!(errors.has_errors()),
    }
}

/// The Python files of the other tests.
fn sources() -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let directories = ["cases", "diagnostics"].map(|name| tests.join(name));
    let entries = directories.iter().flat_map(|path| fs::read_dir(path).expect("the directory is readable"));
    let paths = entries.map(|entry| entry.expect("the directory is readable").path());
    let paths = paths.filter(|path| path.extension() == Some(OsStr::new("py")));
    paths.map(|path| fs::read_to_string(path).expect("the file is readable")).collect()
}

#[test]
fn files_that_end_too_early_are_survived() {
    for source in sources() {
        for end in (0..source.len()).step_by(source.len() / 40 + 1) {
            survive(&source[..source.floor_char_boundary(end)]);
        }
    }
}

#[test]
fn files_that_lack_a_line_are_survived() {
    for source in sources() {
        let lines: Vec<&str> = source.lines().collect();
        for missing in (0..lines.len()).step_by(lines.len() / 40 + 1) {
            let rest = lines.iter().enumerate().filter(|(index, _)| *index != missing);
            survive(&rest.map(|(_, line)| format!("{line}\n")).collect::<String>());
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    for opening in ["(", "[", "{", "f(", "x[", "-", "not ", "lambda: ", "1 + ", "a.", "x if y else "] {
        survive(&format!("x = {}", opening.repeat(100_000)));
    }
}

#[test]
fn aliases_that_grow_exponentially_are_cut_off() {
    let doubled = |level: usize| format!("A{} = tuple[A{level}, A{level}]\n", level + 1);
    let aliases: String = (0..60).map(doubled).collect();
    survive(&format!("A0 = int\n{aliases}class X:\n    a: A60\n"));

    let constant = |level: usize| format!("C{} = (C{level}, C{level})\n", level + 1);
    let constants: String = (0..60).map(constant).collect();
    survive(&format!("C0 = 1\n{constants}class X:\n    a: tuple = C60\n"));
}

#[test]
fn unions_and_generics_that_grow_exponentially_are_cut_off() {
    let unions: String = (0..60)
        .map(|level| {
            format!("type U{} = list[U{level}] | tuple[U{level}, U{level}] | dict[str, U{level}]\n", level + 1)
        })
        .collect();
    survive(&format!("type U0 = int\n{unions}class X:\n    a: U60\n    b: list[U60 | U59 | str]\n"));

    let pairs: String = (0..60).map(|level| format!("type P{}[T] = P{level}[tuple[T, T]]\n", level + 1)).collect();
    survive(&format!("type P0[T] = list[T] | T\n{pairs}class X:\n    a: P60[int]\n"));
    survive("type P[T] = T | list[P[list[T]]]\nclass X:\n    a: P[int]\n");

    let bases: String = (0..60).map(|level| format!("class C{}[T](C{level}[tuple[T, T]]): ...\n", level + 1)).collect();
    survive(&format!("class C0[T]:\n    a: T\n{bases}class X(C60[int]):\n    b: 'C60[C60[X]]'\n"));
}

#[test]
fn aliases_that_are_no_types_are_survived() {
    survive("A = 'x' + 'y'\nB = A + A\nclass X:\n    a: A\n    b: B[int]\n");
}

#[test]
fn type_parameters_that_mean_themselves_are_survived() {
    survive("class N[T: N]:\n    a: T\n    b: 'N[N[T]]'\nclass X:\n    n: N\n");
    survive("class N[T = N[N]]:\n    a: T\nclass X:\n    n: N\n");
    survive("from typing import *\nT = TypeVar('T', bound='T')\nclass N(Generic[T]):\n    a: T\n");
    survive("class A[T]:\n    a: 'B[list[T]]'\n    t: T\nclass B[T]:\n    b: 'A[set[T]]'\n    t: T\n");
}

#[test]
fn long_hierarchies_are_read() {
    let classes: String = (0..60).map(|index| format!("class C{}(C{index}):\n    a{index}: C0\n", index + 1)).collect();
    let source = format!("class C0:  # pickle: family\n    a: int\n{classes}");
    survive(&source);
}

#[test]
fn names_that_mean_themselves_are_survived() {
    survive("A = A\nB = C\nC = B\nclass X(A):\n    a: A\n    b: B = C\n");
    survive("class X(X):\n    x: X\n");
    survive("type R = R | None\nclass X:\n    a: R\n    b: 'Literal[R]'\n");
}

/// Generates from as many lines or classes as would take minutes if each were looked at for each other one.
#[track_caller]
fn survive_in_time(source: &str) {
    let start = Instant::now();
    survive(source);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn long_chains_of_generic_classes_are_read() {
    let class = |index: usize| format!("class C{index}[T]:\n    a: 'C{}[T]'\n", index + 1);
    let chain: String = (0..20_000).map(class).collect();
    survive_in_time(&format!("{chain}class C20000[T]:\n    a: dict[T, float]\n"));
}

#[test]
fn long_files_are_read() {
    let count = 20_000;
    let classes = (0..count).map(|index| format!("class C{index}:\n    a: int\n    b: 'C{}'\n", (index + 1) % count));
    survive_in_time(&classes.collect::<String>());
}
