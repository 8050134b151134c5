//! A description of Python classes as plain data: what a reader of Python source or of sample pickles finds out, and
//! what a generator writes from.
//!
//! It describes the *Python* side: names are Python's, types are Python's, and classes refer to each other by name, so
//! that recursion is ordinary. What a class becomes in Rust is the generator's business.
//!
//! ```
//! use pickle_core::schema::{Class, ClassKind, ClassName, Field, Layout, Record, Schema, Type};
//!
//! let name = ClassName::new("shop.models", "Customer");
//! let mut record = Record::new(Layout::Dict);
//! record.fields.push(Field::new("name", Type::Str));
//! let schema = Schema::new(vec![Class::new(name.clone(), ClassKind::Record(record))]);
//!
//! assert_eq!(schema.class(&name).unwrap().name.to_string(), "shop.models.Customer");
//! ```

mod describe;
mod index;
mod of_class;

use std::fmt;

use crate::ValueBase;

pub use self::describe::Describer;
#[doc(hidden)]
pub use self::describe::Part;
pub(crate) use self::describe::described;
pub use self::index::SchemaIndex;

/// The classes of one or more Python modules, in source order.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Schema {
    /// The classes; a name occurs once.
    pub classes: Vec<Class>,
    /// The named types that are no classes, such as `Payment = Card | Cash`; a name occurs once, here or in `classes`.
    pub aliases: Vec<Alias>,
}

impl Schema {
    /// A schema of these classes.
    pub fn new(classes: Vec<Class>) -> Schema {
        Schema { classes, aliases: Vec::new() }
    }

    /// The alias of that name, by a search; [`Schema::index`] finds many.
    pub fn alias(&self, name: &ClassName) -> Option<&Alias> {
        self.aliases.iter().find(|alias| alias.name == *name)
    }

    /// The class of that name, by a search; [`Schema::index`] finds many.
    pub fn class(&self, name: &ClassName) -> Option<&Class> {
        self.classes.iter().find(|class| class.name == *name)
    }

    /// Replaces every type: those of fields, of what type parameters stand for, and of aliases.
    ///
    /// ```
    /// use pickle_core::schema::{Class, ClassKind, ClassName, Field, Layout, Record, Schema, Type};
    ///
    /// let mut record = Record::new(Layout::Dict);
    /// record.fields.push(Field::new("size", Type::Int));
    /// let mut schema = Schema::new(vec![Class::new(ClassName::new("shop", "Order"), ClassKind::Record(record))]);
    /// schema.map_types(|ty| Type::Optional(Box::new(ty)));
    ///
    /// let ClassKind::Record(record) = &schema.classes[0].kind else { unreachable!() };
    /// assert_eq!(record.fields[0].ty.to_string(), "int | None");
    /// ```
    pub fn map_types(&mut self, mut map: impl FnMut(Type) -> Type) {
        let mut replace = |ty: &mut Type| *ty = map(std::mem::replace(ty, Type::Any));
        for class in &mut self.classes {
            class.parameters.iter_mut().for_each(|parameter| replace(&mut parameter.default));
            if let ClassKind::Record(record) = &mut class.kind {
                record.fields.iter_mut().for_each(|field| replace(&mut field.ty));
            }
        }
        self.aliases.iter_mut().for_each(|alias| replace(&mut alias.ty));
    }

    /// The classes that derive from the class `base`.
    pub fn subclasses<'s>(&'s self, base: &'s ClassName) -> impl Iterator<Item = &'s Class> {
        self.classes.iter().filter(|class| class.bases.contains(base))
    }
}

/// The two parts of a class global: `shop.models` and `Order.Line`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct ClassName {
    /// The module's dotted name.
    pub module: String,
    /// The name in the module, dotted for a nested class (`__qualname__`).
    pub qualname: String,
}

impl ClassName {
    /// The class `qualname` of the module `module`.
    pub fn new(module: impl Into<String>, qualname: impl Into<String>) -> ClassName {
        ClassName { module: module.into(), qualname: qualname.into() }
    }
}

impl fmt::Display for ClassName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.qualname)
    }
}

/// A type with a name of its own that is no class. Only those are kept that need their name: unions, literals, and types
/// that contain themselves.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Alias {
    /// Where Python finds the alias.
    pub name: ClassName,
    /// The type that it stands for.
    pub ty: Type,
}

impl Alias {
    /// The alias `name` of the type `ty`.
    pub fn new(name: ClassName, ty: Type) -> Alias {
        Alias { name, ty }
    }
}

/// A Python class.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Class {
    /// Where Python finds the class.
    pub name: ClassName,
    /// The docstring, without its indentation.
    pub doc: Option<String>,
    /// Its base classes that the same source defines, direct and indirect, in the order in which Python looks up
    /// attributes; also those that are not in the schema because they have no instances, such as protocols.
    pub bases: Vec<ClassName>,
    /// Whether it has abstract methods, so that all its instances are those of subclasses.
    pub is_abstract: bool,
    /// The type parameters of a generic class, in order.
    pub parameters: Vec<TypeParameter>,
    /// What its instances are.
    pub kind: ClassKind,
}

impl Class {
    /// A class without a docstring, bases or type parameters.
    pub fn new(name: ClassName, kind: ClassKind) -> Class {
        Class { name, doc: None, bases: Vec::new(), is_abstract: false, parameters: Vec::new(), kind }
    }
}

/// A parameter of a generic class: a `TypeVar`.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct TypeParameter {
    /// Its name, such as `T`.
    pub name: String,
    /// What it stands for where a class is named without arguments: its default (PEP 696), its bound, or anything.
    pub default: Type,
}

impl TypeParameter {
    /// The parameter `name`, which stands for `default` where nothing is given.
    pub fn new(name: impl Into<String>, default: Type) -> TypeParameter {
        TypeParameter { name: name.into(), default }
    }
}

/// What the instances of a class are.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "nearly every class is a record")]
pub enum ClassKind {
    /// Objects with attributes.
    Record(Record),
    /// The fixed members of an `enum.Enum`.
    Enumeration(Enumeration),
    /// The combinations of the members of an `enum.Flag`.
    Flag(Flag),
    /// Something that the schema does not describe: only the name of the class is known.
    External,
}

/// A class whose instances have attributes.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Record {
    /// How its instances are laid out in a pickle.
    pub layout: Layout,
    /// Further layouts that other versions of a library write, and that loading accepts.
    pub accepts: Vec<Layout>,
    /// Whether instances can have attributes that no field is for.
    pub is_open: bool,
    /// Its attributes, those of base classes first.
    pub fields: Vec<Field>,
    /// What `__getnewargs__` and `__getnewargs_ex__` return.
    pub new_arguments: NewArguments,
    /// Whether a `__reduce__` returns `copyreg.__newobj__`, beside the state of the layout.
    pub is_reduced_to_new: bool,
}

impl Record {
    /// A record without fields; it is open if the layout is that of a `__dict__`.
    pub fn new(layout: Layout) -> Record {
        let is_open = matches!(layout, Layout::Dict | Layout::DictSlots);
        let (fields, new_arguments) = (Vec::new(), NewArguments::default());
        Record { layout, accepts: Vec::new(), is_open, fields, new_arguments, is_reduced_to_new: false }
    }

    /// The field whose attribute has that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// How Python pickles the instances of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Layout {
    /// A state of `{attribute: value}`: plain classes and dataclasses.
    Dict,
    /// A state of `(None, {slot: value})`: `__slots__` and no `__dict__`.
    Slots,
    /// A state of `({attribute: value}, {slot: value})`: `__slots__` beside a `__dict__`.
    DictSlots,
    /// A state of `[value, value]`, in the order of the fields: dataclasses that are frozen and have slots.
    List,
    /// The values are the arguments of `__new__` and there is no state: named tuples.
    Args,
    /// The class is called with the values, and there is no state.
    Call,
    /// Another callable is called, and a state dict may follow.
    Reduce(Reduce),
    /// A state of `(value, value)`, in the order of the fields: attrs classes with slots, up to attrs 22.1.
    Tuple,
    /// A state of `{attribute: value}` for the `__setstate__` that attrs gives classes with slots, from 22.2 on.
    Attrs,
    /// No object but a dict with these keys: a `TypedDict`.
    Mapping,
    /// The state of a pydantic 1 model.
    Pydantic1,
    /// The state of a pydantic 2 model.
    Pydantic2,
    /// The state of a pydantic 2 `RootModel`.
    Pydantic2Root,
    /// `msgspec._utils.rebuild(class, {attribute: value})`: msgspec structs with keyword-only fields.
    MsgspecKwOnly,
    /// Only a name: `__reduce__` returns a string.
    Global(ClassName),
}

/// The result of a `__reduce__` method that [`Layout::Call`] cannot express.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Reduce {
    /// The global that is called.
    pub callable: ClassName,
    /// The attributes that are its arguments, in order.
    pub arguments: Vec<String>,
    /// The attributes in the state dict.
    pub state: Vec<String>,
    /// The function that takes the object and the state dict, where not the object itself does.
    pub state_setter: Option<ClassName>,
}

impl Reduce {
    /// A call of `callable` without arguments or state.
    pub fn new(callable: ClassName) -> Reduce {
        Reduce { callable, arguments: Vec::new(), state: Vec::new(), state_setter: None }
    }
}

/// The attributes that `__getnewargs__` or `__getnewargs_ex__` hand to `__new__`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct NewArguments {
    /// The positional arguments, in order.
    pub positional: Vec<String>,
    /// The keyword arguments, each called as its attribute is.
    pub keywords: Vec<String>,
}

impl NewArguments {
    /// Whether the attribute is one of the arguments.
    pub fn contain(&self, name: &str) -> bool {
        self.positional.iter().chain(&self.keywords).any(|argument| argument == name)
    }
}

/// An attribute of a class's instances.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Field {
    /// The attribute's name in the pickle: `_Account__pin` for a private `__pin` of the class `Account`.
    pub name: String,
    /// The name as the class body spells it: `__pin`.
    pub written_name: String,
    /// The attribute's documentation.
    pub doc: Option<String>,
    /// The type of its values.
    pub ty: Type,
    /// The value that it has when nobody sets it.
    pub default: Option<FieldDefault>,
    /// Where in the pickle it stands.
    pub place: Place,
    /// Whether an instance need not have it: a slot that nothing sets when an instance is made.
    pub can_be_unset: bool,
}

impl Field {
    /// An attribute in the state, undocumented and without a default.
    pub fn new(name: impl Into<String>, ty: Type) -> Field {
        let name = name.into();
        Field {
            written_name: name.clone(),
            name,
            doc: None,
            ty,
            default: None,
            place: Place::State,
            can_be_unset: false,
        }
    }
}

/// Where in an object's pickle an attribute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Place {
    /// In the state.
    State,
    /// In the second dict of [`Layout::DictSlots`].
    Slot,
    /// In the state dict that may follow the arguments of [`Layout::Args`].
    Attribute,
    /// In the arguments of `__new__` or of the call only.
    Argument,
    /// It is all the arguments, as a tuple: the `args` of an exception.
    Arguments,
    /// It is the object as an instance of this builtin class.
    Value(ValueBase),
    /// It is what the object holds as a list.
    Items,
    /// It is what the object holds as a dict.
    Entries,
    /// Among the private attributes of a pydantic model.
    Private,
    /// It is the names of the fields of a pydantic model that were set.
    FieldsSet,
    /// It is the extra attributes of a pydantic 2 model.
    Extra,
}

/// The value of an attribute that nobody sets.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct FieldDefault {
    /// The value.
    pub value: Value,
    /// What supplies it.
    pub source: DefaultSource,
}

impl FieldDefault {
    /// A default.
    pub fn new(value: Value, source: DefaultSource) -> FieldDefault {
        FieldDefault { value, source }
    }
}

/// What supplies an attribute's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum DefaultSource {
    /// The class: an instance whose pickle lacks the attribute has this value.
    Class,
    /// The class, and making an instance does not give it an attribute of its own.
    ClassAlone,
    /// A parameter or a statement of `__init__`, which loading does not run: only new instances have this value.
    Constructor,
}

/// The members of an `enum.Enum`, in source order.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Enumeration {
    /// The members; no two have the same value.
    pub members: Vec<Member>,
    /// Whether Python pickles the members by their names: `__reduce_ex__` says so.
    pub is_by_name: bool,
}

impl Enumeration {
    /// An enumeration of these members, pickled by their values.
    pub fn new(members: Vec<Member>) -> Enumeration {
        Enumeration { members, is_by_name: false }
    }
}

/// The members of an `enum.Flag`, in source order.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Flag {
    /// The members, those with several bits too.
    pub members: Vec<FlagMember>,
}

impl Flag {
    /// A flag of these members.
    pub fn new(members: Vec<FlagMember>) -> Flag {
        Flag { members }
    }
}

/// A member of a flag.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct FlagMember {
    /// Its name.
    pub name: String,
    /// Its bits.
    pub bits: i64,
    /// Its documentation.
    pub doc: Option<String>,
}

impl FlagMember {
    /// An undocumented member.
    pub fn new(name: impl Into<String>, bits: i64) -> FlagMember {
        FlagMember { name: name.into(), bits, doc: None }
    }
}

/// A member of an enumeration.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Further names of the same member.
    pub aliases: Vec<String>,
    /// Its value: `None`, a number, a string, bytes, a bool, a date, or a tuple, list or dict of those.
    pub value: Value,
    /// Its documentation.
    pub doc: Option<String>,
}

impl Member {
    /// An undocumented member with one name.
    pub fn new(name: impl Into<String>, value: Value) -> Member {
        Member { name: name.into(), aliases: Vec::new(), value, doc: None }
    }
}

/// A Python type, as far as a static description can tell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Type {
    /// Any value at all.
    Any,
    /// Only `None`.
    None,
    /// `bool`
    Bool,
    /// `int`
    Int,
    /// `int` where values are known that 64 bits do not hold
    LargeInt,
    /// `float`
    Float,
    /// `str`
    Str,
    /// `bytes`
    Bytes,
    /// `bytearray`
    ByteArray,
    /// `list[item]`
    List(Box<Type>),
    /// `tuple[first, second]`
    Tuple(Vec<Type>),
    /// `tuple[item, ...]`
    VariadicTuple(Box<Type>),
    /// `dict[key, value]`
    Dict(Box<Type>, Box<Type>),
    /// `collections.OrderedDict[key, value]`
    OrderedDict(Box<Type>, Box<Type>),
    /// `collections.defaultdict[key, value]`
    DefaultDict(Box<Type>, Box<Type>),
    /// `collections.Counter[element]`
    Counter(Box<Type>),
    /// `collections.deque[item]`
    Deque(Box<Type>),
    /// `set[item]`
    Set(Box<Type>),
    /// `frozenset[item]`
    FrozenSet(Box<Type>),
    /// `item | None`
    Optional(Box<Type>),
    /// A class of the standard library.
    Standard(StandardClass),
    /// A class of the schema.
    Class(ClassName),
    /// A generic class of the schema with its arguments, one for each parameter.
    Generic(ClassName, Vec<Type>),
    /// An instance of a class of the schema or of one of its subclasses.
    Family(ClassName),
    /// A parameter of the generic class that the type stands in.
    Parameter(String),
    /// One of several types, told apart by their values; two or more, none of them `None` or a union.
    Union(Vec<Type>),
    /// One of these values: numbers, strings, bytes and bools.
    Literal(Vec<Literal>),
    /// An alias of the schema.
    Alias(ClassName),
    /// A class or function by its name.
    Global,
    /// Instances of a class of the schema, or lists, dicts, sets or bytearrays, that several owners hold: their identity is
    /// part of the data.
    Shared(Box<Type>, Sharing),
    /// A reference to an instance that another place owns, such as the one from a child back to its parent.
    Weak(Box<Type>, Sharing),
}

impl Type {
    /// The values of this type and `None`.
    ///
    /// ```
    /// use pickle_core::schema::Type;
    ///
    /// assert_eq!(Type::Int.or_none().to_string(), "int | None");
    /// assert_eq!(Type::Int.or_none().or_none(), Type::Int.or_none());
    /// ```
    #[must_use]
    pub fn or_none(self) -> Type {
        match self {
            Type::Any | Type::None | Type::Optional(_) => self,
            item => Type::Optional(Box::new(item)),
        }
    }

    /// The types that this one is made of: those of items, keys and values.
    pub fn parts(&self) -> Vec<&Type> {
        match self {
            Type::List(item)
            | Type::VariadicTuple(item)
            | Type::Set(item)
            | Type::FrozenSet(item)
            | Type::Counter(item)
            | Type::Deque(item)
            | Type::Optional(item)
            | Type::Shared(item, _)
            | Type::Weak(item, _) => vec![item],
            Type::Dict(key, value) | Type::OrderedDict(key, value) | Type::DefaultDict(key, value) => vec![key, value],
            Type::Tuple(items) | Type::Union(items) | Type::Generic(_, items) => items.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// This type with each of its parts replaced by what `replace` makes of it.
    ///
    /// ```
    /// use pickle_core::schema::Type;
    ///
    /// let ints = Type::List(Box::new(Type::Int));
    /// assert_eq!(ints.map_parts(|_| Type::Any), Type::List(Box::new(Type::Any)));
    /// ```
    #[must_use]
    pub fn map_parts(self, mut replace: impl FnMut(Type) -> Type) -> Type {
        let mut boxed = |part: Box<Type>| Box::new(replace(*part));
        match self {
            Type::List(item) => Type::List(boxed(item)),
            Type::VariadicTuple(item) => Type::VariadicTuple(boxed(item)),
            Type::Set(item) => Type::Set(boxed(item)),
            Type::FrozenSet(item) => Type::FrozenSet(boxed(item)),
            Type::Optional(item) => Type::Optional(boxed(item)),
            Type::Dict(key, value) => Type::Dict(boxed(key), boxed(value)),
            Type::OrderedDict(key, value) => Type::OrderedDict(boxed(key), boxed(value)),
            Type::DefaultDict(key, value) => Type::DefaultDict(boxed(key), boxed(value)),
            Type::Counter(element) => Type::Counter(boxed(element)),
            Type::Deque(item) => Type::Deque(boxed(item)),
            Type::Shared(item, sharing) => Type::Shared(boxed(item), sharing),
            Type::Weak(item, sharing) => Type::Weak(boxed(item), sharing),
            Type::Tuple(items) => Type::Tuple(items.into_iter().map(replace).collect()),
            Type::Union(items) => Type::Union(items.into_iter().map(replace).collect()),
            Type::Generic(class, items) => Type::Generic(class, items.into_iter().map(replace).collect()),
            other => other,
        }
    }
}

/// The type as an annotation, with the classes of the schema by their qualified names.
///
/// ```
/// use pickle_core::schema::Type;
///
/// let item = Type::Union(vec![Type::Int, Type::Optional(Box::new(Type::Str))]);
/// assert_eq!(Type::List(Box::new(item)).to_string(), "list[int | str | None]");
/// ```
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Tuple(items) if items.is_empty() => f.write_str("tuple[()]"),
            Type::VariadicTuple(item) => write!(f, "tuple[{item}, ...]"),
            Type::Optional(item) => write!(f, "{item} | None"),
            Type::Union(items) => write_separated(f, items, " | "),
            Type::Literal(values) => {
                f.write_str("Literal[")?;
                write_separated(f, values, ", ")?;
                f.write_str("]")
            }
            Type::Shared(item, _) | Type::Weak(item, _) => item.fmt(f),
            _ => {
                f.write_str(self.python_name())?;
                let arguments = self.parts();
                if arguments.is_empty() {
                    return Ok(());
                }
                f.write_str("[")?;
                write_separated(f, &arguments, ", ")?;
                f.write_str("]")
            }
        }
    }
}

fn write_separated(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display], separator: &str) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { separator })?;
        item.fmt(f)?;
    }
    Ok(())
}

impl Type {
    /// What an annotation calls the type, without its arguments.
    fn python_name(&self) -> &str {
        match self {
            Type::Any => "Any",
            Type::None => "None",
            Type::Bool => "bool",
            Type::Int | Type::LargeInt => "int",
            Type::Float => "float",
            Type::Str => "str",
            Type::Bytes => "bytes",
            Type::ByteArray => "bytearray",
            Type::List(_) => "list",
            Type::Tuple(_) | Type::VariadicTuple(_) => "tuple",
            Type::Dict(..) => "dict",
            Type::OrderedDict(..) => "OrderedDict",
            Type::DefaultDict(..) => "defaultdict",
            Type::Counter(_) => "Counter",
            Type::Deque(_) => "deque",
            Type::Set(_) => "set",
            Type::FrozenSet(_) => "frozenset",
            Type::Standard(class) => class.python_name(),
            Type::Class(class) | Type::Generic(class, _) | Type::Family(class) | Type::Alias(class) => &class.qualname,
            Type::Parameter(name) => name,
            Type::Global => "type",
            Type::Optional(_) => "Optional",
            Type::Union(_) => "Union",
            Type::Literal(_) => "Literal",
            Type::Shared(item, _) | Type::Weak(item, _) => item.python_name(),
        }
    }
}

/// A value of a `Literal[..]` type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Literal {
    /// A `str`.
    Str(String),
    /// An `int`.
    Int(i64),
    /// A `bool`.
    Bool(bool),
    /// A `bytes`.
    Bytes(Vec<u8>),
}

/// The value as Python writes it, but for characters that need an escape.
impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Str(text) => write!(f, "{text:?}"),
            Literal::Int(int) => int.fmt(f),
            Literal::Bool(true) => f.write_str("True"),
            Literal::Bool(false) => f.write_str("False"),
            Literal::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
        }
    }
}

/// How many threads the owners of a shared value may live on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Sharing {
    /// One: `Rc`.
    OneThread,
    /// Several: `Arc`.
    Threads,
}

/// The classes of Python's standard library that have a Rust type of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum StandardClass {
    /// `complex`
    Complex,
    /// `datetime.datetime`
    DateTime,
    /// `datetime.date`
    Date,
    /// `datetime.time`
    Time,
    /// `datetime.timedelta`
    TimeDelta,
    /// `datetime.timezone`
    TimeZone,
    /// `datetime.tzinfo`
    TzInfo,
    /// `decimal.Decimal`
    Decimal,
    /// `uuid.UUID`
    Uuid,
    /// `fractions.Fraction`
    Fraction,
    /// `range`
    Range,
    /// `slice`
    Slice,
    /// The classes of `pathlib`
    Path,
    /// `ipaddress.IPv4Address`
    Ipv4Address,
    /// `ipaddress.IPv6Address`
    Ipv6Address,
    /// `ipaddress.IPv4Network`
    Ipv4Network,
    /// `ipaddress.IPv6Network`
    Ipv6Network,
    /// `ipaddress.IPv4Interface`
    Ipv4Interface,
    /// `ipaddress.IPv6Interface`
    Ipv6Interface,
    /// `re.Pattern`
    Pattern,
    /// `array.array`
    Array,
    /// `types.SimpleNamespace`
    SimpleNamespace,
    /// `zoneinfo.ZoneInfo`
    ZoneInfo,
    /// `functools.partial`
    Partial,
    /// The builtin exceptions
    Exception,
}

impl StandardClass {
    /// Every class with its module and name.
    const NAMES: &'static [(StandardClass, &'static str, &'static str)] = &[
        (StandardClass::Complex, "builtins", "complex"),
        (StandardClass::DateTime, "datetime", "datetime"),
        (StandardClass::Date, "datetime", "date"),
        (StandardClass::Time, "datetime", "time"),
        (StandardClass::TimeDelta, "datetime", "timedelta"),
        (StandardClass::TimeZone, "datetime", "timezone"),
        (StandardClass::TzInfo, "datetime", "tzinfo"),
        (StandardClass::Decimal, "decimal", "Decimal"),
        (StandardClass::Uuid, "uuid", "UUID"),
        (StandardClass::Fraction, "fractions", "Fraction"),
        (StandardClass::Range, "builtins", "range"),
        (StandardClass::Slice, "builtins", "slice"),
        (StandardClass::Path, "pathlib", "Path"),
        (StandardClass::Path, "pathlib", "PurePath"),
        (StandardClass::Path, "pathlib", "PosixPath"),
        (StandardClass::Path, "pathlib", "PurePosixPath"),
        (StandardClass::Path, "pathlib", "WindowsPath"),
        (StandardClass::Path, "pathlib", "PureWindowsPath"),
        (StandardClass::Ipv4Address, "ipaddress", "IPv4Address"),
        (StandardClass::Ipv6Address, "ipaddress", "IPv6Address"),
        (StandardClass::Ipv4Network, "ipaddress", "IPv4Network"),
        (StandardClass::Ipv6Network, "ipaddress", "IPv6Network"),
        (StandardClass::Ipv4Interface, "ipaddress", "IPv4Interface"),
        (StandardClass::Ipv6Interface, "ipaddress", "IPv6Interface"),
        (StandardClass::Pattern, "re", "Pattern"),
        (StandardClass::Array, "array", "array"),
        (StandardClass::SimpleNamespace, "types", "SimpleNamespace"),
        (StandardClass::ZoneInfo, "zoneinfo", "ZoneInfo"),
        (StandardClass::Partial, "functools", "partial"),
        (StandardClass::Exception, "builtins", "Exception"),
        (StandardClass::Exception, "builtins", "BaseException"),
    ];

    /// What Python calls the class, without its module.
    fn python_name(self) -> &'static str {
        StandardClass::NAMES.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.2)
    }

    /// The class that Python calls `module.name`.
    ///
    /// ```
    /// use pickle_core::schema::StandardClass;
    ///
    /// assert_eq!(StandardClass::find("uuid", "UUID"), Some(StandardClass::Uuid));
    /// assert_eq!(StandardClass::find("uuid", "uuid4"), None);
    /// ```
    pub fn find(module: &str, name: &str) -> Option<StandardClass> {
        StandardClass::NAMES.iter().find(|entry| entry.1 == module && entry.2 == name).map(|entry| entry.0)
    }
}

/// A constant of Python source: a default or the value of an enumeration's member.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "schema-serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Value {
    /// `None`
    None,
    /// `True` or `False`
    Bool(bool),
    /// An int that 128 bits can hold.
    Int(i128),
    /// A finite float.
    Float(f64),
    /// A str.
    Str(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A tuple.
    Tuple(Vec<Value>),
    /// A list.
    List(Vec<Value>),
    /// A set.
    Set(Vec<Value>),
    /// A frozenset.
    FrozenSet(Vec<Value>),
    /// A dict, in insertion order.
    Dict(Vec<(Value, Value)>),
    /// A `datetime.date`, as year, month and day.
    Date(i32, u8, u8),
    /// A member of an enumeration.
    Member(ClassName, String),
    /// A new instance of a class, made without arguments.
    Instance(ClassName),
}
