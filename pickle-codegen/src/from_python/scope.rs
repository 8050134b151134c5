//! What names mean: the imports, classes, aliases and constants of modules, and those of each class body.
//!
//! Positions are those in the text of all modules, so that an expression says which module it is in.

mod binding;
mod imported;

use std::collections::{HashMap, HashSet};

use pickle_core::schema::ClassName;
use ruff_python_ast::{Expr, ExprAttribute, ExprCall, Keyword, Stmt, StmtClassDef, StmtFunctionDef, StmtTypeAlias};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::known_names::is_builtin;
use super::sources::SourceModule;
use binding::Place;

/// A module, as an index in the order of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ModuleId(usize);

/// A class, as an index: module by module, and in source order in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ClassId(pub(super) usize);

/// The names of all modules.
#[derive(Default)]
pub(super) struct Scope<'a> {
    modules: Vec<ModuleScope<'a>>,
    by_module_name: HashMap<&'a str, ModuleId>,
    /// Where each module begins, in order.
    starts: Vec<(TextSize, ModuleId)>,
    classes: Vec<ClassDefinition<'a>>,
    /// The last definition of each name.
    by_name: HashMap<ClassName, ClassId>,
}

/// The names of a module.
struct ModuleScope<'a> {
    source: &'a SourceModule,
    names: Names<'a>,
    /// The modules of which it imports all names.
    star_imports: Vec<String>,
}

type Names<'a> = HashMap<&'a str, Meaning<'a>>;

/// A class as the source defines it.
pub(super) struct ClassDefinition<'a> {
    pub(super) module: ModuleId,
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

/// More names than anybody gives to a class, and the end of those that go in circles.
const MAX_NAMES: usize = 10;

/// What a name is bound to.
#[derive(Clone)]
enum Meaning<'a> {
    Imported(String),
    Class(ClassId),
    Value(&'a Expr),
    TypeAlias(&'a StmtTypeAlias),
    Function(&'a StmtFunctionDef),
    /// Bound more than once, to different things.
    Unclear,
}

/// What a name or a dotted name stands for.
#[derive(Clone)]
pub(super) enum Resolved<'a> {
    /// Something outside the modules, by its dotted path: `datetime.date`, `builtins.int`; or one of the modules.
    Path(String),
    /// A class of one of the modules.
    Class(ClassId),
    /// A name bound once to an expression.
    Value(&'a Expr),
    /// `type X = ...`
    TypeAlias(&'a StmtTypeAlias),
    /// A parameter of a generic class.
    TypeParameter,
    /// A function of one of the modules.
    Function(&'a StmtFunctionDef),
    /// Nothing that can be told.
    Unknown,
}

/// Where an alias or a constant is bound.
pub(super) struct Binding {
    pub(super) module: ModuleId,
    /// The class in whose body it is bound, if it is not the module itself.
    pub(super) class: Option<ClassId>,
    /// The name in the module.
    pub(super) qualname: String,
}

impl<'a> Scope<'a> {
    /// Reads the names that the statements of modules bind.
    pub(super) fn read(modules: Vec<&'a SourceModule>) -> Scope<'a> {
        let mut scope = Scope::default();
        for source in modules {
            let id = ModuleId(scope.modules.len());
            scope.by_module_name.insert(source.name.as_str(), id);
            scope.starts.push((source.parsed.syntax().start(), id));
            scope.modules.push(ModuleScope { source, names: Names::new(), star_imports: Vec::new() });
        }
        scope.starts.sort_unstable();
        for id in scope.module_ids() {
            let body = scope.body(id);
            scope.read_body(body, Place { module: id, class: None });
        }
        scope
    }

    pub(super) fn module_ids(&self) -> impl Iterator<Item = ModuleId> + use<> {
        (0..self.modules.len()).map(ModuleId)
    }

    pub(super) fn module(&self, id: ModuleId) -> &'a SourceModule {
        self.modules[id.0].source
    }

    pub(super) fn module_name(&self, id: ModuleId) -> &'a str {
        self.module(id).name.as_str()
    }

    /// The statements of a module.
    pub(super) fn body(&self, id: ModuleId) -> &'a [Stmt] {
        self.module(id).parsed.suite()
    }

    /// The module that a node is in.
    pub(super) fn module_of(&self, node: &impl Ranged) -> ModuleId {
        self.module_at(node.start().to_usize())
    }

    /// Whether the classes of the module at a position are to be generated.
    pub(super) fn is_wanted_at(&self, position: usize) -> bool {
        self.module(self.module_at(position)).is_wanted
    }

    fn module_at(&self, position: usize) -> ModuleId {
        let index = self.starts.partition_point(|(start, _)| start.to_usize() <= position);
        index.checked_sub(1).map_or(ModuleId(0), |index| self.starts[index].1)
    }

    /// The modules that a module imports from, as far as they are there.
    pub(super) fn imported_modules(&self, id: ModuleId) -> Vec<ModuleId> {
        let module = &self.modules[id.0];
        let stars = module.star_imports.iter().map(String::as_str);
        let paths = module.names.values().filter_map(|meaning| match meaning {
            Meaning::Imported(path) => Some(path.as_str()),
            _ => None,
        });
        let mut imported: Vec<ModuleId> = paths.chain(stars).filter_map(|path| Some(self.split(path)?.0)).collect();
        imported.sort_unstable();
        imported.dedup();
        imported
    }

    /// Every class; nested classes follow the class around them.
    pub(super) fn class_ids(&self) -> impl Iterator<Item = ClassId> + use<> {
        (0..self.classes.len()).map(ClassId)
    }

    pub(super) fn class(&self, id: ClassId) -> &ClassDefinition<'a> {
        &self.classes[id.0]
    }

    pub(super) fn class_name(&self, id: ClassId) -> ClassName {
        let class = self.class(id);
        ClassName::new(self.module_name(class.module), class.qualname.as_str())
    }

    /// The class of that name.
    pub(super) fn find_class(&self, name: &ClassName) -> Option<ClassId> {
        self.by_name.get(name).copied()
    }

    /// The class that a module calls by a name of its own: one that it defines, imports or gives another name.
    pub(super) fn class_called(&self, name: &ClassName) -> Option<ClassId> {
        let module = *self.by_module_name.get(name.module.as_str())?;
        let mut resolved = self.resolve_in_module(&name.qualname, module);
        for _ in 0..MAX_NAMES {
            match resolved {
                Resolved::Class(id) => return Some(id),
                Resolved::Value(value) => resolved = self.resolve(value, None),
                _ => return None,
            }
        }
        None
    }

    /// What a name or a dotted name means where it stands: in the body of the class `from`, or of its module.
    pub(super) fn resolve(&self, expression: &Expr, from: Option<ClassId>) -> Resolved<'a> {
        match expression {
            Expr::Name(name) => self.resolve_name(&name.id, self.module_of(expression), from),
            Expr::Attribute(attribute) => self.resolve_attribute(attribute, from),
            _ => Resolved::Unknown,
        }
    }

    pub(super) fn resolve_attribute(&self, attribute: &ExprAttribute, from: Option<ClassId>) -> Resolved<'a> {
        match self.resolve(&attribute.value, from) {
            Resolved::Path(path) => self.resolve_path(&format!("{path}.{}", attribute.attr), attribute),
            Resolved::Class(id) => match self.class(id).names.get(attribute.attr.as_str()) {
                Some(meaning) => self.meaning(meaning, self.class(id).module),
                None => Resolved::Unknown,
            },
            _ => Resolved::Unknown,
        }
    }

    /// Where what `expression` names is bound: not where it is imported to.
    pub(super) fn binding(&self, expression: &Expr, from: Option<ClassId>) -> Option<Binding> {
        let module = self.module_of(expression);
        match expression {
            Expr::Name(name) => {
                let name = name.id.as_str();
                match self.class_around(module, from).filter(|id| self.class(*id).names.contains_key(name)) {
                    Some(class) => Some(self.bound_in_class(class, name)),
                    None => self.bound_in_module(module, name),
                }
            }
            Expr::Attribute(attribute) => match self.resolve(&attribute.value, from) {
                Resolved::Class(id) => Some(self.bound_in_class(id, &attribute.attr)),
                Resolved::Path(path) => self.bound_at(&format!("{path}.{}", attribute.attr)),
                _ => None,
            },
            _ => None,
        }
    }

    fn bound_in_class(&self, id: ClassId, name: &str) -> Binding {
        let class = self.class(id);
        Binding { module: class.module, class: Some(id), qualname: format!("{}.{name}", class.qualname) }
    }

    /// The class whose names an expression in that module sees: an inherited expression is not in the class that inherits.
    fn class_around(&self, module: ModuleId, from: Option<ClassId>) -> Option<ClassId> {
        from.filter(|id| self.class(*id).module == module)
    }

    fn resolve_name(&self, name: &str, module: ModuleId, from: Option<ClassId>) -> Resolved<'a> {
        if let Some(class) = self.class_around(module, from).map(|id| self.class(id)) {
            if let Some(meaning) = class.names.get(name) {
                return self.meaning(meaning, module);
            }
            if class.type_parameters.contains(name) {
                return Resolved::TypeParameter;
            }
        }
        match self.resolve_in_module(name, module) {
            Resolved::Unknown if is_builtin(name) && !self.modules[module.0].names.contains_key(name) => {
                Resolved::Path(format!("builtins.{name}"))
            }
            resolved => resolved,
        }
    }
}
