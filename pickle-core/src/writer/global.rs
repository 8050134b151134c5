//! Classes and functions by name, in the naming and the form of each protocol.

use crate::argument::ModuleAndName;
use crate::error::shorten;
use crate::names;
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::memo::{Key, MemoId};
use super::{Truth, Writer};

/// How many names a dotted name may have below protocol 4; Python's nested classes have a handful.
pub(super) const MOST_NAMES: usize = 32;

impl Writer<'_> {
    /// Writes a class, a function or any object that its module names.
    ///
    /// `name` is the qualified name in the module, such as `Outer.Inner`; both are Python 3's. Below protocol 3 they are
    /// written as Python 2 knows them, unless [`Pickler::fix_imports`](crate::Pickler::fix_imports) is off. Below protocol
    /// 4 a dotted name becomes calls of `getattr`. From protocol 2 on a global that has a number in the
    /// [`ExtensionRegistry`](crate::ExtensionRegistry) is written as that, from 4 on one with a dotted name.
    ///
    /// # Errors
    ///
    /// When the protocol cannot say the name: below protocol 4 one with a newline, below 3 one outside ASCII.
    pub fn global(&mut self, module: &str, name: &str) -> Result<()> {
        self.global_entry(module, name).map(drop)
    }

    /// As [`Writer::global`]; gives the entry, which a number in the registry has not.
    pub(super) fn global_entry(&mut self, module: &str, name: &str) -> Result<Option<MemoId>> {
        let height = self.height;
        let identity = self.take_identity();
        self.begin_value();
        let entry = match self.extension_code(module, name) {
            Some(code) => {
                self.write_extension(code);
                None
            }
            None => Some(self.found_or_written_global(module, name)?).filter(|_| !self.options.fast),
        };
        if let (true, Some(id)) = (self.is_exact(), entry) {
            self.name_entry(id, identity);
        }
        self.height = height;
        self.end_value(Truth::True)?;
        Ok(entry)
    }

    fn found_or_written_global(&mut self, module: &str, name: &str) -> Result<MemoId> {
        match self.find(&Key::global(module, name)) {
            Some(id) => {
                self.get(id);
                Ok(id)
            }
            None if self.protocol() >= Protocol::V4 => self.write_stack_global(module, name),
            None if name.contains('.') && self.is_exact() => self.write_exact_dotted_global(module, name),
            None if name.contains('.') => self.write_dotted_global(module, name),
            None => self.write_text_global(module, name),
        }
    }

    /// The global's number, where CPython reads one: below protocol 4 it does not look into classes for a dotted name.
    fn extension_code(&self, module: &str, name: &str) -> Option<i32> {
        let registry = self.extensions.as_ref()?;
        let first = if name.contains('.') { Protocol::V4 } else { Protocol::V2 };
        if self.protocol() >= first { registry.code(module, name) } else { None }
    }

    /// Writes a number of the extension registry, which is above 0.
    pub(super) fn write_extension(&mut self, code: i32) {
        self.write(match (u8::try_from(code), u16::try_from(code)) {
            (Ok(code), _) => Instruction::Ext1(code),
            (_, Ok(code)) => Instruction::Ext2(code),
            _ => Instruction::Ext4(code),
        });
    }

    fn write_stack_global(&mut self, module: &str, name: &str) -> Result<MemoId> {
        if self.is_exact() {
            self.write_exact_names(module, name)?;
        } else {
            self.str(module)?;
            self.str(name)?;
        }
        self.write(Instruction::StackGlobal);
        self.memoize_content(&Key::global(module, name))
    }

    fn write_text_global(&mut self, module: &str, name: &str) -> Result<MemoId> {
        let own = self.text_name(module, name)?;
        self.write(Instruction::Global(own));
        self.memoize_global(module, name)
    }

    /// The name as `GLOBAL` and `INST` say it.
    pub(super) fn text_name<'a>(&self, module: &'a str, name: &'a str) -> Result<ModuleAndName<'a>> {
        let (module, name) = match self.protocol() < Protocol::V3 && self.options.fix_imports {
            true => names::to_python2(module, name),
            false => (module, name),
        };
        for part in [module, name] {
            if part.is_empty() {
                return Err(unpicklable_name(part, "an empty name", Protocol::V4));
            }
            if part.contains('\n') {
                return Err(unpicklable_name(part, "a name with a newline", Protocol::V4));
            }
            if self.protocol() < Protocol::V3 && !part.is_ascii() {
                return Err(unpicklable_name(part, "a name outside ASCII", Protocol::V3));
            }
        }
        Ok(ModuleAndName { module, name })
    }

    /// Writes `getattr(getattr(Outer, 'Inner'), 'Innermost')`, from the longest part on that was written before.
    fn write_dotted_global(&mut self, module: &str, name: &str) -> Result<MemoId> {
        let ends: Vec<usize> = name.match_indices('.').map(|(end, _)| end).chain([name.len()]).collect();
        if ends.len() > MOST_NAMES {
            return Err(unpicklable_name(name, "a name of more than 32 parts", Protocol::V4));
        }
        let (known, start) = self.longest_known_part(module, name, &ends);
        for _ in known..ends.len() {
            self.global("builtins", "getattr")?;
            self.open_tuple(2);
        }
        let mut entry = match start {
            Some(id) => {
                self.get(id);
                id
            }
            None => self.write_text_global(module, &name[..ends[0]])?,
        };
        for pair in ends[known - 1..].windows(2) {
            self.str(&name[pair[0] + 1..pair[1]])?;
            self.close_tuple(2);
            self.write(Instruction::Reduce);
            entry = self.memoize_global(module, &name[..pair[1]])?;
        }
        Ok(entry)
    }

    /// How many names of a dotted name the memo holds, and where; at least one, which may still have to be written.
    fn longest_known_part(&mut self, module: &str, name: &str, ends: &[usize]) -> (usize, Option<MemoId>) {
        for (index, &end) in ends.iter().enumerate().rev() {
            if let Some(id) = self.find(&Key::global(module, &name[..end])) {
                return (index + 1, Some(id));
            }
        }
        (1, None)
    }

    pub(super) fn memoize_global(&mut self, module: &str, name: &str) -> Result<MemoId> {
        let key = Key::global(module, name);
        match self.find(&key) {
            None => self.memoize_content(&key),
            Some(_) => self.memoize(),
        }
    }
}

#[cold]
pub(super) fn unpicklable_name(name: &str, what: &str, needed: Protocol) -> Error {
    Error::unpicklable(format!("'{}' is {what}; use protocol {needed} or higher", shorten(name)))
}
