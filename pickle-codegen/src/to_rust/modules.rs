//! The modules of the output: one for each Python module, nested as packages are.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use pickle_core::schema::{ClassKind, ClassName, Schema};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::choices::choices_of;
use super::identifiers::{identifier, legal_name, snake_case, unique};

/// The names of the modules around a type, the outermost first; none for what stands at the top of the output.
pub(super) type ModulePath = Rc<[String]>;

/// Which module of the output each type stands in.
pub(super) struct Modules {
    paths: HashMap<ClassName, ModulePath>,
    /// The Python modules of the types, those of choices too.
    python_modules: HashMap<ClassName, String>,
    /// The names of the modules directly in a module.
    children: HashMap<ModulePath, BTreeSet<String>>,
    top: ModulePath,
}

impl Modules {
    /// Finds a place for every type of the schema; those of the Python module `top`, and of none, stand at the top.
    pub(super) fn arrange(schema: &Schema, top: Option<&str>) -> Modules {
        let mut namer = PathNamer::default();
        let mut modules = Modules {
            paths: HashMap::new(),
            python_modules: HashMap::new(),
            children: HashMap::new(),
            top: Rc::from([]),
        };
        for (name, module) in python_modules(schema) {
            let path = if module.is_empty() || Some(module) == top { modules.top.clone() } else { namer.path(module) };
            modules.add_parents(&path);
            modules.paths.insert(name.clone(), path);
            modules.python_modules.insert(name.clone(), module.to_owned());
        }
        modules
    }

    fn add_parents(&mut self, path: &ModulePath) {
        for length in 0..path.len() {
            self.children.entry(Rc::from(&path[..length])).or_default().insert(path[length].clone());
        }
    }

    /// The module that a type stands in.
    pub(super) fn of_type(&self, name: &ClassName) -> &ModulePath {
        self.paths.get(name).unwrap_or(&self.top)
    }

    /// The Python module that a type is from.
    pub(super) fn python_module(&self, name: &ClassName) -> &str {
        self.python_modules.get(name).map_or("", String::as_str)
    }

    /// The names of the modules directly in a module, which no type there can have.
    pub(super) fn children(&self, module: &ModulePath) -> HashSet<String> {
        self.children.get(module).into_iter().flatten().cloned().collect()
    }

    /// The path of a type below the top of the output: `shop::models::Customer`.
    pub(super) fn path(&self, name: &ClassName, ident: &Ident) -> String {
        let modules = self.of_type(name).iter().map(|module| identifier(module).to_string());
        modules.chain([ident.to_string()]).collect::<Vec<_>>().join("::")
    }

    /// How the code of `from` spells the way to the module of a type, wherever the output is included: `super::base::`.
    pub(super) fn way(&self, from: &ModulePath, name: &ClassName) -> TokenStream {
        let to = self.of_type(name);
        let common = from.iter().zip(to.iter()).take_while(|(from, to)| from == to).count();
        let ups = std::iter::repeat_n(quote!(super::), from.len() - common);
        let downs = to[common..].iter().map(|name| identifier(name));
        // A module may be called as a crate is.
        let here = (from.len() == common && to.len() > common).then(|| quote!(self::));
        quote!(#here #(#ups)* #(#downs::)*)
    }
}

/// Every type with its Python module; that of a choice which has no name in Python is that of the first class that uses it.
fn python_modules(schema: &Schema) -> Vec<(&ClassName, &str)> {
    let index = schema.index();
    let mut modules = Vec::new();
    let mut written = HashSet::new();
    for class in schema.classes.iter().filter(|class| class.kind != ClassKind::External) {
        modules.push((&class.name, class.name.module.as_str()));
        for choice in choices_of(&index, class, &mut written) {
            let owner = if choice.name.module.is_empty() { &class.name } else { &choice.name };
            modules.push((&choice.name, owner.module.as_str()));
        }
    }
    modules
}

/// Chooses the Rust names of Python modules.
#[derive(Default)]
struct PathNamer {
    /// By the dotted name in Python.
    paths: HashMap<String, ModulePath>,
    taken: HashMap<ModulePath, HashSet<String>>,
}

impl PathNamer {
    fn path(&mut self, module: &str) -> ModulePath {
        if let Some(path) = self.paths.get(module) {
            return path.clone();
        }
        let (package, name) = module.rsplit_once('.').unwrap_or(("", module));
        let parent = if package.is_empty() { Rc::from([]) } else { self.path(package) };
        let taken = self.taken.entry(parent.clone()).or_default();
        let name = unique(legal_name(snake_case(name)), "_", taken);
        let path: ModulePath = parent.iter().cloned().chain([name]).collect();
        self.paths.insert(module.to_owned(), path.clone());
        path
    }
}
