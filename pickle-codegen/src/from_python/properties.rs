//! Properties: what is assigned to one goes through its setter, and the instance has no attribute of that name.

use ruff_python_ast::{Decorator, Expr, Stmt, StmtFunctionDef};

use super::classes::ClassFacts;
use super::modules::Modules;
use super::scope::{ClassId, Resolved};

/// Whether the attribute `name` of an instance is a property: what the nearest class that binds the name says.
pub(super) fn is_property(modules: &Modules<'_>, facts: &ClassFacts, name: &str) -> bool {
    let bound = facts.ancestors.iter().find_map(|ancestor| {
        let body = modules.scope.class(*ancestor).form.body();
        body.iter().rev().find_map(|statement| binds_property(modules, *ancestor, statement, name))
    });
    bound.unwrap_or(false)
}

/// Whether what a statement binds to `name` is a property; nothing if it does not bind the name.
fn binds_property(modules: &Modules<'_>, class: ClassId, statement: &Stmt, name: &str) -> Option<bool> {
    let is_wanted = |written: &str| modules.mangle(written, class) == name;
    match statement {
        Stmt::FunctionDef(method) => is_wanted(&method.name)
            .then(|| method.decorator_list.iter().any(|decorator| makes_property(modules, class, decorator))),
        Stmt::Assign(assign) => {
            let is_target = |target: &Expr| target.as_name_expr().is_some_and(|target| is_wanted(&target.id));
            let is_call = assign.value.as_call_expr().is_some_and(|call| names_property(modules, class, &call.func));
            assign.targets.iter().any(is_target).then_some(is_call)
        }
        Stmt::AnnAssign(assign) => {
            let target = assign.target.as_name_expr()?;
            (assign.value.is_some() && is_wanted(&target.id)).then_some(false)
        }
        _ => None,
    }
}

/// Whether a method is the setter of a property: `@name.setter`.
pub(super) fn is_setter(method: &StmtFunctionDef) -> bool {
    method.decorator_list.iter().any(|decorator| accessor(decorator) == Some("setter"))
}

fn makes_property(modules: &Modules<'_>, class: ClassId, decorator: &Decorator) -> bool {
    matches!(accessor(decorator), Some("getter" | "setter" | "deleter"))
        || names_property(modules, class, &decorator.expression)
}

/// The `setter` in `@name.setter`.
fn accessor(decorator: &Decorator) -> Option<&str> {
    Some(decorator.expression.as_attribute_expr()?.attr.as_str())
}

fn names_property(modules: &Modules<'_>, class: ClassId, expression: &Expr) -> bool {
    match modules.scope.resolve(expression, Some(class)) {
        Resolved::Path(path) => matches!(path.as_str(), "builtins.property" | "abc.abstractproperty"),
        _ => false,
    }
}
