//! `__getstate__` methods that return attributes, or a copy of the `__dict__` with some attributes deleted; and the
//! `__setstate__` methods that undo them.

use ruff_python_ast::{Expr, Stmt};

use super::expressions::{Expressions, tuple_elements};
use super::{Sequence, State, StateAttributes};

/// What a `__getstate__` returns.
pub(super) fn read_state(expressions: &Expressions<'_, '_>) -> Option<State> {
    match expressions.body() {
        [Stmt::Return(statement)] => match statement.value.as_deref() {
            None | Some(Expr::NoneLiteral(_)) => Some(State::Nothing),
            Some(tuple @ Expr::Tuple(_)) => Some(State::Sequence(Sequence::Tuple, expressions.attributes(tuple)?)),
            Some(Expr::List(list)) => {
                let names = list.elts.iter().map(|element| expressions.attribute(element)).collect::<Option<_>>()?;
                Some(State::Sequence(Sequence::List, names))
            }
            Some(dict) => expressions.state(dict).map(State::Dict),
        },
        [Stmt::Pass(_)] => Some(State::Nothing),
        [Stmt::Assign(assign), deletions @ .., Stmt::Return(statement)] => {
            let [Expr::Name(copy)] = &*assign.targets else {
                return None;
            };
            let is_returned = matches!(statement.value.as_deref()?, Expr::Name(name) if name.id == copy.id);
            if !is_returned || !expressions.is_own_dict(&assign.value) {
                return None;
            }
            let mut deleted = Vec::new();
            for statement in deletions {
                deleted.extend(deleted_keys(statement, &copy.id)?);
            }
            Some(State::Dict(StateAttributes::AllBut(deleted)))
        }
        _ => None,
    }
}

/// Whether a `__setstate__` assigns the items of its state to the attributes `names`, in this order.
pub(super) fn unpacks(expressions: &Expressions<'_, '_>, names: &[String]) -> bool {
    match expressions.body() {
        [Stmt::Assign(assign)] if expressions.is_other(&assign.value) => match &*assign.targets {
            [Expr::List(targets)] => is_attributes(expressions, &targets.elts, names),
            [targets] => tuple_elements(targets).is_some_and(|targets| is_attributes(expressions, targets, names)),
            _ => false,
        },
        statements => {
            statements.len() == names.len()
                && statements.iter().zip(names).enumerate().all(|(index, (statement, name))| {
                    assigns_item(expressions, statement, name, index).unwrap_or(false)
                })
        }
    }
}

fn is_attributes(expressions: &Expressions<'_, '_>, targets: &[Expr], names: &[String]) -> bool {
    targets.len() == names.len()
        && targets.iter().zip(names).all(|(target, name)| expressions.attribute(target).as_ref() == Some(name))
}

/// `self.name = state[index]`
fn assigns_item(expressions: &Expressions<'_, '_>, statement: &Stmt, name: &str, index: usize) -> Option<bool> {
    let assign = statement.as_assign_stmt()?;
    let subscript = assign.value.as_subscript_expr()?;
    let [target] = &*assign.targets else {
        return None;
    };
    let written_index = match &*subscript.slice {
        Expr::NumberLiteral(number) => number.value.as_int()?.as_usize()?,
        _ => return None,
    };
    let is_item = expressions.is_other(&subscript.value) && written_index == index;
    Some(is_item && expressions.attribute(target)? == name)
}

/// Whether a `__setstate__` does nothing but `self.__dict__.update(state)` or `self.__dict__ = state`.
pub(super) fn only_stores(expressions: &Expressions<'_, '_>) -> bool {
    match expressions.body() {
        [Stmt::Assign(assign)] => {
            let is_own_dict = assign.targets.iter().all(|target| expressions.is_own_dict(target));
            is_own_dict && expressions.is_other(&assign.value)
        }
        [Stmt::Expr(statement)] => match &*statement.value {
            Expr::Call(call) => match (&*call.func, &*call.arguments.args) {
                (Expr::Attribute(method), [argument]) => {
                    &method.attr == "update" && expressions.is_own_dict(&method.value) && expressions.is_other(argument)
                }
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}

/// The keys that a statement deletes from the dict `name`, if it does nothing else.
fn deleted_keys(statement: &Stmt, name: &str) -> Option<Vec<String>> {
    match statement {
        Stmt::Delete(delete) => delete.targets.iter().map(|target| subscripted_key(target, name)).collect(),
        Stmt::Expr(expression) => popped_key(&expression.value, name).map(|key| vec![key]),
        _ => None,
    }
}

/// `name["key"]`
fn subscripted_key(expression: &Expr, name: &str) -> Option<String> {
    let Expr::Subscript(subscript) = expression else {
        return None;
    };
    let is_of_dict = matches!(&*subscript.value, Expr::Name(dict) if dict.id == name);
    string(&subscript.slice).filter(|_| is_of_dict)
}

/// `name.pop("key")` or `name.pop("key", None)`
fn popped_key(expression: &Expr, name: &str) -> Option<String> {
    let Expr::Call(call) = expression else {
        return None;
    };
    let Expr::Attribute(method) = &*call.func else {
        return None;
    };
    let is_of_dict = matches!(&*method.value, Expr::Name(dict) if dict.id == name);
    let key = call.arguments.find_positional(0)?;
    string(key).filter(|_| is_of_dict && &method.attr == "pop")
}

fn string(expression: &Expr) -> Option<String> {
    match expression {
        Expr::StringLiteral(literal) => Some(literal.value.to_str().to_owned()),
        _ => None,
    }
}
