//! Which places are `Any`: those whose values no Rust type holds, or none that anybody would read.

use std::collections::HashMap;

use super::observations::Observations;
use super::shapes::{ClassId, Kind, Reason, Shape, ShapeId, Shapes};
use crate::components::Components;

/// How many alternatives a union may have, and how many parts a type.
const MOST_ALTERNATIVES: usize = 32;
const MOST_PARTS: usize = 200;

/// Makes the places `Any` whose values have no type.
pub(super) fn settle_shapes(shapes: &mut Shapes) {
    let ids: Vec<ShapeId> = shapes.ids().collect();
    let references: Vec<Vec<usize>> = ids.iter().map(|id| parts_of(shapes, *id)).collect();
    let components = Components::find(&references);
    let mut sizes = HashMap::new();
    let mut in_order = ids;
    in_order.retain(|id| shapes.find(*id) == *id);
    in_order.sort_by_key(|id| components.of(id.index()));
    for id in in_order {
        let shape = shapes.shape(id);
        let size = references[id.index()].iter().map(|part| sizes.get(part).copied().unwrap_or(1));
        let size = size.fold(1_usize, usize::saturating_add);
        let reason = match reason_for_any(shape) {
            None if components.is_in_cycle(id.index()) => Some(Reason::HoldsItself),
            None if size > MOST_PARTS => Some(Reason::TooDeep),
            reason => reason,
        };
        if let Some(reason) = reason {
            shapes.shape_mut(id).make_opaque(reason, None);
        }
        sizes.insert(id.index(), if shapes.shape(id).opaque.is_some() { 1 } else { size });
    }
}

/// The shapes of what the values at a place hold; nothing for one that was merged into another.
fn parts_of(shapes: &Shapes, id: ShapeId) -> Vec<usize> {
    if shapes.find(id) != id {
        return Vec::new();
    }
    let parts = shapes.shape(id).alternatives.values().flat_map(|alternative| &alternative.parts);
    parts.map(|part| shapes.find(*part).index()).collect()
}

fn reason_for_any(shape: &Shape) -> Option<Reason> {
    let has = |kind: Kind| shape.alternatives.contains_key(&kind);
    // Data of Python 2 is bytes in Rust, text is not; where both may stand there is no telling.
    let is_unclear = has(Kind::OldData) && has(Kind::Str) || has(Kind::OldText) && has(Kind::Bytes) && !has(Kind::Str);
    if is_unclear {
        return Some(Reason::OldText);
    }
    (shape.alternatives.len() > MOST_ALTERNATIVES).then_some(Reason::TooMany)
}

/// Makes the places of instances of a class `Any`.
pub(super) fn leave_out(observations: &mut Observations, left_out: &[ClassId]) {
    let ids: Vec<ShapeId> = observations.shapes.ids().filter(|id| observations.shapes.find(*id) == *id).collect();
    for id in ids {
        let kinds = observations.shapes.shape(id).alternatives.keys();
        let first = kinds.filter_map(|kind| match kind {
            Kind::Instance(class) if left_out.binary_search(class).is_ok() => Some(*class),
            _ => None,
        });
        if let Some(class) = first.min_by_key(|class| &observations.class(*class).name) {
            observations.shapes.shape_mut(id).make_opaque(Reason::ClassLeftOut(class), None);
        }
    }
}
