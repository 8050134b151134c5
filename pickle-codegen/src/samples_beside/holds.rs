//! Whether a type of the source has the values of a type of samples.

use pickle_core::schema::{Literal, SchemaIndex, Type};

/// Compares types of the source with those of samples.
pub(super) struct Holds<'s> {
    /// That of the source.
    pub(super) index: SchemaIndex<'s>,
}

impl Holds<'_> {
    /// Whether all classes of a type of samples are classes of the source, so that the type can stand in it.
    pub(super) fn knows(&self, seen: &Type) -> bool {
        let is_known = match seen {
            Type::Class(name) | Type::Family(name) | Type::Generic(name, _) => self.index.class(name).is_some(),
            Type::Alias(_) | Type::Any => false,
            _ => true,
        };
        is_known && seen.parts().into_iter().all(|part| *part == Type::Any || self.knows(part))
    }

    /// The type of the source with what samples show of its values: instances of subclasses, and ints that 64 bits do not
    /// hold; nothing if it does not have those values.
    pub(super) fn widened(&self, source: &Type, seen: &Type) -> Option<Type> {
        let families = || self.with_families(source.clone());
        let ty = self.holds(source, seen).then(|| source.clone());
        let ty = ty.or_else(|| Some(families()).filter(|families| self.holds(families, seen)))?;
        Some(with_large_ints(ty, seen))
    }

    /// `ty` with the families of the classes that have subclasses in the place of these.
    fn with_families(&self, ty: Type) -> Type {
        match ty {
            Type::Class(class) if !self.index.subclasses(&class).is_empty() => Type::Family(class),
            ty => ty.map_parts(|part| self.with_families(part)),
        }
    }

    /// Whether the type of the source has all values of that of the samples; what samples do not tell is no contradiction.
    pub(super) fn holds(&self, source: &Type, seen: &Type) -> bool {
        match (source, seen) {
            (Type::Any | Type::Parameter(_), _) | (_, Type::Any) => true,
            (Type::Shared(source, _) | Type::Weak(source, _), seen) => self.holds(source, seen),
            (source, Type::Shared(seen, _) | Type::Weak(seen, _)) => self.holds(source, seen),
            (Type::Alias(name), seen) => self.index.alias(name).is_none_or(|alias| self.holds(&alias.ty, seen)),
            (source, Type::Union(seen)) => seen.iter().all(|seen| self.holds(source, seen)),
            (Type::Optional(source), Type::Optional(seen)) => self.holds(source, seen),
            (Type::Optional(_), Type::None) => true,
            (Type::Optional(source), seen) => self.holds(source, seen),
            (Type::Union(items), seen) => items.iter().any(|item| self.holds(item, seen)),
            (source, seen) => self.holds_plain(source, seen),
        }
    }

    fn holds_plain(&self, source: &Type, seen: &Type) -> bool {
        match (source, seen) {
            (Type::Float, Type::Int | Type::LargeInt | Type::Bool) => true,
            (Type::Int | Type::LargeInt, Type::Int | Type::LargeInt | Type::Bool) => true,
            (Type::Literal(values), seen) => values.iter().any(|value| type_of(value) == *seen),
            (Type::Class(class) | Type::Generic(class, _), Type::Class(seen)) => class == seen,
            (Type::Family(base), Type::Class(seen)) => {
                base == seen || self.index.subclasses(base).iter().any(|class| class.name == *seen)
            }
            (Type::VariadicTuple(item), Type::Tuple(seen)) => seen.iter().all(|seen| self.holds(item, seen)),
            (source, seen) if std::mem::discriminant(source) == std::mem::discriminant(seen) => {
                let (parts, seen_parts) = (source.parts(), seen.parts());
                let is_leaf = parts.is_empty() && seen_parts.is_empty();
                let pairs = parts.len() == seen_parts.len();
                if is_leaf { source == seen } else { pairs && self.all_hold(&parts, &seen_parts) }
            }
            _ => false,
        }
    }

    fn all_hold(&self, source: &[&Type], seen: &[&Type]) -> bool {
        source.iter().zip(seen).all(|(source, seen)| self.holds(source, seen))
    }
}

/// A type of the source with the large ints of a type of samples.
fn with_large_ints(source: Type, seen: &Type) -> Type {
    match (source, seen) {
        (Type::Int, Type::LargeInt) => Type::LargeInt,
        (source, Type::Shared(seen, _) | Type::Weak(seen, _)) => with_large_ints(source, seen),
        (source, Type::Union(seen)) => seen.iter().fold(source, with_large_ints),
        (Type::Optional(source), Type::Optional(seen)) => with_large_ints(*source, seen).or_none(),
        (source, Type::Optional(seen)) => with_large_ints(source, seen),
        (source @ (Type::Optional(_) | Type::Union(_) | Type::Shared(..) | Type::Weak(..)), seen) => {
            source.map_parts(|part| with_large_ints(part, seen))
        }
        (Type::VariadicTuple(item), Type::Tuple(seen)) => {
            Type::VariadicTuple(Box::new(seen.iter().fold(*item, with_large_ints)))
        }
        (source, seen) if std::mem::discriminant(&source) == std::mem::discriminant(seen) => {
            let mut parts = seen.parts().into_iter();
            source.map_parts(|part| match parts.next() {
                Some(seen) => with_large_ints(part, seen),
                None => part,
            })
        }
        (source, _) => source,
    }
}

fn type_of(value: &Literal) -> Type {
    match value {
        Literal::Str(_) => Type::Str,
        Literal::Int(_) => Type::Int,
        Literal::Bool(_) => Type::Bool,
        Literal::Bytes(_) => Type::Bytes,
        _ => Type::Any,
    }
}
