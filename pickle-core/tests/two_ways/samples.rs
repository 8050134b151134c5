//! Values of the types, made of random bytes: what is shared, how long lists are, which fields are there.

use std::any::{Any as AnyType, TypeId};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use pickle_core::pystd::{
    Complex, Counter, Date, DateTime, Decimal, DefaultDict, Deque, Exception, OrderedDict, TimeZone, Uuid,
};
use pickle_core::{Any, Attributes, ByteArray, Bytes, FrozenSet, Global, IndexMap, IndexSet, Int, Maybe, Tuple};

use super::types::*;

/// What values are made of. Behind the last byte all are zero, which makes the smallest value.
pub(crate) struct Entropy<'b> {
    bytes: &'b [u8],
    depth: usize,
    pointers: HashMap<TypeId, Vec<Box<dyn AnyType>>>,
}

impl Entropy<'_> {
    pub(crate) fn new(bytes: &[u8]) -> Entropy<'_> {
        Entropy { bytes, depth: 0, pointers: HashMap::new() }
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    fn choose<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    pub(crate) fn make<T: Sample>(&mut self) -> T {
        self.depth += 1;
        let value = T::sample(self);
        self.depth -= 1;
        value
    }

    /// Few values, and none where values nest deep already.
    fn many<T: Sample>(&mut self) -> Vec<T> {
        let most = if self.depth > 6 { 1 } else { 5 };
        (0..self.below(most)).map(|_| self.make()).collect()
    }

    /// One of the pointers that were made before, or a new one.
    fn shared<P: Clone + 'static>(&mut self, make: impl FnOnce(&mut Self) -> P) -> P {
        let known = self.pointers.get(&TypeId::of::<P>()).map_or(0, Vec::len);
        if known > 0 && self.below(2) == 1 {
            let number = self.below(known);
            if let Some(pointer) = self.pointers[&TypeId::of::<P>()][number].downcast_ref::<P>() {
                return pointer.clone();
            }
        }
        let pointer = make(self);
        self.pointers.entry(TypeId::of::<P>()).or_default().push(Box::new(pointer.clone()));
        pointer
    }
}

/// A type whose values can be made.
pub(crate) trait Sample: Sized {
    fn sample(bytes: &mut Entropy<'_>) -> Self;
}

macro_rules! samples {
    ($([$($generics:tt)*] $type:ty: |$bytes:ident| $make:expr;)*) => {$(
        impl<$($generics)*> Sample for $type {
            fn sample($bytes: &mut Entropy<'_>) -> Self {
                $make
            }
        }
    )*};
}

macro_rules! samples_of_structs {
    ($($type:ident { $($field:ident),* })*) => {
        samples! {
            $([] $type: |bytes| {
                $(let $field = bytes.make();)*
                $type { $($field),* }
            };)*
        }
    };
}

macro_rules! samples_of_tuples {
    ($([$($type:ident)*])*) => {
        samples! { $([$($type: Sample),*] ($($type,)*): |bytes| ($(bytes.make::<$type>(),)*);)* }
    };
}

/// Words that pickles have again and again: names of fields and modules, and what is none.
const WORDS: &[&str] = &[
    "",
    "id",
    "name",
    "shop",
    "Customer",
    "x",
    "tea",
    "naïve",
    "title",
    "\n\\",
    "\u{1f980}",
    "a longer text than most",
];

const INTS: &[i64] = &[0, 1, -1, 7, 255, 256, 65_535, 65_536, 1 << 31, -(1 << 31), 1 << 40, i64::MIN, i64::MAX];

const FLOATS: &[f64] = &[0.0, 1.0, -2.5, 1e300, f64::INFINITY, f64::NAN];

samples! {
    [] bool: |bytes| bytes.below(2) == 1;
    [] u8: |bytes| bytes.byte();
    [] i32: |bytes| i32::from(bytes.byte()) - 3;
    [] i64: |bytes| bytes.choose(INTS);
    [] f32: |bytes| f32::from(bytes.byte()) / 2.0;
    [] f64: |bytes| bytes.choose(FLOATS);
    [] char: |bytes| bytes.choose(&['a', 'é', '\u{1f980}']);
    [] (): |_bytes| ();
    [] Int: |bytes| if bytes.below(3) == 0 { Int::from_signed_bytes_le(&[bytes.byte(); 12]) } else { Int::from(bytes.make::<i64>()) };
    [] &'static str: |bytes| bytes.choose(WORDS);
    [] String: |bytes| bytes.make::<&str>().to_owned();
    [] Cow<'static, str>: |bytes| Cow::Borrowed(bytes.make());
    [] Rc<str>: |bytes| bytes.shared(|bytes| Rc::from(bytes.make::<&str>()));
    [] Arc<str>: |bytes| bytes.shared(|bytes| Arc::from(bytes.make::<&str>()));
    [] &'static [u8]: |bytes| bytes.make::<&str>().as_bytes();
    [] Cow<'static, [u8]>: |bytes| Cow::Borrowed(bytes.make());
    [] Bytes: |bytes| Bytes(bytes.many());
    [] ByteArray: |bytes| ByteArray(bytes.many());
    [T: Sample] Option<T>: |bytes| if bytes.below(3) == 0 { None } else { Some(bytes.make()) };
    [T: Sample] Maybe<T>: |bytes| if bytes.below(3) == 0 { Maybe::Absent } else { Maybe::Present(bytes.make()) };
    [T: Sample] Vec<T>: |bytes| bytes.many();
    [T: Sample] VecDeque<T>: |bytes| bytes.many().into();
    [T: Sample] [T; 2]: |bytes| [bytes.make(), bytes.make()];
    [T: Sample] Box<T>: |bytes| Box::new(bytes.make());
    [T: Sample] RefCell<T>: |bytes| RefCell::new(bytes.make());
    [T: Sample + 'static] Rc<T>: |bytes| bytes.shared(|bytes| Rc::new(bytes.make()));
    [T: Sample] Tuple<T>: |bytes| Tuple(bytes.many());
    [T: Sample + Hash + Eq] FrozenSet<T>: |bytes| FrozenSet(bytes.make());
    [T: Sample + Hash + Eq] IndexSet<T>: |bytes| bytes.many().into_iter().collect();
    [K: Sample + Ord, V: Sample] BTreeMap<K, V>: |bytes| bytes.many::<(K, V)>().into_iter().collect();
    [K: Sample + Hash + Eq, V: Sample] IndexMap<K, V>: |bytes| bytes.many::<(K, V)>().into_iter().collect();
    [K: Sample + Hash + Eq, V: Sample] OrderedDict<K, V>: |bytes| OrderedDict(bytes.make());
    [T: Sample + Hash + Eq] Counter<T>: |bytes| Counter(bytes.make());
    [T: Sample] Deque<T>: |bytes| bytes.many().into_iter().collect();
    [V: Sample] DefaultDict<String, V>: |bytes| {
        let mut dict = DefaultDict::new("builtins", "list").expect("the name is one");
        dict.entries = bytes.make();
        dict
    };
    [] Any: |bytes| Any::of(&bytes.make::<Value>()).unwrap_or_default();
    [] Attributes: |bytes| {
        let mut attributes = Attributes::new();
        for number in 0..bytes.below(3) {
            attributes.insert(format!("extra{number}"), bytes.make::<Any>());
        }
        attributes
    };
    [] Decimal: |bytes| Decimal::new(bytes.choose(&["0", "1.50", "-1E+3", "NaN"])).expect("the text is a number");
    [] Date: |bytes| Date::new(2024, 1 + bytes.byte() % 12, 1 + bytes.byte() % 28).expect("the day exists");
    [] Uuid: |bytes| Uuid::from(u128::from(bytes.byte()));
    [] Complex: |bytes| Complex::new(bytes.make(), bytes.make());
    [] DateTime: |bytes| match (DateTime::from(bytes.make::<Date>()), bytes.below(3)) {
        (naive, 0) => naive.with_tzinfo(TimeZone::UTC),
        (naive, _) => naive,
    };
    [] Global<'static>: |bytes| Global::new("shop", bytes.choose(&["Customer", "NOWHERE", "Outer.Inner"]));
    [] Exception: |bytes| Exception::new("builtins", "ValueError").with_arg(bytes.make::<Any>());
    [] Color: |bytes| bytes.choose(&[Color::Red, Color::Green]);
    [] Permission: |bytes| Permission::from_bits(bytes.byte() % 8);
    [] Status: |bytes| bytes.choose(&[Status::Open, Status::One, Status::Yes, Status::Raw, Status::Nothing]);
    [] Nowhere: |_bytes| Nowhere;
    [T] Weak<T>: |_bytes| Weak::new();
    [] Value: |bytes| value(bytes);
    [] Key: |bytes| match bytes.below(3) {
        0 => Key::Int(bytes.make()),
        1 => Key::Text(bytes.make()),
        _ => Key::Pair(bytes.make()),
    };
    [] Family: |bytes| match bytes.below(4) {
        0 => Family::Customer(bytes.make()),
        1 => Family::Person(bytes.make()),
        2 => Family::Record(bytes.make()),
        _ => Family::Listed(bytes.make()),
    };
}

samples_of_tuples! { [A B] [A B C] [A B C D] }

samples_of_structs! {
    Customer { id, name }
    Record { id, name, email, active, score, tags }
    Order { customer, lines, notes, previous, extra }
    Slots { x, y }
    DictSlots { name, x, y }
    Listed { x, y }
    Tupled { x, y }
    Attrs { x, y }
    Point { x, y }
    Called { x, y }
    Rebuilt { text, number }
    Temperature { unit, celsius }
    Basket { goods, owner }
    Registry { title, numbers, extra }
    Person { name, age }
    Member { person, number }
    Movie { title, year }
    Meters { value, unit }
    Tree { name, children, parent }
    Linked { value, next, extra }
    Open { x, y, fields_set }
    Struct { x, y }
}

samples! {
    [] Texts<'static>: |bytes| Texts {
        text: bytes.make(),
        either: bytes.make(),
        data: bytes.make(),
        bytes: bytes.make(),
    };
}

/// Values nest to a depth at which none has parts.
fn value(bytes: &mut Entropy<'_>) -> Value {
    let kinds = if bytes.depth > 6 { 9 } else { 15 };
    match bytes.below(kinds) {
        0 => Value::Int(bytes.make()),
        1 => Value::Text(bytes.make()),
        2 => Value::Float(bytes.make()),
        3 => Value::Bool(bytes.make()),
        4 => Value::Bytes(bytes.make()),
        5 => Value::Nothing(()),
        6 => Value::Customer(bytes.make()),
        7 => Value::Color(bytes.make()),
        8 => Value::Date(bytes.make()),
        9 => Value::Point(bytes.make()),
        10 => Value::Called(bytes.make()),
        11 => Value::List(bytes.make()),
        12 => Value::Pair(bytes.make()),
        13 => Value::Dict(bytes.make()),
        _ => Value::Set(bytes.make()),
    }
}
