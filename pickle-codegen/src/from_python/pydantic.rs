//! Models of pydantic: which names in a class body are fields or private, and what the configuration allows.

use pickle_core::schema::ClassName;
use ruff_python_ast::{Arguments, Expr, Stmt};

use super::classes::{ClassFacts, Classes, Style};
use super::declarations::Evidence;
use super::decorators::decorator_path;
use super::field_call::{FieldCall, Library};
use super::imports::run_with;
use super::known_bases::{Family, KnownBase, known_base};
use super::modules::Modules;
use super::scope::{ClassForm, ClassId, Resolved};
use crate::options::PydanticVersion;

/// The field of a model of pydantic 1 that stands for a value without a name.
pub(super) const V1_ROOT: &str = "__root__";

/// What a base class of pydantic says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Model {
    /// One of the two generations.
    pub(super) version: PydanticVersion,
    /// Whether it is a `RootModel`.
    pub(super) is_root: bool,
}

/// What a name in the body of a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ModelRole {
    Field,
    Private,
    /// Something of the class.
    Other,
}

impl Model {
    /// The role of a name that the body annotates, assigns or both.
    pub(super) fn role(
        self,
        modules: &Modules<'_>,
        classes: &Classes,
        id: ClassId,
        name: &str,
        value: Option<&Expr>,
    ) -> ModelRole {
        let call = value.and_then(|value| FieldCall::of(modules, value));
        let is_private_call = call.is_some_and(|call| call.library == Library::PydanticPrivate);
        if name == V1_ROOT && self.version == PydanticVersion::One {
            ModelRole::Field
        } else if name == "model_config" && self.version == PydanticVersion::Two || name.starts_with("__") {
            ModelRole::Other
        } else if !name.starts_with('_') {
            ModelRole::Field
        } else if is_private_call
            || self.version == PydanticVersion::Two
            || setting(modules, classes, id, "underscore_attrs_are_private").is_some_and(is_true)
        {
            ModelRole::Private
        } else {
            ModelRole::Other
        }
    }
}

/// Whether instances may have extra attributes, as far as the configuration shows.
pub(super) fn model_may_have_extra(modules: &Modules<'_>, classes: &Classes, id: ClassId) -> bool {
    match setting(modules, classes, id, "extra") {
        None => false,
        Some(Expr::StringLiteral(literal)) => literal.value.to_str() == "allow",
        Some(Expr::Attribute(attribute)) => !matches!(attribute.attr.as_str(), "forbid" | "ignore"),
        Some(_) => true,
    }
}

/// Whether instances remember what a cached property returned.
pub(super) fn has_cached_property(modules: &Modules<'_>, facts: &ClassFacts) -> bool {
    let bodies = facts.ancestors.iter().map(|ancestor| modules.scope.class(*ancestor).form.body());
    let mut methods = bodies.flatten().filter_map(Stmt::as_function_def_stmt);
    methods.any(|method| {
        let paths = method.decorator_list.iter().filter_map(|decorator| decorator_path(modules, decorator));
        paths.into_iter().any(|path| path == "functools.cached_property")
    })
}

/// What a base tells of the field `root`: `list[int]` in `RootModel[list[int]]`.
pub(super) fn root_evidence<'a>(modules: &Modules<'a>, base: &'a Expr) -> Option<Evidence<'a>> {
    let (generic, evidence) = match base {
        Expr::Subscript(subscript) => {
            (&*subscript.value, Evidence::Annotation { annotation: &subscript.slice, value: None })
        }
        bare => (bare, Evidence::NoArgument),
    };
    let Resolved::Path(path) = modules.scope.resolve(generic, None) else {
        return None;
    };
    match known_base(&path, &modules.versions) {
        Some(KnownBase::Family(Family::Pydantic(model))) if model.is_root => Some(evidence),
        _ => None,
    }
}

/// Whether the body of the class `id` has a name that pydantic takes for a private attribute.
pub(super) fn has_private_names(modules: &Modules<'_>, id: ClassId) -> bool {
    let targets = modules.scope.class(id).form.body().iter().filter_map(|statement| match statement {
        Stmt::Assign(assign) => assign.targets.first()?.as_name_expr(),
        Stmt::AnnAssign(assign) => assign.target.as_name_expr(),
        _ => None,
    });
    targets.into_iter().any(|name| name.id.starts_with('_') && !name.id.starts_with("__"))
}

/// Whether the class `id` is the `Config` of a model, which has no instances.
pub(super) fn is_configuration(modules: &Modules<'_>, classes: &Classes, id: ClassId) -> bool {
    let outer = modules.qualname(id).strip_suffix(".Config");
    let outer = outer.map(|outer| ClassName::new(modules.module_name(id), outer));
    let outer = outer.and_then(|outer| modules.scope.find_class(&outer));
    let outer = outer.and_then(|outer| classes.facts(outer));
    outer.is_some_and(|facts| matches!(facts.style, Style::Pydantic(_)))
}

/// The value of a setting, as the class `id` or the nearest of its bases gives it.
fn setting<'a>(modules: &Modules<'a>, classes: &Classes, id: ClassId, name: &str) -> Option<&'a Expr> {
    let lineage = classes.facts(id).map_or_else(|| vec![id], |facts| facts.ancestors.clone());
    lineage.into_iter().find_map(|ancestor| own_setting(modules, ancestor, name))
}

fn own_setting<'a>(modules: &Modules<'a>, id: ClassId, name: &str) -> Option<&'a Expr> {
    let ClassForm::Statement(statement) = modules.scope.class(id).form else {
        return None;
    };
    let keyword = statement.arguments.as_ref().and_then(|arguments| keyword(arguments, name));
    keyword.or_else(|| run_with(&statement.body).into_iter().find_map(|statement| setting_in(statement, name)))
}

/// The setting in `model_config = ...` or in `class Config: ...`.
fn setting_in<'a>(statement: &'a Stmt, name: &str) -> Option<&'a Expr> {
    match statement {
        Stmt::ClassDef(class) if &class.name == "Config" => {
            class.body.iter().find_map(|statement| assigned(statement, name))
        }
        _ => match assigned(statement, "model_config")? {
            Expr::Call(call) => keyword(&call.arguments, name),
            Expr::Dict(dict) => {
                let is_wanted =
                    |key: &Expr| matches!(key, Expr::StringLiteral(literal) if literal.value.to_str() == name);
                let item = dict.items.iter().find(|item| item.key.as_ref().is_none_or(is_wanted))?;
                Some(&item.value)
            }
            // It may say anything.
            other => Some(other),
        },
    }
}

/// The value that a statement assigns to a name.
fn assigned<'a>(statement: &'a Stmt, name: &str) -> Option<&'a Expr> {
    let (target, value) = match statement {
        Stmt::Assign(assign) => (assign.targets.first()?, &assign.value),
        Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_ref()?),
        _ => return None,
    };
    (target.as_name_expr()?.id == name).then_some(value)
}

/// A keyword argument; `**others` may hold it.
fn keyword<'a>(arguments: &'a Arguments, name: &str) -> Option<&'a Expr> {
    let mut keywords = arguments.keywords.iter();
    let found = keywords.find(|keyword| keyword.arg.as_ref().is_none_or(|argument| argument == name))?;
    Some(&found.value)
}

fn is_true(value: &Expr) -> bool {
    matches!(value, Expr::BooleanLiteral(literal) if literal.value)
}
