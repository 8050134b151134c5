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
mod from_samples;
mod to_rust;

use pickle_core::schema::Schema;

pub use diagnostics::{Code, Diagnostic, Diagnostics, Severity};
pub use options::{AttrsVersion, LiteralStyle, ModuleName, Options, PydanticVersion, Versions};

/// The Rust types of a Python module or of sample pickles, and what there is to say about them.
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

/// A pickle to learn from, or several in one file, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// What diagnostics call it: the name of the file.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
}

/// Writes Rust types that load the samples and dump them again as equal objects, and an alias `Root` for what a pickle
/// holds as a whole.
///
/// The classes are those that objects of the samples are of, by module and name; what the samples do not tell, such as
/// defaults and the names of positional arguments, no type can have. Of `options` the file's name
/// and the versions of libraries count.
///
/// Fails if a sample is no pickle: the diagnostics then name each such sample.
///
/// ```
/// use pickle_codegen::{Options, Sample, infer};
///
/// // Python: Point(1, 2.5), of a plain class with the attributes `x` and `y`
/// let bytes = b"ccopy_reg\n_reconstructor\n(cshapes\nPoint\nc__builtin__\nobject\nNtR(dVx\nI1\nsVy\nF2.5\nsb.";
/// let sample = Sample { name: "point.pkl", bytes };
/// let inferred = infer(&[sample], &Options::new("point.pkl", "shapes")).unwrap();
///
/// assert!(inferred.rust.contains("pub struct Point {"));
/// assert!(inferred.rust.contains("pub y: f64,"));
/// assert!(inferred.rust.contains("pub type Root = Point;"));
/// ```
pub fn infer(samples: &[Sample<'_>], options: &Options) -> Result<Generated, Diagnostics> {
    let learned = match from_samples::from_samples(samples, options) {
        Ok(learned) => learned,
        Err(errors) => return Err(Diagnostics::new(&options.file_name, "", errors)),
    };
    let writing = to_rust::to_rust_with_root(&learned.schema, &learned.root, &options.file_name);

    let mut diagnostics = learned.diagnostics;
    let nowhere = from_python::Origins::default();
    diagnostics.extend(writing.findings.into_iter().map(|finding| finding.locate(&nowhere)));
    diagnostics.sort_by(|left, right| (left.code, &left.message).cmp(&(right.code, &right.message)));
    Ok(Generated {
        rust: writing.rust,
        diagnostics: Diagnostics::new(&options.file_name, "", diagnostics),
        schema: learned.schema,
    })
}
