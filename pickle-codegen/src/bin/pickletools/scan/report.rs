//! What was found in a file, as text or as JSON.

use std::io::{self, Write};

use crate::cli::Format;

use super::Named;
use super::json::Json;

pub(crate) struct Report {
    pub(crate) file: String,
    /// How many pickles were read.
    pub(crate) pickles: u64,
    pub(crate) found: Vec<Found>,
    /// Why the rest of the file was not read.
    pub(crate) error: Option<String>,
}

pub(crate) struct Found {
    /// The byte of the file at which the name is first used.
    pub(crate) offset: u64,
    pub(crate) named: Named,
    pub(crate) is_allowed: bool,
}

impl Report {
    pub(crate) fn write_to(&self, out: &mut impl Write, format: Format) -> io::Result<()> {
        match format {
            Format::Text => self.found.iter().try_for_each(|found| writeln!(out, "{}: {}", self.file, found.to_text())),
            Format::Json => writeln!(out, "{}", self.to_json()),
        }
    }

    fn to_json(&self) -> String {
        let globals: Vec<String> = self.found.iter().map(Found::to_json).collect();
        let error = self.error.as_ref().map_or("null".to_owned(), |error| Json(error).to_string());
        format!(
            r#"{{"file":{},"pickles":{},"globals":[{}],"error":{error}}}"#,
            Json(&self.file),
            self.pickles,
            globals.join(",")
        )
    }
}

impl Found {
    fn to_text(&self) -> String {
        let verdict = if self.is_allowed { "" } else { " (not allowed)" };
        let name = match &self.named {
            Named::Global(module, name) => format!("{}.{}", module.escape_debug(), name.escape_debug()),
            Named::Extension(code) => format!("extension code {code}"),
        };
        format!("byte {}: {name}{verdict}", self.offset)
    }

    fn to_json(&self) -> String {
        let named = match &self.named {
            Named::Global(module, name) => format!(r#""module":{},"name":{}"#, Json(module), Json(name)),
            Named::Extension(code) => format!(r#""extension":{code}"#),
        };
        format!(r#"{{{named},"byte":{},"allowed":{}}}"#, self.offset, self.is_allowed)
    }
}
