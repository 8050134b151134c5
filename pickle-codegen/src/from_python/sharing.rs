//! Which classes and fields are shared: by `# pickle: shared` comments, and by `--shared` on the command line.

use std::cell::Cell;
use std::collections::HashMap;

use pickle_core::schema::{ClassName, Sharing, Type};
use ruff_text_size::TextSize;

use super::classes::{Classes, Style};
use super::module::Module;
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};

/// What is shared.
pub(super) struct SharedMarks<'o> {
    classes: HashMap<ClassName, Sharing>,
    /// The `--shared` names that mean fields, and whether there was such a field.
    fields: Vec<(&'o str, Cell<bool>)>,
}

impl<'o> SharedMarks<'o> {
    pub(super) fn read(module: &Module<'_>, classes: &Classes, names: &'o [String]) -> SharedMarks<'o> {
        let mut marks = SharedMarks { classes: HashMap::new(), fields: Vec::new() };
        for id in module.scope.class_ids().filter(|id| can_be_shared(classes, *id)) {
            let by_name = names.iter().any(|name| name == module.qualname(id));
            let by_name = by_name.then_some(Sharing::OneThread);
            if let Some(sharing) = module.comments.sharing(module.head_end(id)).or(by_name) {
                marks.classes.insert(module.class_name(id), sharing);
            }
        }
        let names_of_fields =
            names.iter().filter(|name| !module.scope.find_class(name).is_some_and(|id| can_be_shared(classes, id)));
        marks.fields = names_of_fields.map(|name| (name.as_str(), Cell::new(false))).collect();
        marks
    }

    /// `ty` with the classes that are shared everywhere.
    pub(super) fn apply_to_references(&self, ty: Type) -> Type {
        map_classes(ty, &|class| self.classes.get(class).copied())
    }

    /// `ty`, the type of a field, with all classes shared if the field is marked.
    pub(super) fn apply_to_field(
        &self,
        module: &Module<'_>,
        classes: &Classes,
        field: FieldPlace<'_>,
        ty: Type,
    ) -> Type {
        let is_record = |class: &ClassName| {
            let id = module.scope.find_class(&class.qualname);
            id.is_some_and(|id| can_be_shared(classes, id))
        };
        if !holds_class(&ty, &is_record) {
            return ty;
        }
        let by_name = self
            .fields
            .iter()
            .find(|(name, _)| name.rsplit_once('.') == Some((module.qualname(field.class), field.written_name)));
        let by_comment = module.comments.sharing(field.end);
        let by_name = by_name.map(|(_, found)| {
            found.set(true);
            Sharing::OneThread
        });
        match by_comment.or(by_name) {
            Some(sharing) => map_classes(ty, &|class| is_record(class).then_some(sharing)),
            None => ty,
        }
    }

    /// The names that mean no class and no field that holds instances.
    pub(super) fn unknown_names(&self) -> impl Iterator<Item = Diagnostic> {
        let unknown = self.fields.iter().filter(|(_, found)| !found.get());
        unknown.map(|(name, _)| {
            let message = format!("`--shared {name}` has no effect");
            Diagnostic::without_span(Code::SharedNameUnknown, message).help(
                "name a class of the file, as `Customer`, or a field that holds instances of one, as `Order.customer`",
            )
        })
    }
}

/// A field, for finding the marks on it.
#[derive(Clone, Copy)]
pub(super) struct FieldPlace<'m> {
    pub(super) class: ClassId,
    pub(super) written_name: &'m str,
    /// Where its statement ends.
    pub(super) end: TextSize,
}

/// Only instances with attributes have an identity that matters.
fn can_be_shared(classes: &Classes, id: ClassId) -> bool {
    let facts = classes.facts(id);
    facts.is_some_and(|facts| !matches!(facts.style, Style::Enumeration { .. } | Style::Flag(_)))
}

fn holds_class(ty: &Type, is_wanted: &dyn Fn(&ClassName) -> bool) -> bool {
    match ty {
        Type::Class(class) | Type::Shared(class, _) => is_wanted(class),
        Type::Generic(class, _) if is_wanted(class) => true,
        _ => ty.parts().into_iter().any(|part| holds_class(part, is_wanted)),
    }
}

/// `ty` with the classes shared for which `sharing` says how.
fn map_classes(ty: Type, sharing: &dyn Fn(&ClassName) -> Option<Sharing>) -> Type {
    match ty {
        Type::Class(class) => match sharing(&class) {
            Some(how) => Type::Shared(class, how),
            None => Type::Class(class),
        },
        Type::Shared(class, earlier) => {
            let how = sharing(&class).unwrap_or(earlier);
            Type::Shared(class, how)
        }
        Type::Generic(class, arguments) => {
            let how = sharing(&class);
            let arguments = arguments.into_iter().map(|argument| map_classes(argument, sharing)).collect();
            let generic = Type::Generic(class, arguments);
            how.map_or(generic.clone(), |how| Type::SharedOf(Box::new(generic), how))
        }
        _ => ty.map_parts(|part| map_classes(part, sharing)),
    }
}
