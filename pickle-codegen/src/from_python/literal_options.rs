//! The literal keyword arguments by which a decorator or a class statement chooses a layout.

use std::collections::HashMap;

use ruff_python_ast::{Decorator, Expr, Keyword, StmtClassDef};
use ruff_text_size::{Ranged, TextRange};

use super::decorators::decorator_path;
use super::modules::Modules;
use super::scope::{ClassForm, ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// The statement and the decorator of the class `id` for which `is_wanted` holds.
pub(super) fn find_decorator<'a>(
    modules: &Modules<'a>,
    id: ClassId,
    is_wanted: impl Fn(&str) -> bool,
) -> Option<(&'a StmtClassDef, &'a Decorator, String)> {
    let ClassForm::Statement(statement) = modules.scope.class(id).form else {
        return None;
    };
    statement.decorator_list.iter().find_map(|decorator| {
        let path = decorator_path(modules, decorator).filter(|path| is_wanted(path))?;
        Some((statement, decorator, path))
    })
}

/// The keyword arguments of a decorator; none if it is not called.
pub(super) fn keywords(decorator: &Decorator) -> &[Keyword] {
    match &decorator.expression {
        Expr::Call(call) => &call.arguments.keywords,
        _ => &[],
    }
}

/// The literal options that are given.
pub(super) struct LiteralOptions<'k>(HashMap<&'k str, bool>);

impl LiteralOptions<'_> {
    pub(super) fn get(&self, name: &str) -> Option<bool> {
        self.0.get(name).copied()
    }

    pub(super) fn get_or(&self, name: &str, default: bool) -> bool {
        self.get(name).unwrap_or(default)
    }
}

/// The options `names` among keyword arguments, each a literal bool; `None` counts as absent.
pub(super) fn literal_options<'k>(
    modules: &Modules<'k>,
    id: ClassId,
    keywords: &'k [Keyword],
    names: &[&str],
) -> Result<LiteralOptions<'k>, Diagnostic> {
    let mut options = HashMap::new();
    for keyword in keywords {
        let decided = || decided_at_run_time(modules, id, keyword.range());
        let given = match &keyword.arg {
            Some(name) => vec![(name.as_str(), &keyword.value)],
            None => unpacked(modules, &keyword.value).ok_or_else(decided)?,
        };
        for (name, value) in given.into_iter().filter(|(name, _)| names.contains(name)) {
            match value {
                Expr::BooleanLiteral(literal) => {
                    options.insert(name, literal.value);
                }
                Expr::NoneLiteral(_) => {}
                value => return Err(decided_at_run_time(modules, id, value.range())),
            }
        }
    }
    Ok(LiteralOptions(options))
}

/// The options in a dict that `**` unpacks, if it is a literal, here or where a name for it is bound.
fn unpacked<'e>(modules: &Modules<'e>, dict: &'e Expr) -> Option<Vec<(&'e str, &'e Expr)>> {
    let dict = match modules.scope.resolve(dict, None) {
        Resolved::Value(value) => value,
        _ => dict,
    };
    let items = dict.as_dict_expr()?.items.iter().map(|item| {
        let name = item.key.as_ref()?.as_string_literal_expr()?;
        Some((name.value.to_str(), &item.value))
    });
    items.collect()
}

fn decided_at_run_time(modules: &Modules<'_>, id: ClassId, range: TextRange) -> Diagnostic {
    let class = modules.qualname(id);
    let message = format!("class `{class}` is left out: its options are not literal");
    Diagnostic::new(Code::LayoutUnknown, range, message)
        .label("options such as `slots` and `frozen` decide what a pickle looks like")
        .help("write `slots=True` or `frozen=True` literally, or leave them out")
}
