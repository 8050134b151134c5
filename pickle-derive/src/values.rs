//! The kinds of values that attributes take: how each is written and what it may be.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprPath, Ident, Lit, LitStr, Meta, Token, Type, TypePath, WherePredicate, token};

use crate::attributes::name_of;
use crate::errors::{Errors, error, error_with_help, instead_of};
use crate::model::{FlagMember, Layout, Unknown, Value as EnumValue, ValueBase, WrittenBy};

mod literals;

use literals::{int, member_value};

/// A kind of value.
pub(crate) trait Value: Sized {
    /// What stands behind the attribute's name; one of these.
    const FORMS: &'static [&'static str];

    fn read(meta: &Meta) -> darling::Result<Self>;
}

/// Nothing: the attribute's name says it all.
pub(crate) struct Word;

/// A string that is not empty.
pub(crate) type Text = LitStr;

/// A string that names a module or a class in it.
pub(crate) struct DottedName(pub(crate) LitStr);

/// A string with a module and a name in it: `app.models.Order`, or `app.models:Order.Line`.
pub(crate) struct GlobalName {
    pub(crate) module: String,
    pub(crate) name: String,
}

/// A string that names a layout.
pub(crate) struct LayoutName {
    pub(crate) layout: Layout,
    pub(crate) text: LitStr,
}

/// `"deny"`, `"ignore"` or `"keep"`.
pub(crate) struct UnknownPolicy {
    pub(crate) unknown: Unknown,
    pub(crate) text: LitStr,
}

/// A string that names a builtin class.
pub(crate) struct BuiltinName(pub(crate) ValueBase);

/// Predicates that stand in the place of the derived ones, for the impls of each trait.
#[derive(Clone)]
pub(crate) struct Bounds {
    pub(crate) pickle: Vec<WherePredicate>,
    pub(crate) unpickle: Vec<WherePredicate>,
    /// Of a union or a literal, beside those of `unpickle`.
    pub(crate) alternative: Vec<WherePredicate>,
}

/// `"value"` or `"name"`.
pub(crate) struct MemberKey(pub(crate) WrittenBy);

/// The members of a flag and their bits, in parentheses.
pub(crate) struct FlagMembers(pub(crate) Vec<FlagMember>);

/// What a missing attribute becomes.
pub(crate) enum FieldDefault {
    /// The `Default` of the field's type.
    OfType,
    Expression(Expr),
}

/// The names of fields, in parentheses.
pub(crate) struct FieldNames(pub(crate) Vec<Ident>);

/// The value of an enum's member.
pub(crate) struct MemberValue {
    pub(crate) value: EnumValue,
    pub(crate) expression: Expr,
}

/// Strings in parentheses, at least one.
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl Value for Word {
    const FORMS: &'static [&'static str] = &[""];

    fn read(meta: &Meta) -> darling::Result<Self> {
        match meta {
            Meta::Path(_) => Ok(Word),
            _ => Err(malformed::<Self>(meta)),
        }
    }
}

impl<T: FromText> Value for T {
    const FORMS: &'static [&'static str] = &[" = \"..\""];

    fn read(meta: &Meta) -> darling::Result<Self> {
        T::from_text(text(expression::<Self>(meta)?)?)
    }
}

impl<T: FromText> Value for List<T> {
    const FORMS: &'static [&'static str] = &["(\"..\", ..)"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        let items: Punctuated<Expr, Token![,]> = items::<Self, _>(meta)?;
        if items.is_empty() {
            return Err(malformed::<Self>(meta));
        }
        let mut errors = Errors::default();
        let read = |item| text(item).and_then(T::from_text);
        let values = items.iter().filter_map(|item| errors.handle(read(item))).collect();
        errors.finish_with(List(values))
    }
}

impl Value for ExprPath {
    const FORMS: &'static [&'static str] = &[" = path"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        match expression::<Self>(meta)? {
            Expr::Path(path) => Ok(path.clone()),
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let help = format!("write `{} = {}`, without quotes", name_of(meta.path()), text.value());
                Err(error_with_help(text, "expected a path, found a string", help))
            }
            other => Err(error(other, format_args!("expected a path, found {}", in_words(other)))),
        }
    }
}

/// A type stands where an expression would, so its tokens are read again.
impl Value for Type {
    const FORMS: &'static [&'static str] = &[" = Type"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        match expression::<Self>(meta)? {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let help = format!("write `{} = {}`, without quotes", name_of(meta.path()), text.value());
                Err(error_with_help(text, "expected a type, found a string", help))
            }
            other => syn::parse2(other.to_token_stream())
                .map_err(|_| error(other, format_args!("expected a type, found {}", in_words(other)))),
        }
    }
}

impl Value for TypePath {
    const FORMS: &'static [&'static str] = &[" = path::Type"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        match Type::read(meta)? {
            Type::Path(path) if path.qself.is_none() => Ok(path),
            other => Err(error(&other, "expected the path of a type")),
        }
    }
}

impl Value for Bounds {
    const FORMS: &'static [&'static str] = &["(T: Trait, ..)", "(pickle(..), unpickle(..), alternative(..))"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        let Meta::List(list) = meta else { return Err(malformed::<Self>(meta)) };
        Ok(list.parse_args()?)
    }
}

impl Parse for Bounds {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let is_of_one_trait = input.peek(Ident) && input.peek2(token::Paren);
        if !is_of_one_trait {
            let all: Vec<_> = Punctuated::<_, Token![,]>::parse_terminated(input)?.into_iter().collect();
            return Ok(Bounds { pickle: all.clone(), unpickle: all.clone(), alternative: all });
        }
        let mut bounds = Bounds { pickle: Vec::new(), unpickle: Vec::new(), alternative: Vec::new() };
        for of_one in Punctuated::<BoundsOfOne, Token![,]>::parse_terminated(input)? {
            match of_one.name.to_string().as_str() {
                "pickle" => bounds.pickle.extend(of_one.predicates),
                "unpickle" => bounds.unpickle.extend(of_one.predicates),
                "alternative" => bounds.alternative.extend(of_one.predicates),
                _ => {
                    let expected = "expected `pickle(..)`, `unpickle(..)` or `alternative(..)`";
                    return Err(syn::Error::new_spanned(of_one.name, expected));
                }
            }
        }
        Ok(bounds)
    }
}

impl Value for FieldDefault {
    const FORMS: &'static [&'static str] = &["", " = EXPRESSION"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        match meta {
            Meta::Path(_) => Ok(FieldDefault::OfType),
            _ => Ok(FieldDefault::Expression(expression::<Self>(meta)?.clone())),
        }
    }
}

impl Value for FieldNames {
    const FORMS: &'static [&'static str] = &["(field, ..)"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        let names: Punctuated<FieldName, Token![,]> = items::<Self, _>(meta)?;
        Ok(FieldNames(names.into_iter().map(|name| name.0).collect()))
    }
}

impl Value for MemberValue {
    const FORMS: &'static [&'static str] = &[" = LITERAL"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        let expression = expression::<Self>(meta)?;
        Ok(MemberValue { value: member_value(expression)?, expression: expression.clone() })
    }
}

impl Value for FlagMembers {
    const FORMS: &'static [&'static str] = &["(NAME = BITS, ..)"];

    fn read(meta: &Meta) -> darling::Result<Self> {
        let items: Punctuated<BitsOfMember, Token![,]> = items::<Self, _>(meta)?;
        if items.is_empty() {
            return Err(malformed::<Self>(meta));
        }
        let mut errors = Errors::default();
        let members = items.into_iter().filter_map(|item| errors.handle(flag_member(item))).collect();
        errors.finish_with(FlagMembers(members))
    }
}

/// A value that is written as one string.
pub(crate) trait FromText: Sized {
    fn from_text(text: &LitStr) -> darling::Result<Self>;
}

impl FromText for Text {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        if text.value().is_empty() {
            return Err(error(text, "expected a name, found an empty string"));
        }
        Ok(text.clone())
    }
}

impl FromText for DottedName {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        check_dotted(&text.value(), text)?;
        Ok(DottedName(text.clone()))
    }
}

impl FromText for GlobalName {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        let global = text.value();
        let Some((module, name)) = global.split_once(':').or_else(|| global.rsplit_once('.')) else {
            let help = "write `\"module.Class\"`, or `\"module:Outer.Inner\"` for a nested class";
            return Err(error_with_help(text, format_args!("expected a module and a class, found {global:?}"), help));
        };
        check_dotted(module, text)?;
        check_dotted(name, text)?;
        Ok(GlobalName { module: module.to_owned(), name: name.to_owned() })
    }
}

impl FromText for LayoutName {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        Ok(LayoutName { layout: choice(text, "layout", &Layout::NAMED)?, text: text.clone() })
    }
}

impl FromText for UnknownPolicy {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        Ok(UnknownPolicy { unknown: choice(text, "policy", &Unknown::NAMED)?, text: text.clone() })
    }
}

impl FromText for BuiltinName {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        choice(text, "base class", &ValueBase::NAMED).map(BuiltinName)
    }
}

impl FromText for MemberKey {
    fn from_text(text: &LitStr) -> darling::Result<Self> {
        Ok(MemberKey(choice(text, "key", &WrittenBy::NAMED)?))
    }
}

/// Finds a string among those that have a meaning.
fn choice<T: Copy>(text: &LitStr, kind: &str, choices: &[(&str, T)]) -> darling::Result<T> {
    let value = text.value();
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == value) {
        return Ok(*choice);
    }
    let quoted: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let names: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let help = instead_of(&format!("{value:?}"), &names, &plural(kind));
    Err(error_with_help(text, format_args!("unknown {kind} {value:?}"), help))
}

fn plural(kind: &str) -> String {
    match kind.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if kind.ends_with('s') => format!("{kind}es"),
        None => format!("{kind}s"),
    }
}

/// Holds a dotted name to what every protocol can write: `GLOBAL` ends its two names with newlines.
fn check_dotted(name: &str, text: &LitStr) -> darling::Result<()> {
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || c == ':';
    if name.is_empty() {
        return Err(error(text, "expected a dotted name, found an empty string"));
    }
    if let Some(wrong) = name.chars().find(|&c| is_wrong(c)) {
        return Err(error(text, format_args!("expected a dotted name, found {wrong:?} in {name:?}")));
    }
    if name.split('.').any(str::is_empty) {
        return Err(error(text, format_args!("expected a dotted name, found an empty part in {name:?}")));
    }
    Ok(())
}

/// The name of a field in a list.
struct FieldName(Ident);

impl Parse for FieldName {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Ident::peek_any) {
            return Ok(FieldName(Ident::parse_any(input)?));
        }
        let other: Expr = input.parse()?;
        let found = in_words(&other);
        Err(syn::Error::new_spanned(other, format_args!("expected the name of a field, found {found}")))
    }
}

/// `pickle(T: Trait, ..)` or `unpickle(..)`.
struct BoundsOfOne {
    name: Ident,
    predicates: Punctuated<WherePredicate, Token![,]>,
}

impl Parse for BoundsOfOne {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        let content;
        syn::parenthesized!(content in input);
        Ok(BoundsOfOne { name, predicates: Punctuated::parse_terminated(&content)? })
    }
}

/// `NAME = BITS`
struct BitsOfMember {
    ident: Ident,
    bits: Expr,
}

impl Parse for BitsOfMember {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ident = Ident::parse_any(input)?;
        input.parse::<Token![=]>()?;
        Ok(BitsOfMember { ident, bits: input.parse()? })
    }
}

fn flag_member(item: BitsOfMember) -> darling::Result<FlagMember> {
    /// Keywords that no `r#` makes names of.
    const NO_NAMES: [&str; 5] = ["self", "Self", "super", "crate", "_"];
    let name = item.ident.unraw().to_string();
    if NO_NAMES.contains(&&*name) {
        return Err(error(&item.ident, format_args!("`{name}` cannot be the name of a constant in Rust")));
    }
    let ident = match syn::parse_str::<Ident>(&name) {
        Ok(_) => Ident::new(&name, item.ident.span()),
        Err(_) => Ident::new_raw(&name, item.ident.span()),
    };
    Ok(FlagMember { name, ident, bits: int(&item.bits)? })
}

/// The value behind `name =`.
fn expression<T: Value>(meta: &Meta) -> darling::Result<&Expr> {
    match meta {
        Meta::NameValue(pair) => Ok(&pair.value),
        _ => Err(malformed::<T>(meta)),
    }
}

/// What stands in the parentheses of `name(..)`.
fn items<T: Value, Item: Parse>(meta: &Meta) -> darling::Result<Punctuated<Item, Token![,]>> {
    match meta {
        Meta::List(list) => Ok(list.parse_args_with(Punctuated::parse_terminated)?),
        _ => Err(malformed::<T>(meta)),
    }
}

fn text(expression: &Expr) -> darling::Result<&LitStr> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text),
        other => Err(error(other, format_args!("expected a string, found {}", in_words(other)))),
    }
}

/// An attribute whose name is followed by something else than it takes.
fn malformed<T: Value>(meta: &Meta) -> darling::Error {
    let name = name_of(meta.path());
    let forms: Vec<String> = T::FORMS.iter().map(|form| format!("`{name}{form}`")).collect();
    let found = match meta {
        Meta::Path(_) => "nothing",
        Meta::List(_) => "a list",
        Meta::NameValue(_) => "a value",
    };
    error(meta, format_args!("expected {}, found {found} behind `{name}`", forms.join(" or ")))
}

fn in_words(expression: &Expr) -> &'static str {
    match expression {
        Expr::Lit(literal) => literal_in_words(&literal.lit),
        Expr::Path(_) => "a path",
        Expr::Call(_) | Expr::MethodCall(_) => "a call",
        Expr::Macro(_) => "a macro call",
        Expr::Tuple(_) => "a tuple",
        Expr::Array(_) => "an array",
        Expr::Closure(_) => "a closure",
        _ => "an expression",
    }
}

fn literal_in_words(literal: &Lit) -> &'static str {
    match literal {
        Lit::Str(_) => "a string",
        Lit::ByteStr(_) => "a byte string",
        Lit::CStr(_) => "a C string",
        Lit::Byte(_) => "a byte",
        Lit::Char(_) => "a char",
        Lit::Int(_) => "an int",
        Lit::Float(_) => "a float",
        Lit::Bool(_) => "a bool",
        _ => "a literal",
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn read<T: Value>(meta: &Meta) -> Result<T, String> {
        T::read(meta).map_err(|error| error.to_string())
    }

    fn global(meta: &Meta) -> (String, String) {
        let name: GlobalName = read(meta).expect("the global has a module and a name");
        (name.module, name.name)
    }

    #[test]
    fn a_global_is_split_at_its_last_dot() {
        assert_eq!(global(&parse_quote!(alias = "app.models.Order")), ("app.models".into(), "Order".into()));
    }

    #[test]
    fn a_global_is_split_at_its_colon() {
        assert_eq!(global(&parse_quote!(alias = "app.models:Order.Line")), ("app.models".into(), "Order.Line".into()));
    }

    #[test]
    fn a_list_reports_every_mistake() {
        let list = List::<LayoutName>::read(&parse_quote!(accept("lst", 5, "dict", "slot")));
        assert_eq!(list.err().map(|errors| errors.len()), Some(3));
    }

    #[test]
    fn fields_may_be_keywords() {
        let fields: FieldNames = read(&parse_quote!(args(type, r#match, plain))).expect("all are names");
        assert_eq!(fields.0.len(), 3);
    }

    fn value(meta: &Meta) -> Result<EnumValue, String> {
        read::<MemberValue>(meta).map(|value| value.value)
    }

    #[test]
    fn ints_reach_both_ends_of_an_i64() {
        assert_eq!(value(&parse_quote!(value = -9223372036854775808)), Ok(EnumValue::Int(i64::MIN)));
        assert_eq!(value(&parse_quote!(value = 0x7fff_ffff_ffff_ffff)), Ok(EnumValue::Int(i64::MAX)));
        assert!(value(&parse_quote!(value = 9223372036854775808)).is_err());
    }

    #[test]
    fn tuples_nest() {
        let expected = EnumValue::Tuple(vec![EnumValue::Int(1), EnumValue::Tuple(vec![EnumValue::Str("a".into())])]);
        assert_eq!(value(&parse_quote!(value = (1, ("a",)))), Ok(expected));
        assert_eq!(value(&parse_quote!(value = ())), Ok(EnumValue::Tuple(Vec::new())));
    }

    #[test]
    fn parentheses_alone_are_no_tuple() {
        assert_eq!(value(&parse_quote!(value = (1))), Ok(EnumValue::Int(1)));
    }

    #[test]
    fn values_are_equal_as_in_python() {
        assert!(EnumValue::Bool(true).is_equal(&EnumValue::Float(1.0)));
        assert!(EnumValue::Tuple(vec![EnumValue::Int(0)]).is_equal(&EnumValue::Tuple(vec![EnumValue::Bool(false)])));
        assert!(!EnumValue::Str("1".into()).is_equal(&EnumValue::Int(1)));
        assert!(!EnumValue::Str("a".into()).is_equal(&EnumValue::Bytes(b"a".to_vec())));
    }
}
