//! What a value is for that stands behind another one: whether an opcode further on joins it to that, or whether it is
//! the next value.
//!
//! One walk answers that for all values on its way. It goes on where it ended, so that each byte is looked at once,
//! however deep what it looks at nests.

use std::ops::Range;

use super::Stream;
use super::containers::begins_value;
use super::memo::Form;
use super::shape::{Shape, Step};
use crate::argument::ArgumentShape;
use crate::held_bytes::HeldBytes;
use crate::opcode::{Opcode, bytes};

/// How far a walk has come, and what it has seen.
#[derive(Debug, Default)]
pub(super) struct Lookahead {
    shape: Shape,
    begin: usize,
    end: usize,
    /// Why the walk cannot go on.
    stop: Option<Stop>,
    /// Whether the answer to a question lies behind the end of the input.
    was_cut: bool,
    /// Whether an answer was a guess, as it lies too far ahead.
    has_guessed: bool,
    /// What begins at these positions, in their order, is for the value below.
    uses: Vec<(usize, Use)>,
}

/// Why a walk cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// An opcode works on what is below the values it has seen.
    Outside,
    /// No whole instruction follows.
    End,
}

/// What the value below gets from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// An item, an entry, a state, by this opcode: it stays what it is.
    Applied(Opcode),
    /// It becomes a tuple, whose first item it is.
    InTuple,
    /// It becomes a global, or an object, by this opcode.
    Joined(Opcode),
}

/// Which of the values that begin at a position is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// The largest, as far as that shows. Where a part of it is missed, what follows is no value, and the stream gives way.
    Whole,
    /// The largest, for those who do not look at what follows.
    Surely,
    /// The largest that is no tuple without a mark, as the value is the first item of such a one.
    FirstItem,
    /// The one whose making ends at this point.
    MadeAt(usize),
}

/// How many instructions one look goes ahead at most.
const MOST_STEPS: usize = 4096;

impl Lookahead {
    /// Begins anew: nothing was seen of the pickle.
    pub(super) fn begin(&mut self) {
        self.begin_at(0);
        (self.was_cut, self.has_guessed) = (false, false);
    }

    /// Gives the memory of a long walk back.
    pub(super) fn forget_what_is_large(&mut self) {
        if self.uses.capacity() > MOST_STEPS {
            *self = Lookahead::default();
        }
    }

    /// What the value or mark that begins at a position is for; nothing if it is a value of its own, or if that does not
    /// show.
    fn at(&mut self, input: HeldBytes<'_>, position: usize) -> Option<Use> {
        let found = self.find(input, position);
        self.was_cut |= self.stop == Some(Stop::End) && !self.has_answered(position);
        self.has_guessed |= !self.knows(position);
        found
    }

    /// The same for those who do not rely on it.
    fn find(&mut self, input: HeldBytes<'_>, position: usize) -> Option<Use> {
        if !(self.begin..self.end).contains(&position) {
            self.begin_at(position);
        }
        for _ in 0..MOST_STEPS {
            if self.knows(position) {
                break;
            }
            self.step(input);
        }
        self.uses.binary_search_by_key(&position, |(begin, _)| *begin).ok().map(|place| self.uses[place].1)
    }

    /// Whether the walk has come behind all that can be done with the value at a position.
    fn has_answered(&self, position: usize) -> bool {
        position < self.end && !self.shape.holds(position)
    }

    /// Whether what was found for a position is all that there is.
    fn knows(&self, position: usize) -> bool {
        self.stop.is_some() || self.has_answered(position)
    }

    fn begin_at(&mut self, position: usize) {
        self.shape.begin_above_a_value();
        self.uses.clear();
        (self.begin, self.end, self.stop) = (position, position, None);
    }

    /// Forgets that it has guessed; gives whether it has.
    pub(super) fn take_guessed(&mut self) -> bool {
        std::mem::take(&mut self.has_guessed)
    }

    /// Lets a walk go on that ended with the input, of which there is more now.
    pub(super) fn go_on(&mut self) {
        self.stop = self.stop.filter(|stop| *stop != Stop::End);
        self.was_cut = false;
    }

    /// Notes that the answer to a question lies behind the end of the input.
    pub(super) fn note_cut(&mut self) {
        self.was_cut = true;
    }

    /// Whether the answer to a question lies behind the end of the input.
    pub(super) fn was_cut(&self) -> bool {
        self.was_cut
    }

    fn step(&mut self, input: HeldBytes<'_>) {
        let Some((opcode, end)) = instruction_at(input, self.end) else {
            self.stop = Some(Stop::End);
            return;
        };
        match self.shape.step(opcode, self.end) {
            Step::Outside => {
                self.stop = Some(Stop::Outside);
                return;
            }
            Step::Applied(position) => self.note(position, Use::Applied(opcode)),
            Step::Made => {
                let is_tuple = matches!(opcode, Opcode::Tuple1 | Opcode::Tuple2 | Opcode::Tuple3);
                if let Some(second) = self.shape.second() {
                    self.note(second, if is_tuple { Use::InTuple } else { Use::Joined(opcode) });
                }
            }
            Step::Pushed | Step::Nothing => {}
        }
        self.end = end;
    }

    fn note(&mut self, position: usize, use_: Use) {
        let place = self.uses.partition_point(|(begin, _)| *begin < position);
        self.uses.insert(place, (position, use_));
    }

    /// Forgets what is known of positions before this one.
    fn forget_before(&mut self, position: usize) {
        const MOST_USES: usize = 4 * MOST_STEPS;
        if self.uses.len() > MOST_USES {
            let place = self.uses.partition_point(|(begin, _)| *begin < position);
            self.uses.drain(..place);
            self.begin = self.begin.max(position);
        }
    }
}

impl Stream<'_, '_> {
    /// Whether the opcode with this byte adds the value or mark at the position to the value below it.
    pub(super) fn is_added_by(&mut self, opcode: u8) -> bool {
        matches!(self.use_at(self.position()), Some(Use::Applied(adding)) if adding as u8 == opcode)
    }

    /// What the value or mark at a position is for.
    pub(super) fn use_at(&mut self, position: usize) -> Option<Use> {
        self.tables.lookahead.forget_before(position);
        let found = self.tables.lookahead.at(self.input, position);
        // A guess that is wrong meets an opcode that is not predicted, but not where the position goes back before that.
        if !self.replays.is_empty() && !self.tables.lookahead.knows(position) {
            self.give_way();
        }
        found
    }

    /// Whether the `MARK` at a position is known to begin the only item of a list.
    pub(super) fn begins_only_item(&mut self, mark: usize) -> bool {
        self.tables.lookahead.forget_before(mark);
        self.tables.lookahead.find(self.input, mark) == Some(Use::Applied(Opcode::Append))
    }

    /// What the value that ends at a position gets from the next opcode, or from the value behind it.
    pub(super) fn use_behind(&mut self, end: usize) -> Option<Use> {
        match self.input.from(end).first() {
            Some(&bytes::Tuple1) => Some(Use::InTuple),
            Some(&opcode) if begins_value(opcode) => self.use_at(end),
            _ => None,
        }
    }

    /// Passes over the value at the position and stores what it stores; gives where it begins and ends.
    pub(super) fn pass_over(&mut self, value: Passed) -> Option<Range<usize>> {
        self.opcode();
        let start = self.position();
        let mut shape = Shape::default();
        let mut point = start;
        // Where the last instruction ended, if it made the value on top.
        let mut made = None;
        loop {
            // Passes over frames, each of which has to be as long as it says.
            self.opcode();
            let position = self.position();
            let (opcode, end) = instruction_at(self.input, position)?;
            if shape.is_one_value() && self.is_behind_value(opcode, position, value, point)? {
                self.completed = point;
                return Some(start..position);
            }
            match shape.step(opcode, position) {
                Step::Outside => return None,
                Step::Pushed if opcode == Opcode::Mark => {}
                Step::Pushed => made = Some((end, Form::Simple)),
                Step::Made => made = Some((end, Form::Compound)),
                Step::Applied(_) => made = None,
                Step::Nothing => {
                    let (point, form) = made.take()?;
                    self.store_top(opcode, shape.top()?, point, form)?;
                }
            }
            match opcode {
                Opcode::NextBuffer => self.buffers_used += 1,
                // An entry that is stored further on is none yet.
                Opcode::Get | Opcode::BinGet | Opcode::LongBinGet => {
                    let (slot, _) = self.referred()?;
                    if shape.is_one_value() {
                        point = slot.point;
                    }
                    made = None;
                }
                _ => {}
            }
            if let Some((end, _)) = made
                && shape.is_one_value()
            {
                point = end;
            }
            self.go_to(end);
        }
    }

    fn store_top(&mut self, opcode: Opcode, start: usize, point: usize, form: Form) -> Option<()> {
        let index = if opcode == Opcode::Memoize { self.tables.memo.entries() } else { self.index_argument().ok()? };
        self.store(index, start, point, form).ok()
    }

    /// Whether the one value that was passed over, made up to the point, ends before this instruction; nothing if that
    /// does not show and has to.
    fn is_behind_value(&mut self, opcode: Opcode, position: usize, value: Passed, point: usize) -> Option<bool> {
        let opcode = opcode as u8;
        let is_part = match opcode {
            bytes::Memoize | bytes::Put | bytes::BinPut | bytes::LongBinPut | bytes::Frame => {
                Some(Use::Applied(Opcode::Memoize))
            }
            bytes::BinPersId => Some(Use::Joined(Opcode::BinPersId)),
            bytes::ReadonlyBuffer => Some(Use::Joined(Opcode::ReadonlyBuffer)),
            bytes::Tuple1 => Some(Use::InTuple),
            _ if begins_value(opcode) => self.use_for(position, value)?,
            _ => None,
        };
        Some(!match value {
            Passed::Whole | Passed::Surely => is_part.is_some(),
            Passed::FirstItem => is_part.is_some_and(|part| part != Use::InTuple),
            Passed::MadeAt(made) => point < made || matches!(is_part, Some(Use::Applied(_))),
        })
    }

    /// What the value at a position is for, behind one that is passed over; nothing if that does not show and has to.
    fn use_for(&mut self, position: usize, value: Passed) -> Option<Option<Use>> {
        // Other values of the same batch may follow, which say nothing of this one up to its end.
        const MOST_LOOKS: usize = 256;
        let (most_looks, may_guess) = match value {
            Passed::Whole | Passed::FirstItem => (1, true),
            Passed::Surely => (MOST_LOOKS, false),
            Passed::MadeAt(_) => (1, false),
        };
        for _ in 0..most_looks {
            let found = self.use_at(position);
            if may_guess || self.tables.lookahead.knows(position) {
                return Some(found);
            }
        }
        None
    }
}

/// The opcode at a position, and where its argument ends.
pub(super) fn instruction_at(input: HeldBytes<'_>, position: usize) -> Option<(Opcode, usize)> {
    let bytes = input.from(position);
    let (&first, mut rest) = bytes.split_first()?;
    let opcode = Opcode::from_byte(first)?;
    rest = match opcode.argument().shape() {
        ArgumentShape::Fixed(length) => rest.get(length..)?,
        ArgumentShape::Lines(lines) => (0..lines).try_fold(rest, |rest, _| {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            rest.get(end + 1..)
        })?,
        ArgumentShape::Counted(width) => {
            let mut length = [0; 8];
            length.get_mut(..width)?.copy_from_slice(rest.get(..width)?);
            let length = usize::try_from(u64::from_le_bytes(length)).ok()?;
            rest.get(width..)?.get(length..)?
        }
    };
    Some((opcode, position + bytes.len() - rest.len()))
}
