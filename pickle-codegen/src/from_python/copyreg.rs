//! What modules register with `copyreg`: reducers for their classes, and extension codes.

use std::collections::HashMap;

use ruff_python_ast::{Expr, ExprCall, Stmt};
use ruff_text_size::Ranged;

use super::modules::Modules;
use super::pickling::{Expressions, Reduction, read_reduction, too_complicated};
use super::scope::{ClassId, Resolved, Scope};
use crate::diagnostics::{Code, Diagnostic};

/// The functions that `copyreg.pickle(Class, function)` registers, the first for each class.
pub(super) fn registered_reducers<'a>(scope: &Scope<'a>) -> HashMap<ClassId, &'a Expr> {
    let mut reducers = HashMap::new();
    for call in calls(scope, "copyreg.pickle") {
        let [class, reducer, ..] = &*call.arguments.args else {
            continue;
        };
        if let Resolved::Class(id) = scope.resolve(class, None) {
            reducers.entry(id).or_insert(reducer);
        }
    }
    reducers
}

/// What `copyreg.pickle` makes of the class `id`; classes that derive from it do not inherit it.
pub(super) fn registered_reducer(modules: &Modules<'_>, id: ClassId) -> Result<Option<Reduction>, Diagnostic> {
    let Some(reducer) = modules.reducers.get(&id) else { return Ok(None) };
    let function = match modules.scope.resolve(reducer, None) {
        Resolved::Function(function) => Some(function),
        _ => None,
    };
    let expressions = function.and_then(|function| Expressions::new(modules, id, function));
    match expressions.and_then(|expressions| read_reduction(&expressions)) {
        Some(reduction) => Ok(Some(reduction)),
        None => Err(too_complicated(modules, id, modules.text(reducer), reducer.range())),
    }
}

/// Notes about the classes that have an extension code.
pub(super) fn extension_codes(modules: &Modules<'_>) -> Vec<Diagnostic> {
    let notes = calls(&modules.scope, "copyreg.add_extension").map(|call| {
        let message = "this class has an extension code, which Rust has to know as well";
        Diagnostic::new(Code::ExtensionCode, call.range(), message)
            .help("register the same code with `pickle_core::copyreg::add_extension` or `ExtensionRegistry`")
    });
    notes.collect()
}

/// The calls of `path` that are statements of a module.
fn calls<'s, 'a>(scope: &'s Scope<'a>, path: &'static str) -> impl Iterator<Item = &'a ExprCall> + use<'s, 'a> {
    let statements = scope.module_ids().flat_map(|id| scope.body(id));
    statements.filter_map(move |statement: &'a Stmt| {
        let call = statement.as_expr_stmt()?.value.as_call_expr()?;
        let is_wanted = matches!(scope.resolve(&call.func, None), Resolved::Path(called) if called == path);
        is_wanted.then_some(call)
    })
}
