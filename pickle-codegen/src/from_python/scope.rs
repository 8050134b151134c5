//! What names mean: the imports, classes, aliases and constants of a module, and those of each class body.

mod binding;

use std::collections::{HashMap, HashSet};

use ruff_python_ast::{Expr, ExprCall, Keyword, Stmt, StmtClassDef, StmtTypeAlias};
use ruff_text_size::TextRange;

use super::known_names::{is_builtin, is_exported, normalize};

/// A class of the module, as an index in source order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ClassId(pub(super) usize);

/// The names of a module.
#[derive(Default)]
pub(super) struct Scope<'a> {
    names: Names<'a>,
    classes: Vec<ClassDefinition<'a>>,
    /// The last definition of each qualified name.
    by_qualname: HashMap<String, ClassId>,
    star_imports: Vec<&'a str>,
}

type Names<'a> = HashMap<&'a str, Meaning<'a>>;

/// A class as the source defines it.
pub(super) struct ClassDefinition<'a> {
    /// The name in the module, dotted for a nested class.
    pub(super) qualname: String,
    /// The name in the class statement.
    pub(super) name_range: TextRange,
    pub(super) form: ClassForm<'a>,
    /// Where another class has the same name, if one has.
    pub(super) redefinition: Option<TextRange>,
    names: Names<'a>,
    type_parameters: HashSet<&'a str>,
}

/// How a class is defined.
#[derive(Clone, Copy)]
pub(super) enum ClassForm<'a> {
    /// `class X: ...`
    Statement(&'a StmtClassDef),
    /// `X = NamedTuple("X", ...)`, and the like for named tuples, typed dicts and enumerations.
    Call(&'a ExprCall),
}

impl<'a> ClassForm<'a> {
    /// The statements in the class.
    pub(super) fn body(self) -> &'a [Stmt] {
        match self {
            ClassForm::Statement(statement) => &statement.body,
            ClassForm::Call(_) => &[],
        }
    }

    /// The keyword arguments of the class statement or the call.
    pub(super) fn keywords(self) -> &'a [Keyword] {
        match self {
            ClassForm::Statement(statement) => statement.keywords(),
            ClassForm::Call(call) => &call.arguments.keywords,
        }
    }
}

/// What a name is bound to.
#[derive(Clone)]
enum Meaning<'a> {
    Imported(String),
    Class(ClassId),
    Value(&'a Expr),
    TypeAlias(&'a StmtTypeAlias),
    Function,
    /// Bound more than once, to different things.
    Unclear,
}

/// What a name or a dotted name stands for.
#[derive(Clone)]
pub(super) enum Resolved<'a> {
    /// Something outside the module, by its dotted path: `datetime.date`, `builtins.int`.
    Path(String),
    /// A class of the module.
    Class(ClassId),
    /// A name bound once to an expression.
    Value(&'a Expr),
    /// `type X = ...`
    TypeAlias(&'a StmtTypeAlias),
    /// A parameter of a generic class.
    TypeParameter,
    /// A function of the module.
    Function,
    /// Nothing that can be told.
    Unknown,
}

impl<'a> Scope<'a> {
    /// Reads the names that the statements of a module bind.
    pub(super) fn read(body: &'a [Stmt]) -> Scope<'a> {
        let mut scope = Scope::default();
        scope.read_body(body, None);
        scope
    }

    /// Every class, in source order; nested classes follow the class around them.
    pub(super) fn class_ids(&self) -> impl Iterator<Item = ClassId> + use<> {
        (0..self.classes.len()).map(ClassId)
    }

    pub(super) fn class(&self, id: ClassId) -> &ClassDefinition<'a> {
        &self.classes[id.0]
    }

    /// The class with that qualified name.
    pub(super) fn find_class(&self, qualname: &str) -> Option<ClassId> {
        self.by_qualname.get(qualname).copied()
    }

    /// What a name or a dotted name means to the code in the body of `from`, or of the module.
    pub(super) fn resolve(&self, expression: &Expr, from: Option<ClassId>) -> Resolved<'a> {
        match expression {
            Expr::Name(name) => self.resolve_name(&name.id, from),
            Expr::Attribute(attribute) => match self.resolve(&attribute.value, from) {
                Resolved::Path(path) => Resolved::Path(normalize(format!("{path}.{}", attribute.attr))),
                Resolved::Class(id) => match self.class(id).names.get(attribute.attr.as_str()) {
                    Some(meaning) => meaning.resolved(),
                    None => Resolved::Unknown,
                },
                _ => Resolved::Unknown,
            },
            _ => Resolved::Unknown,
        }
    }

    /// The class in whose body the name of `expression` is bound, if it is not the module itself, and the qualified name.
    pub(super) fn definition(&self, expression: &Expr, from: Option<ClassId>) -> Option<(Option<ClassId>, String)> {
        let (class, name) = match expression {
            Expr::Name(name) => {
                let name = name.id.as_str();
                (from.filter(|id| self.class(*id).names.contains_key(name)), name)
            }
            Expr::Attribute(attribute) => match self.resolve(&attribute.value, from) {
                Resolved::Class(id) => (Some(id), attribute.attr.as_str()),
                _ => return None,
            },
            _ => return None,
        };
        let qualname = match class {
            Some(id) => format!("{}.{name}", self.class(id).qualname),
            None => name.to_owned(),
        };
        Some((class, qualname))
    }

    fn resolve_name(&self, name: &str, from: Option<ClassId>) -> Resolved<'a> {
        if let Some(class) = from.map(|id| self.class(id)) {
            if let Some(meaning) = class.names.get(name) {
                return meaning.resolved();
            }
            if class.type_parameters.contains(name) {
                return Resolved::TypeParameter;
            }
        }
        if let Some(meaning) = self.names.get(name) {
            return meaning.resolved();
        }
        let star_import = self.star_imports.iter().find(|module| is_exported(module, name));
        match star_import {
            Some(module) => Resolved::Path(normalize(format!("{module}.{name}"))),
            None if is_builtin(name) => Resolved::Path(format!("builtins.{name}")),
            None => Resolved::Unknown,
        }
    }
}

impl<'a> Meaning<'a> {
    fn resolved(&self) -> Resolved<'a> {
        match self {
            Meaning::Imported(path) => Resolved::Path(path.clone()),
            Meaning::Class(id) => Resolved::Class(*id),
            Meaning::Value(value) => Resolved::Value(value),
            Meaning::TypeAlias(alias) => Resolved::TypeAlias(alias),
            Meaning::Function => Resolved::Function,
            Meaning::Unclear => Resolved::Unknown,
        }
    }
}
