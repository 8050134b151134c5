//! The opcodes that make objects of classes and callables, and what later opcodes do to these objects.

use crate::argument::ModuleAndName;
use crate::error::Result;
use crate::graph::{Construction, Effect, Node, NodeId, Object};

use super::{Machine, builtin_calls, too_large};

impl<'i> Machine<'i, '_, '_> {
    pub(super) fn reduce(&mut self) -> Result<()> {
        let arguments = self.pop()?;
        let callable = self.pop()?;
        self.check_tuple(arguments)?;
        self.check_nameable(callable, "a callable")?;
        if let Some(value) = builtin_calls::evaluate(&self.graph, callable, arguments, &mut self.budget)? {
            return self.push_node(value);
        }
        let id = self.push_object(Construction::Reduce, callable, Some(arguments), None)?;
        self.check_getattr(callable, id)?;
        self.unstored_call = Some(id);
        Ok(())
    }

    pub(super) fn new_obj(&mut self) -> Result<()> {
        let arguments = self.pop()?;
        let class = self.pop()?;
        self.check_nameable(class, "a class")?;
        self.check_tuple(arguments)?;
        self.push_object(Construction::NewObj, class, Some(arguments), None)?;
        Ok(())
    }

    pub(super) fn new_obj_ex(&mut self) -> Result<()> {
        let keywords = self.pop()?;
        let arguments = self.pop()?;
        let class = self.pop()?;
        self.check_nameable(class, "a class")?;
        self.check_tuple(arguments)?;
        if !matches!(self.graph.node(keywords), Node::Dict(_)) {
            return Err(self.not_expected("a dict of keywords", keywords));
        }
        self.push_object(Construction::NewObjEx, class, Some(arguments), Some(keywords))?;
        Ok(())
    }

    pub(super) fn inst(&mut self, class: ModuleAndName<'i>) -> Result<()> {
        let mark = self.pop_mark()?;
        if !class.module.is_ascii() || !class.name.is_ascii() {
            return Err(self.bad_argument("the name is not ASCII"));
        }
        let arguments = self.take_from(mark)?;
        let arguments = self.add_node(Node::Tuple(arguments.into_boxed_slice()))?;
        let number = self.text_global_number(class)?;
        let class = self.add_node(Node::Global(number))?;
        self.push_object(Construction::Inst, class, Some(arguments), None)?;
        Ok(())
    }

    pub(super) fn obj(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let Some(class) = self.stack.values_from(mark).first().copied() else {
            return Err(self.bad_stack("there is no class above the mark"));
        };
        self.check_nameable(class, "a class")?;
        let arguments = self.take_from(mark.saturating_add(1))?;
        let arguments = self.add_node(Node::Tuple(arguments.into_boxed_slice()))?;
        self.stack.truncate(mark);
        self.push_object(Construction::Inst, class, Some(arguments), None)?;
        Ok(())
    }

    pub(super) fn build(&mut self) -> Result<()> {
        let state = self.pop()?;
        let target = self.top()?;
        match (self.graph.node(target), self.graph.node(state)) {
            // Python finds nothing to do, whatever the target is.
            (node, Node::None) if !is_nameable(node) => Ok(()),
            _ => self.add_effect(target, Effect::Build(state), "an object"),
        }
    }

    /// Notes what the pickle does to an object; `expected` says what the opcode takes beside objects.
    pub(super) fn add_effect(&mut self, target: NodeId, effect: Effect, expected: &str) -> Result<()> {
        self.unstored_call = None;
        self.change(target);
        match self.graph.node(target) {
            Node::Global(_) | Node::Persistent(_) | Node::Extension(_) => self.make_object_of(target)?,
            Node::Object(_) => {}
            _ => return Err(self.not_expected(expected, target)),
        }
        self.budget.charge_items(1, size_of::<Effect>())?;
        let Some(object) = self.object_mut(target) else { return Ok(()) };
        match (object.effects.last_mut(), effect) {
            (Some(Effect::Append(items)), Effect::Append(more)) => items.extend(more),
            (Some(Effect::SetItems(entries)), Effect::SetItems(more)) => entries.extend(more),
            (Some(Effect::AddItems(items)), Effect::AddItems(more)) => items.extend(more),
            (_, effect) => object.effects.push(effect),
        }
        Ok(())
    }

    /// A call whose result nothing can use is a state setter's, when the object that it sets the state of is below it: it is
    /// kept there. Otherwise it is the second making of an object that is part of its own arguments.
    pub(super) fn keep_dropped_call(&mut self, call: NodeId) -> Result<()> {
        let arguments = self.object_mut(call).and_then(|object| object.arguments);
        let target = match arguments.map(|arguments| self.graph.node(arguments)) {
            Some(Node::Tuple(items)) => items.first().copied(),
            _ => None,
        };
        match target {
            Some(target) if is_nameable(self.graph.node(target)) && self.stack.top().ok() == Some(target) => {
                self.add_effect(target, Effect::Call(call), "an object")
            }
            _ => Ok(()),
        }
    }

    fn object_mut(&mut self, id: NodeId) -> Option<&mut Object> {
        match self.graph.nodes.get(id.0 as usize) {
            Some(Node::Object(number)) => self.graph.objects.get_mut(*number as usize),
            _ => None,
        }
    }

    /// Turns what the pickle only names into an object that can have effects; every reference to it stays valid.
    fn make_object_of(&mut self, target: NodeId) -> Result<()> {
        let number = self.add_object(Construction::Existing, target, None, None)?;
        let moved = self.add_node(Node::Object(number))?;
        self.graph.nodes.swap(target.0 as usize, moved.0 as usize);
        if let [offsets @ .., last] = self.graph.offsets.as_mut_slice()
            && let Some(offset) = offsets.get(target.0 as usize)
        {
            *last = *offset;
        }
        if let Some(object) = self.object_mut(target) {
            object.callable = moved;
        }
        Ok(())
    }

    fn push_object(
        &mut self,
        construction: Construction,
        callable: NodeId,
        arguments: Option<NodeId>,
        keywords: Option<NodeId>,
    ) -> Result<NodeId> {
        let number = self.add_object(construction, callable, arguments, keywords)?;
        let id = self.add_node(Node::Object(number))?;
        self.stack.push(id);
        Ok(id)
    }

    fn add_object(
        &mut self,
        construction: Construction,
        callable: NodeId,
        arguments: Option<NodeId>,
        keywords: Option<NodeId>,
    ) -> Result<u32> {
        self.budget.charge_items(1, size_of::<Object>())?;
        let number = u32::try_from(self.graph.objects.len()).map_err(|_| too_large())?;
        self.graph.objects.push(Object { construction, callable, arguments, keywords, effects: Vec::new() });
        Ok(number)
    }

    fn check_tuple(&self, arguments: NodeId) -> Result<()> {
        match self.graph.node(arguments) {
            Node::Tuple(_) => Ok(()),
            _ => Err(self.not_expected("a tuple of arguments", arguments)),
        }
    }

    /// A class or callable is something the pickle names, or the result of a call.
    fn check_nameable(&self, id: NodeId, expected: &str) -> Result<()> {
        if is_nameable(self.graph.node(id)) { Ok(()) } else { Err(self.not_expected(expected, id)) }
    }
}

/// Whether the node can stand for any object of Python, so that it may be called and given a state.
fn is_nameable(node: &Node<'_>) -> bool {
    matches!(node, Node::Global(_) | Node::Object(_) | Node::Persistent(_) | Node::Extension(_))
}
