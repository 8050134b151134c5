//! One of the two ways that pickles go: who dumps, who loads, and which of their classes are the same.

use std::collections::BTreeMap;

use pickle_core::schema::{ClassName, SchemaIndex};

use super::attributes::Attributes;

/// Who loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Python,
    Rust,
}

/// Who dumps and who loads.
pub(super) struct Direction<'a> {
    pub(super) writer: &'a SchemaIndex<'a>,
    pub(super) reader: &'a SchemaIndex<'a>,
    /// What the reader calls the classes of the writer that it calls otherwise.
    pub(super) renamed: BTreeMap<ClassName, ClassName>,
    /// Further names under which the reader's Python finds its classes.
    pub(super) known: &'a BTreeMap<ClassName, ClassName>,
    /// What the reader's Rust is generated with.
    pub(super) attributes: Attributes<'a>,
}

impl Direction<'_> {
    /// What the reader calls a class of the writer.
    pub(super) fn name_at_reader<'n>(&'n self, name: &'n ClassName) -> &'n ClassName {
        self.renamed.get(name).unwrap_or(name)
    }

    /// Whether the reader finds its class `own` under the name that a pickle has.
    pub(super) fn finds(&self, name: &ClassName, own: &ClassName, language: Language) -> bool {
        name == own
            || match language {
                Language::Python => self.known.get(name) == Some(own),
                Language::Rust => self.attributes.is_alias(name, own),
            }
    }
}
