//! The attributes of a class together with those that it inherits.

use super::classes::{ClassFacts, Classes, Style};
use super::constructor::calls_base_constructor;
use super::declarations::{Declaration, Origin, declarations};
use super::modules::Modules;
use super::msgspec;
use super::properties::is_property;
use super::scope::ClassId;
use crate::options::PydanticVersion;
use ruff_python_ast::{Stmt, StmtFunctionDef};

/// The attributes of the instances of a class, those of its bases first.
pub(super) fn all_declarations<'a>(
    modules: &Modules<'a>,
    classes: &Classes,
    facts: &ClassFacts,
) -> Vec<Declaration<'a>> {
    let mut all: Vec<Declaration<'a>> = Vec::new();
    for (ancestor, _) in classes.lineage(facts).rev() {
        for declaration in declarations(modules, classes, ancestor) {
            let is_property = declaration.origin != Origin::Slot && is_property(modules, facts, &declaration.name);
            if is_property || !reaches(modules, classes, facts, &declaration) {
                continue;
            }
            match all.iter().position(|other| other.name == declaration.name) {
                // attrs forgets where the field was.
                Some(index) if is_attrs_field(classes, &declaration) => {
                    all.remove(index);
                    all.push(declaration);
                }
                Some(index) => override_with(&mut all[index], declaration),
                None => all.push(declaration),
            }
        }
    }
    match facts.style {
        Style::Struct { .. } => msgspec::in_order(classes, all),
        _ => all,
    }
}

fn is_attrs_field(classes: &Classes, declaration: &Declaration<'_>) -> bool {
    let facts = classes.facts(declaration.class);
    declaration.origin == Origin::Field && facts.is_some_and(|facts| matches!(facts.style, Style::Attrs(_)))
}

/// Whether an attribute that an ancestor declares is one of this class.
fn reaches(modules: &Modules<'_>, classes: &Classes, facts: &ClassFacts, declaration: &Declaration<'_>) -> bool {
    match (declaration.origin, &facts.style) {
        // What makes the instances of these knows the fields only.
        (Origin::ClassBody, Style::Dataclass(_) | Style::Attrs(_)) => false,
        (Origin::ClassBody | Origin::Constructor, Style::Struct { .. } | Style::TypedDict { .. }) => false,
        (Origin::Constructor, Style::Pydantic(_)) => false,
        (Origin::ClassBody, Style::Pydantic(model)) => model.version == PydanticVersion::Two,
        (Origin::Constructor, _) => runs_constructor(modules, classes, facts, declaration.class),
        _ => true,
    }
}

/// Whether making an instance runs the `__init__` of the ancestor `wanted`.
fn runs_constructor(modules: &Modules<'_>, classes: &Classes, facts: &ClassFacts, wanted: ClassId) -> bool {
    for (ancestor, facts) in classes.lineage(facts) {
        if ancestor == wanted {
            return true;
        }
        let generated = match facts.style {
            Style::Dataclass(options) => options.init,
            Style::Attrs(options) => options.init,
            _ => false,
        };
        let ends_here = match constructor(modules, ancestor) {
            Some(method) => !calls_base_constructor(method),
            None => generated,
        };
        if ends_here {
            return false;
        }
    }
    false
}

/// The `__init__` of the class `id`.
pub(super) fn constructor<'a>(modules: &Modules<'a>, id: ClassId) -> Option<&'a StmtFunctionDef> {
    let body = modules.scope.class(id).form.body();
    body.iter().find_map(|statement| match statement {
        Stmt::FunctionDef(method) if &method.name == "__init__" => Some(method),
        _ => None,
    })
}

/// Lets what a derived class says about an attribute count, unless the base says more.
fn override_with<'a>(inherited: &mut Declaration<'a>, declaration: Declaration<'a>) {
    if inherited.is_annotated() && !declaration.is_annotated() {
        return;
    }
    let doc = declaration.doc.clone().or_else(|| inherited.doc.take());
    let was_field = inherited.origin == Origin::Field;
    let presence = inherited.presence.max(declaration.presence);
    *inherited = declaration;
    inherited.doc = doc;
    inherited.presence = presence;
    if was_field {
        inherited.origin = Origin::Field;
    }
}
