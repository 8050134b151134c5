//! What becomes of the text and bytes of an input: borrowed, or copied where the input does not last.

use std::borrow::Cow;
use std::convert::identity;

/// How text and bytes of an input that lives for `'i` come into a graph that lives for `'de`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keep<'i, 'de> {
    /// The graph borrows from the input, which lives as long: these say so.
    Borrowed { text: fn(&'i str) -> &'de str, bytes: fn(&'i [u8]) -> &'de [u8] },
    /// The graph has a copy.
    Copied,
}

impl<'de> Keep<'de, 'de> {
    /// The graph borrows from the input.
    pub(crate) const BORROWED: Self = Keep::Borrowed { text: identity, bytes: identity };
}

impl<'i, 'de> Keep<'i, 'de> {
    /// A name, which lasts as long as the graph.
    pub(super) fn name(self, name: &'i str) -> Cow<'de, str> {
        match self {
            Keep::Borrowed { text: lasting, .. } => Cow::Borrowed(lasting(name)),
            Keep::Copied => Cow::Owned(name.to_owned()),
        }
    }
}
