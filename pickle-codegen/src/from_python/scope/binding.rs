//! The statements that bind names, in modules and in the bodies of their classes.

use std::collections::HashSet;

use pickle_core::schema::ClassName;
use ruff_python_ast::{Expr, ExprCall, Identifier, Stmt, StmtImport, StmtImportFrom};
use ruff_text_size::{Ranged, TextRange};

use super::super::imports::{bodies, imported_base};
use super::super::known_names::{is_class_maker, is_known_library, normalize};
use super::{ClassDefinition, ClassForm, ClassId, Meaning, ModuleId, Names, Resolved, Scope};

/// The body in which a name is bound.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) module: ModuleId,
    /// The class whose body it is, if it is one.
    pub(super) class: Option<ClassId>,
}

impl<'a> Scope<'a> {
    /// Binds what the statements of a body bind.
    pub(super) fn read_body(&mut self, body: &'a [Stmt], place: Place) {
        for statement in body {
            self.read_statement(statement, place);
        }
    }

    fn read_statement(&mut self, statement: &'a Stmt, place: Place) {
        match statement {
            Stmt::Import(import) => self.read_import(import, place),
            Stmt::ImportFrom(import) => self.read_import_from(import, place),
            Stmt::ClassDef(definition) => self.define(&definition.name, ClassForm::Statement(definition), place),
            Stmt::FunctionDef(function) => self.bind(&function.name, Meaning::Function(function), place),
            Stmt::Assign(assign) => {
                assign.targets.iter().for_each(|target| self.read_assignment(target, &assign.value, place));
            }
            Stmt::AnnAssign(assign) => {
                assign.value.iter().for_each(|value| self.read_assignment(&assign.target, value, place));
            }
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.bind(&name.id, Meaning::TypeAlias(alias), place);
                }
            }
            statement => bodies(statement).into_iter().for_each(|body| self.read_body(body, place)),
        }
    }

    fn read_import(&mut self, import: &'a StmtImport, place: Place) {
        for alias in &import.names {
            let path = alias.name.as_str();
            let (bound, path) = match &alias.asname {
                Some(name) => (name.as_str(), path),
                None => {
                    let top = path.split('.').next().unwrap_or(path);
                    (top, top)
                }
            };
            self.bind(bound, Meaning::Imported(normalize(path.to_owned())), place);
        }
    }

    fn read_import_from(&mut self, import: &'a StmtImportFrom, place: Place) {
        let importer = self.module(place.module);
        let Some(base) = imported_base(import, importer.name.as_str(), importer.is_package) else { return };
        for alias in &import.names {
            if &alias.name == "*" {
                self.modules[place.module.0].star_imports.push(base.clone());
                continue;
            }
            let separator = if base.is_empty() { "" } else { "." };
            let path = normalize(format!("{base}{separator}{}", alias.name));
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind(name, Meaning::Imported(path), place);
        }
    }

    fn read_assignment(&mut self, target: &'a Expr, value: &'a Expr, place: Place) {
        let Expr::Name(name) = target else {
            return;
        };
        match value {
            Expr::Call(call) if self.makes_class(call, &name.id, place) => {
                let id = self.add_class(&name.id, name.range(), ClassForm::Call(call), place);
                self.bind(&name.id, Meaning::Class(id), place);
            }
            _ => self.bind(&name.id, Meaning::Value(value), place),
        }
    }

    /// Whether `call` makes a class of that name, as `NamedTuple("name", ...)` does.
    fn makes_class(&self, call: &ExprCall, name: &str, place: Place) -> bool {
        let Resolved::Path(path) = self.resolve(&call.func, place.class) else {
            return false;
        };
        let type_name = call.arguments.find_argument_value("typename", 0);
        is_class_maker(&path)
            && matches!(type_name, Some(Expr::StringLiteral(literal)) if literal.value.to_str() == name)
    }

    fn define(&mut self, name: &'a Identifier, form: ClassForm<'a>, outer: Place) {
        let id = self.add_class(name, name.range(), form, outer);
        self.bind(name, Meaning::Class(id), outer);
        self.read_body(form.body(), Place { class: Some(id), ..outer });
    }

    fn add_class(&mut self, name: &str, name_range: TextRange, form: ClassForm<'a>, outer: Place) -> ClassId {
        let qualname = match outer.class {
            Some(outer) => format!("{}.{name}", self.class(outer).qualname),
            None => name.to_owned(),
        };
        let id = ClassId(self.classes.len());
        let name = ClassName::new(self.module_name(outer.module), qualname.as_str());
        let earlier = self.by_name.insert(name, id);
        if let Some(ClassId(earlier)) = earlier {
            self.classes[earlier].redefinition = Some(name_range);
        }
        self.classes.push(ClassDefinition {
            module: outer.module,
            qualname,
            name_range,
            form,
            redefinition: earlier.map(|earlier| self.class(earlier).name_range),
            names: Names::new(),
            type_parameters: type_parameters(form),
        });
        id
    }

    /// Whether a name is imported from a module that is known, and before that was from one that is not: the standard
    /// library stands in for what may be missing.
    fn is_better(&self, meaning: &Meaning<'a>, name: &str, place: Place) -> bool {
        let names = match place.class {
            Some(id) => &self.class(id).names,
            None => &self.modules[place.module.0].names,
        };
        let (Meaning::Imported(later), Some(Meaning::Imported(earlier))) = (meaning, names.get(name)) else {
            return false;
        };
        is_known(later) && !is_known(earlier) && self.split(earlier).is_none()
    }

    fn bind(&mut self, name: &'a str, meaning: Meaning<'a>, place: Place) {
        let replaces = self.is_better(&meaning, name, place);
        let names = match place.class {
            Some(id) => &mut self.classes[id.0].names,
            None => &mut self.modules[place.module.0].names,
        };
        let Some(earlier) = names.get_mut(name) else {
            names.insert(name, meaning);
            return;
        };
        match earlier {
            Meaning::Imported(_) if replaces => *earlier = meaning,
            // In `try: from typing import X`, `except ImportError: X = ...` the first is what matters, and of several
            // classes none is generated.
            Meaning::Imported(_) | Meaning::Class(_) => {}
            _ => *earlier = Meaning::Unclear,
        }
    }
}

/// Whether something is known of the module that a path begins with.
fn is_known(path: &str) -> bool {
    is_known_library(path.split('.').next().unwrap_or_default())
}

fn type_parameters(form: ClassForm<'_>) -> HashSet<&str> {
    let ClassForm::Statement(statement) = form else {
        return HashSet::new();
    };
    let parameters = statement.type_params.iter().flat_map(|list| list.iter());
    parameters.map(|parameter| parameter.name().as_str()).collect()
}
