//! The names of what is measured: a workload, a direction, and who takes part in which way.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A workload of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Workload {
    Users,
    Orders,
    Floats,
    Ints,
    Texts,
    Blobs,
    Array,
    Event,
}

impl Workload {
    /// All of them, in the order of the tables.
    pub(crate) const ALL: [Workload; 8] = [
        Workload::Users,
        Workload::Orders,
        Workload::Floats,
        Workload::Ints,
        Workload::Texts,
        Workload::Blobs,
        Workload::Array,
        Workload::Event,
    ];

    /// The short name, which `--workload` takes.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Workload::Users => "W1",
            Workload::Orders => "W2",
            Workload::Floats => "W3 floats",
            Workload::Ints => "W3 ints",
            Workload::Texts => "W4",
            Workload::Blobs => "W5 bytes",
            Workload::Array => "W5 numpy",
            Workload::Event => "W6",
        }
    }

    /// What it is, but for how many.
    pub(crate) fn summary(self) -> &'static str {
        match self {
            Workload::Users => {
                "dataclass instances: an int, a unique name, an optional email, a bool, a float, 0 to 4 tags"
            }
            Workload::Orders => {
                "orders: a customer that about ten of them share (`Rc`), a datetime, five line items, six Decimals, \
                 a dict of texts"
            }
            Workload::Floats => "floats in a list",
            Workload::Ints => "ints of mixed size in a list",
            Workload::Texts => "entries of a dict of str to str",
            Workload::Blobs => "bytes objects of 1 MiB in a list",
            Workload::Array => "floats in a numpy array",
            Workload::Event => "small object: the time of one load and one dump",
        }
    }
}

/// Which way the data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Direction {
    Load,
    Dump,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::Load => "load",
            Direction::Dump => "dump",
        })
    }
}

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Format {
    PickleCore,
    CPython,
    SerdePickle,
    RmpSerde,
    Postcard,
    Prost,
    SerdeJson,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::PickleCore => "pickle-core",
            Format::CPython => "CPython",
            Format::SerdePickle => "serde-pickle",
            Format::RmpSerde => "rmp-serde",
            Format::Postcard => "postcard",
            Format::Prost => "prost",
            Format::SerdeJson => "serde_json",
        })
    }
}

/// How it takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Way {
    /// The usual one: owned values, protocol 4, a new buffer.
    Plain,
    /// Texts and bytes stay in the input.
    Borrowed,
    /// The same, of items of a thousandth of the size.
    BorrowedSmall,
    /// Protocol 2.
    Protocol2,
    /// The graph, and no values.
    Graph,
    /// The graph, and the values from it.
    GraphAndValues,
    /// Every opcode is looked at, and nothing is made.
    Walk,
    /// A buffer that is there already.
    ReusedBuffer,
    /// The buffers are beside the pickle.
    OutOfBand,
    /// CPython with its collector off.
    CollectorOff,
}

impl Way {
    fn words(self) -> &'static str {
        match self {
            Way::Plain => "",
            Way::Borrowed => ", borrowed",
            Way::BorrowedSmall => ", borrowed, items of 1 KiB",
            Way::Protocol2 => ", protocol 2",
            Way::Graph => ", graph alone",
            Way::GraphAndValues => ", graph and then values",
            Way::Walk => ", opcodes only",
            Way::ReusedBuffer => ", reused buffer",
            Way::OutOfBand => ", out-of-band",
            Way::CollectorOff => ", collector off",
        }
    }
}

/// A contender: who, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Name(pub(crate) Format, pub(crate) Way);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1.words())
    }
}
