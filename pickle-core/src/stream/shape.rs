//! Which values an opcode works on, by where they begin: a pickle machine that keeps positions and no values.

use crate::opcode::{Opcode, StackItem, bytes};

/// What an instruction did to the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It pushed a value, or a mark.
    Pushed,
    /// It made one value of several.
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
    values: Vec<Value>,
    /// Each mark: the height of the stack, and its own position.
    marks: Vec<(usize, usize)>,
    /// Where the second of the values begins that the last instruction made one of.
    second: Option<usize>,
}

/// A value on the stack.
#[derive(Debug, Clone, Copy)]
struct Value {
    start: usize,
    /// Whether the pickle refers to it here. What is added to it would be added to a value that was read before.
    is_referred: bool,
}

impl Shape {
    /// Forgets all, and puts one value on the stack, which begins somewhere before.
    pub(super) fn begin_above_a_value(&mut self) {
        self.values.clear();
        self.values.push(Value { start: 0, is_referred: false });
        self.marks.clear();
        self.second = None;
    }

    /// Whether one value is on the stack, and nothing else.
    pub(super) fn is_one_value(&self) -> bool {
        self.values.len() == 1 && self.marks.is_empty()
    }

    /// Whether a value or a mark that begins here is on the stack.
    pub(super) fn holds(&self, position: usize) -> bool {
        self.values.binary_search_by_key(&position, |value| value.start).is_ok()
            || self.marks.binary_search_by_key(&position, |(_, mark)| *mark).is_ok()
    }

    /// Where the second of the values begins that the last instruction made one of.
    pub(super) fn second(&self) -> Option<usize> {
        self.second
    }

    /// Where the value on top begins.
    pub(super) fn top(&self) -> Option<usize> {
        self.values.last().map(|value| value.start)
    }

    /// Does what the instruction at a position does.
    pub(super) fn step(&mut self, opcode: Opcode, position: usize) -> Step {
        self.second = None;
        match opcode as u8 {
            bytes::Mark => {
                self.marks.push((self.values.len(), position));
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
                    let is_referred = matches!(opcode, Opcode::Get | Opcode::BinGet | Opcode::LongBinGet);
                    self.values.push(Value { start: position, is_referred });
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
        match self.values.len().checked_sub(count) {
            Some(place) if place > self.floor() && !self.values[place - 1].is_referred => {
                let start = self.values[place].start;
                self.values.truncate(place);
                Step::Applied(start)
            }
            _ => Step::Outside,
        }
    }

    fn apply_to_mark(&mut self) -> Step {
        let Some((height, mark)) = self.marks.pop() else { return Step::Outside };
        if height <= self.floor() || self.values[height - 1].is_referred {
            self.marks.push((height, mark));
            return Step::Outside;
        }
        self.values.truncate(height);
        Step::Applied(mark)
    }

    fn make_to_mark(&mut self) -> Step {
        let Some((height, mark)) = self.marks.pop() else { return Step::Outside };
        self.values.truncate(height);
        self.values.push(Value { start: mark, is_referred: false });
        Step::Made
    }

    fn make_of_top(&mut self, count: usize) -> Step {
        match self.values.len().checked_sub(count) {
            Some(place) if place >= self.floor() => {
                self.second = self.values.get(place + 1).map(|value| value.start);
                self.values.truncate(place + 1);
                self.values[place].is_referred = false;
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
    fn a_value_below_gets_what_is_added() {
        let mut shape = Shape::default();
        shape.begin_above_a_value();
        assert_eq!(
            [Opcode::BinInt1, Opcode::Append].map(|opcode| shape.step(opcode, 7)),
            [Step::Pushed, Step::Applied(7)]
        );
        assert_eq!(shape.step(Opcode::Append, 9), Step::Outside);
    }

    #[test]
    fn what_is_referred_to_is_not_changed() {
        assert_eq!(steps(b"h\x00K\x01a.").last(), Some(&Step::Outside));
        assert_eq!(steps(b"h\x00}b.").last(), Some(&Step::Outside));
        assert_eq!(steps(b"h\x00(K\x01e.").last(), Some(&Step::Outside));
        assert_eq!(steps(b"h\x00)\x81}b.")[4], Step::Applied(4));
    }

    #[test]
    fn a_compound_begins_where_its_first_part_does() {
        let mut shape = Shape::default();
        for (position, opcode) in [Opcode::Global, Opcode::EmptyTuple, Opcode::NewObj].into_iter().enumerate() {
            shape.step(opcode, position);
        }
        assert_eq!((shape.top(), shape.second()), (Some(0), Some(1)));
        assert!(shape.is_one_value());
    }

    #[test]
    fn what_is_below_is_outside() {
        assert_eq!(steps(b"K\x01a").last(), Some(&Step::Outside));
        assert_eq!(steps(b"(K\x01e").last(), Some(&Step::Outside));
        assert_eq!(steps(b"K\x01(\x85").last(), Some(&Step::Outside));
    }
}
