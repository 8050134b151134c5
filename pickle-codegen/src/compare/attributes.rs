//! What the attributes in the options say about loading in Rust: further names, layouts and defaults.

use pickle_core::schema::{ClassName, Field};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token};

use crate::options::{AttributeRule, Options, UnknownPolicy};

/// The attributes of the generated types; those of the other version are not known.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'o>(pub(super) Option<&'o Options>);

impl Attributes<'_> {
    /// Whether loading takes this name of a class for one of the generated types.
    pub(super) fn is_alias(self, name: &ClassName, class: &ClassName) -> bool {
        let name = name.to_string();
        self.of_class(class, "alias").is_some_and(|aliases| aliases.iter().any(|alias| alias.replace(':', ".") == name))
    }

    /// Whether loading accepts this layout.
    pub(super) fn accepts(self, class: &ClassName, layout: &str) -> bool {
        self.of_class(class, "accept").is_some_and(|layouts| layouts.iter().any(|known| known == layout))
    }

    /// Further names of a field.
    pub(super) fn field_aliases(self, class: &ClassName, field: &Field) -> Vec<String> {
        self.of_field(class, field, "alias").unwrap_or_default()
    }

    /// Whether a field has a default in Rust.
    pub(super) fn has_default(self, class: &ClassName, field: &Field) -> bool {
        ["default", "class_default"].iter().any(|word| self.of_field(class, field, word).is_some())
    }

    /// What becomes of attributes that no field is for, where an object can have some.
    pub(super) fn unknown(self) -> UnknownPolicy {
        self.0.map(|options| options.unknown).unwrap_or_default()
    }

    fn of_class(self, class: &ClassName, word: &str) -> Option<Vec<String>> {
        texts(&self.0?.attributes, class, &class.qualname, word)
    }

    fn of_field(self, class: &ClassName, field: &Field, word: &str) -> Option<Vec<String>> {
        texts(&self.0?.field_attributes, class, &format!("{}.{}", class.qualname, field.written_name), word)
    }
}

/// The texts that `#[pickle(word = "..")]` or `#[pickle(word("..", ..))]` has for a name, if there is one.
fn texts<R: AsRef<AttributeRule>>(rules: &[R], class: &ClassName, name: &str, word: &str) -> Option<Vec<String>> {
    let matching = rules.iter().map(AsRef::as_ref).filter(|rule| rule.matches(&class.module, name));
    let metas = matching.flat_map(AttributeRule::attributes).flat_map(|attribute| metas(attribute));
    let found: Vec<Vec<String>> = metas.filter(|meta| meta.path().is_ident(word)).map(|meta| texts_of(&meta)).collect();
    (!found.is_empty()).then(|| found.concat())
}

/// What stands in `#[pickle(..)]`.
fn metas(attribute: &str) -> Vec<Meta> {
    let parsed = Attribute::parse_outer.parse_str(attribute).unwrap_or_default();
    let ours = parsed.iter().filter(|attribute| attribute.path().is_ident("pickle"));
    let entries = ours.filter_map(|one| one.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok());
    entries.flatten().collect()
}

fn texts_of(meta: &Meta) -> Vec<String> {
    match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => vec![text.value()],
            _ => Vec::new(),
        },
        Meta::List(list) => {
            let texts = list.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated);
            texts.into_iter().flatten().map(|text| text.value()).collect()
        }
        Meta::Path(_) => Vec::new(),
    }
}
