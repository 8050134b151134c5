//! The state of a pydantic model: a dict whose values are the parts of the model, under the keys of each version.

use crate::class::Layout;

/// A part of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The `__dict__`: the fields.
    Attributes,
    /// The attributes that no field is for, where the model allows them.
    Extra,
    /// The names of the fields that were set.
    FieldsSet,
    /// The private attributes.
    Private,
}

/// Each with its key.
type Sections = &'static [(&'static str, Section)];

const OF_2: Sections = &[
    ("__dict__", Section::Attributes),
    ("__pydantic_extra__", Section::Extra),
    ("__pydantic_fields_set__", Section::FieldsSet),
    ("__pydantic_private__", Section::Private),
];

const OF_2_ROOT: Sections = &[("__dict__", Section::Attributes), ("__pydantic_fields_set__", Section::FieldsSet)];

const OF_1: Sections = &[
    ("__dict__", Section::Attributes),
    ("__fields_set__", Section::FieldsSet),
    ("__private_attribute_values__", Section::Private),
];

/// The parts that a layout writes, in order; none for a layout that is not pydantic's.
pub(crate) fn sections(layout: Layout) -> Sections {
    match layout {
        Layout::Pydantic2 => OF_2,
        Layout::Pydantic2Root => OF_2_ROOT,
        Layout::Pydantic1 => OF_1,
        _ => &[],
    }
}

/// The part under this key, where loading accepts the layout: a `RootModel` may have all parts of a model.
pub(crate) fn section(layout: Layout, key: &str) -> Option<Section> {
    let known = if layout == Layout::Pydantic2Root { OF_2 } else { sections(layout) };
    known.iter().find(|(name, _)| *name == key).map(|(_, section)| *section)
}
