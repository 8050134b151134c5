//! Classes whose instance is only a name: in Python the class needs a name of its own.

use pickle_core::schema::{Class, ClassKind, ClassName, Layout, Schema, Type};

/// The global that is the only instance of a class, if there is one.
pub(super) fn global(class: &Class) -> Option<&ClassName> {
    match &class.kind {
        ClassKind::Record(record) => match &record.layout {
            Layout::Global(global) => Some(global),
            _ => None,
        },
        _ => None,
    }
}

/// The schema with `_MISSING` for a class that is called as its instance `MISSING`.
pub(super) fn rename(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    let taken: Vec<ClassName> = schema
        .classes
        .iter()
        .filter(|class| global(class) == Some(&class.name))
        .map(|class| class.name.clone())
        .collect();
    if taken.is_empty() {
        return schema;
    }
    schema.map_types(|ty| in_type(&taken, ty));
    for class in schema.classes.iter_mut().filter(|class| taken.contains(&class.name)) {
        class.name = of_class(&class.name);
    }
    schema
}

fn in_type(taken: &[ClassName], ty: Type) -> Type {
    match ty {
        Type::Class(class) if taken.contains(&class) => Type::Class(of_class(&class)),
        other => other.map_parts(|part| in_type(taken, part)),
    }
}

fn of_class(global: &ClassName) -> ClassName {
    ClassName::new(global.module.as_str(), format!("_{}", global.qualname))
}
