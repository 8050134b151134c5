//! Types that the generator names and does not write: for classes that the schema does not describe, and for fields of
//! which the options say the type.

use std::collections::HashMap;

use pickle_core::schema::{Class, ClassKind, ClassName, Place, Schema, Type};

use crate::options::{Options, RustTrait, RustType, means_class, means_field};

/// The Rust types that take the place of classes.
#[derive(Default)]
pub(super) struct Externals {
    types: HashMap<ClassName, RustType>,
}

impl Externals {
    /// Finds the types; a field of which the options say the type gets a class of its own that stands for it.
    pub(super) fn settle(schema: &mut Schema, options: &Options) -> Externals {
        let mut externals = Externals::default();
        for class in schema.classes.iter().filter(|class| class.kind == ClassKind::External) {
            let entry = options.types.iter().find(|(name, _)| means_class(name, &class.name));
            externals.types.insert(class.name.clone(), entry.map_or_else(any, |(_, rust)| rust.clone()));
        }
        if !options.fields.is_empty() {
            externals.settle_fields(schema, options);
        }
        externals
    }

    fn settle_fields(&mut self, schema: &mut Schema, options: &Options) {
        let mut stand_ins = Vec::new();
        for class in &mut schema.classes {
            let ClassKind::Record(record) = &mut class.kind else { continue };
            // The type of extra attributes is always the same.
            for field in record.fields.iter_mut().filter(|field| field.place != Place::Extra) {
                let is_meant = |name: &str| means_field(name, &class.name, &field.written_name);
                let Some((_, rust)) = options.fields.iter().find(|(name, _)| is_meant(name)) else { continue };
                let stand_in = ClassName::new("", format!("{}.{}", class.name, field.name));
                field.ty = Type::Class(stand_in.clone());
                self.types.insert(stand_in.clone(), rust.clone());
                stand_ins.push(Class::new(stand_in, ClassKind::External));
            }
        }
        schema.classes.extend(stand_ins);
    }

    /// The type that takes the place of a class.
    pub(super) fn get(&self, class: &ClassName) -> Option<&RustType> {
        self.types.get(class)
    }

    /// The classes whose types lack a trait.
    pub(super) fn without(&self, wanted: RustTrait) -> impl Iterator<Item = &ClassName> {
        self.types.iter().filter(move |(_, rust)| !rust.has(wanted)).map(|(name, _)| name)
    }
}

/// What keeps the instances of a class without a type.
fn any() -> RustType {
    let any: RustType = "::pickle_core::Any".parse().expect("it is a path");
    any.with_trait(RustTrait::Eq).with_trait(RustTrait::Hash)
}
