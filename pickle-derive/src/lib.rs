//! `#[derive(Pickle)]` for `pickle-core`, which re-exports it: Rust structs and enums that stand for Python classes.
//!
//! Everything is documented at [the derive itself](macro@Pickle).

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

mod attributes;
mod values;
mod errors;
mod check;
mod model;
mod generics;
mod class;
mod dump;
mod load;
mod describe;
mod remote;
mod conversion;
mod enum_class;
mod enums;
mod flag;
mod alternative;
mod stub;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_macro_input};

use model::{Class, Item};

/// Implements `Pickle` (dumping), `Unpickle` (loading), `Alternative` (so that it can be part of a union) and, for a type
/// that stands for a Python class, `PickleClass`, `PickleEnum` or `PickleFlag` (the description of the class).
///
/// ```
/// use pickle_core::{Pickle, dumps, loads};
///
/// // Python: @dataclass class Customer: id: int; name: str
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop.models")]
/// struct Customer {
///     id: i64,
///     name: String,
/// }
///
/// // Python: pickle.dumps(Customer(7, 'Ann'), protocol=2)
/// let pickle = b"\x80\x02cshop.models\nCustomer\n)\x81}(X\x02\x00\x00\x00idK\x07X\x04\x00\x00\x00nameX\x03\x00\x00\x00Annub.";
/// let mut customer: Customer = loads(pickle)?;
/// assert_eq!(customer, Customer { id: 7, name: "Ann".into() });
///
/// customer.name.push('a');
/// assert_eq!(loads::<Customer>(&dumps(&customer)?)?, customer);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// Values of attributes that are Rust stand without quotes: `default = vec![1]`, `with = path::to::module`. Mistakes are
/// reported all at once.
///
/// # On a struct
///
/// | attribute | meaning |
/// | --- | --- |
/// | `module = "app.models"` | The class's module. Required, but for `layout = "mapping"`. |
/// | `name = "Outer.Inner"` | The class's qualified name, if it is not the struct's. |
/// | `alias("old.Order", "old:Outer.Inner")` | Further globals that loading takes for the class, split at the last dot or at a colon. |
/// | `layout = ".."` | How instances are [laid out](#layouts); `"dict"` if it is absent. |
/// | `accept("list", ..)` | Further layouts that loading accepts. `"dict"`, `"slots"`, `"dict_slots"` and `"attrs"` are accepted for one another anyway. |
/// | `newargs(a, b)` | `__getnewargs__`: the fields that are the arguments of `__new__`, in this order, at protocols 2 and up. They are in the state too, unless they are marked `arg`. |
/// | `newargs_ex(c)` | `__getnewargs_ex__`: the fields that are keyword arguments of `__new__`. |
/// | `reduce = "module.callable"`, `args(a)`, `state(b)` | `__reduce__`: the callable is called with the fields in `args`; those in `state` are a state dict. Each field is in one of the two. Instead of the lists, fields can be marked `arg` or `args`. |
/// | `reduce = "copyreg.__newobj__"` | `__reduce__` returns `copyreg.__newobj__, (cls, ..), state`: objects are made by `__new__`, of the fields in `newargs` if there are any, and `layout` says what the state is: `"dict"`, `"slots"` or `"dict_slots"`. Without it protocols 0 and 1 have another form, and none for slots. |
/// | `state_setter = "module.function"` | The sixth item of `__reduce__`: a function that takes the object and its state, where `__setstate__` or `__dict__` would. |
/// | `getstate = path`, `setstate = path` | Functions `fn(&T) -> impl Pickle` and `fn(S) -> Result<T, impl Display>`, where `S` can be loaded, that the whole state goes through. |
/// | `subclasses("shop.Stock", ..)` | Classes that derive from this one. Their instances are never taken for it; the error then names the remedy. |
/// | `flag(READ = 4, ..)` | The struct is a Python [`Flag`](#flags) and no class. |
/// | `unknown = ".."` | What becomes of attributes without a field: `"deny"` (an error, if it is absent), `"ignore"`, or `"keep"`, which a `rest` field implies. |
/// | `default` | Missing attributes and skipped fields come from the struct's `Default`. |
/// | `from = T`, `try_from = T`, `into = T` | The type is loaded and dumped [as another one](#conversions). |
/// | `remote = path::T` | The struct describes a [type of another crate](#types-of-other-crates). |
/// | `bound(T: Trait)`, `bound(pickle(..), unpickle(..), alternative(..))` | What the impls ask of [type parameters](#generics). |
/// | `crate = path` | Where `pickle_core` is, if it is not `::pickle_core`. |
///
/// Lists of fields name them as in Rust; a name that only the pickle has works too.
///
/// # On a field
///
/// | attribute | meaning |
/// | --- | --- |
/// | `rename = ".."` | The attribute's name in the pickle, if it is not the field's. |
/// | `alias = ".."` | A further name that loading takes for the attribute. Repeatable. |
/// | `default`, `default = EXPRESSION` | What a missing attribute becomes: the `Default` of its type, or a value. A string is converted with `Into`. |
/// | `class_default`, `class_default = EXPRESSION` | As `default`, for a value that the Python class itself has: dumping leaves the attribute out again, as long as it is unchanged. Needs a `rest` field, which remembers it. |
/// | `skip` | The field is not in the pickle; its `Default` is loaded. |
/// | `with = path` | A module with `fn pickle(&T, &mut Writer<'_>) -> Result<(), Error>` and `fn unpickle(&mut Source<'_, '_>) -> Result<T, Error>`, instead of the type's own impls. |
/// | `slot` | With `layout = "dict_slots"`: the attribute is one of `__slots__`. |
/// | `arg` | The attribute is an argument of `__new__`, or of a `"call"`, and not in the state. |
/// | `args` | With `layout = "call"`: the field, such as `(i64, String)` or `Tuple<Any>`, is the tuple of all arguments: an exception's `args`. A `with` module writes that tuple: see `pickle_core::pystd::arguments`. |
/// | `state` | With `layout = "args"`: the attribute is in the state dict of a named tuple that has one, and no item of the tuple. |
/// | `value = "int"` | The class is a subclass of `int` (or `float`, `complex`, `str`, `bytes`, `tuple`), and the field is its value. |
/// | `items` | The class is a `list` (or its `__reduce__` returns list items), and the field is what the list holds: a `Vec` or another collection. |
/// | `entries` | The class is a `dict` (or its `__reduce__` returns dict items), and the field is what the dict holds: a map. |
/// | `private` | With a pydantic layout: the attribute is one of the private ones. |
/// | `fields_set` | With a pydantic layout, which needs it: the field is the set of the names of the fields that were set. |
/// | `extra` | With `layout = "pydantic2"`: the field, an `Option<Attributes>`, is what `extra="allow"` keeps. |
/// | `flatten` | The field's type stands for a [base class](#base-classes), and its attributes are the struct's. |
/// | `getter = path` | With `remote`: a function that takes a reference to the remote value and gives the field's value or a reference to it, for fields that are private. |
/// | `rest` | The field, a `pickle_core::Attributes`, keeps the attributes without a field in their order; dumping writes them back. |
///
/// A field of type `pickle_core::Maybe<T>` needs no attribute: it remembers that an object lacks the attribute, such as
/// an unset slot.
///
/// ```
/// use pickle_core::{Attributes, Pickle, dumps, loads};
///
/// #[derive(Pickle)]
/// #[pickle(module = "shop.models", alias("__main__.Order"))]
/// struct Order {
///     #[pickle(rename = "_Order__number")]
///     number: u64,
///     #[pickle(default = "EUR")]
///     currency: String,
///     #[pickle(skip)]
///     is_changed: bool,
///     #[pickle(rest)]
///     extra: Attributes,
/// }
///
/// let order: Order = loads(b"(i__main__\nOrder\n(dV_Order__number\nI5\nsVcoupon\nVX1\nsb.")?;
/// assert_eq!((order.number, order.currency.as_str()), (5, "EUR"));
/// assert_eq!(order.extra.get("coupon").and_then(|coupon| coupon.as_str()), Some("X1"));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Layouts
///
/// Python loads an instance in another layout than its class's own as an error or, worse, as wrong values; so the
/// layout has to be the class's.
///
/// | layout | the class | the pickle |
/// | --- | --- | --- |
/// | `"dict"` | plain classes, dataclasses | `NEWOBJ`, `BUILD {..}` |
/// | `"slots"` | classes with `__slots__` | `NEWOBJ`, `BUILD (None, {..})` |
/// | `"dict_slots"` | classes with `__slots__` and a `__dict__` | `NEWOBJ`, `BUILD ({..}, {..})` |
/// | `"list"` | dataclasses with `slots=True, frozen=True` | `NEWOBJ`, `BUILD [..]` |
/// | `"tuple"` | attrs classes with slots, up to attrs 22.1 | `NEWOBJ`, `BUILD (..)` |
/// | `"attrs"` | attrs classes with slots, since attrs 22.2 | `NEWOBJ`, `BUILD {..}`, even of no fields |
/// | `"args"` | named tuples | `NEWOBJ` with all fields; those marked `state`, and `rest`, are a state dict |
/// | `"call"` | a `__reduce__` that calls the class with all fields; or, if a field is marked `arg` or `args`, with the marked ones: exceptions, subclasses of `set`, `deque`, `datetime` | `REDUCE`; the other fields are a state dict |
/// | `"mapping"` | `TypedDict`s, which have no module: the keys of a dict | a dict |
/// | `"pydantic2"` | models of pydantic 2 | `NEWOBJ`, `BUILD {'__dict__': {..}, '__pydantic_extra__': .., ..}` |
/// | `"pydantic2_root"` | `RootModel`s of pydantic 2, with a field `root` | `NEWOBJ`, `BUILD {'__dict__': {'root': ..}, ..}` |
/// | `"pydantic1"` | models of pydantic 1 and `pydantic.v1` | `NEWOBJ`, `BUILD {'__dict__': {..}, '__fields_set__': .., ..}` |
/// | `"msgspec_kw_only"` | msgspec structs with `kw_only=True`; others are `"call"` | `REDUCE` of `msgspec._utils.rebuild` |
/// | `"global"` | singletons whose `__reduce__` returns a string: `name` is that string, and there are no fields | `GLOBAL` |
///
/// Layouts without names (`"list"`, `"tuple"` and arguments) are accepted only where they are named, and only at their
/// own length. `rest` needs a layout with a `__dict__`: in `"slots"`, `"list"`, `"tuple"`, `"attrs"` and
/// `"msgspec_kw_only"` Python would lose what it keeps.
///
/// A tuple struct can have the layouts that need no names: `"list"`, `"tuple"`, `"args"` and `"call"`. In others its
/// fields need `rename`. In errors and lists the field `self.0` is `_0`.
///
/// ```
/// use pickle_core::{Pickle, loads};
///
/// // Python: class Point(NamedTuple): x: int; y: int
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop", layout = "args")]
/// struct Point(i64, i64);
///
/// assert_eq!(loads::<Point>(b"\x80\x02cshop\nPoint\nK\x01K\x02\x86\x81.")?, Point(1, 2));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Base classes
///
/// The attributes of a base class stand in the pickle among those of the class itself. A field that is marked `flatten`
/// holds them as the struct of the base class. Both classes have attributes with names: layout `"dict"`, `"slots"` or
/// `"dict_slots"`, or both `"attrs"`, or both `"mapping"`. The list of all attributes is made at compile time, so unknown ones can be denied, and two attributes
/// with one name do not compile. What is missing follows the attributes of the base's fields; what is unknown follows
/// those of the outer struct: the base has no `rest` field. The base may have a base in turn, and a struct several bases.
///
/// ```
/// use pickle_core::{Pickle, PickleClass, dumps, loads};
///
/// // Python: @dataclass class Person: name: str
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "club")]
/// struct Person {
///     name: String,
/// }
///
/// // Python: @dataclass class Member(Person): number: int
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "club")]
/// struct Member {
///     #[pickle(flatten)]
///     person: Person,
///     number: i64,
/// }
///
/// // Python: pickle.dumps(Member('Ann', 7), protocol=2)
/// let pickle = b"\x80\x02cclub\nMember\n)\x81}(X\x04\0\0\0nameX\x03\0\0\0AnnX\x06\0\0\0numberK\x07ub.";
/// let member: Member = loads(pickle)?;
/// assert_eq!(member, Member { person: Person { name: "Ann".into() }, number: 7 });
/// assert_eq!(Member::CLASS.fields[1].name, "number");
/// assert_eq!(loads::<Member>(&dumps(&member)?)?, member);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Exceptions
///
/// An exception is a call of its class with its `args`, which are those of `super().__init__(..)`, and its attributes are
/// the state. Python itself loads only those whose `__init__` takes what is in `args`.
///
/// ```
/// use pickle_core::{Attributes, Maybe, Pickle, dumps, loads};
///
/// // Python: class OutOfStock(Exception): pass
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop", layout = "call")]
/// struct OutOfStock {
///     #[pickle(args)]
///     args: (String, i64),
///     shelf: Maybe<i64>,
///     #[pickle(rest)]
///     extra: Attributes,
/// }
///
/// // Python: error = OutOfStock('tea', 3); error.shelf = 7; pickle.dumps(error, protocol=2)
/// let pickle = b"\x80\x02cshop\nOutOfStock\nX\x03\0\0\0teaK\x03\x86R}X\x05\0\0\0shelfK\x07sb.";
/// let error: OutOfStock = loads(pickle)?;
/// assert_eq!((error.args.0.as_str(), error.shelf.as_ref().present()), ("tea", Some(&7)));
/// assert_eq!(loads::<OutOfStock>(&dumps(&error)?)?, error);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Dicts with known keys
///
/// ```
/// use pickle_core::{Maybe, Pickle, dumps, loads};
///
/// // Python: class Movie(TypedDict): title: str; year: NotRequired[int]
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(layout = "mapping")]
/// struct Movie {
///     title: String,
///     year: Maybe<i64>,
/// }
///
/// // Python: pickle.dumps(Movie(title='Up'), protocol=2)
/// let movie: Movie = loads(b"\x80\x02}X\x05\0\0\0titleX\x02\0\0\0Ups.")?;
/// assert_eq!(movie, Movie { title: "Up".into(), year: Maybe::Absent });
/// assert_eq!(loads::<Movie>(&dumps(&movie)?)?, movie);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Models of pydantic
///
/// ```
/// use pickle_core::{IndexSet, Maybe, Pickle, dumps, loads};
///
/// // Python: class Account(BaseModel): owner: str; _seen: int = PrivateAttr()
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "bank", layout = "pydantic2", accept("pydantic1"))]
/// struct Account {
///     owner: String,
///     #[pickle(private, rename = "_seen")]
///     seen: Maybe<i64>,
///     #[pickle(fields_set)]
///     fields_set: IndexSet<String>,
/// }
///
/// let fields_set = IndexSet::from(["owner".to_owned()]);
/// let account = Account { owner: "Ann".into(), seen: Maybe::Absent, fields_set };
/// assert_eq!(loads::<Account>(&dumps(&account)?)?, account);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Subclasses of builtin classes
///
/// A subclass of `int`, `float`, `complex`, `str`, `bytes` or `tuple` has a field for its value:
///
/// ```
/// use pickle_core::{Pickle, dumps, loads};
///
/// // Python: class Meters(int): pass
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop")]
/// struct Meters(#[pickle(value = "int")] i64);
///
/// // Python: pickle.dumps(Meters(5), protocol=2)
/// assert_eq!(loads::<Meters>(b"\x80\x02cshop\nMeters\nK\x05\x85\x81.")?, Meters(5));
/// assert_eq!(loads::<Meters>(&dumps(&Meters(7))?)?, Meters(7));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// A subclass of `list` or `dict` has one for what the object itself holds, beside those for its attributes. A subclass
/// of `set` or `frozenset` is a call with one argument, the list of its members: `layout = "call"` and a field marked
/// `arg`. One of `deque`, `defaultdict` or `OrderedDict` is a call too, with `items` or `entries`.
///
/// ```
/// use pickle_core::{Pickle, dumps, loads};
///
/// // Python: class Basket(list): pass
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop")]
/// struct Basket {
///     #[pickle(items)]
///     goods: Vec<String>,
///     owner: String,
/// }
///
/// // Python: basket = Basket(['tea']); basket.owner = 'Ann'; pickle.dumps(basket, protocol=2)
/// let pickle = b"\x80\x02cshop\nBasket\n)\x81X\x03\0\0\0teaa}X\x05\0\0\0ownerX\x03\0\0\0Annsb.";
/// let basket: Basket = loads(pickle)?;
/// assert_eq!(basket, Basket { goods: vec!["tea".into()], owner: "Ann".into() });
/// assert_eq!(loads::<Basket>(&dumps(&basket)?)?, basket);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Sharing, parents and children
///
/// Fields of `Rc` and `Arc` keep identity: one Python object is one pointer. Where objects know each other, such as
/// parents and children, one of the two is a `Weak`; it may point at an object that is still being loaded. What a `Weak`
/// points at has to be owned by another part of the loaded value, else loading is an error, and a child cannot be loaded
/// before the parent that owns it. To dump such a value, dump the `Rc`: what it points at is not known to be the parent. A
/// `Weak` without a target is `None`, both ways. It has no `==`, so a struct with one derives no `PartialEq`;
/// pickle-codegen writes one that leaves it out.
///
/// A list, dict, set or bytearray that several attributes share is shared in the same way, as an `Rc<Vec<T>>`.
///
/// Other fields own their values, and an object that several of them share is copied. `Unpickler::loads_with_report` says
/// which objects were, and `Unpickler::on_shared(OnShared::Error)` forbids it.
///
/// ```
/// use std::rc::{Rc, Weak};
/// use pickle_core::{Pickle, dumps, loads};
///
/// // Python: self.__parent = parent; self.children = []
/// #[derive(Pickle)]
/// #[pickle(module = "tree")]
/// struct Node {
///     #[pickle(rename = "_Node__parent")]
///     parent: Weak<Node>,
///     children: Vec<Rc<Node>>,
/// }
///
/// let root = Rc::new_cyclic(|root: &Weak<Node>| {
///     let child = Node { parent: root.clone(), children: Vec::new() };
///     Node { parent: Weak::new(), children: vec![Rc::new(child)] }
/// });
/// let loaded: Rc<Node> = loads(&dumps(&root)?)?;
/// assert!(Rc::ptr_eq(&loaded, &loaded.children[0].parent.upgrade().unwrap()));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Generics
///
/// Type parameters have to be `Pickle` to dump and `Unpickle` to load; those of a union have to be `Alternative` too, and so
/// has one that a struct hands on to a union: `struct Cell<T: Alternative>`. What a struct with a lifetime borrows, it
/// borrows from the pickle. Where that is too much or too little, `bound(..)` on the type has the predicates instead, for
/// all impls or for each: `bound(pickle(T: Pickle), unpickle(T: Unpickle<'de>))`, and for a union or a literal
/// `alternative(T: Alternative)` beside them. `bound()` asks nothing. `'de` is the lifetime of the pickle; where the type
/// has a lifetime of that name, it is `'de_`.
///
/// ```
/// use std::marker::PhantomData;
/// use pickle_core::Pickle;
///
/// /// The id of a `T`; no `T` is in the pickle.
/// #[derive(Pickle)]
/// #[pickle(module = "shop.models", bound())]
/// struct Id<T> {
///     number: i64,
///     #[pickle(skip)]
///     of: PhantomData<T>,
/// }
/// ```
///
/// # Conversions
///
/// A struct or enum of any form is loaded as another type with `from = T` (by [`From`]) or `try_from = T` (by
/// [`TryFrom`], whose error is displayed), and dumped as another type with `into = T`. Dumping clones the value, so the
/// type is [`Clone`]. The other type says what is in the pickle: of the other attributes only `bound` and `crate` can
/// stand beside. A type with conversions of one direction has no impl for the other. In a union it is the alternative that
/// the loaded type is, or with `try_from`, which takes only some values, comes behind others that take the same.
///
/// ```
/// use pickle_core::{Pickle, dumps, loads};
///
/// #[derive(Debug, Clone, PartialEq, Pickle)]
/// #[pickle(try_from = f64, into = f64)]
/// struct Celsius(f64);
///
/// impl TryFrom<f64> for Celsius {
///     type Error = &'static str;
///
///     fn try_from(degrees: f64) -> Result<Self, Self::Error> {
///         if degrees < -273.15 { Err("colder than absolute zero") } else { Ok(Celsius(degrees)) }
///     }
/// }
///
/// impl From<Celsius> for f64 {
///     fn from(celsius: Celsius) -> f64 {
///         celsius.0
///     }
/// }
///
/// assert_eq!(loads::<Celsius>(&dumps(&Celsius(21.5))?)?, Celsius(21.5));
/// let error = loads::<Celsius>(&dumps(&-300.0)?).unwrap_err();
/// assert!(error.to_string().starts_with("colder than absolute zero"));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Types of other crates
///
/// A type of another crate cannot be given impls of these traits. A struct with the same fields describes it with
/// `remote = path::Type`: the struct has functions `pickle` and `unpickle` for the remote type, as `with` on a field asks
/// for. It implements `PickleClass`, and neither `Pickle` nor `Unpickle`. Private fields are read by a `getter`; the
/// remote type is then made by its `From` the struct.
///
/// ```
/// use std::time::Duration;
/// use pickle_core::{Pickle, dumps, loads};
///
/// #[derive(Pickle)]
/// #[pickle(module = "clock", name = "Span", remote = Duration)]
/// struct Span {
///     #[pickle(getter = Duration::as_secs)]
///     seconds: u64,
///     #[pickle(getter = Duration::subsec_nanos)]
///     nanoseconds: u32,
/// }
///
/// impl From<Span> for Duration {
///     fn from(span: Span) -> Duration {
///         Duration::new(span.seconds, span.nanoseconds)
///     }
/// }
///
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "clock")]
/// struct Lap {
///     #[pickle(with = Span)]
///     time: Duration,
/// }
///
/// let lap = Lap { time: Duration::from_millis(1500) };
/// assert_eq!(loads::<Lap>(&dumps(&lap)?)?, lap);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # On an enum and its variants
///
/// A Rust enum stands for a Python `Enum`, `IntEnum` or `StrEnum`; with `union` or `literal` it is [a union of types](#unions)
/// or [a `Literal`](#literals). The enum takes `module`, `name`, `alias` and `crate`, as a struct does, `from`, `try_from`,
/// `into` and `bound`, and
///
/// | attribute of an enum | meaning |
/// | --- | --- |
/// | `by = ".."` | What dumping names a member by: `"value"`, if it is absent, or `"name"`, as enums do whose `__reduce_ex__` says so. Loading takes both. |
/// | `union` | Each variant is a type, and the value in the pickle is one of them. |
/// | `literal` | Each variant is a value, which stands alone in the pickle. |
///
/// | attribute of a variant | meaning |
/// | --- | --- |
/// | `value = LITERAL` | The member's value, Python's `_value_`: an int, float, string, byte string, bool or `None`, a tuple or list of those, `dict((key, value), ..)` or `date(year, month, day)`. A member without it is known, and dumped, by its name only. |
/// | `name = ".."` | The member's name, if it is not the variant's. |
/// | `alias("..", ..)` | Further names of the member. |
/// | `other` | The variant, `Other(Any)`, keeps members that the Rust enum does not have; dumping writes them as they were. |
///
/// ```
/// use pickle_core::{Any, Pickle, dumps, loads};
///
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop.models")]
/// enum Color {
///     #[pickle(name = "RED", value = 1, alias("CRIMSON"))]
///     Red,
///     #[pickle(name = "NONE", value = -1)]
///     None,
///     #[pickle(other)]
///     Other(Any),
/// }
///
/// // Most Pythons write `Color(1)`, some `getattr(Color, 'RED')`.
/// assert_eq!(loads::<Color>(b"cshop.models\nColor\n(I1\ntR.")?, Color::Red);
/// assert_eq!(loads::<Color>(b"c__builtin__\ngetattr\n(cshop.models\nColor\nVRED\ntR.")?, Color::Red);
///
/// let newer: Color = loads(b"cshop.models\nColor\n(I7\ntR.")?;
/// assert!(matches!(newer, Color::Other(_)));
/// assert_eq!(loads::<Color>(&dumps(&newer)?)?, newer);
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Unions
///
/// The variants of a `union` hold one value each, of the types that the value may be of. Which one is chosen by what the
/// value is, its Python type or its class, and never by trial: an error in a value is that of its own type. A type that
/// is exactly the value's comes before one that only takes it (`i64` before `f64` for an `int`), and else the first one
/// counts. Two lists, dicts or tuples are not told apart by what is in them.
///
/// A variant that is marked `other` keeps every other value; without it such a value is an error that lists the
/// alternatives. So a family of classes is an enum of them, and no object is cut down to its base class.
///
/// ```
/// use pickle_core::{Any, Pickle, loads};
///
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(module = "shop")]
/// struct Stock {
///     exchange: String,
/// }
///
/// // Python: Stock | str | int | None, and whatever comes
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(union)]
/// enum Asset {
///     Stock(Box<Stock>),
///     Name(String),
///     Number(i64),
///     Nothing(()),
///     #[pickle(other)]
///     Other(Any),
/// }
///
/// assert_eq!(loads::<Asset>(b"VACME\n.")?, Asset::Name("ACME".to_owned()));
/// let stock = Asset::Stock(Box::new(Stock { exchange: "NYSE".to_owned() }));
/// assert_eq!(loads::<Asset>(b"(ishop\nStock\n(dVexchange\nVNYSE\nsb.")?, stock);
/// assert!(matches!(loads::<Asset>(b"(ishop\nBond\n.")?, Asset::Other(_)));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// The types have to implement `pickle_core::Alternative`, as all of pickle-core and all derived ones do. A persistent id
/// says nothing of them: what it stands for is asked of a `persistent_load` for the union itself.
///
/// # Literals
///
/// The variants of a `literal` are the values of a Python `Literal`: strings, ints, bools, byte strings and `None`, given
/// with `value`. A variant that is marked `other` keeps other values, of the type that it holds.
///
/// ```
/// use pickle_core::{Pickle, loads};
///
/// // Python: Literal["open", "closed"], and what people wrote before there was a type
/// #[derive(Debug, PartialEq, Pickle)]
/// #[pickle(literal)]
/// enum Status {
///     #[pickle(value = "open")]
///     Open,
///     #[pickle(value = "closed")]
///     Closed,
///     #[pickle(other)]
///     Other(String),
/// }
///
/// assert_eq!(loads::<Status>(b"Vopen\n.")?, Status::Open);
/// assert_eq!(loads::<Status>(b"Vajar\n.")?, Status::Other("ajar".to_owned()));
/// # Ok::<(), pickle_core::Error>(())
/// ```
///
/// # Flags
///
/// A struct of one int with `flag(..)` stands for a Python `Flag` or `IntFlag`. It keeps all bits, those without a member
/// too, and loads what any version of Python writes: the bits, names of members, or calls of `_operator.or_` that unite
/// them. It dumps the bits. The derive adds a constant for each member, `bits`, `from_bits`, `contains`, `is_empty` and the
/// operators `|`, `&` and `^`.
///
/// ```
/// use pickle_core::{Pickle, loads};
///
/// // Python: class Permission(Flag): EXECUTE = 1; WRITE = 2; READ = 4; ALL = 7
/// #[derive(Debug, Clone, Copy, PartialEq, Pickle)]
/// #[pickle(module = "files", flag(EXECUTE = 1, WRITE = 2, READ = 4, ALL = 7))]
/// struct Permission(i64);
///
/// let permission: Permission = loads(b"cfiles\nPermission\n(I6\ntR.")?;
/// assert_eq!(permission, Permission::READ | Permission::WRITE);
/// assert!(permission.contains(Permission::READ) && !permission.contains(Permission::ALL));
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[proc_macro_derive(Pickle, attributes(pickle))]
pub fn derive_pickle(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(&parse_macro_input!(input as DeriveInput)).into()
}

/// Attributes are checked into a model, and the impls are written from it; after a mistake stubs take their place.
fn expand(input: &DeriveInput) -> TokenStream {
    match check::check(input) {
        Ok(Item::Class(class)) => class_impls(&class),
        Ok(Item::Enum(members)) => enums::members::impls(&members),
        Ok(Item::Union(union)) => enums::union::impls(&union),
        Ok(Item::Literal(literal)) => enums::literal::impls(&literal),
        Ok(Item::Flag(flag)) => flag::impls(&flag),
        Ok(Item::Conversion(conversion)) => conversion::impls(&conversion),
        Err(errors) => {
            let errors = errors.write_errors();
            let stubs = stub::impls(input, check::root(input));
            quote!(#errors #stubs)
        }
    }
}

fn class_impls(class: &Class) -> TokenStream {
    let description = class::impl_pickle_class(class);
    let both_ways = match &class.remote {
        Some(remote) => remote::impls(class, remote),
        None => {
            let root = &class.head.root;
            let (dump, load) = (dump::impls(class), load::impls(class));
            let alternative = alternative::impl_alternative(&class.head, &quote!(#root::PickleClass));
            quote!(#dump #load #alternative)
        }
    };
    let impls = quote!(#description #both_ways);
    match class.is_flattening() || class.remote.is_some() {
        true => {
            let pieces = class::pieces(class);
            quote!(const _: () = { #pieces #impls };)
        }
        false => impls,
    }
}
