//! `__getstate__` methods that return attributes, or a copy of the `__dict__` with some attributes deleted.

use ruff_python_ast::{Expr, Stmt};

use super::StateAttributes;
use super::expressions::Expressions;

/// The attributes in the dict that a `__getstate__` returns.
pub(super) fn read_state(expressions: &Expressions<'_, '_>) -> Option<StateAttributes> {
    match expressions.body() {
        [Stmt::Return(statement)] => expressions.state(statement.value.as_deref()?),
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
            Some(StateAttributes::AllBut(deleted))
        }
        _ => None,
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
