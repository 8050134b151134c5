//! The table of the types that annotations may name, by dotted path.

use pickle_core::schema::{StandardClass, Type};

use super::builtin_exceptions::is_exception;
use super::pydantic_types::known_pydantic;

/// What an annotation's name stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum KnownType {
    /// A type that takes no arguments.
    Simple(Type),
    /// A class of containers.
    Container(Container),
    /// `Optional[item]`
    Optional,
    /// `Union[a, b]`
    Union,
    /// `Literal["a", "b"]`
    Literal,
    /// `Self`
    SelfClass,
    /// `Final[item]`, `Annotated[item, ...]` and other wrappers around the type that counts.
    Wrapper,
    /// Something that is known to have no Rust type, and what to call it.
    Unmapped(&'static str),
}

/// A container whose items have types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Tuple,
    Dict,
    OrderedDict,
    DefaultDict,
    Counter,
    Deque,
    Set,
    FrozenSet,
}

/// Looks up a path such as `builtins.int` or `typing.List`.
pub(super) fn known_type(path: &str) -> Option<KnownType> {
    let (module, name) = path.rsplit_once('.')?;
    let known = match module {
        "builtins" => known_builtin(name)?,
        "typing" | "collections.abc" => known_typing(name)?,
        "collections" => match name {
            "OrderedDict" => KnownType::Container(Container::OrderedDict),
            "defaultdict" => KnownType::Container(Container::DefaultDict),
            "Counter" => KnownType::Container(Container::Counter),
            "deque" => KnownType::Container(Container::Deque),
            _ => return None,
        },
        "dataclasses" if name == "InitVar" => KnownType::Wrapper,
        "pydantic" | "pydantic.types" | "pydantic.networks" | "pydantic.v1" => known_pydantic(name)?,
        _ => KnownType::Simple(Type::Standard(StandardClass::find(module, name)?)),
    };
    Some(known)
}

fn known_builtin(name: &str) -> Option<KnownType> {
    let simple = match name {
        "bool" => Type::Bool,
        "bytearray" => Type::ByteArray,
        "bytes" => Type::Bytes,
        "complex" => Type::Standard(StandardClass::Complex),
        "float" => Type::Float,
        "int" => Type::Int,
        "object" => Type::Any,
        "range" => Type::Standard(StandardClass::Range),
        "slice" => Type::Standard(StandardClass::Slice),
        "str" => Type::Str,
        "type" => Type::Global,
        _ if is_exception(name) => Type::Standard(StandardClass::Exception),
        _ => {
            let container = match name {
                "dict" => Container::Dict,
                "frozenset" => Container::FrozenSet,
                "list" => Container::List,
                "set" => Container::Set,
                "tuple" => Container::Tuple,
                _ => return None,
            };
            return Some(KnownType::Container(container));
        }
    };
    Some(KnownType::Simple(simple))
}

fn known_typing(name: &str) -> Option<KnownType> {
    let known = match name {
        "Any" => KnownType::Simple(Type::Any),
        "LiteralString" | "Text" => KnownType::Simple(Type::Str),
        "List" | "MutableSequence" | "Sequence" => KnownType::Container(Container::List),
        "Tuple" => KnownType::Container(Container::Tuple),
        "Dict" | "Mapping" | "MutableMapping" => KnownType::Container(Container::Dict),
        "OrderedDict" => KnownType::Container(Container::OrderedDict),
        "DefaultDict" => KnownType::Container(Container::DefaultDict),
        "Counter" => KnownType::Container(Container::Counter),
        "Deque" => KnownType::Container(Container::Deque),
        "Pattern" => KnownType::Simple(Type::Standard(StandardClass::Pattern)),
        "Set" => KnownType::Container(Container::Set),
        "FrozenSet" => KnownType::Container(Container::FrozenSet),
        "Optional" => KnownType::Optional,
        "Union" => KnownType::Union,
        "Literal" => KnownType::Literal,
        "Self" => KnownType::SelfClass,
        "Annotated" | "ClassVar" | "Final" | "NotRequired" | "ReadOnly" | "Required" => KnownType::Wrapper,
        "Callable" => KnownType::Unmapped("a callable"),
        "Type" => KnownType::Simple(Type::Global),
        "AsyncGenerator" | "AsyncIterator" | "Awaitable" | "Coroutine" | "Generator" | "Iterator" => {
            KnownType::Unmapped("an iterator, which has no type in Rust")
        }
        "Collection" | "Container" | "Iterable" | "KeysView" | "Reversible" | "ValuesView" => {
            KnownType::Unmapped("an abstract class, which does not say what the instances are")
        }
        _ => return None,
    };
    Some(known)
}
