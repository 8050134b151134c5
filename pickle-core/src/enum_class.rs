//! What a Rust type says about the Python `Enum` or `Flag` it stands for: constants that `#[derive(Pickle)]` emits.

use std::fmt;

use crate::alternative::Match;
use crate::class::is_named;
use crate::error::{shorten, some_of};
use crate::source::Kind;

/// A Rust enum that stands for a Python `Enum`.
///
/// `#[derive(Pickle)]` implements it for enums:
///
/// ```
/// use pickle_core::{Pickle, PickleEnum};
///
/// #[derive(Pickle)]
/// #[pickle(module = "shop.models")]
/// enum Status {
///     #[pickle(name = "OPEN", value = "open")]
///     Open,
/// }
///
/// assert_eq!(Status::CLASS.to_string(), "shop.models.Status");
/// assert_eq!(Status::CLASS.members[0].name, "OPEN");
/// ```
pub trait PickleEnum {
    /// The description of the Python `Enum`.
    const CLASS: &'static EnumClass;
}

/// A Rust struct over an int that stands for a Python `Flag`.
///
/// `#[derive(Pickle)]` implements it for structs with `flag`:
///
/// ```
/// use pickle_core::{Pickle, PickleFlag};
///
/// #[derive(Pickle)]
/// #[pickle(module = "files", flag(READ = 4, WRITE = 2))]
/// struct Permission(u8);
///
/// assert_eq!(Permission::CLASS.to_string(), "files.Permission");
/// assert_eq!(Permission::CLASS.members[0].bits, 4);
/// ```
pub trait PickleFlag {
    /// The description of the Python `Flag`.
    const CLASS: &'static FlagClass;
}

/// A Python `Enum` that a Rust enum stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumClass {
    /// The module, such as `shop.models`.
    pub module: &'static str,
    /// The qualified name in it.
    pub name: &'static str,
    /// Further (module, qualified name) pairs under which pickles may know the enum.
    pub aliases: &'static [(&'static str, &'static str)],
    /// What dumping names a member by; loading takes both.
    pub written_by: WrittenBy,
    /// The members, in the order of the Rust variants.
    pub members: &'static [Member],
}

/// What a pickle names the member of an `Enum` by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WrittenBy {
    /// `Color(1)`, as all versions of Python but some of 3.11 write it.
    Value,
    /// `getattr(Color, 'RED')`, for enums whose `__reduce_ex__` says so.
    Name,
}

/// One member of a Python `Enum`.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The member's name, such as `RED`.
    pub name: &'static str,
    /// Further names of the same member.
    pub aliases: &'static [&'static str],
    /// What `member._value_` is; a member without it is loaded and dumped by its name only.
    pub value: Option<MemberValue>,
}

/// The value of an `Enum` member, or of a `Literal`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum MemberValue {
    /// `None`.
    None,
    /// An `int`.
    Int(i64),
    /// A `str`.
    Str(&'static str),
    /// A `float`.
    Float(f64),
    /// A `bool`.
    Bool(bool),
    /// A `bytes`.
    Bytes(&'static [u8]),
    /// A `tuple`.
    Tuple(&'static [MemberValue]),
    /// A `list`.
    List(&'static [MemberValue]),
    /// A `dict`.
    Dict(&'static [(MemberValue, MemberValue)]),
    /// A `datetime.date`.
    Date {
        /// The year, from 1 to 9999.
        year: u16,
        /// The month, from 1.
        month: u8,
        /// The day of the month, from 1.
        day: u8,
    },
}

/// A Python `Flag` or `IntFlag` that a Rust struct stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagClass {
    /// The module, such as `files`.
    pub module: &'static str,
    /// The qualified name in it.
    pub name: &'static str,
    /// Further (module, qualified name) pairs under which pickles may know the flag.
    pub aliases: &'static [(&'static str, &'static str)],
    /// The members, those of several bits too.
    pub members: &'static [FlagMember],
}

/// One member of a Python `Flag`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagMember {
    /// The member's name, such as `READ`.
    pub name: &'static str,
    /// Its bits.
    pub bits: i128,
}

impl EnumClass {
    /// Whether pickles may know the enum under this name.
    pub fn is_named(&self, module: &str, name: &str) -> bool {
        is_named((self.module, self.name), self.aliases, (module, name))
    }

    /// The position in [`EnumClass::members`] of the member with this name or alias.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.name == name || member.aliases.contains(&name))
    }

    /// How far a value of this kind is a member of the enum.
    pub fn matches(&self, kind: &Kind<'_>) -> Match {
        let names_member = |module: &str, name: &str| self.member_of_global(module, name).is_some();
        matches(kind, |module, name| self.is_named(module, name), names_member)
    }

    /// The member's name in the name of a global.
    pub(crate) fn member_of_global<'n>(&self, module: &str, name: &'n str) -> Option<&'n str> {
        let is_member = || module == self.module && self.position(name).is_some();
        member_of_global(name, |class| self.is_named(module, class), is_member)
    }
}

impl FlagClass {
    /// Whether pickles may know the flag under this name.
    pub fn is_named(&self, module: &str, name: &str) -> bool {
        is_named((self.module, self.name), self.aliases, (module, name))
    }

    /// The bits of the member with this name.
    pub fn bits(&self, name: &str) -> Option<i128> {
        self.members.iter().find(|member| member.name == name).map(|member| member.bits)
    }

    /// How far a value of this kind is one of the flag.
    pub fn matches(&self, kind: &Kind<'_>) -> Match {
        let names_member = |module: &str, name: &str| self.member_of_global(module, name).is_some();
        matches(kind, |module, name| self.is_named(module, name), names_member)
    }

    /// The member's name in the name of a global.
    pub(crate) fn member_of_global<'n>(&self, module: &str, name: &'n str) -> Option<&'n str> {
        let is_member = || module == self.module && self.bits(name).is_some();
        member_of_global(name, |class| self.is_named(module, class), is_member)
    }
}

impl MemberValue {
    /// How far a value of this kind is one of the values of a `Literal`: loosely, since others have the kind too.
    pub fn matches(values: &[MemberValue], kind: &Kind<'_>) -> Match {
        let is_of_kind = values.iter().any(|value| match value {
            MemberValue::None => *kind == Kind::None,
            MemberValue::Int(_) => *kind == Kind::Int,
            MemberValue::Bool(_) => *kind == Kind::Bool,
            MemberValue::Str(_) => matches!(kind, Kind::Str | Kind::ByteString),
            MemberValue::Bytes(_) => matches!(kind, Kind::Bytes | Kind::ByteString),
            _ => false,
        });
        if is_of_kind { Match::Loosely } else { Match::No }
    }

    /// The values of a `Literal` in the words of an error.
    pub fn expected(values: &[MemberValue]) -> String {
        match values {
            [only] => only.to_string(),
            values => format!("one of {}", some_of(values.iter().map(MemberValue::to_string))),
        }
    }
}

/// How far a value is one of a class that is called with it, or whose members are named.
fn matches(kind: &Kind<'_>, is_class: impl Fn(&str, &str) -> bool, names_member: impl Fn(&str, &str) -> bool) -> Match {
    let is_one = match kind {
        Kind::Global(global) => names_member(&global.module, &global.name),
        _ => kind.is_instance(is_class),
    };
    if is_one { Match::Exactly } else { Match::No }
}

/// `RED` in `Color.RED`, and `SIGINT` where that is a global of its own, as members of the standard library's enums are.
fn member_of_global(name: &str, is_class: impl Fn(&str) -> bool, is_member: impl Fn() -> bool) -> Option<&str> {
    match name.rsplit_once('.') {
        Some((class, member)) => is_class(class).then_some(member),
        None => is_member().then_some(name),
    }
}

impl fmt::Display for EnumClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}

impl fmt::Display for FlagClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}

/// As Python shows the value.
impl fmt::Display for MemberValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MemberValue::None => f.write_str("None"),
            MemberValue::Int(value) => write!(f, "{value}"),
            MemberValue::Str(value) => write!(f, "'{}'", shorten(value)),
            MemberValue::Float(value) => write!(f, "{value:?}"),
            MemberValue::Bool(true) => f.write_str("True"),
            MemberValue::Bool(false) => f.write_str("False"),
            MemberValue::Bytes(value) => write!(f, "b'{}'", shorten(&value.escape_ascii().to_string())),
            MemberValue::Tuple([only]) => write!(f, "({only},)"),
            MemberValue::Tuple(values) => write!(f, "({})", joined(values)),
            MemberValue::List(values) => write!(f, "[{}]", joined(values)),
            MemberValue::Dict(entries) => {
                let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                write!(f, "{{{}}}", entries.join(", "))
            }
            MemberValue::Date { year, month, day } => write!(f, "datetime.date({year}, {month}, {day})"),
        }
    }
}

fn joined(values: &[MemberValue]) -> String {
    let values: Vec<String> = values.iter().map(MemberValue::to_string).collect();
    values.join(", ")
}
