//! The table of all keys: the configuration file, the flags and the documentation have them from here.

use std::path::Path;

use super::Settings;
use super::print::{default_value, meaning};
use super::problem::Problem;
use super::setting::{Setting, Shape, Shown, Value};

/// A key of the configuration.
///
/// ```
/// use pickle_codegen::config::KEYS;
///
/// let int = KEYS.iter().find(|key| key.name == "int").unwrap();
/// assert_eq!((int.flag, int.builder), ("--int TYPE", "Options::with_int"));
/// assert_eq!(int.default_value().as_deref(), Some("\"i64\""));
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// What kind of value it has.
    pub shape: Shape,
    /// The argument of the command line that says the same, with the name of its value: `--int TYPE`; may be empty.
    pub flag: &'static str,
    /// The builder method that says the same.
    pub builder: &'static str,
    /// What it means, in a line.
    pub meaning: &'static str,
    pub(super) update: fn(&mut Settings, &Value<'_>, &Path) -> Result<(), Vec<Problem>>,
    pub(super) show: fn(&Settings) -> Shown,
}

/// What a key is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Group {
    /// What to read.
    Input,
    /// What it becomes.
    Types,
}

impl Key {
    /// The name of the long flag and that of its value, without the dashes: `int` and `TYPE`.
    pub fn long_flag(&self) -> Option<(&'static str, &'static str)> {
        let flag = self.flag.strip_prefix("--")?;
        Some(flag.split_once(' ').unwrap_or((flag, "")))
    }

    /// What it means, and what each of the words means that it can be.
    pub fn full_meaning(&self) -> String {
        meaning(self)
    }

    /// The value that it has when nobody says anything, as TOML; nothing if it has none.
    pub fn default_value(&self) -> Option<String> {
        default_value(self)
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("name", &self.name).finish_non_exhaustive()
    }
}

macro_rules! keys {
    ($($group:ident: $($name:literal => $($place:ident).+, $flag:literal, $builder:literal, $meaning:literal;)+)+) => {
        /// All keys. Those that are tables come last, as they have to in a file.
        pub const KEYS: &[Key] = &[$($(Key {
            name: $name,
            group: Group::$group,
            shape: keys!(@shape $($place).+),
            flag: $flag,
            builder: $builder,
            meaning: $meaning,
            update: |settings, value, directory| settings.$($place).+.update(value, directory),
            show: |settings| settings.$($place).+.show(),
        },)+)+];
    };
    (@shape $($place:ident).+) => {
        shape_of(|settings: &Settings| &settings.$($place).+)
    };
}

/// The shape of what a function gives.
const fn shape_of<T: Setting>(_: fn(&Settings) -> &T) -> Shape {
    T::SHAPE
}

keys! {
    Input:
    "paths" => inputs.paths, "PATH", "Search::path",
        "Python files and directories of them";
    "modules" => inputs.modules, "-m MODULE", "Search::module",
        "Modules and packages, by the names under which Python imports them";
    "roots" => inputs.roots, "--path DIRECTORY", "Search::root",
        "The directories from which Python imports, such as `src`";
    "exclude" => inputs.exclude, "--exclude PATTERN", "Search::exclude",
        "Files to leave out, by patterns such as `**/tests/**`";
    "module" => inputs.module, "--module NAME", "Search::name",
        "The name under which Python imports the one file";
    "samples" => inputs.samples, "--sample FILE", "Search::sample",
        "Pickles with objects of the classes, which tell what the source does not";

    Types:
    "classes" => options.classes, "--classes NAME", "Options::with_classes",
        "The classes to generate, with what they need: `Order` or `shop.models.Order`; none is all";
    "shared" => options.shared, "--shared NAME", "Options::with_shared",
        "Classes (`Customer`) and fields (`Order.customer`) whose values are shared";
    "weak" => options.weak, "--weak NAME", "Options::with_weak",
        "Fields (`Node.parent`) that point at objects which another place owns";
    "family" => options.families, "--family NAME", "Options::with_families",
        "Classes whose fields hold instances of their subclasses in the input as well, or `all`";
    "literal" => options.literal, "--literal STYLE", "Options::with_literal",
        "What `Literal[...]` becomes";
    "int" => options.int, "--int TYPE", "Options::with_int",
        "What `int` becomes";
    "map" => options.map, "--map TYPE", "Options::with_map",
        "What `dict` becomes";
    "prefix" => options.prefix, "--prefix NAME", "Options::with_prefix",
        "What the name of every type begins with";
    "suffix" => options.suffix, "--suffix NAME", "Options::with_suffix",
        "What the name of every type ends with";
    "visibility" => options.visibility, "--visibility VISIBILITY", "Options::with_visibility",
        "Who sees the types and their fields: `pub`, `pub(crate)`, `pub(super)` or `pub(in path)`";
    "non-exhaustive" => options.non_exhaustive, "--non-exhaustive", "Options::non_exhaustive",
        "Whether the types are `#[non_exhaustive]`";
    "unknown" => options.unknown, "--unknown POLICY", "Options::with_unknown",
        "What becomes of an attribute that no field is for";
    "unsupported" => options.unsupported, "--unsupported POLICY", "Options::with_unsupported",
        "What becomes of a class or a type that has no equal in Rust";
    "attrs-version" => options.versions.attrs, "--attrs-version VERSION", "Options::attrs_version",
        "The attrs that reads what Rust writes: `<22.2` or `>=22.2`";
    "pydantic-version" => options.versions.pydantic, "--pydantic-version VERSION", "Options::pydantic_version",
        "The pydantic that `import pydantic` means: 1, 2, or 2.0 for 2.0 to 2.3";
    "keep-going" => options.keep_going, "--keep-going", "Options::keep_going",
        "Leave out files that are no Python, with an error for each, and go on with the others";
    "types" => options.types, "--type CLASS=TYPE", "Options::with_type",
        "Rust types of one's own for classes, such as `crate::Matrix` for `numpy.ndarray`";
    "fields" => options.fields, "--field FIELD=TYPE", "Options::with_field",
        "Rust types of one's own for fields, such as `u64` for `Order.total`";
    "names" => options.names, "--name CLASS=NAME", "Options::with_name",
        "Rust names for classes, such as `PyOrder` for `shop.models.Order`";
    "attributes" => options.attributes, "", "Options::with_attributes",
        "Derives and attributes for types: `match`, `derive`, `attributes`";
    "field-attributes" => options.field_attributes, "", "Options::with_field_attributes",
        "Attributes for fields and members of enumerations: `match`, `attributes`";
}
