//! The names in the body of an enumeration that are members.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::super::docs::string_statement;
use super::super::modules::Modules;
use super::super::scope::{ClassId, Resolved};
use super::unknown_value;
use crate::diagnostics::Diagnostic;

/// A member, as the body defines it.
pub(in super::super) struct MemberAssignment<'a> {
    pub(in super::super) name: &'a str,
    pub(in super::super) value: MemberValue<'a>,
    pub(in super::super) range: TextRange,
    pub(in super::super) doc: Option<String>,
}

/// What is assigned to a member.
pub(in super::super) enum MemberValue<'a> {
    /// `auto()`
    Automatic,
    Written(&'a Expr),
}

/// The members that the body of the enumeration `id` defines, in source order.
pub(in super::super) fn member_assignments<'a>(
    modules: &Modules<'a>,
    id: ClassId,
) -> Result<Vec<MemberAssignment<'a>>, Diagnostic> {
    let body = modules.scope.class(id).form.body();
    let mut reader = BodyReader { modules, id, assignments: Vec::new() };
    for (index, statement) in body.iter().enumerate() {
        reader.read_statement(statement, body.get(index + 1))?;
    }
    Ok(reader.assignments)
}

struct BodyReader<'m, 'a> {
    modules: &'m Modules<'a>,
    id: ClassId,
    assignments: Vec<MemberAssignment<'a>>,
}

impl<'a> BodyReader<'_, 'a> {
    fn read_statement(&mut self, statement: &'a Stmt, next: Option<&'a Stmt>) -> Result<(), Diagnostic> {
        let doc = next.and_then(string_statement).or_else(|| self.modules.comments.documentation(statement.range()));
        match statement {
            Stmt::Assign(assign) => {
                for target in &assign.targets {
                    self.read_assignment(target, &assign.value, doc.as_deref())?;
                }
                Ok(())
            }
            Stmt::AnnAssign(assign) => match &assign.value {
                Some(value) => self.read_assignment(&assign.target, value, doc.as_deref()),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn read_assignment(&mut self, target: &'a Expr, value: &'a Expr, doc: Option<&str>) -> Result<(), Diagnostic> {
        match (target, value) {
            (Expr::Name(name), _) if is_member_name(&name.id) && !self.is_descriptor(value) => {
                let is_automatic = self.calls(value, "enum.auto");
                self.assignments.push(MemberAssignment {
                    name: &name.id,
                    value: if is_automatic { MemberValue::Automatic } else { MemberValue::Written(value) },
                    range: value.range(),
                    doc: doc.map(str::to_owned),
                });
                Ok(())
            }
            (Expr::Name(_), _) => Ok(()),
            (Expr::Tuple(targets), Expr::Tuple(values)) if targets.len() == values.len() => {
                for (target, value) in targets.iter().zip(values) {
                    self.read_assignment(target, value, doc)?;
                }
                Ok(())
            }
            _ => Err(unknown_value(self.modules, self.id, target.range())),
        }
    }

    /// Whether the enum machinery leaves a name bound to `value` alone.
    fn is_descriptor(&self, value: &Expr) -> bool {
        value.is_lambda_expr()
            || ["enum.nonmember", "enum.property", "builtins.property", "builtins.staticmethod", "builtins.classmethod"]
                .iter()
                .any(|path| self.calls(value, path))
    }

    fn calls(&self, expression: &Expr, path: &str) -> bool {
        let Expr::Call(call) = expression else {
            return false;
        };
        matches!(self.modules.scope.resolve(&call.func, Some(self.id)), Resolved::Path(called) if called == path)
    }
}

fn is_member_name(name: &str) -> bool {
    let is_sunder = name.starts_with('_') && name.ends_with('_');
    !is_sunder && !name.starts_with("__")
}
