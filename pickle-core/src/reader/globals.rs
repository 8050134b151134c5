//! The opcodes that name what is not in the pickle: globals, extension codes, persistent ids.

use std::borrow::Cow;

use crate::argument::ModuleAndName;
use crate::error::{Error, ErrorKind, Result, shorten};
use crate::graph::{Global, Node, NodeId, Record, Tag};
use crate::names;

use super::{Machine, owned_length};

/// What a global costs beside its node: its names, here and in the index of names.
const GLOBAL_COST: usize = 2 * size_of::<Global<'_>>() + size_of::<u32>();

/// What an extension code costs in its index.
const EXTENSION_COST: usize = 2 * size_of::<i32>() + size_of::<u32>();

const NAMELESS_CODE: &str =
    "the extension code is not registered, so that Unpickler::find_class cannot look at its name";

/// What the pair of strings of a `STACK_GLOBAL` costs in its index.
const STACK_GLOBAL_COST: usize = 3 * size_of::<NodeId>();

impl<'i, 'de> Machine<'i, 'de, '_> {
    pub(super) fn global(&mut self, global: ModuleAndName<'i>) -> Result<()> {
        let number = self.text_global_number(global)?;
        self.push_node(Record::numbered(Tag::Global, number))
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
        self.push_node(Record::numbered(Tag::Global, number))
    }

    fn name_text(&self, id: NodeId) -> Result<Cow<'de, str>> {
        match self.graph.node(id) {
            Node::Str(text) => Ok(text.to_cow()),
            Node::ByteString(bytes) if bytes.is_ascii() => Ok(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())),
            _ => Err(self.not_expected("a name as str", id)),
        }
    }

    /// The number of a name that stands in an argument.
    pub(super) fn text_global_number(&mut self, global: ModuleAndName<'i>) -> Result<u32> {
        let module = self.keep.name(global.module);
        let name = self.keep.name(global.name);
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
        self.check_allowed(&global.module, &global.name)?;
        self.budget.charge_items(1, GLOBAL_COST)?;
        self.budget.charge_items(owned_length(&global.module), 2)?;
        self.budget.charge_items(owned_length(&global.name), 2)?;
        let number = u32::try_from(self.graph.globals.len()).map_err(|_| super::too_large())?;
        self.graph.globals.push(global.clone());
        self.global_numbers.insert(global, number);
        Ok(number)
    }

    /// A code that the registry has a global for is that global.
    pub(super) fn extension(&mut self, code: i32) -> Result<()> {
        if code < 1 {
            return Err(self.bad_argument("the extension code is not positive"));
        }
        let registry = self.options.extensions.as_deref();
        let number = match (self.extension_numbers.get(&code), registry.and_then(|registry| registry.global(code))) {
            (Some(number), _) => *number,
            (None, Some((module, name))) => {
                let number = self.global_number(Cow::Owned(module.to_owned()), Cow::Owned(name.to_owned()))?;
                self.budget.charge_items(1, EXTENSION_COST)?;
                self.extension_numbers.insert(code, number);
                number
            }
            (None, None) if self.options.globals.is_policy() => return Err(self.bad_argument(NAMELESS_CODE)),
            (None, None) => return self.push_node(Record::extension(code)),
        };
        self.push_node(Record::numbered(Tag::Global, number))
    }

    fn check_allowed(&self, module: &str, name: &str) -> Result<()> {
        match self.options.globals.allows(module, name) {
            true => Ok(()),
            false => Err(ErrorKind::GlobalForbidden { module: shorten(module), name: shorten(name) }.into()),
        }
    }

    /// Under a policy, `getattr` may stand only where `check_getattr` has looked at what it reaches: handed to another
    /// callable, it could reach anything.
    pub(super) fn check_getattr_uses(&self) -> Result<()> {
        if !self.options.globals.is_policy() {
            return Ok(());
        }
        // Nodes of earlier pickles that this one left alone were looked at then.
        let new = (self.first_new.0..self.graph.len() as u32).map(NodeId);
        for id in new.chain(self.changed.iter().copied()) {
            let is_call = self.graph.getattr(id).is_some();
            let mut others = 0_usize;
            self.graph.for_each_child(id, |child| others += usize::from(self.graph.is_builtin(child, "getattr")));
            if others > usize::from(is_call) {
                let global = ErrorKind::GlobalForbidden { module: "builtins".to_owned(), name: "getattr".to_owned() };
                return Err(Error::new(global).at_offset(self.graph.offset(id)));
            }
        }
        Ok(())
    }

    /// Under a policy, what a call of `getattr` reaches is a global that the pickle asks for too.
    pub(super) fn check_getattr(&self, callable: NodeId, call: NodeId) -> Result<()> {
        if !self.options.globals.is_policy() || !self.graph.is_builtin(callable, "getattr") {
            return Ok(());
        }
        match self.graph.class_ref(call) {
            Some(reached) => self.check_allowed(reached.module, &reached.name),
            None => Err(self.bad_stack("getattr reaches what Unpickler::find_class cannot name")),
        }
    }

    pub(super) fn persistent_text(&mut self, id: &'i str) -> Result<()> {
        self.push_input_text(id)?;
        self.persistent()
    }

    pub(super) fn persistent(&mut self) -> Result<()> {
        let id = self.pop()?;
        self.push_node(Record::persistent(id))
    }
}

/// The new text, which is the old one or one of the table of renames.
fn replaced<'de>(old: &Cow<'de, str>, new: &str) -> Cow<'de, str> {
    if old == new { old.clone() } else { Cow::Owned(new.to_owned()) }
}
