//! The base classes of a class statement: classes of the input, bases that add nothing, and those that end the matter.

use ruff_python_ast::{Expr, Keyword, StmtClassDef};
use ruff_text_size::{Ranged, TextRange};

use super::classes::{Classes, Style};
use super::enumeration::Mixin;
use super::known_bases::{Family, KnownBase, known_base};
use super::modules::Modules;
use super::native::Native;
use super::scope::{ClassId, Resolved};
use crate::diagnostics::{Code, Diagnostic};

/// What the bases of a class say about it.
#[derive(Default)]
pub(super) struct Bases {
    /// The bases that the file defines, in order.
    pub(super) classes: Vec<ClassId>,
    pub(super) family: Option<Family>,
    /// Whether the base that makes the family is named as such, and is no class of the input or the result of a call.
    pub(super) starts_family: bool,
    pub(super) native: Option<Native>,
    pub(super) is_protocol: bool,
}

/// Reads the bases of the class `id`.
pub(super) fn read_bases(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    statement: &StmtClassDef,
) -> Result<Bases, Diagnostic> {
    let mut reader = BasesReader { modules, classes, id, bases: Bases::default(), native: None };
    for base in statement.bases() {
        reader.read_base(base)?;
    }
    for keyword in statement.keywords() {
        reader.read_keyword(keyword)?;
    }
    reader.finish()
}

struct BasesReader<'m, 'a> {
    modules: &'m Modules<'a>,
    classes: &'m Classes,
    id: ClassId,
    bases: Bases,
    /// A native class among the bases, which an enumeration takes for the class of its values.
    native: Option<(Native, TextRange)>,
}

impl BasesReader<'_, '_> {
    fn read_base(&mut self, base: &Expr) -> Result<(), Diagnostic> {
        let named = match base {
            Expr::Subscript(subscript) => &*subscript.value,
            Expr::Call(call) => &*call.func,
            _ => base,
        };
        match self.modules.scope.resolve(named, None) {
            Resolved::Class(class) if !base.is_call_expr() => self.read_class(class, base),
            Resolved::Path(path) => self.read_path(&path, base),
            Resolved::Value(Expr::Call(call)) => Err(self.made_base(&call.func, base)),
            _ => Err(self.unknown_base(base)),
        }
    }

    /// A base that a call makes, as in `Base = declarative_base()`.
    fn made_base(&self, maker: &Expr, base: &Expr) -> Diagnostic {
        let known = match self.modules.scope.resolve(maker, None) {
            Resolved::Path(path) => known_base(&path, &self.modules.versions),
            _ => None,
        };
        match known {
            Some(KnownBase::Unsupported(style)) => self.unsupported(style, base.range()),
            _ => self.unknown_base(base),
        }
    }

    fn read_class(&mut self, class: ClassId, base: &Expr) -> Result<(), Diagnostic> {
        let Some(facts) = self.classes.facts(class) else {
            let message = self.left_out(&format!("its base `{}` is left out", self.modules.qualname(class)));
            let help = self.classes.reason(class).unwrap_or("see what is said about the base class");
            return Err(Diagnostic::new(Code::BaseClass, base.range(), message).help(help));
        };
        match &facts.style {
            Style::Enumeration { base, .. } => self.bases.family = Some(Family::Enumeration(*base)),
            Style::Flag(_) => self.bases.family = Some(Family::Flag),
            Style::NamedTuple { .. } => self.bases.family = Some(Family::NamedTuple),
            Style::TypedDict { .. } => self.bases.family = Some(Family::TypedDict),
            Style::Pydantic(model) => self.bases.family = Some(Family::Pydantic(*model)),
            Style::Struct { .. } => self.bases.family = Some(Family::Struct),
            Style::Plain | Style::Dataclass(_) | Style::Attrs(_) => {}
        }
        self.bases.native = self.bases.native.or(facts.native);
        self.bases.classes.push(class);
        Ok(())
    }

    fn read_path(&mut self, path: &str, base: &Expr) -> Result<(), Diagnostic> {
        match known_base(path, &self.modules.versions) {
            Some(KnownBase::Nothing) => {}
            Some(KnownBase::Protocol) => self.bases.is_protocol = true,
            Some(KnownBase::Family(family)) => {
                self.bases.family = Some(family);
                self.bases.starts_family = !base.is_call_expr();
            }
            Some(KnownBase::Native(native)) => self.native = Some((native, base.range())),
            Some(KnownBase::Unsupported(style)) => return Err(self.unsupported(style, base.range())),
            None => return Err(self.unknown_base(base)),
        }
        Ok(())
    }

    fn read_keyword(&self, keyword: &Keyword) -> Result<(), Diagnostic> {
        let is_metaclass = keyword.arg.as_ref().is_some_and(|name| name == "metaclass");
        let resolved = self.modules.scope.resolve(&keyword.value, None);
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
        let Some((native, range)) = self.native else {
            return Ok(self.bases);
        };
        match &mut self.bases.family {
            Some(Family::Enumeration(enumeration)) => match Mixin::of_native(native) {
                Some(mixin) => enumeration.mixin = Some(mixin),
                None => return Err(self.unsupported("enumerations of this class", range)),
            },
            Some(Family::Flag) => {}
            Some(_) => return Err(self.unsupported("subclasses of two classes that both hold data", range)),
            None => self.bases.native = Some(native),
        }
        Ok(self.bases)
    }

    fn unsupported(&self, style: &str, range: TextRange) -> Diagnostic {
        let message = self.left_out(&format!("{style} are not supported"));
        Diagnostic::new(Code::ClassStyle, range, message)
            .help("fields that hold its instances are `::pickle_core::Any`, which keeps them as they are")
    }

    fn unknown_base(&self, base: &Expr) -> Diagnostic {
        let text = self.modules.text(base);
        let message = self.left_out(&format!("its base `{text}` is defined nowhere in the input"));
        Diagnostic::new(Code::BaseClass, base.range(), message)
            .label("what it adds to an instance is not known")
            .help("read the file that defines it too: name it as well, or the directory of its package with `--path`")
    }

    fn left_out(&self, reason: &str) -> String {
        let class = self.modules.qualname(self.id);
        format!("class `{class}` is left out: {reason}")
    }
}
