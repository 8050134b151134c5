//! Classes with abstract methods, of which Python makes no instances.

use std::collections::HashSet;

use ruff_python_ast::{Expr, Stmt, StmtFunctionDef};

use super::classes::Classes;
use super::modules::Modules;
use super::scope::{ClassForm, ClassId, Resolved};

/// Whether all instances of the class `id` have to be those of subclasses.
pub(super) fn is_abstract(modules: &Modules<'_>, classes: &Classes, id: ClassId) -> bool {
    let Some(facts) = classes.facts(id) else {
        return false;
    };
    if !facts.ancestors.iter().any(|ancestor| checks_abstract_methods(modules, *ancestor)) {
        return false;
    }
    let mut methods = HashSet::new();
    for ancestor in facts.ancestors.iter().rev() {
        for statement in modules.scope.class(*ancestor).form.body() {
            match statement {
                Stmt::FunctionDef(method) if is_abstract_method(modules, method) => {
                    methods.insert(method.name.as_str());
                }
                statement => bound_names(statement).into_iter().for_each(|name| {
                    methods.remove(name);
                }),
            }
        }
    }
    !methods.is_empty()
}

/// Whether a class says that Python should not make instances as long as a method is abstract.
fn checks_abstract_methods(modules: &Modules<'_>, id: ClassId) -> bool {
    let ClassForm::Statement(statement) = modules.scope.class(id).form else {
        return false;
    };
    let metaclass = statement.keywords().iter().filter(|keyword| keyword.arg.as_deref() == Some("metaclass"));
    let named = statement.bases().iter().chain(metaclass.map(|keyword| &keyword.value));
    named.into_iter().any(|expression| {
        let expression = expression.as_subscript_expr().map_or(expression, |subscript| &subscript.value);
        match modules.scope.resolve(expression, None) {
            Resolved::Path(path) => matches!(path.as_str(), "abc.ABC" | "abc.ABCMeta" | "typing.Protocol"),
            _ => false,
        }
    })
}

fn is_abstract_method(modules: &Modules<'_>, method: &StmtFunctionDef) -> bool {
    method.decorator_list.iter().any(|decorator| {
        let resolved = modules.scope.resolve(&decorator.expression, None);
        matches!(resolved, Resolved::Path(path) if path.starts_with("abc.abstract"))
    })
}

/// The names that a statement of a class body gives a value.
fn bound_names(statement: &Stmt) -> Vec<&str> {
    fn name(target: &Expr) -> Option<&str> {
        target.as_name_expr().map(|name| name.id.as_str())
    }
    match statement {
        Stmt::FunctionDef(method) => vec![method.name.as_str()],
        Stmt::Assign(assign) => assign.targets.iter().filter_map(name).collect(),
        Stmt::AnnAssign(assign) if assign.value.is_some() => name(&assign.target).into_iter().collect(),
        _ => Vec::new(),
    }
}
