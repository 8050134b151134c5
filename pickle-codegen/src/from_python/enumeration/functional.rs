//! Enumerations made by a call: `Enum("Color", "RED GREEN")`, with a list, pairs or a dict as well.

use pickle_core::schema::Value;
use ruff_python_ast::{Expr, ExprCall};

use super::super::classes::Classes;
use super::super::constant::Constants;
use super::super::known_bases::{KnownBase, known_base};
use super::super::modules::Modules;
use super::super::scope::Resolved;
use super::Mixin;

/// What the arguments of the call say.
pub(in super::super) struct FunctionalNames {
    /// The members, with `None` for a value as `auto()` gives it.
    pub(in super::super) members: Vec<(String, Option<Value>)>,
    /// `type=str`
    pub(super) mixin: Option<Mixin>,
}

/// The members that a call names, if they are literal and the class is found under its name.
pub(in super::super) fn read_names(
    modules: &Modules<'_>,
    classes: &Classes,
    call: &ExprCall,
) -> Option<FunctionalNames> {
    let constants = Constants::new(modules, classes, None);
    let mut mixin = None;
    let mut start = None;
    for keyword in &call.arguments.keywords {
        match keyword.arg.as_deref()? {
            "value" | "names" | "boundary" => {}
            "module" => is_own_module(&keyword.value).then_some(())?,
            "start" => start = Some(constants.evaluate(&keyword.value)?),
            "type" => mixin = Some(read_mixin(modules, &keyword.value)?),
            _ => return None,
        }
    }
    let names = constants.evaluate(call.arguments.find_argument_value("names", 1)?)?;
    let mut members = read_members(names)?;
    if let (Some(start), Some((_, first @ None))) = (start, members.first_mut()) {
        *first = Some(start);
    }
    Some(FunctionalNames { members, mixin })
}

fn is_own_module(value: &Expr) -> bool {
    matches!(value, Expr::Name(name) if name.id == "__name__")
}

fn read_mixin(modules: &Modules<'_>, class: &Expr) -> Option<Mixin> {
    let Resolved::Path(path) = modules.scope.resolve(class, None) else {
        return None;
    };
    match known_base(&path, &modules.versions)? {
        KnownBase::Native(native) => Mixin::of_native(native),
        _ => None,
    }
}

fn read_members(names: Value) -> Option<Vec<(String, Option<Value>)>> {
    match names {
        Value::Str(text) => {
            let text = text.replace(',', " ");
            Some(text.split_whitespace().map(|name| (name.to_owned(), None)).collect())
        }
        Value::List(items) | Value::Tuple(items) => items.into_iter().map(read_member).collect(),
        Value::Dict(items) => {
            let pairs = items.into_iter().map(|(name, value)| match name {
                Value::Str(name) => Some((name, Some(value))),
                _ => None,
            });
            pairs.collect()
        }
        _ => None,
    }
}

/// `"RED"` or `("RED", 1)`
fn read_member(item: Value) -> Option<(String, Option<Value>)> {
    match item {
        Value::Str(name) => Some((name, None)),
        Value::Tuple(pair) | Value::List(pair) => match <[Value; 2]>::try_from(pair).ok()? {
            [Value::Str(name), value] => Some((name, Some(value))),
            _ => None,
        },
        _ => None,
    }
}
