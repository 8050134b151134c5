//! Going from an object to one of the values that it is made of: an argument, a persistent id.

use super::Source;
use crate::error::Result;
use crate::graph::NodeId;

impl<'s, 'de> Source<'s, 'de> {
    /// Takes one of the values that the object at which the source stands is made of, as `load` takes it.
    ///
    /// The source stands at the object again afterwards. Cycles, depth and expansion are guarded as in a container.
    pub(crate) fn part<T>(&mut self, part: NodeId, load: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let whole = self.enter(1)?;
        self.at = part;
        let loaded = load(self);
        self.at = whole;
        self.walk.leave(whole);
        loaded
    }
}
