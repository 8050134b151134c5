//! What a module registers with `copyreg`: reducers for its classes, and extension codes.

use ruff_python_ast::{Expr, ExprCall, Stmt, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::module::Module;
use super::pickling::{Expressions, Reduction, read_reduction, too_complicated};
use super::scope::{ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// What `copyreg.pickle(Class, function)` makes of the class `id`; classes that derive from it do not inherit it.
pub(super) fn registered_reducer(module: &Module<'_>, id: ClassId) -> Result<Option<Reduction>, Diagnostic> {
    for call in calls(module, "copyreg.pickle") {
        let [class, reducer, ..] = &*call.arguments.args else {
            continue;
        };
        if !matches!(module.scope.resolve(class, None), Resolved::Class(registered) if registered == id) {
            continue;
        }
        let function = function_named(module, reducer);
        let expressions = function.and_then(|function| Expressions::new(module, id, function));
        let reduction = expressions.and_then(|expressions| read_reduction(&expressions));
        return match reduction {
            Some(reduction) => Ok(Some(reduction)),
            None => Err(too_complicated(module, id, module.text(reducer), reducer.range())),
        };
    }
    Ok(None)
}

/// Notes about the classes that have an extension code.
pub(super) fn extension_codes(module: &Module<'_>) -> Vec<Diagnostic> {
    let notes = calls(module, "copyreg.add_extension").map(|call| {
        let message = "this class has an extension code, which Rust has to know as well";
        Diagnostic::new(Code::ExtensionCode, call.range(), message)
            .help("register the same code with `pickle_core::copyreg::add_extension` or `ExtensionRegistry`")
    });
    notes.collect()
}

/// The calls of `path` that are statements of the module.
fn calls<'m>(module: &'m Module<'_>, path: &'static str) -> impl Iterator<Item = &'m ExprCall> {
    module.body.iter().filter_map(move |statement| {
        let call = statement.as_expr_stmt()?.value.as_call_expr()?;
        let is_wanted = matches!(module.scope.resolve(&call.func, None), Resolved::Path(called) if called == path);
        is_wanted.then_some(call)
    })
}

fn function_named<'m>(module: &'m Module<'_>, name: &Expr) -> Option<&'m StmtFunctionDef> {
    let name = name.as_name_expr()?;
    let mut functions = module.body.iter().filter_map(Stmt::as_function_def_stmt);
    functions.find(|function| function.name.id == name.id)
}
