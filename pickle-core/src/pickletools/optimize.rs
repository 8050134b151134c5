//! `optimize`: the same pickle without the memo entries that nothing reads.

use std::collections::{HashMap, HashSet};

use crate::error::{Error, ErrorKind, Result};
use crate::int::Int;
use crate::opcode::{Instruction, Opcode};
use crate::protocol::Protocol;

use super::{Op, genops};

/// Drops the opcodes that store in the memo what no opcode reads from there; Python's `pickletools.optimize`.
///
/// The bytes are CPython's: the entries that are left are numbered anew, and from protocol 4 on the opcodes are put into
/// new frames. The pickle loads as the same value; bytes behind it are dropped. The result is for a pickle that stands
/// alone: the pickles behind it must not read its memo.
///
/// ```
/// use pickle_core::pickletools::optimize;
///
/// let pickle = b"(lp0\n(lp1\nag1\na.";
/// assert_eq!(optimize(pickle)?, b"(l(lp0\nag0\na.");
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// As [`genops`], when the pickle declares a protocol that does not exist, and when it reads a memo entry that it has not
/// stored.
pub fn optimize(pickle: &[u8]) -> Result<Vec<u8>> {
    let uses = Uses::of(pickle)?;
    let mut memo = Memo { numbers: uses.read_keys, entries: 0, stored_keys: HashSet::new(), protocol: uses.protocol };
    let mut frames = Frames::new(uses.protocol >= Protocol::V4);
    for op in genops(pickle) {
        let op = op?;
        match op.opcode {
            Opcode::Put | Opcode::BinPut | Opcode::LongBinPut | Opcode::Memoize => {
                let key = memo.key_of_put(&op);
                if let Some(put) = memo.put(key)? {
                    frames.write_instruction(&put);
                }
            }
            Opcode::Get | Opcode::BinGet | Opcode::LongBinGet => frames.write_instruction(&memo.get(&op)?),
            Opcode::Frame => {}
            Opcode::Proto if op.position == 0 => frames.out.extend_from_slice(bytes_of(pickle, &op)),
            _ => frames.write(bytes_of(pickle, &op)),
        }
    }
    Ok(frames.finish())
}

/// The bytes of the opcode and its argument.
fn bytes_of<'a>(pickle: &'a [u8], op: &Op<'_>) -> &'a [u8] {
    match (usize::try_from(op.position), usize::try_from(op.end)) {
        (Ok(start), Ok(end)) => pickle.get(start..end).unwrap_or_default(),
        _ => &[],
    }
}

/// What has to be known before the first byte is written.
struct Uses {
    /// The protocol that the `PUT`s and `GET`s are written for.
    protocol: Protocol,
    /// The memo keys that are read, without their new numbers yet.
    read_keys: HashMap<Int, Option<u64>>,
}

impl Uses {
    fn of(pickle: &[u8]) -> Result<Uses> {
        let mut uses = Uses { protocol: Protocol::V0, read_keys: HashMap::new() };
        for op in genops(pickle) {
            let op = op?;
            let protocol = match op.opcode {
                Opcode::Get | Opcode::BinGet | Opcode::LongBinGet => {
                    uses.read_keys.insert(key(&op), None);
                    op.opcode.protocol()
                }
                Opcode::Proto => key(&op).as_i64().and_then(|number| u8::try_from(number).ok()).unwrap_or(u8::MAX),
                _ => continue,
            };
            let protocol = Protocol::try_from(protocol).map_err(|error| error.at_offset(op.position))?;
            uses.protocol = uses.protocol.max(protocol);
        }
        Ok(uses)
    }
}

/// The int that is the argument.
fn key(op: &Op<'_>) -> Int {
    op.argument.as_ref().and_then(|argument| argument.to_memo_key()).unwrap_or_default()
}

/// The memo entries that are kept, and their new numbers.
struct Memo {
    /// The number under which each key that is read was stored last.
    numbers: HashMap<Int, Option<u64>>,
    /// How many entries are kept so far.
    entries: u64,
    /// The keys that the pickle has stored, those included that are dropped.
    stored_keys: HashSet<Int>,
    protocol: Protocol,
}

impl Memo {
    /// The key that the opcode stores under; that of `MEMOIZE` is how many there are.
    fn key_of_put(&mut self, op: &Op<'_>) -> Int {
        let key = match op.opcode {
            Opcode::Memoize => Int::from(self.stored_keys.len()),
            _ => key(op),
        };
        self.stored_keys.insert(key.clone());
        key
    }

    /// The instruction that stores under a new number, or none where nothing reads it.
    fn put(&mut self, key: Int) -> Result<Option<Instruction<'static>>> {
        let Some(number) = self.numbers.get_mut(&key) else { return Ok(None) };
        let entry = self.entries;
        *number = Some(entry);
        self.entries = entry.saturating_add(1);
        Ok(Some(match (self.protocol, u8::try_from(entry)) {
            (Protocol::V0, _) => Instruction::Put(entry),
            (Protocol::V4 | Protocol::V5, _) => Instruction::Memoize,
            (_, Ok(entry)) => Instruction::BinPut(entry),
            (_, Err(_)) => Instruction::LongBinPut(four_bytes(entry)?),
        }))
    }

    fn get(&self, op: &Op<'_>) -> Result<Instruction<'static>> {
        let key = key(op);
        let Some(entry) = self.numbers.get(&key).copied().flatten() else {
            let reason = format!("memo key {key:?} has never been stored into").into();
            return Err(Error::from(ErrorKind::InvalidArgument { opcode: op.opcode, reason }).at_offset(op.position));
        };
        Ok(match (self.protocol, u8::try_from(entry)) {
            (Protocol::V0, _) => Instruction::Get(entry),
            (_, Ok(entry)) => Instruction::BinGet(entry),
            (_, Err(_)) => Instruction::LongBinGet(four_bytes(entry)?),
        })
    }
}

fn four_bytes(entry: u64) -> Result<u32> {
    u32::try_from(entry).map_err(|_| Error::unpicklable("the memo of a pickle holds at most 4,294,967,296 values"))
}

/// A frame is closed once it holds this many bytes; what is longer than that stands between two frames.
const FRAME_TARGET: usize = 64 * 1024;

/// A shorter frame is written without its header.
const SHORTEST_FRAME: usize = 4;

/// The bytes that are written, in frames from protocol 4 on.
struct Frames {
    out: Vec<u8>,
    /// The content of the open frame, where there are frames.
    open: Option<Vec<u8>>,
}

impl Frames {
    fn new(framing: bool) -> Frames {
        Frames { out: Vec::new(), open: framing.then(Vec::new) }
    }

    fn write_instruction(&mut self, instruction: &Instruction<'_>) {
        let mut bytes = Vec::new();
        instruction.write_to(&mut bytes);
        self.write(&bytes);
    }

    /// Writes one opcode with its argument.
    fn write(&mut self, bytes: &[u8]) {
        let is_large = bytes.len() > FRAME_TARGET;
        if is_large || self.open.as_ref().is_some_and(|frame| frame.len() >= FRAME_TARGET) {
            self.close_frame();
        }
        match &mut self.open {
            Some(frame) if !is_large => frame.extend_from_slice(bytes),
            _ => self.out.extend_from_slice(bytes),
        }
    }

    fn close_frame(&mut self) {
        let Some(frame) = &mut self.open else { return };
        if frame.len() >= SHORTEST_FRAME {
            Instruction::Frame(frame.len() as u64).write_to(&mut self.out);
        }
        self.out.append(frame);
    }

    fn finish(mut self) -> Vec<u8> {
        self.close_frame();
        self.out
    }
}
