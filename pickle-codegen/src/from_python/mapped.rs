//! The classes that the options map to Rust types: those of the sources, and those of other modules that annotations name.

use std::collections::{BTreeSet, HashSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Schema, Type};

use super::scope::{ClassId, Scope};
use crate::options::{Options, means};

/// The classes that have a Rust type already.
pub(super) struct Mapped {
    names: BTreeSet<String>,
    classes: HashSet<ClassId>,
}

impl Mapped {
    pub(super) fn read(options: &Options, scope: &Scope<'_>) -> Mapped {
        let names: BTreeSet<String> = options.types.keys().cloned().collect();
        let is_mapped = |id: &ClassId| {
            let class = scope.class(*id);
            names.iter().any(|name| means(name, scope.module_name(class.module), &class.qualname))
        };
        let classes = if names.is_empty() { HashSet::new() } else { scope.class_ids().filter(is_mapped).collect() };
        Mapped { names, classes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a class of the sources is mapped.
    pub(super) fn has_class(&self, id: ClassId) -> bool {
        self.classes.contains(&id)
    }

    /// The class at a dotted path outside of the sources, if it is mapped.
    pub(super) fn path(&self, path: &str) -> Option<ClassName> {
        let (module, name) = path.rsplit_once('.').filter(|_| self.names.contains(path))?;
        Some(ClassName::new(module, name))
    }
}

/// Adds the classes that types name and that no source describes.
pub(super) fn add_external_classes(schema: &mut Schema) {
    let known: HashSet<ClassName> = schema.classes.iter().map(|class| class.name.clone()).collect();
    let mut external = BTreeSet::new();
    schema.map_types(|ty| {
        collect_classes(&ty, &mut external);
        ty
    });
    let external = external.into_iter().filter(|name| !known.contains(name));
    schema.classes.extend(external.map(|name| Class::new(name, ClassKind::External)));
}

fn collect_classes(ty: &Type, classes: &mut BTreeSet<ClassName>) {
    if let Type::Class(class) = ty {
        classes.insert(class.clone());
    }
    ty.parts().into_iter().for_each(|part| collect_classes(part, classes));
}
