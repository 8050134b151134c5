//! The statements that bind names, in a module and in the bodies of its classes.

use std::collections::HashSet;

use ruff_python_ast::{ExceptHandler, Expr, ExprCall, Identifier, Stmt, StmtImport, StmtImportFrom, StmtTry};
use ruff_text_size::{Ranged, TextRange};

use super::super::known_names::{is_class_maker, normalize};
use super::{ClassDefinition, ClassForm, ClassId, Meaning, Names, Resolved, Scope};

impl<'a> Scope<'a> {
    /// Binds what the statements of a body bind; `class` is the class whose body it is, if it is one.
    pub(super) fn read_body(&mut self, body: &'a [Stmt], class: Option<ClassId>) {
        for statement in body {
            self.read_statement(statement, class);
        }
    }

    fn read_statement(&mut self, statement: &'a Stmt, class: Option<ClassId>) {
        match statement {
            Stmt::Import(import) => self.read_import(import, class),
            Stmt::ImportFrom(import) => self.read_import_from(import, class),
            Stmt::ClassDef(definition) => self.define(&definition.name, ClassForm::Statement(definition), class),
            Stmt::FunctionDef(function) => self.bind(&function.name, Meaning::Function, class),
            Stmt::Assign(assign) => {
                assign.targets.iter().for_each(|target| self.read_assignment(target, &assign.value, class));
            }
            Stmt::AnnAssign(assign) => {
                assign.value.iter().for_each(|value| self.read_assignment(&assign.target, value, class));
            }
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.bind(&name.id, Meaning::TypeAlias(alias), class);
                }
            }
            Stmt::If(conditional) => {
                self.read_body(&conditional.body, class);
                conditional.elif_else_clauses.iter().for_each(|clause| self.read_body(&clause.body, class));
            }
            Stmt::Try(attempt) => self.read_try(attempt, class),
            Stmt::With(with) => self.read_body(&with.body, class),
            _ => {}
        }
    }

    fn read_import(&mut self, import: &'a StmtImport, class: Option<ClassId>) {
        for alias in &import.names {
            let path = alias.name.as_str();
            let (bound, path) = match &alias.asname {
                Some(name) => (name.as_str(), path),
                None => {
                    let top = path.split('.').next().unwrap_or(path);
                    (top, top)
                }
            };
            self.bind(bound, Meaning::Imported(normalize(path.to_owned())), class);
        }
    }

    fn read_import_from(&mut self, import: &'a StmtImportFrom, class: Option<ClassId>) {
        let module = import.module.as_deref().unwrap_or_default();
        let dots = ".".repeat(import.level as usize);
        for alias in &import.names {
            if &alias.name == "*" {
                self.star_imports.extend(import.module.as_deref());
                continue;
            }
            let path = normalize(format!("{dots}{module}.{}", alias.name));
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind(name, Meaning::Imported(path), class);
        }
    }

    fn read_try(&mut self, attempt: &'a StmtTry, class: Option<ClassId>) {
        self.read_body(&attempt.body, class);
        for handler in &attempt.handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            self.read_body(&handler.body, class);
        }
        self.read_body(&attempt.orelse, class);
        self.read_body(&attempt.finalbody, class);
    }

    fn read_assignment(&mut self, target: &'a Expr, value: &'a Expr, class: Option<ClassId>) {
        let Expr::Name(name) = target else {
            return;
        };
        match value {
            Expr::Call(call) if self.makes_class(call, &name.id, class) => {
                let id = self.add_class(&name.id, name.range(), ClassForm::Call(call), class);
                self.bind(&name.id, Meaning::Class(id), class);
            }
            _ => self.bind(&name.id, Meaning::Value(value), class),
        }
    }

    /// Whether `call` makes a class of that name, as `NamedTuple("name", ...)` does.
    fn makes_class(&self, call: &ExprCall, name: &str, class: Option<ClassId>) -> bool {
        let Resolved::Path(path) = self.resolve(&call.func, class) else {
            return false;
        };
        let type_name = call.arguments.find_argument_value("typename", 0);
        is_class_maker(&path)
            && matches!(type_name, Some(Expr::StringLiteral(literal)) if literal.value.to_str() == name)
    }

    fn define(&mut self, name: &'a Identifier, form: ClassForm<'a>, outer: Option<ClassId>) {
        let id = self.add_class(name, name.range(), form, outer);
        self.bind(name, Meaning::Class(id), outer);
        self.read_body(form.body(), Some(id));
    }

    fn add_class(&mut self, name: &str, name_range: TextRange, form: ClassForm<'a>, outer: Option<ClassId>) -> ClassId {
        let qualname = match outer {
            Some(outer) => format!("{}.{name}", self.class(outer).qualname),
            None => name.to_owned(),
        };
        let id = ClassId(self.classes.len());
        let earlier = self.by_qualname.insert(qualname.clone(), id);
        if let Some(ClassId(earlier)) = earlier {
            self.classes[earlier].redefinition = Some(name_range);
        }
        self.classes.push(ClassDefinition {
            qualname,
            name_range,
            form,
            redefinition: earlier.map(|earlier| self.class(earlier).name_range),
            names: Names::new(),
            type_parameters: type_parameters(form),
        });
        id
    }

    fn bind(&mut self, name: &'a str, meaning: Meaning<'a>, class: Option<ClassId>) {
        let names = match class {
            Some(id) => &mut self.classes[id.0].names,
            None => &mut self.names,
        };
        let Some(earlier) = names.get_mut(name) else {
            names.insert(name, meaning);
            return;
        };
        match earlier {
            // In `try: from typing import X`, `except ImportError: X = ...` the first is what matters, and of several
            // classes none is generated.
            Meaning::Imported(_) | Meaning::Class(_) => {}
            _ => *earlier = Meaning::Unclear,
        }
    }
}

fn type_parameters(form: ClassForm<'_>) -> HashSet<&str> {
    let ClassForm::Statement(statement) = form else {
        return HashSet::new();
    };
    let parameters = statement.type_params.iter().flat_map(|list| list.iter());
    parameters.map(|parameter| parameter.name().as_str()).collect()
}
