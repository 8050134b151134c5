//! The parts of an object in a graph.

use std::borrow::Cow;
use std::slice::Iter;

use super::phase::Phase;
use super::{Part, Source, TakenStep};
use crate::class::{Class, Layout};
use crate::error::{Error, ErrorKind, Result, shorten};
use crate::graph::{Effect, Node, NodeId};
use crate::object::{ClassRef, ObjectView};
use crate::unpickle::Unpickle;

/// An object in a graph, and how far its parts were taken.
pub(super) struct NodeObject<'a, 's, 'de> {
    pub(super) source: &'a mut Source<'s, 'de>,
    pub(super) class: &'static Class,
    pub(super) object: NodeId,
    pub(super) phase: Phase<'s>,
    pub(super) keywords: &'s [(NodeId, NodeId)],
    pub(super) contents: Option<NodeId>,
    /// The parts of a pydantic model that are left.
    pub(super) sections: Iter<'s, (NodeId, NodeId)>,
    pub(super) effects: Iter<'s, Effect>,
    /// The step from the object to the part that comes next.
    pub(super) step: Step,
    /// How many items of the object itself came so far.
    pub(super) items: usize,
    /// The field that comes next if the object's attributes are in the order of the class.
    pub(super) expected: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Step {
    /// To the value of a field.
    Field(usize),
    /// To the value of an unknown attribute, whose name is this node.
    Unknown(NodeId),
    /// To an item of the object itself.
    Item(usize),
    None,
}

impl Step {
    /// The same step from an instance of a class.
    fn taken(self, class: &'static Class) -> TakenStep {
        match self {
            Step::Field(field) => {
                class.fields.get(field).map_or(TakenStep::Inside, |field| TakenStep::Field(field.name))
            }
            Step::Unknown(name) => TakenStep::Attribute(name),
            Step::Item(index) => TakenStep::Index(index),
            Step::None => TakenStep::Inside,
        }
    }
}

impl<'a, 's, 'de> NodeObject<'a, 's, 'de> {
    pub(super) fn new(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        match class.layout {
            Layout::Global => NodeObject::of_global(source, class),
            Layout::Mapping => NodeObject::of_mapping(source, class),
            _ => NodeObject::of_instance(source, class),
        }
    }

    fn of_instance(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let Some(view) = source.instance_view(class) else { return Err(source.no_instance(class)) };
        let phase = source.arguments_phase(class, &view)?;
        let reader = NodeObject::at_phase(source, class, view.arguments.len() + 1, phase)?;
        Ok(reader.with(view))
    }

    /// A global is only its name.
    fn of_global(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let is_class = |named: ClassRef<'_>| class.is_named(named.module, &named.name);
        if !source.graph.class_ref(source.at).is_some_and(is_class) {
            return Err(match source.graph.changed_global(source.at).is_some_and(is_class) {
                true => source.changed(class),
                false => source.mismatch(format!("the global {class}")),
            });
        }
        NodeObject::at_phase(source, class, 1, Phase::Done)
    }

    /// A mapping is a dict, whatever its keys.
    fn of_mapping(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let Node::Dict(entries) = source.node() else { return Err(source.mismatch(format!("dict for {class}"))) };
        NodeObject::at_phase(source, class, entries.len() * 2, Phase::attributes(entries))
    }

    fn at_phase(
        source: &'a mut Source<'s, 'de>,
        class: &'static Class,
        parts: usize,
        phase: Phase<'s>,
    ) -> Result<Self> {
        // A mapping is a dict for those who watch what is taken.
        let object = source.enter_as((class.layout != Layout::Mapping).then_some(class), parts)?;
        Ok(NodeObject::without_parts(source, class, object, phase))
    }

    /// A reader that knows of no parts but those of the phase.
    #[inline(always)]
    pub(super) fn without_parts(
        source: &'a mut Source<'s, 'de>,
        class: &'static Class,
        object: NodeId,
        phase: Phase<'s>,
    ) -> Self {
        NodeObject {
            source,
            class,
            object,
            phase,
            keywords: &[],
            contents: None,
            sections: [].iter(),
            effects: [].iter(),
            step: Step::None,
            items: 0,
            expected: 0,
        }
    }

    /// What comes behind the arguments.
    fn with(mut self, view: ObjectView<'s>) -> Self {
        (self.keywords, self.contents, self.effects) = (view.keywords, view.contents, view.effects.iter());
        self
    }

    pub(super) fn next_part(&mut self) -> Result<Option<Part>> {
        loop {
            if let Some(part) = self.next_part_of_phase()? {
                return Ok(Some(part));
            }
            match self.next_phase()? {
                Some(phase) => self.phase = phase,
                None => return Ok(None),
            }
        }
    }

    pub(super) fn value_with<T>(&mut self, load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>) -> Result<T> {
        let (step, class) = (self.step, self.class);
        self.source.step(|| step.taken(class));
        load(self.source).map_err(|error| self.on_path(error))
    }

    pub(super) fn entry<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<(K, V)> {
        let Phase::Entries(entries) = &mut self.phase else { return Err(self.unexpected()) };
        let Some(&(key, value)) = entries.next() else { return Err(self.unexpected()) };
        let loaded = self.source.entry(key, value)?;
        // What a call makes may take any keys; the others are dicts.
        if self.class.layout != Layout::Call {
            self.source.graph.check_hashable(key)?;
        }
        Ok(loaded)
    }

    pub(super) fn skip(&mut self) {
        if let Phase::Entries(entries) = &mut self.phase {
            entries.next();
        }
    }

    #[cold]
    pub(super) fn missing(&self, field: usize) -> Error {
        if let Some(error) = self.source.too_few_arguments(self.class, self.object, field) {
            return error;
        }
        let attribute = self.class.fields.get(field).map_or("", |field| field.name);
        let kind = ErrorKind::MissingAttribute { class: self.class.to_string(), attribute: attribute.into() };
        Error::new(kind).at_offset(self.source.graph.offset(self.object))
    }

    pub(super) fn unknown_name(&self) -> Cow<'de, str> {
        match self.step {
            Step::Unknown(key) => self.source.unknown_name(key),
            _ => Cow::Borrowed(""),
        }
    }

    #[cold]
    pub(super) fn unknown(&self) -> Error {
        let attribute = shorten(&self.unknown_name());
        let kind = ErrorKind::UnknownAttribute { class: self.class.to_string(), attribute };
        Error::new(kind).at_offset(self.source.offset())
    }

    #[cold]
    pub(super) fn unexpected(&self) -> Error {
        let found = match self.phase {
            Phase::Entries(_) => "one with dict entries; load it as pickle_core::Any",
            Phase::Items(_) => "one with items; load it as pickle_core::Any",
            _ => "one with a state of its own; load it as pickle_core::Any",
        };
        Error::mismatch(format!("a {} object with attributes only", self.class), found)
            .at_offset(self.source.graph.offset(self.object))
    }

    #[cold]
    fn on_path(&self, error: Error) -> Error {
        match self.step {
            Step::Field(field) => match self.class.fields.get(field) {
                Some(field) => error.at_attribute(field.name),
                None => error,
            },
            Step::Unknown(_) => error.at_attribute(shorten(&self.unknown_name())),
            Step::Item(index) => error.at_index(index),
            Step::None => error,
        }
    }
}

impl Drop for NodeObject<'_, '_, '_> {
    fn drop(&mut self) {
        self.source.walk.leave(self.object);
    }
}
