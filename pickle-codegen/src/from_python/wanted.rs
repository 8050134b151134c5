//! The classes that are to be generated: those of the wanted modules, or those that the options name, and what they need.

use std::collections::HashSet;
use std::ops::Range;

use pickle_core::schema::{ClassKind, ClassName, Schema, SchemaIndex, Type};
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
    let index = schema.index();
    let mut needed: HashSet<ClassName> = HashSet::new();
    let names = schema.classes.iter().map(|class| &class.name);
    let mut pending: Vec<ClassName> = names.filter(|name| is_wanted(name)).cloned().collect();
    while let Some(name) = pending.pop() {
        if needed.insert(name.clone()) {
            referred(&index, &name, &mut pending);
        }
    }
    schema.classes.retain(|class| needed.contains(&class.name));
    schema.aliases.retain(|alias| needed.contains(&alias.name));
}

/// Collects the names in the types of a class or an alias.
fn referred(index: &SchemaIndex<'_>, name: &ClassName, names: &mut Vec<ClassName>) {
    if let Some(class) = index.class(name) {
        class.parameters.iter().for_each(|parameter| collect_names(index, &parameter.default, names));
        if let ClassKind::Record(record) = &class.kind {
            record.fields.iter().for_each(|field| collect_names(index, &field.ty, names));
        }
    }
    if let Some(alias) = index.alias(name) {
        collect_names(index, &alias.ty, names);
    }
}

fn collect_names(index: &SchemaIndex<'_>, ty: &Type, names: &mut Vec<ClassName>) {
    match ty {
        Type::Class(name) | Type::Alias(name) | Type::Generic(name, _) => names.push(name.clone()),
        Type::Family(base) => {
            names.push(base.clone());
            names.extend(index.subclasses(base).iter().map(|class| class.name.clone()));
        }
        _ => {}
    }
    ty.parts().into_iter().for_each(|part| collect_names(index, part, names));
}

/// Leaves out what there is to say about classes that are not generated and stand in modules that are only imported.
pub(super) fn keep_relevant(report: &mut Vec<Diagnostic>, modules: &Modules<'_>, schema: &Schema) {
    let scope = &modules.scope;
    let generated: HashSet<ClassId> = schema.classes.iter().filter_map(|class| scope.find_class(&class.name)).collect();
    let places = Places::cover(generated.iter().map(|id| extent(modules, *id)));
    report.retain(|finding| {
        let Some(span) = &finding.span else { return true };
        let is_error = finding.severity == Severity::Error;
        is_error || scope.is_wanted_at(span.start) || places.contain(span.start)
    });
}

/// Parts of the text, none of which touches another, in order.
struct Places(Vec<Range<usize>>);

impl Places {
    fn cover(ranges: impl Iterator<Item = TextRange>) -> Places {
        let mut ranges: Vec<Range<usize>> = ranges.map(|range| range.to_std_range()).collect();
        ranges.sort_by_key(|range| range.start);
        let mut places: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match places.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => places.push(range),
            }
        }
        Places(places)
    }

    fn contain(&self, offset: usize) -> bool {
        let next = self.0.partition_point(|place| place.start <= offset);
        next.checked_sub(1).is_some_and(|index| self.0[index].contains(&offset))
    }
}

/// Where a class is defined.
fn extent(modules: &Modules<'_>, id: ClassId) -> TextRange {
    match modules.scope.class(id).form {
        ClassForm::Statement(statement) => statement.range(),
        ClassForm::Call(call) => modules.name_range(id).cover(call.range()),
    }
}
