//! The attributes of a class together with those that it inherits.

use super::classes::{ClassFacts, Classes, Style};
use super::constructor::calls_base_constructor;
use super::declarations::{Declaration, Origin, declarations};
use super::module::Module;
use super::scope::ClassId;
use ruff_python_ast::{Stmt, StmtFunctionDef};

/// The attributes of the instances of a class, those of its bases first.
pub(super) fn all_declarations<'a>(module: &Module<'a>, classes: &Classes, facts: &ClassFacts) -> Vec<Declaration<'a>> {
    let mut all: Vec<Declaration<'a>> = Vec::new();
    for (ancestor, _) in classes.lineage(facts).rev() {
        for declaration in declarations(module, classes, ancestor) {
            if !reaches(module, classes, facts, &declaration) {
                continue;
            }
            match all.iter_mut().find(|other| other.name == declaration.name) {
                Some(inherited) => override_with(inherited, declaration),
                None => all.push(declaration),
            }
        }
    }
    all
}

/// Whether an attribute that an ancestor declares is one of this class.
fn reaches(module: &Module<'_>, classes: &Classes, facts: &ClassFacts, declaration: &Declaration<'_>) -> bool {
    match (declaration.origin, &facts.style) {
        (Origin::Field, Style::NamedTuple) => true,
        (_, Style::NamedTuple) => false,
        // The `__init__` of a dataclass assigns the fields of dataclasses only.
        (Origin::ClassBody, Style::Dataclass(_)) => false,
        (Origin::Constructor, _) => runs_constructor(module, classes, facts, declaration.class),
        _ => true,
    }
}

/// Whether making an instance runs the `__init__` of the ancestor `wanted`.
fn runs_constructor(module: &Module<'_>, classes: &Classes, facts: &ClassFacts, wanted: ClassId) -> bool {
    for (ancestor, facts) in classes.lineage(facts) {
        if ancestor == wanted {
            return true;
        }
        let generated = matches!(facts.style, Style::Dataclass(options) if options.init);
        let ends_here = match constructor(module, ancestor) {
            Some(method) => !calls_base_constructor(method),
            None => generated,
        };
        if ends_here {
            return false;
        }
    }
    false
}

fn constructor<'a>(module: &Module<'a>, id: ClassId) -> Option<&'a StmtFunctionDef> {
    let body = module.scope.class(id).form.body();
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
    *inherited = declaration;
    inherited.doc = doc;
}
