//! The tree: each value once, with marks where it is referred to again. It does not recurse.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Write};

use pickle_core::{Graph, NodeId, NodeRef, Value};

use crate::cli::ShowArguments;

use super::parts::{Part, parts};
use super::style::Style;
use super::summary::Summary;

pub(crate) struct Tree<'g, 'de> {
    graph: &'g Graph<'de>,
    max_depth: usize,
    max_length: usize,
    style: Style,
    /// How often the values refer to each that has an identity.
    references: HashMap<NodeId, u32>,
    /// The number of each value that is shown and referred to more than once.
    marks: HashMap<NodeId, usize>,
}

/// What is left to write.
struct Line<'g, 'de> {
    depth: usize,
    label: String,
    /// The value; nothing where the label says all.
    node: Option<NodeRef<'g, 'de>>,
}

impl<'g, 'de> Tree<'g, 'de> {
    pub(crate) fn new(graph: &'g Graph<'de>, arguments: &ShowArguments, style: Style) -> Tree<'g, 'de> {
        let ShowArguments { max_depth, max_length, .. } = *arguments;
        let references = references(graph);
        Tree { graph, max_depth, max_length, style, references, marks: HashMap::new() }
    }

    pub(crate) fn write_to(mut self, out: &mut impl Write) -> io::Result<()> {
        let mut lines = vec![Line { depth: 0, label: String::new(), node: Some(self.graph.root()) }];
        while let Some(line) = lines.pop() {
            let indent = line.depth.saturating_mul(2);
            write!(out, "{:indent$}{}", "", self.style.faint(&line.label))?;
            let text = line.node.map(|node| self.value(node, line.depth, &mut lines)).unwrap_or_default();
            writeln!(out, "{text}")?;
        }
        Ok(())
    }

    /// The value in one line; its parts are put on top of what is left to write.
    fn value(&mut self, node: NodeRef<'g, 'de>, depth: usize, lines: &mut Vec<Line<'g, 'de>>) -> String {
        if let Some(number) = self.marks.get(&node.id()) {
            return self.style.mark(&format!("*{number}"));
        }
        let summary = Summary { style: self.style, max_length: self.max_length }.of(node);
        let parts = parts(node, &|part| self.count(part) < 2);
        let (parts, cut) = match depth >= self.max_depth && !parts.is_empty() {
            true => (Vec::new(), " ..."),
            false => (parts, ""),
        };
        self.push_parts(parts, depth.saturating_add(1), lines);
        match self.count(node) {
            2.. => {
                let number = self.marks.len().saturating_add(1);
                self.marks.insert(node.id(), number);
                format!("{} {summary}{cut}", self.style.mark(&format!("&{number}")))
            }
            _ => format!("{summary}{cut}"),
        }
    }

    fn push_parts(&self, mut parts: Vec<Part<'g, 'de>>, depth: usize, lines: &mut Vec<Line<'g, 'de>>) {
        let hidden = parts.len().saturating_sub(self.max_length);
        parts.truncate(self.max_length);
        if hidden > 0 {
            lines.push(Line { depth, label: format!("... {hidden} more"), node: None });
        }
        let shown = parts.into_iter().rev();
        lines.extend(shown.map(|Part { label, node }| Line { depth, label, node: Some(node) }));
    }

    fn count(&self, node: NodeRef<'_, '_>) -> u32 {
        self.references.get(&node.id()).copied().unwrap_or_default()
    }
}

/// How often each value with an identity is a part of others, or the whole; 0 for values without one.
fn references(graph: &Graph<'_>) -> HashMap<NodeId, u32> {
    let mut references: HashMap<NodeId, u32> = HashMap::new();
    let mut left = vec![graph.root()];
    while let Some(node) = left.pop() {
        match references.entry(node.id()) {
            Entry::Occupied(mut count) if *count.get() > 0 => *count.get_mut() = count.get().saturating_add(1),
            Entry::Occupied(_) => {}
            Entry::Vacant(count) if !has_identity(node) => {
                count.insert(0);
            }
            Entry::Vacant(count) => {
                count.insert(1);
                left.extend(parts(node, &|_| false).into_iter().map(|part| part.node));
            }
        }
    }
    references
}

/// Whether it matters to Python that two places hold the same object and not two equal ones.
fn has_identity(node: NodeRef<'_, '_>) -> bool {
    match node.value() {
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) | Value::Persistent(_) => true,
        Value::Tuple(items) | Value::FrozenSet(items) => !items.is_empty(),
        Value::Object(_) => node.global_name().is_none(),
        _ => false,
    }
}
