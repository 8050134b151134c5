//! The opcodes that make objects of classes and callables, and what later opcodes do to these objects.

use crate::argument::ModuleAndName;
use crate::error::Result;
use crate::graph::{Construction, Effect, Graph, Node, NodeId, ObjectRecord, Record, Run, Tag};

use super::{Machine, builtin_calls, too_large, too_many_items};

impl<'i> Machine<'i, '_, '_> {
    pub(super) fn reduce(&mut self) -> Result<()> {
        let arguments = self.pop()?;
        let callable = self.pop()?;
        self.check_tuple(arguments)?;
        self.check_nameable(callable, "a callable")?;
        if let Some(value) = builtin_calls::evaluate(&self.graph, callable, arguments, &mut self.budget)? {
            return self.push_data(value);
        }
        self.push_object(Construction::Reduce, callable, Some(arguments), None)?;
        let id = self.top()?;
        self.check_getattr(callable, id)?;
        self.unstored_call = Some(id);
        Ok(())
    }

    pub(super) fn new_obj(&mut self) -> Result<()> {
        let arguments = self.pop()?;
        let class = self.pop()?;
        self.check_nameable(class, "a class")?;
        self.check_tuple(arguments)?;
        self.push_object(Construction::NewObj, class, Some(arguments), None)
    }

    pub(super) fn new_obj_ex(&mut self) -> Result<()> {
        let keywords = self.pop()?;
        let arguments = self.pop()?;
        let class = self.pop()?;
        self.check_nameable(class, "a class")?;
        self.check_tuple(arguments)?;
        if self.graph.record(keywords).tag() != Tag::Dict {
            return Err(self.not_expected("a dict of keywords", keywords));
        }
        self.push_object(Construction::NewObjEx, class, Some(arguments), Some(keywords))
    }

    pub(super) fn inst(&mut self, class: ModuleAndName<'i>) -> Result<()> {
        let mark = self.pop_mark()?;
        if !class.module.is_ascii() || !class.name.is_ascii() {
            return Err(self.bad_argument("the name is not ASCII"));
        }
        let arguments = self.take_from(mark)?;
        let arguments = self.add_node(Record::container(Tag::Tuple, arguments))?;
        let number = self.text_global_number(class)?;
        let class = self.add_node(Record::numbered(Tag::Global, number))?;
        self.push_object(Construction::Inst, class, Some(arguments), None)
    }

    pub(super) fn obj(&mut self) -> Result<()> {
        let mark = self.pop_mark()?;
        let Some(class) = self.stack.values_from(mark).first().copied() else {
            return Err(self.bad_stack("there is no class above the mark"));
        };
        self.check_nameable(class, "a class")?;
        let arguments = self.take_from(mark.saturating_add(1))?;
        let arguments = self.add_node(Record::container(Tag::Tuple, arguments))?;
        self.stack.truncate(mark);
        self.push_object(Construction::Inst, class, Some(arguments), None)
    }

    pub(super) fn build(&mut self) -> Result<()> {
        let state = self.pop()?;
        let target = self.top()?;
        match self.graph.record(target).tag() {
            // Python finds nothing to do, whatever the target is.
            tag if !is_nameable(tag) && self.graph.record(state).tag() == Tag::None => Ok(()),
            _ => self.add_effect(target, Effect::Build(state), "an object"),
        }
    }

    /// Notes what the pickle does to an object; `expected` says what the opcode takes beside objects.
    fn add_effect(&mut self, target: NodeId, effect: Effect, expected: &str) -> Result<()> {
        let number = self.changing_object(target, expected)?;
        self.push_effect(number, effect)
    }

    /// Notes that the pickle gives an object the values from a position to the top, together with those that the effect
    /// before gave it.
    pub(super) fn extend_effect(
        &mut self,
        target: NodeId,
        effect: fn(Run) -> Effect,
        position: usize,
        expected: &str,
    ) -> Result<()> {
        let is_entries = matches!(effect(Run::EMPTY), Effect::SetItems(_));
        if is_entries && !self.stack.values_from(position).len().is_multiple_of(2) {
            return Err(self.bad_stack("the last key has no value"));
        }
        let number = self.changing_object(target, expected)?;
        let before = self.last_run(number, effect);
        let run = match is_entries {
            true => self.extend_entries(before.unwrap_or_default(), position)?,
            false => self.extend_items(before.unwrap_or_default(), position)?,
        };
        let Graph { objects, effects, .. } = &mut self.graph;
        let last = objects.get_mut(number as usize).and_then(|object| object.last_effect_mut(effects));
        match (before, last) {
            (Some(_), Some(last)) => {
                *last = effect(run);
                Ok(())
            }
            _ => self.push_effect(number, effect(run)),
        }
    }

    /// The items or entries of the last effect on an object, if it is one of the same kind.
    fn last_run(&self, number: u32, effect: fn(Run) -> Effect) -> Option<Run> {
        match (self.graph.object(number)?.effects.last()?, effect(Run::EMPTY)) {
            (Effect::Append(run), Effect::Append(_))
            | (Effect::SetItems(run), Effect::SetItems(_))
            | (Effect::AddItems(run), Effect::AddItems(_)) => Some(*run),
            _ => None,
        }
    }

    #[inline]
    fn push_effect(&mut self, number: u32, effect: Effect) -> Result<()> {
        let Graph { objects, effects, .. } = &mut self.graph;
        let Some(object) = objects.get_mut(number as usize) else { return Ok(()) };
        if object.takes_first_effect(effect) {
            return Ok(());
        }
        self.budget.charge_items(object.growth(effects), size_of::<Effect>())?;
        match object.push_effect(effect, effects) {
            true => Ok(()),
            false => Err(too_many_items()),
        }
    }

    /// The number of an object that something happens to.
    #[inline]
    fn changing_object(&mut self, target: NodeId, expected: &str) -> Result<u32> {
        self.unstored_call = None;
        self.change(target);
        let record = self.graph.record(target);
        match record.tag() {
            Tag::Object => Ok(record.number()),
            tag if is_nameable(tag) => self.make_object_of(target),
            _ => Err(self.not_expected(expected, target)),
        }
    }

    /// A call whose result nothing can use is a state setter's, when the object that it sets the state of is below it: it is
    /// kept there. Otherwise it is the second making of an object that is part of its own arguments.
    pub(super) fn keep_dropped_call(&mut self, call: NodeId) -> Result<()> {
        let arguments = match self.graph.node(call) {
            Node::Object(number) => self.graph.object(number).and_then(|object| object.arguments),
            _ => None,
        };
        let target = arguments.and_then(|arguments| self.graph.tuple_items(arguments).first().copied());
        match target {
            Some(target) if self.is_nameable(target) && self.stack.top().ok() == Some(target) => {
                self.add_effect(target, Effect::Call(call), "an object")
            }
            _ => Ok(()),
        }
    }

    /// Turns what the pickle only names into an object that can have effects; every reference to it stays valid.
    fn make_object_of(&mut self, target: NodeId) -> Result<u32> {
        let named = self.graph.record(target);
        let moved = self.add_node(named)?;
        let number = self.add_object(Construction::Existing, moved, None, None)?;
        let (at, offset) = (target.0 as usize, named.offset());
        if let Some(record) = self.graph.records.get_mut(at) {
            *record = Record::numbered(Tag::Object, number).at(offset);
        }
        if let Some(record) = self.graph.records.get_mut(moved.0 as usize) {
            *record = record.at(offset);
        }
        Ok(number)
    }

    #[inline]
    fn push_object(
        &mut self,
        construction: Construction,
        callable: NodeId,
        arguments: Option<NodeId>,
        keywords: Option<NodeId>,
    ) -> Result<()> {
        let number = self.add_object(construction, callable, arguments, keywords)?;
        self.push_node(Record::numbered(Tag::Object, number))
    }

    #[inline]
    fn add_object(
        &mut self,
        construction: Construction,
        callable: NodeId,
        arguments: Option<NodeId>,
        keywords: Option<NodeId>,
    ) -> Result<u32> {
        self.budget.charge_items(1, size_of::<ObjectRecord>())?;
        let number = u32::try_from(self.graph.objects.len()).map_err(|_| too_large())?;
        self.graph.objects.push(ObjectRecord::new(construction, callable, arguments, keywords));
        Ok(number)
    }

    fn check_tuple(&self, arguments: NodeId) -> Result<()> {
        match self.graph.record(arguments).tag() {
            Tag::Tuple => Ok(()),
            _ => Err(self.not_expected("a tuple of arguments", arguments)),
        }
    }

    /// A class or callable is something the pickle names, or the result of a call.
    fn check_nameable(&self, id: NodeId, expected: &str) -> Result<()> {
        if self.is_nameable(id) { Ok(()) } else { Err(self.not_expected(expected, id)) }
    }

    fn is_nameable(&self, id: NodeId) -> bool {
        is_nameable(self.graph.record(id).tag())
    }
}

/// Whether the node can stand for any object of Python, so that it may be called and given a state.
fn is_nameable(tag: Tag) -> bool {
    matches!(tag, Tag::Global | Tag::Object | Tag::Persistent | Tag::Extension)
}
