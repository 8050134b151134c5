//! Whether two pickles are of equal objects: the same classes with the same values, and what is one object in the one is
//! one in the other, but for what a call alone makes, such as dates and the members of enumerations: of those Python has
//! one for each value, or does not care. How a protocol or a version of a library spells an object makes no difference.

use std::collections::HashMap;

use pickle_core::{Graph, NodeId, NodeRef, ObjectMaking, ObjectRef, Value, pystd};

/// Says where two pickles differ, if they do.
pub(crate) fn difference(expected: &[u8], found: &[u8]) -> Option<String> {
    let graphs = [expected, found].map(Graph::loads);
    let [Ok(expected), Ok(found)] = &graphs else { return Some(format!("no pickles: {graphs:?}")) };
    let mut comparison = Comparison::default();
    comparison.pending.push((expected.root(), found.root(), "root".to_owned()));
    while let Some((expected, found, path)) = comparison.pending.pop() {
        if let Err(difference) = comparison.compare(expected, found, &path) {
            return Some(format!("{path}: {difference}"));
        }
    }
    None
}

#[derive(Default)]
struct Comparison<'g, 'de> {
    pending: Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>, String)>,
    /// What stands for what, in both directions.
    partners: [HashMap<NodeId, NodeId>; 2],
}

/// What an object is, whichever way it is spelled.
struct Parts<'g, 'de> {
    class: String,
    is_call: bool,
    arguments: Vec<NodeRef<'g, 'de>>,
    /// Keywords, entries and, in the order of their names, attributes.
    named: Vec<(String, NodeRef<'g, 'de>)>,
    /// Values of a state without names.
    positions: Vec<NodeRef<'g, 'de>>,
    /// What it holds as a list, and as a dict: keys and values in turn.
    contents: Vec<NodeRef<'g, 'de>>,
}

impl<'g, 'de> Comparison<'g, 'de> {
    fn compare(&mut self, expected: NodeRef<'g, 'de>, found: NodeRef<'g, 'de>, path: &str) -> Result<(), String> {
        if let (Some(name), Some(other)) = (expected.global_name(), found.global_name()) {
            return if name == other { Ok(()) } else { Err(format!("expected {name}, found {other}")) };
        }
        let (left, right) = (expected.value(), found.value());
        if let (Some(left), Some(right)) = (scalar(&left), scalar(&right)) {
            return if left == right || is_old_data(&expected.value(), &found.value()) {
                Ok(())
            } else {
                Err(format!("expected {left}, found {right}"))
            };
        }
        if let (Some(left), Some(right)) = (standard_value(expected, &left), standard_value(found, &right)) {
            return if left == right { Ok(()) } else { Err(format!("expected {left}, found {right}")) };
        }
        if self.are_partners(&left, expected.id(), found.id())? {
            return Ok(());
        }
        match (left, right) {
            (Value::ByteArray(left), Value::ByteArray(right)) if left == right => Ok(()),
            (Value::List(left), Value::List(right))
            | (Value::Tuple(left), Value::Tuple(right))
            | (Value::Set(left), Value::Set(right))
            | (Value::FrozenSet(left), Value::FrozenSet(right)) => self.add_all(left, right, path),
            (Value::Dict(left), Value::Dict(right)) => self.add_all(flat(left), flat(right), path),
            (Value::Persistent(left), Value::Persistent(right)) => self.add_all(vec![left], vec![right], path),
            (Value::Object(left), Value::Object(right)) => self.compare_objects(left, right, path),
            (left, right) => Err(format!("expected {left:?}, found {right:?}")),
        }
    }

    /// Whether the two were compared before; fails if one of them was compared with another.
    fn are_partners(&mut self, value: &Value<'_, '_>, expected: NodeId, found: NodeId) -> Result<bool, String> {
        match value {
            Value::Tuple(_) | Value::FrozenSet(_) => return Ok(false),
            Value::Object(object) if object.is_call() && object.effects().is_empty() => return Ok(false),
            _ => {}
        }
        let known = [self.partners[0].insert(expected, found), self.partners[1].insert(found, expected)];
        match known {
            [None, None] => Ok(false),
            [Some(one), Some(other)] if one == found && other == expected => Ok(true),
            _ => Err("one object in one pickle, and two in the other".to_owned()),
        }
    }

    fn add_all(&mut self, left: Vec<NodeRef<'g, 'de>>, right: Vec<NodeRef<'g, 'de>>, path: &str) -> Result<(), String> {
        if left.len() != right.len() {
            return Err(format!("expected {} parts, found {}", left.len(), right.len()));
        }
        let pairs = left.into_iter().zip(right).enumerate();
        self.pending.extend(pairs.map(|(index, (left, right))| (left, right, format!("{path}[{index}]"))));
        Ok(())
    }

    fn compare_objects(
        &mut self,
        left: ObjectRef<'g, 'de>,
        right: ObjectRef<'g, 'de>,
        path: &str,
    ) -> Result<(), String> {
        let (mut left, mut right) = (parts(left), parts(right));
        if (&left.class, left.is_call) != (&right.class, right.is_call) {
            return Err(format!("expected {} {}, found {} {}", left.class, left.is_call, right.class, right.is_call));
        }
        // Versions of attrs write the values with their names or without.
        let are_named = (left.positions.is_empty(), right.positions.is_empty());
        match are_named {
            (true, false) => left.drop_names(),
            (false, true) => right.drop_names(),
            _ => {}
        }
        let names = |parts: &Parts<'_, '_>| -> Vec<String> {
            let mut names: Vec<String> = parts.named.iter().map(|(name, _)| name.clone()).collect();
            names.sort();
            names
        };
        if names(&left) != names(&right) {
            return Err(format!("expected {:?}, found {:?}", names(&left), names(&right)));
        }
        for parts in [&mut left, &mut right] {
            parts.named.sort_by(|one, other| one.0.cmp(&other.0));
        }
        for ((name, left), (_, right)) in left.named.into_iter().zip(right.named) {
            self.pending.push((left, right, format!("{path}.{name}")));
        }
        self.add_all(left.arguments, right.arguments, &format!("{path} arguments"))?;
        self.add_all(left.positions, right.positions, &format!("{path} state"))?;
        self.add_all(left.contents, right.contents, &format!("{path} contents"))
    }
}

impl Parts<'_, '_> {
    fn drop_names(&mut self) {
        self.positions = std::mem::take(&mut self.named).into_iter().map(|(_, value)| value).collect();
    }
}

fn parts<'g, 'de>(object: ObjectRef<'g, 'de>) -> Parts<'g, 'de> {
    let (value, is_call) = match object.making() {
        ObjectMaking::Reconstructed { value, .. } => (value, false),
        ObjectMaking::Call | ObjectMaking::CallWithKeywords | ObjectMaking::OldStyle => (None, true),
        _ => (None, false),
    };
    let callable = object.callable().and_then(NodeRef::global_name);
    let mut parts = Parts {
        class: callable.map_or_else(|| "a callable".to_owned(), |class| class.to_string()),
        is_call,
        arguments: object.arguments(),
        named: object.keywords().into_iter().map(|(key, value)| (text(key), value)).collect(),
        positions: Vec::new(),
        contents: object.items().into_iter().chain(flat(object.entries())).collect(),
    };
    if let Some(value) = value.filter(|value| value.part_count().is_none()) {
        parts.arguments = vec![value];
    }
    // Python 2 hands over the items of a collection, which Python 3 adds one by one.
    if parts.class.starts_with("collections.")
        && let [Value::List(items)] = &parts.arguments.iter().map(|argument| argument.value()).collect::<Vec<_>>()[..]
    {
        parts.contents = items.iter().flat_map(|item| items_of(*item)).collect();
        parts.arguments.clear();
    }
    for state in object.states() {
        add_state(&mut parts, state);
    }
    parts
}

fn add_state<'g, 'de>(parts: &mut Parts<'g, 'de>, state: NodeRef<'g, 'de>) {
    match state.value() {
        Value::Dict(entries) => {
            for (key, value) in entries {
                match value.value() {
                    // The parts of a pydantic model's state.
                    Value::Dict(inner) if text(key).starts_with("__") => {
                        let inner =
                            inner.into_iter().map(|(name, value)| (format!("{}.{}", text(key), text(name)), value));
                        parts.named.extend(inner);
                    }
                    // Old root models leave out what new ones have as None.
                    Value::None if text(key).starts_with("__pydantic") => {}
                    _ => parts.named.push((text(key), value)),
                }
            }
        }
        Value::Tuple(both) if both.len() == 2 && both[1].is_dict() => {
            both.into_iter().filter(|part| part.is_dict()).for_each(|part| add_state(parts, part));
        }
        Value::Tuple(values) | Value::List(values) => parts.positions.extend(values),
        Value::None => {}
        _ => parts.positions.push(state),
    }
}

/// A value of a standard class that Python's versions spell in several ways.
fn standard_value(node: NodeRef<'_, '_>, value: &Value<'_, '_>) -> Option<String> {
    let Value::Object(object) = value else { return None };
    match &*object.callable()?.global_name()?.module {
        "fractions" => node.load::<pystd::Fraction>().ok().map(|value| format!("{value:?}")),
        "ipaddress" => node.load::<pystd::Ipv6Address>().ok().map(|value| format!("{value:?}")),
        "pathlib" | "pathlib._local" => node.load::<pystd::Path>().ok().map(|value| format!("{value:?}")),
        _ => None,
    }
}

/// A pair, or the one item.
fn items_of<'g, 'de>(item: NodeRef<'g, 'de>) -> Vec<NodeRef<'g, 'de>> {
    match item.value() {
        Value::List(pair) | Value::Tuple(pair) if pair.len() == 2 => pair,
        _ => vec![item],
    }
}

fn flat<'g, 'de>(entries: Vec<(NodeRef<'g, 'de>, NodeRef<'g, 'de>)>) -> Vec<NodeRef<'g, 'de>> {
    entries.into_iter().flat_map(|(key, value)| [key, value]).collect()
}

/// Whether a string of Python 2 was taken for the bytes that it is.
fn is_old_data(expected: &Value<'_, '_>, found: &Value<'_, '_>) -> bool {
    matches!((expected, found), (Value::ByteString(expected), Value::Bytes(found)) if expected == found)
}

fn text(node: NodeRef<'_, '_>) -> String {
    scalar(&node.value()).unwrap_or_else(|| format!("{node:?}"))
}

/// A value without parts in words; texts of Python 2 are what they are in Python 3.
fn scalar(value: &Value<'_, '_>) -> Option<String> {
    Some(match value {
        Value::None => "None".to_owned(),
        Value::Bool(value) => format!("{value:?}"),
        Value::Int(value) => format!("int {value}"),
        Value::Float(value) => format!("float {value:?} {:x}", value.to_bits()),
        Value::Complex(real, imaginary) => format!("complex {real:?} {imaginary:?}"),
        Value::Str(text) => (*text).to_owned(),
        Value::ByteString(bytes) if bytes.is_ascii() => String::from_utf8_lossy(bytes).into_owned(),
        Value::ByteString(bytes) | Value::Bytes(bytes) => format!("bytes {bytes:?}"),
        Value::SurrogateStr(bytes) => format!("surrogates {bytes:?}"),
        Value::Extension(code) => format!("extension {code}"),
        _ => return None,
    })
}
