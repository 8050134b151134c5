//! The modules being read: their text and everything that can be looked up in it.

use std::collections::HashMap;

use pickle_core::schema::ClassName;
use ruff_python_ast::{Decorator, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::comments::Comments;
use super::copyreg::registered_reducers;
use super::mapped::Mapped;
use super::scope::{ClassForm, ClassId, Scope};
use super::sources::Sources;
use crate::options::{Options, Versions, means};
use crate::source_map::SourceMap;

/// All parsed modules.
pub(super) struct Modules<'a> {
    pub(super) map: &'a SourceMap,
    pub(super) scope: Scope<'a>,
    pub(super) comments: Comments<'a>,
    pub(super) versions: Versions,
    /// What the options have a Rust type for.
    pub(super) mapped: Mapped,
    /// What `copyreg.pickle` registers for classes.
    pub(super) reducers: HashMap<ClassId, &'a Expr>,
}

impl<'a> Modules<'a> {
    pub(super) fn read(sources: &'a Sources, options: &Options) -> Modules<'a> {
        let scope = Scope::read(sources.modules());
        let comments = Comments::read(sources);
        let reducers = registered_reducers(&scope);
        let mapped = Mapped::read(options, &scope);
        Modules { map: sources.map(), scope, comments, versions: options.versions, mapped, reducers }
    }

    /// The text of all modules.
    pub(super) fn source(&self) -> &'a str {
        self.map.text()
    }

    /// The source text of a node.
    pub(super) fn text(&self, node: impl Ranged) -> &'a str {
        &self.source()[node.range().to_std_range()]
    }

    pub(super) fn class_name(&self, id: ClassId) -> ClassName {
        self.scope.class_name(id)
    }

    pub(super) fn qualname(&self, id: ClassId) -> &str {
        &self.scope.class(id).qualname
    }

    /// Whether a name from the command line means a class: its name in its module, or with the module in front.
    pub(super) fn is_called(&self, id: ClassId, name: &str) -> bool {
        means(name, self.module_name(id), self.qualname(id))
    }

    /// The name of the module that a class is in.
    pub(super) fn module_name(&self, id: ClassId) -> &'a str {
        self.scope.module_name(self.scope.class(id).module)
    }

    pub(super) fn name_range(&self, id: ClassId) -> TextRange {
        self.scope.class(id).name_range
    }

    /// Where the head of the class statement ends; a comment about the class stands on that line.
    pub(super) fn head_end(&self, id: ClassId) -> TextSize {
        let class = self.scope.class(id);
        match class.form {
            ClassForm::Statement(statement) => match &statement.arguments {
                Some(arguments) => arguments.range().end(),
                None => class.name_range.end(),
            },
            ClassForm::Call(call) => call.range().end(),
        }
    }

    /// The attribute that `name` means in the body of a class: private names carry the class's name.
    pub(super) fn mangle(&self, name: &str, id: ClassId) -> String {
        let qualname = self.qualname(id);
        let class = qualname.rsplit('.').next().unwrap_or(qualname);
        let class = class.trim_start_matches('_');
        let is_private = name.starts_with("__") && !name.ends_with("__");
        if is_private && !class.is_empty() { format!("_{class}{name}") } else { name.to_owned() }
    }

    /// Whether the body of the class `id` defines a class method or a static method of that name.
    pub(super) fn has_class_method(&self, id: ClassId, name: &str) -> bool {
        let mut methods = self.scope.class(id).form.body().iter().filter_map(Stmt::as_function_def_stmt);
        methods.any(|method| {
            let makes_one = |decorator: &Decorator| match &decorator.expression {
                Expr::Name(decorator) => matches!(decorator.id.as_str(), "classmethod" | "staticmethod"),
                _ => false,
            };
            method.name == *name && method.decorator_list.iter().any(makes_one)
        })
    }
}
