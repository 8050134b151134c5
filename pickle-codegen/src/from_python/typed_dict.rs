//! Typed dicts: the keys that may be missing, and those that a call names.

use ruff_python_ast::{Expr, ExprCall, ExprDict};

use super::classes::{Classes, Style};
use super::declarations::{Declaration, Evidence};
use super::literal_options::literal_options;
use super::modules::Modules;
use super::scope::{ClassId, Resolved};
use super::syntax::parse_quoted;
use crate::diagnostics::Diagnostic;

/// Whether the keys that the class `id` itself declares have to be there, if they do not say otherwise.
pub(super) fn reads_total(modules: &Modules<'_>, id: ClassId) -> Result<bool, Diagnostic> {
    let options = literal_options(modules, id, modules.scope.class(id).form.keywords(), &["total"])?;
    Ok(options.get_or("total", true))
}

/// The dict of keys and annotations in `TypedDict("Row", {"id": int})`, if it is literal.
pub(super) fn read_call_keys(call: &ExprCall) -> Option<&ExprDict> {
    let dict = call.arguments.find_argument_value("fields", 1)?.as_dict_expr()?;
    dict.items.iter().all(|item| matches!(item.key, Some(Expr::StringLiteral(_)))).then_some(dict)
}

/// Whether a dict may lack the key.
pub(super) fn can_be_missing(modules: &Modules<'_>, classes: &Classes, declaration: &Declaration<'_>) -> bool {
    let Evidence::Annotation { annotation, .. } = declaration.evidence else {
        return false;
    };
    let is_total =
        classes.facts(declaration.class).is_none_or(|facts| matches!(facts.style, Style::TypedDict { is_total: true }));
    says_missing(modules, declaration.class, annotation).unwrap_or(!is_total)
}

/// What `NotRequired[...]` or `Required[...]` says, perhaps inside of `Annotated` or `ReadOnly`.
fn says_missing(modules: &Modules<'_>, class: ClassId, annotation: &Expr) -> Option<bool> {
    if let Expr::StringLiteral(literal) = annotation {
        return says_missing(modules, class, &parse_quoted(literal, modules.source())?);
    }
    let Expr::Subscript(subscript) = annotation else {
        return None;
    };
    let Resolved::Path(path) = modules.scope.resolve(&subscript.value, Some(class)) else {
        return None;
    };
    match (path.as_str(), &*subscript.slice) {
        ("typing.NotRequired", _) => Some(true),
        ("typing.Required", _) => Some(false),
        ("typing.Annotated", Expr::Tuple(arguments)) => says_missing(modules, class, arguments.elts.first()?),
        ("typing.ReadOnly", inner) => says_missing(modules, class, inner),
        _ => None,
    }
}
