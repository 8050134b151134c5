//! The names that are known without their source: builtins, and what the standard library and some others export.

use super::builtin_exceptions::is_exception;
use super::known_types::known_type;

/// Gives one spelling to names that several modules export.
pub(super) fn normalize(path: String) -> String {
    if let Some(name) = path.strip_prefix("typing_extensions.") {
        return format!("typing.{name}");
    }
    if let Some(name) = path.strip_prefix("_collections_abc.") {
        return format!("collections.abc.{name}");
    }
    path
}

/// Whether `name` is a builtin that an annotation, a base class or a default may name.
pub(super) fn is_builtin(name: &str) -> bool {
    const BUILTINS: &[&str] = &[
        "bool",
        "bytearray",
        "bytes",
        "classmethod",
        "complex",
        "dict",
        "float",
        "frozenset",
        "getattr",
        "int",
        "iter",
        "list",
        "memoryview",
        "object",
        "property",
        "range",
        "set",
        "slice",
        "staticmethod",
        "str",
        "super",
        "tuple",
        "type",
    ];
    BUILTINS.contains(&name) || is_exception(name)
}

/// Whether what matters of a top-level module is known by its name: its own source says no more.
pub(crate) fn is_known_library(module: &str) -> bool {
    const LIBRARIES: &[&str] = &[
        "__future__",
        "_collections_abc",
        "abc",
        "array",
        "attr",
        "attrs",
        "builtins",
        "collections",
        "copyreg",
        "ctypes",
        "dataclasses",
        "datetime",
        "decimal",
        "django",
        "enum",
        "fractions",
        "functools",
        "ipaddress",
        "mongoengine",
        "msgspec",
        "pathlib",
        "peewee",
        "pydantic",
        "pydantic_settings",
        "re",
        "sqlalchemy",
        "threading",
        "torch",
        "types",
        "typing",
        "typing_extensions",
        "uuid",
        "warnings",
        "zoneinfo",
    ];
    LIBRARIES.binary_search(&module).is_ok()
}

/// Whether calling `path` with a name makes a class.
pub(super) fn is_class_maker(path: &str) -> bool {
    matches!(
        path,
        "typing.NamedTuple"
            | "typing.TypedDict"
            | "collections.namedtuple"
            | "enum.Enum"
            | "enum.IntEnum"
            | "enum.StrEnum"
            | "enum.Flag"
            | "enum.IntFlag"
    )
}

/// Whether `name` is something of `typing` that makes types, or marks them.
fn is_typing_construct(name: &str) -> bool {
    matches!(
        name,
        "Generic"
            | "NamedTuple"
            | "NewType"
            | "ParamSpec"
            | "Protocol"
            | "TYPE_CHECKING"
            | "TypeAlias"
            | "TypeVar"
            | "TypeVarTuple"
            | "TypedDict"
            | "Unpack"
    )
}

/// Whether `from module import *` binds `name`, as far as this generator cares.
pub(super) fn is_exported(module: &str, name: &str) -> bool {
    match module {
        "typing" | "typing_extensions" | "collections.abc" => {
            known_type(&format!("typing.{name}")).is_some() || is_typing_construct(name)
        }
        "dataclasses" => matches!(name, "dataclass" | "field" | "InitVar" | "KW_ONLY"),
        "enum" => matches!(name, "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag" | "auto" | "unique" | "ReprEnum"),
        "datetime" => matches!(name, "date" | "datetime" | "time" | "timedelta" | "timezone" | "tzinfo"),
        "decimal" => name == "Decimal",
        "fractions" => name == "Fraction",
        "pathlib" => {
            matches!(name, "Path" | "PurePath" | "PosixPath" | "PurePosixPath" | "WindowsPath" | "PureWindowsPath")
        }
        "zoneinfo" => name == "ZoneInfo",
        "uuid" => name == "UUID",
        "collections" => {
            matches!(
                name,
                "Counter"
                    | "OrderedDict"
                    | "UserDict"
                    | "UserList"
                    | "UserString"
                    | "defaultdict"
                    | "deque"
                    | "namedtuple"
            )
        }
        "attr" => {
            matches!(name, "s" | "ib" | "attrs" | "attrib" | "define" | "field" | "frozen" | "mutable" | "Factory")
        }
        "attrs" => matches!(name, "define" | "field" | "frozen" | "mutable" | "Factory"),
        "pydantic" | "pydantic.v1" => {
            matches!(name, "BaseModel" | "BaseSettings" | "ConfigDict" | "Field" | "PrivateAttr" | "RootModel")
        }
        _ => false,
    }
}
