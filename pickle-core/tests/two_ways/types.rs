//! Types of all kinds, each with what it makes of a pickle both ways: those of the derive with all layouts, those of the
//! library, and implementations by hand that do what none should.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use pickle_core::pystd::{Complex, Counter, Date, DateTime, Decimal, DefaultDict, Deque, Exception, OrderedDict, Uuid};
use pickle_core::{
    Any, Attributes, ByteArray, Bytes, FrozenSet, Global, IndexMap, IndexSet, Int, Maybe, Pickle, Pickler, Result,
    Source, Tuple, Unpickle,
};

use super::samples::Entropy;
use super::ways::{Hold, hold, hold_by};

/// A type of the table.
pub(crate) struct Row {
    /// Its name in Rust.
    pub(crate) name: &'static str,
    /// Loads a pickle as the type, both ways.
    pub(crate) hold: Hold,
    /// Dumps a value that is made of random bytes; nothing for what has no dump.
    pub(crate) dump: fn(&mut Entropy<'_>, &Pickler) -> Option<Vec<u8>>,
}

macro_rules! rows {
    ($($type:ty),* $(,)?) => {
        &[$(Row {
            name: stringify!($type),
            hold: |unpickler, pickle| hold::<$type>(unpickler, pickle),
            dump: |entropy, pickler| pickler.dumps(&entropy.make::<$type>()).ok(),
        }),*]
    };
}

macro_rules! rows_by_hand {
    ($($type:ty),* $(,)?) => {
        &[$(Row {
            name: stringify!($type),
            hold: |unpickler, pickle| hold_by::<$type>(unpickler, pickle, |value| format!("{value:?}")),
            dump: |_, _| None,
        }),*]
    };
}

/// Types of which nothing is known but what they load.
pub(crate) const TYPES: &[Row] = rows![
    Vec<Any>,
    Vec<Rc<Customer>>,
    Vec<Record>,
    Vec<Rc<Order>>,
    BTreeMap<String, Any>,
    Vec<Value>,
    (Any, Any),
    String,
    Cow<'_, str>,
    Vec<i64>,
    Vec<Option<String>>,
    Vec<f64>,
    (i64, String),
    ((i64, String), Rc<Vec<i64>>, Rc<Vec<i64>>),
    Vec<Rc<Vec<i64>>>,
    Vec<Rc<(Rc<str>, Rc<str>)>>,
    Vec<Vec<(i64, String, i64, i64)>>,
    (Vec<Any>, Any, Rc<Vec<i64>>),
    IndexMap<Int, Vec<bool>>,
    IndexMap<Key, i64>,
    IndexMap<String, IndexMap<String, Rc<Vec<i64>>>>,
    IndexMap<Any, Any>,
    Vec<Slots>,
    Vec<DictSlots>,
    Vec<Listed>,
    Vec<Tupled>,
    Vec<Attrs>,
    Vec<Point>,
    Vec<Called>,
    Vec<Rebuilt>,
    Vec<Temperature>,
    Vec<Basket>,
    Vec<Registry>,
    Vec<Member>,
    Vec<Movie>,
    Vec<Nowhere>,
    Vec<Meters>,
    Vec<Color>,
    Vec<Permission>,
    Vec<Status>,
    Vec<Family>,
    Rc<Tree>,
    Vec<Linked>,
    Vec<Open>,
    Vec<Struct>,
    Vec<Texts<'_>>,
    Vec<(i64, (i64, Any), Option<(i64, i64, i64, Any)>)>,
    Tuple<Any>,
    Vec<Tuple<Rc<i64>>>,
    Vec<IndexSet<i64>>,
    Vec<FrozenSet<String>>,
    Vec<Bytes>,
    Vec<ByteArray>,
    Vec<Rc<Bytes>>,
    Vec<&[u8]>,
    Vec<Decimal>,
    Vec<DateTime>,
    Vec<Date>,
    Vec<Uuid>,
    Vec<Complex>,
    Vec<Global<'static>>,
    Vec<Exception>,
    OrderedDict<String, Any>,
    Vec<Counter<String>>,
    DefaultDict<String, Vec<i64>>,
    Vec<Deque<i64>>,
    (VecDeque<u8>, [i32; 2], char),
    Vec<Maybe<Any>>,
    Box<RefCell<Vec<i64>>>,
    (Option<()>, Option<Option<bool>>, f32),
];

/// Implementations by hand.
pub(crate) const BY_HAND: &[Row] = rows_by_hand![
    TakesNothing,
    Vec<TakesNothing>,
    Vec<TakesTwice>,
    Vec<SwallowsErrors>,
    Vec<TakesHalf>,
    (TakesHalf, Any),
    Vec<TakesHalfOfEach>,
    Vec<LooksFirst>,
    Vec<Pairs>,
    IndexMap<SwallowsErrors, TakesNothing>,
];

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Customer {
    pub(crate) id: i64,
    pub(crate) name: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Record {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    pub(crate) active: bool,
    pub(crate) score: f64,
    pub(crate) tags: Vec<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Order {
    pub(crate) customer: Rc<Customer>,
    pub(crate) lines: Vec<(String, i64)>,
    pub(crate) notes: BTreeMap<String, String>,
    pub(crate) previous: Option<Rc<Order>>,
    pub(crate) extra: Maybe<Any>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "slots")]
pub(crate) struct Slots {
    pub(crate) x: i64,
    pub(crate) y: Maybe<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "dict_slots")]
pub(crate) struct DictSlots {
    pub(crate) name: Maybe<String>,
    #[pickle(slot)]
    pub(crate) x: i64,
    #[pickle(slot)]
    pub(crate) y: Maybe<Any>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "list")]
pub(crate) struct Listed {
    pub(crate) x: Vec<i64>,
    pub(crate) y: Any,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "tuple", accept("attrs"))]
pub(crate) struct Tupled {
    pub(crate) x: (i64, i64),
    pub(crate) y: Any,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "attrs", accept("tuple"))]
pub(crate) struct Attrs {
    pub(crate) x: i64,
    #[pickle(default = 1)]
    pub(crate) y: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "args")]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: (f64, i64),
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
pub(crate) struct Called {
    pub(crate) x: Any,
    pub(crate) y: Vec<Called>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", reduce = "shop.rebuild", args(number), state(text))]
pub(crate) struct Rebuilt {
    pub(crate) text: String,
    pub(crate) number: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", getstate = Temperature::state, setstate = Temperature::of_state)]
pub(crate) struct Temperature {
    pub(crate) unit: String,
    pub(crate) celsius: f64,
}

impl Temperature {
    fn state(&self) -> (&str, f64) {
        (&self.unit, self.celsius)
    }

    fn of_state((unit, celsius): (String, f64)) -> Result<Self, &'static str> {
        if unit == "none" { Err("no unit") } else { Ok(Temperature { unit, celsius }) }
    }
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Basket {
    #[pickle(items)]
    pub(crate) goods: Vec<Any>,
    pub(crate) owner: Maybe<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Registry {
    pub(crate) title: String,
    #[pickle(entries)]
    pub(crate) numbers: IndexMap<String, i64>,
    #[pickle(rest)]
    pub(crate) extra: Attributes,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Person {
    pub(crate) name: String,
    #[pickle(default = 18)]
    pub(crate) age: u8,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", unknown = "ignore")]
pub(crate) struct Member {
    #[pickle(flatten)]
    pub(crate) person: Person,
    pub(crate) number: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(layout = "mapping")]
pub(crate) struct Movie {
    pub(crate) title: String,
    pub(crate) year: Maybe<i64>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", name = "NOWHERE", layout = "global")]
pub(crate) struct Nowhere;

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Meters {
    #[pickle(value = "int")]
    pub(crate) value: i64,
    pub(crate) unit: Maybe<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) enum Color {
    #[pickle(name = "RED", value = 1)]
    Red,
    #[pickle(name = "GREEN", value = "g")]
    Green,
}

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop", flag(EXECUTE = 1, WRITE = 2, READ = 4))]
pub(crate) struct Permission(u8);

#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(literal)]
pub(crate) enum Status {
    #[pickle(value = "open")]
    Open,
    #[pickle(value = 1)]
    One,
    #[pickle(value = true)]
    Yes,
    #[pickle(value = b"raw")]
    Raw,
    #[pickle(value = None)]
    Nothing,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
pub(crate) enum Value {
    Float(f64),
    Int(i64),
    Bool(bool),
    Text(Rc<str>),
    Bytes(Bytes),
    Nothing(()),
    Customer(Rc<Customer>),
    Point(Point),
    Called(Box<Called>),
    List(Rc<Vec<Value>>),
    Pair(Box<(Value, Value)>),
    Dict(BTreeMap<String, Value>),
    Set(IndexSet<i64>),
    Color(Color),
    Date(Date),
}

#[derive(Debug, PartialEq, Eq, Hash, Pickle)]
#[pickle(union)]
pub(crate) enum Key {
    Int(i64),
    Text(String),
    Pair((i64, i64)),
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
pub(crate) enum Family {
    Customer(Customer),
    Person(Person),
    Record(Box<Record>),
    Listed(Listed),
}

#[derive(Debug, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Tree {
    pub(crate) name: String,
    pub(crate) children: RefCell<Vec<Rc<Tree>>>,
    pub(crate) parent: Option<Weak<Tree>>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Linked {
    pub(crate) value: Rc<Vec<i64>>,
    pub(crate) next: Option<Rc<Linked>>,
    #[pickle(rest)]
    pub(crate) extra: Attributes,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "pydantic2")]
pub(crate) struct Open {
    pub(crate) x: i64,
    #[pickle(default)]
    pub(crate) y: Option<String>,
    #[pickle(fields_set)]
    pub(crate) fields_set: IndexSet<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "msgspec_kw_only")]
pub(crate) struct Struct {
    pub(crate) x: i64,
    #[pickle(default)]
    pub(crate) y: Option<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
pub(crate) struct Texts<'a> {
    pub(crate) text: &'a str,
    pub(crate) either: Cow<'a, str>,
    pub(crate) data: Cow<'a, [u8]>,
    pub(crate) bytes: Option<&'a [u8]>,
}

/// Takes nothing.
#[derive(Debug, PartialEq)]
pub(crate) struct TakesNothing;

impl<'de> Unpickle<'de> for TakesNothing {
    fn unpickle(_: &mut Source<'_, 'de>) -> Result<Self> {
        Ok(TakesNothing)
    }
}

/// Takes the same value again.
#[derive(Debug)]
pub(crate) struct TakesTwice(#[allow(dead_code, reason = "it is shown")] (Any, Any));

impl<'de> Unpickle<'de> for TakesTwice {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Ok(TakesTwice((Any::unpickle(source)?, Any::unpickle(source)?)))
    }
}

/// Tries one type after another.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum SwallowsErrors {
    Int(i64),
    Text(String),
    Pair(i64, i64),
    List(Vec<i64>),
    Nothing,
}

impl<'de> Unpickle<'de> for SwallowsErrors {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if let Ok(number) = i64::unpickle(source) {
            return Ok(SwallowsErrors::Int(number));
        }
        if let Ok(text) = String::unpickle(source) {
            return Ok(SwallowsErrors::Text(text));
        }
        if let Ok((one, two)) = <(i64, i64)>::unpickle(source) {
            return Ok(SwallowsErrors::Pair(one, two));
        }
        Ok(Vec::unpickle(source).map_or(SwallowsErrors::Nothing, SwallowsErrors::List))
    }
}

/// Takes the first item of a list.
#[derive(Debug)]
pub(crate) struct TakesHalf(#[allow(dead_code, reason = "it is shown")] Option<Any>);

impl<'de> Unpickle<'de> for TakesHalf {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut items = source.list()?;
        Ok(TakesHalf(items.next()?))
    }
}

/// Takes the first item of a tuple, or the first entry of a dict.
#[derive(Debug)]
pub(crate) enum TakesHalfOfEach {
    Tuple(#[allow(dead_code, reason = "it is shown")] i64),
    Dict(#[allow(dead_code, reason = "it is shown")] Option<(String, Any)>),
}

impl<'de> Unpickle<'de> for TakesHalfOfEach {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if let Ok(mut items) = source.tuple_of(2) {
            return items.item().map(TakesHalfOfEach::Tuple);
        }
        source.dict()?.next().map(TakesHalfOfEach::Dict)
    }
}

/// Looks at the kind, and takes any value.
#[derive(Debug)]
pub(crate) struct LooksFirst(#[allow(dead_code, reason = "it is shown")] (String, Value));

impl<'de> Unpickle<'de> for LooksFirst {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let kind = format!("{:?}", source.kind());
        Ok(LooksFirst((kind, Value::unpickle(source)?)))
    }
}

/// The entries of a dict, of which the last may have the key of an earlier one.
#[derive(Debug)]
pub(crate) struct Pairs(#[allow(dead_code, reason = "it is shown")] Vec<(SwallowsErrors, Any)>);

impl<'de> Unpickle<'de> for Pairs {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let mut pairs = Vec::new();
        let mut entries = source.dict()?;
        while let Some(pair) = entries.next()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
