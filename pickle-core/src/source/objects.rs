//! Moving a source through the parts of an object: arguments, keywords, items, state, in the order of the pickle.

use std::borrow::Cow;
use std::slice::Iter;

use super::Source;
use crate::class::{Class, Layout};
use crate::error::{Count, Error, ErrorKind, Result, shorten};
use crate::graph::{Effect, Node, NodeId};
use crate::object::{ClassRef, Making, ObjectView};
use crate::unpickle::Unpickle;

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
    effects: Iter<'s, Effect>,
    /// The step from the object to the part that comes next.
    step: Step,
    /// How many items of the object itself came so far.
    items: usize,
    /// The field that comes next if the object's attributes are in the order of the class.
    expected: usize,
}

/// What comes next in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The field at this position of [`Class::fields`].
    Field(usize),
    /// An attribute that the class description does not have; [`ObjectReader::unknown_name`] names it.
    Unknown,
    /// An item that the pickle appends or adds to the object, for subclasses of list and set.
    Item,
    /// An entry that the pickle sets in the object, for subclasses of dict; [`ObjectReader::entry`] takes it.
    Entry,
    /// The whole state, for [`Layout::Custom`].
    State,
}

enum Phase<'s> {
    /// Arguments or a positional state; `order` has the field of each position, and is every field where it is empty.
    Positional {
        items: &'s [NodeId],
        index: usize,
        order: &'static [usize],
    },
    /// The attributes of one dict, and then of a second one.
    Named {
        entries: Iter<'s, (NodeId, NodeId)>,
        then: &'s [(NodeId, NodeId)],
    },
    Items(Iter<'s, NodeId>),
    Entries(Iter<'s, (NodeId, NodeId)>),
    State(NodeId),
}

enum Step {
    /// To the value of a field.
    Field(usize),
    /// To the value of an unknown attribute, whose name is this node.
    Unknown(NodeId),
    /// To an item of the object itself.
    Item(usize),
    None,
}

impl<'a, 's, 'de> ObjectReader<'a, 's, 'de> {
    pub(super) fn new(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        if class.layout == Layout::Global {
            return ObjectReader::of_global(source, class);
        }
        let Some(view) = source.instance_view(class) else { return Err(source.no_instance(class)) };
        let order = class.arguments;
        if order.len() < view.arguments.len() && !class.is_positional(view.making) {
            return Err(source.too_many_arguments(class, order.len(), view.arguments.len()));
        }
        if class.fields.len() < view.arguments.len() {
            return Err(source.too_many_arguments(class, class.fields.len(), view.arguments.len()));
        }
        let object = source.enter(view.arguments.len() + 1)?;
        Ok(ObjectReader {
            source,
            class,
            object,
            phase: Phase::Positional { items: view.arguments, index: 0, order },
            keywords: view.keywords,
            contents: view.contents,
            effects: view.effects.iter(),
            step: Step::None,
            items: 0,
            expected: 0,
        })
    }

    /// A global is only its name.
    fn of_global(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let named = source.graph.class_ref(source.at);
        if !named.is_some_and(|named| class.is_named(named.module, &named.name)) {
            return Err(source.mismatch(format!("the global {class}")));
        }
        let object = source.enter(1)?;
        Ok(ObjectReader {
            source,
            class,
            object,
            phase: Phase::Items([].iter()),
            keywords: &[],
            contents: None,
            effects: [].iter(),
            step: Step::None,
            items: 0,
            expected: 0,
        })
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

    fn next_part_of_phase(&mut self) -> Result<Option<Part>> {
        match &mut self.phase {
            Phase::Positional { items, index, order } => {
                let Some(&item) = items.get(*index) else { return Ok(None) };
                let field = order.get(*index).copied().unwrap_or(*index);
                *index += 1;
                Ok(Some(self.at_field(item, field)))
            }
            Phase::Named { entries, then } => match entries.next() {
                Some(&(key, value)) => self.at_attribute(key, value).map(Some),
                None if then.is_empty() => Ok(None),
                None => {
                    *entries = std::mem::take(then).iter();
                    self.next_part_of_phase()
                }
            },
            Phase::Items(items) => {
                let Some(&item) = items.next() else { return Ok(None) };
                Ok(Some(self.at_item(item)))
            }
            Phase::Entries(entries) => Ok(entries.as_slice().first().map(|_| Part::Entry)),
            Phase::State(state) => {
                self.source.at = *state;
                self.phase = Phase::Items([].iter());
                Ok(Some(Part::State))
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
        load(self.source).map_err(|error| self.on_path(error))
    }

    /// The key and the value that a [`Part::Entry`] announced.
    ///
    /// # Errors
    ///
    /// When one of them cannot be loaded.
    pub fn entry<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<(K, V)> {
        let Phase::Entries(entries) = &mut self.phase else { return Err(self.unexpected()) };
        let Some(&(key, value)) = entries.next() else { return Err(self.unexpected()) };
        self.source.entry(key, value)
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

    /// The error of an object without this field, a position in [`Class::fields`].
    #[cold]
    pub fn missing(&self, field: usize) -> Error {
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

    /// The name of the attribute that a [`Part::Unknown`] announced; of another part, nothing.
    pub fn unknown_name(&self) -> Cow<'de, str> {
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

    fn at_field(&mut self, value: NodeId, field: usize) -> Part {
        self.source.at = value;
        self.step = Step::Field(field);
        Part::Field(field)
    }

    fn at_item(&mut self, item: NodeId) -> Part {
        self.source.at = item;
        self.step = Step::Item(self.items);
        self.items += 1;
        Part::Item
    }

    fn at_attribute(&mut self, key: NodeId, value: NodeId) -> Result<Part> {
        let Some(name) = self.source.attribute_name(key) else {
            self.source.at = key;
            return Err(self.no_attribute_name(key));
        };
        let is_expected = self.class.fields.get(self.expected).is_some_and(|field| *field.name == *name);
        let position = if is_expected { Some(self.expected) } else { self.class.position(&name) };
        self.source.at = value;
        match position {
            Some(field) => {
                self.expected = field + 1;
                self.step = Step::Field(field);
                Ok(Part::Field(field))
            }
            None => {
                self.step = Step::Unknown(key);
                Ok(Part::Unknown)
            }
        }
    }

    #[cold]
    fn no_attribute_name(&self, key: NodeId) -> Error {
        match self.source.graph.node(key) {
            Node::ByteString(_) => self.source.undecodable(),
            _ => self.source.mismatch(format!("an attribute name of {}", self.class)),
        }
    }

    fn next_phase(&mut self) -> Result<Option<Phase<'s>>> {
        if !self.keywords.is_empty() {
            let entries = std::mem::take(&mut self.keywords).iter();
            return Ok(Some(Phase::Named { entries, then: &[] }));
        }
        if let Some(contents) = self.contents.take() {
            return Ok(Some(self.contents_phase(contents)?));
        }
        let Some(effect) = self.effects.next() else { return Ok(None) };
        let (phase, parts) = match effect {
            Effect::Build(state) => self.state_phase(*state)?,
            Effect::Append(items) | Effect::AddItems(items) => (Phase::Items(items.iter()), items.len()),
            Effect::SetItems(entries) => (Phase::Entries(entries.iter()), entries.len() * 2),
            Effect::Call(call) => match self.source.state_of_setter(*call, self.class) {
                Some(state) => self.state_phase(state)?,
                None => return Err(self.other_setter(*call)),
            },
        };
        let offset = self.source.graph.offset(self.object);
        self.source.walk.charge_nodes(parts).map_err(|error| error.at_offset(offset))?;
        Ok(Some(phase))
    }

    /// The list or dict that the object begins with.
    fn contents_phase(&mut self, contents: NodeId) -> Result<Phase<'s>> {
        let graph = self.source.graph;
        let (phase, parts) = match graph.node(contents) {
            Node::List(items) => (Phase::Items(items.iter()), items.len()),
            Node::Dict(entries) => (Phase::Entries(entries.iter()), entries.len() * 2),
            _ => {
                self.source.at = contents;
                return Err(self.source.mismatch(format!("a list or dict to make {} of", self.class)));
            }
        };
        self.source.walk.charge_nodes(parts)?;
        Ok(phase)
    }

    #[cold]
    fn other_setter(&self, call: NodeId) -> Error {
        let graph = self.source.graph;
        let setter = graph.object_view(call).and_then(|view| graph.class_ref(view.class));
        let setter = setter.map_or("a function without a name".to_owned(), |setter| shorten(&setter.full_name()));
        let (expected, remedy) = match self.class.state_setter {
            Some((module, name)) => (format!(" whose state is set by {module}.{name}"), String::new()),
            None => (String::new(), format!("; name it in #[pickle(state_setter = \"{setter}\")]")),
        };
        let found = format!("one whose state is set by {setter}{remedy}");
        Error::mismatch(format!("a {} object{expected}", self.class), found).at_offset(graph.offset(call))
    }

    /// How to go through a state, and how many parts it has.
    fn state_phase(&mut self, state: NodeId) -> Result<(Phase<'s>, usize)> {
        let graph = self.source.graph;
        let accepts_names =
            self.class.accepts(Layout::Dict) || matches!(self.class.layout, Layout::Args | Layout::Call);
        match graph.node(state) {
            _ if self.class.layout == Layout::Custom => Ok((Phase::State(state), 1)),
            Node::Dict(entries) if accepts_names => {
                Ok((Phase::Named { entries: entries.iter(), then: &[] }, entries.len() * 2))
            }
            Node::Tuple(parts) if accepts_names => match **parts {
                [first, second] if graph.is_dict_or_none(first) && graph.is_dict_or_none(second) => {
                    let (entries, then) = (graph.dict_entries(first), graph.dict_entries(second));
                    Ok((Phase::Named { entries: entries.iter(), then }, (entries.len() + then.len()) * 2))
                }
                _ => Err(self.wrong_state(state)),
            },
            Node::List(items) if self.class.accepts(Layout::List) => {
                if items.len() != self.class.attributes() {
                    return Err(self.wrong_length(state, items.len()));
                }
                Ok((Phase::Positional { items, index: 0, order: &[] }, items.len()))
            }
            _ => Err(self.wrong_state(state)),
        }
    }

    #[cold]
    fn wrong_state(&mut self, state: NodeId) -> Error {
        self.source.at = state;
        let form = match self.class.layout {
            Layout::List => "list",
            Layout::Slots | Layout::DictSlots => "(dict or None, dict) tuple",
            _ => "dict",
        };
        self.source.mismatch(format!("a {form} as the state of {}", self.class))
    }

    #[cold]
    fn wrong_length(&mut self, state: NodeId, found: usize) -> Error {
        let expected = format!("a state of {} for {}", Count(self.class.attributes() as u64, "value"), self.class);
        Error::mismatch(expected, Count(found as u64, "value").to_string()).at_offset(self.source.graph.offset(state))
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

impl Drop for ObjectReader<'_, '_, '_> {
    fn drop(&mut self) {
        self.source.walk.leave(self.object);
    }
}

impl<'s> Source<'s, '_> {
    /// The object at which the source stands, if it is an instance of this class made in a way that the class accepts.
    fn instance_view(&self, class: &Class) -> Option<ObjectView<'s>> {
        let view = self.graph.object_view(self.at)?;
        let kind = self.graph.kind_of_view(&view)?;
        class.takes(&kind).then_some(view)
    }

    /// The state that a call of the class's setter gives the object.
    fn state_of_setter(&self, call: NodeId, class: &Class) -> Option<NodeId> {
        let view = self.graph.object_view(call)?;
        let setter = self.graph.class_ref(view.class)?;
        let is_setter = class.state_setter == Some((setter.module, &*setter.name));
        match *view.arguments {
            [_object, state] if is_setter => Some(state),
            _ => None,
        }
    }

    #[cold]
    fn too_many_arguments(&self, class: &Class, expected: usize, found: usize) -> Error {
        let expected = match expected {
            0 => format!("{class} made without arguments"),
            most => format!("{class} made with up to {}", Count(most as u64, "argument")),
        };
        Error::mismatch(expected, Count(found as u64, "argument").to_string()).at_offset(self.offset())
    }

    /// The error of a value that is no instance of this class, or one that is made in another way.
    #[cold]
    fn no_instance(&self, class: &Class) -> Error {
        let view = self.graph.object_view(self.at);
        let found = view.as_ref().and_then(|view| self.graph.class_ref(view.class));
        let (Some(view), Some(found)) = (view, found) else { return self.mismatch(class.to_string()) };
        if class.subclasses.contains(&(found.module, &*found.name)) {
            return self.subclass(class, &found);
        }
        if !class.is_named(found.module, &found.name) {
            return self.mismatch(class.to_string());
        }
        let (made, other) = match view.making {
            Making::Call => ("by its __new__", "by a call; #[pickle(accept(\"call\"))] takes it"),
            Making::New => ("by a call", "by its __new__; #[pickle(accept(\"dict\"))] takes it"),
        };
        Error::mismatch(format!("a {class} object made {made}"), format!("one made {other}")).at_offset(self.offset())
    }

    /// The error of an instance of a subclass, which an instance of the class would lose its class and more to.
    #[cold]
    fn subclass(&self, class: &Class, found: &ClassRef<'_>) -> Error {
        let base = class.name.rsplit('.').next().unwrap_or(class.name);
        let found = format!(
            "{}, a subclass of it; use an enum of the family: one with #[pickle(union)], which pickle-codegen --family \
             {base} generates",
            found.full_name()
        );
        Error::mismatch(class.to_string(), found).at_offset(self.offset())
    }
}

impl Class {
    /// How many fields are attributes.
    fn attributes(&self) -> usize {
        self.fields.iter().filter(|field| !field.place.is_contents()).count()
    }

    /// Whether all fields may come as arguments, in their order, though the class lists none.
    fn is_positional(&self, making: Making) -> bool {
        match making {
            Making::Call => self.arguments.is_empty() && self.accepts(Layout::Call),
            Making::New => self.arguments.is_empty() && self.accepts(Layout::Args),
        }
    }
}
