//! Subclasses of builtin classes and exceptions, named tuples, typed dicts, enumerations: what is no dataclass.

use pickle_core::schema::{Class, ClassName, Enumeration, Field, Flag, Member, Place, Record, StandardClass, Type};

use super::classes::{Native, is_declared, is_name};
use super::constants::{constant, has_date, is_mutable};
use super::forms::{ClassForm, FieldForm, Method};
use super::imports::Use;
use super::modules::ModuleWriter;
use super::pickling::method;

impl ModuleWriter<'_> {
    pub(super) fn exception(&mut self, fields: &[&Field], record: &Record, bases: Vec<String>) -> ClassForm {
        let mut form = ClassForm { bases, ..ClassForm::default() };
        if form.bases.is_empty() {
            form.bases.push("Exception".to_owned());
        }
        let arguments = record.fields.iter().find(|field| field.place == Place::Arguments);
        let is_known = |field: &&Field| !matches!(&field.ty, Type::Any) && field.ty != any_tuple();
        for field in arguments.filter(is_known).into_iter().chain(fields.iter().copied()) {
            form.fields.extend(self.bare_field(field));
        }
        form
    }

    pub(super) fn native(&mut self, native: &Native, fields: &[&Field], record: &Record) -> ClassForm {
        let held = super::classes::contents(record).map(|field| field.ty.clone());
        let base = match native {
            Native::Builtin(name) => (*name).to_owned(),
            // Before Python 3.12 nothing can derive from `Path` itself; what is pure asks nothing of the machine.
            Native::Standard(StandardClass::Path) => {
                self.imports.module("pathlib");
                "pathlib.PurePosixPath".to_owned()
            }
            Native::Standard(class) => self.standard(*class),
            Native::List => self.base_of("list", "List", held.as_ref()),
            Native::Dict => self.base_of("dict", "Dict", held.as_ref()),
        };
        let mut form = ClassForm { bases: vec![base], ..ClassForm::default() };
        for field in fields {
            form.fields.extend(self.bare_field(field));
        }
        form
    }

    /// `list`, or `List[int]`, which every Python can have as a base.
    fn base_of(&mut self, plain: &str, typing: &str, held: Option<&Type>) -> String {
        let parts: Vec<Type> = held.map(|ty| ty.parts().into_iter().cloned().collect()).unwrap_or_default();
        if parts.iter().all(|part| *part == Type::Any) {
            return plain.to_owned();
        }
        let parts: Vec<String> = parts.iter().map(|part| self.quoted(part)).collect();
        format!("{}[{}]", self.typing(typing), parts.join(", "))
    }

    /// An annotation that is evaluated as text.
    fn quoted(&mut self, ty: &Type) -> String {
        match self.annotation(ty) {
            name if is_name(&name) && !matches!(ty, Type::Class(_) | Type::Family(_) | Type::Alias(_)) => name,
            other => format!("\"{other}\""),
        }
    }

    /// An attribute that the class only declares.
    fn bare_field(&mut self, field: &Field) -> Option<FieldForm> {
        let annotation = Some(self.annotation(&field.ty));
        let value = match &field.default {
            Some(default) if !is_mutable(&default.value) && is_declared(field) => Some(self.value(&default.value)),
            _ => None,
        };
        let (name, doc) = (field.name.clone(), field.doc.clone());
        is_name(&name).then_some(FieldForm { name, annotation, value, doc })
    }

    /// A constant, with the imports that it needs.
    pub(super) fn value(&mut self, value: &pickle_core::schema::Value) -> String {
        if has_date(value) {
            self.imports.module("datetime");
        }
        constant(value, &mut |class| self.reference(class, Use::Runtime))
    }

    /// A named tuple; one with more attributes derives from the tuple.
    pub(super) fn named_tuple(&mut self, class: &Class, record: &Record) -> (Option<(String, ClassForm)>, ClassForm) {
        let (items, attributes): (Vec<&Field>, Vec<&Field>) =
            record.fields.iter().partition(|field| field.place != Place::Attribute);
        let mut tuple = ClassForm { bases: vec![self.typing("NamedTuple")], ..ClassForm::default() };
        for (index, field) in items.iter().enumerate() {
            let mut form = self.bare_field(field);
            if items[index..].iter().any(|later| has_no_constant(later)) {
                form.iter_mut().for_each(|form| form.value = None);
            }
            tuple.fields.extend(form);
        }
        self.add_generic(class, &mut tuple);
        if attributes.is_empty() && !record.is_open {
            return (None, tuple);
        }
        let name = format!("_{}", class.name.qualname.rsplit('.').next().unwrap_or_default());
        let mut form = ClassForm { bases: vec![name.clone()], ..ClassForm::default() };
        for field in attributes {
            form.fields.extend(self.bare_field(field));
        }
        (Some((name, tuple)), form)
    }

    pub(super) fn typed_dict(&mut self, fields: &[&Field], bases: Vec<String>) -> ClassForm {
        let mut form = ClassForm { bases, ..ClassForm::default() };
        if form.bases.is_empty() {
            form.bases.push(self.typing("TypedDict"));
        }
        for field in fields {
            let mut annotation = self.annotation(&field.ty);
            if field.can_be_unset {
                self.imports.name("typing", "NotRequired", Use::Annotation);
                annotation = format!("NotRequired[{annotation}]");
            }
            let (name, doc) = (field.name.clone(), field.doc.clone());
            form.fields.push(FieldForm { name, annotation: Some(annotation), value: None, doc });
        }
        form
    }

    pub(super) fn enumeration(&mut self, enumeration: &Enumeration) -> ClassForm {
        self.imports.name("enum", "Enum", Use::Runtime);
        let mut form = ClassForm { bases: vec!["Enum".to_owned()], ..ClassForm::default() };
        for Member { name, aliases, value, doc, .. } in &enumeration.members {
            let value = self.value(value);
            form.fields.push(member(name, &value, doc.as_ref()));
            form.fields.extend(aliases.iter().map(|alias| member(alias, &value, None)));
        }
        if enumeration.is_by_name {
            form.methods.push(method(
                "__reduce_ex__(self, protocol)",
                "return getattr, (self.__class__, self.name)".to_owned(),
            ));
        }
        form
    }

    /// A flag that keeps bits without a member, as Rust does.
    pub(super) fn flag(&mut self, flag: &Flag) -> ClassForm {
        self.imports.name("enum", "IntFlag", Use::Runtime);
        let members = flag.members.iter().map(|one| member(&one.name, &one.bits.to_string(), one.doc.as_ref()));
        ClassForm { bases: vec!["IntFlag".to_owned()], fields: members.collect(), ..ClassForm::default() }
    }
}

/// The class of a value that is only a name.
pub(super) fn singleton(global: &ClassName) -> ClassForm {
    let reduce: Method = method("__reduce__(self)", format!("return \"{}\"", global.qualname));
    ClassForm { methods: vec![reduce], ..ClassForm::default() }
}

fn member(name: &str, value: &str, doc: Option<&String>) -> FieldForm {
    FieldForm { name: name.to_owned(), annotation: None, value: Some(value.to_owned()), doc: doc.cloned() }
}

fn has_no_constant(field: &Field) -> bool {
    field.default.as_ref().is_none_or(|default| is_mutable(&default.value))
}

fn any_tuple() -> Type {
    Type::VariadicTuple(Box::new(Type::Any))
}
