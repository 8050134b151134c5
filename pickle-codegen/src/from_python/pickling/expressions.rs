//! Expressions in pickling methods: tuples and dicts of `self.attribute`.

use pickle_core::schema::{ClassName, NewArguments};
use ruff_python_ast::{Expr, ExprDict, Stmt, StmtFunctionDef};

use super::super::docs::without_docstring;
use super::super::modules::Modules;
use super::super::scope::{ClassId, Resolved};
use super::StateAttributes;

/// Reads the body of one method.
pub(in super::super) struct Expressions<'m, 'a> {
    modules: &'m Modules<'a>,
    class: ClassId,
    self_name: &'m str,
    /// The parameter after `self`: a state, or the protocol.
    other_name: Option<&'m str>,
    body: &'m [Stmt],
}

impl<'m, 'a> Expressions<'m, 'a> {
    /// The body of `method`, without its docstring.
    pub(in super::super) fn new(
        modules: &'m Modules<'a>,
        class: ClassId,
        method: &'m StmtFunctionDef,
    ) -> Option<Expressions<'m, 'a>> {
        let self_parameter = method.parameters.iter_non_variadic_params().next()?;
        let body = without_docstring(&method.body);
        let other_name = method.parameters.iter_non_variadic_params().nth(1).map(|parameter| parameter.name().as_str());
        Some(Expressions { modules, class, self_name: self_parameter.name().as_str(), other_name, body })
    }

    pub(super) fn body(&self) -> &'m [Stmt] {
        self.body
    }

    /// Whether `expression` is the parameter after `self`.
    pub(super) fn is_other(&self, expression: &Expr) -> bool {
        matches!(expression, Expr::Name(name) if Some(name.id.as_str()) == self.other_name)
    }

    /// `return getattr, (self.__class__, self._name_)`
    pub(in super::super) fn is_member_by_name(&self) -> bool {
        let Some([callable, arguments]) = self.returned().and_then(tuple_elements) else {
            return false;
        };
        let Some([class, Expr::Attribute(name)]) = tuple_elements(arguments) else {
            return false;
        };
        self.names(callable, "builtins.getattr")
            && self.callable(class).is_some_and(|class| self.is_own_class(class.as_ref()))
            && self.is_self(&name.value)
            && matches!(name.attr.as_str(), "name" | "_name_")
    }

    /// The expression that the method returns, if it does nothing else.
    pub(super) fn returned(&self) -> Option<&'m Expr> {
        match self.body {
            [Stmt::Return(statement)] => statement.value.as_deref(),
            _ => None,
        }
    }

    /// `return (self.a, self.b)`
    pub(super) fn read_newargs(&self) -> Option<NewArguments> {
        let mut arguments = NewArguments::default();
        arguments.positional = self.attributes(self.returned()?)?;
        Some(arguments)
    }

    /// `return (self.a,), {"b": self.b}`
    pub(super) fn read_newargs_ex(&self) -> Option<NewArguments> {
        let [positional, Expr::Dict(keywords)] = tuple_elements(self.returned()?)? else {
            return None;
        };
        let mut arguments = NewArguments::default();
        arguments.positional = self.attributes(positional)?;
        arguments.keywords = self.attribute_dict(keywords)?;
        Some(arguments)
    }

    /// A state that is an expression of its own: a dict of attributes, or all of them.
    pub(super) fn state(&self, expression: &Expr) -> Option<StateAttributes> {
        if let Expr::Dict(dict) = expression {
            return Some(StateAttributes::Only(self.attribute_dict(dict)?));
        }
        self.is_own_dict(expression).then(|| StateAttributes::AllBut(Vec::new()))
    }

    /// Whether `expression` is `self.__dict__`, or a copy of it.
    pub(super) fn is_own_dict(&self, expression: &Expr) -> bool {
        match expression {
            Expr::Attribute(attribute) => &attribute.attr == "__dict__" && self.is_self(&attribute.value),
            Expr::Call(call) => match (&*call.func, &*call.arguments.args) {
                (Expr::Attribute(method), []) => &method.attr == "copy" && self.is_own_dict(&method.value),
                (Expr::Name(_), [argument]) => self.names(&call.func, "builtins.dict") && self.is_own_dict(argument),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a callable is the class of the instance.
    pub(super) fn is_own_class(&self, callable: Option<&ClassName>) -> bool {
        callable.is_none_or(|callable| *callable == self.modules.class_name(self.class))
    }

    /// `None` stands for the class of the instance.
    pub(super) fn callable(&self, expression: &Expr) -> Option<Option<ClassName>> {
        match expression {
            Expr::Attribute(attribute) if &attribute.attr == "__class__" && self.is_self(&attribute.value) => {
                return Some(None);
            }
            Expr::Call(call) => {
                let [argument] = &*call.arguments.args else {
                    return None;
                };
                let is_own_type = self.names(&call.func, "builtins.type") && self.is_self(argument);
                return is_own_type.then_some(None);
            }
            _ => {}
        }
        if let Expr::Attribute(method) = expression
            && let Some(class) = self.class_named(&method.value)
            && self.modules.has_class_method(class, &method.attr)
        {
            let qualname = format!("{}.{}", self.modules.qualname(class), method.attr);
            return Some(Some(ClassName::new(self.modules.module_name(class), qualname)));
        }
        match self.modules.scope.resolve(expression, None) {
            Resolved::Class(id) => Some(Some(self.modules.class_name(id))),
            Resolved::Function(function) => {
                let scope = &self.modules.scope;
                Some(Some(ClassName::new(scope.module_name(scope.module_of(function)), function.name.as_str())))
            }
            Resolved::Path(path) => {
                let (modules, name) = path.rsplit_once('.')?;
                Some(Some(ClassName::new(modules, name)))
            }
            _ => None,
        }
    }

    /// The class whose method `expression.method` is: the instance's own, or another of the file.
    fn class_named(&self, expression: &Expr) -> Option<ClassId> {
        if self.is_self(expression) {
            return Some(self.class);
        }
        match self.modules.scope.resolve(expression, None) {
            Resolved::Class(id) => Some(id),
            _ => self.callable(expression)?.is_none().then_some(self.class),
        }
    }

    pub(super) fn attributes(&self, tuple: &Expr) -> Option<Vec<String>> {
        let elements = tuple_elements(tuple)?.iter();
        elements.map(|element| self.attribute(element)).collect()
    }

    /// A dict whose keys are the names of the attributes that are its values.
    fn attribute_dict(&self, dict: &ExprDict) -> Option<Vec<String>> {
        let items = dict.items.iter().map(|item| {
            let Some(Expr::StringLiteral(key)) = &item.key else {
                return None;
            };
            self.attribute(&item.value).filter(|attribute| attribute == key.value.to_str())
        });
        items.collect()
    }

    pub(super) fn attribute(&self, expression: &Expr) -> Option<String> {
        let Expr::Attribute(attribute) = expression else {
            return None;
        };
        let is_special = attribute.attr.starts_with("__") && attribute.attr.ends_with("__");
        (self.is_self(&attribute.value) && !is_special).then(|| self.modules.mangle(&attribute.attr, self.class))
    }

    pub(super) fn is_self(&self, expression: &Expr) -> bool {
        matches!(expression, Expr::Name(name) if name.id == self.self_name)
    }

    pub(super) fn names(&self, expression: &Expr, path: &str) -> bool {
        matches!(self.modules.scope.resolve(expression, None), Resolved::Path(named) if named == path)
    }
}

pub(super) fn tuple_elements(expression: &Expr) -> Option<&[Expr]> {
    match expression {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        _ => None,
    }
}
