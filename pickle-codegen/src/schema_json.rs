//! A schema as JSON: for other programs, and to keep what the classes were.
//!
//! The file `docs/schema.md` describes the keys. They are those of the types in [`pickle_core::schema`].

use std::fmt::{self, Display};

use pickle_core::schema::{Alias, Class, Schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// The version of the format that is written, and the only one that is read.
pub const VERSION: u32 = 1;

/// Why a text is no schema.
#[derive(Debug)]
pub struct SchemaError(serde_json::Error);

impl SchemaError {
    /// The line in the text, from 1.
    pub fn line(&self) -> usize {
        self.0.line()
    }

    /// The column in the line at which reading stopped, from 1: that of what is wrong, or the next.
    pub fn column(&self) -> usize {
        self.0.column()
    }
}

/// What is wrong, and where: `unknown field `x`, expected .. at line 3 column 7`.
impl Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for SchemaError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// What is written.
#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    classes: &'a [Class],
    aliases: &'a [Alias],
}

/// What is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "version", deserialize_with = "known_version")]
    _version: (),
    classes: Vec<Class>,
    aliases: Vec<Alias>,
}

/// The schema as JSON, with a line for each value and one at the end.
///
/// ```
/// use pickle_codegen::{Options, Sources, generate, schema_json};
///
/// let sources = Sources::of("shop.py", "shop", "class Order:\n    id: int\n");
/// let schema = generate(&sources, &Options::default()).unwrap().schema;
/// let json = schema_json::to_json(&schema);
///
/// assert!(json.starts_with("{\n  \"version\": 1,\n"));
/// assert_eq!(schema_json::from_json(&json).unwrap(), schema);
/// ```
pub fn to_json(schema: &Schema) -> String {
    let written = Written { version: VERSION, classes: &schema.classes, aliases: &schema.aliases };
    let mut json = serde_json::to_string_pretty(&written).expect("texts, numbers and lists have a JSON form");
    json.push('\n');
    json
}

/// The schema that a JSON text describes.
///
/// # Errors
///
/// When the text is no JSON, is of another version, or has a key too many or too few: what, and where.
///
/// ```
/// use pickle_codegen::schema_json::from_json;
///
/// let error = from_json(r#"{"version": 2, "classes": []}"#).unwrap_err();
/// assert_eq!(error.to_string(), "schema version 2 is unknown, expected 1 at line 1 column 13");
/// ```
pub fn from_json(json: &str) -> Result<Schema, SchemaError> {
    let read: Read = serde_json::from_str(json).map_err(SchemaError)?;
    let mut schema = Schema::new(read.classes);
    schema.aliases = read.aliases;
    Ok(schema)
}

fn known_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    match u32::deserialize(deserializer)? {
        VERSION => Ok(()),
        version => Err(D::Error::custom(format!("schema version {version} is unknown, expected {VERSION}"))),
    }
}
