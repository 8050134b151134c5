//! Names that come from another module: the modules that are read together are looked into, others have only paths.

use pickle_core::schema::ClassName;
use ruff_text_size::Ranged;

use super::super::known_names::{is_exported, is_known_library, normalize};
use super::{Binding, Meaning, ModuleId, Resolved, Scope};

/// More than any chain of imports needs, and the end of one that goes in circles.
const MAX_STEPS: usize = 100;

impl<'a> Scope<'a> {
    /// What a name of the body of a class means.
    pub(super) fn meaning(&self, meaning: &Meaning<'a>, module: ModuleId) -> Resolved<'a> {
        Follower { scope: self, steps: 0 }.meaning(meaning, module)
    }

    /// What a dotted path means to a node.
    pub(super) fn resolve_path(&self, path: &str, node: &impl Ranged) -> Resolved<'a> {
        Follower { scope: self, steps: 0 }.path(path, self.module_of(node))
    }

    /// What a name means in a module, if the module binds it or imports all names of one that does.
    pub(super) fn resolve_in_module(&self, name: &str, module: ModuleId) -> Resolved<'a> {
        Follower { scope: self, steps: 0 }.name(name, module)
    }

    /// Where a module binds a name, itself or by an import.
    pub(super) fn bound_in_module(&self, module: ModuleId, name: &str) -> Option<Binding> {
        Follower { scope: self, steps: 0 }.binding(module, name)
    }

    /// Where the last name of a path is bound.
    pub(super) fn bound_at(&self, path: &str) -> Option<Binding> {
        Follower { scope: self, steps: 0 }.binding_at(path)
    }

    /// The longest part of a path that is one of the modules, and what follows it.
    pub(super) fn split<'p>(&self, path: &'p str) -> Option<(ModuleId, &'p str)> {
        let mut end = path.len();
        loop {
            if let Some(id) = self.by_module_name.get(&path[..end]) {
                return Some((*id, path[end..].trim_start_matches('.')));
            }
            end = path[..end].rfind('.')?;
        }
    }

    /// Whether a module is looked into: not one of a library of which all that matters is known by name, except by the
    /// library itself.
    fn is_visible(&self, id: ModuleId, from: ModuleId) -> bool {
        let top = |id: ModuleId| self.module_name(id).split('.').next().unwrap_or_default();
        !is_known_library(top(id)) || top(id) == top(from)
    }

    /// The modules that bind the names which `from module import *` statements bring to a module, and other such names.
    fn star_imports(&self, module: ModuleId) -> StarImports<'_> {
        let mut found = StarImports { modules: vec![module], others: Vec::new() };
        let mut next = 0;
        while let Some(&exporter) = found.modules.get(next) {
            for name in self.modules[exporter.0].star_imports.iter().rev() {
                match self.by_module_name.get(name.as_str()) {
                    Some(id) if self.is_visible(*id, exporter) => {
                        if !found.modules.contains(id) {
                            found.modules.push(*id);
                        }
                    }
                    _ => found.others.push(name),
                }
            }
            next += 1;
        }
        found.modules.remove(0);
        found
    }
}

/// What star imports bring, the nearest first.
struct StarImports<'s> {
    modules: Vec<ModuleId>,
    others: Vec<&'s str>,
}

/// Follows a name from import to import.
struct Follower<'s, 'a> {
    scope: &'s Scope<'a>,
    /// How many imports were followed.
    steps: usize,
}

impl<'a> Follower<'_, 'a> {
    fn name(&mut self, name: &str, module: ModuleId) -> Resolved<'a> {
        if let Some(meaning) = self.scope.modules[module.0].names.get(name) {
            return self.meaning(meaning, module);
        }
        if self.scope.modules[module.0].star_imports.is_empty() {
            return Resolved::Unknown;
        }
        let imports = self.scope.star_imports(module);
        for exporter in imports.modules {
            if let Some(meaning) = self.scope.modules[exporter.0].names.get(name) {
                return self.meaning(meaning, exporter);
            }
        }
        let exporter = imports.others.into_iter().find(|exporter| is_exported(exporter, name));
        exporter.map_or(Resolved::Unknown, |exporter| Resolved::Path(normalize(format!("{exporter}.{name}"))))
    }

    fn meaning(&mut self, meaning: &Meaning<'a>, module: ModuleId) -> Resolved<'a> {
        match meaning {
            Meaning::Imported(path) => self.path(path, module),
            Meaning::Class(id) => Resolved::Class(*id),
            Meaning::Value(value) => Resolved::Value(value),
            Meaning::TypeAlias(alias) => Resolved::TypeAlias(alias),
            Meaning::Function(function) => Resolved::Function(function),
            Meaning::Unclear => Resolved::Unknown,
        }
    }

    /// What a path means to the code of `module`.
    fn path(&mut self, path: &str, module: ModuleId) -> Resolved<'a> {
        let outside = || Resolved::Path(normalize(path.to_owned()));
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Resolved::Unknown;
        }
        let Some((owner, rest)) = self.scope.split(path).filter(|(owner, _)| self.scope.is_visible(*owner, module))
        else {
            return outside();
        };
        let mut parts = rest.split('.').filter(|part| !part.is_empty());
        let bound = match parts.next() {
            Some(first) => self.name(first, owner),
            None => return outside(),
        };
        // `from package import name` may mean a module that is not here.
        if matches!(bound, Resolved::Unknown) {
            return outside();
        }
        parts.fold(bound, |bound, name| self.part(bound, name, module))
    }

    /// What `bound.name` means.
    fn part(&mut self, bound: Resolved<'a>, name: &str, module: ModuleId) -> Resolved<'a> {
        match bound {
            Resolved::Class(id) => match self.scope.class(id).names.get(name) {
                Some(meaning) => self.meaning(meaning, self.scope.class(id).module),
                None => Resolved::Unknown,
            },
            Resolved::Path(path) => {
                let path = format!("{path}.{name}");
                let is_module = self.scope.split(&path).is_some_and(|(_, rest)| rest == name);
                if is_module { self.path(&path, module) } else { Resolved::Path(normalize(path)) }
            }
            _ => Resolved::Unknown,
        }
    }

    fn binding(&mut self, module: ModuleId, name: &str) -> Option<Binding> {
        let exporters = self.scope.star_imports(module).modules;
        let mut candidates = [module].into_iter().chain(exporters);
        let module = candidates.find(|module| self.scope.modules[module.0].names.contains_key(name))?;
        match &self.scope.modules[module.0].names[name] {
            Meaning::Imported(path) => self.binding_at(path),
            _ => Some(Binding { module, class: None, qualname: name.to_owned() }),
        }
    }

    fn binding_at(&mut self, path: &str) -> Option<Binding> {
        self.steps += 1;
        let (module, rest) = self.scope.split(path).filter(|_| self.steps < MAX_STEPS)?;
        match rest.rsplit_once('.') {
            None => self.binding(module, rest),
            Some((class, name)) => {
                let class = ClassName::new(self.scope.module_name(module), class);
                Some(self.scope.bound_in_class(self.scope.find_class(&class)?, name))
            }
        }
    }
}
