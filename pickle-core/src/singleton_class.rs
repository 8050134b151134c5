//! The classes of `None`, `Ellipsis` and `NotImplemented`, which no module of older Pythons names: CPython pickles them as
//! calls, such as `type(None)`.

use crate::graph::{Graph, Node, NodeId};
use crate::object::Making;
use crate::{Global, Result, Writer};

/// The names of the classes in `types`, and those of their instances in `builtins`.
const CLASSES: [(&str, &str); 3] =
    [("NoneType", "None"), ("EllipsisType", "Ellipsis"), ("NotImplementedType", "NotImplemented")];

impl Graph<'_> {
    /// The name of the class, if this node is a call that gives one of them.
    pub(crate) fn singleton_class(&self, id: NodeId) -> Option<Global<'static>> {
        let call = self.object_view(id)?;
        let &[instance] = call.arguments else { return None };
        if call.making != Making::Call || !call.effects.is_empty() || !self.is_builtin(call.class, "type") {
            return None;
        }
        let is_instance = |name: &str| match self.node(instance) {
            Node::None => name == "None",
            _ => self.is_builtin(instance, name),
        };
        CLASSES.iter().find(|(_, instance)| is_instance(instance)).map(|&(class, _)| Global::new("types", class))
    }
}

impl Writer<'_> {
    /// Writes a class or another global: one of these classes as a call.
    pub(crate) fn global_or_singleton_class(&mut self, global: &Global<'_>) -> Result<()> {
        let is_named = |class: &str| (&*global.module, &*global.name) == ("types", class);
        match CLASSES.iter().find(|(class, _)| is_named(class)) {
            Some((class, instance)) => self.singleton("type", class.as_bytes(), |writer| {
                writer.reduce("builtins", "type", 1, |arguments| match *instance {
                    "None" => arguments.item(&()),
                    name => arguments.item(&Global::new("builtins", name)),
                })
            }),
            None => self.global(&global.module, &global.name),
        }
    }
}
