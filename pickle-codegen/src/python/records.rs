//! Classes whose fields make their `__init__`: dataclasses, and those of attrs, pydantic and msgspec.

use pickle_core::schema::{Class, ClassKind, Field, Layout, Place, Record, Type, Value};

use super::classes::is_name;
use super::constants::is_mutable;
use super::forms::{ClassForm, FieldForm};
use super::imports::Use;
use super::modules::ModuleWriter;

/// What makes a field with more than a constant as its default.
struct FieldCall {
    module: &'static str,
    name: &'static str,
    factory: &'static str,
}

const DATACLASS: FieldCall = FieldCall { module: "dataclasses", name: "field", factory: "default_factory" };
const ATTRS: FieldCall = FieldCall { module: "attrs", name: "field", factory: "factory" };
const MSGSPEC: FieldCall = FieldCall { module: "msgspec", name: "field", factory: "default_factory" };

/// What a class inherits and declares.
pub(super) struct Parts<'a> {
    pub(super) class: &'a Class,
    pub(super) record: &'a Record,
    /// The names of the bases.
    pub(super) bases: Vec<String>,
    /// The classes that they are.
    pub(super) base_classes: Vec<&'a Class>,
    /// The fields that the class declares itself.
    pub(super) fields: Vec<&'a Field>,
}

impl ModuleWriter<'_> {
    pub(super) fn dataclass(&mut self, parts: Parts<'_>) -> ClassForm {
        let Parts { class, record, .. } = &parts;
        let (ordered, is_kw_only) = ordered(&parts);
        let has_own_default = ordered.iter().any(|(_, default)| default.is_some());
        let slots = own_slots(&parts);
        let mut options = Vec::new();
        if record.layout == Layout::List {
            options.extend(["frozen=True", "slots=True"]);
        } else if self.hashed.contains(&class.name) {
            options.push("unsafe_hash=True");
        }
        let makes_slots = record.layout == Layout::Slots && has_own_default;
        if makes_slots {
            options.push("slots=True");
        }
        if is_kw_only {
            options.push("kw_only=True");
        }
        self.imports.name("dataclasses", "dataclass", Use::Runtime);
        let mut form = ClassForm { decorator: Some(decorator("dataclass", &options)), ..ClassForm::default() };
        if !makes_slots {
            form.settings.extend(slots);
        }
        let is_state = |field: &Field| match &record.layout {
            Layout::Reduce(reduce) => reduce.callable == class.name && reduce.state.contains(&field.name),
            _ => false,
        };
        for (field, default) in ordered {
            let is_in_slot = field.place == Place::Slot && record.layout == Layout::DictSlots;
            let default = default.filter(|_| !is_in_slot);
            let mut extra = Vec::new();
            if is_state(field) {
                extra.push("init=False");
            }
            if holds_weak(&field.ty) {
                extra.extend(["compare=False", "repr=False"]);
            }
            let annotation = self.annotation(&field.ty);
            form.fields.push(self.field(class, field, annotation, default, &extra, &DATACLASS));
        }
        form.methods = self.pickling_methods(class, record);
        form.bases = parts.bases;
        form
    }

    pub(super) fn attrs(&mut self, parts: Parts<'_>) -> ClassForm {
        let (ordered, is_kw_only) = ordered(&parts);
        let mut options = Vec::new();
        if self.hashed.contains(&parts.class.name) {
            options.push("unsafe_hash=True");
        }
        if is_kw_only {
            options.push("kw_only=True");
        }
        self.imports.name("attrs", "define", Use::Runtime);
        let mut form = ClassForm { decorator: Some(decorator("define", &options)), ..ClassForm::default() };
        for (field, default) in ordered {
            let extra: &[&str] = if holds_weak(&field.ty) { &["eq=False", "repr=False"] } else { &[] };
            let annotation = self.annotation(&field.ty);
            form.fields.push(self.field(parts.class, field, annotation, default, extra, &ATTRS));
        }
        form.bases = parts.bases;
        form
    }

    pub(super) fn msgspec(&mut self, parts: Parts<'_>) -> ClassForm {
        self.imports.module("msgspec");
        let bases = if parts.bases.is_empty() { vec!["msgspec.Struct".to_owned()] } else { parts.bases };
        let mut form = ClassForm { bases, ..ClassForm::default() };
        form.bases.push("kw_only=True".to_owned());
        for field in &parts.fields {
            let annotation = self.annotation(&field.ty);
            let default = field.default.as_ref().map(|default| &default.value);
            form.fields.push(self.field(parts.class, field, annotation, default, &[], &MSGSPEC));
        }
        form
    }

    pub(super) fn pydantic(&mut self, parts: Parts<'_>) -> ClassForm {
        let Parts { record, .. } = &parts;
        let library = if record.layout == Layout::Pydantic1 { "pydantic.v1" } else { "pydantic" };
        let has_extra = record.is_open || record.fields.iter().any(|field| field.place == Place::Extra);
        let mut form = ClassForm::default();
        if has_extra && library == "pydantic" {
            self.imports.name(library, "ConfigDict", Use::Runtime);
            form.settings.push("model_config = ConfigDict(extra=\"allow\")".to_owned());
        }
        if has_extra && library == "pydantic.v1" {
            form.settings.extend(["class Config:".to_owned(), "    extra = \"allow\"".to_owned()]);
        }
        for field in &parts.fields {
            let annotation = self.annotation_for(&field.ty, Use::Runtime);
            let default = field.default.as_ref().map(|default| &default.value);
            let call = match field.place {
                Place::Private => FieldCall { module: library, name: "PrivateAttr", factory: "default_factory" },
                _ => FieldCall { module: library, name: "Field", factory: "default_factory" },
            };
            let mut declared = self.field(parts.class, field, annotation, default, &[], &call);
            if field.place == Place::Private && !declared.value.as_ref().is_some_and(|it| it.starts_with(call.name)) {
                self.imports.name(library, call.name, Use::Runtime);
                declared.value = Some(format!("PrivateAttr({})", declared.value.unwrap_or_default()));
            }
            form.fields.push(declared);
        }
        form.bases = parts.bases;
        if form.bases.is_empty() {
            self.imports.name(library, "BaseModel", Use::Runtime);
            form.bases.push("BaseModel".to_owned());
        }
        form
    }

    pub(super) fn root_model(&mut self, record: &Record) -> ClassForm {
        self.imports.name("pydantic", "RootModel", Use::Runtime);
        let root = record.field("root").map_or(&Type::Any, |field| &field.ty);
        let mut form = ClassForm { bases: vec!["RootModel".to_owned()], ..ClassForm::default() };
        let annotation = Some(self.annotation_for(root, Use::Runtime));
        form.fields.push(FieldForm { name: "root".to_owned(), annotation, value: None, doc: None });
        form
    }

    fn field(
        &mut self,
        class: &Class,
        field: &Field,
        annotation: String,
        default: Option<&Value>,
        extra: &[&str],
        call: &FieldCall,
    ) -> FieldForm {
        let mut arguments = Vec::new();
        match default {
            Some(value) if is_mutable(value) => arguments.push(format!("{}={}", call.factory, self.factory(value))),
            Some(value) => {
                let value = self.value(value);
                arguments.push(if extra.is_empty() { value } else { format!("default={value}") });
            }
            None => {}
        }
        arguments.extend(extra.iter().map(|&extra| extra.to_owned()));
        let is_constant = extra.is_empty() && !default.is_some_and(is_mutable);
        let value = match arguments.is_empty() {
            true => None,
            false if is_constant => arguments.pop(),
            false => {
                self.imports.name(call.module, call.name, Use::Runtime);
                Some(format!("{}({})", call.name, arguments.join(", ")))
            }
        };
        let name = spelled(class, field);
        FieldForm { name, annotation: Some(annotation), value, doc: field.doc.clone() }
    }

    fn factory(&mut self, value: &Value) -> String {
        match value {
            Value::List(items) if items.is_empty() => "list".to_owned(),
            Value::Dict(items) if items.is_empty() => "dict".to_owned(),
            Value::Set(items) if items.is_empty() => "set".to_owned(),
            Value::Instance(class) if self.is_written(class) => self.reference(class, Use::Runtime),
            other => format!("lambda: {}", self.value(other)),
        }
    }
}

/// The fields with the defaults that they can have: Python asks for those without one first. Where the order is part of
/// the layout, defaults give way to it; where a base class has defaults, all are keywords.
fn ordered<'p>(parts: &Parts<'p>) -> (Vec<(&'p Field, Option<&'p Value>)>, bool) {
    let default = |field: &'p Field| field.default.as_ref().map(|default| &default.value);
    let with_defaults = parts.fields.iter().filter(|field| is_name(&field.name)).map(|field| (*field, default(field)));
    let mut fields: Vec<(&Field, Option<&Value>)> = with_defaults.collect();
    let has_required = fields.iter().any(|(_, default)| default.is_none());
    match parts.record.layout {
        Layout::List | Layout::Call | Layout::Reduce(_) => {
            let last_required = fields.iter().rposition(|(_, default)| default.is_none());
            fields.iter_mut().take(last_required.unwrap_or(0)).for_each(|field| field.1 = None);
            (fields, false)
        }
        _ => {
            fields.sort_by_key(|(_, default)| default.is_some());
            (fields, has_required && parts.base_classes.iter().any(has_default))
        }
    }
}

fn has_default(class: &&Class) -> bool {
    matches!(&class.kind, ClassKind::Record(record) if record.fields.iter().any(|field| field.default.is_some()))
}

/// A private attribute of the class is mangled again; one of a base class is not.
fn spelled(class: &Class, field: &Field) -> String {
    let name = class.name.qualname.rsplit('.').next().unwrap_or_default().trim_start_matches('_');
    match field.name.strip_prefix('_').and_then(|rest| rest.strip_prefix(name)) {
        Some(private) if private.starts_with("__") && !private.ends_with("__") => private.to_owned(),
        _ => field.name.clone(),
    }
}

fn decorator(name: &str, options: &[&str]) -> String {
    if options.is_empty() { name.to_owned() } else { format!("{name}({})", options.join(", ")) }
}

/// `__slots__`, of the fields that have them and that no base class has.
fn own_slots(parts: &Parts<'_>) -> Option<String> {
    let Parts { class, record, .. } = parts;
    let mut names: Vec<String> = match record.layout {
        Layout::Slots => parts.fields.iter().map(|field| spelled(class, field)).collect(),
        Layout::DictSlots => {
            let in_slots = parts.fields.iter().filter(|field| field.place == Place::Slot);
            in_slots.map(|field| spelled(class, field)).collect()
        }
        _ => return None,
    };
    let has_dict = |base: &&Class| match &base.kind {
        ClassKind::Record(record) => matches!(record.layout, Layout::Dict | Layout::DictSlots),
        _ => false,
    };
    if record.layout == Layout::DictSlots && !parts.base_classes.iter().any(has_dict) {
        names.push("__dict__".to_owned());
    }
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let comma = if names.len() == 1 { "," } else { "" };
    Some(format!("__slots__ = ({}{comma})", names.join(", ")))
}

fn holds_weak(ty: &Type) -> bool {
    matches!(ty, Type::Weak(..)) || ty.parts().into_iter().any(holds_weak)
}
