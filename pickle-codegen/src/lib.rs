//! Reads Python class definitions and writes the Rust types that load and dump their pickles. No Python runs.
//!
//! The way from source to source:
//!
//! ```text
//! Sources -> from_python -> Schema + Diagnostics -> to_rust -> Rust
//! ```
//!
//! [`generate`] walks it, and [`infer`] begins with sample pickles instead; the program `pickle-codegen` adds files and a
//! terminal, [`build`] the same for a `build.rs`. What has no Rust type becomes
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

pub mod build;
mod components;
pub mod diagnostics;
mod module_name;
mod options;
pub mod compare;
pub mod python;
pub mod config;
pub mod schema_json;
mod places;
mod search;
mod source_map;

mod from_python;
mod from_samples;
mod samples_beside;
mod to_rust;

use std::borrow::Cow;

use pickle_core::schema::{ClassName, Schema};

use from_python::Reading;
use source_map::SourceMap;
use to_rust::Output;

pub use config::{Config, ConfigError};
pub use diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
pub use from_python::Sources;
pub use module_name::ModuleName;
pub use options::{
    AttributeRule, AttrsVersion, IntType, LiteralStyle, MapType, Options, PydanticVersion, RustName, RustTrait,
    RustType, TypeRule, UnknownPolicy, UnsupportedPolicy, Versions, Visibility, Word,
};
pub use places::Places;
pub use search::{Search, SearchError, Visit};
pub use to_rust::RustFile;

/// The Rust types of Python modules or of sample pickles, and what there is to say about them.
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
    output: Output,
}

impl Generated {
    fn new(output: Output, title: String, schema: Schema, diagnostics: Diagnostics) -> Generated {
        Generated { rust: output.text.one_file(&title), diagnostics, schema, title, output }
    }

    /// Where in the output the type of a Python class stands, if it has one.
    ///
    /// ```
    /// use pickle_codegen::{Options, Sources, generate};
    /// use pickle_core::schema::ClassName;
    ///
    /// let mut sources = Sources::of("shop/models.py", "shop.models", "class Order:\n    class Line: ...\n");
    /// sources.add("shop/people.py", "shop.people", "class Customer: ...");
    /// let generated = generate(&sources, &Options::default()).unwrap();
    ///
    /// let line = ClassName::new("shop.models", "Order.Line");
    /// assert_eq!(generated.rust_path(&line), Some("shop::models::OrderLine"));
    /// ```
    pub fn rust_path(&self, class: &ClassName) -> Option<&str> {
        self.output.paths.get(class).map(String::as_str)
    }

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
        self.output.text.files(&self.title)
    }
}

/// The classes of Python modules or of sample pickles, and what there is to say about them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Described {
    /// The classes.
    pub schema: Schema,
    /// What could not be read as it stands.
    pub diagnostics: Diagnostics,
    /// Where the classes stand; nowhere if they are those of samples.
    pub places: Places,
}

/// Reads the classes that Python modules define, and writes nothing.
///
/// Fails if a file is no module, or if the options ask that everything is understood and something is not: the
/// diagnostics then hold every error.
///
/// ```
/// use pickle_codegen::{Options, Sources, read_schema};
///
/// let sources = Sources::of("shop/models.py", "shop.models", "class Order: ...");
/// let schema = read_schema(&sources, &Options::default()).unwrap().schema;
/// assert_eq!(schema.classes[0].name.to_string(), "shop.models.Order");
/// ```
pub fn read_schema(sources: &Sources, options: &Options) -> Result<Described, Diagnostics> {
    let (mut reading, sources) = read(sources, options)?;
    reading.diagnostics.extend(sources.doubts());
    let diagnostics = Diagnostics::new(sources.map(), reading.diagnostics).by_policy(options.unsupported)?;
    let places = Places::new(sources.map().clone(), reading.origins);
    Ok(Described { schema: reading.schema, diagnostics, places })
}

/// Reads the sources, and the samples beside them, which may know the names of modules better.
fn read<'s>(sources: &'s Sources, options: &Options) -> Result<(Reading, Cow<'s, Sources>), Diagnostics> {
    let read = || {
        let mut reading = from_python::from_python(sources, options)?;
        let Some(samples) = sources.samples() else { return Ok((reading, Cow::Borrowed(sources))) };
        let learned = from_samples::from_samples(&samples, options)?;
        let named = samples_beside::with_module_names(sources, &reading, &learned.schema);
        if let Cow::Owned(named) = &named {
            reading = from_python::from_python(named, options)?;
        }
        samples_beside::complete(&mut reading, &learned.schema);
        Ok((reading, named))
    };
    read().map_err(|errors| Diagnostics::new(sources.map(), errors))
}

/// Writes the Rust types of the classes that Python modules define.
///
/// Fails if a file is no module, or if the options ask that everything has an equal in Rust and something has not: the
/// diagnostics then hold every error.
pub fn generate(sources: &Sources, options: &Options) -> Result<Generated, Diagnostics> {
    let (reading, sources) = read(sources, options)?;
    let writing = to_rust::to_rust(&reading.schema, sources.top(), options);

    let mut diagnostics = reading.diagnostics;
    diagnostics.extend(sources.doubts());
    diagnostics.extend(writing.findings.into_iter().map(|finding| finding.locate(&reading.origins)));
    diagnostics.extend(writing.notes);
    let diagnostics = Diagnostics::new(sources.map(), diagnostics).by_policy(options.unsupported)?;
    Ok(Generated::new(writing.output, sources.title(), reading.schema, diagnostics))
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
/// defaults and the names of positional arguments, no type can have. If they are of several modules, each stands in a
/// `pub mod` that is called as its own. Of `options`, what is about Rust counts, and the versions of
/// libraries.
///
/// Fails if a sample is no pickle: the diagnostics then name each such sample.
///
/// ```
/// use pickle_codegen::{Options, Sample, infer};
///
/// // Python: Point(1, 2.5), of a plain class with the attributes `x` and `y`
/// let bytes = b"ccopy_reg\n_reconstructor\n(cshapes\nPoint\nc__builtin__\nobject\nNtR(dVx\nI1\nsVy\nF2.5\nsb.";
/// let sample = Sample { name: "point.pkl", bytes };
/// let inferred = infer(&[sample], &Options::default()).unwrap();
///
/// assert!(inferred.rust.contains("pub struct Point {"));
/// assert!(inferred.rust.contains("pub y: f64,"));
/// assert!(inferred.rust.contains("pub type Root = Point;"));
/// ```
pub fn infer(samples: &[Sample<'_>], options: &Options) -> Result<Generated, Diagnostics> {
    let nowhere = SourceMap::default();
    let learned = learn(samples, options)?;
    let writing = to_rust::to_rust_with_root(&learned.schema, &learned.root, options);

    let mut diagnostics = learned.diagnostics;
    let origins = from_python::Origins::default();
    diagnostics.extend(writing.findings.into_iter().map(|finding| finding.locate(&origins)));
    diagnostics.extend(writing.notes);
    let diagnostics = Diagnostics::new(&nowhere, diagnostics).by_policy(options.unsupported)?;
    let title = match samples {
        [sample] => source_map::base_name(sample.name).to_owned(),
        samples => format!("{} samples", samples.len()),
    };
    Ok(Generated::new(writing.output, title, learned.schema, diagnostics))
}

/// Learns the classes of sample pickles, and writes nothing.
///
/// Fails if a sample is no pickle: the diagnostics then name each such sample.
///
/// ```
/// use pickle_codegen::{Options, Sample, infer_schema};
///
/// let sample = Sample { name: "point.pkl", bytes: b"\x80\x02cshapes\nPoint\n)\x81}X\x01\0\0\0xK\x01sb." };
/// let schema = infer_schema(&[sample], &Options::default()).unwrap().schema;
/// assert_eq!(schema.classes[0].name.to_string(), "shapes.Point");
/// ```
pub fn infer_schema(samples: &[Sample<'_>], options: &Options) -> Result<Described, Diagnostics> {
    let learned = learn(samples, options)?;
    let diagnostics = Diagnostics::new(&SourceMap::default(), learned.diagnostics).by_policy(options.unsupported)?;
    Ok(Described { schema: learned.schema, diagnostics, places: Places::default() })
}

fn learn(samples: &[Sample<'_>], options: &Options) -> Result<from_samples::Learned, Diagnostics> {
    from_samples::from_samples(samples, options).map_err(|errors| Diagnostics::new(&SourceMap::default(), errors))
}
