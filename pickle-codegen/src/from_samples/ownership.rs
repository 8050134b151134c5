//! Cycles of objects: where a place refers back to an object that holds it, it can be a `Weak`, if every object has an
//! owner all the same. If not, the classes of the cycle are left out, and `Any` keeps the cycle.

use std::collections::{HashMap, HashSet};

use pickle_core::NodeId;

use super::observations::Observations;
use super::shapes::{ClassId, Kind, ShapeId};
use super::walk::{Edge, WalkedPickle};
use crate::components::Components;

/// The classes whose objects hold each other in a way that Rust's pointers cannot.
pub(super) fn classes_without_owner(observations: &Observations, left_out: &[ClassId]) -> Vec<ClassId> {
    let graph = References::of(observations);
    let mut is_bad = vec![false; graph.components.count()];
    graph.mark_impossible(left_out, &mut is_bad);
    for pickle in &observations.pickles {
        for edge in edges_to_unowned(observations, pickle) {
            is_bad[graph.component_of(edge.shape)] = true;
        }
    }
    let classes = (0..observations.classes.len()).filter(|&class| is_bad[graph.component_of_class(class)]);
    classes.filter_map(|class| u32::try_from(class).ok()).map(ClassId).collect()
}

/// Which places and classes refer to which.
struct References<'o> {
    observations: &'o Observations,
    components: Components,
}

impl References<'_> {
    fn of(observations: &Observations) -> References<'_> {
        let shapes = &observations.shapes;
        let of_shape = |id: ShapeId| -> Vec<usize> {
            if shapes.find(id) != id {
                return Vec::new();
            }
            let alternatives = &shapes.shape(id).alternatives;
            let parts = alternatives.values().flat_map(|alternative| &alternative.parts);
            let classes = alternatives.keys().filter_map(|kind| match kind {
                Kind::Instance(class) => Some(shapes.len() + class.index()),
                _ => None,
            });
            parts.map(|part| shapes.find(*part).index()).chain(classes).collect()
        };
        let mut references: Vec<Vec<usize>> = shapes.ids().map(of_shape).collect();
        for class in &observations.classes {
            references.push(class.all_shapes().into_iter().map(|shape| shapes.find(shape).index()).collect());
        }
        References { observations, components: Components::find(&references) }
    }

    fn component_of(&self, shape: ShapeId) -> usize {
        self.components.of(self.observations.shapes.find(shape).index())
    }

    fn component_of_class(&self, class: usize) -> usize {
        self.components.of(self.observations.shapes.len() + class)
    }

    /// Marks the components in which a value refers back from a place that cannot be weak, or through one that is `Any`.
    fn mark_impossible(&self, left_out: &[ClassId], is_bad: &mut [bool]) {
        let shapes = &self.observations.shapes;
        let mut with_cycles = HashSet::new();
        for id in shapes.ids().filter(|id| shapes.find(*id) == *id) {
            let shape = shapes.shape(id);
            let is_simple =
                shape.opaque.is_none() && shape.alternatives.keys().filter(|kind| **kind != Kind::None).count() == 1;
            for (kind, _) in shape.alternatives.iter().filter(|(_, alternative)| alternative.is_back_reference) {
                let can_be_weak =
                    is_simple && matches!(kind, Kind::Instance(class) if left_out.binary_search(class).is_err());
                with_cycles.insert(self.component_of(id));
                is_bad[self.component_of(id)] |= !can_be_weak;
            }
        }
        for id in shapes.ids().filter(|id| shapes.find(*id) == *id && shapes.shape(*id).opaque.is_some()) {
            let component = self.component_of(id);
            is_bad[component] |= with_cycles.contains(&component);
        }
    }
}

/// The references to values that only weak ones lead to.
fn edges_to_unowned<'p>(observations: &Observations, pickle: &'p WalkedPickle) -> Vec<&'p Edge> {
    let is_weak = |edge: &Edge| match edge.kind {
        Some(kind) => {
            let shape = observations.shapes.shape(edge.shape);
            shape.alternatives.get(&kind).is_some_and(|alternative| alternative.is_back_reference)
        }
        None => false,
    };
    if !pickle.edges.iter().any(is_weak) {
        return Vec::new();
    }
    let mut owned: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    for edge in pickle.edges.iter().filter(|edge| !is_weak(edge)) {
        owned.entry(edge.from).or_default().push(edge.to);
    }
    let mut reached = HashSet::from([pickle.root]);
    let mut pending = vec![pickle.root];
    while let Some(node) = pending.pop() {
        for &part in owned.get(&node).into_iter().flatten() {
            if reached.insert(part) {
                pending.push(part);
            }
        }
    }
    pickle.edges.iter().filter(|edge| !reached.contains(&edge.to)).collect()
}
