//! Who sees the generated types.

use std::fmt;
use std::str::FromStr;

/// Who sees the generated types and their fields.
///
/// ```
/// use pickle_codegen::Visibility;
///
/// assert_eq!("pub(crate)".parse(), Ok(Visibility::Crate));
/// assert_eq!("pub(in crate::shop)".parse(), Ok(Visibility::In("crate::shop".to_owned())));
/// assert!("private".parse::<Visibility>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Visibility {
    /// `pub`: everybody.
    #[default]
    Public,
    /// `pub(crate)`: the crate.
    Crate,
    /// `pub(super)`: the module around the whole output, also from the modules in it.
    Super,
    /// `pub(in path)`: the module at a path, which is around the output.
    In(String),
}

impl FromStr for Visibility {
    type Err = String;

    fn from_str(text: &str) -> Result<Visibility, String> {
        let wrong = || format!("expected `pub`, `pub(crate)`, `pub(super)` or `pub(in path)`, found `{text}`");
        match syn::parse_str(text).map_err(|_| wrong())? {
            syn::Visibility::Public(_) => Ok(Visibility::Public),
            syn::Visibility::Restricted(restricted) => match (restricted.in_token, restricted.path.get_ident()) {
                (None, Some(word)) if word == "crate" => Ok(Visibility::Crate),
                (None, Some(word)) if word == "super" => Ok(Visibility::Super),
                (Some(_), _) => {
                    let path = restricted.path.segments.iter().map(|segment| segment.ident.to_string());
                    Ok(Visibility::In(path.collect::<Vec<_>>().join("::")))
                }
                _ => Err(wrong()),
            },
            syn::Visibility::Inherited => Err(wrong()),
        }
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Visibility::Public => f.write_str("pub"),
            Visibility::Crate => f.write_str("pub(crate)"),
            Visibility::Super => f.write_str("pub(super)"),
            Visibility::In(path) => write!(f, "pub(in {path})"),
        }
    }
}
