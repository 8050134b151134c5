//! What an annotated name in a class body is: an attribute of the instances, or one of the things that only look so.

use ruff_python_ast::Expr;

use super::modules::Modules;
use super::scope::{ClassId, Resolved};
use super::syntax::parse_quoted;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// An attribute of the instances.
    Attribute,
    /// `ClassVar[...]`
    ClassVariable,
    /// `InitVar[...]`
    InitOnly,
    /// `_: KW_ONLY`
    KeywordOnlyMarker,
}

/// The role that an annotation in the body of the class `id` gives to its name.
pub(super) fn role(modules: &Modules<'_>, id: ClassId, annotation: &Expr) -> Role {
    let outer = match annotation {
        Expr::StringLiteral(literal) => {
            let quoted = parse_quoted(literal, modules.source());
            return quoted.map_or(Role::Attribute, |expression| unquoted_role(modules, id, &expression));
        }
        annotation => annotation,
    };
    unquoted_role(modules, id, outer)
}

fn unquoted_role(modules: &Modules<'_>, id: ClassId, annotation: &Expr) -> Role {
    let named = match annotation {
        Expr::Subscript(subscript) => &*subscript.value,
        annotation => annotation,
    };
    let Resolved::Path(path) = modules.scope.resolve(named, Some(id)) else {
        return Role::Attribute;
    };
    match (path.as_str(), annotation) {
        ("typing.ClassVar", _) => Role::ClassVariable,
        ("dataclasses.InitVar", _) => Role::InitOnly,
        ("dataclasses.KW_ONLY", _) => Role::KeywordOnlyMarker,
        // `Annotated[ClassVar[int], ...]` and `Final[ClassVar[int]]`
        ("typing.Annotated" | "typing.Final", Expr::Subscript(subscript)) => {
            let item = match &*subscript.slice {
                Expr::Tuple(tuple) => tuple.elts.first(),
                item => Some(item),
            };
            match item {
                Some(item @ Expr::Subscript(_)) => unquoted_role(modules, id, item),
                _ => Role::Attribute,
            }
        }
        _ => Role::Attribute,
    }
}
