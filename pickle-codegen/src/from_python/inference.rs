//! The types of values: of constants, of a constructor's parameters, and of what it assigns.

use std::mem;

use pickle_core::schema::{StandardClass, Type, Value};
use ruff_python_ast::{BoolOp, Expr, ExprCall, ExprIf, Parameter, Parameters, UnaryOp};
use ruff_text_size::Ranged;

use super::known_types::Container;
use super::scope::Resolved;
use super::types::{TypeReader, bare_container};
use crate::diagnostics::{Code, Diagnostic};

/// The type of a constant. That of `None` is [`Type::None`], which says little about an attribute.
pub(super) fn type_of_constant(value: &Value) -> Type {
    match value {
        Value::None => Type::None,
        Value::Bool(_) => Type::Bool,
        Value::Int(_) => Type::Int,
        Value::Float(_) => Type::Float,
        Value::Str(_) => Type::Str,
        Value::Bytes(_) => Type::Bytes,
        Value::Tuple(items) if items.is_empty() => bare_container(Container::Tuple),
        Value::Tuple(items) => Type::Tuple(items.iter().map(type_of_constant).collect()),
        Value::List(items) => Type::List(Box::new(common_type(items.iter()))),
        Value::Set(items) => Type::Set(Box::new(common_type(items.iter()))),
        Value::FrozenSet(items) => Type::FrozenSet(Box::new(common_type(items.iter()))),
        Value::Dict(items) => Type::Dict(
            Box::new(common_type(items.iter().map(|(key, _)| key))),
            Box::new(common_type(items.iter().map(|(_, value)| value))),
        ),
        Value::Date(..) => Type::Standard(StandardClass::Date),
        Value::Member(class, _) | Value::Instance(class) => Type::Class(class.clone()),
        _ => Type::Any,
    }
}

fn common_type<'v>(values: impl Iterator<Item = &'v Value>) -> Type {
    let mut types: Vec<Type> = values.map(type_of_constant).collect();
    types.dedup();
    match (types.pop(), types.is_empty()) {
        (Some(only), true) => only,
        _ => Type::Any,
    }
}

/// Infers types in the body of one `__init__`.
pub(super) struct Inference<'r, 'm, 'a> {
    types: &'r mut TypeReader<'m, 'a>,
    parameters: &'a Parameters,
}

impl<'r, 'm, 'a> Inference<'r, 'm, 'a> {
    pub(super) fn new(types: &'r mut TypeReader<'m, 'a>, parameters: &'a Parameters) -> Inference<'r, 'm, 'a> {
        Inference { types, parameters }
    }

    /// The type of an attribute to which `values` are assigned, if they tell one.
    pub(super) fn infer_all(&mut self, values: &[&Expr]) -> Option<Type> {
        let mut common: Option<Type> = None;
        for value in values {
            let ty = self.infer(value)?;
            common = Some(match common {
                None => ty,
                Some(earlier) => join(earlier, ty)?,
            });
        }
        common.filter(|ty| *ty != Type::None)
    }

    /// The value that an attribute has in a new instance, if only `value` is assigned to it and no argument is given.
    pub(super) fn default(&self, value: &Expr) -> Option<Value> {
        let constants = self.types.constants();
        match value {
            Expr::Name(name) => match self.parameters.find(&name.id) {
                Some(parameter) => constants.evaluate(parameter.default()?),
                None => constants.evaluate(value),
            },
            Expr::BoolOp(operation) if operation.op == BoolOp::Or => {
                let [first, last] = &*operation.values else {
                    return None;
                };
                match self.default(first)? {
                    Value::None => self.default(last),
                    _ => None,
                }
            }
            _ => constants.evaluate(value),
        }
    }

    fn infer(&mut self, value: &Expr) -> Option<Type> {
        if let Expr::Name(name) = value
            && let Some(ty) = self.parameter_type(&name.id)
        {
            return ty;
        }
        if let Some(constant) = self.types.constants().evaluate(value) {
            return Some(type_of_constant(&constant));
        }
        match value {
            Expr::BoolOp(operation) if operation.op == BoolOp::Or => self.infer_or(&operation.values),
            Expr::If(conditional) => self.infer_conditional(conditional),
            Expr::Call(call) => self.infer_call(call),
            Expr::FString(_) => Some(Type::Str),
            Expr::Compare(_) => Some(Type::Bool),
            Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => Some(Type::Bool),
            Expr::List(_) | Expr::ListComp(_) => Some(bare_container(Container::List)),
            Expr::Dict(_) | Expr::DictComp(_) => Some(bare_container(Container::Dict)),
            Expr::Set(_) | Expr::SetComp(_) => Some(bare_container(Container::Set)),
            _ => None,
        }
    }

    /// `a or b`: an operand that is taken is true, so it is not `None`; the last one may be anything.
    fn infer_or(&mut self, operands: &[Expr]) -> Option<Type> {
        let (last, rest) = operands.split_last()?;
        let mut ty = self.infer(last);
        for operand in rest {
            match self.infer(operand)? {
                Type::None => {}
                Type::Optional(item) => ty = Some(*item),
                other => ty = Some(other),
            }
        }
        ty
    }

    /// `a if test else b`
    fn infer_conditional(&mut self, conditional: &ExprIf) -> Option<Type> {
        let body = self.infer(&conditional.body)?;
        let orelse = self.infer(&conditional.orelse)?;
        let guards_against_none = conditional.test.is_compare_expr() || conditional.test.is_name_expr();
        match (body, orelse) {
            // `x if x is not None else []`
            (Type::Optional(item), other) if guards_against_none && is_same_kind(&item, &other) => Some(*item),
            (other, Type::Optional(item)) if guards_against_none && is_same_kind(&item, &other) => Some(*item),
            (body, orelse) => join(body, orelse),
        }
    }

    fn infer_call(&mut self, call: &ExprCall) -> Option<Type> {
        let class = match self.types.read_class(&call.func) {
            Some(class) => class,
            None => return self.infer_standard_call(call),
        };
        match (class, &*call.arguments.args) {
            (Type::List(_), [argument]) => match self.infer(argument) {
                Some(Type::List(item) | Type::VariadicTuple(item)) => Some(Type::List(item)),
                _ => Some(bare_container(Container::List)),
            },
            (Type::Dict(..), [argument]) => match self.infer(argument) {
                Some(ty @ Type::Dict(..)) => Some(ty),
                _ => Some(bare_container(Container::Dict)),
            },
            (class, _) => Some(class),
        }
    }

    /// The functions of standard modules that make instances of standard classes.
    fn infer_standard_call(&mut self, call: &ExprCall) -> Option<Type> {
        let Resolved::Path(path) = self.types.resolve(&call.func) else {
            return None;
        };
        let class = match path.as_str() {
            "datetime.datetime.now" | "datetime.datetime.utcnow" | "datetime.datetime.today" => StandardClass::DateTime,
            "datetime.date.today" => StandardClass::Date,
            "uuid.uuid1" | "uuid.uuid3" | "uuid.uuid4" | "uuid.uuid5" => StandardClass::Uuid,
            "time.time" | "time.monotonic" | "time.perf_counter" => return Some(Type::Float),
            _ => return None,
        };
        Some(Type::Standard(class))
    }

    /// The type of a parameter; nothing if there is no such parameter.
    fn parameter_type(&mut self, name: &str) -> Option<Option<Type>> {
        if let Some(parameter) = self.parameters.find(name) {
            return Some(match parameter.annotation() {
                Some(annotation) => {
                    let ty = self.types.read(annotation);
                    let default = parameter.default();
                    Some(self.types.with_implicit_none(annotation, ty, default))
                }
                None => {
                    let default = self.types.constants().evaluate(parameter.default()?);
                    default.map(|default| type_of_constant(&default))
                }
            });
        }
        let is_named = |parameter: &&Parameter| parameter.name.as_str() == name;
        if let Some(rest) = self.parameters.vararg.as_deref().filter(is_named) {
            let item = self.rest_type(rest.annotation());
            return Some(Some(Type::VariadicTuple(Box::new(item))));
        }
        let rest = self.parameters.kwarg.as_deref().filter(is_named)?;
        let value = self.rest_type(rest.annotation());
        Some(Some(Type::Dict(Box::new(Type::Str), Box::new(value))))
    }

    fn rest_type(&mut self, annotation: Option<&Expr>) -> Type {
        annotation.map_or(Type::Any, |annotation| self.types.read(annotation))
    }
}

/// Whether an empty container of the type `other` is one of the type `item`, or the types are the same.
fn is_same_kind(item: &Type, other: &Type) -> bool {
    let is_bare = other.parts().into_iter().all(|part| *part == Type::Any);
    item == other || is_bare && !other.parts().is_empty() && mem::discriminant(item) == mem::discriminant(other)
}

/// The type of values of either type, if there is one.
fn join(left: Type, right: Type) -> Option<Type> {
    match (left, right) {
        (left, right) if left == right => Some(left),
        (Type::None, other) | (other, Type::None) => Some(other.or_none()),
        (Type::Optional(item), other) | (other, Type::Optional(item)) if *item == other => Some(Type::Optional(item)),
        _ => None,
    }
}

impl TypeReader<'_, '_> {
    /// `ty`, or optional `ty` if the default of `x: T = None` says so.
    pub(super) fn with_implicit_none(&mut self, annotation: &Expr, ty: Type, default: Option<&Expr>) -> Type {
        let allows_none = matches!(ty, Type::Any | Type::None | Type::Optional(_));
        if allows_none || !default.is_some_and(Expr::is_none_literal_expr) {
            return ty;
        }
        let text = self.module().text(annotation);
        let message = format!("the default is `None`, so the type is taken to be `{text} | None`");
        self.report(
            Diagnostic::new(Code::ImplicitOptional, annotation.range(), message)
                .help(format!("annotate with `{text} | None`")),
        );
        ty.or_none()
    }
}
