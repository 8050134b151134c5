//! Members of a Python `Enum`, by value and by name.

use super::Source;
use crate::class::{EnumClass, MemberValue};
use crate::error::{Error, Result, shorten};
use crate::graph::{Graph, Node, NodeId};

/// The position of the member at which the source stands.
pub(super) fn read(source: &Source<'_, '_>, class: &'static EnumClass) -> Result<usize> {
    let graph = source.graph;
    match member_key(graph, source.at, class) {
        Some(Key::Name(name)) => {
            class.position(name).ok_or_else(|| unknown(source, class, format!("'{}'", shorten(name))))
        }
        Some(Key::Value(value)) => class
            .members
            .iter()
            .position(|member| is_value(source, value, member.value))
            .ok_or_else(|| unknown(source, class, value_in_words(graph, value))),
        None => Err(source.mismatch(class.to_string())),
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
        let global = graph.globals.get(*index as usize)?;
        let (outer, name) = global.name.rsplit_once('.')?;
        return class.is_named(&global.module, outer).then_some(Key::Name(name));
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

fn is_value(source: &Source<'_, '_>, id: NodeId, value: MemberValue) -> bool {
    match (source.graph.node(id), value) {
        (Node::Int(found), MemberValue::Int(value)) => *found == value,
        (Node::Float(found), MemberValue::Float(value)) => *found == value,
        (Node::Bool(found), MemberValue::Bool(value)) => *found == value,
        (Node::Str(_) | Node::ByteString(_), MemberValue::Str(value)) => {
            source.attribute_name(id).as_deref() == Some(value)
        }
        (Node::Bytes(found) | Node::ByteString(found), MemberValue::Bytes(value)) => **found == *value,
        (Node::Tuple(items), MemberValue::Tuple(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(&item, &value)| is_value(source, item, value))
        }
        _ => false,
    }
}

fn value_in_words(graph: &Graph<'_>, id: NodeId) -> String {
    match (graph.node(id), graph.text(id)) {
        (Node::Int(value), _) => value.to_string(),
        (_, Some(text)) => format!("'{}'", shorten(text)),
        _ => graph.describe(id).into_owned(),
    }
}

#[cold]
fn unknown(source: &Source<'_, '_>, class: &EnumClass, found: String) -> Error {
    const MOST: usize = 8;
    let mut names: Vec<&str> = class.members.iter().take(MOST).map(|member| member.name).collect();
    if class.members.len() > MOST {
        names.push("...");
    }
    let expected = format!("a member of {class} ({})", names.join(", "));
    Error::mismatch(expected, found).at_offset(source.offset())
}
