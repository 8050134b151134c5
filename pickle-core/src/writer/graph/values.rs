//! One node of a `Graph`: scalars and containers.

use crate::graph::{Node, NodeId};
use crate::opcode::Instruction;
use crate::protocol::Protocol;
use crate::{Error, Result};

use super::{Batches, Close, TakenBy, Task, Walk, Writer};

impl<'g, 'w> Walk<'g, '_, '_, 'w> {
    /// Writes a node, or refers to it; its parts become tasks.
    pub(super) fn write_value(&mut self, id: NodeId) -> Result<()> {
        if let Some(entry) = self.remembered[id.0 as usize] {
            return self.writer.reference(entry);
        }
        let graph = self.graph;
        self.writer.begin_value();
        match graph.node(id) {
            Node::None => self.writer.none(),
            Node::Bool(value) => self.writer.bool(value),
            Node::Int(value) => self.writer.int(value),
            Node::BigInt(value) => self.writer.big_int(value),
            Node::Float(value) => self.writer.float(value),
            Node::Complex(parts) => self.write_identified(id, |writer| writer.complex(parts.0, parts.1)),
            Node::Str(text) if self.attributes.contains(&id) => {
                self.write_identified(id, |writer| writer.interned_str(&text))
            }
            Node::Str(text) => self.write_text(id, !self.names.contains(text.get()), |writer| writer.str(&text)),
            Node::SurrogateStr(utf8) => self.write_text(id, true, |writer| writer.surrogate_str(&utf8)),
            Node::ByteString(bytes) => self.write_text(id, true, |writer| writer.byte_string(&bytes)),
            Node::Bytes(bytes) => {
                let has_opcode = self.writer.protocol() >= Protocol::V3;
                self.write_text(id, has_opcode, |writer| writer.bytes(&bytes))
            }
            Node::ByteArray(bytes) if self.writer.is_exact() => {
                self.write_identified(id, |writer| writer.byte_array(&bytes))
            }
            Node::ByteArray(bytes) => self.writer.byte_array(&bytes).and_then(|()| self.remember(id)),
            Node::Buffer { index, readonly } => self.write_buffer(id, index, readonly),
            Node::List(items) => self.write_list(id, items),
            Node::Tuple(items) => self.write_tuple(id, items),
            Node::Dict(entries) => self.write_dict(id, entries),
            Node::Set(items) => self.write_set(id, items),
            Node::FrozenSet(items) => self.write_frozen_set(id, items),
            Node::Global(index) => {
                let global = &graph.globals[index as usize];
                self.writer.global(&global.module, &global.name)
            }
            Node::Object(index) => self.write_object(id, index),
            Node::Persistent(inner) => self.write_persistent(id, inner),
            Node::Extension(code) => self.write_extension(code),
        }
    }

    /// Writes a text or bytes; the writer learns whether it comes once.
    fn write_text(
        &mut self,
        id: NodeId,
        can_be_lone: bool,
        write: impl FnOnce(&mut Writer<'w>) -> Result<()>,
    ) -> Result<()> {
        self.writer.next_text_is_lone = self.is_whole && can_be_lone && !self.references.is_shared(id);
        self.write_identified(id, write)
    }

    /// Writes a value that the writer knows by its content, unless it writes as CPython does, which knows the object.
    pub(super) fn write_identified(
        &mut self,
        id: NodeId,
        write: impl FnOnce(&mut Writer<'w>) -> Result<()>,
    ) -> Result<()> {
        let before = self.writer.tables.memo.next_id();
        write(self.writer)?;
        if self.writer.is_exact() && self.writer.tables.memo.next_id() != before {
            self.remembered[id.0 as usize] = self.writer.tables.memo.last_id();
        }
        Ok(())
    }

    fn write_list(&mut self, id: NodeId, items: &'g [NodeId]) -> Result<()> {
        self.writer.open_list();
        self.remember(id)?;
        let batches = Batches::of_container(items.len(), self.writer);
        self.next([Task::items(items, batches, TakenBy::Append)]);
        Ok(())
    }

    fn write_tuple(&mut self, id: NodeId, items: &'g [NodeId]) -> Result<()> {
        self.writer.open_tuple(items.len());
        if items.is_empty() {
            // The empty tuple is one object in Python, and shorter than a reference.
            self.writer.close_tuple(0);
            return Ok(());
        }
        self.enter(id)?;
        self.next([Task::items_for_later(items), Task::Close(id, Close::Tuple(items.len()))]);
        Ok(())
    }

    fn write_dict(&mut self, id: NodeId, entries: &'g [(NodeId, NodeId)]) -> Result<()> {
        self.writer.open_dict();
        self.remember(id)?;
        let batches = Batches::of_container(entries.len(), self.writer);
        self.next([Task::entries(entries, batches)]);
        Ok(())
    }

    fn write_set(&mut self, id: NodeId, items: &'g [NodeId]) -> Result<()> {
        if self.writer.protocol() < Protocol::V4 {
            return self.write_call_with_list(id, "set", items);
        }
        self.writer.write(Instruction::EmptySet);
        self.remember(id)?;
        let batches = Batches::of_container(items.len(), self.writer);
        self.next([Task::items(items, batches, TakenBy::AddItems)]);
        Ok(())
    }

    fn write_frozen_set(&mut self, id: NodeId, items: &'g [NodeId]) -> Result<()> {
        if self.writer.protocol() < Protocol::V4 {
            return self.write_call_with_list(id, "frozenset", items);
        }
        self.enter(id)?;
        self.writer.write(Instruction::Mark);
        self.next([Task::items_for_later(items), Task::Close(id, Close::FrozenSet)]);
        Ok(())
    }

    fn write_call_with_list(&mut self, id: NodeId, callable: &'static str, items: &'g [NodeId]) -> Result<()> {
        self.enter(id)?;
        self.writer.open_call_with_list(callable)?;
        let batches = Batches::of_container(items.len(), self.writer);
        self.next([Task::items(items, batches, TakenBy::Append), Task::Close(id, Close::CallWithList)]);
        Ok(())
    }

    /// Buffers travel beside the pickle in the order of their `NEXT_BUFFER`s, so that order has to stay.
    fn write_buffer(&mut self, id: NodeId, index: u32, readonly: bool) -> Result<()> {
        if self.writer.protocol() < Protocol::V5 {
            return Err(Error::unpicklable("an out-of-band buffer needs protocol 5"));
        }
        if index != self.writer.buffers {
            return Err(Error::unpicklable(format!(
                "out-of-band buffer {index} would stand where the reader takes buffer {}",
                self.writer.buffers
            )));
        }
        if self.writer.buffer_callback.is_some() {
            return Err(Error::unpicklable(format!(
                "a graph has only the number of out-of-band buffer {index}; dump it without a buffer callback, and send \
                 the buffers that it was read with"
            )));
        }
        self.writer.write_next_buffer(readonly);
        // CPython hands a buffer over again wherever it stands.
        if self.writer.is_exact() { Ok(()) } else { self.remember(id) }
    }

    fn write_persistent(&mut self, id: NodeId, inner: NodeId) -> Result<()> {
        if self.writer.protocol() > Protocol::V0 {
            self.enter(id)?;
            self.next([Task::Value(inner), Task::Close(id, Close::Persistent)]);
            return Ok(());
        }
        let text = match self.graph.node(inner) {
            Node::Str(text) => Some(text.get()),
            Node::ByteString(bytes) => std::str::from_utf8(bytes.get()).ok(),
            _ => None,
        };
        match text {
            Some(text) if text.is_ascii() && !text.contains('\n') => {
                self.writer.write(Instruction::PersId(text));
                if self.writer.is_exact() { Ok(()) } else { self.remember(id) }
            }
            _ => Err(Error::unpicklable(
                "protocol 0 has persistent ids of one line of ASCII only; use protocol 1 or higher",
            )),
        }
    }

    fn write_extension(&mut self, code: i32) -> Result<()> {
        if self.writer.protocol() < Protocol::V2 {
            return Err(Error::unpicklable("a code of the copyreg extension registry needs protocol 2 or higher"));
        }
        if code <= 0 {
            return Err(Error::unpicklable("a code of the copyreg extension registry is above 0"));
        }
        self.writer.write_extension(code);
        Ok(())
    }
}
