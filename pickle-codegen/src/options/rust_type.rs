//! Rust types that the generator does not write, but names.

use std::fmt;
use std::str::FromStr;

use proc_macro2::TokenStream;

use super::words::RustTrait;

/// A type of another Rust module or crate, that takes the place of what would be generated.
///
/// It has to be `Debug + Clone + PartialEq`, and to implement `pickle_core::Pickle` and `Unpickle`; as an alternative of a
/// union `Alternative` too. Write its path from `crate` or from a crate (`::time::Date`), for it stands in any module.
///
/// ```
/// use pickle_codegen::{RustTrait, RustType};
///
/// let date: RustType = "::time::Date".parse().unwrap();
/// assert!(date.with_trait(RustTrait::Eq).has(RustTrait::Eq));
/// assert!("not a type".parse::<RustType>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustType {
    path: String,
    traits: Vec<RustTrait>,
}

/// The integers of Rust, with the smallest and the largest value that a constant can have.
const INTEGERS: &[(&str, i128, i128)] = &[
    ("i8", i8::MIN as i128, i8::MAX as i128),
    ("i16", i16::MIN as i128, i16::MAX as i128),
    ("i32", i32::MIN as i128, i32::MAX as i128),
    ("i64", i64::MIN as i128, i64::MAX as i128),
    ("i128", i128::MIN, i128::MAX),
    ("isize", i32::MIN as i128, i32::MAX as i128),
    ("u8", 0, u8::MAX as i128),
    ("u16", 0, u16::MAX as i128),
    ("u32", 0, u32::MAX as i128),
    ("u64", 0, u64::MAX as i128),
    ("u128", 0, i128::MAX),
    ("usize", 0, u32::MAX as i128),
];

impl RustType {
    /// Says that the type has a trait, so that structs that hold it can have it too.
    #[must_use]
    pub fn with_trait(mut self, has: RustTrait) -> RustType {
        self.traits.push(has);
        self
    }

    /// Whether the type is said or known to have a trait.
    pub fn has(&self, wanted: RustTrait) -> bool {
        let is_known = match self.path.as_str() {
            "bool" | "char" | "String" | "std::string::String" | "::std::string::String" => true,
            "f32" | "f64" => wanted == RustTrait::Default,
            name => INTEGERS.iter().any(|row| row.0 == name),
        };
        is_known || self.traits.contains(&wanted)
    }

    /// The traits that somebody said it has.
    pub(crate) fn said_traits(&self) -> &[RustTrait] {
        &self.traits
    }

    /// The path as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether an int constant can be written for the type.
    pub(crate) fn holds(&self, int: i128) -> bool {
        INTEGERS.iter().any(|(name, least, most)| *name == self.path && (*least..=*most).contains(&int))
    }

    /// Whether the type is an `Option`, which is `None` where nothing is given.
    pub(crate) fn is_option(&self) -> bool {
        let name = self.path.split('<').next().unwrap_or_default();
        self.path.ends_with('>') && name.trim().rsplit("::").next() == Some("Option")
    }

    pub(crate) fn tokens(&self) -> TokenStream {
        self.path.parse().unwrap_or_default()
    }
}

impl FromStr for RustType {
    type Err = String;

    fn from_str(text: &str) -> Result<RustType, String> {
        match syn::parse_str::<syn::TypePath>(text) {
            Ok(_) => Ok(RustType { path: text.trim().to_owned(), traits: Vec::new() }),
            Err(error) => Err(format!("`{text}` is not the path of a Rust type: {error}")),
        }
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}
