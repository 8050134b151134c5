//! One object as an observation of its class: how it is made, its state, and every part of it with its place.

use pickle_core::schema::ClassName;
use pickle_core::{NodeRef, ObjectEffect, ObjectMaking, ObjectRef, Value};

use super::forms::{Base, Form, Making, State, text};
use super::observations::{ObservedClass, Region};
use super::shapes::{Reason, ShapeId, Shapes, Sighting};

type Pair<'g, 'de> = (NodeRef<'g, 'de>, NodeRef<'g, 'de>);

/// Notes an object of the class, and gives its parts with their places.
pub(super) fn observe<'g, 'de>(
    class: &mut ObservedClass,
    shapes: &mut Shapes,
    object: ObjectRef<'g, 'de>,
    seen: Sighting,
) -> Vec<(NodeRef<'g, 'de>, ShapeId)> {
    let (state, state_setter) = state_of(object);
    let mut observer =
        Observer { class, shapes, seen, children: Vec::new(), order: Vec::new(), attributes: Vec::new() };
    let kind = observer.observe_state(state);
    observer.observe_making(object);
    observer.observe_contents(object);
    let Observer { class, children, order, .. } = observer;
    class.note_order(order);
    class.note_form(Form { making: Making::of(&object.making()), state: kind, state_setter }, seen);
    children
}

/// The state, and the function that sets it, if it is not the object itself; what the pickle does more than once has
/// no type.
fn state_of<'g, 'de>(object: ObjectRef<'g, 'de>) -> (StateNode<'g, 'de>, Option<ClassName>) {
    let mut states = object.effects().into_iter().filter_map(|effect| match effect {
        ObjectEffect::State(state) => Some((state, None)),
        ObjectEffect::Call(call) => Some((call, Some(call))),
        _ => None,
    });
    let state = states.next();
    match (state, states.next()) {
        (None, _) => (StateNode::None, None),
        (Some((state, None)), None) => (StateNode::One(state), None),
        (Some((_, Some(call))), None) => match setter_call(call) {
            Some((setter, state)) => (StateNode::One(state), Some(setter)),
            None => (StateNode::Other(vec![call]), None),
        },
        (Some((first, _)), Some((second, _))) => {
            let others = states.map(|(state, _)| state);
            (StateNode::Other([first, second].into_iter().chain(others).collect()), None)
        }
    }
}

/// What an object gets.
enum StateNode<'g, 'de> {
    None,
    One(NodeRef<'g, 'de>),
    Other(Vec<NodeRef<'g, 'de>>),
}

/// `setter(object, state)`.
fn setter_call<'g, 'de>(call: NodeRef<'g, 'de>) -> Option<(ClassName, NodeRef<'g, 'de>)> {
    let Value::Object(call) = call.value() else { return None };
    let setter = call.callable()?.global_name()?;
    match call.arguments()[..] {
        [_, state] => Some((ClassName::new(setter.module, setter.name), state)),
        _ => None,
    }
}

struct Observer<'o, 'g, 'de> {
    class: &'o mut ObservedClass,
    shapes: &'o mut Shapes,
    seen: Sighting,
    children: Vec<(NodeRef<'g, 'de>, ShapeId)>,
    /// The numbers of the attributes, in the order of the pickle.
    order: Vec<usize>,
    /// The attributes in the state, of which some may be arguments too.
    attributes: Vec<(&'g str, NodeRef<'g, 'de>)>,
}

impl<'g, 'de> Observer<'_, 'g, 'de> {
    fn observe_state(&mut self, state: StateNode<'g, 'de>) -> State {
        let node = match state {
            StateNode::None => return State::None,
            StateNode::One(node) => node,
            StateNode::Other(nodes) => {
                nodes.into_iter().for_each(|node| self.observe_apart(node));
                return State::Other;
            }
        };
        let state = State::of(node);
        match (state, node.value()) {
            (State::Dict, Value::Dict(entries)) => self.observe_attributes(Region::State, &entries),
            (State::Slots | State::DictSlots, Value::Tuple(parts)) => {
                for (part, region) in parts.into_iter().zip([Region::State, Region::Slot]) {
                    self.observe_attributes(region, &entries_of(part));
                }
            }
            (State::Tuple, Value::Tuple(values)) | (State::List, Value::List(values)) => {
                let places = self.class.positions.of_object(self.shapes, values.len());
                self.children.extend(values.into_iter().zip(places.iter().copied()));
            }
            (State::None, _) => {}
            (state, Value::Dict(entries)) if state.is_pydantic() => self.observe_pydantic(&entries),
            _ => self.observe_apart(node),
        }
        state
    }

    fn observe_apart(&mut self, node: NodeRef<'g, 'de>) {
        self.children.push((node, self.shapes.new_opaque(Reason::NoType, self.seen)));
    }

    fn observe_attributes(&mut self, region: Region, entries: &[Pair<'g, 'de>]) {
        for &(key, value) in entries {
            let Some(name) = text(key) else { continue };
            let id = self.class.attribute(self.shapes, region, name);
            self.children.push((value, self.class.attributes[id].shape));
            self.order.push(id);
            self.attributes.push((name, value));
        }
    }

    fn observe_pydantic(&mut self, entries: &[Pair<'g, 'de>]) {
        for &(key, value) in entries {
            match text(key) {
                Some("__dict__") => self.observe_attributes(Region::State, &entries_of(value)),
                Some("__pydantic_private__" | "__private_attribute_values__") => {
                    self.observe_attributes(Region::Private, &entries_of(value));
                }
                Some("__pydantic_extra__") if !matches!(value.value(), Value::None) => {
                    self.class.has_extra = true;
                    self.observe_apart(value);
                }
                _ => {}
            }
        }
    }

    fn observe_making(&mut self, object: ObjectRef<'g, 'de>) {
        if let ObjectMaking::Reconstructed { base, value } = object.making() {
            let holds_value = !matches!(&*base.name, "list" | "dict");
            if let Some(value) = value.filter(|_| holds_value) {
                let place = *self.class.value.get_or_insert_with(|| self.shapes.new_shape());
                self.children.push((value, place));
            }
            return;
        }
        let arguments = object.arguments();
        self.name_arguments(&arguments);
        let places = self.class.arguments.of_object(self.shapes, arguments.len());
        self.children.extend(arguments.into_iter().zip(places.iter().copied()));
        for (key, value) in object.keywords() {
            let Some(name) = text(key) else { continue };
            let id = self.class.attribute(self.shapes, Region::Keyword, name);
            self.children.push((value, self.class.attributes[id].shape));
            self.order.push(id);
        }
    }

    /// Notes which attributes have the values of the arguments.
    fn name_arguments(&mut self, arguments: &[NodeRef<'g, 'de>]) {
        /// Each argument is compared with each attribute.
        const MOST: usize = 64;
        if arguments.is_empty() || arguments.len() > MOST || self.attributes.len() > MOST {
            return self.class.argument_names = self.class.argument_names.take().filter(|_| arguments.is_empty());
        }
        let is_first = self.class.arguments.counts.is_none_or(|(_, most)| most == 0);
        let same = |argument: &NodeRef<'g, 'de>| -> Vec<String> {
            let same = self.attributes.iter().filter(|(_, value)| is_same(*argument, *value));
            same.map(|(name, _)| (*name).to_owned()).collect()
        };
        let new: Vec<Vec<String>> = arguments.iter().map(same).collect();
        self.class.argument_names = match self.class.argument_names.take() {
            None => is_first.then_some(new),
            Some(old) if old.len() != new.len() => None,
            Some(old) => {
                let both = |(old, new): (Vec<String>, Vec<String>)| -> Vec<String> {
                    old.into_iter().filter(|name| new.contains(name)).collect()
                };
                Some(old.into_iter().zip(new).map(both).collect())
            }
        };
    }

    fn observe_contents(&mut self, object: ObjectRef<'g, 'de>) {
        let (items, entries) = (object.items(), object.entries());
        let is_base = |wanted: Base| Making::of(&object.making()) == Making::Reconstructed(wanted);
        if !items.is_empty() || is_base(Base::List) {
            let place = *self.class.items.get_or_insert_with(|| self.shapes.new_shape());
            self.children.extend(items.into_iter().map(|item| (item, place)));
        }
        if !entries.is_empty() || is_base(Base::Dict) {
            let new = || (self.shapes.new_shape(), self.shapes.new_shape());
            let (keys, values) = *self.class.entries.get_or_insert_with(new);
            self.children.extend(entries.into_iter().flat_map(|(key, value)| [(key, keys), (value, values)]));
        }
    }
}

fn entries_of<'g, 'de>(node: NodeRef<'g, 'de>) -> Vec<Pair<'g, 'de>> {
    match node.value() {
        Value::Dict(entries) => entries,
        _ => Vec::new(),
    }
}

/// Whether two values are one object or equal scalars.
fn is_same(left: NodeRef<'_, '_>, right: NodeRef<'_, '_>) -> bool {
    if left.id() == right.id() {
        return true;
    }
    if left.part_count().is_some() || right.part_count().is_some() {
        return false;
    }
    match (left.value(), right.value()) {
        (Value::None, Value::None) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Float(left), Value::Float(right)) => left.to_bits() == right.to_bits(),
        (Value::Str(left), Value::Str(right)) => left == right,
        _ => false,
    }
}
