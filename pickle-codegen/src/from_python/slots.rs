//! `__slots__`: the attributes that do not live in an instance's `__dict__`.

use pickle_core::schema::Value;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::classes::Classes;
use super::constant::Constants;
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// What a class says about `__slots__`.
pub(super) enum Slots {
    /// Nothing: its instances have a `__dict__`.
    None,
    /// These attributes, as the class spells them.
    Named {
        names: Vec<String>,
        /// Whether `__dict__` is among them.
        with_dict: bool,
        range: TextRange,
    },
}

/// Reads the `__slots__` of the class `id`.
pub(super) fn read_slots(modules: &Modules<'_>, classes: &Classes, id: ClassId) -> Result<Slots, Diagnostic> {
    let body = modules.scope.class(id).form.body();
    let Some(value) = body.iter().find_map(slots_value) else {
        return Ok(Slots::None);
    };
    let constants = Constants::new(modules, classes, Some(id));
    let Some(mut names) = constants.evaluate(value).and_then(names) else {
        let message = format!("class `{}` is left out: its `__slots__` are not literal", modules.qualname(id));
        return Err(Diagnostic::new(Code::LayoutUnknown, value.range(), message)
            .label("which attributes are slots decides what a pickle looks like")
            .help("write `__slots__` as a tuple of string literals"));
    };
    let with_dict = names.iter().any(|name| name == "__dict__");
    names.retain(|name| name != "__dict__" && name != "__weakref__");
    Ok(Slots::Named { names, with_dict, range: value.range() })
}

fn slots_value(statement: &Stmt) -> Option<&Expr> {
    let (target, value) = match statement {
        Stmt::Assign(assign) => (assign.targets.first()?, &assign.value),
        Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_ref()?),
        _ => return None,
    };
    (target.as_name_expr()?.id == "__slots__").then_some(value)
}

fn names(value: Value) -> Option<Vec<String>> {
    let values = match value {
        Value::Str(name) => return Some(vec![name]),
        Value::Tuple(values) | Value::List(values) | Value::Set(values) => values,
        Value::Dict(items) => items.into_iter().map(|(name, _)| name).collect(),
        _ => return None,
    };
    let names = values.into_iter().map(|value| match value {
        Value::Str(name) => Some(name),
        _ => None,
    });
    names.collect()
}
