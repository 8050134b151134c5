//! One object of a `Graph`: how it is made, and what happens to it then.

use crate::argument::ModuleAndName;
use crate::graph::{Construction, Effect, Node, NodeId, Object};
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use crate::writer::exact::is_defined_in_python;

use super::references::{graph_tuple, spreads_arguments};
use super::{Batches, Close, TakenBy, Task, Walk};

impl<'g> Walk<'g, '_, '_, '_> {
    pub(super) fn write_object(&mut self, id: NodeId, index: u32) -> Result<()> {
        let Some(object) = self.graph.object(index) else { return Ok(()) };
        let protocol = self.writer.protocol();
        if self.writer.is_exact() && protocol < Protocol::V4 && self.write_dotted_name(id, object)? {
            return Ok(());
        }
        self.enter(id)?;
        // The tasks of the making go on top of this one.
        self.next([Task::Close(id, Close::Object)]);
        let spread = match object.arguments {
            Some(arguments) if spreads_arguments(object.construction, protocol) => self.spread_arguments(arguments)?,
            _ => &[],
        };
        match object.construction {
            Construction::Existing => self.next([Task::Value(object.callable)]),
            Construction::Inst => self.write_instance(object.callable, spread)?,
            Construction::NewObj if protocol < Protocol::V2 => self.write_newobj_call(object.callable, spread),
            Construction::NewObjEx if protocol < Protocol::V4 => self.write_partial(object, spread),
            Construction::Reduce => self.write_made(object, Instruction::Reduce),
            Construction::NewObj if self.writer.is_exact() && self.begun[id.0 as usize].times > 1 => {
                self.write_made_again(object)?;
            }
            Construction::NewObj => self.write_made(object, Instruction::NewObj),
            Construction::NewObjEx => self.write_made(object, Instruction::NewObjEx),
        }
        Ok(())
    }

    /// Writes `getattr(Outer, 'Inner')` as the class that it is, which CPython does not write as an object; types in C have
    /// no classes in them, only methods.
    fn write_dotted_name(&mut self, id: NodeId, object: Object<'_>) -> Result<bool> {
        match self.graph.class_ref(id) {
            Some(class) if object.effects.is_empty() && is_defined_in_python(class.module, &class.name) => {
                self.write_identified(id, |writer| writer.global(class.module, &class.name))?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn spread_arguments(&self, arguments: NodeId) -> Result<&'g [NodeId]> {
        graph_tuple(self.graph, arguments).ok_or_else(|| {
            Error::unpicklable(format!(
                "protocol {} needs a tuple of arguments, found {}",
                self.writer.protocol(),
                self.graph.describe(arguments)
            ))
        })
    }

    /// Callable, arguments and keywords on the stack, and the instruction that takes them.
    fn write_made(&mut self, object: Object<'_>, instruction: Instruction<'static>) {
        let parts = [Some(object.callable), object.arguments, object.keywords];
        self.tasks.push(Task::Instruction(instruction));
        self.tasks.extend(parts.into_iter().flatten().rev().map(Task::Value));
    }

    /// The second making of an object that is part of its own arguments: CPython cuts a new tuple of them.
    fn write_made_again(&mut self, object: Object<'_>) -> Result<()> {
        let arguments = object.arguments.map_or(Ok(&[][..]), |arguments| self.spread_arguments(arguments))?;
        self.next([
            Task::Value(object.callable),
            Task::OpenTuple(arguments.len()),
            Task::items_for_later(arguments),
            Task::CloseTuple(arguments.len()),
            Task::Instruction(Instruction::NewObj),
        ]);
        Ok(())
    }

    /// An instance of an old-style class of Python 2: `INST` at protocol 0, where it can name the class, else `OBJ`.
    fn write_instance(&mut self, class: NodeId, arguments: &'g [NodeId]) -> Result<()> {
        self.writer.write(Instruction::Mark);
        if let Node::Global(index) = self.graph.node(class)
            && let global = &self.graph.globals[index as usize]
            && self.writer.protocol() == Protocol::V0
            && !global.name.contains('.')
        {
            self.next([Task::items_for_later(arguments), Task::Instance(class)]);
        } else {
            let obj = Task::Instruction(Instruction::Obj);
            self.next([Task::Value(class), Task::items_for_later(arguments), obj]);
        }
        Ok(())
    }

    pub(super) fn write_inst(&mut self, class: NodeId) -> Result<()> {
        if let Node::Global(index) = self.graph.node(class) {
            let global = &self.graph.globals[index as usize];
            let ModuleAndName { module, name } = self.writer.text_name(&global.module, &global.name)?;
            self.writer.write(Instruction::Inst(ModuleAndName { module, name }));
        }
        Ok(())
    }

    /// `copyreg.__newobj__(class, *arguments)`.
    fn write_newobj_call(&mut self, class: NodeId, arguments: &'g [NodeId]) {
        self.next([
            Task::Global("copyreg", "__newobj__"),
            Task::OpenTuple(1 + arguments.len()),
            Task::Value(class),
            Task::items_for_later(arguments),
            Task::CloseTuple(1 + arguments.len()),
            Task::Instruction(Instruction::Reduce),
        ]);
    }

    /// `functools.partial(class.__new__, class, *arguments, **keywords)()`, with the pickle of a `partial` written out.
    fn write_partial(&mut self, object: Object<'_>, arguments: &'g [NodeId]) {
        let class = object.callable;
        self.next([Task::OpenTuple(0), Task::CloseTuple(0), Task::Instruction(Instruction::Reduce)]);
        self.next([
            Task::OpenTuple(4),
            Task::Constructor(class),
            Task::OpenTuple(1 + arguments.len()),
            Task::Value(class),
            Task::items_for_later(arguments),
            Task::CloseTuple(1 + arguments.len()),
            object.keywords.map_or(Task::Instruction(Instruction::None), Task::Value),
            Task::Instruction(Instruction::None),
            Task::CloseTuple(4),
            Task::Instruction(Instruction::Build),
        ]);
        self.next([
            Task::Global("functools", "partial"),
            Task::OpenTuple(1),
            Task::Constructor(class),
            Task::CloseTuple(1),
            Task::Instruction(Instruction::Reduce),
        ]);
    }

    /// `getattr(class, '__new__')`, once for each class.
    pub(super) fn write_constructor(&mut self, class: NodeId) {
        match self.constructors.get(&class) {
            Some(&entry) => self.writer.get(entry),
            None => self.next([
                Task::Global("builtins", "getattr"),
                Task::OpenTuple(2),
                Task::Value(class),
                Task::Str("__new__"),
                Task::CloseTuple(2),
                Task::Instruction(Instruction::Reduce),
                Task::RememberConstructor(class),
            ]),
        }
    }

    /// What happens to an object from this effect on.
    pub(super) fn write_effect(&mut self, id: NodeId, index: usize) -> Result<()> {
        let Node::Object(object) = self.graph.node(id) else { return Ok(()) };
        let graph = self.graph;
        let Some(object) = graph.object(object) else { return Ok(()) };
        let Some(&effect) = object.effects.get(index) else { return Ok(()) };
        self.next([Task::Effects(id, index + 1)]);
        match effect {
            Effect::Build(state) => self.next([Task::Value(state), Task::Instruction(Instruction::Build)]),
            Effect::Append(items) => {
                self.next([Task::items(graph.items.get(items), Batches::new(items.len()), TakenBy::Append)])
            }
            Effect::SetItems(entries) => {
                self.next([Task::entries(graph.entries.get(entries), Batches::new(entries.len()))])
            }
            Effect::AddItems(items) if self.writer.protocol() >= Protocol::V4 => {
                self.next([Task::items(graph.items.get(items), Batches::new(items.len()), TakenBy::AddItems)]);
            }
            Effect::AddItems(_) => return Err(Error::unpicklable("adding to a set needs protocol 4 or higher")),
            Effect::Call(call) => self.write_setter_call(call),
        }
        Ok(())
    }

    /// A call for its effect only. CPython writes a state setter's two arguments as `TUPLE2` at every protocol.
    fn write_setter_call(&mut self, call: NodeId) {
        let pop = Task::Instruction(Instruction::Pop);
        match self.setter_call(call) {
            Some((setter, object, state)) => self.next([
                Task::Value(setter),
                Task::Value(object),
                Task::Value(state),
                Task::Instruction(Instruction::Tuple2),
                Task::Instruction(Instruction::Reduce),
                pop,
            ]),
            None => self.next([Task::Value(call), pop]),
        }
    }

    /// The callable and the two arguments of a call that nothing else refers to.
    fn setter_call(&self, call: NodeId) -> Option<(NodeId, NodeId, NodeId)> {
        let Node::Object(index) = self.graph.node(call) else { return None };
        let Object { construction: Construction::Reduce, callable, arguments: Some(arguments), effects, .. } =
            self.graph.object(index)?
        else {
            return None;
        };
        let &[object, state] = graph_tuple(self.graph, arguments)? else { return None };
        let is_alone = effects.is_empty() && ![call, arguments].iter().any(|id| self.references.is_shared(*id));
        is_alone.then_some((callable, object, state))
    }
}
