//! Which classes and fields are shared, and which fields are weak: by `# pickle: shared` and `# pickle: weak` comments, and
//! by `--shared` and `--weak` on the command line.

use std::cell::Cell;
use std::collections::HashMap;

use pickle_core::schema::{ClassName, Sharing, Type};
use ruff_text_size::TextSize;

use super::classes::{Classes, Style};
use super::modules::Modules;
use super::pointers::{holds_class, point_weakly, share_classes, share_containers};
use super::scope::ClassId;
use crate::diagnostics::{Code, Diagnostic};
use crate::options::Options;

/// What is shared, and what is weak.
pub(super) struct SharedMarks<'o> {
    classes: HashMap<ClassName, Sharing>,
    shared_fields: FieldNames<'o>,
    weak_fields: FieldNames<'o>,
}

impl<'o> SharedMarks<'o> {
    pub(super) fn read(modules: &Modules<'_>, classes: &Classes, options: &'o Options) -> SharedMarks<'o> {
        let mut marked = HashMap::new();
        for id in modules.scope.class_ids().filter(|id| can_be_shared(classes, *id)) {
            let by_name = options.shared.iter().any(|name| modules.is_called(id, name));
            let by_name = by_name.then_some(Sharing::OneThread);
            if let Some(sharing) = modules.comments.sharing(modules.head_end(id)).or(by_name) {
                marked.insert(modules.class_name(id), sharing);
            }
        }
        let is_class =
            |name: &str| modules.scope.class_ids().any(|id| modules.is_called(id, name) && can_be_shared(classes, id));
        SharedMarks {
            classes: marked,
            shared_fields: FieldNames::new(options.shared.iter().filter(|name| !is_class(name))),
            weak_fields: FieldNames::new(options.weak.iter()),
        }
    }

    /// `ty` with the classes that are shared everywhere.
    pub(super) fn apply_to_references(&self, ty: Type) -> Type {
        share_classes(ty, &|class| self.classes.get(class).copied())
    }

    /// `ty`, the type of a field, as the marks on the field say: they are about the instances in it, or else, if it has
    /// none, about the lists, dicts, sets and bytearrays.
    pub(super) fn apply_to_field(
        &self,
        modules: &Modules<'_>,
        classes: &Classes,
        field: FieldPlace<'_>,
        ty: Type,
    ) -> Type {
        let is_record = |class: &ClassName| {
            let id = modules.scope.find_class(class);
            id.is_some_and(|id| can_be_shared(classes, id))
        };
        let shared = || modules.comments.sharing(field.end).or(self.shared_fields.mark(modules, field));
        let weak = || modules.comments.weak(field.end).or(self.weak_fields.mark(modules, field));
        if !holds_class(&ty, &is_record) {
            return share_containers(ty, &shared);
        }
        let ty = point_weakly(ty, &|class| if is_record(class) { weak() } else { None });
        share_classes(ty, &|class| if is_record(class) { shared() } else { None })
    }

    /// The names that mean no class and no field that they could apply to.
    pub(super) fn unknown_names(&self) -> impl Iterator<Item = Diagnostic> {
        let shared = self.shared_fields.unused().map(|name| {
            without_effect("--shared", name).help(
                "name a class of the input, as `Customer`, or a field that holds instances of one, or a list, dict, set or \
                 bytearray, as `Order.customer`",
            )
        });
        let weak = self.weak_fields.unused().map(|name| {
            without_effect("--weak", name)
                .help("name a field that holds instances of a class of the input, as `Node.parent`")
        });
        shared.chain(weak)
    }
}

fn without_effect(option: &str, name: &str) -> Diagnostic {
    Diagnostic::without_span(Code::SharedNameUnknown, format!("`{option} {name}` has no effect"))
}

/// Names of fields from the command line, and whether there was such a field.
struct FieldNames<'o> {
    names: Vec<(&'o str, Cell<bool>)>,
}

impl<'o> FieldNames<'o> {
    fn new(names: impl Iterator<Item = &'o String>) -> FieldNames<'o> {
        FieldNames { names: names.map(|name| (name.as_str(), Cell::new(false))).collect() }
    }

    /// How the field is marked by its name, if it is.
    fn mark(&self, modules: &Modules<'_>, field: FieldPlace<'_>) -> Option<Sharing> {
        let is_called = |name: &str| {
            let (class, attribute) = name.rsplit_once('.')?;
            (attribute == field.written_name && modules.is_called(field.class, class)).then_some(())
        };
        let (_, found) = self.names.iter().find(|(name, _)| is_called(name).is_some())?;
        found.set(true);
        Some(Sharing::OneThread)
    }

    fn unused(&self) -> impl Iterator<Item = &'o str> {
        self.names.iter().filter(|(_, found)| !found.get()).map(|(name, _)| *name)
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
