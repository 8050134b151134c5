//! The state that an object is given, by `BUILD` or by a setter: which form it has, and which its class accepts.

use super::nodes::NodeObject;
use super::phase::{Names, Order, Phase};
use super::{Part, Source};
use crate::class::{Class, Layout, Place};
use crate::error::{Count, Error, Result, shorten};
use crate::graph::{Node, NodeId};

impl<'s> NodeObject<'_, 's, '_> {
    /// How to go through a state.
    pub(super) fn state_phase(&mut self, state: NodeId) -> Result<Phase<'s>> {
        let (graph, class) = (self.source.graph, self.class);
        match graph.node(state) {
            _ if class.layout == Layout::Custom => self.charged(Phase::Whole(state, Part::State), 1),
            Node::Dict(entries) if class.layout.is_pydantic() => {
                self.sections = entries.iter();
                self.charged(Phase::Done, entries.len() * 2)
            }
            Node::Dict(entries) if class.accepts_dict_state(entries.is_empty()) => {
                self.source.remember_in_order(self.object, class);
                self.charged(Phase::attributes(entries), entries.len() * 2)
            }
            Node::List(items) if class.accepts(Layout::List) => self.positional_phase(state, items),
            Node::Tuple(items) => self.tuple_phase(state, items),
            _ => Err(self.wrong_state(state)),
        }
    }

    /// A state of two dicts, or of the values alone; what the class itself writes comes first, where it could be both.
    fn tuple_phase(&mut self, state: NodeId, items: &'s [NodeId]) -> Result<Phase<'s>> {
        let (graph, class) = (self.source.graph, self.class);
        let is_positional = class.accepts(Layout::Tuple);
        match *items {
            [first, second]
                if (class.layout.has_slots() || !is_positional && class.accepts_dict_state(false))
                    && graph.is_dict_or_none(first)
                    && graph.is_dict_or_none(second) =>
            {
                let (entries, then) = (graph.dict_entries(first), graph.dict_entries(second));
                let phase = Phase::Named { entries: entries.iter(), then, names: Names::Attributes };
                self.charged(phase, (entries.len() + then.len()) * 2)
            }
            _ if is_positional => self.positional_phase(state, items),
            _ => Err(self.wrong_state(state)),
        }
    }

    /// A state of the values alone, one for each attribute.
    fn positional_phase(&mut self, state: NodeId, items: &'s [NodeId]) -> Result<Phase<'s>> {
        let order = Order::of(self.class, Place::is_state);
        match order.clone().count() {
            expected if expected == items.len() => {
                self.charged(Phase::Positional { items: items.iter(), order }, items.len())
            }
            expected => Err(self.wrong_length(state, expected, items.len())),
        }
    }

    #[cold]
    fn wrong_state(&mut self, state: NodeId) -> Error {
        let form = match self.class.layout {
            Layout::List => "list",
            Layout::Tuple => "tuple",
            layout if layout.has_slots() => "(dict or None, dict) tuple",
            _ => "dict",
        };
        self.wrong_part(state, format!("a {form} as the state of {}", self.class))
    }

    #[cold]
    fn wrong_length(&self, state: NodeId, expected: usize, found: usize) -> Error {
        let expected = format!("a state of {} for {}", Count(expected as u64, "value"), self.class);
        Error::mismatch(expected, Count(found as u64, "value").to_string()).at_offset(self.source.graph.offset(state))
    }

    #[cold]
    pub(super) fn other_setter(&self, call: NodeId) -> Error {
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
}

impl Source<'_, '_> {
    /// The state that a call of the class's setter gives the object.
    pub(super) fn state_of_setter(&self, call: NodeId, class: &Class) -> Option<NodeId> {
        let view = self.graph.object_view(call)?;
        let setter = self.graph.class_ref(view.class)?;
        let is_setter = class.state_setter == Some((setter.module, &*setter.name));
        match *view.arguments {
            [_object, state] if is_setter => Some(state),
            _ => None,
        }
    }
}

impl Class {
    /// Whether a state may be a dict of attributes. An empty one says nothing, so that a class without a state takes it.
    fn accepts_dict_state(&self, is_empty: bool) -> bool {
        self.layouts().any(Layout::has_dict_state)
            || (is_empty && !self.fields.iter().any(|field| field.place.is_state()))
    }
}
