//! `pickle-codegen.toml`: what to read and what it becomes, in a file.
//!
//! [`KEYS`] is the table of all keys. Whatever the file says, a flag of the command line can say as well, and a builder
//! method; a flag takes the place of what the file says.
//!
//! ```
//! use std::path::Path;
//!
//! use pickle_codegen::{Config, Sources, generate};
//!
//! let text = r#"
//! int = "i128"
//! [types]
//! "shop.Money" = "crate::Money"
//! "#;
//! let mut config = Config::parse(Path::new("pickle-codegen.toml"), text).unwrap();
//! config.set("int", &["Int".to_owned()]).unwrap();
//!
//! let sources = Sources::of("shop.py", "shop", "class Order:\n    id: int\n    total: 'Money'\nclass Money: ...\n");
//! let rust = generate(&sources, config.options()).unwrap().rust;
//! assert!(rust.contains("pub id: ::pickle_core::Int,") && rust.contains("pub total: crate::Money,"));
//! ```

mod error;
mod file;
mod inputs;
mod keys;
mod print;
mod problem;
mod setting;
mod tables;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::{Diagnostics, Options};

pub use self::error::ConfigError;
pub use self::file::FILE_NAME;
pub use self::inputs::Inputs;
pub use self::keys::{Group, KEYS, Key};
pub use self::setting::Shape;

use self::file::Origin;

/// What to read and what becomes of it, and who says so.
#[derive(Debug, Clone, Default)]
pub struct Config {
    settings: Settings,
    /// Where keys, and entries of tables, have their values from; the others are defaults.
    origins: BTreeMap<(String, Option<String>), Origin>,
    file: Option<PathBuf>,
}

/// The values of all keys.
#[derive(Debug, Clone, Default)]
struct Settings {
    inputs: Inputs,
    options: Options,
}

impl Config {
    /// Nothing but defaults.
    pub fn new() -> Config {
        Config::default()
    }

    /// The nearest `pickle-codegen.toml`: in the directory of `start`, which may be one itself, or in one around it.
    ///
    /// ```
    /// use pickle_codegen::Config;
    ///
    /// let directory = tempfile::tempdir().unwrap();
    /// std::fs::create_dir(directory.path().join("shop")).unwrap();
    /// std::fs::write(directory.path().join("pickle-codegen.toml"), "paths = ['shop']").unwrap();
    ///
    /// let file = Config::find(&directory.path().join("shop")).unwrap();
    /// assert!(Config::read(&file).unwrap().inputs().paths[0].ends_with("shop"));
    /// ```
    pub fn find(start: &Path) -> Option<PathBuf> {
        file::find(start)
    }

    /// Reads a file. The paths in it are relative to its directory.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or is not a configuration: the error then has a diagnostic for each mistake.
    pub fn read(file: &Path) -> Result<Config, ConfigError> {
        file::read(file)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// When it is not a configuration; there is a diagnostic for each mistake.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// use pickle_codegen::Config;
    ///
    /// let mistakes = Config::parse(Path::new("pickle-codegen.toml"), "visiblity = 'pub'").unwrap_err();
    /// assert!(mistakes.to_string().contains("help: did you mean `visibility`?"));
    /// ```
    pub fn parse(file: &Path, text: &str) -> Result<Config, Diagnostics> {
        file::parse(file, text)
    }

    /// Gives a key other values, as a flag does: `NAME=VALUE` for tables, to which they are added; `true` for a switch; no
    /// values where it shall have none. Paths are relative to the current directory.
    ///
    /// # Errors
    ///
    /// When there is no such key, or it cannot have these values: what was expected, and what was found.
    ///
    /// ```
    /// use pickle_codegen::Config;
    ///
    /// let mut config = Config::new();
    /// config.set("types", &["numpy.ndarray=crate::Matrix".to_owned()]).unwrap();
    /// assert!(config.options().types.contains_key("numpy.ndarray"));
    /// assert!(config.set("int", &["i7".to_owned()]).is_err());
    /// ```
    pub fn set(&mut self, key: &str, values: &[String]) -> Result<(), String> {
        let key = KEYS.iter().find(|known| known.name == key).ok_or_else(|| format!("no key `{key}`"))?;
        let value = flag_value(key.shape, values)?;
        let updated = (key.update)(&mut self.settings, &value, Path::new(""));
        updated.map_err(|problems| {
            let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
            messages.join("; ")
        })?;
        self.note_origins(key, &value, |_| Origin::Flag);
        Ok(())
    }

    /// What becomes of what is read.
    pub fn options(&self) -> &Options {
        &self.settings.options
    }

    /// What to read.
    pub fn inputs(&self) -> &Inputs {
        &self.settings.inputs
    }

    /// What to read, to be changed.
    pub fn inputs_mut(&mut self) -> &mut Inputs {
        &mut self.settings.inputs
    }

    /// The configuration as a file that says the same: every key, with what it means and where its value comes from.
    ///
    /// ```
    /// let text = pickle_codegen::Config::new().to_toml();
    /// assert!(text.contains("# What `int` becomes"));
    /// assert!(text.contains("int = \"i64\" # default"));
    /// ```
    pub fn to_toml(&self) -> String {
        print::print(self)
    }

    /// Remembers where a key has its value from, and the entries of a table theirs.
    fn note_origins(
        &mut self,
        key: &Key,
        value: &Spanned<DeValue<'_>>,
        origin: impl Fn(&Spanned<DeValue<'_>>) -> Origin,
    ) {
        self.origins.insert((key.name.to_owned(), None), origin(value));
        for (entry, value) in value.get_ref().as_table().into_iter().flatten() {
            self.origins.insert((key.name.to_owned(), Some(entry.get_ref().to_string())), origin(value));
        }
    }

    fn origin(&self, key: &Key, entry: Option<&str>) -> String {
        let origin = self.origins.get(&(key.name.to_owned(), entry.map(str::to_owned)));
        origin.map_or_else(|| "default".to_owned(), Origin::to_string)
    }
}

/// The values of a flag as a file would have them.
fn flag_value(shape: Shape, values: &[String]) -> Result<Spanned<DeValue<'_>>, String> {
    let spanned = |value| Spanned::new(0..0, value);
    let text = |value: &'_ str| spanned(DeValue::String(value.to_owned().into()));
    let value = match (shape, values) {
        (Shape::Switch, values) => spanned(DeValue::Boolean(values.iter().any(|value| value == "true"))),
        (Shape::Word(_) | Shape::Text, [value]) => text(value),
        (Shape::Table, entries) => {
            let mut table = DeTable::new();
            for entry in entries {
                let expected = || format!("expected `NAME=VALUE`, found `{entry}`");
                let (name, value) = entry.split_once('=').ok_or_else(expected)?;
                table.insert(Spanned::new(0..0, name.trim().to_owned().into()), text(value.trim()));
            }
            spanned(DeValue::Table(table))
        }
        (_, values) => {
            let mut list = DeArray::new();
            values.iter().for_each(|value| list.push(text(value)));
            spanned(DeValue::Array(list))
        }
    };
    Ok(value)
}
