//! Objects as they usually are: with the attributes of their class alone, in its order, so that none has to be looked up.

use super::nodes::NodeObject;
use super::phase::Phase;
use super::{Source, StreamObject};
use crate::class::{Class, Field, Place};
use crate::error::{Error, Result};
use crate::graph::{Node, NodeId};
use crate::object::Making;
use crate::source::known::KnownInstances;
use crate::stream::ObjectCursor;
use crate::unpickle::Unpickle;

/// The attributes that an object begins with, as long as they come in the order of the struct: in a stream each by the
/// reference to its name that was there before, in a graph all of them.
pub struct UsualFields<'r, 's, 'de> {
    source: &'r mut Source<'s, 'de>,
    class: &'static Class,
    /// How far a stream has come in the object.
    cursor: Option<&'r mut ObjectCursor>,
    /// Where a stream has the names of the class.
    names: usize,
    /// The field that comes next.
    next: usize,
    /// What the object has in a graph.
    attributes: &'s [(NodeId, NodeId)],
    /// Whether all of them could be loaded. What comes behind one that could not is of no use.
    result: Result<()>,
}

impl<'r, 's, 'de> UsualFields<'r, 's, 'de> {
    #[inline(always)]
    pub(super) fn in_stream(object: &'r mut StreamObject<'_, 's, 'de>) -> Option<Self> {
        let StreamObject { source, cursor } = object;
        let (class, names) = (cursor.class(), cursor.usual_names()?);
        Some(UsualFields { source, class, cursor: Some(cursor), names, next: 0, attributes: &[], result: Ok(()) })
    }

    /// Takes the attribute at this position of the class, if it comes next.
    #[inline]
    pub fn fill<T: Unpickle<'de>>(&mut self, field: usize, variable: &mut Option<T>) {
        self.take(field, |source| T::unpickle_field(source, variable));
    }

    /// The same, as `load` takes it.
    #[inline]
    pub fn fill_with<T>(
        &mut self,
        field: usize,
        variable: &mut Option<T>,
        load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>,
    ) {
        self.take(field, |source| {
            *variable = Some(load(source)?);
            Ok(())
        });
    }

    /// Takes the attribute with `take`, if it comes next.
    #[inline(always)]
    fn take(&mut self, field: usize, take: impl FnOnce(&mut Source<'s, 'de>) -> Result<()>) {
        if self.is_next(field) {
            self.next = field + 1;
            if let Err(error) = take(self.source) {
                self.fail(field, error);
            }
        }
    }

    /// Whether the attribute comes next; the source stands at its value then.
    #[inline]
    fn is_next(&mut self, field: usize) -> bool {
        if let Some(stream) = &mut self.source.stream {
            let name = self.names + field;
            return stream.is_next(name) || stream.is_written_out(self.class, name, field);
        }
        let Some(&(_, value)) = self.attributes.get(field) else { return false };
        self.source.at = value;
        true
    }

    #[cold]
    fn fail(&mut self, field: usize, error: Error) {
        self.result = Err(match self.source.is_stream() {
            true => error,
            false => error.at_attribute(self.class.fields.get(field).map_or("", |field| field.name)),
        });
        // The first error counts.
        self.attributes = &[];
    }

    /// Ends these attributes, and tells whether the object has ended with them.
    ///
    /// # Errors
    ///
    /// When one of them could not be loaded.
    #[inline]
    pub fn end(self) -> Result<bool> {
        self.result?;
        match (self.cursor, &mut self.source.stream) {
            (Some(cursor), Some(stream)) => Ok(stream.ends_as_usual(cursor, self.next)),
            _ => Ok(true),
        }
    }
}

impl<'a, 's, 'de> NodeObject<'a, 's, 'de> {
    /// An object with all attributes of the class in its order, which the source went into.
    #[inline(always)]
    pub(super) fn in_order(
        source: &'a mut Source<'s, 'de>,
        class: &'static Class,
        attributes: &'s [(NodeId, NodeId)],
    ) -> Self {
        let object = source.at;
        NodeObject::without_parts(source, class, object, Phase::InOrder { attributes, next: 0 })
    }

    /// All attributes of an object that has them in the order of the class and of which none was taken.
    #[inline]
    pub(super) fn usual_fields<'r>(&'r mut self) -> Option<UsualFields<'r, 's, 'de>> {
        let Phase::InOrder { attributes, next: 0 } = &mut self.phase else { return None };
        let attributes = std::mem::take(attributes);
        let (source, class) = (&mut *self.source, self.class);
        Some(UsualFields { source, class, cursor: None, names: 0, next: 0, attributes, result: Ok(()) })
    }
}

impl<'s> Source<'s, '_> {
    /// Goes into the object at which the source stands, if it has the same attributes as one of the class before.
    pub(super) fn enter_in_order(&mut self, class: &'static Class) -> Option<&'s [(NodeId, NodeId)]> {
        let (named, attributes) = self.graph.plain_object(self.at)?;
        let known = self.walk.known_classes.find(named, class)?;
        if !are_same_names(attributes, known.in_order) || self.walk.watch.is_some() {
            return None;
        }
        // Why it cannot be entered is said by those who take it as any other.
        self.walk.enters(self.at, 1 + attributes.len() * 2).then_some(attributes)
    }

    /// Remembers the attributes of an object whose state is a dict that the class takes, if they are all of the class in
    /// its order.
    pub(super) fn remember_in_order(&mut self, object: NodeId, class: &'static Class) {
        let Some((named, in_order)) = self.graph.plain_object(object) else { return };
        let is_field = |(field, &(key, _)): (&Field, &(NodeId, NodeId))| {
            field.place.has_name() && field.place != Place::Private && self.is_name(key, field.name)
        };
        if in_order.len() == class.fields.len() && class.fields.iter().zip(in_order).all(is_field) {
            self.walk.known_classes.remember(named, class, KnownInstances { making: Making::New, in_order });
        }
    }

    /// Whether the key is a text that is this name, without decoding it.
    fn is_name(&self, key: NodeId, name: &str) -> bool {
        match self.graph.node(key) {
            Node::Str(text) => text.get() == name,
            Node::ByteString(bytes) => bytes.get() == name.as_bytes() && name.is_ascii(),
            _ => false,
        }
    }
}

/// Whether one dict names the same attributes as another, by the same nodes, and any at all.
#[inline]
fn are_same_names(attributes: &[(NodeId, NodeId)], others: &[(NodeId, NodeId)]) -> bool {
    let is_same = |((name, _), (other, _)): (&(NodeId, NodeId), &(NodeId, NodeId))| name == other;
    !attributes.is_empty() && attributes.len() == others.len() && attributes.iter().zip(others).all(is_same)
}
