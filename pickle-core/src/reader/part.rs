//! Reading a part of a pickle as a graph of its own, with what it refers to outside of it.

use std::collections::HashMap;
use std::ops::Range;

use super::{Carried, Keep, Machine, ReadOptions};
use crate::error::{Error, Result};
use crate::graph::{Graph, NodeId};
use crate::held_bytes::HeldBytes;
use crate::input::Cursor;
use crate::opcode::{Instruction, arguments, bytes};
use crate::protocol::Protocol;

/// One value of a pickle.
#[derive(Debug)]
pub(crate) struct Part {
    /// Where all its instructions stand.
    pub(crate) range: Range<usize>,
    /// The protocol of the pickle.
    pub(crate) protocol: u8,
    /// How many out-of-band buffers the pickle took before it.
    pub(crate) buffers_used: usize,
}

/// Who knows the memo of the pickle.
pub(crate) trait Referred {
    /// Where the making of the value of this index ends.
    fn point(&mut self, index: u64) -> Result<usize>;

    /// Where its instructions stand.
    fn range(&mut self, index: u64) -> Result<Range<usize>>;
}

/// A value that was read alone.
#[derive(Debug)]
pub(crate) struct ReadPart<'de> {
    pub(crate) graph: Graph<'de>,
    /// The nodes of the values that it stores, by where their making ends.
    pub(crate) nodes: HashMap<usize, NodeId>,
}

/// Reads a part of a pickle.
pub(crate) fn read_part<'de>(
    input: HeldBytes<'de>,
    part: Part,
    memo: &mut impl Referred,
    options: &ReadOptions,
) -> Result<ReadPart<'de>> {
    let mut carried = Carried::default();
    carried.buffers_used = u32::try_from(part.buffers_used).map_err(|_| super::too_large())?;
    let mut machine = Machine::resume(input.from(part.range.start), 0, Keep::BORROWED, carried, options);
    machine.graph.protocol = Protocol::try_from(part.protocol)?;
    let read = machine.run_part(input, part.range, memo).and_then(|nodes| Ok((nodes, machine.pop()?)));
    let (nodes, root) = read.map_err(|error| error.at_offset(machine.base.saturating_add(machine.start)))?;
    machine.finish(root)?;
    Ok(ReadPart { graph: machine.suspend().graph, nodes })
}

/// Where to go on behind a value that was referred to.
struct Return<'i> {
    cursor: Cursor<'i>,
    base: u64,
}

impl<'i> Machine<'i, '_, '_> {
    /// Executes the instructions of a part, and gives the nodes of what they store.
    fn run_part(
        &mut self,
        input: HeldBytes<'i>,
        range: Range<usize>,
        memo: &mut impl Referred,
    ) -> Result<HashMap<usize, NodeId>> {
        let mut nodes: HashMap<usize, NodeId> = HashMap::new();
        let mut returns = Vec::new();
        let mut point = range.start;
        let mut cursor = self.go_to(input, range)?;
        loop {
            self.start = cursor.position() as u64;
            if cursor.rest().is_empty() {
                let Some(back) = returns.pop() else { return Ok(nodes) };
                Return { cursor, base: self.base } = back;
                continue;
            }
            let (before, opcode) = (cursor.clone(), cursor.opcode_byte()?);
            match opcode {
                bytes::Frame => {
                    arguments::Frame(&mut cursor)?;
                    continue;
                }
                bytes::Memoize | bytes::Put | bytes::BinPut | bytes::LongBinPut => {
                    cursor = before;
                    Instruction::decode(&mut cursor)?;
                    self.unstored_call = None;
                    if nodes.insert(point, self.top()?).is_some() {
                        return Err(read_twice());
                    }
                }
                bytes::Get | bytes::BinGet | bytes::LongBinGet => {
                    let index = match opcode {
                        bytes::Get => arguments::Get(&mut cursor)?,
                        bytes::BinGet => u64::from(arguments::BinGet(&mut cursor)?),
                        _ => u64::from(arguments::LongBinGet(&mut cursor)?),
                    };
                    let referred = memo.point(index)?;
                    match nodes.get(&referred) {
                        Some(&node) => self.push_again(node)?,
                        None => {
                            let range = memo.range(index)?;
                            self.budget.charge_items(1, size_of::<Return<'_>>())?;
                            returns.push(Return { cursor, base: self.base });
                            cursor = self.go_to(input, range)?;
                            continue;
                        }
                    }
                }
                bytes::NextBuffer if !returns.is_empty() => return Err(read_twice()),
                opcode => self.execute::<false>(opcode, &mut cursor)?,
            }
            point = self.base as usize + cursor.position();
        }
    }

    /// A cursor over a part of the input.
    fn go_to(&mut self, input: HeldBytes<'i>, range: Range<usize>) -> Result<Cursor<'i>> {
        self.base = range.start as u64;
        let part = input.range(range).ok_or_else(read_twice)?;
        Ok(Cursor::new(part, self.options.limits.max_text_int_digits))
    }
}

/// The error of a part that is not read alone; it is read as the whole pickle then.
#[cold]
fn read_twice() -> Error {
    Error::custom("the part refers to what it is inside of")
}
