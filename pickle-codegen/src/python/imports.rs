//! The imports of a module: only of what it uses, sorted, and those that only annotations need apart.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Lines;

/// Whether a name is needed when the module runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Runtime,
    /// Annotations are not evaluated.
    Annotation,
}

/// Names by module, `None` for the module itself.
#[derive(Debug, Default)]
struct Imported {
    modules: BTreeSet<String>,
    names: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Debug, Default)]
pub(super) struct Imports {
    runtime: Imported,
    annotations: Imported,
}

impl Imports {
    /// `import module`
    pub(super) fn module(&mut self, module: &str) {
        self.runtime.modules.insert(module.to_owned());
    }

    /// `from module import name`
    pub(super) fn name(&mut self, module: &str, name: &str, usage: Use) {
        let imported = match usage {
            Use::Runtime => &mut self.runtime,
            Use::Annotation => &mut self.annotations,
        };
        imported.names.entry(module.to_owned()).or_default().insert(name.to_owned());
    }

    /// Whether another module's name is called so already.
    pub(super) fn has_name_of_another(&self, module: &str, name: &str) -> bool {
        let all = self.runtime.names.iter().chain(&self.annotations.names);
        all.filter(|(other, _)| *other != module).any(|(_, names)| names.contains(name))
    }

    /// The lines behind the first comment, a blank one behind each group.
    pub(super) fn lines(mut self) -> Lines {
        for (module, names) in &mut self.annotations.names {
            names.retain(|name| !self.runtime.names.get(module).is_some_and(|runtime| runtime.contains(name)));
        }
        self.annotations.names.retain(|_, names| !names.is_empty());
        if !self.annotations.names.is_empty() {
            self.name("typing", "TYPE_CHECKING", Use::Runtime);
        }
        let (libraries, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            self.runtime.names.into_iter().partition(|(module, _)| is_standard(module));
        let mut lines = Lines::default();
        lines.push("from __future__ import annotations");
        lines.blank();
        let modules: Vec<String> = self.runtime.modules.iter().map(|module| format!("import {module}")).collect();
        push_group(&mut lines, modules.into_iter().chain(libraries.iter().map(from_import)).collect());
        push_group(&mut lines, others.iter().map(from_import).collect());
        if !self.annotations.names.is_empty() {
            let mut inner = Lines::default();
            self.annotations.names.iter().for_each(|names| inner.push(from_import(names)));
            lines.push("if TYPE_CHECKING:");
            lines.nest(inner);
            lines.blank();
        }
        lines
    }
}

fn push_group(lines: &mut Lines, group: Vec<String>) {
    if !group.is_empty() {
        group.into_iter().for_each(|import| lines.push(import));
        lines.blank();
    }
}

fn from_import((module, names): (&String, &BTreeSet<String>)) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let line = format!("from {module} import {}", names.join(", "));
    if line.len() > 88 { format!("from {module} import ({})", names.join(", ")) } else { line }
}

fn is_standard(module: &str) -> bool {
    matches!(module, "typing" | "dataclasses" | "enum")
}
