//! The opcodes that name what is not in the pickle: globals, extension codes, persistent ids.

use std::borrow::Cow;

use crate::argument::ModuleAndName;
use crate::error::Result;
use crate::graph::{Global, Node, NodeId};
use crate::names;

use super::{Machine, owned_length};

/// What a global costs beside its node: its names, here and in the index of names.
const GLOBAL_COST: usize = 2 * size_of::<Global<'_>>() + size_of::<u32>();

/// What the pair of strings of a `STACK_GLOBAL` costs in its index.
const STACK_GLOBAL_COST: usize = 3 * size_of::<NodeId>();

impl<'i, 'de> Machine<'i, 'de, '_> {
    pub(super) fn global(&mut self, global: ModuleAndName<'i>) -> Result<()> {
        let number = self.text_global_number(global)?;
        self.push_node(Node::Global(number))
    }

    pub(super) fn stack_global(&mut self) -> Result<()> {
        let name = self.pop()?;
        let module = self.pop()?;
        let number = match self.stack_global_numbers.get(&(module, name)) {
            Some(number) => *number,
            None => {
                let number = self.global_number(self.name_text(module)?, self.name_text(name)?)?;
                self.budget.charge_items(1, STACK_GLOBAL_COST)?;
                self.stack_global_numbers.insert((module, name), number);
                number
            }
        };
        self.push_node(Node::Global(number))
    }

    fn name_text(&self, id: NodeId) -> Result<Cow<'de, str>> {
        match self.graph.node(id) {
            Node::Str(text) => Ok(text.clone()),
            Node::ByteString(bytes) if bytes.is_ascii() => Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned())),
            _ => Err(self.not_expected("a name as str", id)),
        }
    }

    /// The number of a name that stands in an argument.
    pub(super) fn text_global_number(&mut self, global: ModuleAndName<'i>) -> Result<u32> {
        let module = (self.keep.text)(Cow::Borrowed(global.module));
        let name = (self.keep.text)(Cow::Borrowed(global.name));
        self.global_number(module, name)
    }

    /// The number of a name in the graph, which is made if it is new.
    fn global_number(&mut self, module: Cow<'de, str>, name: Cow<'de, str>) -> Result<u32> {
        let python2_names = self.options.fix_imports && self.graph.protocol.number() < 3;
        let global = match python2_names.then(|| names::to_python3(&module, &name)) {
            Some(mapped) => Global { module: replaced(&module, mapped.0), name: replaced(&name, mapped.1) },
            None => Global { module, name },
        };
        if let Some(number) = self.global_numbers.get(&global) {
            return Ok(*number);
        }
        self.budget.charge_items(1, GLOBAL_COST)?;
        self.budget.charge_items(owned_length(&global.module), 2)?;
        self.budget.charge_items(owned_length(&global.name), 2)?;
        let number = u32::try_from(self.graph.globals.len()).map_err(|_| super::too_large())?;
        self.graph.globals.push(global.clone());
        self.global_numbers.insert(global, number);
        Ok(number)
    }

    pub(super) fn extension(&mut self, code: i32) -> Result<()> {
        match code {
            1.. => self.push_node(Node::Extension(code)),
            _ => Err(self.bad_argument("the extension code is not positive")),
        }
    }

    pub(super) fn persistent_text(&mut self, id: &'i str) -> Result<()> {
        let id = (self.keep.text)(Cow::Borrowed(id));
        self.budget.charge_items(owned_length(&id), 1)?;
        let id = self.add_node(Node::Str(id))?;
        self.push_node(Node::Persistent(id))
    }

    pub(super) fn persistent(&mut self) -> Result<()> {
        let id = self.pop()?;
        self.push_node(Node::Persistent(id))
    }
}

/// The new text, which is the old one or one of the table of renames.
fn replaced<'de>(old: &Cow<'de, str>, new: &str) -> Cow<'de, str> {
    if old == new { old.clone() } else { Cow::Owned(new.to_owned()) }
}
