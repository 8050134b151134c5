//! The stack of the machine: one row of values, and the positions of the marks in it.

use crate::graph::NodeId;

#[derive(Debug, Default)]
pub(super) struct Stack {
    values: Vec<NodeId>,
    marks: Vec<u32>,
    /// The position of the topmost mark, below which no opcode may reach before the mark is gone.
    fence: usize,
}

/// Why the stack does not hold what an opcode takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StackFault {
    Underflow,
    UnexpectedMark,
    NoMark,
}

impl Stack {
    #[inline]
    pub(super) fn push(&mut self, id: NodeId) {
        self.values.push(id);
    }

    #[inline]
    pub(super) fn top(&self) -> Result<NodeId, StackFault> {
        match self.values.last() {
            Some(id) if self.values.len() > self.fence => Ok(*id),
            _ => Err(self.underflow()),
        }
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Result<NodeId, StackFault> {
        let id = self.top()?;
        self.values.pop();
        Ok(id)
    }

    /// False when the stack is too high for a position of 32 bits.
    #[inline]
    #[must_use]
    pub(super) fn push_mark(&mut self) -> bool {
        match u32::try_from(self.values.len()) {
            Ok(position) => {
                self.marks.push(position);
                self.fence = self.values.len();
                true
            }
            Err(_) => false,
        }
    }

    /// Takes the topmost mark off and gives the position of the first value above it.
    #[inline]
    pub(super) fn pop_mark(&mut self) -> Result<usize, StackFault> {
        let mark = self.marks.pop().ok_or(StackFault::NoMark)?;
        self.fence = self.marks.last().map_or(0, |mark| *mark as usize);
        Ok(mark as usize)
    }

    /// Takes a mark off, if one is on top of every value.
    pub(super) fn pop_mark_on_top(&mut self) -> bool {
        let on_top = !self.marks.is_empty() && self.fence == self.values.len();
        on_top && self.pop_mark().is_ok()
    }

    /// The position of the topmost `count` values.
    #[inline]
    pub(super) fn position_of_top(&self, count: usize) -> Result<usize, StackFault> {
        match self.values.len().checked_sub(count) {
            Some(position) if position >= self.fence => Ok(position),
            _ => Err(self.underflow()),
        }
    }

    /// The value right below a position.
    #[inline]
    pub(super) fn value_below(&self, position: usize) -> Result<NodeId, StackFault> {
        match position.checked_sub(1).and_then(|below| self.values.get(below)) {
            Some(id) if position > self.fence => Ok(*id),
            _ => Err(self.underflow()),
        }
    }

    /// The values from a position to the top.
    #[inline]
    pub(super) fn values_from(&self, position: usize) -> &[NodeId] {
        self.values.get(position..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn truncate(&mut self, position: usize) {
        self.values.truncate(position);
    }

    #[cold]
    fn underflow(&self) -> StackFault {
        if self.marks.is_empty() { StackFault::Underflow } else { StackFault::UnexpectedMark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_below_a_mark() {
        let mut stack = Stack::default();
        assert_eq!(stack.pop(), Err(StackFault::Underflow));
        stack.push(NodeId(7));
        assert!(stack.push_mark());
        assert_eq!(stack.pop(), Err(StackFault::UnexpectedMark));
        assert_eq!(stack.position_of_top(1), Err(StackFault::UnexpectedMark));
        stack.push(NodeId(8));
        assert_eq!(stack.pop_mark(), Ok(1));
        assert_eq!(stack.value_below(1), Ok(NodeId(7)));
        assert_eq!(stack.values_from(1), [NodeId(8)]);
        assert_eq!(stack.pop_mark(), Err(StackFault::NoMark));
    }

    #[test]
    fn pop_takes_a_mark_only_from_the_very_top() {
        let mut stack = Stack::default();
        assert!(!stack.pop_mark_on_top());
        assert!(stack.push_mark());
        stack.push(NodeId(1));
        assert!(!stack.pop_mark_on_top());
        assert_eq!(stack.pop(), Ok(NodeId(1)));
        assert!(stack.pop_mark_on_top());
        assert_eq!(stack.pop(), Err(StackFault::Underflow));
    }
}
