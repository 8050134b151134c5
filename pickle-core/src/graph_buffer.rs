//! `GraphBuffer`: the memory of a graph, used again for the next one.

use std::fmt;
use std::mem::take;

use crate::graph::Graph;
use crate::reader::{self, Memo};
use crate::{Result, Unpickler};

/// Memory for graphs, so that reading one pickle after another allocates only once.
///
/// [`Unpickler::graph_in`] takes the memory out of the buffer and [`reclaim`](GraphBuffer::reclaim) puts it back. It stays
/// as large as the largest pickle needed; dropping the buffer frees it.
///
/// ```
/// use pickle_core::{GraphBuffer, Unpickler};
///
/// let unpickler = Unpickler::new();
/// let mut buffer = GraphBuffer::new();
/// for number in 0..100_u8 {
///     let pickle = vec![b'K', number, b'.'];
///     let graph = unpickler.graph_in(&pickle, &mut buffer)?;
///     assert_eq!(graph.load::<u8>()?, number);
///     buffer.reclaim(graph);
/// }
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Default)]
pub struct GraphBuffer {
    graph: Graph<'static>,
    memo: Memo,
}

impl GraphBuffer {
    /// A buffer without memory.
    pub fn new() -> GraphBuffer {
        GraphBuffer::default()
    }

    /// Keeps the memory of a graph for the next one. Whatever was loaded from it stays valid: it borrows from the pickle
    /// alone.
    pub fn reclaim(&mut self, graph: Graph<'_>) {
        self.graph = graph.recycled();
    }
}

impl fmt::Debug for GraphBuffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GraphBuffer").field("nodes", &self.graph.records.capacity()).finish_non_exhaustive()
    }
}

impl<'de> Unpickler<'de> {
    /// As [`graph`](Unpickler::graph), in the memory of a buffer; see [`GraphBuffer`].
    ///
    /// # Errors
    ///
    /// As [`graph`](Unpickler::graph); the memory is in the buffer again then.
    pub fn graph_in(&self, bytes: &'de [u8], buffer: &mut GraphBuffer) -> Result<Graph<'de>> {
        let mut graph = take(&mut buffer.graph).recycled();
        let read = reader::read_in(bytes, &self.read_options(), &mut graph, &mut buffer.memo);
        match read {
            Ok(()) => Ok(graph),
            Err(error) => {
                buffer.reclaim(graph);
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_graph_takes_no_new_memory() {
        let pickle =
            [&b"\x80\x04]("[..], &b"\x8c\x01x\x94C\x01y\x94K\x01\x85\x94}\x94\x8c\x01kNs".repeat(500), b"e."].concat();
        let mut buffer = GraphBuffer::new();
        let first = Unpickler::new().graph_in(&pickle, &mut buffer).unwrap();
        let text: &str = first.nodes().find_map(|node| node.load().ok()).unwrap();
        let (nodes, texts) = (first.records.as_ptr(), first.texts.capacity());
        buffer.reclaim(first);
        let again = pickle.clone();
        let second = Unpickler::new().graph_in(&again, &mut buffer).unwrap();
        assert_eq!((second.records.as_ptr(), second.texts.capacity(), second.len()), (nodes, texts, 3501));
        assert_eq!(text, "x");
    }

    #[test]
    fn a_pickle_that_cannot_be_read_leaves_the_memory() {
        let mut buffer = GraphBuffer::new();
        let unpickler = Unpickler::new();
        let graph = unpickler.graph_in(b"(NNNNl.", &mut buffer).unwrap();
        let nodes = graph.records.as_ptr();
        buffer.reclaim(graph);
        assert!(unpickler.graph_in(b"NN\x940h\0h\x01.", &mut buffer).is_err());
        let graph = unpickler.graph_in(b"K\x05\x94.", &mut buffer).unwrap();
        assert_eq!((graph.records.as_ptr(), graph.len(), graph.load::<u8>().unwrap()), (nodes, 1, 5));
    }
}
