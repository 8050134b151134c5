//! The calls in a class body that describe a field: `field(...)`, `attr.ib(...)`, `Field(...)`, `PrivateAttr(...)`.

use ruff_python_ast::{Arguments, Expr, ExprCall};

use super::modules::Modules;
use super::scope::Resolved;

/// A call that describes a field.
pub(super) struct FieldCall<'e> {
    pub(super) library: Library,
    arguments: &'e Arguments,
    /// What makes the default, where `default=Factory(list)` says so.
    wrapped_factory: Option<&'e Expr>,
}

/// Whose call it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Library {
    Dataclasses,
    Attrs,
    Pydantic,
    /// `PrivateAttr(...)`
    PydanticPrivate,
    Msgspec,
}

impl<'e> FieldCall<'e> {
    /// `expression` as a call that describes a field, if it is one.
    pub(super) fn of(modules: &Modules<'_>, expression: &'e Expr) -> Option<FieldCall<'e>> {
        let Expr::Call(call) = expression else {
            return None;
        };
        let Resolved::Path(path) = modules.scope.resolve(&call.func, None) else {
            return None;
        };
        let library = library(&path)?;
        let mut found = FieldCall { library, arguments: &call.arguments, wrapped_factory: None };
        found.wrapped_factory = found.written_default().and_then(|default| factory_in(modules, default));
        Some(found)
    }

    /// The default, if it is a value.
    pub(super) fn default(&self) -> Option<&'e Expr> {
        // `Field(...)` has an ellipsis where others have no default.
        self.written_default().filter(|default| self.wrapped_factory.is_none() && !default.is_ellipsis_literal_expr())
    }

    /// What is called for the default.
    pub(super) fn default_factory(&self) -> Option<&'e Expr> {
        let keyword = if self.library == Library::Attrs { "factory" } else { "default_factory" };
        self.wrapped_factory.or_else(|| self.argument(keyword))
    }

    pub(super) fn has_default(&self) -> bool {
        self.default().or_else(|| self.default_factory()).is_some()
    }

    /// Whether the attribute is a parameter of the `__init__` that is made.
    pub(super) fn is_parameter(&self) -> bool {
        !matches!(self.argument("init"), Some(Expr::BooleanLiteral(literal)) if !literal.value)
    }

    /// The annotation in `attr.ib(type=int)` or `attr.ib(validator=instance_of(int))`.
    pub(super) fn annotation(&self, modules: &Modules<'_>) -> Option<&'e Expr> {
        if let Some(annotation) = self.argument("type") {
            return Some(annotation);
        }
        let Some(Expr::Call(validator)) = self.argument("validator") else {
            return None;
        };
        let path = match modules.scope.resolve(&validator.func, None) {
            Resolved::Path(path) => path,
            _ => return None,
        };
        let is_instance_of = matches!(path.as_str(), "attr.validators.instance_of" | "attrs.validators.instance_of");
        validator.arguments.find_positional(0).filter(|class| is_instance_of && !class.is_tuple_expr())
    }

    fn written_default(&self) -> Option<&'e Expr> {
        match self.library {
            Library::Dataclasses | Library::Msgspec => self.argument("default"),
            Library::Attrs | Library::Pydantic | Library::PydanticPrivate => {
                self.arguments.find_argument_value("default", 0)
            }
        }
    }

    fn argument(&self, name: &str) -> Option<&'e Expr> {
        Some(&self.arguments.find_keyword(name)?.value)
    }
}

/// The default that a value in a class body gives an attribute, and what is called for it.
pub(super) fn default_of<'e>(modules: &Modules<'_>, value: Option<&'e Expr>) -> (Option<&'e Expr>, Option<&'e Expr>) {
    match value.and_then(|value| FieldCall::of(modules, value)) {
        Some(call) => (call.default(), call.default_factory()),
        None => match value.and_then(|value| factory_in(modules, value)) {
            Some(factory) => (None, Some(factory)),
            None => (value, None),
        },
    }
}

/// Whether `field(init=False, default=...)` leaves the value to the class: making an instance does not set it.
pub(super) fn leaves_value_to_class(modules: &Modules<'_>, value: &Expr) -> bool {
    FieldCall::of(modules, value).is_some_and(|call| {
        call.library == Library::Dataclasses && !call.is_parameter() && call.default_factory().is_none()
    })
}

/// Whether `field(init=False)` gives no value at all.
pub(super) fn lacks_value(modules: &Modules<'_>, value: &Expr) -> bool {
    leaves_value_to_class(modules, value) && FieldCall::of(modules, value).is_some_and(|call| !call.has_default())
}

fn library(path: &str) -> Option<Library> {
    let library = match path {
        "dataclasses.field" => Library::Dataclasses,
        "attr.ib" | "attr.attrib" | "attr.attr" | "attr.field" | "attrs.field" => Library::Attrs,
        "pydantic.Field" | "pydantic.fields.Field" | "pydantic.v1.Field" | "pydantic.v1.fields.Field" => {
            Library::Pydantic
        }
        "pydantic.PrivateAttr" | "pydantic.fields.PrivateAttr" | "pydantic.v1.PrivateAttr" => Library::PydanticPrivate,
        "msgspec.field" => Library::Msgspec,
        _ => return None,
    };
    Some(library)
}

/// `list` in `attr.Factory(list)`.
fn factory_in<'e>(modules: &Modules<'_>, default: &'e Expr) -> Option<&'e Expr> {
    let Expr::Call(ExprCall { func, arguments, .. }) = default else {
        return None;
    };
    match modules.scope.resolve(func, None) {
        Resolved::Path(path) if path == "attr.Factory" || path == "attrs.Factory" => arguments.find_positional(0),
        _ => None,
    }
}
