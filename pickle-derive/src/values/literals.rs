//! Python values that are written as expressions of Rust: those of an enum's members, and the bits of a flag.

use proc_macro2::Literal;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprLit, Lit, Token, UnOp};

use super::{in_words, literal_in_words};
use crate::errors::{Errors, error, error_with_help};
use crate::model::Value;

/// The value of a member.
pub(super) fn member_value(expression: &Expr) -> darling::Result<Value> {
    match expression {
        Expr::Lit(ExprLit { lit, .. }) => literal_value(lit, ""),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match &*unary.expr {
            Expr::Lit(ExprLit { lit: lit @ (Lit::Int(_) | Lit::Float(_)), .. }) => literal_value(lit, "-"),
            other => Err(error(other, format_args!("expected a number behind `-`, found {}", in_words(other)))),
        },
        Expr::Tuple(tuple) => member_values(&tuple.elems).map(Value::Tuple),
        Expr::Array(array) => member_values(&array.elems).map(Value::List),
        Expr::Call(call) if is_named(&call.func, "dict") => dict_value(call),
        Expr::Call(call) if is_named(&call.func, "date") => date_value(call),
        Expr::Path(_) if is_named(expression, "None") => Ok(Value::None),
        Expr::Paren(inner) => member_value(&inner.expr),
        Expr::Group(inner) => member_value(&inner.expr),
        other => Err(not_a_member_value(other, in_words(other))),
    }
}

/// An int of up to 128 bits, as a literal that stands where it was written.
pub(super) fn int(expression: &Expr) -> darling::Result<Literal> {
    let (sign, magnitude) = match expression {
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => ("-", &*unary.expr),
        other => ("", other),
    };
    let Expr::Lit(ExprLit { lit: Lit::Int(int), .. }) = magnitude else {
        return Err(error(expression, format_args!("expected an int literal, found {}", in_words(expression))));
    };
    match format!("{sign}{}", int.base10_digits()).parse::<i128>() {
        Ok(value) => {
            let mut literal = Literal::i128_unsuffixed(value);
            literal.set_span(expression.span());
            Ok(literal)
        }
        Err(_) => Err(error(int, "expected an int that fits an i128")),
    }
}

fn member_values(items: &Punctuated<Expr, Token![,]>) -> darling::Result<Vec<Value>> {
    let mut errors = Errors::default();
    let values = items.iter().filter_map(|item| errors.handle(member_value(item))).collect();
    errors.finish_with(values)
}

/// `dict((key, value), ..)`
fn dict_value(call: &ExprCall) -> darling::Result<Value> {
    let mut errors = Errors::default();
    let entries = call.args.iter().filter_map(|entry| errors.handle(dict_entry(entry))).collect();
    errors.finish_with(Value::Dict(entries))
}

fn dict_entry(entry: &Expr) -> darling::Result<(Value, Value)> {
    match entry {
        Expr::Tuple(pair) if pair.elems.len() == 2 => {
            Ok((member_value(&pair.elems[0])?, member_value(&pair.elems[1])?))
        }
        other => {
            let message = format_args!("expected a key and a value, found {}", in_words(other));
            Err(error_with_help(other, message, "write `dict((key, value), ..)`"))
        }
    }
}

/// `date(year, month, day)`
fn date_value(call: &ExprCall) -> darling::Result<Value> {
    let numbers: Vec<Option<u16>> = call.args.iter().map(small_int).collect();
    let date = match numbers[..] {
        [Some(year @ 1..=9999), Some(month @ 1..=12), Some(day @ 1..=31)] if day <= days_in_month(year, month) => {
            Some(Value::Date { year, month: month as u8, day: day as u8 })
        }
        _ => None,
    };
    date.ok_or_else(|| {
        let message = format_args!("expected a date of the calendar, found `{}`", call.to_token_stream());
        error_with_help(call, message, "write `date(year, month, day)`")
    })
}

fn small_int(expression: &Expr) -> Option<u16> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Int(int), .. }) => int.base10_parse().ok(),
        _ => None,
    }
}

fn days_in_month(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_named(expression: &Expr, name: &str) -> bool {
    matches!(expression, Expr::Path(path) if path.path.is_ident(name))
}

fn literal_value(literal: &Lit, sign: &str) -> darling::Result<Value> {
    match literal {
        Lit::Int(int) => match format!("{sign}{}", int.base10_digits()).parse() {
            Ok(value) => Ok(Value::Int(value)),
            Err(_) => Err(error(int, "expected an int that fits an i64")),
        },
        Lit::Float(float) => match format!("{sign}{}", float.base10_digits()).parse() {
            Ok(value) => Ok(Value::Float(value)),
            Err(_) => Err(error(float, "expected a float")),
        },
        Lit::Str(text) => Ok(Value::Str(text.value())),
        Lit::ByteStr(bytes) => Ok(Value::Bytes(bytes.value())),
        Lit::Bool(truth) => Ok(Value::Bool(truth.value)),
        other => Err(not_a_member_value(other, literal_in_words(other))),
    }
}

fn not_a_member_value(at: &impl Spanned, found: &str) -> darling::Error {
    let expected = "an int, float, string, byte string, bool or `None`, a tuple or list of those, \
                    `dict((key, value), ..)` or `date(year, month, day)`";
    error(at, format_args!("expected {expected}, found {found}"))
}
