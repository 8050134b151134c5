//! The `@dataclass` decorator, of the standard library and of pydantic.

use super::literal_options::{find_decorator, keywords, literal_options};
use super::modules::Modules;
use super::scope::ClassId;
use crate::diagnostics::Diagnostic;

/// The options of a `@dataclass` decorator that show in a pickle.
#[derive(Debug, Clone, Copy)]
pub(super) struct DataclassOptions {
    pub(super) frozen: bool,
    pub(super) slots: bool,
    /// Whether the decorator makes the `__init__`.
    pub(super) init: bool,
}

/// Whether a decorator is one that makes dataclasses.
pub(super) fn makes_dataclass(path: &str) -> bool {
    matches!(path, "dataclasses.dataclass" | "pydantic.dataclasses.dataclass" | "pydantic.v1.dataclasses.dataclass")
}

/// The options of the dataclass decorator on the class `id`, if there is one.
pub(super) fn read_dataclass(modules: &Modules<'_>, id: ClassId) -> Result<Option<DataclassOptions>, Diagnostic> {
    let Some((_, decorator, _)) = find_decorator(modules, id, makes_dataclass) else {
        return Ok(None);
    };
    let options = literal_options(modules, id, keywords(decorator), &["frozen", "slots", "init"])?;
    Ok(Some(DataclassOptions {
        frozen: options.get_or("frozen", false),
        slots: options.get_or("slots", false),
        init: options.get_or("init", true),
    }))
}
