//! The members of an `enum.Flag` and their bits.

use pickle_core::schema::{FlagMember, Value};
use ruff_python_ast::{Expr, ExprCall, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::classes::Classes;
use super::constant::Constants;
use super::enumeration::{MemberValue, left_out, member_assignments, read_names, unknown_value};
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// Reads the members of the flag `id`.
pub(super) fn read_flag_members(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
) -> Result<Vec<FlagMember>, Diagnostic> {
    check_methods(modules, id)?;
    let mut constants = Constants::new(modules, classes, Some(id));
    let mut members = Vec::new();
    for assignment in member_assignments(modules, id)? {
        let bits = match assignment.value {
            MemberValue::Automatic => next_bits(&members),
            MemberValue::Written(value) => constants.evaluate(value).and_then(bits),
        };
        let bits = bits.ok_or_else(|| unknown_value(modules, id, assignment.range))?;
        constants.know(assignment.name, Value::Int(bits.into()));
        let mut member = FlagMember::new(assignment.name, bits);
        member.doc = assignment.doc;
        members.push(member);
    }
    Ok(members)
}

/// Reads the members that `Flag("Mode", "READ WRITE")` names.
pub(super) fn read_call_flag_members(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    call: &ExprCall,
) -> Result<Vec<FlagMember>, Diagnostic> {
    let unknown = || unknown_value(modules, id, call.range());
    let mut members = Vec::new();
    for (name, value) in read_names(modules, classes, call).ok_or_else(unknown)?.members {
        let bits = value.map_or_else(|| next_bits(&members), bits).ok_or_else(unknown)?;
        members.push(FlagMember::new(name, bits));
    }
    Ok(members)
}

fn bits(value: Value) -> Option<i64> {
    match value {
        Value::Int(int) => i64::try_from(int).ok(),
        Value::Bool(flag) => Some(flag.into()),
        _ => None,
    }
}

/// What `auto()` is after `members`, where all versions of Python agree: the bit above the highest.
fn next_bits(members: &[FlagMember]) -> Option<i64> {
    let last = bit_length(members.last().map_or(0, |member| member.bits))?;
    let highest = bit_length(members.iter().map(|member| member.bits).max().unwrap_or(0))?;
    // Up to 3.10 the last value counts, since then the highest.
    let next = 1_i64.checked_shl(highest).filter(|bits| *bits > 0);
    next.filter(|_| last == highest)
}

/// How many bits a number takes, if it is not negative.
fn bit_length(bits: i64) -> Option<u32> {
    (bits >= 0).then(|| i64::BITS - bits.leading_zeros())
}

/// Fails if a method of the flag decides what its members are, or how they pickle.
fn check_methods(modules: &Modules<'_>, id: ClassId) -> Result<(), Diagnostic> {
    for statement in modules.scope.class(id).form.body() {
        let (name, range): (&str, TextRange) = match statement {
            Stmt::FunctionDef(method) => (&method.name, method.name.range()),
            Stmt::Assign(assign) => match assign.targets.first() {
                Some(Expr::Name(name)) => (&name.id, name.range()),
                _ => continue,
            },
            _ => continue,
        };
        if matches!(name, "__new__" | "_generate_next_value_" | "__reduce__" | "__reduce_ex__") {
            let reason = format!("its `{name}` decides what is in a pickle");
            return Err(left_out(modules, id, Code::HandWrittenPickling, range, &reason));
        }
    }
    Ok(())
}
