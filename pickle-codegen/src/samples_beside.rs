//! Samples beside the source: they fill what annotations do not say, and tell where annotations are wrong.

mod holds;
mod module_names;

use std::collections::HashMap;

use pickle_core::schema::{Class, ClassKind, ClassName, DefaultSource, Field, Layout, Place, Record, Schema, Type};

use self::holds::Holds;
use crate::diagnostics::{Code, Diagnostic};
use crate::from_python::Reading;

pub(crate) use self::module_names::with_module_names;

/// Completes what was read from the source with the schema of samples.
pub(crate) fn complete(reading: &mut Reading, samples: &Schema) {
    let mut completion = Completion { changes: Vec::new(), findings: Vec::new() };
    let holds = Holds { index: reading.schema.index() };
    let seen_classes = samples.index();
    let elsewhere = by_qualname(samples.classes.iter().filter(|seen| holds.index.class(&seen.name).is_none()));
    for class in &reading.schema.classes {
        match seen_classes.class(&class.name) {
            Some(seen) => completion.compare(class, seen, &holds, reading),
            None => completion.find_elsewhere(class, &elsewhere, reading),
        }
    }
    let Completion { changes, findings } = completion;
    forget_unknown_types(reading, &changes);
    reading.diagnostics.extend(findings);
    apply(&mut reading.schema, changes);
}

/// What the samples say about a field.
struct Change {
    class: ClassName,
    field: String,
    /// The type of an attribute of which the source tells none.
    ty: Option<Type>,
    /// Whether an object of the samples lacks it.
    can_be_unset: bool,
}

struct Completion {
    changes: Vec<Change>,
    findings: Vec<Diagnostic>,
}

impl Completion {
    fn compare(&mut self, class: &Class, seen: &Class, holds: &Holds<'_>, reading: &Reading) {
        // What a sample calls with one value may be a member of an enumeration, of which it tells no more.
        let (ClassKind::Record(record), ClassKind::Record(seen_record)) = (&class.kind, &seen.kind) else { return };
        if !is_same_layout(record, seen_record) {
            self.findings.push(other_layout(class, &record.layout, &seen_record.layout, reading));
            return;
        }
        self.find_unknown_attributes(class, record, seen_record, reading);
        let by_position = has_positions(&record.layout);
        for (index, field) in record.fields.iter().enumerate() {
            let seen_field = match by_position {
                true => seen_record.fields.get(index),
                false => seen_record.field(&field.name),
            };
            self.compare_field(class, record, field, seen_field, holds, reading);
        }
    }

    fn compare_field(
        &mut self,
        class: &Class,
        record: &Record,
        field: &Field,
        seen: Option<&Field>,
        holds: &Holds<'_>,
        reading: &Reading,
    ) {
        let Some(seen) = seen else {
            return self.note_absence(class, record, field, reading);
        };
        let mut change = Change { class: class.name.clone(), field: field.name.clone(), ty: None, can_be_unset: false };
        if seen.can_be_unset && !is_absence_known(field) {
            change.can_be_unset = true;
        }
        if field.ty == Type::Any && holds.knows(&seen.ty) {
            change.ty = Some(seen.ty.clone());
        } else {
            match holds.widened(&field.ty, &seen.ty) {
                Some(ty) if ty == field.ty => {}
                Some(ty) => change.ty = Some(ty),
                None => self.findings.push(other_type(class, field, &seen.ty, reading)),
            }
        }
        self.changes.push(change);
    }

    /// The objects of the samples have attributes for which the Rust type has no place.
    fn find_unknown_attributes(&mut self, class: &Class, record: &Record, seen: &Record, reading: &Reading) {
        if record.is_open || has_positions(&record.layout) {
            return;
        }
        let is_attribute = |field: &&Field| matches!(field.place, Place::State | Place::Slot | Place::Attribute);
        let unknown = seen.fields.iter().filter(is_attribute).filter(|field| record.field(&field.name).is_none());
        for field in unknown {
            let message = format!("the samples have an attribute `{}` of which the source says nothing", field.name);
            let help = "loading those is an error; declare it, or generate with `--unknown ignore`";
            self.findings.push(finding(class, None, message, help, reading));
        }
    }

    /// No object of the samples has the attribute.
    fn note_absence(&mut self, class: &Class, record: &Record, field: &Field, reading: &Reading) {
        let is_attribute = matches!(field.place, Place::State | Place::Slot | Place::Attribute);
        if has_positions(&record.layout) || !is_attribute || is_absence_known(field) {
            return;
        }
        let message = format!("no object of the samples has the attribute `{}`", field.written_name);
        let help = "loading the samples needs it to be optional: its field is a `Maybe`";
        self.findings.push(finding(class, Some(field), message, help, reading));
        let (class, field) = (class.name.clone(), field.name.clone());
        self.changes.push(Change { class, field, ty: None, can_be_unset: true });
    }

    /// A class may be known under another module in pickles than in the source.
    fn find_elsewhere(&mut self, class: &Class, elsewhere: &ByQualname<'_>, reading: &Reading) {
        let Some([seen]) = elsewhere.get(class.name.qualname.as_str()).map(Vec::as_slice) else { return };
        if may_be_one_class(class, seen) {
            let message = format!("the samples have `{}`, and the source `{}`", seen.name, class.name);
            let help = "if they are one class, say with `--module NAME` or `--path DIRECTORY` under which name Python imports it";
            self.findings.push(finding(class, None, message, help, reading));
        }
    }
}

/// Classes that are called the same but for the module.
type ByQualname<'s> = HashMap<&'s str, Vec<&'s Class>>;

fn by_qualname<'s>(classes: impl Iterator<Item = &'s Class>) -> ByQualname<'s> {
    let mut named = ByQualname::new();
    classes.for_each(|class| named.entry(&class.name.qualname).or_default().push(class));
    named
}

/// Whether the objects of a class of the samples look as those of a class of the source do.
fn may_be_one_class(class: &Class, seen: &Class) -> bool {
    match (&class.kind, &seen.kind) {
        (ClassKind::Record(record), ClassKind::Record(seen)) if has_positions(&record.layout) => {
            is_same_layout(record, seen) && record.fields.len() == seen.fields.len()
        }
        (ClassKind::Record(record), ClassKind::Record(seen)) => {
            is_same_layout(record, seen) && seen.fields.iter().all(|field| record.field(&field.name).is_some())
        }
        (ClassKind::Record(_), _) => false,
        // A member of an enumeration is a call with one value.
        _ => true,
    }
}

/// Whether a pickle may lack the attribute without being wrong.
fn is_absence_known(field: &Field) -> bool {
    let is_from_class = |source| matches!(source, DefaultSource::Class | DefaultSource::ClassAlone);
    field.can_be_unset || field.default.as_ref().is_some_and(|default| is_from_class(default.source))
}

/// Whether the fields have no names in a pickle.
fn has_positions(layout: &Layout) -> bool {
    matches!(layout, Layout::Args | Layout::Call | Layout::List | Layout::Tuple | Layout::Reduce(_))
}

fn is_same_layout(record: &Record, seen: &Record) -> bool {
    let is_same = |layout: &Layout| match (layout, &seen.layout) {
        (Layout::Reduce(reduce), Layout::Reduce(seen)) => reduce.callable == seen.callable,
        // attrs gives slots a state of its own, which looks as a dict does.
        (Layout::Attrs, Layout::Dict) | (Layout::Pydantic2Root, Layout::Pydantic2) => true,
        (layout, seen) => layout == seen,
    };
    is_same(&record.layout) || record.accepts.iter().any(is_same)
}

fn other_layout(class: &Class, layout: &Layout, seen: &Layout, reading: &Reading) -> Diagnostic {
    let (name, seen, layout) = (&class.name.qualname, words(seen), words(layout));
    let message = format!("an object of `{name}` is {seen} in the samples, and {layout} as the source has it");
    let help = "the source may be of another version than the samples, or a decorator changes the class";
    finding(class, None, message, help, reading)
}

/// What an object of a layout is made of.
fn words(layout: &Layout) -> String {
    let words = match layout {
        Layout::Dict | Layout::Attrs => "a dict of attributes",
        Layout::Slots => "a dict of slots",
        Layout::DictSlots => "a dict of attributes and one of slots",
        Layout::List => "a list of values",
        Layout::Tuple => "a tuple of values",
        Layout::Args => "arguments of `__new__`",
        Layout::Call => "a call of the class",
        Layout::Reduce(reduce) => return format!("a call of `{}`", reduce.callable),
        Layout::Mapping => "a plain dict",
        Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root => "the state of a pydantic model",
        Layout::MsgspecKwOnly => "a msgspec struct with keyword-only fields",
        _ => "a name",
    };
    words.to_owned()
}

fn other_type(class: &Class, field: &Field, seen: &Type, reading: &Reading) -> Diagnostic {
    let message = format!("`{}` is `{}` in the source, and `{seen}` in the samples", field.written_name, field.ty);
    let help = "loading those is an error; correct the annotation, or say what the field is with `--field`";
    finding(class, Some(field), message, help, reading)
}

fn finding(class: &Class, field: Option<&Field>, message: String, help: &str, reading: &Reading) -> Diagnostic {
    let place = field.and_then(|field| reading.origins.field(&class.name, &field.name));
    let span = place.or_else(|| reading.origins.class(&class.name));
    Diagnostic { span, ..Diagnostic::without_span(Code::SampleContradicts, message).help(help) }
}

/// Takes back that nothing tells the type of a field, where the samples do.
fn forget_unknown_types(reading: &mut Reading, changes: &[Change]) {
    let told = changes.iter().filter(|change| change.ty.is_some());
    let places: Vec<_> = told.map(|change| reading.origins.field(&change.class, &change.field)).collect();
    reading.diagnostics.retain(|finding| finding.code != Code::TypeUnknown || !places.contains(&finding.span));
}

fn apply(schema: &mut Schema, changes: Vec<Change>) {
    let mut changes: HashMap<(ClassName, String), Change> =
        changes.into_iter().map(|change| ((change.class.clone(), change.field.clone()), change)).collect();
    for class in &mut schema.classes {
        let ClassKind::Record(record) = &mut class.kind else { continue };
        for field in &mut record.fields {
            let Some(change) = changes.remove(&(class.name.clone(), field.name.clone())) else { continue };
            field.can_be_unset |= change.can_be_unset;
            if let Some(ty) = change.ty {
                field.ty = ty;
            }
        }
    }
}
