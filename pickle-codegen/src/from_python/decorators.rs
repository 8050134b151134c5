//! The decorators of a class: those that leave it as it is, those that make another style of class, and unknown ones.

use ruff_python_ast::{Decorator, Expr, StmtClassDef};
use ruff_text_size::Ranged;

use super::attrs::makes_attrs_class;
use super::dataclass::makes_dataclass;
use super::modules::Modules;
use super::scope::{ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// Looks at the decorators of the class `id`; fails if one makes a style of class that is not known.
pub(super) fn read_decorators(
    modules: &Modules<'_>,
    id: ClassId,
    statement: &StmtClassDef,
    report: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    for decorator in &statement.decorator_list {
        match decorator_path(modules, decorator).as_deref() {
            Some(path) if is_harmless(path) => {}
            Some(path) if makes_dataclass(path) || makes_attrs_class(path) => {}
            Some(path) if path.starts_with("attr.") || path.starts_with("attrs.") || path.starts_with("pydantic.") => {
                return Err(unsupported(modules, id, decorator, path));
            }
            _ => report.push(ignored(modules, decorator)),
        }
    }
    Ok(())
}

/// The dotted path of what a decorator applies, called or not.
pub(super) fn decorator_path(modules: &Modules<'_>, decorator: &Decorator) -> Option<String> {
    let named = match &decorator.expression {
        Expr::Call(call) => &*call.func,
        expression => expression,
    };
    match modules.scope.resolve(named, None) {
        Resolved::Path(path) => Some(path),
        _ => None,
    }
}

fn is_harmless(path: &str) -> bool {
    matches!(
        path,
        "enum.unique"
            | "enum.verify"
            | "enum.global_enum"
            | "functools.total_ordering"
            | "typing.dataclass_transform"
            | "typing.deprecated"
            | "typing.final"
            | "typing.runtime_checkable"
            | "warnings.deprecated"
    )
}

fn unsupported(modules: &Modules<'_>, id: ClassId, decorator: &Decorator, path: &str) -> Diagnostic {
    let class = modules.qualname(id);
    let message = format!("class `{class}` is left out: it is not known what `{path}` makes of it");
    Diagnostic::new(Code::ClassStyle, decorator.range(), message)
        .help("fields that hold its instances are `::pickle_core::Any`, which keeps them as they are")
}

fn ignored(modules: &Modules<'_>, decorator: &Decorator) -> Diagnostic {
    let text = modules.text(&decorator.expression);
    let message = format!("the decorator `{text}` is taken to leave the class as it is");
    Diagnostic::new(Code::DecoratorIgnored, decorator.range(), message)
        .help("if it adds attributes or changes the pickling, write the Rust type by hand")
}
