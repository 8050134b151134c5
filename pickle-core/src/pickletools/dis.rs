//! `dis`: a pickle as text, one opcode a line, with checks of its stack and memo.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use crate::error::{Error, ErrorKind, Result};
use crate::int::Int;
use crate::opcode::{Opcode, StackItem};

use super::repr;
use super::{Op, genops};

/// How [`dis`] prints.
///
/// ```
/// use pickle_core::pickletools::{DisOptions, dis};
///
/// let mut text = Vec::new();
/// dis(b"(Nt.", &mut text, &DisOptions::new().indent_level(2).annotate(20))?;
/// let text = String::from_utf8_lossy(&text);
/// assert_eq!(text.lines().nth(1), Some("    1: N      NONE          push None"));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct DisOptions {
    indent_level: usize,
    annotate: usize,
    first_position: u64,
    max_marks: usize,
}

impl Default for DisOptions {
    fn default() -> DisOptions {
        DisOptions { indent_level: 4, annotate: 0, first_position: 0, max_marks: 10_000 }
    }
}

impl DisOptions {
    /// Python's defaults.
    pub fn new() -> DisOptions {
        DisOptions::default()
    }

    /// How many blanks an open `MARK` indents by; 4 by default.
    #[must_use]
    pub fn indent_level(mut self, blanks: usize) -> DisOptions {
        self.indent_level = blanks;
        self
    }

    /// Puts what the opcode does behind each line, from this column on where the line is short enough; 0, the default,
    /// is no annotation. Python's command line uses 30.
    ///
    /// The columns are CPython's, the words are those of [`Opcode::summary`].
    #[must_use]
    pub fn annotate(mut self, column: usize) -> DisOptions {
        self.annotate = column;
        self
    }

    /// The position of the first byte, for a pickle that does not stand at the beginning of its file; 0 by default.
    #[must_use]
    pub fn first_position(mut self, position: u64) -> DisOptions {
        self.first_position = position;
        self
    }

    /// How many `MARK`s may be open at once; 10,000 by default. Each indents all lines below it, so that without a limit
    /// a megabyte of them is a terabyte of text.
    #[must_use]
    pub fn max_marks(mut self, max_marks: usize) -> DisOptions {
        self.max_marks = max_marks;
        self
    }
}

/// What pickles have stored in their memo: the kind of each value.
#[derive(Debug, Clone, Default)]
pub struct DisMemo(HashMap<Int, StackItem>);

impl DisMemo {
    /// An empty memo, as each pickle begins with.
    pub fn new() -> DisMemo {
        DisMemo::default()
    }
}

/// Prints the first pickle in the bytes, one opcode a line, and checks it; Python's `pickletools.dis`.
///
/// Gives how many bytes the pickle has. The text is that of CPython's `pickletools.dis`, character for character, and
/// goes up to and with the opcode that breaks a rule. Where CPython cannot print an argument, this does: strings of
/// Python 2 with bytes above 127 are read as Latin-1, names outside ASCII as UTF-8, and an int of more than 4,300 digits
/// is `<int of N bits>`.
/// Characters that are newer than a Python's Unicode are escaped there and printed here, as in a newer Python.
///
/// ```
/// use pickle_core::pickletools::{DisOptions, dis};
///
/// let mut text = Vec::new();
/// let error = dis(b"Nt.", &mut text, &DisOptions::new()).unwrap_err();
/// assert_eq!(text, b"    0: N    NONE\n    1: t    TUPLE      no MARK exists on stack\n");
/// assert_eq!(error.to_string(), "invalid stack for TUPLE: no MARK exists on stack (at byte 1)");
/// ```
///
/// # Errors
///
/// As [`genops`], when writing fails, and when an opcode takes more than the stack holds, misses its mark, reads a memo
/// entry that is not there, writes one that is, or stores a mark, and when `STOP` leaves something on the stack.
pub fn dis(pickle: &[u8], out: impl io::Write, options: &DisOptions) -> Result<usize> {
    dis_with_memo(pickle, out, options, &mut DisMemo::new())
}

/// As [`dis`], with the memo of the pickles before it: for pickles that one `Pickler` wrote one after another.
///
/// ```
/// use pickle_core::pickletools::{DisMemo, DisOptions, dis_with_memo};
///
/// let stream = b"]q\x00.h\x00.";
/// let (mut text, mut memo) = (Vec::new(), DisMemo::new());
/// let first = dis_with_memo(stream, &mut text, &DisOptions::new(), &mut memo)?;
/// let options = DisOptions::new().first_position(first as u64);
/// dis_with_memo(&stream[first..], &mut text, &options, &mut memo)?;
/// assert!(text.ends_with(b"    4: h    BINGET     0\n    6: .    STOP\nhighest protocol among opcodes = 1\n"));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Errors
///
/// As [`dis`].
pub fn dis_with_memo(
    pickle: &[u8],
    mut out: impl io::Write,
    options: &DisOptions,
    memo: &mut DisMemo,
) -> Result<usize> {
    let mut checker = Checker { stack: Vec::new(), marks: Vec::new(), memo, max_marks: options.max_marks };
    let mut annotations = Annotations { start: options.annotate, column: options.annotate };
    let mut highest = 0;
    let mut ops = genops(pickle).first_position(options.first_position);
    for op in ops.by_ref() {
        let op = op?;
        highest = highest.max(op.opcode.protocol());
        let indent = options.indent_level.saturating_mul(checker.marks.len());
        let effect = checker.check(&op);
        let mut line = line(&op, indent, effect.note.as_deref());
        annotations.add_to(&mut line, op.opcode);
        writeln!(out, "{:5}: {line}", op.position)?;
        checker.apply(&op, effect).map_err(|error| error.at_offset(op.position))?;
    }
    writeln!(out, "highest protocol among opcodes = {highest}")?;
    let length = ops.end().saturating_sub(options.first_position);
    checker.end().map_err(|error| error.at_offset(ops.end().saturating_sub(1)))?;
    Ok(usize::try_from(length).unwrap_or(pickle.len()))
}

/// The line of an opcode, without its position.
fn line(op: &Op<'_>, indent: usize, note: Option<&str>) -> String {
    const ARGUMENT_COLUMN: usize = 10;
    let name = op.opcode.name();
    let mut line = format!("{:4} {:indent$}{name}", code(op.opcode), "");
    if op.argument.is_some() || note.is_some() {
        line.push_str(&" ".repeat(ARGUMENT_COLUMN.saturating_sub(name.len())));
    }
    if let Some(argument) = &op.argument {
        line.push_str(&format!(" {argument}"));
    }
    if let Some(note) = note {
        line.push(' ');
        line.push_str(note);
    }
    line
}

/// The byte of the opcode as a character, or as its escape.
fn code(opcode: Opcode) -> String {
    let mut code = String::new();
    // Writing to a String does not fail.
    let _ = repr::write_char(&mut code, char::from(opcode.byte()), '\'');
    code
}

/// Where annotations begin: as far to the right as the longest line of late, unless that is far.
struct Annotations {
    start: usize,
    column: usize,
}

impl Annotations {
    fn add_to(&mut self, line: &mut String, opcode: Opcode) {
        const FARTHEST: usize = 50;
        if self.start == 0 {
            return;
        }
        let length = line.chars().count();
        line.push_str(&" ".repeat(self.column.saturating_sub(length)));
        let length = length.max(self.column);
        self.column = if length > FARTHEST { self.start } else { length };
        line.push(' ');
        line.push_str(opcode.summary());
    }
}

/// A pickle machine that knows only the kinds of values.
struct Checker<'m> {
    stack: Vec<StackItem>,
    /// Where the `MARK`s stand that are open.
    marks: Vec<u64>,
    memo: &'m mut DisMemo,
    max_marks: usize,
}

/// What an opcode is about to do to the stack.
struct Effect {
    taken: usize,
    pushed: Cow<'static, [StackItem]>,
    /// What its line says behind the argument.
    note: Option<String>,
    complaint: Option<ErrorKind>,
}

impl Checker<'_> {
    /// Takes the mark and what is above it off the stack, uses the memo, and says what is left to do.
    fn check(&mut self, op: &Op<'_>) -> Effect {
        let taken = op.opcode.stack_before();
        let pushed = Cow::Borrowed(op.opcode.stack_after());
        let mut effect = Effect { taken: taken.len(), pushed, note: None, complaint: None };
        let mark = taken.iter().position(|item| *item == StackItem::Mark);
        let pops_mark = op.opcode == Opcode::Pop && self.stack.last() == Some(&StackItem::Mark);
        if pops_mark || mark.is_some() {
            self.take_mark(op.opcode, mark.unwrap_or_default(), &mut effect);
        }
        match op.opcode {
            Opcode::Put | Opcode::BinPut | Opcode::LongBinPut | Opcode::Memoize => self.store(op, &mut effect),
            Opcode::Get | Opcode::BinGet | Opcode::LongBinGet => self.fetch(op, &mut effect),
            _ => {}
        }
        effect
    }

    fn take_mark(&mut self, opcode: Opcode, below: usize, effect: &mut Effect) {
        let on_stack = self.stack.iter().rposition(|item| *item == StackItem::Mark);
        match (self.marks.pop(), on_stack) {
            (Some(position), Some(place)) => {
                self.stack.truncate(place);
                effect.taken = below;
                effect.note = Some(format!("(MARK at {position})"));
            }
            _ => {
                effect.note = Some(NO_MARK.to_owned());
                effect.complaint = Some(ErrorKind::InvalidStack { opcode, reason: NO_MARK.into() });
            }
        }
    }

    fn store(&mut self, op: &Op<'_>, effect: &mut Effect) {
        let stack = |reason| Some(ErrorKind::InvalidStack { opcode: op.opcode, reason: Cow::Borrowed(reason) });
        let key = match op.argument.as_ref().and_then(|argument| argument.to_memo_key()) {
            Some(key) => key,
            None => {
                effect.note = Some(format!("(as {})", self.memo.0.len()));
                Int::from(self.memo.0.len())
            }
        };
        effect.complaint = match self.stack.last() {
            _ if self.memo.0.contains_key(&key) => Some(bad_key(op.opcode, &key, "already defined")),
            None => stack("stack is empty -- can't store into memo"),
            Some(StackItem::Mark) => stack("can't store markobject in the memo"),
            Some(item) => {
                self.memo.0.insert(key, *item);
                None
            }
        };
    }

    fn fetch(&mut self, op: &Op<'_>, effect: &mut Effect) {
        let key = op.argument.as_ref().and_then(|argument| argument.to_memo_key()).unwrap_or_default();
        match self.memo.0.get(&key) {
            Some(item) => effect.pushed = Cow::Owned(vec![*item]),
            None => effect.complaint = Some(bad_key(op.opcode, &key, "has never been stored into")),
        }
    }

    /// Does what is left to do, or says what is wrong.
    fn apply(&mut self, op: &Op<'_>, effect: Effect) -> Result<()> {
        if let Some(complaint) = effect.complaint {
            return Err(complaint.into());
        }
        let bad_stack =
            |reason: String| Error::from(ErrorKind::InvalidStack { opcode: op.opcode, reason: reason.into() });
        let (taken, found) = (effect.taken, self.stack.len());
        let Some(left) = found.checked_sub(taken) else {
            return Err(bad_stack(format!("tries to pop {taken} items from stack with only {found} items")));
        };
        self.stack.truncate(left);
        if op.opcode == Opcode::Mark {
            self.marks.push(op.position);
        }
        if self.marks.len() > self.max_marks {
            let allowed = self.max_marks;
            return Err(bad_stack(format!("more than {allowed} marks are open; raise DisOptions::max_marks to go on")));
        }
        self.stack.extend_from_slice(&effect.pushed);
        Ok(())
    }

    /// The stack has to be empty behind `STOP`.
    fn end(&self) -> Result<()> {
        const MOST_NAMED: usize = 8;
        if self.stack.is_empty() {
            return Ok(());
        }
        let mut names: Vec<&str> = self.stack.iter().take(MOST_NAMED).map(|item| item.name()).collect();
        if self.stack.len() > MOST_NAMED {
            names.push("...");
        }
        let reason = format!("stack not empty after STOP: [{}]", names.join(", ")).into();
        Err(ErrorKind::InvalidStack { opcode: Opcode::Stop, reason }.into())
    }
}

const NO_MARK: &str = "no MARK exists on stack";

fn bad_key(opcode: Opcode, key: &Int, what: &str) -> ErrorKind {
    ErrorKind::InvalidArgument { opcode, reason: format!("memo key {key:?} {what}").into() }
}
