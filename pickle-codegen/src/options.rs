//! What a caller may choose.

mod attribute_rule;
mod builder;
mod names;
mod rust_name;
mod rust_type;
mod versions;
mod visibility;
mod words;

use std::collections::BTreeMap;

pub use self::attribute_rule::{AttributeRule, TypeRule};
pub use self::rust_name::RustName;
pub use self::rust_type::RustType;
pub use self::versions::{AttrsVersion, PydanticVersion, Versions};
pub use self::visibility::Visibility;
pub use self::words::{IntType, LiteralStyle, MapType, RustTrait, UnknownPolicy, UnsupportedPolicy, Word};

pub(crate) use self::attribute_rule::path_tokens;
pub(crate) use self::names::{means, means_class, means_field};
pub(crate) use self::words::Choice;

/// What [`generate`](crate::generate) has to know besides the sources. All of it has a default.
///
/// Classes are named as in their module (`Order`, `Order.Line`), or with the module in front (`shop.models.Order`), fields
/// by their class (`Order.total`, `shop.models.Order.total`).
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// The classes to generate, with what they need. If it is empty, all classes of the wanted modules.
    pub classes: Vec<String>,
    /// Classes (`Customer`) and fields (`Order.customer`) whose values are shared: their fields are `Rc`s.
    pub shared: Vec<String>,
    /// Fields (`Node.parent`) that point at objects which another place owns: they are `Weak`s.
    pub weak: Vec<String>,
    /// Classes whose fields hold instances of their subclasses in the file as well; `all` is every class.
    pub families: Vec<String>,
    /// What `Literal[...]` becomes.
    pub literal: LiteralStyle,
    /// What `int` becomes.
    pub int: IntType,
    /// What `dict` becomes.
    pub map: MapType,
    /// Rust types for Python classes: those of other modules by their path (`numpy.ndarray`), those of the sources by their
    /// name. No type is generated for these.
    pub types: BTreeMap<String, RustType>,
    /// Rust types for fields.
    pub fields: BTreeMap<String, RustType>,
    /// Rust names for classes and aliases; those of unions and literals without a name in Python go by the names that they
    /// would have (`IntOrStr`) or by their field (`Order.status`).
    pub names: BTreeMap<String, RustName>,
    /// What the name of every type begins with.
    pub prefix: Option<RustName>,
    /// What the name of every type ends with.
    pub suffix: Option<RustName>,
    /// Who sees the types and their fields.
    pub visibility: Visibility,
    /// Whether the types are `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// Derives and attributes for types.
    pub attributes: Vec<TypeRule>,
    /// Attributes for fields and for the members of enumerations.
    pub field_attributes: Vec<AttributeRule>,
    /// What becomes of an attribute that no field is for, where objects can have some.
    pub unknown: UnknownPolicy,
    /// What becomes of a class or a type that has no equal in Rust.
    pub unsupported: UnsupportedPolicy,
    /// Whether files that are no Python are left out, with an error for each, while the others are generated.
    pub keep_going: bool,
    /// The versions of the libraries that write the pickles.
    pub versions: Versions,
}
