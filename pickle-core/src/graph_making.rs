//! How the pickle makes an object, for those who ask what its class looks like in Python.

use crate::graph::{Construction, Global, Graph, Node, NodeId};
use crate::graph_view::{NodeRef, ObjectRef};
use crate::object::Making;

/// How a pickle makes an object.
///
/// ```
/// use pickle_core::{Graph, ObjectMaking, Value};
///
/// let graph = Graph::loads(b"ccopy_reg\n_reconstructor\n(cm\nNumber\nc__builtin__\nint\nI5\ntR.")?;
/// let Value::Object(number) = graph.root().value() else { panic!("not an object") };
/// let ObjectMaking::Reconstructed { base, value } = number.making() else { panic!("made in another way") };
/// assert_eq!(base.name, "int");
/// assert_eq!(value.unwrap().load::<i64>()?, 5);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum ObjectMaking<'g, 'de> {
    /// By `__new__`: `NEWOBJ`, `NEWOBJ_EX`, and the calls that stand for them below the protocols that have them.
    New,
    /// By `copyreg.__newobj__`, which a `__reduce__` names: below protocol 2 it is a call.
    Reduced,
    /// By `copyreg._reconstructor`, below protocol 2.
    Reconstructed {
        /// The class of C that makes the object: `object`, or the builtin that the object's class derives from.
        base: Global<'g>,
        /// What the base is given, where it is not `object`.
        value: Option<NodeRef<'g, 'de>>,
    },
    /// As an instance of an old-style class of Python 2: `OBJ` and `INST`.
    OldStyle,
    /// By a call.
    Call,
    /// By a call with keywords alone, through `msgspec._utils.rebuild`.
    CallWithKeywords,
}

impl<'g, 'de> ObjectRef<'g, 'de> {
    /// How the pickle makes the object.
    pub fn making(self) -> ObjectMaking<'g, 'de> {
        let (graph, id) = self.parts();
        match (graph.object_view(id).map(|view| view.making), graph.construction(id)) {
            (Some(Making::CallWithKeywords), _) => ObjectMaking::CallWithKeywords,
            (Some(Making::New), Some(Construction::Inst)) => ObjectMaking::OldStyle,
            (Some(Making::New), Some(Construction::Reduce)) => graph.lowered_making(id),
            (Some(Making::New), _) => ObjectMaking::New,
            _ => ObjectMaking::Call,
        }
    }
}

impl<'de> Graph<'de> {
    fn construction(&self, id: NodeId) -> Option<Construction> {
        let Node::Object(index) = self.node(id) else { return None };
        self.object(index).map(|object| object.construction)
    }

    /// Which of the helpers of `copyreg` a `REDUCE` calls.
    fn lowered_making(&self, id: NodeId) -> ObjectMaking<'_, 'de> {
        let Node::Object(index) = self.node(id) else { return ObjectMaking::New };
        let Some(object) = self.object(index) else { return ObjectMaking::New };
        let helper = self.class_ref(object.callable);
        let arguments = object.arguments.map_or(&[][..], |id| self.tuple_items(id));
        match (helper.as_ref().map(|helper| &*helper.name), arguments) {
            (Some("_reconstructor"), &[_, base, ref value @ ..]) => {
                let value = value.first().and_then(|&value| self.get(value));
                match self.get(base).and_then(NodeRef::global_name) {
                    Some(base) if base.name == "object" => ObjectMaking::Reconstructed { base, value: None },
                    Some(base) => ObjectMaking::Reconstructed { base, value },
                    None => ObjectMaking::New,
                }
            }
            (Some("__newobj__"), _) => ObjectMaking::Reduced,
            _ => ObjectMaking::New,
        }
    }
}

impl NodeRef<'_, '_> {
    /// How many items or entries a builtin container holds, known without a look at them; nothing for what is none.
    ///
    /// ```
    /// let graph = pickle_core::Graph::loads(b"(I1\nI2\nl.")?;
    /// assert_eq!(graph.root().part_count(), Some(2));
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    pub fn part_count(self) -> Option<usize> {
        let (graph, id) = self.parts();
        match graph.node(id) {
            Node::List(items) | Node::Tuple(items) | Node::Set(items) | Node::FrozenSet(items) => Some(items.len()),
            Node::Dict(entries) => Some(entries.len()),
            _ => None,
        }
    }
    /// Whether the value is a `dict`, known without a look at what it holds.
    pub fn is_dict(self) -> bool {
        let (graph, id) = self.parts();
        matches!(graph.node(id), Node::Dict(_))
    }
}
