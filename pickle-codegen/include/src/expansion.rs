//! What the macro becomes: the generated types, a reference to each file that was read, and the warnings.

use std::env;
use std::path::{Path, PathBuf};

use pickle_codegen::diagnostics::Style;
use pickle_codegen::{Diagnostics, Severity, Visit, generate};
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use crate::arguments::Arguments;

/// Reads the Python and generates the types; what keeps it from doing so is an error at the path.
pub(crate) fn expand(arguments: &Arguments) -> syn::Result<TokenStream> {
    let mut files = Vec::new();
    let sources = arguments.search(absolute)?.read_observed(&mut |visit| {
        if let Visit::File(path) = visit {
            files.push(path.to_owned());
        }
    });
    let error_at_path = |message: String| syn::Error::new(arguments.path.span(), message);
    let sources = sources.map_err(|error| error_at_path(error.to_string()))?;
    match generate(&sources, &arguments.options()) {
        Ok(generated) => {
            let types: TokenStream = generated.rust.parse().map_err(syn::Error::from)?;
            let (tracked, warnings) = (tracked(&files), warnings(&generated.diagnostics));
            Ok(quote! { #types #tracked #warnings })
        }
        Err(errors) => {
            let (error, tracked) = (error_at_path(describe(&errors)).into_compile_error(), tracked(&files));
            Ok(quote! { #error #tracked })
        }
    }
}

/// The path below the directory of the crate's manifest.
fn absolute(path: &LitStr) -> syn::Result<PathBuf> {
    let directory = env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| {
        syn::Error::new(
            path.span(),
            "`CARGO_MANIFEST_DIR` is not set, which the path is relative to; compile with Cargo",
        )
    })?;
    Ok(Path::new(&directory).join(path.value()))
}

/// References to the files, so that the compiler knows that it has read them.
fn tracked(files: &[PathBuf]) -> TokenStream {
    let paths = files.iter().filter_map(|path| path.to_str());
    quote! { #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#paths);)* }
}

/// Stable macros have no warnings of their own, but what they make can use something that is deprecated.
fn warnings(diagnostics: &Diagnostics) -> TokenStream {
    let is_warning = |severity: Severity| severity == Severity::Warning;
    let warnings = diagnostics.iter().filter(|finding| is_warning(finding.code.severity()));
    let notes = warnings.map(|warning| format!("\n{}", diagnostics.render_finding(warning, Style::Plain).trim_end()));
    quote! {
        #(const _: () = {
            #[deprecated(note = #notes)]
            const PYTHON: () = ();
            PYTHON
        };)*
    }
}

fn describe(errors: &Diagnostics) -> String {
    format!("the Python cannot be read: {}\n\n{}", errors.summary(), errors.to_string().trim_end())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::expand;

    /// What the macro makes of `models.py`.
    fn expansion(python: &str, settings: &str) -> Result<String, String> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("models.py");
        fs::write(&path, python).unwrap();
        let arguments =
            syn::parse_str(&format!("{path:?}, {settings}")).map_err(|error: syn::Error| error.to_string())?;
        let expanded = expand(&arguments).map_err(|error| error.to_string())?;
        Ok(expanded.to_string().replace(&path.display().to_string(), "/models.py"))
    }

    #[test]
    fn the_types_and_the_file_are_there() {
        let expanded = expansion("class Order:\n    id: int\n", "module = \"shop.models\"").unwrap();
        assert!(expanded.contains("pub struct Order"), "{expanded}");
        assert!(expanded.contains("module = \"shop.models\""), "{expanded}");
        assert!(expanded.contains("include_bytes ! (\"/models.py\")"), "{expanded}");
        assert!(!expanded.contains("deprecated"), "{expanded}");
    }

    #[test]
    fn settings_choose() {
        let python = "class Order:\n    customer: 'Customer'\nclass Customer: ...\nclass Report: ...\n";
        let expanded = expansion(python, "classes = [\"Order\"], shared = [\"Customer\"],").unwrap();
        assert!(expanded.contains("Rc < Customer >"), "{expanded}");
        assert!(!expanded.contains("Report"), "{expanded}");
        let unknown = expansion(python, "class = [\"Order\"]").unwrap_err();
        assert!(unknown.starts_with("expected"), "{unknown}");
    }

    #[test]
    fn broken_python_is_an_error_that_shows_the_place() {
        let expanded = expansion("class Order(:\n", "").unwrap();
        assert!(expanded.contains("compile_error"), "{expanded}");
        assert!(expanded.contains("error[PC001]"), "{expanded}");
        assert!(expanded.contains("/models.py:1:13"), "{expanded}");
        assert!(expanded.contains("include_bytes"), "{expanded}");
    }

    #[test]
    fn warnings_are_those_of_the_compiler() {
        let expanded = expansion("class Order:\n    total: Money\n", "").unwrap();
        assert!(expanded.contains("deprecated") && expanded.contains("warning[PC030]"), "{expanded}");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let missing = syn::parse_str("\"no/models.py\"").unwrap();
        let error = expand(&missing).unwrap_err().to_string();
        assert!(error.starts_with("cannot read ") && error.contains("no/models.py"), "{error}");
    }
}
