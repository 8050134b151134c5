//! How the program says what there is to say: formats, colours, quiet runs, and the pages that shells and `man` read.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

const SOURCE: &str = "class Order:\n    id: Missing  # pickle: share\n    total: int = sum(())\n";

/// Runs the program beside `models.py`.
fn run(arguments: &[&str]) -> Output {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    fs::write(directory.path().join("models.py"), SOURCE).expect("the file is writable");
    let mut program = Command::new(env!("CARGO_BIN_EXE_pickle-codegen"));
    program.args(arguments).current_dir(directory.path());
    program.output().expect("the program runs")
}

fn messages(arguments: &[&str]) -> String {
    String::from_utf8(run(arguments).stderr).expect("messages are UTF-8")
}

fn printed(arguments: &[&str]) -> String {
    String::from_utf8(run(arguments).stdout).expect("the output is UTF-8")
}

#[test]
fn people_get_a_summary_at_the_end() {
    assert!(messages(&["models.py"]).ends_with("\n\nwarning: 2 warnings, 1 note\n"));
}

#[test]
fn json_is_an_object_a_line() {
    let said = messages(&["models.py", "--format", "json"]);
    insta::assert_snapshot!(said, @r#"
    {"code":"PC030","severity":"warning","message":"the annotation `Missing` has no Rust type; the value is `Any`","label":"not defined in its module, once and for all","help":"annotate with a class of the input or a type from the table in the README","file":"models.py","line":2,"column":9,"end_line":2,"end_column":16,"byte_start":21,"byte_end":28}
    {"code":"PC012","severity":"warning","message":"`# pickle: share` is not understood","label":null,"help":"understood are `shared` and `shared(arc)`, `weak` and `weak(arc)`, and `family`","file":"models.py","line":2,"column":18,"end_line":2,"end_column":33,"byte_start":30,"byte_end":45}
    {"code":"PC040","severity":"note","message":"the default of `total` is not carried over: `sum(())` is not a constant","label":null,"help":"it is `Maybe::Absent` in Rust as long as an instance leaves it to its class","file":"models.py","line":3,"column":18,"end_line":3,"end_column":25,"byte_start":63,"byte_end":70}
    "#);
    for line in said.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("the line is JSON");
        assert_eq!(object["file"], "models.py");
    }
    let readme = include_str!("../README.md");
    let object: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(said.lines().next().expect("there is a line")).expect("the line is JSON");
    for key in object.keys() {
        assert!(readme.contains(&format!("`{key}`")), "the README lacks `{key}`");
    }
}

#[test]
fn github_gets_workflow_commands() {
    insta::assert_snapshot!(messages(&["models.py", "--format", "github"]), @r"
    ::warning file=models.py,line=2,col=9,endLine=2,endColumn=16,title=PC030::the annotation `Missing` has no Rust type; the value is `Any`%0Anot defined in its module, once and for all%0Ahelp: annotate with a class of the input or a type from the table in the README
    ::warning file=models.py,line=2,col=18,endLine=2,endColumn=33,title=PC012::`# pickle: share` is not understood%0Ahelp: understood are `shared` and `shared(arc)`, `weak` and `weak(arc)`, and `family`
    ::notice file=models.py,line=3,col=18,endLine=3,endColumn=25,title=PC040::the default of `total` is not carried over: `sum(())` is not a constant%0Ahelp: it is `Maybe::Absent` in Rust as long as an instance leaves it to its class
    ");
}

#[test]
fn failures_are_told_in_the_format_as_well() {
    let json = messages(&["missing.py", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&json).expect("the line is JSON");
    assert!(object["message"].as_str().is_some_and(|message| message.starts_with("cannot read missing.py: ")));
    assert!(object["code"].is_null() && object["file"].is_null());
    assert!(messages(&["missing.py", "--format", "github"]).starts_with("::error::cannot read missing.py: "));
}

#[test]
fn a_quiet_run_says_nothing_but_errors() {
    assert_eq!(messages(&["models.py", "--quiet"]), "");
    assert!(messages(&["-q", "missing.py"]).starts_with("error: cannot read missing.py: "));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    assert!(!messages(&["models.py"]).contains('\u{1b}'));
    assert!(!messages(&["models.py", "--color", "never"]).contains('\u{1b}'));
    assert!(messages(&["models.py", "--color", "always"]).contains("\u{1b}["));
}

#[test]
fn shells_complete_the_command_line() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(printed(&["completions", shell]).contains("out-dir"), "{shell}");
    }
}

#[test]
fn the_manual_names_options_commands_and_exit_codes() {
    let page = printed(&["man"]);
    for part in [".TH pickle-codegen 1", "\\-\\-keep\\-going", "completions", "Exit codes"] {
        assert!(page.contains(part), "no `{part}` in\n{page}");
    }
}

#[test]
fn manual_pages_can_be_installed() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    run(&["man", "--out-dir", &directory.path().display().to_string()]);
    for page in ["pickle-codegen.1", "pickle-codegen-completions.1", "pickle-codegen-man.1"] {
        assert!(directory.path().join(page).is_file(), "{page}");
    }
}

#[test]
fn a_file_that_is_called_as_a_command_is_read_by_its_path() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    fs::write(directory.path().join("man"), "class Order: ...\n").expect("the file is writable");
    let mut program = Command::new(env!("CARGO_BIN_EXE_pickle-codegen"));
    let output = program.arg("./man").current_dir(directory.path()).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("pub struct Order"));
}
