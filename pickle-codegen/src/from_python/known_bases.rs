//! The table of the base classes outside of a module that are known, by dotted path.

use pickle_core::ValueBase;
use pickle_core::schema::StandardClass;

use super::builtin_exceptions::is_exception;
use super::enumeration::{EnumerationBase, Mixin};
use super::native::Native;
use super::pydantic::Model;
use crate::options::{PydanticVersion, Versions};

/// What a base class makes of the classes that derive from it.
#[derive(Debug, Clone, Copy)]
pub(super) enum KnownBase {
    /// Nothing: it adds nothing to an instance.
    Nothing,
    /// A protocol, which has no instances.
    Protocol,
    /// A class whose body the base reads.
    Family(Family),
    /// A subclass of a class whose instances hold more than attributes.
    Native(Native),
    /// A class of a kind that is known not to be data, and what to call it.
    Unsupported(&'static str),
}

/// The kinds of classes whose bodies their base class reads; a class derived from one is of the same kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum Family {
    NamedTuple,
    TypedDict,
    Enumeration(EnumerationBase),
    Flag,
    Pydantic(Model),
    Struct,
}

/// Looks up a path such as `enum.IntEnum`.
pub(super) fn known_base(path: &str, versions: &Versions) -> Option<KnownBase> {
    let known = match path {
        "builtins.object" | "abc.ABC" | "typing.Generic" => KnownBase::Nothing,
        "typing.Protocol" => KnownBase::Protocol,
        "typing.NamedTuple" | "collections.namedtuple" => KnownBase::Family(Family::NamedTuple),
        "typing.TypedDict" => KnownBase::Family(Family::TypedDict),
        "enum.Enum" | "enum.ReprEnum" => KnownBase::Family(Family::Enumeration(EnumerationBase::default())),
        "enum.IntEnum" => KnownBase::Family(Family::Enumeration(EnumerationBase::with_mixin(Mixin::Int))),
        "enum.StrEnum" => KnownBase::Family(Family::Enumeration(EnumerationBase::of_str_enum())),
        "enum.Flag" | "enum.IntFlag" => KnownBase::Family(Family::Flag),
        "msgspec.Struct" => KnownBase::Family(Family::Struct),
        _ => {
            let (module, name) = path.rsplit_once('.')?;
            if is_abstract_collection(module, name) {
                return Some(KnownBase::Nothing);
            }
            return known_model(module, name, versions.pydantic)
                .map(|model| KnownBase::Family(Family::Pydantic(model)))
                .or_else(|| known_native(module, name).map(KnownBase::Native))
                .or_else(|| unsupported(module, name).map(KnownBase::Unsupported));
        }
    };
    Some(known)
}

fn known_model(module: &str, name: &str, imported: PydanticVersion) -> Option<Model> {
    let (version, is_root) = match (module, name) {
        ("pydantic" | "pydantic.main", "BaseModel") => (imported.generation(), false),
        ("pydantic" | "pydantic.root_model", "RootModel") => (PydanticVersion::Two, true),
        ("pydantic_settings", "BaseSettings") => (PydanticVersion::Two, false),
        ("pydantic", "BaseSettings")
        | ("pydantic.generics" | "pydantic.v1.generics", "GenericModel")
        | ("pydantic.v1" | "pydantic.v1.main", "BaseModel")
        | ("pydantic.v1", "BaseSettings") => (PydanticVersion::One, false),
        _ => return None,
    };
    Some(Model { version, is_root })
}

/// Whether the class is one of those that say what a collection can do, and hold nothing.
fn is_abstract_collection(module: &str, name: &str) -> bool {
    const COLLECTIONS: &[&str] = &[
        "AbstractSet",
        "AsyncGenerator",
        "AsyncIterable",
        "AsyncIterator",
        "Awaitable",
        "Callable",
        "Collection",
        "Container",
        "Coroutine",
        "Generator",
        "Hashable",
        "Iterable",
        "Iterator",
        "Mapping",
        "MutableMapping",
        "MutableSequence",
        "MutableSet",
        "Reversible",
        "Sequence",
        "Sized",
    ];
    let is_set = module == "collections.abc" && name == "Set";
    let is_of_typing = module == "typing" && name.starts_with("Supports");
    is_set || is_of_typing || matches!(module, "collections.abc" | "typing") && COLLECTIONS.contains(&name)
}

fn known_native(module: &str, name: &str) -> Option<Native> {
    let native = match (module, name) {
        ("builtins", "int") => Native::Value(ValueBase::Int),
        ("builtins", "float") => Native::Value(ValueBase::Float),
        ("builtins", "complex") => Native::Value(ValueBase::Complex),
        ("builtins", "str") => Native::Value(ValueBase::Str),
        ("builtins", "bytes") => Native::Value(ValueBase::Bytes),
        ("builtins", "tuple") | ("typing", "Tuple") => Native::Value(ValueBase::Tuple),
        ("builtins", "list") | ("typing", "List") => Native::List,
        ("builtins", "dict") | ("typing", "Dict") => Native::Dict,
        ("builtins", "set" | "frozenset") | ("typing", "Set" | "FrozenSet") => Native::Set,
        ("builtins", "bytearray") => Native::ByteArray,
        ("collections" | "typing", "OrderedDict") => Native::OrderedDict,
        ("collections", "defaultdict") | ("typing", "DefaultDict") => Native::DefaultDict,
        ("collections" | "typing", "Counter") => Native::Counter,
        ("collections", "deque") | ("typing", "Deque") => Native::Deque,
        ("collections", "UserDict") => Native::UserDict,
        ("collections", "UserList") => Native::UserList,
        ("collections", "UserString") => Native::UserString,
        ("types", "SimpleNamespace") => Native::SimpleNamespace,
        ("builtins", _) if is_exception(name) => Native::Exception,
        ("datetime", "date" | "datetime" | "time" | "timedelta") | ("decimal" | "pathlib", _) => {
            Native::Standard(StandardClass::find(module, name)?)
        }
        _ => return None,
    };
    Some(native)
}

/// What to call the classes that derive from `module.name`, if they hold the state of a running program.
fn unsupported(module: &str, name: &str) -> Option<&'static str> {
    let style = match (module, name) {
        ("django.db.models" | "django.db.models.base", "Model") => "Django models",
        ("sqlalchemy.orm", "DeclarativeBase" | "MappedAsDataclass" | "declarative_base") => "SQLAlchemy classes",
        ("sqlalchemy.ext.declarative", "declarative_base") => "SQLAlchemy classes",
        ("ctypes", "Structure" | "Union" | "BigEndianStructure" | "LittleEndianStructure") => "ctypes structures",
        ("peewee", "Model") => "peewee models",
        ("mongoengine", "Document" | "EmbeddedDocument") => "mongoengine documents",
        ("torch.nn", "Module") => "torch modules",
        ("threading", "Thread") => "threads",
        ("builtins", "type") => "metaclasses",
        ("builtins" | "collections" | "typing" | "datetime" | "uuid" | "collections.abc", _) => {
            "subclasses of this standard class"
        }
        _ => return None,
    };
    Some(style)
}
