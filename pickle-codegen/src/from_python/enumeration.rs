//! The members of an `enum.Enum` and their values.

use pickle_core::schema::{Member, Value};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::classes::Classes;
use super::constant::{Constants, python_equal};
use super::docs::string_statement;
use super::module::Module;
use super::scope::{ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// What the bases of an enumeration say about the values of its members.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EnumerationBase {
    /// The class that every value is converted to.
    pub(super) mixin: Option<Mixin>,
    /// Whether `auto()` is the member's name in lower case.
    auto_is_name: bool,
}

/// The builtin class that the members of an enumeration belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mixin {
    Int,
    Float,
    Str,
    Bytes,
}

impl EnumerationBase {
    pub(super) fn with_mixin(mixin: Mixin) -> EnumerationBase {
        EnumerationBase { mixin: Some(mixin), auto_is_name: false }
    }

    pub(super) fn of_str_enum() -> EnumerationBase {
        EnumerationBase { mixin: Some(Mixin::Str), auto_is_name: true }
    }
}

impl Mixin {
    pub(super) fn of_path(path: &str) -> Option<Mixin> {
        match path {
            "builtins.int" => Some(Mixin::Int),
            "builtins.float" => Some(Mixin::Float),
            "builtins.str" => Some(Mixin::Str),
            "builtins.bytes" => Some(Mixin::Bytes),
            _ => None,
        }
    }

    /// The `_value_` of a member that is given as `value`.
    fn convert(self, value: Value) -> Option<Value> {
        match (self, value) {
            (Mixin::Int, Value::Bool(flag)) => Some(Value::Int(i128::from(flag))),
            (Mixin::Str, Value::Int(int)) => Some(Value::Str(int.to_string())),
            (Mixin::Float, Value::Int(int)) => i32::try_from(int).ok().map(|int| Value::Float(int.into())),
            (Mixin::Int, value @ Value::Int(_))
            | (Mixin::Float, value @ Value::Float(_))
            | (Mixin::Str, value @ Value::Str(_))
            | (Mixin::Bytes, value @ Value::Bytes(_)) => Some(value),
            _ => None,
        }
    }
}

/// Reads the members of the enumeration `id`.
pub(super) fn read_members(
    module: &Module<'_>,
    classes: &Classes,
    id: ClassId,
    base: EnumerationBase,
) -> Result<Vec<Member>, Diagnostic> {
    let body = module.scope.class(id).form.body();
    let mut reader = MembersReader {
        module,
        constants: Constants::new(module, classes, Some(id)),
        id,
        base,
        members: Vec::new(),
        values: Vec::new(),
    };
    for (index, statement) in body.iter().enumerate() {
        reader.read_statement(statement, body.get(index + 1))?;
    }
    Ok(reader.members)
}

struct MembersReader<'m, 'a> {
    module: &'m Module<'a>,
    constants: Constants<'m, 'a>,
    id: ClassId,
    base: EnumerationBase,
    members: Vec<Member>,
    /// The values of all members so far, aliases too.
    values: Vec<Value>,
}

impl MembersReader<'_, '_> {
    fn read_statement(&mut self, statement: &Stmt, next: Option<&Stmt>) -> Result<(), Diagnostic> {
        match statement {
            Stmt::FunctionDef(function) if decides_values(&function.name) => {
                let reason = format!("its `{}` decides what is in a pickle", function.name);
                Err(self.left_out(Code::HandWrittenPickling, function.name.range(), &reason))
            }
            Stmt::Assign(assign) => {
                let doc = self.documentation(statement, next);
                for target in &assign.targets {
                    self.read_assignment(target, &assign.value, doc.as_deref())?;
                }
                Ok(())
            }
            Stmt::AnnAssign(assign) => match &assign.value {
                Some(value) => {
                    let doc = self.documentation(statement, next);
                    self.read_assignment(&assign.target, value, doc.as_deref())
                }
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn documentation(&self, statement: &Stmt, next: Option<&Stmt>) -> Option<String> {
        let written_after = next.and_then(string_statement);
        written_after.or_else(|| self.module.comments.documentation(statement.range()))
    }

    fn read_assignment(&mut self, target: &Expr, value: &Expr, doc: Option<&str>) -> Result<(), Diagnostic> {
        match (target, value) {
            (Expr::Name(name), _) if is_member_name(&name.id) && !self.is_descriptor(value) => {
                self.add_member(&name.id, value, doc)
            }
            (Expr::Name(_), _) => Ok(()),
            (Expr::Tuple(targets), Expr::Tuple(values)) if targets.len() == values.len() => {
                for (target, value) in targets.iter().zip(values) {
                    self.read_assignment(target, value, doc)?;
                }
                Ok(())
            }
            _ => Err(self.unknown_value(target.range())),
        }
    }

    fn add_member(&mut self, name: &str, value: &Expr, doc: Option<&str>) -> Result<(), Diagnostic> {
        let value = if self.calls(value, "enum.auto") {
            self.automatic_value(name)
        } else {
            self.constants.evaluate(value).filter(can_be_member_value)
        }
        .and_then(|value| match self.base.mixin {
            Some(mixin) => mixin.convert(value),
            None => Some(value),
        })
        .ok_or_else(|| self.unknown_value(value.range()))?;

        self.values.push(value.clone());
        let same = self.members.iter_mut().find(|member| python_equal(&member.value, &value));
        if let Some(member) = same {
            member.aliases.push(name.to_owned());
        } else {
            let mut member = Member::new(name, value);
            member.doc = doc.map(str::to_owned);
            self.members.push(member);
        }
        Ok(())
    }

    /// What `auto()` gives to the member `name`, where all versions of Python agree.
    fn automatic_value(&self, name: &str) -> Option<Value> {
        if self.base.auto_is_name {
            return Some(Value::Str(name.to_lowercase()));
        }
        let earlier: Option<Vec<i128>> = self
            .values
            .iter()
            .map(|value| match value {
                Value::Int(int) => Some(*int),
                _ => None,
            })
            .collect();
        let earlier = earlier?;
        // Before 3.13 the last value counts, since then the highest.
        match (earlier.last(), earlier.iter().max()) {
            (Some(last), Some(highest)) => (last == highest).then_some(Value::Int(last.checked_add(1)?)),
            _ => Some(Value::Int(1)),
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
        matches!(self.module.scope.resolve(&call.func, Some(self.id)), Resolved::Path(called) if called == path)
    }

    fn unknown_value(&self, range: TextRange) -> Diagnostic {
        let reason = "the value of this member cannot be told without running Python";
        self.left_out(Code::MemberValue, range, reason)
            .help("write an int of at most 64 bits, a float, a string, bytes, a bool or a tuple of those")
    }

    fn left_out(&self, code: Code, range: TextRange, reason: &str) -> Diagnostic {
        let class = self.module.qualname(self.id);
        Diagnostic::new(code, range, format!("enumeration `{class}` is left out: {reason}"))
            .help("fields that hold its members are `::pickle_core::Any`, which keeps them as they are")
    }
}

fn decides_values(method: &str) -> bool {
    matches!(
        method,
        "__new__" | "_generate_next_value_" | "__reduce__" | "__reduce_ex__" | "__getnewargs__" | "__getnewargs_ex__"
    )
}

fn is_member_name(name: &str) -> bool {
    let is_sunder = name.starts_with('_') && name.ends_with('_');
    !is_sunder && !name.starts_with("__")
}

fn can_be_member_value(value: &Value) -> bool {
    match value {
        Value::Int(int) => i64::try_from(*int).is_ok(),
        Value::Bool(_) | Value::Float(_) | Value::Str(_) | Value::Bytes(_) => true,
        Value::Tuple(values) => values.iter().all(can_be_member_value),
        _ => false,
    }
}
