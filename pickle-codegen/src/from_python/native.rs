//! Subclasses of builtin and standard classes: what an instance holds beside its attributes, and where it stands.

use pickle_core::ValueBase;
use pickle_core::schema::{DefaultSource, Field, FieldDefault, Layout, Place, Reduce, StandardClass, Type, Value};
use ruff_python_ast::Expr;

use super::classes::{ClassFacts, Classes};
use super::known_bases::{KnownBase, known_base};
use super::known_types::Container;
use super::modules::Modules;
use super::scope::{ClassForm, ClassId, Resolved};
use super::types::{TypeReader, bare_container};
use crate::diagnostics::Diagnostic;

/// A class outside of the module whose instances hold more than attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Native {
    Exception,
    /// The value is handed to `__new__`.
    Value(ValueBase),
    List,
    Dict,
    /// `set` or `frozenset`.
    Set,
    ByteArray,
    OrderedDict,
    DefaultDict,
    Counter,
    Deque,
    UserDict,
    UserList,
    UserString,
    SimpleNamespace,
    /// The class is called with arguments of its own kind.
    Standard(StandardClass),
}

/// How Python pickles the attributes of a native class's subclass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attributes {
    /// As those of any class.
    Ordinary,
    /// Those in the `__dict__` follow a call as a state.
    AfterCall,
    /// Not at all.
    Dropped,
}

impl Native {
    pub(super) fn attributes(self) -> Attributes {
        match self {
            Native::Value(_) | Native::List | Native::Dict => Attributes::Ordinary,
            Native::UserDict | Native::UserList | Native::UserString => Attributes::Ordinary,
            Native::Exception | Native::Set | Native::ByteArray => Attributes::AfterCall,
            Native::OrderedDict | Native::Deque | Native::SimpleNamespace => Attributes::AfterCall,
            Native::DefaultDict | Native::Counter | Native::Standard(_) => Attributes::Dropped,
        }
    }

    /// The layout, where it is not that of the attributes.
    pub(super) fn layout(
        self,
        modules: &Modules<'_>,
        id: ClassId,
        attributes: impl Iterator<Item = String>,
    ) -> Option<Layout> {
        match self {
            _ if self.attributes() == Attributes::Ordinary => None,
            // There is no argument by which the derive could tell arguments from attributes.
            Native::OrderedDict | Native::SimpleNamespace => {
                let mut reduce = Reduce::new(modules.class_name(id));
                reduce.state = attributes.collect();
                Some(Layout::Reduce(reduce))
            }
            _ => Some(Layout::Call),
        }
    }

    /// What an instance holds; `arguments` are the base class's in `list[int]`.
    fn contents(self, arguments: Vec<Type>) -> Vec<Content> {
        let mut types = arguments.into_iter();
        let mut next = || types.next().unwrap_or(Type::Any);
        match self {
            Native::Exception | Native::SimpleNamespace => Vec::new(),
            Native::Value(ValueBase::Tuple) => {
                let tuple = types.next().unwrap_or_else(|| bare_container(Container::Tuple));
                vec![Content::value(ValueBase::Tuple, tuple)]
            }
            Native::Value(base) => vec![Content::value(base, type_of_value(base))],
            Native::List => vec![Content::items(next())],
            Native::Dict | Native::OrderedDict => vec![Content::entries(next(), next())],
            Native::Set => vec![Content::new("items", list(next()), Place::Argument)],
            Native::ByteArray => vec![Content::new("value", Type::ByteArray, Place::Arguments)],
            Native::DefaultDict => vec![Content::arguments(), Content::entries(next(), next())],
            Native::Counter => vec![Content::new("counts", dict(next(), Type::Int), Place::Argument)],
            Native::Deque => vec![Content::arguments(), Content::items(next())],
            Native::UserDict => vec![Content::new("data", dict(next(), next()), Place::State)],
            Native::UserList => vec![Content::new("data", list(next()), Place::State)],
            Native::UserString => vec![Content::new("data", Type::Str, Place::State)],
            Native::Standard(class) => vec![Content::new("value", Type::Standard(class), Place::Arguments)],
        }
    }
}

/// A field for what an instance holds that no attribute is for.
struct Content {
    name: &'static str,
    ty: Type,
    place: Place,
}

impl Content {
    fn new(name: &'static str, ty: Type, place: Place) -> Content {
        Content { name, ty, place }
    }

    fn value(base: ValueBase, ty: Type) -> Content {
        Content::new("value", ty, Place::Value(base))
    }

    fn items(item: Type) -> Content {
        Content::new("items", list(item), Place::Items)
    }

    fn entries(key: Type, value: Type) -> Content {
        Content::new("entries", dict(key, value), Place::Entries)
    }

    fn arguments() -> Content {
        Content::new("args", bare_container(Container::Tuple), Place::Arguments)
    }
}

/// The fields for what the instances of the class `id` hold that no attribute is for.
pub(super) fn content_fields(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    report: &mut Vec<Diagnostic>,
) -> Vec<Field> {
    let Some(native) = facts.native else {
        return Vec::new();
    };
    let arguments = base_arguments(modules, classes, id, facts, report);
    native
        .contents(arguments)
        .into_iter()
        .map(|content| content_field(content.name, content.ty, content.place))
        .collect()
}

/// A field that is not an attribute; a new instance holds nothing.
pub(super) fn content_field(name: &str, ty: Type, place: Place) -> Field {
    let empty = match &ty {
        Type::List(_) => Some(Value::List(Vec::new())),
        Type::Dict(..) => Some(Value::Dict(Vec::new())),
        Type::Set(_) => Some(Value::Set(Vec::new())),
        Type::VariadicTuple(_) => Some(Value::Tuple(Vec::new())),
        _ => None,
    };
    let mut field = Field::new(name, ty);
    field.default = empty.map(|value| FieldDefault::new(value, DefaultSource::Constructor));
    field.place = place;
    field
}

/// The arguments of the native base class, where an ancestor names it: `int` in `list[int]`. For a tuple it is the tuple.
fn base_arguments(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    report: &mut Vec<Diagnostic>,
) -> Vec<Type> {
    let named = classes.lineage(facts).find_map(|(ancestor, _)| Some((ancestor, native_base(modules, ancestor)?)));
    let Some((ancestor, base)) = named else {
        return Vec::new();
    };
    let mut types = TypeReader::new(modules, classes, ancestor, id, report);
    let Expr::Subscript(subscript) = base else {
        return Vec::new();
    };
    match &*subscript.slice {
        _ if facts.native == Some(Native::Value(ValueBase::Tuple)) => vec![types.read(base)],
        Expr::Tuple(arguments) => arguments.iter().map(|argument| types.read(argument)).collect(),
        argument => vec![types.read(argument)],
    }
}

/// The base `list[int]` of the class `id`, if it has one of the kind.
fn native_base<'a>(modules: &Modules<'a>, id: ClassId) -> Option<&'a Expr> {
    let ClassForm::Statement(statement) = modules.scope.class(id).form else {
        return None;
    };
    let is_native = |base: &&Expr| match base {
        Expr::Subscript(subscript) => match modules.scope.resolve(&subscript.value, None) {
            Resolved::Path(path) => matches!(known_base(&path, &modules.versions), Some(KnownBase::Native(_))),
            _ => false,
        },
        _ => false,
    };
    statement.bases().iter().find(is_native)
}

fn type_of_value(base: ValueBase) -> Type {
    match base {
        ValueBase::Int => Type::Int,
        ValueBase::Float => Type::Float,
        ValueBase::Complex => Type::Standard(StandardClass::Complex),
        ValueBase::Str => Type::Str,
        ValueBase::Bytes => Type::Bytes,
        _ => Type::Any,
    }
}

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

fn dict(key: Type, value: Type) -> Type {
    Type::Dict(Box::new(key), Box::new(value))
}
