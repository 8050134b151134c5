//! What a pickle does to an object after making it, and what it only names, for those who look at a graph.

use std::borrow::Cow;

use crate::graph::{Construction, Effect, Global, Graph, Node, NodeId};
use crate::graph_view::{NodeRef, ObjectRef};
use crate::object::Making;

/// What a pickle does to an object after making it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ObjectEffect<'g, 'de> {
    /// Gives it this state: `BUILD`.
    State(NodeRef<'g, 'de>),
    /// Appends these items: `APPEND` and `APPENDS`.
    Append(Vec<NodeRef<'g, 'de>>),
    /// Sets these keys and values: `SETITEM` and `SETITEMS`.
    SetItems(Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)>),
    /// Adds these members: `ADDITEMS`.
    Add(Vec<NodeRef<'g, 'de>>),
    /// Calls a function with the object and drops the result: a state setter.
    Call(NodeRef<'g, 'de>),
}

impl<'de> Graph<'de> {
    /// Every node, in the order of the pickle, those included that the root does not reach.
    ///
    /// ```
    /// use pickle_core::Graph;
    ///
    /// let graph = Graph::loads(b"cos\nsystem\n0N.")?;
    /// let names: Vec<_> = graph.nodes().filter_map(|node| node.global_name()).collect();
    /// assert_eq!(names[0].module, "os");
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef<'_, 'de>> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).filter_map(|number| self.get(NodeId(number)))
    }
}

impl<'g> NodeRef<'g, '_> {
    /// The name of a class, a function or another module-level object; nothing for any other value.
    ///
    /// A chain of `getattr` calls on a global, which is how protocols below 4 reach a nested class, is its dotted name.
    ///
    /// ```
    /// use pickle_core::Graph;
    ///
    /// let graph = Graph::loads(b"cbuiltins\ngetattr\n(cm\nOuter\nVInner\ntR.")?;
    /// let name = graph.root().global_name().unwrap();
    /// assert_eq!((&*name.module, &*name.name), ("m", "Outer.Inner"));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn global_name(self) -> Option<Global<'g>> {
        let (graph, id) = self.parts();
        let name = graph.class_ref(id)?;
        Some(Global { module: Cow::Borrowed(name.module), name: name.name })
    }
}

impl<'g, 'de> ObjectRef<'g, 'de> {
    /// What happens to the object after it was made, in the order of the pickle.
    ///
    /// ```
    /// use pickle_core::{Graph, ObjectEffect, Value};
    ///
    /// let graph = Graph::loads(b"\x80\x02cm\nList\n)\x81K\x05a}b.")?;
    /// let Value::Object(list) = graph.root().value() else { panic!("not an object") };
    /// assert!(matches!(&list.effects()[..], [ObjectEffect::Append(items), ObjectEffect::State(_)] if items.len() == 1));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn effects(self) -> Vec<ObjectEffect<'g, 'de>> {
        let (graph, id) = self.parts();
        let Node::Object(index) = graph.node(id) else { return Vec::new() };
        let Some(object) = graph.object(index) else { return Vec::new() };
        object.effects.iter().filter_map(|effect| ObjectEffect::of(graph, effect)).collect()
    }

    /// Whether the object is what a call gave, and not an instance that the pickle makes with `__new__`.
    pub fn is_call(self) -> bool {
        let (graph, id) = self.parts();
        graph.object_view(id).is_some_and(|view| view.making != Making::New)
    }

    /// What the object is, where the pickle does not make it but only names it and then gives it a state.
    pub fn existing(self) -> Option<NodeRef<'g, 'de>> {
        let (graph, id) = self.parts();
        let Node::Object(index) = graph.node(id) else { return None };
        let object = graph.object(index)?;
        match object.construction {
            Construction::Existing => graph.get(object.callable),
            _ => None,
        }
    }
}

impl<'g, 'de> ObjectEffect<'g, 'de> {
    fn of(graph: &'g Graph<'de>, effect: &Effect) -> Option<ObjectEffect<'g, 'de>> {
        let all = |ids: &[NodeId]| ids.iter().filter_map(|&id| graph.get(id)).collect();
        Some(match *effect {
            Effect::Build(state) => ObjectEffect::State(graph.get(state)?),
            Effect::Append(ids) => ObjectEffect::Append(all(graph.items.get(ids))),
            Effect::AddItems(ids) => ObjectEffect::Add(all(graph.items.get(ids))),
            Effect::Call(call) => ObjectEffect::Call(graph.get(call)?),
            Effect::SetItems(pairs) => ObjectEffect::SetItems(
                graph
                    .entries
                    .get(pairs)
                    .iter()
                    .filter_map(|&(key, value)| Some((graph.get(key)?, graph.get(value)?)))
                    .collect(),
            ),
        })
    }
}
