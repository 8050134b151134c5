//! The classes that are to be generated: those of the wanted modules, or those that the options name, and what they need.

use std::collections::HashSet;

use pickle_core::schema::{ClassKind, ClassName, Schema, Type};
use ruff_text_size::{Ranged, TextRange};

use super::modules::Modules;
use super::scope::{ClassForm, ClassId};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::options::Options;

/// The classes that somebody asks for.
pub(super) struct Wanted {
    classes: HashSet<ClassName>,
}

impl Wanted {
    /// Finds the classes; the names in the options that mean none go to `report`.
    pub(super) fn read(modules: &Modules<'_>, options: &Options, report: &mut Vec<Diagnostic>) -> Wanted {
        let names = &options.classes;
        let mut unknown: Vec<&String> = names.iter().collect();
        let mut classes = HashSet::new();
        for id in modules.scope.class_ids() {
            unknown.retain(|name| !modules.is_called(id, name));
            let is_wanted = match names.is_empty() {
                true => modules.scope.module(modules.scope.class(id).module).is_wanted,
                false => names.iter().any(|name| modules.is_called(id, name)),
            };
            if is_wanted {
                classes.insert(modules.class_name(id));
            }
        }
        report.extend(unknown.into_iter().map(|name| without_effect(name)));
        Wanted { classes }
    }

    pub(super) fn contains(&self, class: &ClassName) -> bool {
        self.classes.contains(class)
    }
}

fn without_effect(name: &str) -> Diagnostic {
    Diagnostic::without_span(Code::ClassNameUnknown, format!("`--classes {name}` means no class")).help(
        "name a class as its module does, as `Customer` or `Order.Line`, or with the module, as `shop.models.Customer`",
    )
}

/// Leaves in the schema what is wanted and what that refers to.
pub(super) fn retain_needed(schema: &mut Schema, is_wanted: impl Fn(&ClassName) -> bool) {
    let mut needed: HashSet<ClassName> = HashSet::new();
    let names = schema.classes.iter().map(|class| &class.name);
    let mut pending: Vec<ClassName> = names.filter(|name| is_wanted(name)).cloned().collect();
    while let Some(name) = pending.pop() {
        if needed.insert(name.clone()) {
            referred(schema, &name, &mut pending);
        }
    }
    schema.classes.retain(|class| needed.contains(&class.name));
    schema.aliases.retain(|alias| needed.contains(&alias.name));
}

/// Collects the names in the types of a class or an alias.
fn referred(schema: &Schema, name: &ClassName, names: &mut Vec<ClassName>) {
    if let Some(class) = schema.class(name) {
        class.parameters.iter().for_each(|parameter| collect_names(schema, &parameter.default, names));
        if let ClassKind::Record(record) = &class.kind {
            record.fields.iter().for_each(|field| collect_names(schema, &field.ty, names));
        }
    }
    if let Some(alias) = schema.alias(name) {
        collect_names(schema, &alias.ty, names);
    }
}

fn collect_names(schema: &Schema, ty: &Type, names: &mut Vec<ClassName>) {
    match ty {
        Type::Class(name) | Type::Alias(name) | Type::Generic(name, _) => names.push(name.clone()),
        Type::Family(base) => {
            names.push(base.clone());
            names.extend(schema.subclasses(base).map(|class| class.name.clone()));
        }
        _ => {}
    }
    ty.parts().into_iter().for_each(|part| collect_names(schema, part, names));
}

/// Leaves out what there is to say about classes that are not generated and stand in modules that are only imported.
pub(super) fn keep_relevant(report: &mut Vec<Diagnostic>, modules: &Modules<'_>, schema: &Schema) {
    let scope = &modules.scope;
    let generated: HashSet<ClassId> = schema.classes.iter().filter_map(|class| scope.find_class(&class.name)).collect();
    let places: Vec<TextRange> = generated.iter().map(|id| extent(modules, *id)).collect();
    report.retain(|finding| {
        let Some(span) = &finding.span else { return true };
        let is_error = finding.severity == Severity::Error;
        let is_inside = |place: &TextRange| place.to_std_range().contains(&span.start);
        is_error || scope.is_wanted_at(span.start) || places.iter().any(is_inside)
    });
}

/// Where a class is defined.
fn extent(modules: &Modules<'_>, id: ClassId) -> TextRange {
    match modules.scope.class(id).form {
        ClassForm::Statement(statement) => statement.range(),
        ClassForm::Call(call) => modules.name_range(id).cover(call.range()),
    }
}
