//! `Flags`: a value of a Python `Flag` or `IntFlag`.

use std::fmt;

use crate::graph::{Graph, Node, NodeId};
use crate::object::{Making, ObjectView};
use crate::{Error, Global, Int, Pickle, Result, Source, Unpickle, Writer};

/// A value of a Python `Flag` or `IntFlag`, of whichever class.
///
/// Most versions of Python pickle the bits. Python 3.11.0 to 3.11.3 pickle the names of the members instead, which only
/// the class could turn into bits: they are kept as names, and [`Flags::bits_of`] takes their values.
///
/// ```
/// use pickle_core::pystd::Flags;
/// use pickle_core::{Global, dumps, loads};
///
/// // Python: `Permission(6)`
/// let flags = Flags::new(Global::new("files", "Permission"), 6);
/// assert_eq!(loads::<Flags>(&dumps(&flags)?)?, flags);
///
/// // Python 3.11.2: `Permission.READ | Permission.WRITE`
/// let pickle = b"c_operator\nor_\n(cbuiltins\ngetattr\n(cfiles\nPermission\np0\nVREAD\ntR\
///                cbuiltins\ngetattr\n(g0\nVWRITE\ntRtR.";
/// let flags: Flags = loads(pickle)?;
/// assert_eq!(flags.names, ["READ", "WRITE"]);
/// assert_eq!(flags.bits_of(&[("READ", 4), ("WRITE", 2)])?, 6_u8);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Flags {
    /// The class.
    pub class: Global<'static>,
    /// The bits, those without a member too.
    pub bits: Int,
    /// The members that are set besides, where the pickle has their names.
    pub names: Vec<String>,
}

impl Flags {
    /// The value of these bits.
    pub fn new(class: Global<'static>, bits: impl Into<Int>) -> Flags {
        Flags { class, bits: bits.into(), names: Vec::new() }
    }

    /// All bits, given the values of the class's members.
    ///
    /// # Errors
    ///
    /// When a name is not among the members, or the bits outgrow 128.
    pub fn bits_of(&self, members: &[(&str, i128)]) -> Result<Int> {
        let mut bits = i128::try_from(&self.bits)?;
        for name in &self.names {
            match members.iter().find(|member| member.0 == name) {
                Some((_, value)) => bits |= value,
                None => {
                    let expected = format!("a member of {}", self.class);
                    return Err(Error::mismatch(expected, format!("'{}'", crate::error::shorten(name))));
                }
            }
        }
        Ok(bits.into())
    }

    /// How many bytes of text and bits it holds.
    fn data_len(&self) -> usize {
        let names = self.names.iter().map(String::len);
        names.chain([self.class.data_len(), self.bits.data_len()]).sum()
    }

    /// What makes two of them equal, as bytes.
    fn content(&self) -> Vec<u8> {
        let mut content = [self.class.module.as_bytes(), &[0], self.class.name.as_bytes()].concat();
        for name in &self.names {
            content.push(0);
            content.extend(name.as_bytes());
        }
        content.push(0);
        content.extend(self.bits.to_signed_bytes_le());
        content
    }

    /// Writes the first of these members in a union with the others, and with the bits.
    fn write_union(&self, names: &[String], writer: &mut Writer<'_>) -> Result<()> {
        match names {
            [] => writer.reduce(&self.class.module, &self.class.name, 1, |arguments| arguments.item(&self.bits)),
            [only] if self.bits == Int::ZERO => self.write_member(only, writer),
            [first, others @ ..] => writer.reduce("_operator", "or_", 2, |arguments| {
                arguments.item_with(|writer| self.write_member(first, writer))?;
                arguments.item_with(|writer| self.write_union(others, writer))
            }),
        }
    }

    fn write_member(&self, name: &str, writer: &mut Writer<'_>) -> Result<()> {
        writer.reduce("builtins", "getattr", 2, |arguments| {
            arguments.item_with(|writer| writer.global(&self.class.module, &self.class.name))?;
            arguments.item(name)
        })
    }
}

impl Pickle for Flags {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.immutable("enum.Flag", &self.content(), |writer| self.write_union(&self.names, writer))
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Flags {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.is_stream() {
            return source.in_graph(Flags::unpickle);
        }
        let graph = source.position().0;
        let mut found: Option<Flags> = None;
        for operand in source.or_operands()? {
            let Some(flags) = one_value(graph, operand) else { return Err(source.mismatch("a value of an enum.Flag")) };
            source.charge_bytes(flags.data_len())?;
            found = match found {
                None => Some(flags),
                Some(before) => Some(united(before, flags).ok_or_else(|| source.mismatch("values of one enum.Flag"))?),
            };
        }
        found.ok_or_else(|| source.mismatch("a value of an enum.Flag"))
    }
}

/// A member by name, or `class(bits)`.
fn one_value(graph: &Graph<'_>, id: NodeId) -> Option<Flags> {
    if let Some(member) = graph.class_ref(id) {
        let (class, name) = member.name.rsplit_once('.')?;
        let class = Global::new(member.module.to_owned(), class.to_owned());
        return Some(Flags { class, bits: Int::ZERO, names: vec![name.to_owned()] });
    }
    let call = call_at(graph, id)?;
    let class = graph.class_ref(call.class)?.into();
    match call.arguments {
        &[bits] => match graph.node(bits) {
            Node::Int(bits) => Some(Flags::new(class, bits)),
            Node::BigInt(bits) => Some(Flags::new(class, bits.clone())),
            _ => None,
        },
        _ => None,
    }
}

fn call_at<'g>(graph: &'g Graph<'_>, id: NodeId) -> Option<ObjectView<'g>> {
    graph.object_view(id).filter(|view| view.making == Making::Call && view.effects.is_empty())
}

/// Both values, if they are of one class; only the first of them may have bits without names.
fn united(mut flags: Flags, other: Flags) -> Option<Flags> {
    let is_same_class = flags.class == other.class;
    flags.bits = match (flags.bits == Int::ZERO, other.bits == Int::ZERO) {
        (_, true) => flags.bits,
        (true, false) => other.bits,
        (false, false) => Int::from(i128::try_from(&flags.bits).ok()? | i128::try_from(&other.bits).ok()?),
    };
    flags.names.extend(other.names);
    is_same_class.then_some(flags)
}

/// `files.Permission(READ|WRITE|8)`
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.class)?;
        for name in &self.names {
            write!(f, "{name}|")?;
        }
        write!(f, "{})", self.bits)
    }
}
