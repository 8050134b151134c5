//! What stands between the parentheses of the macro.

use std::path::PathBuf;

use pickle_codegen::{ModuleName, Options, Search};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, bracketed};

/// The path, and what follows it.
pub(crate) struct Arguments {
    pub(crate) path: LitStr,
    settings: Vec<Setting>,
}

/// `name = value`, by its name.
enum Setting {
    Module(LitStr),
    Root(LitStr),
    Classes(Vec<String>),
    Shared(Vec<String>),
    Weak(Vec<String>),
    Family(Vec<String>),
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Arguments> {
        let path = input.parse()?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        let settings = Punctuated::<Setting, Token![,]>::parse_terminated(input)?;
        Ok(Arguments { path, settings: settings.into_iter().collect() })
    }
}

impl Parse for Setting {
    fn parse(input: ParseStream<'_>) -> syn::Result<Setting> {
        let name: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        match name.to_string().as_str() {
            "module" => input.parse().map(Setting::Module),
            "root" => input.parse().map(Setting::Root),
            "classes" => names(input).map(Setting::Classes),
            "shared" => names(input).map(Setting::Shared),
            "weak" => names(input).map(Setting::Weak),
            "family" => names(input).map(Setting::Family),
            _ => {
                let message = "expected `module`, `root`, `classes`, `shared`, `weak` or `family`";
                Err(syn::Error::new(name.span(), format!("{message}, found `{name}`")))
            }
        }
    }
}

/// `["Order", "Customer"]`.
fn names(input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let content;
    bracketed!(content in input);
    let names = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?;
    Ok(names.iter().map(LitStr::value).collect())
}

impl Arguments {
    /// What to read; `absolute` makes the paths absolute.
    pub(crate) fn search(&self, absolute: impl Fn(&LitStr) -> syn::Result<PathBuf>) -> syn::Result<Search> {
        let path = absolute(&self.path)?;
        self.settings.iter().try_fold(Search::new().path(&path), |search, setting| match setting {
            Setting::Root(root) => Ok(search.root(absolute(root)?)),
            Setting::Module(name) if path.is_dir() => {
                let message = "`module` is the name of one file; say `root` for the files in a directory";
                Err(syn::Error::new(name.span(), message))
            }
            Setting::Module(name) => Ok(search.name(ModuleName::from(name.value()))),
            Setting::Classes(_) | Setting::Shared(_) | Setting::Weak(_) | Setting::Family(_) => Ok(search),
        })
    }

    /// What becomes of what is read.
    pub(crate) fn options(&self) -> Options {
        self.settings.iter().fold(Options::default(), |options, setting| match setting {
            Setting::Classes(names) => options.with_classes(names.iter().cloned()),
            Setting::Shared(names) => options.with_shared(names.iter().cloned()),
            Setting::Weak(names) => options.with_weak(names.iter().cloned()),
            Setting::Family(names) => options.with_families(names.iter().cloned()),
            Setting::Module(_) | Setting::Root(_) => options,
        })
    }
}
