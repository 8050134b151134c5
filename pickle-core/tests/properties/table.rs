//! Generated Python values: a table of nodes that refer to each other by number, with sharing and cycles.

use std::collections::HashSet;
use std::fmt::Write as _;

use pickle_core::{Int, Pickle, Result, Writer};
use proptest::collection::vec;
use proptest::prelude::*;

/// One object of Python.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    None,
    Bool(bool),
    Int(Int),
    Float(f64),
    Complex(f64, f64),
    Str(String),
    /// In UTF-8 that encodes surrogates too.
    Surrogates(Vec<u8>),
    Bytes(Vec<u8>),
    ByteArray(Vec<u8>),
    List(Vec<usize>),
    Tuple(Vec<usize>),
    Dict(Vec<(usize, usize)>),
    /// Of what is in it CPython has an order of its own: one member, or small ints, which it has in ascending order.
    Set(Vec<usize>),
    FrozenSet(Vec<usize>),
    /// `dict.fromkeys(range(length))`.
    LongDict(usize),
    /// `set(range(length))`.
    LongSet(usize),
}

/// A value: its nodes, of which the last is the value itself.
#[derive(Debug, Clone)]
pub(crate) struct Table(pub(crate) Vec<Node>);

/// The first nodes of every table are the ints below this, for sets.
const SMALL_INTS: usize = 8;

pub(crate) fn table() -> impl Strategy<Value = Table> {
    // The list around them takes most of the nodes, some twice.
    (vec(node(), 1..16), vec(0_usize..1000, 1..16)).prop_map(|(nodes, root)| {
        let mut table = Table((0..SMALL_INTS).map(|number| Node::Int(Int::from(number as i64))).collect());
        table.0.extend(nodes);
        table.0.push(Node::List(root));
        table.make_valid();
        table
    })
}

fn node() -> impl Strategy<Value = Node> {
    // Numbers of nodes, which are taken modulo the size of the table.
    let items = || vec(0_usize..1000, 0..6);
    let lengths = prop_oneof![40 => 0_usize..8, 4 => Just(255), 4 => Just(256), 1 => Just(70_000)];
    prop_oneof![
        5 => Just(Node::None),
        5 => any::<bool>().prop_map(Node::Bool),
        10 => int().prop_map(Node::Int),
        10 => float().prop_map(Node::Float),
        5 => (float(), float()).prop_map(|(real, imaginary)| Node::Complex(real, imaginary)),
        20 => text().prop_map(Node::Str),
        5 => prop_oneof![Just(&b"\xed\xa0\x80"[..]), Just(&b"a\xed\xb3\xa9"[..])].prop_map(|utf8| Node::Surrogates(utf8.into())),
        15 => (any::<u8>(), lengths.clone()).prop_map(|(byte, length)| Node::Bytes(vec![byte; length])),
        5 => (any::<u8>(), lengths).prop_map(|(byte, length)| Node::ByteArray(vec![byte; length])),
        20 => items().prop_map(Node::List),
        1 => (0_usize..1000, prop_oneof![Just(1000_usize), Just(1001), Just(2000), Just(8000)]).prop_map(|(item, length)| Node::List(vec![item; length])),
        20 => items().prop_map(Node::Tuple),
        15 => vec((0_usize..1000, 0_usize..1000), 0..5).prop_map(Node::Dict),
        5 => items().prop_map(Node::Set),
        5 => items().prop_map(Node::FrozenSet),
        1 => prop_oneof![999_usize..1002, 1999_usize..2002].prop_map(Node::LongDict),
        1 => prop_oneof![999_usize..1002, 1999_usize..2002].prop_map(Node::LongSet),
    ]
}

fn int() -> impl Strategy<Value = Int> {
    let bytes = vec(any::<u8>(), 0..40).prop_map(|bytes| Int::from_signed_bytes_le(&bytes));
    let edges = (0_u32..70, -2_i128..3).prop_map(|(power, offset)| Int::from((1_i128 << power) + offset));
    let negative = (0_u32..70, -2_i128..3).prop_map(|(power, offset)| Int::from(-(1_i128 << power) + offset));
    prop_oneof![any::<i64>().prop_map(Int::from), (-300_i64..300).prop_map(Int::from), bytes, edges, negative]
}

fn float() -> impl Strategy<Value = f64> {
    let special =
        prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(-0.0), Just(0.0), Just(5e-324)];
    prop_oneof![2 => any::<f64>(), 1 => (-1000_i32..1000).prop_map(|whole| f64::from(whole) / 4.0), 1 => special]
}

fn text() -> impl Strategy<Value = String> {
    let length = prop_oneof![8 => Just(255_usize), 8 => Just(256), 1 => Just(65_535), 1 => Just(65_536)];
    prop_oneof![
        8 => "\\PC{0,6}",
        3 => vec(any::<char>(), 0..4).prop_map(String::from_iter),
        6 => prop_oneof![Just(""), Just("a"), Just("\u{e9}"), Just("\u{80}"), Just("\u{100}"), Just("\0"), Just("\n"), Just("\\u0041"), Just("\r\n\u{1a}")]
            .prop_map(str::to_owned),
        1 => length.prop_map(|length| "x".repeat(length)),
    ]
}

impl Table {
    pub(crate) fn root(&self) -> usize {
        self.0.len() - 1
    }

    /// Makes every reference one that Python can build: tuples and frozensets of older parts or of what is filled later,
    /// keys and members that have a hash and are different.
    fn make_valid(&mut self) {
        let count = self.0.len();
        let mut keys: Vec<Option<String>> = Vec::new();
        let can_come_later: Vec<bool> = self
            .0
            .iter()
            .map(|node| {
                matches!(node, Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::LongDict(_) | Node::LongSet(_))
            })
            .collect();
        for number in 0..count {
            let older_or_later = |target: usize| match target % count {
                target if target < number || can_come_later[target] => target,
                _ => target % number.max(1),
            };
            match &mut self.0[number] {
                Node::Tuple(items) => items.iter_mut().for_each(|item| *item = older_or_later(*item)),
                Node::FrozenSet(items) => *items = members(items, &keys),
                Node::List(items) => items.iter_mut().for_each(|item| *item %= count),
                _ => {}
            }
            keys.push(self.key(number, &keys));
        }
        for node in &mut self.0 {
            match node {
                Node::Set(items) => *items = members(items, &keys),
                Node::Dict(entries) => {
                    let mut seen = HashSet::new();
                    entries.iter_mut().for_each(|(key, value)| (*key, *value) = (*key % count, *value % count));
                    entries.retain(|(key, _)| keys[*key].as_ref().is_some_and(|key| seen.insert(key.clone())));
                }
                _ => {}
            }
        }
    }

    /// What makes a node equal to another as a key; nothing for what is none, or is equal in ways of its own.
    fn key(&self, number: usize, keys: &[Option<String>]) -> Option<String> {
        match &self.0[number] {
            Node::None => Some("none".to_owned()),
            Node::Int(value) => Some(format!("int {value}")),
            Node::Str(text) => Some(format!("str {text:?}")),
            Node::Bytes(bytes) => Some(format!("bytes {bytes:?}")),
            Node::Float(value) if value.is_finite() && value.fract() != 0.0 => Some(format!("float {value:?}")),
            Node::Tuple(items) => {
                let items: Option<Vec<String>> = items.iter().map(|item| keys.get(*item)?.clone()).collect();
                Some(format!("({})", items?.join(",")))
            }
            Node::FrozenSet(items) => {
                let mut items: Vec<String> = items.iter().filter_map(|item| keys[*item].clone()).collect();
                items.sort();
                Some(format!("<{}>", items.join(",")))
            }
            _ => None,
        }
    }

    /// The table as `oracle.py` takes it.
    pub(crate) fn to_json(&self) -> String {
        let nodes: Vec<String> = self.0.iter().map(Node::to_json).collect();
        format!("[{}]", nodes.join(","))
    }

    /// The whole value as text, in which what can change has a number, and is only this number when it comes again.
    pub(crate) fn render(&self) -> String {
        let mut rendered = String::new();
        self.render_node(self.root(), &mut Vec::new(), &mut rendered);
        rendered
    }

    fn render_node(&self, number: usize, seen: &mut Vec<usize>, out: &mut String) {
        let node = &self.0[number];
        if matches!(
            node,
            Node::List(_) | Node::Dict(_) | Node::Set(_) | Node::ByteArray(_) | Node::LongDict(_) | Node::LongSet(_)
        ) {
            if let Some(place) = seen.iter().position(|other| *other == number) {
                return out.push_str(&format!("#{place}"));
            }
            out.push_str(&format!("#{}", seen.len()));
            seen.push(number);
        }
        let mut all = |open: char, items: &[usize], out: &mut String| {
            out.push(open);
            items.iter().for_each(|item| self.render_node(*item, seen, out));
            out.push(';');
        };
        match node {
            Node::None => out.push_str("None "),
            Node::Bool(value) => out.push_str(&format!("{value} ")),
            Node::Int(value) => out.push_str(&format!("{value} ")),
            Node::Float(value) => out.push_str(&format!("{value:?}f ")),
            Node::Complex(real, imaginary) => out.push_str(&format!("{real:?}+{imaginary:?}j ")),
            Node::Str(text) => out.push_str(&format!("s{} ", brief(text.as_bytes()))),
            Node::Surrogates(utf8) => out.push_str(&format!("u{} ", brief(utf8))),
            Node::Bytes(bytes) => out.push_str(&format!("b{} ", brief(bytes))),
            Node::ByteArray(bytes) => out.push_str(&format!("a{} ", brief(bytes))),
            Node::List(items) => all('[', items, out),
            Node::Tuple(items) => all('(', items, out),
            Node::Set(items) => all('{', items, out),
            Node::FrozenSet(items) => all('<', items, out),
            Node::Dict(entries) => {
                let items: Vec<usize> = entries.iter().flat_map(|(key, value)| [*key, *value]).collect();
                all(':', &items, out);
            }
            Node::LongDict(length) => {
                out.push_str(&format!(":{};", (0..*length).map(|key| format!("{key} None ")).collect::<String>()));
            }
            Node::LongSet(length) => {
                out.push_str(&format!("{{{};", (0..*length).map(|n| format!("{n} ")).collect::<String>()))
            }
        }
    }
}

/// One member that has a hash, or the small ints among these numbers.
fn members(items: &[usize], keys: &[Option<String>]) -> Vec<usize> {
    if let [first] = items[..] {
        let first = first % keys.len();
        return if keys[first].is_some() { vec![first] } else { vec![0] };
    }
    let mut members: Vec<usize> = items.iter().map(|item| item % SMALL_INTS).collect();
    members.sort_unstable();
    members.dedup();
    members
}

impl Node {
    fn to_json(&self) -> String {
        let scalar = |kind: &str, content: String| format!("[\"{kind}\",\"{content}\"]");
        let items = |kind: &str, items: &[usize]| format!("[\"{kind}\",{items:?}]");
        match self {
            Node::None => scalar("none", String::new()),
            Node::Bool(value) => scalar("bool", u8::from(*value).to_string()),
            Node::Int(value) => scalar("int", value.to_string()),
            Node::Float(value) => scalar("float", format!("{:016x}", value.to_bits())),
            Node::Complex(real, imaginary) => {
                scalar("complex", format!("{:016x}{:016x}", real.to_bits(), imaginary.to_bits()))
            }
            Node::Str(text) => scalar("str", to_hex(text.as_bytes())),
            Node::Surrogates(utf8) => scalar("str", to_hex(utf8)),
            Node::Bytes(bytes) => scalar("bytes", to_hex(bytes)),
            Node::ByteArray(bytes) => scalar("bytearray", to_hex(bytes)),
            Node::List(numbers) => items("list", numbers),
            Node::Tuple(numbers) => items("tuple", numbers),
            Node::Set(numbers) => items("set", numbers),
            Node::FrozenSet(numbers) => items("frozenset", numbers),
            Node::Dict(entries) => {
                let entries: Vec<String> = entries.iter().map(|(key, value)| format!("[{key},{value}]")).collect();
                format!("[\"dict\",[{}]]", entries.join(","))
            }
            Node::LongDict(length) => format!("[\"long dict\",{length}]"),
            Node::LongSet(length) => format!("[\"long set\",{length}]"),
        }
    }
}

/// The value as a program has it: each node at one address.
impl Pickle for Table {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        At(self, self.root()).pickle(writer)
    }
}

struct At<'t>(&'t Table, usize);

impl Pickle for At<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let At(table, number) = *self;
        let node = &table.0[number];
        writer.shared(std::ptr::from_ref(node).cast(), |writer| write_node(table, node, writer))
    }
}

fn write_node(table: &Table, node: &Node, writer: &mut Writer<'_>) -> Result<()> {
    match node {
        Node::None => writer.none(),
        Node::Bool(value) => writer.bool(*value),
        Node::Int(value) => writer.big_int(value),
        Node::Float(value) => writer.float(*value),
        Node::Complex(real, imaginary) => writer.complex(*real, *imaginary),
        Node::Str(text) => writer.str(text),
        Node::Surrogates(utf8) => writer.surrogate_str(utf8),
        Node::Bytes(bytes) => writer.bytes(bytes),
        Node::ByteArray(bytes) => writer.byte_array(bytes),
        Node::Dict(entries) => {
            let mut dict = writer.dict(entries.len())?;
            entries.iter().try_for_each(|(key, value)| dict.entry(&At(table, *key), &At(table, *value)))?;
            dict.end()
        }
        Node::LongDict(length) => {
            let mut dict = writer.dict(*length)?;
            (0..*length).try_for_each(|key| dict.entry(&key, &()))?;
            dict.end()
        }
        Node::LongSet(length) => {
            let mut set = writer.set(*length)?;
            (0..*length).try_for_each(|member| set.item(&member))?;
            set.end()
        }
        Node::List(items) | Node::Tuple(items) | Node::Set(items) | Node::FrozenSet(items) => {
            let mut list = match node {
                Node::List(_) => writer.list(items.len())?,
                Node::Tuple(_) => writer.tuple(items.len())?,
                Node::Set(_) => writer.set(items.len())?,
                _ => writer.frozen_set(items.len())?,
            };
            items.iter().try_for_each(|item| list.item(&At(table, *item)))?;
            list.end()
        }
    }
}

/// The bytes as text; of many, which are all equal here, how many there are.
pub(crate) fn brief(bytes: &[u8]) -> String {
    match bytes {
        [first, rest @ ..] if rest.len() > 100 && rest.iter().all(|byte| byte == first) => {
            format!("{}*{first}", bytes.len())
        }
        bytes => format!("{}", bytes.escape_ascii()),
    }
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
