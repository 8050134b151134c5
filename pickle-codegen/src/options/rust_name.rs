//! Names of Rust types that a caller chooses.

use std::fmt;
use std::str::FromStr;

/// A Rust identifier, for the name of a type or a part of it.
///
/// ```
/// use pickle_codegen::RustName;
///
/// assert!("PyOrder".parse::<RustName>().is_ok());
/// assert!("py order".parse::<RustName>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustName(String);

impl RustName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RustName {
    type Err = String;

    fn from_str(text: &str) -> Result<RustName, String> {
        match syn::parse_str::<syn::Ident>(text) {
            Ok(_) if !text.starts_with("r#") => Ok(RustName(text.trim().to_owned())),
            _ => Err(format!("`{text}` is not a Rust name")),
        }
    }
}

impl fmt::Display for RustName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
