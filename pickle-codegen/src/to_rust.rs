//! Schema to Rust source. This part never looks at Python.

mod findings;
mod places;
mod externals;
mod target;

mod cycles;
mod settle;

mod identifiers;
mod parameters;
mod kinds;
mod alternatives;
mod keys;
mod choices;
mod modules;
mod names;

mod traits;

mod docs;
mod extras;
mod types;
mod values;

mod attributes;
mod enumerations;
mod equality;
mod flags;
mod literals;
mod records;
mod root;
mod unions;

mod text;
mod unused_names;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Schema, Type};
use proc_macro2::TokenStream;
use quote::quote;

use self::alternatives::tell_apart;
pub(crate) use self::attributes::layout_name;
use self::choices::{choices_of, name_choices};
use self::cycles::Cycles;
use self::enumerations::write_enumeration;
use self::externals::Externals;
use self::flags::write_flag;
use self::keys::replace_unhashable_keys;
use self::modules::{ModulePath, Modules};
use self::names::Names;
use self::parameters::{BoundParameters, settle_parameters};
use self::records::write_record;
use self::root::{is_root, with_root, write_root};
use self::target::Target;
use self::traits::Traits;
use self::unions::write_choice;
use self::unused_names::{unused_names, unused_rules};
use crate::diagnostics::Diagnostic;
use crate::options::Options;

pub(crate) use self::findings::Finding;
use self::text::ModuleText;
pub use self::text::RustFile;

/// The Rust source of a schema.
pub(crate) struct Writing {
    pub(crate) output: Output,
    /// What does not go into Rust as it stands.
    pub(crate) findings: Vec<Finding>,
    /// What there is to say about the options.
    pub(crate) notes: Vec<Diagnostic>,
}

/// The text of the types, and where they are in it.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) text: ModuleText,
    /// The path of each class's type.
    pub(crate) paths: HashMap<ClassName, String>,
}

/// Writes the types of `schema` as the options say; those of the Python module `top` stand at the top.
pub(crate) fn to_rust(schema: &Schema, top: Option<&str>, options: &Options) -> Writing {
    let mut findings = Vec::new();
    let mut schema = schema.clone();
    let externals = Externals::settle(&mut schema, options);
    let mut schema = settle_parameters(&schema);
    schema.map_types(without_empty_tuples);
    let schema = tell_apart(&schema, &mut findings);
    let target = Target { schema: &schema, index: &schema.index(), externals: &externals, options };
    let schema = replace_unhashable_keys(target, &mut findings);
    let schema = name_choices(schema);
    let index = schema.index();
    let target = Target { schema: &schema, index: &index, externals: &externals, options };
    let modules = Modules::arrange(&schema, top);
    let mut context = Context {
        names: Names::choose(&schema, &modules, options, &mut findings),
        cycles: Cycles::find(&schema),
        traits: Traits::find(target),
        key_parameters: BoundParameters::of_keys(&schema),
        shared_parameters: BoundParameters::of_pointers(&schema),
        module: ModulePath::from([]),
        modules,
        schema: &schema,
        target,
        used_rules: RefCell::default(),
    };
    let mut text = ModuleText::default();
    let mut written = HashSet::new();
    for class in &schema.classes {
        context.module = context.modules.of_type(&class.name).clone();
        text.add(&context.module, write_class(&context, class, &mut findings));
        for choice in choices_of(&index, class, &mut written) {
            context.module = context.modules.of_type(&choice.name).clone();
            text.add(&context.module, write_choice(&context, choice));
        }
    }
    let paths = schema.classes.iter().map(|class| (class.name.clone(), context.full_path(&class.name))).collect();
    let mut notes = unused_names(&schema, options);
    notes.extend(unused_rules(&context));
    Writing { output: Output { text, paths }, findings, notes }
}

/// `ty` with tuples of any length for those of none: Rust's `()` is Python's `None`.
fn without_empty_tuples(ty: Type) -> Type {
    match ty {
        Type::Tuple(items) if items.is_empty() => Type::VariadicTuple(Box::new(Type::Any)),
        ty => ty.map_parts(without_empty_tuples),
    }
}

/// Writes the types of `schema` and an alias for what whole pickles hold.
pub(crate) fn to_rust_with_root(schema: &Schema, root: &Type, options: &Options) -> Writing {
    let mut modules = schema.classes.iter().map(|class| class.name.module.as_str());
    let top = modules.next().filter(|first| modules.all(|module| module == *first));
    to_rust(&with_root(schema, root), top, options)
}

fn write_class(context: &Context<'_>, class: &Class, findings: &mut Vec<Finding>) -> TokenStream {
    match &class.kind {
        _ if is_root(class) => write_root(context, class),
        ClassKind::Record(record) => write_record(context, class, record, findings),
        ClassKind::Enumeration(enumeration) => write_enumeration(context, class, enumeration),
        ClassKind::Flag(flag) => write_flag(context, class, flag),
        _ => TokenStream::new(),
    }
}

/// What is decided before the first item is written.
struct Context<'s> {
    names: Names,
    cycles: Cycles,
    traits: Traits,
    key_parameters: BoundParameters,
    shared_parameters: BoundParameters,
    modules: Modules,
    /// The module whose items are being written.
    module: ModulePath,
    /// What is written: every choice has a name.
    schema: &'s Schema,
    target: Target<'s>,
    /// The rules for attributes that matched something: keys and patterns.
    used_rules: RefCell<HashSet<(&'static str, String)>>,
}

impl Context<'_> {
    fn full_path(&self, name: &ClassName) -> String {
        self.modules.path(name, &self.names.of_type(name))
    }

    /// The type that stands for a class or a choice, as the module being written names it.
    fn path(&self, name: &ClassName) -> TokenStream {
        if let Some(rust) = self.target.externals.get(name) {
            return rust.tokens();
        }
        let (way, name) = (self.modules.way(&self.module, name), self.names.of_type(name));
        quote!(#way #name)
    }
}
