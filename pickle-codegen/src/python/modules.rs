//! The text of one module: its classes, each behind those that it needs when it is made.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Record, Schema, Type, Value};

use super::bases::{bases, own_fields};
use super::classes::{Style, style_of};
use super::forms::ClassForm;
use super::imports::{Imports, Use};
use super::keys::hashed_classes;
use super::lines::Lines;
use super::native::singleton;
use super::records::Parts;
use super::{Form, MARK};

/// The modules that have something to define, in order.
pub(super) fn names(schema: &Schema, refused: &[(ClassName, String)]) -> BTreeSet<String> {
    let classes = schema.classes.iter().filter(|class| is_written(class, refused)).map(|class| &class.name);
    let names = classes.chain(schema.aliases.iter().map(|alias| &alias.name));
    names.map(|name| name.module.clone()).filter(|module| !module.is_empty()).collect()
}

fn is_written(class: &Class, refused: &[(ClassName, String)]) -> bool {
    class.kind != ClassKind::External && !refused.iter().any(|(name, _)| *name == class.name)
}

/// The text of the module of that name.
pub(super) fn write_module(schema: &Schema, refused: &[(ClassName, String)], module: &str, form: Form) -> String {
    let mut writer = ModuleWriter {
        schema,
        refused,
        module,
        form,
        hashed: hashed_classes(schema),
        imports: Imports::default(),
        variables: BTreeMap::new(),
        written: HashSet::new(),
    };
    let aliases = writer.aliases();
    let mut body = Lines::default();
    for root in writer.roots() {
        let class = writer.class_at(&root);
        writer.set_apart(&mut body);
        body.extend(class);
    }
    let mut lines = Lines::default();
    lines.push(MARK);
    let variables = writer.variables();
    lines.extend(writer.imports.lines());
    let mut text = lines.text();
    let mut rest = variables;
    rest.extend(aliases);
    text += &rest.text();
    if rest.is_empty() {
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text + &body.text()
}

pub(super) struct ModuleWriter<'s> {
    pub(super) schema: &'s Schema,
    pub(super) refused: &'s [(ClassName, String)],
    pub(super) module: &'s str,
    form: Form,
    pub(super) hashed: HashSet<ClassName>,
    pub(super) imports: Imports,
    /// The type variables that the classes use, with what bounds them.
    variables: BTreeMap<String, Option<Type>>,
    /// The classes whose text is there already.
    written: HashSet<ClassName>,
}

impl<'s> ModuleWriter<'s> {
    /// Leaves as many blank lines in front of a class or a function as there are in such files.
    fn set_apart(&self, lines: &mut Lines) {
        lines.blank();
        if self.form == Form::Module {
            lines.blank();
        }
    }

    /// The classes of the module.
    fn classes(&self) -> impl Iterator<Item = &'s Class> + use<'s> {
        let (schema, refused, module) = (self.schema, self.refused, self.module);
        schema.classes.iter().filter(move |class| class.name.module == module && is_written(class, refused))
    }

    /// Whether the module itself calls something so.
    pub(super) fn defines(&self, name: &str) -> bool {
        let is_so = |other: &ClassName| other.module == self.module && root_of(&other.qualname) == name;
        self.schema.classes.iter().any(|class| is_so(&class.name))
            || self.schema.aliases.iter().any(|alias| is_so(&alias.name))
    }

    /// Whether a class is there when the text behind it runs.
    pub(super) fn is_written(&self, class: &ClassName) -> bool {
        class.module != self.module || self.written.contains(class)
    }

    /// The names of the classes at the top, each behind those that it needs.
    fn roots(&self) -> Vec<String> {
        let mut roots = Vec::new();
        for class in self.classes() {
            self.add_root(root_of(&class.name.qualname), &mut roots, &mut HashSet::new());
        }
        roots
    }

    fn add_root(&self, root: &str, roots: &mut Vec<String>, around: &mut HashSet<String>) {
        if roots.iter().any(|known| known == root) || !around.insert(root.to_owned()) {
            return;
        }
        for class in self.classes().filter(|class| root_of(&class.name.qualname) == root) {
            for needed in self.needed(class) {
                if needed.module == self.module {
                    self.add_root(root_of(&needed.qualname), roots, around);
                }
            }
        }
        roots.push(root.to_owned());
    }

    /// The classes that a class needs when it is made: its bases, and those that defaults are of.
    fn needed(&self, class: &Class) -> Vec<ClassName> {
        let mut needed = class.bases.clone();
        if let ClassKind::Record(record) = &class.kind {
            let defaults = record.fields.iter().filter_map(|field| field.default.as_ref());
            needed.extend(defaults.filter_map(|default| match &default.value {
                Value::Member(class, _) | Value::Instance(class) => Some(class.clone()),
                _ => None,
            }));
        }
        needed.retain(|name| self.schema.class(name).is_some_and(|class| is_written(class, self.refused)));
        needed
    }

    /// The class of that qualified name with those in it; one that the schema does not have only holds others.
    fn class_at(&mut self, qualname: &str) -> Lines {
        let inner: Vec<String> = self.inner(qualname);
        let mut nested = Lines::default();
        for (index, name) in inner.iter().enumerate() {
            if index > 0 {
                nested.blank();
            }
            let class = self.class_at(name);
            nested.extend(class);
        }
        let name = qualname.rsplit('.').next().unwrap_or(qualname);
        let found = self.classes().find(|class| class.name.qualname == qualname);
        let lines = match found {
            Some(class) => self.class(class, name, nested),
            None => ClassForm::default().lines(name, None, nested, self.form),
        };
        self.written.insert(ClassName::new(self.module, qualname));
        lines
    }

    fn inner(&self, qualname: &str) -> Vec<String> {
        let mut inner = Vec::new();
        for class in self.classes() {
            let rest = class.name.qualname.strip_prefix(qualname).and_then(|rest| rest.strip_prefix('.'));
            if let Some(rest) = rest {
                let name = format!("{qualname}.{}", root_of(rest));
                if !inner.contains(&name) {
                    inner.push(name);
                }
            }
        }
        inner
    }

    fn class(&mut self, class: &'s Class, name: &str, nested: Lines) -> Lines {
        let doc = class.doc.as_deref();
        let mut lines = Lines::default();
        let mut form = match &class.kind {
            ClassKind::Record(record) => {
                let (before, form) = self.record(class, record);
                if let Some((name, form)) = before {
                    lines.extend(form.lines(&name, None, Lines::default(), self.form));
                    self.set_apart(&mut lines);
                }
                form
            }
            ClassKind::Enumeration(enumeration) => self.enumeration(enumeration),
            ClassKind::Flag(flag) => self.flag(flag),
            _ => ClassForm::default(),
        };
        if !matches!(style(class), Some(Style::NamedTuple)) {
            self.add_generic(class, &mut form);
        }
        lines.extend(form.lines(name, doc, nested, self.form));
        if let Some(global) = super::singletons::global(class) {
            self.set_apart(&mut lines);
            lines.push(match self.form {
                Form::Module => format!("{} = {name}()", global.qualname),
                Form::Stubs => format!("{}: {name}", global.qualname),
            });
        }
        lines.extend(self.maker(class));
        lines
    }

    /// The form of a record, and of one that stands in front of it.
    fn record(&mut self, class: &'s Class, record: &'s Record) -> (Option<(String, ClassForm)>, ClassForm) {
        let Ok(style) = style_of(class, record) else { return (None, ClassForm::default()) };
        let base_classes = bases(self.schema, class, record, &style);
        let fields = own_fields(self.schema, record, &base_classes);
        let bases: Vec<String> = base_classes.iter().map(|base| self.reference(&base.name, Use::Runtime)).collect();
        let form = match style {
            Style::NamedTuple => return self.named_tuple(class, record),
            Style::Exception => self.exception(&fields, record, bases),
            Style::Native(native) => self.native(&native, &fields, record),
            Style::TypedDict => self.typed_dict(&fields, bases),
            Style::Singleton => super::singletons::global(class).map(singleton).unwrap_or_default(),
            Style::RootModel => self.root_model(record),
            Style::Dataclass => self.dataclass(Parts { class, record, bases, base_classes, fields }),
            Style::Attrs => self.attrs(Parts { class, record, bases, base_classes, fields }),
            Style::Pydantic => self.pydantic(Parts { class, record, bases, base_classes, fields }),
            Style::Msgspec => self.msgspec(Parts { class, record, bases, base_classes, fields }),
        };
        (None, form)
    }

    /// The function that a `__reduce__` names, where it is not the class.
    fn maker(&self, class: &Class) -> Lines {
        let mut lines = Lines::default();
        let ClassKind::Record(Record { layout: pickle_core::schema::Layout::Reduce(reduce), .. }) = &class.kind else {
            return lines;
        };
        if reduce.callable == class.name {
            return lines;
        }
        let arguments = reduce.arguments.join(", ");
        let mut body = Lines::default();
        let state = reduce.state.iter().map(|_| "None".to_owned());
        let all: Vec<String> = reduce.arguments.iter().cloned().chain(state).collect();
        body.push(format!("return {}({})", class.name.qualname, all.join(", ")));
        self.set_apart(&mut lines);
        lines.push(format!("def {}({arguments}):", reduce.callable.qualname));
        lines.nest(body);
        lines
    }

    /// `Generic[T]`, where the class has parameters.
    pub(super) fn add_generic(&mut self, class: &Class, form: &mut ClassForm) {
        if class.parameters.is_empty() {
            return;
        }
        for parameter in &class.parameters {
            let bound = (parameter.default != Type::Any).then(|| parameter.default.clone());
            self.variables.entry(parameter.name.clone()).or_insert(bound);
        }
        let names: Vec<&str> = class.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let generic = format!("{}[{}]", self.typing("Generic"), names.join(", "));
        let keywords = form.bases.iter().position(|base| base.contains('='));
        form.bases.insert(keywords.unwrap_or(form.bases.len()), generic);
    }

    pub(super) fn type_variable(&mut self, name: &str) -> String {
        self.variables.entry(name.to_owned()).or_insert(None);
        name.to_owned()
    }

    fn variables(&mut self) -> Lines {
        let mut lines = Lines::default();
        for (name, bound) in self.variables.clone() {
            let bound = bound.map(|bound| format!(", bound=\"{}\"", self.annotation(&bound)));
            self.typing("TypeVar");
            lines.push(format!("{name} = TypeVar(\"{name}\"{})", bound.unwrap_or_default()));
        }
        lines
    }

    fn aliases(&mut self) -> Lines {
        let (schema, mut lines) = (self.schema, Lines::default());
        let module = self.module;
        for alias in schema.aliases.iter().filter(|alias| alias.name.module == module) {
            let ty = self.annotation(&alias.ty);
            if let Type::Literal(_) = alias.ty {
                lines.push(format!("{} = {ty}", alias.name.qualname));
                continue;
            }
            // A text, as it may name classes below and itself.
            self.imports.name("typing", "TypeAlias", Use::Annotation);
            lines.push(format!("{}: TypeAlias = {}", alias.name.qualname, super::constants::string(&ty)));
        }
        lines
    }
}

fn style(class: &Class) -> Option<Style> {
    match &class.kind {
        ClassKind::Record(record) => style_of(class, record).ok(),
        _ => None,
    }
}

fn root_of(qualname: &str) -> &str {
    qualname.split('.').next().unwrap_or(qualname)
}
