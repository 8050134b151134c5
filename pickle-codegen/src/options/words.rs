//! Options that are one of a few words: a row for each word.

/// A word that an option can be, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// The word, as `keep`.
    pub word: &'static str,
    /// What it means, in a line.
    pub meaning: &'static str,
}

/// An option that is one of a few words.
pub(crate) trait Choice: Sized + Copy + PartialEq + 'static {
    const WORDS: &'static [Word];
    const VALUES: &'static [Self];

    fn word(self) -> &'static str {
        let index = Self::VALUES.iter().position(|value| *value == self);
        index.map_or("", |index| Self::WORDS[index].word)
    }

    fn of_word(text: &str) -> Result<Self, String> {
        match Self::WORDS.iter().position(|word| word.word == text) {
            Some(index) => Ok(Self::VALUES[index]),
            None => Err(format!("expected {}, found `{text}`", one_of(Self::WORDS))),
        }
    }
}

/// `a`, `b` or `c`, in backticks.
fn one_of(words: &[Word]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.word)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal, $meaning:literal $(, $default:ident)?;)+ })+) => {$(
        $(#[$meta])*
        ///
        /// It is written as a word, which it can be parsed from:
        ///
        $(#[doc = concat!("* `", $word, "`: ", $meaning)])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`: ", $meaning, ".")]
                $(#[$default])?
                $variant,
            )+
        }

        impl Choice for $name {
            const WORDS: &'static [Word] = &[$(Word { word: $word, meaning: $meaning }),+];
            const VALUES: &'static [$name] = &[$($name::$variant),+];
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<$name, String> {
                $name::of_word(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )+};
}

words! {
    /// What `Literal[...]` becomes in Rust.
    #[derive(Default)]
    LiteralStyle {
        Enum = "enum", "an enum of its values", default;
        AsBase = "as-base", "the type of its values";
    }

    /// What `int` becomes in Rust.
    #[derive(Default)]
    IntType {
        I64 = "i64", "64 bits with a sign; an int that does not fit is an error", default;
        I128 = "i128", "128 bits with a sign";
        U64 = "u64", "64 bits without a sign";
        Int = "Int", "`pickle_core::Int`, which holds every int";
    }

    /// What `dict` becomes in Rust.
    #[derive(Default)]
    MapType {
        IndexMap = "IndexMap", "`pickle_core::IndexMap`, which keeps the order", default;
        HashMap = "HashMap", "that of the standard library; a dump has the entries in any order";
        BTreeMap = "BTreeMap", "that of the standard library, where the keys have an order in Rust; else `IndexMap`";
    }

    /// What becomes of an attribute of an object that no field is for.
    #[derive(Default)]
    UnknownPolicy {
        Keep = "keep", "the field `extra` keeps it, and a dump has it again", default;
        Ignore = "ignore", "it is dropped";
        Deny = "deny", "it is an error on load";
    }

    /// What becomes of a class or a type that has no equal in Rust.
    #[derive(Default)]
    UnsupportedPolicy {
        Error = "error", "nothing is generated";
        Warn = "warn", "it is `Any`, and a diagnostic says so", default;
        Opaque = "opaque", "it is `Any`, and nothing is said about it";
    }

    /// A trait that a Rust type of one's own may have, beside `Debug`, `Clone` and `PartialEq`.
    RustTrait {
        Eq = "Eq", "two values are equal or not, always";
        Hash = "Hash", "values can be keys of maps";
        Default = "Default", "there is a value for a start";
    }
}
