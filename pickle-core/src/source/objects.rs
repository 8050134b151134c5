//! Moving a source through the parts of an object: arguments, keywords, items, state, in the order of the pickle.

mod making;
mod phase;
mod pydantic;
mod state;

use std::borrow::Cow;
use std::slice::Iter;

use super::{Source, TakenStep};
use crate::class::{Class, Layout};
use crate::error::{Error, ErrorKind, Result, shorten};
use crate::flatten::{LoadInstance, TakePart, Walk};
use crate::graph::{Effect, Node, NodeId};
use crate::object::{ClassRef, ObjectView};
use crate::unpickle::Unpickle;

use phase::Phase;

/// The parts of an instance of a class, one after another, whatever the layout of its pickle.
///
/// This is what `#[derive(Pickle)]` uses. [`next_part`](ObjectReader::next_part) says which part comes next;
/// [`value`](ObjectReader::value) then takes it, or [`skip`](ObjectReader::skip) passes over it. A field may come more
/// than once (as an argument and in the state); the last one counts, as in Python.
pub struct ObjectReader<'a, 's, 'de> {
    source: &'a mut Source<'s, 'de>,
    class: &'static Class,
    object: NodeId,
    phase: Phase<'s>,
    keywords: &'s [(NodeId, NodeId)],
    contents: Option<NodeId>,
    /// The parts of a pydantic model that are left.
    sections: Iter<'s, (NodeId, NodeId)>,
    effects: Iter<'s, Effect>,
    /// The step from the object to the part that comes next.
    step: Step,
    /// How many items of the object itself came so far.
    items: usize,
    /// The field that comes next if the object's attributes are in the order of the class.
    expected: usize,
    /// The position of the first field of the struct that is being made: not 0 for a flattened one.
    first: usize,
}

/// What comes next in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The field at this position of [`Class::fields`].
    Field(usize),
    /// An attribute that the class description does not have; [`ObjectReader::unknown_attribute`] takes it.
    Unknown,
    /// An item that the pickle appends or adds to the object, for subclasses of list and set.
    Item,
    /// An entry that the pickle sets in the object, for subclasses of dict; [`ObjectReader::entry`] takes it.
    Entry,
    /// The whole state, for [`Layout::Custom`].
    State,
}

#[derive(Clone, Copy)]
enum Step {
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

impl<'a, 's, 'de> ObjectReader<'a, 's, 'de> {
    pub(super) fn new(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        match class.layout {
            Layout::Global => ObjectReader::of_global(source, class),
            Layout::Mapping => ObjectReader::of_mapping(source, class),
            _ => ObjectReader::of_instance(source, class),
        }
    }

    fn of_instance(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let Some(view) = source.instance_view(class) else { return Err(source.no_instance(class)) };
        let phase = source.arguments_phase(class, &view)?;
        let reader = ObjectReader::at_phase(source, class, view.arguments.len() + 1, phase)?;
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
        ObjectReader::at_phase(source, class, 1, Phase::Done)
    }

    /// A mapping is a dict, whatever its keys.
    fn of_mapping(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let Node::Dict(entries) = source.node() else { return Err(source.mismatch(format!("dict for {class}"))) };
        ObjectReader::at_phase(source, class, entries.len() * 2, Phase::attributes(entries))
    }

    fn at_phase(
        source: &'a mut Source<'s, 'de>,
        class: &'static Class,
        parts: usize,
        phase: Phase<'s>,
    ) -> Result<Self> {
        // A mapping is a dict for those who watch what is taken.
        let object = source.enter_as((class.layout != Layout::Mapping).then_some(class), parts)?;
        Ok(ObjectReader {
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
            first: 0,
        })
    }

    /// What comes behind the arguments.
    fn with(mut self, view: ObjectView<'s>) -> Self {
        (self.keywords, self.contents, self.effects) = (view.keywords, view.contents, view.effects.iter());
        self
    }

    /// What comes next, or nothing behind the last part.
    ///
    /// # Errors
    ///
    /// When the pickle gives the object a state of another layout than the class accepts.
    pub fn next_part(&mut self) -> Result<Option<Part>> {
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

    /// The part that [`next_part`](ObjectReader::next_part) announced.
    ///
    /// # Errors
    ///
    /// When it cannot be loaded as a `T`; the error's path names the attribute.
    pub fn value<T: Unpickle<'de>>(&mut self) -> Result<T> {
        self.value_with(T::unpickle)
    }

    /// The part that [`next_part`](ObjectReader::next_part) announced, as `load` takes it.
    ///
    /// # Errors
    ///
    /// When `load` fails; the error's path names the attribute.
    pub fn value_with<T>(&mut self, load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>) -> Result<T> {
        let (step, class) = (self.step, self.class);
        self.source.step(|| step.taken(class));
        load(self.source).map_err(|error| self.on_path(error))
    }

    /// Puts the part that [`next_part`](ObjectReader::next_part) announced into a variable.
    ///
    /// # Errors
    ///
    /// As [`value`](ObjectReader::value).
    pub fn fill<T: Unpickle<'de>>(&mut self, variable: &mut Option<T>) -> Result<()> {
        self.fill_with(variable, T::unpickle)
    }

    /// Puts the part that [`next_part`](ObjectReader::next_part) announced into a variable, as `load` takes it.
    ///
    /// # Errors
    ///
    /// As [`value_with`](ObjectReader::value_with).
    pub fn fill_with<T>(
        &mut self,
        variable: &mut Option<T>,
        load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>,
    ) -> Result<()> {
        *variable = Some(self.value_with(load)?);
        Ok(())
    }

    /// The key and the value that a [`Part::Entry`] announced.
    ///
    /// # Errors
    ///
    /// When one of them cannot be loaded, and when the object is a dict and the key cannot be one.
    pub fn entry<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<(K, V)> {
        let Phase::Entries(entries) = &mut self.phase else { return Err(self.unexpected()) };
        let Some(&(key, value)) = entries.next() else { return Err(self.unexpected()) };
        let loaded = self.source.entry(key, value)?;
        // What a call makes may take any keys; the others are dicts.
        if self.class.layout != Layout::Call {
            self.source.graph.check_hashable(key)?;
        }
        Ok(loaded)
    }

    /// Passes over the part that [`next_part`](ObjectReader::next_part) announced.
    ///
    /// # Errors
    ///
    /// None that this source has.
    pub fn skip(&mut self) -> Result<()> {
        if let Phase::Entries(entries) = &mut self.phase {
            entries.next();
        }
        Ok(())
    }

    /// Makes a struct whose fields are those of the object from the position `first` on, with the parts that `walk` hands
    /// over, and puts it into a variable.
    #[doc(hidden)]
    pub fn flatten<T: LoadInstance<'de>>(
        &mut self,
        variable: &mut Option<T>,
        first: usize,
        walk: impl Walk<'de>,
    ) -> Result<()> {
        self.first += first;
        *variable = Some(T::load_instance(self, walk)?);
        self.first -= first;
        Ok(())
    }

    /// The error of an object without this field, a position in [`Class::fields`].
    #[cold]
    pub fn missing(&self, field: usize) -> Error {
        let field = self.first + field;
        if let Some(error) = self.source.too_few_arguments(self.class, self.object, field) {
            return error;
        }
        let attribute = self.class.fields.get(field).map_or("", |field| field.name);
        let kind = ErrorKind::MissingAttribute { class: self.class.to_string(), attribute: attribute.into() };
        Error::new(kind).at_offset(self.source.graph.offset(self.object))
    }

    /// The value of a field that the object lacks: an error, unless the type is [`Maybe`](crate::Maybe).
    ///
    /// # Errors
    ///
    /// As [`missing`](ObjectReader::missing).
    pub fn absent<T: Unpickle<'de>>(&self, field: usize) -> Result<T> {
        T::absent().ok_or_else(|| self.missing(field))
    }

    /// The name and the value of the attribute that a [`Part::Unknown`] announced; of another part, the name is empty.
    ///
    /// # Errors
    ///
    /// When the value cannot be loaded as a `T`; the error's path names the attribute.
    pub fn unknown_attribute<T: Unpickle<'de>>(&mut self) -> Result<(Cow<'de, str>, T)> {
        let name = self.unknown_name();
        self.source.charge_bytes(name.len())?;
        Ok((name, self.value()?))
    }

    fn unknown_name(&self) -> Cow<'de, str> {
        match self.step {
            Step::Unknown(key) => self.source.unknown_name(key),
            _ => Cow::Borrowed(""),
        }
    }

    /// The error of an object with an attribute that the Rust type does not know: the one that a [`Part::Unknown`]
    /// announced.
    #[cold]
    pub fn unknown(&self) -> Error {
        let attribute = shorten(&self.unknown_name());
        let kind = ErrorKind::UnknownAttribute { class: self.class.to_string(), attribute };
        Error::new(kind).at_offset(self.source.offset())
    }

    /// The error of an object with a part that the Rust type has no place for: items, or entries.
    #[cold]
    pub fn unexpected(&self) -> Error {
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

impl<'s, 'de> Source<'s, 'de> {
    /// Takes an instance of the class of a derived struct: what `#[derive(Pickle)]` calls.
    #[doc(hidden)]
    pub fn instance<T: LoadInstance<'de>>(&mut self) -> Result<T> {
        let walk = |object: &mut ObjectReader<'_, '_, 'de>, take: TakePart<'_, 'de>| {
            while let Some(part) = object.next_part()? {
                take(part, object)?;
            }
            Ok(())
        };
        T::load_instance(&mut self.object(T::CLASS)?, walk)
    }
}

impl Drop for ObjectReader<'_, '_, '_> {
    fn drop(&mut self) {
        self.source.walk.leave(self.object);
    }
}
