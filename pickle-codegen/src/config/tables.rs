//! The values that are tables: names with Rust types or names, and rules for attributes.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeTable;

use super::problem::Problem;
use super::setting::{
    Setting, Shape, Shown, Value, collect, expected, items, parsed, quoted, quoted_list, shown, text,
};
use crate::options::{Choice, RustName};
use crate::{AttributeRule, RustTrait, RustType, TypeRule};

impl Setting for BTreeMap<String, RustType> {
    const SHAPE: Shape = Shape::Table;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        self.extend(entries(value, rust_type)?);
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Entries(self.iter().map(|(name, rust)| (name.clone(), show_rust_type(rust))).collect())
    }
}

impl Setting for BTreeMap<String, RustName> {
    const SHAPE: Shape = Shape::Table;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        self.extend(entries(value, parsed)?);
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Entries(self.iter().map(|(name, rust)| (name.clone(), shown(rust))).collect())
    }
}

impl Setting for Vec<TypeRule> {
    const SHAPE: Shape = Shape::Tables;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        *self = collect(tables(value)?.iter().map(type_rule))?;
        Ok(())
    }

    fn show(&self) -> Shown {
        let show = |rule: &TypeRule| {
            let derives = ("derive".to_owned(), quoted_list(rule.derives().iter()));
            show_rule(rule.as_ref()).into_iter().chain([derives]).collect()
        };
        Shown::Tables(self.iter().map(show).collect())
    }
}

impl Setting for Vec<AttributeRule> {
    const SHAPE: Shape = Shape::Tables;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        *self = collect(tables(value)?.iter().map(|value| rule(value, &["match", "attributes"])))?;
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Tables(self.iter().map(show_rule).collect())
    }
}

fn tables<'v, 'i>(value: &'v Value<'i>) -> Result<&'v [Value<'i>], Vec<Problem>> {
    let list = value.get_ref().as_array().ok_or_else(|| expected(value, "an array of tables"))?;
    Ok(list)
}

/// The entries of a table, or all that is wrong with them.
fn entries<T>(
    value: &Value<'_>,
    read: impl Fn(&Value<'_>) -> Result<T, Vec<Problem>>,
) -> Result<Vec<(String, T)>, Vec<Problem>> {
    let table = value.get_ref().as_table().ok_or_else(|| expected(value, "a table"))?;
    collect(table.iter().map(|(name, value)| {
        check_dots(name.get_ref(), value)?;
        Ok((name.get_ref().to_string(), read(value)?))
    }))
}

/// Fails if TOML took the dots in a name for tables in tables.
fn check_dots(name: &str, value: &Value<'_>) -> Result<(), Vec<Problem>> {
    let table = value.get_ref().as_table().filter(|table| !table.contains_key("rust"));
    let inner = table.and_then(|table| table.keys().next());
    match inner {
        Some(rest) if rest.get_ref() != "traits" => {
            let help = format!("a name with dots stands in quotes: `\"{name}.{}\"`", rest.get_ref());
            Err(vec![Problem::new(rest.span(), "expected a value, found a table in a table").help(help)])
        }
        _ => Ok(()),
    }
}

/// `"crate::Matrix"`, or `{ rust = "crate::Matrix", traits = ["Eq"] }`.
fn rust_type(value: &Value<'_>) -> Result<RustType, Vec<Problem>> {
    let Some(table) = value.get_ref().as_table() else {
        return parsed(value);
    };
    check_names(table, &["rust", "traits"])?;
    let rust: RustType = parsed(required(value, table, "rust")?)?;
    let traits = collect(items_of(table, "traits")?.iter().map(rust_trait))?;
    Ok(traits.into_iter().fold(rust, RustType::with_trait))
}

fn rust_trait(value: &Value<'_>) -> Result<RustTrait, Vec<Problem>> {
    let word = text(value)?;
    let known = || RustTrait::WORDS.iter().map(|known| known.word);
    RustTrait::of_word(word).map_err(|_| vec![Problem::unknown(value.span(), "trait", word, known())])
}

fn show_rust_type(rust: &RustType) -> String {
    match rust.said_traits() {
        [] => shown(rust),
        traits => {
            let traits = quoted_list(traits.iter().map(|has| has.word()));
            format!("{{ rust = {}, traits = {traits} }}", shown(rust))
        }
    }
}

/// A table with the attributes of a rule, and with keys of these names only.
fn rule(value: &Value<'_>, names: &[&str]) -> Result<AttributeRule, Vec<Problem>> {
    let table = value.get_ref().as_table().ok_or_else(|| expected(value, "a table"))?;
    check_names(table, names)?;
    let pattern = required(value, table, "match")?;
    let mut rule = AttributeRule::new(text(pattern)?).map_err(|message| wrong(pattern, message))?;
    for attribute in items_of(table, "attributes")? {
        rule = rule.attribute(text(attribute)?).map_err(|message| wrong(attribute, message))?;
    }
    Ok(rule)
}

fn type_rule(value: &Value<'_>) -> Result<TypeRule, Vec<Problem>> {
    let mut type_rule = TypeRule::from(rule(value, &["match", "derive", "attributes"])?);
    let derives = value.get_ref().as_table().map_or(Ok(&[][..]), |table| items_of(table, "derive"))?;
    for path in derives {
        type_rule = type_rule.derive(text(path)?).map_err(|message| wrong(path, message))?;
    }
    Ok(type_rule)
}

fn show_rule(rule: &AttributeRule) -> Vec<(String, String)> {
    let attributes = quoted_list(rule.attributes().iter());
    vec![("match".to_owned(), quoted(rule.pattern())), ("attributes".to_owned(), attributes)]
}

fn required<'v, 'i>(whole: &Value<'_>, table: &'v DeTable<'i>, name: &str) -> Result<&'v Value<'i>, Vec<Problem>> {
    table.get(name).ok_or_else(|| vec![Problem::new(whole.span(), format!("`{name}` is missing"))])
}

/// The items of a list in a table; none if there is no list.
fn items_of<'v, 'i>(table: &'v DeTable<'i>, name: &str) -> Result<&'v [Value<'i>], Vec<Problem>> {
    table.get(name).map_or(Ok(&[]), items)
}

fn check_names(table: &DeTable<'_>, known: &[&str]) -> Result<(), Vec<Problem>> {
    let unknown = table.keys().filter(|name| !known.contains(&name.get_ref().as_ref()));
    let problems: Vec<Problem> =
        unknown.map(|name| Problem::unknown(name.span(), "key", name.get_ref(), known.iter().copied())).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn wrong(value: &Value<'_>, message: String) -> Vec<Problem> {
    vec![Problem::new(value.span(), message)]
}
