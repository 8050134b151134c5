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

/// Implements `Pickle` (dumping), `Unpickle` (loading), `Alternative` (so that it can be part of a union) and, for structs,
/// `PickleClass` (the description of the class) for a type that stands for a Python class.
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
/// | `module = "app.models"` | The class's module. Required. |
/// | `name = "Outer.Inner"` | The class's qualified name, if it is not the struct's. |
/// | `alias("old.Order", "old:Outer.Inner")` | Further globals that loading takes for the class, split at the last dot or at a colon. |
/// | `layout = ".."` | How instances are [laid out](#layouts); `"dict"` if it is absent. |
/// | `accept("list", ..)` | Further layouts that loading accepts. `"dict"`, `"slots"` and `"dict_slots"` are accepted for one another anyway. |
/// | `newargs(a, b)` | `__getnewargs__`: the fields that are the arguments of `__new__`, in this order, at protocols 2 and up. They are in the state too, unless they are marked `arg`. |
/// | `newargs_ex(c)` | `__getnewargs_ex__`: the fields that are keyword arguments of `__new__`. |
/// | `reduce = "module.callable"`, `args(a)`, `state(b)` | `__reduce__`: the callable is called with the fields in `args`; those in `state` are a state dict. Each field is in one of the two. |
/// | `state_setter = "module.function"` | The sixth item of `__reduce__`: a function that takes the object and its state, where `__setstate__` or `__dict__` would. |
/// | `getstate = path`, `setstate = path` | Functions `fn(&T) -> impl Pickle` and `fn(S) -> Result<T, impl Display>`, where `S` can be loaded, that the whole state goes through. |
/// | `subclasses("shop.Stock", ..)` | Classes that derive from this one. Their instances are never taken for it; the error then names the remedy. |
/// | `flag(READ = 4, ..)` | The struct is a Python [`Flag`](#flags) and no class. |
/// | `unknown = ".."` | What becomes of attributes without a field: `"deny"` (an error, if it is absent), `"ignore"`, or `"keep"`, which a `rest` field implies. |
/// | `default` | Missing attributes and skipped fields come from the struct's `Default`. |
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
/// | `skip` | The field is not in the pickle; its `Default` is loaded. |
/// | `with = path` | A module with `fn pickle(&T, &mut Writer<'_>) -> Result<(), Error>` and `fn unpickle(&mut Source<'_, '_>) -> Result<T, Error>`, instead of the type's own impls. |
/// | `slot` | With `layout = "dict_slots"`: the attribute is one of `__slots__`. |
/// | `arg` | The attribute is an argument of `__new__` and not in the state. |
/// | `items` | The class is a `list` (or its `__reduce__` returns list items), and the field is what the list holds: a `Vec` or another collection. |
/// | `entries` | The class is a `dict` (or its `__reduce__` returns dict items), and the field is what the dict holds: a map. |
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
/// | `"args"` | named tuples | `NEWOBJ` with all fields |
/// | `"call"` | a `__reduce__` that calls the class with all fields | `REDUCE` |
/// | `"global"` | singletons whose `__reduce__` returns a string: `name` is that string, and there are no fields | `GLOBAL` |
///
/// A tuple struct can have the layouts that need no names: `"list"`, `"args"` and `"call"`. In others its fields need
/// `rename`. In errors and lists the field `self.0` is `_0`.
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
/// # Subclasses of list, dict and set
///
/// A subclass of `list` or `dict` has a field for what the object itself holds, beside those for its attributes. A
/// subclass of `set` is a call with one argument, the list of its members: `reduce = "shop.Tags", args(members)`.
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
/// points at has to be owned by another part of the loaded value, else loading is an error. To dump such a value, dump
/// the `Rc`: what it points at is not known to be the parent.
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
/// Type parameters have to be `Pickle` to dump and `Unpickle` to load. What a struct with a lifetime borrows, it
/// borrows from the pickle.
///
/// # On an enum and its variants
///
/// A Rust enum stands for a Python `Enum`, `IntEnum` or `StrEnum`; with `union` or `literal` it is [a union of types](#unions)
/// or [a `Literal`](#literals). The enum takes `module`, `name`, `alias` and `crate`, as a struct does, and
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
/// The types have to implement `pickle_core::Alternative`, as all of pickle-core and all derived ones do.
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
        Err(errors) => {
            let errors = errors.write_errors();
            let stubs = stub::impls(input, check::root(input));
            quote!(#errors #stubs)
        }
    }
}

fn class_impls(class: &Class) -> TokenStream {
    let description = class::impl_pickle_class(class);
    let pickle = dump::impl_pickle(class);
    let instance = dump::impl_instance(class);
    let unpickle = load::impl_unpickle(class);
    let root = &class.head.root;
    let alternative = alternative::impl_alternative(&class.head, &quote!(#root::PickleClass));
    quote!(#description #pickle #instance #unpickle #alternative)
}
