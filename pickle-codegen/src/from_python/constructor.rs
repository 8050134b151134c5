//! What an `__init__` method assigns to attributes of `self`.

use ruff_python_ast::{Expr, ExprAttribute, ExprCall, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::docs::string_statement;

/// An assignment to an attribute of `self`.
pub(super) struct SelfAssignment<'a> {
    pub(super) target: &'a ExprAttribute,
    pub(super) statement: TextRange,
    pub(super) annotation: Option<&'a Expr>,
    /// Nothing for what is unpacked from something else.
    pub(super) value: Option<&'a Expr>,
    /// The string right after the statement.
    pub(super) doc: Option<String>,
}

/// The assignments to attributes of `self` in a method, in source order.
pub(super) fn self_assignments(method: &StmtFunctionDef) -> Vec<SelfAssignment<'_>> {
    let Some(parameter) = method.parameters.iter_non_variadic_params().next() else {
        return Vec::new();
    };
    let mut reader = AssignmentReader { self_name: parameter.name().as_str(), assignments: Vec::new() };
    reader.read_body(&method.body);
    reader.assignments
}

/// Whether a method calls `super().__init__(...)` or `Base.__init__(self, ...)`.
pub(super) fn calls_base_constructor(method: &StmtFunctionDef) -> bool {
    !base_constructor_calls(method).is_empty()
}

/// The values that a method assigns to the attribute `name` of anything.
pub(super) fn attribute_assignments<'a>(method: &'a StmtFunctionDef, name: &str) -> impl Iterator<Item = &'a Expr> {
    let mut values = Vec::new();
    for_each_statement(&method.body, &mut |statement, _| {
        if let Stmt::Assign(assign) = statement
            && assign.targets.iter().any(|target| matches!(target, Expr::Attribute(target) if &target.attr == name))
        {
            values.push(&*assign.value);
        }
    });
    values.into_iter()
}

/// The calls of `super().__init__` and `Base.__init__` that are statements of a method.
pub(super) fn base_constructor_calls(method: &StmtFunctionDef) -> Vec<&ExprCall> {
    let mut calls = Vec::new();
    for_each_statement(&method.body, &mut |statement, _| {
        if let Stmt::Expr(expression) = statement
            && let Expr::Call(call) = &*expression.value
            && let Expr::Attribute(callee) = &*call.func
            && &callee.attr == "__init__"
        {
            calls.push(call);
        }
    });
    calls
}

struct AssignmentReader<'a> {
    self_name: &'a str,
    assignments: Vec<SelfAssignment<'a>>,
}

impl<'a> AssignmentReader<'a> {
    fn read_body(&mut self, body: &'a [Stmt]) {
        for_each_statement(body, &mut |statement, next| match statement {
            Stmt::Assign(assign) => {
                for target in &assign.targets {
                    self.read_target(target, Some(&assign.value), statement, next);
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(target) = self.attribute_of_self(&assign.target) {
                    self.assignments.push(SelfAssignment {
                        target,
                        statement: statement.range(),
                        annotation: Some(&assign.annotation),
                        value: assign.value.as_deref(),
                        doc: next.and_then(string_statement),
                    });
                }
            }
            _ => {}
        });
    }

    fn read_target(&mut self, target: &'a Expr, value: Option<&'a Expr>, statement: &'a Stmt, next: Option<&'a Stmt>) {
        if let Expr::Tuple(targets) = target {
            let values = match value {
                Some(Expr::Tuple(values)) if values.len() == targets.len() => Some(values),
                _ => None,
            };
            for (index, target) in targets.iter().enumerate() {
                let value = values.map(|values| &values.elts[index]);
                self.read_target(target, value, statement, next);
            }
        } else if let Some(target) = self.attribute_of_self(target) {
            self.assignments.push(SelfAssignment {
                target,
                statement: statement.range(),
                annotation: None,
                value,
                doc: next.and_then(string_statement),
            });
        }
    }

    fn attribute_of_self(&self, target: &'a Expr) -> Option<&'a ExprAttribute> {
        let Expr::Attribute(attribute) = target else {
            return None;
        };
        let is_self = matches!(&*attribute.value, Expr::Name(name) if name.id == self.self_name);
        is_self.then_some(attribute)
    }
}

/// Calls `visit` with every statement that runs in the body, and with the one after it.
fn for_each_statement<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a Stmt, Option<&'a Stmt>)) {
    for (index, statement) in body.iter().enumerate() {
        visit(statement, body.get(index + 1));
        for inner in inner_bodies(statement) {
            for_each_statement(inner, visit);
        }
    }
}

fn inner_bodies(statement: &Stmt) -> Vec<&[Stmt]> {
    match statement {
        Stmt::If(conditional) => {
            let others = conditional.elif_else_clauses.iter();
            let others = others.map(|clause| &*clause.body);
            [&*conditional.body].into_iter().chain(others).collect()
        }
        Stmt::For(loop_) => vec![&loop_.body, &loop_.orelse],
        Stmt::While(loop_) => vec![&loop_.body, &loop_.orelse],
        Stmt::With(with) => vec![&with.body],
        Stmt::Try(attempt) => {
            let handlers = attempt.handlers.iter().map(|handler| {
                let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                &*handler.body
            });
            [&*attempt.body, &*attempt.orelse, &*attempt.finalbody].into_iter().chain(handlers).collect()
        }
        Stmt::Match(choice) => choice.cases.iter().map(|case| &*case.body).collect(),
        _ => Vec::new(),
    }
}
