//! The kinds of findings: one row each.

use std::fmt;
use std::str::FromStr;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// A class is left out, or a field is `Any`.
    Warning,
    /// The types are right, but there is something to know.
    Note,
}

impl Severity {
    /// The severity as diagnostics show it.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// The kind of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The code as diagnostics show it, such as `PC030`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)+
                }
            }

            /// How bad findings of this kind are.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$name => Severity::$severity,)+
                }
            }

            /// What findings of this kind say, in a line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Code::$name => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// What findings of this kind mean, Python that causes one, and what to do: a page in Markdown.
            ///
            /// ```
            /// assert!(pickle_codegen::Code::AnnotationUnmapped.explanation().contains("```python"));
            /// ```
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("explanations/", $text, ".md")),)+
                }
            }
        }
    };
}

codes! {
    /// the source is not valid Python
    SyntaxError = "PC001", Error;
    /// the source is nested more deeply than Python itself accepts
    NestedTooDeeply = "PC002", Error;
    /// the source is larger than 4 GiB
    TooLarge = "PC003", Error;
    /// the module's name cannot be one
    ModuleNameInvalid = "PC004", Error;
    /// two files are the same module
    ModuleTwice = "PC005", Error;
    /// a file is not in UTF-8
    NotUtf8 = "PC006", Error;
    /// the configuration is not valid
    Configuration = "PC007", Error;

    /// the module's name is a guess from the file's name
    ModuleNameGuessed = "PC010", Note;
    /// a `--shared` or `--weak` name means no class or field of the file
    SharedNameUnknown = "PC011", Warning;
    /// a `# pickle:` comment is not understood or applies to nothing
    CommentWithoutEffect = "PC012", Warning;
    /// a class has an extension code, which Rust has to know as well
    ExtensionCode = "PC013", Note;
    /// a `--family` name means no class with subclasses
    FamilyNameUnknown = "PC014", Warning;
    /// a weak field points at objects that nothing in the file owns
    WeakWithoutOwner = "PC015", Note;
    /// a `--classes` name means no class
    ClassNameUnknown = "PC016", Warning;
    /// a name in the configuration means nothing in the input
    ConfiguredNameUnused = "PC017", Note;

    /// a class of a kind that is not supported is left out
    ClassStyle = "PC020", Warning;
    /// a class whose bases are not all known is left out
    BaseClass = "PC021", Warning;
    /// a class that pickles itself by hand-written code is left out
    HandWrittenPickling = "PC022", Warning;
    /// a class whose layout is decided at run time is left out
    LayoutUnknown = "PC023", Warning;
    /// an enumeration with a member whose value cannot be told is left out
    MemberValue = "PC024", Warning;
    /// a class that is defined more than once is left out
    DefinedTwice = "PC025", Warning;
    /// a decorator is taken to leave the class as it is
    DecoratorIgnored = "PC026", Note;
    /// a `__setstate__` method does not run when Rust loads
    SetstateIgnored = "PC027", Note;
    /// an attribute is not in the pickle and has no field
    AttributeNotPickled = "PC028", Note;
    /// Python itself cannot load the pickles of a class
    PythonCannotLoad = "PC029", Note;

    /// an annotation has no Rust type and becomes `Any`
    AnnotationUnmapped = "PC030", Warning;
    /// nothing tells an attribute's type, which becomes `Any`
    TypeUnknown = "PC031", Warning;
    /// an annotation names a class that is left out, and becomes `Any`
    ClassLeftOut = "PC032", Warning;
    /// a quoted annotation is no Python expression and becomes `Any`
    QuotedAnnotation = "PC033", Warning;
    /// a dict or set has keys without `Eq + Hash`, and the field becomes `Any`
    KeyNotHashable = "PC034", Warning;
    /// an annotation without `None` on a default of `None` is taken as optional
    ImplicitOptional = "PC035", Note;
    /// alternatives of a union that a pickle does not tell apart share a variant
    AlternativesMerged = "PC036", Note;
    /// a union of alternatives that a pickle does not tell apart becomes `Any`
    AlternativesUnclear = "PC037", Warning;

    /// a default cannot be carried over
    DefaultDropped = "PC040", Note;
    /// a Rust name got a suffix, because another name became the same
    NameCollision = "PC041", Note;

    /// a sample is no pickle
    SampleNotPickle = "PC050", Error;
    /// the samples have a class in contradictory layouts, of which the most frequent is taken
    SampleLayouts = "PC051", Warning;
    /// a class whose objects in the samples have no layout is left out
    SampleLayoutUnknown = "PC052", Warning;
    /// a class whose objects in the samples hold each other without an owner is left out
    SampleCycle = "PC053", Warning;
    /// the values of a field in the samples have no type and become `Any`
    SampleTypeUnknown = "PC054", Warning;
    /// nothing in the samples names the positional values of a class
    SampleNamesUnknown = "PC055", Note;
    /// samples contradict the source
    SampleContradicts = "PC056", Warning;

    /// a class that plain Python cannot define is left out
    NotInPython = "PC060", Warning;
}

impl Code {
    /// Whether findings of this kind are about a class or a type that has no equal in Rust.
    pub(crate) fn is_unsupported(self) -> bool {
        (Code::ClassStyle..Code::DefaultDropped).contains(&self) && self.severity() == Severity::Warning
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A code by its text, in capitals or not.
///
/// ```
/// use pickle_codegen::Code;
///
/// assert_eq!("pc030".parse(), Ok(Code::AnnotationUnmapped));
/// assert_eq!("PC999".parse::<Code>().unwrap_err().to_string(), "`PC999` is no code; the README lists them");
/// ```
impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Code, UnknownCode> {
        let found = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(text));
        found.copied().ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

/// A text that is no code of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode(String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no code; the README lists them", self.0)
    }
}

impl std::error::Error for UnknownCode {}
