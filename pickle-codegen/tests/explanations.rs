//! The pages of `--explain`: their examples are run, and cause the code.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use pickle_codegen::Code;

/// Codes without an example: a file of 4 GiB is none, and pickles are not written by hand.
const WITHOUT_EXAMPLE: &[Code] = &[
    Code::TooLarge,
    Code::SampleLayouts,
    Code::SampleLayoutUnknown,
    Code::SampleCycle,
    Code::SampleTypeUnknown,
    Code::SampleNamesUnknown,
];

/// What runs where a page shows no command.
const USUAL_COMMAND: &str = "pickle-codegen models.py";

/// Runs a command line in a directory, with the programs of this crate on the path.
fn shell(directory: &Path, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_pickle-codegen"));
    let programs = program.parent().expect("the program is in a directory").display();
    let path = format!("{programs}:{}", std::env::var("PATH").expect("there is a path"));
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(directory).env("PATH", path);
    shell.output().expect("there is a shell")
}

/// The blocks of a page in one language.
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let begin = format!("```{language}\n");
    let parts = page.split(&begin).skip(1);
    parts.map(|part| part.split_once("```").expect("the block ends").0).collect()
}

/// Writes a block to the file that its first line names, or else to `models.py`.
fn write_python(directory: &Path, block: &str) {
    let first = block.lines().next().and_then(|line| line.strip_prefix("# "));
    let path = directory.join(first.filter(|name| name.ends_with(".py")).unwrap_or("models.py"));
    fs::create_dir_all(path.parent().expect("the file is in a directory")).expect("the directory is writable");
    fs::write(path, block).expect("the file is writable");
}

/// What the example of a page makes the program say.
fn run_example(page: &str) -> String {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    blocks(page, "python").into_iter().for_each(|block| write_python(directory.path(), block));
    let console = blocks(page, "console");
    let commands = console.iter().flat_map(|block| block.lines()).map(|line| {
        let command = line.strip_prefix("$ ");
        command.expect("a console block holds commands")
    });
    let mut commands: Vec<&str> = commands.collect();
    if commands.is_empty() {
        commands.push(USUAL_COMMAND);
    }
    let outputs = commands.into_iter().map(|command| shell(directory.path(), command));
    outputs.map(|output| String::from_utf8(output.stderr).expect("messages are UTF-8")).collect()
}

#[test]
fn every_example_causes_its_code() {
    for code in Code::ALL.iter().filter(|code| !WITHOUT_EXAMPLE.contains(code)) {
        let said = run_example(code.explanation());
        assert!(said.contains(&format!("{}[{code}]", code.severity())), "the example of {code} causes:\n{said}");
    }
}

#[test]
fn every_page_says_what_to_do() {
    for code in Code::ALL {
        let page = code.explanation();
        assert!(page.contains("\n## What to do\n\n"), "{code}");
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{code}");
    }
}

#[test]
fn every_page_belongs_to_a_code() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/explanations");
    for entry in fs::read_dir(directory).expect("the directory is readable") {
        let name = entry.expect("the directory is readable").file_name();
        let code = Path::new(&name).file_stem().and_then(|stem| stem.to_str()).expect("the name is UTF-8");
        assert!(code.parse::<Code>().is_ok_and(|found| found.as_str() == code), "{code}");
    }
}

#[test]
fn the_program_prints_the_page() {
    let output = shell(Path::new("."), "pickle-codegen --explain pc030");
    let printed = String::from_utf8(output.stdout).expect("the page is UTF-8");
    let title = "warning PC030: an annotation has no Rust type and becomes `Any`\n\n";
    assert_eq!(printed, format!("{title}{}", Code::AnnotationUnmapped.explanation()));

    let unknown = shell(Path::new("."), "pickle-codegen --explain PC999");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("`PC999` is no code"));
}
