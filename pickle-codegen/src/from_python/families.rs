//! Which classes stand for their subclasses too: by `# pickle: family` comments, by `--family` on the command line, and
//! those that have no instances of their own.

use std::collections::HashSet;

use pickle_core::schema::{ClassName, Type};

use super::abstract_classes::is_abstract;
use super::classes::{ClassFacts, Classes};
use super::modules::Modules;
use super::scope::ClassId;
use super::types::has_parameters;
use crate::diagnostics::{Code, Diagnostic};

/// The name that means every class with subclasses.
const ALL: &str = "all";

/// The classes whose fields hold instances of subclasses as well.
pub(super) struct Families {
    bases: HashSet<ClassName>,
}

impl Families {
    /// Finds the families; the `names` of the command line that mean none go to `report`.
    pub(super) fn read(
        modules: &Modules<'_>,
        classes: &Classes,
        names: &[String],
        report: &mut Vec<Diagnostic>,
    ) -> Families {
        let mut families = Families { bases: HashSet::new() };
        let mut unknown: Vec<&String> = names.iter().filter(|name| *name != ALL).collect();
        for id in modules.scope.class_ids().filter(|id| can_be_family(modules, classes, *id)) {
            unknown.retain(|name| !modules.is_called(id, name));
            let is_named = names.iter().any(|name| name == ALL || modules.is_called(id, name));
            let is_marked = modules.comments.family(modules.head_end(id));
            if is_named
                || is_marked
                || classes.facts(id).is_some_and(|facts| has_only_subclasses(modules, classes, id, facts))
            {
                families.bases.insert(modules.class_name(id));
            }
        }
        report.extend(unknown.into_iter().map(|name| without_effect(name)));
        families
    }

    /// `ty` with the families in the place of their bases.
    pub(super) fn apply(&self, ty: Type) -> Type {
        match ty {
            Type::Class(class) if self.bases.contains(&class) => Type::Family(class),
            _ => ty.map_parts(|part| self.apply(part)),
        }
    }
}

fn can_be_family(modules: &Modules<'_>, classes: &Classes, id: ClassId) -> bool {
    let has_family = classes.facts(id).is_some() && classes.has_subclasses(id);
    has_family && !has_parameters(modules, id) && !modules.mapped.has_class(id)
}

fn has_only_subclasses(modules: &Modules<'_>, classes: &Classes, id: ClassId, facts: &ClassFacts) -> bool {
    !facts.has_instances || is_abstract(modules, classes, id)
}

fn without_effect(name: &str) -> Diagnostic {
    let message = format!("`--family {name}` has no effect");
    Diagnostic::without_span(Code::FamilyNameUnknown, message)
        .help("name a class of the input that has subclasses in it and no type parameters, or `all`")
}
