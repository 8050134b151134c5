//! Attributes for the types or fields that a pattern matches, and derives for types.

use globset::{GlobBuilder, GlobMatcher};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::Parser;

/// Attributes for everything whose Python name matches a pattern.
///
/// `*` stands for a part of a name without dots, `**` for any part: `Order.total`, `shop.models.*`, `**`. A name is that in
/// the module, or with the module in front.
///
/// ```
/// use pickle_codegen::AttributeRule;
///
/// let rule = AttributeRule::new("Order.*").unwrap().attribute("#[serde(default)]").unwrap();
/// assert_eq!(rule.attributes(), ["#[serde(default)]"]);
/// assert!(rule.attribute("serde(default)").is_err());
/// ```
#[derive(Debug, Clone)]
pub struct AttributeRule {
    pattern: String,
    matcher: GlobMatcher,
    attributes: Vec<String>,
}

impl AttributeRule {
    /// A rule for what the pattern matches.
    ///
    /// # Errors
    ///
    /// When the pattern is none.
    pub fn new(pattern: &str) -> Result<AttributeRule, String> {
        let glob = GlobBuilder::new(&as_path(pattern)).literal_separator(true).build();
        let glob = glob.map_err(|error| format!("`{pattern}` is not a pattern for names: {}", error.kind()))?;
        Ok(AttributeRule { pattern: pattern.to_owned(), matcher: glob.compile_matcher(), attributes: Vec::new() })
    }

    /// Adds an attribute, as `#[serde(default)]`.
    ///
    /// # Errors
    ///
    /// When it is not one attribute.
    pub fn attribute(mut self, text: &str) -> Result<AttributeRule, String> {
        match syn::Attribute::parse_outer.parse_str(text).as_deref() {
            Ok([_]) => self.attributes.push(text.trim().to_owned()),
            Ok(_) => return Err(format!("`{text}` is not one attribute, as `#[must_use]` is")),
            Err(error) => return Err(format!("`{text}` is not an attribute, as `#[must_use]` is: {error}")),
        }
        Ok(self)
    }

    /// The pattern.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The attributes, in the order in which they were added.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// Whether the pattern matches a name of the module, with the module or without it.
    pub(crate) fn matches(&self, module: &str, name: &str) -> bool {
        self.matcher.is_match(as_path(name)) || self.matcher.is_match(as_path(&format!("{module}.{name}")))
    }

    pub(crate) fn attribute_tokens(&self) -> impl Iterator<Item = TokenStream> {
        self.attributes.iter().map(|text| text.parse().unwrap_or_default())
    }
}

impl AsRef<AttributeRule> for AttributeRule {
    fn as_ref(&self) -> &AttributeRule {
        self
    }
}

/// An [`AttributeRule`] for types, with derives.
///
/// ```
/// use pickle_codegen::{AttributeRule, TypeRule};
///
/// let rule = TypeRule::from(AttributeRule::new("shop.models.*").unwrap()).derive("serde::Serialize").unwrap();
/// assert_eq!(rule.derives(), ["serde::Serialize"]);
/// assert!(rule.derive("no path").is_err());
/// ```
#[derive(Debug, Clone)]
pub struct TypeRule {
    rule: AttributeRule,
    derives: Vec<String>,
}

impl TypeRule {
    /// Adds a derive macro by its path.
    ///
    /// # Errors
    ///
    /// When it is not a path.
    pub fn derive(mut self, path: &str) -> Result<TypeRule, String> {
        match syn::Path::parse_mod_style.parse_str(path) {
            Ok(_) => self.derives.push(path.trim().to_owned()),
            Err(error) => return Err(format!("`{path}` is not the path of a derive macro: {error}")),
        }
        Ok(self)
    }

    /// The derive macros, in the order in which they were added.
    pub fn derives(&self) -> &[String] {
        &self.derives
    }
}

impl From<AttributeRule> for TypeRule {
    fn from(rule: AttributeRule) -> TypeRule {
        TypeRule { rule, derives: Vec::new() }
    }
}

impl AsRef<AttributeRule> for TypeRule {
    fn as_ref(&self) -> &AttributeRule {
        &self.rule
    }
}

/// A path as one writes it in an attribute.
pub(crate) fn path_tokens(path: &str) -> TokenStream {
    syn::Path::parse_mod_style.parse_str(path).map(ToTokens::into_token_stream).unwrap_or_default()
}

fn as_path(name: &str) -> String {
    name.replace(['.', ':'], "/")
}
