//! The vocabulary: every `#[pickle(..)]` attribute, where it may stand and what kind of value it takes. This file is the
//! whole contract with hand-written types and with pickle-codegen.

use quote::ToTokens;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprPath, Meta, MetaNameValue, Path, Token, Type, TypePath};

use crate::errors::{Errors, error, error_with_help, instead_of};
use crate::values::{
    Bounds, BuiltinName, DottedName, FieldDefault, FieldNames, FlagMembers, GlobalName, LayoutName, List, MemberKey,
    MemberValue, Text, UnknownPolicy, Value, Word,
};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $place:literal, instead: [$($wrong:literal => $right:literal),*],
     $($attribute:literal => $(#[$field_doc:meta])* $field:ident: $type:ty,)*) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $type,)*
        }

        impl Vocabulary for $name {
            const PLACE: &'static str = $place;
            const NAMES: &'static [&'static str] = &[$($attribute),*];
            const INSTEAD: &'static [(&'static str, &'static str)] = &[$(($wrong, $right)),*];

            fn slot(&mut self, name: &str) -> Option<&mut dyn Slot> {
                match name {
                    $($attribute => Some(&mut self.$field),)*
                    _ => None,
                }
            }

            fn given(&self) -> Vec<&Path> {
                let slots: [&dyn Slot; _] = [$(&self.$field),*];
                slots.into_iter().filter_map(Slot::at).collect()
            }
        }
    };
}

vocabulary! {
    /// On a struct, which stands for a Python class.
    StructAttributes, "a struct", instead: ["rename" => "name", "aliases" => "alias"],

    "module" =>
        /// The module of the class, such as `app.models`; required.
        module: Once<DottedName>,
    "name" =>
        /// The class's qualified name, such as `Outer.Inner`; the Rust identifier where it is absent.
        name: Once<DottedName>,
    "alias" =>
        /// Further globals that loading takes for the class.
        alias: Once<List<GlobalName>>,
    "subclasses" =>
        /// Classes that derive from this one, for the error of an instance of theirs.
        subclasses: Once<List<GlobalName>>,
    "flag" =>
        /// The struct is the int of a Python `Flag` with these members, and no class.
        flag: Once<FlagMembers>,
    "layout" =>
        /// How instances are laid out; `"dict"` where it is absent.
        layout: Once<LayoutName>,
    "accept" =>
        /// Further layouts that loading accepts.
        accept: Once<List<LayoutName>>,
    "newargs" =>
        /// The fields that `__getnewargs__` returns.
        newargs: Once<FieldNames>,
    "newargs_ex" =>
        /// The fields that `__getnewargs_ex__` returns as keyword arguments.
        newargs_ex: Once<FieldNames>,
    "reduce" =>
        /// The callable that `__reduce__` returns.
        reduce: Once<GlobalName>,
    "args" =>
        /// The fields that are the arguments of `reduce`.
        args: Once<FieldNames>,
    "state" =>
        /// The fields that are the state beside `reduce`.
        state: Once<FieldNames>,
    "state_setter" =>
        /// The callable that `__reduce__` returns as its sixth item.
        state_setter: Once<GlobalName>,
    "getstate" =>
        /// The function that makes the whole state.
        getstate: Once<ExprPath>,
    "setstate" =>
        /// The function that makes the struct from the whole state.
        setstate: Once<ExprPath>,
    "unknown" =>
        /// What loading does with an attribute that no field is for.
        unknown: Once<UnknownPolicy>,
    "default" =>
        /// Missing attributes come from the struct's `Default`.
        default: Once<Word>,
    "from" =>
        /// The type that is loaded, and converted.
        from: Once<Type>,
    "try_from" =>
        /// The type that is loaded, and converted if it can be.
        try_from: Once<Type>,
    "into" =>
        /// The type that is dumped after the conversion.
        into: Once<Type>,
    "remote" =>
        /// The type of another crate that the struct describes.
        remote: Once<TypePath>,
    "bound" =>
        /// What the impls ask of type parameters.
        bound: Once<Bounds>,
    "crate" =>
        /// Where pickle_core is.
        crate_path: Once<ExprPath>,
}

vocabulary! {
    /// On a field of a struct.
    FieldAttributes, "a field", instead: ["name" => "rename", "aliases" => "alias"],

    "rename" =>
        /// The attribute's name in the pickle; the Rust name where it is absent.
        rename: Once<Text>,
    "alias" =>
        /// Further names that loading takes for the attribute.
        alias: Many<Text>,
    "default" =>
        /// The value when the attribute is missing.
        default: Once<FieldDefault>,
    "class_default" =>
        /// The value that the class itself has, for objects that do not have the attribute.
        class_default: Once<FieldDefault>,
    "skip" =>
        /// The field is not in the pickle.
        skip: Once<Word>,
    "with" =>
        /// The module whose `pickle` and `unpickle` take the place of the type's own.
        with: Once<ExprPath>,
    "slot" =>
        /// The attribute is in the second dict of `layout = "dict_slots"`.
        slot: Once<Word>,
    "arg" =>
        /// The attribute is a constructor argument and not in the state.
        arg: Once<Word>,
    "args" =>
        /// The field is the tuple of all arguments.
        args: Once<Word>,
    "state" =>
        /// The attribute is in the state and no argument.
        state: Once<Word>,
    "value" =>
        /// The field is the object itself as an instance of a builtin class.
        value: Once<BuiltinName>,
    "items" =>
        /// The field is what the object itself holds as a list.
        items: Once<Word>,
    "entries" =>
        /// The field is what the object itself holds as a dict.
        entries: Once<Word>,
    "private" =>
        /// The attribute is a private one of a pydantic model.
        private: Once<Word>,
    "fields_set" =>
        /// The field is the names of the fields of a pydantic model that were set.
        fields_set: Once<Word>,
    "extra" =>
        /// The field is the extra attributes of a pydantic 2 model.
        extra: Once<Word>,
    "rest" =>
        /// The field keeps the attributes that no field is for.
        rest: Once<Word>,
    "flatten" =>
        /// The field's own attributes stand among those of the struct.
        flatten: Once<Word>,
    "getter" =>
        /// The function that gets the field's value from the remote type.
        getter: Once<ExprPath>,
}

vocabulary! {
    /// On an enum, which stands for a Python `Enum`, a union of types or a `Literal`.
    EnumAttributes, "an enum", instead: ["rename" => "name", "aliases" => "alias"],

    "module" =>
        /// The module of the class, such as `app.models`; required for a Python `Enum`.
        module: Once<DottedName>,
    "name" =>
        /// The class's qualified name; the Rust identifier where it is absent.
        name: Once<DottedName>,
    "alias" =>
        /// Further globals that loading takes for the class.
        alias: Once<List<GlobalName>>,
    "by" =>
        /// What dumping names a member by; its value where it is absent.
        by: Once<MemberKey>,
    "union" =>
        /// The variants are alternatives, each a type of its own.
        union: Once<Word>,
    "literal" =>
        /// The variants are the values of a `Literal`.
        literal: Once<Word>,
    "from" =>
        /// The type that is loaded, and converted.
        from: Once<Type>,
    "try_from" =>
        /// The type that is loaded, and converted if it can be.
        try_from: Once<Type>,
    "into" =>
        /// The type that is dumped after the conversion.
        into: Once<Type>,
    "bound" =>
        /// What the impls ask of type parameters.
        bound: Once<Bounds>,
    "crate" =>
        /// Where pickle_core is.
        crate_path: Once<ExprPath>,
}

vocabulary! {
    /// On a variant of an enum.
    VariantAttributes, "a variant", instead: ["rename" => "name", "aliases" => "alias"],

    "name" =>
        /// The member's name; the variant's where it is absent.
        name: Once<Text>,
    "value" =>
        /// What `member._value_` is, or the value of the `Literal`.
        value: Once<MemberValue>,
    "alias" =>
        /// Further names of the member.
        alias: Once<List<Text>>,
    "other" =>
        /// The variant keeps what no other variant stands for.
        other: Once<Word>,
}

/// The attributes that may stand in one place.
pub(crate) trait Vocabulary: Default {
    /// What the attributes stand on.
    const PLACE: &'static str;
    /// Their names.
    const NAMES: &'static [&'static str];
    /// Names that mean something else or nothing here, with what to write instead.
    const INSTEAD: &'static [(&'static str, &'static str)];

    /// Where the attribute of that name is put.
    fn slot(&mut self, name: &str) -> Option<&mut dyn Slot>;

    /// The names of the attributes that are given, in the order of the vocabulary.
    fn given(&self) -> Vec<&Path>;
}

/// The place of one attribute in a vocabulary.
pub(crate) trait Slot {
    fn fill(&mut self, meta: &Meta) -> darling::Result<()>;

    /// The name of the attribute, where it is given.
    fn at(&self) -> Option<&Path>;
}

/// An attribute that may be given once. It counts as given even if its value is mistaken.
pub(crate) struct Once<T> {
    at: Option<Path>,
    value: Option<T>,
}

/// An attribute that may be given several times.
pub(crate) struct Many<T> {
    at: Option<Path>,
    pub(crate) values: Vec<T>,
}

impl<T> Once<T> {
    pub(crate) fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub(crate) fn is_given(&self) -> bool {
        self.at.is_some()
    }

    /// The name of the attribute, where it is given.
    pub(crate) fn at(&self) -> Option<&Path> {
        self.at.as_ref()
    }

    /// Whether the attribute is given with a value that was reported already.
    pub(crate) fn is_mistaken(&self) -> bool {
        self.at.is_some() && self.value.is_none()
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Once { at: None, value: None }
    }
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many { at: None, values: Vec::new() }
    }
}

impl<T: Value> Slot for Once<T> {
    fn fill(&mut self, meta: &Meta) -> darling::Result<()> {
        if self.is_given() {
            return Err(error(meta.path(), format_args!("duplicate attribute `{}`", name_of(meta.path()))));
        }
        self.at = Some(meta.path().clone());
        self.value = Some(T::read(meta)?);
        Ok(())
    }

    fn at(&self) -> Option<&Path> {
        self.at.as_ref()
    }
}

impl<T: Value> Slot for Many<T> {
    fn fill(&mut self, meta: &Meta) -> darling::Result<()> {
        self.at.get_or_insert_with(|| meta.path().clone());
        self.values.push(T::read(meta)?);
        Ok(())
    }

    fn at(&self) -> Option<&Path> {
        self.at.as_ref()
    }
}

/// Reads the `#[pickle(..)]` attributes of one place; nothing if their syntax is broken.
pub(crate) fn read<V: Vocabulary>(attributes: &[Attribute], errors: &mut Errors) -> Option<V> {
    let mut vocabulary = V::default();
    let mut is_readable = true;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("pickle")) {
        match items(attribute) {
            Ok(items) => items.iter().for_each(|item| {
                errors.handle(read_item(&mut vocabulary, item));
            }),
            Err(error) => {
                errors.push(error);
                is_readable = false;
            }
        }
    }
    is_readable.then_some(vocabulary)
}

/// The path of pickle_core, whatever else is wrong with the attributes.
pub(crate) fn crate_path(attributes: &[Attribute]) -> Option<ExprPath> {
    of_any_type(attributes)?.crate_path.value
}

/// What the impls ask of type parameters, where an attribute says it.
pub(crate) fn bounds(attributes: &[Attribute]) -> Option<Bounds> {
    of_any_type(attributes)?.bound.value
}

/// The attributes that every type takes alike. Mistakes are reported where all attributes are read.
pub(crate) fn of_any_type(attributes: &[Attribute]) -> Option<EnumAttributes> {
    let mut ignored = Errors::default();
    let enum_attributes = read::<EnumAttributes>(attributes, &mut ignored);
    let _ = ignored.finish();
    enum_attributes
}

fn items(attribute: &Attribute) -> darling::Result<Vec<Meta>> {
    match &attribute.meta {
        Meta::List(list) => {
            let items = list.parse_args_with(Punctuated::<Item, Token![,]>::parse_terminated)?;
            Ok(items.into_iter().map(|item| item.0).collect())
        }
        other => Err(error(other, "expected `#[pickle(..)]`")),
    }
}

/// The attributes whose value is a type, which would not be read as an expression: `from = Vec<u8>`.
const OF_TYPES: [&str; 4] = ["from", "try_from", "into", "remote"];

/// One attribute in the parentheses.
struct Item(Meta);

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        match (ahead.parse::<Path>(), ahead.parse::<Token![=]>(), ahead.parse::<Type>()) {
            (Ok(path), Ok(eq_token), Ok(ty)) if OF_TYPES.iter().any(|name| path.is_ident(name)) => {
                input.advance_to(&ahead);
                let value = Expr::Verbatim(ty.to_token_stream());
                Ok(Item(Meta::NameValue(MetaNameValue { path, eq_token, value })))
            }
            _ => input.parse().map(Item),
        }
    }
}

fn read_item<V: Vocabulary>(vocabulary: &mut V, item: &Meta) -> darling::Result<()> {
    let name = name_of(item.path());
    match vocabulary.slot(&name) {
        Some(slot) => slot.fill(item),
        None => {
            let message = format!("unknown attribute `{name}` of {}", V::PLACE);
            Err(error_with_help(item.path(), message, instead_of_attribute::<V>(&name)))
        }
    }
}

fn instead_of_attribute<V: Vocabulary>(name: &str) -> String {
    let elsewhere = [
        (StructAttributes::NAMES, StructAttributes::PLACE),
        (FieldAttributes::NAMES, FieldAttributes::PLACE),
        (VariantAttributes::NAMES, VariantAttributes::PLACE),
    ];
    if let Some((_, right)) = V::INSTEAD.iter().find(|(wrong, _)| *wrong == name) {
        return format!("write `{right}`");
    }
    match elsewhere.iter().find(|(names, _)| names.contains(&name)) {
        Some((_, place)) => format!("`{name}` is an attribute of {place}"),
        None => instead_of(name, V::NAMES, &format!("attributes of {}", V::PLACE)),
    }
}

/// The name of an attribute as it is written.
pub(crate) fn name_of(path: &Path) -> String {
    let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    segments.join("::")
}
