//! Named tuples made by a call: `NamedTuple("P", [("x", int)])` and `namedtuple("P", "x y")`.

use ruff_python_ast::{Expr, ExprCall, ExprStringLiteral};
use ruff_text_size::{Ranged, TextRange};

use super::modules::Modules;
use super::scope::Resolved;

/// A field of a named tuple that a call makes.
pub(super) struct CallField<'a> {
    pub(super) name: String,
    pub(super) range: TextRange,
    /// `namedtuple` has none.
    pub(super) annotation: Option<&'a Expr>,
}

/// The fields that `call` names, if they are literal, here or where a name for them is bound.
pub(super) fn read_call_fields<'a>(modules: &Modules<'a>, call: &'a ExprCall) -> Option<Vec<CallField<'a>>> {
    if call.arguments.find_keyword("rename").is_some() {
        return None;
    }
    let fields = call
        .arguments
        .find_argument_value("field_names", 1)
        .or_else(|| call.arguments.find_argument_value("fields", 1))?;
    let fields = match modules.scope.resolve(fields, None) {
        Resolved::Value(value) => value,
        _ => fields,
    };
    match fields {
        Expr::StringLiteral(names) => Some(names_in(names)),
        Expr::List(list) => list.elts.iter().map(read_field).collect(),
        Expr::Tuple(tuple) => tuple.elts.iter().map(read_field).collect(),
        _ => None,
    }
}

/// `"x y"` or `"x, y"`
fn names_in(literal: &ExprStringLiteral) -> Vec<CallField<'_>> {
    let text = literal.value.to_str().replace(',', " ");
    let fields = text.split_whitespace().map(|name| CallField {
        name: name.to_owned(),
        range: literal.range(),
        annotation: None,
    });
    fields.collect()
}

/// `"x"` or `("x", int)`
fn read_field(element: &Expr) -> Option<CallField<'_>> {
    let (name, annotation) = match element {
        Expr::StringLiteral(name) => (name, None),
        Expr::Tuple(pair) => match &*pair.elts {
            [Expr::StringLiteral(name), annotation] => (name, Some(annotation)),
            _ => return None,
        },
        _ => return None,
    };
    Some(CallField { name: name.value.to_str().to_owned(), range: name.range(), annotation })
}
