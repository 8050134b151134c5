//! Strongly connected components of a graph of numbers, without recursion: who takes part in a cycle with whom.

/// For each node the number of its component; the components of what a node refers to have smaller numbers than its own,
/// unless they are the same.
#[derive(Debug)]
pub(crate) struct Components {
    of_node: Vec<usize>,
    /// For each component, whether it has a cycle.
    is_cyclic: Vec<bool>,
}

impl Components {
    /// The components of the graph in which the node `n` refers to `references[n]`.
    pub(crate) fn find(references: &[Vec<usize>]) -> Components {
        let mut search = Search {
            references,
            order: vec![NOT_YET; references.len()],
            lowest: vec![0; references.len()],
            pending: Vec::new(),
            next: 0,
            found: Components { of_node: vec![NOT_YET; references.len()], is_cyclic: Vec::new() },
        };
        (0..references.len()).for_each(|node| search.search_from(node));
        search.found
    }

    /// The number of the component of a node.
    pub(crate) fn of(&self, node: usize) -> usize {
        self.of_node[node]
    }

    /// Whether the node refers to itself, at once or by others.
    pub(crate) fn is_in_cycle(&self, node: usize) -> bool {
        self.is_cyclic[self.of_node[node]]
    }

    pub(crate) fn count(&self) -> usize {
        self.is_cyclic.len()
    }
}

const NOT_YET: usize = usize::MAX;

/// Tarjan's algorithm.
struct Search<'r> {
    references: &'r [Vec<usize>],
    /// When each node was entered.
    order: Vec<usize>,
    /// The earliest entered node that each node reaches, among those that have no component yet.
    lowest: Vec<usize>,
    /// The nodes without a component, in the order in which they were entered.
    pending: Vec<usize>,
    next: usize,
    found: Components,
}

impl Search<'_> {
    fn search_from(&mut self, start: usize) {
        if self.order[start] != NOT_YET {
            return;
        }
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, index)) = path.last_mut() {
            let node = *node;
            match self.references[node].get(*index) {
                Some(&other) => {
                    *index += 1;
                    if self.order[other] == NOT_YET {
                        self.enter(other);
                        path.push((other, 0));
                    } else if self.found.of_node[other] == NOT_YET {
                        self.lowest[node] = self.lowest[node].min(self.order[other]);
                    }
                }
                None => {
                    path.pop();
                    self.leave(node);
                    if let Some((parent, _)) = path.last() {
                        self.lowest[*parent] = self.lowest[*parent].min(self.lowest[node]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = self.next;
        self.lowest[node] = self.next;
        self.next += 1;
        self.pending.push(node);
    }

    fn leave(&mut self, node: usize) {
        if self.lowest[node] != self.order[node] {
            return;
        }
        let component = self.found.is_cyclic.len();
        let mut is_cyclic = self.references[node].contains(&node);
        while let Some(member) = self.pending.pop() {
            self.found.of_node[member] = component;
            if member == node {
                break;
            }
            is_cyclic = true;
        }
        self.found.is_cyclic.push(is_cyclic);
    }
}

#[cfg(test)]
mod tests {
    use super::Components;

    #[test]
    fn a_node_that_refers_to_itself_is_in_a_cycle() {
        let components = Components::find(&[vec![0], vec![0]]);
        assert!(components.is_in_cycle(0) && !components.is_in_cycle(1));
    }

    #[test]
    fn the_nodes_of_a_cycle_are_one_component() {
        let components = Components::find(&[vec![1], vec![2], vec![0, 3], vec![]]);
        assert_eq!(components.of(0), components.of(2));
        assert_ne!(components.of(0), components.of(3));
        assert!(components.of(3) < components.of(0) && !components.is_in_cycle(3));
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let chain: Vec<Vec<usize>> = (0..200_000).map(|node| vec![(node + 1) % 200_000]).collect();
        assert_eq!(Components::find(&chain).count(), 1);
    }
}
