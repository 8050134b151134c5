//! Members of a Python `Enum`, by value and by name, and the values of a `Literal`.

use super::Source;
use crate::enum_class::{EnumClass, MemberValue};
use crate::error::{Error, Result, shorten, some_of};
use crate::graph::{Graph, Node, NodeId};
use crate::pystd::Date;
use crate::stream::unpredicted;
use crate::unpickle::Unpickle;

impl Source<'_, '_> {
    /// Takes a member of a Python `Enum`, by value or by name: its position in [`EnumClass::members`].
    ///
    /// # Errors
    ///
    /// When the value is no member of the enum, or one that the Rust type does not know.
    pub fn enum_member(&mut self, class: &'static EnumClass) -> Result<usize> {
        self.known_enum_member(class)?.ok_or_else(|| self.unknown_enum_member(class))
    }

    /// The position of a member of a Python `Enum`, as [`Source::enum_member`] takes it, or nothing for a member that the
    /// Rust type does not know; that one is not taken.
    ///
    /// # Errors
    ///
    /// When the value is no member of the enum.
    pub fn known_enum_member(&mut self, class: &'static EnumClass) -> Result<Option<usize>> {
        if self.stream.is_some() {
            return self.in_graph(|source| source.enum_member(class).map(Some));
        }
        match member_key(self.graph, self.at, class) {
            Some(Key::Name(name)) => Ok(class.position(name)),
            Some(Key::Value(value)) => {
                let values = class.members.iter().map(|member| member.value);
                Ok(self.position_of_value(value, values))
            }
            None => Err(self.mismatch(class.to_string())),
        }
    }

    /// The error of a member that the Rust type does not know.
    #[cold]
    pub fn unknown_enum_member(&self, class: &EnumClass) -> Error {
        if self.stream.is_some() {
            return unpredicted();
        }
        let found = match member_key(self.graph, self.at, class) {
            Some(Key::Name(name)) => format!("'{}'", shorten(name)),
            Some(Key::Value(value)) => self.graph.key_in_words(value),
            None => self.graph.describe(self.at).into_owned(),
        };
        let expected = format!("a member of {class} ({})", some_of(class.members.iter().map(|member| member.name)));
        Error::mismatch(expected, found).at_offset(self.offset())
    }

    /// The position of the value among those of a `Literal`, or nothing for another value, which is not taken.
    ///
    /// ```
    /// use pickle_core::{Error, MemberValue, Result, Source, Unpickle, loads};
    ///
    /// /// Python: `Literal['left', 'right']`
    /// struct IsRight(bool);
    ///
    /// impl<'de> Unpickle<'de> for IsRight {
    ///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
    ///         const SIDES: &[MemberValue] = &[MemberValue::Str("left"), MemberValue::Str("right")];
    ///         match source.literal(SIDES) {
    ///             Some(side) => Ok(IsRight(side == 1)),
    ///             None => Err(source.no_literal(SIDES)),
    ///         }
    ///     }
    /// }
    ///
    /// assert!(loads::<IsRight>(b"Vright\n.")?.0);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn literal(&mut self, values: &[MemberValue]) -> Option<usize> {
        if self.stream.is_some() {
            return self.in_graph(|source| source.literal(values).ok_or_else(unpredicted)).ok();
        }
        self.position_of_value(self.at, values.iter().copied().map(Some))
    }

    /// The error of a value that is none of a `Literal`'s.
    #[cold]
    pub fn no_literal(&self, values: &[MemberValue]) -> Error {
        if self.stream.is_some() {
            return unpredicted();
        }
        Error::mismatch(MemberValue::expected(values), self.graph.key_in_words(self.at)).at_offset(self.offset())
    }

    fn position_of_value(
        &mut self,
        id: NodeId,
        mut values: impl Iterator<Item = Option<MemberValue>>,
    ) -> Option<usize> {
        values.position(|value| value.is_some_and(|value| self.is_value(id, value)))
    }

    fn is_value(&mut self, id: NodeId, value: MemberValue) -> bool {
        match (self.graph.node(id), value) {
            (Node::None, MemberValue::None) => true,
            (Node::Int(found), MemberValue::Int(value)) => found == value,
            (Node::Float(found), MemberValue::Float(value)) => found == value,
            (Node::Bool(found), MemberValue::Bool(value)) => found == value,
            (Node::Str(_) | Node::ByteString(_), MemberValue::Str(value)) => {
                self.attribute_name(id).as_deref() == Some(value)
            }
            (Node::Bytes(found) | Node::ByteString(found), MemberValue::Bytes(value)) => *found == *value,
            (Node::Tuple(items), MemberValue::Tuple(values)) => self.are_values(items, values),
            (Node::List(items), MemberValue::List(values)) => self.are_values(items, values),
            (Node::Dict(entries), MemberValue::Dict(values)) => self.are_entries(entries, values),
            (Node::Object(_), MemberValue::Date { year, month, day }) => {
                let found = self.part(id, Date::unpickle).ok();
                found.is_some_and(|date| (date.year(), date.month(), date.day()) == (year, month, day))
            }
            _ => false,
        }
    }

    fn are_values(&mut self, items: &[NodeId], values: &[MemberValue]) -> bool {
        items.len() == values.len() && items.iter().zip(values).all(|(&item, &value)| self.is_value(item, value))
    }

    /// Equal dicts may have their entries in any order.
    fn are_entries(&mut self, entries: &[(NodeId, NodeId)], values: &[(MemberValue, MemberValue)]) -> bool {
        let mut is_entry = |key, value| entries.iter().any(|&(k, v)| self.is_value(k, key) && self.is_value(v, value));
        entries.len() == values.len() && values.iter().all(|&(key, value)| is_entry(key, value))
    }
}

/// What a pickle names a member by.
enum Key<'g> {
    Name(&'g str),
    Value(NodeId),
}

/// How the node names a member of this enum, if it does.
fn member_key<'g>(graph: &'g Graph<'_>, id: NodeId, class: &EnumClass) -> Option<Key<'g>> {
    let is_class = |id| graph.class_ref(id).is_some_and(|named| class.is_named(named.module, &named.name));
    if let Node::Global(index) = graph.node(id) {
        let global = graph.globals.get(index as usize)?;
        return class.member_of_global(&global.module, &global.name).map(Key::Name);
    }
    if let Some((outer, name)) = graph.getattr(id) {
        return is_class(outer).then_some(Key::Name(name));
    }
    let view = graph.object_view(id)?;
    match view.arguments {
        &[value] if is_class(view.class) => Some(Key::Value(value)),
        _ => None,
    }
}
