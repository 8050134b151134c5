//! The aliases of a schema: those that its types name.

use std::collections::HashSet;

use pickle_core::schema::{ClassName, Schema, Type};

use super::origins::Origins;
use super::sharing::SharedMarks;
use super::types::TypeTable;

/// Adds the aliases that keep their names to a schema whose classes have been read.
pub(super) fn add_aliases(schema: &mut Schema, types: &TypeTable, marks: &SharedMarks<'_>, origins: &mut Origins) {
    let mut optional_names = HashSet::new();
    for named in types.named() {
        let mut alias = named.alias;
        alias.ty = marks.apply_to_references(alias.ty);
        origins.add_class(alias.name.clone(), named.range);
        if named.is_optional {
            optional_names.insert(alias.name.clone());
        }
        schema.aliases.push(alias);
    }
    schema.map_types(|ty| with_optional_aliases(ty, &optional_names));
}

/// `ty` with `Option` around the aliases that have `None` among their values: where one is a part of itself, that was
/// not known.
fn with_optional_aliases(ty: Type, aliases: &HashSet<ClassName>) -> Type {
    match ty.map_parts(|part| with_optional_aliases(part, aliases)) {
        Type::Alias(name) if aliases.contains(&name) => Type::Alias(name).or_none(),
        Type::Optional(item) => item.or_none(),
        Type::Union(items) if items.iter().any(|item| matches!(item, Type::Optional(_))) => {
            Type::Union(items.into_iter().map(without_none).collect()).or_none()
        }
        ty => ty,
    }
}

fn without_none(ty: Type) -> Type {
    match ty {
        Type::Optional(item) => *item,
        ty => ty,
    }
}
