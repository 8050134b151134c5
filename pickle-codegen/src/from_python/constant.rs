//! Expressions whose value does not depend on anything that runs.

use std::cell::Cell;
use std::collections::HashMap;

use pickle_core::schema::Value;
use ruff_python_ast::{Expr, ExprAttribute, ExprBinOp, ExprCall, Number, Operator, UnaryOp};

use super::classes::{Classes, Style};
use super::enumeration::date;
use super::modules::Modules;
use super::scope::{ClassId, Resolved};

/// Deep enough for any constant that somebody wrote, and shallow enough for any stack.
const MAX_DEPTH: usize = 100;

/// A name may stand for a constant of any size; this many parts are enough for a default.
const MAX_STEPS: usize = 10_000;

/// Evaluates constants in the body of a class.
pub(super) struct Constants<'m, 'a> {
    modules: &'m Modules<'a>,
    classes: &'m Classes,
    class: Option<ClassId>,
    steps: Cell<usize>,
    /// The values that names of the class body have by now.
    known: HashMap<String, Value>,
}

impl<'m, 'a> Constants<'m, 'a> {
    pub(super) fn new(modules: &'m Modules<'a>, classes: &'m Classes, class: Option<ClassId>) -> Constants<'m, 'a> {
        Constants { modules, classes, class, steps: Cell::new(0), known: HashMap::new() }
    }

    /// Says what a name of the class body is, for the expressions after it.
    pub(super) fn know(&mut self, name: &str, value: Value) {
        self.known.insert(name.to_owned(), value);
    }

    /// The value of `expression`, if it is constant.
    pub(super) fn evaluate(&self, expression: &Expr) -> Option<Value> {
        self.evaluate_at(expression, 0)
    }

    /// What calling `factory` without arguments returns, if that is constant.
    pub(super) fn evaluate_factory(&self, factory: &Expr) -> Option<Value> {
        match factory {
            Expr::Lambda(lambda) if lambda.parameters.is_none() => self.evaluate(&lambda.body),
            _ => self.made_by(factory, 0),
        }
    }

    fn evaluate_at(&self, expression: &Expr, depth: usize) -> Option<Value> {
        let depth = Some(depth + 1).filter(|depth| *depth <= MAX_DEPTH)?;
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MAX_STEPS {
            return None;
        }
        match expression {
            Expr::NoneLiteral(_) => Some(Value::None),
            Expr::BooleanLiteral(literal) => Some(Value::Bool(literal.value)),
            Expr::NumberLiteral(literal) => number(&literal.value),
            Expr::StringLiteral(literal) => Some(Value::Str(literal.value.to_str().to_owned())),
            Expr::BytesLiteral(literal) => Some(Value::Bytes(literal.value.bytes().collect())),
            Expr::Tuple(tuple) => Some(Value::Tuple(self.evaluate_all(&tuple.elts, depth)?)),
            Expr::List(list) => Some(Value::List(self.evaluate_all(&list.elts, depth)?)),
            Expr::Set(set) => Some(Value::Set(self.evaluate_all(&set.elts, depth)?)),
            Expr::Dict(dict) => {
                let items = dict.items.iter().map(|item| {
                    let key = self.evaluate_at(item.key.as_ref()?, depth)?;
                    Some((key, self.evaluate_at(&item.value, depth)?))
                });
                Some(Value::Dict(items.collect::<Option<_>>()?))
            }
            Expr::UnaryOp(operation) => unary(operation.op, self.evaluate_at(&operation.operand, depth)?),
            Expr::BinOp(operation) => self.evaluate_binary(operation, depth),
            Expr::Name(name) if self.known.contains_key(name.id.as_str()) => self.known.get(name.id.as_str()).cloned(),
            Expr::Name(_) => self.evaluate_name(expression, depth),
            Expr::Attribute(attribute) => self.evaluate_attribute(attribute, depth),
            Expr::Call(call) => self.evaluate_call(call, depth),
            _ => None,
        }
    }

    fn evaluate_all(&self, expressions: &[Expr], depth: usize) -> Option<Vec<Value>> {
        expressions.iter().map(|expression| self.evaluate_at(expression, depth)).collect()
    }

    fn evaluate_binary(&self, operation: &ExprBinOp, depth: usize) -> Option<Value> {
        let left = self.evaluate_at(&operation.left, depth)?;
        let right = self.evaluate_at(&operation.right, depth)?;
        match (left, right) {
            (Value::Int(left), Value::Int(right)) if operation.op != Operator::Div => {
                integer_operation(operation.op, left, right).map(Value::Int)
            }
            (Value::Str(left), Value::Str(right)) if operation.op == Operator::Add => Some(Value::Str(left + &right)),
            (left, right) => float_operation(operation.op, as_float(&left)?, as_float(&right)?),
        }
    }

    fn evaluate_name(&self, name: &Expr, depth: usize) -> Option<Value> {
        match self.modules.scope.resolve(name, self.class) {
            Resolved::Value(value) => self.evaluate_at(value, depth),
            _ => None,
        }
    }

    fn evaluate_attribute(&self, attribute: &ExprAttribute, depth: usize) -> Option<Value> {
        let name = attribute.attr.as_str();
        if let Resolved::Class(id) = self.modules.scope.resolve(&attribute.value, self.class)
            && let Some(member) = self.classes.member(id, name)
        {
            return Some(Value::Member(self.modules.class_name(id), member.to_owned()));
        }
        if let Some(value) = self.bound_value(attribute) {
            return self.evaluate_at(value, depth);
        }
        match self.evaluate_at(&attribute.value, depth)? {
            Value::Member(class, member) if name == "value" => {
                let id = self.modules.scope.find_class(&class)?;
                let mut members = self.classes.members(id)?.iter();
                Some(members.find(|other| other.name == member)?.value.clone())
            }
            _ => None,
        }
    }

    /// What a name in another module or in a class is bound to; the members of an enumeration are more than their values.
    fn bound_value(&self, attribute: &ExprAttribute) -> Option<&'a Expr> {
        let owner = self.modules.scope.resolve(&attribute.value, self.class);
        let is_enumeration = |id| {
            self.classes.facts(id).is_none_or(|facts| matches!(facts.style, Style::Enumeration { .. } | Style::Flag(_)))
        };
        match owner {
            Resolved::Class(id) if is_enumeration(id) => None,
            _ => match self.modules.scope.resolve_attribute(attribute, self.class) {
                Resolved::Value(value) => Some(value),
                _ => None,
            },
        }
    }

    fn evaluate_call(&self, call: &ExprCall, depth: usize) -> Option<Value> {
        if call.arguments.is_empty() {
            return self.made_by(&call.func, depth);
        }
        if self.builtin(&call.func).is_some_and(|path| path == "datetime.date") && call.arguments.keywords.is_empty() {
            return date(&self.evaluate_all(&call.arguments.args, depth)?);
        }
        let ([argument], []) = (&*call.arguments.args, &*call.arguments.keywords) else {
            return None;
        };
        let items = match self.evaluate_at(argument, depth)? {
            Value::Tuple(items) | Value::List(items) | Value::Set(items) => items,
            _ => return None,
        };
        match self.builtin(&call.func)?.as_str() {
            "builtins.list" => Some(Value::List(items)),
            "builtins.tuple" => Some(Value::Tuple(items)),
            "builtins.set" => Some(Value::Set(items)),
            "builtins.frozenset" => Some(Value::FrozenSet(items)),
            _ => None,
        }
    }

    /// What a class makes when it is called without arguments.
    fn made_by(&self, callable: &Expr, depth: usize) -> Option<Value> {
        match self.modules.scope.resolve(callable, self.class) {
            Resolved::Class(id) => match self.classes.facts(id)?.style {
                Style::Enumeration { .. } | Style::Flag(_) => None,
                _ => Some(Value::Instance(self.modules.class_name(id))),
            },
            Resolved::Value(alias) if depth < MAX_DEPTH => self.made_by(alias, depth + 1),
            Resolved::Path(path) => empty_builtin(&path),
            _ => None,
        }
    }

    fn builtin(&self, callable: &Expr) -> Option<String> {
        match self.modules.scope.resolve(callable, self.class) {
            Resolved::Path(path) => Some(path),
            _ => None,
        }
    }
}

fn empty_builtin(path: &str) -> Option<Value> {
    match path {
        "builtins.list" => Some(Value::List(Vec::new())),
        "builtins.tuple" => Some(Value::Tuple(Vec::new())),
        "builtins.dict" | "collections.OrderedDict" => Some(Value::Dict(Vec::new())),
        "builtins.set" => Some(Value::Set(Vec::new())),
        "builtins.frozenset" => Some(Value::FrozenSet(Vec::new())),
        "builtins.str" => Some(Value::Str(String::new())),
        "builtins.bytes" | "builtins.bytearray" => Some(Value::Bytes(Vec::new())),
        "builtins.int" => Some(Value::Int(0)),
        "builtins.float" => Some(Value::Float(0.0)),
        "builtins.bool" => Some(Value::Bool(false)),
        _ => None,
    }
}

fn number(number: &Number) -> Option<Value> {
    match number {
        Number::Int(int) => match int.as_u64() {
            Some(small) => Some(Value::Int(i128::from(small))),
            None => int.to_string().parse().ok().map(Value::Int),
        },
        Number::Float(float) => float.is_finite().then_some(Value::Float(*float)),
        Number::Complex { .. } => None,
    }
}

fn unary(operator: UnaryOp, operand: Value) -> Option<Value> {
    match (operator, operand) {
        (UnaryOp::USub, Value::Int(int)) => int.checked_neg().map(Value::Int),
        (UnaryOp::USub, Value::Float(float)) => Some(Value::Float(-float)),
        (UnaryOp::UAdd, operand @ (Value::Int(_) | Value::Float(_))) => Some(operand),
        (UnaryOp::Invert, Value::Int(int)) => Some(Value::Int(!int)),
        (UnaryOp::Not, Value::Bool(flag)) => Some(Value::Bool(!flag)),
        _ => None,
    }
}

fn integer_operation(operator: Operator, left: i128, right: i128) -> Option<i128> {
    let shift = || u32::try_from(right).ok().filter(|shift| *shift < 127);
    match operator {
        Operator::Add => left.checked_add(right),
        Operator::Sub => left.checked_sub(right),
        Operator::Mult => left.checked_mul(right),
        Operator::FloorDiv if left >= 0 && right > 0 => Some(left / right),
        Operator::Mod if left >= 0 && right > 0 => Some(left % right),
        Operator::Pow => left.checked_pow(u32::try_from(right).ok()?),
        Operator::LShift => left.checked_mul(1_i128.checked_shl(shift()?)?),
        Operator::RShift => left.checked_shr(shift()?),
        Operator::BitOr => Some(left | right),
        Operator::BitAnd => Some(left & right),
        Operator::BitXor => Some(left ^ right),
        _ => None,
    }
}

fn float_operation(operator: Operator, left: f64, right: f64) -> Option<Value> {
    let result = match operator {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div => left / right,
        _ => return None,
    };
    result.is_finite().then_some(Value::Float(result))
}

fn as_float(value: &Value) -> Option<f64> {
    match value {
        // Python divides ints exactly only as long as floats can hold them.
        Value::Int(int) => i32::try_from(*int).ok().map(f64::from),
        Value::Float(float) => Some(*float),
        _ => None,
    }
}

/// Whether Python's `==` holds between two constants.
pub(super) fn python_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Tuple(left), Value::Tuple(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| python_equal(left, right))
        }
        (Value::Bool(flag), other) | (other, Value::Bool(flag)) => match other {
            Value::Bool(other) => flag == other,
            _ => python_equal(&Value::Int(i128::from(*flag)), other),
        },
        (Value::Int(int), Value::Float(float)) | (Value::Float(float), Value::Int(int)) => {
            i32::try_from(*int).is_ok_and(|int| f64::from(int) == *float)
        }
        _ => left == right,
    }
}
