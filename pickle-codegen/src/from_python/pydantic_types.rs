//! The table of pydantic's types: what their values are once they are validated.

use pickle_core::schema::{StandardClass, Type};

use super::known_types::{Container, KnownType};

/// Looks up a type, or a function that makes one, by its name in pydantic.
pub(super) fn known_pydantic(name: &str) -> Option<KnownType> {
    let simple = match name {
        "StrictInt" | "PositiveInt" | "NegativeInt" | "NonNegativeInt" | "NonPositiveInt" | "conint" => Type::Int,
        "StrictFloat" | "PositiveFloat" | "NegativeFloat" | "NonNegativeFloat" | "NonPositiveFloat" | "FiniteFloat"
        | "confloat" => Type::Float,
        "StrictBool" => Type::Bool,
        "StrictStr" | "EmailStr" | "constr" => Type::Str,
        "StrictBytes" | "conbytes" => Type::Bytes,
        "condecimal" => Type::Standard(StandardClass::Decimal),
        "PastDate" | "FutureDate" | "condate" => Type::Standard(StandardClass::Date),
        "AwareDatetime" | "NaiveDatetime" | "PastDatetime" | "FutureDatetime" => {
            Type::Standard(StandardClass::DateTime)
        }
        "UUID1" | "UUID3" | "UUID4" | "UUID5" | "UUID6" | "UUID7" | "UUID8" => Type::Standard(StandardClass::Uuid),
        "FilePath" | "DirectoryPath" | "NewPath" => Type::Standard(StandardClass::Path),
        _ => return known_form(name),
    };
    Some(KnownType::Simple(simple))
}

fn known_form(name: &str) -> Option<KnownType> {
    let known = match name {
        "conlist" => KnownType::Container(Container::List),
        "conset" => KnownType::Container(Container::Set),
        "confrozenset" => KnownType::Container(Container::FrozenSet),
        "InstanceOf" | "Json" | "SkipValidation" => KnownType::Wrapper,
        "AnyUrl" | "AnyHttpUrl" | "ByteSize" | "HttpUrl" | "ImportString" | "IPvAnyAddress" | "PostgresDsn"
        | "RedisDsn" | "Secret" | "SecretBytes" | "SecretStr" => KnownType::Unmapped("a class of pydantic"),
        _ => return None,
    };
    Some(known)
}
