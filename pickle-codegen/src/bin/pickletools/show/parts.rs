//! The parts of a value, each with a label that says which part it is.

use pickle_core::opcode::Text;
use pickle_core::pickletools::Argument;
use pickle_core::{NodeRef, ObjectEffect, ObjectRef, Value};

/// A part of a value.
pub(crate) struct Part<'g, 'de> {
    pub(crate) label: String,
    pub(crate) node: NodeRef<'g, 'de>,
}

/// The parts of a value, in the order of the pickle. `is_own` says of a part whether nothing else refers to it: then a state
/// is shown as the attributes that it holds.
pub(crate) fn parts<'g, 'de>(node: NodeRef<'g, 'de>, is_own: &impl Fn(NodeRef<'g, 'de>) -> bool) -> Vec<Part<'g, 'de>> {
    let mut parts = Vec::new();
    match node.value() {
        Value::List(items) | Value::Tuple(items) => push_numbered(&mut parts, items, '[', ']'),
        Value::Set(items) | Value::FrozenSet(items) => {
            parts.extend(items.into_iter().map(|node| Part { label: "- ".to_owned(), node }));
        }
        Value::Dict(entries) => push_entries(&mut parts, entries),
        Value::Persistent(id) => parts.push(Part { label: "id: ".to_owned(), node: id }),
        Value::Object(object) if node.global_name().is_none() => push_object(&mut parts, object, is_own),
        _ => {}
    }
    parts
}

fn push_numbered<'g, 'de>(parts: &mut Vec<Part<'g, 'de>>, items: Vec<NodeRef<'g, 'de>>, open: char, close: char) {
    let numbered = items.into_iter().enumerate();
    parts.extend(numbered.map(|(index, node)| Part { label: format!("{open}{index}{close}: "), node }));
}

/// A key that has no parts is the label of its value.
fn push_entries<'g, 'de>(parts: &mut Vec<Part<'g, 'de>>, entries: Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)>) {
    for (key, value) in entries {
        match short_key(key) {
            Some(label) => parts.push(Part { label: format!("{label}: "), node: value }),
            None => {
                parts.push(Part { label: "key: ".to_owned(), node: key });
                parts.push(Part { label: "value: ".to_owned(), node: value });
            }
        }
    }
}

fn short_key(key: NodeRef<'_, '_>) -> Option<String> {
    const LONGEST: usize = 60;
    match key.value() {
        Value::Str(text) if text.len() <= LONGEST => Some(Argument::Str(Text::Str(text.into())).to_string()),
        Value::ByteString(bytes) | Value::Bytes(bytes) if bytes.len() <= LONGEST => {
            Some(Argument::Bytes(bytes).to_string())
        }
        Value::Int(value) => Some(format!("{value:?}")),
        Value::Bool(value) => Some(Argument::Bool(value).to_string()),
        Value::None => Some("None".to_owned()),
        _ => None,
    }
}

fn push_object<'g, 'de>(
    parts: &mut Vec<Part<'g, 'de>>,
    object: ObjectRef<'g, 'de>,
    is_own: &impl Fn(NodeRef<'g, 'de>) -> bool,
) {
    if let Some(Value::Persistent(id)) = object.existing().map(NodeRef::value) {
        parts.push(Part { label: "id: ".to_owned(), node: id });
    }
    if let Some(callable) = object.callable().filter(|callable| callable.global_name().is_none()) {
        parts.push(Part { label: "callable: ".to_owned(), node: callable });
    }
    push_numbered(parts, object.arguments(), '(', ')');
    for (keyword, value) in object.keywords() {
        let label = short_key(keyword).unwrap_or_else(|| "keyword".to_owned());
        parts.push(Part { label: format!("({label}): "), node: value });
    }
    for effect in object.effects() {
        match effect {
            ObjectEffect::State(state) => push_state(parts, state, is_own),
            ObjectEffect::Append(items) => push_numbered(parts, items, '[', ']'),
            ObjectEffect::SetItems(entries) => push_entries(parts, entries),
            ObjectEffect::Add(items) => {
                parts.extend(items.into_iter().map(|node| Part { label: "- ".to_owned(), node }))
            }
            ObjectEffect::Call(call) => parts.push(Part { label: "state set by: ".to_owned(), node: call }),
            _ => {}
        }
    }
}

/// The state of an object: its attributes, where it is a dict, or the dict and the slots in a pair.
fn push_state<'g, 'de>(
    parts: &mut Vec<Part<'g, 'de>>,
    state: NodeRef<'g, 'de>,
    is_own: &impl Fn(NodeRef<'g, 'de>) -> bool,
) {
    let dicts = match is_own(state).then(|| state.value()) {
        Some(Value::Tuple(pair)) if pair.len() == 2 => pair,
        _ => vec![state],
    };
    let attributes: Option<Vec<_>> = dicts.iter().map(|dict| attributes(*dict, is_own)).collect();
    match attributes {
        Some(attributes) => parts.extend(attributes.into_iter().flatten()),
        None => parts.push(Part { label: "state: ".to_owned(), node: state }),
    }
}

fn attributes<'g, 'de>(
    dict: NodeRef<'g, 'de>,
    is_own: &impl Fn(NodeRef<'g, 'de>) -> bool,
) -> Option<Vec<Part<'g, 'de>>> {
    // A shared dict may be large, and is looked at where it is shown.
    if !is_own(dict) {
        return None;
    }
    let entries = match dict.value() {
        Value::None => return Some(Vec::new()),
        Value::Dict(entries) => entries,
        _ => return None,
    };
    let attribute = |(name, node): (NodeRef<'g, 'de>, NodeRef<'g, 'de>)| match name.value() {
        Value::Str(name) => Some(Part { label: format!(".{}: ", label_name(name)), node }),
        Value::ByteString(name) => {
            Some(Part { label: format!(".{}: ", label_name(std::str::from_utf8(name).ok()?)), node })
        }
        _ => None,
    };
    entries.into_iter().map(attribute).collect()
}

fn label_name(name: &str) -> String {
    const LONGEST: usize = 60;
    let escaped = super::summary::printable_name(name.get(..name.floor_char_boundary(LONGEST)).unwrap_or_default());
    if name.len() > LONGEST { format!("{escaped}...") } else { escaped }
}
