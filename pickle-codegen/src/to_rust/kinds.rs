//! What a pickle shows of a value's type before the value is read: the kind of the value, or its class.

use std::fmt;

use pickle_core::schema::{ClassKind, ClassName, Layout, Literal, Schema, SchemaIndex, StandardClass, Type};

/// What a pickle shows of a value's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Int,
    Float,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    /// An instance of this class.
    Instance(ClassName),
    /// An instance of this class of the standard library.
    Standard(StandardClass),
    /// A class or a function.
    Global,
    /// Anything.
    Any,
}

impl Kind {
    /// Whether a value can be of both kinds.
    pub(super) fn overlaps(&self, other: &Kind) -> bool {
        self == other || *self == Kind::Any || *other == Kind::Any
    }
}

/// The kind in a message, such as `lists`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Kind::Bool => "bools",
            Kind::Int => "ints",
            Kind::Float => "floats",
            Kind::Str => "strings",
            Kind::Bytes => "bytes",
            Kind::ByteArray => "bytearrays",
            Kind::List => "lists",
            Kind::Tuple => "tuples",
            Kind::Dict => "dicts",
            Kind::Set => "sets",
            Kind::FrozenSet => "frozensets",
            Kind::Instance(class) => return write!(f, "instances of `{}`", class.qualname),
            Kind::Standard(class) => return write!(f, "instances of `{}`", Type::Standard(*class)),
            Kind::Global => "classes",
            Kind::Any => "of any type",
        };
        f.write_str(text)
    }
}

/// Finds the kinds of a schema's types.
pub(super) struct Kinds<'s> {
    index: SchemaIndex<'s>,
}

impl<'s> Kinds<'s> {
    pub(super) fn new(schema: &'s Schema) -> Kinds<'s> {
        Kinds { index: schema.index() }
    }

    /// What an alias stands for.
    pub(super) fn alias(&self, name: &ClassName) -> Option<&'s Type> {
        self.index.alias(name).map(|alias| &alias.ty)
    }

    /// The kinds that values of the type can be of.
    pub(super) fn of(&self, ty: &Type) -> Vec<Kind> {
        let mut kinds = Vec::new();
        self.collect(ty, &mut Vec::new(), &mut kinds);
        kinds
    }

    fn collect(&self, ty: &Type, seen: &mut Vec<ClassName>, kinds: &mut Vec<Kind>) {
        match ty {
            Type::Union(items) => items.iter().for_each(|item| self.collect(item, seen, kinds)),
            Type::Optional(item) | Type::Shared(item, _) | Type::Weak(item, _) => self.collect(item, seen, kinds),
            Type::Alias(name) if seen.contains(name) => {}
            Type::Alias(name) => {
                seen.push(name.clone());
                if let Some(ty) = self.alias(name) {
                    self.collect(ty, seen, kinds);
                }
            }
            Type::Family(base) => kinds.extend(self.index.family(base).map(|class| self.of_class(&class.name))),
            Type::Literal(values) => kinds.extend(values.iter().map(kind_of_literal)),
            Type::None => {}
            Type::Standard(StandardClass::TzInfo) => {
                let classes = [StandardClass::TzInfo, StandardClass::TimeZone, StandardClass::ZoneInfo];
                kinds.extend(classes.map(Kind::Standard));
            }
            ty => kinds.push(self.of_simple(ty)),
        }
    }

    fn of_simple(&self, ty: &Type) -> Kind {
        let collection = |name| Kind::Instance(ClassName::new("collections", name));
        match ty {
            Type::Bool => Kind::Bool,
            Type::Int | Type::LargeInt => Kind::Int,
            Type::Float => Kind::Float,
            Type::Str => Kind::Str,
            Type::Bytes => Kind::Bytes,
            Type::ByteArray => Kind::ByteArray,
            Type::List(_) => Kind::List,
            Type::Tuple(_) | Type::VariadicTuple(_) => Kind::Tuple,
            Type::Dict(..) => Kind::Dict,
            Type::OrderedDict(..) => collection("OrderedDict"),
            Type::DefaultDict(..) => collection("defaultdict"),
            Type::Counter(_) => collection("Counter"),
            Type::Deque(_) => collection("deque"),
            Type::Set(_) => Kind::Set,
            Type::FrozenSet(_) => Kind::FrozenSet,
            Type::Standard(class) => Kind::Standard(*class),
            Type::Class(class) | Type::Generic(class, _) => self.of_class(class),
            Type::Global => Kind::Global,
            _ => Kind::Any,
        }
    }

    /// A typed dict is a dict, and a singleton only a name.
    fn of_class(&self, class: &ClassName) -> Kind {
        match self.index.class(class).map(|class| &class.kind) {
            Some(ClassKind::Record(record)) => match record.layout {
                Layout::Mapping => Kind::Dict,
                Layout::Global(_) => Kind::Global,
                _ => Kind::Instance(class.clone()),
            },
            _ => Kind::Instance(class.clone()),
        }
    }
}

/// The kind of a literal.
pub(super) fn kind_of_literal(literal: &Literal) -> Kind {
    match literal {
        Literal::Str(_) => Kind::Str,
        Literal::Int(_) => Kind::Int,
        Literal::Bool(_) => Kind::Bool,
        Literal::Bytes(_) => Kind::Bytes,
        _ => Kind::Any,
    }
}
