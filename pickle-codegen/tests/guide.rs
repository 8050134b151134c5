//! The guide in `docs/`: what its chapters show is what happens, from an empty directory on.
//!
//! A block that names a file in its first line is written to that file; another block of Rust shows a part of a file
//! that is there. A `console` runs, and prints what stands below each command. `...` stands for any lines.

#![cfg(unix)]

#[path = "guide/blocks.rs"]
mod blocks;
#[path = "guide/project.rs"]
mod project;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pickle_codegen::Code;

use self::blocks::{Block, blocks, is_shown};
use self::project::Project;

/// Chapters without files or commands.
const REFERENCES: &[&str] = &[
    "README.md",
    "class-styles.md",
    "cli.md",
    "diagnostics.md",
    "evolution-cases.md",
    "packages.md",
    "performance.md",
    "schema.md",
];

macro_rules! chapters {
    ($($test:ident: $file:literal)+) => {
        const CHAPTERS: &[&str] = &[$($file),+];
        $(#[test] fn $test() { follow($file); })+
    };
}

chapters! {
    getting_started: "getting-started.md"
    service: "service.md"
    unions: "unions.md"
    samples: "samples.md"
    configuration: "configuration.md"
    build: "build.md"
    evolution: "evolution.md"
    python: "python.md"
    safety: "safety.md"
    serde_pickle: "serde-pickle.md"
}

#[test]
fn the_summary_has_every_chapter() {
    let mut listed = links("SUMMARY.md");
    let mut expected: Vec<String> = CHAPTERS.iter().chain(REFERENCES).map(|name| (*name).to_owned()).collect();
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
}

#[test]
fn the_links_of_the_guide_lead_somewhere() {
    let pages = CHAPTERS.iter().chain(REFERENCES).chain(&["SUMMARY.md"]);
    let dead = pages.flat_map(|page| links(page).into_iter().map(move |link| (page, link)));
    let dead: Vec<_> = dead.filter(|(_, link)| !docs().join(link).exists()).collect();
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn the_guide_has_every_diagnostic() {
    let expected = diagnostics();
    if read("diagnostics.md") != expected {
        fs::write(docs().join("diagnostics.md"), expected).expect("the page can be written");
        panic!("docs/diagnostics.md was out of date and is written now");
    }
}

/// The page with what `--explain` says about every code.
fn diagnostics() -> String {
    let mut page =
        "# Diagnostics\n\nWhat `pickle-codegen --explain CODE` says about each code, written by a test.\n".to_owned();
    for code in Code::ALL {
        let explanation = code.explanation().replace("\n## ", "\n### ");
        page += &format!("\n## {code}: {}, {}\n\n{}\n", code.severity(), code.summary(), explanation.trim_end());
    }
    page
}

/// The files that a page links to.
fn links(page: &str) -> Vec<String> {
    let text = without_blocks(&read(page));
    let targets = text.split("](").skip(1).filter_map(|link| link.split(')').next());
    let files = targets.map(|target| target.split('#').next().unwrap_or_default());
    files.filter(|file| !file.is_empty() && !file.contains("://")).map(str::to_owned).collect()
}

/// The prose of a page.
fn without_blocks(page: &str) -> String {
    page.split("```").step_by(2).collect()
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn read(page: &str) -> String {
    fs::read_to_string(docs().join(page)).unwrap_or_else(|error| panic!("docs/{page}: {error}"))
}

/// Does what a reader of the chapter does.
fn follow(chapter: &str) {
    if !has_python() {
        eprintln!("skipped: there is no python3");
        return;
    }
    let text = read(chapter);
    let mut project = Project::new();
    for block in blocks(&text) {
        let place = format!("docs/{chapter}:{}", block.line);
        match (block.language, block.file()) {
            ("console", _) => run(&mut project, &block, &place),
            (_, Some(file)) => project.write(file, block.content()),
            ("rust", None) => expect_part(&project, &block, &place),
            (language, None) => panic!("{place}: a block of {language:?} names no file in its first line"),
        }
    }
}

fn has_python() -> bool {
    let is_found = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    let is_required = std::env::var_os("PICKLE_REQUIRE_PYTHON").is_some_and(|value| value != "0");
    assert!(is_found || !is_required, "PICKLE_REQUIRE_PYTHON is set and there is no python3");
    is_found
}

fn run(project: &mut Project, block: &Block<'_>, place: &str) {
    for (command, shown) in block.commands() {
        let printed = project.run(&command).replace(&format!("{}/", project.directory().display()), "");
        let is_same = shown.is_empty() || is_shown(&printed, &shown.replace("...\n", "..."), "...");
        assert!(is_same, "{place}: `{command}` prints\n{printed}\nand not\n{shown}");
    }
}

/// A part of a file is shown without naming it: what the generator wrote.
fn expect_part(project: &Project, block: &Block<'_>, place: &str) {
    let shown = format!("// ...\n{}// ...\n", block.text);
    let files = project.rust_files();
    let is_part = files.iter().any(|file| is_shown(file, &shown, "// ...\n"));
    assert!(is_part, "{place}: no file has these lines; there are\n{}", files.join("\n"));
}
