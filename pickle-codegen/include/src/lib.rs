//! `include_py!`: the Rust types of Python classes, where the macro stands. No Python runs.
//!
//! ```text
//! mod shop {
//!     pickle_codegen_include::include_py!("python/shop", classes = ["Order"]);
//! }
//! ```
//!
//! The types are those that `pickle-codegen` prints; the crate with the macro needs `pickle-core`. Where people should see
//! the types, in reviews, in editors and in documentation, check the output of `pickle-codegen` in instead.

mod arguments;
mod expansion;

use proc_macro::TokenStream;
use syn::parse_macro_input;

use self::arguments::Arguments;

/// The Rust types of a Python file, or of all Python files in a directory.
///
/// The path is relative to the directory of the crate's `Cargo.toml`. These arguments can follow it, in any order:
///
/// | argument | meaning |
/// |---|---|
/// | `module = "shop.models"` | the name under which Python imports the one file; without it, it comes from the path |
/// | `root = "python"` | a directory from which Python imports, for what the files import from others |
/// | `classes = ["Order"]` | the classes to generate, with what they need; without it, all |
/// | `shared = ["Customer"]` | classes and fields whose values are shared: `Rc`s |
/// | `weak = ["Node.parent"]` | fields that point at objects which another place owns: `Weak`s |
/// | `family = ["Shape"]` | classes whose fields hold instances of their subclasses too; `"all"` is every class |
///
/// The crate is compiled again when one of the files that were read changes. A file that is new in a directory is seen when
/// anything else is compiled again.
///
/// What keeps the Python from being read is an error of the compiler that shows the place in the Python. Warnings are those of
/// the compiler for the use of something deprecated; `#[allow(deprecated)]` on the module around the macro accepts them. Notes
/// are left to `pickle-codegen`, the program.
#[proc_macro]
pub fn include_py(input: TokenStream) -> TokenStream {
    let arguments = parse_macro_input!(input as Arguments);
    expansion::expand(&arguments).unwrap_or_else(syn::Error::into_compile_error).into()
}
