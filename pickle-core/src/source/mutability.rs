//! `Sharing`: whether it shows that several places hold one value, which is whether the value can change.

use crate::class::{Class, Layout};
use crate::graph::{Graph, Node, NodeId};
use crate::object::Making;

/// What it means that several places hold one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sharing {
    /// A change at one place shows at the others.
    Matters,
    /// The value itself never changes, but what it holds may.
    MattersInside,
    /// Neither it nor anything in it changes.
    IsNothing,
}

/// Modules whose objects never change.
const FROZEN_MODULES: [&str; 10] =
    ["datetime", "decimal", "fractions", "uuid", "pathlib", "ipaddress", "re", "zoneinfo", "operator", "_operator"];

/// Builtin classes, and functions whose results, never change.
const FROZEN_BUILTINS: [&str; 4] = ["range", "slice", "complex", "getattr"];

impl Sharing {
    /// Of a value that is loaded as an instance of `class` if it is one.
    pub(super) fn of(graph: &Graph<'_>, id: NodeId, class: Option<&Class>) -> Sharing {
        match graph.node(id) {
            Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::ByteArray(_) => Sharing::Matters,
            Node::Tuple(_) | Node::FrozenSet(_) => Sharing::MattersInside,
            Node::Object(_) if graph.class_ref(id).is_none() => Sharing::of_object(graph, id, class),
            _ => Sharing::IsNothing,
        }
    }

    fn of_object(graph: &Graph<'_>, id: NodeId, class: Option<&Class>) -> Sharing {
        let Some(view) = graph.object_view(id) else { return Sharing::IsNothing };
        let is_frozen = |module: &str, name: &str| match module {
            "builtins" | "__builtin__" => FROZEN_BUILTINS.contains(&name),
            _ => FROZEN_MODULES.contains(&module.split('.').next().unwrap_or(module)),
        };
        if graph.class_ref(view.class).is_some_and(|named| is_frozen(named.module, &named.name)) {
            return Sharing::IsNothing;
        }
        let is_only_made = view.effects.is_empty() && view.contents.is_none() && view.keywords.is_empty();
        match (class.map(|class| class.layout), view.making, view.arguments) {
            (Some(Layout::List), _, _) => Sharing::MattersInside,
            (Some(Layout::Args) | None, Making::New, [_, ..]) if is_only_made => Sharing::MattersInside,
            // As enums are pickled.
            (None, Making::Call, &[argument]) if is_only_made && is_plain(graph, argument) => Sharing::IsNothing,
            _ => Sharing::Matters,
        }
    }
}

/// Whether the node is a number, a text or the like, or a tuple of them.
fn is_plain(graph: &Graph<'_>, id: NodeId) -> bool {
    let has_no_parts = |id| !matches!(graph.node(id), Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::Object(_));
    match graph.node(id) {
        Node::Tuple(items) => items.iter().all(|&item| has_no_parts(item)),
        _ => has_no_parts(id),
    }
}
