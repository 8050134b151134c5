//! `Literal["a", "b"]`: an enum of its values, or the type of its values if the options say so.

use pickle_core::schema::{Literal, Type, Value};
use ruff_python_ast::Expr;

use super::super::inference::type_of_constant;
use super::super::scope::Resolved;
use super::TypeReader;
use crate::options::LiteralStyle;

impl TypeReader<'_, '_> {
    pub(super) fn read_literal(&mut self, whole: &Expr, values: &[Expr]) -> Type {
        let mut literals = Vec::new();
        let mut others = Vec::new();
        for value in values {
            match self.read_literal_value(value) {
                Some(Type::Literal(values)) => literals.extend(values),
                Some(other) => others.push(other),
                None => return self.unmapped(whole, "not made of literals"),
            }
        }
        if !literals.is_empty() {
            others.insert(0, literal_type(literals));
        }
        self.union_of(others)
    }

    /// The type of one value: a literal, an enumeration, `None`, or the literals of a named or nested `Literal[...]`.
    fn read_literal_value(&mut self, value: &Expr) -> Option<Type> {
        let Some(constant) = self.constants().evaluate(value) else {
            let is_nested =
                value.is_subscript_expr() || matches!(self.resolve(value), Resolved::Value(_) | Resolved::TypeAlias(_));
            let nested = if is_nested { self.read(value) } else { return None };
            return is_literal(&self.classes.types.meaning(&nested)).then_some(nested);
        };
        let as_base = self.classes.types.literal == LiteralStyle::AsBase;
        match (literal(&constant), type_of_constant(&constant)) {
            (Some(literal), _) if !as_base => Some(Type::Literal(vec![literal])),
            (_, ty @ (Type::None | Type::Bool | Type::Int | Type::Str | Type::Bytes | Type::Class(_))) => Some(ty),
            _ => None,
        }
    }
}

/// Whether all values of the type are literals, or stand for some.
fn is_literal(ty: &Type) -> bool {
    match ty {
        Type::Literal(_) | Type::None | Type::Bool | Type::Int | Type::Str | Type::Bytes => true,
        Type::Optional(_) | Type::Union(_) => ty.parts().into_iter().all(is_literal),
        _ => false,
    }
}

/// The type of these values. Bools alone are a `bool`, which says as much as an enum of `True` and `False`.
fn literal_type(values: Vec<Literal>) -> Type {
    let mut distinct: Vec<Literal> = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    let is_bool = distinct.iter().all(|value| matches!(value, Literal::Bool(_)));
    if is_bool { Type::Bool } else { Type::Literal(distinct) }
}

/// The value as a literal; none for what cannot be one, and for ints that need more than 64 bits.
fn literal(value: &Value) -> Option<Literal> {
    match value {
        Value::Str(text) => Some(Literal::Str(text.clone())),
        Value::Int(int) => i64::try_from(*int).ok().map(Literal::Int),
        Value::Bool(flag) => Some(Literal::Bool(*flag)),
        Value::Bytes(bytes) => Some(Literal::Bytes(bytes.clone())),
        _ => None,
    }
}
