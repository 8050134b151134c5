//! Types with pointers in the place of what is shared. How something is shared is asked only where a pointer would stand.

use pickle_core::schema::{ClassName, Sharing, Type};

/// `ty` with the classes shared for which `sharing` says how.
pub(super) fn share_classes(ty: Type, sharing: &dyn Fn(&ClassName) -> Option<Sharing>) -> Type {
    match ty {
        Type::Class(class) => match sharing(&class) {
            Some(how) => shared(Type::Class(class), how),
            None => Type::Class(class),
        },
        Type::Shared(item, earlier) => {
            let how = class_of(&item).and_then(sharing).unwrap_or(earlier);
            shared(item.map_parts(|part| share_classes(part, sharing)), how)
        }
        Type::Generic(class, arguments) => {
            let how = sharing(&class);
            let arguments = arguments.into_iter().map(|argument| share_classes(argument, sharing)).collect();
            let generic = Type::Generic(class, arguments);
            match how {
                Some(how) => shared(generic, how),
                None => generic,
            }
        }
        Type::Weak(..) => ty,
        _ => ty.map_parts(|part| share_classes(part, sharing)),
    }
}

/// `ty` with every value in it shared that can change and is no instance of a class: lists, dicts, sets, bytearrays.
pub(super) fn share_containers(ty: Type, sharing: &dyn Fn() -> Option<Sharing>) -> Type {
    let how = if is_mutable_container(&ty) { sharing() } else { None };
    let ty = ty.map_parts(|part| share_containers(part, sharing));
    match how {
        Some(how) => shared(ty, how),
        None => ty,
    }
}

fn is_mutable_container(ty: &Type) -> bool {
    let is_map = matches!(ty, Type::Dict(..) | Type::OrderedDict(..) | Type::DefaultDict(..) | Type::Counter(_));
    is_map || matches!(ty, Type::List(_) | Type::Deque(_) | Type::Set(_) | Type::ByteArray)
}

/// `ty` with references to the classes for which `sharing` says how, unless their owners live on several threads. The
/// alternatives of a union stay: it owns its values.
pub(super) fn point_weakly(ty: Type, sharing: &dyn Fn(&ClassName) -> Option<Sharing>) -> Type {
    let how = class_of(&ty).and_then(sharing);
    match (ty, how) {
        (Type::Shared(item, Sharing::Threads), Some(_)) => weak(*item, Sharing::Threads),
        (Type::Shared(item, _), Some(how)) => weak(*item, how),
        (ty, Some(how)) => weak(ty, how),
        (ty @ Type::Union(_), None) => ty,
        (ty, None) => ty.map_parts(|part| point_weakly(part, sharing)),
    }
}

fn shared(ty: Type, sharing: Sharing) -> Type {
    Type::Shared(Box::new(ty), sharing)
}

fn weak(ty: Type, sharing: Sharing) -> Type {
    Type::Weak(Box::new(ty), sharing)
}

/// Whether instances of a class that is wanted are in values of the type.
pub(super) fn holds_class(ty: &Type, is_wanted: &dyn Fn(&ClassName) -> bool) -> bool {
    class_of(ty).is_some_and(is_wanted) || ty.parts().into_iter().any(|part| holds_class(part, is_wanted))
}

/// The class of which the values of the type are instances.
fn class_of(ty: &Type) -> Option<&ClassName> {
    match ty {
        Type::Class(class) | Type::Generic(class, _) => Some(class),
        Type::Shared(item, _) => class_of(item),
        _ => None,
    }
}
