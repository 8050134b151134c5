//! Where in the source the classes and fields of a schema come from.

use std::collections::HashMap;
use std::ops::Range;

use pickle_core::schema::ClassName;
use ruff_text_size::TextRange;

/// The places of classes and fields in the source, as byte ranges.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    classes: HashMap<ClassName, Range<usize>>,
    fields: HashMap<(ClassName, String), Range<usize>>,
}

impl Origins {
    pub(super) fn add_class(&mut self, class: ClassName, range: TextRange) {
        self.classes.insert(class, range.to_std_range());
    }

    pub(super) fn add_field(&mut self, class: ClassName, field: String, range: TextRange) {
        self.fields.insert((class, field), range.to_std_range());
    }

    /// Where a class's name stands.
    pub(crate) fn class(&self, class: &ClassName) -> Option<Range<usize>> {
        self.classes.get(class).cloned()
    }

    /// Where a field's name stands.
    pub(crate) fn field(&self, class: &ClassName, field: &str) -> Option<Range<usize>> {
        self.fields.get(&(class.clone(), field.to_owned())).cloned()
    }
}
