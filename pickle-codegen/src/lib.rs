//! Reads Python class definitions and writes the Rust types that load and dump their pickles. No Python runs.
//!
//! The way from source to source:
//!
//! ```text
//! Sources -> from_python -> Schema + Diagnostics -> to_rust -> Rust
//! ```
//!
//! [`generate`] walks it; the program `pickle-codegen` adds files and a terminal. What has no Rust type becomes
//! `::pickle_core::Any`, and a [`Diagnostic`] says where and what to do about it.
//!
//! ```
//! use pickle_codegen::{Options, Sources, generate};
//!
//! let sources = Sources::of("models.py", "shop.models", "
//! class Customer:
//!     name: str
//! ");
//! let generated = generate(&sources, &Options::default()).unwrap();
//!
//! assert!(generated.rust.contains("pub struct Customer {"));
//! assert!(generated.rust.contains("pub name: ::std::string::String,"));
//! assert!(generated.diagnostics.is_empty());
//! ```

#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod diagnostics;
mod module_name;
mod options;
pub mod config;
mod search;
mod source_map;

mod from_python;
mod to_rust;

use pickle_core::schema::Schema;

use to_rust::ModuleText;

pub use config::{Config, ConfigError};
pub use diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
pub use from_python::Sources;
pub use module_name::ModuleName;
pub use options::{
    AttributeRule, AttrsVersion, IntType, LiteralStyle, MapType, Options, PydanticVersion, RustName, RustTrait,
    RustType, TypeRule, UnknownPolicy, UnsupportedPolicy, Versions, Visibility, Word,
};
pub use search::{Search, SearchError};
pub use to_rust::RustFile;

/// The Rust types of Python modules, and what there is to say about them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Generated {
    /// The Rust source: items only, so that it is a module file as well as something to `include!`.
    ///
    /// The types of the one module that is wanted stand at the top, those of others in a `pub mod` that is called as the
    /// module is.
    pub rust: String,
    /// What could not be carried over as it stands.
    pub diagnostics: Diagnostics,
    /// The Python classes that the Rust types stand for.
    pub schema: Schema,
    title: String,
    text: ModuleText,
}

impl Generated {
    /// The same types with a file for each module, the one at the top first.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    ///
    /// let mut sources = Sources::of("shop/models.py", "shop.models", "class Order: ...");
    /// sources.add("shop/people.py", "shop.people", "class Customer: ...");
    /// let files = generate(&sources, &Options::default()).unwrap().files();
    ///
    /// let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    /// assert_eq!(paths, ["mod.rs", "shop/mod.rs", "shop/models.rs", "shop/people.rs"]);
    /// ```
    pub fn files(&self) -> Vec<RustFile> {
        self.text.files(&self.title)
    }
}

/// Writes the Rust types of the classes that Python modules define.
///
/// Fails if a file is no module, or if the options ask that everything has an equal in Rust and something has not: the
/// diagnostics then hold every error.
pub fn generate(sources: &Sources, options: &Options) -> Result<Generated, Diagnostics> {
    let reading = match from_python::from_python(sources, options) {
        Ok(reading) => reading,
        Err(errors) => return Err(Diagnostics::new(sources.map(), errors)),
    };
    let writing = to_rust::to_rust(&reading.schema, sources.top(), options);

    let mut diagnostics = reading.diagnostics;
    diagnostics.extend(sources.doubts());
    diagnostics.extend(writing.findings.into_iter().map(|finding| finding.locate(&reading.origins)));
    diagnostics.extend(writing.notes);
    let diagnostics = Diagnostics::new(sources.map(), diagnostics).by_policy(options.unsupported)?;
    Ok(Generated {
        rust: writing.text.one_file(&sources.title()),
        diagnostics,
        schema: reading.schema,
        title: sources.title(),
        text: writing.text,
    })
}
