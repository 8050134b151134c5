//! The base classes of a class statement: classes of the file, bases that add nothing, and those that end the matter.

use ruff_python_ast::{Expr, Keyword, StmtClassDef};
use ruff_text_size::{Ranged, TextRange};

use super::classes::{Classes, Style};
use super::enumeration::{EnumerationBase, Mixin};
use super::known_names::is_exception;
use super::module::Module;
use super::scope::{ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// What the bases of a class say about it.
#[derive(Default)]
pub(super) struct Bases {
    /// The bases that the file defines, in order.
    pub(super) classes: Vec<ClassId>,
    pub(super) enumeration: Option<EnumerationBase>,
    pub(super) is_named_tuple: bool,
    pub(super) is_protocol: bool,
}

/// Reads the bases of the class `id`.
pub(super) fn read_bases(
    module: &Module<'_>,
    classes: &Classes,
    id: ClassId,
    statement: &StmtClassDef,
) -> Result<Bases, Diagnostic> {
    let mut reader = BasesReader { module, classes, id, bases: Bases::default(), mixin: None };
    for base in statement.bases() {
        reader.read_base(base)?;
    }
    for keyword in statement.keywords() {
        reader.read_keyword(keyword)?;
    }
    reader.finish()
}

struct BasesReader<'m, 'a> {
    module: &'m Module<'a>,
    classes: &'m Classes,
    id: ClassId,
    bases: Bases,
    /// A builtin class among the bases, which only an enumeration may have.
    mixin: Option<(Mixin, TextRange)>,
}

impl BasesReader<'_, '_> {
    fn read_base(&mut self, base: &Expr) -> Result<(), Diagnostic> {
        let named = match base {
            Expr::Subscript(subscript) => &*subscript.value,
            Expr::Call(call) => &*call.func,
            _ => base,
        };
        match self.module.scope.resolve(named, None) {
            Resolved::Class(class) if !base.is_call_expr() => self.read_class(class, base),
            Resolved::Path(path) => self.read_path(&path, base),
            _ => Err(self.unknown_base(base)),
        }
    }

    fn read_class(&mut self, class: ClassId, base: &Expr) -> Result<(), Diagnostic> {
        let Some(facts) = self.classes.facts(class) else {
            let message = self.left_out(&format!("its base `{}` is left out", self.module.qualname(class)));
            return Err(
                Diagnostic::new(Code::BaseClass, base.range(), message).help("see what is said about the base class")
            );
        };
        match &facts.style {
            Style::Enumeration { base, .. } => self.bases.enumeration = Some(*base),
            Style::NamedTuple => self.bases.is_named_tuple = true,
            Style::Plain | Style::Dataclass(_) => {}
        }
        self.bases.classes.push(class);
        Ok(())
    }

    fn read_path(&mut self, path: &str, base: &Expr) -> Result<(), Diagnostic> {
        match path {
            "builtins.object" | "abc.ABC" | "typing.Generic" => {}
            "typing.Protocol" => self.bases.is_protocol = true,
            "typing.NamedTuple" | "collections.namedtuple" => self.bases.is_named_tuple = true,
            "enum.Enum" | "enum.ReprEnum" => {
                self.bases.enumeration = Some(EnumerationBase::default());
            }
            "enum.IntEnum" => {
                self.bases.enumeration = Some(EnumerationBase::with_mixin(Mixin::Int));
            }
            "enum.StrEnum" => self.bases.enumeration = Some(EnumerationBase::of_str_enum()),
            _ => match Mixin::of_path(path) {
                Some(mixin) => self.mixin = Some((mixin, base.range())),
                None => return Err(self.outside_base(path, base)),
            },
        }
        Ok(())
    }

    fn read_keyword(&self, keyword: &Keyword) -> Result<(), Diagnostic> {
        let is_metaclass = keyword.arg.as_ref().is_some_and(|name| name == "metaclass");
        let resolved = self.module.scope.resolve(&keyword.value, None);
        match resolved {
            _ if !is_metaclass => Ok(()),
            Resolved::Path(path) if matches!(path.as_str(), "abc.ABCMeta" | "enum.EnumMeta" | "enum.EnumType") => {
                Ok(())
            }
            _ => {
                let message = self.left_out("its metaclass may change what instances hold");
                Err(Diagnostic::new(Code::ClassStyle, keyword.range(), message)
                    .help("write the Rust type by hand with `#[derive(::pickle_core::Pickle)]`"))
            }
        }
    }

    fn finish(mut self) -> Result<Bases, Diagnostic> {
        match (&mut self.bases.enumeration, &self.mixin) {
            (Some(enumeration), Some((mixin, _))) => enumeration.mixin = Some(*mixin),
            (None, Some((_, range))) => {
                let name = &self.module.source[range.to_std_range()];
                let message = self.left_out(&format!("subclasses of `{name}` are not supported"));
                return Err(any_instead(Diagnostic::new(Code::ClassStyle, *range, message)));
            }
            _ => {}
        }
        Ok(self.bases)
    }

    fn outside_base(&self, path: &str, base: &Expr) -> Diagnostic {
        let Some(style) = unsupported_style(path) else {
            return self.unknown_base(base);
        };
        let message = self.left_out(&format!("{style} are not supported"));
        any_instead(Diagnostic::new(Code::ClassStyle, base.range(), message))
    }

    fn unknown_base(&self, base: &Expr) -> Diagnostic {
        let text = self.module.text(base);
        let message = self.left_out(&format!("its base `{text}` is not defined in this file"));
        Diagnostic::new(Code::BaseClass, base.range(), message)
            .label("what it adds to an instance is not known")
            .help("put the base class into the same file")
    }

    fn left_out(&self, reason: &str) -> String {
        let class = self.module.qualname(self.id);
        format!("class `{class}` is left out: {reason}")
    }
}

fn any_instead(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.help("fields that hold its instances are `::pickle_core::Any`, which keeps them as they are")
}

/// What to call the classes that derive from `path`, if they are of a known kind.
fn unsupported_style(path: &str) -> Option<&'static str> {
    let (module, name) = path.rsplit_once('.')?;
    let style = match (module, name) {
        ("enum", "Flag" | "IntFlag") => "flag enumerations",
        ("typing", "TypedDict") => "typed dicts",
        ("builtins", name) if is_exception(name) => "exceptions",
        ("builtins", _) => "subclasses of builtin classes",
        ("msgspec", "Struct") => "msgspec structs",
        ("pydantic" | "pydantic.v1" | "pydantic.generics" | "pydantic_settings", _) => "pydantic models",
        ("collections" | "typing" | "datetime" | "decimal" | "uuid" | "pathlib" | "collections.abc", _) => {
            "subclasses of standard classes"
        }
        _ => return None,
    };
    Some(style)
}
