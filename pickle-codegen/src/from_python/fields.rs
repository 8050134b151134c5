//! Declarations to fields: the type and the default of each attribute.

use pickle_core::schema::{DefaultSource, Field, FieldDefault, Type, Value};
use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

use super::classes::Classes;
use super::declarations::{Declaration, Evidence, Origin};
use super::field_call::{default_of, leaves_value_to_class};
use super::inference::{Inference, type_of_constant};
use super::modules::Modules;
use super::presence::Presence;
use super::scope::{ClassId, Resolved};
use super::sharing::{FieldPlace, SharedMarks};
use super::types::TypeReader;
use crate::diagnostics::{Code, Diagnostic};

/// The field of the class `owner` that `declaration` describes.
pub(super) fn read_field(
    modules: &Modules<'_>,
    classes: &Classes,
    marks: &SharedMarks<'_>,
    owner: ClassId,
    declaration: &Declaration<'_>,
    report: &mut Vec<Diagnostic>,
) -> Field {
    let mut types = TypeReader::new(modules, classes, declaration.class, owner, report);
    let (ty, default) = match &declaration.evidence {
        Evidence::Annotation { annotation, value } => read_annotation(&mut types, annotation, *value, declaration),
        Evidence::Assignments { annotation, values, parameters } => {
            let mut inference = Inference::new(&mut types, parameters);
            let known: Option<Vec<&Expr>> = values.iter().copied().collect();
            let default = match values[..] {
                [Some(value)] if declaration.presence == Presence::Always => inference.default(value),
                _ => None,
            };
            let ty = match annotation {
                Some(annotation) => Some(types.read(annotation)),
                None => known.and_then(|values| inference.infer_all(&values)),
            };
            let default = default.map(|value| FieldDefault::new(value, DefaultSource::Constructor));
            (ty, default)
        }
        Evidence::Value(value) => read_value(&mut types, value, declaration),
        Evidence::NoArgument => (Some(Type::Any), None),
        Evidence::None => (None, None),
    };
    let ty = ty.unwrap_or_else(|| {
        types.report(unknown_type(declaration));
        Type::Any
    });
    let place = FieldPlace { class: declaration.class, written_name: &declaration.written_name, end: declaration.end };
    let ty = marks.apply_to_references(ty);
    let mut field = Field::new(declaration.name.clone(), marks.apply_to_field(modules, classes, place, ty));
    field.written_name.clone_from(&declaration.written_name);
    field.doc.clone_from(&declaration.doc);
    field.default = default;
    field
}

/// The type and the default that `name: annotation = value` in a class body give.
fn read_annotation(
    types: &mut TypeReader<'_, '_>,
    annotation: &Expr,
    value: Option<&Expr>,
    declaration: &Declaration<'_>,
) -> (Option<Type>, Option<FieldDefault>) {
    let (default, constant) = read_default(types, value, declaration);
    let is_bare_final = matches!(types.resolve(annotation), Resolved::Path(path) if path == "typing.Final");
    let ty = if is_bare_final {
        constant.as_ref().map(type_of_constant)
    } else {
        let ty = types.read(annotation);
        Some(types.with_implicit_none(annotation, ty, default))
    };
    let is_made_without = match value {
        Some(value) => declaration.origin == Origin::ClassBody || leaves_value_to_class(types.module(), value),
        None => false,
    };
    let source = if is_made_without { DefaultSource::ClassAlone } else { DefaultSource::Class };
    (ty, constant.map(|value| FieldDefault::new(value, source)))
}

/// The type and the default that `name = attr.ib(...)` or `name = value` in a class body gives.
fn read_value(
    types: &mut TypeReader<'_, '_>,
    value: &Expr,
    declaration: &Declaration<'_>,
) -> (Option<Type>, Option<FieldDefault>) {
    let (_, constant) = read_default(types, Some(value), declaration);
    let ty = constant.as_ref().map(type_of_constant).filter(|ty| *ty != Type::None);
    (ty, constant.map(|value| FieldDefault::new(value, DefaultSource::Class)))
}

/// The default that is written for an attribute, and its value if it is a constant.
fn read_default<'e>(
    types: &mut TypeReader<'_, '_>,
    value: Option<&'e Expr>,
    declaration: &Declaration<'_>,
) -> (Option<&'e Expr>, Option<Value>) {
    let (default, factory) = default_of(types.module(), value);
    let constants = types.constants();
    let constant = match (default, factory) {
        (Some(default), _) => constants.evaluate(default),
        (None, Some(factory)) => constants.evaluate_factory(factory),
        (None, None) => None,
    };
    if constant.is_none()
        && let Some(written) = default.or(factory)
    {
        types.report(dropped_default(types.module(), written, declaration));
    }
    (default, constant)
}

fn dropped_default(modules: &Modules<'_>, written: &Expr, declaration: &Declaration<'_>) -> Diagnostic {
    let message = format!(
        "the default of `{}` is not carried over: `{}` is not a constant",
        declaration.written_name,
        modules.text(written).lines().next().unwrap_or_default()
    );
    let help = match declaration.presence {
        Presence::Always => "a pickle without this attribute is an error on load, and the struct has no `Default`",
        Presence::Sometimes => "it is `Maybe::Absent` in Rust as long as an instance leaves it to its class",
    };
    Diagnostic::new(Code::DefaultDropped, written.range(), message).help(help)
}

fn unknown_type(declaration: &Declaration<'_>) -> Diagnostic {
    let name = &declaration.written_name;
    let help = match declaration.origin {
        Origin::Constructor | Origin::PostInit => {
            format!("annotate the assignment, as in `self.{name}: T = ...`, or the parameter")
        }
        Origin::Slot => format!("annotate it in the class body, as in `{name}: T`"),
        Origin::Field | Origin::Private => match declaration.evidence {
            Evidence::Value(_) => format!("annotate it, as in `{name}: T = ...`"),
            _ => "use `typing.NamedTuple`, which has types".to_owned(),
        },
        Origin::ClassBody | Origin::Pickling => {
            format!("assign it in `__init__` with an annotation, as in `self.{name}: T = ...`")
        }
    };
    let message = format!("nothing tells the type of `{name}`; the field is `Any`");
    Diagnostic::new(Code::TypeUnknown, declaration.range, message).help(help)
}
