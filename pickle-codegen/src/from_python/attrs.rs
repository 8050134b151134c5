//! The decorators of attrs, and which names in a class body they make fields.

use ruff_python_ast::{Expr, ExprDict, Keyword, Stmt, StmtClassDef};
use ruff_text_size::Ranged;

use super::field_call::{FieldCall, Library};
use super::literal_options::{find_decorator, keywords, literal_options};
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// The options of an attrs decorator that show in a pickle.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttrsOptions {
    pub(super) slots: bool,
    /// Whether the decorator makes the `__init__`.
    pub(super) init: bool,
    /// Whether the decorator makes `__getstate__` and `__setstate__`.
    pub(super) state: bool,
    /// Whether the `args` of an exception are its fields.
    pub(super) auto_exc: bool,
    pub(super) fields: FieldSource,
}

/// Where the fields of an attrs class are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldSource {
    /// Each annotation is one.
    Annotations,
    /// Each `attr.ib()` is one.
    Calls,
    /// The argument `these` of the decorator.
    These,
}

/// Whether a decorator is one that makes attrs classes.
pub(super) fn makes_attrs_class(path: &str) -> bool {
    is_old_decorator(path)
        || matches!(
            path,
            "attr.define" | "attr.mutable" | "attr.frozen" | "attrs.define" | "attrs.mutable" | "attrs.frozen"
        )
}

/// The decorators of the first API, with other defaults.
fn is_old_decorator(path: &str) -> bool {
    matches!(path, "attr.s" | "attr.attrs" | "attr.attributes" | "attr.dataclass")
}

/// The options of the attrs decorator on the class `id`, if there is one.
pub(super) fn read_attrs(modules: &Modules<'_>, id: ClassId) -> Result<Option<AttrsOptions>, Diagnostic> {
    let Some((statement, decorator, path)) = find_decorator(modules, id, makes_attrs_class) else {
        return Ok(None);
    };
    let written = keywords(decorator);
    let options = literal_options(
        modules,
        id,
        written,
        &["slots", "init", "auto_attribs", "auto_exc", "auto_detect", "getstate_setstate"],
    )?;
    let is_new = !is_old_decorator(&path);
    let slots = options.get_or("slots", is_new);
    let keeps_own_state = options.get_or("auto_detect", is_new) && has_state_method(statement);
    Ok(Some(AttrsOptions {
        slots,
        init: options.get_or("init", true),
        state: options.get_or("getstate_setstate", slots && !keeps_own_state),
        auto_exc: options.get_or("auto_exc", is_new),
        fields: match options.get("auto_attribs") {
            _ if find_these(written).is_some() => checked_these(modules, id, written)?,
            Some(true) => FieldSource::Annotations,
            None if path == "attr.dataclass" || is_new && !has_bare_call(modules, statement) => {
                FieldSource::Annotations
            }
            _ => FieldSource::Calls,
        },
    }))
}

/// The dict `these` of the decorator of the class `id`.
pub(super) fn these<'a>(modules: &Modules<'a>, id: ClassId) -> Option<&'a ExprDict> {
    let (_, decorator, _) = find_decorator(modules, id, makes_attrs_class)?;
    find_these(keywords(decorator))?.as_dict_expr()
}

fn find_these(keywords: &[Keyword]) -> Option<&Expr> {
    let these = keywords.iter().find(|keyword| keyword.arg.as_ref().is_some_and(|name| name == "these"))?;
    Some(&these.value).filter(|value| !value.is_none_literal_expr())
}

fn checked_these(modules: &Modules<'_>, id: ClassId, keywords: &[Keyword]) -> Result<FieldSource, Diagnostic> {
    let these = find_these(keywords);
    let is_literal = |dict: &ExprDict| dict.items.iter().all(|item| matches!(item.key, Some(Expr::StringLiteral(_))));
    match these {
        Some(Expr::Dict(dict)) if is_literal(dict) => Ok(FieldSource::These),
        _ => {
            let range = these.map_or(modules.name_range(id), Ranged::range);
            let message =
                format!("class `{}` is left out: the fields in `these` are not literal", modules.qualname(id));
            Err(Diagnostic::new(Code::LayoutUnknown, range, message)
                .help("write them as a dict with string literals for keys, or in the class body"))
        }
    }
}

fn has_state_method(statement: &StmtClassDef) -> bool {
    statement.body.iter().any(|statement| match statement {
        Stmt::FunctionDef(method) => matches!(method.name.as_str(), "__getstate__" | "__setstate__"),
        _ => false,
    })
}

/// Whether the body has a field without an annotation.
fn has_bare_call(modules: &Modules<'_>, statement: &StmtClassDef) -> bool {
    statement.body.iter().any(|statement| match statement {
        Stmt::Assign(assign) => attribute_call(modules, &assign.value).is_some(),
        _ => false,
    })
}

/// `expression` as an `attr.ib()` call.
pub(super) fn attribute_call<'e>(modules: &Modules<'_>, expression: &'e Expr) -> Option<FieldCall<'e>> {
    FieldCall::of(modules, expression).filter(|call| call.library == Library::Attrs)
}
