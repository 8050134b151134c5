//! Python sources to schema. This is the only part that knows the Python parser.
//!
//! The modules stand side by side in one text, so that a position says which of them it is in. A class is looked at twice: first its style, ancestors and pickling, so that every annotation can know whether the
//! class it names has a Rust type; then its attributes and their types.

mod nesting;
mod syntax;
mod imports;
mod sources;

mod builtin_exceptions;
mod comments;
mod docs;
mod known_names;
mod mapped;
mod modules;
mod scope;

mod abstract_classes;
mod bases;
mod classes;
mod reading_order;
mod constant;
mod copyreg;
mod decorators;
mod known_bases;
mod literal_options;
mod mro;
mod pickling;
mod slots;

mod attrs;
mod dataclass;
mod enumeration;
mod exceptions;
mod field_call;
mod flags;
mod msgspec;
mod named_tuple;
mod native;
mod pydantic;
mod typed_dict;

mod constructor;
mod contents;
mod declarations;
mod families;
mod fields;
mod inference;
mod inheritance;
mod known_types;
mod layout;
mod pickled;
mod presence;
mod properties;
mod pydantic_types;
mod pointers;
mod roles;
mod sharing;
mod types;

mod aliases;
mod called;
mod origins;
mod owners;
mod wanted;

use pickle_core::schema::{Class, ClassKind, Enumeration, Flag, Record, Schema};

use self::abstract_classes::is_abstract;
use self::aliases::add_aliases;
use self::classes::{ClassFacts, Classes, Style};
use self::contents::add_contents;
use self::copyreg::extension_codes;
use self::families::Families;
use self::fields::read_field;
use self::inheritance::all_declarations;
use self::layout::{accepted_layouts, is_open, place_of, read_layout, slot_names};
use self::mapped::add_external_classes;
use self::modules::Modules;
use self::owners::weak_without_owner;
use self::pickled::{is_parameter, keep_pickled};
use self::presence::can_be_unset;
use self::scope::ClassId;
use self::sharing::SharedMarks;
use self::types::read_parameters;
use self::wanted::{Wanted, keep_relevant, retain_needed};
use crate::diagnostics::Diagnostic;
use crate::options::Options;

pub(crate) use self::known_names::is_known_library;
pub(crate) use self::origins::Origins;
pub use self::sources::Sources;

/// What the sources say.
pub(crate) struct Reading {
    pub(crate) schema: Schema,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Where in the sources the schema's classes and fields come from.
    pub(crate) origins: Origins,
}

/// Reads the classes of the wanted modules, and those that they need; fails with all errors of files that are no modules.
pub(crate) fn from_python(sources: &Sources, options: &Options) -> Result<Reading, Vec<Diagnostic>> {
    let mut diagnostics = sources.refused().to_vec();
    if !diagnostics.is_empty() && !options.keep_going {
        return Err(diagnostics);
    }
    let modules = Modules::read(sources, options);
    diagnostics.extend(extension_codes(&modules));
    let mut classes = Classes::read(&modules, &mut diagnostics);
    classes.types.literal = options.literal;
    let families = Families::read(&modules, &classes, &options.families, &mut diagnostics);
    let mut reader = SchemaReader {
        marks: SharedMarks::read(&modules, &classes, options),
        families,
        modules: &modules,
        classes: &classes,
        origins: Origins::default(),
        diagnostics,
    };
    let wanted = Wanted::read(&modules, options, &mut reader.diagnostics);
    let mut schema = reader.read_schema();
    retain_needed(&mut schema, |class| wanted.contains(class));
    Ok(reader.finish(schema))
}

struct SchemaReader<'m, 'a> {
    modules: &'m Modules<'a>,
    classes: &'m Classes,
    marks: SharedMarks<'m>,
    families: Families,
    origins: Origins,
    diagnostics: Vec<Diagnostic>,
}

impl SchemaReader<'_, '_> {
    fn read_schema(&mut self) -> Schema {
        let classes = self.classes;
        let ids = self.modules.scope.class_ids();
        let instantiated = ids.filter_map(|id| Some((id, classes.facts(id)?)));
        let instantiated = instantiated.filter(|(_, facts)| facts.has_instances);
        let mut schema = Schema::new(instantiated.map(|(id, facts)| self.read_class(id, facts)).collect());
        add_aliases(&mut schema, &classes.types, &self.marks, &mut self.origins);
        schema.map_types(|ty| self.families.apply(ty));
        add_external_classes(&mut schema);
        schema
    }

    fn read_class(&mut self, id: ClassId, facts: &ClassFacts) -> Class {
        let definition = self.modules.scope.class(id);
        let kind = match &facts.style {
            _ if self.modules.mapped.has_class(id) => ClassKind::External,
            Style::Enumeration { base, members } => {
                let mut enumeration = Enumeration::new(members.clone());
                enumeration.is_by_name = base.is_by_name;
                ClassKind::Enumeration(enumeration)
            }
            Style::Flag(members) => ClassKind::Flag(Flag::new(members.clone())),
            _ => ClassKind::Record(self.read_record(id, facts)),
        };
        let name = self.modules.class_name(id);
        self.origins.add_class(name.clone(), definition.name_range);
        let mut class = Class::new(name, kind);
        class.bases = facts.ancestors[1..].iter().map(|base| self.modules.class_name(*base)).collect();
        if class.kind == ClassKind::External {
            return class;
        }
        class.is_abstract = is_abstract(self.modules, self.classes, id);
        class.parameters = read_parameters(self.modules, self.classes, id, &mut self.diagnostics);
        class.doc = docs::docstring(definition.form.body());
        class
    }

    fn read_record(&mut self, id: ClassId, facts: &ClassFacts) -> Record {
        let (modules, classes) = (self.modules, self.classes);
        let declarations = all_declarations(modules, classes, facts);
        let declarations = keep_pickled(modules, classes, id, facts, declarations, &mut self.diagnostics);
        let slots = slot_names(modules, classes, facts, &declarations);
        let mut record = Record::new(read_layout(modules, classes, id, facts, &declarations));
        record.accepts = accepted_layouts(facts, &record.layout);
        record.is_open = is_open(modules, classes, id, facts, &record.layout);
        record.new_arguments = facts.pickling.arguments_of_new().cloned().unwrap_or_default();
        record.is_reduced_to_new = facts.pickling.reduced_to_new().is_some();
        for declaration in &declarations {
            let mut field = read_field(modules, classes, &self.marks, id, declaration, &mut self.diagnostics);
            field.place = place_of(classes, facts, &record.layout, &slots, declaration);
            field.can_be_unset = can_be_unset(modules, classes, facts, &record, &field, declaration);
            self.origins.add_field(modules.class_name(id), field.name.clone(), declaration.range);
            record.fields.push(field);
        }
        let parameters = declarations.iter().filter(|declaration| is_parameter(modules, declaration));
        let parameters: Vec<String> = parameters.map(|declaration| declaration.name.clone()).collect();
        add_contents(modules, classes, id, facts, &parameters, &mut record, &mut self.diagnostics);
        record
    }

    fn finish(mut self, schema: Schema) -> Reading {
        self.diagnostics.extend(self.marks.unknown_names());
        self.diagnostics.extend(weak_without_owner(&schema, &self.origins));
        self.diagnostics.extend(self.modules.comments.without_effect());
        keep_relevant(&mut self.diagnostics, self.modules, &schema);
        Reading { schema, diagnostics: self.diagnostics, origins: self.origins }
    }
}
