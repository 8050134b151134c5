//! The kinds of values that keys have: how each is read from TOML, and written.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use toml::Spanned;
use toml::de::DeValue;

use super::problem::Problem;
use crate::options::{Choice, RustName};
use crate::{AttrsVersion, PydanticVersion, Visibility, Word};

/// A value of TOML, and where it stands.
pub(super) type Value<'v> = Spanned<DeValue<'v>>;

/// What kind of value a key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Word(&'static [Word]),
    /// A text.
    Text,
    /// A list of texts.
    List,
    /// A table of texts.
    Table,
    /// An array of tables.
    Tables,
}

/// A value as TOML.
pub(super) enum Shown {
    /// The key has no value.
    Nothing,
    Value(String),
    /// The names and values of a table.
    Entries(Vec<(String, String)>),
    /// The same of each table of an array.
    Tables(Vec<Vec<(String, String)>>),
}

/// A value of a key.
pub(super) trait Setting {
    const SHAPE: Shape;

    /// Takes the place of what was there, or, in a table, is added to it. Paths are relative to `directory`.
    fn update(&mut self, value: &Value<'_>, directory: &Path) -> Result<(), Vec<Problem>>;

    fn show(&self) -> Shown;
}

impl Setting for bool {
    const SHAPE: Shape = Shape::Switch;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        *self = value.get_ref().as_bool().ok_or_else(|| expected(value, "`true` or `false`"))?;
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Value(self.to_string())
    }
}

impl<T: Choice> Setting for T {
    const SHAPE: Shape = Shape::Word(T::WORDS);

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        let word = text(value)?;
        *self = T::of_word(word).map_err(|_| {
            vec![Problem::unknown(value.span(), "value", word, T::WORDS.iter().map(|known| known.word))]
        })?;
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Value(quoted(self.word()))
    }
}

impl Setting for Vec<String> {
    const SHAPE: Shape = Shape::List;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        *self = list(value)?;
        Ok(())
    }

    fn show(&self) -> Shown {
        Shown::Value(quoted_list(self.iter()))
    }
}

macro_rules! texts {
    ($($ty:ty),+) => {$(
        impl Setting for $ty {
            const SHAPE: Shape = Shape::Text;

            fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
                *self = parsed(value)?;
                Ok(())
            }

            fn show(&self) -> Shown {
                Shown::Value(quoted(&self.to_string()))
            }
        }
    )+};
}

texts!(AttrsVersion, PydanticVersion, Visibility);

impl Setting for Option<RustName> {
    const SHAPE: Shape = Shape::Text;

    fn update(&mut self, value: &Value<'_>, _: &Path) -> Result<(), Vec<Problem>> {
        *self = optional_text(value)?.map(|_| parsed(value)).transpose()?;
        Ok(())
    }

    fn show(&self) -> Shown {
        self.as_ref().map_or(Shown::Nothing, |name| Shown::Value(quoted(name.as_str())))
    }
}

pub(super) fn text<'v>(value: &'v Value<'_>) -> Result<&'v str, Vec<Problem>> {
    value.get_ref().as_str().ok_or_else(|| expected(value, "a string"))
}

/// A text; none for a flag without values.
pub(super) fn optional_text<'v>(value: &'v Value<'_>) -> Result<Option<&'v str>, Vec<Problem>> {
    match value.get_ref() {
        DeValue::Array(values) if values.is_empty() => Ok(None),
        _ => text(value).map(Some),
    }
}

/// A text that means something.
pub(super) fn parsed<T: FromStr<Err = String>>(value: &Value<'_>) -> Result<T, Vec<Problem>> {
    text(value)?.parse().map_err(|message: String| vec![Problem::new(value.span(), message)])
}

/// All texts of a list, or all that is wrong with it.
pub(super) fn list(value: &Value<'_>) -> Result<Vec<String>, Vec<Problem>> {
    collect(items(value)?.iter().map(|item| text(item).map(str::to_owned)))
}

/// What should be the texts of a list.
pub(super) fn items<'v, 'i>(value: &'v Value<'i>) -> Result<&'v [Value<'i>], Vec<Problem>> {
    let list = value.get_ref().as_array().ok_or_else(|| expected(value, "a list of strings"))?;
    Ok(list)
}

/// All values, or all problems.
pub(super) fn collect<T>(results: impl Iterator<Item = Result<T, Vec<Problem>>>) -> Result<Vec<T>, Vec<Problem>> {
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

pub(super) fn expected(value: &Value<'_>, what: &str) -> Vec<Problem> {
    let found = match value.get_ref().type_str() {
        kind @ ("array" | "integer") => format!("an {kind}"),
        kind => format!("a {kind}"),
    };
    vec![Problem::new(value.span(), format!("expected {what}, found {found}"))]
}

/// A text as a string of TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

pub(super) fn quoted_list(texts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let texts: Vec<String> = texts.map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// What is parsed from a text, as a string of TOML.
pub(super) fn shown(value: &impl Display) -> String {
    quoted(&value.to_string())
}
