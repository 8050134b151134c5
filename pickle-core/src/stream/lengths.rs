//! How long lists are: about as long as those before them at the same depth, which are the same attribute of other objects.

use super::Stream;

/// The lengths of the lists that ended last, by the last bits of their depth.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lengths([u16; 8]);

impl Lengths {
    fn at(&mut self, depth_left: usize) -> &mut u16 {
        &mut self.0[depth_left % 8]
    }
}

impl Stream<'_, '_> {
    /// How long the list may be that the position is inside of, by another one.
    pub(crate) fn usual_length(&mut self) -> usize {
        usize::from(*self.lengths.at(self.depth_left))
    }

    /// Notes the length of the list that has ended here.
    pub(crate) fn note_length(&mut self, length: usize) {
        *self.lengths.at(self.depth_left.wrapping_sub(1)) = u16::try_from(length).unwrap_or_default();
    }
}
