//! What becomes of the text and bytes of an input: borrowed, or copied where the input does not last.

use std::borrow::Cow;

/// How text and bytes of an input that lives for `'i` come into a graph that lives for `'de`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep<'i, 'de> {
    pub(super) text: fn(Cow<'i, str>) -> Cow<'de, str>,
    pub(super) bytes: fn(Cow<'i, [u8]>) -> Cow<'de, [u8]>,
}

impl<'de> Keep<'de, 'de> {
    /// The graph borrows from the input.
    pub(crate) const BORROWED: Self = Keep { text: std::convert::identity, bytes: std::convert::identity };
}

impl Keep<'_, 'static> {
    /// The graph has a copy.
    pub(crate) const OWNED: Self =
        Keep { text: |text| Cow::Owned(text.into_owned()), bytes: |bytes| Cow::Owned(bytes.into_owned()) };
}
