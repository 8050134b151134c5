//! Schema evolution: what `pickle-codegen diff` says about each case in `evolution/` is what real Pythons do with the
//! pickles of the other version, and what the generated Rust does.
//!
//! A case has the Python of both versions with a function `samples()`; nobody writes down what should come out. For
//! Python, `python/evolution.py` loads the pickles of one version with the classes of the other and looks. For Rust, the
//! checked-in types of the other version load them; what they dump is judged in the same way.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use pickle_codegen::compare::{Effect, Effects};
use pickle_core::schema::{ClassKind, ClassName};
use pickle_core::{Pickle, Unpickle, dumps, loads};
use pickle_tests::interpreter::{Interpreter, interpreters_and_environments, skip_unseen};
use pickle_tests::path;

use self::cases::{Case, Language, Side, cases};
use self::observed::{contradictions, judge};
use self::rust::LOADERS;

#[path = "evolution/cases.rs"]
mod cases;
#[path = "evolution/observed.rs"]
mod observed;
#[path = "styles/options.rs"]
mod options;
#[path = "../evolution/rust.rs"]
#[rustfmt::skip]
#[allow(missing_docs, unreachable_pub, dead_code, reason = "as the Python is")]
mod rust;

/// The cases that the judge of the generated Rust cannot look into, and the side that dumped.
const NOT_JUDGED: &[(&str, Side, &str)] =
    &[("flag_member_added", Side::New, "Rust keeps the bit, and Python refuses it in what Rust dumps again")];

/// A class of a version of a case in Rust.
struct Loader {
    case: &'static str,
    side: &'static str,
    class: &'static str,
    load_and_dump: fn(&[u8]) -> pickle_core::Result<Vec<u8>>,
}

impl Loader {
    const fn of<T>(case: &'static str, side: &'static str, class: &'static str) -> Loader
    where
        T: Pickle + for<'de> Unpickle<'de>,
    {
        Loader { case, side, class, load_and_dump: |pickle| dumps(&loads::<T>(pickle)?) }
    }
}

#[test]
fn the_rust_is_what_the_generator_writes() {
    let mut changed = Vec::new();
    let mut modules = String::from("//! The types of both versions of each case, and the table of all.\n\n");
    let mut rows = String::new();
    for case in cases() {
        for side in Side::BOTH {
            let module = format!("{}_{}", case.name, side.name());
            let file = format!("{}/{}.rs", case.name, side.name());
            changed.extend(write_if_new(&path("evolution").join(&file), &case.side(side).rust));
            let _ = writeln!(modules, "#[path = {file:?}]\npub mod {module};");
            rows += &rows_of(&case, side, &module);
        }
    }
    let _ = write!(modules, "\n/// Every class.\npub(super) const LOADERS: &[super::Loader] = &[\n{rows}];\n");
    changed.extend(write_if_new(&path("evolution").join("rust.rs"), &modules));
    assert!(changed.is_empty(), "these were out of date and are written now, look at the changes: {changed:?}");
}

fn rows_of(case: &Case, side: Side, module: &str) -> String {
    let generated = case.side(side);
    let classes = generated.schema.classes.iter().filter(|class| class.kind != ClassKind::External);
    let row = |name: &ClassName| {
        let ty = generated.rust_path(name).expect("a class of the schema has a type");
        format!("    super::Loader::of::<{module}::{ty}>({:?}, {:?}, \"{name}\"),\n", case.name, side.name())
    };
    classes.map(|class| row(&class.name)).collect()
}

/// The name of a file, if it had to be written.
fn write_if_new(file: &Path, text: &str) -> Option<String> {
    if fs::read_to_string(file).ok().as_deref() == Some(text) {
        return None;
    }
    fs::write(file, text).expect("the file can be written");
    Some(file.display().to_string())
}

#[test]
fn python_does_what_is_said() {
    let cases = cases();
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    with_each(&pythons(), |interpreter, pickles| {
        let observed = judge(interpreter, pickles);
        for (case, side) in cases.iter().flat_map(|case| Side::BOTH.map(|side| (case, side))) {
            if let Some(observed) = observed.get(&(case.name.clone(), side)) {
                seen.insert(case.name.clone());
                let found = contradictions(case, side, Language::Python, observed);
                failures.extend(found.into_iter().map(|text| format!("{}: {text}", interpreter.label())));
            }
        }
    });
    skip_unseen(&cases.iter().map(|case| &*case.name).filter(|name| !seen.contains(*name)).collect::<Vec<_>>());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_generated_rust_does_what_is_said() {
    let cases = cases();
    let mut failures = Vec::new();
    with_each(&newest(pythons()), |interpreter, pickles| {
        let answers = pickles.with_extension("rust");
        let failed = load_all(&cases, pickles, &answers);
        let mut observed = judge(interpreter, &answers);
        for (case, side, class) in failed {
            observed.entry((case, side)).or_default().insert((class, "*".to_owned()), Effect::Error);
        }
        observed.retain(|(case, side), _| !NOT_JUDGED.iter().any(|(name, dumped, _)| name == case && dumped == side));
        for (case, side) in cases.iter().flat_map(|case| Side::BOTH.map(|side| (case, side))) {
            if let Some(observed) = observed.get(&(case.name.clone(), side)) {
                let found = contradictions(case, side, Language::Rust, observed);
                failures.extend(found.into_iter().map(|text| format!("{}: {text}", interpreter.label())));
            }
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Loads every pickle with the Rust of the other version and dumps it; the result are those that fail to load.
fn load_all(cases: &[Case], pickles: &Path, answers: &Path) -> Vec<(String, Side, String)> {
    let mut failed = Vec::new();
    for (case, side) in cases.iter().flat_map(|case| Side::BOTH.map(|side| (case, side))) {
        let directory = Path::new(&case.name).join(side.name());
        fs::create_dir_all(answers.join(&directory)).expect("a directory for the answers");
        for entry in fs::read_dir(pickles.join(&directory)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let class = name.trim_end_matches(".pickle").split_once('-').expect("a number and a class").1.to_owned();
            let pickle = fs::read(entry.path()).expect("the pickle is readable");
            match loader(case, side, &class).map(|loader| (loader.load_and_dump)(&pickle)) {
                Some(Ok(dump)) => fs::write(answers.join(&directory).join(name), dump).expect("a place for the answer"),
                Some(Err(_)) | None => failed.push((case.name.clone(), side, class)),
            }
        }
    }
    failed
}

/// The other version's type for a class of a side.
fn loader(case: &Case, side: Side, class: &str) -> Option<&'static Loader> {
    let own = case.class(side, class)?;
    let is_meant = |old: &&ClassName| case.name_at(side, old) == *own;
    let old = case.comparison.findings.iter().map(|finding| &finding.class).find(is_meant).unwrap_or(own);
    let name = case.name_at(side.other(), old).to_string();
    let mut of_side = LOADERS.iter().filter(|loader| loader.case == case.name && loader.side == side.other().name());
    of_side.find(|loader| loader.class == name)
}

/// Every Python 3 of this machine, and the environments with libraries.
fn pythons() -> Vec<Interpreter> {
    let all = interpreters_and_environments().into_iter();
    let found: Vec<Interpreter> = all.filter(|one| !one.version.starts_with("2.")).collect();
    if found.is_empty() {
        eprintln!("skipped: no Python is found; PICKLE_REQUIRE_PYTHON=1 makes this a failure");
    }
    found
}

/// The environments, and the last of the others: what they write differs little, and Rust is the same for all.
fn newest(pythons: Vec<Interpreter>) -> Vec<Interpreter> {
    let (environments, mut plain): (Vec<_>, Vec<_>) = pythons.into_iter().partition(|one| one.environment.is_some());
    plain.sort_by_key(|one| one.version.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>());
    plain.into_iter().next_back().into_iter().chain(environments).collect()
}

/// Works with each Python and the pickles that it writes.
fn with_each(pythons: &[Interpreter], mut work: impl FnMut(&Interpreter, &Path)) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for interpreter in pythons {
        let pickles = directory.path().join(interpreter.label());
        let dumped = interpreter.run("evolution.py", &["dump".as_ref(), &pickles]);
        dumped.unwrap_or_else(|error| panic!("Python {}: {error}", interpreter.label()));
        work(interpreter, &pickles);
    }
}

#[test]
fn the_guide_has_every_case() {
    let file = path("../docs/evolution-cases.md");
    let changed = write_if_new(&file, &page(&cases()));
    assert!(changed.is_none(), "docs/evolution-cases.md was out of date and is written now");
}

fn page(cases: &[Case]) -> String {
    let mut page = String::from(
        "# Changes and what they do\n\nWhat `pickle-codegen diff` says about the cases in `tests/evolution`, written by a \
         test. Other tests hold it against every Python that is there, and against the generated Rust.\n\nThe columns are \
         what new code makes of an old pickle, and old code of a new one, each in Python and in Rust:\n\n\
         | effect | meaning | breaks |\n|---|---|---|\n",
    );
    for effect in Effect::ALL {
        let breaks = if effect.breaks() { "yes" } else { "" };
        let _ = writeln!(page, "| {effect} | {} | {breaks} |", effect.meaning());
    }
    page += "\n| case | what changed | Python, old pickle | Rust, old pickle | Python, new pickle | Rust, new pickle |\n\
             |---|---|---|---|---|---|\n";
    for case in cases {
        page += &rows_of_case(case);
    }
    page
}

fn rows_of_case(case: &Case) -> String {
    let mut about = format!("{} [{}](../tests/evolution/{})", case.about, case.name, case.name);
    let mut rows = String::new();
    for finding in &case.comparison.findings {
        let mut changes: Vec<String> = finding.changes.iter().map(ToString::to_string).collect();
        if changes.is_empty() {
            changes.push("what it holds changed".to_owned());
        }
        let field = finding.field.iter().map(|field| format!("`{field}`: ")).collect::<String>();
        let what = format!("{field}{}", changes.join(", ")).replace('|', "\\|");
        let _ = writeln!(rows, "| {about} | {what} | {} | {} |", cells(finding.read_old), cells(finding.write_old));
        about = String::new();
    }
    if case.comparison.is_empty() {
        let _ = writeln!(rows, "| {about} | nothing | | | | |");
    }
    rows
}

fn cells(effects: Effects) -> String {
    format!("{} | {}", effects.python, effects.rust)
}
