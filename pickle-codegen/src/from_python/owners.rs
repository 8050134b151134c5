//! Weak fields and the owners of what they point at: loading has to find one, or the objects would be lost.

use pickle_core::schema::{Class, ClassKind, Field, Schema, Sharing, Type};

use super::origins::Origins;
use crate::diagnostics::{Code, Diagnostic};

/// The weak fields that point at objects which no type of the schema owns by such a pointer.
pub(super) fn weak_without_owner(schema: &Schema, origins: &Origins) -> Vec<Diagnostic> {
    let mut owned = Vec::new();
    fields(schema).for_each(|(_, field)| collect_owned(&field.ty, &mut owned));
    schema.aliases.iter().for_each(|alias| collect_owned(&alias.ty, &mut owned));
    let mut report = Vec::new();
    for (class, field) in fields(schema) {
        let without_owner = target(&field.ty).filter(|target| !owned.contains(target));
        report.extend(without_owner.map(|(item, sharing)| Diagnostic {
            span: origins.field(&class.name, &field.name),
            ..diagnostic(field, &item, sharing)
        }));
    }
    report
}

fn fields(schema: &Schema) -> impl Iterator<Item = (&Class, &Field)> {
    schema.classes.iter().flat_map(|class| {
        let fields = match &class.kind {
            ClassKind::Record(record) => &record.fields[..],
            _ => &[],
        };
        fields.iter().map(move |field| (class, field))
    })
}

/// Collects what the values of the type own by pointers.
fn collect_owned(ty: &Type, owned: &mut Vec<(Type, Sharing)>) {
    match ty {
        Type::Shared(item, sharing) => owned.push((Type::clone(item), *sharing)),
        Type::Weak(..) => return,
        _ => {}
    }
    ty.parts().into_iter().for_each(|part| collect_owned(part, owned));
}

/// What the weak pointers in values of the type point at.
fn target(ty: &Type) -> Option<(Type, Sharing)> {
    match ty {
        Type::Weak(item, sharing) => Some((Type::clone(item), *sharing)),
        _ => ty.parts().into_iter().find_map(target),
    }
}

fn diagnostic(field: &Field, item: &Type, sharing: Sharing) -> Diagnostic {
    let (pointer, comment) = match sharing {
        Sharing::Threads => ("Arc", "shared(arc)"),
        _ => ("Rc", "shared"),
    };
    let name = &field.written_name;
    let message = format!("nothing in the input owns the `{item}` that `{name}` points at as an `{pointer}`");
    Diagnostic::without_span(Code::WeakWithoutOwner, message).help(format!(
        "load it as part of something that does, such as a `Vec<{pointer}<..>>`, or mark a field that holds it with \
         `# pickle: {comment}`"
    ))
}
