//! What does not go into Rust as it stands, by class or alias and field; only a reader of Python knows where that is.

use pickle_core::schema::{Class, ClassName, Field};

use super::places::{Position, TypePlace};
use crate::diagnostics::{Code, Diagnostic};
use crate::from_python::Origins;

/// A finding about a class or one of its fields.
pub(crate) struct Finding {
    class: ClassName,
    field: Option<String>,
    diagnostic: Diagnostic,
}

impl Finding {
    pub(super) fn about_class(class: &Class, code: Code, message: String, help: &str) -> Finding {
        Finding {
            class: class.name.clone(),
            field: None,
            diagnostic: Diagnostic::without_span(code, message).help(help),
        }
    }

    pub(super) fn about_field(class: &Class, field: &Field, code: Code, message: String, help: &str) -> Finding {
        Finding { field: Some(field.name.clone()), ..Finding::about_class(class, code, message, help) }
    }

    pub(super) fn about_type(place: &TypePlace, code: Code, message: String, help: &str) -> Finding {
        let field = match &place.position {
            Position::Field { name, .. } => Some(name.clone()),
            _ => None,
        };
        Finding { class: place.owner.clone(), field, diagnostic: Diagnostic::without_span(code, message).help(help) }
    }

    /// The finding with its place in the source.
    pub(crate) fn locate(self, origins: &Origins) -> Diagnostic {
        let field = self.field.and_then(|field| origins.field(&self.class, &field));
        Diagnostic { span: field.or_else(|| origins.class(&self.class)), ..self.diagnostic }
    }
}
