//! The fields of a record that are no attributes: what an instance holds as a list or dict, arguments, bookkeeping.

use pickle_core::schema::{DefaultSource, Field, FieldDefault, Place, Record, Type, Value};

use super::classes::{ClassFacts, Classes, Style};
use super::exceptions::arguments_field;
use super::known_types::Container;
use super::modules::Modules;
use super::native::{Native, content_field, content_fields};
use super::pickling::Contents;
use super::pydantic::model_may_have_extra;
use super::scope::ClassId;
use super::types::bare_container;
use crate::diagnostics::Diagnostic;
use crate::options::PydanticVersion;

/// Adds the fields that are no attributes to the record of the class `id`.
///
/// `parameters` are the names of the fields that the `__init__` of an attrs class takes.
pub(super) fn add_contents(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    facts: &ClassFacts,
    parameters: &[String],
    record: &mut Record,
    report: &mut Vec<Diagnostic>,
) {
    let native = content_fields(modules, classes, id, facts, report);
    let front = match &facts.pickling.reduce {
        Some(_) => reduced_contents(facts, native),
        None if facts.native == Some(Native::Exception) => {
            let parameters: Vec<&Field> = parameters.iter().filter_map(|name| record.field(name)).collect();
            arguments_field(modules, classes, id, facts, &parameters, report).into_iter().collect()
        }
        None => native,
    };
    // An attribute that the base class has may be declared again.
    let is_new = |field: &Field| field.place != Place::State || record.field(&field.name).is_none();
    let front: Vec<Field> = front.into_iter().filter(is_new).collect();
    for (index, mut field) in front.into_iter().enumerate() {
        rename_if_taken(record, &mut field);
        record.fields.insert(index, field);
    }
    if facts.native == Some(Native::UserString) && facts.pickling.new_arguments.is_none() {
        record.new_arguments.positional.push("data".to_owned());
    }
    if let Style::Pydantic(model) = facts.style {
        let has_extra = model.version == PydanticVersion::Two && !model.is_root;
        let extra = (has_extra && model_may_have_extra(modules, classes, id)).then(extra_field);
        for mut field in [Some(fields_set_field()), extra].into_iter().flatten() {
            rename_if_taken(record, &mut field);
            record.fields.push(field);
        }
    }
}

/// What `iter(self)` and `self.items()` in a `__reduce__` give, with the types that the base class tells.
fn reduced_contents(facts: &ClassFacts, native: Vec<Field>) -> Vec<Field> {
    let Some(call) = facts.pickling.call() else {
        return Vec::new();
    };
    let ty = |place: Place, container: Container| {
        let known = native.iter().find(|field| field.place == place);
        known.map_or_else(|| bare_container(container), |field| field.ty.clone())
    };
    let is_itself = |contents: &Option<Contents>| *contents == Some(Contents::Itself);
    let items = is_itself(&call.items).then(|| content_field("items", ty(Place::Items, Container::List), Place::Items));
    let entries =
        is_itself(&call.entries).then(|| content_field("entries", ty(Place::Entries, Container::Dict), Place::Entries));
    items.into_iter().chain(entries).collect()
}

fn fields_set_field() -> Field {
    content_field("fields_set", Type::Set(Box::new(Type::Str)), Place::FieldsSet)
}

/// A new model has no extra attributes.
fn extra_field() -> Field {
    let mut field = content_field("extra", Type::Optional(Box::new(Type::Any)), Place::Extra);
    field.default = Some(FieldDefault::new(Value::None, DefaultSource::Constructor));
    field
}

/// No two fields have a name in common, although only attributes need theirs.
fn rename_if_taken(record: &Record, field: &mut Field) {
    while record.field(&field.name).is_some() {
        field.name.push('_');
    }
    field.written_name.clone_from(&field.name);
}
