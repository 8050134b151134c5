//! Packages from PyPI, as a virtual environment has them: pickle-codegen reads every module, its output compiles without
//! warnings or edits, and instances that the libraries themselves pickled load as the generated types, dump, and are
//! equal for the library.
//!
//! `PICKLE_PYPI_PYTHON` names the Python of an environment with `pypi/requirements.txt`; without it the test is skipped, or fails where `PICKLE_REQUIRE_PYTHON` is set.
//! What they find is written into `docs/packages.md`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pickle_codegen::{Code, Diagnostics, Generated, Options, Search, Severity, generate};
use pickle_core::schema::ClassName;
use pickle_tests::path;

/// The packages by the names under which they are imported, with what most of their classes are.
const PACKAGES: &[(&str, &str)] = &[
    ("astral", "dataclasses"),
    ("chess", "dataclasses, plain classes, flags"),
    ("cyclonedx", "plain classes, enumerations"),
    ("geopy", "plain classes, named tuples"),
    ("h11", "dataclasses with slots"),
    ("h2", "dataclasses, enumerations"),
    ("hyperlink", "plain classes"),
    ("ib_async", "dataclasses, named tuples"),
    ("icalendar", "plain classes, subclasses of `str`"),
    ("isodate", "plain classes"),
    ("lark", "plain classes"),
    ("lsprotocol", "attrs, enumerations"),
    ("markdown_it", "dataclasses with slots"),
    ("mido", "plain classes"),
    ("openapi_pydantic", "pydantic"),
    ("outcome", "attrs with slots"),
    ("packageurl", "named tuples"),
    ("packaging", "plain classes with slots"),
    ("pymodbus", "plain classes, enumerations"),
    ("rfc3986", "named tuples"),
    ("rich", "plain classes, named tuples"),
    ("semver", "plain classes with slots"),
    ("spdx_tools", "dataclasses, enumerations"),
    ("tldextract", "dataclasses"),
];

/// The class whose fields hold instances of subclasses.
const FAMILY: &str = "ib_async.contract.Contract";

const H11: &str = "Python cannot load its pickles either: the class is frozen and has slots";
const SPDX: &str = "a decorator of the library renames its attributes, as the note PC026 says that it may";

/// Classes of which an instance is pickled, but of which the source does not tell enough, with the reason.
const LEFT_OUT: &[(&str, &str)] = &[
    ("icalendar.enums.BUSYTYPE", "its `__reduce_ex__` calls the class with the name of the member"),
    ("chess.Board", "its bitboards are larger than an `i64`, as the error says when it is loaded"),
    ("h11._events.Data", H11),
    ("h11._events.EndOfMessage", H11),
    ("isodate.duration.Duration", "its annotations say `int`, its attributes are `Decimal`s"),
    ("lark.tree.Meta", "its annotations name attributes that only some instances have"),
    ("spdx_tools.spdx.model.actor.Actor", SPDX),
    ("spdx_tools.spdx.model.checksum.Checksum", SPDX),
    ("spdx_tools.spdx.model.external_document_ref.ExternalDocumentRef", SPDX),
    ("spdx_tools.spdx.model.package.PackageVerificationCode", SPDX),
    (
        "outcome.Value",
        "it is `outcome._impl.Value` in the source; the library changes its `__module__` while it is imported",
    ),
];

#[test]
fn packages_compile_and_their_instances_go_both_ways() {
    let Some(python) = std::env::var_os("PICKLE_PYPI_PYTHON").map(PathBuf::from) else {
        assert!(std::env::var_os("PICKLE_REQUIRE_PYTHON").is_none(), "PICKLE_PYPI_PYTHON is not set");
        eprintln!("skipped: PICKLE_PYPI_PYTHON names no Python with the packages of pypi/requirements.txt");
        return;
    };
    let site = site_packages(&python);
    let packages: Vec<Package> = PACKAGES.iter().map(|(name, style)| Package::read(&site, name, style)).collect();
    let instances = write_instances(&python);
    let scratch = Scratch::new();
    write_program(&scratch, &site, &instances);
    check_that_all_compile(&scratch, &packages);
    run_instances(&scratch, &instances);
    let verified = verify(&python, &instances);
    assert!(verified.len() >= 40, "only {} classes", verified.len());
    let report = report(&packages, &verified);
    let file = path("../docs/packages.md");
    if fs::read_to_string(&file).ok().as_deref() != Some(&report) {
        fs::write(&file, report).expect("the report can be written");
        panic!("docs/packages.md was out of date and is written now");
    }
}

fn site_packages(python: &Path) -> PathBuf {
    let script = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let output = Command::new(python).args(["-c", script]).output().expect("the Python runs");
    PathBuf::from(String::from_utf8(output.stdout).expect("a path").trim())
}

/// What is generated of a package.
struct Package {
    name: &'static str,
    style: &'static str,
    modules: usize,
    generated: Generated,
}

impl Package {
    fn read(site: &Path, name: &'static str, style: &'static str) -> Package {
        let sources = Search::new().root(site).module(name).read().expect("the package is there");
        let modules = sources.modules_wanted();
        match generate(&sources, &Options::default()) {
            Ok(generated) => Package { name, style, modules, generated },
            Err(errors) => panic!("{name}: {errors}"),
        }
    }

    fn count(&self, is_counted: impl Fn(Code) -> bool) -> usize {
        self.generated.diagnostics.iter().filter(|finding| is_counted(finding.code)).count()
    }
}

/// The crate of the program that loads and dumps the instances.
const PROGRAM_CRATE: &str = "instances";

/// A workspace of its own beside this one: what is generated has to compile outside of this repository too. Each package
/// is a crate, so that several compile at the same time.
struct Scratch {
    directory: PathBuf,
}

impl Scratch {
    fn new() -> Scratch {
        let scratch = Scratch { directory: Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages") };
        let names = PACKAGES.iter().map(|(name, _)| *name).chain([PROGRAM_CRATE]);
        let members: Vec<&str> = names.inspect(|name| scratch.write_manifest(name)).collect();
        scratch.write("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"));
        // The same versions as here, which are there without a network.
        scratch.write("Cargo.lock", &fs::read_to_string(path("../Cargo.lock")).expect("the lock file"));
        scratch
    }

    fn write_manifest(&self, name: &str) {
        let core = path("../pickle-core").display().to_string();
        let package = format!("[package]\nname = \"generated-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        let manifest = format!("{package}\n[dependencies]\npickle-core = {{ path = {core:?} }}\n");
        self.write(&format!("{name}/Cargo.toml"), &manifest);
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.directory.join(file);
        if fs::read_to_string(&file).ok().as_deref() != Some(text) {
            fs::create_dir_all(file.parent().expect("the file is in a directory")).expect("the directory can be made");
            fs::write(file, text).expect("the file can be written");
        }
    }

    fn cargo(&self, arguments: &[&str]) {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // What the crates depend on is in the target directory of this repository's workspace already.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the directory is in the target directory");
        cargo.args(arguments).current_dir(&self.directory).env("CARGO_TARGET_DIR", target);
        let output = cargo.output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn check_that_all_compile(scratch: &Scratch, packages: &[Package]) {
    for Package { name, generated, .. } in packages {
        scratch.write(&format!("{name}/src/{name}.rs"), &generated.rust);
        let module = format!("pub mod {name} {{\n    include!(\"{name}.rs\");\n}}\n");
        scratch.write(&format!("{name}/src/lib.rs"), &format!("#![deny(warnings)]\n#![allow(dead_code)]\n{module}"));
    }
    let program = format!("generated-{PROGRAM_CRATE}");
    scratch.cargo(&["check", "--quiet", "--offline", "--keep-going", "--workspace", "--exclude", &program]);
}

/// The files of the instances, with their classes.
struct Instances {
    directory: PathBuf,
    classes: BTreeMap<String, ClassName>,
}

fn write_instances(python: &Path) -> Instances {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages-instances");
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("the directory can be made");
    let output = Command::new(python).arg(path("pypi/instances.py")).arg("write").arg(&directory).output();
    let output = output.expect("the Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let index = fs::read_to_string(directory.join("index.txt")).expect("the index");
    let classes = index.lines().map(|line| {
        let [name, module, qualname] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        (name.to_owned(), ClassName::new(module, qualname))
    });
    let is_type = |class: &ClassName| LEFT_OUT.iter().all(|(name, _)| *name != class.to_string());
    let classes = classes.filter(|(_, class)| is_type(class)).collect();
    Instances { directory, classes }
}

/// Writes the program that loads every instance as its generated type and dumps it.
fn write_program(scratch: &Scratch, site: &Path, instances: &Instances) {
    let mut program = "#![allow(dead_code)]\n".to_owned();
    let mut calls = String::new();
    let top = |class: &ClassName| class.module.split('.').next().unwrap_or_default().to_owned();
    let mut packages: Vec<String> = instances.classes.values().map(top).collect();
    packages.sort();
    packages.dedup();
    for package in &packages {
        let wanted = instances.classes.values().filter(|class| top(class) == *package);
        let options =
            Options::default().with_classes(wanted.map(ToString::to_string)).with_families([FAMILY.to_owned()]);
        let sources = Search::new().root(site).module(package).read().expect("the package is there");
        let generated = generate(&sources, &options).expect("the package is Python");
        scratch.write(&format!("{PROGRAM_CRATE}/src/{package}.rs"), &generated.rust);
        writeln!(program, "mod {package} {{\n    include!(\"{package}.rs\");\n}}").unwrap();
        for (name, class) in instances.classes.iter().filter(|(_, class)| top(class) == *package) {
            let Some(path) = generated.rust_path(class) else {
                panic!("{class} is no type:\n{}", about(&generated.diagnostics, class))
            };
            writeln!(calls, "        round_trip::<{package}::{path}>(&directory, {name:?}),").unwrap();
        }
    }
    program.push_str(PROGRAM);
    let calls = format!("    [\n{calls}    ]\n    .into_iter()\n    .flatten()\n    .collect()");
    writeln!(program, "fn round_trips(directory: std::path::PathBuf) -> Vec<String> {{\n{calls}\n}}").unwrap();
    scratch.write(&format!("{PROGRAM_CRATE}/src/main.rs"), &program);
}

fn run_instances(scratch: &Scratch, instances: &Instances) {
    let directory = instances.directory.to_str().expect("a path in UTF-8");
    let program = format!("generated-{PROGRAM_CRATE}");
    scratch.cargo(&["run", "--quiet", "--offline", "--package", &program, "--", directory]);
}

const PROGRAM: &str = r#"
fn main() {
    let failures = round_trips(std::env::args_os().nth(1).unwrap().into());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn round_trip<T>(directory: &std::path::Path, name: &str) -> Option<String>
where
    T: pickle_core::Pickle + for<'de> pickle_core::Unpickle<'de> + PartialEq + std::fmt::Debug,
{
    let bytes = std::fs::read(directory.join(format!("{name}.pickle"))).unwrap();
    let dump = pickle_core::loads::<T>(&bytes).and_then(|value| {
        let dump = pickle_core::dumps(&value)?;
        assert_eq!(pickle_core::loads::<T>(&dump)?, value, "{name}");
        Ok(dump)
    });
    match dump {
        Ok(dump) => std::fs::write(directory.join(format!("{name}.out")), dump).err().map(|error| error.to_string()),
        Err(error) => Some(format!("{name}: {error}")),
    }
}
"#;

/// What there is to say where the class is.
fn about(diagnostics: &Diagnostics, class: &ClassName) -> String {
    let name = format!("`{}`", class.qualname);
    let findings = diagnostics.iter().filter(|finding| finding.message.contains(&name));
    findings.map(|finding| format!("{}: {}\n", finding.code, finding.message)).collect()
}

/// Lets the libraries compare what Rust dumped with what they pickled; the classes, and how many of each were the same.
fn verify(python: &Path, instances: &Instances) -> BTreeMap<String, usize> {
    let mut check = Command::new(python);
    check.arg(path("pypi/instances.py")).arg("check").arg(&instances.directory);
    let output = check.output().expect("the Python runs");
    let answers = String::from_utf8(output.stdout).expect("the answers are UTF-8");
    let mut verified = BTreeMap::new();
    let mut failures = Vec::new();
    for answer in answers.lines() {
        let (name, verdict) = answer.split_once(' ').unwrap_or((answer, ""));
        match instances.classes.get(name) {
            Some(class) if verdict == "same" => *verified.entry(class.to_string()).or_default() += 1,
            Some(_) => failures.push(answer),
            None => {}
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.join("\n"), String::from_utf8_lossy(&output.stderr));
    verified
}

fn report(packages: &[Package], verified: &BTreeMap<String, usize>) -> String {
    let mut text = REPORT.to_owned();
    text.push_str("| package | mostly | modules | types | classes left out | `Any` for want of a type | notes |\n");
    text.push_str("|---|---|---|---|---|---|---|\n");
    for package in packages {
        let left_out = package.count(|code| (Code::ClassStyle..=Code::DefinedTwice).contains(&code));
        let is_any = |code: Code| (Code::AnnotationUnmapped..=Code::AlternativesUnclear).contains(&code);
        let any = package.count(|code| is_any(code) && code.severity() == Severity::Warning);
        let notes = package.count(|code| code.severity() == Severity::Note);
        let (name, style, modules) = (package.name, package.style, package.modules);
        let types = package.generated.schema.classes.len();
        writeln!(text, "| {name} | {style} | {modules} | {types} | {left_out} | {any} | {notes} |").unwrap();
    }
    text.push_str("\n## Refused, and why\n\n");
    text.push_str("How often a class of these packages is left out, by the reason; names are replaced by `..`.\n\n");
    text.push_str("| classes | reason |\n|---|---|\n");
    for (reason, count) in reasons(packages) {
        writeln!(text, "| {count} | {reason} |").unwrap();
    }
    write!(text, "\n## Instances\n\n{} classes, {} instances:\n\n", verified.len(), verified.values().sum::<usize>())
        .unwrap();
    for class in verified.keys() {
        writeln!(text, "* `{class}`").unwrap();
    }
    text.push_str("\nPickled by the libraries, but the source does not tell enough:\n\n");
    for (class, reason) in LEFT_OUT {
        writeln!(text, "* `{class}`: {reason}").unwrap();
    }
    text
}

const REPORT: &str = "# Packages from PyPI\n\nWhat pickle-codegen makes of the packages in \
[tests/pypi/requirements.txt](../tests/pypi/requirements.txt), written by [tests/tests/pypi.rs](../tests/tests/pypi.rs). Every \
module is read, what is generated compiles\nwithout warnings or edits, and instances that the libraries pickled load as the \
generated types, dump, and are equal for the library.\n\n";

/// Why classes are left out, the most frequent reason first.
fn reasons(packages: &[Package]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in packages.iter().flat_map(|package| package.generated.diagnostics.iter()) {
        if let Some((_, reason)) = finding.message.split_once(" is left out: ") {
            let parts = reason.split('`').enumerate();
            let is_special = |part: &str| part.starts_with("__");
            let parts = parts.map(|(index, part)| if index % 2 == 1 && !is_special(part) { ".." } else { part });
            *counts.entry(parts.collect::<Vec<_>>().join("`")).or_default() += 1;
        }
    }
    let mut reasons: Vec<(String, usize)> = counts.into_iter().collect();
    reasons.sort_by_key(|(reason, count)| (usize::MAX - count, reason.clone()));
    reasons
}
