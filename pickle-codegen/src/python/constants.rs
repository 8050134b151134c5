//! Constants of a schema as Python expressions.

use pickle_core::schema::{ClassName, Literal, Value};

/// How a class is named where the constant stands.
pub(super) type NameClass<'n> = &'n mut dyn FnMut(&ClassName) -> String;

/// The expression for a constant.
pub(super) fn constant(value: &Value, name: NameClass<'_>) -> String {
    let mut list = |values: &[Value]| values.iter().map(|value| constant(value, name)).collect::<Vec<_>>().join(", ");
    match value {
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Int(int) => int.to_string(),
        Value::Float(float) => format!("{float:?}"),
        Value::Str(text) => string(text),
        Value::Bytes(bytes) => format!("b{}", bytes_literal(bytes)),
        Value::Tuple(items) if items.len() == 1 => format!("({},)", list(items)),
        Value::Tuple(items) => format!("({})", list(items)),
        Value::List(items) => format!("[{}]", list(items)),
        Value::Set(items) if items.is_empty() => "set()".to_owned(),
        Value::Set(items) => format!("{{{}}}", list(items)),
        Value::FrozenSet(items) if items.is_empty() => "frozenset()".to_owned(),
        Value::FrozenSet(items) => format!("frozenset({{{}}})", list(items)),
        Value::Dict(entries) => {
            let entries =
                entries.iter().map(|(key, value)| format!("{}: {}", constant(key, name), constant(value, name)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Date(year, month, day) => format!("datetime.date({year}, {month}, {day})"),
        Value::Member(class, member) => format!("{}.{member}", name(class)),
        Value::Instance(class) => format!("{}()", name(class)),
        _ => "None".to_owned(),
    }
}

/// Whether two instances must not have the same one.
pub(super) fn is_mutable(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Instance(_))
}

/// Whether a date is in the constant.
pub(super) fn has_date(value: &Value) -> bool {
    match value {
        Value::Date(..) => true,
        Value::Tuple(items) | Value::List(items) | Value::Set(items) | Value::FrozenSet(items) => {
            items.iter().any(has_date)
        }
        Value::Dict(entries) => entries.iter().any(|(key, value)| has_date(key) || has_date(value)),
        _ => false,
    }
}

pub(super) fn literal(value: &Literal) -> String {
    match value {
        Literal::Str(text) => string(text),
        Literal::Bytes(bytes) => format!("b{}", bytes_literal(bytes)),
        other => other.to_string(),
    }
}

/// A text in the quotes that `black` writes.
pub(super) fn string(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            control if control.is_control() => literal.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => literal.push(other),
        }
    }
    literal + "\""
}

fn bytes_literal(bytes: &[u8]) -> String {
    format!("\"{}\"", bytes.escape_ascii().to_string().replace("\\'", "'"))
}
