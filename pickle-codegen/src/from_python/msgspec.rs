//! Structs of msgspec: the order of their fields, and how they are rebuilt.

use super::classes::{Classes, Style};
use super::declarations::Declaration;
use super::literal_options::literal_options;
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::Diagnostic;

/// Whether the fields that the class `id` itself declares can be given by keyword only.
pub(super) fn reads_keyword_only(modules: &Modules<'_>, id: ClassId) -> Result<bool, Diagnostic> {
    let options = literal_options(modules, id, modules.scope.class(id).form.keywords(), &["kw_only"])?;
    Ok(options.get_or("kw_only", false))
}

/// Whether a field can be given by keyword only; a struct with such a field is rebuilt from a dict.
pub(super) fn is_keyword_only(classes: &Classes, declaration: &Declaration<'_>) -> bool {
    let facts = classes.facts(declaration.class);
    facts.is_some_and(|facts| matches!(facts.style, Style::Struct { is_keyword_only: true }))
}

/// msgspec puts the fields that can be given by keyword only last.
pub(super) fn in_order<'a>(classes: &Classes, mut declarations: Vec<Declaration<'a>>) -> Vec<Declaration<'a>> {
    declarations.sort_by_key(|declaration| is_keyword_only(classes, declaration));
    declarations
}
