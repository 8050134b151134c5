//! The module being read: its source and everything that can be looked up in it.

use pickle_core::schema::ClassName;
use ruff_python_ast::{Decorator, Expr, Stmt, Suite};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::comments::Comments;
use super::scope::{ClassForm, ClassId, Scope};
use crate::options::{Options, Versions};

/// A parsed module.
pub(super) struct Module<'a> {
    pub(super) source: &'a str,
    pub(super) name: &'a str,
    pub(super) scope: Scope<'a>,
    pub(super) comments: Comments<'a>,
    pub(super) body: &'a [Stmt],
    pub(super) versions: Versions,
}

impl<'a> Module<'a> {
    pub(super) fn read(source: &'a str, options: &'a Options, body: &'a Suite, comments: Comments<'a>) -> Module<'a> {
        let (name, versions) = (options.module.as_str(), options.versions);
        Module { source, name, scope: Scope::read(body), comments, body, versions }
    }

    /// The source text of a node.
    pub(super) fn text(&self, node: impl Ranged) -> &'a str {
        &self.source[node.range().to_std_range()]
    }

    pub(super) fn class_name(&self, id: ClassId) -> ClassName {
        ClassName::new(self.name, self.qualname(id))
    }

    pub(super) fn qualname(&self, id: ClassId) -> &str {
        &self.scope.class(id).qualname
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
