//! What the options add to every type and field: who sees it, derives, and attributes.

use pickle_core::schema::ClassName;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use crate::options::{AttributeRule, TypeRule, Visibility, path_tokens};

/// What stands before the name of an item, but for its documentation and what the derive reads.
pub(super) struct ItemHead {
    pub(super) derive: TokenStream,
    pub(super) attributes: TokenStream,
    pub(super) visibility: TokenStream,
}

impl Context<'_> {
    /// The head of the type for a class or a choice, which needs these derives.
    pub(super) fn head(&self, class: &ClassName, derives: &[TokenStream]) -> ItemHead {
        ItemHead {
            derive: self.derive(class, derives),
            attributes: self.type_attributes(class),
            visibility: self.visibility(),
        }
    }

    /// Who sees the items of the module that is being written.
    pub(super) fn visibility(&self) -> TokenStream {
        match &self.target.options.visibility {
            Visibility::Public => quote!(pub),
            Visibility::Crate => quote!(pub(crate)),
            Visibility::Super if self.module.is_empty() => quote!(pub(super)),
            Visibility::Super => {
                let supers = std::iter::repeat_n(quote!(super), self.module.len() + 1);
                quote!(pub(in #(#supers)::*))
            }
            Visibility::In(path) => {
                let path = path_tokens(path);
                quote!(pub(in #path))
            }
        }
    }

    /// `#[derive(...)]` of a type with these derives, followed by those that the options add.
    fn derive(&self, class: &ClassName, own: &[TokenStream]) -> TokenStream {
        let name_of = |path: &TokenStream| path.to_string().rsplit("::").next().unwrap_or_default().trim().to_owned();
        let mut derives = own.to_vec();
        for path in self.type_rules(class).flat_map(TypeRule::derives).map(|path| path_tokens(path)) {
            if !derives.iter().any(|derive| name_of(derive) == name_of(&path)) {
                derives.push(path);
            }
        }
        quote!(#[derive(#(#derives),*)])
    }

    /// The attributes that the options add to a type.
    fn type_attributes(&self, class: &ClassName) -> TokenStream {
        let attributes = self.type_rules(class).map(AsRef::as_ref).flat_map(AttributeRule::attribute_tokens);
        let non_exhaustive = self.target.options.non_exhaustive.then(|| quote!(#[non_exhaustive]));
        quote!(#non_exhaustive #(#attributes)*)
    }

    /// The attributes that the options add to a field or to a member of an enumeration.
    pub(super) fn field_attributes(&self, class: &ClassName, field: &str) -> TokenStream {
        let name = format!("{}.{field}", class.qualname);
        let rules = self.matching("field-attributes", &self.target.options.field_attributes, &class.module, name);
        rules.flat_map(AttributeRule::attribute_tokens).collect()
    }

    fn type_rules(&self, class: &ClassName) -> impl Iterator<Item = &TypeRule> {
        let module = self.modules.python_module(class);
        let name = if class.module.is_empty() { self.names.of_type(class).to_string() } else { class.qualname.clone() };
        self.matching("attributes", &self.target.options.attributes, module, name)
    }

    /// The rules that match a name; they are not unused.
    fn matching<'c, R: AsRef<AttributeRule>>(
        &'c self,
        key: &'static str,
        rules: &'c [R],
        module: &'c str,
        name: String,
    ) -> impl Iterator<Item = &'c R> {
        let matching = rules.iter().filter(move |rule| rule.as_ref().matches(module, &name));
        matching.inspect(move |rule| {
            self.used_rules.borrow_mut().insert((key, rule.as_ref().pattern().to_owned()));
        })
    }
}

/// The derives of enums without contents.
pub(super) fn plain_derives() -> Vec<TokenStream> {
    let own = ["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash"].map(|name| -> Ident { format_ident!("{name}") });
    own.iter().map(|name| quote!(#name)).chain([quote!(::pickle_core::Pickle)]).collect()
}
