//! The methods of an enumeration that decide about the values of its members, and how they pickle.

use ruff_python_ast::{Expr, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::super::constructor::attribute_assignments;
use super::super::docs::without_docstring;
use super::super::modules::Modules;
use super::super::pickling::Expressions;
use super::super::scope::{ClassId, Resolved};
use super::{Automatic, EnumerationBase, NewMethod, left_out};
use crate::diagnostics::{Code, Diagnostic};

/// What the enumeration `id` changes about what it inherits.
pub(super) fn read_methods(
    modules: &Modules<'_>,
    id: ClassId,
    mut base: EnumerationBase,
) -> Result<EnumerationBase, Diagnostic> {
    for statement in modules.scope.class(id).form.body() {
        match statement {
            Stmt::FunctionDef(method) => read_method(modules, id, method, &mut base)?,
            Stmt::Assign(assign) => {
                let mut names = assign.targets.iter().filter_map(Expr::as_name_expr);
                if names.any(|name| name.id == "__reduce_ex__") {
                    base.is_by_name = true;
                    check_reducer(modules, id, &assign.value)?;
                }
            }
            _ => {}
        }
    }
    Ok(base)
}

fn read_method(
    modules: &Modules<'_>,
    id: ClassId,
    method: &StmtFunctionDef,
    base: &mut EnumerationBase,
) -> Result<(), Diagnostic> {
    let decides = || decides(modules, id, &method.name, method.name.range());
    match method.name.as_str() {
        "_generate_next_value_" => base.automatic = read_automatic(method),
        "__new__" => base.new = read_new(method).ok_or_else(decides)?,
        "__reduce__" | "__reduce_ex__" => {
            let expressions = Expressions::new(modules, id, method);
            let is_by_name = expressions.is_some_and(|expressions| expressions.is_member_by_name());
            base.is_by_name = is_by_name.then_some(true).ok_or_else(decides)?;
        }
        "__getnewargs__" | "__getnewargs_ex__" => return Err(decides()),
        _ => {}
    }
    Ok(())
}

/// `__reduce_ex__ = enum.pickle_by_enum_name`
fn check_reducer(modules: &Modules<'_>, id: ClassId, value: &Expr) -> Result<(), Diagnostic> {
    match modules.scope.resolve(value, Some(id)) {
        Resolved::Path(path) if path == "enum.pickle_by_enum_name" => Ok(()),
        _ => Err(decides(modules, id, "__reduce_ex__", value.range())),
    }
}

/// A `_generate_next_value_` that returns its first parameter, the name, or that in one case.
fn read_automatic(method: &StmtFunctionDef) -> Automatic {
    let [Stmt::Return(statement)] = without_docstring(&method.body) else {
        return Automatic::Unknown;
    };
    let is_name = |expression: &Expr| {
        let first = method.parameters.iter_non_variadic_params().next();
        matches!((expression, first), (Expr::Name(name), Some(first)) if name.id == first.name().as_str())
    };
    match statement.value.as_deref() {
        Some(name) if is_name(name) => Automatic::Name,
        Some(Expr::Call(call)) if call.arguments.is_empty() => match &*call.func {
            Expr::Attribute(method) if is_name(&method.value) && &method.attr == "lower" => Automatic::LowerName,
            Expr::Attribute(method) if is_name(&method.value) && &method.attr == "upper" => Automatic::UpperName,
            _ => Automatic::Unknown,
        },
        _ => Automatic::Unknown,
    }
}

/// A `__new__` that makes one of its parameters the value, or leaves the value alone.
fn read_new(method: &StmtFunctionDef) -> Option<NewMethod> {
    let values: Vec<&Expr> = attribute_assignments(method, "_value_").collect();
    match values[..] {
        [] => Some(NewMethod::Assigned),
        [Expr::Name(value)] => {
            let parameters = method.parameters.iter_non_variadic_params().skip(1);
            let index = parameters.into_iter().position(|parameter| parameter.name() == value.id.as_str())?;
            Some(NewMethod::Argument(index))
        }
        _ => None,
    }
}

fn decides(modules: &Modules<'_>, id: ClassId, method: &str, range: TextRange) -> Diagnostic {
    let reason = format!("its `{method}` decides what is in a pickle");
    let remedy = match method {
        "__new__" => "understood is an assignment of a parameter, as in `member._value_ = value`",
        "__reduce__" | "__reduce_ex__" => {
            "understood are `return getattr, (self.__class__, self._name_)` and `enum.pickle_by_enum_name`"
        }
        _ => "leave the method out",
    };
    left_out(modules, id, Code::HandWrittenPickling, range, &reason)
        .help(format!("{remedy}; fields that hold its members are `::pickle_core::Any`, which keeps them as they are"))
}
