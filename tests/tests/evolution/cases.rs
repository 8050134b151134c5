//! The cases: two versions of classes each, and what `compare` says about them.

use std::fs;
use std::path::PathBuf;

use pickle_codegen::compare::{Change, Comparing, Comparison, Effect, Effects, Finding};
use pickle_codegen::{Generated, Options, Sources, generate};
use pickle_core::schema::ClassName;
use pickle_tests::path;

use super::options::with_header;

/// The version that dumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Old,
    New,
}

impl Side {
    pub(crate) const BOTH: [Side; 2] = [Side::Old, Side::New];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Old => "old",
            Side::New => "new",
        }
    }

    pub(crate) fn other(self) -> Side {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }

    /// What the finding says about the pickles of this side.
    pub(crate) fn effects(self, finding: &Finding) -> Effects {
        match self {
            Side::Old => finding.read_old,
            Side::New => finding.write_old,
        }
    }
}

/// Who loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Python,
    Rust,
}

impl Language {
    pub(crate) fn effect(self, effects: Effects) -> Effect {
        match self {
            Language::Python => effects.python,
            Language::Rust => effects.rust,
        }
    }
}

/// A directory in `evolution/`.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The first line of the docstring.
    pub(crate) about: String,
    pub(crate) old: Generated,
    pub(crate) new: Generated,
    pub(crate) comparison: Comparison,
}

impl Case {
    pub(crate) fn side(&self, side: Side) -> &Generated {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// The class with that qualified name.
    pub(crate) fn class(&self, side: Side, qualname: &str) -> Option<&ClassName> {
        let mut names = self.side(side).schema.classes.iter().map(|class| &class.name);
        names.find(|name| name.qualname == qualname)
    }

    /// What the class of an old name is called by a side, by the finding that it has another name.
    pub(crate) fn name_at(&self, side: Side, old: &ClassName) -> ClassName {
        let new = self.comparison.findings.iter().filter(|finding| finding.class == *old);
        let new = new.flat_map(|finding| &finding.changes).find_map(|change| match change {
            Change::ClassRenamed { to } => Some(to),
            _ => None,
        });
        new.filter(|_| side == Side::New).unwrap_or(old).clone()
    }
}

/// All cases, by name.
pub(crate) fn cases() -> Vec<Case> {
    let entries = fs::read_dir(path("evolution")).expect("the directory of the cases").flatten();
    let directories = entries.map(|entry| entry.path()).filter(|path| path.is_dir());
    let mut names: Vec<String> =
        directories.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    names.sort();
    names.into_iter().map(read_case).collect()
}

fn read_case(name: String) -> Case {
    let (old_sources, new_sources) = (sources(&name, Side::Old), sources(&name, Side::New));
    let read = |sources: &Sources, options: &Options| {
        generate(sources, options).unwrap_or_else(|errors| panic!("{name}: {errors}"))
    };
    let (old_options, new_options) = (options(&name, Side::Old), options(&name, Side::New));
    let (old, new) = (read(&old_sources, &old_options), read(&new_sources, &new_options));
    let names = |generated: &Generated| -> Vec<ClassName> {
        generated.schema.classes.iter().map(|class| class.name.clone()).collect()
    };
    let comparing =
        Comparing::new().known_to_old(old_sources.called(&names(&new))).known_to_new(new_sources.called(&names(&old)));
    let comparison = comparing.options(new_options).compare(&old.schema, &new.schema);
    let about = about(&name);
    Case { name, about, old, new, comparison }
}

/// `NAME/SIDE.py` is the module `models`; `NAME/SIDE/MODULE.py` has its own name.
fn sources(case: &str, side: Side) -> Sources {
    let mut sources = Sources::new();
    for (module, file) in files(case, side) {
        let text = fs::read_to_string(&file).expect("the module is readable");
        sources.add(format!("{module}.py"), module.as_str(), &text);
    }
    sources
}

/// What the first module of a side asks of the generator.
fn options(case: &str, side: Side) -> Options {
    let (_, first) = files(case, side).into_iter().next().expect("a side has a module");
    with_header(&fs::read_to_string(first).expect("the module is readable"))
}

fn files(case: &str, side: Side) -> Vec<(String, PathBuf)> {
    let directory = path("evolution").join(case);
    let file = directory.join(format!("{}.py", side.name()));
    if file.exists() {
        return vec![("models".to_owned(), file)];
    }
    let entries = fs::read_dir(directory.join(side.name())).expect("the modules of the side").flatten();
    let python = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "py"));
    let mut files: Vec<(String, PathBuf)> =
        python.map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path)).collect();
    files.sort();
    files
}

fn about(case: &str) -> String {
    let first = files(case, Side::Old).into_iter().next().expect("a case has a module");
    let text = fs::read_to_string(first.1).expect("the module is readable");
    text.lines().next().unwrap_or_default().trim_matches('"').to_owned()
}
