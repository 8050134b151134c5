//! Which values an opcode works on, by where they begin: a pickle machine that keeps positions and no values.

use crate::opcode::{Opcode, StackItem, bytes};

/// What an instruction did to the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It pushed a value, or a mark.
    Pushed,
    /// It made one value of several, of which this many came before its own first: of others than the first, `joined`
    /// says where they begin.
    Made,
    /// It added what begins at this position to the value below, which stays.
    Applied(usize),
    /// It did nothing to the stack.
    Nothing,
    /// It works on what is below the stack, or is none that a pickler writes here.
    Outside,
}

/// The stack: where each value begins, and where the marks are.
#[derive(Debug, Default)]
pub(super) struct Shape {
    starts: Vec<usize>,
    /// Each mark: the height of the stack, and its own position.
    marks: Vec<(usize, usize)>,
    /// The beginnings of the values that the last instruction joined to the one before them.
    joined: Vec<usize>,
}

impl Shape {
    /// A stack of one value, which begins at this position.
    pub(super) fn begin_above(&mut self, position: usize) {
        self.starts.clear();
        self.starts.push(position);
        self.marks.clear();
        self.joined.clear();
    }

    /// Whether one value is on the stack, and nothing else.
    pub(super) fn is_one_value(&self) -> bool {
        self.starts.len() == 1 && self.marks.is_empty()
    }

    /// Whether a value or a mark that begins here is on the stack.
    pub(super) fn holds(&self, position: usize) -> bool {
        self.starts.binary_search(&position).is_ok()
            || self.marks.binary_search_by_key(&position, |(_, mark)| *mark).is_ok()
    }

    /// The beginnings of the values that the last instruction joined to the one before them.
    pub(super) fn joined(&self) -> &[usize] {
        &self.joined
    }

    /// Where the value on top begins.
    pub(super) fn top(&self) -> Option<usize> {
        self.starts.last().copied()
    }

    /// Does what the instruction at a position does.
    pub(super) fn step(&mut self, opcode: Opcode, position: usize) -> Step {
        self.joined.clear();
        match opcode as u8 {
            bytes::Mark => {
                self.marks.push((self.starts.len(), position));
                Step::Pushed
            }
            bytes::Memoize | bytes::Put | bytes::BinPut | bytes::LongBinPut | bytes::Frame => Step::Nothing,
            bytes::Pop | bytes::PopMark | bytes::Dup | bytes::Stop | bytes::Proto => Step::Outside,
            bytes::Append | bytes::Build => self.apply_top(1),
            bytes::SetItem => self.apply_top(2),
            bytes::Appends | bytes::SetItems | bytes::AddItems => self.apply_to_mark(),
            bytes::Inst => self.make_to_mark(),
            _ => match opcode.stack_before() {
                [] => {
                    self.starts.push(position);
                    Step::Pushed
                }
                [StackItem::Mark, ..] => self.make_to_mark(),
                before => self.make_of_top(before.len()),
            },
        }
    }

    /// The lowest place that an instruction can take a value from.
    fn floor(&self) -> usize {
        self.marks.last().map_or(0, |(height, _)| *height)
    }

    fn apply_top(&mut self, count: usize) -> Step {
        match self.starts.len().checked_sub(count) {
            Some(place) if place > self.floor() => {
                let start = self.starts[place];
                self.starts.truncate(place);
                Step::Applied(start)
            }
            _ => Step::Outside,
        }
    }

    fn apply_to_mark(&mut self) -> Step {
        let Some((height, mark)) = self.marks.pop() else { return Step::Outside };
        if height <= self.floor() {
            self.marks.push((height, mark));
            return Step::Outside;
        }
        self.starts.truncate(height);
        Step::Applied(mark)
    }

    fn make_to_mark(&mut self) -> Step {
        let Some((height, mark)) = self.marks.pop() else { return Step::Outside };
        self.starts.truncate(height);
        self.starts.push(mark);
        Step::Made
    }

    fn make_of_top(&mut self, count: usize) -> Step {
        match self.starts.len().checked_sub(count) {
            Some(place) if place >= self.floor() => {
                self.joined.extend(self.starts.drain(place + 1..));
                Step::Made
            }
            _ => Step::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pickletools::genops;

    fn steps(pickle: &[u8]) -> Vec<Step> {
        let mut shape = Shape::default();
        genops(pickle).map_while(Result::ok).map(|op| shape.step(op.opcode, op.position as usize)).collect()
    }

    #[test]
    fn a_list_gets_its_items() {
        use Step::{Applied, Nothing, Outside, Pushed};
        assert_eq!(steps(b"]\x94(K\x01K\x02e."), [Pushed, Nothing, Pushed, Pushed, Pushed, Applied(2), Outside]);
        assert_eq!(steps(b"]]K\x01aa."), [Pushed, Pushed, Pushed, Applied(2), Applied(1), Outside]);
    }

    #[test]
    fn a_compound_begins_where_its_first_part_does() {
        let mut shape = Shape::default();
        for (position, opcode) in [Opcode::Global, Opcode::EmptyTuple, Opcode::NewObj].into_iter().enumerate() {
            shape.step(opcode, position);
        }
        assert_eq!((shape.top(), shape.joined()), (Some(0), &[1][..]));
        assert!(shape.is_one_value());
    }

    #[test]
    fn what_is_below_is_outside() {
        assert_eq!(steps(b"K\x01a").last(), Some(&Step::Outside));
        assert_eq!(steps(b"(K\x01e").last(), Some(&Step::Outside));
        assert_eq!(steps(b"K\x01(\x85").last(), Some(&Step::Outside));
    }
}
