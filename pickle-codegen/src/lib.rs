//! Reads Python class definitions and writes the Rust types that load and dump their pickles. No Python runs.
//!
//! The way from source to source:
//!
//! ```text
//! models.py -> from_python -> Schema + Diagnostics -> to_rust -> models.rs
//! ```
//!
//! [`generate`] walks it; the program `pickle-codegen` adds files and a terminal. What has no Rust type becomes
//! `::pickle_core::Any`, and a [`Diagnostic`] says where and what to do about it.
//!
//! ```
//! use pickle_codegen::{Options, generate};
//!
//! let source = "
//! class Customer:
//!     name: str
//! ";
//! let generated = generate(source, &Options::new("models.py", "shop.models")).unwrap();
//!
//! assert!(generated.rust.contains("pub struct Customer {"));
//! assert!(generated.rust.contains("pub name: ::std::string::String,"));
//! assert!(generated.diagnostics.is_empty());
//! ```

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod diagnostics;
mod options;

mod from_python;
mod to_rust;

use pickle_core::schema::Schema;

pub use diagnostics::{Code, Diagnostic, Diagnostics, Severity};
pub use options::{AttrsVersion, LiteralStyle, ModuleName, Options, PydanticVersion, Versions};

/// The Rust types of a Python module, and what there is to say about them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The Rust source: items only, so that it is a module file as well as something to `include!`.
    pub rust: String,
    /// What could not be carried over as it stands.
    pub diagnostics: Diagnostics,
    /// The Python classes that the Rust types stand for.
    pub schema: Schema,
}

/// Writes the Rust types of the classes that `source`, the text of a Python module, defines.
///
/// Fails if the text is not Python: the diagnostics then hold every syntax error.
pub fn generate(source: &str, options: &Options) -> Result<Generated, Diagnostics> {
    let reading = match from_python::from_python(source, options) {
        Ok(reading) => reading,
        Err(errors) => return Err(Diagnostics::new(&options.file_name, source, errors)),
    };
    let writing = to_rust::to_rust(&reading.schema, &options.file_name);

    let mut diagnostics = reading.diagnostics;
    diagnostics.extend(options.module.doubt());
    diagnostics.extend(writing.findings.into_iter().map(|finding| finding.locate(&reading.origins)));
    Ok(Generated {
        rust: writing.rust,
        diagnostics: Diagnostics::new(&options.file_name, source, diagnostics),
        schema: reading.schema,
    })
}
